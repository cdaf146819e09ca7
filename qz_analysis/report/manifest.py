"""What a report was made from: checksums of the inputs, parameters, versions, the balance of cells."""

import json
from importlib import metadata
from typing import Any

PAKETE = (
    "qz_analysis", "altair", "nbclient", "nbconvert", "openpyxl", "papermill", "polars", "typst", "vl-convert-python"
)  # fmt: skip


def manifest(
    parameter: dict[str, Any], eingaben: dict[str, str], bilanz: list[dict[str, Any]], befunde: dict[str, int],
    ausgaben: dict[str, str], fehler: list[str],
) -> str:  # fmt: skip
    """Return the manifest as JSON text. It holds no date: the same inputs give the same manifest.

    `eingaben` and `ausgaben` are file name -> SHA-256.
    """
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
