"""Attendance lists -> termin and teilnahme. A long list is read column by column, each distinct value once."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import polars as pl
from openpyxl.utils import get_column_letter

from qz_analysis.clean.farbe import bedeutung
from qz_analysis.clean.lesung import IGNORIERT, UEBERNOMMEN, ZURUECKGEWIESEN, Lesung
from qz_analysis.clean.liste import Liste, finde_jahr, kopfangaben
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.schreibweise import kurzname
from qz_analysis.clean.summe import pruefe_summen
from qz_analysis.clean.zahl import lies_zahlspalte, parse_anzahl
from qz_analysis.clean.zeichen import deute_zeichen
from qz_analysis.clean.zeit import lies_datumsspalte, parse_zeitspanne
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.model.teilnahme import Teilnahme, Termin
from qz_analysis.model.werte import DURCHFUEHRUNG
from qz_analysis.read.blatt import Zelle

_GESCHLECHT = {"weiblich": "w", "maennlich": "m", "divers": "d"}
_NICHTS: Mapping[str, str] = MappingProxyType({})
GESCHAETZT = {"rund", "von_bis", "bis_zu", "mindestens", "mehr_als"}


@dataclass(frozen=True)
class Eintrag:
    """What one distinct value of a count column says: a number, a status, or nothing readable."""

    zahl: Anzahl | None
    status: str
    lesbar: bool


def deute_eintrag(wert: Any, erklaert: Mapping[str, str] = _NICHTS, dezimal: str = ",") -> Eintrag:
    """Return what stands where a count should be; a word such as "ausgefallen" is a status, never a zero.

    `erklaert` are marks the user has declared, `dezimal` the decimal sign of the column.
    """
    if wert is None:
        return Eintrag(None, "unbekannt", lesbar=True)
    zeichen = deute_zeichen(wert, "anzahl", erklaert) if isinstance(wert, str) else None
    if zeichen is not None and zeichen.status in DURCHFUEHRUNG:
        return Eintrag(None, zeichen.status, lesbar=True)
    zahl = parse_anzahl(wert, dezimal)
    if zahl is None or zahl.min < 0 or zahl.min % 1:
        return Eintrag(None, "unbekannt", lesbar=False)
    return Eintrag(zahl, "stattgefunden", lesbar=True)


@dataclass
class _Spalte:
    """One column of a list: its number on the sheet and its values by row of the list."""

    nummer: int
    werte: list[Any]


class _Tafel:
    """The rows of a list as columns of equal length."""

    def __init__(self, liste: Liste) -> None:
        self.liste = liste
        self.lesung = liste.lesung
        self.zeilen = list(liste.nummern)

    def spalte(self, name: str) -> _Spalte | None:
        blatt = self.lesung.blatt
        nummer = next((s for s, n in self.liste.kopf.spalten.items() if n == name), None)
        if nummer is None:
            return None
        if any(b.links <= nummer <= b.rechts for b in blatt.verbunden):
            zellen = (blatt.zelle(zeile, nummer) for zeile in self.zeilen)
            return _Spalte(nummer, [zelle.wert if zelle else None for zelle in zellen])
        werte = blatt.spalten.get(nummer, [])
        ende = len(werte)
        return _Spalte(nummer, [werte[zeile - 1] if zeile <= ende else None for zeile in self.zeilen])

    def behalte(self, zeilen: list[int]) -> None:
        self.zeilen = zeilen

    def merke(self, spalte: _Spalte, verbleib: int) -> None:
        self.lesung.merke_spalte(spalte.nummer, self.zeilen, verbleib)

    def zelle(self, spalte: _Spalte, stelle: int) -> Zelle:
        zeile = self.zeilen[stelle]
        # Inside a merged range the value stands in its top left cell, and that is the one to name.
        return self.lesung.blatt.zelle(zeile, spalte.nummer) or Zelle(
            zeile, spalte.nummer, spalte.werte[stelle]
        )


def _deute(werte: Sequence[Any], regel: Callable[[Any], Any]) -> list[Any]:
    """Return `regel` of each value, computed once per distinct value (and type: 1 is not "1")."""
    schluessel = [(type(w), w) for w in werte]
    bedeutung = {s: regel(s[1]) for s in set(schluessel)}
    return [bedeutung[s] for s in schluessel]


def clean_teilnahme(lesung: Lesung, liste: Liste, sammlung: Sammlung) -> None:
    """Add one Termin and its counts per row: a total, and one count per Geschlecht where given.

    A row without a readable date is rejected whole. Words such as "ausgefallen" make the Termin so and
    are never a zero. The same date twice for one Angebot is a Befund and counts once.
    """
    tafel = _Tafel(liste)
    _weise_zeilen_zurueck(tafel, sammlung)
    datum = tafel.spalte("datum")
    if datum is None or not tafel.zeilen:
        return
    daten = [tag for tag in _lies_daten(tafel, datum, sammlung.jahr) if tag]
    angebote = _angebote(tafel)
    tafel.merke(datum, UEBERNOMMEN)
    for name in ("wochentag", "bemerkung"):
        if spalte := tafel.spalte(name):
            tafel.merke(spalte, IGNORIERT)
    besuche = tafel.spalte("besuche")
    eintraege = (
        _lies_eintraege(tafel, besuche, sammlung.erklaerung.zeichen)
        if besuche
        else [Eintrag(None, "unbekannt", lesbar=True)] * len(daten)
    )
    _deute_farben(tafel, eintraege, [s for s in (besuche, datum) if s], sammlung.erklaerung.farben)
    spannen = _spannen(tafel)
    sammlung.rahmen["termin"].append(
        _rahmen(
            Termin,
            tafel,
            datum.nummer,
            angebot_id=angebote,
            datum=daten,
            status=[e.status for e in eintraege],
            beginn=[s and s[0] for s in spannen],
            ende=[s and s[1] for s in spannen],
        )
    )
    sammlung.merke_termine(zip(angebote, daten, strict=True))
    offen = [n for n, e in enumerate(eintraege) if e.status != "ausgefallen"]
    ort = besuche.nummer if besuche else datum.nummer
    _trage_ein(tafel, sammlung, ort, offen, angebote, daten, [e.zahl for e in eintraege], None)
    _nimm_geschlechter(tafel, sammlung, angebote, daten, eintraege, besuche)
    gelesen = {z: e.zahl.wert or 0.0 for z, e in zip(tafel.zeilen, eintraege, strict=True) if e.zahl}
    pruefe_summen(liste, "besuche", gelesen, "Besuche")


def _angebote(tafel: _Tafel) -> list[str]:
    spalte = tafel.spalte("angebot")
    if spalte is None:
        return [angebot_id(tafel.liste)] * len(tafel.zeilen)
    tafel.merke(spalte, UEBERNOMMEN)
    return _deute(
        spalte.werte, lambda wert: kurzname(str(wert)) if wert is not None else angebot_id(tafel.liste)
    )


def _weise_zeilen_zurueck(tafel: _Tafel, sammlung: Sammlung) -> None:
    """Reject the rows without a readable date, and those whose Termin was there before."""
    datum = tafel.spalte("datum")
    if datum is None:
        return
    daten = _lies_daten(tafel, datum, sammlung.jahr)
    angebote = _angebote(tafel)
    gesehen = sammlung.termine()
    gut: list[int] = []
    schlecht: list[tuple[int, str, str]] = []
    for zeile, tag, angebot in zip(tafel.zeilen, daten, angebote, strict=True):
        if tag is None:
            schlecht.append((zeile, "kein_datum", "ist kein Datum"))
        elif (angebot, tag) in gesehen:
            schlecht.append((zeile, "termin_doppelt", "steht schon weiter oben"))
        else:
            gesehen.add((angebot, tag))
            gut.append(zeile)
    for zeile, regel, was in schlecht:
        _weise_zeile_zurueck(tafel, datum.nummer, zeile, regel, was)
    tafel.behalte(gut)


def _lies_daten(tafel: _Tafel, datum: _Spalte, jahr: int) -> list[dt.date | None]:
    """Return the days of the date column by the one rule that holds for all of it."""
    verschieden = [wert for wert in dict.fromkeys(datum.werte) if wert is not None]
    jahr = finde_jahr(tafel.lesung, jahr, tafel.liste.kopf.zeile - 1)
    regel = lies_datumsspalte(verschieden, jahr)
    if regel.widerspruch or regel.mehrdeutig:
        zelle = tafel.lesung.blatt.hier(tafel.liste.kopf.bis_zeile, datum.nummer)
        tafel.lesung.melde_einmal("warnung", "datum_mehrdeutig", regel.erklaerung, zelle)
    return _deute(datum.werte, lambda wert: None if wert is None else regel.lies(wert).datum)


def _weise_zeile_zurueck(tafel: _Tafel, spalte: int, zeile: int, regel: str, was: str) -> None:
    lesung = tafel.lesung
    zellen = [z for z in lesung.blatt.zeile(zeile) if z.spalte in tafel.liste.kopf.spalten]
    grund = next((z for z in zellen if z.spalte == spalte), zellen[0])
    lesung.weise_zurueck(
        grund, regel, f"„{grund.text}“ {was}. Die Zeile wurde nicht gezählt. Bitte in der Datei berichtigen."
    )
    for zelle in zellen:
        lesung.merke_spalte(zelle.spalte, [zeile], ZURUECKGEWIESEN)


def _melde_zahlen_als_text(tafel: _Tafel, spalte: _Spalte) -> None:
    """Report numbers that a workbook keeps as text: they count here, but not in a sum of Excel's."""
    als_text = [n for n, w in enumerate(spalte.werte) if isinstance(w, str) and w.isdecimal()]
    if als_text and tafel.lesung.blatt.datei.lower().endswith((".xlsx", ".xlsm", ".xls", ".ods")):
        tafel.lesung.melde(
            "hinweis",
            "zahl_als_text",
            f"{len(als_text)} Zahlen dieser Spalte sind als Text gespeichert. Gelesen wurden sie als Zahlen; eine Summe in "
            "Excel zählt sie nicht mit.",
            tafel.zelle(spalte, als_text[0]),
        )


def _lies_eintraege(tafel: _Tafel, besuche: _Spalte, erklaert: Mapping[str, str]) -> list[Eintrag]:
    regel = lies_zahlspalte([wert for wert in dict.fromkeys(besuche.werte) if wert is not None], ganze=True)
    if regel.widerspruch or regel.mehrdeutig:
        zelle = tafel.lesung.blatt.hier(tafel.liste.kopf.bis_zeile, besuche.nummer)
        tafel.lesung.melde_einmal("warnung", "zahl_mehrdeutig", regel.erklaerung, zelle)
    eintraege = _deute(besuche.werte, lambda wert: deute_eintrag(wert, erklaert, regel.dezimal or ","))
    _melde_zahlen_als_text(tafel, besuche)
    tafel.merke(besuche, UEBERNOMMEN)
    for stelle, eintrag in enumerate(eintraege):
        if not eintrag.lesbar:
            _keine_anzahl(tafel, tafel.zelle(besuche, stelle), "„n.e.“ oder „ausgefallen“")
    return eintraege


def _deute_farben(
    tafel: _Tafel, eintraege: list[Eintrag], spalten: list[_Spalte], farben: Mapping[str, str]
) -> None:
    """Give the Termine their status whose cell has a colour that was declared to mean one."""
    if not farben or not tafel.lesung.blatt.farben:
        return
    for stelle, zeile in enumerate(tafel.zeilen):
        for spalte in spalten:
            wort = bedeutung(tafel.lesung.blatt.farben.get((zeile, spalte.nummer)), farben)
            eintrag = deute_eintrag(wort) if wort else None
            if eintrag and eintrag.lesbar and eintrag.zahl is None:
                eintraege[stelle] = eintrag


def _keine_anzahl(tafel: _Tafel, zelle: Zelle, sonst: str) -> None:
    tafel.lesung.weise_zurueck(
        zelle,
        "keine_anzahl",
        f"„{zelle.text}“ ist keine Anzahl. Bitte eine ganze Zahl, {sonst} eintragen.",
    )


def _spannen(tafel: _Tafel) -> list[tuple[dt.time, dt.time] | None]:
    spalte = tafel.spalte("zeit")
    if spalte is None:
        return [None] * len(tafel.zeilen)
    spannen = _deute(spalte.werte, lambda wert: None if wert is None else parse_zeitspanne(wert))
    tafel.merke(spalte, UEBERNOMMEN)
    for stelle, (wert, spanne) in enumerate(zip(spalte.werte, spannen, strict=True)):
        if wert is not None and spanne is None:
            zelle = tafel.zelle(spalte, stelle)
            tafel.lesung.weise_zurueck(
                zelle, "keine_zeit", f"„{zelle.text}“ ist keine Zeitspanne wie 14-17 Uhr. Bitte berichtigen."
            )
    return spannen


def _nimm_geschlechter(
    tafel: _Tafel,
    sammlung: Sammlung,
    angebote: list[str],
    daten: list[dt.date],
    eintraege: list[Eintrag],
    besuche: _Spalte | None,
) -> None:
    """Add the counts by Geschlecht and compare them with the total of their row."""
    teile: dict[int, float] = {}
    for name, geschlecht in _GESCHLECHT.items():
        spalte = tafel.spalte(name)
        if spalte is None:
            continue
        gelesen = _deute(spalte.werte, deute_eintrag)
        tafel.merke(spalte, UEBERNOMMEN)
        for stelle, eintrag in enumerate(gelesen):
            if not eintrag.lesbar:
                _keine_anzahl(tafel, tafel.zelle(spalte, stelle), "oder nichts")
            elif eintrag.zahl is not None:
                teile[stelle] = teile.get(stelle, 0) + eintrag.zahl.min
        mit_zahl = [n for n, e in enumerate(gelesen) if e.zahl is not None]
        zahlen = [e.zahl for e in gelesen]
        _trage_ein(tafel, sammlung, spalte.nummer, mit_zahl, angebote, daten, zahlen, geschlecht)
    for stelle, summe in teile.items():
        gesamt = eintraege[stelle].zahl
        if besuche and gesamt is not None and gesamt.genauigkeit == "genau" and summe != gesamt.min:
            tafel.lesung.melde(
                "warnung",
                "teile_ergeben_nicht_die_summe",
                f"Die Aufteilung nach Geschlecht ergibt {summe:g}, als Besuche stehen {gesamt.min:g}. Gezählt wird die "
                "Zahl der Besuche.",
                tafel.zelle(besuche, stelle),
            )


def _trage_ein(
    tafel: _Tafel,
    sammlung: Sammlung,
    spalte: int,
    stellen: list[int],
    angebote: list[str],
    daten: list[dt.date],
    zahlen: list[Anzahl | None],
    geschlecht: str | None,
) -> None:
    gewaehlt = [zahlen[n] for n in stellen]
    sammlung.rahmen["teilnahme"].append(
        _rahmen(
            Teilnahme,
            tafel,
            spalte,
            stellen,
            angebot_id=[angebote[n] for n in stellen],
            datum=[daten[n] for n in stellen],
            zaehlart="besuche",
            geschlecht=geschlecht,
            anzahl=[None if z is None or z.wert is None else int(z.wert) for z in gewaehlt],
            anzahl_min=[None if z is None else int(z.min) for z in gewaehlt],
            anzahl_max=[None if z is None or z.max is None else int(z.max) for z in gewaehlt],
            genauigkeit=[z and z.genauigkeit for z in gewaehlt],
            erhebung=[erhebung(z) for z in gewaehlt],
        )
    )


def erhebung(zahl: Anzahl | None) -> str:
    """Return how a count came about, as far as its writing tells."""
    if zahl is None:
        return "nicht_erhoben"
    return "geschaetzt" if zahl.genauigkeit in GESCHAETZT else "gezaehlt"


def _rahmen(
    schema: Any, tafel: _Tafel, spalte: int, stellen: list[int] | None = None, /, **werte: Any
) -> pl.DataFrame:
    """Return rows of a tidy table; a value that is no list holds for all, a column not given is null."""
    zeilen = tafel.zeilen if stellen is None else [tafel.zeilen[n] for n in stellen]
    typen = schema.create_empty().schema
    buchstabe = get_column_letter(spalte)
    blatt = tafel.lesung.blatt
    nummern = pl.Series("zeile", zeilen, dtype=pl.Int64)
    rahmen = pl.DataFrame(
        {n: pl.Series(n, w, dtype=typen[n]) for n, w in werte.items() if isinstance(w, list)}
    )
    fest = {n: w for n, w in werte.items() if not isinstance(w, list)}
    fest |= {"quelle_datei": blatt.datei, "quelle_blatt": blatt.name}
    return rahmen.with_columns(
        (pl.lit(buchstabe) + nummern.cast(pl.String)).alias("quelle_zelle"),
        *(
            pl.lit(fest.get(n), dtype=typ).alias(n)
            for n, typ in typen.items()
            if n not in [*rahmen.columns, "quelle_zelle"]
        ),
    ).select(list(typen))


def angebot_id(liste: Liste) -> str:
    """Return the Angebot a list is about: its head line, else the name of its sheet."""
    zelle = kopfangaben(liste.lesung, liste.kopf.zeile).get("Angebot")
    return kurzname(zelle.text if zelle else liste.lesung.blatt.name)
