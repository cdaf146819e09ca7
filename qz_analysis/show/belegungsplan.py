"""The week plan as the reader knows it from the wall: half hours down, days across, merged blocks."""

from typing import Any, Final

from qz_analysis.figures.bestand import Bestand
from qz_analysis.model import werte
from qz_analysis.show.baustein import Feld, Klasse, Muster, Raster, Rasterzeile
from qz_analysis.show.gestaltung import BEREICH_FARBE

ZEICHEN = {"kinder_jugend": "KJ", "erwachsene_senioren": "ES", "mehrgenerativ": "MG"}
MUSTER: Final[dict[str, Muster]] = {
    "kinder_jugend": "voll",
    "erwachsene_senioren": "schraeg",
    "mehrgenerativ": "punkte",
}


def belegungsplan(b: Bestand) -> Raster:
    """Return the week plan; a block the plan does not fully decide ends with an asterisk."""
    bloecke = b.tabelle("belegung").to_dicts()
    zeiten = b.tabelle("planraster")["zeit"].unique().sort().to_list()
    spuren = {
        tag: max((z["spur"] for z in bloecke if z["wochentag"] == tag), default=1) for tag in werte.WOCHENTAG
    }
    return Raster(
        titel="Belegungsplan",
        spalten=tuple(Feld(label, spalten=spuren[tag]) for tag, label in werte.WOCHENTAG.items()),
        zeilen=tuple(Rasterzeile(zeit, _felder(bloecke, zeiten, zeit, spuren)) for zeit in zeiten),
        legende=tuple(
            Klasse(k, label, ZEICHEN[k], BEREICH_FARBE[k], MUSTER[k]) for k, label in werte.BEREICH.items()
        ),
        anmerkung="* Beginn, Ende, Tag oder Farbe sind im Plan nicht eindeutig zu lesen. Ohne Farbe: kein Angebot.",
    )


def _felder(
    bloecke: list[dict[str, Any]], zeiten: list[str], zeit: str, spuren: dict[str, int]
) -> tuple[Feld, ...]:
    jetzt = {(z["wochentag"], z["spur"]): z for z in reversed(bloecke) if z["beginn"] <= zeit < z["ende"]}
    felder = []
    for tag, anzahl in spuren.items():
        for spur in range(1, anzahl + 1):
            z = jetzt.get((tag, spur))
            if z is None:
                felder.append(Feld(""))
            elif z["beginn"] == zeit:
                felder.append(_block(z, zeiten))
    return tuple(felder)


def _block(z: dict[str, Any], zeiten: list[str]) -> Feld:
    hoehe = sum(z["beginn"] <= zeit < z["ende"] for zeit in zeiten)
    return Feld(
        z["angebot"] + ("\u00a0*" if z["unsicher"] else ""),
        klasse=z["bereich"] or "",
        zeilen=hoehe,
    )
