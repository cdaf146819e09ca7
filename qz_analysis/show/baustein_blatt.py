"""What a sheet of a workbook is built of: plain values, and what a cell says beside its value."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Zahl:
    """A number with the format it is shown in, as spreadsheets write formats."""

    wert: float
    format: str


@dataclass(frozen=True)
class Verweis:
    """A text that leads to a cell of another sheet."""

    text: str
    blatt: str
    zelle: str = "A1"


@dataclass(frozen=True)
class Gesperrt:
    """A cell whose content is secret: a sign, or nothing, on a pattern."""

    zeichen: str = ""


Zelle = str | float | Zahl | Verweis | Gesperrt | None
Art = Literal["", "kennzahl", "block", "abschnitt"]


@dataclass(frozen=True)
class Blattspalte:
    """One column: its header, its width in characters, and whether it holds numbers."""

    titel: str
    breite: float
    rechts: bool = False


@dataclass(frozen=True)
class Blattzeile:
    """One row. `art` says what it is: a plain one, a Kennzahl by itself, the head of a block or of a part of the sheet."""

    zellen: tuple[Zelle, ...]
    art: Art = ""
    eingerueckt: bool = False


@dataclass(frozen=True)
class Arbeitsblatt:
    """One sheet: a title, notes above the header, and rows.

    `filter` offers to filter by column, for sheets whose rows are all alike. `hochformat` is how it is printed.
    """

    name: str
    titel: str
    spalten: tuple[Blattspalte, ...]
    zeilen: tuple[Blattzeile, ...]
    notizen: tuple[str, ...] = ()
    filter: bool = False
    hochformat: bool = False

    @property
    def kopfzeile(self) -> int:
        """The number of the row that holds the headers: title, notes and an empty row come first."""
        return len(self.notizen) + 3
