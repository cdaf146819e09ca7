"""How the house is used: booked hours by weekday and Bereich, against the hours of the plan."""

import datetime as dt

import polars as pl

from qz_analysis.figures.kennzahl import belege, kennzahl, unsichere, zaehle
from qz_analysis.figures.wert import Wert
from qz_analysis.model import werte
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.model.tabellen import Tabellen

HALBE_STUNDE = 0.5


def _stunden(von: dt.time, bis: dt.time) -> float:
    return bis.hour + bis.minute / 60 - von.hour - von.minute / 60


def _belegte_halbstunden(zeilen: pl.DataFrame) -> set[tuple[str, str, dt.time]]:
    """Return the half hours in which something takes place; overlapping bookings count once."""
    halbstunden = set()
    for z in zeilen.iter_rows(named=True):
        beginn = z["beginn"].hour * 60 + z["beginn"].minute
        ende = z["ende"].hour * 60 + z["ende"].minute
        for minute in range(beginn, ende, 30):
            halbstunden.add((z["raum"], z["wochentag"], dt.time(minute // 60, minute % 60)))
    return halbstunden


def _sortiert(zeilen: pl.DataFrame) -> pl.DataFrame:
    return zeilen.sort("raum", "wochentag", "beginn", "spur")


@kennzahl("Halbstundenzeilen des Belegungsplans", "Zeilen", "Zeilen des Wochenplans, eine je halbe Stunde.")
def planraster_zeilen(t: Tabellen) -> Wert:
    """Half-hour rows of the week plan."""
    return zaehle(t.planraster.sort("raum", "zeit"))


@kennzahl("Belegungen", "Belegungen", "Einträge im Wochenplan.")
def belegungen(t: Tabellen) -> Wert:
    """Bookings in the week plan."""
    return zaehle(_sortiert(t.belegung), unsicher=["Tag", "Ende", "Farbe", "Text"])


@kennzahl(
    "Belegte Stunden nach Wochentag",
    "Stunden",
    "Stunden der Woche, in denen mindestens eine Belegung im Plan steht. Gleichzeitige Belegungen zählen einmal.",
)
def belegte_stunden_nach_wochentag(t: Tabellen) -> list[Wert]:
    """Hours with at least one booking, by weekday."""
    ergebnis = []
    for tag, label in werte.WOCHENTAG.items():
        zeilen = _sortiert(t.belegung.filter(pl.col("wochentag") == tag))
        stunden = len(_belegte_halbstunden(zeilen)) * HALBE_STUNDE
        verfuegbar = t.planraster.height * HALBE_STUNDE
        ergebnis.append(
            Wert(
                Anzahl.genau(stunden),
                label,
                zaehler=stunden,
                nenner=verfuegbar,
                unsicher=unsichere(zeilen, "Tag", "Ende").height,
                belege=belege(zeilen),
            )
        )
    return ergebnis


@kennzahl(
    "Gebuchte Stunden nach Bereich",
    "Stunden",
    "Summe der Dauer aller Belegungen eines Bereichs je Woche. Gleichzeitige Belegungen zählen jede für sich.",
)
def gebuchte_stunden_nach_bereich(t: Tabellen) -> list[Wert]:
    """Hours booked by Bereich; bookings at the same time count each."""
    ergebnis = []
    for bereich, label in [*werte.BEREICH.items(), (None, "ohne Farbe (keine Angebote)")]:
        gehoert = pl.col("bereich").is_null() if bereich is None else pl.col("bereich") == bereich
        zeilen = _sortiert(t.belegung.filter(gehoert))
        stunden = sum(_stunden(z["beginn"], z["ende"]) for z in zeilen.iter_rows(named=True))
        ergebnis.append(
            Wert(
                Anzahl.genau(stunden),
                label,
                unsicher=unsichere(zeilen, "Farbe").height,
                belege=belege(zeilen),
            )
        )
    return ergebnis


@kennzahl(
    "Auslastung des Hauses",
    "Anteil",
    "Halbe Stunden mit mindestens einer Belegung, geteilt durch alle halben Stunden des Plans von Montag bis Sonntag.",
)
def auslastung(t: Tabellen) -> Wert:
    """Share of the plan's half hours in which something takes place."""
    belegt = len(_belegte_halbstunden(t.belegung))
    verfuegbar = t.planraster.height * len(werte.WOCHENTAG)
    return Wert(
        Anzahl.genau(belegt / verfuegbar) if verfuegbar else None,
        zaehler=belegt,
        nenner=verfuegbar,
        belege=belege(_sortiert(t.belegung)),
    )
