"""The week plan as a calendar: read back with the library that calendars are read with."""

import datetime as dt

from icalendar import Calendar
from zeichnen import bestand, blatt

from qz_analysis.belegungskalender import belegungskalender
from qz_analysis.model.oeffnung import Oeffnung, Schliessung

PLAN = """
Zeit  | Montag   | Dienstag    | Mittwoch | Donnerstag | Freitag
09:00 | Englisch |             |          |            |
09:30 |          | Café; ab 10 |          |            |
10:00 |          |             |          |            |
"""


def kalender(oeffnung: Oeffnung | None = None) -> Calendar:
    b = bestand(blatt(PLAN, name="Belegungsplan", verbunden=("B2:B3", "C3:C4")))
    return Calendar.from_ical(belegungskalender(b, "qz", 2021, "Plan 2021", oeffnung or Oeffnung()))


def test_a_booking_comes_again_every_week_of_the_year():
    englisch = next(e for e in kalender().walk("VEVENT") if e["summary"] == "Englisch")
    beginn = englisch.decoded("dtstart")
    assert (beginn.date(), beginn.time()) == (dt.date(2021, 1, 4), dt.time(9))
    assert englisch.decoded("dtend").time() == dt.time(10)
    assert englisch["rrule"]["freq"] == ["WEEKLY"]
    assert englisch["rrule"]["until"][0].date() == dt.date(2021, 12, 31)


def test_days_on_which_the_house_is_closed_are_left_out():
    zu = Oeffnung(schliessungen=(Schliessung(dt.date(2021, 2, 1), dt.date(2021, 2, 7), "Umbau", "qz"),))
    englisch = next(e for e in kalender(zu).walk("VEVENT") if e["summary"] == "Englisch")
    ausser = {tag.dt.date() for liste in englisch["exdate"] for tag in liste.dts}
    assert dt.date(2021, 2, 1) in ausser  # closed by the house
    assert dt.date(2021, 4, 5) in ausser  # Easter Monday
    assert dt.date(2021, 2, 2) not in ausser  # a Tuesday is none of its days


def test_text_of_the_plan_cannot_add_lines_to_the_calendar():
    roh = kalender().to_ical().decode()
    assert "SUMMARY:Café\\; ab 10" in roh


def test_the_same_plan_gives_the_same_bytes():
    b = bestand(blatt(PLAN, name="Belegungsplan", verbunden=("B2:B3", "C3:C4")))
    assert belegungskalender(b, "qz", 2021, "P", Oeffnung()) == belegungskalender(
        b, "qz", 2021, "P", Oeffnung()
    )
