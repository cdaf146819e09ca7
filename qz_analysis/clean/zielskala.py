"""The columns of a Zielmatrix that set a scale in advance: Goal Attainment Scaling, and the stage of the Wirkungstreppe.

A scale that is drawn once the result is known measures nothing. So a goal takes part only where all five levels were set
before it began (Kiresuk & Sherman 1968); what keeps it out is said, and nothing is ever made of its status.
"""

import datetime as dt
import re
from typing import Any, Final

from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import Zeile
from qz_analysis.clean.zahl import parse_anzahl
from qz_analysis.clean.zeit import deute_datum
from qz_analysis.clean.zeitraum import parse_zeitraum
from qz_analysis.model.wirkungstreppe import STUFEN, nennt_output_wirkung

GAS_STUFEN: Final = {
    "gas_minus_2": "−2",
    "gas_minus_1": "−1",
    "gas_0": "0",
    "gas_plus_1": "+1",
    "gas_plus_2": "+2",
}
GAS_SPALTEN: Final = (*GAS_STUFEN, "gas_gesetzt_am", "gas_gewicht", "gas_erreicht")
_AB: Final = re.compile(r"ab (.+?)(?:,? bis .+)?", re.I)


def lies_zielskala(lesung: Lesung, zeile: Zeile, jahr: int) -> dict[str, Any]:
    """Return the columns of Goal Attainment Scaling of a goal, and why they don't count where they don't."""
    stufen = {}
    for spalte in GAS_STUFEN:
        zelle = zeile.felder.get(spalte)
        stufen[spalte] = lesung.nimm(zelle).text if zelle else None
    gesetzt = _tag(lesung, zeile, jahr)
    hindernis = None
    if any(spalte in zeile.felder for spalte in GAS_SPALTEN):
        hindernis = _hindernis(stufen, gesetzt, _beginn(zeile.text("frist"), jahr))
    if hindernis:
        erste = next(zeile.felder[spalte] for spalte in GAS_SPALTEN if spalte in zeile.felder)
        lesung.melde(
            "hinweis", "gas_gilt_nicht", f"Das Ziel geht nicht in den T-Wert ein: {hindernis}", erste
        )
    return {
        **stufen,
        "gas_gesetzt_am": gesetzt,
        "gas_gewicht": _gewicht(lesung, zeile),
        "gas_erreicht": lies_stufe(lesung, zeile, "gas_erreicht", -2, 2),
        "gas_hindernis": hindernis,
    }


def lies_wirkungsstufe(lesung: Lesung, zeile: Zeile) -> int | None:
    """Return the stage of the Wirkungstreppe; a goal of stage 1 to 3 whose text speaks of Wirkung is reported."""
    stufe = lies_stufe(lesung, zeile, "wirkungsstufe", min(STUFEN), max(STUFEN))
    for spalte in ("handlungsziel", "umsetzung"):
        if nennt_output_wirkung(stufe, zeile.text(spalte)):
            lesung.melde(
                "hinweis",
                "output_ist_keine_wirkung",
                f"Das Ziel steht auf Stufe {stufe} der Wirkungstreppe, das ist Output; der Text spricht aber von Wirkung. Bitte "
                "eines von beiden ändern. Wirkung beginnt bei Stufe 4.",
                zeile.felder[spalte],
            )
    return stufe


def lies_stufe(lesung: Lesung, zeile: Zeile, spalte: str, von: int, bis: int) -> int | None:
    """Return a whole number from `von` to `bis`, such as "+1" or "Stufe 3"; anything else is rejected."""
    zelle = zeile.felder.get(spalte)
    if zelle is None:
        return None
    treffer = re.fullmatch(r"(?:Stufe )?([+−-]?\d)(?:\.0)?", zelle.text, re.I)
    stufe = int(treffer[1].replace("−", "-")) if treffer else None
    if stufe is None or not von <= stufe <= bis:
        lesung.weise_zurueck(
            zelle,
            "keine_stufe",
            f"„{zelle.text}“ ist keine Stufe. Bitte eine ganze Zahl von {von} bis {bis} eintragen.",
        )
        return None
    lesung.nimm(zelle)
    return stufe


def _tag(lesung: Lesung, zeile: Zeile, jahr: int) -> dt.date | None:
    zelle = zeile.felder.get("gas_gesetzt_am")
    if zelle is None:
        return None
    gelesen = deute_datum(zelle.wert)
    if gelesen.datum is None:
        lesung.weise_zurueck(
            zelle,
            "kein_datum",
            f"„{zelle.text}“ ist kein Tag mit Jahr. Bitte den Tag eintragen, an dem die Stufen festgelegt wurden, zum Beispiel "
            f"„15.12.{jahr - 1}“.",
        )
        return None
    lesung.nimm(zelle)
    return gelesen.datum


def _gewicht(lesung: Lesung, zeile: Zeile) -> float | None:
    zelle = zeile.felder.get("gas_gewicht")
    if zelle is None:
        return None
    zahl = parse_anzahl(zelle.wert)
    if zahl is None or zahl.genauigkeit != "genau" or zahl.min <= 0:
        lesung.weise_zurueck(
            zelle,
            "kein_gewicht",
            f"„{zelle.text}“ ist kein Gewicht. Bitte eine Zahl über 0 eintragen; leer heißt 1.",
        )
        return None
    lesung.nimm(zelle)
    return float(zahl.min)


def _beginn(frist: str | None, jahr: int) -> dt.date:
    """Return the day from which a goal runs: what "ab Q2" says, else the first of the Jahr."""
    ab = _AB.fullmatch(frist or "")
    zeitraum = parse_zeitraum(ab[1], jahr) if ab else None
    return zeitraum.von if zeitraum else dt.date(jahr, 1, 1)


def _hindernis(stufen: dict[str, str | None], gesetzt: dt.date | None, beginn: dt.date) -> str | None:
    """Return the sentence that says why a scale doesn't count, None where it does."""
    if fehlend := [GAS_STUFEN[spalte] for spalte, text in stufen.items() if text is None]:
        mehrere = "es fehlen die Stufen" if len(fehlend) > 1 else "es fehlt die Stufe"
        return f"{mehrere} {', '.join(fehlend)}. Bitte alle fünf beschreiben, ehe das Ziel beginnt."
    if gesetzt is None:
        return "es steht nicht da, wann die Stufen festgelegt wurden. Bitte „GAS gesetzt am“ ausfüllen."
    if gesetzt >= beginn:
        return (
            f"die Stufen wurden am {gesetzt:%d.%m.%Y} festgelegt, das Ziel begann schon am {beginn:%d.%m.%Y}. "
            "Eine Skala gilt nur, wenn sie vorher feststand."
        )
    return None
