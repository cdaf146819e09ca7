"""The records of an xls file (BIFF8, Excel 97 to 2003): where they begin and end, and how text stands in them."""

import struct
from collections.abc import Iterator

BEGINN, ENDE, FORTSETZUNG = 0x0809, 0x000A, 0x003C


def saetze(strom: bytes, stelle: int) -> Iterator[tuple[int, list[bytes]]]:
    """Yield kind and pieces of the records from a place to the end of its part; long records have several pieces.

    What lies inside as a part of its own, such as a chart, is left out. Raises struct.error where the stream ends
    too early.
    """
    tiefe = 0
    while True:
        art, laenge = struct.unpack_from("<HH", strom, stelle)
        stuecke = [strom[stelle + 4 : stelle + 4 + laenge]]
        stelle += 4 + laenge
        tiefe += (art == BEGINN) - (art == ENDE)
        if tiefe <= 0:
            return
        while (folge := struct.unpack_from("<HH", strom, stelle))[0] == FORTSETZUNG:
            stuecke.append(strom[stelle + 4 : stelle + 4 + folge[1]])
            stelle += 4 + folge[1]
        if tiefe == 1:
            yield art, stuecke


def kurztext(satz: bytes, stelle: int, breite: int) -> str:
    """Return a text that lies in one piece; its length takes `breite` bytes. Raises struct.error where it ends too early."""
    laenge = struct.unpack_from("<B" if breite == 1 else "<H", satz, stelle)[0]
    weit = satz[stelle + breite] & 1
    return zeichen(satz[stelle + breite + 1 :], laenge, weit)


def zeichen(roh: bytes, anzahl: int, weit: int) -> str:
    """Return the first characters of some bytes, of one byte each or two."""
    return roh[: anzahl * 2].decode("utf-16-le", "replace") if weit else roh[:anzahl].decode("latin-1")


class Textleser:
    """Reads texts that may go over from one piece of a record to the next, where their width is said again.

    Raises struct.error and IndexError where the pieces end too early.
    """

    def __init__(self, stuecke: list[bytes], stelle: int = 0) -> None:
        self._stuecke = stuecke
        self._nummer = 0
        self._stelle = stelle

    def text(self) -> str:
        """Return the next text, without formatting and phonetic reading."""
        self._weiter()
        stueck = self._stuecke[self._nummer]
        laenge, art = struct.unpack_from("<HB", stueck, self._stelle)
        self._stelle += 3
        formate = lautschrift = 0
        if art & 8:
            formate = struct.unpack_from("<H", stueck, self._stelle)[0]
            self._stelle += 2
        if art & 4:
            lautschrift = struct.unpack_from("<I", stueck, self._stelle)[0]
            self._stelle += 4
        teile = []
        while laenge:
            if self._stelle >= len(self._stuecke[self._nummer]):
                self._naechstes()
                art = self._stuecke[self._nummer][0]
                self._stelle = 1
            breite = 1 + (art & 1)
            rest = self._stuecke[self._nummer][self._stelle :]
            anzahl = min(laenge, len(rest) // breite)
            if not anzahl:
                raise IndexError
            teile.append(zeichen(rest, anzahl, art & 1))
            self._stelle += anzahl * breite
            laenge -= anzahl
        self._ueberspringe(formate * 4 + lautschrift)
        return "".join(teile)

    def _ueberspringe(self, anzahl: int) -> None:
        while anzahl:
            da = min(anzahl, len(self._stuecke[self._nummer]) - self._stelle)
            self._stelle += da
            anzahl -= da
            if anzahl:
                self._naechstes()

    def _weiter(self) -> None:
        if self._stelle >= len(self._stuecke[self._nummer]):
            self._naechstes()

    def _naechstes(self) -> None:
        self._nummer += 1
        self._stelle = 0
        if self._nummer >= len(self._stuecke):
            raise IndexError
