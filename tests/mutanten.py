"""Mutated sheets and files: none may end in a traceback, and every balance of cells has to come out even.

`python tests/mutanten.py 10000` runs that many; the tests run a few hundred. A failing mutant is printed with the
number that makes it again.
"""

import datetime as dt
import random
import sys
import tempfile
import traceback
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

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


if __name__ == "__main__":
    ergebnis = lauf(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    for name, anzahl in sorted(ergebnis.items()):
        print(f"{anzahl:7} {name}")
    sys.exit(ergebnis["FAILED"] > 0)
