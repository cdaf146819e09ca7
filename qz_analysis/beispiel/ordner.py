"""A whole workspace of sample data: the lists of every site and year, settings, notebooks."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from qz_analysis.beispiel.belegung import belegungsplan
from qz_analysis.beispiel.besuche import besuchslisten, kalender, unterschriftenlisten
from qz_analysis.beispiel.blatt import Datei
from qz_analysis.beispiel.listen import angebotsliste, partnerliste, personal, sommerprogramm
from qz_analysis.beispiel.standort import Standort, Standortjahr
from qz_analysis.beispiel.ziele import zielmatrix
from qz_analysis.errors import EingabeFehler, ParameterFehler
from qz_analysis.paths import Arbeitsbereich, arbeitsbereich
from qz_analysis.report.ablage import ersetze_ordner

# What a site keeps in a year. A further kind of list is one more function here.
LISTEN: Final[tuple[Callable[[Standortjahr], list[Datei]], ...]] = (
    partnerliste,
    angebotsliste,
    besuchslisten,
    kalender,
    unterschriftenlisten,
    zielmatrix,
    belegungsplan,
    personal,
    sommerprogramm,
)
ERSTES_JAHR, LETZTES_JAHR = 1990, 2100
_JAHRE = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")


def lies_jahre(text: str) -> range:
    """Return the years of "2021" or "2021-2023"; raises ParameterFehler for any other text."""
    treffer = _JAHRE.fullmatch(text.strip())
    von, bis = (int(treffer[1]), int(treffer[2] or treffer[1])) if treffer else (0, 0)
    if not ERSTES_JAHR <= von <= bis <= LETZTES_JAHR:
        raise ParameterFehler(
            f"„{text}“ nennt keine Jahre. Bitte ein Jahr wie 2021 oder das erste und das letzte wie 2021-2023 angeben, "
            f"von {ERSTES_JAHR} bis {LETZTES_JAHR}."
        )
    return range(von, bis + 1)


def schreibe_beispiel(
    ziel: Path, *, standorte: int, jahre: range, seed: int = 1, besuche: int | None = None
) -> list[Path]:
    """Write a workspace of sample data and return the folder of each site and year.

    `besuche` is about how many visits a site counts in a year, over all its lists; without it, what is usual for the
    size of a site. The notebooks are copied from the workspace the command is started in. All or nothing is written.
    Raises ParameterFehler where `ziel` is a file or not empty, EingabeFehler where there are no notebooks to copy.
    """
    ziel = ziel.resolve()
    if ziel.exists() and (not ziel.is_dir() or any(ziel.iterdir())):
        raise ParameterFehler(
            f"„{ziel}“ ist kein leerer Ordner. Beispieldaten überschreiben nichts: bitte mit --nach einen neuen oder "
            "leeren Ordner angeben."
        )
    quelle = arbeitsbereich().notebooks
    notebooks = sorted(p for p in quelle.rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts)
    if not notebooks:
        raise EingabeFehler(
            "Hier gibt es keine Notebooks, die in den neuen Arbeitsbereich kopiert werden könnten. Bitte im Ordner der "
            "Auswertung starten."
        )
    orte = [Standort(nummer) for nummer in range(1, standorte + 1)]
    with ersetze_ordner(ziel) as neu:
        bereich = Arbeitsbereich(neu)
        for notebook in notebooks:
            kopie = bereich.notebooks / notebook.relative_to(quelle)
            kopie.parent.mkdir(parents=True, exist_ok=True)
            kopie.write_bytes(notebook.read_bytes())
        bereich.konfiguration.write_text(_einstellungen(orte), encoding="utf-8", newline="\n")
        for ort in orte:
            for jahr in jahre:
                ordner = bereich.raw / ort.schluessel / str(jahr)
                ordner.mkdir(parents=True)
                for datei in dateien(Standortjahr(ort, jahr, seed, besuche)):
                    (ordner / datei.name).write_bytes(datei.inhalt())
    return [Arbeitsbereich(ziel).raw / ort.schluessel / str(jahr) for ort in orte for jahr in jahre]


def dateien(sj: Standortjahr) -> list[Datei]:
    """Return all files of a site and year; they depend on nothing but the site, the year, seed and number of visits."""
    return [datei for mache in LISTEN for datei in mache(sj)]


def _einstellungen(orte: list[Standort]) -> str:
    zeilen = [
        "# Beispieldaten (künstlich erzeugt): Standorte, Träger und Partner sind erfunden.",
        "",
        "[bericht]",
        f'standort = "{orte[0].schluessel}"',
    ]
    for ort in orte:
        traeger = ", ".join(f'"{name}"' for name in ort.traeger)
        zeilen += ["", f"[standorte.{ort.schluessel}]", f'name = "{ort.name}"', f"traeger = [{traeger}]"]
    return "\n".join(zeilen) + "\n"
