"""One cell of an xlsx sheet, as the file writes it -> value, fill and what is special about it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from qz_analysis.read.grenzen import Unlesbar
from qz_analysis.read.stile import Stil
from qz_analysis.read.wert import Zeitart, als_zeit, excel_text, ohne_mitternacht, zahl

Besonders = Literal["fehlerwert", "formel_ohne_wert"]
_TEXTARTEN = {"s", "str", "inlineStr"}


class Inhalt(NamedTuple):
    """A cell that says more than its value; `wert` is None where it only has a fill."""

    wert: Any
    farbe: str | None
    besonders: Besonders | None


class Zellinhalt:
    """Reads cells of one workbook: knows its texts, its styles and the day it counts dates from."""

    def __init__(self, texte: Sequence[str | None], stile: Sequence[Stil], ab_1904: bool) -> None:
        self._texte = texte
        self._stile = stile
        self._ab_1904 = ab_1904

    def gefaerbte(self) -> list[int]:
        """Return the numbers of the styles that fill a cell; 0 is that of cells which name none."""
        return [nummer for nummer, stil in enumerate(self._stile) if stil.farbe]

    def lies(self, attribute: dict[str, str], formel: str | None, v: str | None, text: str | None) -> Any:
        """Return the value of a cell, None where it is empty, an Inhalt where there is more to say.

        `formel` is the formula without "=", `v` the stored value, `text` the text stored in the cell itself; each
        is None where the file has no such element, which is not the same as an empty one. Raises Unlesbar where
        the cell refers to a text that isn't there.
        """
        art = attribute.get("t", "n")
        stil = self._stil(attribute.get("s", "0"))
        besonders: Besonders | None = None
        if formel is not None and (v is None if art in _TEXTARTEN else not v):
            # Written by a program that doesn't calculate. An empty text is a result, too.
            wert: Any = f"={formel or '…'}"
            besonders = "formel_ohne_wert"
        else:
            wert = self._wert(art, v, text, stil.zeitart)
            if art == "e" and wert is not None:
                besonders = "fehlerwert"
        return Inhalt(wert, stil.farbe, besonders) if stil.farbe or besonders else wert

    def _wert(self, art: str, v: str | None, text: str | None, zeitart: Zeitart) -> Any:
        if art == "inlineStr":
            return excel_text(text if text is not None else v or "")
        if not v:
            return None
        if art == "s":
            return self._text(v)
        if art in ("str", "e"):
            return excel_text(v)
        v = v.strip()
        if art == "b":
            return {"1": True, "true": True, "0": False, "false": False}.get(v, v)
        if art == "d":
            return _iso(v)
        wert = zahl(v)
        if isinstance(wert, str):
            return excel_text(wert)
        return als_zeit(wert, zeitart, self._ab_1904)

    def _stil(self, nummer: str) -> Stil:
        try:
            return self._stile[int(nummer)]
        except (ValueError, IndexError):
            return Stil()

    def _text(self, nummer: str) -> str | None:
        try:
            return self._texte[int(nummer)]
        except (ValueError, IndexError):
            raise Unlesbar(
                f"ist beschädigt: eine Zelle verweist auf Text {nummer}, den es nicht gibt. "
                "Bitte die Datei in Excel öffnen und neu speichern."
            ) from None


def _iso(v: str) -> Any:
    for lies in (dt.datetime.fromisoformat, dt.time.fromisoformat):
        try:
            return ohne_mitternacht(lies(v))
        except ValueError:
            continue
    return v
