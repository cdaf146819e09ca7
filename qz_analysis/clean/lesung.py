"""One sheet while it is being cleaned: every cell ends as taken over, rejected or ignored."""

from collections.abc import Iterable
from typing import Any

from qz_analysis.read.blatt import Blatt, Zelle

# A cell may be looked at more than once (a merged label holds for many rows): the gravest verdict stays.
_RANG = {"ignoriert": 0, "uebernommen": 1, "zurueckgewiesen": 2}


class Lesung:
    """The balance of one sheet and the Befunde it gave."""

    def __init__(self, blatt: Blatt) -> None:
        self.blatt = blatt
        self.befunde: list[dict[str, Any]] = []
        self.art: str | None = None
        self._verbleib: dict[tuple[int, int], str] = {}

    def nimm(self, zelle: Zelle) -> Zelle:
        """Count a cell as taken over and return it."""
        self._merke(zelle, "uebernommen")
        return zelle

    def ignoriere(self, zellen: Iterable[Zelle]) -> None:
        """Count cells as read and meant to be left out: titles, headers, totals, footnotes."""
        for zelle in zellen:
            self._merke(zelle, "ignoriert")

    def weise_zurueck(self, zelle: Zelle, regel: str, meldung: str) -> None:
        """Count a cell as rejected, with the sentence that says why and what to do."""
        self._merke(zelle, "zurueckgewiesen")
        self.melde("fehler", regel, meldung, zelle)

    def melde(self, stufe: str, regel: str, meldung: str, zelle: Zelle | None = None) -> None:
        """Record a Befund about a cell, or about the sheet."""
        self.befunde.append(
            {
                "stufe": stufe,
                "datei": self.blatt.datei,
                "blatt": self.blatt.name,
                "zelle": zelle.adresse if zelle else None,
                "wert": zelle.text if zelle else None,
                "regel": regel,
                "meldung": meldung,
            }
        )

    def beleg(self, zelle: Zelle) -> dict[str, str]:
        """Return the columns that say where a row came from."""
        return {
            "quelle_datei": self.blatt.datei,
            "quelle_blatt": self.blatt.name,
            "quelle_zelle": zelle.adresse,
        }

    def offen(self) -> list[Zelle]:
        """Return the cells nobody has looked at yet, in reading order."""
        return [zelle for ort, zelle in sorted(self.blatt.zellen.items()) if ort not in self._verbleib]

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
        verbleib = list(self._verbleib.values())
        return {
            "datei": self.blatt.datei,
            "blatt": self.blatt.name,
            "sha256": self.blatt.sha256,
            "art": self.art,
            "zellen_gelesen": len(self.blatt.zellen),
            "zellen_uebernommen": verbleib.count("uebernommen"),
            "zellen_zurueckgewiesen": verbleib.count("zurueckgewiesen"),
            "zellen_ignoriert": verbleib.count("ignoriert"),
        }

    def _merke(self, zelle: Zelle, verbleib: str) -> None:
        ort = (zelle.zeile, zelle.spalte)
        alt = self._verbleib.get(ort)
        if alt is None or _RANG[verbleib] > _RANG[alt]:
            self._verbleib[ort] = verbleib
