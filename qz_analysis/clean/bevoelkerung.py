"""Population lists of the city -> bevoelkerung."""

import datetime as dt

from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import Liste, Zeile, ist_summe
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.summe import pruefe_summen
from qz_analysis.clean.zahl import parse_anzahl
from qz_analysis.clean.zeit import parse_datum

_ALLE = frozenset({"alle", "alle altersgruppen"})


def clean_bevoelkerung(lesung: Lesung, liste: Liste, sammlung: Sammlung) -> None:
    """Add the inhabitants of each Planungsbezirk and Altersgruppe, and compare the printed total.

    An Altersgruppe "gesamt" is the row of all ages. The same Planungsbezirk, Altersgruppe and Stand twice is a
    Befund and counts once.
    """
    gelesen: dict[int, tuple[str, str | None, int]] = {}
    for zeile in liste.zeilen:
        zelle = zeile.felder["einwohner"]
        for spalte in ("planungsbezirk", "altersgruppe"):
            if spalte in zeile.felder:
                lesung.nimm(zeile.felder[spalte])
        stand = _stand(lesung, zeile)
        zahl = parse_anzahl(zelle.wert)
        if zahl is None or zahl.genauigkeit != "genau" or zahl.min < 0 or zahl.min % 1:
            lesung.weise_zurueck(
                zelle,
                "keine_anzahl",
                f"„{zelle.text}“ ist keine Einwohnerzahl. Bitte eine ganze Zahl eintragen.",
            )
            continue
        alter = zeile.text("altersgruppe")
        neu = {
            "planungsbezirk": zeile.felder["planungsbezirk"].text,
            "altersgruppe": None if alter and (ist_summe(alter) or alter.casefold() in _ALLE) else alter,
            "stand": stand,
        }
        if sammlung.finde("bevoelkerung", **neu):
            lesung.weise_zurueck(
                zelle,
                "einwohner_doppelt",
                f"Zu „{neu['planungsbezirk']}“, {neu['altersgruppe'] or 'alle Altersgruppen'}, steht mit demselben Stand "
                "schon eine Zahl. Die zweite wurde nicht übernommen. Bitte eine der beiden löschen.",
            )
            continue
        lesung.nimm(zelle)
        gelesen[zeile.nummer] = (neu["planungsbezirk"], neu["altersgruppe"], int(zahl.min))
        sammlung.zeilen["bevoelkerung"].append(neu | {"einwohner": int(zahl.min)} | lesung.beleg(zelle))
    pruefe_summen(liste, "einwohner", _summanden(gelesen), "Einwohner")


def _stand(lesung: Lesung, zeile: Zeile) -> dt.date | None:
    """Return the date of a count; a list that has none is a Befund, for without it nobody knows which year it is of."""
    zelle = zeile.felder.get("stand")
    if zelle is None:
        lesung.melde_einmal(
            "warnung",
            "stand_fehlt",
            "Zu den Einwohnerzahlen fehlt der Stichtag. Bitte eine Spalte „Stand“ oder über der Liste eine Zeile wie "
            "„Stand: 31.12.2020“ ergänzen.",
            zeile.felder["einwohner"],
        )
        return None
    stand = parse_datum(zelle.wert)
    if stand is None:
        lesung.weise_zurueck(zelle, "kein_datum", f"„{zelle.text}“ ist kein Datum. Bitte berichtigen.")
        return None
    lesung.nimm(zelle)
    return stand


def _summanden(gelesen: dict[int, tuple[str, str | None, int]]) -> dict[int, float]:
    """Return row -> number of what a total adds up: a Planungsbezirk by its Altersgruppen where it has any."""
    geteilt = {bezirk for bezirk, alter, _ in gelesen.values() if alter}
    return {zeile: n for zeile, (bezirk, alter, n) in gelesen.items() if alter or bezirk not in geteilt}
