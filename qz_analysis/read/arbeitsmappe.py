"""xlsx -> sheets. openpyxl keeps what meaning may hang on: fills, merged ranges, cell types."""

import unicodedata
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

from qz_analysis.errors import EingabeFehler
from qz_analysis.read.blatt import Bereich, Blatt


def read_arbeitsmappe(pfad: Path, datei: str, sha256: str) -> list[Blatt]:
    """Return the sheets of an xlsx file in their order; empty sheets have no cells.

    Raises EingabeFehler where the file is not a readable xlsx workbook.
    """
    try:
        mappe = load_workbook(pfad, data_only=True)
    except Exception as grund:
        # openpyxl raises whatever its zip and XML layers raise; all mean the same to a colleague.
        raise EingabeFehler(
            f"„{datei}“ lässt sich nicht als Excel-Arbeitsmappe öffnen. Bitte die Datei in Excel öffnen, "
            "ohne Kennwort als .xlsx neu speichern und noch einmal starten."
        ) from grund
    return [
        Blatt(
            datei=datei,
            name=unicodedata.normalize("NFC", blatt.title),
            sha256=sha256,
            spalten=_spalten(blatt),
            farben=_farben(blatt),
            verbunden=tuple(
                Bereich(b.min_row, b.min_col, b.max_row, b.max_col)
                for b in sorted(blatt.merged_cells.ranges, key=lambda b: (b.min_row, b.min_col))
            ),
        )
        for blatt in mappe.worksheets
    ]


def _spalten(blatt: Any) -> dict[int, list[Any]]:
    # `_cells` holds only cells that exist in the file: a stray cell far away costs nothing.
    spalten: dict[int, list[Any]] = {}
    for (zeile, spalte), zelle in sorted(blatt._cells.items()):
        if (wert := _wert(zelle.value)) is not None:
            werte = spalten.setdefault(spalte, [])
            werte.extend([None] * (zeile - 1 - len(werte)))
            werte.append(wert)
    return spalten


def _farben(blatt: Any) -> dict[tuple[int, int], str]:
    return {
        stelle: farbe
        for stelle, zelle in sorted(blatt._cells.items())
        if zelle.has_style and (farbe := _farbe(zelle))
    }


def _wert(wert: Any) -> Any:
    if isinstance(wert, str):
        wert = unicodedata.normalize("NFC", wert).strip()
        return wert or None
    return wert


def _farbe(zelle: Cell) -> str | None:
    fuellung = zelle.fill
    if fuellung is None or fuellung.fill_type != "solid" or fuellung.fgColor.type != "rgb":
        return None
    return str(fuellung.fgColor.rgb)[-6:].upper()
