"""What cleaning collects: rows by table, and the sheets they came from."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

Zeilen = dict[str, list[dict[str, Any]]]


@dataclass
class Sammlung:
    """Rows of all sheets of one Standort and Jahr while they are being cleaned.

    `zeilen` holds rows by table name. Partner are known by name before any Angebot names them.
    """

    jahr: int
    standort: str
    zeilen: Zeilen = field(default_factory=lambda: defaultdict(list))

    def finde(self, tabelle: str, **werte: object) -> dict[str, Any] | None:
        """Return the first row of a table with these values, None where there is none."""
        return next(
            (z for z in self.zeilen[tabelle] if all(z[spalte] == wert for spalte, wert in werte.items())),
            None,
        )
