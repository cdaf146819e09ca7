"""The tidy tables that figures are computed on, whatever engine holds them."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Any, Final, TypeVar, TypeVarTuple

import narwhals.stable.v2 as nw
import polars as pl

from qz_analysis.errors import ParameterFehler
from qz_analysis.figures.einstellungen import Einstellungen
from qz_analysis.model.tabellen import Tabellen

TABELLEN: Final = Tabellen.member_schemas()
ORT: Final = ("standort", "jahr")
ANGEBOT: Final = (*ORT, "angebot_id")  # an Angebot is one of a Standort in a Jahr
QUELLE: Final = ("quelle_datei", "quelle_blatt", "quelle_zelle")
T = TypeVar("T")
Ts = TypeVarTuple("Ts")
_FEST: Final = {pl.Date: nw.Date, pl.Int32: nw.Int32, pl.Int64: nw.Int64}


@dataclass(frozen=True)
class _Spaeter:
    """A table that is made when it is asked for."""

    mache: Callable[[], pl.DataFrame]


class Bestand:
    """Tidy tables of one or more Standorte and Jahre, with the settings figures depend on.

    `tabellen` maps names such as "termin" to frames: polars (lazy or not), pandas, DuckDB relations or PySpark
    DataFrames. Figures read them lazily, and each frame stays in its engine until the groups are summed up. Only the
    tables that a figure needs have to be there. `gefragt` is told each table that is asked for.
    """

    def __init__(
        self,
        tabellen: Tabellen | Mapping[str, Any],
        einstellungen: Einstellungen | None = None,
        gefragt: Callable[[str], object] = lambda name: None,
    ) -> None:
        self._gefragt = gefragt
        self.einstellungen = einstellungen or Einstellungen()
        self._rahmen: dict[str, Any] = (
            tabellen.to_dict() if isinstance(tabellen, Tabellen) else dict(tabellen)
        )
        self._einmal: dict[Hashable, Any] = {}

    @classmethod
    def von(cls, tabellen: "Bestand | Tabellen | Mapping[str, Any]") -> "Bestand":
        """Return the tables as a Bestand; one that is a Bestand already stays what it is."""
        return tabellen if isinstance(tabellen, Bestand) else cls(tabellen)

    def __getitem__(self, name: str) -> nw.LazyFrame:
        """Return a table as a lazy frame; raises ParameterFehler where it was not given."""
        return self.einmal(Bestand._lies, name)

    def _lies(self, name: str) -> nw.LazyFrame:
        if name not in self:
            da = ", ".join(sorted(self._rahmen)) or "keine"
            raise ParameterFehler(
                f"Diese Kennzahl braucht die Tabelle „{name}“. Vorhanden sind: {da}. Bitte „{name}“ mit übergeben."
            )
        self._gefragt(name)
        rahmen = self._rahmen[name]
        return _vereinheitlicht(name, rahmen.mache() if isinstance(rahmen, _Spaeter) else rahmen)

    def __contains__(self, name: str) -> bool:
        """Return whether a table was given."""
        return name in self._rahmen

    def tabelle(self, name: str) -> pl.DataFrame:
        """Return a table as a polars DataFrame, for showing its rows as they are."""
        return self[name].collect(backend="polars").to_native()

    def im_speicher(self, namen: Iterable[str], **andere: "Callable[[Bestand], pl.DataFrame]") -> "Bestand":
        """Return some tables as frames in memory, and others made of this Bestand in their place, each once it is needed.

        Only then it counts as asked for.
        """
        machen = {name: lambda b, name=name: b.tabelle(name) for name in namen} | andere
        rahmen = {name: _Spaeter(partial(mache, self)) for name, mache in machen.items() if name in self}
        return Bestand(rahmen, self.einstellungen, self._gefragt)

    def einmal(self, funktion: "Callable[[Bestand, *Ts], T]", *args: *Ts) -> T:
        """Return what a function makes of this Bestand; asked again, the same thing.

        Tables don't change. Many figures share rows and coverage, and the plan of a query takes longer to write down than
        a year's lists take to be summed up.
        """
        schluessel = (funktion, *args)
        if schluessel not in self._einmal:
            self._einmal[schluessel] = funktion(self, *args)
        return self._einmal[schluessel]

    @cached_property
    def beispieldateien(self) -> frozenset[str]:
        """The files that say of themselves that they hold sample data."""
        if "quelle" not in self:
            return frozenset()
        kuenstlich = nw.col("herkunft").str.to_lowercase().str.contains("beispieldaten", literal=True)
        self._gefragt("Beispieldateien")
        # Past `gefragt`: of `quelle` this is all that most figures want, and it changes with every file.
        quelle = _vereinheitlicht("quelle", self._rahmen["quelle"])
        return frozenset(zeile[0] for zeile in zeilen(quelle.filter(kuenstlich).select("datei")))


def _vereinheitlicht(name: str, rahmen: Any) -> nw.LazyFrame:
    """Return a frame of any engine as a lazy one of days, whole numbers, and times as texts such as "14:30".

    A frame in memory goes into polars: pandas keeps whole numbers with gaps as floats, and days as instants. What has
    no place in memory stays where it is. Spark and DuckDB each have a time of day of their own.
    """
    frame = nw.from_native(rahmen)
    lazy = frame if isinstance(frame, nw.LazyFrame) else frame.lazy(backend="polars")
    da = lazy.collect_schema()
    schema = _schema(name)
    umgewandelt = []
    for spalte in (s for s in schema if s in da):
        if schema[spalte] == pl.Time:
            umgewandelt.append(nw.col(spalte).cast(nw.String).str.slice(0, 5))
        elif (typ := _FEST.get(schema[spalte].base_type())) and da[spalte] != typ:
            umgewandelt.append(nw.col(spalte).cast(typ))
    return lazy.with_columns(*umgewandelt) if umgewandelt else lazy


@cache
def _schema(name: str) -> Mapping[str, pl.DataType]:
    return TABELLEN[name].create_empty().schema if name in TABELLEN else {}


def zeilen(rahmen: nw.LazyFrame) -> list[tuple[Any, ...]]:
    """Return the rows of a lazy frame, in no order that may be relied on."""
    return rahmen.collect().rows()
