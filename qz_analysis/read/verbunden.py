"""Merged ranges: what lies covered under one is not seen on the sheet, and one may be larger than any table."""

from collections.abc import Iterable
from typing import Any

from qz_analysis.read.blatt import Bereich, adresse
from qz_analysis.read.grenzen import MAX_VERBUNDEN, deutsch

_GROSS = 10_000  # cells: as large as no title needs to be


def lies_verbunden(
    bereiche: Iterable[Bereich], spalten: dict[int, list[Any]]
) -> tuple[tuple[Bereich, ...], list[str]]:
    """Return the merged ranges from top to bottom, and a sentence on each thing that is left out.

    A very large range, say whole columns, is cut to the part of the sheet that holds something. Values covered by
    a range are taken out of `spalten`, as no one sees them.
    """
    unten = max(map(len, spalten.values()), default=0)
    rechts = max(spalten, default=0)
    behalten: list[Bereich] = []
    verdeckt: list[str] = []
    weg = flaeche = 0
    for b in sorted(set(bereiche), key=lambda b: (b.oben, b.links, b.unten, b.rechts)):
        if _flaeche(b) > _GROSS:
            b = Bereich(
                b.oben, b.links, min(b.unten, max(unten, b.oben)), min(b.rechts, max(rechts, b.links))
            )
        if flaeche + _flaeche(b) > MAX_VERBUNDEN:
            weg += 1
            continue
        flaeche += _flaeche(b)
        behalten.append(b)
        verdeckt += _decke_auf(b, spalten)
    hinweise = []
    if weg:
        hinweise.append(
            f"{deutsch(weg)} verbundene Bereiche wurden nicht beachtet: es sind mehr als {deutsch(MAX_VERBUNDEN)} Zellen "
            "verbunden."
        )
    if verdeckt:
        genannt = ", ".join(verdeckt[:5]) + (" …" if len(verdeckt) > 5 else "")
        hinweise.append(
            f"Unter verbundenen Zellen liegen {len(verdeckt)} verdeckte Werte, die nicht gelesen wurden ({genannt}): bitte "
            "die Verbindung aufheben, wenn sie zählen sollen."
        )
    return tuple(behalten), hinweise


def _flaeche(b: Bereich) -> int:
    return (b.unten - b.oben + 1) * (b.rechts - b.links + 1)


def _decke_auf(b: Bereich, spalten: dict[int, list[Any]]) -> list[str]:
    """Take the values under a range away; return their addresses."""
    verdeckt = []
    for spalte in range(b.links, b.rechts + 1):
        werte = spalten.get(spalte, [])
        for zeile in range(b.oben, min(b.unten, len(werte)) + 1):
            if werte[zeile - 1] is not None and (zeile, spalte) != (b.oben, b.links):
                verdeckt.append(adresse(zeile, spalte))
                werte[zeile - 1] = None
        while werte and werte[-1] is None:
            werte.pop()
        if not werte:
            spalten.pop(spalte, None)
    return verdeckt
