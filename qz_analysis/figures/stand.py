"""The value of a Kennzahl at a time, when not every row has its day."""

from dataclasses import dataclass
from functools import cached_property

from qz_analysis.figures.wert import Wert
from qz_analysis.model.anzahl import Anzahl, Vergleichszeichen


@dataclass(frozen=True)
class Stand:
    """The value of a Kennzahl at a time: of the rows that count for sure, and with those that may count too.

    `zaehlt`: no row is zero. `waechst`: more rows never make it smaller, so that the two are its bounds.
    """

    sicher: Wert
    moeglich: Wert
    exakt: bool
    zaehlt: bool
    waechst: bool

    @cached_property
    def anzahl(self) -> Anzahl | None:
        """The number with bounds that hold whichever rows counted; None where nothing is known of it."""
        unten, oben = self._zahl(self.sicher), self._zahl(self.moeglich)
        if self.exakt:
            return unten
        if unten is None or oben is None or not self.waechst:
            return None
        if (unten.min, unten.max) == (oben.min, oben.max):
            return unten
        return Anzahl(None, unten.min, oben.max, "mindestens" if oben.max is None else "von_bis")

    def erfuellt(self, zeichen: Vergleichszeichen, soll: float) -> bool | None:
        """Return whether the value compares to the target as it should; None where that is not decided.

        Where there is nothing for sure that could have a value, nothing is fulfilled.
        """
        if self.anzahl is not None:
            return self.anzahl.vergleiche(zeichen, soll)
        if self.exakt:
            return False
        oben = self.moeglich.anzahl
        if not self.waechst or oben is None:
            return None
        return False if Anzahl(None, 0, oben.max, "von_bis").vergleiche(zeichen, soll) is False else None

    def _zahl(self, wert: Wert) -> Anzahl | None:
        return Anzahl.genau(0) if wert.anzahl is None and self.zaehlt else wert.anzahl
