"""Calendars -> termin, teilnahme and anwesenheit. Names on a sign-in list are counted here and go no further."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from qz_analysis.clean.eintrag import Eintrag, deute_eintrag
from qz_analysis.clean.kalenderblatt import Feld, Kalender
from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import ist_summe, kopfangaben
from qz_analysis.clean.pseudonym import ist_personenangabe, pseudonym_von
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.schreibweise import kurzname
from qz_analysis.clean.zaehlung import teilnahme_zeile
from qz_analysis.clean.zahl import parse_anzahl
from qz_analysis.clean.zeichen import bekannter_grund, deute_zeichen
from qz_analysis.errors import EingabeFehler
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.model.werte import NICHT_STATTGEFUNDEN
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


def _trage_ein(lesung: Lesung, sammlung: Sammlung, feld: Feld, eintrag: Eintrag, *, mit_summe: bool) -> None:
    """Add the Termin and the count of one cell; a row called "weiblich" is a group, any other an Angebot.

    Groups are what counts, unless the calendar has a row without a label beside them: their total.
    """
    label = feld.beschriftung.text if feld.beschriftung else ""
    geschlecht = _GRUPPEN.get(label.casefold())
    angebot = _angebot(lesung) if geschlecht or not label else kurzname(label)
    _termin(lesung, sammlung, angebot, feld, eintrag)
    if eintrag.status not in NICHT_STATTGEFUNDEN:
        _teilnahme(lesung, sammlung, angebot, feld, eintrag.zahl, geschlecht)
        sammlung.zeilen["teilnahme"][-1]["summand"] = not (geschlecht and mit_summe)


def _termin(lesung: Lesung, sammlung: Sammlung, angebot: str, feld: Feld, eintrag: Eintrag) -> None:
    """Add a Termin where the column is a day; weeks and months are periods, not dates."""
    if feld.zeitraum.von != feld.zeitraum.bis or sammlung.finde(
        "termin", angebot_id=angebot, datum=feld.zeitraum.von
    ):
        return
    termin: dict[str, Any] = {"angebot_id": angebot, "datum": feld.zeitraum.von}
    termin |= {"status": eintrag.status, "grund": eintrag.grund}
    sammlung.zeilen["termin"].append(termin | lesung.beleg(feld.zelle))


def _zaehle_anwesende(kalender: Kalender, sammlung: Sammlung) -> None:
    """Count the marks of each column, and note who came where a list goes by pseudonyms.

    Names are read, counted as ignored, and stand in no table and no Befund.
    """
    lesung = kalender.lesung
    angebot = _angebot(lesung)
    pseudonyme = _pseudonyme(kalender)
    anwesend: dict[int, int] = {}
    ausgefallen: dict[int, Eintrag] = {}
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
        if zeichen.status == "anwesend" and feld.zelle.zeile in pseudonyme:
            _trage_anwesenden_ein(lesung, sammlung, angebot, feld, pseudonyme[feld.zelle.zeile])
        if zeichen.status in NICHT_STATTGEFUNDEN:
            grund = bekannter_grund(zeichen.grund)
            ausgefallen.setdefault(spalte, Eintrag(None, zeichen.status, lesbar=True, grund=grund))
    # Somebody who never came has no mark: what is left of the list must not be repeated in a Befund either.
    lesung.ignoriere(z for z in lesung.offen() if z.zeile > kalender.zeile)
    for spalte, feld in koepfe.items():
        zahl = anwesend.get(spalte, 0)
        fiel_aus = ausgefallen.get(spalte) if zahl == 0 else None
        _termin(lesung, sammlung, angebot, feld, fiel_aus or Eintrag(None, "stattgefunden", lesbar=True))
        if not fiel_aus:
            _teilnahme(lesung, sammlung, angebot, feld, Anzahl.genau(zahl), None)


def _pseudonyme(kalender: Kalender) -> dict[int, str]:
    """Return row -> pseudonym. Names become keyed ones; of a column of Kürzel what may be somebody, or stands there a
    second time, is rejected.
    """
    lesung = kalender.lesung
    gefunden: dict[int, str] = {}
    zellen = {f.zelle.zeile: f.beschriftung for f in kalender.felder if f.beschriftung}
    if not kalender.pseudonym:
        return _aus_namen(lesung, zellen)
    for zeile, zelle in zellen.items():
        verdeckt = replace(zelle, wert="(nicht wiedergegeben)")
        if ist_personenangabe(zelle.text):
            lesung.weise_zurueck(
                verdeckt,
                "kein_pseudonym",
                "In der Spalte der Kürzel steht etwas, das ein Name, eine Telefonnummer oder eine E-Mail-Adresse sein kann. "
                "Der Besuch zählt, die Angabe wurde nicht übernommen. Bitte ein Kürzel eintragen, das niemanden verrät.",
            )
        elif zelle.text in gefunden.values():
            lesung.weise_zurueck(
                zelle,
                "pseudonym_doppelt",
                f"Das Kürzel „{zelle.text}“ steht auf dieser Liste schon weiter oben. Die Besuche zählen, gelten aber keiner "
                "bestimmten Person. Bitte jeder Person ein eigenes Kürzel geben.",
            )
        else:
            gefunden[zeile] = lesung.nimm(zelle).text
    return gefunden


def _aus_namen(lesung: Lesung, zellen: dict[int, Zelle]) -> dict[int, str]:
    """Return row -> pseudonym of the names of a sign-in list; who stands there twice is one person."""
    try:
        return {zeile: pseudonym_von(zelle.text) for zeile, zelle in zellen.items()}
    except EingabeFehler as fehler:
        lesung.melde_einmal(
            "warnung", "kein_schluessel", f"Gezählt wurden nur Besuche, nicht Personen. {fehler}"
        )
        return {}


def _trage_anwesenden_ein(
    lesung: Lesung, sammlung: Sammlung, angebot: str, feld: Feld, pseudonym: str
) -> None:
    """Add one pseudonym at one Termin; a mark for a week or a month says nothing of a day."""
    if feld.zeitraum.von != feld.zeitraum.bis:
        lesung.melde_einmal(
            "hinweis",
            "anwesenheit_ohne_tag",
            "Die Spalten der Liste sind keine Tage. Die Besuche zählen; wer an welchem Tag da war, lässt sich nicht sagen.",
            feld.kopf,
        )
        return
    sammlung.zeilen["anwesenheit"].append(
        {
            "angebot_id": angebot,
            "datum": feld.zeitraum.von,
            "pseudonym": pseudonym,
            **lesung.beleg(feld.zelle),
        }
    )


def schuetze_beratung(sammlung: Sammlung, lesungen: Iterable[Lesung]) -> None:
    """Drop who came to an Angebot that the Angebotsliste calls protected, with a Befund for each sheet."""
    geschuetzt = {z["angebot_id"] for z in sammlung.zeilen["angebot"] if z["geschuetzt"]}
    heraus = [z for z in sammlung.zeilen["anwesenheit"] if z["angebot_id"] in geschuetzt]
    if not heraus:
        return
    sammlung.zeilen["anwesenheit"] = [
        z for z in sammlung.zeilen["anwesenheit"] if z["angebot_id"] not in geschuetzt
    ]
    orte = {(z["quelle_datei"], z["quelle_blatt"]) for z in heraus}
    for lesung in lesungen:
        if (lesung.blatt.datei, lesung.blatt.name) in orte:
            lesung.melde(
                "warnung",
                "anwesenheit_geschuetzt",
                "Die Liste gehört zu einer Beratung. Gezählt wurde nur, wie viele kamen; die Kürzel wurden nicht übernommen.",
            )


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
