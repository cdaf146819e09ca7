"""Draws sheets as text, so that a test shows the table it is about."""

from collections.abc import Iterable

from openpyxl.utils import range_boundaries

from qz_analysis.clean.standortjahr import clean_standortjahr
from qz_analysis.model.tabellen import Tabellen
from qz_analysis.read.blatt import Bereich, Blatt, Zelle


def blatt(text: str, *, name: str = "Liste", datei: str = "qz/2021/liste.xlsx", verbunden: Iterable[str] = (),
          farben: dict[str, str] | None = None, zahlen: bool = True) -> Blatt:  # fmt: skip
    """Return the sheet that `text` draws: one line a row, cells between bars, empty cells blank.

    Whole numbers become numbers, as in a spreadsheet, unless `zahlen` is False.
    """
    farben = farben or {}
    zellen = {}
    for z, zeile in enumerate(text.strip("\n").splitlines(), 1):
        for s, roh in enumerate(zeile.split("|"), 1):
            wert = roh.strip().replace("\\n", "\n")
            if wert:
                zelle = Zelle(z, s, int(wert) if zahlen and wert.isdigit() else wert)
                zellen[z, s] = Zelle(z, s, zelle.wert, farben.get(zelle.adresse))
    bereiche = []
    for bereich in verbunden:
        links, oben, rechts, unten = range_boundaries(bereich)
        bereiche.append(Bereich(oben, links, unten, rechts))
    return Blatt(datei=datei, name=name, sha256="0" * 64, zellen=zellen, verbunden=tuple(bereiche))


def tabellen(*blaetter: Blatt, jahr: int = 2021) -> Tabellen:
    """Return what cleaning makes of some sheets."""
    return clean_standortjahr(list(blaetter), jahr, "qz")
