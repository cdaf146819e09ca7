"""How many came on a day, and how a colleague writes that down."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Final

from qz_analysis.beispiel.angebot import Angebot, angebote
from qz_analysis.beispiel.kalender import termine
from qz_analysis.beispiel.standort import Standortjahr
from qz_analysis.beispiel.zufall import Zufall

# Factor by month, January to December: the young stay away in summer, the old in winter.
_SAISON: Final = {
    "kj": (1.0, 1.05, 1.1, 1.05, 1.0, 0.9, 0.85, 0.7, 0.95, 1.1, 1.15, 1.0),
    "es": (0.85, 0.85, 1.0, 1.05, 1.1, 1.1, 1.0, 0.85, 1.05, 1.1, 1.05, 1.0),
    "mg": (0.9, 0.9, 1.0, 1.05, 1.1, 1.05, 0.95, 0.8, 1.0, 1.1, 1.1, 1.0),
}
_WOCHENTAG: Final = (0.9, 1.0, 1.05, 1.0, 1.15, 1.2, 1.1)  # Monday to Sunday
_ERHOLT: Final = dt.date(2022, 4, 1)  # from then on as many came as before the pandemic
_VORSICHT: Final = 0.7


@dataclass(frozen=True)
class Eintrag:
    """What stands in the cell, what it adds to a total, and whether it is an exact count."""

    text: int | str
    summand: int = 0
    genau: bool = False


def erwartet(angebot: Angebot, tag: dt.date) -> float:
    """Return how many come on a day on average: by level, season, weekday, growth over the years."""
    wachstum = 1 + 0.05 * (tag.year - 2021 + tag.timetuple().tm_yday / 366)
    vorsicht = _VORSICHT if dt.date(2020, 3, 16) <= tag < _ERHOLT else 1.0
    return (
        angebot.niveau
        * _SAISON[angebot.bereich][tag.month - 1]
        * _WOCHENTAG[tag.weekday()]
        * min(max(wachstum, 0.5), 2.0)
        * vorsicht
    )


@cache
def faktor(sj: Standortjahr) -> float:
    """Return by what every count is multiplied so that a site counts about as many visits as asked for."""
    if sj.besuche is None:
        return 1.0
    summe = sum(
        erwartet(angebot, tag)
        for angebot in angebote(sj)
        if angebot.zaehlung
        for tag, grund in termine(angebot, sj.jahr)
        if grund is None
    )
    return sj.besuche / summe if summe else 1.0


def eintrag(sj: Standortjahr, angebot: Angebot, tag: dt.date, grund: str | None, zufall: Zufall) -> Eintrag:
    """Return the entry of a day: mostly a number, at times a hedged one, "n.e." or why nothing took place."""
    if grund:
        return Eintrag(grund)
    zahl = max(1, round(erwartet(angebot, tag) * faktor(sj) * zufall.streuung()))
    wurf = zufall.zwischen(0, 1)
    if wurf < 0.05:
        return Eintrag("n.e.")
    if wurf < 0.07:
        return Eintrag(zufall.wahl(("ausgefallen", "ausgefallen (Personalmangel)", "abgesagt")))
    if wurf < 0.10 and zahl > 5:
        rund = round(zahl / 5) * 5
        return Eintrag(f"ca. {rund}", rund)
    if wurf < 0.115 and zahl > 20:
        unter = (zahl - 1) // 10 * 10
        return Eintrag(f"über {unter}", unter)
    if wurf < 0.13 and zahl > 5:
        von = zahl // 5 * 5
        return Eintrag(f"{von}-{von + 5}", von)
    return Eintrag(zahl, zahl, genau=True)


def aufgeteilt(zahl: int, anteile: tuple[float, ...], zufall: Zufall) -> list[int]:
    """Return a count split by shares that add to 1, each person drawn by chance where they are few."""
    if zahl > 200:
        teile = [int(zahl * anteil) for anteil in anteile]
        return [zahl - sum(teile[1:]), *teile[1:]]
    teile = [0] * len(anteile)
    for _ in range(zahl):
        rest, stelle = zufall.zwischen(0, 1), 0
        while stelle < len(anteile) - 1 and rest >= anteile[stelle]:
            rest -= anteile[stelle]
            stelle += 1
        teile[stelle] += 1
    return teile
