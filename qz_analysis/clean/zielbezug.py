"""What the goals of one year say of those of another: numbers that do not exist there, and statements that disagree."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from qz_analysis.clean.kopf import finde_koepfe
from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import Liste, Zeile, finde_listen
from qz_analysis.model.erklaerung import Erklaerung
from qz_analysis.model.zielbezug import Zielbezug, lies_bezuege, zielnummer
from qz_analysis.read.blatt import Blatt, Zelle

# Column -> years to the goal it names, where neither the header nor the cell says another year.
SPRUNG: Final = {"folgeziel": 1, "folgeziel_von": -1}
_GEGENRICHTUNG: Final = {"folgeziel": "folgeziel_von", "folgeziel_von": "folgeziel"}
_NAME: Final = {"folgeziel": "Folgeziel", "folgeziel_von": "Folgeziel von"}
_JAHR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True)
class _Zelle:
    """What one cell names, and the goal it is a cell of."""

    lesung: Lesung
    zelle: Zelle
    ziel: Zielbezug
    bezuege: tuple[Zielbezug, ...]


def bezuege(liste: Liste, zeile: Zeile, spalte: str, jahr: int) -> tuple[Zielbezug, ...]:
    """Return the goals a row names in a column. The year is that of the cell, else of the header, else the next one."""
    kopf = liste.kopf
    texte = [
        zelle.text
        for nummer, name in kopf.spalten.items()
        if name == spalte
        for reihe in range(kopf.zeile, kopf.bis_zeile + 1)
        if (zelle := liste.lesung.blatt.zelle(reihe, nummer))
    ]
    im_kopf = _JAHR.search(" ".join(texte))
    return lies_bezuege(zeile.text(spalte), int(im_kopf[0]) if im_kopf else jahr + SPRUNG[spalte])


def fuehrt_weiter(bezug: Zielbezug, spalte: str, jahr: int) -> bool:
    """Return whether a goal of `jahr` may name another in a column: a Folgeziel comes later, what it follows earlier."""
    return (bezug.jahr - jahr) * SPRUNG[spalte] > 0


def finde_zielbrueche(
    jahrgaenge: Mapping[int, Iterable[Blatt]], erklaerung: Erklaerung, in_jahren: Collection[int]
) -> list[dict[str, Any]]:
    """Return a Befund for each cell of a Zielmatrix that does not fit those of the other years.

    A Folgeziel nobody knows, two statements on the same step that disagree, and a Folgeziel that is noted and named
    nowhere. `jahrgaenge` are the sheets by year; a year without a Zielmatrix decides nothing. Only cells of the
    years `in_jahren` are reported.
    """
    zeilen = [z for jahr, blaetter in jahrgaenge.items() for z in _zeilen(blaetter, jahr, erklaerung)]
    je_jahr: dict[int, set[str]] = {}
    for _, zeile, jahr in zeilen:
        je_jahr.setdefault(jahr, set()).add(zielnummer(zeile.felder["ziel_id"].text))
    genannt: dict[str, dict[Zielbezug, _Zelle]] = {spalte: {} for spalte in SPRUNG}
    for liste, zeile, jahr in zeilen:
        ziel = Zielbezug(jahr, zielnummer(zeile.felder["ziel_id"].text))
        for spalte in SPRUNG.keys() & zeile.felder.keys():
            # What does not lead on in time is rejected where the sheet is cleaned.
            alle = bezuege(liste, zeile, spalte, jahr)
            if gefunden := tuple(b for b in alle if fuehrt_weiter(b, spalte, jahr)):
                genannt[spalte][ziel] = _Zelle(liste.lesung, zeile.felder[spalte], ziel, gefunden)
    for spalte, zellen in genannt.items():
        for zelle in zellen.values():
            _melde_unbekannte(zelle, spalte, je_jahr)
            _melde_widerspruch(zelle, spalte, genannt[_GEGENRICHTUNG[spalte]])
    _melde_ohne_nummer(zeilen, genannt, je_jahr)
    lesungen = {id(liste.lesung): liste.lesung for liste, _, jahr in zeilen if jahr in in_jahren}
    return [befund for lesung in lesungen.values() for befund in lesung.befunde]


def _zeilen(
    blaetter: Iterable[Blatt], jahr: int, erklaerung: Erklaerung
) -> Iterator[tuple[Liste, Zeile, int]]:
    """Yield the goals of a year; what else is to be said of their sheets is said where they are cleaned."""
    for blatt in blaetter:
        lesung = Lesung(blatt, erklaerung.spalten)
        if not any(kopf.art == "ziel" for kopf in finde_koepfe(lesung)):
            continue
        zeilen = [(li, zeile) for li in finde_listen(lesung) if li.art == "ziel" for zeile in li.zeilen]
        lesung.befunde.clear()
        for liste, zeile in zeilen:
            yield liste, zeile, jahr


def _melde_unbekannte(zelle: _Zelle, spalte: str, je_jahr: Mapping[int, set[str]]) -> None:
    for bezug in zelle.bezuege:
        da = je_jahr.get(bezug.jahr)
        if da is None or bezug.ziel_id in da:
            continue
        verwandt = sorted(nr for nr in da if nr.partition(".")[0] == bezug.ziel_id.partition(".")[0])
        zelle.lesung.melde(
            "fehler",
            f"{spalte}_unbekannt",
            f"„{_NAME[spalte]}“ nennt {bezug.ziel_id}, aber die Zielmatrix {bezug.jahr} hat kein Ziel mit dieser Nummer. "
            f"Dort gibt es {', '.join(verwandt or sorted(da))}. Bitte die Nummer berichtigen; mehrere trennt „;“.",
            zelle.zelle,
        )


def _melde_widerspruch(zelle: _Zelle, spalte: str, gegenrichtung: Mapping[Zielbezug, _Zelle]) -> None:
    """Report where the goal named here names others itself. An empty cell there contradicts nothing."""
    for bezug in zelle.bezuege:
        dort = gegenrichtung.get(bezug)
        if dort is None or zelle.ziel in dort.bezuege:
            continue
        zelle.lesung.melde(
            "warnung",
            "folgeziel_widerspruch",
            f"Ziel {zelle.ziel.ziel_id} ({zelle.ziel.jahr}) nennt in „{_NAME[spalte]}“ Ziel {bezug.ziel_id} ({bezug.jahr}), dort "
            f"steht in „{_NAME[_GEGENRICHTUNG[spalte]]}“ aber {dort.zelle.text} ({dort.lesung.blatt.datei}, Blatt "
            f"{dort.lesung.blatt.name}, Zelle {dort.zelle.adresse}). Bis eine der Zellen berichtigt ist, gilt beides.",
            zelle.zelle,
        )


def _melde_ohne_nummer(
    zeilen: Iterable[tuple[Liste, Zeile, int]],
    genannt: Mapping[str, Mapping[Zielbezug, _Zelle]],
    je_jahr: Mapping[int, set[str]],
) -> None:
    fortgefuehrt = {bezug for zelle in genannt["folgeziel_von"].values() for bezug in zelle.bezuege}
    for liste, zeile, jahr in zeilen:
        vermerkt = zeile.felder.get("folgeziel_vermerkt")
        ziel = Zielbezug(jahr, zielnummer(zeile.felder["ziel_id"].text))
        if vermerkt is None or vermerkt.text.casefold() != "ja" or jahr + 1 not in je_jahr:
            continue
        if ziel not in genannt["folgeziel"] and ziel not in fortgefuehrt:
            liste.lesung.melde(
                "hinweis",
                "folgeziel_ohne_nummer",
                f"Zu Ziel {ziel.ziel_id} ist ein Folgeziel vermerkt, in der Zielmatrix {jahr + 1} führt es aber keines fort. "
                f"Bitte die Nummer unter „Folgeziel“ eintragen, oder {ziel.ziel_id} dort unter „Folgeziel von“.",
                vermerkt,
            )
