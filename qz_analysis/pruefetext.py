"""What `qz pruefe-text` does: a text's claims against the Kennzahlen of its Jahr, for people and for other programs."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qz_analysis.clean.satz import Satz, saetze
from qz_analysis.config import lade_konfiguration
from qz_analysis.daten import lade
from qz_analysis.errors import EingabeFehler, ParameterFehler
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.textpruefung import Aussage, pruefe_aussagen
from qz_analysis.figures.textsumme import Textsumme, textsummen
from qz_analysis.paths import arbeitsbereich
from qz_analysis.read.grenzen import begrenzt
from qz_analysis.read.schriftstueck import read_schriftstueck
from qz_analysis.show import text


@dataclass(frozen=True)
class Textpruefung:
    """The claims of a text and the totals that its own parts contradict. `einheit` is what places count: Zeile, Absatz."""

    datei: str
    einheit: str
    jahr: int
    aussagen: tuple[Aussage, ...]
    summen: tuple[Textsumme, ...]

    @property
    def widersprochen(self) -> bool:
        """Whether anything in the text is contradicted, by the data or by itself."""
        return bool(self.summen) or any(a.befund == "widersprochen" for a in self.aussagen)

    @property
    def als_daten(self) -> dict[str, Any]:
        """The whole as plain values, as `--json` prints it."""
        return {
            "datei": self.datei,
            "jahr": self.jahr,
            "ort": self.einheit,
            "aussagen": [_daten(a) for a in self.aussagen],
            "summen": [
                {
                    "gesamt": _stelle(s.gesamt),
                    "teile": [_stelle(t) for t in s.teile],
                    "summe": s.summe,
                    "passend": [_stelle(t) for t in s.passend],
                }
                for s in self.summen
            ],
        }


def pruefe_text(pfad: Path, jahr: int, standort: str | None = None) -> Textpruefung:
    """Return what a .txt, .md or .docx file claims about a Jahr, held against the lists of a Standort.

    Raises ParameterFehler where the file or the lists can't be read: then nothing was checked.
    """
    try:
        with begrenzt(lade_konfiguration(arbeitsbereich().konfiguration).lesegrenzen):
            schriftstueck = read_schriftstueck(pfad)
        b = lade(jahr, standort)
    except EingabeFehler as grund:
        raise ParameterFehler(str(grund)) from grund
    return pruefe_saetze(b, saetze(schriftstueck), jahr, pfad.name, schriftstueck.einheit)


def pruefe_saetze(
    b: Bestand, saetze: list[Satz], jahr: int, datei: str, einheit: str = "Zeile"
) -> Textpruefung:
    """Return what sentences claim about a Jahr, held against tables."""
    aussagen = tuple(pruefe_aussagen(b, saetze, jahr))
    return Textpruefung(datei, einheit, jahr, aussagen, tuple(textsummen(aussagen)))


def berechnet(a: Aussage) -> str:
    """Return the computed value as a reader sees it, with its unit; "" where there is none."""
    if a.ergebnis is None or a.wert is None or a.wert.anzahl is None:
        return ""
    einheit = a.ergebnis.kennzahl.einheit
    zahl = text.wert(a.wert, einheit)
    return zahl if einheit == "Anteil" else f"{zahl} {einheit}"


def _stelle(a: Aussage) -> dict[str, Any]:
    return {"zeile": a.zeile, "zahl": a.angabe.text, "gezaehlt": a.angabe.gezaehlt}


def _daten(a: Aussage) -> dict[str, Any]:
    stellen = a.ergebnis.belege(a.wert) if a.ergebnis and a.wert else ()
    return {
        **_stelle(a),
        "einheit": a.angabe.einheit,
        "satz": a.satz.text,
        "kapitel": list(a.satz.ueberschriften),
        "spalte": a.satz.spalte,
        "befund": a.befund,
        "grund": a.grund,
        "kennzahl": a.ergebnis.kennzahl.id if a.ergebnis else None,
        "bedingung": a.ergebnis.wo if a.ergebnis else None,
        "berechnet": berechnet(a) or None,
        "beispieldaten": bool(a.wert and a.wert.beispiel),
        "zellen": [{"datei": s.datei, "blatt": s.blatt, "bereiche": list(s.bereiche)} for s in stellen],
    }
