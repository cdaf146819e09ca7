"""xls, Excel's format before 2007 -> sheets, with all that an xlsx file gives."""

import struct
from collections.abc import Callable
from dataclasses import dataclass, field

from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.numbers import BUILTIN_FORMATS

from qz_analysis.read.biff import BEGINN, Textleser, kurztext, saetze
from qz_analysis.read.blatt import Blatt
from qz_analysis.read.grenzen import Unlesbar, begrenze_blaetter
from qz_analysis.read.ole2 import KeinOle2, stroeme
from qz_analysis.read.paket import mit_kennwort
from qz_analysis.read.rohblatt import MAKROS, VERKNUEPFT, Rohblatt
from qz_analysis.read.spalten import Spalten, Vorrat
from qz_analysis.read.stile import WEISS, Stil, zeitart
from qz_analysis.read.wert import text
from qz_analysis.read.xlsblatt import XlsBlatt

_BIFF8 = 0x0600
_KENNWORT, _BLATT, _FARBEN, _STIL, _FORMAT, _TEXTE, _ZEITRECHNUNG, _VERWEIS = (
    0x002F, 0x0085, 0x0092, 0x00E0, 0x041E, 0x00FC, 0x0022, 0x01AE,
)  # fmt: skip
_EIGENE = (b"\x01\x04", b"\x01\x3a")  # references inside the file, and to functions


def read_xls(inhalt: bytes, datei: str, sha256: str) -> list[Blatt]:
    """Return the sheets of an xls file in their order; empty sheets have no columns.

    Raises Unlesbar where the file is damaged, older than Excel 97, needs a password or has no sheet, ZuGross where
    it holds too much.
    """
    try:
        namen = stroeme(inhalt)
        mappe = _Mappe(namen.get("workbook", b""))
        blaetter = mappe.blaetter()
    except (KeinOle2, struct.error, IndexError) as grund:
        raise Unlesbar(
            "ist beschädigt oder nicht vollständig kopiert worden. Bitte in Excel öffnen und als .xlsx speichern."
        ) from grund
    if not blaetter:
        raise Unlesbar("enthält kein Tabellenblatt. Bitte prüfen, ob es die richtige Datei ist.")
    if "_vba_project" in namen:
        blaetter[0].hinweise.append(MAKROS)
    if mappe.verknuepft:
        blaetter[0].hinweise.append(VERKNUEPFT)
    return [blatt.fertig(datei, sha256) for blatt in blaetter]


@dataclass
class _Eintrag:
    beginn: int
    name: str
    versteckt: bool


@dataclass
class _Mappe:
    """What the first part of the stream says about the whole workbook."""

    strom: bytes
    verknuepft: bool = False
    _eintraege: list[_Eintrag] = field(default_factory=list)
    _texte: list[str | None] = field(default_factory=list)
    _formate: dict[int, str] = field(default_factory=lambda: dict(BUILTIN_FORMATS))
    _stile: list[tuple[int, int | None]] = field(
        default_factory=list
    )  # number format, number of the fill colour
    _palette: list[str] = field(default_factory=lambda: list(COLOR_INDEX))
    _ab_1904: bool = False

    def __post_init__(self) -> None:
        art, _, fassung = struct.unpack_from("<HHH", self.strom)
        if art != BEGINN or fassung != _BIFF8:
            raise Unlesbar(
                "stammt aus einer Excel-Version vor 1997, die nicht gelesen wird. Bitte in Excel öffnen und als .xlsx speichern."
            )
        horcher: dict[int, Callable[[list[bytes]], None]] = {
            _BLATT: self._blatt,
            _FARBEN: self._farben,
            _STIL: self._stil,
            _FORMAT: self._format,
            _TEXTE: self._lies_texte,
            _ZEITRECHNUNG: self._zeitrechnung,
            _VERWEIS: self._verweis,
        }
        for art, stuecke in saetze(self.strom, 0):
            if art == _KENNWORT:
                raise mit_kennwort()
            if art in horcher:
                horcher[art](stuecke)

    def blaetter(self) -> list[Rohblatt]:
        """Return the sheets with cells, in their order."""
        begrenze_blaetter(len(self._eintraege))
        vorrat = Vorrat()
        stile = [
            Stil(zeitart(self._formate.get(nummer)), self._farbe(farbe)) for nummer, farbe in self._stile
        ]
        gelesen = []
        for eintrag in self._eintraege:
            leser = XlsBlatt(
                Rohblatt(Spalten(vorrat), eintrag.name, eintrag.versteckt), self._texte, stile, self._ab_1904
            )
            leser.lies(self.strom, eintrag.beginn)
            gelesen.append(leser.blatt)
        return gelesen

    def _farbe(self, nummer: int | None) -> str | None:
        farbe = self._palette[nummer][-6:] if nummer is not None and nummer < 64 else None
        return None if farbe == WEISS else farbe

    def _blatt(self, stuecke: list[bytes]) -> None:
        beginn, sichtbar, art = struct.unpack_from("<IBB", stuecke[0])
        if art == 0:  # others are charts and macros
            self._eintraege.append(_Eintrag(beginn, kurztext(stuecke[0], 6, 1), sichtbar & 3 != 0))

    def _farben(self, stuecke: list[bytes]) -> None:
        satz = stuecke[0]
        anzahl = min(struct.unpack_from("<H", satz)[0], 56, (len(satz) - 2) // 4)
        self._palette[8 : 8 + anzahl] = [satz[2 + 4 * n : 5 + 4 * n].hex().upper() for n in range(anzahl)]

    def _stil(self, stuecke: list[bytes]) -> None:
        nummer = struct.unpack_from("<H", stuecke[0], 2)[0]
        rand, farben = struct.unpack_from("<IH", stuecke[0], 14)
        self._stile.append((nummer, farben & 0x7F if rand >> 26 == 1 else None))

    def _format(self, stuecke: list[bytes]) -> None:
        self._formate[struct.unpack_from("<H", stuecke[0])[0]] = kurztext(stuecke[0], 2, 2)

    def _lies_texte(self, stuecke: list[bytes]) -> None:
        # Their number is not to be trusted in old files; the last one ends with the record.
        leser = Textleser(stuecke, 8)
        for _ in range(struct.unpack_from("<I", stuecke[0], 4)[0]):
            try:
                self._texte.append(text(leser.text()))
            except IndexError:
                break

    def _zeitrechnung(self, stuecke: list[bytes]) -> None:
        self._ab_1904 = stuecke[0][:1] == b"\x01"

    def _verweis(self, stuecke: list[bytes]) -> None:
        self.verknuepft |= stuecke[0][2:4] not in _EIGENE
