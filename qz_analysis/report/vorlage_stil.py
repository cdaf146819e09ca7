"""How a workbook to be filled in looks: fonts, title rows, headers, the page it is printed on."""

from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

BLAU = "FF1F3A5F"
KOPF = PatternFill("solid", fgColor=BLAU)
GRAU = PatternFill("solid", fgColor="FFEEF1F5")
_DUENN = Side(style="thin", color="FFB8C2CE")
RAHMEN = Border(left=_DUENN, right=_DUENN, top=_DUENN, bottom=_DUENN)


def schrift(*, fett: bool = False, kursiv: bool = False, groesse: int = 11, farbe: str = "FF000000") -> Font:
    """Return a font of this workbook."""
    # A font without a name is Times in LibreOffice.
    return Font(name="Calibri", bold=fett, italic=kursiv, size=groesse, color=farbe)


def titel(blatt: Worksheet, titel: str, herkunft: str, hinweis: str, breite: int) -> None:
    """Write the title rows, across the columns that are there."""
    blatt["A1"], blatt["A2"], blatt["A3"] = titel, herkunft, hinweis
    blatt["A1"].font = schrift(fett=True, groesse=14, farbe=BLAU)
    blatt["A2"].font = blatt["A3"].font = schrift(kursiv=True, farbe="FF44546A")
    blatt.row_dimensions[1].height = 22
    for zeile in range(1, 4) if breite > 1 else ():
        blatt.merge_cells(start_row=zeile, end_row=zeile, start_column=1, end_column=breite)


def kopf(zelle: Any, text: str) -> None:
    """Write a header into a cell."""
    zelle.value = text
    zelle.font = schrift(fett=True, farbe="FFFFFFFF")
    zelle.fill = KOPF
    zelle.border = RAHMEN
    zelle.alignment = Alignment(wrap_text=True, vertical="center")


def drucke(blatt: Worksheet, kopfzeile: str | None = None, *, a3: bool = False) -> None:
    """Set up a sheet for printing: landscape, as wide as one page, with the header on each."""
    blatt.page_setup.orientation = "landscape"
    blatt.page_setup.paperSize = 8 if a3 else 9  # A3, A4
    blatt.page_setup.fitToHeight = 0
    blatt.sheet_properties.pageSetUpPr.fitToPage = True  # pyright: ignore[reportOptionalMemberAccess]
    blatt.print_options.gridLines = True
    fuss = blatt.oddFooter
    fuss.left.text, fuss.right.text = "&A", "Seite &P von &N"  # pyright: ignore[reportOptionalMemberAccess]
    if kopfzeile:
        blatt.print_title_rows = kopfzeile
