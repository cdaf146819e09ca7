"""Disclosure control: counts of persons below k are not shown, nor what would give them away.

The rule is "n < k is secret", zero is not (domain practice of the statistical offices; k is set in `qz.toml`).
"""

from collections.abc import Sequence

from qz_analysis.figures.einstellungen import K
from qz_analysis.figures.wert import Ergebnis, Wert


def ist_geheim(wert: Wert, k: int) -> bool:
    """Return whether a figure rests on too few persons to show: more than none, fewer than k.

    A mean is judged by the count it was made from.
    """
    if wert.zaehler is not None:
        return 0 < wert.zaehler < k
    return wert.anzahl is not None and wert.anzahl.max is not None and 0 < wert.anzahl.max < k


def schuetze(ergebnis: Ergebnis, k: int = K) -> Ergebnis:
    """Return an Ergebnis about persons without the values that are secret.

    Where exactly one group would be hidden, the smallest other one is hidden too: else the total minus the shown
    groups would give it away. An Ergebnis that is not about persons comes back as it is.
    """
    if not ergebnis.kennzahl.personen:
        return ergebnis
    geheim = {n for n, wert in enumerate(ergebnis.werte) if ist_geheim(wert, k)}
    if len(geheim) == 1 and len(ergebnis.werte) > 1:
        geheim |= _kleinster_anderer(ergebnis.werte, geheim)
    werte = tuple(w.geschuetzt() if n in geheim else w for n, w in enumerate(ergebnis.werte))
    return ergebnis.mit(werte)


def _kleinster_anderer(werte: Sequence[Wert], geheim: set[int]) -> set[int]:
    andere = [
        (wert.anzahl.min, n)
        for n, wert in enumerate(werte)
        if n not in geheim and wert.anzahl and wert.anzahl.min > 0
    ]
    return {min(andere)[1]} if andere else set()
