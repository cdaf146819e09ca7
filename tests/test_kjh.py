"""`qz kjh`: a workbook for the KJH-Statistik, in odd years only, and small numbers in it only where somebody asked for them."""

import io

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner
from zeichnen import blatt, tabellen

from qz_analysis import kjh
from qz_analysis.cli import app
from qz_analysis.errors import ParameterFehler
from qz_analysis.figures import Bestand
from qz_analysis.figures.einstellungen import Einstellungen
from qz_analysis.show.arbeitsblaetter import Mappe

MAPPE = Mappe("Haus Nord", 2021, ("Verein e.V.",), "abc", "2021")
ANGEBOTE = """
Angebot   | Bereich                | Zielgruppe  | Thema | KJH-relevant | KJH-Art
=Treff    | Kinder und Jugendliche | Jugendliche | Sport | {relevant}   | offen
Kochen    | Kinder und Jugendliche | Kinder      | Sport |              |
"""
KERNGRUPPE = """
Angebot: =Treff | |
Zeitraum | Alter | Stammbesuchende
2021     | 10-13 | 3
2021     | 14-17 | 8
"""
CSV = (
    ANGEBOTE.strip()
    .replace(" ", "")
    .replace("|", ",")
    .replace("KinderundJugendliche", "Kinder und Jugendliche")
)


def bestand(relevant="ja", k=5):
    listen = blatt(ANGEBOTE.format(relevant=relevant), name="Angebote"), blatt(KERNGRUPPE, name="Kerngruppe")
    return Bestand(tabellen(*listen), Einstellungen(k=k))


def mappe(b, **merkmale):
    return load_workbook(io.BytesIO(kjh.kjh_mappe(b, MAPPE, **merkmale)))


def texte(blatt):
    return [str(zelle.value) for reihe in blatt.iter_rows() for zelle in reihe if zelle.value is not None]


def test_the_workbook_has_forms_a_table_and_what_is_not_known():
    m = mappe(bestand())
    assert m.sheetnames == [
        "Überblick",
        "Meldungen",
        "Tabelle",
        "Nicht ableitbar",
        "Nicht entschieden",
        "Nicht gemeldet",
    ]
    assert "vor Abgabe prüfen" in texte(m["Meldungen"])
    assert "Gemeinde (AGS)" in texte(m["Nicht ableitbar"])
    assert "Kochen" in texte(m["Nicht entschieden"])


def test_small_numbers_are_a_sign_unless_the_workbook_is_confidential():
    zeile = {r[1].value: r[2].value for r in mappe(bestand())["Tabelle"].iter_rows()}
    assert (zeile["Alter: 10 bis unter 14"], zeile["Alter: 14 bis unter 18"]) == ("•", "•")
    offen = mappe(bestand(k=1), vertraulich=True)["Tabelle"]
    assert {r[1].value: r[2].value for r in offen.iter_rows()}["Alter: 10 bis unter 14"] == 3
    assert offen["A2"].value.startswith("VERTRAULICH")
    assert offen.oddFooter.left.text.startswith("VERTRAULICH")


def test_where_nothing_is_marked_the_workbook_says_what_to_fill_in():
    m = mappe(bestand(relevant=""))
    assert m.sheetnames == ["Überblick", "Nicht ableitbar", "Nicht entschieden", "Nicht gemeldet"]
    assert any("„KJH-relevant“ (ja oder nein)" in text for text in texte(m["Überblick"]))
    assert {"=Treff", "Kochen"} <= set(texte(m["Nicht entschieden"]))


def test_no_cell_is_a_formula():
    zellen = [z for s in mappe(bestand()) for reihe in s.iter_rows() for z in reihe]
    assert "=Treff" in {z.value for z in zellen}
    assert [z.coordinate for z in zellen if z.data_type == "f"] == []


def test_the_same_tables_give_the_same_bytes():
    assert kjh.kjh_mappe(bestand(), MAPPE) == kjh.kjh_mappe(bestand(), MAPPE)


@pytest.fixture
def arbeitsbereich(tmp_path, monkeypatch):
    ordner = tmp_path / "data" / "raw" / "boeckingen" / "2021"
    ordner.mkdir(parents=True)
    (ordner / "Angebote.csv").write_text(CSV.format(relevant="ja"), encoding="utf-8")
    monkeypatch.setenv("QZ_ARBEITSBEREICH", str(tmp_path))
    return tmp_path


def test_the_command_writes_into_the_outputs(arbeitsbereich):
    ergebnis = CliRunner().invoke(app, ["kjh", "2021"])
    assert ergebnis.exit_code == 0, ergebnis.output
    assert "kjh_statistik.xlsx" in ergebnis.output
    ziel = arbeitsbereich / "outputs" / "boeckingen" / "2021" / "kjh_statistik.xlsx"
    assert "=Treff" in texte(load_workbook(ziel)["Meldungen"])


def test_an_even_year_writes_nothing(arbeitsbereich):
    with pytest.raises(ParameterFehler, match="2022 ist gerade") as fehler:
        kjh.schreibe_kjh(2022)
    assert fehler.value.exit_code != 0
    assert [pfad.name for pfad in arbeitsbereich.iterdir()] == ["data"]


def test_the_confidential_workbook_goes_where_it_is_asked_to_go_and_nowhere_else(arbeitsbereich, tmp_path):
    ziel = tmp_path / "meldung.xlsx"
    assert kjh.schreibe_kjh(2021, vertraulich=ziel) == ziel
    assert not (arbeitsbereich / "outputs").exists()
    with pytest.raises(ParameterFehler, match="unter „outputs“"):
        kjh.schreibe_kjh(2021, vertraulich=arbeitsbereich / "outputs" / "boeckingen" / "meldung.xlsx")
