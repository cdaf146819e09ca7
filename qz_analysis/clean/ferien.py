"""School holidays of a Land by their names, and its days off by date."""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

LUECKE = 5  # days: Good Friday to Easter Monday are public holidays, and so no school holidays to `holidays`


def schulferien(name: str, jahr: int, land: str) -> tuple[dt.date, dt.date] | None:
    """Return first and last day of "Sommerferien" and the like that begin in a year.

    Public holidays and weekends between two parts belong to them. None where the Land has no holidays of that
    name, several, or the year isn't known yet; ValueError or NotImplementedError for a Land there isn't.
    """
    gesucht = name.lower()
    gefunden = [
        (von, bis) for namen, von, bis in _ferien(land, jahr) if gesucht in namen and von.year == jahr
    ]
    return gefunden[0] if len(gefunden) == 1 else None


@lru_cache(maxsize=64)
def feiertage(jahr: int, land: str) -> Mapping[dt.date, str]:
    """Return the public holidays of a year: day -> name in German. NotImplementedError for a Land there isn't."""
    import holidays

    return dict(sorted(holidays.Germany(subdiv=land, language="de", years=jahr).items()))


@lru_cache(maxsize=64)
def ferientage(jahr: int, land: str, name: str = "ferien") -> Mapping[dt.date, str]:
    """Return the days of a year in the school holidays whose name ends so: day -> "Sommerferien".

    Empty where the Land has none of that name, or the year isn't known. NotImplementedError for a Land there isn't.
    """
    return {
        tag: bezeichnung
        for bezeichnung, von, bis in _spannen(land, jahr)
        if any(teil.endswith(name) for teil in namen(bezeichnung))
        for n in range((bis - von).days + 1)
        if (tag := von + dt.timedelta(n)).year == jahr
    }


@lru_cache(maxsize=64)
def _ferien(land: str, jahr: int) -> list[tuple[frozenset[str], dt.date, dt.date]]:
    ferien = [(namen(bezeichnung), von, bis) for bezeichnung, von, bis in _spannen(land, jahr)]
    if ferien and ferien[-1][2] == dt.date(jahr, 12, 31):
        ferien.pop()  # the next year isn't known, and the holidays go on
    return ferien


def _spannen(land: str, jahr: int) -> list[tuple[str, dt.date, dt.date]]:
    import holidays  # takes a third of a second, and most lists name no holidays

    jahre = (jahr - 1, jahr, jahr + 1)  # the holidays over New Year begin in one and end in the other
    kalender = holidays.Germany(subdiv=land, categories=("school",), language="de", years=jahre)
    ferien: list[tuple[str, dt.date, dt.date]] = []
    for tag, bezeichnung in sorted(kalender.items()):
        if ferien and ferien[-1][0] == bezeichnung and (tag - ferien[-1][2]).days <= LUECKE:
            ferien[-1] = (bezeichnung, ferien[-1][1], tag)
        else:
            ferien.append((bezeichnung, tag, tag))
    return ferien


def namen(bezeichnung: str) -> frozenset[str]:
    """Return "osterferien" and "frühjahrsferien" for "Oster-/Frühjahrsferien"."""
    teile = (teil.removesuffix("-").removesuffix("ferien") for teil in bezeichnung.lower().split("/"))
    return frozenset(f"{teil}ferien" for teil in teile)
