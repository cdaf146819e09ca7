"""What a user declares in qz.toml, and what is reported where nobody has."""

from dataclasses import replace

import pytest
from zeichnen import blatt, tabellen

from qz_analysis.clean.farbe import farbname
from qz_analysis.model.erklaerung import Erklaerung

LISTE = "Datum | Besuche\n02.03.2021 | 10\n05.03.2021 | 11"


@pytest.mark.parametrize(
    ("farbe", "name"),
    [
        ("FF0000", "rot"),
        ("FFC000", "orange"),
        ("FFFF00", "gelb"),
        ("92D050", "grün"),
        ("9BC2E6", "blau"),
        ("D9D9D9", "grau"),
        ("FFFFFF", "weiß"),
    ],
)
def test_a_fill_has_the_name_a_colleague_would_give_it(farbe, name):
    assert farbname(farbe) == name


def test_a_declared_colour_makes_the_termin_what_it_says():
    t = tabellen(blatt(LISTE, farben={"B2": "FF0000"}), erklaerung=Erklaerung(farben={"rot": "ausgefallen"}))
    assert t.termin.sort("datum")["status"].to_list() == ["ausgefallen", "stattgefunden"]
    assert t.teilnahme["anzahl"].to_list() == [11]
    assert t.befund.is_empty()


def test_a_colour_nobody_explained_is_reported_with_its_count():
    t = tabellen(blatt(LISTE, farben={"B2": "FF0000", "B3": "FF0000"}))
    assert t.befund["regel"].to_list() == ["farbe_nicht_erklaert"]
    assert "2 Zellen sind rot" in t.befund["meldung"][0]
    assert t.teilnahme["anzahl"].sum() == 21


def test_a_foreign_header_is_read_as_the_one_it_was_declared_to_be():
    fremd = blatt("Date | Visites\n02.03.2021 | 10")
    assert tabellen(fremd).teilnahme.is_empty()
    t = tabellen(fremd, erklaerung=Erklaerung(spalten={"Date": "Datum", "Visites": "Besuche"}))
    assert t.teilnahme["anzahl"].to_list() == [10]
    assert t.befund.is_empty()


def test_an_error_cell_is_rejected_and_never_read_as_a_name():
    b = blatt("Angebot | Thema\nCafé | Beratung\n#REF! | Beratung")
    t = tabellen(replace(b, besonderes={(3, 1): "fehlerwert"}))
    assert t.angebot["angebot"].to_list() == ["Café"]
    assert ("fehlerwert", "A3") in t.befund.select("regel", "zelle").rows()
    q = t.quelle.row(0, named=True)
    assert q["zellen_gelesen"] == 6
    assert q["zellen_zurueckgewiesen"] >= 1


def test_a_formula_without_a_stored_value_is_a_finding_not_a_zero():
    b = blatt("Datum | Besuche\n02.03.2021 | =B9")
    t = tabellen(replace(b, besonderes={(2, 2): "formel_ohne_wert"}))
    assert "formel_ohne_wert" in t.befund["regel"].to_list()
    assert t.teilnahme["anzahl"].drop_nulls().is_empty()


def test_hidden_rows_sheets_and_comments_are_read_and_reported():
    b = replace(
        blatt(LISTE), versteckt=True, versteckte_zeilen=frozenset({2}), kommentare={(3, 2): "Frau M. fragen"}
    )
    t = tabellen(b)
    assert set(t.befund["regel"]) == {"blatt_versteckt", "zellen_versteckt", "kommentar"}
    assert t.teilnahme["anzahl"].sum() == 21
    assert not any("Frau M." in meldung for meldung in t.befund["meldung"])


def test_a_mapping_is_proposed_for_foreign_headers_and_works_when_declared():
    fremd = blatt("Date | Visitors\n02.03.2021 | 10")
    befund = dict(tabellen(fremd).befund.select("regel", "meldung").rows())
    assert '"Date" = "Datum", "Visitors" = "Besuche"' in befund["zuordnung_vorgeschlagen"]
    t = tabellen(fremd, erklaerung=Erklaerung(spalten={"Date": "Datum", "Visitors": "Besuche"}))
    assert t.teilnahme["anzahl"].to_list() == [10]


def test_a_csv_beside_a_file_maps_its_headers():
    fremd = blatt("Jour | Nombre\n02.03.2021 | 10", datei="qz/2021/a.xlsx")
    csv = blatt("Jour | Datum\nNombre | Besuche", datei="qz/2021/a.xlsx.spalten.csv", name="a.xlsx.spalten")
    t = tabellen(fremd, csv)
    assert t.teilnahme["anzahl"].to_list() == [10]
    assert t.befund.is_empty()


def test_a_colour_on_a_sheet_with_two_lists_is_reported_once():
    b = blatt("Posten | % VK | | Nr. | Fortbildung\nTeam | 390 | | 1 | Fachtag", farben={"B2": "FF0000"})
    assert tabellen(b).befund["regel"].to_list() == ["farbe_nicht_erklaert"]
