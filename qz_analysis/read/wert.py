"""What stands in a cell -> a Python value. The same for every file format."""

import datetime as dt
import math
import re
import unicodedata
from functools import lru_cache
from typing import Any, Literal

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

Zeitart = Literal["datum", "dauer"] | None

# Not seen on the sheet, but in the way of every comparison: byte order marks, soft hyphens, zero-width spaces and
# control characters (no Excel file can be written with those).
_UNSICHTBAR = {ord(z): None for z in "\u200b\u200e\u200f\u2060\ufeff\u00ad"}
_UNSICHTBAR |= {code: None for code in range(32) if chr(code) not in "\t\n\r"}


def text(roh: str) -> str | None:
    """Return a text NFC-normalised, without invisible characters and blanks around it; None where nothing is left."""
    wert = (
        unicodedata.normalize("NFC", roh.translate(_UNSICHTBAR))
        if not roh.isascii() or not roh.isprintable()
        else roh
    )
    return wert.replace("\r\n", "\n").replace("\r", "\n").strip() or None


_ZEICHENNUMMER = re.compile("_x([0-9A-Fa-f]{4})_")


def excel_text(roh: str) -> str | None:
    """Return a text of an xlsx file, where `_x000D_` stands for a character that XML can't hold."""
    if "_x" in roh:
        roh = _ZEICHENNUMMER.sub(lambda fund: chr(int(fund[1], 16)), roh)
        roh = roh.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text(roh)


def zahl(roh: str) -> int | float | str:
    """Return the number that is written in a file, or the text itself where it is none."""
    try:
        wert = float(roh) if "." in roh or "e" in roh.lower() else int(roh)
    except ValueError:
        return roh
    return wert if isinstance(wert, int) or math.isfinite(wert) else roh


def ganz(wert: float) -> int | float:
    """Return a float as int where it is whole and was stored as precisely."""
    return int(wert) if wert.is_integer() and abs(wert) < 2**53 else wert


def ohne_mitternacht(wert: Any) -> Any:
    """Return a date where a datetime has no time of day; anything else as it is."""
    if isinstance(wert, dt.datetime):
        wert = wert.replace(tzinfo=None)
        return wert.date() if wert.time() == dt.time() else wert
    return wert


def als_zeit(wert: float, zeitart: Zeitart, ab_1904: bool) -> Any:
    """Return the date, time or duration that Excel shows for a number, or the number where it shows one.

    Also where it shows #####, for a day that its calendar doesn't have: the number says more.
    """
    if zeitart is None:
        return wert
    try:
        zeit = from_excel(wert, MAC_EPOCH if ab_1904 else WINDOWS_EPOCH, timedelta=zeitart == "dauer")
    except (ValueError, OverflowError):
        return wert
    return wert if zeit is None else ohne_mitternacht(zeit)


@lru_cache(maxsize=16_384)
def spaltennummer(buchstaben: str) -> int:
    """Return the number of a column: A is 1."""
    nummer = 0
    for buchstabe in buchstaben:
        nummer = nummer * 26 + ord(buchstabe) - 64
    return nummer
