"""Notebook to tagged PDF (PDF/UA-1) through Typst: no LaTeX, no browser, no network.

The PDF carries no date of its own, so the same notebook gives the same bytes. PDF/A demands a date: where
the notebook's metadata names one (`datum`, ISO), the file is PDF/A-2a as well.
"""

import re
from base64 import b64decode
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import Bool

from qz_analysis.report.bausteine_typst import (
    Bilder,
    Verwandte,
    baustein,
    is_landscape,
    is_small,
    literal,
    tabellenreihe,
)
from qz_analysis.report.htmltabelle_typst import htmltabelle
from qz_analysis.report.markdown_typst import NO_ALT, Gliederung, formel, markdown_to_typst
from qz_analysis.report.satz import PdfFehler, compile_pdf
from qz_analysis.report.spaltenbreite import ZERO_WIDTH_SPACE, breakable
from qz_analysis.show.baustein import MIME

INTRODUCTION = 600  # characters; a longer text before a chart or table may stay on a page of its own
CHAPTER = "#heading(level: 1)"
BEGINNING = "#kapitelanfang"

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_LONG_CODE = re.compile(r"\S{70}(?=\S)")


class TypstPdfExporter(Exporter):
    """nbconvert exporter to an accessible PDF; in JupyterLab it stands in the export menu."""

    export_from_notebook = "PDF (barrierefrei, Typst)"
    output_mimetype = "application/pdf"
    optimistic_validation = Bool(True).tag(config=True)  # as in `html`

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # pyright: ignore[reportIncompatibleMethodOverride] - bytes, as every binary exporter
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the PDF and the resources; PdfFehler if Typst can't set the document."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)  # pyright: ignore[reportArgumentType]
        ort = (resources or {}).get("metadata", {}).get("path")
        quelle, bilder = typst_source(nb, Path(ort) if ort else None)
        datum = _metadata(nb).get("datum")
        return compile_pdf(quelle, bilder, archiv=bool(datum)), resources


def typst_source(nb: NotebookNode, ordner: Path | None = None) -> tuple[str, dict[str, bytes]]:
    """Return the notebook as Typst source, and the picture files it names; `ordner` is where it lies.

    PdfFehler if the data of a building block are incomplete.
    """
    daten = _document(nb)
    schreiber = _Writer(bericht=daten["deckblatt"], titel=daten["titel"], ordner=ordner)
    for gezeigt in _shown(nb):
        schreiber.verwandte.add(gezeigt)
    for nummer, zelle in enumerate(nb.cells, start=1):
        try:
            schreiber.add(zelle)
        except (KeyError, TypeError, AttributeError, ValueError) as fehler:
            raise PdfFehler(
                f"Zelle {nummer} des Notebooks enthält eine Ausgabe, die sich nicht lesen lässt "
                f"({type(fehler).__name__}: {fehler}). Führen Sie das Notebook neu aus."
            ) from fehler
    kopf = f'#import "bericht.typ": *\n\n#show: bericht.with({literal(daten)})'
    return "\n\n".join([kopf, *schreiber.teile]) + "\n", schreiber.bilder.dateien


def _shown(nb: NotebookNode) -> Iterator[dict[str, Any]]:
    """Yield the data of all building blocks."""
    for zelle in nb.cells:
        for ausgabe in zelle.get("outputs", []):
            if daten := ausgabe.get("data", {}).get(MIME):
                yield daten


def _metadata(nb: NotebookNode) -> dict[str, Any]:
    return nb.metadata.get("qz") or {}


def _document(nb: NotebookNode) -> dict[str, Any]:
    qz = _metadata(nb)
    titel = str(qz.get("titel") or nb.metadata.get("title") or "").strip() or "Notebook"
    tag = date.fromisoformat(qz["datum"]) if qz.get("datum") else None
    texte = ("untertitel", "jahr", "standort", "herausgeber", "datenstand")
    return {
        "titel": titel,
        **{name: str(qz.get(name) or "") for name in texte},
        "traeger": [str(t) for t in qz.get("traeger") or []],
        "laufkopf": str(qz.get("laufkopf") or titel),
        "unvollstaendig": bool(qz.get("unvollstaendig")),
        "beispieldaten": bool(qz.get("beispieldaten")),
        "datum": tag and {"year": tag.year, "month": tag.month, "day": tag.day},
        "deckblatt": "qz" in nb.metadata,
    }


class _Writer:
    """Collects the Typst source of one cell after the other."""

    def __init__(self, *, bericht: bool, titel: str, ordner: Path | None) -> None:
        self._ordner = ordner
        self.teile: list[str] = []
        self.bilder = Bilder()
        self.verwandte = Verwandte()
        self._bericht = bericht
        self._gliederung = Gliederung(titel if bericht else "")
        self._kapitel = False
        self._einleitung = False  # the last part is a heading that belongs to what follows
        self._kleine: list[dict[str, Any]] = []  # the small tables that the last part draws

    def add(self, zelle: NotebookNode) -> None:
        if "papermill-error-cell-tag" in zelle.metadata.get("tags", []):
            return  # papermill's English banner; the failed cell itself says what went wrong
        if zelle.cell_type == "markdown":
            quelle = self._markdown(zelle.source, zelle.get("attachments"))
            if self._bericht and quelle.lstrip().startswith(CHAPTER):
                self.teile += [BEGINNING] if self._kapitel else []
                self._kapitel = True
            self.teile.append(quelle)
            self._einleitung = zelle.source.lstrip().startswith("#") and len(zelle.source) < INTRODUCTION
            self._kleine = []
            return
        if not self._bericht and zelle.source:
            self._append(_raw(zelle.source))
        for ausgabe in zelle.get("outputs", []):
            daten = ausgabe.get("data", {}).get(MIME)
            if daten and is_small(daten):
                self._small_table(daten)
            else:
                self._append(self._output(ausgabe, zelle))

    def _append(self, quelle: str) -> None:
        if quelle:
            self.teile.append(quelle)
            self._einleitung = False
            self._kleine = []

    def _markdown(self, text: str, anhaenge: Any = None) -> str:
        return markdown_to_typst(text, self.bilder, self._gliederung, anhaenge, self._ordner)

    def _output(self, ausgabe: NotebookNode, zelle: NotebookNode) -> str:
        if ausgabe.output_type == "stream":
            return "" if self._bericht else _raw("".join(ausgabe.text))  # logs are not for a report's readers
        if ausgabe.output_type == "error":
            meldung = f"#fehlerkasten({literal(breakable(f'{ausgabe.ename}: {ausgabe.evalue}'))})"
            return meldung if self._bericht else meldung + "\n\n" + _raw("\n".join(ausgabe.traceback))
        daten = ausgabe.data
        if MIME in daten and (quelle := self._baustein(daten[MIME])) is not None:
            return quelle
        for mime in ("image/svg+xml", "image/png", "image/jpeg"):
            if mime in daten:
                return self._picture(mime, "".join(daten[mime]), ausgabe.metadata, zelle)
        if (tafel := htmltabelle("".join(daten.get("text/html", "")))) is not None:
            return tafel
        if "text/markdown" in daten:
            return self._markdown("".join(daten["text/markdown"]))
        if "text/latex" in daten:
            return formel("".join(daten["text/latex"]), self.bilder, im_text=False)
        return _raw("".join(daten.get("text/plain", "")))

    def _small_table(self, daten: dict[str, Any]) -> None:
        tabellen = [*self._kleine, daten]
        if self._kleine:
            self.teile.pop()
        elif self._einleitung:
            self.teile.append(f"#einleitung[{self.teile.pop()}]")
        self._append(tabellenreihe(tabellen, self.verwandte))
        self._kleine = tabellen

    def _baustein(self, daten: dict[str, Any]) -> str | None:
        vorspann = ""
        if self._einleitung and is_landscape(daten):
            # A heading alone on an upright page, its table on the next: they go together.
            vorspann = self.teile.pop()
            if self.teile[-1:] == [BEGINNING]:
                self.teile.pop()
                vorspann = f"#kapitelstrich\n\n{vorspann}"
        elif self._einleitung:
            self.teile.append(f"#einleitung[{self.teile.pop()}]")
        return baustein(daten, self.bilder, self.verwandte, vorspann)

    def _picture(self, mime: str, inhalt: str, angaben: Any, zelle: NotebookNode) -> str:
        roh = inhalt.encode("utf-8", "replace") if mime == "image/svg+xml" else b64decode(inhalt)
        alt = angaben.get(mime, {}).get("alt") or angaben.get("alt") or zelle.metadata.get("alt") or NO_ALT
        return f"#bild({literal(self.bilder.add(roh, mime))}, {literal(str(alt))})"


def _raw(text: str) -> str:
    # A line without a space would run off the page.
    text = _LONG_CODE.sub(lambda treffer: treffer[0] + ZERO_WIDTH_SPACE, _ANSI.sub("", text)).rstrip()
    return f"#raw(block: true, {literal(text)})" if text else ""
