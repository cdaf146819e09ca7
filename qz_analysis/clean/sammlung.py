"""What cleaning collects: rows by table, and the sheets they came from."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from qz_analysis.model.erklaerung import Erklaerung
from qz_analysis.model.oeffnung import Oeffnung

Zeilen = dict[str, list[dict[str, Any]]]


@dataclass
class Sammlung:
    """Rows of all sheets of one Standort and Jahr while they are being cleaned.

    `zeilen` holds single rows by table name, `rahmen` the rows of long lists as frames.
    Partner are known by name before any Angebot names them. `erklaerung` and `oeffnung` are what the user declared.
    `belege` holds by Angebot and column the cell of a Rhythmus or Beginn, `rhythmus_im_programm` the Angebote whose
    Rhythmus stands in the list of a programme only.
    """

    jahr: int
    standort: str
    zeilen: Zeilen = field(default_factory=lambda: defaultdict(list))
    rahmen: dict[str, list[pl.DataFrame]] = field(default_factory=lambda: defaultdict(list))
    erklaerung: Erklaerung = field(default_factory=Erklaerung)
    oeffnung: Oeffnung = field(default_factory=Oeffnung)
    belege: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    rhythmus_im_programm: set[str] = field(default_factory=set)

    def finde(self, tabelle: str, **werte: object) -> dict[str, Any] | None:
        """Return the first row of a table with these values, None where there is none."""
        return next(
            (z for z in self.zeilen[tabelle] if all(z[spalte] == wert for spalte, wert in werte.items())),
            None,
        )

    def termine(self) -> pl.DataFrame:
        """Return the Termine known so far: angebot_id and datum, one row each."""
        einzeln = [(z["angebot_id"], z["datum"]) for z in self.zeilen["termin"]]
        rahmen = [pl.DataFrame(einzeln, schema={"angebot_id": pl.String, "datum": pl.Date}, orient="row")]
        rahmen += [r.select("angebot_id", "datum") for r in self.rahmen["termin"]]
        return pl.concat(rahmen).unique()
