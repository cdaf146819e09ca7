"""From which day on a row may count, and from which on it does."""

import datetime as dt
from typing import Final

import polars as pl

from qz_analysis.clean.zielzeitraum import Takt

# From the first of these days on a row may count, from the second on it does; up to the third it goes on.
AB, SICHER_AB, BIS = "zeit_ab", "zeit_sicher_ab", "zeit_bis"
OHNE_TAG, OHNE_TAKT = "zeit_ohne_tag", "zeit_ohne_takt"
TAGE_JE: Final = {"monat": 31, "quartal": 92, "halbjahr": 184, "jahr": 366}
TAGE_JE_MONAT: Final = 30.44
NIE: Final = dt.date(9999, 12, 31)


def mit_tagen(zeilen: pl.DataFrame, jahr: int) -> pl.DataFrame:
    """Add the days of each row: an Angebot has its Beginn and Ende, anything else its Datum."""
    erster, letzter = pl.lit(dt.date(jahr, 1, 1)), pl.lit(dt.date(jahr, 12, 31))
    nichts = pl.lit(None, dtype=pl.Date)
    if "von" in zeilen.columns:
        ab, sicher, bis = pl.col("von"), pl.col("von_spaetestens"), pl.col("bis")
        sicher = pl.min_horizontal(pl.coalesce(sicher, letzter), bis)
        wiederkehrend = pl.col("art").cast(pl.String) == "wiederkehrend"
        ende = pl.when(wiederkehrend).then(pl.coalesce(bis, pl.max_horizontal(letzter, sicher)))
    elif "datum" in zeilen.columns:
        ab = pl.col("datum")
        zu = pl.col("datum_bis") if "datum_bis" in zeilen.columns else nichts
        sicher, ende = pl.coalesce(zu, ab, letzter), nichts
    else:
        ab, sicher, ende = nichts, letzter, nichts
    return zeilen.with_columns(
        pl.coalesce(ab, pl.min_horizontal(erster, sicher)).alias(AB),
        sicher.alias(SICHER_AB),
        ende.alias(BIS),
        ab.is_null().alias(OHNE_TAG),
        pl.lit(value=False).alias(OHNE_TAKT),
    )


def im_takt(zeilen: pl.DataFrame, takt: Takt) -> pl.DataFrame:
    """Leave out the Angebote that recur less often than that; one without a known rhythm never counts for sure."""
    if "von" not in zeilen.columns:
        return zeilen
    hoechstens = takt.tage or TAGE_JE[takt.einheit] / takt.mal
    abstand = pl.coalesce(
        pl.col("abstand_tage"), 7 / pl.col("tage_je_woche"), TAGE_JE_MONAT / pl.col("termine_je_monat")
    )
    wiederkehrend = pl.col(BIS).is_not_null()
    ohne = wiederkehrend & abstand.is_null()
    return zeilen.filter(~wiederkehrend | abstand.is_null() | (abstand <= hoechstens)).with_columns(
        pl.when(ohne).then(pl.lit(NIE)).otherwise(SICHER_AB).alias(SICHER_AB), ohne.alias(OHNE_TAKT)
    )
