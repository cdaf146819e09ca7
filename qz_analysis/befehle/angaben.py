"""What several commands ask for, and how they print for other programs."""

import io
import sys
from pathlib import Path
from typing import Annotated

import typer

BerichtsJahr = Annotated[
    int, typer.Argument(help="Berichtsjahr, zum Beispiel 2021", min=1990, max=2100, metavar="JAHR")
]
Pfade = Annotated[
    list[Path], typer.Argument(help="Dateien oder Ordner mit Excel-, ODS- oder CSV-Listen", metavar="PFAD...")
]
AlsJson = Annotated[bool, typer.Option("--json", help="Nur JSON ausgeben, für andere Programme")]
ZumJahr = Annotated[
    int | None,
    typer.Option(
        "--jahr", help="Jahr der Listen; ohne Angabe steht es im Pfad oder in der Tabelle", min=1990, max=2100
    ),
]
ZumStandort = Annotated[
    str | None, typer.Option("--standort", help="Standort der Listen; ohne Angabe steht er im Pfad")
]


def gib_json_aus(inhalt: object) -> None:
    """Print `inhalt` as JSON, for other programs."""
    import json

    # As bytes: on Windows a pipe is not UTF-8 of itself, and JSON is.
    typer.echo(json.dumps(inhalt, ensure_ascii=False, indent=2).encode())


def dulde_fremde_zeichen() -> None:
    """A terminal or pipe that isn't UTF-8 lacks some of what files hold: a "?" there is better than no answer."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
