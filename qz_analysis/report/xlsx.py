"""Sheets -> an xlsx that is ready to print and holds no formula from outside."""

import textwrap
from collections.abc import Iterable
from copy import copy
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from qz_analysis.report.ablage import arbeitsmappe_bytes
from qz_analysis.show.baustein_blatt import (
    Arbeitsblatt,
    Blattspalte,
    Blattzeile,
    Gesperrt,
    Verweis,
    Zahl,
    Zelle,
)

A4 = 9
RAND_CM, FUSS_CM = 1.5, 0.7
ZOLL = 2.54
SCHRIFT, GROESSE, ZEILE_PT = "Arial", 10, 13.5
NORMAL, FETT = Font(SCHRIFT, GROESSE), Font(SCHRIFT, GROESSE, bold=True)
BUCHSTABEN = 1.12  # of a text stand in the width of one digit, capitals and bold type allowed for
ABSATZ = 1  # step of an indent
KOPF = PatternFill("solid", fgColor="FF1F3A5F")
FLAECHE = {
    "block": PatternFill("solid", fgColor="FFE6ECF3"),
    "abschnitt": PatternFill("solid", fgColor="FFC9D6E4"),
}
SPERRE = PatternFill("lightUp", fgColor="FF8A8A8A", bgColor="FFFFFFFF")
LINIE = Border(bottom=Side(style="thin", color="FFD8DDE3"))
VERWEIS = Font(SCHRIFT, GROESSE, underline="single", color="FF1F3A5F")
Muster = dict[
    tuple[str, bool, int], StyleArray
]  # kind of row, to the right, indent -> the look of such a cell
SPRACHE = "[$-407]"  # German separators, whatever language the reader's program speaks
GANZE_ZAHL, ZAHL = f"{SPRACHE}#,##0", f"{SPRACHE}#,##0.00"


def xlsx(blaetter: Iterable[Arbeitsblatt], *, titel: str = "", fuss: str = "") -> bytes:
    """Return a workbook with one sheet each: title, notes, a header that repeats in print.

    `titel` is the title of the document, `fuss` stands at the foot of every page with its number.
    """
    mappe = Workbook()
    mappe.remove(mappe.worksheets[0])
    # The width of columns is measured in digits of the standard font. Arial has a twin of the same width everywhere.
    mappe._fonts[0] = NORMAL  # pyright: ignore[reportAttributeAccessIssue]
    mappe.properties.creator = "qz_analysis"
    mappe.properties.language = "de-DE"
    mappe.properties.title = _lesbar(titel) or None
    muster: Muster = {}
    for inhalt in blaetter:
        blatt = mappe.create_sheet(inhalt.name[:31])
        _fuelle(blatt, inhalt, muster)
        _richte_druck_ein(blatt, inhalt, fuss)
    return arbeitsmappe_bytes(mappe)


def _fuelle(blatt: Worksheet, inhalt: Arbeitsblatt, muster: Muster) -> None:
    _schreibe(_zelle(blatt, 1, 1), inhalt.titel, Font(SCHRIFT, 14, bold=True))
    for nummer, notiz in enumerate(inhalt.notizen, 2):
        _schreibe(_zelle(blatt, nummer, 1), notiz, Font(SCHRIFT, GROESSE, italic=True))
    kopf = Blattzeile(tuple(spalte.titel for spalte in inhalt.spalten))
    for nummer, zeile in enumerate((kopf, *inhalt.zeilen), inhalt.kopfzeile):
        _fuelle_zeile(blatt, nummer, zeile, inhalt.spalten, muster)
    for nummer, spalte in enumerate(inhalt.spalten, 1):
        zelle = _zelle(blatt, inhalt.kopfzeile, nummer)
        zelle.font = Font(SCHRIFT, GROESSE, bold=True, color="FFFFFFFF")
        zelle.fill = KOPF
        blatt.column_dimensions[get_column_letter(nummer)].width = spalte.breite
    blatt.freeze_panes = f"A{inhalt.kopfzeile + 1}"
    if inhalt.filter and inhalt.zeilen:
        letzte = get_column_letter(len(inhalt.spalten))
        blatt.auto_filter.ref = f"A{inhalt.kopfzeile}:{letzte}{inhalt.kopfzeile + len(inhalt.zeilen)}"


def _fuelle_zeile(
    blatt: Worksheet, nummer: int, zeile: Blattzeile, spalten: tuple[Blattspalte, ...], muster: Muster
) -> None:
    flaeche = FLAECHE.get(zeile.art)
    zeilen = 1
    for n, (spalte, wert) in enumerate(zip(spalten, zeile.zellen, strict=True), 1):
        zelle = _zelle(blatt, nummer, n)
        # Text beside a number keeps its distance; groups stand further in than the Kennzahl they belong to.
        absatz = ABSATZ if n > 1 and (spalten[n - 2].rechts or (zeile.eingerueckt and n == 2)) else 0
        _gestalte(zelle, (zeile.art, spalte.rechts, 0 if spalte.rechts else absatz), muster)
        if not flaeche:
            zeilen = max(zeilen, _zeilenzahl(wert, spalte.breite - absatz))
        _schreibe(zelle, wert)
    if zeilen > 1:  # LibreOffice fits the height of no row by itself
        blatt.row_dimensions[nummer].height = zeilen * ZEILE_PT


def _gestalte(zelle: Cell, wie: tuple[str, bool, int], muster: Muster) -> None:
    """Give a cell its look: taken from the first one of its kind, as openpyxl looks each part of a look up anew."""
    if wie in muster:
        zelle._style = copy(muster[wie])  # pyright: ignore[reportAttributeAccessIssue]
        return
    art, rechts, absatz = wie
    flaeche = FLAECHE.get(art)
    zelle.alignment = Alignment(
        "right" if rechts else "left",
        vertical="top",
        wrap_text=not flaeche,  # the head of a block is one line that runs over the empty cells beside it
        indent=absatz,
    )
    zelle.border = LINIE
    if flaeche:
        zelle.fill = flaeche
    zelle.font = FETT if art else NORMAL
    muster[wie] = copy(zelle._style)


def _zeilenzahl(wert: Zelle, breite: float) -> int:
    """Return in how many lines a text stands in a column of so many characters."""
    if not isinstance(wert, str):
        return 1
    zeichen = int(breite * BUCHSTABEN)
    return sum(
        max(len(textwrap.wrap(absatz, zeichen)), 1) if len(absatz) > zeichen else 1
        for absatz in wert.split("\n")
    )


def _zelle(blatt: Worksheet, zeile: int, spalte: int) -> Cell:
    return cast("Cell", blatt.cell(zeile, spalte))  # nothing here is merged


def _schreibe(zelle: Cell, wert: Zelle, schrift: Font | None = None) -> None:
    if schrift is not None:
        zelle.font = schrift
    match wert:
        case str():
            zelle.value = _lesbar(wert)
            zelle.data_type = "s"  # text from a spreadsheet stays text, also where it begins with "="
            zelle.quotePrefix = wert.startswith(("=", "+", "-", "@"))
        case Zahl():
            zelle.value = wert.wert
            zelle.number_format = f"{SPRACHE}{wert.format}"
        case Verweis():
            _schreibe(zelle, wert.text, VERWEIS)
            # Set by hand: `zelle.hyperlink = ...` would make an outside link of it.
            ziel = f"'{wert.blatt}'!{wert.zelle}"
            zelle.hyperlink = Hyperlink(ref=zelle.coordinate, location=ziel, display=_lesbar(wert.text))
        case Gesperrt():
            _schreibe(zelle, wert.zeichen or None)
            zelle.fill = SPERRE
        case int() | float():
            zelle.value = wert
            zelle.number_format = GANZE_ZAHL if float(wert).is_integer() else ZAHL
        case None:
            pass


def _lesbar(text: str) -> str:
    """Return a text without the control characters that no workbook may hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _richte_druck_ein(blatt: Worksheet, inhalt: Arbeitsblatt, fuss: str) -> None:
    blatt.print_title_rows = f"{inhalt.kopfzeile}:{inhalt.kopfzeile}"
    blatt.page_setup.orientation = "portrait" if inhalt.hochformat else "landscape"
    blatt.page_setup.paperSize = A4
    blatt.page_setup.fitToHeight = 0
    blatt.sheet_properties.pageSetUpPr.fitToPage = True  # pyright: ignore[reportOptionalMemberAccess]
    rand = RAND_CM / ZOLL
    blatt.page_margins = PageMargins(rand, rand, rand, rand, header=rand / 2, footer=FUSS_CM / ZOLL)
    fusszeile = HeaderFooterItem()
    # "&" begins a command there, so a "&" of ours is doubled.
    fusszeile.left.text = _lesbar(fuss).replace("&", "&&") or None
    fusszeile.center.text = "&A"
    fusszeile.right.text = "Seite &P von &N"
    blatt.oddFooter = fusszeile
