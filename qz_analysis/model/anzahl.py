"""A count that says how exact it is: "über 250" is at least 251 and has no upper bound."""

from dataclasses import dataclass
from typing import Self

from qz_analysis.model.werte import GENAUIGKEIT


@dataclass(frozen=True)
class Anzahl:
    """A number with its bounds. `wert` is the number as written, None where a span was given.

    `max` is None where there is no upper bound. Sums carry the bounds through, so one open bound
    leaves the sum open.
    """

    wert: float | None
    min: float
    max: float | None
    genauigkeit: str

    @classmethod
    def genau(cls, wert: float) -> Self:
        """Return an exact number."""
        return cls(wert, wert, wert, "genau")

    def __post_init__(self) -> None:
        if self.genauigkeit not in GENAUIGKEIT:
            raise ValueError(f"unknown genauigkeit: {self.genauigkeit}")

    def __add__(self, other: "Anzahl") -> "Anzahl":
        oben = None if self.max is None or other.max is None else self.max + other.max
        unten = self.min + other.min
        wert = None if self.wert is None or other.wert is None else self.wert + other.wert
        return Anzahl(wert, unten, oben, _genauigkeit_der_summe(self, other, unten, oben))


def _genauigkeit_der_summe(a: Anzahl, b: Anzahl, unten: float, oben: float | None) -> str:
    if a.genauigkeit == b.genauigkeit == "genau":
        return "genau"
    if oben is None:
        return "mindestens"
    if "rund" in (a.genauigkeit, b.genauigkeit):
        return "rund"
    return "genau" if unten == oben else "von_bis"
