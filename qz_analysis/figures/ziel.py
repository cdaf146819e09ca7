"""How far the year's goals were reached, and where they lead."""

from typing import Final

import narwhals.stable.v2 as nw

from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.kennzahl import kennzahl
from qz_analysis.figures.mass import Verschiedene, Zeilenzahl
from qz_analysis.figures.messung import Messung

KAPITEL_3: Final = "Sachbericht 2021, Kapitel 3"
KAPITEL_5: Final = "Sachbericht 2021, Kapitel 5"


def _orientierungsziele(zeilen: nw.LazyFrame) -> Messung:
    ziel = nw.concat_str(
        nw.col("standort"), nw.col("jahr").cast(nw.String), nw.col("orientierungsziel"), separator="|"
    )
    return Messung(zeilen.with_columns(ziel.alias("ziel")), Verschiedene("ziel"), lesart=None)


@kennzahl(
    "Orientierungsziele",
    "Ziele",
    "Verschiedene Orientierungsziele des Jahres.",
    thema="Ziele",
    zaehler="verschiedene Orientierungsziele",
    quelle=KAPITEL_3,
)
def orientierungsziele(b: Bestand) -> Messung:
    """Orientierungsziele of the year."""
    return _orientierungsziele(b["ziel"])


@kennzahl(
    "Handlungsziele",
    "Ziele",
    "Handlungsziele des Jahres; ihr Stand ist das Urteil des Teams.",
    thema="Ziele",
    zaehler="Handlungsziele",
    gruppen=("status", "grund", "wirkungsstufe"),
    quelle=KAPITEL_3,
)
def handlungsziele(b: Bestand) -> Messung:
    """Handlungsziele of the year."""
    return Messung(b["ziel"], Zeilenzahl())


@kennzahl(
    "Handlungsziele mit vermerktem Folgeziel",
    "Ziele",
    "Handlungsziele, bei denen der Bericht ein Folgeziel nennt.",
    thema="Ziele",
    zaehler="Handlungsziele mit Vermerk",
    gruppen=("status",),
    quelle=KAPITEL_3,
)
def handlungsziele_mit_folgeziel(b: Bestand) -> Messung:
    """Handlungsziele for which the report names a follow-up."""
    return Messung(b["ziel"].filter(nw.col("folgeziel_vermerkt").fill_null(value=False)), Zeilenzahl())


@kennzahl(
    "Orientierungsziele im Folgejahr",
    "Ziele",
    "Verschiedene Orientierungsziele des folgenden Jahres.",
    thema="Ziele",
    zaehler="verschiedene Orientierungsziele",
    zeitraum="Folgejahr",
    quelle=KAPITEL_5,
)
def orientierungsziele_folgejahr(b: Bestand) -> Messung:
    """Orientierungsziele of the following year."""
    return _orientierungsziele(b["ziel_folgejahr"])


@kennzahl(
    "Handlungsziele im Folgejahr",
    "Ziele",
    "Handlungsziele des folgenden Jahres.",
    thema="Ziele",
    zaehler="Handlungsziele",
    zeitraum="Folgejahr",
    quelle=KAPITEL_5,
)
def handlungsziele_folgejahr(b: Bestand) -> Messung:
    """Handlungsziele of the following year."""
    return Messung(b["ziel_folgejahr"], Zeilenzahl())
