"""The command `qz`."""

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qz_analysis.errors import QzFehler

if TYPE_CHECKING:
    from collections.abc import Callable

    from qz_analysis.auftrag import Bericht, Melde
    from qz_analysis.einlesen import Einlesung

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


BerichtsJahr = Annotated[
    int, typer.Argument(help="Berichtsjahr, zum Beispiel 2021", min=1990, max=2100, metavar="JAHR")
]


@app.command()
def bericht(
    jahr: BerichtsJahr,
    standort: Annotated[
        str | None, typer.Option(help="Ordner unter data/raw; ohne Angabe der Standort aus qz.toml")
    ] = None,
) -> None:
    """Erstellt die Jahresauswertung eines Jahres: HTML, PDF, Excel und Diagramme."""
    from qz_analysis.pipeline import bericht as erstelle

    _berichte(lambda melde: erstelle(jahr, standort, melde=melde))


@app.command()
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


@app.command()
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


@app.command()
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
        _gib_json_aus({"blaetter": einlesung.blaetter, "befunde": einlesung.befunde})
    else:
        from qz_analysis.anzeige import zeige

        _dulde_fremde_zeichen()
        zeige(einlesung)
        for pfad in geschrieben:
            typer.echo(f"Geschrieben: {pfad}")
    if einlesung.fehlerhaft:
        raise typer.Exit(1)


@app.command()
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


@app.command()
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


@app.command()
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


@app.command()
def kennzahlen(
    thema: Annotated[
        str, typer.Option(help="nur die Kennzahlen eines Themas, zum Beispiel „Teilnahme“")
    ] = "",
) -> None:
    """Zeigt alle Kennzahlen: was sie zählen, wodurch geteilt wird, wonach sie sich aufteilen lassen."""
    from qz_analysis.auskunft import kennzahlen as katalog

    typer.echo(katalog(thema))


@app.command()
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


@app.command("pruefe-text")
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
        _gib_json_aus(pruefung.als_daten)
    else:
        from qz_analysis.textanzeige import zeige_text

        _dulde_fremde_zeichen()
        zeige_text(pruefung)
    if pruefung.widersprochen:
        raise typer.Exit(1)


def _gib_json_aus(inhalt: object) -> None:
    import json

    # As bytes: on Windows a pipe is not UTF-8 of itself, and JSON is.
    typer.echo(json.dumps(inhalt, ensure_ascii=False, indent=2).encode())


def _dulde_fremde_zeichen() -> None:
    """A terminal or pipe that isn't UTF-8 lacks some of what files hold: a "?" there is better than no answer."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


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
