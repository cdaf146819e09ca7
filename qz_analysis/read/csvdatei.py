"""csv, tsv, txt -> one sheet. Text stays text: dates and numbers are read later, column by column."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import PurePath

from qz_analysis.read.blatt import Blatt
from qz_analysis.read.grenzen import Unlesbar, deutsch
from qz_analysis.read.spalten import Vorrat, lies_zeilen
from qz_analysis.read.wert import text

TRENNZEICHEN = ";\t,"
_PROBE = 65_536  # characters that are looked at to find the separator
_SCHLUSS = "\x1eEnde"  # put after the last line: an open quotation mark swallows it


def read_csvdatei(inhalt: bytes, datei: str, sha256: str) -> list[Blatt]:
    """Return the file as one sheet named like the file, without its ending.

    A first line `sep=;` names the separator and is no row, as in Excel. Raises Unlesbar where the bytes are no text
    in UTF-8, UTF-16 or Windows-1252, or a quotation mark isn't closed, ZuGross where there are too many cells.
    """
    art = kodierung(inhalt)
    if art is None:
        raise Unlesbar("ist keine lesbare Textdatei. Bitte in Excel als „CSV UTF-8“ neu speichern.")
    strom = io.TextIOWrapper(io.BytesIO(inhalt), encoding=art, newline="")
    probe = strom.read(_PROBE)
    strom.seek(0)
    trenner, hat_sep = _trennzeichen(probe)
    if hat_sep:
        strom.readline()
    spalten = lies_zeilen(_zeilen(strom, trenner), text, Vorrat())
    name = text(PurePath(datei).stem) or "ohne Namen"
    return [Blatt(datei=datei, name=name, sha256=sha256, spalten=spalten)]


def kodierung(inhalt: bytes) -> str | None:
    """Return the name of the encoding of a text, None where the bytes are no text."""
    if inhalt.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        moeglich = ["utf-16"]
    elif b"\0" in inhalt[:4096]:
        # Without a mark, the zero bytes of Latin letters tell which half comes first.
        moeglich = ["utf-16-le" if inhalt[1:4096:2].count(0) > inhalt[:4096:2].count(0) else "utf-16-be"]
    else:
        moeglich = [
            "utf-8-sig",
            "cp1252",
        ]  # cp1252 last: it reads nearly any bytes, UTF-8 refuses what is not UTF-8
    for name in moeglich:
        try:
            gelesen = inhalt.decode(name)
        except UnicodeDecodeError:
            continue
        probe = gelesen[:_PROBE]
        steuerzeichen = sum(zeichen < " " and zeichen not in "\t\n\r\f" for zeichen in probe)
        if "\0" not in gelesen and steuerzeichen <= len(probe) // 1_000:
            return name
    return None


def _trennzeichen(probe: str) -> tuple[str, bool]:
    """Return the separator, and whether the first line names it.

    Otherwise it is the one that most lines hold outside of quotation marks, semicolon where none does.
    """
    zeilen = probe.splitlines()[:50]
    erste = zeilen[0].strip().strip('"') if zeilen else ""
    if len(erste) == 5 and erste.lower().startswith("sep="):
        return erste[4], True
    if zeilen and zeilen[0].lower() == "sep=\t":
        return "\t", True
    ohne = ["".join(zeile.split('"')[::2]) for zeile in zeilen]
    return max(TRENNZEICHEN, key=lambda zeichen: sum(zeichen in zeile for zeile in ohne)), False


def _zeilen(strom: Iterable[str], trenner: str) -> Iterator[list[str]]:
    """Yield the rows. Raises Unlesbar where a quotation mark is never closed: it would swallow the rest in silence."""
    vorige: list[str] | None = None
    nummer = 0
    try:
        for nummer, zeile in enumerate(csv.reader(chain(strom, [_SCHLUSS]), delimiter=trenner), 1):  # noqa: B007
            if vorige is not None:
                yield vorige
            vorige = zeile
    except csv.Error as grund:
        raise _offen(nummer + 1) from grund
    if vorige != [_SCHLUSS]:
        raise _offen(nummer)


def _offen(zeile: int) -> Unlesbar:
    return Unlesbar(
        f"ist ab Zeile {deutsch(zeile)} nicht lesbar: dort beginnt ein Anführungszeichen, das nicht wieder geschlossen "
        "wird. Bitte die Zeile berichtigen."
    )
