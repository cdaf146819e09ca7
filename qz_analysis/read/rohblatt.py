"""A sheet while it is read, whatever the format, and how it becomes a Blatt."""

from dataclasses import dataclass, field

from qz_analysis.read.blatt import Bereich, Blatt
from qz_analysis.read.grenzen import MAX_FARBEN
from qz_analysis.read.spalten import Spalten
from qz_analysis.read.verbunden import lies_verbunden
from qz_analysis.read.wert import text

MAKROS = "Die Datei enthält Makros; sie wurden nicht ausgeführt."
VERKNUEPFT = "Die Datei verweist auf andere Dateien; gelesen wurden die Werte, die beim letzten Speichern darin standen."
TEXTFELDER = "Auf dem Blatt liegen Textfelder oder Formen mit Text; sie wurden nicht gelesen."
NUR_WERTE = (
    "Von dieser alten Excel-Datei wurden nur die Werte gelesen; Formelfehler, Farben, Kommentare und ausgeblendete Zeilen "
    "lassen sich darin nicht erkennen: bitte als .xlsx speichern, wenn sie vorkommen."
)
VERKNUEPFT = "Die Datei verweist auf andere Dateien; gelesen wurden die Werte, die beim letzten Speichern darin standen."
TEXTFELDER = "Auf dem Blatt liegen Textfelder oder Formen mit Text; sie wurden nicht gelesen."
NUR_WERTE = (
    "Von dieser alten Excel-Datei wurden nur die Werte gelesen; Formelfehler, Farben, Kommentare und ausgeblendete Zeilen "
    "lassen sich darin nicht erkennen: bitte als .xlsx speichern, wenn sie vorkommen."
)


@dataclass
class Rohblatt:
    """What a file says about one sheet."""

    spalten: Spalten
    name: str = ""
    versteckt: bool = False
    farben: dict[tuple[int, int], str] = field(default_factory=dict)
    besonderes: dict[tuple[int, int], str] = field(default_factory=dict)
    kommentare: dict[tuple[int, int], str] = field(default_factory=dict)
    verbunden: list[Bereich] = field(default_factory=list)
    versteckte_zeilen: set[int] = field(default_factory=set)
    versteckte_spalten: set[int] = field(default_factory=set)
    hinweise: list[str] = field(default_factory=list)
    _farben_bis: int | None = None

    def merke(self, zeile: int, spalte: int, farbe: str | None, besonders: str | None) -> None:
        """Keep the fill of a cell, as long as there are not too many, and what is special about it."""
        if besonders:
            self.besonderes[zeile, spalte] = besonders
        if farbe and self._farben_bis is None:
            if len(self.farben) < MAX_FARBEN:
                self.farben[zeile, spalte] = farbe
            else:
                self._farben_bis = zeile
                self.hinweise.append(
                    f"Ab Zeile {zeile} wurden die Füllfarben nicht mehr gelesen: es sind zu viele gefärbte Zellen."
                )

    def fertig(self, datei: str, sha256: str) -> Blatt:
        """Return the sheet, without what lies outside of its last row and column or covered by a merged cell."""
        spalten = {spalte: werte for spalte, werte in sorted(self.spalten.werte.items()) if werte}
        verbunden, zu_verbunden = lies_verbunden(self.verbunden, spalten)
        letzte = max(map(len, spalten.values()), default=0)
        return Blatt(
            datei=datei,
            name=text(self.name) or "ohne Namen",
            sha256=sha256,
            spalten=spalten,
            verbunden=verbunden,
            farben=self.farben,
            besonderes={
                (z, s): was
                for (z, s), was in sorted(self.besonderes.items())
                if z <= len(spalten.get(s, [])) and spalten[s][z - 1] is not None
            },
            kommentare=dict(sorted(self.kommentare.items())),
            versteckt=self.versteckt,
            versteckte_zeilen=frozenset(z for z in self.versteckte_zeilen if z <= letzte),
            versteckte_spalten=frozenset(self.versteckte_spalten & spalten.keys()),
            hinweise=(*self.hinweise, *zu_verbunden),
        )
