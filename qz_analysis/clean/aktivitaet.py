"""Lists of what the team does beyond its Angebote -> aktivitaet."""

import datetime as dt
import re

from qz_analysis.clean.angebot import kodiert, lies_durchfuehrung
from qz_analysis.clean.eintrag import grenzen, lies_anzahl
from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import Liste, Zeile, finde_jahr
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.zahl import parse_anzahl
from qz_analysis.clean.zeitraum import Zeitraum, parse_zeitraum
from qz_analysis.model import werte

_TEXT = ("rhythmus", "geber", "unsicher", "kapitel", "bemerkung")
_AB = re.compile(r"(?:ab|seit)(?: dem)? (.+)", re.I)
_EURO = re.compile(r"\s*(?:€|EUR|Euro)\s*", re.I)


def clean_aktivitaet(lesung: Lesung, liste: Liste, sammlung: Sammlung) -> None:
    """Add the activities of a list; what its Bemerkung calls "ausgefallen" did not take place."""
    jahr = finde_jahr(lesung, sammlung.jahr, liste.kopf.zeile - 1)
    for zeile in liste.zeilen:
        name = lesung.nimm(zeile.felder["aktivitaet"])
        if "nr" in zeile.felder:
            lesung.ignoriere([zeile.felder["nr"]])
        for spalte in _TEXT:
            if spalte in zeile.felder:
                lesung.nimm(zeile.felder[spalte])
        zeitraum = lies_zeitraum(lesung, zeile, jahr)
        zahl = lies_anzahl(lesung, zeile.felder.get("anzahl"), sammlung.erklaerung.zeichen)
        sammlung.zeilen["aktivitaet"].append(
            {
                "aktivitaet": name.text,
                "art": kodiert(lesung, zeile, "art", werte.AKTIVITAET_ART, "aktivitaet_art", "Art"),
                "durchfuehrung": lies_durchfuehrung(zeile.text("bemerkung")),
                "datum": zeitraum.von if zeitraum else None,
                "datum_bis": zeitraum.bis if zeitraum and zeitraum.bis != zeitraum.von else None,
                **grenzen(zahl, "anzahl"),
                "genauigkeit": zahl.genauigkeit if zahl else None,
                "betrag_eur": _betrag(lesung, zeile),
                **{spalte: zeile.text(spalte) for spalte in _TEXT},
                **lesung.beleg(name),
            }
        )


def lies_zeitraum(lesung: Lesung, zeile: Zeile, jahr: int) -> Zeitraum | None:
    """Return when; what goes on from a day or a period on ("ab Juli") does so to the end of the year."""
    zelle = zeile.felder.get("datum")
    if zelle is None:
        return None
    ab = _AB.fullmatch(zelle.text)
    zeitraum = parse_zeitraum(ab[1] if ab else zelle.wert, jahr)
    if zeitraum is None:
        lesung.weise_zurueck(
            zelle,
            "kein_zeitraum",
            f"„{zelle.text}“ ist kein Datum und kein Zeitraum. Bitte zum Beispiel „14.03.{jahr}“, „2. Quartal {jahr}“ oder "
            f"„ab Juli {jahr}“ eintragen.",
        )
        return None
    lesung.nimm(zelle)
    if ab is None:
        return zeitraum
    return Zeitraum(zeitraum.von, dt.date(max(jahr, zeitraum.von.year), 12, 31), "spanne")


def _betrag(lesung: Lesung, zeile: Zeile) -> float | None:
    zelle = zeile.felder.get("betrag_eur")
    if zelle is None:
        return None
    zahl = parse_anzahl(_EURO.sub("", zelle.wert) if isinstance(zelle.wert, str) else zelle.wert)
    if zahl is None or zahl.genauigkeit != "genau" or zahl.min < 0:
        lesung.weise_zurueck(
            zelle,
            "kein_betrag",
            f"„{zelle.text}“ ist kein Betrag in Euro. Bitte nur die Zahl eintragen und, wo sie nicht feststeht, „Betrag“ in "
            "der Spalte „unsicher“ vermerken.",
        )
        return None
    lesung.nimm(zelle)
    return float(zahl.min)
