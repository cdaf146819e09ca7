"""Calendars -> termin and teilnahme. Persons on a sign-in list are counted here and go no further."""

from collections.abc import Mapping
from typing import Any

from qz_analysis.clean.eintrag import Eintrag, deute_eintrag
from qz_analysis.clean.kalenderblatt import Feld, Kalender
from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import ist_summe, kopfangaben
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.schreibweise import kurzname
from qz_analysis.clean.zaehlung import teilnahme_zeile
from qz_analysis.clean.zahl import parse_anzahl
from qz_analysis.clean.zeichen import deute_zeichen
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.read.blatt import Zelle

_GRUPPEN = {
    "weiblich": "w",
    "mädchen": "w",
    "männlich": "m",
    "jungen": "m",
    "divers": "d",
    "w": "w",
    "m": "m",
    "d": "d",
}


def clean_kalender(kalender: Kalender, sammlung: Sammlung) -> None:
    """Add what a calendar counts: one Termin and one count per cell, or per column of a sign-in list."""
    lesung = kalender.lesung
    lesung.art = "anwesenheitsliste" if kalender.art == "anwesenheit" else "kalender"
    lesung.ignoriere(z for _, zeile in lesung.blatt.zeilen(bis=kalender.zeile) for z in zeile)
    for feld in kalender.felder:
        lesung.nimm(feld.kopf)
    if kalender.art == "anwesenheit":
        _zaehle_anwesende(kalender, sammlung)
    else:
        _nimm_zahlen(kalender, sammlung)
    _pruefe_summen(kalender, sammlung.erklaerung.zeichen)


def _nimm_zahlen(kalender: Kalender, sammlung: Sammlung) -> None:
    lesung = kalender.lesung
    mit_summe = any(feld.beschriftung is None for feld in kalender.felder)
    for feld in kalender.felder:
        eintrag = deute_eintrag(feld.zelle.wert, sammlung.erklaerung.zeichen)
        if not eintrag.lesbar:
            lesung.weise_zurueck(
                feld.zelle,
                "keine_anzahl",
                f"„{feld.zelle.text}“ ist keine Anzahl. Bitte eine ganze Zahl, „n.e.“ oder „ausgefallen“ eintragen.",
            )
            continue
        lesung.nimm(feld.zelle)
        if feld.beschriftung:
            lesung.nimm(feld.beschriftung)
        _trage_ein(lesung, sammlung, feld, eintrag, mit_summe=mit_summe)


def _trage_ein(
    lesung: Lesung, sammlung: Sammlung, feld: Feld, eintrag: Eintrag, *, mit_summe: bool
) -> None:
    """Add the Termin and the count of one cell; a row called "weiblich" is a group, any other an Angebot.

    Groups are what counts, unless the calendar has a row without a label beside them: their total.
    """
    label = feld.beschriftung.text if feld.beschriftung else ""
    geschlecht = _GRUPPEN.get(label.casefold())
    angebot = _angebot(lesung) if geschlecht or not label else kurzname(label)
    _termin(lesung, sammlung, angebot, feld, eintrag.status)
    if eintrag.status != "ausgefallen":
        _teilnahme(lesung, sammlung, angebot, feld, eintrag.zahl, geschlecht)
        sammlung.zeilen["teilnahme"][-1]["summand"] = not (geschlecht and mit_summe)


def _termin(lesung: Lesung, sammlung: Sammlung, angebot: str, feld: Feld, status: str) -> None:
    """Add a Termin where the column is a day; weeks and months are periods, not dates."""
    if feld.zeitraum.von != feld.zeitraum.bis or sammlung.finde(
        "termin", angebot_id=angebot, datum=feld.zeitraum.von
    ):
        return
    termin: dict[str, Any] = {"angebot_id": angebot, "datum": feld.zeitraum.von, "status": status}
    sammlung.zeilen["termin"].append(termin | {"beginn": None, "ende": None} | lesung.beleg(feld.zelle))


def _zaehle_anwesende(kalender: Kalender, sammlung: Sammlung) -> None:
    """Count the marks of each column. Names are read, counted as ignored, and stand in no table and no Befund."""
    lesung = kalender.lesung
    angebot = _angebot(lesung)
    anwesend: dict[int, int] = {}
    ausgefallen: set[int] = set()
    koepfe: dict[int, Feld] = {}
    for feld in kalender.felder:
        spalte = feld.zelle.spalte
        lesung.ignoriere(z for z in lesung.blatt.zeile(feld.zelle.zeile) if lesung.ist_offen(z))
        koepfe[spalte] = Feld(None, feld.zeitraum, feld.kopf, feld.kopf)
        zeichen = deute_zeichen(feld.zelle.wert, "anwesenheit", sammlung.erklaerung.zeichen)
        if zeichen is None:
            lesung.weise_zurueck(
                feld.zelle,
                "zeichen_unbekannt",
                f"Was „{feld.zelle.text}“ bedeutet, ist nicht bekannt. Bitte in qz.toml unter [zeichen] erklären.",
            )
            continue
        lesung.nimm(feld.zelle)
        anwesend[spalte] = anwesend.get(spalte, 0) + (zeichen.status == "anwesend")
        if zeichen.status == "ausgefallen":
            ausgefallen.add(spalte)
    for spalte, feld in koepfe.items():
        zahl = anwesend.get(spalte, 0)
        fiel_aus = spalte in ausgefallen and zahl == 0
        _termin(lesung, sammlung, angebot, feld, "ausgefallen" if fiel_aus else "stattgefunden")
        if not fiel_aus:
            _teilnahme(lesung, sammlung, angebot, feld, Anzahl.genau(zahl), None)


def _teilnahme(
    lesung: Lesung, sammlung: Sammlung, angebot: str, feld: Feld, zahl: Anzahl | None, geschlecht: str | None
) -> None:
    row = teilnahme_zeile(angebot, feld.zeitraum.von, "besuche", zahl, lesung.beleg(feld.zelle))
    bis = feld.zeitraum.bis if feld.zeitraum.bis != feld.zeitraum.von else None
    sammlung.zeilen["teilnahme"].append(row | {"geschlecht": geschlecht, "datum_bis": bis})


def _angebot(lesung: Lesung) -> str:
    zelle = kopfangaben(lesung).get("Angebot")
    return kurzname(zelle.text if zelle else lesung.blatt.name)


def _pruefe_summen(kalender: Kalender, erklaert: Mapping[str, str]) -> None:
    """Compare the printed totals of rows and columns with the cells they are the totals of."""
    lesung = kalender.lesung
    for summe, teile in kalender.summen:
        lesung.ignoriere(
            z for z in lesung.blatt.zeile(summe.zeile) if lesung.ist_offen(z) and ist_summe(z.text)
        )
        lesung.ignoriere([summe])
        gedruckt = parse_anzahl(summe.wert)
        gelesen = float(sum(_zaehlt(kalender, teil, erklaert) for teil in teile))
        if gedruckt is None or (
            gedruckt.min <= gelesen and (gedruckt.max is None or gelesen <= gedruckt.max)
        ):
            continue
        lesung.melde(
            "warnung",
            "summe_stimmt_nicht",
            f"Die Summe nennt „{summe.text}“, gelesen wurden {gelesen:g}. Bitte die Zellen oder die Summe berichtigen.",
            summe,
        )


def _zaehlt(kalender: Kalender, zelle: Zelle, erklaert: Mapping[str, str]) -> float:
    if kalender.art == "anwesenheit":
        zeichen = deute_zeichen(zelle.wert, "anwesenheit", erklaert)
        return zeichen is not None and zeichen.status == "anwesend"
    zahl = deute_eintrag(zelle.wert, erklaert).zahl
    return zahl.nennwert if zahl else 0
