"""What disclosure control costs: cells kept secret beside the fewest that would do, and the time it takes.

Small cross tables are drawn, each with its margins. Every choice of cells is tried in order of its size,
until one leaves nothing to find; that is the optimum.

    .venv/bin/python benchmarks/geheimhaltung.py
"""

import random
import statistics
import time
from itertools import combinations, product

from qz_analysis.figures.geheimhaltung_netz import Netz, Zelle, enge_zellen
from qz_analysis.figures.geheimhaltung_wahl import geheime_zellen, kleine_zellen

K = 5
GROESSEN = (0, 1, 2, 3, 4, 6, 8, 12, 20, 30)
# Name -> groups of each axis, and how many are drawn. Twelve tables of 2 x 2 x 2 were not done in seven minutes.
FORMEN = {"Geschlecht x Alter": ((2, 3), 60), "Quartal x Angebot": ((3, 3), 60)}


def netz(zufall: random.Random, form: tuple[int, ...]) -> Netz:
    """Return a table of drawn counts with all its margins."""
    felder = list(product(*map(range, form)))
    werte = [zufall.choice(GROESSEN) for _ in felder]
    zellen = []
    for n in range(len(form) + 1):
        for achsen in combinations(range(len(form)), n):
            gruppen: dict[tuple[int, ...], list[int]] = {}
            for nummer, feld in enumerate(felder):
                gruppen.setdefault(tuple(feld[a] for a in achsen), []).append(nummer)
            for teile in gruppen.values():
                summe = sum(werte[t] for t in teile)
                zellen.append(Zelle(tuple(teile), summe, summe))
    return Netz(tuple((wert, wert) for wert in werte), tuple(zellen))


def optimum(tabelle: Netz, hoechstens: int) -> int:
    """Return the smallest number of secret cells that leaves nothing to find, `hoechstens` where none is smaller."""
    klein = kleine_zellen(tabelle, K)
    frei = [n for n, z in enumerate(tabelle.zellen) if n not in klein and z.max > 0]
    for anzahl in range(hoechstens - len(klein)):
        for dazu in combinations(frei, anzahl):
            if not enge_zellen(tabelle, klein | set(dazu), K):
                return len(klein) + anzahl
    return hoechstens


def main() -> None:
    """Print the figures."""
    enge_zellen(Netz(((3.0, 3.0),), (Zelle((0,), 3, 3), Zelle((0,), 3, 3))), {0}, K)  # loads scipy
    print(f"k = {K}")
    for name, (form, tabellen) in FORMEN.items():
        zufall, zeiten = random.Random(name), []
        gesamt = klein = gewaehlt = bestes = gleich = 0
        for _ in range(tabellen):
            tabelle = netz(zufall, form)
            beginn = time.perf_counter()
            geheim = geheime_zellen(tabelle, K)
            zeiten.append(time.perf_counter() - beginn)
            assert not enge_zellen(tabelle, geheim, K)
            wenigste = optimum(tabelle, len(geheim))
            gesamt += sum(z.max > 0 for z in tabelle.zellen)
            klein += len(kleine_zellen(tabelle, K))
            gewaehlt += len(geheim)
            bestes += wenigste
            gleich += wenigste == len(geheim)
        print(
            f"{name}: {gesamt} Zellen über null, {klein} klein ({klein / gesamt:.1%}), "
            f"geheim {gewaehlt} ({gewaehlt / gesamt:.1%}), Optimum {bestes} ({bestes / gesamt:.1%}), "
            f"{gleich} von {tabellen} gleich gut; "
            f"Median {statistics.median(zeiten) * 1000:.0f} ms, höchstens {max(zeiten) * 1000:.0f} ms"
        )


if __name__ == "__main__":
    main()
