"""`qz pruefen` and `qz einlesen`: what is in the lists."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qz_analysis.befehle.angaben import (
    AlsJson,
    Pfade,
    ZumJahr,
    ZumStandort,
    dulde_fremde_zeichen,
    gib_json_aus,
)

if TYPE_CHECKING:
    from qz_analysis.einlesen import Einlesung


def pruefen(
    pfade: Pfade,
    als_json: AlsJson = False,
    jahr: ZumJahr = None,
    standort: ZumStandort = None,
    befunde: Annotated[
        Path | None,
        typer.Option(
            "--befunde",
            help="Kopien der Listen hierhin schreiben, in denen jeder Befund markiert ist (Ordner oder .xlsx-Datei)",
            metavar="ZIEL",
        ),
    ] = None,
) -> None:
    """Liest Listen und sagt, was darin nicht stimmt; schreibt nichts."""
    from qz_analysis.einlesen import pruefe

    einlesung = pruefe(pfade, jahr=jahr, standort=standort)
    geschrieben: list[Path] = []
    if befunde is not None:
        from qz_analysis.befundmappe import schreibe_befundmappen

        geschrieben = schreibe_befundmappen(einlesung.befunde, einlesung.wurzel, befunde)
    _gib_aus(einlesung, geschrieben, als_json=als_json)


def einlesen(
    pfade: Pfade,
    nach: Annotated[Path, typer.Option("--nach", help="Ordner für die Tabellen", metavar="ORDNER")],
    als_json: AlsJson = False,
    jahr: ZumJahr = None,
    standort: ZumStandort = None,
) -> None:
    """Liest Listen und schreibt die geprüften Tabellen als Parquet-Dateien."""
    from qz_analysis.einlesen import pruefe, schreibe

    einlesung = pruefe(pfade, jahr=jahr, standort=standort)
    _gib_aus(einlesung, schreibe(einlesung, nach), als_json=als_json)


def _gib_aus(einlesung: "Einlesung", geschrieben: list[Path], *, als_json: bool) -> None:
    """Print what was read, for people or for programs; ends with exit code 1 where a Befund is a Fehler."""
    if als_json:
        gib_json_aus({"blaetter": einlesung.blaetter, "befunde": einlesung.befunde})
    else:
        from qz_analysis.anzeige import zeige

        dulde_fremde_zeichen()
        zeige(einlesung)
        for pfad in geschrieben:
            typer.echo(f"Geschrieben: {pfad}")
    if einlesung.fehlerhaft:
        raise typer.Exit(1)
