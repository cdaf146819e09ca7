"""Lists of volunteers, their number and their hours -> ehrenamt."""

from qz_analysis.clean.eintrag import grenzen, lies_anzahl
from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import Liste
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.summe import pruefe_summen


def clean_ehrenamt(lesung: Lesung, liste: Liste, sammlung: Sammlung) -> None:
    """Add the volunteers of each area, and compare the printed totals.

    Which Angebot an area is, if any, is found once all lists are read.
    """
    gelesen: dict[str, dict[int, float]] = {"personen": {}, "stunden": {}}
    for zeile in liste.zeilen:
        bereich = lesung.nimm(zeile.felder["bereich"])
        for spalte in ("zeitraum", "bemerkung"):
            if spalte in zeile.felder:
                lesung.nimm(zeile.felder[spalte])
        zeichen = sammlung.erklaerung.zeichen
        personen = lies_anzahl(lesung, zeile.felder.get("personen"), zeichen)
        stunden = lies_anzahl(lesung, zeile.felder.get("stunden"), zeichen, ganze=False)
        for spalte, zahl in (("personen", personen), ("stunden", stunden)):
            if zahl:
                gelesen[spalte][zeile.nummer] = zahl.min if zahl.wert is None else zahl.wert
        sammlung.zeilen["ehrenamt"].append(
            {
                "angebot_id": None,
                "bereich": bereich.text,
                **grenzen(personen, "personen"),
                "personen_genauigkeit": personen.genauigkeit if personen else None,
                **grenzen(stunden, "stunden", float),
                "stunden_genauigkeit": stunden.genauigkeit if stunden else None,
                "zeitraum": zeile.text("zeitraum"),
                "bemerkung": zeile.text("bemerkung"),
                **lesung.beleg(bereich),
            }
        )
    pruefe_summen(liste, "personen", gelesen["personen"], "Ehrenamtliche")
    pruefe_summen(liste, "stunden", gelesen["stunden"], "Stunden")
