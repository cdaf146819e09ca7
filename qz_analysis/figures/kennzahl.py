"""What a Kennzahl is: a definition, and a pure function from the tidy tables to its values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps

import polars as pl

from qz_analysis.model.anzahl import Anzahl
from qz_analysis.model.tabellen import Tabellen


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
    `belege` are the source cells, "file!sheet!cell". A `geheim` value must not be shown.
    """

    anzahl: Anzahl | None
    gruppe: str | None = None
    zaehler: float | None = None
    nenner: float | None = None
    abdeckung: float | None = None
    unsicher: int = 0
    belege: tuple[str, ...] = ()
    geheim: bool = False

    def geschuetzt(self) -> "Wert":
        """Return the value without anything that would give it away."""
        return Wert(anzahl=None, gruppe=self.gruppe, geheim=True)


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


Rechnung = Callable[[Tabellen], Ergebnis]
KENNZAHLEN: dict[str, Rechnung] = {}


def kennzahl(
    bezeichnung: str, einheit: str, definition: str, *, personen: bool = False, mehrfach: bool = False
) -> Callable[[Callable[[Tabellen], Wert | list[Wert]]], Rechnung]:
    """Declare a function as the Kennzahl of its name and add it to the catalogue `KENNZAHLEN`.

    The function returns one Wert, or one per group; the caller gets an Ergebnis.
    """

    def declare(rechnung: Callable[[Tabellen], Wert | list[Wert]]) -> Rechnung:
        eintrag = Kennzahl(rechnung.__name__, bezeichnung, einheit, definition, personen, mehrfach)

        @wraps(rechnung)
        def berechne(tabellen: Tabellen) -> Ergebnis:
            werte = rechnung(tabellen)
            return Ergebnis(eintrag, tuple(werte) if isinstance(werte, list) else (werte,))

        KENNZAHLEN[eintrag.id] = berechne
        return berechne

    return declare


def belege(zeilen: pl.DataFrame) -> tuple[str, ...]:
    """Return the source cells of rows of a tidy table, each once, in order."""
    zellen = zeilen.select(
        pl.concat_str("quelle_datei", "quelle_blatt", "quelle_zelle", separator="!").alias("beleg")
    )
    return tuple(zellen["beleg"].unique(maintain_order=True))


def zaehle(zeilen: pl.DataFrame, *, unsicher: Iterable[str] = (), gruppe: str | None = None) -> Wert:
    """Return the number of rows as a value; `unsicher` names the columns whose doubt matters here."""
    return Wert(
        Anzahl.genau(zeilen.height),
        gruppe=gruppe,
        unsicher=unsichere(zeilen, *unsicher).height,
        belege=belege(zeilen),
    )


def zaehle_je(zeilen: pl.DataFrame, spalte: str, labels: dict[str, str], *, unsicher: str) -> list[Wert]:
    """Return the number of rows per value of a column, from many to few; empty cells come last.

    Values in `labels` that no row has are left out.
    """
    gruppen = [
        zaehle(zeilen.filter(pl.col(spalte) == wert), unsicher=[unsicher], gruppe=labels.get(wert, wert))
        for wert in sorted(zeilen[spalte].drop_nulls().unique())
    ]
    gruppen.sort(key=lambda w: (-(w.anzahl.min if w.anzahl else 0), w.gruppe or ""))
    ohne = zeilen.filter(pl.col(spalte).is_null())
    return [*gruppen, zaehle(ohne, gruppe="ohne Angabe")] if ohne.height else gruppen


def unsichere(zeilen: pl.DataFrame, *spalten: str) -> pl.DataFrame:
    """Return the rows whose `unsicher` names one of the columns by its German heading."""
    if "unsicher" not in zeilen.columns or not spalten:
        return zeilen.clear()
    return zeilen.filter(pl.col("unsicher").str.contains_any(list(spalten), ascii_case_insensitive=True))


def summe(zeilen: pl.DataFrame) -> Anzahl | None:
    """Return the sum of counted rows of `teilnahme` with its bounds; None where nothing was counted."""
    gezaehlt = zeilen.filter(pl.col("anzahl_min").is_not_null()).sort("quelle_datei", "quelle_zelle")
    gesamt: Anzahl | None = None
    for zeile in gezaehlt.iter_rows(named=True):
        anzahl = Anzahl(zeile["anzahl"], zeile["anzahl_min"], zeile["anzahl_max"], zeile["genauigkeit"])
        gesamt = anzahl if gesamt is None else gesamt + anzahl
    return gesamt
