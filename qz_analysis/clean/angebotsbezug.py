"""Which Angebot a text means that a plan or a list writes in its own way; asked once all lists are read."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from rapidfuzz import fuzz, process

from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.schreibweise import kurzname, schreibweisen

AEHNLICH_AB: Final = 90  # rapidfuzz token_set_ratio (0 to 100) from which a text is taken for an Angebot


@dataclass(frozen=True)
class Bezug:
    """The Angebote a text may mean, as angebot_id; exactly one is an answer. `sicher` is one not found by likeness."""

    moeglich: tuple[str, ...]
    sicher: bool


def finde_angebot(text: str, angebote: Iterable[str]) -> Bezug:
    """Return which of the `angebote` (angebot_id) a text means.

    By its own name, else by a spelling in `schreibweisen/angebot.csv`, else by likeness.
    """
    bekannt = {angebot: angebot.replace("_", " ") for angebot in angebote}
    gesucht = kurzname(text)
    for name in (gesucht, _erklaerte().get(gesucht)):
        if name in bekannt:
            return Bezug((name,), sicher=True)
    treffer = process.extract(
        gesucht.replace("_", " "), bekannt, scorer=fuzz.token_set_ratio, score_cutoff=AEHNLICH_AB, limit=None
    )
    return Bezug(tuple(sorted(angebot for _, _, angebot in treffer)), sicher=False)


@cache
def _erklaerte() -> dict[str, str]:
    return {kurzname(text): kurzname(gilt_als) for text, gilt_als in schreibweisen("angebot").items()}


def beziehe_auf_angebote(sammlung: Sammlung, lesungen: Iterable[Lesung]) -> None:
    """Fill `angebot_id` of belegung and ehrenamt. A remark on a cell of the plan, which is there already, wins.

    What was found by likeness, and what may be two Angebote and so stays open, is a Hinweis, once per sheet and text.
    """
    angebote = {z["angebot_id"]: z["angebot"] for z in sammlung.zeilen["angebot"]}
    blaetter = {(lesung.blatt.datei, lesung.blatt.name): lesung for lesung in lesungen}
    gemeldet: set[tuple[str, str, str]] = set()
    for tabelle, spalte in (("belegung", "angebot"), ("ehrenamt", "bereich")):
        for zeile in sammlung.zeilen[tabelle]:
            text, ort = zeile[spalte], (zeile["quelle_datei"], zeile["quelle_blatt"])
            if zeile["angebot_id"] in angebote:
                continue
            bezug = finde_angebot(text, angebote)
            zeile["angebot_id"] = bezug.moeglich[0] if len(bezug.moeglich) == 1 else None
            if bezug.moeglich and not bezug.sicher and (*ort, text) not in gemeldet:
                gemeldet.add((*ort, text))
                _melde(blaetter[ort], zeile, text, [angebote[a] for a in bezug.moeglich])


def _melde(lesung: Lesung, zeile: dict[str, Any], text: str, namen: list[str]) -> None:
    zelle = next(z for z in lesung.blatt.zellen.values() if z.adresse == zeile["quelle_zelle"])
    rat = "Bitte wie in der Angebotsliste schreiben oder die Schreibweise in schreibweisen/angebot.csv eintragen."
    if len(namen) == 1:
        regel, was = "angebot_aehnlich", f"gilt als das Angebot „{namen[0]}“, weil es ähnlich heißt."
    else:
        regel, was = (
            "angebot_mehrdeutig",
            f"kann {' oder '.join(f'„{n}“' for n in namen)} meinen und bleibt ohne Angebot.",
        )
    lesung.melde("hinweis", regel, f"„{text}“ {was} {rat}", zelle)
