"""A sheet as cells with coordinates, whatever file it came from."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from openpyxl.utils import get_column_letter


@dataclass(frozen=True, slots=True)
class Zelle:
    """One cell that holds something. `farbe` is the fill as RRGGBB, None where there is none."""

    zeile: int
    spalte: int
    wert: Any
    farbe: str | None = None

    @property
    def adresse(self) -> str:
        """The address as the spreadsheet shows it, for example C14."""
        return adresse(self.zeile, self.spalte)

    @property
    def text(self) -> str:
        """The value as text: NFC-normalised on read, spaces folded, "" never occurs."""
        return " ".join(str(self.wert).split())


def adresse(zeile: int, spalte: int) -> str:
    """Return the spreadsheet address of 1-based coordinates."""
    return f"{get_column_letter(spalte)}{zeile}"


@dataclass(frozen=True)
class Bereich:
    """A merged range, all four bounds included."""

    oben: int
    links: int
    unten: int
    rechts: int


@dataclass(frozen=True)
class Blatt:
    """One sheet: its non-empty cells by (row, column), both 1-based, and its merged ranges."""

    datei: str
    name: str
    sha256: str
    zellen: dict[tuple[int, int], Zelle]
    verbunden: tuple[Bereich, ...] = field(default=())

    @cached_property
    def _verbunden_zu(self) -> dict[tuple[int, int], Bereich]:
        return {
            (z, s): bereich
            for bereich in self.verbunden
            for z in range(bereich.oben, bereich.unten + 1)
            for s in range(bereich.links, bereich.rechts + 1)
        }

    def bereich(self, zeile: int, spalte: int) -> Bereich:
        """Return the merged range that covers a cell, or the cell itself as a range."""
        return self._verbunden_zu.get((zeile, spalte), Bereich(zeile, spalte, zeile, spalte))

    def zelle(self, zeile: int, spalte: int) -> Zelle | None:
        """Return what a reader sees at a place: inside a merged range, its top left cell."""
        bereich = self.bereich(zeile, spalte)
        return self.zellen.get((bereich.oben, bereich.links))

    @cached_property
    def zeilen(self) -> dict[int, list[Zelle]]:
        """The non-empty cells by row, both in order."""
        zeilen: dict[int, list[Zelle]] = {}
        for _, zelle in sorted(self.zellen.items()):
            zeilen.setdefault(zelle.zeile, []).append(zelle)
        return zeilen
