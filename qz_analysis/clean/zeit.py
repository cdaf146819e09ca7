"""Dates and times as a colleague writes them. What is ambiguous is not guessed: it is None."""

import datetime as dt
import re

_DEUTSCH = re.compile(r"(?:[A-Za-zäöü]{2,10}\.?,?\s+)?(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_UHRZEIT = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:\s*uhr)?", re.I)


def parse_datum(wert: object) -> dt.date | None:
    """Return the day a cell holds: an Excel date, "12.03.2021", "Fr 12.03.21" or "2021-03-12"."""
    if isinstance(wert, dt.datetime):
        return wert.date()
    if isinstance(wert, dt.date):
        return wert
    text = str(wert).strip()
    if treffer := _DEUTSCH.fullmatch(text):
        tag, monat, jahr = (int(teil) for teil in treffer.groups())
        return _datum(jahr if jahr > 99 else 2000 + jahr, monat, tag)
    if treffer := _ISO.fullmatch(text):
        return _datum(*(int(teil) for teil in treffer.groups()))
    return None


def _datum(jahr: int, monat: int, tag: int) -> dt.date | None:
    try:
        return dt.date(jahr, monat, tag)
    except ValueError:
        return None


def parse_uhrzeit(wert: object) -> dt.time | None:
    """Return the time of day a cell holds: an Excel time, "14:00", "14.30 Uhr" or "14"."""
    if isinstance(wert, dt.datetime):
        return wert.time()
    if isinstance(wert, dt.time):
        return wert
    treffer = _UHRZEIT.fullmatch(str(wert).strip())
    if treffer is None:
        return None
    stunde, minute = int(treffer[1]), int(treffer[2] or 0)
    return dt.time(stunde, minute) if stunde < 24 and minute < 60 else None


def parse_zeitspanne(wert: object) -> tuple[dt.time, dt.time] | None:
    """Return begin and end of "14-17 Uhr" or "14:00–17:30"."""
    teile = re.split(r"\s*(?:-|–|bis)\s*", str(wert).strip())
    if len(teile) != 2:
        return None
    von, bis = parse_uhrzeit(teile[0]), parse_uhrzeit(teile[1])
    return (von, bis) if von and bis and von < bis else None
