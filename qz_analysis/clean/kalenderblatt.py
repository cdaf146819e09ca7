"""Calendars: dates across the top or down the side, and one Angebot, group or person per row or column."""

import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from qz_analysis.clean.kalender import MONATSNAME, monat, wochentag
from qz_analysis.clean.kopf import schluessel
from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import KOPFZEILEN, finde_jahr, ist_summe
from qz_analysis.clean.pseudonym import PSEUDONYMKOPF
from qz_analysis.clean.zeit import parse_datum
from qz_analysis.clean.zeitraum import Zeitraum, parse_zeitraum
from qz_analysis.read.blatt import Zelle

MINDESTENS_TAGE: Final = 3  # a row with this many dates is the header of a calendar
NAMENSKOPF: Final = frozenset(
    {
        "name",
        "namen",
        "vorname",
        "nachname",
        "name vorname",
        "teilnehmer",
        "teilnehmende",
        "kind",
        "kinder",
    }
)
DATUMSKOPF: Final = frozenset({"datum", "tag", "woche", "kw", "monat"})
NEBENKOPF: Final = frozenset({"wochentag", "bemerkung", "bemerkungen", "uhrzeit", "öffnung"})
_MONAT = re.compile(rf"\b{MONATSNAME}")


@dataclass(frozen=True)
class Feld:
    """One cell of a calendar: what it is about, when, and the cell; `kopf` is the cell that holds the date."""

    beschriftung: Zelle | None
    zeitraum: Zeitraum
    kopf: Zelle
    zelle: Zelle


@dataclass(frozen=True)
class Kalender:
    """A calendar: its cells, its printed totals each with the cells it is the total of, and its header row.

    `art` is "angebote" where rows are Angebote or groups, "anwesenheit" where rows are persons: these are called by a
    pseudonym where `pseudonym` says so, else by name.
    """

    lesung: Lesung
    art: Literal["angebote", "anwesenheit"]
    zeile: int
    felder: tuple[Feld, ...]
    summen: tuple[tuple[Zelle, tuple[Zelle, ...]], ...]
    pseudonym: bool = False


def finde_kalender(lesung: Lesung, jahr: int) -> Kalender | None:
    """Return the calendar on a sheet: dates across the top, or down the side with a header above them.

    None where no row holds at least three dates or periods, and no column two below a header such as "Datum".
    """
    for nummer, zellen in lesung.blatt.zeilen(bis=KOPFZEILEN):
        hier = finde_jahr(lesung, jahr, nummer)
        zeitraeume = _zeitraeume(lesung, nummer, zellen, hier)
        if len(zeitraeume) >= MINDESTENS_TAGE:
            return _quer(lesung, nummer, zeitraeume)
        if wochen := _wochen(lesung, nummer, zellen, hier):
            return wochen
        datum = next((z.spalte for z in zellen if schluessel(z.text) in DATUMSKOPF), None)
        if datum is not None and len(zellen) > 1 and (laengs := _laengs(lesung, nummer, datum, hier)):
            return laengs
    return None


def _zeitraeume(lesung: Lesung, nummer: int, zellen: list[Zelle], jahr: int) -> dict[int, Zeitraum]:
    gefunden = {z.spalte: zeitraum for z in zellen if (zeitraum := _zeitraum(z, jahr)) is not None}
    return gefunden or _tage_eines_monats(lesung, nummer, zellen, jahr)


def _zeitraum(zelle: Zelle, jahr: int) -> Zeitraum | None:
    if isinstance(zelle.wert, int | float):
        return None  # a number in a header is a count or a day of a month, never a date by itself
    tag = parse_datum(zelle.wert, jahr)
    return Zeitraum(tag, tag, "tag") if tag else parse_zeitraum(zelle.wert, jahr)


def _tage_eines_monats(lesung: Lesung, nummer: int, zellen: list[Zelle], jahr: int) -> dict[int, Zeitraum]:
    """Return the days that 1, 2, 3 ... stand for, where the month is written above them or names the sheet."""
    tage = [z for z in zellen if isinstance(z.wert, int) and 1 <= z.wert <= 31]
    if len(tage) < MINDESTENS_TAGE:
        return {}
    titel = [z.text for _, zeile in lesung.blatt.zeilen(bis=nummer - 1) for z in zeile] + [lesung.blatt.name]
    darueber = [lesung.blatt.zelle(nummer - 1, z.spalte) if nummer > 1 else None for z in tage]
    monate = [_monat([z.text] if z else []) or _monat(titel) for z in darueber]
    folge = list(zip(monate, tage, strict=True))
    if any(m == n and a.wert >= b.wert for (m, a), (n, b) in pairwise(folge)):
        return {}
    gefunden = {}
    for nummer_des_monats, zelle in folge:
        tag = parse_datum(f"{zelle.wert}.{nummer_des_monats}.{jahr}") if nummer_des_monats else None
        if tag:
            gefunden[zelle.spalte] = Zeitraum(tag, tag, "tag")
    return gefunden


def _monat(texte: list[str]) -> int | None:
    treffer = next((t for text in texte if (t := _MONAT.search(text.lower()))), None)
    return monat(treffer[0]) if treffer else None


def _wochen(lesung: Lesung, nummer: int, zellen: list[Zelle], jahr: int) -> Kalender | None:
    """Return the calendar with a week per row and a weekday per column."""
    blatt = lesung.blatt
    tage = {
        z.spalte: tag for z in zellen if isinstance(z.wert, str) and (tag := wochentag(z.text)) is not None
    }
    if len(tage) < MINDESTENS_TAGE:
        return None
    felder = []
    for zeile, dort in blatt.zeilen():
        woche = _zeitraum(dort[0], jahr) if zeile > nummer and dort[0].spalte not in tage else None
        for spalte, tag in tage.items() if woche and woche.art == "woche" else ():
            zelle, kopf = blatt.hier(zeile, spalte), blatt.hier(nummer, spalte)
            if zelle and kopf and woche:
                tag_der_woche = woche.von + dt.timedelta(days=tag)
                felder.append(Feld(None, Zeitraum(tag_der_woche, tag_der_woche, "tag"), dort[0], zelle))
    return Kalender(lesung, "angebote", nummer, tuple(felder), ()) if felder else None


def _laengs(lesung: Lesung, nummer: int, datum: int, jahr: int) -> Kalender | None:
    """Return the calendar with its dates in one column and an Angebot per other column."""
    blatt = lesung.blatt
    zeilen: dict[int, Zeitraum] = {}
    summenzeilen = []
    for zeile, zellen in blatt.zeilen():
        tag = blatt.hier(zeile, datum)
        if zeile <= nummer:
            continue
        if tag and (zeitraum := _zeitraum(tag, jahr)):
            zeilen[zeile] = zeitraum
        elif ist_summe(zellen[0].text):
            summenzeilen.append(zeile)
    if len(zeilen) < 2:
        return None
    koepfe = {z.spalte: z for z in blatt.zeile(nummer) if z.spalte != datum}
    summenspalten = [s for s, z in koepfe.items() if ist_summe(z.text)]
    angebote = [
        s for s, z in koepfe.items() if s not in summenspalten and schluessel(z.text) not in NEBENKOPF
    ]
    felder = [
        Feld(koepfe[s], zeitraum, kopf, zelle)
        for zeile, zeitraum in zeilen.items()
        for s in angebote
        if (zelle := blatt.hier(zeile, s)) and (kopf := blatt.hier(zeile, datum))
    ]
    summen = _summen(lesung, list(zeilen), angebote, summenzeilen, summenspalten)
    return Kalender(lesung, "angebote", nummer, tuple(felder), summen)


def _quer(lesung: Lesung, nummer: int, zeitraeume: dict[int, Zeitraum]) -> Kalender:
    """Return the calendar with its dates in row `nummer` and an Angebot, a group or a person per row."""
    blatt = lesung.blatt
    links = [s for s in sorted(blatt.spalten) if s < min(zeitraeume)]
    koepfe = {s: schluessel(z.text) for s in links if (z := blatt.zelle(nummer, s))}
    namen = [s for s, kopf in koepfe.items() if kopf in NAMENSKOPF]
    # A name beside it says who the pseudonym is: such a list is one of names.
    kuerzel = [] if namen else [s for s, kopf in koepfe.items() if kopf in PSEUDONYMKOPF]
    beschriftung = next((s for s in namen or kuerzel or links if any(blatt.spalten[s][nummer:])), None)
    zeilen, summenzeilen = [], []
    for zeile, zellen in blatt.zeilen():
        if zeile > nummer and any(z.spalte in zeitraeume for z in zellen):
            (summenzeilen if ist_summe(zellen[0].text) else zeilen).append(zeile)
    felder = [
        Feld(blatt.zelle(zeile, beschriftung) if beschriftung else None, zeitraum, kopf, zelle)
        for zeile in zeilen
        for s, zeitraum in zeitraeume.items()
        if (zelle := blatt.hier(zeile, s)) and (kopf := blatt.zelle(nummer, s))
    ]
    summenspalten = [s for s in blatt.spalten if (z := blatt.zelle(nummer, s)) and ist_summe(z.text)]
    summen = _summen(lesung, zeilen, list(zeitraeume), summenzeilen, summenspalten)
    art = "anwesenheit" if namen or kuerzel else "angebote"
    return Kalender(lesung, art, nummer, tuple(felder), summen, pseudonym=bool(kuerzel))


def _summen(
    lesung: Lesung, zeilen: list[int], spalten: list[int], summenzeilen: list[int], summenspalten: list[int]
) -> tuple[tuple[Zelle, tuple[Zelle, ...]], ...]:
    """Return each printed total of a row or a column with the cells it is the total of."""
    hier = lesung.blatt.hier
    je_zeile = [
        (summe, tuple(z for s in spalten if (z := hier(zeile, s))))
        for zeile in zeilen
        for spalte in summenspalten
        if (summe := hier(zeile, spalte))
    ]
    je_spalte = [
        (summe, tuple(z for zeile in zeilen if (z := hier(zeile, s))))
        for summenzeile in summenzeilen
        for s in spalten
        if (summe := hier(summenzeile, s))
    ]
    return (*je_zeile, *je_spalte)
