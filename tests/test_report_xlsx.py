import io

from openpyxl import load_workbook

from qz_analysis.report.xlsx import xlsx
from qz_analysis.show.arbeitsblaetter import Arbeitsblatt

BLATT = Arbeitsblatt(
    "Kennzahlen", "Titel", ("Name", "Wert"), (("=1+1", 5), ("+cmd|' /C calc'!A0", None)), ("Notiz",)
)


def test_text_that_looks_like_a_formula_stays_text():
    blatt = load_workbook(io.BytesIO(xlsx([BLATT])))["Kennzahlen"]
    assert [(blatt.cell(z, 1).value, blatt.cell(z, 1).data_type) for z in (5, 6)] == [
        ("=1+1", "s"),
        ("+cmd|' /C calc'!A0", "s"),
    ]
    assert blatt.cell(5, 2).value == 5


def test_the_header_repeats_in_print_and_stays_in_view():
    blatt = load_workbook(io.BytesIO(xlsx([BLATT])))["Kennzahlen"]
    assert blatt.print_title_rows == "$4:$4"
    assert blatt.freeze_panes == "A5"


def test_the_same_rows_give_the_same_bytes():
    assert xlsx([BLATT]) == xlsx([BLATT])
