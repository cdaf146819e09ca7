"""What stands in a workbook that leaves the house, and how it prints."""

import io

from openpyxl import load_workbook

from qz_analysis.report.xlsx import xlsx
from qz_analysis.show.baustein_blatt import Arbeitsblatt, Blattspalte, Blattzeile, Gesperrt, Verweis, Zahl

SPALTEN = (Blattspalte("Name", 20), Blattspalte("Wert", 10, rechts=True))


def mappe(*zeilen, notizen=("Notiz",), **merkmale):
    blatt = Arbeitsblatt("Angebote", "Titel", SPALTEN, tuple(map(Blattzeile, zeilen)), notizen, **merkmale)
    return xlsx([blatt], titel="Kennzahlen", fuss="Haus & Hof 2021")


def blatt(*zeilen, **merkmale):
    return load_workbook(io.BytesIO(mappe(*zeilen, **merkmale)))["Angebote"]


def test_text_that_looks_like_a_formula_stays_text():
    b = blatt(("=1+1", 5), ("+cmd|' /C calc'!A0", None))
    assert [(b.cell(z, 1).value, b.cell(z, 1).data_type, b.cell(z, 1).quotePrefix) for z in (5, 6)] == [
        ("=1+1", "s", True),
        ("+cmd|' /C calc'!A0", "s", True),
    ]
    assert b.cell(5, 2).value == 5


def test_control_characters_do_not_keep_a_workbook_from_being_written():
    assert blatt(("a\x0bb", None)).cell(5, 1).value == "ab"


def test_a_number_stays_a_number_and_is_shown_with_german_separators():
    b = blatt(("Anteil", Zahl(0.25, "0.0 %")), ("Summe", 1234.5))
    assert (b.cell(5, 2).value, b.cell(5, 2).number_format) == (0.25, "[$-407]0.0 %")
    assert (b.cell(6, 2).value, b.cell(6, 2).number_format) == (1234.5, "[$-407]#,##0.00")


def test_a_secret_cell_holds_a_sign_on_a_pattern():
    zelle = blatt(("Gruppe", Gesperrt("•"))).cell(5, 2)
    assert (zelle.value, zelle.fill.fill_type) == ("•", "lightUp")


def test_a_reference_leads_to_a_cell_of_the_same_workbook():
    verweis = blatt((Verweis("D1", "Definitionen", "A7"), None)).cell(5, 1).hyperlink
    assert (verweis.location, verweis.target) == ("'Definitionen'!A7", None)


def test_the_header_repeats_in_print_and_stays_in_view():
    b = blatt(("x", 1))
    assert b.print_title_rows == "$4:$4"
    assert b.freeze_panes == "A5"


def test_a_sheet_prints_on_a4_as_wide_as_the_page_with_its_number_at_the_foot():
    b = blatt(("x", 1))
    assert (b.page_setup.paperSize, b.page_setup.fitToHeight, b.sheet_properties.pageSetUpPr.fitToPage) == (
        9,
        0,
        True,
    )
    assert b.oddFooter.left.text == "Haus && Hof 2021"
    assert b.oddFooter.right.text == "Seite &P von &N"


def test_a_workbook_has_a_title_and_a_language():
    eigenschaften = load_workbook(io.BytesIO(mappe(("x", 1)))).properties
    assert (eigenschaften.title, eigenschaften.language) == ("Kennzahlen", "de-DE")


def test_a_row_is_as_high_as_its_longest_text():
    b = blatt(
        ("kurz", 1), ("ein Text, der in dieser Spalte drei Zeilen braucht, sonst wäre er nicht zu lesen", 1)
    )
    assert b.row_dimensions[5].height is None
    assert b.row_dimensions[6].height > 40


def test_no_cells_are_merged():
    assert not blatt(("x", 1)).merged_cells.ranges


def test_the_same_rows_give_the_same_bytes():
    assert mappe(("x", 1)) == mappe(("x", 1))
