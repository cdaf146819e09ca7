"""Sentences -> what they say of counts that are secret elsewhere: a group and a number beside it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from qz_analysis.figures.kennzahl import KENNZAHLEN
from qz_analysis.pruefung.aussage import TRENNER, Aussage, Stelle, aus_text

# What stands between a group and its number and says nothing else.
FUELLWOERTER: Final = (
    "kamen", "waren", "war", "mit", "hatte", "hatten", "gab", "es", "nur", "insgesamt", "rund", "über", "knapp", "etwa", "fast",
    "Ø", "mindestens", "höchstens", "genau",
)  # fmt: skip
# What sentences call what is counted: visits, and those who come.
BESUCHE: Final = r"(?:Besuche?n?|Besucher\w*|Besuchende\w*)"
PERSONEN: Final = (
    r"(?:Person(?:en)?|Teilnehm\w+|Stammbesuch\w+|Kinder\w*|Jugendliche\w*|Ehrenamtliche\w*|Menschen)"
)
GEZAEHLTE: Final = rf"(?:{BESUCHE}|{PERSONEN})"
_JAHR: Final = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_ZAHL: Final = r"(?P<zahl>\d[\d.]*(?:,\d+)?)"
_DAZWISCHEN: Final = rf"(?:[ :,(–-]|(?:{'|'.join(FUELLWOERTER)})(?!\w)|{_JAHR})*"
_GEZAEHLT: Final = re.compile(rf"[\d.]+ {GEZAEHLTE}")
_DANACH: Final = rf"(?=[;,.)]?\s*(?:$|[;,.)] |[;)]|{GEZAEHLTE}))"
_VORHER: Final = rf"{_ZAHL} {GEZAEHLTE} (?:im|in|am|an|bei|beim|aus|für|zum|zur|von)(?: (?:der|dem|den))? "


@dataclass(frozen=True)
class Prosa:
    """A text that people read in a file, and what the table or chart is about that it stands with, if any."""

    text: str
    datei: str
    stelle: Stelle | None = None


def aus_prosa(texte: Iterable[Prosa], aussagen: Iterable[Aussage]) -> Iterator[Aussage]:
    """Yield what texts say of the groups that some of `aussagen` call secret.

    A sentence of no table or chart has to name what is counted. Texts name groups of one grouping only.
    """
    je_gruppe: dict[str, set[Stelle]] = defaultdict(set)
    for a in aussagen:
        if (
            a.geheim
            and a.stelle.kennzahl in KENNZAHLEN
            and len(a.stelle.je) == 1
            and a.stelle.gruppe
            and TRENNER not in a.stelle.gruppe
        ):
            je_gruppe[a.stelle.gruppe].add(a.stelle)
    if not je_gruppe:
        return
    genannt = "|".join(map(re.escape, sorted(je_gruppe, key=len, reverse=True)))
    muster = re.compile(
        rf"(?<!\w)(?P<gruppe>{genannt})(?!\w){_DAZWISCHEN}(?<!\w){_ZAHL}(?!\w){_DANACH}"
        rf"|{_VORHER.replace('<zahl>', '<zahl2>')}(?P<gruppe2>{genannt})(?!\w)"
    )
    for prosa in dict.fromkeys(texte):
        for treffer in muster.finditer(prosa.text):
            welche = "zahl" if treffer["zahl"] else "zahl2"
            zahl = treffer[welche].rstrip(".,")
            if re.fullmatch(_JAHR, zahl) and not _GEZAEHLT.match(prosa.text, treffer.start(welche)):
                continue  # "im Januar 2021." says when, not how many
            for stelle in je_gruppe[treffer["gruppe"] or treffer["gruppe2"]]:
                ort = f"einem Satz von {prosa.datei}"
                if _gemeint(stelle, prosa, treffer[0]) and (gefunden := aus_text(stelle, zahl, ort)):
                    yield gefunden


def _gemeint(stelle: Stelle, prosa: Prosa, worte: str) -> bool:
    """Return whether a text means a count where it names its group, a number and, maybe, a Jahr."""
    jahre = re.findall(_JAHR, worte)
    if jahre and stelle.ort[1] not in ("", *jahre):
        return False
    if prosa.stelle is not None:
        return (prosa.stelle.kennzahl, prosa.stelle.je) == (stelle.kennzahl, stelle.je)
    nomen = BESUCHE if KENNZAHLEN[stelle.kennzahl].kennzahl.einheit.startswith("Besuche") else PERSONEN
    return re.search(rf"(?<!\w){nomen}(?!\w)", prosa.text) is not None
