"""Attendance lists -> termin and teilnahme."""

import datetime as dt
from typing import Any

from qz_analysis.clean.angebot import pruefe_summe
from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import Liste, Zeile, kopfangaben
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.schreibweise import kurzname
from qz_analysis.clean.zahl import parse_anzahl
from qz_analysis.clean.zeit import parse_datum, parse_zeitspanne
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.read.blatt import Zelle

# What stands where a count should be, and what it says about the Termin: none of these is a zero.
_STATUS = {
    "ausgefallen": "ausgefallen",
    "geschlossen": "ausgefallen",
    "ferien": "ausgefallen",
    "feiertag": "ausgefallen",
    "n.e.": "stattgefunden",
    "nicht erhoben": "stattgefunden",
    "-": "unbekannt",
    "–": "unbekannt",
}
_GESCHLECHT = {"weiblich": "w", "maennlich": "m", "divers": "d"}
_GESCHAETZT = {"rund", "von_bis", "bis_zu", "mindestens", "mehr_als"}


def clean_teilnahme(lesung: Lesung, liste: Liste, sammlung: Sammlung) -> None:
    """Add one Termin and its counts per row: a total, and one count per Geschlecht where given.

    A row without a readable date is rejected whole. Words such as "ausgefallen" make the Termin so and
    are never a zero. The same date twice for one Angebot is a Befund and counts once.
    """
    angebot_id = _angebot_id(lesung)
    summe = 0.0
    for zeile in liste.zeilen:
        datum = parse_datum(zeile.felder["datum"].wert) if "datum" in zeile.felder else None
        if datum is None:
            _weise_zeile_zurueck(lesung, zeile, "kein_datum", "ist kein Datum")
            continue
        if sammlung.finde("termin", angebot_id=angebot_id, datum=datum):
            _weise_zeile_zurueck(lesung, zeile, "termin_doppelt", "steht schon weiter oben")
            continue
        summe += _nimm_termin(lesung, zeile, angebot_id, datum, sammlung)
    pruefe_summe(lesung, liste, "besuche", summe, "Besuche")


def _weise_zeile_zurueck(lesung: Lesung, zeile: Zeile, regel: str, was: str) -> None:
    zelle = zeile.felder.get("datum") or next(iter(zeile.felder.values()))
    lesung.weise_zurueck(
        zelle, regel, f"„{zelle.text}“ {was}. Die Zeile wurde nicht gezählt. Bitte in der Datei berichtigen."
    )
    for rest in zeile.felder.values():
        if rest is not zelle:
            lesung.weise_zurueck(
                rest, "zeile_nicht_gezaehlt", f"Die Zeile wurde nicht gezählt, siehe Zelle {zelle.adresse}."
            )


def _nimm_termin(lesung: Lesung, zeile: Zeile, angebot_id: str, datum: dt.date, sammlung: Sammlung) -> float:
    datumszelle = lesung.nimm(zeile.felder["datum"])
    lesung.ignoriere(z for s in ("wochentag", "bemerkung") if (z := zeile.felder.get(s)))
    zelle = zeile.felder.get("besuche")
    status, zahl = _lies_besuche(lesung, zelle)
    oeffnung = zeile.felder.get("zeit")
    spanne = parse_zeitspanne(oeffnung.wert) if oeffnung else None
    if oeffnung and spanne:
        lesung.nimm(oeffnung)
    elif oeffnung:
        lesung.weise_zurueck(oeffnung, "keine_zeit", f"„{oeffnung.text}“ ist keine Zeitspanne wie 14-17 Uhr.")
    sammlung.zeilen["termin"].append(
        {
            "angebot_id": angebot_id,
            "datum": datum,
            "status": status,
            "beginn": spanne[0] if spanne else None,
            "ende": spanne[1] if spanne else None,
            **lesung.beleg(datumszelle),
        }
    )
    if status != "ausgefallen":
        row = _row(angebot_id, datum, "besuche", zahl, lesung.beleg(zelle or datumszelle))
        sammlung.zeilen["teilnahme"].append(row)
    if zahl is not None:
        _nimm_geschlechter(lesung, zeile, angebot_id, datum, zahl, sammlung)
    return zahl.wert or 0.0 if zahl else 0.0


def _lies_besuche(lesung: Lesung, zelle: Zelle | None) -> tuple[str, Anzahl | None]:
    if zelle is None:
        return "unbekannt", None
    wort = zelle.text.casefold().split("(")[0].strip()
    if wort in _STATUS:
        lesung.nimm(zelle)
        return _STATUS[wort], None
    zahl = parse_anzahl(zelle.wert)
    if zahl is None or zahl.min < 0 or zahl.min % 1:
        lesung.weise_zurueck(
            zelle,
            "keine_anzahl",
            f"„{zelle.text}“ ist keine Anzahl. Bitte eine ganze Zahl, „n.e.“ oder „ausgefallen“ eintragen.",
        )
        return "unbekannt", None
    lesung.nimm(zelle)
    return "stattgefunden", zahl


def _nimm_geschlechter(
    lesung: Lesung, zeile: Zeile, angebot_id: str, datum: dt.date, gesamt: Anzahl, sammlung: Sammlung
) -> None:
    teile = 0.0
    gelesen = False
    for spalte, geschlecht in _GESCHLECHT.items():
        zelle = zeile.felder.get(spalte)
        zahl = parse_anzahl(zelle.wert) if zelle else None
        if zelle and zahl is None:
            lesung.weise_zurueck(
                zelle, "keine_anzahl", f"„{zelle.text}“ ist keine Anzahl. Bitte berichtigen."
            )
        elif zelle and zahl:
            lesung.nimm(zelle)
            gelesen = True
            teile += zahl.min
            row = _row(angebot_id, datum, "besuche", zahl, lesung.beleg(zelle)) | {"geschlecht": geschlecht}
            sammlung.zeilen["teilnahme"].append(row)
    if gelesen and gesamt.genauigkeit == "genau" and teile != gesamt.min:
        lesung.melde(
            "warnung",
            "teile_ergeben_nicht_die_summe",
            f"Die Aufteilung nach Geschlecht ergibt {teile:g}, als Besuche stehen {gesamt.min:g}. Gezählt wird die "
            "Zahl der Besuche.",
            zeile.felder["besuche"],
        )


def clean_stammgruppe(lesung: Lesung, liste: Liste, sammlung: Sammlung) -> None:
    """Add estimates of the Stammbesuchende, one row per Altersgruppe, and compare the printed total."""
    angebot_id = _angebot_id(lesung)
    summe = 0.0
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
        summe += zahl.wert or zahl.min
        sammlung.zeilen["teilnahme"].append(
            _row(angebot_id, dt.date(sammlung.jahr, 1, 1), "stammbesuchende", zahl, lesung.beleg(zelle))
            | {
                "datum_bis": dt.date(sammlung.jahr, 12, 31),
                "altersgruppe": zeile.text("altersgruppe"),
                "planungsbezirk": zeile.text("planungsbezirk"),
            }
        )
    pruefe_summe(lesung, liste, "stammbesuchende", summe, "Stammbesuchende")


def _angebot_id(lesung: Lesung) -> str:
    zelle = kopfangaben(lesung).get("Angebot")
    return kurzname(zelle.text if zelle else lesung.blatt.name)


def _row(
    angebot_id: str, datum: dt.date | None, zaehlart: str, zahl: Anzahl | None, beleg: dict[str, str]
) -> dict[str, Any]:
    erhebung = "nicht_erhoben"
    if zahl is not None:
        erhebung = "geschaetzt" if zahl.genauigkeit in _GESCHAETZT else "gezaehlt"
    return {
        "angebot_id": angebot_id,
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
        "erhebung": erhebung,
        **beleg,
    }


def clean_angaben(lesung: Lesung, liste: Liste, sammlung: Sammlung, programm: str | None) -> None:
    """Read the label-value pairs below an Angebotsliste: how many Personen came, and printed totals."""
    for name, (label, zelle) in liste.angaben.items():
        zahl = parse_anzahl(zelle.wert)
        if name.casefold() == "teilnehmende gesamt" and zahl is not None and programm:
            lesung.nimm(label)
            lesung.nimm(zelle)
            sammlung.zeilen["teilnahme"].append(
                _row(kurzname(programm), None, "personen", zahl, lesung.beleg(zelle))
            )
        elif (art := _ART_IM_FUSS.get(name.casefold())) and zahl is not None:
            lesung.ignoriere([label, zelle])
            gelesen = sum(z["art"] == art for z in sammlung.zeilen["angebot"] if z["programm"] == programm)
            if gelesen != zahl.min:
                lesung.melde(
                    "warnung",
                    "summe_stimmt_nicht",
                    f"„{name}“ nennt {zelle.text}, in der Liste stehen {gelesen}.",
                    zelle,
                )


_ART_IM_FUSS = {"einzelaktionen": "einmalig", "wiederkehrende formate": "wiederkehrend"}
