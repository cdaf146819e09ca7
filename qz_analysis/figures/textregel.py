"""Which Kennzahl a number in prose may be about: reviewable rules in textregeln.csv.

A rule applies where what is counted holds a word of each group in `gezaehlt`, the words around the number one of each group
in `satz`, and none in `nicht`. Groups are joined by "&", the words of a group by "|"; a word stands for all that contain it,
"=einmalig" for itself alone.
In `bedingung`, "angebot = *" asks for the name of an Angebot in the text.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from qz_analysis.clean.haeufigkeit import ABSTAND, IM_JAHR, JE_MONAT, JE_WOCHE
from qz_analysis.clean.zahlangabe import Zahlangabe

Gruppen = tuple[tuple[str, ...], ...]
Bedingungen = tuple[tuple[str, tuple[str, ...]], ...]  # grouping and the values it may have

# They limit nothing: "85 verschiedene Formate" are 85 Formate.
_NEUTRAL: Final = (
    "verschieden", "unterschiedlich", "insgesamt", "der", "von", "den", "dieser", "diesen", "und", "oder", "sowie", "umgesetzt",
    "durchgeführt", "angeboten", "stattgefunden", "vielfältig", "ganz", "gezählt", "erfasst", "bis",
)  # fmt: skip
_EINHEITEN: Final = {JE_WOCHE: "je woche je jahr", JE_MONAT: "je monat je jahr", ABSTAND: "abstand"}


@dataclass(frozen=True)
class Umfeld:
    """The words around a number that belong to it and to no other: before it and behind it, in lower case."""

    davor: str
    danach: str

    @property
    def ganz(self) -> str:
        """All of them."""
        return f"{self.davor} {self.danach}"


@dataclass(frozen=True)
class Regel:
    """One row of textregeln.csv."""

    kennzahl: str
    bedingungen: Bedingungen
    gezaehlt: Gruppen
    satz: Gruppen
    nicht: tuple[str, ...]

    @property
    def gesucht(self) -> tuple[str, ...]:
        """The names of the groupings whose value the text has to name."""
        return tuple(name for name, werte in self.bedingungen if werte == ("*",))

    def passt(self, angabe: Zahlangabe, umfeld: Umfeld) -> float:
        """Return how well the rule fits a number, 0 for not at all: what is found behind it weighs more."""
        gezaehlt = was_gezaehlt_wird(angabe)
        ganz = f"{umfeld.davor} {angabe.text.lower()} {umfeld.danach}"
        if not all(any(_steht_in(gezaehlt, wort) for wort in gruppe) for gruppe in self.gezaehlt):
            return 0
        if any(wort in ganz for wort in self.nicht) or not self._erklaert(gezaehlt, angabe):
            return 0
        wert = float(len(self.gezaehlt) + len(self.bedingungen))
        for gruppe in self.satz:
            if not any(wort in ganz for wort in gruppe):
                return 0
            wert += 1.5 if any(wort in umfeld.danach for wort in gruppe) else 1
        return wert

    def _erklaert(self, gezaehlt: str, angabe: Zahlangabe) -> bool:
        """Return whether no adjective limits what is counted in a way the rule does not know."""
        bekannt = (
            *_NEUTRAL,
            *(wort.lstrip("=") for gruppe in (*self.gezaehlt, *self.satz) for wort in gruppe),
        )
        if "einmalig" in gezaehlt and "wiederkehrend" in gezaehlt:
            bekannt = (*bekannt, "einmalig", "wiederkehrend")
        for wort in angabe.gezaehlt.split():
            if wort[0].isupper():
                return True
            if not any(wort.lower().startswith(b) or (len(b) > 3 and b in wort.lower()) for b in bekannt):
                return False
        return True


def was_gezaehlt_wird(angabe: Zahlangabe) -> str:
    """Return what a number counts, with its unit, in lower case, as rules are written."""
    if angabe.einheit in _EINHEITEN or angabe.einheit in IM_JAHR:
        return f"{_EINHEITEN.get(angabe.einheit, 'je jahr')} {angabe.gezaehlt}".lower()
    return f"{angabe.einheit} {angabe.gezaehlt}".strip().lower()


@cache
def regeln() -> tuple[Regel, ...]:
    """Return all rules in the order of the file."""
    with resources.files("qz_analysis.figures").joinpath("textregeln.csv").open(encoding="utf-8") as datei:
        return tuple(
            Regel(
                z["kennzahl"],
                _bedingungen(z["bedingung"]),
                _gruppen(z["gezaehlt"]),
                _gruppen(z["satz"]),
                _worte(z["nicht"]),
            )
            for z in csv.DictReader(datei)
        )


def _steht_in(text: str, wort: str) -> bool:
    return text == wort[1:] if wort.startswith("=") else wort in text


def _gruppen(text: str) -> Gruppen:
    return tuple(_worte(gruppe) for gruppe in text.split("&") if gruppe.strip())


def _bedingungen(text: str) -> Bedingungen:
    paare = (teil.partition("=") for teil in text.split(";") if teil.strip())
    return tuple((name.strip(), _worte(werte)) for name, _, werte in paare)


def _worte(text: str) -> tuple[str, ...]:
    # A blank behind a word is meant: "für " is no part of "führen".
    return tuple(
        wort.lstrip() if wort.endswith("für ") else wort.strip() for wort in text.split("|") if wort.strip()
    )
