"""What the team does beside its Angebote: Beteiligung, Öffentlichkeitsarbeit, Gremien and Drittmittel."""

from typing import Final

import narwhals.stable.v2 as nw

from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.kennzahl import kennzahl
from qz_analysis.figures.mass import Summe, Wertsumme, Zeilenzahl
from qz_analysis.figures.messung import Messung

LESART: Final = ("Anzahl", "Art")
GRUPPEN: Final = ("aktivitaet",)
ZAHLEN: Final = ("anzahl", "anzahl_min", "anzahl_max")


def _stattgefunden(b: Bestand, *arten: str) -> nw.LazyFrame:
    return b["aktivitaet"].filter(nw.col("durchfuehrung") != "ausgefallen", nw.col("art").is_in(list(arten)))


def _wie_oft(b: Bestand, *arten: str) -> Messung:
    """Return how often something took place; what was called off is none, and what nobody counted is no number."""
    fiel_aus = nw.col("durchfuehrung") == "ausgefallen"
    zeilen = (
        b["aktivitaet"]
        .filter(nw.col("art").is_in(list(arten)))
        .with_columns(
            *(nw.when(fiel_aus).then(nw.lit(0)).otherwise(nw.col(s)).cast(nw.Int64).alias(s) for s in ZAHLEN),
            nw.when(fiel_aus)
            .then(nw.lit("genau"))
            .otherwise(nw.col("genauigkeit").cast(nw.String))
            .alias("genauigkeit"),
        )
    )
    return Messung(zeilen.filter(~nw.col("anzahl_min").is_null()), Summe(), lesart=LESART)


@kennzahl(
    "Quartiers- und Hauskonferenzen",
    "Konferenzen",
    "Konferenzen mit Bürgerinnen und Bürgern, die im Jahr stattfanden.",
    thema="Beteiligung",
    zaehler="Konferenzen, die stattfanden",
    gruppen=GRUPPEN,
    quelle="Sachbericht 2021, Kapitel 3",
)
def konferenzen(b: Bestand) -> Messung:
    """Conferences held."""
    return _wie_oft(b, "konferenz")


@kennzahl(
    "Beteiligungsprojekte",
    "Projekte",
    "Projekte, in denen Menschen aus dem Quartier mitgestalten.",
    thema="Beteiligung",
    zaehler="Beteiligungsprojekte",
    gruppen=GRUPPEN,
    quelle="Sachbericht 2021, Kapitel 3.2.2",
)
def beteiligungsprojekte(b: Bestand) -> Messung:
    """Projects in which people of the quarter take part."""
    return Messung(_stattgefunden(b, "beteiligungsprojekt"), Zeilenzahl(), lesart=LESART)


@kennzahl(
    "Newsletter",
    "Ausgaben",
    "Ausgaben des eigenen Newsletters im Jahr.",
    thema="Öffentlichkeitsarbeit",
    zaehler="erschienene Ausgaben",
    gruppen=GRUPPEN,
    quelle="Sachbericht 2021, Kapitel 3",
)
def newsletter(b: Bestand) -> Messung:
    """Issues of the newsletter."""
    return _wie_oft(b, "newsletter")


@kennzahl(
    "Beiträge in anderen Medien",
    "Beiträge",
    "Beiträge des Teams in Zeitungen, Stadtteilblättern und sozialen Medien, soweit ihre Zahl genannt ist.",
    thema="Öffentlichkeitsarbeit",
    zaehler="erschienene Beiträge",
    gruppen=GRUPPEN,
    quelle="Sachbericht 2021, Kapitel 3",
)
def beitraege(b: Bestand) -> Messung:
    """Contributions to other media."""
    return _wie_oft(b, "beitrag")


@kennzahl(
    "Gremien und Arbeitskreise",
    "Gremien",
    "Gremien, Arbeitskreise und Netzwerke, in denen das Team berichtet oder mitarbeitet; jedes zählt einmal.",
    thema="Öffentlichkeitsarbeit",
    zaehler="verschiedene Gremien",
    gruppen=GRUPPEN,
    quelle="Sachbericht 2021, Kapitel 3",
)
def gremien(b: Bestand) -> Messung:
    """Bodies in which the team reports or works."""
    return Messung(_stattgefunden(b, "gremium"), Zeilenzahl(), lesart=LESART)


@kennzahl(
    "Austauschtreffen",
    "Treffen",
    "Treffen mit Stadt, Ämtern und anderen Quartierszentren, soweit ihre Zahl genannt ist.",
    thema="Öffentlichkeitsarbeit",
    zaehler="Treffen",
    gruppen=GRUPPEN,
)
def austauschtreffen(b: Bestand) -> Messung:
    """Meetings with the city and other centres."""
    return _wie_oft(b, "austausch")


@kennzahl(
    "Förderungen",
    "Förderungen",
    "Förderungen durch Dritte: Stiftungen, Kassen, Spenden und Projektgelder.",
    thema="Drittmittel",
    zaehler="Förderungen",
    gruppen=GRUPPEN,
    quelle="Sachbericht 2021, Kapitel 3.1.1",
)
def foerderungen(b: Bestand) -> Messung:
    """Grants by third parties."""
    return Messung(_stattgefunden(b, "foerderung"), Zeilenzahl(), lesart=LESART)


@kennzahl(
    "bewilligte Drittmittel",
    "Euro",
    "Summe der bewilligten Beträge, soweit sie in der Liste stehen.",
    thema="Drittmittel",
    zaehler="bewilligte Beträge",
    gruppen=GRUPPEN,
)
def foerdersumme(b: Bestand) -> Messung:
    """Sum of granted amounts."""
    bekannt = _stattgefunden(b, "foerderung").filter(~nw.col("betrag_eur").is_null())
    return Messung(bekannt, Wertsumme("betrag_eur"), lesart=("Betrag",))
