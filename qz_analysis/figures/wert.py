"""A Kennzahl, its values, and the two together."""

from dataclasses import dataclass

from qz_analysis.model.anzahl import Anzahl


@dataclass(frozen=True)
class Kennzahl:
    """A definition. `personen` marks figures about people, which are subject to suppression.

    `mehrfach` marks groupings in which one thing may stand in several groups, so that the rows add up to
    more than the total.
    """

    id: str
    bezeichnung: str
    einheit: str
    definition: str
    personen: bool = False
    mehrfach: bool = False


@dataclass(frozen=True)
class Wert:
    """One value of a Kennzahl, for one `gruppe` or for all (None).

    `anzahl` None means "keine Angabe". `zaehler` and `nenner` are set for ratios. `abdeckung` is the share of
    the expected Termine that were counted, 0 to 1. `unsicher` counts rows that the source does not decide.
    `belege` are the source cells, "file!sheet!cell". `beispiel` says that some of them are sample data. A `geheim`
    value must not be shown.
    """

    anzahl: Anzahl | None
    gruppe: str | None = None
    zaehler: float | None = None
    nenner: float | None = None
    abdeckung: float | None = None
    unsicher: int = 0
    belege: tuple[str, ...] = ()
    beispiel: bool = False
    geheim: bool = False

    def geschuetzt(self) -> "Wert":
        """Return the value without anything that would give it away."""
        return Wert(anzahl=None, gruppe=self.gruppe, beispiel=self.beispiel, geheim=True)


@dataclass(frozen=True)
class Ergebnis:
    """A Kennzahl with its values: one row per group, or one row in all. `grundlage` says what was counted."""

    kennzahl: Kennzahl
    werte: tuple[Wert, ...]
    grundlage: str = ""

    @property
    def wert(self) -> Wert:
        """The only value of an ungrouped Kennzahl."""
        if len(self.werte) != 1:
            raise ValueError(f"{self.kennzahl.id} has {len(self.werte)} values, not one")
        return self.werte[0]
