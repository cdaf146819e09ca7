from pathlib import Path
from statistics import mean

from zeichnen import tabellen

from qz_analysis.beispiel.jugendtreff import arbeitsmappe
from qz_analysis.figures import person
from qz_analysis.read.ordner import read_ordner
from qz_analysis.report.ablage import arbeitsmappe_bytes

DATEI = Path(__file__).parents[1] / "data/raw/boeckingen/2021/Jugendtreff Besuche 2021 (Beispieldaten).xlsx"


def test_the_committed_sample_file_is_what_the_script_draws():
    assert arbeitsmappe_bytes(arbeitsmappe()) == DATEI.read_bytes()


def test_the_sample_gives_the_published_figures_and_says_that_it_is_one(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(arbeitsmappe_bytes(arbeitsmappe()))
    blaetter, _ = read_ordner(tmp_path, tmp_path)
    t = tabellen(*blaetter)
    zahlen = t.teilnahme.filter(t.teilnahme["geschlecht"].is_null() & (t.teilnahme["zaehlart"] == "besuche"))[
        "anzahl"
    ]
    assert round(mean(zahlen.drop_nulls())) == 14
    assert zahlen.max() == 40
    assert person.kerngruppe_alter(t).wert.anzahl.min == 10
    assert all("Beispieldaten" in herkunft for herkunft in t.quelle["herkunft"])
    assert t.befund.is_empty()
