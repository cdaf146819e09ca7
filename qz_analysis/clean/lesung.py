"""One sheet while it is being cleaned: every cell ends as taken over, rejected or ignored."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from qz_analysis.read.blatt import Blatt, Zelle

# A cell may be looked at more than once (a merged label holds for many rows): the gravest verdict stays.
OFFEN, IGNORIERT, UEBERNOMMEN, ZURUECKGEWIESEN = range(4)
MELDUNGEN_JE_REGEL: Final = 200  # of one sheet: more of the same would be read by nobody


class Lesung:
    """The balance of one sheet and the Befunde it gave."""

    def __init__(self, blatt: Blatt, spalten: Mapping[str, str] | None = None) -> None:
        self.blatt = blatt
        self.spalten = spalten or {}  # foreign header -> header of ours, as the user declared
        self.befunde: list[dict[str, Any]] = []
        self.art: str | None = None
        self.listenspalten: set[str] = set()  # known columns of the lists on the sheet
        self.fassungen: list[
            frozenset[str]
        ] = []  # per header that not every version has: the versions that do
        self._verbleib = {spalte: bytearray(len(werte)) for spalte, werte in blatt.spalten.items()}
        self._gemeldet: dict[str, int] = {}
        self._vorab = 0

    def nimm(self, zelle: Zelle) -> Zelle:
        """Count a cell as taken over and return it."""
        self._merke(zelle, UEBERNOMMEN)
        return zelle

    def ignoriere(self, zellen: Iterable[Zelle]) -> None:
        """Count cells as read and meant to be left out: titles, headers, totals, footnotes."""
        for zelle in zellen:
            self._merke(zelle, IGNORIERT)

    def weise_zurueck(self, zelle: Zelle, regel: str, meldung: str) -> None:
        """Count a cell as rejected, with the sentence that says why and what to do."""
        self._merke(zelle, ZURUECKGEWIESEN)
        self.melde("fehler", regel, meldung, zelle)

    def weise_vorab_zurueck(self, zelle: Zelle, regel: str, meldung: str) -> None:
        """Count a cell as read and rejected that is not among the cells of the sheet any more."""
        self._vorab += 1
        self.melde("fehler", regel, meldung, zelle)

    def merke_spalte(self, spalte: int, zeilen: Iterable[int], verbleib: int) -> None:
        """Count many cells of one column at once; empty ones among them do not count."""
        stand, werte = self._verbleib.get(spalte), self.blatt.spalten.get(spalte)
        if stand is None or werte is None:
            return
        nummern = zeilen if isinstance(zeilen, list) else list(zeilen)
        if nummern and nummern[-1] - nummern[0] + 1 == len(nummern) and nummern[-1] <= len(werte):
            # A block without empty cells and without graver verdicts is marked at one go.
            block = slice(nummern[0] - 1, nummern[-1])
            if None not in werte[block] and max(stand[block]) <= verbleib:
                stand[block] = bytes([verbleib]) * len(nummern)
                return
        ende = len(werte)
        for zeile in nummern:
            if zeile <= ende and stand[zeile - 1] < verbleib and werte[zeile - 1] is not None:
                stand[zeile - 1] = verbleib

    def melde(self, stufe: str, regel: str, meldung: str, zelle: Zelle | None = None) -> None:
        """Record a Befund about a cell, or about the sheet. The same rule is told a limited number of times."""
        self._gemeldet[regel] = self._gemeldet.get(regel, 0) + 1
        if self._gemeldet[regel] > MELDUNGEN_JE_REGEL:
            return
        self.befunde.append(self._befund(stufe, regel, meldung, zelle))

    def melde_einmal(self, stufe: str, regel: str, meldung: str, zelle: Zelle | None = None) -> None:
        """Record a Befund unless the same rule has been told of this sheet already."""
        if regel not in self._gemeldet:
            self.melde(stufe, regel, meldung, zelle)

    def _befund(self, stufe: str, regel: str, meldung: str, zelle: Zelle | None) -> dict[str, Any]:
        return {
            "stufe": stufe,
            "datei": self.blatt.datei,
            "blatt": self.blatt.name,
            "zelle": zelle.adresse if zelle else None,
            "wert": zelle.text if zelle else None,
            "regel": regel,
            "meldung": meldung,
        }

    def beleg(self, zelle: Zelle) -> dict[str, str]:
        """Return the columns that say where a row came from."""
        return {
            "quelle_datei": self.blatt.datei,
            "quelle_blatt": self.blatt.name,
            "quelle_zelle": zelle.adresse,
        }

    def ist_offen(self, zelle: Zelle) -> bool:
        """Return whether nobody has looked at a cell yet."""
        return self._verbleib[zelle.spalte][zelle.zeile - 1] == OFFEN

    def offen(self) -> list[Zelle]:
        """Return the cells nobody has looked at yet, in reading order."""
        gefunden = [
            Zelle(zeile, spalte, wert)
            for spalte, werte in self.blatt.spalten.items()
            # A column of a long list is mostly dealt with: as many open marks as empty cells means nothing is left.
            if self._verbleib[spalte].count(OFFEN) > werte.count(None)
            for zeile, (wert, stand) in enumerate(zip(werte, self._verbleib[spalte], strict=True), 1)
            if stand == OFFEN and wert is not None
        ]
        return sorted(gefunden, key=lambda z: (z.zeile, z.spalte))

    def abschluss(self) -> dict[str, Any]:
        """Return the sheet's row of `quelle`. What nobody looked at becomes a Befund and counts as ignored."""
        offen = self.offen()
        if self.art is None and offen:
            self.melde(
                "warnung",
                "blatt_nicht_erkannt",
                f"Das Blatt mit {len(offen)} Zellen wurde nicht als Liste oder Plan erkannt und nicht "
                "übernommen. Bitte prüfen, ob die Überschriften stimmen.",
            )
        elif self.art is not None:
            for zelle in offen:
                self.melde(
                    "hinweis",
                    "zelle_nicht_verwendet",
                    "Die Zelle gehört zu keiner bekannten Spalte und wurde nicht übernommen.",
                    zelle,
                )
        self.ignoriere(offen)
        for regel, anzahl in self._gemeldet.items():
            if anzahl > MELDUNGEN_JE_REGEL:
                self.befunde.append(
                    self._befund(
                        "warnung",
                        regel,
                        f"Der Befund „{regel}“ trifft auf {anzahl} Zellen dieses Blattes zu; gezeigt werden die ersten "
                        f"{MELDUNGEN_JE_REGEL}. Meist hat eine ganze Spalte dieselbe Ursache.",
                        None,
                    )
                )
        return {
            "datei": self.blatt.datei,
            "blatt": self.blatt.name,
            "sha256": self.blatt.sha256,
            "art": self.art,
            "spalten": ",".join(sorted(self.listenspalten)) or None,
            "fassung": ",".join(sorted(self._fassung())) or None,
            "zellen_gelesen": self.blatt.anzahl_zellen + self._vorab,
            "zellen_uebernommen": self._anzahl(UEBERNOMMEN),
            "zellen_zurueckgewiesen": self._anzahl(ZURUECKGEWIESEN) + self._vorab,
            "zellen_ignoriert": self._anzahl(IGNORIERT),
        }

    def _fassung(self) -> frozenset[str]:
        """Return the versions that have all these headers; where none has, every version that has one of them."""
        if not self.fassungen:
            return frozenset()
        return frozenset.intersection(*self.fassungen) or frozenset.union(*self.fassungen)

    def _anzahl(self, verbleib: int) -> int:
        return sum(stand.count(verbleib) for stand in self._verbleib.values())

    def _merke(self, zelle: Zelle, verbleib: int) -> None:
        stand = self._verbleib[zelle.spalte]
        if stand[zelle.zeile - 1] < verbleib:
            stand[zelle.zeile - 1] = verbleib
