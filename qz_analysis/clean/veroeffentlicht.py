from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import Liste, Zeile
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.schreibweise import deute
from qz_analysis.clean.zahl import parse_anzahl
from qz_analysis.model import werte

_TEXT = ("id", "kapitel", "groesse", "einheit", "kennzahl", "bedingung", "teil_von", "hinweis")


def clean_veroeffentlicht(lesung: Lesung, liste: Liste, sammlung: Sammlung) -> None:
    """Add printed figures to `veroeffentlicht`."""
    for zeile in liste.zeilen:
        for spalte in _TEXT:
            if spalte in zeile.felder:
                lesung.nimm(zeile.felder[spalte])
        genauigkeit = zeile.felder["genauigkeit"]
        sammlung.zeilen["veroeffentlicht"].append(
            {
                **{spalte: zeile.text(spalte) for spalte in _TEXT},
                "genauigkeit": deute(
                    lesung, lesung.nimm(genauigkeit), genauigkeit.text, "genauigkeit", werte.GENAUIGKEIT
                ),
                "min": _zahl(lesung, zeile, "min"),
                "max": _zahl(lesung, zeile, "max"),
                **lesung.beleg(zeile.felder["groesse"]),
            }
        )


def _zahl(lesung: Lesung, zeile: Zeile, spalte: str) -> float | None:
    zelle = zeile.felder.get(spalte)
    if zelle is None:
        return None
    zahl = parse_anzahl(zelle.wert)
    if zahl is None:
        lesung.weise_zurueck(zelle, "keine_zahl", f"„{zelle.text}“ ist keine Zahl. Bitte berichtigen.")
        return None
    lesung.nimm(zelle)
    return float(zahl.nennwert)
