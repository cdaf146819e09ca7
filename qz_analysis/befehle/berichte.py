"""`qz bericht`, `qz vergleich` and `qz beobachten`."""

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qz_analysis.auftrag import Bericht, Melde
    from qz_analysis.stapel import Posten

Neu = Annotated[bool, typer.Option("--neu", help="macht alles neu, auch was sich nicht geändert hat")]
Warum = Annotated[bool, typer.Option("--warum", help="sagt für jeden Schritt, warum er nötig war oder nicht")]


def bericht(
    jahre: Annotated[
        list[int] | None,
        typer.Argument(
            help="Berichtsjahr, zum Beispiel 2021; auch mehrere", min=1990, max=2100, metavar="JAHR..."
        ),
    ] = None,
    standort: Annotated[
        str | None,
        typer.Option(help="Ordner unter data/raw, mehrere mit Komma; ohne Angabe der Standort aus qz.toml"),
    ] = None,
    alle: Annotated[
        bool, typer.Option("--alle", help="alle Standorte und Jahre, zu denen Listen da sind")
    ] = False,
    neu: Neu = False,
    warum: Warum = False,
    arbeiter: Annotated[
        int | None,
        typer.Option(
            help="wie viele Berichte zugleich entstehen; ohne Angabe so viele wie Prozessorkerne",
            min=1,
            max=64,
        ),
    ] = None,
    verteilt: Annotated[
        str | None,
        typer.Option(
            help="Adresse eines Dask-Schedulers, dessen Rechner denselben Ordner sehen", metavar="ADRESSE"
        ),
    ] = None,
) -> None:
    """Erstellt die Jahresauswertung eines Jahres: HTML, PDF, Word, Excel und Diagramme; auch viele auf einmal."""
    from qz_analysis.errors import ParameterFehler

    if alle == bool(jahre):
        raise ParameterFehler(
            "Bitte entweder Jahre nennen, zum Beispiel „qz bericht 2021“, oder mit --alle alle Standorte und Jahre."
        )
    mehrere = alle or len(jahre or ()) > 1 or "," in (standort or "") or verteilt
    if jahre and not mehrere:
        from qz_analysis.pipeline import bericht as erstelle

        _berichte(lambda melde: erstelle(jahre[0], standort, melde=melde, neu=neu), warum=warum)
        return
    _stapel(_orte(jahre, standort, alle=alle), arbeiter=arbeiter, neu=neu, verteilt=verteilt)


def _orte(jahre: list[int] | None, standort: str | None, *, alle: bool) -> list[tuple[str, int]]:
    from qz_analysis.config import lade_konfiguration
    from qz_analysis.paths import arbeitsbereich, lies_standorte
    from qz_analysis.stapel import alle_orte

    bereich = arbeitsbereich()
    namen = lies_standorte(standort) if standort is not None else []
    if alle:
        return [(s, j) for s, j in alle_orte(bereich) if not namen or s in namen]
    namen = namen or [lade_konfiguration(bereich.konfiguration).standort]
    return [(s, j) for s in namen for j in jahre or ()]


def vergleich(
    jahre: Annotated[
        list[int], typer.Argument(help="Jahre, zum Beispiel 2021 2022", min=1990, max=2100, metavar="JAHR...")
    ],
    standort: Annotated[
        str | None,
        typer.Option(help="Ordner unter data/raw, mehrere mit Komma; ohne Angabe der Standort aus qz.toml"),
    ] = None,
    neu: Neu = False,
    warum: Warum = False,
) -> None:
    """Vergleicht Jahre und Standorte: HTML, PDF, Word, Excel und Diagramme nach outputs/vergleich."""
    from qz_analysis.paths import lies_standorte
    from qz_analysis.pipeline import vergleich as erstelle

    namen = lies_standorte(standort) if standort is not None else []
    _berichte(lambda melde: erstelle(jahre, namen, melde=melde, neu=neu), warum=warum)


def beobachten(
    abstand: Annotated[
        float,
        typer.Option(
            help="Sekunden Ruhe, nach denen eine Änderung als fertig gespeichert gilt", min=0.1, max=600
        ),
    ] = 2.0,
    nachsehen: Annotated[
        bool,
        typer.Option(
            "--nachsehen", help="sieht regelmäßig nach, statt sich melden zu lassen: für Netzlaufwerke"
        ),
    ] = False,
) -> None:
    """Beobachtet data/raw und erneuert die Berichte, deren Listen sich ändern; Ende mit Strg+C."""
    from qz_analysis.waechter import beobachte

    beobachte(typer.echo, abstand=abstand, nachsehen=nachsehen)


def _berichte(erstelle: "Callable[[Melde], Bericht]", *, warum: bool) -> None:
    """Run what makes a report, with its progress, and say what it wrote."""
    with ExitStack() as bis_zum_ende:
        zeige: Melde | None = None

        def melde(schritt: str, anteil: float) -> None:
            nonlocal zeige
            if zeige is None and anteil < 1:  # rich is loaded where there is progress to be seen
                zeige = bis_zum_ende.enter_context(_fortschritt())
            if zeige is not None:
                zeige(schritt, anteil)

        ergebnis = erstelle(melde)

    gelaufen = any(schritt.gelaufen for schritt in ergebnis.schritte)
    typer.echo(
        f"{'Geschrieben nach' if gelaufen else 'Nichts hat sich geändert; fertig liegt in'} {ergebnis.ordner}:"
    )
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
    if warum:
        for schritt in ergebnis.schritte:
            typer.echo(
                f"  {schritt.name + ':':<34} {'gemacht' if schritt.gelaufen else 'übersprungen'}, {schritt.grund}"
            )
    if ergebnis.fehler:
        typer.echo("UNVOLLSTÄNDIG: der Bericht ist lesbar, aber nicht alles wurde berechnet:", err=True)
        for fehler in ergebnis.fehler:
            typer.echo(f"  {fehler}", err=True)
        raise typer.Exit(1)


@contextmanager
def _fortschritt() -> "Iterator[Melde]":
    """Give what shows a step and the share that is done as a bar at the terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    spalten = (TextColumn("{task.description:<32}"), BarColumn(), TimeElapsedColumn())
    with Progress(*spalten, console=Console(stderr=True)) as fortschritt:
        aufgabe = fortschritt.add_task("", total=1.0)
        yield lambda schritt, anteil: fortschritt.update(aufgabe, description=schritt, completed=anteil)


def _stapel(orte: list[tuple[str, int]], *, arbeiter: int | None, neu: bool, verteilt: str | None) -> None:
    """Make many reports, a line for each, and say at the end what became of all."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from qz_analysis.stapel import berichte, dask_executor

    spalten = (SpinnerColumn(finished_text=" "), TextColumn("{task.description:<28}"), TextColumn("{task.fields[stand]:<14}"),
               TimeElapsedColumn())  # fmt: skip
    with Progress(*spalten, console=Console(stderr=True)) as fortschritt:
        zeilen = {
            ort: fortschritt.add_task(f"{ort[0]} {ort[1]}", start=False, total=1, stand="wartet")
            for ort in orte
        }

        def melde(posten: "Posten") -> None:
            if posten.stand == "läuft":
                fortschritt.start_task(zeilen[posten.ort])
            fortschritt.update(zeilen[posten.ort], stand=posten.stand, completed=int(posten.stand != "läuft"))

        if verteilt:
            with dask_executor(verteilt) as executor:
                fertig = berichte(orte, executor=executor, neu=neu, melde=melde)
        else:
            fertig = berichte(orte, arbeiter=arbeiter, neu=neu, melde=melde)
    typer.echo(f"{'Standort':<24} {'Jahr':<6} Ergebnis")
    for posten in fertig:
        typer.echo(
            f"{posten.standort:<24} {posten.jahr:<6} {posten.stand}{': ' + posten.hinweis if posten.hinweis else ''}"
        )
    gelungen = sum(posten.gelungen for posten in fertig)
    typer.echo(f"{gelungen} von {len(fertig)} Berichten sind vollständig.")
    if gelungen < len(fertig):
        raise typer.Exit(1)
