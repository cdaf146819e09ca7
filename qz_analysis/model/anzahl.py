"""A count that says how exact it is: "über 250" is at least 251 and has no upper bound.

What is computed from hedged numbers has bounds that hold whatever the numbers truly were (interval arithmetic: R. E. Moore,
Interval Analysis, 1966). An interval forgets that two numbers hang together; where a part lies in its whole, `anteil` knows.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final, Literal, Self

from qz_analysis.model.werte import GENAUIGKEIT

RUND_SPIELRAUM: Final = 0.10  # "rund 35" holds for 31,5 to 38,5: our reading, no norm

Vergleichszeichen = Literal[">=", ">", "<=", "<", "="]


@dataclass(frozen=True)
class Anzahl:
    """A number with its bounds. `wert` is the number a reader would name, None where only the span is known.

    `max` is None where there is no upper bound; there always is a lower one, which may be negative. `ist_mittel` marks a
    mean; its `genauigkeit` is that of the sum it was made from. "durchschnittlich" is a mean in print, of which the
    exactness isn't known.
    """

    wert: float | None
    min: float
    max: float | None
    genauigkeit: str
    ist_mittel: bool = False

    @classmethod
    def genau(cls, wert: float) -> Self:
        """Return an exact number."""
        return cls(wert, wert, wert, "genau")

    @classmethod
    def rund(cls, wert: float, *, ganze: bool) -> Self:
        """Return "rund 35": 10 % either way, and of a count (`ganze`) the whole numbers within that.

        Below 10 no other whole number lies that near.
        """
        spiel = abs(wert) * RUND_SPIELRAUM
        if ganze:
            spiel = math.floor(spiel)
        return cls(wert, wert - spiel, wert + spiel, "rund")

    @classmethod
    def summe_gleicher(
        cls, n: int, wert: float | None, min: float, max: float | None, genauigkeit: str
    ) -> "Anzahl":
        """Return the sum of `n` numbers of one and the same genauigkeit, of which the columns are summed already.

        `wert` is None where any number has none, `max` where any is open. Sums over different genauigkeiten come from
        adding these. Raises ValueError for n < 1.
        """
        if n < 1:
            raise ValueError(f"no numbers to sum: {n}")
        summe = cls(wert, min, max, genauigkeit)
        return summe if n == 1 else _errechnet((summe, summe), min, max, summe._punkt)

    def __post_init__(self) -> None:
        if self.genauigkeit not in GENAUIGKEIT:
            raise ValueError(f"unknown genauigkeit: {self.genauigkeit}")

    @property
    def nennwert(self) -> float:
        """The number a reader would name: as written, else the lower bound."""
        return self.min if self.wert is None else self.wert

    def __add__(self, other: "Anzahl") -> "Anzahl":
        oben = None if self.max is None or other.max is None else self.max + other.max
        return _errechnet((self, other), self.min + other.min, oben, _summe(self._punkt, other._punkt))

    def __sub__(self, other: "Anzahl") -> "Anzahl | None":
        """Return the difference, which may lie below zero: 10 less "bis zu 40" is -30 to 10.

        None where `other` is open: then the difference has no lower bound, and nothing is known of it that can be printed.
        """
        if other.max is None:
            return None
        wert = None if other._punkt is None else -other._punkt
        return self + Anzahl(wert, -other.max, -other.min, "rund" if other._art == "rund" else "von_bis")

    def __mul__(self, faktor: float) -> "Anzahl":
        """Return the number times a factor. Raises ValueError for a negative factor, which would swap the bounds."""
        if faktor < 0:
            raise ValueError(f"negative factor: {faktor}")
        if faktor == 0:
            return Anzahl.genau(0)
        wert = None if self.wert is None else self.wert * faktor
        return Anzahl(
            wert, self.min * faktor, None if self.max is None else self.max * faktor, self.genauigkeit
        )

    def __truediv__(self, nenner: "Anzahl | float") -> "Anzahl | None":
        """Return the quotient, None ("keine Angabe") where the denominator may be zero or below it.

        None as well where nothing is known of the quotient, both numbers being open.
        """
        if not isinstance(nenner, Anzahl):
            nenner = Anzahl.genau(nenner)
        if nenner.min <= 0 or (self.max is None and nenner.max is None):
            return None
        unten = _geteilt(self.min, nenner.max if self.min >= 0 else nenner.min)
        oben = None
        if self.max is not None:
            oben = _geteilt(self.max, nenner.min if self.max >= 0 else nenner.max)
        return _errechnet((self, nenner), unten, oben, _quotient(self, nenner))

    def mittel(self, n: int) -> "Anzahl | None":
        """Return this sum as the mean of the `n` numbers it was made from; None ("keine Angabe") for none."""
        quotient = self / n
        return quotient and replace(quotient, ist_mittel=True)

    def vergleiche(self, zeichen: Vergleichszeichen, soll: float) -> bool | None:
        """Return whether the number is `zeichen` (">=", ">", "<=", "<", "=") `soll`; None where the bounds don't decide.

        Raises ValueError for another sign.
        """
        darueber = self.min > soll or (
            self.genauigkeit == "mehr_als" and self.wert is not None and self.wert >= soll
        )
        darunter = self.max is not None and self.max < soll
        nicht_darueber = self.max is not None and self.max <= soll
        nicht_darunter = self.min >= soll
        ja, nein = {
            ">=": (nicht_darunter, darunter),
            ">": (darueber, nicht_darueber),
            "<=": (nicht_darueber, darueber),
            "<": (darunter, nicht_darunter),
            "=": (nicht_darunter and nicht_darueber, darueber or darunter),
        }.get(zeichen, (None, None))
        if ja is None:
            raise ValueError(f"unknown comparison: {zeichen}")
        return True if ja else False if nein else None

    @property
    def _art(self) -> str:
        """How the number enters a computation, by its bounds rather than by how it was written."""
        if self.max is None:
            return "mehr_als" if self.genauigkeit == "mehr_als" and self.wert is not None else "mindestens"
        if self.genauigkeit == "rund":
            return "rund"
        return "genau" if self.min == self.max else "spanne"

    @property
    def _punkt(self) -> float | None:
        """The number to compute with, None where a bound is all that `wert` names, as in "bis zu 40"."""
        if self._art == "genau":
            return self.min
        return self.wert if self._art in ("rund", "mehr_als") else None


def anteil(teil: Anzahl, ganzes: Anzahl) -> Anzahl | None:
    """Return the share, 0 to 1, that a part has of the whole it lies in.

    None ("keine Angabe") where the whole may be zero, or where the part is larger than the whole for sure.
    """
    if ganzes.min <= 0 or (ganzes.max is not None and teil.min > ganzes.max):
        return None
    unten = max(_geteilt(teil.min, ganzes.max), 0)
    oben = 1 if teil.max is None else min(teil.max / ganzes.min, 1)
    punkt = _quotient(teil, ganzes)
    return _errechnet((teil, ganzes), unten, oben, None if punkt is None else min(punkt, 1))


def hoechstwert(zahlen: Iterable[Anzahl]) -> Anzahl | None:
    """Return the largest of some numbers, None for none. Each distinct number is needed only once."""
    alle = dict.fromkeys(zahlen)
    unten = max((z.min for z in alle), default=0)
    oben = max((_oben(z) for z in alle), default=0)
    # What can't exceed the largest lower bound says nothing about the maximum.
    in_frage = [z for z in alle if z.min == unten or _oben(z) > unten]
    if len(in_frage) < 2:
        return in_frage[0] if in_frage else None
    punkte = [z._punkt for z in in_frage]
    bekannt = [p for p in punkte if p is not None]
    # Of 100 and "über 85" the larger may be 100: no "über" comes of it.
    punkt = max([unten, *bekannt]) if len(bekannt) == len(punkte) and oben < math.inf else None
    return _errechnet(in_frage, unten, oben if oben < math.inf else None, punkt)


def median(zahlen: Mapping[Anzahl, int]) -> Anzahl | None:
    """Return the median of numbers, each given with how often it occurs; None for none.

    It grows with each number, so its bounds are the medians of the bounds.
    """
    oft = {zahl: n for zahl, n in zahlen.items() if n > 0}
    if not oft:
        return None
    unten = _median((z.min, n) for z, n in oft.items())
    oben = _median((_oben(z), n) for z, n in oft.items())
    in_frage = [z for z in oft if z.min <= oben and _oben(z) >= unten]
    if len(in_frage) == 1 and (in_frage[0].min, _oben(in_frage[0])) == (unten, oben):
        return in_frage[0]
    punkte = [(z._punkt, n) for z, n in oft.items()]
    bekannt = [(p, n) for p, n in punkte if p is not None]
    punkt = _median(bekannt) if len(bekannt) == len(punkte) else None
    return _errechnet(in_frage or list(oft), unten, oben if oben < math.inf else None, punkt)


def _median(haeufigkeiten: Iterable[tuple[float, int]]) -> float:
    sortiert = sorted(haeufigkeiten)
    bis = list(accumulate(n for _, n in sortiert))
    unten, oben = (sortiert[bisect_right(bis, stelle)][0] for stelle in ((bis[-1] - 1) // 2, bis[-1] // 2))
    return unten if unten == oben else (unten + oben) / 2


def _oben(zahl: Anzahl) -> float:
    return math.inf if zahl.max is None else zahl.max


def _errechnet(teile: Iterable[Anzahl], unten: float, oben: float | None, punkt: float | None) -> Anzahl:
    """Return what was computed from some numbers, with the genauigkeit that says most about it.

    "über 85" and 20 are "über 105"; two "über" are more than the sum of both numbers, so only the bound is named.
    """
    arten = sorted(teil._art for teil in teile)
    if oben is None:
        if arten == ["genau", "mehr_als"] and punkt is not None:
            return Anzahl(punkt, unten, None, "mehr_als")
        return Anzahl(unten, unten, None, "mindestens")
    if "rund" in arten and {"rund", "genau", "spanne"}.issuperset(arten):
        return Anzahl(punkt, unten, oben, "rund")
    if unten == oben:
        return Anzahl.genau(unten)
    return Anzahl(oben, 0, oben, "bis_zu") if unten == 0 else Anzahl(None, unten, oben, "von_bis")


def _summe(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a + b


def _geteilt(zaehler: float, nenner: float | None) -> float:
    """Return the quotient, zero where the denominator has no upper bound."""
    return 0 if nenner is None else zaehler / nenner


def _quotient(zaehler: Anzahl, nenner: Anzahl) -> float | None:
    a, b = zaehler._punkt, nenner._punkt
    return None if a is None or not b else a / b
