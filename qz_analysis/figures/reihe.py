"""A Kennzahl over Standorte and Jahre: its values and its changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from qz_analysis.figures.aenderung import Aenderung
from qz_analysis.figures.bedarf import Standortjahr
from qz_analysis.figures.wert import Ergebnis, Kennzahl, Wert

NICHTS_DAZU: Final = "in den Listen steht dazu nichts"


@dataclass(frozen=True)
class Einzelwert:
    """A value of one Standort and Jahr, with the Ergebnis that knows its evidence.

    `grund` says, as half a sentence, why there is none.
    """

    ergebnis: Ergebnis
    wert: Wert
    grund: str = ""


@dataclass(frozen=True)
class Reihe:
    """One Kennzahl, or one group of it, over all Standorte and Jahre.

    `jahre` are the changes from each Jahr to the next of a Standort, `standorte` those from the first Standort to each
    other one in a Jahr.
    """

    kennzahl: Kennzahl
    gruppe: str | None
    werte: Mapping[Standortjahr, Einzelwert]
    jahre: tuple[Aenderung, ...]
    standorte: tuple[Aenderung, ...]

    @property
    def leer(self) -> bool:
        """Whether no Standort has a value in any Jahr."""
        return all(e.wert.anzahl is None and not e.wert.geheim for e in self.werte.values())


@dataclass(frozen=True)
class Gruppen:
    """A Kennzahl by groups: one Reihe per group, in the order to show them."""

    ergebnis: Ergebnis
    reihen: tuple[Reihe, ...]
