"""Gathers the executed chapters into the main notebook, in the place of the links to them."""

import re
from copy import deepcopy
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from nbformat import NotebookNode

_LINK = re.compile(r"\s*(?:[-*+]\s+)?\[(?P<titel>[^\]]+)\]\(<?(?P<ziel>[^)>\s]+\.ipynb)(?:#[^)>\s]*)?>?\)\s*")
_LOWEST_HEADING = 6


class _Geteilt(NotebookNode):
    """What copies of a notebook have in common."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "_Geteilt":
        return self


def teile_bausteine(nb: NotebookNode) -> None:
    """Let copies of a notebook share its tables and charts, in whatever form, which exporters only read.

    nbconvert copies a notebook twice for each exporter, which would take longer than writing a page.
    """
    for zelle in nb.cells:
        for ausgabe in zelle.get("outputs", ()):
            for art, daten in ausgabe.get("data", {}).items():
                if isinstance(daten, dict):
                    ausgabe.data[art] = _Geteilt(daten)


def gather(haupt: NotebookNode, kapitel: dict[str, NotebookNode]) -> NotebookNode:
    """Return a copy of `haupt` in which each cell that is only a link to a notebook has become that notebook.

    `kapitel` holds the executed notebooks by file name. Their headings go one level down. Where one is not
    among them, a chapter with the link's title says so.
    """
    ganzes = deepcopy(haupt)
    used: set[str] = set()
    ganzes.cells = []
    for cell in deepcopy(haupt.cells):
        link = _LINK.fullmatch(cell.source) if cell.cell_type == "markdown" else None
        for new in [cell] if link is None else _chapter(cell, link, kapitel):
            new["id"] = _free(new.get("id") or "zelle", used)
            ganzes.cells.append(new)
    return ganzes


def _chapter(cell: NotebookNode, link: re.Match[str], kapitel: dict[str, NotebookNode]) -> list[NotebookNode]:
    ziel = PurePosixPath(unquote(urlsplit(link["ziel"]).path))
    nb = kapitel.get(str(ziel)) or kapitel.get(ziel.name)
    if nb is None:
        cell.source = (
            f"## {link['titel']}\n\n**Dieses Kapitel fehlt:** Das Notebook „{ziel.name}“ "
            "wurde nicht berechnet oder ist gescheitert."
        )
        return [cell]
    cells = deepcopy(nb.cells)
    for new in cells:
        if new.cell_type == "markdown":
            new.source = shift_headings(new.source)
        for output in new.get("outputs", []):
            if "text/markdown" in output.get("data", {}):
                output.data["text/markdown"] = shift_headings(output.data["text/markdown"])
    return cells


def shift_headings(text: str) -> str:
    """Return the Markdown `text` with each heading one level lower, the sixth level kept."""
    from markdown_it import MarkdownIt

    lines = text.split("\n")
    # From the end, so that the line numbers of what comes before stay right.
    for token in reversed(MarkdownIt("commonmark").parse(text)):
        if token.type != "heading_open" or token.map is None:
            continue
        first, end = token.map
        marks = "#" * min(int(token.tag[1]) + 1, _LOWEST_HEADING)
        if token.markup.startswith("#"):
            lines[first] = re.sub(rf"(?<!#){token.markup}(?!#)", marks, lines[first], count=1)
        elif token.level == 0:
            title = " ".join(line.strip() for line in lines[first : end - 1])
            lines[first:end] = [f"{marks} {title}"]
    return "\n".join(lines)


def _free(name: str, used: set[str]) -> str:
    free, number = name, 1
    while free in used:
        number += 1
        free = f"{name[:58]}-{number}"
    used.add(free)
    return free
