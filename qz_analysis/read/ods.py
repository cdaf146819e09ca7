"""ods, the OpenDocument spreadsheet of LibreOffice -> sheets."""

from collections.abc import Callable
from functools import partial

from qz_analysis.read.blatt import Blatt
from qz_analysis.read.grenzen import Unlesbar, begrenze_blaetter
from qz_analysis.read.odsblatt import OdsTabelle
from qz_analysis.read.paket import Paket, mit_kennwort
from qz_analysis.read.rohblatt import MAKROS, VERKNUEPFT
from qz_analysis.read.spalten import Vorrat
from qz_analysis.read.xmlteil import lies_xml


def read_ods(inhalt: bytes, datei: str, sha256: str) -> list[Blatt]:
    """Return the sheets of an ods file in their order; empty sheets have no columns.

    Raises Unlesbar where the file is damaged, needs a password or has no sheet, ZuGross where it holds too much.
    """
    paket = Paket(inhalt)
    if "META-INF/manifest.xml" in paket and b"encryption-data" in paket.teil("META-INF/manifest.xml"):
        raise mit_kennwort()
    leser = _Leser(Vorrat())
    for teil in ("styles.xml", "content.xml"):  # named styles first, the content refers to them
        if teil in paket or teil == "content.xml":
            lies_xml(paket.happen(teil), leser.beginn, leser.ende, leser.text, benenne=_kurz)
    if not leser.tabellen:
        raise Unlesbar("enthält kein Tabellenblatt. Bitte prüfen, ob es die richtige Datei ist.")
    begrenze_blaetter(len(leser.tabellen))
    if any(name.startswith(("basic/", "scripts/")) for name in paket.namen()):
        leser.tabellen[0].blatt.hinweise.append(MAKROS)
    if leser.verknuepft:
        leser.tabellen[0].blatt.hinweise.append(VERKNUEPFT)
    for tabelle in leser.tabellen:
        tabelle.blatt.versteckt = tabelle.stil in leser.versteckte
    return [tabelle.blatt.fertig(datei, sha256) for tabelle in leser.tabellen]


def _kurz(name: str) -> str:
    """Return a name with the usual prefix: urn:oasis:...:table:1.0}table-row is table:table-row."""
    raum, _, lokal = name.rpartition("}")
    return f"{raum.split(':')[-2]}:{lokal}" if raum.count(":") > 1 else lokal


class _Leser:
    """Hears the styles and tables of the document, and passes on what is inside a table."""

    def __init__(self, vorrat: Vorrat) -> None:
        self.tabellen: list[OdsTabelle] = []
        self.versteckte: set[str] = set()  # styles of sheets that aren't shown
        self.verknuepft = False
        self._farben: dict[str, str | None] = {}
        self._stil = ""
        self._tabelle: OdsTabelle | None = None
        self._tiefe = 0
        self._neu: Callable[[dict[str, str]], OdsTabelle] = partial(
            OdsTabelle, farben_der_stile=self._farben, vorrat=vorrat
        )

    def beginn(self, name: str, attribute: dict[str, str]) -> None:
        if name == "table:table":
            self._tiefe += 1
            if self._tiefe == 1:
                self._tabelle = self._neu(attribute)
        if self._tabelle is not None:
            self._tabelle.beginn(name, attribute)
        elif name == "style:style":
            self._stil = attribute.get("style:name", "")
            self._farben[self._stil] = self._farben.get(attribute.get("style:parent-style-name", ""))
        elif name == "style:table-cell-properties" and self._stil:
            farbe = attribute.get("xsl-fo-compatible:background-color", "")
            if farbe.startswith("#") and len(farbe) == 7:
                self._farben[self._stil] = farbe[1:].upper()
            elif farbe:
                self._farben[self._stil] = None
        elif name == "style:table-properties" and attribute.get("table:display") == "false":
            self.versteckte.add(self._stil)

    def text(self, text: str) -> None:
        if self._tabelle is not None:
            self._tabelle.text(text)

    def ende(self, name: str) -> None:
        if self._tabelle is not None:
            self._tabelle.ende(name)
        if name == "style:style":
            self._stil = ""
        elif name == "table:table":
            self._tiefe -= 1
            if self._tiefe == 0 and self._tabelle is not None:
                # LibreOffice keeps what it last read of other files as tables of the file.
                if self._tabelle.blatt.name.startswith("'file:") and "'#$" in self._tabelle.blatt.name:
                    self.verknuepft = True
                else:
                    self.tabellen.append(self._tabelle)
                self._tabelle = None
