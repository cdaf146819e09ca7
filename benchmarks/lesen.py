"""How fast is an attendance list read, and how much memory does it take? Prints ratios of one run on one machine.

    python benchmarks/lesen.py [--schnell]

Compares our read with the bare cell read of python-calamine and with pandas (openpyxl), which need not be installed
for the library itself. Every measurement is a process of its own, so that memory can be told apart. The workbooks are
kept in the folder for temporary files and drawn once.
"""

import argparse
import datetime as dt
import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ABLAGE = Path(tempfile.gettempdir()) / "qz_benchmark"
ZEILEN = (2_000, 20_000, 200_000, 1_000_000)
VERGLEICH = 200_000
WIEDERHOLT = 3  # the quickest of several counts: other programs only ever slow one down


def main() -> None:
    """Run all measurements and print a table of them, then the ratios."""
    args = argparse.ArgumentParser(description="How fast is an attendance list read?")
    args.add_argument("--schnell", action="store_true", help="leave out pandas and the million rows")
    args.add_argument("--miss", nargs=2, metavar=("LESER", "DATEI"), help=argparse.SUPPRESS)
    wahl = args.parse_args()
    if wahl.miss:
        print(json.dumps(miss(wahl.miss[0], Path(wahl.miss[1]))))
        return
    print(f"{'reader':<10}{'rows':>11}{'seconds':>9}{'µs/row':>9}{'MB':>7}")
    zeiten: dict[tuple[str, int], float] = {}
    for zeilen in ZEILEN[:-1] if wahl.schnell else ZEILEN:
        zeiten["qz", zeilen] = zeige("qz", zeilen)
    for leser in ("calamine", *([] if wahl.schnell else ["pandas"])):
        if importlib.util.find_spec("python_calamine" if leser == "calamine" else leser) is None:
            print(f"{leser:<10} is not installed")
        else:
            zeiten[leser, VERGLEICH] = zeige(leser, VERGLEICH)
    unsere = zeiten["qz", VERGLEICH]
    print("\nratios:")
    for (leser, zeilen), zeit in zeiten.items():
        if leser != "qz":
            print(f"  qz takes {unsere / zeit:.2f} x the time of {leser}, at {zeilen} rows")
    letzte = max(zeilen for leser, zeilen in zeiten if leser == "qz")
    wenige = ZEILEN[1]
    je_zeile = zeiten["qz", letzte] / letzte / (zeiten["qz", wenige] / wenige)
    print(f"  a row of {letzte} takes {je_zeile:.2f} x the time of a row of {wenige}")


def zeige(leser: str, zeilen: int) -> float:
    """Measure, print a line, and return the seconds of the quickest run."""
    datei = zeichne(zeilen)
    laeufe = []
    for _ in range(1 if leser == "pandas" else WIEDERHOLT):
        befehl = [sys.executable, __file__, "--miss", leser, str(datei)]
        laeufe.append(json.loads(subprocess.run(befehl, check=True, capture_output=True, text=True).stdout))
    zeit = min(lauf["sekunden"] for lauf in laeufe)
    mb = max(lauf["mb"] for lauf in laeufe)
    print(f"{leser:<10}{zeilen:>11}{zeit:>9.2f}{zeit / zeilen * 1e6:>9.2f}{mb:>7}", flush=True)
    return zeit


def miss(leser: str, datei: Path) -> dict[str, float]:
    """Return the seconds of one read and the peak of memory of this process."""
    if leser == "qz":
        from qz_analysis.read.ordner import read_datei as lies_alle

        def lies() -> object:
            return lies_alle(datei, datei.parent)
    elif leser == "calamine":
        from python_calamine import CalamineWorkbook

        def lies() -> object:
            return CalamineWorkbook.from_path(datei).get_sheet_by_index(0).to_python()
    else:
        import pandas as pd

        def lies() -> object:
            return pd.read_excel(datei, engine="openpyxl")

    beginn = time.perf_counter()
    lies()
    zeit = time.perf_counter() - beginn
    return {"sekunden": zeit, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def zeichne(zeilen: int) -> Path:
    """Return an attendance list with so many rows and seven columns, drawn if it isn't there yet."""
    datei = ABLAGE / f"besuche-{zeilen}.xlsx"
    if datei.exists():
        return datei
    from openpyxl import Workbook

    mappe = Workbook(write_only=True)
    blatt = mappe.create_sheet("Besuche")
    blatt.append(["Datum", "Angebot", "Ort", "Altersgruppe", "Geschlecht", "Anzahl", "Bemerkung"])
    for n in range(zeilen):
        blatt.append(
            [
                dt.date(2021, 1, 1) + dt.timedelta(days=n % 365),
                f"Angebot {n % 60}",
                "Bürgerhaus" if n % 3 else "Platz",
                ("6-12", "13-17", "18-64", "65+")[n % 4],
                "mwd"[n % 3],
                n * 7 % 61,
                None if n % 5 else "ca. gezählt",
            ]
        )
    ABLAGE.mkdir(exist_ok=True)
    halb = datei.with_suffix(".halb")
    mappe.save(halb)
    halb.rename(datei)
    return datei


if __name__ == "__main__":
    main()
