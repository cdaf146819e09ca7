"""xlsx, xlsm -> sheets, with all that meaning may hang on: fills, merged ranges, comments, hidden rows, errors."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass

from qz_analysis.read.blatt import Blatt
from qz_analysis.read.blattxml import lies_blattxml
from qz_analysis.read.grenzen import Unlesbar, begrenze_blaetter
from qz_analysis.read.kommentare import hat_textfelder, lies_kommentare
from qz_analysis.read.paket import Paket
from qz_analysis.read.rohblatt import MAKROS, VERKNUEPFT, Rohblatt
from qz_analysis.read.schnell import AndereForm, lies_schnell
from qz_analysis.read.spalten import Vorrat
from qz_analysis.read.stile import lies_stile
from qz_analysis.read.texte import lies_texte
from qz_analysis.read.xmlteil import baum
from qz_analysis.read.zellinhalt import Zellinhalt

TEXTFELDER = "Auf dem Blatt liegen Textfelder oder Formen mit Text; sie wurden nicht gelesen."
NUR_WERTE = (
    "Von dieser alten Excel-Datei wurden nur die Werte gelesen; Formelfehler, Farben, Kommentare und ausgeblendete Zeilen "
    "lassen sich darin nicht erkennen: bitte als .xlsx speichern, wenn sie vorkommen."
)


@dataclass(frozen=True)
class _Eintrag:
    name: str
    teil: str
    versteckt: bool


def read_arbeitsmappe(inhalt: bytes, datei: str, sha256: str) -> list[Blatt]:
    """Return the sheets of an xlsx or xlsm file in their order; empty sheets have no columns.

    Sheets that hold only a chart have no cells and are left out. Raises Unlesbar where the file is damaged, needs a
    password or has no sheet, ZuGross where it holds too much.
    """
    paket = Paket(inhalt)
    hauptteil = _hauptteil(paket)
    mappe = baum(paket.teil(hauptteil))
    beziehungen = paket.beziehungen(hauptteil)
    eintraege = _eintraege(mappe, beziehungen)
    if not eintraege:
        raise Unlesbar("enthält kein Tabellenblatt. Bitte prüfen, ob es die richtige Datei ist.")
    begrenze_blaetter(len(eintraege))
    teile = dict(beziehungen.values())
    eigenschaften = mappe.find("workbookPr")
    zellen = Zellinhalt(
        lies_texte(paket, teile.get("sharedStrings")),
        lies_stile(_baum(paket, teile.get("styles")), _baum(paket, teile.get("theme"))),
        eigenschaften is not None and eigenschaften.get("date1904") in ("1", "true"),
    )
    vorrat = Vorrat()
    blaetter = []
    for eintrag in eintraege:
        blatt = _lies(paket, eintrag.teil, zellen, vorrat)
        blatt.name, blatt.versteckt = eintrag.name, eintrag.versteckt
        blatt.kommentare = lies_kommentare(paket, eintrag.teil)
        if hat_textfelder(paket, eintrag.teil):
            blatt.hinweise.append(TEXTFELDER)
        if not blaetter:
            blatt.hinweise += _zur_mappe(paket)
        blaetter.append(blatt.fertig(datei, sha256))
    return blaetter


def _hauptteil(paket: Paket) -> str:
    for art, teil in paket.beziehungen("").values():
        if art == "officeDocument":
            return teil
    return "xl/workbook.xml"


def _eintraege(mappe: ET.Element, beziehungen: dict[str, tuple[str, str]]) -> list[_Eintrag]:
    eintraege = []
    for blatt in mappe.iterfind("sheets/sheet"):
        art, teil = beziehungen.get(blatt.get("id", ""), ("", ""))
        if art == "worksheet":
            eintraege.append(
                _Eintrag(blatt.get("name", ""), teil, blatt.get("state", "visible") != "visible")
            )
    return eintraege


def _baum(paket: Paket, teil: str | None) -> ET.Element | None:
    # Without styles the values are still right: a number is then no date, and nothing has a colour.
    return baum(paket.teil(teil)) if teil and teil in paket else None


def _lies(paket: Paket, teil: str, zellen: Zellinhalt, vorrat: Vorrat) -> Rohblatt:
    frei = vorrat.frei
    try:
        return lies_schnell(paket.happen(teil), zellen, vorrat)
    except AndereForm:
        vorrat.frei = frei
        return lies_blattxml(paket.happen(teil), zellen, vorrat)


def _zur_mappe(paket: Paket) -> list[str]:
    namen = paket.namen()
    return [
        *([MAKROS] if any(name.endswith("vbaproject.bin") for name in namen) else []),
        *([VERKNUEPFT] if any("/externallinks/externallink" in name for name in namen) else []),
    ]
