"""What changed against last year's lists of the same kind: columns gone or new, values out of last year's range."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import finde_listen
from qz_analysis.clean.zahl import parse_anzahl
from qz_analysis.model.erklaerung import Erklaerung
from qz_analysis.read.blatt import Blatt, Zelle

SPIELRAUM: Final = 0.5  # share of last year's range by which a value may lie outside it
_ZAHLSPALTEN: Final = ("besuche", "weiblich", "maennlich", "divers", "stammbesuchende", "anteil")


@dataclass
class _Merkmale:
    """What all lists of one kind have in common in a year."""

    spalten: set[str] = field(default_factory=set)
    zahlen: dict[str, list[tuple[float, Zelle]]] = field(default_factory=dict)
    lesung: Lesung | None = None


def finde_drift(
    vorjahr: Iterable[Blatt], jetzt: Iterable[Blatt], erklaerung: Erklaerung, spielraum: float = SPIELRAUM
) -> list[dict[str, Any]]:
    """Return a Befund for each column that came or went, and for the value furthest out of last year's range.

    Kinds of list that only one of the two years has are not compared.
    """
    if not (alt := _merkmale(vorjahr, erklaerung)):
        return []
    neu = _merkmale(jetzt, erklaerung)
    befunde = []
    for art in sorted(alt.keys() & neu.keys()):
        lesung = neu[art].lesung
        if lesung is None:
            continue
        lesung.befunde.clear()
        for spalte in sorted(alt[art].spalten - neu[art].spalten):
            lesung.melde("warnung", "spalte_fehlt_gegen_vorjahr", f"Im Vorjahr gab es in der Liste „{art}“ die Spalte "
                         f"„{spalte}“, jetzt fehlt sie. Bitte prüfen, ob das so gemeint ist.")  # fmt: skip
        for spalte in sorted(neu[art].spalten - alt[art].spalten):
            lesung.melde("hinweis", "spalte_neu_gegen_vorjahr", f"Die Liste „{art}“ hat die Spalte „{spalte}“, die es im "
                         "Vorjahr nicht gab.")  # fmt: skip
        _vergleiche_zahlen(lesung, alt[art], neu[art], spielraum)
        befunde += lesung.befunde
    return befunde


def _merkmale(blaetter: Iterable[Blatt], erklaerung: Erklaerung) -> dict[str, _Merkmale]:
    je_art: dict[str, _Merkmale] = {}
    for blatt in blaetter:
        lesung = Lesung(blatt, erklaerung.spalten)
        for liste in finde_listen(lesung):
            merkmale = je_art.setdefault(liste.art, _Merkmale())
            merkmale.lesung = lesung
            merkmale.spalten |= set(liste.kopf.spalten.values())
            for nummer, spalte in liste.kopf.spalten.items():
                if spalte in _ZAHLSPALTEN:
                    merkmale.zahlen.setdefault(spalte, []).extend(_zahlen(blatt, nummer, liste.nummern))
    return je_art


def _zahlen(blatt: Blatt, spalte: int, zeilen: list[int]) -> list[tuple[float, Zelle]]:
    zellen = (blatt.hier(zeile, spalte) for zeile in zeilen)
    return [(zahl.nennwert, zelle) for zelle in zellen if zelle and (zahl := parse_anzahl(zelle.wert))]


def _vergleiche_zahlen(lesung: Lesung, alt: _Merkmale, neu: _Merkmale, spielraum: float) -> None:
    for spalte in sorted(alt.zahlen.keys() & neu.zahlen.keys()):
        frueher = [zahl for zahl, _ in alt.zahlen[spalte]]
        if not frueher or not neu.zahlen[spalte]:
            continue
        unten, oben = min(frueher), max(frueher)
        weite = max(oben - unten, 1) * spielraum
        zahl, zelle = max(neu.zahlen[spalte], key=lambda paar: max(unten - paar[0], paar[0] - oben))
        if zahl < unten - weite or zahl > oben + weite:
            lesung.melde(
                "warnung",
                "wert_ausserhalb_des_vorjahrs",
                f"Der Wert {zahl:g} liegt weit außerhalb dessen, was im Vorjahr in der Spalte „{spalte}“ stand "
                f"({unten:g} bis {oben:g}). Bitte prüfen, ob er stimmt.",
                zelle,
            )
