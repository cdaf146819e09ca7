"""A folder of raw files -> sheets. What is no spreadsheet is named, not skipped in silence."""

import hashlib
from pathlib import Path

from qz_analysis.errors import EingabeFehler
from qz_analysis.read.arbeitsmappe import read_arbeitsmappe
from qz_analysis.read.blatt import Blatt
from qz_analysis.read.csvdatei import read_csvdatei

LESER = {".xlsx": read_arbeitsmappe, ".csv": read_csvdatei}


def read_ordner(ordner: Path, wurzel: Path) -> tuple[list[Blatt], list[EingabeFehler]]:
    """Return all sheets of the spreadsheets in `ordner`, by file name, and what could not be read.

    `wurzel` is the folder that file names are given relative to. Files that Excel keeps while a workbook
    is open (`~$...`) and hidden files are not data and are passed over.
    """
    blaetter: list[Blatt] = []
    fehler: list[EingabeFehler] = []
    for pfad in sorted(ordner.iterdir()):
        if not pfad.is_file() or pfad.name.startswith(("~$", ".")):
            continue
        datei = pfad.relative_to(wurzel).as_posix()
        leser = LESER.get(pfad.suffix.lower())
        if leser is None:
            fehler.append(
                EingabeFehler(
                    f"„{datei}“ ist keine Tabelle, die gelesen werden kann. "
                    f"Gelesen werden: {', '.join(LESER)}. Bitte umwandeln oder aus dem Ordner nehmen.",
                    datei=datei,
                )
            )
            continue
        try:
            blaetter += leser(pfad, datei, sha256(pfad))
        except EingabeFehler as grund:
            grund.datei = datei
            fehler.append(grund)
    return blaetter, fehler


def sha256(pfad: Path) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits."""
    with pfad.open("rb") as datei:
        return hashlib.file_digest(datei, "sha256").hexdigest()
