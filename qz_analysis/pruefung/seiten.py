"""Pages, charts, Word and PDF files -> what they say of counts of persons."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from qz_analysis.figures.gruppierung import GRUPPIERUNGEN
from qz_analysis.pruefung.aussage import (
    Aussage,
    Stelle,
    als_zahl,
    aus_alternativtext,
    aus_beschriftung,
    aus_tafel,
    aus_text,
    dateiname,
    stelle_von,
    titel,
)

ORT: Final = "Standort und Jahr"  # which a comparison names with each of its figures
VERGLEICH: Final = "vergleich"  # charts of several places: only their data and their table say which is meant
_KENNUNG: Final = re.compile(r"\((\w+)\)$")
_GRUNDLAGE: Final = re.compile(r"^([\d.,]+) / ")
_ARIA: Final = re.compile(r'aria-label="([^"]*)"')
_FORTSETZUNG: Final = re.compile(r"^(Tabelle|Abbildung) \d+: ")


def lies_html(pfad: Path, name: str) -> Iterator[Aussage]:
    """Yield what a page says: what opens behind a figure, tables, charts with their data, texts instead of them."""
    from lxml import html

    seite = html.fromstring(pfad.read_bytes().decode("utf-8"))
    for kasten in seite.iterfind(".//div[@class='qz-herkunft']"):
        yield from _herkunft(kasten, name)
    for figur in seite.iterfind(".//figure"):
        klasse = (figur.get("class") or "").split()
        if "qz-tabelle" in klasse:
            ueberschrift = figur.find(".//caption")
            kopf = [_text(z) for z in figur.iterfind(".//thead//th")]
            zeilen = [[_text(z) for z in reihe] for reihe in figur.iterfind(".//tbody/tr")]
            yield from aus_tafel("" if ueberschrift is None else _text(ueberschrift), kopf, zeilen, name)
        elif "qz-diagramm" in klasse:
            yield from _diagramm(figur, name)
    for kennwert in seite.iterfind(".//div[@class='kennwert']"):
        bezeichnung, wert = kennwert.find("dt"), kennwert.find("dd")
        stelle = None if bezeichnung is None else stelle_von(_text(bezeichnung))
        if stelle and wert is not None and (gefunden := aus_text(stelle, _text(wert), name)):
            yield gefunden


def _herkunft(kasten: Any, name: str) -> Iterator[Aussage]:
    fest = {
        "Kennzahl",
        "nur",
        "Definition",
        "gezählt wird",
        "geteilt durch",
        "Zeitraum",
        "Einheit",
        "Grundlage",
    }
    namen = [_text(dt) for dt in kasten.iterfind(".//dt")]
    paare = dict(zip(namen, (_text(dd) for dd in kasten.iterfind(".//dd")), strict=False))
    kennung = _KENNUNG.search(paare.get("Kennzahl", ""))
    if kennung is None or kennung[1] not in titel():
        return
    label = {g.bezeichnung: g.name for g in GRUPPIERUNGEN.values()}
    nach = next((n for n in paare if n not in fest and all(t in label for t in n.split(" und "))), "")
    je = tuple(label[t] for t in nach.split(" und ")) if nach else ()
    standort, _, jahr = paare.get(ORT, "").rpartition(" ")
    stelle = Stelle(
        kennung[1], je, paare.get(nach, "") if nach else "", paare.get("nur", ""), (standort, jahr)
    )
    gedruckt = kasten.find(".//strong")
    gefunden = aus_text(stelle, "" if gedruckt is None else _text(gedruckt), name)
    if gefunden is not None:
        yield gefunden
    if grundlage := _GRUNDLAGE.match(paare.get("Grundlage", "")):
        zaehler = als_zahl(grundlage[1])
        yield Aussage(stelle, name, geheim=False, unten=zaehler, oben=zaehler)


def _diagramm(figur: Any, name: str) -> Iterator[Aussage]:
    unterschrift = figur.find(".//figcaption/strong")
    stelle = stelle_von("" if unterschrift is None else _text(unterschrift)) or stelle_von(
        figur.get("id") or ""
    )
    if stelle is None:
        return
    vergleich = (figur.get("id") or "").startswith(VERGLEICH)
    if not vergleich:
        for marke in figur.iterfind(".//*[@aria-label]"):
            if gefunden := aus_beschriftung(stelle, marke.get("aria-label"), name):
                yield gefunden
        for bild in figur.iterfind(".//{*}svg"):
            for text in (bild.get("aria-label") or "", *(d.text or "" for d in bild.iterfind("{*}desc"))):
                yield from aus_alternativtext(stelle, text, name)
    for skript in figur.iterfind(".//script"):
        daten = json.loads(skript.text or "{}")
        if not vergleich:
            yield from aus_alternativtext(stelle, str(daten.get("alt", "")), name)
        for kennung, reihe in daten.get("spec", {}).get("datasets", {}).items():
            yield from _datensaetze(replace(stelle, ort=(kennung, "")) if vergleich else stelle, reihe, name)
        for sicht in daten.get("sichten", ()):
            eine = stelle_von(sicht.get("titel", "")) or stelle
            yield from _datensaetze(eine, sicht.get("werte", ()), name)


def _datensaetze(stelle: Stelle, reihe: Any, name: str) -> Iterator[Aussage]:
    for zeile in reihe:
        if isinstance(zeile, dict) and "gruppe" in zeile and "text" in zeile:
            ort = (stelle.ort[0], str(zeile.get("jahr", "")))
            eine = replace(stelle, gruppe=str(zeile["gruppe"]), ort=ort)
            gefunden = aus_text(eine, str(zeile["text"]), name)
            if gefunden is not None:
                yield gefunden


def lies_svg(pfad: Path, name: str) -> Iterator[Aussage]:
    """Yield what the marks of a chart are labelled with; the name of the file says what it shows."""
    from html import unescape

    stelle = stelle_von(dateiname(pfad.name))
    if stelle is not None:
        for text in _ARIA.findall(pfad.read_text(encoding="utf-8")):
            if gefunden := aus_beschriftung(stelle, unescape(text), name):
                yield gefunden


def lies_docx(pfad: Path, name: str) -> Iterator[Aussage]:
    """Yield what the tables of a Word file say; the paragraph before a table is its title."""
    from qz_analysis.read.docx import read_docx
    from qz_analysis.read.paket import Paket

    tafeln: dict[int, dict[int, dict[int, str]]] = {}
    ueberschrift: dict[int, str] = {}
    davor = ""
    for absatz in read_docx(Paket(pfad.read_bytes())):
        if absatz.tabelle < 0:
            davor = absatz.text or davor
            continue
        ueberschrift.setdefault(absatz.tabelle, davor)
        zeile = tafeln.setdefault(absatz.tabelle, {}).setdefault(absatz.reihe, {})
        zeile[absatz.spalte] = f"{zeile.get(absatz.spalte, '')} {absatz.text}".strip()
    for nummer, tafel in tafeln.items():
        kopf, *zeilen = [[zeile[s] for s in sorted(zeile)] for _, zeile in sorted(tafel.items())]
        yield from aus_tafel(ueberschrift[nummer], kopf, zeilen, name)


def lies_pdf(
    pfad: Path, name: str, gruppen: dict[tuple[str, tuple[str, ...]], set[str]]
) -> Iterator[Aussage]:
    """Yield what the tables of a PDF say: below a title that we know, lines that begin with a group of `gruppen`."""
    import pypdfium2

    dokument = pypdfium2.PdfDocument(pfad)
    stelle: Stelle | None = None
    for seite in dokument:
        for zeile in seite.get_textpage().get_text_bounded().splitlines():
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
    dokument.close()


def _text(knoten: Any) -> str:
    """Return what is read: without what opens behind it."""
    if (knopf := knoten.find(".//button[@class='qz-angabe']")) is not None:
        knoten = knopf
    return " ".join("".join(knoten.itertext()).split())
