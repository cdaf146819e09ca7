"""The engines a Kennzahl runs on, and tidy tables as each of them holds them."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl
import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

IM_PROZESS = ("polars", "polars_lazy", "pandas", "pandas_parquet", "duckdb")
MASCHINEN = [*IM_PROZESS, pytest.param("spark", marks=pytest.mark.spark)]


def als(maschine: str, tabellen: dict[str, pl.DataFrame], ordner: Path) -> dict[str, Any]:
    """Return the tables as frames of an engine; those that read files get them from `ordner`."""
    if maschine == "polars":
        return dict(tabellen)
    if maschine == "polars_lazy":
        return {name: tabelle.lazy() for name, tabelle in tabellen.items()}
    if maschine == "pandas":
        return {name: tabelle.to_pandas() for name, tabelle in tabellen.items()}
    dateien = {name: str(ordner / f"{name}.parquet") for name in tabellen}
    for name, tabelle in tabellen.items():
        tabelle.write_parquet(dateien[name])
    if maschine == "pandas_parquet":
        return {name: pd.read_parquet(datei) for name, datei in dateien.items()}
    if maschine == "duckdb":
        verbindung = duckdb.connect()
        return {name: verbindung.read_parquet(datei) for name, datei in dateien.items()}
    return {name: spark().read.parquet(datei) for name, datei in dateien.items()}


@cache
def spark() -> "SparkSession":
    """Return a local Spark session that speaks to nobody and leaves nothing behind; needs Java."""
    from pyspark.sql import SparkSession

    ablage = tempfile.mkdtemp(prefix="qz-spark-")
    einstellungen = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.local.dir": ablage,
        "spark.sql.warehouse.dir": f"{ablage}/warehouse",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.adaptive.enabled": "false",  # plans of tiny tables gain nothing from it, nor from compiled code
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.timeType.enabled": "true",  # without it Spark refuses every file that has a TIME column
    }
    sitzung = SparkSession.Builder().master("local[1]").config(map=einstellungen).getOrCreate()
    atexit.register(shutil.rmtree, ablage, ignore_errors=True)
    atexit.register(sitzung.stop)
    return sitzung
