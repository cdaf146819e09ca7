"""The rows of a long list as columns, each distinct value kept once: what is parsed is parsed once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import polars as pl
from openpyxl.utils import get_column_letter

from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import Liste
from qz_analysis.read.blatt import Zelle


@dataclass(frozen=True)
class Tafelspalte:
    """One column of a list: its number on the sheet, its distinct values, and which one each row has."""

    nummer: int
    werte: list[Any]
    codes: pl.Series

    def deute(self, regel: Callable[[Any], Any]) -> list[Any]:
        """Return what `regel` makes of each distinct value, in their order."""
        return [regel(wert) for wert in self.werte]

    def je_zeile(self, bedeutung: Iterable[Any], typ: Any) -> pl.Series:
        """Return a column of the meanings, given per distinct value, as long as the list."""
        return pl.Series(bedeutung, dtype=typ).gather(self.codes)

    def stellen(self, gesucht: Iterable[bool]) -> list[int]:
        """Return the places of the rows whose value is among those marked, given per distinct value."""
        marken = list(gesucht)
        return self.je_zeile(marken, pl.Boolean).arg_true().to_list() if any(marken) else []


def _kodiere(werte: list[Any]) -> tuple[list[Any], pl.Series]:
    """Return the distinct values, and for each value which of them it is.

    By type too: 1, True and 1.0 are equal in Python and different in a cell. Where all values are of one type that
    can't matter, and the dictionary does the work alone.
    """
    if len(set(map(type, werte)) - {type(None)}) <= 1:
        index = {wert: n for n, wert in enumerate(dict.fromkeys(werte))}
        return list(index), pl.Series(map(index.__getitem__, werte), dtype=pl.UInt32)
    genau: dict[tuple[type, Any], int] = {}
    codes = [genau.setdefault((type(wert), wert), len(genau)) for wert in werte]
    return [wert for _, wert in genau], pl.Series(codes, dtype=pl.UInt32)


class Tafel:
    """The rows of a list, by column."""

    def __init__(self, liste: Liste) -> None:
        self.liste = liste
        self.lesung: Lesung = liste.lesung
        self.zeilen: list[int] = list(liste.nummern)
        self._spalten: dict[str, Tafelspalte] = {}

    def spalte(self, name: str) -> Tafelspalte | None:
        """Return a column by its name, None where the list does not have it."""
        nummer = next((s for s, n in self.liste.kopf.spalten.items() if n == name), None)
        if nummer is None:
            return None
        if name not in self._spalten:
            self._spalten[name] = Tafelspalte(nummer, *_kodiere(self._werte(nummer)))
        return self._spalten[name]

    def _werte(self, nummer: int) -> list[Any]:
        blatt = self.lesung.blatt
        if any(b.links <= nummer <= b.rechts for b in blatt.verbunden):
            zellen = (blatt.zelle(zeile, nummer) for zeile in self.zeilen)
            return [zelle.wert if zelle else None for zelle in zellen]
        werte, zeilen = blatt.spalten.get(nummer, []), self.zeilen
        ende = len(werte)
        if zeilen and zeilen[-1] - zeilen[0] + 1 == len(zeilen) and zeilen[-1] <= ende:
            return werte[zeilen[0] - 1 : zeilen[-1]]
        return [werte[zeile - 1] if zeile <= ende else None for zeile in zeilen]

    def behalte(self, stellen: pl.Series) -> None:
        """Keep the rows for which `stellen` is true."""
        if not stellen.all():
            self.zeilen = pl.Series(self.zeilen, dtype=pl.Int64).filter(stellen).to_list()
            self._spalten.clear()

    def merke(self, spalte: Tafelspalte | None, verbleib: int) -> None:
        """Count the cells of a column as taken over or ignored."""
        if spalte is not None:
            self.lesung.merke_spalte(spalte.nummer, self.zeilen, verbleib)

    def zelle(self, spalte: Tafelspalte, stelle: int) -> Zelle:
        """Return the cell of a row; inside a merged range the one that holds the value."""
        zeile = self.zeilen[stelle]
        zelle = self.lesung.blatt.zelle(zeile, spalte.nummer)
        return zelle or Zelle(zeile, spalte.nummer, "(leer)")

    def kopfzelle(self, spalte: Tafelspalte) -> Zelle | None:
        """Return the header of a column."""
        return self.lesung.blatt.zelle(self.liste.kopf.bis_zeile, spalte.nummer)

    def rahmen(self, schema: Any, spalte: int, /, **werte: Any) -> pl.DataFrame:
        """Return rows of a tidy table, each with the cell in column `spalte` as its source.

        A value that is no Series holds for all rows; a column not given is null.
        """
        typen = schema.create_empty().schema
        blatt = self.lesung.blatt
        zellen = pl.lit(get_column_letter(spalte)) + pl.Series(self.zeilen, dtype=pl.Int64).cast(pl.String)
        fest = {"quelle_datei": blatt.datei, "quelle_blatt": blatt.name}
        fest |= {n: w for n, w in werte.items() if not isinstance(w, pl.Series)}
        spalten = {n: w.cast(typen[n]).alias(n) for n, w in werte.items() if isinstance(w, pl.Series)}
        rahmen = pl.DataFrame(list(spalten.values()))
        return rahmen.with_columns(
            zellen.alias("quelle_zelle"),
            *(
                pl.lit(fest.get(n), dtype=typ).alias(n)
                for n, typ in typen.items()
                if n not in spalten and n != "quelle_zelle"
            ),
        ).select(list(typen))
