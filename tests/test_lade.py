"""Tables that were read are kept in memory, and read again as soon as they are others."""

import datetime as dt

import polars as pl

from qz_analysis.daten import lade_tabellen, schreibe
from qz_analysis.model.tabellen import Tabellen
from qz_analysis.paths import Arbeitsbereich


def test_tables_that_were_written_again_are_read_again(tmp_path):
    bereich = Arbeitsbereich(tmp_path)
    ordner = bereich.processed("nord", 2021)
    leer = Tabellen.create_empty()
    schreibe(leer, ordner)
    assert lade_tabellen(2021, "nord", bereich).bevoelkerung.is_empty()
    zeile = ("nord", 2021, "2021/a.xlsx", "Blatt", "A1", "Nord", "0-5", 7, dt.date(2021, 12, 31))
    da = pl.DataFrame([zeile], leer.bevoelkerung.schema, orient="row")
    da.write_parquet(ordner / "bevoelkerung.parquet")
    assert lade_tabellen(2021, "nord", bereich).bevoelkerung.rows() == [zeile]
    da.with_columns(einwohner=pl.lit(8, pl.Int64)).write_parquet(ordner / "bevoelkerung.parquet")
    assert lade_tabellen(2021, "nord", bereich).bevoelkerung["einwohner"].to_list() == [8]
