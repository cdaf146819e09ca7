"""What do figures cost against the same aggregation written by hand in polars? Prints ratios of one run.

    python benchmarks/kennzahlen.py [--rows 10000,100000,1000000,10000000] [--runs 5]

Both sides have the same tables in memory and return the same numbers, bounds and coverage, which is checked first. They
take turns, figure by figure, so that a busy machine troubles both; the time is the median of the runs after that.
"""

import argparse
import math
import statistics
import time
from pathlib import Path

from tabellen_ziehen import draw
from von_hand import FIGUREN, rows

from qz_analysis.figures import KENNZAHLEN, Bestand, Einstellungen

FAELLE = [(name, je) for name, (_, gruppen) in FIGUREN.items() for je in gruppen]
ALLES_ZEIGEN = Einstellungen(k=0)  # suppression would hide what is to be compared


def main() -> None:
    """Compare and measure for each number of rows, and print a line per figure and one for all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", default="10000,100000,1000000,10000000", help="rows of teilnahme")
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    gesamt = [measure(int(n), args.runs) for n in args.rows.split(",")]
    print(f"\n{'rows':>10}{'ours s':>10}{'by hand s':>11}{'ratio':>7}{'ratio of the runs':>20}{'MB':>8}{'by hand MB':>12}")
    for n, unsere, hand, verhaeltnisse, mb, hand_mb in gesamt:
        spanne = f"{min(verhaeltnisse):.2f} to {max(verhaeltnisse):.2f}"
        print(f"{n:>10}{unsere:>10.3f}{hand:>11.3f}{unsere / hand:>7.2f}{spanne:>20}{mb:>8.0f}{hand_mb:>12.0f}")


def measure(n: int, runs: int) -> tuple[int, float, float, list[float], float, float]:
    """Print a line per figure; return the medians of the whole, the ratio of each run, and the memory of both sides."""
    frames = draw(n)
    lazy = {name: frame.lazy() for name, frame in frames.items()}
    for name, je in FAELLE:
        compare(name, je, Bestand(frames, ALLES_ZEIGEN), lazy)
    zeiten: list[list[tuple[float, float]]] = []
    for _ in range(runs):
        b = Bestand(frames, ALLES_ZEIGEN)
        zeiten.append([(_timed(KENNZAHLEN[name], b, je), _timed(FIGUREN[name][0], lazy, je)) for name, je in FAELLE])
    print(f"\n{n} rows{'':<30}{'ours ms':>9}{'by hand ms':>12}{'ratio':>7}{'ratio of the runs':>20}")
    for nr, (name, je) in enumerate(FAELLE):
        einzeln = [lauf[nr] for lauf in zeiten]
        unsere, hand = (statistics.median(paar[seite] for paar in einzeln) for seite in (0, 1))
        verhaeltnisse = [a / b for a, b in einzeln]
        spanne = f"{min(verhaeltnisse):.2f} to {max(verhaeltnisse):.2f}"
        wie = f"{name} je {je}" if je else name
        print(f"  {wie:<38}{unsere * 1000:>9.1f}{hand * 1000:>12.1f}{unsere / hand:>7.2f}{spanne:>20}", flush=True)
    summen = [[sum(paar[seite] for paar in lauf) for lauf in zeiten] for seite in (0, 1)]
    b = Bestand(frames, ALLES_ZEIGEN)
    mb = [
        _peak(lambda: [KENNZAHLEN[name](b, je=_je(je)) for name, je in FAELLE]),
        _peak(lambda: [FIGUREN[name][0](lazy, je) for name, je in FAELLE]),
    ]
    unsere, hand = map(statistics.median, summen)
    return n, unsere, hand, [a / b for a, b in zip(*summen, strict=True)], *mb


def compare(name, je, b, lazy) -> None:
    """Raise AssertionError where the two sides differ in a group, a bound or a coverage."""
    werte = {
        (wert.schluessel or (None,))[0]: (
            wert.anzahl and wert.anzahl.min, wert.anzahl and wert.anzahl.max, wert.abdeckung
        )
        for wert in KENNZAHLEN[name](b, je=_je(je)).werte
    }  # fmt: skip
    von_hand = rows(FIGUREN[name][0](lazy, je))
    assert werte.keys() == von_hand.keys(), (name, je, werte.keys() ^ von_hand.keys())
    for gruppe, zahlen in werte.items():
        for a, b_ in zip(zahlen, von_hand[gruppe], strict=True):
            gleich = a == b_ if a is None or b_ is None else math.isclose(a, b_, rel_tol=1e-6)
            assert gleich, (name, je, gruppe, zahlen, von_hand[gruppe])


def _timed(figur, tabellen, je) -> float:
    anfang = time.perf_counter()
    figur(tabellen, je=_je(je)) if figur in KENNZAHLEN.values() else figur(tabellen, je)
    return time.perf_counter() - anfang


def _je(je: str) -> tuple[str, ...]:
    return (je,) if je else ()


def _peak(run) -> float:
    """Return how many MB of memory a run took beyond what was taken before; Linux counts that."""
    Path("/proc/self/clear_refs").write_text("5")
    vorher = _status("VmRSS")
    run()
    return (_status("VmHWM") - vorher) / 1024


def _status(name: str) -> int:
    zeilen = Path("/proc/self/status").read_text().splitlines()
    return next(int(zeile.split()[1]) for zeile in zeilen if zeile.startswith(f"{name}:"))


if __name__ == "__main__":
    main()
