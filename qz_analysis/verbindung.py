"""SQL over all that was ever processed: every Standort and Jahr at once."""

from pathlib import Path

import duckdb

from qz_analysis.errors import EingabeFehler
from qz_analysis.model.tabellen import Tabellen
from qz_analysis.paths import Arbeitsbereich
from qz_analysis.paths import arbeitsbereich as finde_arbeitsbereich


def connect(arbeitsbereich: str | Path | None = None) -> duckdb.DuckDBPyConnection:
    """Return a connection to an in-memory DuckDB with one view per tidy table, over all processed Standorte and Jahre.

    `standort` and `jahr` are columns of every table. A view reads its files when it is asked, so nothing done on the
    connection changes them. A column that an older file lacks is null in its rows; a table no file has yet is empty.
    `arbeitsbereich` is the folder that holds data/, without it the one around the current folder.

    Raises EingabeFehler where there is no workspace or nothing has been processed in it.
    """
    bereich = Arbeitsbereich(Path(arbeitsbereich)) if arbeitsbereich else finde_arbeitsbereich()
    dateien = {name: [str(pfad) for pfad in bereich.alle_processed(name)] for name in Tabellen.members()}
    if not any(dateien.values()):
        raise EingabeFehler(
            f"In „{bereich.wurzel.resolve().name}“ liegen unter „data/processed“ noch keine geprüften Tabellen. "
            "Bitte zuerst den Bericht eines Jahres erstellen, zum Beispiel mit „qz bericht 2021“."
        )
    verbindung = duckdb.connect(config={"autoinstall_known_extensions": False})  # no network at run time
    for name, schema in Tabellen.member_schemas().items():
        if dateien[name]:
            verbindung.read_parquet(dateien[name], union_by_name=True).create_view(name)
        else:
            verbindung.from_arrow(schema.create_empty().to_arrow()).create(name)
    return verbindung
