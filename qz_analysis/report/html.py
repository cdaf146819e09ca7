"""A notebook becomes one accessible HTML page that needs nothing but itself.

The page carries its fonts, its stylesheet and its script and asks for no other file, so that it reads the same in an
office without internet. Without the script it shows the same, only still: a page without charts has none. The page
itself forbids any other script and any request. A notebook with `metadata.qz` is a report: its code, its
prompts and its streams stay hidden. Every other notebook keeps its code.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from types import CodeType
from typing import Any

from bs4 import BeautifulSoup
from jinja2.bccache import Bucket, BytecodeCache
from nbconvert.exporters import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode
from traitlets import Bool, default

from qz_analysis.report.html_gliederung import freie_kennung, gliedere, nimm_titel, nummeriere
from qz_analysis.show.baustein import MIME

# What a browser has to run or load cannot be shown in a page that does neither.
AKTIV = re.compile(r"<(script|iframe|object|embed)\b", re.IGNORECASE)
DARSTELLUNGEN = ("image/svg+xml", "text/markdown", "image/png", "image/jpeg", "text/latex", "text/plain")
ENTFERNT = ["script", "iframe", "object", "embed", "link", "base", "meta", "audio", "video", "form", "input"]
NACHLADEND = {"srcset", "poster", "background", "ping", "formaction"}

# Vega writes `bold`; there is one strong cut, and it has to answer for every weight above normal.
SCHNITTE = (("Regular", "normal", "400"), ("Italic", "italic", "400"), ("SemiBold", "normal", "500 900"))
_SKRIPTDATEN = re.compile(r'<script type="application/json" class="qz-spec">.*?</script>\n?', re.DOTALL)


class _Vorlagen(BytecodeCache):
    """Templates that are compiled already: each exporter has an environment of its own, and all read the same ones."""

    def __init__(self) -> None:
        self._fertig: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, where another exporter has made it."""
        bucket.code = self._fertig.get(f"{bucket.key} {bucket.checksum}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code is not None:
            self._fertig[f"{bucket.key} {bucket.checksum}"] = bucket.code


_VORLAGEN = _Vorlagen()


class BerichtHtmlExporter(HTMLExporter):
    """Exports a notebook as one HTML file in German that asks for no other."""

    export_from_notebook = "HTML (barrierefrei, QZ)"
    optimistic_validation = Bool(True).tag(config=True)  # once, and not after each of nbconvert's ten steps

    interaktiv = Bool(
        True, help="Diagramme antworten auf die Maus und lassen sich filtern; braucht ein Skript in der Seite"
    ).tag(config=True)

    nummeriert = Bool(False, help="Kapitel und Abschnitte tragen Nummern").tag(config=True)

    @default("template_name")
    def _template_name_default(self):  # pyright: ignore[reportIncompatibleMethodOverride]
        return "html"

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self):
        return [str(Path(__file__).parent / "vorlagen")]

    @default("language_code")
    def _language_code_default(self):
        return "de"

    @default("exclude_anchor_links")
    def _exclude_anchor_links_default(self):
        return True

    @default("embed_images")
    def _embed_images_default(self):
        return True

    def _create_environment(self):
        environment = super()._create_environment()
        environment.autoescape = True  # nbconvert leaves it off, and cells hold text from spreadsheets
        environment.trim_blocks = environment.lstrip_blocks = True
        environment.bytecode_cache = _VORLAGEN
        return environment

    def from_notebook_node(  # pyright: ignore[reportIncompatibleMethodOverride]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page and nbconvert's resources; the same notebook gives the same page."""
        # Building blocks are made by us and big: they wait here while the prose around them is parsed.
        bausteine: list[str] = []

        def keep_aside(html: str) -> str:
            bausteine.append(html)
            return f"<!--baustein {len(bausteine) - 1}-->"

        self.register_filter("filter_data_type", _choose)
        self.register_filter("keep_aside", keep_aside)
        # HTMLExporter's own step is left out: it parses the whole page, which lowers the case of SVG
        # attributes, and fills missing alternative texts in English.
        prosa, resources = TemplateExporter.from_notebook_node(
            self, nb, self._init_resources(resources), **kw
        )
        angaben = nb.metadata.get("qz", {})
        soup = BeautifulSoup(prosa, "html.parser")
        _make_harmless(soup)
        titel = nimm_titel(soup, angaben.get("titel") or nb.metadata.get("title"))
        vergeben = {"qz-inhalt"}
        verzeichnis = gliedere(soup, vergeben)
        if self.nummeriert:
            nummeriere(soup, verzeichnis)
        bausteine = _numbered(_unique_ids(html, vergeben) for html in bausteine)
        if not self.interaktiv:
            bausteine = [_SKRIPTDATEN.sub("", html) for html in bausteine]
        skripte = skript() if any(_SKRIPTDATEN.search(html) for html in bausteine) else ()
        seite = self.environment.get_template("seite.html.j2").render(
            titel=titel or (resources.get("metadata") or {}).get("name") or "Notebook",
            qz=angaben,
            sprache=self.language_code,
            verzeichnis=verzeichnis,
            herkunft=any('<button type="button" class="qz-angabe"' in html for html in bausteine),
            inhalt=re.sub(r"<!--baustein (\d+)-->", lambda m: bausteine[int(m[1])], str(soup)),
            skripte=skripte,
            formate=_formate() if skripte else "",
            css=_font_css() + (Path(__file__).parent / "vorlagen/html/bericht.css").read_text("utf-8"),
        )
        return seite, resources


@dataclass(frozen=True)
class Skript:
    """A script that stands in a page, and the checksum by which the page allows it and no other."""

    text: str

    @property
    def pruefsumme(self) -> str:
        """Return the checksum as the page's Content-Security-Policy wants it."""
        return "sha256-" + b64encode(sha256(self.text.encode()).digest()).decode("ascii")


@cache
def skript() -> tuple[Skript, ...]:
    """Return what draws charts in a browser, and what filters them."""
    from qz_analysis.show.gestaltung import skriptbuendel

    eigenes = (Path(__file__).parent / "vorlagen/html/diagramme.js").read_text("utf-8")
    # In a script "<\/" is "</": the text of the bundle must not end the element it stands in.
    return tuple(Skript(re.sub(r"</(?=script)", r"<\\/", text)) for text in (skriptbuendel(), eigenes))


def _formate() -> str:
    from qz_analysis.show.gestaltung import zahlformate

    return json.dumps(zahlformate(), ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")


@cache
def _font_css() -> str:
    ordner = files("qz_analysis.show") / "schrift"
    regeln = []
    for name, stil, staerke in SCHNITTE:
        daten = b64encode((ordner / f"IBMPlexSans-{name}.woff2").read_bytes()).decode("ascii")
        regeln.append(
            f'@font-face{{font-family:"IBM Plex Sans";font-style:{stil};font-weight:{staerke};'
            f'src:url(data:font/woff2;base64,{daten}) format("woff2")}}\n'
        )
    return "".join(regeln)


def _choose(data: dict[str, Any]) -> list[str]:
    """Return the one MIME type of an output that a page without scripts can show, or []."""
    html = data.get("text/html")
    if html is not None and (MIME in data or not AKTIV.search(html)):
        return ["text/html"]
    return [typ for typ in DARSTELLUNGEN if typ in data][:1]


def _make_harmless(soup: BeautifulSoup) -> None:
    """Take out whatever would run or load something, and give tables and pictures what they lack."""
    for element in soup.find_all(ENTFERNT):
        element.decompose()
    for element in soup.find_all("style"):
        if re.search(r"@import|url\(", element.get_text(), re.IGNORECASE):
            element.decompose()
    for element in soup.find_all(True):
        for name, wert in list(element.attrs.items()):
            if _loads(element.name, name.lower(), str(wert)):
                del element[name]
    for bild in soup.find_all("img"):
        bild["alt"] = bild.get("alt") or "Abbildung ohne Beschreibung"
        if not bild.get("src"):
            bild.replace_with(f"[Bild nicht eingebettet: {bild['alt']}]")
    for tabelle in soup.find_all("table"):
        tabelle.wrap(soup.new_tag("div", attrs=_scrollable("Tabelle")))
        for kopf in (th for thead in tabelle.find_all("thead") for th in thead.find_all("th", scope=False)):
            kopf["scope"] = "col"
    for block in soup.find_all("pre"):
        block.attrs.update(_scrollable("Text"))


def _scrollable(name: str) -> dict[str, str]:
    # Whoever has no mouse can scroll only what takes the focus, and what takes it needs a name.
    return {"class": "qz-rolle", "role": "region", "aria-label": name, "tabindex": "0"}


def _loads(tag: str, name: str, wert: str) -> bool:
    if name == "src":
        return not wert.startswith("data:")
    if name == "href":
        return tag != "a" or re.match(r"\s*(javascript|data|vbscript)\s*:", wert, re.IGNORECASE) is not None
    return name.startswith("on") or name in NACHLADEND or (name == "style" and "url(" in wert.lower())


def _unique_ids(html: str, vergeben: set[str]) -> str:
    """Return a block whose ids are not in `vergeben` yet, even where the page shows it twice."""
    for kennung in dict.fromkeys(re.findall(r' id="(qz-[0-9a-f]{12})\b', html)):
        html = html.replace(kennung, freie_kennung(kennung, vergeben))
    if treffer := re.match(r'<figure class="qz-diagramm" id="([^"]+)"', html):
        html = html.replace(f'id="{treffer[1]}"', f'id="{freie_kennung(treffer[1], vergeben)}"', 1)
    return html


def _numbered(bausteine: Iterable[str]) -> list[str]:
    """Return the blocks with numbered captions: „Tabelle 3“ is the same one as in the PDF."""
    zahl = {"Tabelle": 0, "Abbildung": 0}
    nummeriert = []
    for html in bausteine:
        art = re.match(r'<figure class="qz-(tabelle|raster|diagramm)', html)
        if art:
            wort, davor = ("Abbildung", "<strong>") if art[1] == "diagramm" else ("Tabelle", "<span>")
            zahl[wort] += 1
            html = html.replace(davor, f'{davor}<span class="nummer">{wort} {zahl[wort]}:</span> ', 1)
        nummeriert.append(html)
    return nummeriert
