"""One sheet of an xls file: its records one after the other -> cells and what belongs to them."""

import struct
from collections.abc import Iterator, Sequence
from typing import Any

from qz_analysis.read.biff import Textleser, kurztext, saetze, zeichen
from qz_analysis.read.blatt import Bereich
from qz_analysis.read.grenzen import Unlesbar
from qz_analysis.read.rohblatt import Rohblatt
from qz_analysis.read.stile import Stil
from qz_analysis.read.wert import als_zeit, ganz, text

_FEHLER = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_FORMEL, _TEXT_NR, _TEXT, _TEXT_FORMATIERT, _LEER = 0x0006, 0x00FD, 0x0204, 0x00D6, 0x0201
_ZAHL, _WAHR_FEHLER, _KURZZAHL = 0x0203, 0x0205, 0x027E
_KURZZAHLEN, _LEERE, _ERGEBNIS = 0x00BD, 0x00BE, 0x0207
_ZEILE, _SPALTE, _VERBUNDEN, _OBJEKT, _OBJEKTTEXT, _NOTIZ = 0x0208, 0x007D, 0x00E5, 0x005D, 0x01B6, 0x001C
_ZELLEN = {_FORMEL, _TEXT_NR, _TEXT, _TEXT_FORMATIERT, _LEER, _ZAHL, _WAHR_FEHLER, _KURZZAHL}


class XlsBlatt:
    """Reads the records of one sheet into `blatt`. Raises struct.error and IndexError where they are damaged."""

    def __init__(
        self, blatt: Rohblatt, texte: Sequence[str | None], stile: Sequence[Stil], ab_1904: bool
    ) -> None:
        self.blatt = blatt
        self._texte = texte
        self._stile = stile
        self._ab_1904 = ab_1904
        self._formel: tuple[int, int, int] | None = None  # whose result is the text that follows
        self._objekt = 0
        self._notizen: dict[int, str] = {}

    def lies(self, strom: bytes, beginn: int) -> None:
        """Read the part of the stream that begins there."""
        for art, stuecke in saetze(strom, beginn):
            satz = stuecke[0]
            if art in _ZELLEN:
                self._zelle(art, satz)
            elif art == _KURZZAHLEN:
                for zeile, spalte, stil, stelle in _reihe(satz, 6):
                    self._setze(zeile, spalte, stil, _kurzzahl(satz, stelle))
            elif art == _LEERE:
                for zeile, spalte, stil, _ in _reihe(satz, 2):
                    self._setze(zeile, spalte, stil, None)
            elif art == _ERGEBNIS and self._formel:
                self._setze(*self._formel, text(Textleser(stuecke).text()))
            else:
                self._beiwerk(art, stuecke)

    def _zelle(self, art: int, satz: bytes) -> None:
        zeile, spalte, stil = struct.unpack_from("<HHH", satz)
        self._formel = None
        if art == _ZAHL:
            wert: Any = struct.unpack_from("<d", satz, 6)[0]
        elif art == _KURZZAHL:
            wert = _kurzzahl(satz, 6)
        elif art == _TEXT_NR:
            wert = self._text(struct.unpack_from("<I", satz, 6)[0])
        elif art in (_TEXT, _TEXT_FORMATIERT):
            wert = text(kurztext(satz, 6, 2))
        elif art == _WAHR_FEHLER:
            wert = self._fehler(zeile, spalte, satz[6]) if satz[7] else bool(satz[6])
        elif art == _FORMEL and satz[12:14] == b"\xff\xff":
            self._formel = (zeile, spalte, stil) if satz[6] == 0 else None
            wert = {1: bool(satz[8])}.get(satz[6])
            if satz[6] == 2:
                wert = self._fehler(zeile, spalte, satz[8])
        else:
            wert = struct.unpack_from("<d", satz, 6)[0] if art == _FORMEL else None
        self._setze(zeile, spalte, stil, wert)

    def _setze(self, zeile: int, spalte: int, stil_nr: int, wert: Any) -> None:
        stil = self._stile[stil_nr] if stil_nr < len(self._stile) else Stil()
        if isinstance(wert, float):
            wert = als_zeit(ganz(wert), stil.zeitart, self._ab_1904)
        if stil.farbe:
            self.blatt.merke(zeile + 1, spalte + 1, stil.farbe, None)
        if wert is not None:
            self.blatt.spalten.setze(zeile + 1, spalte + 1, wert)

    def _fehler(self, zeile: int, spalte: int, nummer: int) -> str:
        self.blatt.merke(zeile + 1, spalte + 1, None, "fehlerwert")
        return _FEHLER.get(nummer, "#FEHLER")

    def _text(self, nummer: int) -> str | None:
        if nummer >= len(self._texte):
            raise Unlesbar(
                f"ist beschädigt: eine Zelle verweist auf Text {nummer}, den es nicht gibt. "
                "Bitte die Datei in Excel öffnen und neu speichern."
            )
        return self._texte[nummer]

    def _beiwerk(self, art: int, stuecke: list[bytes]) -> None:
        satz = stuecke[0]
        if art == _ZEILE and struct.unpack_from("<H", satz, 12)[0] & 0x20:
            self.blatt.versteckte_zeilen.add(struct.unpack_from("<H", satz)[0] + 1)
        elif art == _SPALTE and struct.unpack_from("<H", satz, 8)[0] & 1:
            von, bis = struct.unpack_from("<HH", satz)
            self.blatt.versteckte_spalten.update(range(von + 1, min(bis, 255) + 2))
        elif art == _VERBUNDEN:
            for n in range(struct.unpack_from("<H", satz)[0]):
                oben, unten, links, rechts = struct.unpack_from("<HHHH", satz, 2 + 8 * n)
                if oben <= unten and links <= rechts:
                    self.blatt.verbunden.append(Bereich(oben + 1, links + 1, unten + 1, rechts + 1))
        elif art == _OBJEKT and len(satz) >= 8:
            self._objekt = struct.unpack_from("<H", satz, 6)[0]
        elif art == _OBJEKTTEXT and len(stuecke) > 1:
            # Its last piece holds the formatting; the length says where the text ends.
            gelesen = "".join(
                zeichen(stueck[1:], len(stueck) - 1, stueck[0] & 1) for stueck in stuecke[1:] if stueck
            )
            self._notizen[self._objekt] = gelesen[: struct.unpack_from("<H", satz, 10)[0]]
        elif art == _NOTIZ:
            zeile, spalte, _, objekt = struct.unpack_from("<HHHH", satz)
            if notiz := text(self._notizen.get(objekt, "")):
                self.blatt.kommentare[zeile + 1, spalte + 1] = notiz


def _reihe(satz: bytes, breite: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield row, column, style and where the value stands, of several cells in one record."""
    zeile, erste = struct.unpack_from("<HH", satz)
    for n, stelle in enumerate(range(4, len(satz) - breite - 1, breite)):
        yield zeile, erste + n, struct.unpack_from("<H", satz, stelle)[0], stelle + 2


def _kurzzahl(satz: bytes, stelle: int) -> float:
    roh = struct.unpack_from("<i", satz, stelle)[0]
    wert = roh >> 2 if roh & 2 else struct.unpack("<d", struct.pack("<Q", (roh & 0xFFFFFFFC) << 32))[0]
    return float(wert / 100 if roh & 1 else wert)
