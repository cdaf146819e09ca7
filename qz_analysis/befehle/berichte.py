"""`qz bericht` and `qz vergleich`."""

from typing import TYPE_CHECKING, Annotated

import typer

from qz_analysis.befehle.angaben import BerichtsJahr

if TYPE_CHECKING:
    from collections.abc import Callable

    from qz_analysis.auftrag import Bericht, Melde


def bericht(
    jahr: BerichtsJahr,
    standort: Annotated[
        str | None, typer.Option(help="Ordner unter data/raw; ohne Angabe der Standort aus qz.toml")
    ] = None,
) -> None:
    """Erstellt die Jahresauswertung eines Jahres: HTML, PDF, Excel und Diagramme."""
    from qz_analysis.pipeline import bericht as erstelle

    _berichte(lambda melde: erstelle(jahr, standort, melde=melde))


def vergleich(
    jahre: Annotated[
        list[int], typer.Argument(help="Jahre, zum Beispiel 2021 2022", min=1990, max=2100, metavar="JAHR...")
    ],
    standort: Annotated[
        str | None,
        typer.Option(help="Ordner unter data/raw, mehrere mit Komma; ohne Angabe der Standort aus qz.toml"),
    ] = None,
) -> None:
    """Vergleicht Jahre und Standorte: HTML, PDF, Excel und Diagramme nach outputs/vergleich."""
    from qz_analysis.daten import lies_standorte
    from qz_analysis.pipeline import vergleich as erstelle

    standorte = lies_standorte(standort) if standort is not None else []
    _berichte(lambda melde: erstelle(jahre, standorte, melde=melde))


def _berichte(erstelle: "Callable[[Melde], Bericht]") -> None:
    """Run what makes a report, with its progress, and say what it wrote."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    anzeige = Console(stderr=True)
    spalten = (TextColumn("{task.description:<32}"), BarColumn(), TimeElapsedColumn())
    with Progress(*spalten, console=anzeige) as fortschritt:
        aufgabe = fortschritt.add_task("Start", total=1.0)

        def melde(schritt: str, anteil: float) -> None:
            fortschritt.update(aufgabe, description=schritt, completed=anteil)

        ergebnis = erstelle(melde)

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
