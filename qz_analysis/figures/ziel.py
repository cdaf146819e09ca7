"""How far the year's goals were reached, and where they lead."""

import polars as pl

from qz_analysis.figures.kennzahl import belege, kennzahl, zaehle, zaehle_je
from qz_analysis.figures.wert import Wert
from qz_analysis.model import werte
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.model.tabellen import Tabellen


def _reihenfolge() -> list[pl.Expr]:
    """Sort "2.10" after "2.9"."""
    teile = pl.col("ziel_id").str.split(".")
    return [teile.list.get(n, null_on_oob=True).cast(pl.Int32, strict=False) for n in (0, 1)]


def ziele(t: Tabellen) -> pl.DataFrame:
    """Return the goals of the report's Jahr."""
    return t.ziel.sort(_reihenfolge())


def ziele_folgejahr(t: Tabellen) -> pl.DataFrame:
    """Return the goals of the following Jahr; none where it has no list yet."""
    return t.ziel_folgejahr.sort(_reihenfolge())


def _orientierungsziele(zeilen: pl.DataFrame) -> Wert:
    eines_je = zeilen.unique("orientierungsziel", keep="first", maintain_order=True)
    return Wert(Anzahl.genau(eines_je.height), belege=belege(eines_je))


@kennzahl("Orientierungsziele", "Ziele", "Verschiedene Orientierungsziele des Jahres.")
def orientierungsziele(t: Tabellen) -> Wert:
    """Orientierungsziele of the year."""
    return _orientierungsziele(ziele(t))


@kennzahl("Handlungsziele", "Ziele", "Handlungsziele des Jahres.")
def handlungsziele(t: Tabellen) -> Wert:
    """Handlungsziele of the year."""
    return zaehle(ziele(t))


@kennzahl(
    "Handlungsziele mit vermerktem Folgeziel",
    "Ziele",
    "Handlungsziele, bei denen der Bericht ein Folgeziel nennt.",
)
def handlungsziele_mit_folgeziel(t: Tabellen) -> Wert:
    """Handlungsziele for which the report names a follow-up."""
    return zaehle(ziele(t).filter(pl.col("folgeziel_vermerkt").fill_null(value=False)))


@kennzahl("Orientierungsziele im Folgejahr", "Ziele", "Verschiedene Orientierungsziele des folgenden Jahres.")
def orientierungsziele_folgejahr(t: Tabellen) -> Wert:
    """Orientierungsziele of the following year."""
    return _orientierungsziele(ziele_folgejahr(t))


@kennzahl("Handlungsziele im Folgejahr", "Ziele", "Handlungsziele des folgenden Jahres.")
def handlungsziele_folgejahr(t: Tabellen) -> Wert:
    """Handlungsziele of the following year."""
    return zaehle(ziele_folgejahr(t))


@kennzahl("Handlungsziele nach Stand", "Ziele", "Handlungsziele nach dem Urteil des Teams.")
def handlungsziele_nach_status(t: Tabellen) -> list[Wert]:
    """Handlungsziele by the team's judgement."""
    return zaehle_je(ziele(t), "status", werte.ZIEL_STATUS, unsicher="Status")


@kennzahl(
    "Gründe, warum Ziele nicht ganz erreicht wurden",
    "Ziele",
    "Handlungsziele je genanntem Grund. Ein Ziel kann mehrere Gründe haben.",
    mehrfach=True,
)
def handlungsziele_nach_grund(t: Tabellen) -> list[Wert]:
    """Handlungsziele by reason given."""
    mit_grund = ziele(t).filter(pl.col("grund").list.len() > 0).explode("grund")
    return zaehle_je(mit_grund, "grund", werte.ZIEL_GRUND, unsicher="Grund")
