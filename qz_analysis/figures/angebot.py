"""How many Angebotsformate there were, of which kind, and how often they are planned."""

from typing import Final

import narwhals.stable.v2 as nw

from qz_analysis.figures.bestand import ANGEBOT, Bestand
from qz_analysis.figures.kennzahl import kennzahl
from qz_analysis.figures.mass import Anteil, Groesster, Zeilenzahl
from qz_analysis.figures.messung import Messung

GRUPPEN: Final = (
    "angebot", "art", "verantwortung", "bereich", "zielgruppe", "thema", "partner", "planungsbezirk", "ort", "programm",
    "ehrenamtlich", "inklusiv", "mehrgenerativ", "drittmittel", "laufzeit",
)  # fmt: skip
KAPITEL_4: Final = "Sachbericht 2021, Kapitel 4"


def umgesetzt(b: Bestand) -> nw.LazyFrame:
    """Return the Angebote that took place: what was called off is not counted."""
    return b["angebot"].filter(nw.col("durchfuehrung") != "ausgefallen")


def beratung(b: Bestand) -> nw.LazyFrame:
    """Return the Angebote that are counselling: nobody may know who came when."""
    return b["angebot"].filter(nw.col("geschuetzt").fill_null(value=False)).select(*ANGEBOT)


@kennzahl(
    "Angebotsformate",
    "Formate",
    "Verschiedene Angebotsformate, einmalig und wiederkehrend, die im Jahr stattfanden. Gezählt wird das Format, "
    "nicht der einzelne Termin.",
    thema="Angebote",
    zaehler="Formate, die nicht ausfielen",
    gruppen=GRUPPEN,
    quelle=KAPITEL_4,
)
def angebote(b: Bestand) -> Messung:
    """Formats that took place."""
    return Messung(umgesetzt(b), Zeilenzahl())


@kennzahl(
    "ausgefallene Angebotsformate",
    "Formate",
    "Geplante Formate, die nicht stattfinden konnten.",
    thema="Angebote",
    zaehler="Formate, die ganz ausfielen",
    gruppen=GRUPPEN,
)
def angebote_ausgefallen(b: Bestand) -> Messung:
    """Formats that were planned and called off."""
    return Messung(b["angebot"].filter(nw.col("durchfuehrung") == "ausgefallen"), Zeilenzahl())


@kennzahl(
    "Angebotsformate mit unsicheren Angaben",
    "Formate",
    "Formate, bei denen der Bericht mindestens eine Spalte nicht entscheidet und eine Lesart eingetragen ist.",
    thema="Angebote",
    zaehler="Formate mit einer Lesart",
    gruppen=GRUPPEN,
)
def angebote_unsicher(b: Bestand) -> Messung:
    """Formats with at least one column that the source does not decide."""
    return Messung(b["angebot"].filter(~nw.col("unsicher").is_null()), Zeilenzahl())


def _anteil(b: Bestand, ja: nw.Expr, lesart: str) -> Messung:
    return Messung(umgesetzt(b).with_columns(ja.alias("ja")), Anteil("ja"), lesart=(lesart,))


@kennzahl(
    "Anteil ehrenamtlich getragener Formate",
    "Anteil",
    "Angebotsformate, die Ehrenamtliche durchführen oder tragen, geteilt durch alle, zu denen das angegeben ist.",
    thema="Ehrenamt",
    zaehler="ehrenamtlich getragene Formate",
    nenner="Formate mit Angabe zum Ehrenamt",
    gruppen=GRUPPEN,
    quelle="Mehrgenerationenhaus-Monitoring: Anteil der Angebote mit Ehrenamtlichen",
)
def anteil_ehrenamtlich(b: Bestand) -> Messung:
    """Share of formats that volunteers run or carry."""
    return _anteil(b, nw.col("ehrenamtlich"), "Ehrenamt")


@kennzahl(
    "Anteil inklusiver Formate",
    "Anteil",
    "Angebotsformate, die als inklusiv geführt werden, geteilt durch alle, zu denen das angegeben ist.",
    thema="Angebote",
    zaehler="inklusive Formate",
    nenner="Formate mit Angabe zur Inklusion",
    gruppen=GRUPPEN,
)
def anteil_inklusiv(b: Bestand) -> Messung:
    """Share of inclusive formats."""
    return _anteil(b, nw.col("inklusiv"), "inklusiv")


@kennzahl(
    "Anteil mehrgenerativer Formate",
    "Anteil",
    "Angebotsformate im Bereich „Mehrgenerativ“, geteilt durch alle mit einem Bereich.",
    thema="Angebote",
    zaehler="mehrgenerative Formate",
    nenner="Formate mit Bereich",
    gruppen=GRUPPEN,
)
def anteil_mehrgenerativ(b: Bestand) -> Messung:
    """Share of formats for several generations."""
    return _anteil(b, nw.col("bereich") == "mehrgenerativ", "Bereich")


@kennzahl(
    "Anteil drittmittelfinanzierter Formate",
    "Anteil",
    "Angebotsformate, die über Drittmittel finanziert sind, geteilt durch alle, zu denen das angegeben ist.",
    thema="Drittmittel",
    zaehler="über Drittmittel finanzierte Formate",
    nenner="Formate mit Angabe zu Drittmitteln",
    gruppen=GRUPPEN,
)
def anteil_drittmittel(b: Bestand) -> Messung:
    """Share of formats paid from third-party funds."""
    return _anteil(b, nw.col("drittmittel"), "Drittmittel")


@kennzahl(
    "Wochentage laut Rhythmus",
    "Tage/Woche",
    "Wochentage, an denen ein Angebot laut Angebotsliste jede Woche stattfindet; 14-tägliche Termine zählen nicht. Von "
    "mehreren Angeboten gilt das häufigste.",
    thema="Rhythmus",
    zaehler="Wochentage der wöchentlichen Regel",
    zeitraum="Woche",
    gruppen=("angebot", "bereich", "verantwortung"),
)
def tage_je_woche(b: Bestand) -> Messung:
    """Weekdays on which an Angebot runs every week."""
    return _rhythmus(b, "tage_je_woche")


@kennzahl(
    "Termine je Monat laut Rhythmus",
    "Termine/Monat",
    "Termine je Monat, die der Rhythmus eines Angebots nennt. Von mehreren Angeboten gilt das häufigste.",
    thema="Rhythmus",
    zaehler="Termine der monatlichen Regel",
    zeitraum="Monat",
    gruppen=("angebot", "bereich", "verantwortung"),
)
def termine_je_monat(b: Bestand) -> Messung:
    """Dates a month of an Angebot with a monthly rhythm."""
    return _rhythmus(b, "termine_je_monat")


@kennzahl(
    "Abstand der Termine laut Rhythmus",
    "Tage",
    "Tage von einem Termin eines Angebots zum nächsten, wie der Rhythmus es nennt. Von mehreren Angeboten gilt der größte "
    "Abstand.",
    thema="Rhythmus",
    zaehler="Tage zwischen zwei Terminen",
    zeitraum="laufend",
    gruppen=("angebot", "bereich", "verantwortung"),
)
def abstand_tage(b: Bestand) -> Messung:
    """Days between two dates of an Angebot with a weekly rhythm."""
    return _rhythmus(b, "abstand_tage")


def _rhythmus(b: Bestand, spalte: str) -> Messung:
    return Messung(umgesetzt(b).filter(~nw.col(spalte).is_null()), Groesster(spalte), lesart=("Rhythmus",))
