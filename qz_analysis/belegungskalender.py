"""The week plan as a calendar file."""

import datetime as dt
from typing import TYPE_CHECKING, Final

from qz_analysis.clean.solltermin import geschlossene_tage
from qz_analysis.model import werte
from qz_analysis.model.oeffnung import Oeffnung
from qz_analysis.report.ics import Wochentermin, ics

if TYPE_CHECKING:
    from qz_analysis.figures.bestand import Bestand

DATEI: Final = "belegungsplan.ics"


def belegungskalender(b: "Bestand", standort: str, jahr: int, name: str, oeffnung: Oeffnung) -> bytes:
    """Return the bookings of a week plan as events of a Jahr, without the days on which the house was closed."""
    ferien = ("ferien",) if oeffnung.ferien_geschlossen else ()
    zu = tuple(sorted(geschlossene_tage(jahr, oeffnung, standort, ferien)))
    tage = list(werte.WOCHENTAG)
    neujahr, silvester = dt.date(jahr, 1, 1), dt.date(jahr, 12, 31)
    termine = []
    for z in (
        b.tabelle("belegung").sort("wochentag", "beginn", "ende", "raum", "angebot").iter_rows(named=True)
    ):
        bis_dahin = (tage.index(z["wochentag"]) - neujahr.weekday()) % 7
        bereich = werte.BEREICH.get(z["bereich"] or "", "ohne Farbe im Plan")
        lesart = f" Im Plan nicht eindeutig: {z['unsicher']}." if z["unsicher"] else ""
        termine.append(
            Wochentermin(
                z["angebot"], z["raum"], neujahr + dt.timedelta(bis_dahin), silvester, _zeit(z["beginn"]),
                _zeit(z["ende"]), f"{bereich}.{lesart}", zu,
            )
        )  # fmt: skip
    return ics(name, termine)


def _zeit(text: str) -> dt.time:
    """Return a time of day; midnight at the end of a day is its last minute, as an event ends on the day it began."""
    return dt.time(23, 59) if text == "24:00" else dt.time.fromisoformat(text)
