"""Disclosure control: counts of persons below k are not shown, nor what would give them away.

The rule is "n < k is secret", zero is not (domain practice of the statistical offices; k is set in `qz.toml`). Which other
counts have to go with them is decided in `geheimhaltung_plan`; here an Ergebnis loses what is secret.
"""

from collections.abc import Collection
from typing import Any

from qz_analysis.figures.einstellungen import K
from qz_analysis.figures.geheimhaltung_netz import OFFEN, Netz, Zelle
from qz_analysis.figures.geheimhaltung_wahl import geheime_zellen
from qz_analysis.figures.wert import Ergebnis, Wert


def ist_geheim(wert: Wert, k: int) -> bool:
    """Return whether a figure rests on too few persons to show: more than none, fewer than k.

    A ratio is judged by the count it was made from, and a hedged count by the largest it may be, as in the plan.
    """
    anzahl = wert.anzahl
    if wert.zaehler is None:
        return anzahl is not None and anzahl.max is not None and 0 < anzahl.max < k
    hoechstens = wert.zaehler
    if anzahl is not None and anzahl.ist_mittel and anzahl.max is not None and wert.nenner:
        hoechstens = round(anzahl.max * wert.nenner)
    return 0 < hoechstens < k


def verberge(ergebnis: Ergebnis, geheim: Collection[tuple[Any, ...]], k: int = K) -> Ergebnis:
    """Return an Ergebnis without the values of the groups that are secret, or rest on too few.

    Where groups stand from many to few, the secret ones come last and by name: their place would tell their size.
    """
    verborgen = tuple(
        w.geschuetzt() if w.schluessel in geheim or ist_geheim(w, k) else w for w in ergebnis.werte
    )
    if not ergebnis.je or any(g.geordnet for g in ergebnis.je):
        return ergebnis.mit(verborgen)
    gezeigt = tuple(w for w in verborgen if not w.geheim)
    return ergebnis.mit((*gezeigt, *sorted((w for w in verborgen if w.geheim), key=lambda w: w.gruppe or "")))


def schuetze(ergebnis: Ergebnis, k: int = K) -> Ergebnis:
    """Return an Ergebnis about persons that stands for itself without the values that are secret.

    Its values and their sum are taken to be all that is published. An Ergebnis that is not about persons comes back as it
    is.
    """
    if not ergebnis.kennzahl.personen:
        return ergebnis
    grenzen = [_grenzen(wert) for wert in ergebnis.werte]
    zellen = [Zelle((n,), unten, oben) for n, (unten, oben) in enumerate(grenzen)]
    summe = Zelle(tuple(range(len(zellen))), sum(u for u, _ in grenzen), sum(o for _, o in grenzen))
    netz = Netz(tuple(grenzen), (*zellen, summe))
    geheim = geheime_zellen(netz, k)
    return verberge(ergebnis, [w.schluessel for n, w in enumerate(ergebnis.werte) if n in geheim], k)


def _grenzen(wert: Wert) -> tuple[float, float]:
    if wert.zaehler is not None:
        return wert.zaehler, wert.zaehler
    if wert.anzahl is None:
        return 0, 0
    return wert.anzahl.min, OFFEN if wert.anzahl.max is None else wert.anzahl.max
