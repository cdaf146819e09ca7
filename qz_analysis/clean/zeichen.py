"""Marks and words that stand where a count or an attendance mark should be: "x", "e", "n.e.", "Ferien".

None of them is a zero. What each means is listed in `schreibweisen/zeichen.csv`; what a user has declared wins.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final, Literal

from qz_analysis.clean.schreibweise import schreibweisen
from qz_analysis.errors import ParameterFehler
from qz_analysis.model.werte import TERMIN_STATUS

Kontext = Literal["anwesenheit", "anzahl"]
HOECHSTENS: Final = 200  # characters of a mark with its reason; what is longer is a remark
ANWESENHEIT: Final = ("anwesend", "entschuldigt", "abwesend")
_KEINE: Final[Mapping[str, str]] = MappingProxyType({})

_STRICHE = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_MIT_GRUND = (
    re.compile(r"(?P<wort>.+?)\s*\((?P<grund>.+)\)"),
    re.compile(r"(?P<wort>[^\W\d]{2}.+?)(?:\s*[:;,/]\s*|\s+[-–—]\s+)(?P<grund>.+)"),  # not the marks of "x/e"
    re.compile(r"(?P<wort>.+?)\s+(?:wegen|wg\.?|aufgrund|weil)\s+(?P<grund>.+)", re.I),
    re.compile(r"(?:wegen|wg\.?|aufgrund)\s+(?P<grund>.+?)\s+(?P<wort>\S+)", re.I),
)


@dataclass(frozen=True)
class Zeichen:
    """What a mark says.

    `status` is anwesend, entschuldigt or abwesend of a person, else the TERMIN_STATUS of the Termin. `grund` is the
    reason as written ("Corona") or known ("Ferien"), None where there is none; it is free text, which may hold names.
    """

    status: str
    grund: str | None = None


def deute_zeichen(wert: object, kontext: Kontext, erklaert: Mapping[str, str] = _KEINE) -> Zeichen | None:
    """Return what a mark says where `kontext` is expected, None where it is no mark anyone knows.

    "ausgefallen (Corona)" has the reason Corona. Among counts a number is no mark, and nothing says of one person
    whether they came. `erklaert` maps a mark to a status or to a word of the list and wins; it tells "e" from "E"
    where it has both.

    Raises ParameterFehler where `erklaert` gives the mark a meaning that is neither.
    """
    text = _text(wert)
    if text is None:
        return None
    if eigenes := _erklaert(text, kontext, erklaert):
        return eigenes
    if isinstance(wert, int | float) and kontext == "anzahl":
        return None
    return _bekannt(text, kontext) or _mit_grund(text, kontext, erklaert)


def bekannter_grund(grund: str | None) -> str | None:
    """Return of a reason the words that `zeichen.csv` and `termin_grund.csv` know, None where there are none.

    All else is free text, which may name somebody, and goes no further.
    """
    worte = []
    for teil in (grund or "").split(", "):
        zeichen = _bekannt(teil, "anzahl")
        worte.append(schreibweisen("termin_grund").get(_falte(teil)) or (zeichen and zeichen.grund))
    return ", ".join(dict.fromkeys(wort for wort in worte if wort)) or None


def _text(wert: object) -> str | None:
    """Return a cell as the mark it is: ticks in checkboxes are "ja" and "nein", numbers their digits."""
    if isinstance(wert, bool):
        return "ja" if wert else "nein"
    if isinstance(wert, int | float):
        return f"{wert:g}"
    return (" ".join(wert.split()) or None) if isinstance(wert, str) else None


def _erklaert(text: str, kontext: Kontext, erklaert: Mapping[str, str]) -> Zeichen | None:
    if not erklaert:
        return None
    zeichen = text if text in erklaert else next((z for z in erklaert if _falte(z) == _falte(text)), None)
    if zeichen is None:
        return None
    bedeutung = erklaert[zeichen]
    if _falte(bedeutung) in (*ANWESENHEIT, *TERMIN_STATUS):
        gilt = Zeichen(_falte(bedeutung))
    else:
        gilt = deute_zeichen(bedeutung, kontext) or deute_zeichen(bedeutung, "anwesenheit")
    if gilt is None:
        raise ParameterFehler(
            f"Die Einstellung „zeichen.{zeichen}“ nennt „{bedeutung}“, das keine bekannte Bedeutung ist. Es gibt: "
            f"{', '.join((*ANWESENHEIT, *TERMIN_STATUS))}, nicht erhoben, Ferien, Feiertag."
        )
    return None if kontext == "anzahl" and gilt.status in ANWESENHEIT else gilt


def _mit_grund(text: str, kontext: Kontext, erklaert: Mapping[str, str]) -> Zeichen | None:
    for muster in _MIT_GRUND if len(text) <= HOECHSTENS else ():
        if treffer := muster.fullmatch(text):
            wort, grund = treffer["wort"], treffer["grund"].strip(" !")
            zeichen = _erklaert(wort, kontext, erklaert) or _bekannt(wort, kontext)
            if zeichen:
                return Zeichen(zeichen.status, ", ".join(g for g in (zeichen.grund, grund) if g))
    return None


def _bekannt(text: str, kontext: Kontext) -> Zeichen | None:
    return _liste()[kontext].get(_falte(text))


def _falte(text: str) -> str:
    return " ".join(text.split()).casefold().translate(_STRICHE).rstrip("! ")


@cache
def _liste() -> dict[str, dict[str, Zeichen]]:
    """Return context -> mark -> meaning; a mark without a context of its own means the same in both."""
    liste: dict[str, dict[str, Zeichen]] = {"anwesenheit": {}, "anzahl": {}}
    with (
        resources.files("qz_analysis.clean")
        .joinpath("schreibweisen/zeichen.csv")
        .open(encoding="utf-8") as datei
    ):
        for zeile in csv.DictReader(datei):
            for kontext in [zeile["kontext"]] if zeile["kontext"] else liste:
                liste[kontext][_falte(zeile["zeichen"])] = Zeichen(zeile["status"], zeile["grund"] or None)
    return liste
