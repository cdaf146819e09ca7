"""All values of the Abfragematrix as one tidy table: one row is one value."""

from collections.abc import Iterable
from typing import Any, Final

import polars as pl

from qz_analysis.figures.abfragematrix import Posten
from qz_analysis.figures.wert import Ergebnis, Wert

SCHEMA: Final = {
    "standort": pl.String,
    "jahr": pl.Int32,
    "nr": pl.String,
    "kennzahl": pl.String,
    "bezeichnung": pl.String,
    "gruppierung": pl.String,
    "gruppe": pl.String,
    "wert": pl.Float64,
    "min": pl.Float64,
    "max": pl.Float64,
    "genauigkeit": pl.String,
    "einheit": pl.String,
    "zaehler": pl.Float64,
    "nenner": pl.Float64,
    "abdeckung": pl.Float64,
    "unsicher": pl.Int64,
    "geheim": pl.Boolean,
    "beispiel": pl.Boolean,
    "definition": pl.String,
    "belege": pl.String,
    "fehler": pl.String,
}


def kennzahlentabelle(posten: Iterable[Posten], standort: str, jahr: int) -> pl.DataFrame:
    """Return the values of a Standort and Jahr, one a row, in the order of the matrix.

    `wert` is null where only a span is known, `max` where it is open; all three are null for "keine Angabe". `gruppe` is
    null for a total. Of a secret value nothing is left but its name: every number, and where it came from, is null.
    `abdeckung` is a share from 0 to 1, `unsicher` the number of rows behind the value that are a Lesart. `fehler` says why
    a value could not be computed; it is null otherwise.
    """
    zeilen = [
        {"standort": standort, "jahr": jahr, "nr": p.nr, **_zeile(p.ergebnis, w)}
        for p in posten
        for w in p.ergebnis.werte
    ]
    return pl.DataFrame(zeilen, schema=SCHEMA)


def _zeile(ergebnis: Ergebnis, wert: Wert) -> dict[str, Any]:
    anzahl = None if wert.geheim else wert.anzahl
    zahlen = (wert.zaehler, wert.nenner, wert.abdeckung)
    zaehler, nenner, abdeckung = (None, None, None) if wert.geheim else zahlen
    return {
        "kennzahl": ergebnis.kennzahl.id,
        "bezeichnung": ergebnis.bezeichnung,
        "gruppierung": " | ".join(g.name for g in ergebnis.je) or None,
        "gruppe": wert.gruppe,
        "wert": anzahl and anzahl.wert,
        "min": anzahl and anzahl.min,
        "max": anzahl and anzahl.max,
        "genauigkeit": anzahl and anzahl.genauigkeit,
        "einheit": ergebnis.kennzahl.einheit,
        "zaehler": zaehler,
        "nenner": nenner,
        "abdeckung": abdeckung,
        "unsicher": None if wert.geheim else wert.unsicher,
        "geheim": wert.geheim,
        "beispiel": wert.beispiel,
        "definition": ergebnis.definition,
        "belege": "; ".join(map(str, ergebnis.belege(wert))) or None,
        "fehler": wert.fehler or None,
    }
