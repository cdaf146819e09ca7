"""Notebooks, Word and PDF files, plain texts -> what they say of counts of persons, and their sentences."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from qz_analysis.pruefung.aussage import Aussage, Stelle, aus_tafel, aus_text, stelle_von
from qz_analysis.pruefung.prosa import Prosa
from qz_analysis.pruefung.seiten import aus_html

_BESCHREIBUNG: Final = re.compile(r'<wp:docPr [^>]*descr="([^"]*)"')
_FORTSETZUNG: Final = re.compile(r"^(Tabelle|Abbildung) \d+: ")


def lies_json(inhalt: bytes, name: str) -> Iterator[Aussage | Prosa]:
    """Yield what an executed notebook says, or every text of another file such as the manifest."""
    daten = json.loads(inhalt)
    if not isinstance(daten, dict) or "cells" not in daten:
        for text in _texte(daten):
            yield Prosa(text, name)
        return
    for zelle in daten["cells"]:
        if zelle["cell_type"] == "markdown":
            yield Prosa("".join(zelle["source"]), name)
        for ausgabe in zelle.get("outputs", ()):
            formen = ausgabe.get("data", {})
            if seite := "".join(formen.get("text/html", ())).strip():
                yield from aus_html(seite, name)
            gesagt = (formen.get("text/plain"), formen.get("text/markdown"), ausgabe.get("text"))
            for text in (*gesagt, ausgabe.get("traceback")):
                if text:
                    yield Prosa("".join(text), name)


def _texte(wert: Any) -> Iterator[str]:
    if isinstance(wert, str):
        yield wert
    elif isinstance(wert, dict | list):
        for teil in wert.values() if isinstance(wert, dict) else wert:
            yield from _texte(teil)


def lies_text(inhalt: bytes, name: str) -> Iterator[Aussage | Prosa]:
    """Yield the lines of a file of plain text, such as a calendar."""
    for zeile in inhalt.decode("utf-8").splitlines():
        yield Prosa(zeile, name)


def lies_docx(inhalt: bytes, name: str) -> Iterator[Aussage | Prosa]:
    """Yield what a Word file says in tables, texts and texts instead of pictures; a table's title is what stands before it."""
    from html import unescape

    from qz_analysis.read.docx import read_docx
    from qz_analysis.read.paket import Paket

    tafeln: dict[int, dict[int, dict[int, str]]] = {}
    ueberschrift: dict[int, str] = {}
    davor = ""
    paket = Paket(inhalt)
    for text in _BESCHREIBUNG.findall(paket.teil("word/document.xml").decode("utf-8")):
        yield Prosa(unescape(text), name)
    for absatz in read_docx(paket):
        if absatz.tabelle < 0:
            davor = absatz.text or davor
            yield Prosa(absatz.text, name)
            continue
        ueberschrift.setdefault(absatz.tabelle, davor)
        zeile = tafeln.setdefault(absatz.tabelle, {}).setdefault(absatz.reihe, {})
        zeile[absatz.spalte] = f"{zeile.get(absatz.spalte, '')} {absatz.text}".strip()
    for nummer, tafel in tafeln.items():
        kopf, *zeilen = [[zeile[s] for s in sorted(zeile)] for _, zeile in sorted(tafel.items())]
        yield from aus_tafel(ueberschrift[nummer], kopf, zeilen, name)


def pdf_zeilen(inhalt: bytes) -> list[list[str]]:
    """Return the lines of text on each page of a PDF."""
    import pypdfium2

    dokument = pypdfium2.PdfDocument(inhalt)
    zeilen = [seite.get_textpage().get_text_bounded().splitlines() for seite in dokument]
    dokument.close()
    return zeilen


def lies_pdf(
    seiten: Sequence[Sequence[str]], name: str, gruppen: Mapping[tuple[str, tuple[str, ...]], Collection[str]]
) -> Iterator[Aussage | Prosa]:
    """Yield the sentences on the pages of a PDF, and what its tables say.

    Of a table those lines are read that begin with a group of `gruppen`, below a title that we know.
    """
    stelle: Stelle | None = None
    for zeilen in seiten:
        yield Prosa(" ".join(" ".join(zeilen).split()), name)
        for zeile in zeilen:
            text = " ".join(zeile.split())
            if _FORTSETZUNG.match(text):
                stelle = stelle_von(text)
            elif stelle is not None and stelle.je:
                for gruppe in gruppen.get((stelle.kennzahl, stelle.je), ()):
                    if text.startswith(f"{gruppe} "):
                        rest = text.removeprefix(f"{gruppe} ")
                        # The value ends where the next column, a share or a fraction, begins.
                        wert = re.split(r" (?=[\d.,]+ (?:%|/)|•|keine Angabe)", rest, maxsplit=1)[0]
                        if gefunden := aus_text(replace(stelle, gruppe=gruppe), wert, name):
                            yield gefunden
