"""Volunteers: how many there are, and how much time they give."""

import narwhals.stable.v2 as nw

from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.kennzahl import kennzahl
from qz_analysis.figures.mass import Summe
from qz_analysis.figures.messung import Messung

MINUTEN = 60  # hours are summed as whole minutes, as counts are


def _als_anzahl(b: Bestand, was: str, faktor: int = 1) -> nw.LazyFrame:
    """Return rows with the number called `was` in the columns of a count."""
    zahlen = {f"anzahl{teil}": (nw.col(f"{was}{teil}") * faktor) for teil in ("", "_min", "_max")}
    bekannt = b["ehrenamt"].filter(~nw.col(f"{was}_min").is_null())
    return bekannt.with_columns(
        *((ausdruck + (0.5 if faktor > 1 else 0)).floor().cast(nw.Int64).alias(n) for n, ausdruck in zahlen.items()),
        nw.col(f"{was}_genauigkeit").alias("genauigkeit"),
    )  # fmt: skip


@kennzahl(
    "Ehrenamtliche",
    "Personen",
    "Ehrenamtliche nach den Bereichen, in denen sie helfen. Wer in zwei Bereichen hilft, zählt in der Summe zweimal.",
    thema="Ehrenamt",
    zaehler="Ehrenamtliche je Bereich",
    gruppen=("arbeitsbereich", "angebot"),
    geheimhaltung="personen",
    quelle="Mehrgenerationenhaus-Monitoring",
)
def ehrenamtliche(b: Bestand) -> Messung:
    """Volunteers by area of work."""
    return Messung(_als_anzahl(b, "personen"), Summe(), lesart=None)


@kennzahl(
    "ehrenamtlich geleistete Stunden",
    "Stunden",
    "Stunden, die Ehrenamtliche im Jahr geleistet haben, soweit sie in der Liste stehen.",
    thema="Ehrenamt",
    zaehler="Stunden laut Liste",
    gruppen=("arbeitsbereich", "angebot"),
    quelle="Mehrgenerationenhaus-Monitoring",
)
def ehrenamt_stunden(b: Bestand) -> Messung:
    """Hours given by volunteers."""
    return Messung(_als_anzahl(b, "stunden", MINUTEN), Summe(teiler=MINUTEN), lesart=None)
