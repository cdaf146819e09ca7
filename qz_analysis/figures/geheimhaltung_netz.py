"""What an outsider can work out of published counts: a linear system, and the bounds it leaves to what is secret.

Each count is the sum of some unknown whole numbers (`Netz.teile`). What is shown pins such a sum down, a rule ties sums to
one another, and nothing else is known. Solved by HiGHS, exactly in whole numbers.
"""

import math
from collections.abc import Collection, Iterable, Mapping
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
    """A count: the unknowns it is the sum of, and what is true of it. Exact counts have `min` = `max`.

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
    """Something that everybody knows: a weighted sum of unknowns lies within bounds."""

    gewichte: Mapping[int, float]
    min: float
    max: float

    def __hash__(self) -> int:
        return hash((frozenset(self.gewichte.items()), self.min, self.max))


@dataclass(frozen=True)
class Netz:
    """Unknown whole numbers from zero, `teile` of them with their true values, the counts made of them, and rules."""

    teile: tuple[float, ...]
    zellen: tuple[Zelle, ...]
    regeln: tuple[Regel, ...] = field(default=())

    @cached_property
    def matrix(self) -> "csr_array":
        """The cells, then the rules, as rows over the unknowns."""
        from scipy.sparse import csr_array

        spalten, werte, grenzen = [], [], [0]
        zeilen: Iterable[Mapping[int, float]] = (
            *(dict.fromkeys(z.teile, 1.0) for z in self.zellen),
            *(r.gewichte for r in self.regeln),
        )
        for zeile in zeilen:
            spalten += list(zeile)
            werte += list(zeile.values())
            grenzen.append(len(spalten))
        return csr_array((werte, spalten, grenzen), shape=(len(grenzen) - 1, len(self.teile)))

    def grenzen(self, geheim: Collection[int], *, mindestens: float) -> tuple[list[float], list[float]]:
        """Return what is known of each row of `matrix`; of a secret count it is that it is at least `mindestens`."""
        unten, oben = [], []
        for n, z in enumerate(self.zellen):
            verborgen = n in geheim or not z.gedruckt
            unten.append((mindestens if z.gedruckt else 0.0) if verborgen else z.min)
            oben.append(OFFEN if verborgen else z.max)
        return [*unten, *(r.min for r in self.regeln)], [*oben, *(r.max for r in self.regeln)]

    def spanne(self, zelle: int, geheim: Collection[int]) -> tuple[float, float]:
        """Return the least and the largest value that a count may have for all an outsider knows.

        That other secret counts are none of nobody is used against the upper bound only: against the lower one of a total
        it says no more than how many of its groups are not empty, which the signs say anyway.
        """
        return (
            self._extrem(zelle, self.grenzen(geheim, mindestens=0), 1),
            self._extrem(zelle, self.grenzen(geheim, mindestens=KLEINSTE), -1),
        )

    def _extrem(self, zelle: int, grenzen: tuple[list[float], list[float]], richtung: int) -> float:
        import numpy as np
        from scipy.optimize import LinearConstraint, milp

        ziel = np.zeros(len(self.teile))
        ziel[list(self.zellen[zelle].teile)] = richtung
        ganz = np.full(len(ziel), int(len(ziel) <= GANZZAHLIG_BIS))
        bekannt = LinearConstraint(self.matrix, *grenzen)  # pyright: ignore[reportArgumentType]
        loesung = milp(ziel, constraints=bekannt, integrality=ganz)
        if loesung.x is None:
            return 0.0 if richtung > 0 else OFFEN  # no bound: what is known is open
        wert = float(ziel @ loesung.x) * richtung
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
