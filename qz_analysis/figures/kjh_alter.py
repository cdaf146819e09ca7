"""Age classes and the gender code of the KJH-Statistik, from the bands and counts that were collected.

Bands are half open: "10-13" and "10 bis unter 14" are both 10 to below 14. One that lies in two classes is never split.
"""

import re
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import add
from typing import Final

from qz_analysis.model.anzahl import Anzahl

KLASSEN: Final[Mapping[str, tuple[int, int | None]]] = {
    "unter 10": (0, 10),
    "10 bis unter 14": (10, 14),
    "14 bis unter 18": (14, 18),
    "18 bis unter 27": (18, 27),
    "27 und älter": (27, None),
}
# Where "about as many" begins and ends is ours: no official limit was found.
GLEICH_VIELE_AB, GLEICH_VIELE_BIS = 0.4, 0.6
_SPANNE = re.compile(r"(?P<von>\d+)\s*(?:-|–|bis)\s*(?P<unter>unter)?\s*(?P<bis>\d+)")
_OFFEN = re.compile(r"(?:ab|über)\s*(\d+)|(\d+)\s*(?:\+|und älter)")
_UNTER = re.compile(r"unter\s*(\d+)")


def band(text: str) -> tuple[int, int | None] | None:
    """Return an age band as first age and first age beyond it (None: open), or None where it can't be read."""
    text = re.sub(r"\s*(?:Jahren?|J\.?)$", "", " ".join(text.split()), flags=re.I)
    if treffer := _SPANNE.fullmatch(text):
        return int(treffer["von"]), int(treffer["bis"]) + (not treffer["unter"])
    if treffer := _UNTER.fullmatch(text):
        return 0, int(treffer[1])
    if treffer := _OFFEN.fullmatch(text):
        return int(treffer[1] or treffer[2]) + text.startswith("über"), None
    return (int(text), int(text) + 1) if text.isdigit() else None


def altersklassen(gezaehlt: Iterable[tuple[str, Anzahl]], gesamt: Anzahl | None) -> dict[str, Anzahl | str]:
    """Return the number per class, or a German sentence that says why there is none.

    `gezaehlt` are collected bands with their numbers. A class without any is zero only where the bands make up `gesamt`.
    """
    gezaehlt = list(gezaehlt)
    if not gezaehlt:
        return dict.fromkeys(KLASSEN, "Das Alter wurde nicht erhoben.")
    je_klasse: dict[str, list[Anzahl]] = {klasse: [] for klasse in KLASSEN}
    gruende: dict[str, str] = {}
    for text, anzahl in gezaehlt:
        spanne = band(text)
        beruehrt = [k for k, klasse in KLASSEN.items() if spanne is None or _ueberlappt(spanne, klasse)]
        if len(beruehrt) == 1:
            je_klasse[beruehrt[0]].append(anzahl)
        else:
            grund = f"Die Altersgruppe „{text}“ liegt in mehreren Klassen und lässt sich nicht aufteilen."
            gruende |= dict.fromkeys(beruehrt, grund)
    summe = reduce(add, (anzahl for _, anzahl in gezaehlt))
    ganz = gesamt is not None and (summe.min, summe.max) == (gesamt.min, gesamt.max)
    leer = Anzahl.genau(0) if ganz else "Die Altersgruppen der Liste ergeben nicht die Gesamtzahl."
    return {
        klasse: gruende.get(klasse) or (reduce(add, teile) if teile else leer)
        for klasse, teile in je_klasse.items()
    }


def _ueberlappt(eine: tuple[int, int | None], andere: tuple[int, int | None]) -> bool:
    return (andere[1] is None or eine[0] < andere[1]) and (eine[1] is None or andere[0] < eine[1])


def geschlechtercode(weiblich: Anzahl, maennlich: Anzahl) -> str | None:
    """Return one of the five codes by the share of women, None where the bounds of the counts allow for several.

    What was counted as divers or without an answer goes into no share. None as well where both may be zero.
    """
    if weiblich.min + maennlich.min <= 0:
        return None
    unten = 0.0 if maennlich.max is None else weiblich.min / ((weiblich.min + maennlich.max) or 1)
    oben = 1.0 if weiblich.max is None else weiblich.max / ((weiblich.max + maennlich.min) or 1)
    codes = {_code(unten), _code(oben)}
    return codes.pop() if len(codes) == 1 else None


def _code(anteil: float) -> str:
    if anteil in (0, 1):
        return "ausschließlich Mädchen" if anteil else "ausschließlich Jungen"
    if GLEICH_VIELE_AB <= anteil <= GLEICH_VIELE_BIS:
        return "ungefähr gleich viele"
    return "überwiegend Mädchen" if anteil > GLEICH_VIELE_BIS else "überwiegend Jungen"
