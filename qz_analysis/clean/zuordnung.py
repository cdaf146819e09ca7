"""Which Standort and Jahr a file belongs to, where nobody says so: by its path, its name, its sheets."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from qz_analysis.read.blatt import Blatt

ERSTES_JAHR, LETZTES_JAHR = 1990, 2100
TITELZEILEN = 10  # a title stands in the first rows or nowhere
STICHPROBE = 1000  # rows that are looked through for dates: enough to tell a year, and quick on a long list
ZELLEN_IM_TITEL = 2  # a row with more cells is a header or data

_JAHR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
# Folders are named by programs too ("tmp2034ab"), so there the year has to stand alone.
_JAHR_ALLEIN = re.compile(r"(?<![0-9A-Za-z])((?:19|20)\d{2})(?![0-9A-Za-z])")
_STANDORT = re.compile(r"[a-z0-9][a-z0-9_-]*")


def erkenne_standort(pfad: Path) -> str | None:
    """Return the Standort of a file that lies at `<standort>/<jahr>/<datei>`, None for any other path."""
    ordner = pfad.parent
    if _jahr(ordner.name) is None or not _STANDORT.fullmatch(ordner.parent.name):
        return None
    return ordner.parent.name


def erkenne_jahr(pfad: Path, blaetter: Iterable[Blatt]) -> tuple[int, str] | None:
    """Return the Jahr a file is about and where that is said, as German words; None where nothing says it.

    The folder `<jahr>` comes first, then the file name, the folder name, the titles, the names of the sheets, and
    at last the year that most of the dates in the cells are in.
    """
    blaetter = list(blaetter)
    funde = (
        (_jahr(pfad.parent.name), "aus dem Ordner"),
        (_im_text(pfad.stem), "aus dem Dateinamen"),
        (_im_text(pfad.parent.name, _JAHR_ALLEIN), "aus dem Ordnernamen"),
        (_im_titel(blaetter), "aus der Überschrift"),
        (_erstes(blatt.name for blatt in blaetter), "aus dem Namen des Blatts"),
        (_haeufigstes(blaetter), "aus den Daten in den Zellen"),
    )
    return next(((jahr, woher) for jahr, woher in funde if jahr is not None), None)


def _jahr(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{4}", text) and _denkbar(int(text)) else None


def _denkbar(jahr: int) -> bool:
    return ERSTES_JAHR <= jahr <= LETZTES_JAHR


def _im_text(text: str, muster: re.Pattern[str] = _JAHR) -> int | None:
    return next((jahr for treffer in muster.findall(text) if _denkbar(jahr := int(treffer))), None)


def _erstes(texte: Iterable[str]) -> int | None:
    return next((jahr for text in texte if (jahr := _im_text(text)) is not None), None)


def _im_titel(blaetter: list[Blatt]) -> int | None:
    for blatt in blaetter:
        for _, zellen in blatt.zeilen(TITELZEILEN):
            if len(zellen) > ZELLEN_IM_TITEL:
                break
            if (jahr := _erstes(zelle.wert for zelle in zellen if isinstance(zelle.wert, str))) is not None:
                return jahr
    return None


def _haeufigstes(blaetter: list[Blatt]) -> int | None:
    """Return the year named most often, the earliest of equals."""
    jahre: Counter[int] = Counter()
    for blatt in blaetter:
        for werte in blatt.spalten.values():
            for wert in werte[:STICHPROBE]:
                jahr = None
                if isinstance(wert, dt.date):
                    jahr = wert.year if _denkbar(wert.year) else None
                elif isinstance(wert, str):
                    jahr = _im_text(wert)
                if jahr is not None:
                    jahre[jahr] += 1
    return min(jahre, key=lambda jahr: (-jahre[jahr], jahr), default=None)
