"""By what figures can be grouped: each Gruppierung adds one column to the rows that are counted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import narwhals.stable.v2 as nw

from qz_analysis.clean.schreibweise import werteliste
from qz_analysis.figures.bestand import ANGEBOT, ORT, QUELLE
from qz_analysis.figures.geheimhaltung_klassen import zusammengelegt
from qz_analysis.model import werte
from qz_analysis.model.kalender import JAHRESZEIT, MONATE
from qz_analysis.model.wirkungstreppe import STUFEN, ebene

if TYPE_CHECKING:
    from qz_analysis.figures.bestand import Bestand

Anhaengen = Callable[["Bestand", nw.LazyFrame, str], nw.LazyFrame]
JA_NEIN: Final = {True: "ja", False: "nein"}
LAGE: Final = {
    1: "gezählt",
    2: "fand statt, nicht gezählt",
    3: "erwartet, steht auf keiner Liste",
    4: "ausgefallen",
    5: "geschlossen",
}
QUARTAL: Final = {n: f"{n}. Quartal" for n in range(1, 5)}
TREPPE: Final = {stufe: f"{stufe} {name} ({ebene(stufe)})" for stufe, name in STUFEN.items()}
GESCHLECHT: Final = {"w": "weiblich", "m": "männlich", "d": "divers / k. A."}


def _nichts() -> Mapping[Any, str]:
    return {}


@dataclass(frozen=True)
class Gruppierung:
    """One way to group: `haenge_an` adds the column `spalte` to rows of any table that it makes sense for.

    `labels` maps raw values to what a reader sees; values not in it are shown as they are. With `mehrfach` one row may
    belong to several groups. `geordnet` groups keep their own order, others go from many to few. `lesart` is the
    heading whose doubt (`unsicher`) matters for the group. `personen` marks columns of `teilnahme` that break a count
    down, of which a Termin knows nothing. `schluessel` is what a row that may belong to several groups is known by.
    `roh` is the column with what a group was before neighbours were merged: conditions may name that as well.
    """

    name: str
    bezeichnung: str
    haenge_an: Anhaengen
    labels: Callable[[], Mapping[Any, str]] = field(default=_nichts)
    mehrfach: bool = False
    geordnet: bool = False
    lesart: str = ""
    ohne: str = "ohne Angabe"
    personen: bool = False
    schluessel: tuple[str, ...] = ANGEBOT
    roh: str = ""

    @property
    def spalte(self) -> str:
        """The name of the column that holds the group."""
        return f"je_{self.name}"

    def label(self, wert: Any) -> str:
        """Return a group as a reader sees it."""
        return self.ohne if wert is None else str(self.labels().get(wert, wert))


def _spalte(b: "Bestand", zeilen: nw.LazyFrame, name: str, ausdruck: nw.Expr, ziel: str) -> nw.LazyFrame:
    """Add a column made of one of `angebot`, which is joined where the rows are not Angebote themselves."""
    if name in zeilen.collect_schema().names():
        return zeilen.with_columns(ausdruck.alias(ziel))
    angebote = b["angebot"].select(*ANGEBOT, ausdruck.alias(ziel))
    return zeilen.join(angebote, on=list(ANGEBOT), how="left")


def _angebotsspalte(name: str) -> Anhaengen:
    return lambda b, zeilen, ziel: _spalte(b, zeilen, name, nw.col(name), ziel)


def _mehrgenerativ(b: "Bestand", zeilen: nw.LazyFrame, ziel: str) -> nw.LazyFrame:
    return _spalte(b, zeilen, "bereich", nw.col("bereich") == "mehrgenerativ", ziel)


def _eigene(name: str) -> Anhaengen:
    """Return how a column is added that the rows have themselves."""
    return lambda _, zeilen, ziel: zeilen.with_columns(nw.col(name).alias(ziel))


def _verknuepft(tabelle: str, spalte: str) -> Anhaengen:
    """Return how a linked table is added: one row per link, or one with null where an Angebot has none.

    Of an Angebot the cell of the link is the evidence, where it has one.
    """

    def haenge_an(b: "Bestand", zeilen: nw.LazyFrame, ziel: str) -> nw.LazyFrame:
        return _verbinde(zeilen, b[tabelle].with_columns(nw.col(spalte).alias(ziel)), ziel)

    return haenge_an


def _verbinde(zeilen: nw.LazyFrame, links: nw.LazyFrame, ziel: str) -> nw.LazyFrame:
    eigene = zeilen.collect_schema().names()
    belege = [nw.col(q).alias(f"link_{q}") for q in QUELLE]
    verbunden = zeilen.join(links.select(*ANGEBOT, ziel, *belege), on=list(ANGEBOT), how="left")
    if "durchfuehrung" not in eigene:  # not Angebote: a count comes from its own cell
        return verbunden.select(*eigene, ziel)
    quellen = (nw.coalesce(f"link_{q}", q).alias(q) for q in QUELLE)
    return verbunden.select(*(e for e in eigene if e not in QUELLE), ziel, *quellen)


def _partner(b: "Bestand", zeilen: nw.LazyFrame, ziel: str) -> nw.LazyFrame:
    if "partner" in zeilen.collect_schema().names():  # partners themselves
        return zeilen.with_columns(nw.col("partner").alias(ziel))
    namen = b["partner"].select(*ORT, "partner_id", nw.col("partner").alias("name"))
    links = b["angebot_partner"].join(namen, on=[*ORT, "partner_id"], how="left")
    return _verbinde(zeilen, links.with_columns(nw.coalesce("name", "partner_id").alias(ziel)), ziel)


def _angebot(b: "Bestand", zeilen: nw.LazyFrame, ziel: str) -> nw.LazyFrame:
    """Add the name of the Angebot; one that stands on no Angebotsliste is called by its short name."""
    if "angebot" in zeilen.collect_schema().names():
        return zeilen.with_columns(nw.col("angebot").alias(ziel))
    namen = b["angebot"].select(*ANGEBOT, nw.col("angebot").alias(ziel))
    verbunden = zeilen.join(namen, on=list(ANGEBOT), how="left")
    return verbunden.with_columns(nw.coalesce(ziel, "angebot_id").alias(ziel))


def _monat_des_datums(_: "Bestand", zeilen: nw.LazyFrame) -> nw.Expr:
    """Return the month of rows with a date; null for a count over several months, which belongs to none of them."""
    monat = nw.col("datum").dt.month()
    if "datum_bis" not in zeilen.collect_schema().names():
        return monat
    bis = nw.col("datum_bis")
    im_selben = (bis.dt.month() == monat) & (bis.dt.year() == nw.col("datum").dt.year())
    return nw.when(bis.is_null() | im_selben).then(monat)


def _monat(b: "Bestand", zeilen: nw.LazyFrame, ziel: str) -> nw.LazyFrame:
    return zeilen.with_columns(_monat_des_datums(b, zeilen).alias(ziel))


def _jahreszeit(b: "Bestand", zeilen: nw.LazyFrame, ziel: str) -> nw.LazyFrame:
    """Add the season, 1 spring to 4 winter, as meteorologists part the year: from the first of March."""
    monat = _monat_des_datums(b, zeilen)
    return zeilen.with_columns(((monat + 9) % 12 // 3 + 1).alias(ziel))


def _wochentag(_: "Bestand", zeilen: nw.LazyFrame, ziel: str) -> nw.LazyFrame:
    if "wochentag" in zeilen.collect_schema().names():
        nummern = list(enumerate(werte.WOCHENTAG, 1))
        tag = nw.col("wochentag")
        nummer = nw.when(tag == nummern[-1][1]).then(nw.lit(nummern[-1][0]))
        for n, name in nummern[:-1]:
            nummer = nw.when(tag == name).then(nw.lit(n)).otherwise(nummer)
        return zeilen.with_columns(nummer.alias(ziel))
    tag = nw.col("datum").dt.weekday()
    wochentag = nw.when(tag == 0).then(7).otherwise(tag)  # Spark's Sunday is 0
    if "datum_bis" in zeilen.collect_schema().names():  # a week or a month has no weekday
        wochentag = nw.when(nw.col("datum_bis").is_null()).then(wochentag)
    return zeilen.with_columns(wochentag.alias(ziel))


def _quartal(b: "Bestand", zeilen: nw.LazyFrame, ziel: str) -> nw.LazyFrame:
    return zeilen.with_columns(((_monat_des_datums(b, zeilen) - 1) // 3 + 1).alias(ziel))


def _laufzeit(_: "Bestand", zeilen: nw.LazyFrame, ziel: str) -> nw.LazyFrame:
    """Add each quarter in which an Angebot ran.

    A recurring Angebot without a beginning or end runs from the start or to the end of its Jahr; of a one-off without
    a date nobody knows the quarter.
    """
    wiederkehrend = nw.col("art") == "wiederkehrend"
    beginnt = _quartal_von("von")
    erstes = nw.when(nw.col("von").is_null()).then(nw.when(wiederkehrend).then(nw.lit(1))).otherwise(beginnt)
    letztes = (
        nw.when(nw.col("bis").is_null())
        .then(nw.when(wiederkehrend).then(nw.lit(4)).otherwise(beginnt))
        .otherwise(_quartal_von("bis"))
    )
    offen = zeilen.with_columns(erstes.alias("erstes"), letztes.alias("letztes"))
    laeuft = [offen.filter(nw.col("erstes") <= q, nw.col("letztes") >= q) for q in QUARTAL]
    ohne = offen.filter(nw.col("erstes").is_null() | nw.col("letztes").is_null())
    teile = [
        teil.with_columns(nw.lit(q, dtype=nw.Int32).alias(ziel))
        for q, teil in zip(QUARTAL, laeuft, strict=True)
    ]
    alle = nw.concat([*teile, ohne.with_columns(nw.lit(None, dtype=nw.Int32).alias(ziel))])
    return alle.drop("erstes", "letztes")


def _quartal_von(spalte: str) -> nw.Expr:
    """Return the quarter of a day within the Jahr of its row: 0 before it, 5 after it, null without a day."""
    tag = nw.col(spalte)
    quartal = (tag.dt.month() - 1) // 3 + 1
    danach = nw.when(tag.dt.year() > nw.col("jahr")).then(nw.lit(5)).otherwise(quartal)
    davor = nw.when(tag.dt.year() < nw.col("jahr")).then(nw.lit(0)).otherwise(danach)
    return nw.when(~tag.is_null()).then(davor)


def _lage(_: "Bestand", zeilen: nw.LazyFrame, ziel: str) -> nw.LazyFrame:
    """Add what became of a Termin, 1 to 5."""
    gezaehlt = nw.col("erhebung").is_in(["gezaehlt", "geschaetzt"])
    status = nw.col("status")
    offen = nw.when(status == "stattgefunden").then(nw.lit(2)).otherwise(nw.lit(3))
    geschlossen = nw.when(status == "geschlossen").then(nw.lit(5)).otherwise(offen)
    ausgefallen = nw.when(status == "ausgefallen").then(nw.lit(4)).otherwise(geschlossen)
    return zeilen.with_columns(nw.when(gezaehlt).then(nw.lit(1)).otherwise(ausgefallen).alias(ziel))


def _grund(_: "Bestand", zeilen: nw.LazyFrame, ziel: str) -> nw.LazyFrame:
    return zeilen.explode("grund").with_columns(nw.col("grund").alias(ziel))


def _altersgruppe(b: "Bestand", zeilen: nw.LazyFrame, ziel: str) -> nw.LazyFrame:
    """Add the age band, or what it was merged into with its neighbours."""
    alter = klasse = nw.col("altersgruppe")
    for (standort, jahr), klassen in b.einmal(zusammengelegt).items():
        hier = (nw.col("standort") == standort) & (nw.col("jahr") == jahr)
        for alt, neu in klassen.items():
            klasse = nw.when(hier & (alter == alt)).then(nw.lit(neu)).otherwise(klasse)
    return zeilen.with_columns(klasse.alias(ziel))


def _liste(name: str) -> Callable[[], Mapping[Any, str]]:
    return lambda: werteliste(name)


def _fest(labels: Mapping[Any, str]) -> Callable[[], Mapping[Any, str]]:
    return lambda: labels


_ALLE = (
    Gruppierung("standort", "Standort", _eigene("standort"), geordnet=True),
    Gruppierung("jahr", "Jahr", _eigene("jahr"), geordnet=True),
    Gruppierung("art", "Art", _angebotsspalte("art"), _fest(werte.ART), lesart="Art"),
    Gruppierung("verantwortung", "Verantwortung", _angebotsspalte("verantwortung"), _fest(werte.VERANTWORTUNG),
                lesart="Verantwortung"),
    Gruppierung("bereich", "Bereich", _angebotsspalte("bereich"), _fest(werte.BEREICH), lesart="Bereich"),
    Gruppierung("zielgruppe", "Zielgruppe", _verknuepft("angebot_zielgruppe", "zielgruppe"), _liste("zielgruppe"),
                mehrfach=True, lesart="Zielgruppe"),
    Gruppierung("thema", "Thema", _verknuepft("angebot_thema", "thema"), _liste("thema"), mehrfach=True, lesart="Thema"),
    Gruppierung("partner", "Kooperationspartner", _partner, mehrfach=True, lesart="Kooperationspartner",
                ohne="ohne Kooperationspartner"),
    Gruppierung("ort", "Ort", _angebotsspalte("ort"), lesart="Ort"),
    Gruppierung("planungsbezirk", "Planungsbezirk", _angebotsspalte("planungsbezirk"), lesart="Planungsbezirk",
                personen=True),
    Gruppierung("programm", "Programm", _angebotsspalte("programm"), ohne="ohne Programm"),
    Gruppierung("ehrenamtlich", "Ehrenamt", _angebotsspalte("ehrenamtlich"), _fest(JA_NEIN), lesart="Ehrenamt"),
    Gruppierung("inklusiv", "inklusiv", _angebotsspalte("inklusiv"), _fest(JA_NEIN), lesart="inklusiv"),
    Gruppierung("mehrgenerativ", "mehrgenerativ", _mehrgenerativ, _fest(JA_NEIN), lesart="Bereich"),
    Gruppierung("drittmittel", "Drittmittel", _angebotsspalte("drittmittel"), _fest(JA_NEIN), lesart="Drittmittel"),
    Gruppierung("laufzeit", "Quartal der Laufzeit", _laufzeit, _fest(QUARTAL), mehrfach=True, geordnet=True,
                ohne="ohne Datum"),
    Gruppierung("quartal", "Quartal", _quartal, _fest(QUARTAL), geordnet=True,
                ohne="über mehrere Quartale"),
    Gruppierung("angebot", "Angebot", _angebot),
    Gruppierung("monat", "Monat", _monat, _fest(MONATE), geordnet=True, ohne="über mehrere Monate"),
    Gruppierung("jahreszeit", "Jahreszeit", _jahreszeit, _fest(JAHRESZEIT), geordnet=True,
                ohne="über mehrere Jahreszeiten"),
    Gruppierung("wochentag", "Wochentag", _wochentag, _fest(dict(enumerate(werte.WOCHENTAG.values(), 1))), geordnet=True,
                lesart="Tag", ohne="über mehrere Tage"),
    Gruppierung("altersgruppe", "Altersgruppe", _altersgruppe, geordnet=True, personen=True, roh="altersgruppe"),
    Gruppierung("geschlecht", "Geschlecht", _eigene("geschlecht"), _fest(GESCHLECHT), personen=True),
    Gruppierung("lage", "Lage", _lage, _fest(LAGE), geordnet=True),
    Gruppierung("erhebung", "Erhebung", _eigene("erhebung"), _fest(werte.ERHEBUNG)),
    Gruppierung("status", "Stand", _eigene("status"), lambda: {**werte.ZIEL_STATUS, **werte.DURCHFUEHRUNG}, lesart="Status"),
    Gruppierung("grund", "Grund", _grund, _fest(werte.ZIEL_GRUND), mehrfach=True, lesart="Grund", ohne="ohne Grund",
                schluessel=(*ORT, "ziel_id")),
    Gruppierung("wirkungsstufe", "Stufe der Wirkungstreppe", _eigene("wirkungsstufe"), _fest(TREPPE), geordnet=True,
                lesart="Wirkungsstufe", ohne="ohne Stufe"),
    Gruppierung("anliegen_thema", "Thema des Anliegens", _eigene("thema"), lesart="Thema"),
    Gruppierung("kanal", "Kanal", _eigene("kanal"), _fest(werte.ANLIEGEN_KANAL), lesart="Kanal"),
    Gruppierung("typ", "Typ", _eigene("typ"), lesart="Typ"),
    Gruppierung("aktivitaet", "Aktivität", _eigene("aktivitaet")),
    Gruppierung("arbeitsbereich", "Arbeitsbereich", _eigene("bereich")),
    Gruppierung("raum", "Raum", _eigene("raum"), lesart="Raum"),
)  # fmt: skip
GRUPPIERUNGEN: Final = {g.name: g for g in _ALLE}
ORTE: Final = ("standort", "jahr")  # every Kennzahl can be grouped by these
