"""XML inside spreadsheet files, read as it comes and without entities."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NoReturn
from xml.parsers import expat

from qz_analysis.read.grenzen import Unlesbar

Beginn = Callable[[str, dict[str, str]], object]


def ohne_raum(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def lies_xml(
    happen: Iterable[bytes],
    beginn: Beginn,
    ende: Callable[[str], object],
    text: Callable[[str], object],
    *,
    benenne: Callable[[str], str] = ohne_raum,
) -> None:
    """Call `beginn` with name and attributes of each element, `ende` where it closes, `text` with what is between.

    `benenne` makes the names of what the XML says: namespace}name, or name alone. Raises Unlesbar where the XML has
    a document type: spreadsheets have none, and it can be made to grow without bound. Raises ExpatError where it is
    no XML.
    """
    benenne = lru_cache(1_000)(benenne)
    leser = expat.ParserCreate(namespace_separator="}")
    leser.buffer_text = True
    leser.StartElementHandler = lambda name, attribute: beginn(
        benenne(name), {benenne(a): wert for a, wert in attribute.items()}
    )
    leser.EndElementHandler = lambda name: ende(benenne(name))
    leser.CharacterDataHandler = text
    leser.StartDoctypeDeclHandler = _verbiete
    for stueck in happen:
        leser.Parse(stueck, False)
    leser.Parse(b"", True)


def baum(inhalt: bytes) -> ET.Element:
    """Return a small XML document as a tree. Raises Unlesbar and ExpatError as `lies_xml` does."""
    bauer = ET.TreeBuilder()
    lies_xml([inhalt], bauer.start, bauer.end, bauer.data)
    return bauer.close()


def _verbiete(*_: object) -> NoReturn:
    raise Unlesbar(
        "enthält XML mit eigenen Ersetzungen (DOCTYPE), wie sie keine Tabellenkalkulation schreibt, und wird "
        "deshalb nicht gelesen. Bitte die Datei in Excel öffnen und neu speichern."
    )
