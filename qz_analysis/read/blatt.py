"""A sheet as columns of values, whatever file it came from."""

from collections.abc import Iterator
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
        """The value as text, spaces folded; never empty."""
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
    """One sheet. Rows and columns count from 1, as in the spreadsheet.

    `spalten` holds per column its values from row 1 down: None is an empty cell, and neither trailing empty cells
    nor empty columns are there. So a single cell far away costs one column, and a long list is seven lists, not
    millions of objects. Text is NFC-normalised and stripped.
    """

    datei: str
    name: str
    sha256: str
    spalten: dict[int, list[Any]]
    verbunden: tuple[Bereich, ...] = ()
    farben: dict[tuple[int, int], str] = field(default_factory=dict)
    besonderes: dict[tuple[int, int], str] = field(default_factory=dict)  # "fehlerwert", "formel_ohne_wert"
    kommentare: dict[tuple[int, int], str] = field(default_factory=dict)
    versteckt: bool = False
    versteckte_zeilen: frozenset[int] = frozenset()
    versteckte_spalten: frozenset[int] = frozenset()
    personen: dict[tuple[int, int], str] = field(
        default_factory=dict
    )  # where somebody was masked: which kinds of data
    hinweise: tuple[str, ...] = ()  # what the reader did not look at, as sentences

    @cached_property
    def anzahl_zellen(self) -> int:
        """The number of cells that hold something."""
        return sum(len(werte) - werte.count(None) for werte in self.spalten.values())

    @cached_property
    def letzte_zeile(self) -> int:
        """The last row that holds something, 0 on an empty sheet."""
        return max(map(len, self.spalten.values()), default=0)

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

    def hier(self, zeile: int, spalte: int) -> Zelle | None:
        """Return the cell that stands at a place itself, None where it is empty."""
        werte = self.spalten.get(spalte)
        if werte is None or not 0 < zeile <= len(werte) or werte[zeile - 1] is None:
            return None
        return Zelle(zeile, spalte, werte[zeile - 1], self.farben.get((zeile, spalte)))

    def zelle(self, zeile: int, spalte: int) -> Zelle | None:
        """Return what a reader sees at a place: inside a merged range, its top left cell."""
        bereich = self._verbunden_zu.get((zeile, spalte))
        return self.hier(bereich.oben, bereich.links) if bereich else self.hier(zeile, spalte)

    def zeile(self, zeile: int) -> list[Zelle]:
        """Return the cells of one row that hold something, from left to right."""
        return [zelle for spalte in sorted(self.spalten) if (zelle := self.hier(zeile, spalte))]

    def zeilen(self, bis: int | None = None) -> Iterator[tuple[int, list[Zelle]]]:
        """Yield the rows that hold something, with their number, up to row `bis`."""
        nummern = {
            n for werte in self.spalten.values() for n, wert in enumerate(werte[:bis], 1) if wert is not None
        }
        for nummer in sorted(nummern):
            yield nummer, self.zeile(nummer)

    @cached_property
    def zellen(self) -> dict[tuple[int, int], Zelle]:
        """All cells that hold something, by (row, column) in reading order; for small sheets."""
        return {(z.zeile, z.spalte): z for _, zeile in self.zeilen() for z in zeile}
