"""How rows become a number: counted, summed with their bounds, averaged. One class per way of measuring.

A Mass says which aggregates it needs, so that every engine computes them in one pass, and makes a number of them
afterwards. Rows come grouped by `schluessel` too, where a Mass needs them apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import narwhals.stable.v2 as nw

from qz_analysis.model.anzahl import Anzahl

Zeile = Mapping[str, Any]


@dataclass(frozen=True)
class Messwert:
    """What a Mass makes of a group: the number (None: keine Angabe), and for a ratio what it was made from.

    `faelle` is the number of rows behind it.
    """

    anzahl: Anzahl | None
    zaehler: float | None = None
    nenner: float | None = None
    faelle: int = 0


class Mass(Protocol):
    """A way to measure the rows of a group."""

    @property
    def schluessel(self) -> tuple[str, ...]:
        """Columns by which the aggregates are wanted apart."""
        ...

    def aggregate(self) -> list[nw.Expr]:
        """Return the aggregates, each with a name."""
        ...

    def miss(self, zeilen: Sequence[Zeile]) -> Messwert:
        """Return the number for the aggregates of one group: a row for each value of `schluessel`."""
        ...


def ganz(wert: Any) -> int:
    """Return a count as int; an engine may call it a Decimal, and the sum of nothing null."""
    return 0 if wert is None else int(wert)


@dataclass(frozen=True)
class Zeilenzahl:
    """How many rows there are."""

    schluessel: tuple[str, ...] = ()

    def aggregate(self) -> list[nw.Expr]:
        """Return the number of rows."""
        return [nw.len().alias("n")]

    def miss(self, zeilen: Sequence[Zeile]) -> Messwert:
        """Return the count; no row at all is zero."""
        n = sum(ganz(z["n"]) for z in zeilen)
        return Messwert(Anzahl.genau(n), faelle=n)


@dataclass(frozen=True)
class Verschiedene:
    """How many different values a column has; a null is a row that was looked at and counts for none.

    Where there is no row, that is zero, or with `erhoben=False` no number: nobody has kept such a list.
    """

    spalte: str
    erhoben: bool = True
    schluessel: tuple[str, ...] = ()

    def aggregate(self) -> list[nw.Expr]:
        """Return the number of rows, of those with a value, and of distinct values, null being one."""
        spalte = nw.col(self.spalte)
        return [nw.len().alias("n"), spalte.count().alias("bekannt"), spalte.n_unique().alias("verschiedene")]

    def miss(self, zeilen: Sequence[Zeile]) -> Messwert:
        """Return the count; no row at all is zero or no number."""
        if not zeilen or not ganz(zeilen[0]["n"]):
            return Messwert(Anzahl.genau(0) if self.erhoben else None)
        n, bekannt, verschiedene = (ganz(zeilen[0][s]) for s in ("n", "bekannt", "verschiedene"))
        return Messwert(Anzahl.genau(verschiedene - (bekannt < n)), faelle=bekannt)


@dataclass(frozen=True)
class Summe:
    """The sum of counts with their bounds: rows have anzahl, anzahl_min, anzahl_max and genauigkeit.

    It is divided by `teiler`: minutes by 60 are hours.
    """

    teiler: float = 1
    schluessel: tuple[str, ...] = ("genauigkeit",)

    def aggregate(self) -> list[nw.Expr]:
        """Return number, sums, and how many of each column are known."""
        return [
            nw.len().alias("n"),
            *(
                nw.col(s).sum().cast(nw.Int64).alias(f"{s}_summe")
                for s in ("anzahl", "anzahl_min", "anzahl_max")
            ),
            *(nw.col(s).count().alias(f"{s}_bekannt") for s in ("anzahl", "anzahl_max")),
        ]

    def miss(self, zeilen: Sequence[Zeile]) -> Messwert:
        """Return the sum; no row at all is no number, because what nobody counted is not zero."""
        gesamt, faelle = summiere(zeilen)
        return Messwert(gesamt / self.teiler if gesamt and self.teiler != 1 else gesamt, faelle=faelle)


def summiere(zeilen: Sequence[Zeile]) -> tuple[Anzahl | None, int]:
    """Return the sum of hedged counts from their aggregates by genauigkeit, and how many counts there are."""
    gesamt, faelle = None, 0
    for z in sorted(zeilen, key=lambda zeile: str(zeile["genauigkeit"])):
        n = ganz(z["n"])
        if not n:
            continue
        faelle += n
        teil = Anzahl.summe_gleicher(
            n,
            ganz(z["anzahl_summe"]) if ganz(z["anzahl_bekannt"]) == n else None,
            ganz(z["anzahl_min_summe"]),
            ganz(z["anzahl_max_summe"]) if ganz(z["anzahl_max_bekannt"]) == n else None,
            str(z["genauigkeit"]),
        )
        gesamt = teil if gesamt is None else gesamt + teil
    return gesamt, faelle


@dataclass(frozen=True)
class Wertsumme:
    """The sum of a column of plain numbers, divided by `teiler`: minutes by 60 are hours."""

    spalte: str
    teiler: float = 1
    schluessel: tuple[str, ...] = ()

    def aggregate(self) -> list[nw.Expr]:
        """Return the sum and how many numbers there are."""
        return [nw.col(self.spalte).sum().alias("summe"), nw.col(self.spalte).count().alias("n")]

    def miss(self, zeilen: Sequence[Zeile]) -> Messwert:
        """Return the sum; no number at all is no sum."""
        n = ganz(zeilen[0]["n"]) if zeilen else 0
        return Messwert(
            Anzahl.genau(float(zeilen[0]["summe"]) / self.teiler) if n else None,
            faelle=n,
        )


@dataclass(frozen=True)
class Groesster:
    """The largest number of a column that is no count with bounds."""

    spalte: str
    schluessel: tuple[str, ...] = ()

    def aggregate(self) -> list[nw.Expr]:
        """Return the largest number and how many there are."""
        return [nw.col(self.spalte).max().alias("groesster"), nw.col(self.spalte).count().alias("n")]

    def miss(self, zeilen: Sequence[Zeile]) -> Messwert:
        """Return the largest; no number at all is none."""
        n = ganz(zeilen[0]["n"]) if zeilen else 0
        return Messwert(Anzahl.genau(float(zeilen[0]["groesster"])) if n else None, faelle=n)


@dataclass(frozen=True)
class Anteil:
    """The share of rows for which the boolean column `spalte` is true; rows where it is null count in neither."""

    spalte: str
    schluessel: tuple[str, ...] = ()

    def aggregate(self) -> list[nw.Expr]:
        """Return how many rows are true, and how many are known."""
        ja = nw.col(self.spalte)
        return [ja.cast(nw.Int64).sum().alias("ja"), ja.count().alias("n")]

    def miss(self, zeilen: Sequence[Zeile]) -> Messwert:
        """Return the share, 0 to 1; of nothing there is none."""
        ja, n = (ganz(zeilen[0]["ja"]), ganz(zeilen[0]["n"])) if zeilen else (0, 0)
        return Messwert(Anzahl.genau(ja / n) if n else None, ja, n, n)
