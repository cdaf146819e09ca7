"""What do figures cost against the same aggregation written by hand in polars? Prints ratios of one run.

    python benchmarks/kennzahlen.py [--rows 10000,100000,1000000,10000000] [--runs 5] [--single]

Both sides have the same tables in memory and return the same numbers, bounds and coverage, which is checked first. They
take turns, figure by figure, so that a busy machine troubles both; what is printed is the median of the runs after that.
On a busy machine the time of the processors (all threads) says more than that of the clock, so both are there.

Ours come from one Bestand, as in a report: what several figures need, such as the coverage of a grouping, is computed
once. With --single each figure has a Bestand of its own, made within its time.
"""

import argparse
import math
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

import polars as pl
from tabellen_ziehen import draw
from von_hand import FIGUREN, Tables, rows

from qz_analysis.figures import KENNZAHLEN, Bestand, Einstellungen
from qz_analysis.figures.wert import Ergebnis

FAELLE = [(name, je) for name, (_, gruppen) in FIGUREN.items() for je in gruppen]
ALLES_ZEIGEN = Einstellungen(k=0)  # suppression would hide what is to be compared
HEAD = f"{'ours s':>10}{'by hand s':>11}{'ratio':>7}{'of the runs':>14}{'CPU ours':>10}{'by hand':>9}{'ratio':>7}"
Zeit = tuple[float, float]  # seconds of the clock, and of all processors
Lauf = list[tuple[Zeit, Zeit]]  # ours and by hand, for each figure


def main() -> None:
    """Compare and measure for each number of rows, and print a line per figure and one for all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", default="10000,100000,1000000,10000000", help="rows of teilnahme")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--single", action="store_true", help="a new Bestand for each figure")
    args = parser.parse_args()
    gesamt = [measure(int(n), args.runs, single=args.single) for n in args.rows.split(",")]
    print("", f"{'all figures':<40}{HEAD}{'MB':>8}{'by hand':>9}", *gesamt, sep="\n")


def measure(n: int, runs: int, *, single: bool) -> str:
    """Print a line per figure; return the line for all figures together, with the memory that each side took."""
    frames = draw(n)
    lazy = {name: frame.lazy() for name, frame in frames.items()}
    for name, je in FAELLE:
        compare(name, je, _ours(Bestand(frames, ALLES_ZEIGEN), name, je), lazy)
    laeufe = [_run(frames if single else Bestand(frames, ALLES_ZEIGEN), lazy) for _ in range(runs)]
    print(f"\n{f'{n} rows':<40}{HEAD}")
    for nr, (name, je) in enumerate(FAELLE):
        print(_line(f"{name} je {je}" if je else name, [lauf[nr] for lauf in laeufe]), flush=True)
    alle = [
        tuple(tuple(map(sum, zip(*seite, strict=True))) for seite in zip(*lauf, strict=True))
        for lauf in laeufe
    ]
    b = Bestand(frames, ALLES_ZEIGEN)
    mb = (
        _peak(lambda: [_ours(b, *fall) for fall in FAELLE]),
        _peak(lambda: [_by_hand(lazy, *fall) for fall in FAELLE]),
    )
    return _line(f"{n} rows", alle) + f"{mb[0]:>8.0f}{mb[1]:>9.0f}"


def compare(name: str, je: str, ergebnis: Ergebnis, lazy: Tables) -> None:
    """Raise ValueError where the two sides differ in a group, a bound or a coverage."""
    unsere = {
        (wert.schluessel or (None,))[0]: (
            wert.anzahl and wert.anzahl.min, wert.anzahl and wert.anzahl.max, wert.abdeckung
        )
        for wert in ergebnis.werte
    }  # fmt: skip
    von_hand = rows(_by_hand(lazy, name, je))
    if anders := unsere.keys() ^ von_hand.keys():
        raise ValueError(f"{name} je {je}: one side alone has {anders}")
    for gruppe, zahlen in unsere.items():
        for a, b in zip(zahlen, von_hand[gruppe], strict=True):
            if not (a == b if a is None or b is None else math.isclose(a, b, rel_tol=1e-6)):
                raise ValueError(f"{name} je {je}, {gruppe}: {zahlen}, by hand {von_hand[gruppe]}")


def _run(b: Bestand | Mapping[str, pl.DataFrame], lazy: Tables) -> Lauf:
    return [(_timed(_ours, b, *fall), _timed(_by_hand, lazy, *fall)) for fall in FAELLE]


def _ours(b: Bestand | Mapping[str, pl.DataFrame], name: str, je: str) -> Ergebnis:
    return KENNZAHLEN[name](b, je=je or ())


def _by_hand(lazy: Tables, name: str, je: str) -> Any:
    return FIGUREN[name][0](lazy, je)


def _timed(figur: Callable[..., Any], *args: Any) -> Zeit:
    uhr, prozessor = time.perf_counter(), time.process_time()
    figur(*args)
    return time.perf_counter() - uhr, time.process_time() - prozessor


def _line(label: str, paare: Any) -> str:
    (uhr, cpu), (uhr_hand, cpu_hand) = (
        [median(paar[seite][art] for paar in paare) for art in (0, 1)] for seite in (0, 1)
    )
    je_lauf = [unsere[0] / hand[0] for unsere, hand in paare]
    spanne = f"{min(je_lauf):.2f}-{max(je_lauf):.2f}"
    return (
        f"{label:<40}{uhr:>10.4f}{uhr_hand:>11.4f}{uhr / uhr_hand:>7.2f}{spanne:>14}"
        f"{cpu:>10.4f}{cpu_hand:>9.4f}{cpu / cpu_hand:>7.2f}"
    )


def _peak(run: Callable[[], object]) -> float:
    """Return how many MB of memory a run took beyond what was taken before; it asks Linux."""
    Path("/proc/self/clear_refs").write_text("5")
    vorher = _status("VmRSS")
    run()
    return (_status("VmHWM") - vorher) / 1024


def _status(name: str) -> int:
    zeilen = Path("/proc/self/status").read_text().splitlines()
    return next(int(zeile.split()[1]) for zeile in zeilen if zeile.startswith(f"{name}:"))


if __name__ == "__main__":
    main()
