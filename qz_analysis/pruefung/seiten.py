"""Pages and charts -> what they say of counts of persons, and their sentences."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
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
from qz_analysis.pruefung.prosa import Prosa

ORT: Final = "Standort und Jahr"  # which a comparison names with each of its figures
VERGLEICH: Final = "vergleich"  # charts of several places: only their data and their table say which is meant
_KENNUNG: Final = re.compile(r"\((\w+)\)$")
_GRUNDLAGE: Final = re.compile(r"^([\d.,]+) / ")
_GENAU: Final = re.compile(r"(?:Ø )?[\d.,]+(?: %)?\W*$")  # what a hedged mean was made from is hedged too
_ARIA: Final = re.compile(r'aria-label="([^"]*)"')
SAETZE: Final = (
    "//p | //li | //h1 | //h2 | //h3 | //h4 | //figcaption | //caption | //summary | //pre | //blockquote"
)


def lies_html(inhalt: bytes, name: str) -> Iterator[Aussage | Prosa]:
    """Yield what a page says: what opens behind a figure, tables, charts with their data, texts instead of them."""
    yield from aus_html(inhalt.decode("utf-8"), name)


def aus_html(text: str, name: str) -> Iterator[Aussage | Prosa]:
    """Yield what a page says, or a piece of one."""
    from lxml import html

    seite = html.document_fromstring(text)
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
    for absatz in seite.xpath(SAETZE):
        figur = next(absatz.iterancestors("figure"), None)
        ueber = None if figur is None else _thema(figur)
        yield Prosa(_text(absatz), name, ueber)


def _thema(figur: Any) -> Stelle | None:
    """Return what a table or a chart of a page is about."""
    ueberschrift = figur.find(".//caption")
    if ueberschrift is None:
        ueberschrift = figur.find(".//figcaption/strong")
    return stelle_von("" if ueberschrift is None else _text(ueberschrift)) or stelle_von(
        figur.get("id") or ""
    )


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
    wert = "" if gedruckt is None else _text(gedruckt)
    gefunden = aus_text(stelle, wert, name)
    if gefunden is not None:
        yield gefunden
    if (grundlage := _GRUNDLAGE.match(paare.get("Grundlage", ""))) and _GENAU.match(wert):
        zaehler = als_zahl(grundlage[1])
        yield Aussage(stelle, name, geheim=False, unten=zaehler, oben=zaehler)


def _diagramm(figur: Any, name: str) -> Iterator[Aussage]:
    stelle = _thema(figur)
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


def lies_svg(inhalt: bytes, name: str) -> Iterator[Aussage | Prosa]:
    """Yield what the marks of a chart are labelled with; the name of the file says what it shows."""
    from html import unescape

    stelle = stelle_von(dateiname(name.rpartition("/")[2]))
    if stelle is not None:
        for text in _ARIA.findall(inhalt.decode("utf-8")):
            if gefunden := aus_beschriftung(stelle, unescape(text), name):
                yield gefunden
            else:
                yield Prosa(unescape(text), name, stelle)


def _text(knoten: Any) -> str:
    """Return what is read: without what opens behind it."""
    if (knopf := knoten.find(".//button[@class='qz-angabe']")) is not None:
        knoten = knopf
    return " ".join("".join(knoten.itertext()).split())
