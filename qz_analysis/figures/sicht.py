"""The same Ergebnis limited to a Bereich, a Quartal or both: what a reader sees who filters a page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Final

from qz_analysis.figures.gruppierung import QUARTAL, Gruppierung
from qz_analysis.figures.wert import Ergebnis, Wert

MONATE_JE_QUARTAL: Final = 3


@dataclass(frozen=True)
class Sicht:
    """One choice, filter and what is chosen as readers see them ("Bereich", "Mehrgenerativ"), and what it leaves."""

    auswahl: tuple[tuple[str, str], ...]
    ergebnis: Ergebnis


def sichten(
    ganzes: Ergebnis, gruppen: Sequence[Gruppierung], berechne: Callable[[Sequence[str]], Ergebnis]
) -> tuple[Sicht, ...]:
    """Return every choice of the filters and of two or more together, each of which is computed and none derived.

    `berechne` returns the Kennzahl by groupings. A figure about persons has only the choices that show a part of what it
    shows anyway, such as the months of a quarter: any other would have to be kept secret together with the whole.
    """
    if [g.name for g in ganzes.je] == ["monat"] and any(g.name == "quartal" for g in gruppen):
        return tuple(_quartale(ganzes))
    if ganzes.kennzahl.personen:
        return ()
    je = tuple(g.name for g in ganzes.je)
    gewaehlt = [
        teil for anzahl in range(1, len(gruppen) + 1) for teil in combinations(gruppen, anzahl)
    ]  # fmt: skip
    return tuple(
        sicht for teil in gewaehlt for sicht in _teile(ganzes, teil, berechne((*je, *(g.name for g in teil))))
    )


def _teile(ganzes: Ergebnis, gruppen: Sequence[Gruppierung], aufgeteilt: Ergebnis) -> Iterator[Sicht]:
    """Yield one Sicht for each choice: of values by all groupings those with the same filter values."""
    n = len(ganzes.je)
    je_wahl: dict[tuple[Any, ...], list[Wert]] = {}
    for wert in aufgeteilt.werte:
        wahl = wert.schluessel[n:]
        if None not in wahl:
            je_wahl.setdefault(wahl, []).append(_gruppe(wert, ganzes.je))
    for wahl in sorted(
        je_wahl, key=lambda w: tuple(_rang(g, wert) for g, wert in zip(gruppen, w, strict=True))
    ):
        auswahl = tuple((_name(g), g.label(wert)) for g, wert in zip(gruppen, wahl, strict=True))
        yield _sicht(ganzes, auswahl, tuple(je_wahl[wahl]))


def _quartale(ganzes: Ergebnis) -> Iterator[Sicht]:
    for quartal, label in QUARTAL.items():
        monate = range((quartal - 1) * MONATE_JE_QUARTAL + 1, quartal * MONATE_JE_QUARTAL + 1)
        if werte := tuple(w for w in ganzes.werte if w.schluessel[0] in monate):
            yield _sicht(ganzes, (("Quartal", label),), werte)


def _sicht(ganzes: Ergebnis, auswahl: tuple[tuple[str, str], ...], werte: tuple[Wert, ...]) -> Sicht:
    wo = "; ".join(filter(None, (ganzes.wo, *(f"{name}: {wahl}" for name, wahl in auswahl))))
    return Sicht(auswahl, replace(ganzes, werte=werte, wo=wo, sichten=()))


def _gruppe(wert: Wert, je: Sequence[Gruppierung]) -> Wert:
    schluessel = wert.schluessel[: len(je)]
    name = " · ".join(g.label(s) for g, s in zip(je, schluessel, strict=True)) if je else None
    return replace(wert, gruppe=name, schluessel=schluessel)


def _name(g: Gruppierung) -> str:
    """Return what a filter is called: the quarter in which something ran is a quarter, too."""
    return "Quartal" if g.name == "laufzeit" else g.bezeichnung


def _rang(g: Gruppierung, wert: Any) -> tuple[int, str]:
    reihe = list(g.labels())
    return (reihe.index(wert) if wert in reihe else len(reihe), str(wert))
