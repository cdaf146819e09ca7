"""`qz lab` and `qz aufraeumen`: the workspace itself."""

from typing import Annotated

import typer


def lab(
    port: Annotated[
        int | None,
        typer.Option(help="Port, auf dem JupyterLab antwortet; ohne Angabe ein freier", min=1024, max=65535),
    ] = None,
    ohne_browser: Annotated[
        bool, typer.Option("--ohne-browser", help="öffnet keinen Browser; die Adresse steht in der Ausgabe")
    ] = False,
) -> None:
    """Öffnet JupyterLab im Arbeitsbereich: zum Erkunden und für eigene Auswertungen."""
    from qz_analysis.jupyter.lab import starte
    from qz_analysis.paths import arbeitsbereich

    raise typer.Exit(starte(arbeitsbereich(), port=port, browser=not ohne_browser))


def aufraeumen(
    ja: Annotated[bool, typer.Option("--ja", help="entfernt ohne nachzufragen, was die Liste nennt")] = False,
) -> None:
    """Nennt Listen mit Personen, deren Aufbewahrungsfrist vorbei ist, und entfernt sie auf Wunsch."""
    import datetime as dt

    from qz_analysis.aufraeumen import entferne, faellige
    from qz_analysis.config import lade_konfiguration
    from qz_analysis.paths import arbeitsbereich

    bereich = arbeitsbereich()
    dateien = faellige(bereich, lade_konfiguration(bereich.konfiguration), dt.date.today())
    if not dateien:
        typer.echo("Keine Liste mit Personen ist über ihrer Frist.")
        return
    for datei in dateien:
        typer.echo(f"  {datei.pfad.relative_to(bereich.raw).as_posix()}: {datei.grund}")
    if not (ja or typer.confirm(f"{len(dateien)} Dateien unwiderruflich entfernen?", default=False)):
        typer.echo("Nichts wurde entfernt.")
        return
    typer.echo(f"Entfernt: {len(entferne(dateien))} Dateien.")
