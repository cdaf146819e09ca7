"""Sample data for many sites and years, read by the same code as any list."""

import os
import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from qz_analysis.beispiel.ordner import LISTEN, dateien, lies_jahre, schreibe_beispiel
from qz_analysis.beispiel.standort import Standort, Standortjahr
from qz_analysis.config import lade_konfiguration
from qz_analysis.einlesen import Einlesung, pruefe
from qz_analysis.errors import EingabeFehler, ParameterFehler
from qz_analysis.paths import Arbeitsbereich

WURZEL = Path(__file__).parents[1]
JAHRE = range(2021, 2023)


@pytest.fixture(scope="module")
def ordner(tmp_path_factory) -> Path:
    ziel = tmp_path_factory.mktemp("beispiel") / "neu"
    with pytest.MonkeyPatch.context() as umgebung:
        umgebung.setenv("QZ_ARBEITSBEREICH", str(WURZEL))
        schreibe_beispiel(ziel, standorte=2, jahre=JAHRE)
    return ziel


@pytest.fixture(scope="module")
def einlesung(ordner) -> Einlesung:
    return pruefe([ordner / "data" / "raw"])


def inhalte(ordner: Path) -> dict[str, bytes]:
    return {p.relative_to(ordner).as_posix(): p.read_bytes() for p in ordner.rglob("*") if p.is_file()}


def beispiel(nummer: int, jahr: int, **weiteres) -> dict[str, bytes]:
    sj = Standortjahr(Standort(nummer), jahr, **{"seed": 1, **weiteres})
    return {datei.name: datei.inhalt() for datei in dateien(sj)}


def test_sample_data_is_read_without_a_fehler_but_not_without_a_befund(einlesung):
    assert [b for b in einlesung.befunde if b["stufe"] == "fehler"] == []
    assert {b["regel"] for b in einlesung.befunde} >= {
        "summe_stimmt_nicht",
        "teile_ergeben_nicht_die_summe",
        "zelle_nicht_verwendet",
        "partner_nicht_in_liste",
        "zahl_als_text",
    }


def test_every_sheet_says_that_it_is_sample_data_and_is_known_as_a_list(einlesung):
    for lauf in einlesung.laeufe:
        quelle = lauf.tabellen.quelle
        assert set(quelle["herkunft"]) == {"Beispieldaten (künstlich erzeugt)"}
        assert quelle["art"].null_count() == 0
        assert all("(Beispieldaten)" in datei for datei in quelle["datei"])


def test_every_kind_of_list_gives_rows(einlesung):
    for lauf in einlesung.laeufe:
        t = lauf.tabellen
        assert 40 <= t.angebot.height <= 110
        for name in ("partner", "angebot_partner", "termin", "ziel", "belegung", "personal", "fortbildung"):
            assert getattr(t, name).height >= 4, name
        assert set(t.quelle["art"]) >= {"teilnahme", "stammgruppe", "kalender", "anwesenheitsliste"}
        assert {"genau", "rund", "mehr_als", "von_bis"} <= set(t.teilnahme["genauigkeit"])
        assert {"stattgefunden", "ausgefallen"} <= set(t.termin["status"])
        assert set(t.belegung["bereich"]) == {"kinder_jugend", "erwachsene_senioren", "mehrgenerativ"}


def test_visits_are_only_counted_for_angebote_that_the_angebotsliste_names(einlesung):
    for lauf in einlesung.laeufe:
        t = lauf.tabellen
        besuche = t.teilnahme.filter(pl.col("zaehlart") == "besuche")
        assert set(besuche["angebot_id"]) <= set(t.angebot["angebot_id"])


def test_every_fixed_rhythm_is_written_so_that_it_can_be_read(einlesung):
    for lauf in einlesung.laeufe:
        ohne = lauf.tabellen.angebot.filter(pl.col("rhythmus_regel").is_null())
        assert set(ohne["rhythmus"]) <= {None, "einmalig", "auf Anfrage"}


def test_most_angebote_go_on_some_are_new_and_some_are_gone(einlesung):
    davor, danach = (set(lauf.tabellen.angebot["angebot_id"]) for lauf in einlesung.laeufe[:2])
    assert len(davor & danach) > 0.7 * len(davor)
    assert davor - danach
    assert danach - davor


def test_a_goal_that_goes_on_is_named_by_the_goal_of_the_next_year(einlesung):
    davor, danach = (lauf.tabellen.ziel for lauf in einlesung.laeufe[:2])
    folgen = {z["folgeziel"]: z["ziel_id"] for z in davor.filter("folgeziel_vermerkt").to_dicts()}
    assert folgen
    zurueck = dict(danach.drop_nulls("folgeziel_von").select("ziel_id", "folgeziel_von").iter_rows())
    assert zurueck == folgen


def test_sites_differ_in_the_columns_they_have(einlesung):
    eins, zwei = (einlesung.laeufe[n].tabellen for n in (0, len(JAHRE)))
    assert zwei.angebot["planungsbezirk"].null_count() == zwei.angebot.height
    assert eins.angebot["planungsbezirk"].null_count() < eins.angebot.height
    alter = pl.col("altersgruppe").is_not_null() & (pl.col("zaehlart") == "besuche")
    assert eins.teilnahme.filter(alter).height > 0
    assert zwei.teilnahme.filter(alter).height == 0


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others():
    assert beispiel(1, 2021) == beispiel(1, 2021)
    anders = beispiel(1, 2021, seed=2)
    assert anders.keys() == beispiel(1, 2021).keys()
    assert anders != beispiel(1, 2021)


def test_a_site_and_year_do_not_depend_on_which_others_are_asked_for(ordner):
    allein = {f"data/raw/beispiel_02/2022/{name}": inhalt for name, inhalt in beispiel(2, 2022).items()}
    assert allein.items() <= inhalte(ordner).items()


def test_about_as_many_visits_are_counted_as_asked_for(tmp_path):
    summen = {}
    for besuche in (2000, 20000):
        ziel = tmp_path / str(besuche) / "beispiel_01" / "2023"
        ziel.mkdir(parents=True)
        for name, inhalt in beispiel(1, 2023, besuche=besuche).items():
            (ziel / name).write_bytes(inhalt)
        summen[besuche] = sum(blatt["summe_teilnahme"] or 0 for blatt in pruefe([ziel]).blaetter)
    for besuche, summe in summen.items():
        assert 0.75 * besuche < summe < 1.25 * besuche


def test_the_folder_is_a_workspace_of_its_own(ordner):
    bereich = Arbeitsbereich(ordner)
    konfiguration = lade_konfiguration(bereich.konfiguration)
    assert konfiguration.standort == "beispiel_01"
    assert konfiguration.zu("beispiel_02").name == "Beispielzentrum Süd"
    assert bereich.rohdaten("beispiel_02", 2022).is_dir()
    vorhanden = {p.relative_to(bereich.notebooks) for p in bereich.notebooks.rglob("*.ipynb")}
    assert {Path("00_jahresauswertung.ipynb"), Path("vorlagen/neue_auswertung.ipynb")} <= vorhanden


def test_a_folder_with_something_in_it_is_refused_and_left_as_it_is(tmp_path, monkeypatch):
    monkeypatch.setenv("QZ_ARBEITSBEREICH", str(WURZEL))
    (tmp_path / "notiz.txt").write_text("bleibt", encoding="utf-8")
    with pytest.raises(ParameterFehler, match="kein leerer Ordner"):
        schreibe_beispiel(tmp_path, standorte=1, jahre=JAHRE)
    assert inhalte(tmp_path) == {"notiz.txt": b"bleibt"}


def test_without_notebooks_to_copy_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.setenv("QZ_ARBEITSBEREICH", str(tmp_path))
    with pytest.raises(EingabeFehler, match="keine Notebooks"):
        schreibe_beispiel(tmp_path / "neu", standorte=1, jahre=JAHRE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "21", "2023-2021", "1889", "2021-", "2021-2023-2025", "zwei"])
def test_years_that_are_none_are_refused_with_an_example(text):
    with pytest.raises(ParameterFehler, match="2021-2023"):
        lies_jahre(text)


def test_one_year_and_a_span_of_years_are_read():
    assert list(lies_jahre("2021")) == [2021]
    assert list(lies_jahre("2021 – 2023")) == [2021, 2022, 2023]


def test_no_file_names_an_organisation_that_exists_or_a_person():
    for mache in LISTEN:
        for datei in mache(Standortjahr(Standort(1), 2021, 1)):
            for blatt in datei.blaetter:
                text = " ".join(str(wert) for zeile in blatt.zeilen for wert in zeile if wert)
                assert not re.search(r"Böckingen|Heilbronn|AWO|Diakoni|@|\b(?:Herr|Frau) ", text)


@pytest.mark.lang
def test_the_report_of_a_sample_site_runs(ordner):
    lauf = subprocess.run(
        [sys.executable, "-m", "qz_analysis", "bericht", "2021", "--standort", "beispiel_02"],
        env={**os.environ, "QZ_ARBEITSBEREICH": str(ordner), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert lauf.returncode == 0, lauf.stderr
    html = (ordner / "outputs/beispiel_02/2021/jahresauswertung.html").read_text(encoding="utf-8")
    assert "Beispielzentrum Süd" in html
    assert "Beispieldaten" in html
    assert "UNVOLLSTÄNDIG" not in html
