"""Two estimates with their uncertainty, from sums alone, so that any engine can make the sums.

An estimate is never a count: it comes as a Schaetzung, which names its method, and not as an Anzahl.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin, sqrt, tan
from typing import TypeVar

import narwhals.stable.v2 as nw

SICHERHEIT = 0.95
Zahl = TypeVar("Zahl", float, nw.Expr)


@dataclass(frozen=True)
class Schaetzung:
    """An estimate: `verfahren` in German, and the value with its bounds.

    The bounds `unten` and `oben` hold with the probability `sicherheit`.
    """

    verfahren: str
    wert: float
    unten: float
    oben: float
    sicherheit: float


def trend(
    n: int, sx: float, sy: float, sxx: float, sxy: float, syy: float, *, sicherheit: float = SICHERHEIT
) -> Schaetzung | None:
    """Return the slope of y over x by least squares, in units of y per unit of x, with its confidence interval.

    The sums are those of x, y, x², xy and y² over `n` points. Count x from the first point (days, weeks): sums of large
    floats cancel. None for fewer than three points, or where all have the same x.

    Source: slope b = Sxy/Sxx, its standard error s/√Sxx with s² = (Syy - b Sxy)/(n-2), Student's t with n-2 degrees of
    freedom; Draper and Smith, Applied Regression Analysis, 3rd ed. 1998, chapter 1.
    """
    streuung = n * sxx - sx * sx
    if n < 3 or streuung <= 1e-12 * n * sxx:
        return None
    gemeinsam = n * sxy - sx * sy
    steigung = gemeinsam / streuung
    rest = max((n * syy - sy * sy) - steigung * gemeinsam, 0) / n
    weite = _t(n - 2, sicherheit) * sqrt(rest / (n - 2) / (streuung / n))
    verfahren = "lineare Regression (kleinste Quadrate), Konfidenzintervall nach Student"
    return Schaetzung(verfahren, steigung, steigung - weite, steigung + weite, sicherheit)


def fehlende(n: Zahl, m: Zahl, summe: Zahl, quadratsumme: Zahl) -> tuple[Zahl, Zahl]:
    """Return what `m` Termine without a count had together, and the variance of that, of numbers or of columns.

    `summe` and `quadratsumme` are those of the counts and of their squares over the `n` counted Termine, at least two. It
    supposes that the missing ones were like the counted ones and that counts don't hang together.

    Source: mean of n values ± t(n-1) · s · √(1/m + 1/n) for the mean of m further ones, times m; Meeker, Hahn and Escobar,
    Statistical Intervals, 2nd ed. 2017, chapter 4.
    """
    mittel = summe / n
    varianz = (quadratsumme - summe * mittel) / (n - 1)
    return m * mittel, m * m * varianz / n + m * varianz


def hochrechnung(
    teile: Sequence[tuple[int, float, float]], *, sicherheit: float = SICHERHEIT
) -> Schaetzung | None:
    """Return the sum of estimates that say nothing about one another, with its prediction interval, never below 0.

    A part is `n` and what `fehlende` returned for it, or the sums of that over several with the same `n`: they share the
    quantile of Student's t. None for no part, or where one has fewer than two counts.
    """
    if not teile or min(n for n, _, _ in teile) < 2:
        return None
    wert = sum(schaetzung for _, schaetzung, _ in teile)
    weite = sqrt(sum(_t(n - 1, sicherheit) ** 2 * max(varianz, 0) for n, _, varianz in teile))
    verfahren = "Mittelwert der gezählten Termine mal Zahl der fehlenden, Vorhersageintervall nach Student"
    return Schaetzung(verfahren, wert, max(wert - weite, 0), wert + weite, sicherheit)


@lru_cache(maxsize=1024)
def _t(freiheitsgrade: int, sicherheit: float) -> float:
    """Return the two-sided quantile of Student's t: 2,2281 for 10 degrees of freedom and 95 %.

    The probability has a closed form in the angle atan(t / √n), which grows with it and is found by halving. The
    library that knows the quantile takes some three tenths of a second to load, in each process of a report.

    Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 26.7.3 and 26.7.4.
    """
    unten, oben = 0.0, pi / 2
    while unten < (winkel := (unten + oben) / 2) < oben:
        if _innerhalb(winkel, freiheitsgrade) < sicherheit:
            unten = winkel
        else:
            oben = winkel
    return tan(oben) * sqrt(freiheitsgrade)


def _innerhalb(winkel: float, freiheitsgrade: int) -> float:
    """Return how probable it is that Student's t lies within ± tan(angle) · √n."""
    ungerade = freiheitsgrade % 2
    glied = cos(winkel) if ungerade else 1.0
    summe = glied if freiheitsgrade > 1 else 0.0
    for k in range(2 + ungerade, freiheitsgrade - 1, 2):
        glied *= (k - 1) / k * cos(winkel) ** 2
        summe += glied
    return 2 / pi * (winkel + sin(winkel) * summe) if ungerade else sin(winkel) * summe
