"""A folder of raw files -> sheets. What can't be read is named, not skipped in silence."""

import hashlib
import os
import zipfile
import zlib
from pathlib import Path
from xml.parsers.expat import ExpatError

from qz_analysis.errors import EingabeFehler
from qz_analysis.read.art import ENDUNGEN, leser_fuer
from qz_analysis.read.blatt import Blatt
from qz_analysis.read.grenzen import Unlesbar, begrenze_datei, geltende
from qz_analysis.read.personen import ohne_personen

# Of the operating system, in folders that colleagues share.
_BEIFANG = {"desktop.ini", "thumbs.db", "ehthumbs.db", "icon\r"}


def read_ordner(ordner: Path, wurzel: Path) -> tuple[list[Blatt], list[EingabeFehler]]:
    """Return all sheets of the spreadsheets in `ordner`, by file name, and what could not be read.

    `wurzel` is the folder that file names are given relative to. Files that Excel keeps while a workbook is open
    (`~$...`), hidden files and those of the operating system are not data and are passed over. A link that leads out
    of `wurzel` is not followed, and a folder inside is not entered: each is an error if it may hold a table.
    """
    blaetter: list[Blatt] = []
    fehler: list[EingabeFehler] = []
    for pfad in sorted(ordner.iterdir()):
        if pfad.name.startswith(("~$", ".")) or pfad.name.lower() in _BEIFANG:
            continue
        try:
            if _zu_lesen(pfad, wurzel):
                blaetter += read_datei(pfad, wurzel)
        except EingabeFehler as grund:
            fehler.append(grund)
    return blaetter, fehler


def read_datei(pfad: Path, wurzel: Path) -> list[Blatt]:
    """Return the sheets of one spreadsheet in their order; empty sheets have no columns, and nobody is named in a cell.

    The file's name is given relative to `wurzel`. Raises EingabeFehler, with one sentence on what is wrong and what
    to do, for whatever keeps the file from being read.
    """
    datei = _name(pfad, wurzel)
    try:
        inhalt = _inhalt(pfad)
        leser = leser_fuer(inhalt, pfad.suffix.lower())
        return [ohne_personen(blatt) for blatt in leser(inhalt, datei, hashlib.sha256(inhalt).hexdigest())]
    except Unlesbar as grund:
        raise _fehler(datei, str(grund)) from grund
    except FileNotFoundError as grund:
        raise _fehler(
            datei, "ist nicht (mehr) da. Bitte den Namen prüfen und noch einmal starten."
        ) from grund
    except PermissionError as grund:
        raise _fehler(
            datei, "darf nicht gelesen werden. Bitte in anderen Programmen schließen oder die Rechte prüfen."
        ) from grund
    except MemoryError as grund:
        raise _fehler(
            datei, "braucht mehr Arbeitsspeicher, als da ist. Bitte die Datei aufteilen."
        ) from grund
    except (zipfile.BadZipFile, zlib.error, ExpatError, EOFError) as grund:
        raise _fehler(
            datei, "ist beschädigt. Bitte in Excel öffnen und neu speichern oder aus der Sicherung holen."
        ) from grund
    except Exception as grund:
        # Whatever else a parser stumbles over in a broken file means the same to a colleague.
        raise _fehler(
            datei,
            "lässt sich nicht als Tabelle lesen. Bitte in Excel öffnen, neu als .xlsx speichern und noch einmal starten.",
        ) from grund


def _zu_lesen(pfad: Path, wurzel: Path) -> bool:
    """Return whether to open what lies in the folder. Raises EingabeFehler where it may be a table and can't be opened."""
    datei = _name(pfad, wurzel)
    if pfad.is_symlink() and not _bleibt_in(pfad, wurzel):
        raise _fehler(
            datei,
            "ist eine Verknüpfung, die aus dem Ordner hinausführt, und wird nicht gelesen. Bitte die Datei selbst "
            "in den Ordner legen.",
        )
    if pfad.is_dir():
        if pfad.suffix.lower() in ENDUNGEN or any(p.suffix.lower() in ENDUNGEN for p in pfad.rglob("*")):
            raise _fehler(
                datei,
                "ist ein Ordner und wird nicht gelesen. Bitte die Tabellen daraus eine Ebene höher legen oder den "
                "Ordner woandershin verschieben.",
            )
        return False
    if pfad.exists() and not pfad.is_file():
        raise _fehler(datei, "ist keine gewöhnliche Datei. Bitte aus dem Ordner nehmen.")
    return True


def _bleibt_in(pfad: Path, wurzel: Path) -> bool:
    try:
        return pfad.resolve().is_relative_to(wurzel.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def _inhalt(pfad: Path) -> bytes:
    # Read once as a whole: what is hashed is what is parsed, even if a colleague saves meanwhile.
    with pfad.open("rb") as datei:
        begrenze_datei(pfad.stat().st_size)
        inhalt = datei.read(geltende().datei_megabyte * 1_000_000 + 1)
    begrenze_datei(len(inhalt))  # which may have grown meanwhile
    return inhalt


def _name(pfad: Path, wurzel: Path) -> str:
    relativ = pfad.relative_to(wurzel) if pfad.is_relative_to(wurzel) else Path(pfad.name)
    return os.fsencode(relativ.as_posix()).decode("utf-8", "replace")


def _fehler(datei: str, grund: str) -> EingabeFehler:
    return EingabeFehler(f"„{datei}“ {grund}", datei=datei)
