"""Disclosure control: counts of persons below k are not shown, nor what would give them away.

The rule is "n < k is secret", zero is not (domain practice of the statistical offices; k is set in `qz.toml`).
"""

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

    The total minus the groups that are shown tells how many the hidden ones are together. As long as these are fewer
    than `k`, the smallest other group is hidden too. An Ergebnis that is not about persons comes back as it is.
    """
    if not ergebnis.kennzahl.personen:
        return ergebnis
    geheim = {n for n, wert in enumerate(ergebnis.werte) if ist_geheim(wert, k)}
    personen = [_personen(wert) for wert in ergebnis.werte]
    andere = sorted((zahl, n) for n, zahl in enumerate(personen) if n not in geheim and zahl > 0)
    while geheim and andere and sum(personen[n] for n in geheim) < k:
        geheim.add(andere.pop(0)[1])
    werte = tuple(w.geschuetzt() if n in geheim else w for n, w in enumerate(ergebnis.werte))
    return ergebnis.mit(werte)


def _personen(wert: Wert) -> float:
    if wert.zaehler is not None:
        return wert.zaehler
    return wert.anzahl.min if wert.anzahl else 0
