"""The whole path on one page: raw files -> tables -> notebooks -> report."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qz_analysis.config import Konfiguration, lade_konfiguration
from qz_analysis.kjh import DATEI, kjh_mappe
from qz_analysis.paths import Arbeitsbereich, arbeitsbereich
from qz_analysis.report.ablage import ersetze_ordner, write_atomic
from qz_analysis.report.kernel import WarmKernel
from qz_analysis.report.notebook import check_parameters, run

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from qz_analysis.figures.bestand import Bestand
    from qz_analysis.model.tabellen import Tabellen

HAUPT = "00_jahresauswertung"
KAPITEL = ("02_kennzahlen", "03_zielerreichung", "04_belegungsplan", "05_teilnahme", "01_datenaufbereitung")
VORGELADEN = "import altair, polars, vl_convert, qz_analysis.daten, qz_analysis.show, qz_analysis.figures"

Melde = Callable[[str, float], object]


@dataclass
class Bericht:
    """What a run made: the files, the balance of cells, the number of Befunde by level, and what failed."""

    ordner: Path
    dateien: list[Path] = field(default_factory=list)
    zellen: dict[str, int] = field(default_factory=dict)
    befunde: dict[str, int] = field(default_factory=dict)
    fehler: list[str] = field(default_factory=list)


def bericht(
    jahr: int, standort: str | None = None, *, melde: Melde = lambda schritt, anteil: None
) -> Bericht:
    """Make the Jahresauswertung of a Standort and Jahr and return what was written.

    A notebook or export that fails does not stop the others: the report is marked UNVOLLSTÄNDIG and `fehler`
    says what is missing. `melde` is told each step and the share that is done. Raises ParameterFehler and
    EingabeFehler before a kernel starts.
    """
    bereich = arbeitsbereich()
    konfiguration = lade_konfiguration(bereich.konfiguration)
    standort = standort or konfiguration.standort
    parameter = {"jahr": jahr, "standort": standort}
    bereich.rohdaten(standort, jahr)
    for name in (HAUPT, *KAPITEL):
        check_parameters(bereich.notebooks / f"{name}.ipynb", parameter)

    # The kernel's process loads its libraries while this one reads the spreadsheets.
    with WarmKernel(cwd=bereich.wurzel, preload=VORGELADEN) as kernel:
        melde("Listen lesen und prüfen", 0.0)
        from qz_analysis.daten import einlesen

        tabellen = einlesen(jahr, standort, bereich)
        ergebnis = Bericht(
            bereich.outputs(standort, jahr), zellen=_bilanz(tabellen), befunde=_befunde(tabellen)
        )
        notebooks = _rechne(bereich, parameter, kernel, ergebnis.fehler, melde)

    melde("Bericht schreiben", 0.85)
    with ersetze_ordner(ergebnis.ordner) as ziel:
        _exportiere(ziel, notebooks, tabellen, konfiguration, parameter, ergebnis)
        ausgaben = {_name(pfad, ziel): _sha256(pfad) for pfad in sorted(ziel.rglob("*")) if pfad.is_file()}
        write_atomic(ziel / "manifest.json", _manifest(tabellen, parameter, ausgaben, ergebnis))
    ergebnis.dateien = sorted(pfad for pfad in ergebnis.ordner.rglob("*") if pfad.is_file())
    melde("Fertig", 1.0)
    return ergebnis


def _bilanz(t: "Tabellen") -> dict[str, int]:
    """Return cells read, taken over, rejected, ignored; the tables refuse a sheet whose balance is off."""
    return {
        was: int(t.quelle[f"zellen_{was}"].sum())
        for was in ("gelesen", "uebernommen", "zurueckgewiesen", "ignoriert")
    }


def _befunde(t: "Tabellen") -> dict[str, int]:
    return {stufe: int((t.befund["stufe"] == stufe).sum()) for stufe in ("fehler", "warnung", "hinweis")}


def _rechne(
    bereich: Arbeitsbereich, parameter: dict[str, Any], kernel: WarmKernel, fehler: list[str], melde: Melde
) -> dict[str, "NotebookNode"]:
    """Run all notebooks on one kernel and return them by name; the main one comes last."""
    notebooks = {}
    namen = (*KAPITEL, HAUPT)
    for n, name in enumerate(namen):

        def zelle(fertig: int, alle: int, n: int = n, name: str = name) -> None:
            melde(f"Notebook {name}", 0.15 + 0.7 * (n + fertig / alle) / len(namen))

        ergebnis = run(bereich.notebooks / f"{name}.ipynb", parameter, on_cell=zelle, kernel=kernel)
        notebooks[name] = ergebnis.nb
        if ergebnis.fehler:
            fehler.append(ergebnis.fehler)
    return notebooks


def _exportiere(
    ziel: Path,
    notebooks: dict[str, "NotebookNode"],
    tabellen: "Tabellen",
    konfiguration: Konfiguration,
    parameter: dict[str, Any],
    ergebnis: Bericht,
) -> None:
    from qz_analysis.daten import bestand
    from qz_analysis.figures.abfragematrix import beantworte, fassung_von
    from qz_analysis.figures.kennzahlentabelle import kennzahlentabelle
    from qz_analysis.figures.kjh import hat_meldungen
    from qz_analysis.report.grafik import grafiken
    from qz_analysis.report.html import BerichtHtmlExporter
    from qz_analysis.report.sammeln import gather
    from qz_analysis.report.typst import TypstPdfExporter
    from qz_analysis.report.xlsx import xlsx
    from qz_analysis.show.arbeitsblaetter import Mappe, arbeitsblaetter
    from qz_analysis.show.gestaltung import png

    b = bestand(tabellen, konfiguration)
    angaben = _angaben(b, konfiguration, parameter, unvollstaendig=bool(ergebnis.fehler))
    for nb in notebooks.values():
        nb.metadata["qz"] = angaben | {"titel": _titel(nb)}
    kapitel = {f"{name}.ipynb": notebooks[name] for name in KAPITEL}
    html = BerichtHtmlExporter()
    for name, nb in notebooks.items():
        if name != HAUPT:
            write_atomic(ziel / f"{name}.html", html.from_notebook_node(nb)[0])
    ganzes = gather(notebooks[HAUPT], kapitel)
    write_atomic(ziel / "jahresauswertung.html", html.from_notebook_node(ganzes)[0])
    write_atomic(ziel / "jahresauswertung.pdf", TypstPdfExporter().from_notebook_node(ganzes)[0])
    for name, inhalt in grafiken(notebooks.values(), png):
        write_atomic(ziel / "diagramme" / name, inhalt)
    mappe = Mappe(
        angaben["standort"],
        parameter["jahr"],
        tuple(angaben["traeger"]),
        angaben["datenstand"],
        fassung_von(b, parameter["jahr"]),
        unvollstaendig=angaben["unvollstaendig"],
    )
    posten = beantworte(b, mappe.fassung)
    blaetter = arbeitsblaetter(b, posten, mappe)
    write_atomic(ziel / "kennzahlen.xlsx", xlsx(blaetter, titel=mappe.titel, fuss=angaben["laufkopf"]))
    if mappe.jahr % 2 and hat_meldungen(b):
        write_atomic(ziel / DATEI, kjh_mappe(b, mappe))
    tabelle = io.BytesIO()
    kennzahlentabelle(posten, parameter["standort"], parameter["jahr"]).write_parquet(tabelle)
    write_atomic(ziel / "kennzahlen.parquet", tabelle.getvalue())


def _angaben(
    b: "Bestand", konfiguration: Konfiguration, parameter: dict[str, Any], *, unvollstaendig: bool
) -> dict[str, Any]:
    """Return what the exporters print about the document itself."""
    from qz_analysis.show.arbeitsblaetter import datenstand

    standort = konfiguration.zu(parameter["standort"])
    return {
        "jahr": parameter["jahr"],
        "standort": standort.name,
        "traeger": list(standort.traeger),
        "laufkopf": f"{standort.name} {parameter['jahr']}",
        "unvollstaendig": unvollstaendig,
        "beispieldaten": bool(b.beispieldateien),
        "datenstand": datenstand(b),
    }


def _titel(nb: "NotebookNode") -> str:
    """Return the first heading of a notebook: the title of its document."""
    return next(
        (z.source.splitlines()[0].removeprefix("# ") for z in nb.cells if z.source.startswith("# ")), ""
    )


def _manifest(
    tabellen: "Tabellen", parameter: dict[str, Any], ausgaben: dict[str, str], ergebnis: Bericht
) -> str:
    from qz_analysis.report.manifest import manifest

    quellen = tabellen.quelle.sort("datei", "blatt")
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
