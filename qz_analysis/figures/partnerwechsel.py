"""Which Kooperationspartner a Standort gained and which it lost against the Jahr before."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import narwhals.stable.v2 as nw

from qz_analysis.figures.bedarf import Standortjahr, bedarf
from qz_analysis.figures.bestand import Bestand, zeilen
from qz_analysis.figures.kennzahl import KENNZAHLEN
from qz_analysis.figures.partner import beteiligt


@dataclass(frozen=True)
class Partnerwechsel:
    """Names of partners that are new, gone, and there in both; `grund` says why that can't be told."""

    von: Standortjahr
    nach: Standortjahr
    neu: tuple[str, ...] = ()
    weg: tuple[str, ...] = ()
    geblieben: tuple[str, ...] = ()
    grund: str = ""


def partnerwechsel(
    b: Bestand,
    von: Standortjahr,
    nach: Standortjahr,
    grund: Callable[[Standortjahr, tuple[str, ...]], str],
) -> Partnerwechsel:
    """Return who came and who went between two Jahre of a Standort.

    `grund` says what the lists of a Standort and Jahr lack, "" for nothing. A partner is told by its `partner_id`.
    """
    braucht = bedarf(KENNZAHLEN["partner"].kennzahl)
    for ort in (von, nach):
        if fehlt := grund(ort, braucht):
            return Partnerwechsel(von, nach, grund=f"{ort.jahr}: {fehlt}")
    alt, neu = _namen(b, von), _namen(b, nach)
    return Partnerwechsel(
        von,
        nach,
        neu=_sortiert(neu[p] for p in neu.keys() - alt.keys()),
        weg=_sortiert(alt[p] for p in alt.keys() - neu.keys()),
        geblieben=_sortiert(neu[p] for p in neu.keys() & alt.keys()),
    )


def _namen(b: Bestand, ort: Standortjahr) -> dict[str, str]:
    hier = beteiligt(b).filter(nw.col("standort") == ort.standort, nw.col("jahr") == ort.jahr)
    return dict(zeilen(hier.select("partner_id", "partner")))


def _sortiert(namen: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(namen, key=str.casefold))
