"""The same as `blattxml`, five times as fast, for XML in the form that Excel and most programs write.

An expression finds the cells, a dictionary knows the values already seen: no Python code runs per XML element.
XML of any other form is noticed and left to `blattxml`.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from operator import itemgetter

from qz_analysis.read.blattxml import Blattleser
from qz_analysis.read.grenzen import MAX_SPALTE, MAX_ZEILE
from qz_analysis.read.rohblatt import Rohblatt
from qz_analysis.read.spalten import Merker, Spalten, Vorrat
from qz_analysis.read.wert import spaltennummer
from qz_analysis.read.xmlteil import lies_xml
from qz_analysis.read.zellinhalt import Inhalt, Zellinhalt

_ZELLE = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"'
    rb"([^>]*>(?:(?:<f[^>]*>(?:[^<]*</f>)?)?(?:<v[^>]*>(?:[^<]*</v>)?)?(?:<is><t[^>]*>[^<]*</t></is>)?</c>)?)"
)
_TEILE = re.compile(
    rb"([^>]*?)(/)?>(?:<f(?: [^>]*?)?(?:/>|>([^<]*)</f>))?(?:<v(?: [^>]*?)?(?:/>|>([^<]*)</v>))?"
    rb"(?:<is><t(?: [^>]*?)?(?:/>|>([^<]*)</t>)</is>)?(</c>)?"
)
_ATTRIBUT = re.compile(r'\s*([A-Za-z]+)="([^"<&]*)"\s*')
_ENTITAET = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));")
_NAMEN = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ZEILE_VERSTECKT = re.compile(rb'<row (?=[^>]*\bhidden="(?:1|true)")([^>]*)>')
_NUMMER = re.compile(rb'(?:^| )r="([0-9]{1,7})"')
_ANFANG = re.compile(rb"<sheetData *>")
_MAX_KOPF = 1 << 20  # what stands before the cells is short
_MAX_ZEILE = 1 << 25  # bytes of one row


class AndereForm(Exception):
    """Raised when the XML has a form that only `blattxml` reads."""


def lies_schnell(happen: Iterable[bytes], zellen: Zellinhalt, vorrat: Vorrat) -> Rohblatt:
    """Return what a sheet holds.

    Raises AndereForm where the XML is not in the usual form; otherwise as `lies_blattxml`.
    """
    happen = iter(happen)
    kopf, rest = _kopf(happen)
    inhalt = Rohblatt(Spalten(vorrat))
    zeilen = _Zeilen(inhalt, zellen)
    for stueck in happen:
        # Pieces may end inside a row: what stands after the last beginning of a row waits for the next piece.
        rest += stueck
        if (schluss := rest.find(b"</sheetData>")) >= 0:
            break
        grenze = rest.rfind(b"<row")
        if grenze > 0:
            zeilen.lies(rest[:grenze])
            rest = rest[grenze:]
        elif len(rest) > _MAX_ZEILE:
            raise AndereForm
    else:
        schluss = rest.find(b"</sheetData>")
        if schluss < 0:
            raise AndereForm
    zeilen.lies(rest[:schluss])
    inhalt.spalten.werte = {spaltennummer(b.decode()): werte for b, werte in zeilen.spalten.items()}
    # What stands around the cells is little, so the careful reader takes it.
    leser = Blattleser(inhalt, zellen)
    lies_xml(chain([kopf, b"<sheetData>", rest[schluss:]], happen), leser.beginn, leser.ende, leser.text)
    return inhalt


def _kopf(happen: Iterable[bytes]) -> tuple[bytes, bytes]:
    """Return what stands before the cells, and what was read beyond."""
    bisher = b""
    for stueck in happen:
        bisher += stueck
        if anfang := _ANFANG.search(bisher):
            kopf = bisher[: anfang.start()]
            if b"<!" in kopf or re.search(rb'encoding=(?!["\'](?i:utf-8)["\'])', kopf):
                break
            return kopf, bisher[anfang.end() :]
        if len(bisher) > _MAX_KOPF:
            break
    raise AndereForm


class _Zeilen:
    """Reads pieces of XML that hold whole rows."""

    def __init__(self, inhalt: Rohblatt, zellen: Zellinhalt) -> None:
        self._inhalt = inhalt
        self._zellen = zellen
        self._merker = Merker(self._lies)
        self._gefaerbt = [b' s="%d"' % stil if stil else b"<c" for stil in zellen.gefaerbte()]
        self.spalten: dict[bytes, list[object]] = {}

    def lies(self, xml: bytes) -> None:
        """Add the cells of some rows. Raises AndereForm and what reading a cell raises."""
        if b"<!" in xml or b"<?" in xml:
            raise AndereForm
        if b' hidden="' in xml:
            self._verstecke(xml)
        if xml.count(b"</") == xml.count(b"</row>") and not any(stil in xml for stil in self._gefaerbt):
            return  # only empty cells without a fill: formatted far beyond the table
        funde = _ZELLE.findall(xml)
        # Every tag belongs to a cell that was found or to a row: nothing was passed over.
        haeufigkeit = Counter(map(itemgetter(2), funde))
        in_zellen = sum(anzahl * (roh.count(b"<") + 1) for roh, anzahl in haeufigkeit.items())
        if xml.count(b"<") != in_zellen + xml.count(b"<row") + xml.count(b"</row>"):
            raise AndereForm
        merker, spalten, nimm = self._merker, self.spalten, self._inhalt.spalten.vorrat.nimm
        nimm(len(funde))
        leere = 0
        for buchstaben, ziffern, roh in funde:
            wert = merker[roh]
            if wert is None:
                leere += 1
                continue
            zeile = int(ziffern)
            if type(wert) is Inhalt:
                self._inhalt.merke(zeile, spaltennummer(buchstaben.decode()), wert.farbe, wert.besonders)
                wert = wert.wert
                if wert is None:
                    leere += 1
                    continue
            try:
                werte = spalten[buchstaben]
            except KeyError:
                if spaltennummer(buchstaben.decode()) > MAX_SPALTE:
                    raise AndereForm from None
                werte = spalten[buchstaben] = []
            luecke = zeile - 1 - len(werte)
            if luecke:
                if luecke < 0 or zeile > MAX_ZEILE:
                    raise AndereForm
                nimm(luecke)
                werte += [None] * luecke
            werte.append(wert)
        nimm(-leere)

    def _verstecke(self, xml: bytes) -> None:
        for attribute in _ZEILE_VERSTECKT.findall(xml):
            nummer = _NUMMER.search(attribute)
            if nummer is None:
                raise AndereForm
            self._inhalt.versteckte_zeilen.add(int(nummer[1]))

    def _lies(self, roh: bytes) -> object:
        teile = _TEILE.fullmatch(roh)
        if teile is None or (teile[2] is None) == (teile[6] is None):
            raise AndereForm
        attribute, formel, v, text = (_text(teil) for teil in teile.group(1, 3, 4, 5))
        if attribute is None or _ATTRIBUT.sub("", attribute):
            raise AndereForm
        # An empty element such as <v/> is there, though it has no text.
        formel = "" if formel is None and b"<f" in roh else formel
        v = "" if v is None and b"<v" in roh else v
        text = "" if text is None and b"<is" in roh else text
        return self._zellen.lies(dict(_ATTRIBUT.findall(attribute)), formel, v, text)


def _text(roh: bytes | None) -> str | None:
    if roh is None:
        return None
    try:
        text = roh.decode()
    except UnicodeDecodeError:
        raise AndereForm from None
    if "&" not in text:
        return text
    if len(_ENTITAET.findall(text)) != text.count("&"):
        raise AndereForm
    return _ENTITAET.sub(_zeichen, text)


def _zeichen(fund: re.Match[str]) -> str:
    if fund[3]:
        return _NAMEN[fund[3]]
    nummer = int(fund[1]) if fund[1] else int(fund[2], 16)
    if not (0x20 <= nummer < 0xD800 or nummer in (9, 10, 13) or 0xE000 <= nummer < 0x110000):
        raise AndereForm
    return chr(nummer)
