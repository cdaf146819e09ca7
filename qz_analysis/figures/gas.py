"""Goal Attainment Scaling: how far goals with a scale set in advance came (Kiresuk & Sherman 1968).

The formula is that of the first paper: T. J. Kiresuk, R. E. Sherman, Community Mental Health Journal 4 (1968), 443-453;
later guides print it wrong.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import narwhals.stable.v2 as nw
import polars as pl

from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.kennzahl import kennzahl
from qz_analysis.figures.mass import Messwert, Zeile, ganz
from qz_analysis.figures.messung import Messung
from qz_analysis.model.anzahl import Anzahl

RHO: Final = 0.3  # how far the scores of two goals are expected to go together: the value of the 1968 paper


def t_wert(x: Sequence[float], w: Sequence[float], rho: float = RHO) -> float:
    """Return T = 50 + 10 Σwx / √((1−ρ)Σw² + ρ(Σw)²) of the reached levels `x` (-2 to 2) with weights `w`; 50 is as expected.

    Raises ValueError for no goal, for lists of different lengths, and for a weight that is not above zero.
    """
    if not x or any(gewicht <= 0 for gewicht in w):
        raise ValueError(f"no goals, or a weight not above zero: {x}, {w}")
    wx = sum(stufe * gewicht for stufe, gewicht in zip(x, w, strict=True))
    return _t(wx, sum(gewicht * gewicht for gewicht in w), sum(w), rho)


def _t(wx: float, ww: float, w: float, rho: float) -> float:
    return 50 + 10 * wx / math.sqrt((1 - rho) * ww + rho * w * w)


@dataclass(frozen=True)
class TWert:
    """The T score of rows with `gas_erreicht` and `gewicht`."""

    schluessel: tuple[str, ...] = ()

    def aggregate(self) -> list[nw.Expr]:
        """Return the sums that the formula is made of, and how many goals there are."""
        x, w = nw.col("gas_erreicht").cast(nw.Float64), nw.col("gewicht")
        return [
            (x * w).sum().alias("wx"),
            (w * w).sum().alias("ww"),
            w.sum().alias("w"),
            nw.len().alias("n"),
        ]

    def miss(self, zeilen: Sequence[Zeile]) -> Messwert:
        """Return the score; of no goal there is none."""
        n = ganz(zeilen[0]["n"]) if zeilen else 0
        if not n:
            return Messwert(None)
        wx, ww, w = (float(zeilen[0][s]) for s in ("wx", "ww", "w"))
        return Messwert(Anzahl.genau(_t(wx, ww, w, RHO)), faelle=n)


@kennzahl(
    "Zielerreichung nach Goal Attainment Scaling",
    "T-Wert",
    "T-Wert der Handlungsziele, deren fünf Stufen vor ihrem Beginn festgelegt wurden; 50 heißt: wie erwartet. Aus dem Stand "
    "eines Ziels wird er nie berechnet. Nur, wenn qz.toml es einschaltet, sonst: keine Angabe.",
    thema="Ziele",
    zaehler="erreichte Stufen, gewichtet",
    quelle="Kiresuk und Sherman 1968",
)
def gas_t_wert(b: Bestand) -> Messung:
    """T score of the goals whose levels were set in advance, where the settings ask for it."""
    gilt = b["ziel"].filter(
        ~nw.col("gas_gesetzt_am").is_null(),
        nw.col("gas_hindernis").is_null(),
        ~nw.col("gas_erreicht").is_null(),
    )
    gewichtet = gilt.with_columns(nw.col("gas_gewicht").fill_null(1.0).alias("gewicht"))
    return Messung(gewichtet if b.einstellungen.gas else gewichtet.head(0), TWert(), lesart=("GAS",))


@dataclass(frozen=True)
class Zielskala:
    """A goal with a scale: the level it reached, described, or why it does not count."""

    ziel_id: str
    handlungsziel: str
    gewicht: float
    erreicht: int | None
    stufe: str | None
    hindernis: str | None


def zielskalen(b: Bestand) -> tuple[Zielskala, ...]:
    """Return the goals that have a scale or part of one, in the order of their numbers."""
    spalten = ("gas_minus_2", "gas_minus_1", "gas_0", "gas_plus_1", "gas_plus_2")
    mit_skala = b.tabelle("ziel").filter(
        pl.any_horizontal(pl.col("gas_gesetzt_am", "gas_hindernis").is_not_null())
    )
    return tuple(
        Zielskala(
            z["ziel_id"],
            z["handlungsziel"],
            1.0 if z["gas_gewicht"] is None else z["gas_gewicht"],
            z["gas_erreicht"],
            None if z["gas_erreicht"] is None else z[spalten[z["gas_erreicht"] + 2]],
            z["gas_hindernis"]
            or ("es steht nicht da, welche Stufe erreicht wurde." if z["gas_erreicht"] is None else None),
        )
        for z in sorted(mit_skala.iter_rows(named=True), key=_rang)
    )


def _rang(z: dict[str, Any]) -> tuple[str, int, list[int]]:
    """Sort goals as they are numbered: "2.10" after "2.9"."""
    return z["standort"], z["jahr"], [int(glied) for glied in re.findall(r"\d+", z["ziel_id"])]
