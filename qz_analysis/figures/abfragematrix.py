"""The Abfragematrix: which Kennzahlen a Standort is asked for, under which number and with which words.

The file `abfragematrix.csv` has one row per Posten and one column per version, with the label of the Posten there. Empty
means that the version doesn't ask for it.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

import narwhals.stable.v2 as nw

from qz_analysis.errors import ParameterFehler
from qz_analysis.figures.bestand import Bestand, zeilen
from qz_analysis.figures.kennzahl import KENNZAHLEN
from qz_analysis.figures.wert import Ergebnis

ERSTE_FASSUNG = 5  # columns of abfragematrix.csv before those of the versions
TRENNER = "|"


@dataclass(frozen=True)
class Frage:
    """One row of the matrix: a Kennzahl, by which groupings, limited to what, and its label by version."""

    thema: str
    nr: str
    kennzahl: str
    je: tuple[str, ...]
    wo: str
    bezeichnungen: dict[str, str]


@dataclass(frozen=True)
class Posten:
    """A Frage with its answer. `gefragt` says whether the version asks for it; if not, `bezeichnung` is ours."""

    thema: str
    nr: str
    bezeichnung: str
    gefragt: bool
    ergebnis: Ergebnis


@cache
def fragen() -> tuple[Frage, ...]:
    """Return the rows of the matrix in their order."""
    with resources.files("qz_analysis.figures").joinpath("abfragematrix.csv").open(encoding="utf-8") as datei:
        return tuple(
            Frage(
                z["thema"],
                z["nr"],
                z["kennzahl"],
                tuple(filter(None, map(str.strip, z["je"].split(TRENNER)))),
                z["wo"],
                {fassung: z[fassung] for fassung in list(z)[ERSTE_FASSUNG:] if z[fassung]},
            )
            for z in csv.DictReader(datei)
        )


def fassungen() -> tuple[str, ...]:
    """Return the versions of the matrix, oldest first."""
    return tuple(sorted({fassung for frage in fragen() for fassung in frage.bezeichnungen}))


def fassung_von(b: Bestand, jahr: int) -> str:
    """Return the version a Jahr used: the newest that fits all its lists, else the newest that is not after it.

    A Jahr before all versions gets the oldest.
    """
    genannt = b["quelle"].filter(~nw.col("fassung").is_null(), nw.col("jahr") == jahr).select("fassung")
    je_blatt = [set(zeile[0].split(",")) for zeile in zeilen(genannt)]
    if passend := set(fassungen()).intersection(*je_blatt) if je_blatt else set():
        return max(passend)
    return max((f for f in fassungen() if int(f) <= jahr), default=fassungen()[0])


def beantworte(b: Bestand, fassung: str) -> list[Posten]:
    """Return every Frage of the matrix with its values, in the order of the matrix and in the words of a version.

    What the version doesn't ask for is there too, and says so. Raises ParameterFehler for a version that does not exist.
    """
    if fassung not in fassungen():
        raise ParameterFehler(
            f"Die Fassung „{fassung}“ der Abfragematrix gibt es nicht. Es gibt: {', '.join(fassungen())}."
        )
    return [_beantworte(b, frage, fassung) for frage in fragen()]


def _beantworte(b: Bestand, frage: Frage, fassung: str) -> Posten:
    ergebnis = KENNZAHLEN[frage.kennzahl](b, je=frage.je, wo=frage.wo)
    bezeichnung = frage.bezeichnungen.get(fassung)
    unsere = ergebnis.bezeichnung[0].upper() + ergebnis.bezeichnung[1:]
    return Posten(frage.thema, frage.nr, bezeichnung or unsere, bezeichnung is not None, ergebnis)
