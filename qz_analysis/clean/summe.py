"""Printed totals are no data: each is a checksum against what was parsed."""

from collections.abc import Mapping

from qz_analysis.clean.liste import Liste
from qz_analysis.clean.zahl import parse_anzahl


def pruefe_summen(liste: Liste, spalte: str, gelesen: Mapping[int, float], was: str) -> None:
    """Compare each printed total of a column with the rows above it; a difference is a Befund with both numbers.

    `gelesen` is row -> value. A total below other totals may be that of its own part or of the whole list.
    """
    for summe in liste.summen:
        zelle = summe.felder.get(spalte)
        gedruckt = parse_anzahl(zelle.wert) if zelle else None
        if zelle is None or gedruckt is None:
            continue
        teil = sum(wert for zeile, wert in gelesen.items() if summe.von <= zeile <= summe.bis)
        ganz = sum(wert for zeile, wert in gelesen.items() if zeile <= summe.bis)
        if any(gedruckt.min <= n and (gedruckt.max is None or n <= gedruckt.max) for n in (teil, ganz)):
            continue
        liste.lesung.melde(
            "warnung",
            "summe_stimmt_nicht",
            f"Die Summe nennt „{zelle.text}“, gelesen wurden {ganz:g} {was}. Bitte die Zeilen oder die Summe "
            "berichtigen.",
            zelle,
        )
