"""Notebook to tagged PDF (PDF/UA-1) through Typst: no LaTeX, no browser, no network.

The PDF carries no date of its own, so the same notebook gives the same bytes. PDF/A demands a date: where
the notebook's metadata names one (`datum`, ISO), the file is PDF/A-2a as well.
"""

import re
from base64 import b64decode
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from qz_analysis.errors import QzFehler
from qz_analysis.report.bausteine_typst import Bilder, baustein, breakable, literal
from qz_analysis.report.markdown_typst import NO_ALT, Gliederung, markdown_to_typst

MIME = "application/vnd.qz+json"
TEMPLATE = Path(__file__).parent / "vorlagen" / "bericht.typ"
FONTS = Path(__file__).parent.parent / "show" / "schrift"

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_LONG_CODE = re.compile(r"\S{70}(?=\S)")
# In the report's own font for certain; everything else is asked of the compiler, character by character.
_COMMON = re.compile(r"[\n\x20-\x7e\xa0-\xac\xae-\u017f–—‘’‚“”„…•€→≤≥−\u200b]")  # noqa: RUF001
_CHARACTER_REFERENCE = re.compile(r"&#(x[0-9a-fA-F]{2,6}|[0-9]{3,7});")


class PdfFehler(QzFehler):
    """Raised when a notebook can't be set as PDF."""


class TypstPdfExporter(Exporter):
    """nbconvert exporter to an accessible PDF; in JupyterLab it stands in the export menu."""

    export_from_notebook = "PDF (barrierefrei, Typst)"
    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the PDF and the resources; PdfFehler if Typst can't set the document."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)  # pyright: ignore[reportArgumentType]
        quelle, bilder = typst_source(nb)
        datum = _metadata(nb).get("datum")
        return compile_pdf(quelle, bilder, archiv=bool(datum)), resources


def typst_source(nb: NotebookNode) -> tuple[str, dict[str, bytes]]:
    """Return the notebook as Typst source, and the picture files it names.

    PdfFehler if the data of a building block are incomplete.
    """
    daten = _document(nb)
    gliederung = Gliederung(daten["titel"] if daten["deckblatt"] else "")
    bilder = Bilder()
    teile = ['#import "bericht.typ": *', f"#show: bericht.with({literal(daten)})"]
    for nummer, zelle in enumerate(nb.cells, start=1):
        if "papermill-error-cell-tag" in zelle.metadata.get("tags", []):
            continue  # papermill's English banner; the failed cell itself says what went wrong
        try:
            teile.append(_cell(zelle, bilder, gliederung, bericht=daten["deckblatt"]))
        except (KeyError, TypeError, AttributeError) as fehler:
            raise PdfFehler(
                f"Zelle {nummer} enthält einen Baustein, der nicht vollständig ist ({fehler}). "
                "Führen Sie das Notebook neu aus."
            ) from fehler
    return "\n\n".join(teile) + "\n", bilder.dateien


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


def _cell(zelle: NotebookNode, bilder: Bilder, gliederung: Gliederung, *, bericht: bool) -> str:
    if zelle.cell_type == "markdown":
        return markdown_to_typst(zelle.source, bilder, gliederung, zelle.get("attachments"))
    if zelle.cell_type == "raw":
        return "" if bericht else _raw(zelle.source)
    teile = [] if bericht else [_raw(zelle.source)]
    teile += [_output(o, zelle, bilder, gliederung, bericht=bericht) for o in zelle.outputs]
    return "\n\n".join(teile)


def _output(
    ausgabe: NotebookNode, zelle: NotebookNode, bilder: Bilder, gliederung: Gliederung, *, bericht: bool
) -> str:
    if ausgabe.output_type == "stream":
        return "" if bericht else _raw(ausgabe.text)  # a report's logs are not for its readers
    if ausgabe.output_type == "error":
        meldung = f"#fehlerkasten({literal(breakable(f'{ausgabe.ename}: {ausgabe.evalue}'))})"
        return meldung if bericht else meldung + "\n\n" + _raw("\n".join(ausgabe.traceback))
    daten = ausgabe.data
    if MIME in daten and (quelle := baustein(daten[MIME], bilder)) is not None:
        return quelle
    for mime in ("image/svg+xml", "image/png", "image/jpeg"):
        if mime in daten:
            inhalt = "".join(daten[mime])
            roh = inhalt.encode("utf-8", "replace") if mime == "image/svg+xml" else b64decode(inhalt)
            angaben = ausgabe.metadata
            alt = angaben.get(mime, {}).get("alt") or angaben.get("alt") or zelle.metadata.get("alt") or NO_ALT
            return f"#bild({literal(bilder.add(roh, mime))}, {literal(str(alt))})"
    if "text/markdown" in daten:
        return markdown_to_typst("".join(daten["text/markdown"]), bilder, gliederung)
    return _raw("".join(daten.get("text/plain", "")))


def _raw(text: str) -> str:
    text = _LONG_CODE.sub(r"\g<0>\u200b", _ANSI.sub("", text)).rstrip()  # else it would run off the page
    return f"#raw(block: true, {literal(text)})" if text else ""


def compile_pdf(quelle: str, bilder: dict[str, bytes], *, archiv: bool = False) -> bytes:
    """Return the document as PDF/UA-1, with `archiv` as PDF/A-2a too; PdfFehler if Typst refuses it.

    A character no shipped font can draw would make the file inaccessible: it is printed as its number.
    """
    from typst import TypstError

    for druckbar in (_printable, lambda zeichen: False):
        dateien = {name: _printable_svg(b, druckbar) if name.endswith(".svg") else b for name, b in bilder.items()}
        dateien |= {"bericht.typ": TEMPLATE.read_bytes(), "main.typ": _only(quelle, druckbar).encode()}
        try:
            return _compile(dateien, ["ua-1", "a-2a"] if archiv else ["ua-1"])
        except TypstError as fehler:
            # Single characters were fine, but a run of them was not (complex scripts): once more without.
            if "codepoint" not in str(fehler) and "could not be displayed" not in str(fehler):
                raise PdfFehler(_sentence(fehler)) from fehler
            letzter = fehler
    raise PdfFehler(_sentence(letzter)) from letzter


def _compile(dateien: dict[str, bytes], normen: list[str]) -> bytes:
    import typst

    return typst.compile(
        dateien, format="pdf", font_paths=[str(FONTS)], ignore_system_fonts=True, pdf_standards=normen
    )  # pyright: ignore[reportReturnType]


def _sentence(fehler: Exception) -> str:
    return (
        f"Das PDF konnte nicht gesetzt werden; Typst meldet: „{fehler}“. "
        "Prüfen Sie die zuletzt geänderten Zellen des Notebooks, vor allem Bilder."
    )


def _only(text: str, druckbar) -> str:
    fremd = {z for z in set(text) if not _COMMON.match(z) and not druckbar(z)}
    return text.translate({ord(z): f"[U+{ord(z):04X}]" for z in fremd})


def _printable_svg(svg: bytes, druckbar) -> bytes:
    text = _CHARACTER_REFERENCE.sub(_resolve, svg.decode("utf-8", "replace"))
    return _only(text, druckbar).encode()


def _resolve(treffer: re.Match[str]) -> str:
    nummer = int(treffer[1][1:], 16) if treffer[1][0] == "x" else int(treffer[1])
    zeichen = 0xA0 <= nummer < 0xD800 or 0xE000 <= nummer <= 0x10FFFF  # never the marks of XML itself
    return chr(nummer) if zeichen else treffer[0]


@lru_cache(maxsize=4096)
def _printable(zeichen: str) -> bool:
    from typst import TypstError

    probe = f'#set document(title: "x")\n#set text(font: "IBM Plex Sans", lang: "de")\n#{literal(zeichen)};#image("x.svg", alt: "x")'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">{zeichen}</text></svg>'
    try:
        _compile({"main.typ": probe.encode(), "x.svg": svg.encode()}, ["ua-1"])
    except TypstError:
        return False
    return True
