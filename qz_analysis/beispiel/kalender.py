"""On which days an Angebot was planned, and why it was closed on some of them."""

import datetime as dt
from functools import cache
from typing import Final

import holidays

from qz_analysis.beispiel.angebot import TAGE, Angebot

KUERZEL: Final = tuple(TAGE)
CORONA: Final = (
    (dt.date(2020, 3, 16), dt.date(2020, 6, 14)),
    (dt.date(2020, 11, 2), dt.date(2021, 6, 6)),
)
_BETRIEBSFERIEN: Final = (32, 33)  # calendar weeks


def termine(angebot: Angebot, jahr: int) -> list[tuple[dt.date, str | None]]:
    """Return each planned day of a year and the word for why it was closed, None where it was open."""
    tage = (dt.date(jahr, 1, 1) + dt.timedelta(n) for n in range(366))
    return [(tag, geschlossen(angebot, tag)) for tag in tage if tag.year == jahr and _ist_dran(angebot, tag)]


def _ist_dran(angebot: Angebot, tag: dt.date) -> bool:
    if KUERZEL[tag.weekday()] not in angebot.tage:
        return False
    if angebot.phase == "neu" and tag.month < 4:
        return False
    if angebot.phase == "letztes Jahr" and tag.month > 7:
        return False
    if angebot.takt == "2":
        return tag.toordinal() // 7 % 2 == 0
    return not angebot.takt or (tag.day - 1) // 7 + 1 == int(angebot.takt[1])


def geschlossen(angebot: Angebot, tag: dt.date) -> str | None:
    """Return what a colleague writes on a day the house was closed to an Angebot, None on an open one."""
    if tag in feiertage(tag.year):
        return "Feiertag"
    if (tag.month, tag.day) in ((12, 24), (12, 31)):
        return "geschlossen"
    if any(von <= tag <= bis for von, bis in CORONA):
        return "geschlossen (Corona)"
    ferien = schulferien(tag.year).get(tag)
    if ferien == "Weihnachtsferien" or (ferien and angebot.bereich == "kj" and ferien != "Sommerferien"):
        return "Ferien"
    return "Betriebsferien" if tag.isocalendar().week in _BETRIEBSFERIEN else None


@cache
def feiertage(jahr: int) -> frozenset[dt.date]:
    """Return the public holidays of Baden-Württemberg."""
    return frozenset(holidays.country_holidays("DE", subdiv="BW", years=jahr))


@cache
def schulferien(jahr: int) -> dict[dt.date, str]:
    """Return day -> name of the school holidays of Baden-Württemberg; none for years they aren't known of yet."""
    return dict(
        holidays.country_holidays("DE", subdiv="BW", years=jahr, categories=("school",), language="de")
    )
