"""The five things a report is built of, each with its HTML and its data for other exporters.

A Baustein is what a notebook cell returns. Jupyter asks it for a MIME bundle and gets `text/html` for
the screen and `application/vnd.qz+json`, from which an exporter (Typst, Word, XLSX) builds the same
thing in its own way. Cells are text already formatted in German: nothing here computes.
"""

from dataclasses import asdict, dataclass, field
from functools import cache
from typing import Any, ClassVar, Literal

MIME = "application/vnd.qz+json"

Stufe = Literal["fehler", "warnung", "hinweis"]


@cache
def _templates():
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("qz_analysis.show", "vorlagen"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class Baustein:
    """Base of all building blocks: knows how Jupyter shows one."""

    art: ClassVar[str]

    def daten(self) -> dict[str, Any]:
        """Return the block as plain JSON data; `art` names its kind."""
        return {"art": self.art, **asdict(self)}  # pyright: ignore[reportArgumentType]

    def html(self) -> str:
        """Return the block as one HTML element, every text from outside escaped."""
        return _templates().get_template(f"{self.art}.html.j2").render(b=self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {MIME: self.daten(), "text/html": self.html(), "text/plain": f"<{self.art}>"}


@dataclass(frozen=True)
class Spalte:
    """One column of a `Tabelle`. `breite` is the share of the width it asks for (PDF only)."""

    titel: str
    ausrichtung: Literal["links", "rechts"] = "links"
    breite: float = 1.0


@dataclass(frozen=True)
class Tabelle(Baustein):
    """A table: one row per tuple of `zeilen`, the first cell of each row is its header."""

    art: ClassVar[str] = "tabelle"
    titel: str
    spalten: tuple[Spalte, ...]
    zeilen: tuple[tuple[str, ...], ...]
    anmerkung: str = ""
    querformat: bool = False


@dataclass(frozen=True)
class Diagramm(Baustein):
    """A chart as SVG, with its alternative text and the table of the numbers it draws."""

    art: ClassVar[str] = "diagramm"
    name: str  # file name without ending, unique in a report
    titel: str
    untertitel: str
    alt: str
    svg: str
    tabelle: Tabelle


@dataclass(frozen=True)
class Feld:
    """One block of a `Raster`: `zeilen` x `spalten` cells big; `klasse` is a key of its Legende, or ""."""

    text: str
    klasse: str = ""
    zeilen: int = 1
    spalten: int = 1


@dataclass(frozen=True)
class Klasse:
    """One class of a `Raster`: short mark, colour and pattern, so that colour never stands alone."""

    klasse: str
    titel: str
    kuerzel: str
    farbe: str
    muster: Literal["voll", "schraeg", "punkte"] = "voll"


@dataclass(frozen=True)
class Rasterzeile:
    """One row of a `Raster`. Fields covered by a block from above or left are left out, as in HTML."""

    kopf: str
    felder: tuple[Feld, ...]


@dataclass(frozen=True)
class Raster(Baustein):
    """A week plan: rows are half hours, columns are lanes grouped under days."""

    art: ClassVar[str] = "raster"
    titel: str
    spalten: tuple[Feld, ...]  # day headers; `spalten` says how many lanes each spans
    zeilen: tuple[Rasterzeile, ...]
    legende: tuple[Klasse, ...]
    anmerkung: str = ""


@dataclass(frozen=True)
class Hinweis(Baustein):
    """A box with a sentence the reader should not miss."""

    art: ClassVar[str] = "hinweis"
    stufe: Stufe
    titel: str
    text: str


@dataclass(frozen=True)
class Kennwert:
    """One headline figure: the value as text, its label, and what qualifies it."""

    wert: str
    bezeichnung: str
    zusatz: str = ""


@dataclass(frozen=True)
class Kennwerte(Baustein):
    """A row of headline figures."""

    art: ClassVar[str] = "kennwerte"
    titel: str
    werte: tuple[Kennwert, ...] = field(default_factory=tuple)
