"""How counts are spread: mean, median, largest, trend, and what an extrapolation makes of them."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

import narwhals.stable.v2 as nw

from qz_analysis.figures.bestand import ANGEBOT
from qz_analysis.figures.mass import Messwert, Summe, Zeile, ganz, summiere
from qz_analysis.figures.statistik import fehlende, hochrechnung, trend
from qz_analysis.model.anzahl import Anzahl, anteil, hoechstwert, median

TAGE_JE_MONAT = 365.2425 / 12
ERSTER_TAG = dt.date(2000, 1, 1).toordinal()  # counted from here, the squares of days lose no digits


@dataclass(frozen=True)
class Mittel(Summe):
    """The mean of counts with its bounds: their sum divided by how many there are."""

    def miss(self, zeilen: Sequence[Zeile]) -> Messwert:
        """Return the mean; no row at all is no number."""
        gesamt, faelle = summiere(zeilen)
        if gesamt is None:
            return Messwert(None, nenner=0)
        return Messwert(gesamt.mittel(faelle), gesamt.nennwert, faelle, faelle)


@dataclass(frozen=True)
class Hoechstwert:
    """The largest of some counts with its bounds; `bester` says which rows it may be."""

    schluessel: tuple[str, ...] = ("genauigkeit",)

    def aggregate(self) -> list[nw.Expr]:
        """Return the largest number and the largest bounds."""
        return [
            nw.len().alias("n"),
            *(nw.col(s).max().alias(s) for s in ("anzahl", "anzahl_min", "anzahl_max")),
            nw.col("anzahl_max").count().alias("anzahl_max_bekannt"),
        ]

    def miss(self, zeilen: Sequence[Zeile]) -> Messwert:
        """Return the largest; no row at all is no number."""
        teile = [
            Anzahl(
                None if z["anzahl"] is None else ganz(z["anzahl"]),
                ganz(z["anzahl_min"]),
                ganz(z["anzahl_max"]) if ganz(z["anzahl_max_bekannt"]) == ganz(z["n"]) else None,
                str(z["genauigkeit"]),
            )
            for z in zeilen
            if ganz(z["n"])
        ]
        return Messwert(hoechstwert(teile), faelle=sum(ganz(z["n"]) for z in zeilen))


@dataclass(frozen=True)
class Median:
    """The middle of some counts with its bounds; rows come apart by what they say, so that each is needed once."""

    schluessel: tuple[str, ...] = ("anzahl", "anzahl_min", "anzahl_max", "genauigkeit")

    def aggregate(self) -> list[nw.Expr]:
        """Return how often each count occurs."""
        return [nw.len().alias("n")]

    def miss(self, zeilen: Sequence[Zeile]) -> Messwert:
        """Return the median; no row at all is no number."""
        oft = {
            Anzahl(
                None if z["anzahl"] is None else ganz(z["anzahl"]),
                ganz(z["anzahl_min"]),
                None if z["anzahl_max"] is None else ganz(z["anzahl_max"]),
                str(z["genauigkeit"]),
            ): ganz(z["n"])
            for z in zeilen
            if ganz(z["n"])
        }
        n = sum(oft.values())
        return Messwert(median(oft), nenner=n, faelle=n)


@dataclass(frozen=True)
class Trend:
    """The change of `y` by `x`, as the slope of the line of least squares, with its interval."""

    schluessel: tuple[str, ...] = ()

    def aggregate(self) -> list[nw.Expr]:
        """Return the sums that a line of least squares is made of."""
        x, y = nw.col("x"), nw.col("y")
        return [
            nw.len().alias("n"),
            x.sum().alias("sx"),
            y.sum().alias("sy"),
            (x * x).sum().alias("sxx"),
            (x * y).sum().alias("sxy"),
            (y * y).sum().alias("syy"),
        ]

    def miss(self, zeilen: Sequence[Zeile]) -> Messwert:
        """Return the slope with its interval; fewer than three days give none."""
        n = ganz(zeilen[0]["n"]) if zeilen else 0
        gerade = trend(n, *(float(zeilen[0][s]) for s in ("sx", "sy", "sxx", "sxy", "syy"))) if n else None
        if gerade is None:
            return Messwert(None, nenner=n, faelle=n)
        zahl = Anzahl(gerade.wert, gerade.unten, gerade.oben, "von_bis")
        return Messwert(zahl, float(zeilen[0]["sy"]), n, n)


@dataclass(frozen=True)
class Hochrechnung:
    """What the Termine without a count would add if they were like the counted ones, with its interval.

    Rows are those of `je_angebot`: each Angebot is estimated from its own counts. The estimates add up, and so do
    their variances, since one Angebot says nothing about another.
    """

    schluessel: tuple[str, ...] = ("n",)

    def aggregate(self) -> list[nw.Expr]:
        """Return the sums over the Angebote that have equally many counts, and so the same quantile of Student's t."""
        return [
            nw.len().alias("angebote"),
            *(nw.col(s).sum().alias(s) for s in ("summe", "schaetzung", "varianz")),
        ]

    def miss(self, zeilen: Sequence[Zeile]) -> Messwert:
        """Return the estimate; fewer than two counted Termine give none, and no missing one is zero."""
        n = sum(ganz(z["n"]) * ganz(z["angebote"]) for z in zeilen)
        summe = sum(float(z["summe"] or 0) for z in zeilen)
        teile = [(ganz(z["n"]), float(z["schaetzung"] or 0), float(z["varianz"] or 0)) for z in zeilen]
        schaetzung = hochrechnung(sorted(teile))
        if schaetzung is None:
            return Messwert(None, summe, n, n)
        # Engines add up in any order: what that changes far behind the point must not decide which way a half goes.
        wert, unten, oben = (round(round(s, 6)) for s in (schaetzung.wert, schaetzung.unten, schaetzung.oben))
        return Messwert(Anzahl(wert, unten, oben, "von_bis"), summe, n, n)


def je_angebot(termine: nw.LazyFrame) -> nw.LazyFrame:
    """Return a row per Angebot with a count: the number `n` of its counts, and what its `fehlend` Termine would add.

    `schaetzung` is the estimate, `varianz` its variance as long as there are two counts. `termine` have `besuche`, null
    where nobody counted.
    """
    besuche = nw.col("besuche")
    summen = termine.group_by(*ANGEBOT).agg(
        nw.len().cast(nw.Int64).alias("alle"),
        besuche.count().cast(nw.Int64).alias("n"),
        besuche.sum().alias("summe"),
        (besuche * besuche).sum().alias("quadrate"),
        nw.col("quelle_datei").min(),
    )
    schaetzung, varianz = fehlende(*map(nw.col, ("n", "fehlend", "summe", "quadrate")))
    return (
        summen.filter(nw.col("n") > 0)
        .with_columns((nw.col("alle") - nw.col("n")).alias("fehlend"))
        .with_columns(schaetzung.alias("schaetzung"), nw.when(nw.col("n") > 1).then(varianz).alias("varianz"))
    )


@dataclass(frozen=True)
class Altersspanne:
    """The smallest and the largest age that the texts of a column `altersgruppe` name."""

    schluessel: tuple[str, ...] = ("altersgruppe",)

    def aggregate(self) -> list[nw.Expr]:
        """Return how many rows name each Altersgruppe."""
        return [nw.len().alias("n")]

    def miss(self, zeilen: Sequence[Zeile]) -> Messwert:
        """Return the span; where nobody names an age there is none."""
        jahre = [int(jahr) for z in zeilen for jahr in re.findall(r"\d+", str(z.get("altersgruppe") or ""))]
        return Messwert(Anzahl(None, min(jahre), max(jahre), "von_bis") if jahre else None, faelle=len(jahre))


@dataclass(frozen=True)
class Quote:
    """One sum divided by another: rows have `teil_min` and `teil_max`, or `ganzes`."""

    schluessel: tuple[str, ...] = ()

    def aggregate(self) -> list[nw.Expr]:
        """Return both sums, and whether the upper bound of the part is known."""
        return [
            nw.col("teil_min").count().alias("n"),
            nw.col("teil_max").count().alias("oben_bekannt"),
            *(nw.col(s).sum().cast(nw.Int64).alias(s) for s in ("teil_min", "teil_max", "ganzes")),
        ]

    def miss(self, zeilen: Sequence[Zeile]) -> Messwert:
        """Return the share; without a whole there is none."""
        if not zeilen or not ganz(zeilen[0]["ganzes"]) or not ganz(zeilen[0]["n"]):
            return Messwert(None)
        z = zeilen[0]
        n, unten, ganzes = ganz(z["n"]), ganz(z["teil_min"]), ganz(z["ganzes"])
        oben = ganz(z["teil_max"]) if ganz(z["oben_bekannt"]) == n else None
        teil = Anzahl.genau(unten) if oben == unten else Anzahl(
            None, unten, oben, "mindestens" if oben is None else "von_bis"
        )  # fmt: skip
        return Messwert(anteil(teil, Anzahl.genau(ganzes)), unten, ganzes, n)


def mitte() -> nw.Expr:
    """Return the middle of a count's bounds; the lower one where the upper is open."""
    return (nw.col("anzahl_min") + nw.coalesce("anzahl_max", "anzahl_min")) / 2


def monat_nummer(spalte: str) -> nw.Expr:
    """Return how many months of equal length a day is away from the first of 2000."""
    return (tag_nummer(spalte) - ERSTER_TAG) / TAGE_JE_MONAT


def tag_nummer(spalte: str) -> nw.Expr:
    """Return the number of a day, counted from the year 1, so that differences are days on every engine."""
    jahre = nw.col(spalte).dt.year().cast(nw.Float64) - 1
    schalttage = (jahre / 4).floor() - (jahre / 100).floor() + (jahre / 400).floor()
    return jahre * 365 + schalttage + nw.col(spalte).dt.ordinal_day()
