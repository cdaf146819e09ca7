"""Sheets and files of sample data: each sheet says in its second row that it is one."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qz_analysis.report.ablage import arbeitsmappe_bytes

HERKUNFT: Final = "Herkunft: Beispieldaten (künstlich erzeugt)"
Wert = str | int | dt.date | dt.time | None

_FETT, _TITEL, _ROT = Font(bold=True), Font(bold=True, size=14), Font(italic=True, color="9C0006")
_KOPF = PatternFill("solid", fgColor="FFD9E1F2")
_UMBRUCH = Alignment(wrap_text=True, vertical="top")
_STRICH = Side("thin", color="FF7F7F7F")
_RAND = Border(left=_STRICH, right=_STRICH, top=_STRICH, bottom=_STRICH)


@dataclass
class Blatt:
    """One sheet: its rows from the first on, the row of its header, what is merged ("B5:B9") and coloured."""

    name: str
    zeilen: list[Sequence[Wert]]
    kopf: int
    verbunden: list[str] = field(default_factory=list)
    farben: dict[tuple[int, int], str] = field(default_factory=dict)

    def verbinde(self, oben: int, links: int, unten: int, rechts: int) -> None:
        """Merge the cells from the upper left to the lower right one."""
        if (oben, links) != (unten, rechts):
            self.verbunden.append(f"{get_column_letter(links)}{oben}:{get_column_letter(rechts)}{unten}")


@dataclass
class Datei:
    """One file; the ending of its name says which kind. A CSV holds the first sheet."""

    name: str
    blaetter: list[Blatt]

    def inhalt(self) -> bytes:
        """Return the bytes of the file, always the same for the same sheets."""
        return _csv(self.blaetter[0]) if self.name.endswith(".csv") else _xlsx(self.blaetter)


def liste(
    name: str, titel: str, spalten: Sequence[Wert], zeilen: Iterable[Sequence[Wert]], *angaben: str
) -> Blatt:
    """Return the sheet of a list: title, Herkunft, head lines `angaben`, an empty row, header, rows."""
    davor: list[Sequence[Wert]] = [[titel], [HERKUNFT], *([angabe] for angabe in angaben), []]
    return Blatt(name, [*davor, spalten, *zeilen], len(davor) + 1)


def _csv(blatt: Blatt) -> bytes:
    breite = max(map(len, blatt.zeilen))
    text = io.StringIO()
    schreiber = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for zeile in blatt.zeilen:
        schreiber.writerow([_als_text(wert) for wert in zeile] + [""] * (breite - len(zeile)))
    return text.getvalue().encode("cp1252")  # as Excel saves a CSV on a German Windows


def _als_text(wert: Wert) -> str:
    if isinstance(wert, dt.date):
        return f"{wert.day:02d}.{wert.month:02d}.{wert.year}"
    return "" if wert is None else str(wert)


def _xlsx(blaetter: list[Blatt]) -> bytes:
    mappe = Workbook()
    mappe.properties.creator = "qz_analysis (Beispieldaten)"
    del mappe["Sheet"]
    for blatt in blaetter:
        _schreibe(mappe.create_sheet(blatt.name), blatt)
    return arbeitsmappe_bytes(mappe)


def _schreibe(ziel: Worksheet, blatt: Blatt) -> None:
    breiten: dict[int, int] = {}
    for nummer, zeile in enumerate(blatt.zeilen, 1):
        for spalte, wert in enumerate(zeile, 1):
            if wert is None:
                continue
            zelle = ziel.cell(nummer, spalte, wert)
            if isinstance(wert, dt.date):
                zelle.number_format = "DD.MM.YYYY"
            elif isinstance(wert, dt.time):
                zelle.number_format = "HH:MM"
            if nummer == blatt.kopf:
                zelle.font, zelle.fill, zelle.alignment = _FETT, _KOPF, _UMBRUCH
            if nummer >= blatt.kopf:
                laenge = 10 if isinstance(wert, dt.date) else len(str(wert))
                breiten[spalte] = max(breiten.get(spalte, 6), min(laenge, 40))
    ziel["A1"].font, ziel["A2"].font = _TITEL, _ROT
    for (nummer, spalte), farbe in blatt.farben.items():
        zelle = ziel.cell(nummer, spalte)
        zelle.fill, zelle.border, zelle.alignment = (
            PatternFill("solid", fgColor=f"FF{farbe}"),
            _RAND,
            _UMBRUCH,
        )
    for bereich in blatt.verbunden:
        ziel.merge_cells(bereich)
    for spalte, breite in breiten.items():
        ziel.column_dimensions[get_column_letter(spalte)].width = breite + 2
    ziel.freeze_panes = f"A{blatt.kopf + 1}"
