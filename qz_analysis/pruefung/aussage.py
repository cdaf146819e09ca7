"""What an exported file says of a count of persons: a number, or that it is secret."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from typing import Final

from qz_analysis.clean.schreibweise import kurzname
from qz_analysis.figures.abfragematrix import fragen
from qz_analysis.figures.gruppierung import GRUPPIERUNGEN, ORTE
from qz_analysis.figures.kennzahl import KENNZAHLEN
from qz_analysis.show.text import GEHEIM, KEINE_ANGABE, NULL

HOECHSTENS_GRUPPIERUNGEN: Final = 2  # more at once no table shows
TRENNER: Final = " · "
KJH: Final = (
    "kjh_personen"  # persons of an Angebot in the workbook for the KJH-Statistik, whatever list they are from
)
ALTERSKLASSE: Final = "altersklasse"  # how that workbook breaks them down; no Kennzahl does
# Counts whose groups add up to their total.
ADDIERT: Final = frozenset(
    {"besuche", "besuche_je_oeffnungstag", "personen", "kerngruppe", "ehrenamtliche", "reichweite", KJH}
)
_NUMMER: Final = re.compile(r"^(Tabelle|Abbildung) \d+: ")
_ZAHL: Final = re.compile(r"[−-]?\d[\d.]*(?:,\d+)?")
_JAHR: Final = re.compile(r"\b(19|20)\d\d\b")
_WO: Final = re.compile(r"^(?P<name>.*?) \((?P<wo>[^()]*: .*)\)$")


@dataclass(frozen=True)
class Stelle:
    """Which count is meant: a Kennzahl, by which groupings and of which group, limited to what, of which place."""

    kennzahl: str
    je: tuple[str, ...] = ()
    gruppe: str = ""
    wo: str = ""
    ort: tuple[str, str] = ("", "")

    def __str__(self) -> str:
        je = f" je {', '.join(self.je)}: {self.gruppe}" if self.je else ""
        wo = f" ({self.wo})" if self.wo else ""
        ort = f" [{' '.join(self.ort)}]" if any(self.ort) else ""
        return f"{self.kennzahl}{je}{wo}{ort}"


@dataclass(frozen=True)
class Aussage:
    """What a file says at one place. `geheim`: there is the sign for it. `unten` and `oben` bound the number of persons.

    `unten` None: there is a number that isn't one of persons itself, such as a mean or a rounded one.
    """

    stelle: Stelle
    datei: str
    geheim: bool
    unten: float | None = None
    oben: float | None = None


@cache
def titel() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return by any name under which a file may show it which Kennzahl about persons is meant, and by what groupings."""
    namen: dict[str, tuple[str, tuple[str, ...]]] = {}
    for kennung, rechnung in KENNZAHLEN.items():
        k = rechnung.kennzahl
        if not k.personen:
            continue
        moeglich = tuple(dict.fromkeys((*ORTE, *k.gruppen)))
        for n in range(HOECHSTENS_GRUPPIERUNGEN + 1):
            for teil in combinations(moeglich, n):
                for je in {teil, teil[::-1]}:
                    nach = " und ".join(GRUPPIERUNGEN[g].bezeichnung for g in je)
                    namen[f"{k.bezeichnung}{f' nach {nach}' if je else ''}".casefold()] = (kennung, je)
                    namen["_je_".join([kennung, *je])] = (kennung, je)
    for frage in fragen():
        if KENNZAHLEN[frage.kennzahl].kennzahl.personen and not frage.wo:
            namen |= {b.casefold(): (frage.kennzahl, frage.je) for b in frage.bezeichnungen.values()}
    return namen


def stelle_von(name: str) -> Stelle | None:
    """Return what the title of a table or chart, or the name of a file, is about; None for what is not about persons."""
    ohne = _NUMMER.sub("", " ".join(name.split()))
    gefunden, wo = titel().get(ohne.casefold()), ""
    if gefunden is None and (mit_wo := _WO.match(ohne)):
        gefunden, wo = titel().get(mit_wo["name"].casefold()), mit_wo["wo"]
    return gefunden and Stelle(*gefunden, wo=wo)


def aus_text(stelle: Stelle, text: str, datei: str) -> Aussage | None:
    """Return what a printed value says; None where it is no value. A count that is not hedged bounds itself."""
    text = " ".join(text.split())
    if text.startswith(GEHEIM) or text == "geheim":
        return Aussage(stelle, datei, geheim=True)
    if text == NULL:
        return Aussage(stelle, datei, geheim=False, unten=0, oben=0)
    if text.startswith(KEINE_ANGABE) or not (zahl := _ZAHL.search(text)):
        return None
    genau = zahl[0] == text and _einheit(stelle) in ("Besuche", "Personen")
    wert = als_zahl(text) if genau else None
    return Aussage(stelle, datei, geheim=False, unten=wert, oben=wert)


def _einheit(stelle: Stelle) -> str:
    return "Personen" if stelle.kennzahl == KJH else KENNZAHLEN[stelle.kennzahl].kennzahl.einheit


def als_zahl(text: str) -> float:
    """Return a German number: "1.234,5" is 1234.5."""
    return float(text.replace(".", "").replace(",", ".").replace("−", "-"))


def aus_tafel(
    name: str, kopf: Sequence[str], zeilen: Sequence[Sequence[str]], datei: str
) -> Iterator[Aussage]:
    """Yield what a table says: one with a title that we know by groups, or one whose rows are Kennzahlen.

    A comparison has a column for each place: then each of them is a count of its own.
    """
    stelle = stelle_von(name)
    if stelle and stelle.je:
        n = len(stelle.je)
    elif kopf and kopf[0].strip() == "Kennzahl":
        n, stelle = 1, None
    else:
        return
    nach_standort = len(kopf) > n and kopf[n] == GRUPPIERUNGEN["standort"].bezeichnung
    orte = _orte("" if stelle else _NUMMER.sub("", name), kopf, n + nach_standort)
    for zeile in zeilen:
        eine = replace(stelle, gruppe=TRENNER.join(zeile[:n])) if stelle else stelle_von("".join(zeile[:1]))
        if eine is None or bool(eine.je) != bool(stelle):
            continue
        for m, (standort, jahr) in orte.items():
            if m < len(zeile):
                ort = (zeile[n] if nach_standort else standort, jahr)
                if gefunden := aus_text(replace(eine, ort=ort), zeile[m], datei):
                    yield gefunden


def _orte(name: str, kopf: Sequence[str], ab: int) -> dict[int, tuple[str, str]]:
    """Return which columns hold values, and of which Standort and Jahr; the first alone, of no place, if it is no comparison.

    "Nord: Jahr für Jahr" has a column for each Jahr, "2021: Unterschiede gegen Nord" one for each Standort.
    """
    wovon, doppelpunkt, _ = name.partition(": ")
    if doppelpunkt and _JAHR.fullmatch(wovon):
        return {m: (kopf[m], wovon) for m in range(ab, len(kopf))}
    standort = wovon if doppelpunkt else ""
    return {m: (standort, kopf[m]) for m in range(ab, len(kopf)) if _JAHR.search(kopf[m])} or {ab: ("", "")}


def aus_alternativtext(stelle: Stelle, text: str, datei: str) -> Iterator[Aussage]:
    """Yield what a text instead of a picture names: "August: Ø 12,7; September: rund 10,9"."""
    for teil in re.split(r"; | und \d+ weitere|\. ", text):
        gruppe, doppelpunkt, wert = teil.rpartition(": ")
        if doppelpunkt and (gefunden := aus_text(replace(stelle, gruppe=gruppe.strip()), wert, datei)):
            yield gefunden


def aus_beschriftung(stelle: Stelle, text: str, datei: str) -> Aussage | None:
    """Return what the label of a mark in a chart says: "gruppe: Juni; ...; Besuche: 12"."""
    teile = dict(teil.split(": ", 1) for teil in text.split("; ") if ": " in teil)
    gruppe = teile.pop("gruppe", None)
    if gruppe is None or not teile:
        return None
    wort = teile.get("text") or list(teile.values())[-1]
    return aus_text(replace(stelle, gruppe=gruppe), wort, datei)


def grenzen(aussagen: Sequence[Aussage]) -> tuple[float, float]:
    """Return the bounds that some statements about one count leave."""
    unten = max((a.unten for a in aussagen if a.unten is not None), default=0.0)
    oben = min((a.oben for a in aussagen if a.oben is not None), default=math.inf)
    return unten, oben


def dateiname(name: str) -> str:
    """Return what a file of a chart is called without its ending, as a Kennzahl would be."""
    return kurzname(name.rsplit(".", 1)[0])
