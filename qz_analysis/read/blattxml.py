"""The XML of one xlsx sheet -> its cells and what belongs to them. Takes whatever form the XML has."""

import re
from collections.abc import Iterable

from qz_analysis.read.blatt import Bereich
from qz_analysis.read.grenzen import MAX_SPALTE
from qz_analysis.read.rohblatt import Rohblatt
from qz_analysis.read.spalten import Spalten, Vorrat
from qz_analysis.read.wert import spaltennummer
from qz_analysis.read.xmlteil import lies_xml
from qz_analysis.read.zellinhalt import Inhalt, Zellinhalt

_STELLE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def lies_blattxml(happen: Iterable[bytes], zellen: Zellinhalt, vorrat: Vorrat) -> Rohblatt:
    """Return what a sheet holds.

    Raises Unlesbar where the XML contradicts itself, ZuGross where the file holds too many cells, ExpatError where it is no XML.
    """
    leser = Blattleser(Rohblatt(Spalten(vorrat)), zellen)
    lies_xml(happen, leser.beginn, leser.ende, leser.text)
    return leser.inhalt


class Blattleser:
    """Hears the elements of a sheet one after the other and fills `inhalt`."""

    def __init__(self, inhalt: Rohblatt, zellen: Zellinhalt) -> None:
        self.inhalt = inhalt
        self._zellen = zellen
        self._zeile = self._spalte = 0
        self._attribute: dict[str, str] | None = None  # of the cell that is open
        self._teile: dict[str, str] = {}  # f, v, t of that cell
        self._offen: str | None = None
        self._lautschrift = False

    def beginn(self, name: str, attribute: dict[str, str]) -> None:
        """Hear an element begin."""
        if name == "c":
            self._beginne_zelle(attribute)
        elif self._attribute is not None:
            if name == "rPh":
                self._lautschrift = True
            elif name in ("f", "v", "t") and not self._lautschrift:
                self._offen = name
                self._teile.setdefault(name, "")
        elif name == "row":
            self._zeile = _zahl(attribute.get("r"), self._zeile + 1)
            self._spalte = 0
            if _wahr(attribute.get("hidden")):
                self.inhalt.versteckte_zeilen.add(self._zeile)
        elif name == "col" and _wahr(attribute.get("hidden")):
            von = max(_zahl(attribute.get("min"), 1), 1)
            bis = min(_zahl(attribute.get("max"), von), MAX_SPALTE)
            self.inhalt.versteckte_spalten.update(range(von, bis + 1))
        elif name == "mergeCell" and (bereich := lies_bereich(attribute.get("ref", ""))):
            self.inhalt.verbunden.append(bereich)

    def text(self, text: str) -> None:
        """Hear what stands between two tags."""
        if self._offen:
            self._teile[self._offen] += text

    def ende(self, name: str) -> None:
        """Hear an element end."""
        if self._attribute is None:
            return
        if name == "c":
            teile = self._teile
            wert = self._zellen.lies(self._attribute, teile.get("f"), teile.get("v"), teile.get("t"))
            self._attribute = None
            if isinstance(wert, Inhalt):
                self.inhalt.merke(self._zeile, self._spalte, wert.farbe, wert.besonders)
                wert = wert.wert
            if wert is not None:
                self.inhalt.spalten.setze(self._zeile, self._spalte, wert)
        elif name == "rPh":
            self._lautschrift = False
        elif name == self._offen:
            self._offen = None

    def _beginne_zelle(self, attribute: dict[str, str]) -> None:
        self._attribute = attribute
        self._teile = {}
        stelle = _STELLE.fullmatch(attribute.get("r", ""))
        if stelle:
            self._zeile, self._spalte = int(stelle[2]), spaltennummer(stelle[1])
        else:  # the address may be left out: one further to the right
            self._spalte += 1


def lies_bereich(ref: str) -> Bereich | None:
    """Return the range that an address like A1:C3 names, None where it names none."""
    ecken = [lies_stelle(teil) for teil in ref.split(":")]
    if len(ecken) != 2 or ecken[0] is None or ecken[1] is None:
        return None
    (oben, unten), (links, rechts) = (sorted(paar) for paar in zip(ecken[0], ecken[1], strict=True))
    return Bereich(oben, links, unten, rechts)


def lies_stelle(ref: str) -> tuple[int, int] | None:
    """Return row and column that an address like B7 names, None where it names none."""
    stelle = _STELLE.fullmatch(ref.upper())
    return (int(stelle[2]), spaltennummer(stelle[1])) if stelle else None


def _zahl(roh: str | None, sonst: int) -> int:
    return int(roh) if roh and roh.isdecimal() and len(roh) < 10 else sonst


def _wahr(roh: str | None) -> bool:
    return roh in ("1", "true")
