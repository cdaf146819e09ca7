"""All sheets of a Standort and Jahr -> Tabellen: which sheet is what, in which order, with which result."""

from collections.abc import Callable, Mapping
from typing import Any

import dataframely as dy
import polars as pl

from qz_analysis.clean.aktivitaet import clean_aktivitaet
from qz_analysis.clean.angebot import clean_angebot
from qz_analysis.clean.angebotsbezug import beziehe_auf_angebote
from qz_analysis.clean.anliegen import clean_anliegen, unbekannte_ziele
from qz_analysis.clean.anwesenheit import clean_kalender, schuetze_beratung
from qz_analysis.clean.auffaelligkeit import (
    melde_auffaelligkeiten,
    melde_personen,
    melde_sonderfaelle,
    ohne_sonderfaelle,
)
from qz_analysis.clean.belegung import clean_anmerkung, clean_belegung, ist_belegungsplan
from qz_analysis.clean.bevoelkerung import clean_bevoelkerung
from qz_analysis.clean.ehrenamt import clean_ehrenamt
from qz_analysis.clean.eigenes import ist_eigenes_blatt
from qz_analysis.clean.farbe import melde_farben
from qz_analysis.clean.kalenderblatt import finde_kalender
from qz_analysis.clean.kopf import finde_koepfe
from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import Liste, finde_listen, kopfangaben
from qz_analysis.clean.partner import clean_partner, programm
from qz_analysis.clean.personal import clean_fortbildung, clean_personal
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.teilnahme import clean_teilnahme
from qz_analysis.clean.termin import ergaenze_termine
from qz_analysis.clean.veroeffentlicht import clean_veroeffentlicht
from qz_analysis.clean.vorschlag import melde_vorschlag
from qz_analysis.clean.zaehlung import clean_angaben, clean_stammgruppe
from qz_analysis.clean.ziel import clean_ziel
from qz_analysis.errors import EingabeFehler
from qz_analysis.model.befund import Befund
from qz_analysis.model.erklaerung import Erklaerung
from qz_analysis.model.oeffnung import Oeffnung
from qz_analysis.model.tabellen import Tabellen
from qz_analysis.read.blatt import Blatt

LEER = {name: schema.create_empty().schema for name, schema in Tabellen.member_schemas().items()}
ZUORDNUNG = ".spalten.csv"  # how a CSV is called that maps the headers of the file beside it

# Order matters: Partner are known before Angebote name them, a plan before remarks on its cells.
_REIHENFOLGE: dict[str, Callable[[Lesung, Liste, Sammlung], None]] = {
    "partner": clean_partner,
    "angebot": clean_angebot,
    "ziel": clean_ziel,
    "anliegen": clean_anliegen,
    "personal": clean_personal,
    "fortbildung": clean_fortbildung,
    "teilnahme": clean_teilnahme,
    "stammgruppe": clean_stammgruppe,
    "veroeffentlicht": clean_veroeffentlicht,
    "belegung_anmerkung": clean_anmerkung,
    "aktivitaet": clean_aktivitaet,
    "ehrenamt": clean_ehrenamt,
    "bevoelkerung": clean_bevoelkerung,
}


def clean_standortjahr(
    blaetter: list[Blatt],
    jahr: int,
    standort: str,
    unlesbar: list[EingabeFehler] | None = None,
    erklaerung: Erklaerung | None = None,
    befunde: list[dict[str, Any]] | None = None,
    oeffnung: Oeffnung | None = None,
) -> Tabellen:
    """Return the tidy tables of one Standort and Jahr, with a Befund for all that is not in them.

    `unlesbar` are files that could not be opened; each becomes a Befund. `erklaerung` is what the user has declared
    about colours, marks and foreign headers, `oeffnung` when the house is closed. `befunde` are findings made elsewhere,
    kept with those made here.
    """
    sammlung = Sammlung(
        jahr, standort, erklaerung=erklaerung or Erklaerung(), oeffnung=oeffnung or Oeffnung()
    )
    lesungen = _clean(blaetter, sammlung)
    dateien = [
        {
            "stufe": "fehler",
            "datei": fehler.datei or "",
            "blatt": None,
            "zelle": None,
            "wert": None,
            "regel": "datei_nicht_lesbar",
            "meldung": str(fehler),
        }
        for fehler in unlesbar or []
    ]
    return _tabellen(sammlung, lesungen, [*dateien, *(befunde or [])])


def add_folgeziele(
    tabellen: Tabellen,
    blaetter: list[Blatt],
    jahr: int,
    standort: str,
    erklaerung: Erklaerung | None = None,
) -> Tabellen:
    """Return the tables with the goals of the following `jahr` as `ziel_folgejahr`, and nothing else of it."""
    folge = clean_ziele(blaetter, jahr, standort, erklaerung)
    unbekannt = _befunde(
        unbekannte_ziele(tabellen.anliegen, "ziel_folgejahr", folge.ziel), jahr - 1, standort
    )
    zusammen = {name: getattr(tabellen, name) for name in Tabellen.members()} | {
        "ziel_folgejahr": folge.ziel,
        "befund": pl.concat([tabellen.befund, unbekannt, folge.befund]),
        "quelle": pl.concat([tabellen.quelle, folge.quelle]),
    }
    return Tabellen.cast(zusammen)


def clean_ziele(
    blaetter: list[Blatt], jahr: int, standort: str, erklaerung: Erklaerung | None = None
) -> Tabellen:
    """Return the tables of those sheets alone that hold a Zielmatrix."""
    erklaerung = erklaerung or Erklaerung()
    sammlung = Sammlung(jahr, standort, erklaerung=erklaerung)
    nur_ziele = [
        b for b in blaetter if any(k.art == "ziel" for k in finde_koepfe(Lesung(b, erklaerung.spalten)))
    ]
    return _tabellen(sammlung, _clean(nur_ziele, sammlung), [])


def arten_der_blaetter(blaetter: list[Blatt], jahr: int, standort: str) -> set[str]:
    """Return what kinds of list some sheets are."""
    return {
        lesung.art
        for lesung in _clean(blaetter, Sammlung(jahr, standort, erklaerung=Erklaerung()))
        if lesung.art
    }


def _zuordnungen(blaetter: list[Blatt]) -> dict[str, dict[str, str]]:
    """Return file -> foreign header -> header of ours, from the CSV beside it: `liste.xlsx.spalten.csv`."""
    return {
        blatt.datei.removesuffix(ZUORDNUNG): {
            fremd.text: unser.text
            for zeile in range(1, blatt.letzte_zeile + 1)
            if (fremd := blatt.hier(zeile, 1)) and (unser := blatt.hier(zeile, 2))
        }
        for blatt in blaetter
        if blatt.datei.endswith(ZUORDNUNG)
    }


def _lesung(blatt: Blatt, spalten: Mapping[str, str]) -> Lesung:
    rein, sonderfaelle = ohne_sonderfaelle(blatt)
    lesung = Lesung(rein, spalten)
    melde_sonderfaelle(lesung, sonderfaelle)
    melde_personen(lesung)
    melde_auffaelligkeiten(lesung)
    if ist_eigenes_blatt(rein) or blatt.datei.endswith(ZUORDNUNG):
        lesung.art = "zuordnung" if blatt.datei.endswith(ZUORDNUNG) else "erklärung"
        lesung.ignoriere(lesung.offen())
    return lesung


def _clean(blaetter: list[Blatt], sammlung: Sammlung) -> list[Lesung]:
    zuordnungen = _zuordnungen(blaetter)
    lesungen = [
        _lesung(blatt, {**sammlung.erklaerung.spalten, **zuordnungen.get(blatt.datei, {})})
        for blatt in blaetter
    ]
    listen: list[tuple[Lesung, Liste]] = []
    for lesung in lesungen:
        if lesung.art is not None:
            continue
        if ist_belegungsplan(lesung):
            clean_belegung(lesung, sammlung)
        elif gefunden := finde_listen(lesung):
            listen += [(lesung, liste) for liste in gefunden]
        elif kalender := finde_kalender(lesung, sammlung.jahr):
            clean_kalender(kalender, sammlung)
        else:
            melde_vorschlag(lesung)
    for art, clean in _REIHENFOLGE.items():
        for lesung, liste in listen:
            if liste.art == art:
                clean(lesung, liste, sammlung)
                if art == "angebot":
                    clean_angaben(lesung, liste, sammlung, programm(lesung))
    beziehe_auf_angebote(sammlung, lesungen)
    schuetze_beratung(sammlung, lesungen)
    # Once per sheet: its colours belong to all lists on it.
    for lesung in lesungen:
        koepfe = [liste.kopf.bis_zeile for dort, liste in listen if dort is lesung]
        if koepfe:
            melde_farben(lesung, sammlung.erklaerung.farben, min(koepfe))
    ergaenze_termine(sammlung)
    return lesungen


def _tabellen(sammlung: Sammlung, lesungen: list[Lesung], befunde: list[dict]) -> Tabellen:
    quellen = []
    for lesung in lesungen:
        herkunft = kopfangaben(lesung).get("Herkunft")
        quellen.append(lesung.abschluss() | {"herkunft": herkunft.text if herkunft else None})
        befunde += lesung.befunde
    rohe = {**sammlung.zeilen, "quelle": quellen}
    ort = {"standort": pl.lit(sammlung.standort), "jahr": pl.lit(sammlung.jahr, dtype=pl.Int32)}
    tabellen = {}
    for name, schema in Tabellen.member_schemas().items():
        if name != "befund":
            # Strict: a key or type no schema knows is a mistake of ours, not of the spreadsheet.
            einzeln = pl.DataFrame(rohe.get(name, []), schema=LEER[name], strict=True)
            frame = pl.concat([einzeln, *sammlung.rahmen[name]]).with_columns(**ort)
            if name == "quelle":
                tabellen[name] = schema.validate(frame)  # a balance that is off is a mistake of ours
                continue
            tabellen[name], ungueltig = _pruefe(name, schema, frame)
            befunde += ungueltig
    befunde += unbekannte_ziele(tabellen["anliegen"], "ziel", tabellen["ziel"])
    tabellen["befund"] = _befunde(befunde, sammlung.jahr, sammlung.standort)
    return Tabellen.cast(tabellen)  # each table has been validated, and no rule spans several


def _befunde(zeilen: list[dict[str, Any]], jahr: int, standort: str) -> dy.DataFrame[Befund]:
    ort = {"standort": pl.lit(standort), "jahr": pl.lit(jahr, dtype=pl.Int32)}
    return Befund.validate(pl.DataFrame(zeilen, schema=LEER["befund"]).with_columns(**ort))


def _pruefe(
    name: str, schema: type[dy.Schema], frame: pl.DataFrame
) -> tuple[pl.DataFrame, list[dict[str, Any]]]:
    """Return the rows that keep the rules of their table, and a Befund for each that does not."""
    if frame.is_empty():
        return frame, []
    gut, fehler = schema.filter(frame)
    if not fehler.counts():
        return gut, []
    befunde = []
    for zeile in fehler.details().iter_rows(named=True):
        regeln = sorted(regel for regel, urteil in zeile.items() if urteil == "invalid")
        befunde.append(
            {
                "stufe": "fehler",
                "datei": zeile["quelle_datei"],
                "blatt": zeile["quelle_blatt"],
                "zelle": zeile["quelle_zelle"],
                "wert": None,
                "regel": ",".join(regeln),
                "meldung": f"Die Zeile passt nicht in die Tabelle „{name}“ und wurde nicht übernommen "
                f"({', '.join(regeln)}). Häufigster Grund: sie steht doppelt. Bitte in der Datei berichtigen.",
            }
        )
    return gut, befunde
