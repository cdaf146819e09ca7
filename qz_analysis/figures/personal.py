"""Staff shares and trainings."""

import polars as pl

from qz_analysis.figures.kennzahl import belege, kennzahl, zaehle
from qz_analysis.figures.wert import Wert
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.model.tabellen import Tabellen


def _anteil(t: Tabellen, *, davon: bool, muster: str = "") -> Wert:
    zeilen = t.personal.filter(
        (pl.col("davon") == davon)
        & pl.col("anteil_vk_prozent").is_not_null()
        & pl.col("posten").str.contains(f"(?i){muster}")
    ).sort("posten")
    zahl = Anzahl.genau(int(zeilen["anteil_vk_prozent"].sum())) if zeilen.height else None
    return Wert(zahl, belege=belege(zeilen))


@kennzahl(
    "hauptamtliches Team", "% VK", "Stellenanteile des hauptamtlichen Teams in Prozent einer Vollkraft."
)
def personal_vk(t: Tabellen) -> Wert:
    """Staff shares in percent of a full position."""
    return _anteil(t, davon=False)


@kennzahl("über Drittmittel finanziert", "% VK", "Stellenanteile, die über Drittmittel finanziert sind.")
def personal_drittmittel(t: Tabellen) -> Wert:
    """Staff shares paid from third-party funds."""
    return _anteil(t, davon=True, muster="drittmittel")


@kennzahl("vakant", "% VK", "Stellenanteile, die zum Stichtag nicht besetzt sind.")
def personal_vakant(t: Tabellen) -> Wert:
    """Staff shares that are vacant."""
    return _anteil(t, davon=True, muster="vakan")


@kennzahl("Fort- und Weiterbildungen", "Maßnahmen", "Fort- und Weiterbildungen, die das Team besucht hat.")
def fortbildungen(t: Tabellen) -> Wert:
    """Trainings the team attended."""
    return zaehle(t.fortbildung.sort("quelle_datei", "fortbildung"))
