"""`qz kennzahlen`, `qz beleg` and `qz pruefe-text`: where a figure comes from, and whether a text agrees."""

from pathlib import Path
from typing import Annotated

import typer

from qz_analysis.befehle.angaben import AlsJson, BerichtsJahr, dulde_fremde_zeichen, gib_json_aus


def kennzahlen(
    thema: Annotated[
        str, typer.Option(help="nur die Kennzahlen eines Themas, zum Beispiel „Teilnahme“")
    ] = "",
) -> None:
    """Zeigt alle Kennzahlen: was sie zählen, wodurch geteilt wird, wonach sie sich aufteilen lassen."""
    from qz_analysis.auskunft import kennzahlen as katalog

    typer.echo(katalog(thema))


def beleg(
    jahr: BerichtsJahr,
    kennung: Annotated[
        str,
        typer.Argument(
            help="Nummer einer gedruckten Angabe (V01) oder eine Kennzahl (angebote)", metavar="KENNUNG"
        ),
    ],
    je: Annotated[str, typer.Option(help="wonach aufgeteilt wird, zum Beispiel „zielgruppe“")] = "",
    gruppe: Annotated[str, typer.Option(help="nur diese Gruppe, zum Beispiel „Kinder“")] = "",
    wo: Annotated[str, typer.Option(help="nur Zeilen, für die das gilt, zum Beispiel „art = einmalig“")] = "",
    standort: Annotated[
        str | None, typer.Option(help="Ordner unter data/raw; ohne Angabe der Standort aus qz.toml")
    ] = None,
) -> None:
    """Sagt, woher eine Zahl kommt: Definition, Abdeckung und die Zellen, aus denen sie stammt."""
    from qz_analysis.auskunft import beleg as auskunft
    from qz_analysis.daten import lade

    typer.echo(auskunft(lade(jahr, standort), kennung, je=je, gruppe=gruppe, wo=wo))


def pruefe_text(
    datei: Annotated[
        Path, typer.Argument(help="Text (.txt), Markdown (.md) oder Word (.docx)", metavar="DATEI")
    ],
    jahr: Annotated[
        int,
        typer.Option("--jahr", help="Jahr, von dem der Text spricht, zum Beispiel 2021", min=1990, max=2100),
    ],
    standort: Annotated[
        str | None, typer.Option(help="Ordner unter data/raw; ohne Angabe der Standort aus qz.toml")
    ] = None,
    als_json: AlsJson = False,
) -> None:
    """Hält die Zahlen in einem Text gegen die Listen: bestätigt, widersprochen oder nicht prüfbar."""
    from qz_analysis.pruefetext import pruefe_text as pruefe

    pruefung = pruefe(datei, jahr, standort)
    if als_json:
        gib_json_aus(pruefung.als_daten)
    else:
        from qz_analysis.textanzeige import zeige_text

        dulde_fremde_zeichen()
        zeige_text(pruefung)
    if pruefung.widersprochen:
        raise typer.Exit(1)
