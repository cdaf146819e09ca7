"""Of what a sentence speaks: a goal or the Jahr that was, which Jahr, which part of it."""

import re
from typing import Final

from qz_analysis.clean.kalender import MONATSNAME, monat
from qz_analysis.clean.satz import Satz

ZIEL: Final = "Ziel, keine Aussage über das Jahr."
_ZIEL: Final = re.compile(
    r"\bsoll(?:en|te|ten)?\b|\bziel(?:e|s|setzung\w*)?\b|\b(?:ist|sind)\b[^.]*\bgeplant\b|\b(?:zu)?künftig\b|"
    r"\bvorgesehen|\banvisiert|\bstreb\w* |\bgelingt es\b",
    re.IGNORECASE,
)
_FRIST: Final = re.compile(
    r"\b(?:bis|ab)\s+(?:spätestens\s+)?(?:zum|zur|dem|der)?\s*(?:(?:ersten|zweiten|dritten|vierten|nächsten|[1-4]\.)\s+)?"
    rf"(?:mitte|ende|anfang|beginn|jahresende|quartal|halbjahr|{MONATSNAME})(?!\w)|\bmit beginn\b",
    re.IGNORECASE,
)
_VERGANGEN: Final = re.compile(
    r"\b(?:wurde|wurden|konnte|konnten|war|waren|hatte|hatten|gab|fand|fanden|kamen|nahmen|seit)\b",
    re.IGNORECASE,
)
_ZIELSPALTE: Final = re.compile(r"ziel", re.IGNORECASE)
_JAHRESZAHL: Final = re.compile(r"(?<![\d.])(20\d{2})(?![\d.])")
_ANDERES_JAHR: Final = re.compile(
    r"\bvorjahr|\b(?:kommend|nächst|folgend)\w* (?:berichts)?jahr|\bfolgejahr", re.IGNORECASE
)
_VERNEINT: Final = re.compile(r"\bnicht\b(?! (?:nur|weniger|mehr als))|\bkeine?[nmrs]?\b", re.IGNORECASE)
_IM_MONAT: Final = re.compile(rf"\bim (?:monat )?({MONATSNAME})(?!\w)", re.IGNORECASE)
_IM_QUARTAL: Final = re.compile(r"\bim (ersten|zweiten|dritten|vierten|[1-4]\.) quartal\b", re.IGNORECASE)
_IN_JAHRESZEIT: Final = re.compile(r"\bim (frühling|frühjahr|sommer|herbst|winter)\b", re.IGNORECASE)
_QUARTAL: Final = {"ersten": 1, "zweiten": 2, "dritten": 3, "vierten": 4}


def verneint(text: str) -> bool:
    """Return whether a text denies something: then its number need not be one of what there was."""
    return _VERNEINT.search(text) is not None


def andere_rede(satz: Satz, jahr: int) -> str:
    """Return why a sentence says nothing about the Jahr that could be true or false, "" where it does."""
    vergangen = _VERGANGEN.search(satz.text)
    if (
        _ZIELSPALTE.search(satz.spalte)
        or _ZIEL.search(satz.text)
        or (_FRIST.search(satz.text) and not vergangen)
    ):
        return ZIEL
    jahre = set(map(int, _JAHRESZAHL.findall(satz.text)))
    if not jahre:
        genannt = (set(map(int, _JAHRESZAHL.findall(u))) for u in reversed(satz.ueberschriften))
        jahre = next((j for j in genannt if j), set())
    if (jahre and jahr not in jahre) or _ANDERES_JAHR.search(satz.text):
        return f"Spricht nicht vom Jahr {jahr}."
    return ""


def zeitraum(text: str) -> list[tuple[str, str]]:
    """Return grouping and value of each part of a Jahr that a text names: ("monat", "6"), ("jahreszeit", "Sommer")."""
    gefunden = []
    if treffer := _IM_MONAT.search(text):
        gefunden.append(("monat", str(monat(treffer[1]))))
    if treffer := _IM_QUARTAL.search(text):
        gefunden.append(("quartal", f"{_QUARTAL.get(treffer[1]) or treffer[1][0]}. Quartal"))
    if treffer := _IN_JAHRESZEIT.search(text):
        gefunden.append(("jahreszeit", treffer[1].replace("frühjahr", "frühling")))
    return gefunden
