"""How fast is an attendance list read and cleaned, and how much memory does it take? Prints ratios of one run.

    python benchmarks/einlesen.py [--quick]

`read` is our reading of the file, `read+clean` all the way to the tidy tables. Compared with the bare cell read of
python-calamine and with pandas (openpyxl). Every measurement is a process of its own, so that memory can be told
apart; the time is the median of several. The workbooks are kept in the folder for temporary files and drawn once.
"""

import argparse
import datetime as dt
import importlib.util
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(tempfile.gettempdir()) / "qz_benchmark"
ROWS = (2_000, 20_000, 200_000, 1_000_000, 2_000_000)
ROWS_PER_SHEET = 1_000_000
COMPARED_AT = 200_000
REPEATED = 5
MEASURED_ONCE = ("pandas", 2_000_000)


def main() -> None:
    """Run all measurements and print a table of them, then the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="leave out pandas and all above 200,000 rows")
    parser.add_argument("--measure", nargs=2, metavar=("READER", "FILE"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.measure:
        print(json.dumps(measure(args.measure[0], Path(args.measure[1]))))
        return
    print(f"{'reader':<12}{'rows':>11}{'median s':>10}{'min':>8}{'max':>8}{'µs/row':>9}{'MB':>7}")
    rows = [n for n in ROWS if not args.quick or n <= COMPARED_AT]
    times = {("read+clean", n): show("read+clean", n) for n in rows}
    others = ["read", "calamine", *([] if args.quick else ["pandas"])]
    for reader in others:
        module = {"calamine": "python_calamine"}.get(reader, reader)
        if reader != "read" and importlib.util.find_spec(module) is None:
            print(f"{reader:<12} is not installed")
        else:
            times[reader, COMPARED_AT] = show(reader, COMPARED_AT)
    print("\nratios:")
    ours = times["read+clean", COMPARED_AT]
    for reader in others:
        if (reader, COMPARED_AT) in times:
            print(
                f"  read+clean takes {ours / times[reader, COMPARED_AT]:.2f} x the time of {reader}, at {COMPARED_AT} rows"
            )
    for n in rows[1:]:
        ratio = times["read+clean", n] / n / (times["read+clean", rows[1]] / rows[1])
        print(f"  a row of {n} takes {ratio:.2f} x the time of a row of {rows[1]}")


def show(reader: str, rows: int) -> float:
    """Measure, print a line, and return the median of the seconds."""
    file = draw(rows)
    command = [sys.executable, __file__, "--measure", reader, str(file)]
    runs = [
        json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(1 if {reader, rows} & set(MEASURED_ONCE) else REPEATED)
    ]
    seconds = [run["seconds"] for run in runs]
    median, mb = statistics.median(seconds), max(run["mb"] for run in runs)
    print(
        f"{reader:<12}{rows:>11}{median:>10.2f}{min(seconds):>8.2f}{max(seconds):>8.2f}{median / rows * 1e6:>9.2f}{mb:>7}",
        flush=True,
    )
    return median


def measure(reader: str, file: Path) -> dict[str, float]:
    """Return the seconds of one run, without imports, and the peak of memory of this process in MB."""
    run = _reader(reader, file)
    begin = time.perf_counter()
    run()
    seconds = time.perf_counter() - begin
    return {"seconds": seconds, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def _reader(reader: str, file: Path) -> Callable[[], object]:
    if reader == "calamine":
        from python_calamine import CalamineWorkbook

        return lambda: CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    if reader == "pandas":
        import pandas as pd

        return lambda: pd.read_excel(file, engine="openpyxl")
    from qz_analysis.clean.standortjahr import clean_standortjahr
    from qz_analysis.read.ordner import read_datei

    if reader == "read":
        return lambda: read_datei(file, file.parent)
    return lambda: clean_standortjahr(read_datei(file, file.parent), 2021, "benchmark")


def draw(rows: int) -> Path:
    """Return an attendance list with so many rows and seven columns, drawn if it isn't there yet."""
    file = FOLDER / f"besuche-{rows}.xlsx"
    if file.exists():
        return file
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for first in range(0, rows, ROWS_PER_SHEET):
        sheet = book.create_sheet(f"Besuche {first // ROWS_PER_SHEET + 1}")
        sheet.append(["Datum", "Angebot", "Öffnung", "Besuche", "weiblich", "männlich", "Bemerkung"])
        for n in range(first, min(rows, first + ROWS_PER_SHEET)):
            tag = dt.date(2021, 1, 1) + dt.timedelta(days=n % 365)
            w, m = n * 7 % 31, n * 11 % 29
            sheet.append([tag, f"Angebot {n // 365}", "14-17 Uhr", w + m, w, m, None if n % 5 else "warm"])
    FOLDER.mkdir(exist_ok=True)
    part = file.with_suffix(".part")
    book.save(part)
    part.rename(file)
    return file


if __name__ == "__main__":
    main()
