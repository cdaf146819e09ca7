"""`qz geheim`."""

from pathlib import Path
from typing import Annotated

import typer


def geheim(
    ordner: Annotated[
        Path, typer.Argument(help="Ordner eines Berichts, zum Beispiel outputs/boeckingen/2021", exists=True, file_okay=False)
    ],
    k: Annotated[
        int | None, typer.Option(help="ab so vielen Personen darf eine Zahl stehen; ohne Angabe die aus qz.toml", min=1)
    ] = None,
) -> None:  # fmt: skip
    """Greift die Dateien eines Berichts an: Lässt sich aus allem zusammen eine geheime Zahl berechnen?"""
    from qz_analysis.config import lade_konfiguration
    from qz_analysis.paths import arbeitsbereich
    from qz_analysis.pruefung.ordner import GeheimhaltungFehler, pruefe

    grenze = k if k is not None else lade_konfiguration(arbeitsbereich().konfiguration).k
    pruefung = pruefe(ordner, grenze)
    anteil = f" ({pruefung.geheim / pruefung.zahlen:.1%})".replace(".", ",") if pruefung.zahlen else ""
    typer.echo(
        f"{pruefung.dateien} Dateien, {pruefung.aussagen} Angaben zu {pruefung.zahlen} Zahlen über Personen und Besuche, davon "
        f"{pruefung.geheim} geheim{anteil}."
    )
    for fund in pruefung.funde:
        typer.echo(f"  {fund}")
    if pruefung.funde:
        typer.echo(
            f"{len(pruefung.funde)} davon verraten Zahlen über weniger als {grenze} Personen.", err=True
        )
        raise typer.Exit(GeheimhaltungFehler.exit_code)
    typer.echo(f"Keine Zahl über weniger als {grenze} Personen lässt sich daraus berechnen.")
