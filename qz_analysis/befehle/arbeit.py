"""`qz lab`: the workspace in JupyterLab."""

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
