"""Who came: Besuche, Öffnungstage and how many of them were counted. Besuche are not Personen."""

import polars as pl

from qz_analysis.figures.kennzahl import belege, kennzahl, summe
from qz_analysis.figures.wert import Wert
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.model.tabellen import Tabellen
from qz_analysis.model.werte import NICHT_STATTGEFUNDEN

JUGENDTREFF = "offener_jugendtreff"
MONATE = (
    ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]
)  # fmt: skip


def _besuche(t: Tabellen) -> pl.DataFrame:
    """Return the totals per Termin: rows broken down by a group would count a visit twice."""
    return t.teilnahme.filter(
        (pl.col("angebot_id") == JUGENDTREFF)
        & (pl.col("zaehlart") == "besuche")
        & pl.all_horizontal(pl.col("altersgruppe", "geschlecht", "planungsbezirk").is_null())
        & pl.col("anzahl_min").is_not_null()
    ).sort("datum")


def _offen(t: Tabellen) -> pl.DataFrame:
    """Return the Termine that took place, or of which it isn't known: those a count is expected for."""
    return t.termin.filter(
        (pl.col("angebot_id") == JUGENDTREFF) & ~pl.col("status").is_in(NICHT_STATTGEFUNDEN)
    ).sort("datum")


def _je_tag(besuche: pl.DataFrame, offen: pl.DataFrame, gruppe: str | None = None) -> Wert:
    gesamt = summe(besuche)
    tage = besuche.height
    if gesamt is None or not tage:
        return Wert(None, gruppe, nenner=tage, abdeckung=0.0 if offen.height else None)
    oben = None if gesamt.max is None else gesamt.max / tage
    mittel = None if gesamt.wert is None else gesamt.wert / tage
    return Wert(
        Anzahl(mittel, gesamt.min / tage, oben, "durchschnittlich"),
        gruppe,
        zaehler=gesamt.min,
        nenner=tage,
        abdeckung=tage / offen.height if offen.height else None,
        belege=belege(besuche),
    )


@kennzahl(
    "Besuche im offenen Jugendtreff",
    "Besuche",
    "Summe der Besuche an den gezählten Öffnungstagen. Wer zweimal kommt, zählt zweimal; nicht gezählte Tage fehlen.",
    personen=True,
)
def besuche(t: Tabellen) -> Wert:
    """Visits on the days that were counted."""
    gezaehlt, offen = _besuche(t), _offen(t)
    return Wert(
        summe(gezaehlt),
        nenner=gezaehlt.height,
        abdeckung=gezaehlt.height / offen.height if offen.height else None,
        belege=belege(gezaehlt),
    )


@kennzahl(
    "Besuche je gezähltem Öffnungstag",
    "Besuche/Tag",
    "Besuche geteilt durch die Öffnungstage, an denen gezählt wurde; nicht gezählte und geschlossene Tage gehen in "
    "keinen der beiden Werte ein.",
    personen=True,
)
def besuche_je_oeffnungstag(t: Tabellen) -> Wert:
    """Mean visits per counted opening day."""
    return _je_tag(_besuche(t), _offen(t))


@kennzahl(
    "höchste Besuchszahl an einem Abend",
    "Besuche",
    "Größte gezählte Zahl an einem Öffnungstag.",
    personen=True,
)
def besuche_hoechstwert(t: Tabellen) -> Wert:
    """Largest count on one opening day."""
    gezaehlt = _besuche(t)
    hoechster = gezaehlt.filter(pl.col("anzahl_min") == pl.col("anzahl_min").max()).head(1)
    return Wert(summe(hoechster), belege=belege(hoechster))


@kennzahl(
    "Besuche nach Monat", "Besuche", "Besuche an den gezählten Öffnungstagen eines Monats.", personen=True
)
def besuche_nach_monat(t: Tabellen) -> list[Wert]:
    """Visits by month, with how many of the expected days were counted."""
    return [
        Wert(
            summe(gezaehlt),
            monat,
            nenner=gezaehlt.height,
            abdeckung=gezaehlt.height / offen.height if offen.height else None,
            belege=belege(gezaehlt),
        )
        for monat, gezaehlt, offen in _monate(t)
        if offen.height
    ]


@kennzahl(
    "Besuche je gezähltem Öffnungstag nach Monat",
    "Besuche/Tag",
    "Besuche eines Monats geteilt durch seine gezählten Öffnungstage.",
    personen=True,
)
def besuche_je_oeffnungstag_nach_monat(t: Tabellen) -> list[Wert]:
    """Mean visits per counted opening day by month; months without a count have no value."""
    return [_je_tag(gezaehlt, offen, monat) for monat, gezaehlt, offen in _monate(t) if offen.height]


def _monate(t: Tabellen) -> list[tuple[str, pl.DataFrame, pl.DataFrame]]:
    alle_besuche, alle_offenen = _besuche(t), _offen(t)
    return [
        (
            name,
            alle_besuche.filter(pl.col("datum").dt.month() == monat),
            alle_offenen.filter(pl.col("datum").dt.month() == monat),
        )
        for monat, name in enumerate(MONATE, 1)
    ]


@kennzahl(
    "Öffnungstage nach Erhebung",
    "Tage",
    "Tage, an denen laut Besuchsliste oder Rhythmus zu öffnen war, danach, ob gezählt wurde und ob geschlossen war.",
)
def oeffnungstage(t: Tabellen) -> list[Wert]:
    """Opening days by whether they were counted, not counted or closed."""
    geschlossen = t.termin.filter(
        (pl.col("angebot_id") == JUGENDTREFF) & pl.col("status").is_in(NICHT_STATTGEFUNDEN)
    ).sort("datum")
    gezaehlt, offen = _besuche(t), _offen(t)
    ungezaehlt = offen.join(gezaehlt, on="datum", how="anti")
    return [
        Wert(Anzahl.genau(zeilen.height), gruppe, belege=belege(zeilen))
        for gruppe, zeilen in (
            ("gezählt", gezaehlt),
            ("nicht gezählt", ungezaehlt),
            ("geschlossen", geschlossen),
        )
    ]


def _stammbesuchende(t: Tabellen) -> pl.DataFrame:
    return t.teilnahme.filter(pl.col("zaehlart") == "stammbesuchende").sort("altersgruppe")


@kennzahl(
    "Stammbesuchende des Jugendtreffs",
    "Personen",
    "Vom Team geschätzte Kerngruppe. Personen, nicht Besuche; aus Besuchszahlen lässt sie sich nicht berechnen.",
    personen=True,
)
def stammbesuchende(t: Tabellen) -> Wert:
    """Estimated regulars."""
    zeilen = _stammbesuchende(t)
    return Wert(summe(zeilen), belege=belege(zeilen))


@kennzahl(
    "Stammbesuchende nach Alter",
    "Personen",
    "Vom Team geschätzte Kerngruppe nach Altersgruppe.",
    personen=True,
)
def stammbesuchende_nach_alter(t: Tabellen) -> list[Wert]:
    """Estimated regulars by age group."""
    zeilen = _stammbesuchende(t)
    return [
        Wert(summe(gruppe), f"{alter[0]} Jahre", belege=belege(gruppe))
        for alter, gruppe in zeilen.group_by("altersgruppe", maintain_order=True)
    ]


@kennzahl(
    "Alter der Stammbesuchenden", "Jahre", "Kleinstes und größtes Alter in den Altersgruppen der Kerngruppe."
)
def stammbesuchende_alter(t: Tabellen) -> Wert:
    """Youngest and oldest age named."""
    zeilen = _stammbesuchende(t)
    jahre = [
        int(jahr)
        for gruppe in zeilen["altersgruppe"].drop_nulls()
        for jahr in gruppe.split("-")
        if jahr.isdigit()
    ]
    zahl = Anzahl(None, min(jahre), max(jahre), "von_bis") if jahre else None
    return Wert(zahl, belege=belege(zeilen))


@kennzahl(
    "Personen im Sommer- und Herbstprogramm",
    "Personen",
    "Personen, die laut Programmliste teilgenommen haben.",
    personen=True,
)
def programm_personen(t: Tabellen) -> Wert:
    """Persons who took part in the programme."""
    zeilen = t.teilnahme.filter(pl.col("zaehlart") == "personen")
    return Wert(summe(zeilen), belege=belege(zeilen))
