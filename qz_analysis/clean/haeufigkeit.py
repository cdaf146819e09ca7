"""Phrases in prose that say how often: "an drei Tagen wöchentlich", "14-täglich", "zweimal im Monat", "halbjährlich"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from qz_analysis.clean.wochentage import wochentage
from qz_analysis.clean.zahl import ZAHLWORT

JE_WOCHE: Final = "Tage/Woche"
JE_MONAT: Final = "Mal je Monat"
JE_QUARTAL: Final = "Mal je Quartal"
JE_HALBJAHR: Final = "Mal je Halbjahr"
JE_JAHR: Final = "Mal je Jahr"
ABSTAND: Final = "Tage Abstand"
# How many of each there are in a year; an interval counts the other way round.
IM_JAHR: Final = {JE_WOCHE: 52, JE_MONAT: 12, JE_QUARTAL: 4, JE_HALBJAHR: 2, JE_JAHR: 1}

_WORT = "|".join(sorted((w for w in ZAHLWORT if "mal" not in w), key=len, reverse=True))
_N = rf"(?P<n>\d{{1,3}}|{_WORT})"
_MAL = rf"(?:(?P<n>\d{{1,2}}|{_WORT})\s?-?(?:mal|x|×)\s+)"
_PRO = r"(?:pro|je|in der|die|jede)\s+"
_TAGS = r"(?:(?:mon|diens|donners|frei|sams|sonn)tags|mittwochs)"
_ZUSATZ = (
    r"(?P<zusatz>(?:mindestens|wenigstens|bis zu|höchstens|maximal|rund|etwa|circa|ca\.|durchschnittlich|über|mehr als)"
    r"\s+)?"
)


def _muster(ausdruck: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/-]){_ZUSATZ}(?:{ausdruck})(?!\w)", re.IGNORECASE)


# In this order: what a longer phrase has taken is not read again.
_MUSTER: Final = (
    (ABSTAND, 14, _muster(r"(?:14|vierzehn)\s?-?\s?(?:täg|taeg|tgl)\w*|zweiwöch\w+|jede zweite woche")),
    (ABSTAND, 7, _muster(rf"alle {_N} wochen")),
    (ABSTAND, 1, _muster(rf"alle {_N} tage")),
    (JE_WOCHE, 1, _muster(
        rf"an\s+(?:insgesamt\s+)?(?P<zusatz2>mindestens\s+|bis zu\s+)?{_N}\s+(?:wochentagen|tagen\s+"
        rf"(?:wöchentlich|(?:{_PRO})woche|der woche))")),
    (JE_WOCHE, 1, _muster(rf"{_N}\s+(?:wochentage|tage\s+(?:wöchentlich|(?:{_PRO})woche))")),
    (JE_WOCHE, 1, _muster(rf"{_MAL}(?:wöchentlich|(?:{_PRO})woche)")),
    (JE_MONAT, 1, _muster(rf"{_MAL}(?:monatlich|(?:im|pro|je|jeden)\s+monat)")),
    (JE_QUARTAL, 1, _muster(rf"{_MAL}(?:vierteljährlich|(?:im|pro|je|jedes)\s+quartal)|quartalsweise|vierteljährlich\w*")),
    (JE_HALBJAHR, 1, _muster(rf"{_MAL}(?:halbjährlich|(?:im|pro|je)\s+halbjahr)|halbjährlich\w*")),
    (JE_JAHR, 1, _muster(rf"{_MAL}(?:jährlich|(?:im|pro|je)\s+jahr)")),
    (JE_JAHR, 1, _muster(rf"{_N}\s+(?P<was>[A-ZÄÖÜ][\w*:-]+)\s+jährlich")),
    (JE_WOCHE, 1, _muster(rf"(?P<tage>{_TAGS}(?:(?:,\s*|\s+(?:und|bis|sowie)\s+){_TAGS})+)")),
    (JE_WOCHE, 1, _muster(r"wöchentlich(?:e[rsnm]?)?")),
    (JE_MONAT, 1, _muster(r"(?:all)?monatlich(?:e[rsnm]?)?")),
    (JE_JAHR, 1, _muster(r"(?:all)?jährlich(?:e[rsnm]?)?")),
)  # fmt: skip
# "14 Besuche wöchentlich": there the word is the unit of a count.
_EINHEIT_EINER_ZAHL: Final = re.compile(rf"(?:\d|\b(?:{_WORT}))\s+(?:[\w*:-]+\s+){{1,2}}$", re.IGNORECASE)


@dataclass(frozen=True)
class Haeufigkeit:
    """How often: a number as written ("mindestens 2"), its unit, and where it stands."""

    text: str
    einheit: str
    von: int
    bis: int


def haeufigkeiten(text: str) -> Iterator[Haeufigkeit]:
    """Yield the phrases that say how often something happens; they don't overlap."""
    belegt: list[tuple[int, int]] = []
    for einheit, faktor, muster in _MUSTER:
        for treffer in muster.finditer(text):
            von, bis = treffer.span()
            gruppen = treffer.groupdict()
            if any(von < e and a < bis for a, e in belegt):
                continue
            if gruppen.get("n") is None and _EINHEIT_EINER_ZAHL.search(text[:von]):
                continue
            belegt.append((von, bis))
            if gruppen.get("tage"):
                yield Haeufigkeit(str(len(wochentage(treffer[0].lower()))), einheit, von, bis)
                continue
            n = gruppen.get("n") or "1"
            wert = (int(n) if n.isdecimal() else ZAHLWORT[n.lower()]) * faktor
            zusatz = (gruppen.get("zusatz") or gruppen.get("zusatz2") or "").lower()
            if einheit == ABSTAND and zusatz.strip() in ("mindestens", "wenigstens"):
                zusatz = "bis zu "  # at least every fortnight: no more than 14 days apart
            yield Haeufigkeit(f"{zusatz}{wert}", einheit, von, bis)
