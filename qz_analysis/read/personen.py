"""Names, telephone numbers and the like in cells: masked as soon as a sheet is read, before anything can repeat them."""

import csv
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from qz_analysis.errors import EingabeFehler
from qz_analysis.read.blatt import Blatt
from qz_analysis.read.schluessel import pseudonym

MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?\d{4}){4}(?:[ ]?\d{1,4})?\b")
GEBURTSTAG: Final = re.compile(
    r"(?i)\b(?:geb(?:oren|\.)?(?:\s+am)?|geburtsdatum|geburtstag)[\s:]*\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})\b"
)
# As telephone numbers begin: an area code or a country. Dots part days and months, so they part no number here.
TELEFON: Final = re.compile(
    r"(?<![\w.,/-])(?:\+|00?|\(0)\s?[1-9]\d*\)?(?:[\s/()-]{0,2}\d){5,14}(?![\w.,]?\d)"
)
ADRESSE: Final = re.compile(
    r"\b[A-ZÄÖÜ][\w.-]*(?:straße|strasse|str\.|weg|gasse|platz|allee|ring)\s+\d{1,4}\s?[a-z]?\s*,\s*\d{5}\s+[A-ZÄÖÜ][\w-]+"
)
_NAME: Final = r"[A-ZÄÖÜ][a-zäöüßéèçğışńłó]+(?:-[A-ZÄÖÜ][a-zäöüßéèçğışńłó]+)?"
_TITEL: Final = r"(?:(?:Dr|Prof)\.\s*)*"
# What follows a name in the name of a house: "Heinrich von Kleist Realschule" is nobody.
_HAUS: Final = (
    r"(?:(?:Grund|Real|Haupt|Gesamt|Hoch|Musik|Werkreal)?[Ss]chule|Gymnasium|Haus|Straße|Str\.|Weg|Platz|Stiftung|Kirche|Gemeinde|"
    r"Halle|Verein|Preis|Saal|Kita|Kindergarten|e\.\s?V\.|gGmbH|GmbH|Hilf|Himmelfahrt)"
)
ANREDE: Final = re.compile(
    rf"\b(?:Herrn?|Frau|Hr\.|Fr\.)\s+{_TITEL}{_NAME}(?:\s+(?:von\s+|van\s+|de\s+)?{_NAME})?(?!\s+{_HAUS})"
)
VORNAME_NACHNAME: Final = re.compile(
    rf"(?<![\w-])(?P<vorname>{_NAME})\s+(?:(?:von|van|de|zu)\s+)?(?!{_HAUS}){_NAME}(?![\w-])(?!\s+{_HAUS})"
)
NACHNAME_VORNAME: Final = re.compile(rf"(?<![\w-]){_NAME},\s*(?P<vorname>{_NAME})(?![\w-])")

ARTEN: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("E-Mail-Adresse", MAIL),
    ("Kontonummer", IBAN),
    ("Geburtsdatum", GEBURTSTAG),
    ("Telefonnummer", TELEFON),
    ("Adresse", ADRESSE),
    ("Name", ANREDE),
    ("Name", VORNAME_NACHNAME),
    ("Name", NACHNAME_VORNAME),
)
NAME: Final = "[Name]"
LAENGSTER_TEXT: Final = 20_000  # characters; what is longer is looked through in pieces


@cache
def vornamen() -> frozenset[str]:
    """Return common first names; a name of which the first is not among them is not recognised without „Herr“ or „Frau“."""
    with resources.files("qz_analysis.read").joinpath("vornamen.csv").open(encoding="utf-8") as datei:
        return frozenset(zeile["vorname"] for zeile in csv.DictReader(datei))


@lru_cache(maxsize=65_536)
def verdecke(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text with what may tell of a person masked ("[Name]"), and which kinds that was; none for most texts."""
    if len(text) > LAENGSTER_TEXT:
        teile = [verdecke(text[n : n + LAENGSTER_TEXT]) for n in range(0, len(text), LAENGSTER_TEXT)]
        return "".join(t for t, _ in teile), tuple(dict.fromkeys(art for _, arten in teile for art in arten))
    gefunden: list[str] = []
    for art, muster in ARTEN:
        text = muster.sub(_maske(art, gefunden), text)
    return text, tuple(dict.fromkeys(gefunden))


def _maske(art: str, gefunden: list[str]) -> Callable[[re.Match[str]], str]:
    def ersetze(treffer: re.Match[str]) -> str:
        vorname = treffer.groupdict().get("vorname")
        if vorname is not None and not {vorname, vorname.partition("-")[0]} & vornamen():
            return treffer[0]
        gefunden.append(art)
        return f"[{art}]"

    return ersetze


def _unterscheidbar(wert: str, verdeckt: str) -> str:
    """Return a mask that tells who is meant from others where a cell holds nothing but a name: on a sign-in list it has to."""
    if verdeckt != NAME:
        return verdeckt
    with suppress(EingabeFehler):  # without a key nobody is told from anybody, and nobody is named either
        return f"[Name {pseudonym(wert)}]"
    return verdeckt


def ohne_personen(blatt: Blatt) -> Blatt:
    """Return a sheet in whose cells and comments nobody is named, with a note of where and what that was."""
    arten: dict[tuple[int, int], str] = {}
    spalten = dict(blatt.spalten)
    for nummer, werte in blatt.spalten.items():
        ersatz = {
            wert: (_unterscheidbar(wert, verdeckt[0]), verdeckt[1])
            for wert in {w for w in werte if isinstance(w, str)}
            for verdeckt in [verdecke(wert)]
            if verdeckt[1]
        }
        if ersatz:
            spalten[nummer] = [ersatz[w][0] if isinstance(w, str) and w in ersatz else w for w in werte]
            for zeile, wert in enumerate(werte, 1):
                if isinstance(wert, str) and wert in ersatz:
                    arten[zeile, nummer] = ", ".join(ersatz[wert][1])
    kommentare = {ort: verdecke(text)[0] for ort, text in blatt.kommentare.items()}
    for ort, text in blatt.kommentare.items():
        if kommentare[ort] != text:
            arten.setdefault(ort, ", ".join(verdecke(text)[1]))
    if not arten:
        return blatt
    return replace(blatt, spalten=spalten, kommentare=kommentare, personen=arten)
