"""Dates and times as a colleague writes them. What is ambiguous is not guessed: it is None, with the reason."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from qz_analysis.clean.kalender import MONATSNAME, TAGESNAME, datum, monat, volles_jahr, wochentag
from qz_analysis.model.werte import WOCHENTAG

SERIELL_AB, SERIELL_BIS = 25569, 73050  # 1970 and 2099 as Excel counts days; beyond them a number is no date

_JAHR = r"(\d{4}|\d{2})"
_TAG_MONAT = re.compile(rf"(\d{{1,2}})\.\s?(\d{{1,2}})(?:\.\s?{_JAHR}?)?", re.ASCII)
_TAG_NAME = re.compile(rf"(\d{{1,2}})(?:\.\s?|[ -])?({MONATSNAME})(?:[ -]?'?{_JAHR})?")
_JAHR_ZUERST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_OFFEN = re.compile(
    rf"(\d{{1,2}})([/-])(\d{{1,2}})\2{_JAHR}", re.ASCII
)  # without a year it is a fraction, a month
_TEXT = re.compile(
    rf"(?:({TAGESNAME})(?:,\s?|\s)?)?(?:(?:am|den|der) )?(?P<tag>\d.*?)(?:,? ?\(?({TAGESNAME})\)?)?"
)
# A number alone behind a date is a year, so a time of day needs its colon or its "Uhr".
_UHR = r"\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?uhr| ?h)?|(?:\.\d{2})? ?(?:uhr|h))"
_MIT_UHR = re.compile(rf"(?<=[\d.)a-z])(?:,? (?:um |ab )?(?:[\d:.]+ ?(?:-|–|bis) ?)?|t){_UHR}$", re.ASCII)
_UHRZEIT = re.compile(
    r"(\d{1,2})(?:[:.](\d{2})(?::\d{2})?)?(?:\s*(?:uhr|h))?|(\d{1,2})\s*(?:uhr|h)\s*(\d{2})", re.I | re.ASCII
)


@dataclass(frozen=True)
class Datum:
    """A day, or None and `grund`: the German sentences that say why and what to do."""

    datum: dt.date | None
    grund: str = ""


def parse_datum(wert: object, jahr: int | None = None, *, seriell: bool = False) -> dt.date | None:
    """Return the day a cell holds, None where `deute_datum` has a reason not to."""
    return deute_datum(wert, jahr, seriell=seriell).datum


def deute_datum(wert: object, jahr: int | None = None, *, seriell: bool = False) -> Datum:
    """Return the day of "12.03.2021", "Fr 12.03.21", "12. März", "2021-03-12" or an Excel date, or why there is none.

    `jahr` completes "12.3."; `seriell` takes 44267 for Excel's number of a day; a time of day is left out. A
    weekday that isn't the date's makes it unreadable, and so does an order only a column could tell (03/04/2021).
    """
    if isinstance(wert, dt.datetime):
        return Datum(wert.date())
    if isinstance(wert, dt.date):
        return Datum(wert)
    if seriell and (tag := _seriell(wert)):
        return Datum(tag)
    lesarten, grund = _lies(str(wert), jahr)
    einig = set(lesarten.values())
    if len(einig) > 1:
        grund = f"Bei „{wert}“ ist offen, was Tag und was Monat ist. Bitte als Tag.Monat.Jahr schreiben."
    return Datum(einig.pop()) if len(einig) == 1 else Datum(None, grund)


def _seriell(wert: object) -> dt.date | None:
    if isinstance(wert, str) and re.fullmatch(r"\d{5}", wert, re.ASCII):
        wert = int(wert)
    if isinstance(wert, bool) or not isinstance(wert, int | float) or not SERIELL_AB <= wert <= SERIELL_BIS:
        return None
    return dt.date(1899, 12, 30) + dt.timedelta(days=int(wert))


@lru_cache(maxsize=65536)
def _lies(roh: str, jahr: int | None) -> tuple[dict[str, dt.date], str]:
    """Return order -> the day a text names, or why there is none.

    The order is "tag" or "monat" (what comes first) where the text leaves it open, else "fest".
    """
    treffer = _TEXT.fullmatch(_MIT_UHR.sub("", " ".join(roh.split()).lower()))
    angaben = _zahlen(treffer["tag"]) if treffer else {}
    worte = [wort for wort in (treffer[1], treffer[3]) if wort] if treffer else []
    tage = {wochentag(wort) for wort in worte}
    if not angaben or None in tage:
        return {}, f"„{roh}“ ist kein Datum. Bitte das Datum als Tag.Monat.Jahr eintragen."
    if jahr is None and any(j is None for j, _, _ in angaben.values()):
        return {}, f"Bei „{roh}“ fehlt das Jahr. Bitte das Datum mit Jahr schreiben."
    alle = {folge: datum(jahr or 0 if j is None else j, m, t) for folge, (j, m, t) in angaben.items()}
    moeglich = {folge: tag for folge, tag in alle.items() if tag}
    if not moeglich:
        return {}, f"„{roh}“ ist kein möglicher Tag. Bitte das Datum berichtigen."
    passend = {folge: tag for folge, tag in moeglich.items() if tage <= {tag.weekday()}}
    if not passend:
        tag = next(iter(moeglich.values()))
        ist = [*WOCHENTAG.values()][tag.weekday()]
        return {}, f"Der {tag:%d.%m.%Y} ist ein {ist}, geschrieben steht „{roh}“. Bitte berichtigen."
    return passend, ""


def _zahlen(text: str) -> dict[str, tuple[int | None, int, int]]:
    """Return order -> year, month, day of a text without weekday and time of day, {} for another text."""
    if treffer := _JAHR_ZUERST.fullmatch(text):
        return {"fest": (int(treffer[1]), int(treffer[3]), int(treffer[4]))}
    if treffer := _TAG_MONAT.fullmatch(text):
        return {"fest": (_jahr(treffer[3]), int(treffer[2]), int(treffer[1]))}
    if treffer := _TAG_NAME.fullmatch(text):
        return {"fest": (_jahr(treffer[3]), monat(treffer[2]), int(treffer[1]))}
    if treffer := _OFFEN.fullmatch(text):
        jahr, eins, zwei = _jahr(treffer[4]), int(treffer[1]), int(treffer[3])
        return {"tag": (jahr, zwei, eins), "monat": (jahr, eins, zwei)}
    return {}


def _jahr(ziffern: str | None) -> int | None:
    return volles_jahr(ziffern) if ziffern else None


@dataclass(frozen=True)
class Datumsregel:
    """How the dates of one column are written.

    `reihenfolge` is "tag" or "monat", what comes first in 03/04/2021; None where the column doesn't decide.
    `erklaerung` says in German why, `mehrdeutig` holds the indexes of the values that stay ambiguous,
    `widerspruch` whether the column has both orders.
    """

    reihenfolge: str | None
    erklaerung: str
    mehrdeutig: tuple[int, ...]
    widerspruch: bool
    jahr: int | None
    seriell: bool

    def lies(self, wert: object) -> Datum:
        """Return the day a cell of the column holds, or why there is none."""
        if self.reihenfolge and isinstance(wert, str):
            tag = _lies(wert, self.jahr)[0].get(self.reihenfolge)
            if tag:
                return Datum(tag)
        return deute_datum(wert, self.jahr, seriell=self.seriell)


def lies_datumsspalte(werte: Sequence[Any], jahr: int | None = None, *, seriell: bool = False) -> Datumsregel:
    """Return the rule that the dates of a column follow. "13/04/2021" decides for "03/04/2021", nothing else does.

    With points the day always comes first, in the order of ISO 8601 the year: such dates decide nothing.
    """
    belege: dict[str, str] = {}
    mehrdeutig: dict[int, str] = {}
    for i, wert in enumerate(werte):
        lesarten = _lies(wert, jahr)[0] if isinstance(wert, str) else {}
        if len(lesarten) == 1:
            belege.setdefault(next(iter(lesarten)), wert)
        elif len(set(lesarten.values())) > 1:
            mehrdeutig[i] = wert
    belege.pop("fest", None)
    reihenfolge = next(iter(belege)) if len(belege) == 1 else None
    if len(belege) > 1:
        erklaerung = (
            f"In „{belege['tag']}“ steht der Tag vorn, in „{belege['monat']}“ der Monat. "
            "Bitte die Spalte einheitlich als Tag.Monat.Jahr schreiben."
        )
    elif reihenfolge:
        vorn = "der Tag" if reihenfolge == "tag" else "der Monat"
        erklaerung = f"In dieser Spalte steht {vorn} vorn, wie „{belege[reihenfolge]}“ zeigt."
    elif mehrdeutig:
        erklaerung = (
            f"Bei „{next(iter(mehrdeutig.values()))}“ ist offen, was Tag und was Monat ist, und keine andere Zelle "
            "der Spalte entscheidet das. Bitte als Tag.Monat.Jahr schreiben."
        )
    else:
        erklaerung = "In dieser Spalte sind Tag und Monat nirgends zu verwechseln."
    offen = () if reihenfolge else tuple(mehrdeutig)
    return Datumsregel(reihenfolge, erklaerung, offen, len(belege) > 1, jahr, seriell)


def parse_uhrzeit(wert: object) -> dt.time | None:
    """Return the time of day a cell holds: an Excel time, "14:00", "14.30 Uhr", "14h" or "14"."""
    if isinstance(wert, dt.datetime):
        return wert.time()
    if isinstance(wert, dt.time):
        return wert
    treffer = _UHRZEIT.fullmatch(str(wert).strip())  # a timedelta prints as a time of day does
    if treffer is None:
        return None
    stunde, minute = int(treffer[1] or treffer[3]), int(treffer[2] or treffer[4] or 0)
    return dt.time(stunde, minute) if stunde < 24 and minute < 60 else None


@dataclass(frozen=True)
class Zeitspanne:
    """Begin and end; one of them is None where the text leaves it open ("ab 14 Uhr")."""

    beginn: dt.time | None
    ende: dt.time | None


def deute_zeitspanne(wert: object) -> Zeitspanne | None:
    """Return what "14-17 Uhr", "von 14:00 bis 17:30", "ab 14 Uhr", "bis 17 Uhr" or "14 Uhr" says, else None.

    An end that isn't after its begin makes the text unreadable.
    """
    text = wert.strip() if isinstance(wert, str) else wert
    if isinstance(text, str) and (treffer := re.fullmatch(r"(ab|bis)\s+(.+)", text, re.I)):
        zeit = parse_uhrzeit(treffer[2])
        ist_beginn = treffer[1].lower() == "ab"
        return Zeitspanne(zeit if ist_beginn else None, None if ist_beginn else zeit) if zeit else None
    if zeit := parse_uhrzeit(text):
        return Zeitspanne(zeit, None)
    teile = re.split(r"\s*(?:-|–|—|\bbis\b)\s*", re.sub(r"^von\s+", "", str(text), flags=re.I), flags=re.I)
    if len(teile) != 2:
        return None
    von, bis = parse_uhrzeit(teile[0]), parse_uhrzeit(teile[1])
    return Zeitspanne(von, bis) if von and bis and von < bis else None


def parse_zeitspanne(wert: object) -> tuple[dt.time, dt.time] | None:
    """Return begin and end where a cell gives both, as "14-17 Uhr" and "14:00–17:30" do."""
    spanne = deute_zeitspanne(wert)
    return (spanne.beginn, spanne.ende) if spanne and spanne.beginn and spanne.ende else None
