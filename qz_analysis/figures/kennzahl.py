"""The catalogue: a Kennzahl is a definition and a pure function from the tidy tables to its values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import polars as pl

from qz_analysis.figures.geheimhaltung import K, schuetze
from qz_analysis.figures.wert import Ergebnis, Kennzahl, Wert
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.model.tabellen import Tabellen


@dataclass(frozen=True)
class Rechnung:
    """What computes a Kennzahl: call it with the tables."""

    kennzahl: Kennzahl
    funktion: Callable[[Tabellen], Wert | list[Wert]]

    def __call__(self, tabellen: Tabellen, /, *, k: int = K) -> Ergebnis:
        """Return the values; counts of persons below `k` come back suppressed."""
        werte = self.funktion(tabellen)
        beispiele = beispieldateien(tabellen)
        gekennzeichnet = tuple(
            replace(w, beispiel=any(beleg.split("!", 1)[0] in beispiele for beleg in w.belege))
            for w in (werte if isinstance(werte, list) else [werte])
        )
        return schuetze(Ergebnis(self.kennzahl, gekennzeichnet), k)


def beispieldateien(tabellen: Tabellen) -> frozenset[str]:
    """Return the files that say of themselves that they hold sample data."""
    kuenstlich = pl.col("herkunft").str.contains("(?i)beispieldaten")
    return frozenset(tabellen.quelle.filter(kuenstlich)["datei"])


KENNZAHLEN: dict[str, Rechnung] = {}


def kennzahl(
    bezeichnung: str, einheit: str, definition: str, *, personen: bool = False, mehrfach: bool = False
) -> Callable[[Callable[[Tabellen], Wert | list[Wert]]], Rechnung]:
    """Declare a function as the Kennzahl of its name and add it to the catalogue `KENNZAHLEN`.

    The function returns one Wert, or one per group; what is declared returns an Ergebnis.
    """

    def declare(funktion: Callable[[Tabellen], Wert | list[Wert]]) -> Rechnung:
        eintrag = Kennzahl(funktion.__name__, bezeichnung, einheit, definition, personen, mehrfach)
        KENNZAHLEN[eintrag.id] = Rechnung(eintrag, funktion)
        return KENNZAHLEN[eintrag.id]

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


def zaehle_je(
    zeilen: pl.DataFrame, spalte: str, labels: dict[str, str], *, unsicher: str, ohne: str = "ohne Angabe"
) -> list[Wert]:
    """Return the number of rows per value of a column, from many to few; empty cells come last, called `ohne`.

    Values in `labels` that no row has are left out.
    """
    gruppen = [
        zaehle(zeilen.filter(pl.col(spalte) == wert), unsicher=[unsicher], gruppe=labels.get(wert, wert))
        for wert in sorted(zeilen[spalte].drop_nulls().unique())
    ]
    gruppen.sort(key=lambda w: (-(w.anzahl.min if w.anzahl else 0), w.gruppe or ""))
    leere = zeilen.filter(pl.col(spalte).is_null())
    return [*gruppen, zaehle(leere, gruppe=ohne)] if leere.height else gruppen


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
