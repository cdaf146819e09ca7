"""What the workbook of the Kennzahlen says, sheet by sheet."""

import io

import pytest
from openpyxl import load_workbook
from zeichnen import blatt, tabellen

from qz_analysis.figures import Bestand
from qz_analysis.figures.abfragematrix import beantworte
from qz_analysis.report.xlsx import xlsx
from qz_analysis.show.arbeitsblaetter import Mappe, arbeitsblaetter
from qz_analysis.show.baustein_blatt import Gesperrt

ANGEBOTE = """
Angebot       | Bereich                | Zielgruppe         | Thema   | Rhythmus
Jugendtreff   | Kinder und Jugendliche | Jugendliche;Kinder | Sport   | wöchentlich freitags
=Nachhilfe    | Kinder und Jugendliche | Kinder             | Bildung |
"""
BESUCHE = """
Besuche
Datum      | Angebot     | Besuche | weiblich | männlich
02.07.2021 | Jugendtreff | 9       | 2        | 7
08.07.2021 | =Nachhilfe  | über 20 |          |
"""
MAPPE = Mappe("Haus Nord", 2021, ("Verein e.V.",), "abc", "2021")


@pytest.fixture(scope="module")
def blaetter():
    b = Bestand(tabellen(blatt(ANGEBOTE, name="Angebote"), blatt(BESUCHE, name="Besuche")))
    return {s.name: s for s in arbeitsblaetter(b, beantworte(b, "2021"), MAPPE)}


def zeile(blaetter, name, beginn):
    """Return the first row of a sheet with a text in one of its first two cells, by header."""
    s = blaetter[name]
    treffer = next(z for z in s.zeilen if beginn in z.zellen[:2])
    return dict(zip((spalte.titel for spalte in s.spalten), treffer.zellen, strict=True))


def test_the_sheets_are_one_per_theme_between_an_overview_and_what_stands_behind_it(blaetter):
    assert list(blaetter) == [
        "Überblick", "Angebote", "Partner", "Teilnahme", "Abdeckung", "Belegung", "Ehrenamt", "Personal", "Beteiligung",
        "Öffentlichkeitsarbeit", "Drittmittel", "Rhythmus", "Ziele", "Definitionen", "Gedruckt und berechnet",
        "Alle Werte", "Quellzellen", "Zellbilanz",
    ]  # fmt: skip


def test_an_exact_value_is_a_number_and_another_a_text_with_its_bounds(blaetter):
    assert zeile(blaetter, "Angebote", "1.1")["Wert"].wert == 2
    besuche = zeile(blaetter, "Teilnahme", "3.1")
    assert besuche["Wert"] == "über 29"
    assert (besuche["mindestens"].wert, besuche["höchstens"]) == (30, None)


def test_zero_stays_a_number_that_is_shown_as_a_dash(blaetter):
    ausgefallen = zeile(blaetter, "Angebote", "1.15")["Wert"]
    assert ausgefallen.wert == 0
    assert ausgefallen.format.endswith('"–"')


def test_a_secret_row_has_signs_and_no_number(blaetter):
    weiblich = zeile(blaetter, "Teilnahme", "weiblich")
    assert weiblich["Wert"] == Gesperrt("•")
    assert [w for w in weiblich.values() if isinstance(w, int | float)] == []
    assert not [z for z in blaetter["Quellzellen"].zeilen if "weiblich" in z.zellen]


def test_multiple_answers_are_named_where_they_occur(blaetter):
    assert zeile(blaetter, "Angebote", "1.6")["Kennzahl, Gruppe"].endswith("(Mehrfachnennungen)")
    assert "Mehrfach" not in zeile(blaetter, "Angebote", "1.5")["Kennzahl, Gruppe"]


def test_what_the_version_asks_for_stands_above_the_rest(blaetter):
    abschnitte = [z.zellen[1] for z in blaetter["Angebote"].zeilen if z.art == "abschnitt"]
    assert [a.split(",")[0] for a in abschnitte] == ["In der Abfragematrix", "Zusätzlich berechnet"]


def test_the_overview_names_version_site_and_data(blaetter):
    angaben = {z.zellen[0]: z.zellen[1] for z in blaetter["Überblick"].zeilen}
    assert angaben["Standort"] == "Haus Nord"
    assert angaben["Abfragematrix"].startswith("Fassung 2021.")
    assert "mit der Abfragematrix der Stadt abgleichen" in angaben["Abfragematrix"]
    assert "abc" in angaben["Datenstand"]


def test_each_row_leads_to_its_definition(blaetter):
    verweis = zeile(blaetter, "Angebote", "1.1")["Definition"]
    nummer = int(verweis.zelle[1:]) - blaetter["Definitionen"].kopfzeile - 1
    definition = blaetter["Definitionen"].zeilen[nummer]
    assert (verweis.text, verweis.blatt) == ("D1", "Definitionen")
    assert definition.zellen[:2] == ("D1", "Angebotsformate\nangebote")


def test_no_cell_of_the_workbook_is_a_formula(blaetter):
    mappe = load_workbook(io.BytesIO(xlsx(blaetter.values())))
    zellen = [zelle for s in mappe for reihe in s.iter_rows() for zelle in reihe]
    assert any(zelle.value == "=Nachhilfe" for zelle in zellen)
    assert [zelle.coordinate for zelle in zellen if zelle.data_type == "f"] == []
