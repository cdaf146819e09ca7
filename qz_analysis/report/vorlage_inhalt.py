"""What a workbook to be filled in is made of: lists with checked columns, week grids, explanations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Literal

KOPFZEILE = 5  # of every list
LETZTE_ZEILE = 2000  # as far as dropdowns and checks reach
JA_NEIN = ("ja", "nein")

Art = Literal["text", "auswahl", "datum", "ganzzahl", "zahl", "zahl_oder_wort"]


@dataclass(frozen=True)
class Spalte:
    """One column: its header, what it means, and what may be typed.

    `werte` are the choices of an `auswahl`; `aus` takes them from a column of another sheet instead, given as
    (sheet, header).
    """

    titel: str
    bedeutung: str
    eingabe: str
    art: Art = "text"
    breite: float = 18
    werte: tuple[str, ...] = ()
    aus: tuple[str, str] | None = None


@dataclass(frozen=True)
class Listenblatt:
    """A sheet with one list. `hinweis` stands below the title, `fest` columns stay in view.

    `zeilen` are rows that are filled in already, as header -> text.
    """

    name: str
    titel: str
    hinweis: str
    spalten: tuple[Spalte, ...]
    fest: int = 1
    zeilen: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True)
class Rasterblatt:
    """A sheet with a week grid; `legende` is label -> fill, `spuren` the columns of a day."""

    name: str
    titel: str
    hinweis: str
    angaben: tuple[str, ...]
    legende: dict[str, str]
    tage: tuple[str, ...]
    zeiten: tuple[time, ...]
    spuren: int = 2


@dataclass(frozen=True)
class Vorlage:
    """The whole workbook. `anleitung` are the sentences above the table of columns."""

    jahr: int
    erklaerungen: str
    herkunft: str
    anleitung: tuple[str, ...]
    notiz: str
    listen: tuple[Listenblatt, ...]
    raster: tuple[Rasterblatt, ...] = field(default=())
