"""What stands in a cell where a count should be: a number, a status, or nothing readable."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.zahl import parse_anzahl
from qz_analysis.clean.zeichen import bekannter_grund, deute_zeichen
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.model.werte import NICHT_STATTGEFUNDEN, TERMIN_STATUS
from qz_analysis.read.blatt import Zelle

_NICHTS: Mapping[str, str] = MappingProxyType({})
GESCHAETZT = {"rund", "von_bis", "bis_zu", "mindestens", "mehr_als"}


@dataclass(frozen=True)
class Eintrag:
    """What one distinct value of a count column says: a number, a status, or nothing readable.

    `grund` is why a Termin did not take place, where the cell says so in words that are known.
    """

    zahl: Anzahl | None
    status: str
    lesbar: bool
    grund: str | None = None


def deute_eintrag(wert: Any, erklaert: Mapping[str, str] = _NICHTS, dezimal: str = ",") -> Eintrag:
    """Return what stands where a count should be; a word such as "ausgefallen" is a status, never a zero.

    `erklaert` are marks the user has declared, `dezimal` the decimal sign of the column.
    """
    if wert is None:
        return Eintrag(None, "unbekannt", lesbar=True)
    zeichen = deute_zeichen(wert, "anzahl", erklaert) if isinstance(wert, str) else None
    if zeichen is not None and zeichen.status in TERMIN_STATUS:
        grund = bekannter_grund(zeichen.grund) if zeichen.status in NICHT_STATTGEFUNDEN else None
        return Eintrag(None, zeichen.status, lesbar=True, grund=grund)
    zahl = parse_anzahl(wert, dezimal)
    if zahl is None or zahl.min < 0 or zahl.min % 1:
        return Eintrag(None, "unbekannt", lesbar=False)
    return Eintrag(zahl, "stattgefunden", lesbar=True)


def lies_anzahl(
    lesung: Lesung, zelle: Zelle | None, erklaert: Mapping[str, str] = _NICHTS, *, ganze: bool = True
) -> Anzahl | None:
    """Return the number of a cell, None where it is empty or says "n.e."; what is neither is rejected.

    A count is whole (`ganze`), hours need not be.
    """
    if zelle is None:
        return None
    eintrag = deute_eintrag(zelle.wert, erklaert)
    zahl = eintrag.zahl if ganze else parse_anzahl(zelle.wert)
    if (zahl is None and not eintrag.lesbar) or (zahl and zahl.min < 0):
        was = "eine ganze Zahl" if ganze else "eine Zahl"
        lesung.weise_zurueck(
            zelle, "keine_anzahl", f"„{zelle.text}“ ist keine Anzahl. Bitte {was} oder „n.e.“ eintragen."
        )
        return None
    lesung.nimm(zelle)
    return zahl


def grenzen(zahl: Anzahl | None, spalte: str, typ: Callable[[float], float] = int) -> dict[str, float | None]:
    """Return the three columns of a number: as written, its lower bound, its upper bound."""
    teile = (None, None, None) if zahl is None else (zahl.wert, zahl.min, zahl.max)
    namen = (spalte, f"{spalte}_min", f"{spalte}_max")
    return {name: None if teil is None else typ(teil) for name, teil in zip(namen, teile, strict=True)}


def erhebung(zahl: Anzahl | None) -> str:
    """Return how a count came about, as far as its writing tells."""
    if zahl is None:
        return "nicht_erhoben"
    return "geschaetzt" if zahl.genauigkeit in GESCHAETZT else "gezaehlt"
