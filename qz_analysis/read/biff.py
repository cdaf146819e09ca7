"""The records of an xls file, as far as python-calamine leaves them out: errors, fills, comments, what is hidden."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl.styles.colors import COLOR_INDEX

from qz_analysis.read.grenzen import MAX_FARBEN
from qz_analysis.read.ole2 import KeinOle2
from qz_analysis.read.stile import WEISS
from qz_analysis.read.wert import text

_FEHLER = {
    0: "#NULL!",
    7: "#DIV/0!",
    15: "#VALUE!",
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
    43: "#GETTING_DATA",
}
_BIFF8 = 0x0600
_EINZELNE = {
    0x0006,
    0x00D6,
    0x00FD,
    0x0201,
    0x0203,
    0x0204,
    0x0205,
    0x027E,
}  # cells that begin with row, column, style
_REIHEN = {0x00BD: 6, 0x00BE: 2}  # several cells of a row in one record, and the bytes each takes


@dataclass
class Zusatz:
    """What one sheet holds beside its values."""

    fehler: dict[tuple[int, int], str] = field(default_factory=dict)
    farben: dict[tuple[int, int], str] = field(default_factory=dict)
    kommentare: dict[tuple[int, int], str] = field(default_factory=dict)
    versteckte_zeilen: set[int] = field(default_factory=set)
    versteckte_spalten: set[int] = field(default_factory=set)


def lies_zusaetze(strom: bytes) -> tuple[bool, list[Zusatz]]:
    """Return whether the workbook needs a password, and what there is for each sheet in its order.

    Raises KeinOle2 where the records aren't those of Excel 97 to 2003, or are damaged.
    """
    try:
        return _lies(strom)
    except (struct.error, IndexError, UnicodeDecodeError) as grund:
        raise KeinOle2 from grund


def _lies(strom: bytes) -> tuple[bool, list[Zusatz]]:
    if struct.unpack_from("<HHH", strom)[::2] != (0x0809, _BIFF8):
        raise KeinOle2
    beginne: list[int] = []
    fuellungen: list[int | None] = []
    palette = list(COLOR_INDEX)
    for art, satz in _saetze(strom, 0):
        if art == 0x002F:
            return True, []
        if art == 0x0085:
            beginne.append(struct.unpack_from("<I", satz)[0])
        elif art == 0x0092:
            anzahl = min(struct.unpack_from("<H", satz)[0], 56)
            palette[8 : 8 + anzahl] = [satz[2 + 4 * n : 5 + 4 * n].hex().upper() for n in range(anzahl)]
        elif art == 0x00E0:
            rand, farben = struct.unpack_from("<IH", satz, 14)
            fuellungen.append(farben & 0x7F if rand >> 26 == 1 else None)
    stile = [palette[f][-6:] if f is not None and f < 64 else None for f in fuellungen]
    stile = [None if farbe == WEISS else farbe for farbe in stile]
    return False, [_lies_blatt(strom, beginn, stile) for beginn in beginne]


def _saetze(strom: bytes, stelle: int) -> Iterator[tuple[int, bytes]]:
    """Yield kind and content of the records from a place to the end of its part."""
    tiefe = 0
    while True:
        art, laenge = struct.unpack_from("<HH", strom, stelle)
        stelle += 4
        tiefe += (art == 0x0809) - (art == 0x000A)  # charts lie inside their sheet as parts of their own
        if tiefe <= 1:
            yield art, strom[stelle : stelle + laenge]
        if tiefe <= 0:
            return
        stelle += laenge


def _lies_blatt(strom: bytes, beginn: int, stile: list[str | None]) -> Zusatz:
    zusatz = Zusatz()
    texte: dict[int, str] = {}
    objekt, erwartet = 0, 0
    for art, satz in _saetze(strom, beginn):
        if art in _EINZELNE:
            zeile, spalte, stil = struct.unpack_from("<HHH", satz)
            _faerbe(zusatz, zeile, spalte, stil, stile)
            fehler = _fehler(art, satz)
            if fehler is not None:
                zusatz.fehler[zeile + 1, spalte + 1] = _FEHLER.get(fehler, "#FEHLER")
        elif art in _REIHEN:
            zeile, spalte = struct.unpack_from("<HH", satz)
            for n, stelle in enumerate(range(4, len(satz) - 2 - 1, _REIHEN[art])):
                _faerbe(zusatz, zeile, spalte + n, struct.unpack_from("<H", satz, stelle)[0], stile)
        elif art == 0x0208 and struct.unpack_from("<H", satz, 12)[0] & 0x20:
            zusatz.versteckte_zeilen.add(struct.unpack_from("<H", satz)[0] + 1)
        elif art == 0x007D and struct.unpack_from("<H", satz, 8)[0] & 1:
            von, bis = struct.unpack_from("<HH", satz)
            zusatz.versteckte_spalten.update(range(von + 1, min(bis, 255) + 2))
        elif art == 0x005D:
            objekt = struct.unpack_from("<H", satz, 6)[0]
        elif art == 0x01B6:
            erwartet = struct.unpack_from("<H", satz, 10)[0]
        elif art == 0x003C and erwartet > 0:
            gelesen = satz[1:].decode("utf-16-le" if satz[0] & 1 else "latin-1")[:erwartet]
            texte[objekt] = texte.get(objekt, "") + gelesen
            erwartet -= len(gelesen)
        elif art == 0x001C:
            zeile, spalte, _, nummer = struct.unpack_from("<HHHH", satz)
            if kommentar := text(texte.get(nummer, "")):
                zusatz.kommentare[zeile + 1, spalte + 1] = kommentar
    return zusatz


def _faerbe(zusatz: Zusatz, zeile: int, spalte: int, stil: int, stile: list[str | None]) -> None:
    farbe = stile[stil] if stil < len(stile) else None
    if farbe and len(zusatz.farben) < MAX_FARBEN:
        zusatz.farben[zeile + 1, spalte + 1] = farbe


def _fehler(art: int, satz: bytes) -> int | None:
    """Return the code of the error that a cell shows, None where it shows none."""
    if art == 0x0205 and satz[7]:
        return satz[6]
    if art == 0x0006 and satz[12:14] == b"\xff\xff" and satz[6] == 2:
        return satz[8]
    return None
