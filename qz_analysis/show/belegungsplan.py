"""The week plan as the reader knows it from the wall: half hours down, days across, merged blocks."""

import datetime as dt
from typing import Final

import polars as pl

from qz_analysis.model import werte
from qz_analysis.model.tabellen import Tabellen
from qz_analysis.show.baustein import Feld, Klasse, Muster, Raster, Rasterzeile
from qz_analysis.show.gestaltung import BEREICH_FARBE

KUERZEL = {"kinder_jugend": "KJ", "erwachsene_senioren": "ES", "mehrgenerativ": "MG"}
MUSTER: Final[dict[str, Muster]] = {
    "kinder_jugend": "voll",
    "erwachsene_senioren": "schraeg",
    "mehrgenerativ": "punkte",
}


def belegungsplan(t: Tabellen) -> Raster:
    """Return the week plan; a block the plan does not fully decide ends with an asterisk."""
    zeiten = t.planraster.sort("zeit")["zeit"].unique(maintain_order=True).to_list()
    spuren = {tag: _spuren(t.belegung, tag) for tag in werte.WOCHENTAG}
    return Raster(
        titel="Belegungsplan",
        spalten=tuple(Feld(label, spalten=spuren[tag]) for tag, label in werte.WOCHENTAG.items()),
        zeilen=tuple(
            Rasterzeile(zeit.strftime("%H:%M"), _felder(t.belegung, zeiten, zeit, spuren)) for zeit in zeiten
        ),
        legende=tuple(
            Klasse(b, label, KUERZEL[b], BEREICH_FARBE[b], MUSTER[b]) for b, label in werte.BEREICH.items()
        ),
        anmerkung="* Beginn, Ende, Tag oder Farbe sind im Plan nicht eindeutig zu lesen. Ohne Farbe: kein Angebot.",
    )


def _spuren(belegung: pl.DataFrame, tag: str) -> int:
    return max(belegung.filter(pl.col("wochentag") == tag)["spur"], default=1)


def _felder(
    belegung: pl.DataFrame, zeiten: list[dt.time], zeit: dt.time, spuren: dict[str, int]
) -> tuple[Feld, ...]:
    felder = []
    for tag, anzahl in spuren.items():
        for spur in range(1, anzahl + 1):
            bucht = belegung.filter((pl.col("wochentag") == tag) & (pl.col("spur") == spur)).filter(
                (pl.col("beginn") <= zeit) & (pl.col("ende") > zeit)
            )
            if bucht.is_empty():
                felder.append(Feld(""))
            elif bucht["beginn"][0] == zeit:
                felder.append(_block(bucht.row(0, named=True), zeiten))
    return tuple(felder)


def _block(z: dict, zeiten: list[dt.time]) -> Feld:
    hoehe = sum(z["beginn"] <= zeit < z["ende"] for zeit in zeiten)
    return Feld(
        z["angebot"] + ("\u00a0*" if z["unsicher"] else ""),
        klasse=z["bereich"] or "",
        zeilen=hoehe,
    )
