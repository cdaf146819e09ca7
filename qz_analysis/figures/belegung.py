"""How the house is used: booked hours by day, room and Bereich, against the hours of the plan and the opening hours."""

from typing import Final

import narwhals.stable.v2 as nw

from qz_analysis.figures.angebot import umgesetzt
from qz_analysis.figures.bestand import ANGEBOT, ORT, QUELLE, Bestand
from qz_analysis.figures.kennzahl import kennzahl
from qz_analysis.figures.mass import Anteil, Wertsumme, Zeilenzahl
from qz_analysis.figures.messung import Messung
from qz_analysis.model import werte

GRUPPEN: Final = ("wochentag", "raum", "bereich")
JE_HALBE_STUNDE: Final = ("wochentag", "raum")
HALBE_STUNDE: Final = 30  # minutes: the grid of the plan
PLATZ: Final = (*ORT, "raum", "wochentag", "zeit")
"""A half hour of a room in the week."""


def minute(spalte: str) -> nw.Expr:
    """Return a time of day such as "14:30" as minutes since midnight."""
    zeit = nw.col(spalte).str
    return zeit.slice(0, 2).cast(nw.Int64) * 60 + zeit.slice(3, 2).cast(nw.Int64)


def belegt(b: Bestand) -> nw.LazyFrame:
    """Return one row per half hour of a booking, with the cell of the booking."""
    raster = b["planraster"].select(*ORT, "raum", "zeit")
    buchungen = b["belegung"].select(
        *ORT, "raum", "wochentag", "beginn", "ende", "bereich", "unsicher", *QUELLE
    )
    je_zeile = buchungen.join(raster, on=[*ORT, "raum"], how="inner")
    return je_zeile.filter(nw.col("zeit") >= nw.col("beginn"), nw.col("zeit") < nw.col("ende"))


def plaetze(b: Bestand) -> nw.LazyFrame:
    """Return one row per half hour of the week in which a room could be booked, with how many bookings it has."""
    raster = b["planraster"].select(*ORT, "raum", "zeit", *QUELLE)
    woche = nw.concat([raster.with_columns(nw.lit(tag).alias("wochentag")) for tag in werte.WOCHENTAG])
    voll = (
        belegt(b)
        .with_columns(_text("wochentag"))
        .group_by(*PLATZ)
        .agg(nw.len().cast(nw.Int64).alias("buchungen"))
    )
    return woche.join(voll, on=list(PLATZ), how="left").with_columns(nw.col("buchungen").fill_null(0))


def _text(spalte: str) -> nw.Expr:
    return nw.col(spalte).cast(nw.String)


@kennzahl(
    "Halbstundenzeilen des Belegungsplans",
    "Zeilen",
    "Zeilen des Wochenplans, eine je halbe Stunde und Raum.",
    thema="Belegung",
    zaehler="Zeilen des Plans",
    zeitraum="Woche",
    gruppen=("raum",),
)
def planraster_zeilen(b: Bestand) -> Messung:
    """Half-hour rows of the week plan."""
    return Messung(b["planraster"], Zeilenzahl(), lesart=None)


@kennzahl(
    "Belegungen",
    "Belegungen",
    "Einträge im Wochenplan.",
    thema="Belegung",
    zaehler="Einträge im Plan",
    zeitraum="Woche",
    gruppen=GRUPPEN,
)
def belegungen(b: Bestand) -> Messung:
    """Bookings in the week plan."""
    return Messung(b["belegung"], Zeilenzahl(), lesart=("Tag", "Ende", "Farbe", "Text"))


@kennzahl(
    "gebuchte Stunden",
    "Stunden",
    "Summe der Dauer aller Belegungen je Woche. Gleichzeitige Belegungen zählen jede für sich.",
    thema="Belegung",
    zaehler="Stunden von Beginn bis Ende jeder Belegung",
    zeitraum="Woche",
    gruppen=GRUPPEN,
)
def gebuchte_stunden(b: Bestand) -> Messung:
    """Hours booked; bookings at the same time count each."""
    dauer = b["belegung"].with_columns((minute("ende") - minute("beginn")).alias("dauer_min"))
    return Messung(dauer, Wertsumme("dauer_min", teiler=60), lesart=("Tag", "Ende", "Farbe"))


@kennzahl(
    "belegte Stunden",
    "Stunden",
    "Stunden der Woche, in denen ein Raum mindestens eine Belegung hat. Gleichzeitige Belegungen zählen einmal.",
    thema="Belegung",
    zaehler="halbe Stunden mit Belegung",
    zeitraum="Woche",
    gruppen=JE_HALBE_STUNDE,
)
def belegte_stunden(b: Bestand) -> Messung:
    """Hours with at least one booking."""
    dauer = nw.when(nw.col("buchungen") > 0).then(nw.lit(HALBE_STUNDE)).otherwise(nw.lit(0))
    return Messung(
        plaetze(b).with_columns(dauer.alias("dauer_min")),
        Wertsumme("dauer_min", teiler=60),
        lesart=None,
        belegt=b["belegung"],
    )


@kennzahl(
    "freie Stunden",
    "Stunden",
    "Stunden des Wochenplans, in denen ein Raum keine Belegung hat.",
    thema="Belegung",
    zaehler="halbe Stunden ohne Belegung",
    zeitraum="Woche",
    gruppen=JE_HALBE_STUNDE,
)
def freie_stunden(b: Bestand) -> Messung:
    """Hours without a booking."""
    dauer = nw.when(nw.col("buchungen") == 0).then(nw.lit(HALBE_STUNDE)).otherwise(nw.lit(0))
    return Messung(
        plaetze(b).with_columns(dauer.alias("dauer_min")), Wertsumme("dauer_min", teiler=60), lesart=None
    )


@kennzahl(
    "gleichzeitige Belegungen",
    "Stunden",
    "Stunden der Woche, in denen ein Raum mehr als eine Belegung hat.",
    thema="Belegung",
    zaehler="halbe Stunden mit mehreren Belegungen",
    zeitraum="Woche",
    gruppen=JE_HALBE_STUNDE,
)
def ueberschneidungen(b: Bestand) -> Messung:
    """Hours in which bookings of one room overlap."""
    doppelt = plaetze(b).filter(nw.col("buchungen") > 1).select(*PLATZ)
    dauer = plaetze(b).with_columns(
        nw.when(nw.col("buchungen") > 1).then(nw.lit(HALBE_STUNDE)).otherwise(nw.lit(0)).alias("dauer_min")
    )
    beteiligt = belegt(b).with_columns(_text("wochentag")).join(doppelt, on=list(PLATZ), how="semi")
    return Messung(dauer, Wertsumme("dauer_min", teiler=60), lesart=None, belegt=beteiligt)


@kennzahl(
    "Auslastung des Plans",
    "Anteil",
    "Halbe Stunden mit mindestens einer Belegung, geteilt durch alle halben Stunden des Wochenplans (2021: 08 bis 21 Uhr, "
    "Montag bis Sonntag).",
    thema="Belegung",
    zaehler="halbe Stunden mit Belegung",
    nenner="halbe Stunden des Wochenplans",
    zeitraum="Woche",
    gruppen=JE_HALBE_STUNDE,
)
def auslastung(b: Bestand) -> Messung:
    """Share of the plan's half hours in which something takes place."""
    return _auslastung(b, plaetze(b))


@kennzahl(
    "Auslastung der Öffnungszeit",
    "Anteil",
    "Halbe Stunden mit mindestens einer Belegung, geteilt durch die halben Stunden des Wochenplans, die in den "
    "Öffnungszeiten aus qz.toml liegen. Ohne Öffnungszeiten: keine Angabe.",
    thema="Belegung",
    zaehler="halbe Stunden der Öffnungszeit mit Belegung",
    nenner="halbe Stunden der Öffnungszeit",
    zeitraum="Woche",
    gruppen=JE_HALBE_STUNDE,
)
def auslastung_oeffnungszeit(b: Bestand) -> Messung:
    """Share of the half hours within the opening hours in which something takes place."""
    offen = nw.lit(value=False)
    for tag, spannen in b.einstellungen.oeffnungszeiten.items():
        for von, bis in spannen:
            offen = offen | ((nw.col("wochentag") == tag) & (nw.col("zeit") >= von) & (nw.col("zeit") < bis))
    return _auslastung(b, plaetze(b).with_columns(offen.alias("offen")).filter(nw.col("offen")))


def _auslastung(b: Bestand, zeilen: nw.LazyFrame) -> Messung:
    return Messung(
        zeilen.with_columns((nw.col("buchungen") > 0).alias("belegt")),
        Anteil("belegt"),
        lesart=None,
        belegt=b["belegung"],
    )


@kennzahl(
    "Belegungen ohne Angebot",
    "Belegungen",
    "Einträge mit Bereich im Wochenplan, zu denen kein Angebot der Angebotsliste gefunden wurde: geplant, aber nicht "
    "gelistet.",
    thema="Belegung",
    zaehler="Einträge ohne passendes Angebot",
    zeitraum="Woche",
    gruppen=GRUPPEN,
)
def plan_ohne_angebot(b: Bestand) -> Messung:
    """Bookings of an Angebot that no list has."""
    return Messung(
        b["belegung"].filter(nw.col("angebot_id").is_null(), ~nw.col("bereich").is_null()),
        Zeilenzahl(),
        lesart=("Text",),
    )


@kennzahl(
    "wiederkehrende Angebote ohne Belegung",
    "Formate",
    "Wiederkehrende Angebote, die stattfanden und im Wochenplan nicht vorkommen: gelistet, aber nicht geplant. Angebote "
    "außer Haus gehören dazu.",
    thema="Belegung",
    zaehler="wiederkehrende Formate ohne Eintrag im Plan",
    gruppen=("bereich", "verantwortung", "ort", "angebot"),
)
def angebote_ohne_belegung(b: Bestand) -> Messung:
    """Recurring Angebote that the week plan does not have."""
    geplant = b["belegung"].filter(~nw.col("angebot_id").is_null()).select(*ANGEBOT)
    wiederkehrend = umgesetzt(b).filter(nw.col("art") == "wiederkehrend")
    return Messung(wiederkehrend.join(geplant, on=list(ANGEBOT), how="anti"), Zeilenzahl(), lesart=("Art",))
