"""csv -> one sheet. Text stays text: dates and numbers are read later, column by column."""

import codecs
import csv
import io
import unicodedata
from pathlib import Path
from typing import Any

from qz_analysis.errors import EingabeFehler
from qz_analysis.read.blatt import Blatt

TRENNZEICHEN = ";\t,"


def read_csvdatei(pfad: Path, datei: str, sha256: str) -> list[Blatt]:
    """Return the file as one sheet named like the file, without its ending.

    Raises EingabeFehler where the bytes are no text in UTF-8, UTF-16 or Windows-1252.
    """
    text = _text(pfad.read_bytes(), datei)
    zeilen = csv.reader(io.StringIO(text, newline=""), delimiter=_trennzeichen(text))
    spalten: dict[int, list[Any]] = {}
    for z, zeile in enumerate(zeilen, 1):
        for s, roh in enumerate(zeile, 1):
            if wert := unicodedata.normalize("NFC", roh).strip():
                werte = spalten.setdefault(s, [])
                werte.extend([None] * (z - 1 - len(werte)))
                werte.append(wert)
    return [Blatt(datei=datei, name=pfad.stem, sha256=sha256, spalten=spalten)]


def _text(inhalt: bytes, datei: str) -> str:
    # cp1252 last: it reads nearly any bytes, UTF-8 refuses what is not UTF-8.
    utf16 = inhalt.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    kodierungen = ("utf-16",) if utf16 else ("utf-8-sig", "cp1252")
    for kodierung in kodierungen:
        try:
            return inhalt.decode(kodierung)
        except UnicodeDecodeError:
            continue
    raise EingabeFehler(
        f"„{datei}“ ist keine lesbare CSV-Datei. Bitte in Excel als „CSV UTF-8“ neu speichern."
    )


def _trennzeichen(text: str) -> str:
    """Return the separator: the one the most lines agree on, semicolon where none is found."""
    zeilen = text.splitlines()[:50]
    return max(TRENNZEICHEN, key=lambda zeichen: sum(zeichen in zeile for zeile in zeilen))
