from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from qz_analysis.read.ordner import read_ordner


def lies(ordner: Path):
    return read_ordner(ordner, ordner)


def zellen(blatt):
    return {z.adresse: z.wert for z in blatt.zellen.values()}


@pytest.mark.parametrize("kodierung", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_read_in_the_encodings_excel_writes(tmp_path, kodierung):
    (tmp_path / "partner.csv").write_bytes("Träger;Größe\r\nBöckinger Ring;5\r\n".encode(kodierung))
    blaetter, fehler = lies(tmp_path)
    assert fehler == []
    assert zellen(blaetter[0]) == {"A1": "Träger", "B1": "Größe", "A2": "Böckinger Ring", "B2": "5"}


@pytest.mark.parametrize("trenner", [";", ",", "\t"])
def test_a_csv_is_read_with_the_separator_it_uses(tmp_path, trenner):
    (tmp_path / "a.csv").write_text(f"Partner{trenner}Typ\nVHS{trenner}Bildung\n", encoding="utf-8")
    assert zellen(lies(tmp_path)[0][0])["B2"] == "Bildung"


def test_a_quoted_field_may_hold_the_separator_and_a_line_break(tmp_path):
    (tmp_path / "a.csv").write_text('Partner;Typ\n"AWO; Kreis\nverband";Träger\n', encoding="utf-8")
    assert zellen(lies(tmp_path)[0][0])["A2"] == "AWO; Kreis\nverband"


def test_a_workbook_gives_its_values_merged_ranges_and_fills(tmp_path):
    mappe = Workbook()
    blatt = mappe.active
    blatt["A1"], blatt["B2"] = "Ziel", 7
    blatt["B2"].fill = PatternFill("solid", fgColor="FF9BC2E6")
    blatt.merge_cells("A1:A3")
    mappe.save(tmp_path / "a.xlsx")
    gelesen = lies(tmp_path)[0][0]
    assert zellen(gelesen) == {"A1": "Ziel", "B2": 7}
    assert gelesen.zelle(3, 1).wert == "Ziel"
    assert gelesen.farben[2, 2] == "9BC2E6"


def test_one_stray_cell_at_the_far_end_costs_nothing(tmp_path):
    mappe = Workbook()
    mappe.active["A1"], mappe.active["XFD1048576"] = "a", "b"
    mappe.save(tmp_path / "a.xlsx")
    assert zellen(lies(tmp_path)[0][0]) == {"A1": "a", "XFD1048576": "b"}


def test_decomposed_umlauts_are_the_same_as_composed_ones(tmp_path):
    (tmp_path / "a.csv").write_text("Tra\u0308ger;x\n", encoding="utf-8")
    assert zellen(lies(tmp_path)[0][0])["A1"] == "Träger"


@pytest.mark.parametrize("inhalt", [b"", b"PK\x03\x04 kaputt", b"%PDF-1.7"])
def test_a_broken_workbook_is_one_sentence_and_the_others_are_still_read(tmp_path, inhalt):
    (tmp_path / "a.xlsx").write_bytes(inhalt)
    (tmp_path / "b.csv").write_text("Partner;Typ\n", encoding="utf-8")
    blaetter, fehler = lies(tmp_path)
    assert [b.datei for b in blaetter] == ["b.csv"]
    assert len(fehler) == 1
    assert "„a.xlsx“" in str(fehler[0])


def test_a_file_that_is_no_spreadsheet_is_named(tmp_path):
    (tmp_path / "bild.jpg").write_bytes(b"\xff\xd8")
    assert "„bild.jpg“" in str(lies(tmp_path)[1][0])


def test_the_lock_file_of_an_open_workbook_is_passed_over(tmp_path):
    (tmp_path / "~$a.xlsx").write_bytes(b"x")
    assert lies(tmp_path) == ([], [])
