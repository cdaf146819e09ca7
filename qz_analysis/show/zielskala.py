"""Goals by the stage of the Wirkungstreppe, and by scales that were set in advance. Both are shown only where lists have them."""

from qz_analysis.figures import gas
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.ziel import handlungsziele
from qz_analysis.model.wirkungstreppe import STUFEN, ebene
from qz_analysis.model.zielbezug import nummernfolge
from qz_analysis.show import text
from qz_analysis.show.angabe import angabe
from qz_analysis.show.baustein import Hinweis, Kennwerte, Spalte, Tabelle
from qz_analysis.show.tabelle import kennwerte

GAS = "Goal Attainment Scaling"


def wirkungstreppe(b: Bestand) -> list[Tabelle]:
    """Return a table of the seven stages with the goals on each; nothing where no goal has a stage."""
    ergebnis = handlungsziele(b, je="wirkungsstufe")
    werte = {w.schluessel[0]: w for w in ergebnis.werte}
    if not werte.keys() - {None}:
        return []
    ziele = sorted(b.tabelle("ziel").to_dicts(), key=lambda z: nummernfolge(z["ziel_id"]))
    nummern = {
        stufe: ", ".join(z["ziel_id"] for z in ziele if z["wirkungsstufe"] == stufe) for stufe in werte
    }
    zeilen = [
        (
            f"{stufe} {name}",
            ebene(stufe),
            angabe(ergebnis, werte[stufe]) if stufe in werte else text.NULL,
            nummern.get(stufe, text.NULL),
        )
        for stufe, name in STUFEN.items()
    ]
    if None in werte:
        zeilen.append(("ohne Stufe", text.NULL, angabe(ergebnis, werte[None]), nummern[None]))
    return [
        Tabelle(
            titel="Handlungsziele auf den Stufen der Wirkungstreppe",
            spalten=(
                Spalte("Stufe", breite=3),
                Spalte("Ebene"),
                Spalte("Ziele", "rechts", breite=0.8),
                Spalte("Nummern", breite=2.4),
            ),
            zeilen=tuple(zeilen),
            anmerkung="Stufe 1 bis 3 ist Output: was das Haus tut und wen es erreicht. Erst ab Stufe 4 ändert sich etwas bei den "
            "Menschen (Outcome), auf Stufe 7 in der Gesellschaft (Impact). Die Stufe sagt, was ein Ziel anstrebt, nicht, was "
            "erreicht ist. Wirkungstreppe nach Phineo.",
        )
    ]


def zielskalen(b: Bestand) -> list[Kennwerte | Tabelle | Hinweis]:
    """Return the T score and the scales it is made of; nothing where the settings don't ask for it.

    Where no goal qualifies it is "keine Angabe", with the reason.
    """
    if not b.einstellungen.gas:
        return []
    skalen = gas.zielskalen(b)
    ergebnis = gas.gas_t_wert(b)
    if ergebnis.wert.anzahl is None:
        gruende = "; ".join(f"Ziel {s.ziel_id}: {(s.hindernis or '').rstrip('.')}" for s in skalen)
        grund = gruende or "zu keinem Ziel sind Stufen festgelegt"
        return [Hinweis("hinweis", GAS, f"T-Wert: {text.KEINE_ANGABE}. {grund[0].upper()}{grund[1:]}.")]
    return [
        kennwerte(GAS, ergebnis),
        Tabelle(
            titel="Ziele mit vorher festgelegter Zielskala",
            spalten=(
                Spalte("Nr.", breite=0.5),
                Spalte("Handlungsziel", breite=2.6),
                Spalte("Gewicht", "rechts", breite=0.8),
                Spalte("erreichte Stufe", breite=2.4),
                Spalte("geht ein", breite=2.4),
            ),
            zeilen=tuple(
                (
                    s.ziel_id,
                    s.handlungsziel,
                    text.zahl(s.gewicht),
                    text.KEINE_ANGABE
                    if s.erreicht is None
                    else f"{_stufe(s.erreicht)} {s.stufe or ''}".strip(),
                    f"nein: {s.hindernis}" if s.hindernis else "ja",
                )
                for s in skalen
            ),
            anmerkung=f"{ergebnis.definition} Quelle: {ergebnis.kennzahl.quelle}.",
        ),
    ]


def _stufe(stufe: int) -> str:
    return f"+{stufe}" if stufe > 0 else text.zahl(stufe)
