"""The command `qz`."""

import gc
import os
import sys
from pathlib import Path

import typer

from qz_analysis.befehle import arbeit, berichte, fragen, geheim, listen, mappen
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


for befehl in (
    berichte.bericht,
    berichte.vergleich,
    berichte.beobachten,
    listen.pruefen,
    listen.einlesen,
    mappen.vorlage,
    mappen.kjh,
    mappen.beispiel,
    fragen.kennzahlen,
    fragen.beleg,
    fragen.pruefe_text,
    geheim.geheim,
    arbeit.lab,
    arbeit.aufraeumen,
):
    app.command()(befehl)


def main() -> None:
    """Run the command; an error a user can mend is one sentence and an exit code, no traceback."""
    gc.set_threshold(50_000, 20, 100)  # most of what a command makes it keeps to the end
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
    finally:
        gc.freeze()  # the process ends: to look through all it has made for garbage takes a third of a second
