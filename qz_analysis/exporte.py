"""What files the executed notebooks of a report become, and what makes each."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from qz_analysis.auftrag import Auftrag

if TYPE_CHECKING:
    from nbformat import NotebookNode


def richte_her(nb: "NotebookNode", angaben: Mapping[str, Any]) -> None:
    """Tell exporters what a document prints about itself, and that they need no copies of its tables and charts."""
    from qz_analysis.report.sammeln import teile_bausteine

    nb.metadata["qz"] = {**angaben, "titel": _titel(nb)}
    teile_bausteine(nb)


def kapitelseite(nb: "NotebookNode") -> str:
    """Return one notebook as an HTML page, whose charts are still: the whole report has the script that moves them."""
    from qz_analysis.report.html import BerichtHtmlExporter

    return BerichtHtmlExporter(interaktiv=False).from_notebook_node(nb)[0]


def exporte(
    auftrag: Auftrag, gerechnet: Mapping[str, "NotebookNode"]
) -> dict[str, Callable[[], bytes | str]]:
    """Return file name -> what makes its content, for the files that hold all notebooks.

    An exporter each: they keep what belongs to one page, and two of them may run at once.
    """
    from qz_analysis.report.html import BerichtHtmlExporter
    from qz_analysis.report.sammeln import gather
    from qz_analysis.report.typst import TypstPdfExporter
    from qz_analysis.report.word import BerichtDocxExporter

    ganzes = gather(gerechnet[auftrag.haupt], {f"{name}.ipynb": gerechnet[name] for name in auftrag.kapitel})
    return {
        f"{auftrag.name}.pdf": lambda: TypstPdfExporter().from_notebook_node(ganzes)[0],
        f"{auftrag.name}.docx": lambda: BerichtDocxExporter().from_notebook_node(ganzes)[0],
        f"{auftrag.name}.html": lambda: BerichtHtmlExporter(nummeriert=True).from_notebook_node(ganzes)[0],
    }


def diagramme(notebooks: Iterable["NotebookNode"]) -> dict[str, bytes]:
    """Return every chart of some notebooks as SVG and PNG, by file name."""
    from qz_analysis.report.grafik import grafiken

    return {f"diagramme/{name}": inhalt for name, inhalt in grafiken(notebooks)}


def bereite_vor() -> None:
    """Load what the exporters need, and make the one script of the page."""
    import qz_analysis.report.typst
    import qz_analysis.report.word  # noqa: F401
    from qz_analysis.report.html import skript

    skript()


def _titel(nb: "NotebookNode") -> str:
    """Return the first heading of a notebook: the title of its document."""
    return next(
        (z.source.splitlines()[0].removeprefix("# ") for z in nb.cells if z.source.startswith("# ")), ""
    )
