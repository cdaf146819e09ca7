"""The charts of executed notebooks as files of their own."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from qz_analysis.show.baustein import MIME

if TYPE_CHECKING:
    from nbformat import NotebookNode


def grafiken(notebooks: Iterable["NotebookNode"], png: Callable[[str], bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield file name and content of every chart, as SVG and as PNG; a chart shown twice comes once.

    `png` draws an SVG as PNG.
    """
    gesehen: set[str] = set()
    for nb in notebooks:
        for daten in _diagramme(nb):
            name = daten["name"]
            if name not in gesehen:
                gesehen.add(name)
                yield f"{name}.svg", daten["svg"].encode()
                yield f"{name}.png", png(daten["svg"])


def _diagramme(nb: "NotebookNode") -> Iterator[dict[str, Any]]:
    for zelle in nb.cells:
        for ausgabe in zelle.get("outputs", ()):
            daten = ausgabe.get("data", {}).get(MIME)
            if daten and daten.get("art") == "diagramm":
                yield daten
