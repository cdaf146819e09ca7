"""Mutated sheets and files: none may end in a traceback, and every balance of cells has to come out even.

`python tests/mutanten.py 10000` runs that many, and with `--pruefen` sends that many files through `qz pruefen`, where none may
take more than ten seconds or two gigabytes; the tests run a few. A failing mutant is printed with the number that makes it again.
"""

import argparse
import csv
import datetime as dt
import io
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import psutil

from qz_analysis import cli
from qz_analysis.clean.standortjahr import clean_standortjahr
from qz_analysis.errors import EingabeFehler
from qz_analysis.read.blatt import Bereich, Blatt
from qz_analysis.read.ordner import read_ordner

ROHDATEN = Path(__file__).parents[1] / "data" / "raw" / "boeckingen" / "2021"
SELTSAM: list[Any] = [
    "", " ", "0", "-1", "1e999", "=1+1", "+49 7131 0", "31.02.2021", "03/04/2021", "KW 99", "über", "über über 5",
    "12+", "- - -", "#REF!", "Summe", "Summe:", "gesamt", "x" * 5000, "\u202eumgekehrt", "a\u0000b", "😀", "None", "nan",
    "Datum", "Besuche", "Montag", "Angebot: ", "Herkunft: ", "Bereich: Unsinn", "*", "**", ";;;", "a;b;c", "ja/nein",
    "14-täglich 14-täglich", "jeden 99. Montag im Monat", "99-98 Uhr", "1.2.3.4", "½", "１２", True, False, 0, -5, 3.7,
    10**30, -0.0, float("inf"), float("nan"), dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.datetime(2021, 1, 1, 25 % 24),
    dt.time(0), dt.timedelta(days=-1),
]  # fmt: skip


def mutiere_blatt(blatt: Blatt, zufall: random.Random) -> Blatt:
    """Return a sheet with one to eight things changed: values, rows, columns, merges, fills, error cells."""
    spalten = {s: list(werte) for s, werte in blatt.spalten.items()}
    farben, verbunden = dict(blatt.farben), list(blatt.verbunden)
    besonderes = dict(blatt.besonderes)
    for _ in range(zufall.randint(1, 8)):
        spalte = zufall.choice(sorted(spalten) or [1])
        werte = spalten.setdefault(spalte, [])
        stelle = zufall.randrange(len(werte) + 2)
        match zufall.randrange(8):
            case 0 | 1 | 2:
                werte += [None] * (stelle + 1 - len(werte))
                wert = zufall.choice(SELTSAM)
                werte[stelle] = wert.strip() or None if isinstance(wert, str) else wert
            case 3:
                for reihe in spalten.values():
                    del reihe[stelle : stelle + 1]
            case 4:
                for reihe in spalten.values():
                    reihe.insert(min(stelle, len(reihe)), None)
            case 5:
                ziel = zufall.randrange(1, 30)
                spalten[spalte], spalten[ziel] = spalten.get(ziel, []), werte
            case 6:
                breite = zufall.randrange(3)
                verbunden.append(
                    Bereich(stelle + 1, spalte, stelle + 1 + zufall.randrange(4), spalte + breite)
                )
            case _:
                farben[stelle + 1, spalte] = zufall.choice(["FF0000", "9BC2E6", "000000"])
                besonderes[stelle + 1, spalte] = zufall.choice(["fehlerwert", "formel_ohne_wert"])
    for werte in spalten.values():
        while werte and werte[-1] is None:
            werte.pop()
    return replace(
        blatt,
        spalten={s: werte for s, werte in spalten.items() if werte},
        farben=farben,
        verbunden=tuple(verbunden),
        besonderes=besonderes,
    )


def mutiere_datei(inhalt: bytes, zufall: random.Random) -> bytes:
    """Return a file with bytes flipped, cut off, doubled or put in."""
    daten = bytearray(inhalt)
    for _ in range(zufall.randint(1, 6)):
        stelle = zufall.randrange(max(1, len(daten)))
        match zufall.randrange(5):
            case 0 | 1:
                if daten:
                    daten[stelle % len(daten)] ^= 1 << zufall.randrange(8)
            case 2:
                del daten[stelle : stelle + zufall.randrange(200)]
            case 3:
                daten[stelle:stelle] = zufall.randbytes(zufall.randrange(50))
            case _:
                del daten[stelle:]
    return bytes(daten)


def pruefe(blaetter: list[Blatt]) -> None:
    """Clean the sheets and raise AssertionError where a balance is off or a row names no cell."""
    t = clean_standortjahr(blaetter, 2021, "qz")
    assert t.quelle.height == len(blaetter), "a sheet is missing from the balance"
    for z in t.quelle.iter_rows(named=True):
        summe = z["zellen_uebernommen"] + z["zellen_zurueckgewiesen"] + z["zellen_ignoriert"]
        assert z["zellen_gelesen"] == summe, f"balance of {z['blatt']}"
    gelesen = sum(blatt.anzahl_zellen for blatt in blaetter)
    assert t.quelle["zellen_gelesen"].sum() == gelesen, "cells read"


def lauf(anzahl: int, erster: int = 0) -> Counter[str]:
    """Run mutants `erster` to `erster` + `anzahl` and return how each ended."""
    originale = read_ordner(ROHDATEN, ROHDATEN)[0]
    dateien = sorted(p for p in ROHDATEN.iterdir() if p.suffix in (".xlsx", ".csv"))
    ergebnis: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        ordner = Path(name)
        for nummer in range(erster, erster + anzahl):
            zufall = random.Random(nummer)
            try:
                if nummer % 3:
                    auswahl = zufall.sample(originale, zufall.randint(1, 3))
                    pruefe([mutiere_blatt(blatt, zufall) for blatt in auswahl])
                    ergebnis["sheet cleaned"] += 1
                else:
                    ergebnis[_lies_mutierte(zufall.choice(dateien), ordner, zufall)] += 1
            except EingabeFehler:
                ergebnis["refused in one sentence"] += 1
            except Exception:
                ergebnis["FAILED"] += 1
                print(f"mutant {nummer}:", file=sys.stderr)
                traceback.print_exc()
    return ergebnis


def _lies_mutierte(datei: Path, ordner: Path, zufall: random.Random) -> str:
    ziel = ordner / f"m{datei.suffix}"
    ziel.write_bytes(mutiere_datei(datei.read_bytes(), zufall))
    blaetter, fehler = read_ordner(ordner, ordner)
    pruefe(blaetter)
    assert blaetter or fehler, "a file vanished"
    return "file refused in one sentence" if fehler else "file read"


def mutiere_teil(inhalt: bytes, zufall: random.Random) -> bytes:
    """Return a workbook in which one part is mutated and the zip file around it is whole."""
    neu = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhalt)) as alt, zipfile.ZipFile(neu, "w", zipfile.ZIP_DEFLATED) as ziel:
        namen = alt.namelist()
        opfer = zufall.choice(namen)
        for name in namen:
            teil = alt.read(name)
            ziel.writestr(name, mutiere_datei(teil, zufall) if name == opfer else teil)
    return neu.getvalue()


def als_xlsx(blaetter: list[Blatt]) -> bytes:
    """Return sheets as a workbook of their values; what Excel could not hold is left out."""
    mappe = openpyxl.Workbook(write_only=False)
    for n, blatt in enumerate(blaetter):
        blatt_neu = mappe.create_sheet(f"B{n}", n)
        for spalte, werte in blatt.spalten.items():
            for zeile, wert in enumerate(werte, 1):
                if wert is not None:
                    try:
                        blatt_neu.cell(zeile, spalte, wert)
                    except (ValueError, openpyxl.utils.exceptions.IllegalCharacterError):
                        continue
    ziel = io.BytesIO()
    try:
        mappe.save(ziel)
    except (ValueError, OverflowError):  # a day or a number that a workbook has no way to write
        return b""
    return ziel.getvalue()


def als_csv(blatt: Blatt, zufall: random.Random) -> bytes:
    """Return a sheet as CSV in some encoding with some separator."""
    text = io.StringIO()
    hoehe = max((len(werte) for werte in blatt.spalten.values()), default=0)
    schreiber = csv.writer(text, delimiter=zufall.choice(";,\t|"))
    for zeile in range(hoehe):
        schreiber.writerow(
            [
                werte[zeile] if (werte := blatt.spalten.get(spalte, ())) and zeile < len(werte) else ""
                for spalte in range(1, max(blatt.spalten) + 1)
            ]
        )
    return text.getvalue().encode(zufall.choice(["utf-8", "utf-8-sig", "cp1252", "utf-16"]), "replace")


def pruefdatei(
    originale: list[Blatt], dateien: list[Path], nummer: int, zufall: random.Random
) -> tuple[str, bytes]:
    """Return name and content of a mutated file."""
    mappen = [d for d in dateien if d.suffix == ".xlsx"]
    match nummer % 5:
        case 0:
            datei = zufall.choice(dateien)
            return f"m{datei.suffix}", mutiere_datei(datei.read_bytes(), zufall)
        case 1 | 2:
            return "m.xlsx", mutiere_teil(zufall.choice(mappen).read_bytes(), zufall)
        case 3:
            return "m.xlsx", als_xlsx([mutiere_blatt(b, zufall) for b in zufall.sample(originale, 2)])
        case _:
            return "m.csv", als_csv(mutiere_blatt(zufall.choice(originale), zufall), zufall)


def durch_pruefen(anzahl: int, erster: int = 0) -> Counter[str]:
    """Send mutated files through `qz pruefen` and return how each ended; the longest and the largest are counted too."""
    originale = read_ordner(ROHDATEN, ROHDATEN)[0]
    dateien = sorted(p for p in ROHDATEN.iterdir() if p.suffix in (".xlsx", ".csv"))
    ergebnis: Counter[str] = Counter()
    prozess = psutil.Process()
    for nummer in range(erster, erster + anzahl):
        zufall = random.Random(nummer)
        with tempfile.TemporaryDirectory() as name:
            ordner = Path(name) / "qz" / "2021"
            ordner.mkdir(parents=True)
            datei, inhalt = pruefdatei(originale, dateien, nummer, zufall)
            (ordner / datei).write_bytes(inhalt)
            befehl = ["pruefen", str(ordner), "--jahr", "2021", "--standort", "qz"]
            befehl += ["--befunde", str(Path(name) / "kopien")] if nummer % 4 == 0 else []
            aus = io.StringIO()
            beginn, sys.argv = time.monotonic(), ["qz", *befehl]
            try:
                with redirect_stdout(aus), redirect_stderr(aus):
                    cli.main()
                code: Any = 0
            except SystemExit as ende:
                code = ende.code or 0
            dauer = time.monotonic() - beginn
        speicher = prozess.memory_info().rss // 1_000_000
        ergebnis["longest, ms"] = max(ergebnis["longest, ms"], round(dauer * 1000))
        ergebnis["memory, MB"] = max(ergebnis["memory, MB"], speicher)
        gut = code in {0, 1} and "Traceback" not in aus.getvalue() and dauer < 10 and speicher < 2000
        ergebnis[f"exit code {code}" if gut else "FAILED"] += 1
        if not gut:
            print(
                f"mutant {nummer}: exit code {code}, {dauer:.1f} s\n{aus.getvalue()[-1500:]}", file=sys.stderr
            )
    return ergebnis


if __name__ == "__main__":
    argumente = argparse.ArgumentParser(description=__doc__)
    argumente.add_argument("anzahl", type=int)
    argumente.add_argument("erster", type=int, nargs="?", default=0)
    argumente.add_argument("--pruefen", action="store_true")
    wahl = argumente.parse_args()
    ergebnis = (durch_pruefen if wahl.pruefen else lauf)(wahl.anzahl, wahl.erster)
    for name, anzahl in sorted(ergebnis.items()):
        print(f"{anzahl:7} {name}")
    sys.exit(ergebnis["FAILED"] > 0)
