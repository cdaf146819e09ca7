"""Values that come cell by cell or row by row -> columns."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from qz_analysis.read.grenzen import MAX_SPALTE, MAX_ZEILE, Unlesbar, ZuGross, geltende

_HAPPEN = 5_000  # rows turned into columns at a time
_GEMERKT = 100_000  # different values that are remembered


class Vorrat:
    """How many places the sheets of one file may still take up."""

    def __init__(self) -> None:
        self._grenze = self.frei = geltende().zellen

    def nimm(self, anzahl: int) -> None:
        """Count places before they are taken up. Raises ZuGross where the file has no more to give."""
        self.frei -= anzahl
        if self.frei < 0:
            raise ZuGross("die Blätter sind zu lang oder zu breit", self._grenze, "Zellen", "zellen")


class Spalten:
    """The columns of one sheet while it is read: `werte` maps a column number to its values from row 1 down."""

    def __init__(self, vorrat: Vorrat) -> None:
        self.werte: dict[int, list[Any]] = {}
        self.vorrat = vorrat

    def setze(self, zeile: int, spalte: int, wert: Any) -> None:
        """Put a value at a place; what stood there before is replaced.

        Raises Unlesbar for a place that no sheet has, ZuGross where the file takes up too many places.
        """
        if not (0 < zeile <= MAX_ZEILE and 0 < spalte <= MAX_SPALTE):
            raise Unlesbar(
                f"ist beschädigt: Zeile {zeile}, Spalte {spalte} gibt es in keiner Tabelle. "
                "Bitte die Datei in Excel öffnen und neu speichern."
            )
        werte = self.werte.setdefault(spalte, [])
        if zeile <= len(werte):
            werte[zeile - 1] = wert
            return
        self.vorrat.nimm(zeile - len(werte))
        werte.extend([None] * (zeile - 1 - len(werte)))
        werte.append(wert)


class Merker(dict[Any, Any]):
    """What a cell holds -> its value: looked up in C for every cell, read once for every different content.

    Equal values become one object. Beyond a bound everything is forgotten, so that memory stays small.
    """

    def __init__(self, lies: Callable[[Any], Any]) -> None:
        self._lies = lies

    def __missing__(self, roh: Any) -> Any:
        if len(self) >= _GEMERKT:
            self.clear()
        wert = self[roh] = None if roh is None else self._lies(roh)
        return wert


def lies_zeilen(
    zeilen: Iterable[Sequence[Any]], lies: Callable[[Any], Any], vorrat: Vorrat, ab_zeile: int = 1
) -> dict[int, list[Any]]:
    """Return the columns of a sheet that comes row by row; `lies` makes a value of what stands in a cell, or None.

    `lies` is asked once for equal contents. Raises ZuGross where the sheet takes up more than `vorrat` has.
    """
    zeilen = iter(zeilen)
    spalten = Spalten(vorrat)
    merker = Merker(lies)
    erste = ab_zeile
    while happen := list(islice(zeilen, _HAPPEN)):
        laengen = list(map(len, happen))
        breite = max(laengen)
        if breite * len(happen) > 8 * sum(laengen):  # a few wide rows: turning would visit mostly nothing
            _einzeln(spalten, happen, erste, lies)
        else:
            for nummer in range(breite):
                _haenge_an(spalten, nummer + 1, erste, _spalte(happen, nummer, merker))
        erste += len(happen)
    return spalten.werte


def _spalte(happen: list[Sequence[Any]], nummer: int, merker: Merker) -> list[Any]:
    rohe = [zeile[nummer] if len(zeile) > nummer else None for zeile in happen]
    if bool in set(map(type, rohe)):  # True and 1.0 would be the same key
        return [None if roh is None else merker._lies(roh) for roh in rohe]
    return list(map(merker.__getitem__, rohe))


def _haenge_an(spalten: Spalten, spalte: int, erste: int, neue: list[Any]) -> None:
    while neue and neue[-1] is None:
        neue.pop()
    if not neue:
        return
    if spalte > MAX_SPALTE or erste + len(neue) - 1 > MAX_ZEILE:
        spalten.setze(erste + len(neue) - 1, spalte, neue[-1])  # says what is wrong
    werte = spalten.werte.setdefault(spalte, [])
    spalten.vorrat.nimm(erste - 1 + len(neue) - len(werte))
    werte.extend([None] * (erste - 1 - len(werte)))
    werte.extend(neue)


def _einzeln(spalten: Spalten, happen: list[Sequence[Any]], erste: int, lies: Callable[[Any], Any]) -> None:
    for zeile, inhalte in enumerate(happen, erste):
        for spalte, roh in enumerate(inhalte, 1):
            if roh is not None and (wert := lies(roh)) is not None:
                spalten.setze(zeile, spalte, wert)
