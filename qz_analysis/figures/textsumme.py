"""Totals and parts named in the same text: do the parts make the total?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qz_analysis.figures.textname import staemme
from qz_analysis.figures.textpruefung import Aussage
from qz_analysis.figures.textrede import ZIEL
from qz_analysis.figures.vergleich import passende, passt_zusammen

_BEGINNT: Final = re.compile(r"\b(?:hiervon|davon|darunter)\b", re.IGNORECASE)
_SETZT_FORT: Final = re.compile(r"\b(?:weiter|hiervon|davon|darunter|übrig|restlich)\w*", re.IGNORECASE)
_REST: Final = re.compile(r"\b(?:übrig|restlich)\w*|\balle anderen\b", re.IGNORECASE)


@dataclass(frozen=True)
class Textsumme:
    """Parts that do not make the total they are said to be of. `passend` are those of them that would, if any."""

    gesamt: Aussage
    teile: tuple[Aussage, ...]
    summe: float
    passend: tuple[Aussage, ...]


def textsummen(aussagen: Sequence[Aussage]) -> list[Textsumme]:
    """Return the totals of a text that the parts named behind them contradict, "davon" and "weitere" being what joins them.

    The numbers are taken as written, without their hedge. Parts that make less than the total contradict it only where the
    text says that they are all ("die übrigen").
    """
    gezaehlt = [a for a in aussagen if a.grund != ZIEL and a.angabe.einheit in ("", "%")]
    funde = []
    for n, gesamt in enumerate(gezaehlt):
        teile = _teile(gesamt, gezaehlt[n + 1 :])
        summe, soll = sum(t.angabe.anzahl.nennwert for t in teile), gesamt.angabe.anzahl.nennwert
        alle = bool(teile) and _REST.search(_davor(teile[-1])) is not None
        if not teile or passt_zusammen(summe, soll) or (summe < soll and not alle):
            continue
        passend = passende({str(i): t.angabe.anzahl.nennwert for i, t in enumerate(teile)}, soll)
        funde.append(Textsumme(gesamt, tuple(teile), summe, tuple(teile[int(i)] for i in passend)))
    return funde


def _teile(gesamt: Aussage, folgende: Sequence[Aussage]) -> list[Aussage]:
    """Return the numbers behind a total that the text calls parts of it, in the same chapter."""
    teile: list[Aussage] = []
    for a in folgende:
        if a.satz.ueberschriften != gesamt.satz.ueberschriften:
            break
        if a.angabe.einheit != gesamt.angabe.einheit or not _dasselbe(gesamt, a):
            continue
        davor = _davor(a)
        im_selben_satz = bool(teile) and a.satz is teile[-1].satz
        if not (_SETZT_FORT.search(davor) or im_selben_satz if teile else _BEGINNT.search(davor)):
            break
        teile.append(a)
    return teile


def _davor(a: Aussage) -> str:
    return f"{a.umfeld.davor} {a.angabe.gezaehlt}"


def _dasselbe(gesamt: Aussage, teil: Aussage) -> bool:
    """Return whether both count the same: by their first noun, which a part may leave out."""
    eines, anderes = _hauptwort(gesamt), _hauptwort(teil)
    return bool(eines) and (not anderes or eines == anderes)


def _hauptwort(a: Aussage) -> tuple[str, ...]:
    return next((staemme(wort)[:1] for wort in a.angabe.gezaehlt.split() if wort[0].isupper()), ())
