"""Who came: Besuche, in all and at each Termin. They are no Personen: those are counted in `person`."""

from typing import Final

import narwhals.stable.v2 as nw

from qz_analysis.figures.angebot import beratung
from qz_analysis.figures.bestand import ANGEBOT, Bestand
from qz_analysis.figures.kennzahl import kennzahl
from qz_analysis.figures.mass import Mass, Summe
from qz_analysis.figures.messung import Messung
from qz_analysis.figures.streuung import (
    Hochrechnung,
    Hoechstwert,
    Median,
    Mittel,
    Trend,
    je_angebot,
    mitte,
    monat_nummer,
)
from qz_analysis.figures.termin import geplant, ist_gezaehlt

ANGEBOTE: Final = ("angebot", "bereich", "zielgruppe", "thema", "verantwortung", "programm")
JE_TERMIN: Final = (*ANGEBOTE, "monat", "quartal", "jahreszeit", "wochentag")
GRUPPEN: Final = (*JE_TERMIN, "altersgruppe", "geschlecht", "planungsbezirk")
TERMIN: Final = (*ANGEBOT, "datum")
ZAHLEN: Final = ("anzahl", "anzahl_min", "anzahl_max")


def gezaehlt(b: Bestand, zaehlart: str) -> nw.LazyFrame:
    """Return the rows with a number of one kind of count."""
    return b["teilnahme"].filter(nw.col("zaehlart") == zaehlart, ~nw.col("anzahl_min").is_null())


def _besuche(b: Bestand) -> nw.LazyFrame:
    """Return the Besuche; those of counselling are no more than numbers of their month.

    They have neither a weekday nor a breakdown: by these a report would say more than a monthly total.
    """
    alle = gezaehlt(b, "besuche")
    beraten = beratung(b).with_columns(nw.lit(True).alias("beraten"))
    zeilen = alle.join(beraten, on=list(ANGEBOT), how="left")
    frei = nw.col("beraten").is_null()
    aufgeteilt = [
        nw.when(frei).then(nw.col(s)).alias(s) for s in ("altersgruppe", "geschlecht", "planungsbezirk")
    ]
    zeitraum = (
        nw.when(frei)
        .then(nw.col("datum_bis"))
        .otherwise(nw.coalesce("datum_bis", "datum"))
        .alias("datum_bis")
    )
    return zeilen.filter(frei | nw.col("summand")).with_columns(*aufgeteilt, zeitraum).drop("beraten")


def _an_tagen(b: Bestand) -> nw.LazyFrame:
    """Return what makes up the Besuche of single Termine.

    A week or a month is no Termin. Counselling is left out: its counts are monthly totals at most.
    """
    tage = gezaehlt(b, "besuche").filter(nw.col("datum_bis").is_null(), nw.col("summand"))
    return tage.join(beratung(b), on=list(ANGEBOT), how="anti")


def je_termin(b: Bestand) -> nw.LazyFrame:
    """Return the Besuche of each Termin as one row: a count by Geschlecht or age alone is added up first."""
    tage = b.einmal(_an_tagen)
    ganz = (
        nw.col("geschlecht").is_null() & nw.col("altersgruppe").is_null() & nw.col("planungsbezirk").is_null()
    )
    spalten = (*TERMIN, *ZAHLEN, "genauigkeit", "quelle_datei")
    summen = [
        nw.when(nw.col(s).count() == nw.len()).then(nw.col(s).sum()).cast(nw.Int64).alias(s) for s in ZAHLEN
    ]
    genauigkeit = tage.collect_schema()[
        "genauigkeit"
    ]  # an Enum where the engine has one: groups twice as fast as text
    ungenau = (nw.col("genauigkeit") != "genau").cast(nw.Int64).sum()
    teile = (
        tage.filter(~ganz)
        .group_by(*TERMIN)
        .agg(*summen, ungenau.alias("ungenau"), nw.col("quelle_datei").min())
        .with_columns(
            nw.when(nw.col("ungenau") > 0)
            .then(nw.lit("rund"))
            .otherwise(nw.lit("genau"))
            .cast(genauigkeit)
            .alias("genauigkeit")
        )
    )
    return nw.concat([tage.filter(ganz).select(*spalten), teile.select(*spalten)])


def _messung_je_termin(b: Bestand, mass: Mass) -> Messung:
    return Messung(b.einmal(je_termin), mass, lesart=None, termine=geplant, belegt=b.einmal(_an_tagen))


@kennzahl(
    "Besuche",
    "Besuche",
    "Summe der gezählten und geschätzten Besuche. Wer zweimal kommt, zählt zweimal; was nicht erhoben wurde, fehlt.",
    thema="Teilnahme",
    zaehler="Besuche an Terminen und in Zeiträumen",
    gruppen=GRUPPEN,
    geheimhaltung="personen",
    quelle="Besuche (Kontakte), wie in der offenen Jugendarbeit gezählt wird",
)
def besuche(b: Bestand) -> Messung:
    """Visits that were counted."""
    return Messung(b.einmal(_besuche), Summe(), lesart=None, termine=geplant, aufgeschluesselt=True)


@kennzahl(
    "Besuche je gezähltem Öffnungstag",
    "Besuche/Tag",
    "Besuche geteilt durch die Termine, an denen gezählt wurde; nicht gezählte und geschlossene Tage gehen in keinen "
    "der beiden Werte ein.",
    thema="Teilnahme",
    zaehler="Besuche an gezählten Öffnungstagen",
    nenner="gezählte Öffnungstage",
    gruppen=JE_TERMIN,
    geheimhaltung="personen",
    quelle="Sachbericht 2021, Kapitel 3.2.1",
)
def besuche_je_oeffnungstag(b: Bestand) -> Messung:
    """Mean visits per counted opening day."""
    return _messung_je_termin(b, Mittel())


@kennzahl(
    "Median der Besuche je gezähltem Öffnungstag",
    "Besuche/Tag",
    "An der Hälfte der gezählten Öffnungstage kamen höchstens so viele.",
    thema="Teilnahme",
    zaehler="mittlerer der gezählten Öffnungstage",
    gruppen=JE_TERMIN,
    geheimhaltung="personen",
)
def besuche_median(b: Bestand) -> Messung:
    """Median of visits per counted opening day."""
    return _messung_je_termin(b, Median())


@kennzahl(
    "höchste Besuchszahl an einem Öffnungstag",
    "Besuche",
    "Größte gezählte Zahl an einem Öffnungstag.",
    thema="Teilnahme",
    zaehler="Besuche am bestbesuchten Öffnungstag",
    gruppen=JE_TERMIN,
    geheimhaltung="personen",
    quelle="Sachbericht 2021, Kapitel 3.2.1",
)
def besuche_hoechstwert(b: Bestand) -> Messung:
    """Largest count on one opening day."""
    return _messung_je_termin(b, Hoechstwert())


@kennzahl(
    "Trend der Besuche je Öffnungstag",
    "Besuche/Tag und Monat",
    "Um wie viel die Besuche je gezähltem Öffnungstag von Monat zu Monat steigen oder fallen: Steigung der Ausgleichsgeraden "
    "mit ihrem 95-%-Vertrauensbereich. Enthält er null, ist keine Richtung belegt.",
    thema="Teilnahme",
    zaehler="Steigung der Ausgleichsgeraden",
    gruppen=ANGEBOTE,
    geheimhaltung="personen",
    quelle="kleinste Quadrate, t-Verteilung",
)
def besuche_trend(b: Bestand) -> Messung:
    """Change of visits per counted opening day from month to month."""
    # Columns of their own: what is written within an aggregate is computed again for each sum.
    zeilen = b.einmal(je_termin).with_columns(monat_nummer("datum").alias("x"), mitte().alias("y"))
    return Messung(zeilen, Trend(), lesart=None, termine=geplant, belegt=b.einmal(_an_tagen))


@kennzahl(
    "hochgerechnete Besuche an nicht gezählten Terminen",
    "Besuche",
    "Schätzung für erwartete Termine ohne Zählung: ihre Zahl mal das Mittel der gezählten, mit 95-%-Vorhersagebereich. Sie "
    "setzt voraus, dass nicht gezählte Tage wie gezählte sind, und wird nie zu gezählten Besuchen addiert. Angebote ganz ohne "
    "Zählung fehlen.",
    thema="Teilnahme",
    zaehler="nicht gezählte Termine mal Mittel der gezählten",
    gruppen=("angebot",),
    geheimhaltung="personen",
    quelle="Hochrechnung mit t-Verteilung, Zufallsauswahl der Tage angenommen",
)
def besuche_hochrechnung(b: Bestand) -> Messung:
    """Extrapolation for the expected Termine that were not counted, with a prediction interval."""
    # Of an Angebot's many files one is kept: a file of samples where a count is from one, since that must show.
    leer = nw.lit(None, dtype=nw.String)
    beispiel = nw.col("quelle_datei").is_in(sorted(b.beispieldateien))
    datei = nw.when(beispiel).then(nw.col("quelle_datei")) if b.beispieldateien else leer
    mit_zahl = b.einmal(je_termin).select(*ANGEBOT, mitte().alias("besuche"), datei.alias("quelle_datei"))
    ohne = (nw.lit(None, dtype=nw.Float64).alias("besuche"), leer.alias("quelle_datei"))
    fehlend = b.einmal(geplant).filter(~ist_gezaehlt()).select(*ANGEBOT, *ohne)
    zeilen = je_angebot(nw.concat([mit_zahl, fehlend]))
    return Messung(zeilen, Hochrechnung(), lesart=None, termine=geplant, belegt=b.einmal(_an_tagen))
