"""Draws years of few visits, publishes them, and searches by hand for what an outsider could tell."""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from zeichnen import bestand, blatt

from qz_analysis.figures import KENNZAHLEN, Bestand, Einstellungen, Ergebnis
from qz_analysis.figures.abfragematrix import Posten
from qz_analysis.figures.geheimhaltung import verberge
from qz_analysis.figures.kennzahlentabelle import kennzahlentabelle

K: Final = 5
GROESSEN: Final = (0, 1, 1, 2, 3, 4, 6, 9, 14, 25)
TAFELN: Final = ((), ("angebot",), ("quartal",), ("monat",), ("wochentag",), ("geschlecht",))
MONATE: Final = ("Januar", "Februar", "März", "April", "Mai", "Juni")

# A year with one small count: the Besuche of January.
BESTAND = bestand(
    blatt("""
Datum | Angebot | Besuche
04.01.2021 | Café | 3
01.02.2021 | Café | 20
01.03.2021 | Café | 9
05.04.2021 | Chor | 40
""")
)

Zelle = tuple[str, str]  # grouping, group
Gleichung = tuple[Zelle, tuple[Zelle, ...], bool]  # a whole, its parts, whether these are all of it


def jahr(zufall: random.Random, k: int = K, *, ungefaehr: float = 0.0) -> Bestand:
    """Return a few counts: by day, some of them broken down by Geschlecht, a share of the others hedged."""
    zeilen = ["Datum | Angebot | Besuche | weiblich | männlich"]
    for angebot in ("Café", "Chor", "Tanz", "Fest")[: zufall.randint(2, 4)]:
        for tag in sorted(zufall.sample(range(180), zufall.randint(1, 5))):
            n = zufall.choice(GROESSEN)
            w = zufall.randint(0, n) if zufall.random() < 0.6 else None
            teile = " | " if w is None else f"{w} | {n - w}"
            if w is None and zufall.random() < ungefaehr:
                n = zufall.choice((f"{n}-{n + zufall.randint(1, 5)}", f"ca. {n + 10}"))
            zeilen.append(f"{tag % 28 + 1:02}.{tag // 30 + 1:02}.2021 | {angebot} | {n} | {teile}")
    return bestand(blatt("\n".join(zeilen)), einstellungen=Einstellungen(k=k))


def ergebnisse(b: Bestand, *, sekundaer: bool) -> list[Ergebnis]:
    """Return Besuche by all groupings of a report; without `sekundaer` only small counts are secret."""
    if sekundaer:
        return [KENNZAHLEN["besuche"](b, je=je) for je in TAFELN]
    offen = Bestand(b._rahmen, Einstellungen(k=1))
    return [verberge(KENNZAHLEN["besuche"](offen, je=je), (), b.einstellungen.k) for je in TAFELN]


def veroeffentliche(gezeigt: list[Ergebnis], ordner: Path) -> None:
    """Write what a report shows as kennzahlen.parquet."""
    posten = [Posten("Teilnahme", str(n), e.bezeichnung, True, e) for n, e in enumerate(gezeigt)]
    kennzahlentabelle(posten, "qz", 2021).write_parquet(ordner / "kennzahlen.parquet")


@dataclass(frozen=True)
class Handsuche:
    """What is shown (None: secret) and how it hangs together; bounds are found by trying numbers out."""

    werte: Mapping[Zelle, int | None]
    gleichungen: tuple[Gleichung, ...]

    @property
    def geheim(self) -> list[Zelle]:
        """The secret counts."""
        return [zelle for zelle, wert in self.werte.items() if wert is None]

    def kleinstes(self, zelle: Zelle, k: int) -> int:
        """Return the least that a secret count may be, at most `k`."""
        return next((n for n in range(k) if self._geht({zelle: n}, 0)), k)

    def reicht(self, zelle: Zelle, k: int) -> bool:
        """Return whether a secret count may be k - 1 or more."""
        return any(self._geht({zelle: n}, 1) for n in range(k - 1, 4 * k))

    def _geht(self, gesetzt: dict[Zelle, int], mindestens: int) -> bool:
        """Return whether numbers can be found for all secret counts, with these set."""
        bekannt = {z: w for z, w in self.werte.items() if w is not None} | gesetzt
        return self._suche(bekannt, mindestens)

    def _suche(self, bekannt: dict[Zelle, int], mindestens: int) -> bool:
        beste: tuple[int, Zelle] | None = None
        for ganzes, teile, alle in self.gleichungen:
            offen = [t for t in teile if t not in bekannt]
            summe = sum(bekannt[t] for t in teile if t in bekannt) + mindestens * len(offen)
            if ganzes in bekannt:
                rest = bekannt[ganzes] - summe
                if rest < 0 or (alle and not offen and rest):
                    return False
                if alle and len(offen) == 1:
                    return self._suche(bekannt | {offen[0]: rest + mindestens}, mindestens)
                if offen and (beste is None or rest < beste[0]):
                    beste = (rest, offen[0])
            elif alle and not offen:
                if summe < mindestens:
                    return False
                return self._suche(bekannt | {ganzes: summe}, mindestens)
        if beste is None:  # what is left is open upwards
            frei = next((z for z in self.werte if z not in bekannt), None)
            if frei is None:
                return True
            return any(self._suche(bekannt | {frei: n}, mindestens) for n in (mindestens, 3, 8, 20, 60, 200))
        rest, zelle = beste
        return any(self._suche(bekannt | {zelle: mindestens + n}, mindestens) for n in range(rest + 1))


def verraten(gezeigt: list[Ergebnis], k: int) -> list[Zelle]:
    """Return the secret counts that can't be both 1 and k - 1, unless they are k or more for sure.

    A hedged count tells two numbers, and the least of all add up as the largest do.
    """
    unten, oben = (handsuche(gezeigt, grenze) for grenze in ("min", "max"))
    return [
        z for z in unten.geheim
        if (kleinstes := unten.kleinstes(z, k)) < k and (kleinstes > 1 or not oben.reicht(z, k))
    ]  # fmt: skip


def handsuche(gezeigt: list[Ergebnis], grenze: str = "min") -> Handsuche:
    """Return the search over the least or the largest that some Ergebnisse show; a Quartal is the sum of its Monate."""
    werte: dict[Zelle, int | None] = {}
    for e in gezeigt:
        for w in e.werte:
            name = "".join(g.name for g in e.je)
            werte[name, w.gruppe or ""] = (
                None if w.geheim else math.floor(getattr(w.anzahl, grenze) if w.anzahl else 0)
            )
    gleichungen: list[Gleichung] = [
        (("", ""), teile, name != "geschlecht")
        for name in ("angebot", "quartal", "monat", "wochentag", "geschlecht")
        if (teile := tuple(z for z in werte if z[0] == name))
    ]
    for quartal in (z for z in werte if z[0] == "quartal"):
        nummer = int(quartal[1][0]) - 1
        seine = MONATE[3 * nummer : 3 * nummer + 3]
        gleichungen.append((quartal, tuple(("monat", m) for m in seine if ("monat", m) in werte), True))
    return Handsuche(werte, tuple(gleichungen))
