"""How often an Angebot is planned, read from the rules its rhythm states."""

import re

import polars as pl

from qz_analysis.figures.kennzahl import belege, kennzahl, unsichere
from qz_analysis.figures.wert import Wert
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.model.tabellen import Tabellen


def _angebot(t: Tabellen, muster: str) -> pl.DataFrame:
    return t.angebot.filter(
        pl.col("angebot").str.contains(muster) & pl.col("rhythmus_regel").is_not_null()
    ).sort("angebot_id")


def _wert(zeilen: pl.DataFrame, zahl: float | None) -> Wert:
    return Wert(
        Anzahl.genau(zahl) if zahl is not None else None,
        unsicher=unsichere(zeilen, "Rhythmus").height,
        belege=belege(zeilen),
    )


def _tage_je_woche(t: Tabellen, muster: str) -> Wert:
    zeilen = _angebot(t, muster).filter(pl.col("tage_je_woche").is_not_null())
    return _wert(zeilen.head(1), zeilen["tage_je_woche"][0] if zeilen.height else None)


def _regel(zeilen: pl.DataFrame, frequenz: str) -> int | None:
    """Return the interval of the first rule with this frequency, None where there is none."""
    for regel in "\n".join(zeilen["rhythmus_regel"]).splitlines():
        if f"FREQ={frequenz}" in regel:
            treffer = re.search(r"INTERVAL=(\d+)", regel)
            return int(treffer[1]) if treffer else 1
    return None


@kennzahl(
    "Wochentage mit offenem Café",
    "Tage/Woche",
    "Wochentage, an denen das offene mehrgenerative Café laut Angebotsliste öffnet.",
)
def cafe_wochentage(t: Tabellen) -> Wert:
    """Weekdays on which the open café runs."""
    return _tage_je_woche(t, r"(?i)café.*treff|offenes café|cafétreff")


@kennzahl(
    "Wochentage mit offenem Jugendtreff",
    "Tage/Woche",
    "Wochentage, an denen der offene Jugendtreff jede Woche öffnet; 14-tägliche Termine am Wochenende zählen nicht.",
)
def jugendtreff_wochentage(t: Tabellen) -> Wert:
    """Weekdays on which the open youth club runs every week."""
    return _tage_je_woche(t, r"(?i)jugendtreff|offene kinder- und jugendarbeit")


@kennzahl("Hausaufgabenbetreuung", "Tage/Woche", "Wochentage mit Hausaufgabenbetreuung laut Angebotsliste.")
def hausaufgaben_wochentage(t: Tabellen) -> Wert:
    """Weekdays with homework support."""
    return _tage_je_woche(t, r"(?i)hausaufgaben")


@kennzahl(
    "Nachbarschaftsfrühstück", "Termine/Monat", "Termine des Nachbarschaftsfrühstücks je Monat laut Rhythmus."
)
def nachbarschaftsfruehstueck_je_monat(t: Tabellen) -> Wert:
    """Dates a month of the neighbourhood breakfast."""
    zeilen = _angebot(t, "(?i)nachbarschaftsfrühstück")
    abstand = _regel(zeilen, "MONTHLY")
    return _wert(zeilen, 1 / abstand if abstand else None)


@kennzahl("Demenzcafé", "Tage Abstand", "Tage von einem Termin des Demenzcafés zum nächsten laut Rhythmus.")
def demenzcafe_abstand_tage(t: Tabellen) -> Wert:
    """Days between two dates of the dementia café."""
    zeilen = _angebot(t, "(?i)demenzcafé")
    abstand = _regel(zeilen, "WEEKLY")
    return _wert(zeilen, 7 * abstand if abstand else None)
