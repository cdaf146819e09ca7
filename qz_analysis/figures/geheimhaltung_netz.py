"""What an outsider can work out of published counts: a linear system, and the bounds it leaves to what is secret.

Each count is the sum of some unknown whole numbers (`Netz.teile`). Many are hedged ("38 bis 42"), and a sum of such has the sum
of the least and the sum of the largest as its bounds. Both can be taken from one another: what is shown pins two sums down, and
nothing else is known but rules that tie sums to one another. Solved by HiGHS, exactly in whole numbers.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scipy.sparse import csr_array

OFFEN: Final = math.inf
GANZZAHLIG_BIS: Final = (
    2000  # unknowns; above, bounds are those of the relaxation, which an outsider can't fall short of
)
KLEINSTE: Final = 1  # a secret count is none of nobody: that has a sign of its own
GENAU: Final = 1e-6


@dataclass(frozen=True)
class Zelle:
    """A count: the unknowns it is the sum of, and the least and the largest that it is. Exact counts have `min` = `max`.

    One that is never printed (`gedruckt` False) is what a reader gets by taking one count from another.
    """

    teile: tuple[int, ...]
    min: float
    max: float = OFFEN
    gedruckt: bool = True

    def ist_klein(self, k: int) -> bool:
        """Return whether it counts someone and fewer than k: at most, or at least where it has no upper bound."""
        return 0 < (self.min if self.max == OFFEN else self.max) < k


@dataclass(frozen=True)
class Regel:
    """Something that everybody knows: a weighted sum of what is counted is at least `min`, or just that (`genau`)."""

    gewichte: Mapping[int, float]
    min: float = 0.0
    genau: bool = False

    def __hash__(self) -> int:
        return hash((frozenset(self.gewichte.items()), self.min, self.genau))


@dataclass(frozen=True)
class Netz:
    """Unknown whole numbers from zero, `teile` with the least and the largest that each is, the counts made of them, and rules.

    Solved for the least of each part and, where any is hedged, for how much larger it may be.
    """

    teile: tuple[tuple[float, float], ...]
    zellen: tuple[Zelle, ...]
    regeln: tuple[Regel, ...] = field(default=())

    @cached_property
    def genau(self) -> bool:
        """Whether no part is hedged: then the least and the largest are one."""
        return all(unten == oben for unten, oben in self.teile)

    @cached_property
    def wahr(self) -> tuple[float, ...]:
        """The true value of each unknown; what has no upper bound may be any larger, here by nothing."""
        unten = tuple(u for u, _ in self.teile)
        return unten if self.genau else (*unten, *(0.0 if o == OFFEN else o - u for u, o in self.teile))

    def zeile(self, zelle: int, richtung: int) -> int:
        """Return the row of `matrix` for the largest (`richtung` 1) or the least (-1) of a count."""
        return zelle + (0 if self.genau or richtung < 0 else len(self.zellen))

    @cached_property
    def matrix(self) -> "csr_array":
        """The least of each cell, the largest of each where any is hedged, then the rules, as rows over the unknowns."""
        from scipy.sparse import csr_array

        spalten, werte, grenzen = [], [], [0]
        for zeile in self._zeilen():
            spalten += list(zeile)
            werte += list(zeile.values())
            grenzen.append(len(spalten))
        return csr_array((werte, spalten, grenzen), shape=(len(grenzen) - 1, len(self.wahr)))

    def _zeilen(self) -> Iterator[Mapping[int, float]]:
        unten = [dict.fromkeys(z.teile, 1.0) for z in self.zellen]
        yield from unten
        if self.genau:
            yield from (r.gewichte for r in self.regeln)
            return
        yield from map(self._groesste, unten)
        for r in self.regeln:
            if r.genau:  # of sums, the least and the largest add up like what they are of
                yield r.gewichte
                yield self._groesste(r.gewichte)
            else:
                mehr = {n: w for n, w in r.gewichte.items() if w > 0}
                yield {**r.gewichte, **self._groesste(mehr)}

    def _groesste(self, gewichte: Mapping[int, float]) -> Mapping[int, float]:
        return {**gewichte, **{len(self.teile) + n: w for n, w in gewichte.items()}}

    def grenzen(self, geheim: Collection[int], *, mindestens: float) -> tuple[list[float], list[float]]:
        """Return what is known of each row of `matrix`; of a secret count it is that it is at least `mindestens`."""
        unten, oben = [], []
        for richtung in (1,) if self.genau else (-1, 1):
            for n, z in enumerate(self.zellen):
                wert = z.min if richtung < 0 else z.max
                verborgen = n in geheim or not z.gedruckt
                wenigstens = mindestens if richtung > 0 and z.gedruckt else 0.0
                unten.append(wenigstens if verborgen or wert == OFFEN else wert)
                oben.append(OFFEN if verborgen else wert)
        for r in self.regeln:
            mal = 2 if r.genau and not self.genau else 1
            unten += [r.min] * mal
            oben += [r.min if r.genau else OFFEN] * mal
        return unten, oben

    def spanne(self, zelle: int, geheim: Collection[int]) -> tuple[float, float]:
        """Return the least and the largest value that a count may have for all an outsider knows.

        That other secret counts are none of nobody is used against the upper bound only: against the lower one of a total
        it says no more than how many of its groups are not empty, which the signs say anyway.
        """
        return (
            self._extrem(zelle, self.grenzen(geheim, mindestens=0), -1),
            self._extrem(zelle, self.grenzen(geheim, mindestens=KLEINSTE), 1),
        )

    def _extrem(self, zelle: int, grenzen: tuple[list[float], list[float]], richtung: int) -> float:
        import numpy as np
        from scipy.optimize import LinearConstraint, milp

        zeile = self.matrix[[self.zeile(zelle, richtung)]].toarray()[0]
        ganz = np.full(len(zeile), int(len(zeile) <= GANZZAHLIG_BIS))
        bekannt = LinearConstraint(self.matrix, *grenzen)  # pyright: ignore[reportArgumentType]
        loesung = milp(-richtung * zeile, constraints=bekannt, integrality=ganz)
        if loesung.x is None:
            return OFFEN if richtung > 0 else 0.0  # no bound: what is known is open
        wert = float(zeile @ loesung.x)
        return float(round(wert)) if ganz.any() else wert


def ist_eng(spanne: tuple[float, float], k: int) -> bool:
    """Return whether bounds tell more of a secret count than its sign: that it is 1 to k - 1, or hides one that is.

    A count that can't be below k gives nobody away. Every other one must be able to be 1 as well as k - 1.
    """
    unten, oben = spanne
    if unten >= k - GENAU:
        return False
    return unten > KLEINSTE + GENAU or oben < max(k - 1, KLEINSTE + 1) - GENAU


def enge_zellen(netz: Netz, geheim: Collection[int], k: int) -> list[int]:
    """Return the secret counts, and differences of shown ones, of which an outsider can tell more than allowed."""
    gefragt = [
        n for n, z in enumerate(netz.zellen) if n in geheim or (not z.gedruckt and z.ist_klein(k))
    ]  # fmt: skip
    return [n for n in gefragt if ist_eng(netz.spanne(n, geheim), k)]
