"""A workbook as it is kept, with its formulas and formats: what an annotated copy is made from."""

import unicodedata
import warnings
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill

from qz_analysis.read.blatt import Blatt

# Unpacked XML of all sheets. openpyxl needs about ten times as much memory; a longer list gets no copy.
GROESSTE_KOPIE = 20_000_000
ZELLEN_JE_KOPIE = 500_000
_VERBOTEN_IM_TITEL = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
LAENGSTER_TITEL = 31


def oeffne_kopie(pfad: Path) -> Workbook | None:
    """Return an Excel workbook for changing and saving elsewhere; None where it is none, or is too large.

    Formulas, formats and merged cells stay, macros don't. The file itself is only read.
    """
    try:
        with zipfile.ZipFile(pfad) as archiv:
            if sum(eintrag.file_size for eintrag in archiv.infolist()) > GROESSTE_KOPIE:
                return None
        with warnings.catch_warnings():
            # What openpyxl can't keep (extensions of Excel) is no matter in a copy that says what is wrong.
            warnings.simplefilter("ignore")
            return load_workbook(pfad, rich_text=True)
    except Exception:
        # openpyxl raises whatever its zip and XML layers raise, and each means: not copied as a workbook.
        return None


def zeichne_nach(blaetter: Iterable[Blatt]) -> Workbook | None:
    """Return a workbook with the cells of sheets that no workbook was read from (csv, ods, xls).

    Values, fills and merged cells are the same; None where there are too many cells.
    """
    blaetter = list(blaetter)
    if sum(blatt.anzahl_zellen for blatt in blaetter) > ZELLEN_JE_KOPIE:
        return None
    mappe = Workbook()
    mappe.remove(mappe.worksheets[0])
    for blatt in blaetter:
        ziel = mappe.create_sheet(blatt.name.translate(_VERBOTEN_IM_TITEL)[:LAENGSTER_TITEL])
        for (zeile, spalte), zelle in blatt.zellen.items():
            _setze(ziel.cell(zeile, spalte), zelle.wert, zelle.farbe)
        for bereich in blatt.verbunden:
            ziel.merge_cells(
                start_row=bereich.oben,
                start_column=bereich.links,
                end_row=bereich.unten,
                end_column=bereich.rechts,
            )
    return mappe


def blatt_zu(mappe: Workbook, name: str) -> Any:
    """Return the worksheet that was read under a name (NFC, and as long as it was in the file), None without one."""
    gekuerzt = name.translate(_VERBOTEN_IM_TITEL)[:LAENGSTER_TITEL]
    titel = {unicodedata.normalize("NFC", blatt.title): blatt for blatt in mappe.worksheets}
    return titel.get(name) or titel.get(gekuerzt)


def _setze(ziel: Any, wert: Any, farbe: str | None) -> None:
    if isinstance(wert, str):
        # Set as text and not by its looks: "=1+1" in a csv was text, and becomes no formula here.
        ziel.value = "".join(zeichen for zeichen in wert if zeichen >= " " or zeichen in "\n\t")
        ziel.data_type = "s"
        ziel.quotePrefix = wert.startswith(("=", "+", "-", "@"))
    else:
        ziel.value = wert
    if farbe:
        ziel.fill = PatternFill("solid", fgColor=f"FF{farbe}")
