"""What few days give away: largest, median and slope of some counts, printed beside their sum, may tell each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import narwhals.stable.v2 as nw

from qz_analysis.figures.mass import Messwert, Zeile, ganz
from qz_analysis.model.anzahl import Anzahl

# Sum, largest, median, slope and its interval: from so many numbers as many days can be solved for.
GEDRUCKT_JE_GRUPPE: Final = 5
AUS_EINZELNEN_TAGEN: Final = frozenset(
    {"besuche_median", "besuche_hoechstwert", "besuche_trend", "besuche_hochrechnung"}
)


@dataclass(frozen=True)
class KleineTage:
    """How many days there are (`nenner`), their sum (`zaehler`), and on how many fewer than `k` came (`anzahl`)."""

    k: int
    schluessel: tuple[str, ...] = ()

    def aggregate(self) -> list[nw.Expr]:
        """Return number, sum, and number of the small ones; nobody is not few."""
        hoechstens = nw.coalesce("anzahl_max", "anzahl_min")
        wenige = (hoechstens > 0) & (hoechstens < self.k)
        return [
            nw.len().alias("n"),
            nw.col("anzahl_min").sum().cast(nw.Int64).alias("summe"),
            wenige.cast(nw.Int64).sum().alias("wenige"),
        ]

    def miss(self, zeilen: Sequence[Zeile]) -> Messwert:
        """Return the three; no row at all is no day."""
        n, summe, wenige = (sum(ganz(z[s]) for z in zeilen) for s in ("n", "summe", "wenige"))
        return Messwert(Anzahl.genau(wenige), summe, n, n)


def verraet_tage(kennzahl: str, anzahl: Anzahl | None, tage: Messwert, k: int) -> bool:
    """Return whether a figure made of single days would tell on which of them only a few came.

    That is so where so few days are behind it that they can be solved for, where nearly all came on the best of them, and
    where even on the best only a few came.
    """
    if kennzahl not in AUS_EINZELNEN_TAGEN or anzahl is None:
        return False
    if 0 < (tage.nenner or 0) <= GEDRUCKT_JE_GRUPPE and tage.anzahl is not None and tage.anzahl.min > 0:
        return True
    if kennzahl != "besuche_hoechstwert":
        return False
    groesster = anzahl.min if anzahl.max is None else anzahl.max
    return 0 < groesster < k or 0 < (tage.zaehler or 0) - anzahl.min < k
