"""The same list as xlsx, ods and xls. `dateien/` holds what LibreOffice makes of the workbook drawn here."""

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from qz_analysis.read.blatt import Bereich
from qz_analysis.read.ordner import read_datei

DATEIEN = Path(__file__).parent / "dateien"


def zeichne(pfad: Path) -> None:
    mappe = Workbook()
    blatt = mappe.active
    blatt.title = "Besuche"
    for zeile in (
        ["Träger", "Datum", "Beginn", "Anzahl", "Anteil"],
        ["AWO", dt.date(2021, 5, 3), dt.time(14, 30), 12, "#DIV/0!"],
        ["VHS", dt.datetime(2021, 5, 4, 9, 0), dt.timedelta(hours=30), 7.5, 19.5],
        ["ausgeblendet", None, None, 3],
    ):
        blatt.append(zeile)
    blatt["E2"].data_type = "e"
    blatt["A6"] = "Sommer\nferien"
    blatt.merge_cells("A6:C7")
    blatt["D6"] = 5
    blatt["D6"].fill = PatternFill("solid", fgColor="FFFF0000")
    blatt["D6"].comment = Comment("bitte prüfen", "Team")
    blatt.row_dimensions[4].hidden = True
    blatt.column_dimensions["E"].hidden = True
    alt = mappe.create_sheet("Alt")
    alt["C3"] = 1
    alt.sheet_state = "hidden"
    mappe.create_sheet("Leer")
    mappe.save(pfad)


@pytest.fixture(params=["xlsx", "ods", "xls"])
def blaetter(request, tmp_path):
    if request.param != "xlsx":
        return read_datei(DATEIEN / f"liste.{request.param}", DATEIEN)
    zeichne(tmp_path / "liste.xlsx")
    return read_datei(tmp_path / "liste.xlsx", tmp_path)


def test_values_have_the_type_that_the_sheet_shows(blaetter):
    assert {z.adresse: z.wert for z in blaetter[0].zellen.values()} == {
        "A1": "Träger", "B1": "Datum", "C1": "Beginn", "D1": "Anzahl", "E1": "Anteil",
        "A2": "AWO", "B2": dt.date(2021, 5, 3), "C2": dt.time(14, 30), "D2": 12, "E2": "#DIV/0!",
        "A3": "VHS", "B3": dt.datetime(2021, 5, 4, 9, 0), "C3": dt.timedelta(hours=30), "D3": 7.5, "E3": 19.5,
        "A4": "ausgeblendet", "D4": 3, "A6": "Sommer\nferien", "D6": 5,
    }  # fmt: skip
    assert type(blaetter[0].spalten[4][1]) is int


def test_an_error_is_not_an_empty_cell(blaetter):
    assert blaetter[0].besonderes == {(2, 5): "fehlerwert"}


def test_what_meaning_may_hang_on_is_kept(blaetter):
    blatt = blaetter[0]
    assert blatt.verbunden == (Bereich(6, 1, 7, 3),)
    assert blatt.farben == {(6, 4): "FF0000"}
    assert blatt.kommentare == {(6, 4): "bitte prüfen"}
    assert blatt.versteckte_zeilen == {4}
    assert blatt.versteckte_spalten == {5}
    assert blatt.hinweise == ()


def test_sheets_come_in_their_order_and_hidden_ones_are_marked(blaetter):
    assert [(b.name, b.versteckt) for b in blaetter] == [("Besuche", False), ("Alt", True), ("Leer", False)]


def test_a_sheet_may_begin_far_from_its_corner(blaetter):
    assert blaetter[1].spalten == {3: [None, None, 1]}


def test_an_empty_sheet_has_no_columns(blaetter):
    assert blaetter[2].spalten == {}


@pytest.mark.parametrize("art", ["ods", "xls"])
def test_the_content_says_what_a_file_is_not_its_ending(tmp_path, art):
    (tmp_path / "liste.xlsx").write_bytes((DATEIEN / f"liste.{art}").read_bytes())
    assert read_datei(tmp_path / "liste.xlsx", tmp_path)[0].name == "Besuche"


def test_a_text_under_the_name_of_a_workbook_is_read_as_text(tmp_path):
    (tmp_path / "export.xls").write_text("Partner\tTyp\nVHS\tBildung\n", encoding="utf-8")
    assert read_datei(tmp_path / "export.xls", tmp_path)[0].spalten == {
        1: ["Partner", "VHS"],
        2: ["Typ", "Bildung"],
    }
