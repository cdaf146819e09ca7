"""How much a file may hold, and how a reader says that it can't go on.

The limits keep memory and time bounded whatever lies in the folder. They are far above what a list kept by hand
needs: a sheet full to Excel's last row still fits. Those that a colleague may run into can be set in `qz.toml`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from qz_analysis.model.lesegrenzen import Lesegrenzen

MAX_TEIL = 30_000_000  # bytes of one part that is held as a whole: styles, theme, list of sheets, comments
MAX_TEXT = 3_000_000  # characters of a text whose claims are checked: a thousand pages
MAX_VERHAELTNIS = 400  # unpacked to packed; a million blank formatted rows reach about 20, zip bombs 1000
VERHAELTNIS_AB = 100_000_000  # bytes unpacked from which the ratio counts: small parts may well be all blanks
MAX_TEILE = 20_000  # files inside one workbook
MAX_FARBEN = 200_000  # coloured cells of one sheet
MAX_VERBUNDEN = 200_000  # cells under merged ranges of one sheet
MAX_ZEILE = 1_048_576  # Excel's own
MAX_SPALTE = 16_384


UEBLICH: Final = Lesegrenzen()
_geltende: ContextVar[Lesegrenzen] = ContextVar("lesegrenzen", default=UEBLICH)


@contextmanager
def begrenzt(grenzen: Lesegrenzen) -> Iterator[None]:
    """Let other limits than the usual ones hold for what is read inside."""
    vorher = _geltende.set(grenzen)
    try:
        yield
    finally:
        _geltende.reset(vorher)


def geltende() -> Lesegrenzen:
    """Return the limits that hold here."""
    return _geltende.get()


class Unlesbar(Exception):
    """Raised inside `read` when a file can't be used; its text continues the sentence „Datei.xlsx“ ..."""


class ZuGross(Unlesbar):
    """Raised when a file goes beyond a limit; `einstellung` is what sets that in `qz.toml`, where anything does."""

    def __init__(self, was: str, grenze: int, einheit: str, einstellung: str = "") -> None:
        setzt = f" Die Grenze setzt „grenzen.{einstellung}“ in qz.toml." if einstellung else ""
        super().__init__(
            f"ist zu groß: {was}, gelesen werden höchstens {deutsch(grenze)} {einheit}. "
            f"Bitte die Datei aufteilen oder leere Bereiche löschen und neu speichern.{setzt}"
        )


def begrenze_blaetter(anzahl: int) -> None:
    """Raise ZuGross where a file has more sheets than are read."""
    if anzahl > (grenze := geltende().blaetter):
        raise ZuGross(f"sie hat {deutsch(anzahl)} Blätter", grenze, "Blätter", "blaetter")


def begrenze_datei(anzahl: int) -> None:
    """Raise ZuGross where a file takes more bytes on disk than are read."""
    if anzahl > (grenze := geltende().datei_megabyte) * 1_000_000:
        raise ZuGross("die Datei ist zu lang", grenze, "Megabyte", "datei_megabyte")


def deutsch(zahl: int) -> str:
    """Return a whole number with the German thousands separator."""
    return f"{zahl:,}".replace(",", ".")
