"""Events that come again every week, as a calendar file (iCalendar, RFC 5545)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from zoneinfo import ZoneInfo

ZEITZONE: Final = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True)
class Wochentermin:
    """One event a week, from `erster` to `letzter` day; on the days of `ausser` it does not take place."""

    titel: str
    ort: str
    erster: dt.date
    letzter: dt.date
    beginn: dt.time
    ende: dt.time
    notiz: str = ""
    ausser: tuple[dt.date, ...] = ()


def ics(name: str, termine: Sequence[Wochentermin]) -> bytes:
    """Return a calendar that Outlook, Thunderbird and phones can subscribe to or import.

    The file holds no moment of its own making, and an event keeps its id as long as it stays the same: importing the
    file again does not double it.
    """
    from icalendar import Calendar, Event, vRecur

    kalender = Calendar({"prodid": "-//qz_analysis//Belegungsplan//DE", "version": "2.0"})
    kalender.add("x-wr-calname", name)
    for t in termine:
        beginn = dt.datetime.combine(t.erster, t.beginn, ZEITZONE)
        # The last moment of the rule is in UTC, as RFC 5545 wants it of events with a time zone.
        letzter = dt.datetime.combine(t.letzter, dt.time(23, 59, 59), ZEITZONE).astimezone(dt.UTC)
        eintrag = Event()
        eintrag.add("uid", f"{sha256(repr((name, t)).encode()).hexdigest()[:32]}@qz-analysis")
        eintrag.add("dtstamp", dt.datetime.combine(t.erster, dt.time(), dt.UTC))
        eintrag.add("summary", t.titel)
        eintrag.add("location", t.ort)
        if t.notiz:
            eintrag.add("description", t.notiz)
        eintrag.add("dtstart", beginn)
        eintrag.add("dtend", dt.datetime.combine(t.erster, t.ende, ZEITZONE))
        eintrag.add("rrule", vRecur({"freq": "weekly", "until": letzter}))
        for tag in t.ausser:
            if tag.weekday() == t.erster.weekday():
                eintrag.add("exdate", dt.datetime.combine(tag, t.beginn, ZEITZONE))
        kalender.add_component(eintrag)
    if termine:
        # Only the changes of the clock within these years.
        kalender.add_missing_timezones(min(t.erster for t in termine), max(t.letzter for t in termine))
    return kalender.to_ical()
