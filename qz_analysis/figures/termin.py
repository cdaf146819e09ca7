"""Which Termine were expected, which took place, and which of them were counted."""

from typing import Final

import narwhals.stable.v2 as nw
import polars as pl

from qz_analysis.figures.angebot import beratung, umgesetzt
from qz_analysis.figures.bestand import ANGEBOT, Bestand
from qz_analysis.figures.gruppierung import GRUPPIERUNGEN
from qz_analysis.figures.kennzahl import kennzahl
from qz_analysis.figures.mass import Anteil, Wertsumme, Zeilenzahl
from qz_analysis.figures.messung import Messung
from qz_analysis.model.werte import NICHT_STATTGEFUNDEN

GRUPPEN: Final = (
    "angebot",
    "bereich",
    "verantwortung",
    "programm",
    "monat",
    "quartal",
    "jahreszeit",
    "wochentag",
)


def geplant(b: Bestand) -> nw.LazyFrame:
    """Return the Termine a count is expected for: they took place, or the rhythm names them and nobody says otherwise.

    Of counselling none is, not even where it was counted.
    """
    fand_nicht_statt = nw.col("status").is_in(NICHT_STATTGEFUNDEN)
    return b["termin"].filter(~fand_nicht_statt).join(beratung(b), on=list(ANGEBOT), how="anti")


def stattgefunden(b: Bestand) -> nw.LazyFrame:
    """Return the Termine that a list says took place."""
    return b["termin"].filter(nw.col("status") == "stattgefunden")


def ist_gezaehlt() -> nw.Expr:
    """Return whether a Termin was counted or at least estimated."""
    return nw.col("erhebung").is_in(["gezaehlt", "geschaetzt"])


def tage(b: Bestand) -> pl.DataFrame:
    """Return the Termine of those Angebote of which any was counted: angebot, datum, and what became of it (`lage`)."""
    gezaehlt = b["termin"].filter(ist_gezaehlt()).select(*ANGEBOT)
    rahmen = b["termin"].join(gezaehlt, on=list(ANGEBOT), how="semi")
    for name in ("angebot", "lage"):
        g = GRUPPIERUNGEN[name]
        rahmen = g.haenge_an(b, rahmen, g.spalte).with_columns(nw.col(g.spalte).alias(name))
    alle = rahmen.select("angebot", "datum", "lage").collect(backend="polars").to_native()
    return alle.sort("angebot", "datum")


@kennzahl(
    "Termine",
    "Termine",
    "Termine aus den Listen und dazu die, die der Rhythmus eines Angebots für das Jahr ergibt. Feiertage und Schließungen "
    "stehen als geschlossen dabei.",
    thema="Abdeckung",
    zaehler="Termine laut Listen und Rhythmus",
    gruppen=(*GRUPPEN, "lage"),
)
def termine(b: Bestand) -> Messung:
    """Termine of lists and rhythms, whatever became of them."""
    return Messung(b["termin"], Zeilenzahl(), lesart=None)


@kennzahl(
    "erwartete Termine",
    "Termine",
    "Termine, zu denen eine Zählung zu erwarten ist: sie fanden statt, oder der Rhythmus nennt sie und keine Liste sagt, "
    "dass sie ausfielen. Feiertage, Schließungen und Beratung (geschützt) zählen nicht.",
    thema="Abdeckung",
    zaehler="Termine, die nicht ausfielen",
    gruppen=GRUPPEN,
)
def termine_erwartet(b: Bestand) -> Messung:
    """Termine a count is expected for."""
    return Messung(b.einmal(geplant), Zeilenzahl(), lesart=None)


@kennzahl(
    "gezählte Termine",
    "Termine",
    "Erwartete Termine, zu denen eine Zählung oder Schätzung vorliegt.",
    thema="Abdeckung",
    zaehler="Termine mit Zählung oder Schätzung",
    gruppen=GRUPPEN,
)
def termine_gezaehlt(b: Bestand) -> Messung:
    """Expected Termine that were counted."""
    return Messung(b.einmal(geplant).filter(ist_gezaehlt()), Zeilenzahl(), lesart=None)


@kennzahl(
    "Abdeckung",
    "Anteil",
    "Gezählte Termine geteilt durch erwartete Termine.",
    thema="Abdeckung",
    zaehler="gezählte Termine",
    nenner="erwartete Termine",
    gruppen=GRUPPEN,
)
def abdeckung(b: Bestand) -> Messung:
    """Share of the expected Termine that were counted."""
    return Messung(
        b.einmal(geplant).with_columns(ist_gezaehlt().alias("gezaehlt")),
        Anteil("gezaehlt"),
        lesart=None,
        belegt=b.einmal(geplant).filter(ist_gezaehlt()),
    )


@kennzahl(
    "Angebote ohne ableitbare Termine",
    "Formate",
    "Wiederkehrende Angebote, die stattfanden und deren Rhythmus fehlt oder die Tage nicht festlegt: zu ihnen lässt sich "
    "nicht sagen, wie viele Termine zu erwarten sind. In die Abdeckung gehen sie nicht ein.",
    thema="Abdeckung",
    zaehler="Formate mit unbestimmtem Rhythmus",
    gruppen=("bereich", "verantwortung", "angebot"),
)
def angebote_ohne_termine(b: Bestand) -> Messung:
    """Recurring Angebote whose dates can't be derived."""
    wiederkehrend = umgesetzt(b).filter(nw.col("art") == "wiederkehrend")
    return Messung(wiederkehrend.filter(~nw.col("termine_unbestimmt").is_null()), Zeilenzahl())


@kennzahl(
    "Öffnungstage",
    "Tage",
    "Termine, die laut Liste stattfanden, ob gezählt wurde oder nicht.",
    thema="Teilnahme",
    zaehler="Termine, die stattfanden",
    gruppen=(*GRUPPEN, "lage"),
)
def oeffnungstage(b: Bestand) -> Messung:
    """Termine that took place."""
    return Messung(stattgefunden(b), Zeilenzahl(), lesart=None)


@kennzahl(
    "Öffnungsstunden",
    "Stunden",
    "Summe der Dauer aller Termine, die laut Liste stattfanden und deren Beginn und Ende bekannt sind.",
    thema="Teilnahme",
    zaehler="Stunden von Beginn bis Ende",
    gruppen=GRUPPEN,
    quelle="Öffnungsstunden wie in der Strukturdatenerhebung der offenen Jugendarbeit",
)
def oeffnungsstunden(b: Bestand) -> Messung:
    """Hours of the Termine that took place."""
    bekannt = stattgefunden(b).filter(~nw.col("dauer_min").is_null())
    return Messung(bekannt, Wertsumme("dauer_min", teiler=60), lesart=None)
