"""The five things a report is built of, each with its HTML and its data for other exporters.

A Baustein is what a notebook cell returns. Jupyter asks it for a MIME bundle and gets `text/html` for
the screen and `application/vnd.qz+json`, from which an exporter (Typst, Word, XLSX) builds the same
thing in its own way. Cells are text already formatted in German: nothing here computes.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import cache
from hashlib import sha256
from typing import Any, ClassVar, Literal
from xml.etree import ElementTree

from qz_analysis.show.gestaltung import fuer_jupyterlab

MIME = "application/vnd.qz+json"
WERTE = "werte"  # the data of a chart that can show another choice of them

Stufe = Literal["fehler", "warnung", "hinweis"]
Muster = Literal["voll", "schraeg", "punkte"]


@cache
def _templates():
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("qz_analysis.show", "vorlagen"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["svg_inline"] = svg_inline
    environment.filters["background"] = background
    environment.filters["text_von"] = text_von
    return environment


def background(klasse: "Klasse") -> str:
    """Return the CSS of a class's colour and pattern; ValueError if the colour is not #rrggbb."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", klasse.farbe):
        raise ValueError(f"Farbe der Klasse „{klasse.titel}“ ist nicht #rrggbb: {klasse.farbe!r}")
    css = f"background-color:{klasse.farbe}"
    if klasse.muster == "schraeg":
        css += ";background-image:repeating-linear-gradient(45deg,#0002 0 1px,#0000 1px 6px)"
    elif klasse.muster == "punkte":
        css += ";background-image:radial-gradient(#0003 1px,#0000 1.5px);background-size:6px 6px"
    return css


def svg_inline(svg: str, kennung: str, titel: str, alt: str):
    """Return `svg` as markup for an HTML page, named by `titel` and `alt`.

    The English labels Vega writes on every axis and mark are dropped: one image, one German text.
    Ids get `kennung` in front, because two charts in one page would share their clip paths.
    """
    from markupsafe import Markup

    wurzel = ElementTree.fromstring(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", svg))
    for element in wurzel.iter():
        element.tag = element.tag.rpartition("}")[2]  # HTML knows <svg> without its namespace
        attribute = dict(element.attrib)
        element.attrib.clear()
        for name, wert in attribute.items():
            kurz = name.rpartition("}")[2]
            if kurz.startswith("aria-") or kurz in {"role", "class"}:
                continue
            if kurz == "font-family":
                wert += ", sans-serif"  # JupyterLab does not have the report's font
            elif kurz == "id":
                wert = f"{kennung}-{wert}"
            elif kurz == "href" and wert.startswith("#"):
                wert = f"#{kennung}-{wert[1:]}"
            else:
                wert = wert.replace("url(#", f"url(#{kennung}-")
            element.set(kurz, wert)
    wurzel.set("role", "img")
    wurzel.set("aria-labelledby", f"{kennung}-titel {kennung}-alt")
    wurzel.set("style", f"max-width:100%;height:auto;--breite:{wurzel.get('width', '640')}px")
    for platz, (tag, text) in enumerate((("title", titel), ("desc", alt))):
        element = ElementTree.Element(tag, id=f"{kennung}-{'alt' if tag == 'desc' else 'titel'}")
        element.text = text
        wurzel.insert(platz, element)
    return Markup(ElementTree.tostring(wurzel, encoding="unicode"))


class Baustein:
    """Base of all building blocks: knows how Jupyter shows one."""

    art: ClassVar[str]

    def daten(self) -> dict[str, Any]:
        """Return the block as plain JSON data; `art` names its kind."""
        return {"art": self.art, **asdict(self)}  # pyright: ignore[reportArgumentType]

    @property
    def kennung(self) -> str:
        """Return the HTML id of the block, the same for the same content; every id inside starts with it."""
        inhalt = json.dumps(self.daten(), sort_keys=True, ensure_ascii=False)
        return "qz-" + sha256(inhalt.encode("utf-8", "backslashreplace")).hexdigest()[:12]

    def html(self) -> str:
        """Return the block as one HTML element, every text from outside escaped."""
        return _templates().get_template(f"{self.art}.html.j2").render(b=self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {MIME: self.daten(), "text/html": self.html(), "text/plain": f"<{self.art}>"}


@dataclass(frozen=True)
class Angabe:
    """A figure as text, and where it comes from: pairs of a label and a text, in the order they are read.

    On a screen it opens them; on paper it is its text. A line break in a text of `herkunft` is kept.
    """

    text: str
    herkunft: tuple[tuple[str, str], ...] = ()


def text_von(zelle: str | Angabe | Mapping[str, Any]) -> str:
    """Return what a cell shows, whether it is text, an Angabe, or what `daten()` made of one."""
    if isinstance(zelle, Angabe):
        return zelle.text
    return zelle if isinstance(zelle, str) else zelle["text"]


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
    zeilen: tuple[tuple[str | Angabe, ...], ...]
    anmerkung: str = ""
    querformat: bool = False


@dataclass(frozen=True)
class Ansicht:
    """What a chart shows: its words, its Vega-Lite specification, and the table of the numbers it draws."""

    titel: str
    untertitel: str
    alt: str
    spec: dict[str, Any]
    tabelle: Tabelle


def _keine_sichten() -> "dict[tuple[tuple[str, str], ...], Ansicht]":
    return {}


@dataclass(frozen=True)
class Diagramm(Baustein):
    """A chart as SVG, with its alternative text and the table of the numbers it draws.

    With a `spec` (Vega-Lite) it answers to the mouse in JupyterLab and on a page with a script. `sichten` is what such a
    page shows for the choices of its filters, each a pair of filter and value. Paper and other exporters know neither.
    """

    art: ClassVar[str] = "diagramm"
    name: str  # file name without ending, unique in a report
    titel: str
    untertitel: str
    alt: str
    svg: str
    tabelle: Tabelle
    spec: dict[str, Any] | None = field(default=None, compare=False, repr=False)
    sichten: dict[tuple[tuple[str, str], ...], Ansicht] = field(
        default_factory=_keine_sichten, compare=False, repr=False
    )

    def daten(self) -> dict[str, Any]:
        """Return the chart as plain JSON data: what is drawn, without what a script would draw of it."""
        schlicht = {f.name: getattr(self, f.name) for f in fields(self) if f.compare}
        return {"art": self.art, **schlicht, "tabelle": asdict(self.tabelle)}

    def skriptdaten(self) -> str:
        """Return what a script draws of the chart as JSON that may stand in a page; empty where there is no `spec`."""
        if self.spec is None:
            return ""
        from qz_analysis.show.skriptdaten import skriptdaten

        return skriptdaten(self.spec, self.alt, self.sichten)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        bundle = super()._repr_mimebundle_(include, exclude)
        if self.spec is None:
            return bundle
        worte = {"title": {"text": self.titel, "subtitle": self.untertitel, "anchor": "start"}}
        return bundle | fuer_jupyterlab(self.spec | worte | {"description": self.alt})


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
    zeichen: str
    farbe: str
    muster: Muster = "voll"


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
    """A box with a sentence the reader should not miss. An `ausfall` stands for what could not be computed."""

    art: ClassVar[str] = "hinweis"
    stufe: Stufe
    titel: str
    text: str
    ausfall: bool = False


@dataclass(frozen=True)
class Kennwert:
    """One headline figure: the value as text, its label, and what qualifies it."""

    wert: str | Angabe
    bezeichnung: str
    zusatz: str = ""


@dataclass(frozen=True)
class Kennwerte(Baustein):
    """A row of headline figures. `ausfaelle` says why some of them could not be computed."""

    art: ClassVar[str] = "kennwerte"
    titel: str
    werte: tuple[Kennwert, ...] = field(default_factory=tuple)
    ausfaelle: tuple[str, ...] = ()


def ausfaelle(daten: Mapping[str, Any]) -> list[str]:
    """Return why parts of a block could not be computed; `daten` is what `daten()` made of it."""
    if daten.get("art") == "hinweis" and daten.get("ausfall"):
        return [str(daten["text"])]
    return [str(grund) for grund in daten.get("ausfaelle", ())]


def zeige(*bausteine: Baustein) -> None:
    """Show several blocks one after the other, as if each stood in a cell of its own."""
    from IPython.display import display

    for baustein in bausteine:
        display(baustein)
