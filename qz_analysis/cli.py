"""The command `qz`."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from qz_analysis.errors import QzFehler

app = typer.Typer(
    name="qz",
    help="Jahresauswertung eines Quartierszentrums: aus Excel-Listen werden Kennzahlen und ein Bericht.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def qz() -> None:
    """Jahresauswertung eines Quartierszentrums: aus Excel-Listen werden Kennzahlen und ein Bericht."""


@app.command()
def bericht(
    jahr: Annotated[
        int, typer.Argument(help="Berichtsjahr, zum Beispiel 2021", min=1990, max=2100, metavar="JAHR")
    ],
    standort: Annotated[
        str | None, typer.Option(help="Ordner unter data/raw; ohne Angabe der Standort aus qz.toml")
    ] = None,
) -> None:
    """Erstellt die Jahresauswertung eines Jahres: HTML, PDF, Excel und Diagramme."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from qz_analysis.pipeline import bericht as erstelle

    anzeige = Console(stderr=True)
    spalten = (TextColumn("{task.description:<32}"), BarColumn(), TimeElapsedColumn())
    with Progress(*spalten, console=anzeige) as fortschritt:
        aufgabe = fortschritt.add_task("Start", total=1.0)

        def melde(schritt: str, anteil: float) -> None:
            fortschritt.update(aufgabe, description=schritt, completed=anteil)

        ergebnis = erstelle(jahr, standort, melde=melde)

    typer.echo(f"Geschrieben nach {ergebnis.ordner}:")
    for pfad in ergebnis.dateien:
        typer.echo(
            f"  {pfad.relative_to(ergebnis.ordner).as_posix():<52} {pfad.stat().st_size / 1024:8.0f} kB"
        )
    z, b = ergebnis.zellen, ergebnis.befunde
    typer.echo(
        f"Zellen: {z['gelesen']} gelesen, davon {z['uebernommen']} übernommen, {z['zurueckgewiesen']} zurückgewiesen, "
        f"{z['ignoriert']} ignoriert."
    )
    typer.echo(
        f"Befunde: {sum(b.values())} ({b['fehler']} Fehler, {b['warnung']} Warnungen, {b['hinweis']} Hinweise)."
    )
    if ergebnis.fehler:
        typer.echo("UNVOLLSTÄNDIG: der Bericht ist lesbar, aber nicht alles wurde berechnet:", err=True)
        for fehler in ergebnis.fehler:
            typer.echo(f"  {fehler}", err=True)
        raise typer.Exit(1)


def main() -> None:
    """Run the command; an error a user can mend is one sentence and an exit code, no traceback."""
    try:
        app()
    except QzFehler as fehler:
        typer.echo(f"Fehler: {fehler}", err=True)
        sys.exit(fehler.exit_code)
    except Exception as fehler:
        if os.environ.get("QZ_DEBUG"):
            raise
        ort = fehler.__traceback__
        while ort is not None and ort.tb_next is not None:
            ort = ort.tb_next
        stelle = (
            f"{Path(ort.tb_frame.f_code.co_filename).name}, Zeile {ort.tb_lineno}" if ort else "unbekannt"
        )
        typer.echo(
            f"Unerwarteter Fehler ({type(fehler).__name__} in {stelle}): {fehler}. Die bisherigen Ergebnisse sind "
            "unverändert. Bitte diesen Satz melden; mit QZ_DEBUG=1 zeigt der Befehl mehr.",
            err=True,
        )
        sys.exit(70)  # EX_SOFTWARE of sysexits.h
