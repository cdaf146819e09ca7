"""Which counts are kept secret beside the small ones, so that these can't be worked out: as few and small as possible.

For every count that is too easy to bound there must be another truth that shows the same: one with a larger value of it, one
with a smaller. What differs between them is to be secret. All of it is one integer program (the cell suppression problem in
the formulation of Fischetti and Salazar 2001); where it grows large, its relaxation, one count after the other.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache
from math import log1p
from typing import Final

from qz_analysis.figures.geheimhaltung_netz import GENAU, KLEINSTE, OFFEN, Netz, enge_zellen

GENAU_BIS: Final = 1500  # unknowns times directions; above, the relaxation chooses
SPIEL: Final = 2  # by how many times k another truth may differ in one count


def geheime_zellen(netz: Netz, k: int, *, sekundaer: bool = True) -> frozenset[int]:
    """Return which counts of a Netz are secret: the small ones and what would give them away.

    Without `sekundaer` only the small ones are: so that it can be tested whether that would be noticed.
    """
    klein = kleine_zellen(netz, k)
    return ergaenze(netz, klein, k) if sekundaer else klein


def kleine_zellen(netz: Netz, k: int) -> frozenset[int]:
    """Return the printed counts of fewer than k, but not of none."""
    return frozenset(n for n, z in enumerate(netz.zellen) if z.gedruckt and z.ist_klein(k))


def ergaenze(netz: Netz, geheim: Collection[int], k: int, *, fest: Collection[int] = ()) -> frozenset[int]:
    """Return some secret counts with what must be secret beside them; those in `fest` stay as they are.

    Ends with everything secret at the latest, since of that an outsider knows nothing.
    """
    return _ergaenzt(netz, frozenset(geheim), k, frozenset(fest))


@lru_cache(maxsize=256)  # each notebook of a report asks for what is secret in the same tables
def _ergaenzt(netz: Netz, geheim: frozenset[int], k: int, fest: frozenset[int]) -> frozenset[int]:
    ergebnis = geheim
    while enge := enge_zellen(netz, ergebnis, k):
        frei = [
            n for n, z in enumerate(netz.zellen)
            if z.gedruckt and n not in ergebnis and n not in fest and z.max > 0
        ]  # fmt: skip
        if not frei:
            break
        ergebnis |= frozenset(_naechste(netz, ergebnis, enge, frei, k) or frei)
    return ergebnis


def _naechste(
    netz: Netz, geheim: Collection[int], enge: Sequence[int], frei: Sequence[int], k: int
) -> set[int]:
    """Return what to hide next: all that is missing where the program is small, what one count lacks otherwise."""
    alle = [(n, richtung) for n in enge for richtung in (1, -1)]
    if len(alle) * len(netz.wahr) <= GENAU_BIS:
        return _loese(netz, geheim, alle, frei, k, ganz=True)
    return _loese(netz, geheim, [(enge[0], 1), (enge[0], -1)], frei, k, ganz=False)


def _loese(
    netz: Netz, geheim: Collection[int], wege: Sequence[tuple[int, int]], frei: Sequence[int], k: int, *, ganz: bool
) -> set[int]:  # fmt: skip
    """Return the cheapest choice of `frei` that leaves room each way; empty where there is none."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import block_array, csr_array

    teile, zellen = len(netz.wahr), len(netz.zellen)
    wahr = np.asarray(netz.wahr)
    summe = netz.matrix @ wahr
    spiel = float(SPIEL * k)
    bloecke, unten, oben = [], [], []
    for nummer, (zelle, richtung) in enumerate(wege):
        lo, hi = (
            np.asarray(g) - summe
            for g in netz.grenzen([*geheim, *frei], mindestens=KLEINSTE if richtung > 0 else 0)
        )
        ziel = max(k - 1, KLEINSTE + 1) if richtung > 0 else KLEINSTE
        gemeint = netz.zeile(zelle, richtung)
        if richtung > 0:
            lo[gemeint] = max(lo[gemeint], ziel - summe[gemeint])
        else:
            hi[gemeint] = min(hi[gemeint], ziel - summe[gemeint])
        if lo[gemeint] > hi[gemeint]:
            continue  # is so anyway
        zeile: list = [None] * (len(wege) + 1)
        zeile[nummer] = netz.matrix
        bloecke.append(zeile)
        unten.append(lo)
        oben.append(hi)
        # A count that stays shown does not change, neither the least nor the largest that it is.
        for ende in (1,) if netz.genau else (-1, 1):
            bleiben = [m for m, n in enumerate(frei) if ende < 0 or netz.zellen[n].max != OFFEN]
            wahl = netz.matrix[[netz.zeile(frei[m], ende) for m in bleiben]]
            hebel = csr_array(-spiel * np.eye(len(frei))[bleiben])
            for vorzeichen in (1, -1):
                kopplung: list = [None] * (len(wege) + 1)
                kopplung[nummer] = vorzeichen * wahl
                kopplung[-1] = hebel
                bloecke.append(kopplung)
                unten.append(np.full(len(bleiben), -OFFEN))
                oben.append(np.zeros(len(bleiben)))
    if not bloecke:
        return set()
    leer = [csr_array((1, teile))] * len(wege)
    bloecke.append([*leer, csr_array((1, len(frei)))])  # gives every block its width
    unten.append(np.zeros(1))
    oben.append(np.zeros(1))
    gewicht = [1 + log1p(netz.zellen[n].min) + GENAU * platz / max(zellen, 1) for platz, n in enumerate(frei)]
    # What scipy types as one number may be as many as there are rows.
    bedingungen = LinearConstraint(
        block_array(bloecke, format="csr"), np.concatenate(unten), np.concatenate(oben)  # pyright: ignore[reportArgumentType]
    )  # fmt: skip
    grenzen = Bounds(
        np.concatenate([*([-wahr] * len(wege)), np.zeros(len(frei))]),  # pyright: ignore[reportArgumentType]
        np.concatenate([np.full(teile * len(wege), OFFEN), np.ones(len(frei))]),  # pyright: ignore[reportArgumentType]
    )
    loesung = milp(
        np.concatenate([np.zeros(teile * len(wege)), gewicht]),
        constraints=bedingungen,
        bounds=grenzen,
        integrality=np.full(teile * len(wege) + len(frei), int(ganz)),
        options={"mip_rel_gap": 0.0},
    )
    if loesung.x is None:
        return set()
    return {n for n, y in zip(frei, loesung.x[-len(frei) :], strict=True) if y > GENAU}
