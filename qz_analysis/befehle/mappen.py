"""`qz vorlage`, `qz kjh` and `qz beispiel`: workbooks to fill in, to send and to try out."""

from pathlib import Path
from typing import Annotated

import typer


def vorlage(
    jahr: Annotated[
        int,
        typer.Argument(
            help="Jahr, für das die Vorlage ist, zum Beispiel 2027", min=1990, max=2100, metavar="JAHR"
        ),
    ],
    standort: Annotated[
        str | None, typer.Option(help="Standort, wie er in qz.toml heißt; sein Name steht im Titel")
    ] = None,
    nach: Annotated[
        Path | None,
        typer.Option("--nach", help="Datei, die geschrieben wird; ohne Angabe „Vorlage JAHR.xlsx“"),
    ] = None,
    ohne_ziele: Annotated[
        bool,
        typer.Option(
            "--ohne-ziele", help="lässt das Blatt „Ziele“ leer, auch wenn das Vorjahr Ziele offen lässt"
        ),
    ] = False,
) -> None:
    """Schreibt die Excel-Vorlage für ein Jahr: mit Auswahllisten, Prüfungen und Erklärungen."""
    from qz_analysis.vorlage import schreibe_vorlage

    typer.echo(f"Geschrieben: {schreibe_vorlage(jahr, standort, nach, mit_zielen=not ohne_ziele)}")


def kjh(
    jahr: Annotated[
        int,
        typer.Argument(help="ungerades Berichtsjahr, zum Beispiel 2021", min=2015, max=2100, metavar="JAHR"),
    ],
    standort: Annotated[
        str | None, typer.Option(help="Ordner unter data/raw; ohne Angabe der Standort aus qz.toml")
    ] = None,
    vertraulich: Annotated[
        Path | None,
        typer.Option(
            "--vertraulich",
            help="statt nach outputs in diese Datei schreiben, auch kleine Zahlen: nur für die Meldung selbst",
            metavar="DATEI",
        ),
    ] = None,
) -> None:
    """Schreibt für ein ungerades Jahr, was die Listen zur KJH-Statistik Teil II sagen, als Excel-Mappe."""
    from qz_analysis.kjh import schreibe_kjh

    typer.echo(f"Geschrieben: {schreibe_kjh(jahr, standort, vertraulich)}")


def beispiel(
    nach: Annotated[
        Path,
        typer.Option(
            "--nach", help="neuer oder leerer Ordner; er wird ein eigener Arbeitsbereich", metavar="ORDNER"
        ),
    ],
    standorte: Annotated[
        int, typer.Option("--standorte", help="Zahl der erfundenen Standorte", min=1, max=999)
    ] = 1,
    jahre: Annotated[
        str, typer.Option("--jahre", help="ein Jahr oder das erste und das letzte, zum Beispiel 2021-2023")
    ] = "2021-2023",
    seed: Annotated[
        int, typer.Option("--seed", help="dieselbe Zahl ergibt dieselben Dateien, eine andere andere")
    ] = 1,
    besuche: Annotated[
        int | None,
        typer.Option(
            "--besuche",
            help="wie viele Besuche ein Standort im Jahr ungefähr zählt; ohne Angabe wie bei seiner Größe üblich",
            min=100,
            max=10_000_000,
        ),
    ] = None,
) -> None:
    """Schreibt Beispieldaten: die Listen erfundener Standorte, in jedem Blatt als künstlich gekennzeichnet."""
    from qz_analysis.beispiel.ordner import lies_jahre, schreibe_beispiel

    ordner = schreibe_beispiel(nach, standorte=standorte, jahre=lies_jahre(jahre), seed=seed, besuche=besuche)
    typer.echo(
        f"Beispieldaten geschrieben nach {nach}: Standorte {standorte}, Jahre {len(ordner) // standorte}."
    )
    typer.echo(
        "Einstellungen und Notebooks liegen dabei. Im Ordner starten: "
        f"qz bericht {ordner[0].name} --standort {ordner[0].parent.name}"
    )
