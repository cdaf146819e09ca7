"""What a report is made of, and whether anything of it has changed since it was made."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from qz_analysis.paths import Arbeitsbereich
from qz_analysis.report.ablage import allein, raeume_auf
from qz_analysis.report.parameter import check_parameters, load
from qz_analysis.report.schritte import Schritt, Schrittbuch, dateisummen, programm, pruefsumme
from qz_analysis.report.wiederholbar import grund_dagegen

if TYPE_CHECKING:
    from qz_analysis.figures.bestand import Bestand

MANIFEST: Final = "manifest.json"

Melde = Callable[[str, float], object]


@dataclass
class Bericht:
    """What a run made: the files, the balance of cells, the number of Befunde by level, what failed, and its steps."""

    ordner: Path
    dateien: list[Path] = field(default_factory=list)
    zellen: dict[str, int] = field(default_factory=dict)
    befunde: dict[str, int] = field(default_factory=dict)
    fehler: list[str] = field(default_factory=list)
    schritte: list[Schritt] = field(default_factory=list)


@dataclass(frozen=True)
class Auftrag:
    """What a run is to make: `haupt`, the notebook with its `kapitel`, as `name` (.html, .pdf, .docx) in `ordner`.

    `angaben` are what the exporters print about the document itself. `eingaben` are the raw files all depends on,
    `tabellenordner` hold the tidy tables, one folder for each Standort and Jahr.
    `lies` makes the tables of the raw files, `lade` gets those that are
    there, `dateien` says what else is to be written of them and all `angaben`: name -> what makes the content.
    `merkzettel` is the folder for what the next run can use.
    """

    haupt: str
    kapitel: tuple[str, ...]
    parameter: dict[str, Any]
    ordner: Path
    name: str
    angaben: dict[str, Any]
    merkzettel: Path
    eingaben: Callable[[], list[Path]]
    tabellenordner: tuple[Path, ...]
    lies: Callable[[], "Bestand"]
    lade: Callable[[], "Bestand"]
    dateien: Callable[["Bestand", dict[str, Any]], dict[str, Callable[[], bytes]]]

    @property
    def notebooks(self) -> tuple[str, ...]:
        """The notebooks in the order they are run: the main one comes last."""
        return (*self.kapitel, self.haupt)

    def unberechenbar(self, bereich: Arbeitsbereich) -> dict[str, str]:
        """Return the notebooks that may get data from elsewhere than the tables, each with what in it does."""
        gruende = {name: grund_dagegen(load(bereich.notebooks / f"{name}.ipynb")) for name in self.notebooks}
        return {name: grund for name, grund in gruende.items() if grund}


def erstelle(
    bereich: Arbeitsbereich, auftrag: Auftrag, melde: Melde, *, neu: bool = False, im_stapel: bool = False
) -> Bericht:
    """Run what has to be run, write the files in place of the old ones, and return what there is now.

    With `neu` everything is made anew. One of many, `im_stapel`, takes one core and leaves the overview to whoever asked
    for them.
    Of two runs of one report at once the later waits, and says so.
    """
    with allein(
        auftrag.merkzettel.with_suffix(".sperre"), lambda: melde("Wartet auf einen anderen Lauf", 0.0)
    ):
        raeume_auf(auftrag.ordner)  # before anything is looked for there
        return _erstelle(bereich, auftrag, melde, neu=neu, im_stapel=im_stapel)


def _erstelle(
    bereich: Arbeitsbereich, auftrag: Auftrag, melde: Melde, *, neu: bool, im_stapel: bool
) -> Bericht:
    for name in auftrag.notebooks:
        check_parameters(bereich.notebooks / f"{name}.ipynb", auftrag.parameter)
    buch = Schrittbuch(auftrag.merkzettel, neu=neu)
    grund = {
        "Programm": programm(),
        "qz.toml": pruefsumme(bereich.konfiguration.read_bytes() if bereich.konfiguration.is_file() else b""),
    }
    notebooks = dateisummen((bereich.notebooks / f"{n}.ipynb" for n in auftrag.notebooks), bereich.notebooks)
    eingaben = dateisummen(auftrag.eingaben(), bereich.raw)
    unberechenbar = auftrag.unberechenbar(bereich)
    if unberechenbar:
        buch.laeuft_immer(
            "Bericht", f"{'; '.join(f'{name}.ipynb, {was}' for name, was in unberechenbar.items())}"
        )
    elif not buch.ist_noetig("Bericht", grund | notebooks | eingaben, lambda: _ist_ganz(auftrag, buch)):
        melde("Nichts hat sich geändert", 1.0)
        return _vorhanden(auftrag, buch)
    # What computes is loaded only where there is something to compute, and after the kernel has begun to load too.
    from qz_analysis.kern import kern

    with kern(bereich, neu=neu) as kernel:
        from qz_analysis.lauf import Lauf

        lauf = Lauf(bereich, auftrag, buch, grund, eingaben, notebooks, unberechenbar, melde, im_stapel)
        return lauf.bericht(kernel)


def _ist_ganz(auftrag: Auftrag, buch: Schrittbuch) -> bool:
    """Return whether a finished report lies there as it was written, and the tables it was made of."""
    try:
        ausgaben = json.loads((auftrag.ordner / MANIFEST).read_text("utf-8"))["ausgaben"]
        ganz = all(pruefsumme((auftrag.ordner / n).read_bytes()) == summe for n, summe in ausgaben.items())
        return ganz and ist_unversehrt(auftrag, buch)
    except (OSError, ValueError, KeyError):
        return False


def ist_unversehrt(auftrag: Auftrag, buch: Schrittbuch) -> bool:
    """Return whether the tidy tables are those that were read last; a killed run may leave some of two runs."""
    summen = buch.dazu("Listen lesen") or {}
    return bool(summen) and summen == tabellensummen(auftrag, summen)


def tabellensummen(auftrag: Auftrag, namen: Iterable[str]) -> dict[str, str]:
    """Return the checksums of some tidy tables, by name; empty where one is missing."""
    dateien = {name: [o / f"{name}.parquet" for o in auftrag.tabellenordner] for name in namen}
    if not all(pfad.is_file() for pfade in dateien.values() for pfad in pfade):
        return {}
    return {name: pruefsumme(b"".join(p.read_bytes() for p in pfade)) for name, pfade in dateien.items()}


def _vorhanden(auftrag: Auftrag, buch: Schrittbuch) -> Bericht:
    ergebnis = Bericht(auftrag.ordner, **buch.dazu("Bericht"))
    ergebnis.dateien, ergebnis.schritte = dateien_in(auftrag.ordner), buch.schritte
    return ergebnis


def dateien_in(ordner: Path) -> list[Path]:
    """Return all files of a finished report."""
    return sorted(pfad for pfad in ordner.rglob("*") if pfad.is_file())
