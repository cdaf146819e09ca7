"""Two estimates with their uncertainty, from sums alone, so that any engine can make the sums.

An estimate is never a count: it comes as a Schaetzung, which names its method, and not as an Anzahl.
"""

from dataclasses import dataclass
from math import sqrt

SICHERHEIT = 0.95


@dataclass(frozen=True)
class Schaetzung:
    """An estimate: `verfahren` in German, the value with its bounds, the number of counts it rests on.

    The bounds `unten` and `oben` hold with the probability `sicherheit`.
    """

    verfahren: str
    wert: float
    unten: float
    oben: float
    n: int
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
    return Schaetzung(verfahren, steigung, steigung - weite, steigung + weite, n, sicherheit)


def hochrechnung(
    gezaehlt: int, fehlend: int, summe: float, quadratsumme: float, *, sicherheit: float = SICHERHEIT
) -> Schaetzung | None:
    """Return what the `fehlend` Termine without a count had together, with a prediction interval.

    `summe` and `quadratsumme` are those of the counts and of their squares over the `gezaehlt` Termine. The estimate is
    for the missing ones alone and not for all. It supposes that they were like the counted ones and that counts don't
    hang together; bounds never lie below 0. None for fewer than two counted Termine. Raises ValueError for fehlend < 0.

    Source: mean of n values ± t(n-1) · s · √(1/m + 1/n) for the mean of m further ones, times m; Meeker, Hahn and Escobar,
    Statistical Intervals, 2nd ed. 2017, chapter 4.
    """
    if fehlend < 0:
        raise ValueError(f"negative number of Termine: {fehlend}")
    n, m = gezaehlt, fehlend
    if n < 2:
        return None
    mittel = summe / n
    varianz = max(quadratsumme - summe * mittel, 0) / (n - 1)
    weite = _t(n - 1, sicherheit) * sqrt(m * m * varianz / n + m * varianz)
    verfahren = "Mittelwert der gezählten Termine mal Zahl der fehlenden, Vorhersageintervall nach Student"
    return Schaetzung(verfahren, m * mittel, max(m * mittel - weite, 0), m * mittel + weite, n, sicherheit)


def _t(freiheitsgrade: int, sicherheit: float) -> float:
    """Return the two-sided quantile of Student's t: 2,2281 for 10 degrees of freedom and 95 %."""
    from scipy.special import stdtrit  # slow to load, and few runs need it

    return float(stdtrit(freiheitsgrade, (1 + sicherheit) / 2))
