"""Counts of persons that belong to no single Termin: the Kerngruppe, and how many a programme reached."""

import datetime as dt
from typing import Any

from qz_analysis.clean.eintrag import erhebung
from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import Liste
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.schreibweise import kurzname
from qz_analysis.clean.summe import pruefe_summen
from qz_analysis.clean.teilnahme import angebot_id
from qz_analysis.clean.zahl import parse_anzahl
from qz_analysis.model.anzahl import Anzahl

_ART_IM_FUSS = {"einzelaktionen": "einmalig", "wiederkehrende formate": "wiederkehrend"}


def clean_stammgruppe(lesung: Lesung, liste: Liste, sammlung: Sammlung) -> None:
    """Add estimates of the Stammbesuchende, one row per Altersgruppe, and compare the printed total."""
    gelesen: dict[int, float] = {}
    for zeile in liste.zeilen:
        zelle = zeile.felder["stammbesuchende"]
        zahl = parse_anzahl(zelle.wert)
        if zahl is None:
            lesung.weise_zurueck(
                zelle, "keine_anzahl", f"„{zelle.text}“ ist keine Anzahl. Bitte berichtigen."
            )
            continue
        for spalte in ("stammbesuchende", "altersgruppe", "planungsbezirk", "zeitraum"):
            if spalte in zeile.felder:
                lesung.nimm(zeile.felder[spalte])
        lesung.ignoriere(z for s in ("bemerkung",) if (z := zeile.felder.get(s)))
        gelesen[zeile.nummer] = zahl.nennwert
        sammlung.zeilen["teilnahme"].append(
            teilnahme_zeile(
                angebot_id(liste), dt.date(sammlung.jahr, 1, 1), "stammbesuchende", zahl, lesung.beleg(zelle)
            )
            | {
                "datum_bis": dt.date(sammlung.jahr, 12, 31),
                "altersgruppe": zeile.text("altersgruppe"),
                "planungsbezirk": zeile.text("planungsbezirk"),
            }
        )
    pruefe_summen(liste, "stammbesuchende", gelesen, "Stammbesuchende")


def clean_angaben(lesung: Lesung, liste: Liste, sammlung: Sammlung, programm: str | None) -> None:
    """Read the label-value pairs below an Angebotsliste: how many Personen came, and printed totals."""
    for name, (label, zelle) in liste.angaben.items():
        zahl = parse_anzahl(zelle.wert)
        if name.casefold() == "teilnehmende gesamt" and zahl is not None and programm:
            lesung.nimm(label)
            lesung.nimm(zelle)
            sammlung.zeilen["teilnahme"].append(
                teilnahme_zeile(kurzname(programm), None, "personen", zahl, lesung.beleg(zelle))
            )
        elif (art := _ART_IM_FUSS.get(name.casefold())) and zahl is not None:
            lesung.ignoriere([label, zelle])
            gelesen = sum(z["art"] == art for z in sammlung.zeilen["angebot"] if z["programm"] == programm)
            if zahl.vergleiche("=", gelesen) is False:
                lesung.melde(
                    "warnung",
                    "summe_stimmt_nicht",
                    f"„{name}“ nennt {zelle.text}, in der Liste stehen {gelesen}.",
                    zelle,
                )


def teilnahme_zeile(
    angebot: str, datum: dt.date | None, zaehlart: str, zahl: Anzahl | None, beleg: dict[str, str]
) -> dict[str, Any]:
    """Return one row of `teilnahme`, not broken down by any group."""
    return {
        "angebot_id": angebot,
        "datum": datum,
        "datum_bis": None,
        "zaehlart": zaehlart,
        "altersgruppe": None,
        "geschlecht": None,
        "planungsbezirk": None,
        "anzahl": None if zahl is None or zahl.wert is None else int(zahl.wert),
        "anzahl_min": None if zahl is None else int(zahl.min),
        "anzahl_max": None if zahl is None or zahl.max is None else int(zahl.max),
        "genauigkeit": None if zahl is None else zahl.genauigkeit,
        "summand": True,
        "erhebung": erhebung(zahl),
        **beleg,
    }
