from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import Liste
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.summe import pruefe_summen
from qz_analysis.clean.zahl import parse_anzahl


def clean_personal(lesung: Lesung, liste: Liste, sammlung: Sammlung) -> None:
    """Add staff shares to `personal`. A row that begins with "davon" is part of the total, not more of it."""
    for zeile in liste.zeilen:
        posten = lesung.nimm(zeile.felder["posten"])
        anteil = zeile.felder.get("anteil")
        zahl = parse_anzahl(anteil.wert) if anteil else None
        for spalte in ("unsicher", "kapitel"):
            if spalte in zeile.felder:
                lesung.nimm(zeile.felder[spalte])
        if anteil and zahl is None:
            lesung.weise_zurueck(
                anteil, "keine_zahl", f"„{anteil.text}“ ist keine Zahl. Bitte den Anteil in % VK eintragen."
            )
        elif anteil:
            lesung.nimm(anteil)
        sammlung.zeilen["personal"].append(
            {
                "posten": posten.text,
                "anteil_vk_prozent": int(zahl.nennwert) if zahl else None,
                "davon": posten.text.casefold().startswith("davon"),
                **lesung.beleg(anteil or posten),
            }
        )


def clean_fortbildung(lesung: Lesung, liste: Liste, sammlung: Sammlung) -> None:
    """Add trainings to `fortbildung` and compare the printed total."""
    for zeile in liste.zeilen:
        name = lesung.nimm(zeile.felder["fortbildung"])
        if "nr" in zeile.felder:
            lesung.ignoriere([zeile.felder["nr"]])
        if "kapitel" in zeile.felder:
            lesung.nimm(zeile.felder["kapitel"])
        sammlung.zeilen["fortbildung"].append({"fortbildung": name.text, **lesung.beleg(name)})
    pruefe_summen(liste, "fortbildung", dict.fromkeys(liste.nummern, 1.0), "Fortbildungen")
