"""One table of an ods file: rows and cells may say how often they repeat, and values are written out in full."""

import datetime as dt
import re
from typing import Any

from qz_analysis.read.blatt import Bereich
from qz_analysis.read.grenzen import MAX_SPALTE, MAX_ZEILE
from qz_analysis.read.rohblatt import Rohblatt
from qz_analysis.read.spalten import Spalten, Vorrat
from qz_analysis.read.stile import WEISS
from qz_analysis.read.wert import ohne_mitternacht, text, zahl

_DAUER = re.compile(r"(-?)PT?(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9})(?:[.,](\d+))?S)?")
_FEHLER = re.compile(r"#[A-ZÄÖÜ/0-9]+[!?]?|Err:\d{3}|#N/A|#NV")
_BEZUG = re.compile(r"\[\.?([^\]]*)\]")
_ZELLEN = ("table:table-cell", "table:covered-table-cell")
_VIELE = 1_000  # repeated empty cells beyond this only fill the sheet's margin: their colour means nothing


class OdsTabelle:
    """Hears the elements of one table and fills its columns."""

    def __init__(
        self, attribute: dict[str, str], farben_der_stile: dict[str, str | None], vorrat: Vorrat
    ) -> None:
        self.blatt = Rohblatt(Spalten(vorrat), attribute.get("table:name", ""))
        self.stil = attribute.get("table:style-name", "")
        self._stile = farben_der_stile
        self._spaltenstile: dict[int, str] = {}
        self._spalten_bisher = 0
        self._zeile = 1
        self._spalte = 1
        self._zeilen_mal = 1
        self._zeilenstil = ""
        self._zellen: list[tuple[int, int, Any, str | None, str | None]] = []  # of the open row
        self._zelle: dict[str, str] | None = None
        self._absaetze: list[str] = []
        self._anmerkung: list[str] = []
        self._in_anmerkung = self._in_absatz = False
        self._in_form = 0

    def beginn(self, name: str, attribute: dict[str, str]) -> None:
        """Hear an element begin."""
        if name.startswith("drawing:") or self._in_form:
            self._in_form += 1
        elif name in _ZELLEN:
            self._zelle, self._absaetze, self._anmerkung = attribute, [], []
        elif name == "table:table-row":
            self._zeilen_mal = _mal(attribute, "table:number-rows-repeated")
            self._zeilenstil = attribute.get("table:default-cell-style-name", "")
            self._spalte, self._zellen = 1, []
            if attribute.get("table:visibility", "visible") != "visible" and self._zeile <= MAX_ZEILE:
                bis = min(self._zeile + self._zeilen_mal, MAX_ZEILE + 1)
                self.blatt.versteckte_zeilen.update(range(self._zeile, bis))
        elif name == "table:table-column":
            self._beginne_spalte(attribute)
        elif self._zelle is not None:
            self._beginne_text(name, attribute)

    def text(self, text: str) -> None:
        """Hear what stands between two tags."""
        if self._in_absatz and not self._in_form:
            (self._anmerkung if self._in_anmerkung else self._absaetze)[-1] += text

    def ende(self, name: str) -> None:
        """Hear an element end."""
        if self._in_form:
            self._in_form -= 1
        elif name == "text:p":
            self._in_absatz = False
        elif name == "office:annotation":
            self._in_anmerkung = False
        elif name in _ZELLEN:
            self._beende_zelle()
        elif name == "table:table-row":
            self._beende_zeile()

    def _beginne_spalte(self, attribute: dict[str, str]) -> None:
        erste = self._spalten_bisher + 1
        self._spalten_bisher = min(
            self._spalten_bisher + _mal(attribute, "table:number-columns-repeated"), MAX_SPALTE
        )
        for spalte in range(erste, self._spalten_bisher + 1):
            self._spaltenstile[spalte] = attribute.get("table:default-cell-style-name", "")
            if attribute.get("table:visibility", "visible") != "visible":
                self.blatt.versteckte_spalten.add(spalte)

    def _beginne_text(self, name: str, attribute: dict[str, str]) -> None:
        if name == "office:annotation":
            self._in_anmerkung = True
        elif name == "text:p":
            self._in_absatz = True
            (self._anmerkung if self._in_anmerkung else self._absaetze).append("")
        elif name == "text:s":
            self.text(" " * min(_mal(attribute, "text:c"), 1_000))
        elif name == "text:tab":
            self.text("\t")
        elif name == "text:line-break":
            self.text("\n")

    def _beende_zelle(self) -> None:
        a = self._zelle or {}
        self._zelle = None
        mal = _mal(a, "table:number-columns-repeated")
        wert, besonders = _wert(a, "\n".join(self._absaetze))
        stil = a.get("table:style-name") or self._zeilenstil or self._spaltenstile.get(self._spalte, "")
        farbe = self._stile.get(stil)
        if farbe == WEISS or (wert is None and mal * self._zeilen_mal > _VIELE):
            farbe = None
        if wert is not None or farbe:
            self._zellen.append((self._spalte, mal, wert, farbe, besonders))
        if kommentar := text("\n".join(self._anmerkung)):
            self.blatt.kommentare[self._zeile, self._spalte] = kommentar
        breit, hoch = _mal(a, "table:number-columns-spanned"), _mal(a, "table:number-rows-spanned")
        if breit > 1 or hoch > 1:
            z, s = self._zeile, self._spalte
            self.blatt.verbunden.append(Bereich(z, s, z + hoch - 1, s + breit - 1))
        self._spalte += mal

    def _beende_zeile(self) -> None:
        if self._zellen:
            vorrat = self.blatt.spalten.vorrat
            if (
                self._zeilen_mal * sum(mal for _, mal, wert, *_ in self._zellen if wert is not None)
                > vorrat.frei
            ):
                vorrat.nimm(vorrat.frei + 1)  # too much, known before the first of them is written
            for zeile in range(self._zeile, self._zeile + self._zeilen_mal):
                for erste, mal, wert, farbe, besonders in self._zellen:
                    for spalte in range(erste, erste + mal):
                        if wert is not None:
                            self.blatt.spalten.setze(zeile, spalte, wert)
                        if farbe or besonders:
                            self.blatt.merke(zeile, spalte, farbe, besonders)
        self._zeile += self._zeilen_mal


def _mal(attribute: dict[str, str], name: str) -> int:
    roh = attribute.get(name, "1")
    return max(int(roh), 1) if roh.isdecimal() and len(roh) < 9 else 1


def _wert(a: dict[str, str], gezeigt: str) -> tuple[Any, str | None]:
    """Return the value of a cell and what is special about it."""
    art = a.get("office:value-type", "")
    formel = a.get("table:formula")
    if a.get("calcext:value-type") == "error" or (formel and _FEHLER.fullmatch(gezeigt)):
        return text(gezeigt) or "#FEHLER", "fehlerwert"
    if formel is not None and not art and not gezeigt:
        return "=" + _BEZUG.sub(
            lambda fund: fund[1].replace(":.", ":"), formel.partition("=")[2]
        ), "formel_ohne_wert"
    if art in ("float", "percentage", "currency") and "office:value" in a:
        return zahl(a["office:value"]), None
    if art == "date" and "office:date-value" in a:
        return _datum(a["office:date-value"]), None
    if art == "time" and "office:time-value" in a:
        return _uhrzeit(a["office:time-value"]), None
    if art == "boolean":
        return a.get("office:boolean-value") == "true", None
    return text(gezeigt or a.get("office:string-value", "")), None


def _datum(roh: str) -> Any:
    try:
        return ohne_mitternacht(dt.datetime.fromisoformat(roh))
    except ValueError:
        return text(roh)


def _uhrzeit(roh: str) -> Any:
    teile = _DAUER.fullmatch(roh)
    if teile is None:
        return text(roh)
    stunden, minuten, sekunden = (int(teil or 0) for teil in teile.group(2, 3, 4))
    dauer = dt.timedelta(hours=stunden, minutes=minuten, seconds=sekunden)
    if teile[1] or dauer >= dt.timedelta(days=1):
        return -dauer if teile[1] else dauer
    return (dt.datetime.min + dauer).time()
