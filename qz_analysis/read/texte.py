"""The texts of an xlsx file: cells refer to them by number, so that each is stored once."""

from qz_analysis.read.paket import Paket
from qz_analysis.read.wert import excel_text
from qz_analysis.read.xmlteil import lies_xml


def lies_texte(paket: Paket, teil: str | None) -> list[str | None]:
    """Return the texts in their order, None for one that is empty; [] where the file has none.

    Formatting inside a text and phonetic readings are left out. Raises what `lies_xml` raises.
    """
    leser = _Leser()
    if teil and teil in paket:
        lies_xml(paket.happen(teil), leser.beginn, leser.ende, leser.text)
    return leser.texte


class _Leser:
    def __init__(self) -> None:
        self.texte: list[str | None] = []
        self._teile: list[str] = []
        self._im_text = False
        self._lautschrift = False

    def beginn(self, name: str, _: dict[str, str]) -> None:
        if name == "si":
            self._teile = []
        elif name == "rPh":
            self._lautschrift = True
        elif name == "t":
            self._im_text = not self._lautschrift

    def text(self, text: str) -> None:
        if self._im_text:
            self._teile.append(text)

    def ende(self, name: str) -> None:
        if name == "t":
            self._im_text = False
        elif name == "rPh":
            self._lautschrift = False
        elif name == "si":
            self.texte.append(excel_text("".join(self._teile)))
