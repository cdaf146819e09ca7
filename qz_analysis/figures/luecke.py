"""What is missing or can't be compared: each reason once, with all it concerns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from qz_analysis.figures.bedarf import Standortjahr
from qz_analysis.figures.reihe import NICHTS_DAZU, Gruppen, Reihe

Wo = TypeVar("Wo")


@dataclass(frozen=True)
class Luecke:
    """Why some Kennzahlen (their labels) are not there, or not compared, as half a sentence.

    It holds for each of `orte`; `paare` are those that can't be compared with each other.
    """

    grund: str
    kennzahlen: tuple[str, ...]
    orte: tuple[Standortjahr, ...] = ()
    paare: tuple[tuple[Standortjahr, Standortjahr], ...] = ()


def luecken(reihen: Iterable[Reihe], gruppiert: Iterable[Gruppen]) -> Iterator[Luecke]:
    """Yield each reason with all it concerns: what lists lack first, then what keeps two from being compared."""
    benannt = [(reihe, reihe.kennzahl.bezeichnung) for reihe in reihen]
    benannt += [(reihe, g.ergebnis.bezeichnung) for g in gruppiert for reihe in g.reihen[:1]]
    fehlt: dict[tuple[str, Standortjahr], dict[str, None]] = {}
    ungleich: dict[tuple[str, tuple[Standortjahr, Standortjahr]], dict[str, None]] = {}
    for reihe, bezeichnung in benannt:
        for ort, einzeln in reihe.werte.items():
            # A group nobody counted is no gap of the lists; its Kennzahl as a whole may be one.
            if einzeln.grund and (reihe.gruppe is None or einzeln.grund != NICHTS_DAZU):
                fehlt.setdefault((einzeln.grund, ort), {})[bezeichnung] = None
        for a in (*reihe.jahre, *reihe.standorte):
            if a.fassungen:
                ungleich.setdefault((a.grund, (a.von, a.nach)), {})[bezeichnung] = None
    for grund, was, orte in _zusammengefasst(fehlt):
        yield Luecke(grund, was, orte=orte)
    for grund, was, paare in _zusammengefasst(ungleich):
        yield Luecke(grund, was, paare=paare)


def _zusammengefasst(
    funde: Mapping[tuple[str, Wo], Iterable[str]],
) -> list[tuple[str, tuple[str, ...], tuple[Wo, ...]]]:
    """Return reason, what it concerns and where, with one entry for all places that have both in common."""
    gleiche: dict[tuple[str, tuple[str, ...]], list[Wo]] = {}
    for (grund, wo), was in funde.items():
        gleiche.setdefault((grund, tuple(was)), []).append(wo)
    return [(grund, was, tuple(orte)) for (grund, was), orte in gleiche.items()]
