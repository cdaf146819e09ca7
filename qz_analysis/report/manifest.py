"""What a report was made from: checksums of the inputs, parameters, versions, the balance of cells."""

import json
from importlib import metadata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

PAKETE = (
    "qz_analysis", "altair", "nbclient", "nbconvert", "openpyxl", "papermill", "polars", "typst", "vl-convert-python"
)  # fmt: skip


def manifest(
    quellen: "pl.DataFrame", *, parameter: dict[str, Any], befunde: dict[str, int], ausgaben: dict[str, str],
    fehler: list[str],
) -> str:  # fmt: skip
    """Return the manifest as JSON text. It holds no date: the same inputs give the same manifest.

    `quellen` is the tidy table of sheets, with the checksum of the file and the balance of cells of each. `ausgaben` is file
    name -> SHA-256.
    """
    quellen = quellen.sort("datei", "blatt")
    eingaben = dict(quellen.select("datei", "sha256").iter_rows())
    bilanz = quellen.drop("standort", "jahr", "sha256", "herkunft").to_dicts()
    return (
        json.dumps(
            {
                "parameter": parameter,
                "vollstaendig": not fehler,
                "fehler": fehler,
                "eingaben": eingaben,
                "zellbilanz": bilanz,
                "befunde": befunde,
                "ausgaben": ausgaben,
                "pakete": {paket: metadata.version(paket) for paket in PAKETE},
            },
            ensure_ascii=False,
            indent=2,
            sort_keys=True,
        )
        + "\n"
    )
