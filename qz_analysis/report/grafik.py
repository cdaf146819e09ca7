"""The charts of executed notebooks as files of their own."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from qz_analysis.report.satz import compile_png
from qz_analysis.show.baustein import MIME
from qz_analysis.vorrat import bild

if TYPE_CHECKING:
    from nbformat import NotebookNode

MASSSTAB: Final = 2.0  # pixels per unit of the SVG: sharp on paper at half the size


def grafiken(notebooks: Iterable["NotebookNode"]) -> Iterator[tuple[str, bytes]]:
    """Yield file name and content of every chart, as SVG and as PNG; a chart shown twice comes once."""
    gesehen: set[str] = set()
    for nb in notebooks:
        for daten in _diagramme(nb):
            name = daten["name"]
            if name not in gesehen:
                gesehen.add(name)
                yield f"{name}.svg", daten["svg"].encode()
                yield f"{name}.png", png(daten["svg"])


@lru_cache(maxsize=256)  # a chart is a file of its own and stands in the Word file
def png(svg: str) -> bytes:
    """Return an SVG as PNG, drawn as in the PDF. Raises BildFehler where it is none."""
    return bild("png", svg, lambda: compile_png(svg, MASSSTAB))


def _diagramme(nb: "NotebookNode") -> Iterator[dict[str, Any]]:
    for zelle in nb.cells:
        for ausgabe in zelle.get("outputs", ()):
            daten = ausgabe.get("data", {}).get(MIME)
            if daten and daten.get("art") == "diagramm":
                yield daten
