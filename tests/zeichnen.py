"""Draws sheets as text, so that a test shows the table it is about."""

from collections.abc import Iterable

from openpyxl.utils import coordinate_to_tuple, range_boundaries

from qz_analysis.clean.standortjahr import clean_standortjahr
from qz_analysis.daten import zusammen
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.einstellungen import Einstellungen
from qz_analysis.figures.jahresvergleich import Jahresvergleich, vergleiche_jahre
from qz_analysis.model.erklaerung import Erklaerung
from qz_analysis.model.oeffnung import Oeffnung
from qz_analysis.model.tabellen import Tabellen
from qz_analysis.read.blatt import Bereich, Blatt


def blatt(text: str, *, name: str = "Liste", datei: str = "qz/2021/liste.xlsx", verbunden: Iterable[str] = (),
          farben: dict[str, str] | None = None, zahlen: bool = True) -> Blatt:  # fmt: skip
    """Return the sheet that `text` draws: one line a row, cells between bars, empty cells blank.

    Whole numbers become numbers, as in a spreadsheet, unless `zahlen` is False.
    """
    spalten: dict[int, list] = {}
    zeilen = text.strip("\n").splitlines()
    for z, zeile in enumerate(zeilen):
        for s, roh in enumerate(zeile.split("|"), 1):
            wert = roh.strip().replace("\\n", "\n")
            if wert:
                spalte = spalten.setdefault(s, [])
                spalte += [None] * (z - len(spalte)) + [int(wert) if zahlen and wert.isdigit() else wert]
    bereiche = []
    for bereich in verbunden:
        links, oben, rechts, unten = range_boundaries(bereich)
        bereiche.append(Bereich(oben, links, unten, rechts))
    orte = {coordinate_to_tuple(ort): farbe for ort, farbe in (farben or {}).items()}
    return Blatt(datei, name, "0" * 64, spalten, tuple(bereiche), orte)


def tabellen(*blaetter: Blatt, jahr: int = 2021, standort: str = "qz", erklaerung: Erklaerung | None = None,
             oeffnung: Oeffnung | None = None) -> Tabellen:  # fmt: skip
    """Return what cleaning makes of some sheets."""
    return clean_standortjahr(list(blaetter), jahr, standort, erklaerung=erklaerung, oeffnung=oeffnung)


def bestand(*blaetter: Blatt, einstellungen: Einstellungen | None = None) -> Bestand:
    """Return what cleaning makes of some sheets, as figures take it."""
    return Bestand(tabellen(*blaetter), einstellungen)


def vergleich(listen: dict[tuple[str, int], str | list[str]], *, k: int = 5) -> Jahresvergleich:
    """Return the comparison of sheets drawn per Standort and Jahr."""
    alle = []
    for (standort, jahr), gezeichnet in listen.items():
        texte = [gezeichnet] if isinstance(gezeichnet, str) else gezeichnet
        blaetter = [
            blatt(text, datei=f"{standort}/{jahr}/liste.xlsx", name=f"L{n}") for n, text in enumerate(texte)
        ]
        alle.append(tabellen(*blaetter, jahr=jahr, standort=standort))
    return vergleiche_jahre(Bestand(zusammen(alle, list(listen)), Einstellungen(k=k)))
