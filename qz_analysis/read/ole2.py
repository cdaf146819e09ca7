"""The container that an xls file is: a small file system with chains of sectors. Gives one stream of it."""

import struct
from collections.abc import Iterable

ANFANG = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENDE = 0xFFFFFFFA  # from here on a number is no sector


class KeinOle2(Exception):
    """Raised where the chains lead nowhere or in a circle."""


def stroeme(inhalt: bytes) -> dict[str, bytes]:
    """Return the streams of the outermost folder and below by name, in lower case.

    Raises KeinOle2 where the container is damaged.
    """
    try:
        return _Ole2(inhalt).stroeme()
    except (struct.error, IndexError, UnicodeDecodeError) as grund:
        raise KeinOle2 from grund


class _Ole2:
    def __init__(self, inhalt: bytes) -> None:
        self._inhalt = inhalt
        sektor, klein = struct.unpack_from("<HH", inhalt, 0x1E)
        if sektor not in (9, 12) or klein != 6:
            raise KeinOle2
        self._groesse = 1 << sektor
        self._ordner, self._klein_ab, erste_fat = (
            struct.unpack_from("<I", inhalt, stelle)[0] for stelle in (0x30, 0x38, 0x44)
        )
        fat = [nummer for nummer in struct.unpack_from("<109I", inhalt, 0x4C) if nummer < _ENDE]
        self._fat: list[int] = []
        for _ in range(len(inhalt) // self._groesse):
            if erste_fat >= _ENDE:
                break
            *weitere, erste_fat = self._zahlen(self._sektor(erste_fat))
            fat += [nummer for nummer in weitere if nummer < _ENDE]
        for nummer in fat[: len(inhalt) // self._groesse + 1]:
            self._fat += self._zahlen(self._sektor(nummer))

    def stroeme(self) -> dict[str, bytes]:
        erste_klein = struct.unpack_from("<I", self._inhalt, 0x3C)[0]
        klein_fat = self._zahlen(b"".join(self._sektoren(erste_klein))) if erste_klein < _ENDE else []
        eintraege = b"".join(self._sektoren(self._ordner))
        klein = b""
        gefunden: dict[str, bytes] = {}
        for stelle in range(0, len(eintraege) - 127, 128):
            laenge, art = struct.unpack_from("<HB", eintraege, stelle + 64)
            erster, groesse = struct.unpack_from("<II", eintraege, stelle + 116)
            if art == 5 and erster < _ENDE:  # the folder itself: small streams lie in it
                klein = b"".join(self._sektoren(erster))
            elif art == 2:
                name = eintraege[stelle : stelle + max(laenge - 2, 0)].decode("utf-16-le").lower()
                if groesse >= max(self._klein_ab, 1):
                    strom = b"".join(self._sektoren(erster))
                else:
                    strom = b"".join(klein[n * 64 : n * 64 + 64] for n in _kette(erster, klein_fat))
                gefunden.setdefault(name, strom[:groesse])
        return gefunden

    def _sektor(self, nummer: int) -> bytes:
        beginn = (nummer + 1) * self._groesse
        if beginn >= len(self._inhalt):
            raise KeinOle2
        return self._inhalt[beginn : beginn + self._groesse]

    def _sektoren(self, erster: int) -> Iterable[bytes]:
        return [self._sektor(nummer) for nummer in _kette(erster, self._fat)]

    @staticmethod
    def _zahlen(sektor: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(sektor) // 4}I", sektor[: len(sektor) // 4 * 4]))


def _kette(nummer: int, naechste: list[int]) -> list[int]:
    kette = []
    while nummer < _ENDE:
        if len(kette) > len(naechste):
            raise KeinOle2
        kette.append(nummer)
        nummer = naechste[nummer]
    return kette
