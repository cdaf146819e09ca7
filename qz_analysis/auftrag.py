"""Runs the notebooks of a report on one kernel and writes its files in place of the old ones."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qz_analysis.config import lade_konfiguration
from qz_analysis.paths import Arbeitsbereich
from qz_analysis.report.ablage import ersetze_ordner, write_atomic
from qz_analysis.report.kernel import WarmKernel
from qz_analysis.report.notebook import check_parameters, run
from qz_analysis.uebersicht import schreibe_uebersicht

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from qz_analysis.figures.bestand import Bestand

# In a report one figure that fails leaves the others standing.
VORGELADEN = (
    "import altair, polars, vl_convert, qz_analysis.daten, qz_analysis.show, qz_analysis.figures.ausfall; "
    "qz_analysis.figures.ausfall.erlaube()"
)

Melde = Callable[[str, float], object]


@dataclass
class Bericht:
    """What a run made: the files, the balance of cells, the number of Befunde by level, and what failed."""

    ordner: Path
    dateien: list[Path] = field(default_factory=list)
    zellen: dict[str, int] = field(default_factory=dict)
    befunde: dict[str, int] = field(default_factory=dict)
    fehler: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Auftrag:
    """What a run is to make: `haupt`, the notebook with its `kapitel`, as `name` (.html, .pdf) in `ordner`.

    `angaben` are what the exporters print about the document itself. `lies` gets the tables, `dateien` makes what else is
    to be written of them and all `angaben`: name -> content.
    """

    haupt: str
    kapitel: tuple[str, ...]
    parameter: dict[str, Any]
    ordner: Path
    name: str
    angaben: dict[str, Any]
    lies: Callable[[], "Bestand"]
    dateien: Callable[["Bestand", dict[str, Any]], dict[str, bytes]]


def erstelle(bereich: Arbeitsbereich, auftrag: Auftrag, melde: Melde) -> Bericht:
    """Run the notebooks of an Auftrag, write its files in place of the old ones, and return what was written."""
    for name in (auftrag.haupt, *auftrag.kapitel):
        check_parameters(bereich.notebooks / f"{name}.ipynb", auftrag.parameter)
    # The kernel's process loads its libraries while this one reads the spreadsheets.
    with WarmKernel(cwd=bereich.wurzel, preload=VORGELADEN) as kernel:
        melde("Listen lesen und prüfen", 0.0)
        b = auftrag.lies()
        ergebnis = Bericht(auftrag.ordner, zellen=_bilanz(b), befunde=_befunde(b))
        notebooks = _rechne(bereich, auftrag, kernel, ergebnis.fehler, melde)

    melde("Bericht schreiben", 0.85)
    with ersetze_ordner(ergebnis.ordner) as ziel:
        _exportiere(ziel, notebooks, b, auftrag, unvollstaendig=bool(ergebnis.fehler))
        ausgaben = {_name(pfad, ziel): _sha256(pfad) for pfad in sorted(ziel.rglob("*")) if pfad.is_file()}
        write_atomic(ziel / "manifest.json", _manifest(b, auftrag.parameter, ausgaben, ergebnis))
    melde("Übersicht schreiben", 0.97)
    schreibe_uebersicht(bereich, lade_konfiguration(bereich.konfiguration))
    ergebnis.dateien = sorted(pfad for pfad in ergebnis.ordner.rglob("*") if pfad.is_file())
    melde("Fertig", 1.0)
    return ergebnis


def _bilanz(b: "Bestand") -> dict[str, int]:
    """Return cells read, taken over, rejected, ignored; the tables refuse a sheet whose balance is off."""
    quelle = b.tabelle("quelle")
    return {
        was: int(quelle[f"zellen_{was}"].sum())
        for was in ("gelesen", "uebernommen", "zurueckgewiesen", "ignoriert")
    }


def _befunde(b: "Bestand") -> dict[str, int]:
    stufen = b.tabelle("befund")["stufe"]
    return {stufe: int((stufen == stufe).sum()) for stufe in ("fehler", "warnung", "hinweis")}


def _rechne(
    bereich: Arbeitsbereich, auftrag: Auftrag, kernel: WarmKernel, fehler: list[str], melde: Melde
) -> dict[str, "NotebookNode"]:
    """Run all notebooks on one kernel and return them by name; the main one comes last."""
    notebooks = {}
    namen = (*auftrag.kapitel, auftrag.haupt)
    for n, name in enumerate(namen):

        def zelle(fertig: int, alle: int, n: int = n, name: str = name) -> None:
            melde(f"Notebook {name}", 0.15 + 0.7 * (n + fertig / alle) / len(namen))

        ergebnis = run(bereich.notebooks / f"{name}.ipynb", auftrag.parameter, on_cell=zelle, kernel=kernel)
        notebooks[name] = ergebnis.nb
        fehler += ergebnis.fehler
    return notebooks


def _exportiere(
    ziel: Path, notebooks: dict[str, "NotebookNode"], b: "Bestand", auftrag: Auftrag, *, unvollstaendig: bool
) -> None:
    from qz_analysis.report.grafik import grafiken
    from qz_analysis.report.html import BerichtHtmlExporter
    from qz_analysis.report.sammeln import gather
    from qz_analysis.report.typst import TypstPdfExporter
    from qz_analysis.report.word import BerichtDocxExporter
    from qz_analysis.show.arbeitsblaetter import datenstand
    from qz_analysis.show.gestaltung import png

    angaben = {
        **auftrag.angaben,
        "unvollstaendig": unvollstaendig,
        "beispieldaten": bool(b.beispieldateien),
        "datenstand": datenstand(b),
    }
    for nb in notebooks.values():
        nb.metadata["qz"] = angaben | {"titel": _titel(nb)}
    kapitel = {f"{name}.ipynb": notebooks[name] for name in auftrag.kapitel}
    html, still = BerichtHtmlExporter(), BerichtHtmlExporter(interaktiv=False)
    for name in auftrag.kapitel:
        write_atomic(ziel / f"{name}.html", still.from_notebook_node(notebooks[name])[0])
    ganzes = gather(notebooks[auftrag.haupt], kapitel)
    write_atomic(ziel / f"{auftrag.name}.html", html.from_notebook_node(ganzes)[0])
    write_atomic(ziel / f"{auftrag.name}.pdf", TypstPdfExporter().from_notebook_node(ganzes)[0])
    write_atomic(ziel / f"{auftrag.name}.docx", BerichtDocxExporter().from_notebook_node(ganzes)[0])
    for name, inhalt in grafiken(notebooks.values(), png):
        write_atomic(ziel / "diagramme" / name, inhalt)
    for name, inhalt in auftrag.dateien(b, angaben).items():
        write_atomic(ziel / name, inhalt)


def _titel(nb: "NotebookNode") -> str:
    """Return the first heading of a notebook: the title of its document."""
    return next(
        (z.source.splitlines()[0].removeprefix("# ") for z in nb.cells if z.source.startswith("# ")), ""
    )


def _manifest(b: "Bestand", parameter: dict[str, Any], ausgaben: dict[str, str], ergebnis: Bericht) -> str:
    from qz_analysis.report.manifest import manifest

    quellen = b.tabelle("quelle").sort("datei", "blatt")
    return manifest(
        parameter=parameter,
        eingaben=dict(quellen.select("datei", "sha256").iter_rows()),
        bilanz=quellen.drop("standort", "jahr", "sha256", "herkunft").to_dicts(),
        befunde=ergebnis.befunde,
        ausgaben=ausgaben,
        fehler=ergebnis.fehler,
    )


def _name(pfad: Path, ordner: Path) -> str:
    return pfad.relative_to(ordner).as_posix()


def _sha256(pfad: Path) -> str:
    return hashlib.sha256(pfad.read_bytes()).hexdigest()
