import re
from typing import Any

from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import Liste, Zeile
from qz_analysis.clean.partner import programm, trage_partner_ein
from qz_analysis.clean.rhythmus import parse_rhythmus
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.schreibweise import deute, kurzname, teile, werteliste
from qz_analysis.clean.summe import pruefe_summen
from qz_analysis.model import werte

_JA = {"ja", "x", "✓", "1", "true", "wahr"}
_NEIN = {"nein", "-", "–", "0", "false", "falsch"}


def clean_angebot(lesung: Lesung, liste: Liste, sammlung: Sammlung) -> None:
    """Add the Angebote of a list, with their partners, target groups and themes.

    An Angebot that another list already named is one Angebot: it gains what it lacked, and a Befund
    says so. The printed total is compared with the rows that were read.
    """
    zu_programm = programm(lesung)
    # A head line such as "Drittmittel: ja" asks for all rows of the list.
    gefragt = {*liste.kopf.spalten.values(), *(spalte for zeile in liste.zeilen for spalte in zeile.felder)}
    gelesen: dict[int, float] = {}
    for zeile in liste.zeilen:
        name = zeile.felder["angebot"]
        gelesen[zeile.nummer] = 1
        if "nr" in zeile.felder:
            lesung.ignoriere([zeile.felder["nr"]])
        angebot_id = kurzname(name.text)
        neu = _angebot(lesung, zeile, gefragt) | {"programm": zu_programm, "angebot_id": angebot_id}
        _merke_belege(lesung, zeile, angebot_id, zu_programm, sammlung)
        alt = sammlung.finde("angebot", angebot_id=angebot_id)
        if alt is None:
            sammlung.zeilen["angebot"].append(neu)
        else:
            alt.update({k: v for k, v in neu.items() if v is not None and alt[k] in (None, False)})
            lesung.melde(
                "hinweis",
                "angebot_in_zwei_listen",
                f"„{name.text}“ steht auch in „{alt['quelle_datei']}“, Zelle {alt['quelle_zelle']}, und wird als "
                "ein Angebot gezählt.",
                name,
            )
        _verknuepfe(lesung, zeile, angebot_id, sammlung)
    pruefe_summen(liste, "angebot", gelesen, "Angebote")


def _angebot(lesung: Lesung, zeile: Zeile, gefragt: set[str]) -> dict[str, Any]:
    """Return the row of an Angebot; `gefragt` are the columns the list has, and what it does not ask is no "no"."""
    name = lesung.nimm(zeile.felder["angebot"])
    for spalte in (
        "ort",
        "planungsbezirk",
        "beginn",
        "ende",
        "schulkooperation",
        "unsicher",
        "kapitel",
        "bemerkung",
        "rhythmus",
    ):
        if spalte in zeile.felder:
            lesung.nimm(zeile.felder[spalte])
    rhythmus = parse_rhythmus(zeile.text("rhythmus") or "")
    bemerkung = zeile.text("bemerkung")
    return {
        "angebot": name.text,
        "art": kodiert(lesung, zeile, "art", werte.ART),
        "rhythmus": zeile.text("rhythmus"),
        "rhythmus_regel": rhythmus.regel,
        "tage_je_woche": rhythmus.tage_je_woche,
        "verantwortung": kodiert(lesung, zeile, "verantwortung", werte.VERANTWORTUNG),
        "bereich": kodiert(lesung, zeile, "bereich", werte.BEREICH),
        "ort": zeile.text("ort"),
        "planungsbezirk": zeile.text("planungsbezirk"),
        **{
            s: bool(_ja(lesung, zeile, s)) if s in gefragt else None
            for s in ("inklusiv", "ehrenamtlich", "drittmittel")
        },
        "geschuetzt": bool(_ja(lesung, zeile, "geschuetzt")),
        "kjh_art": kodiert(lesung, zeile, "kjh_art", werte.KJH_ART, ueberschrift="KJH-Art"),
        "kjh_relevant": _ja(lesung, zeile, "kjh_relevant"),
        "schulkooperation": zeile.text("schulkooperation"),
        "durchfuehrung": lies_durchfuehrung(bemerkung),
        "beginn": zeile.text("beginn"),
        "ende": zeile.text("ende"),
        "unsicher": zeile.text("unsicher"),
        "kapitel": zeile.text("kapitel"),
        "bemerkung": bemerkung,
        **lesung.beleg(name),
    }


def _merke_belege(
    lesung: Lesung, zeile: Zeile, angebot_id: str, zu_programm: str | None, sammlung: Sammlung
) -> None:
    """Keep the cells that expected Termine will stem from: those of the list that names them first."""
    if zu_programm and "rhythmus" in zeile.felder and (angebot_id, "rhythmus") not in sammlung.belege:
        sammlung.rhythmus_im_programm.add(angebot_id)
    for spalte in ("rhythmus", "beginn"):
        if zelle := zeile.felder.get(spalte):
            sammlung.belege.setdefault((angebot_id, spalte), lesung.beleg(zelle))


def kodiert(
    lesung: Lesung,
    zeile: Zeile,
    spalte: str,
    erlaubt: dict[str, str],
    schreibweise: str | None = None,
    ueberschrift: str | None = None,
) -> str | None:
    """Return the value of a coded column, None where it is empty or not known, which is a Befund.

    `schreibweise` is the list of its spellings and `ueberschrift` its header, where they are not called like it.
    """
    zelle = zeile.felder.get(spalte)
    if zelle is None:
        return None
    return deute(lesung, lesung.nimm(zelle), zelle.text, schreibweise or spalte, erlaubt, ueberschrift)


def _ja(lesung: Lesung, zeile: Zeile, spalte: str) -> bool | None:
    """Return yes or no, None where a cell is empty or says neither, which is a Befund."""
    zelle = zeile.felder.get(spalte)
    if zelle is None:
        return None
    text = zelle.text.casefold()
    if text in _JA or text in _NEIN:
        lesung.nimm(zelle)
    else:
        lesung.weise_zurueck(
            zelle,
            "kein_ja_nein",
            f"„{zelle.text}“ ist weder ja noch nein. Bitte „ja“ eintragen oder leer lassen.",
        )
        return None
    return text in _JA


def lies_durchfuehrung(bemerkung: str | None) -> str:
    """Return "ausgefallen" where the Bemerkung says so, else "stattgefunden"."""
    return "ausgefallen" if bemerkung and re.search(r"\bausgefallen\b", bemerkung, re.I) else "stattgefunden"


def _verknuepfe(lesung: Lesung, zeile: Zeile, angebot_id: str, sammlung: Sammlung) -> None:
    if zelle := zeile.felder.get("partner"):
        lesung.nimm(zelle)
        for name in teile(str(zelle.wert), ";"):
            bekannt = len(sammlung.zeilen["partner"])
            partner = trage_partner_ein(lesung, zelle, name, sammlung)
            if len(sammlung.zeilen["partner"]) > bekannt:
                lesung.melde(
                    "warnung",
                    "partner_nicht_in_liste",
                    f"„{name}“ steht nicht in der Partnerliste und zählt als eigener Partner. Bitte dort ergänzen oder "
                    "die Schreibweise in schreibweisen/partner.csv eintragen.",
                    zelle,
                )
            _link(lesung, zelle, "angebot_partner", angebot_id, "partner_id", partner["partner_id"], sammlung)
    for spalte in ("zielgruppe", "thema"):
        if zelle := zeile.felder.get(spalte):
            lesung.nimm(zelle)
            for text in teile(str(zelle.wert), ",;/"):
                if wert := deute(lesung, zelle, " ".join(text.split()), spalte, werteliste(spalte)):
                    _link(lesung, zelle, f"angebot_{spalte}", angebot_id, spalte, wert, sammlung)


def _link(
    lesung: Lesung, zelle: Any, tabelle: str, angebot_id: str, spalte: str, wert: str, sammlung: Sammlung
) -> None:
    if sammlung.finde(tabelle, angebot_id=angebot_id, **{spalte: wert}) is None:
        sammlung.zeilen[tabelle].append({"angebot_id": angebot_id, spalte: wert, **lesung.beleg(zelle)})
