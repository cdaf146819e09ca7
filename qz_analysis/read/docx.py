"""A Word file (.docx) -> its paragraphs, with headings and table cells told apart. Nothing is interpreted.

ECMA-376, part 1: a paragraph is `w:p`, its text is in `w:t`; deleted text is `w:delText` and so no text. The level of a
heading is `w:outlineLvl`, of the paragraph itself or of its style, or of the style that one is based on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qz_analysis.read.grenzen import Unlesbar
from qz_analysis.read.paket import Paket
from qz_analysis.read.xmlteil import lies_xml

_DOKUMENT = "word/document.xml"
_STILE = "word/styles.xml"
_TEXT_OHNE = 9  # Word's own number for "no heading"


@dataclass(frozen=True)
class Wordabsatz:
    """One paragraph; `nummer` counts from 1. In a table: which one, row and column from 0; elsewhere -1."""

    nummer: int
    text: str
    ebene: int
    tabelle: int
    reihe: int
    spalte: int


def read_docx(paket: Paket) -> list[Wordabsatz]:
    """Return the paragraphs of the document's body in their order, empty ones with empty text.

    Raises Unlesbar where the zip file is no Word document, ZuGross and ExpatError as `Paket` and `lies_xml` do.
    """
    if _DOKUMENT not in paket:
        raise Unlesbar("ist kein Word-Dokument. Bitte in Word öffnen und als .docx speichern.")
    leser = _Leser(_ebenen(paket) if _STILE in paket else {})
    lies_xml([paket.teil(_DOKUMENT)], leser.beginn, leser.ende, leser.text)
    return leser.absaetze


def _ebenen(paket: Paket) -> dict[str, int]:
    """Return the heading level of each style that has one, 1 to 9."""
    eigene: dict[str, int] = {}
    basis: dict[str, str] = {}
    stil = ""

    def beginn(name: str, attribute: dict[str, str]) -> None:
        nonlocal stil
        if name == "style":
            stil = attribute.get("styleId", "")
        elif name == "outlineLvl":
            eigene[stil] = _ebene(attribute)
        elif name == "basedOn":
            basis[stil] = attribute.get("val", "")

    lies_xml([paket.teil(_STILE)], beginn, lambda _: None, lambda _: None)
    ebenen = dict(eigene)
    for name in basis:
        ahn, gesehen = name, set()
        while ahn not in eigene and ahn in basis and ahn not in gesehen:
            gesehen.add(ahn)
            ahn = basis[ahn]
        ebenen[name] = eigene.get(ahn, 0)
    return ebenen


def _ebene(attribute: Mapping[str, str]) -> int:
    wert = attribute.get("val", "")
    return int(wert) + 1 if wert.isdecimal() and int(wert) < _TEXT_OHNE else 0


@dataclass
class _Leser:
    """Follows the elements of the body. Tables may lie in cells: the innermost one counts."""

    ebenen: Mapping[str, int]
    absaetze: list[Wordabsatz] = field(default_factory=list)
    _tabellen: list[list[int]] = field(default_factory=list)  # open ones: number, row, column
    _anzahl_tabellen: int = 0
    _teile: list[str] = field(default_factory=list)
    _absatz_ebene: int = 0
    _in_text: bool = False
    _ersatz: int = 0  # depth of mc:Fallback: the same once more, for older programs

    def beginn(self, name: str, attribute: dict[str, str]) -> None:
        if name == "Fallback" or self._ersatz:
            self._ersatz += 1
            return
        match name:
            case "tbl":
                self._tabellen.append([self._anzahl_tabellen, -1, -1])
                self._anzahl_tabellen += 1
            case "tr" if self._tabellen:
                self._tabellen[-1][1:] = [self._tabellen[-1][1] + 1, -1]
            case "tc" if self._tabellen:
                self._tabellen[-1][2] += 1
            case "p":
                self._teile, self._absatz_ebene = [], 0
            case "pStyle":
                self._absatz_ebene = self.ebenen.get(attribute.get("val", ""), 0)
            case "outlineLvl":
                self._absatz_ebene = _ebene(attribute)
            case "t":
                self._in_text = True
            case "tab":
                self._teile.append(" ")
            case "br" | "cr":
                self._teile.append("\n")
            case "noBreakHyphen":
                self._teile.append("-")

    def ende(self, name: str) -> None:
        if self._ersatz:
            self._ersatz -= 1
        elif name == "t":
            self._in_text = False
        elif name == "tbl" and self._tabellen:
            self._tabellen.pop()
        elif name == "p":
            tabelle, reihe, spalte = self._tabellen[-1] if self._tabellen else (-1, -1, -1)
            text = "".join(self._teile)
            self.absaetze.append(
                Wordabsatz(len(self.absaetze) + 1, text, self._absatz_ebene, tabelle, reihe, spalte)
            )
            self._teile = []

    def text(self, text: str) -> None:
        if self._in_text and not self._ersatz:
            self._teile.append(text)
