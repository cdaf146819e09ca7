"""Sheets of plain rows -> an xlsx that is ready to print and holds no formula from outside."""

from collections.abc import Iterable
from typing import Any, Protocol

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qz_analysis.report.ablage import arbeitsmappe_bytes

KOPF = PatternFill("solid", fgColor="FF1F3A5F")
LINIE = Border(bottom=Side(style="thin", color="FFD8DDE3"))
BREITESTE = 60


class Blattinhalt(Protocol):
    """What a sheet is made of."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def titel(self) -> str: ...  # noqa: D102
    @property
    def spalten(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def zeilen(self) -> tuple[tuple[Any, ...], ...]: ...  # noqa: D102
    @property
    def notizen(self) -> tuple[str, ...]: ...  # noqa: D102


def xlsx(blaetter: Iterable[Blattinhalt]) -> bytes:
    """Return a workbook with one sheet each: title, notes, a header that repeats in print, filters."""
    mappe = Workbook()
    mappe.remove(mappe.worksheets[0])
    mappe.properties.creator = "qz_analysis"
    mappe.properties.language = "de-DE"
    for inhalt in blaetter:
        _fuelle(mappe.create_sheet(inhalt.name[:31]), inhalt)
    return arbeitsmappe_bytes(mappe)


def _fuelle(blatt: Worksheet, inhalt: Blattinhalt) -> None:
    _schreibe(blatt, 1, (inhalt.titel,))
    blatt["A1"].font = Font(bold=True, size=14)
    for nummer, notiz in enumerate(inhalt.notizen, 2):
        _schreibe(blatt, nummer, (notiz,))
        blatt.cell(nummer, 1).font = Font(italic=True)
    kopf = len(inhalt.notizen) + 3
    _schreibe(blatt, kopf, inhalt.spalten)
    for zelle in blatt[kopf]:
        zelle.font = Font(bold=True, color="FFFFFFFF")
        zelle.fill = KOPF
        zelle.alignment = Alignment(wrap_text=True, vertical="center")
    for nummer, zeile in enumerate(inhalt.zeilen, kopf + 1):
        _schreibe(blatt, nummer, zeile)
        for zelle in blatt[nummer]:
            zelle.alignment = Alignment(wrap_text=True, vertical="top")
            zelle.border = LINIE
    for spalte, titel in enumerate(inhalt.spalten, 1):
        laengen = [len(str(zeile[spalte - 1] or "")) for zeile in inhalt.zeilen]
        breite = min(max([len(titel), *laengen], default=8) + 3, BREITESTE)
        blatt.column_dimensions[get_column_letter(spalte)].width = breite
    letzte = get_column_letter(len(inhalt.spalten))
    blatt.freeze_panes = f"A{kopf + 1}"
    blatt.auto_filter.ref = f"A{kopf}:{letzte}{kopf + len(inhalt.zeilen)}"
    blatt.print_title_rows = f"{kopf}:{kopf}"
    blatt.page_setup.orientation = "landscape"
    blatt.page_setup.paperSize = 9  # A4
    blatt.page_setup.fitToHeight = 0
    blatt.sheet_properties.pageSetUpPr.fitToPage = True  # pyright: ignore[reportOptionalMemberAccess]


def _schreibe(blatt: Worksheet, nummer: int, werte: Iterable[Any]) -> None:
    for spalte, wert in enumerate(werte, 1):
        zelle = blatt.cell(nummer, spalte, wert)
        if isinstance(wert, str):
            # openpyxl makes a formula of any text that begins with "="; text from a spreadsheet stays text.
            zelle.data_type = "s"
        elif isinstance(wert, float):
            zelle.number_format = "#,##0" if wert.is_integer() else "#,##0.00"
