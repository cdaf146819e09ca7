"""Printed figures against computed ones, and printed parts against their printed total."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.kennzahl import KENNZAHLEN
from qz_analysis.figures.wert import Ergebnis, Wert
from qz_analysis.model.anzahl import RUND_SPIELRAUM, Anzahl

TEILE_SPIELRAUM: Final = 0.05  # parts whose printed sum is further off than this do not make the total

Urteil = Literal["reproduziert", "im Rahmen", "nicht reproduziert", "nicht berechnet"]


@dataclass(frozen=True)
class Vergleich:
    """One printed figure beside the computed one, with the verdict and its reason."""

    id: str
    kapitel: str
    groesse: str
    gedruckt: Anzahl
    einheit: str
    ergebnis: Ergebnis | None
    berechnet: Wert | None
    urteil: Urteil
    grund: str
    beleg: str


@dataclass(frozen=True)
class Teilsumme:
    """Printed parts of a printed total that do not add up to it, and those of them that would."""

    gesamt: str
    teile: tuple[str, ...]
    summe: float
    gedruckt: float
    passend: tuple[str, ...]


def vergleiche(b: Bestand) -> list[Vergleich]:
    """Return every printed figure with its computed value, in the order of their numbers."""
    return [_vergleiche(b, zeile) for zeile in _gedruckte(b)]


def _gedruckte(b: Bestand) -> list[dict]:
    """Return the printed figures in the order of their numbers."""
    return b.tabelle("veroeffentlicht").sort("id").to_dicts()


def _gedruckt(zeile: dict) -> Anzahl:
    genauigkeit, unten, oben = zeile["genauigkeit"], zeile["min"], zeile["max"]
    wert = unten if unten == oben or oben is None else None
    return Anzahl(oben if unten is None else wert, unten or 0, oben, genauigkeit)


def _vergleiche(b: Bestand, zeile: dict) -> Vergleich:
    gedruckt = _gedruckt(zeile)
    rechnung = KENNZAHLEN.get(zeile["kennzahl"] or "")
    ergebnis = rechnung(b, wo=zeile["bedingung"] or "") if rechnung else None
    wert = ergebnis.wert if ergebnis else None
    urteil, grund = _urteile(gedruckt, wert)
    return Vergleich(
        id=zeile["id"],
        kapitel=zeile["kapitel"] or "",
        groesse=zeile["groesse"],
        gedruckt=gedruckt,
        einheit=zeile["einheit"] or "",
        ergebnis=ergebnis,
        berechnet=wert,
        urteil=urteil,
        grund=grund,
        beleg=f"{zeile['quelle_datei']}!{zeile['quelle_blatt']}!{zeile['quelle_zelle']}",
    )


def _urteile(gedruckt: Anzahl, wert: Wert | None) -> tuple[Urteil, str]:
    if wert is not None and wert.fehler:
        return "nicht berechnet", wert.fehler
    if wert is None:
        return "nicht berechnet", "Für diese Angabe gibt es keine Kennzahl."
    if wert.anzahl is None:
        return "nicht berechnet", "Die Listen enthalten keine Zeile, aus der sie sich berechnen ließe."
    urteil = passt(gedruckt, wert.anzahl)
    if wert.beispiel:
        return urteil, "Beispieldaten, an den gedruckten Wert angepasst: kein Nachweis."
    lesart = f"Bei {wert.unsicher} gezählten Zeilen ist die Zuordnung eine Lesart." if wert.unsicher else ""
    if urteil != "nicht reproduziert":
        return urteil, lesart
    fehlt = abweichung(gedruckt, wert.anzahl)
    betrag = f"{abs(fehlt):g} {'weniger' if fehlt < 0 else 'mehr'} als gedruckt."
    if lesart or fehlt > 0:
        return urteil, f"{betrag} {lesart}".strip()
    return urteil, f"{betrag} Mehr nennt der Bericht nicht mit Namen."


def offen(gedruckt: Anzahl, berechnet: Anzahl) -> bool:
    """Return whether the bounds of a computed number leave open if it is the printed one."""
    oben = math.inf if berechnet.max is None else berechnet.max
    gedruckt_oben = math.inf if gedruckt.max is None else gedruckt.max
    return berechnet.min < oben and berechnet.min <= gedruckt_oben and oben >= gedruckt.min


def abweichung(gedruckt: Anzahl, berechnet: Anzahl) -> float:
    """Return how far the computed value is from the nearest printed bound."""
    ist = berechnet.nennwert
    unten, oben = gedruckt.min, gedruckt.max
    if gedruckt.wert is not None and gedruckt.genauigkeit in ("mehr_als", "rund"):
        unten, oben = gedruckt.wert, oben and gedruckt.wert
    if ist < unten or oben is None:
        return round(ist - unten, 2)
    return round(ist - oben, 2)


def passt(gedruckt: Anzahl, berechnet: Anzahl) -> Urteil:
    """Return whether a computed number is the printed one, lies within what it says, or neither."""
    ist = berechnet.nennwert
    if berechnet.genauigkeit == "rund" and berechnet.wert is not None:
        berechnet = Anzahl.genau(ist)  # judged by the number it names, as is the printed one
    match gedruckt.genauigkeit:
        case "genau":
            gleich, nahe = berechnet.min == berechnet.max == gedruckt.min, False
        case "mehr_als":
            # "über 85" against a computed "über 85" (at least 86, open) is the same statement.
            gleich, nahe = (
                berechnet.genauigkeit == "mehr_als" and ist == gedruckt.nennwert,
                berechnet.min > gedruckt.nennwert,
            )
        case "mindestens":
            gleich, nahe = False, berechnet.min >= gedruckt.min
        case "bis_zu":
            gleich, nahe = (
                berechnet.max == gedruckt.max,
                berechnet.max is not None and ist <= (gedruckt.max or 0),
            )
        case "durchschnittlich":
            gleich, nahe = round(ist) == gedruckt.min, False
        case "rund":
            unten, oben = (gedruckt.min, gedruckt.max) if gedruckt.wert is None else (gedruckt.wert,) * 2
            gleich = (berechnet.min, berechnet.max) == (unten, oben)
            nahe = unten * (1 - RUND_SPIELRAUM) <= ist <= (oben or unten) * (1 + RUND_SPIELRAUM)
        case "von_bis":
            gleich = (berechnet.min, berechnet.max) == (gedruckt.min, gedruckt.max)
            nahe = berechnet.min == berechnet.max and gedruckt.min <= ist <= (gedruckt.max or ist)
        case _:
            gleich, nahe = (berechnet.min, berechnet.max) == (gedruckt.min, gedruckt.max), False
    return "reproduziert" if gleich else "im Rahmen" if nahe else "nicht reproduziert"


def teilsummen(b: Bestand) -> list[Teilsumme]:
    """Return the printed totals whose printed parts do not add up to them.

    The numbers are taken as printed, without their qualifier: "über 85" is meant as 85 and a few more, not as any
    number above. The largest choice of parts that does add up is named, because a part may lie inside another.
    """
    gedruckt = {z["id"]: z for z in _gedruckte(b)}
    funde = []
    for gesamt, zeile in gedruckt.items():
        teile = {
            z["id"]: float(z["min"])
            for z in gedruckt.values()
            if z["teil_von"] == gesamt and z["min"] is not None
        }
        soll = zeile["min"]
        if len(teile) < 2 or soll is None or passt_zusammen(sum(teile.values()), soll):
            continue
        funde.append(Teilsumme(gesamt, tuple(teile), sum(teile.values()), soll, passende(teile, soll)))
    return funde


def passende(teile: Mapping[str, float], soll: float) -> tuple[str, ...]:
    """Return the largest choice of parts that adds up to the total, none where there is no such choice."""
    return next(
        (
            auswahl
            for n in range(len(teile) - 1, 0, -1)
            for auswahl in combinations(teile, n)
            if passt_zusammen(sum(teile[i] for i in auswahl), soll)
        ),
        (),
    )


def passt_zusammen(summe: float, soll: float) -> bool:
    """Return whether printed parts make a printed total, which may both be rounded."""
    return abs(summe - soll) <= TEILE_SPIELRAUM * soll
