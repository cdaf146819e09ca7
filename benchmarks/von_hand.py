"""The figures as somebody who knows polars would write them: one lazy query each, nothing shared but the filters.

A function takes the tables and a grouping and returns the rows `group..., unten, oben, abdeckung`: the bounds of the
number (`oben` null: open) and the share of the expected Termine that were counted.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import polars as pl
from polars import col
from scipy.special import stdtrit

Tables = dict[str, pl.LazyFrame]
ANGEBOT: Final = ["standort", "jahr", "angebot_id"]
TERMIN: Final = [*ANGEBOT, "datum"]
GRUPPE: Final = "gruppe"
PERSONEN: Final = ("altersgruppe", "geschlecht", "planungsbezirk")
GEZAEHLT: Final = col("erhebung").is_in(["gezaehlt", "geschaetzt"])
UNTEN, OBEN = col("anzahl_min"), col("anzahl_max")


def offen(oben: pl.Expr) -> pl.Expr:
    """Return an upper bound, null where any count is open."""
    return pl.when(OBEN.null_count() == 0).then(oben)


SUMME: Final = {"unten": UNTEN.sum(), "oben": offen(OBEN.sum())}
MITTEL: Final = {"unten": UNTEN.mean(), "oben": offen(OBEN.mean())}
OBERER_MEDIAN: Final = OBEN.fill_null(float("inf")).median()  # known as long as fewer than half are open
MEDIAN: Final = {"unten": UNTEN.median(), "oben": pl.when(OBERER_MEDIAN.is_finite()).then(OBERER_MEDIAN)}
HOECHSTWERT: Final = {"unten": UNTEN.max(), "oben": offen(OBEN.max())}
ZEILEN: Final = {"unten": pl.len(), "oben": pl.len()}


def gruppiert(t: Tables, zeilen: pl.LazyFrame, je: str) -> pl.LazyFrame:
    """Return rows with a column of the group."""
    match je:
        case "bereich":
            return zeilen.join(t["angebot"].select(*ANGEBOT, col(je).alias(GRUPPE)), on=ANGEBOT, how="left")
        case "angebot":
            mit = zeilen.join(t["angebot"].select(*ANGEBOT, je), on=ANGEBOT, how="left")
            return mit.with_columns(pl.coalesce(je, "angebot_id").alias(GRUPPE))
        case "zielgruppe" | "thema":
            links = t[f"angebot_{je}"].select(*ANGEBOT, col(je).alias(GRUPPE))
            return zeilen.join(links, on=ANGEBOT, how="left")
        case "wochentag":
            return zeilen.with_columns(col("datum").dt.weekday().alias(GRUPPE))
        case "monat" | "quartal":
            monat = col("datum").dt.month()
            if "datum_bis" in zeilen.collect_schema():
                bis = col("datum_bis")
                im_selben = (bis.dt.month() == monat) & (bis.dt.year() == col("datum").dt.year())
                monat = pl.when(bis.is_null() | im_selben).then(monat)
            return zeilen.with_columns((monat if je == "monat" else (monat - 1) // 3 + 1).alias(GRUPPE))
        case "lage":
            lage = pl.when(GEZAEHLT).then(1).when(col("status") == "ausgefallen").then(4)
            lage = lage.when(col("status") == "geschlossen").then(5)
            return zeilen.with_columns(
                lage.when(col("status") == "stattgefunden").then(2).otherwise(3).alias(GRUPPE)
            )
        case _:
            return zeilen.with_columns(col(je).alias(GRUPPE))  # fmt: skip


def je_gruppe(t: Tables, zeilen: pl.LazyFrame, je: str, **zahlen: pl.Expr) -> pl.LazyFrame:
    """Return aggregates by group, or of all rows."""
    return gruppiert(t, zeilen, je).group_by(GRUPPE).agg(**zahlen) if je else zeilen.select(**zahlen)


def ohne_beratung(t: Tables, zeilen: pl.LazyFrame) -> pl.LazyFrame:
    """Return rows of all Angebote but counselling."""
    return zeilen.join(t["angebot"].filter("geschuetzt").select(ANGEBOT), on=ANGEBOT, how="anti")


def erwartet(t: Tables) -> pl.LazyFrame:
    """Return the Termine a count is expected for."""
    return ohne_beratung(t, t["termin"].filter(~col("status").is_in(["ausgefallen", "geschlossen"])))


def mit_abdeckung(t: Tables, je: str, **zahlen: pl.Expr) -> Callable[[pl.LazyFrame], pl.DataFrame]:
    """Return what collects aggregates together with the coverage of their groups."""

    def sammle(zeilen: pl.LazyFrame) -> pl.DataFrame:
        if je in PERSONEN:  # no Termin tells of persons: each row stands for one
            werte = je_gruppe(t, zeilen, je, n=pl.len(), **zahlen)
            alle = erwartet(t).select(alle=pl.len())
            anteil = pl.min_horizontal("n", "alle") / col("alle")
            return werte.join(alle, how="cross").select(GRUPPE, "unten", "oben", abdeckung=anteil).collect()
        werte = je_gruppe(t, zeilen, je, **zahlen)
        deckung = je_gruppe(t, erwartet(t), je, abdeckung=GEZAEHLT.mean())
        if je:
            spalten = (pl.coalesce(GRUPPE, f"{GRUPPE}_right").alias(GRUPPE), "unten", "oben", "abdeckung")
            return werte.join(deckung, on=GRUPPE, how="full", nulls_equal=True).select(*spalten).collect()
        return pl.concat([werte, deckung], how="horizontal").collect()

    return sammle


def gezaehlt(t: Tables, zaehlart: str) -> pl.LazyFrame:
    """Return the rows with a number of one kind of count."""
    return t["teilnahme"].filter(col("zaehlart") == zaehlart, UNTEN.is_not_null())


def besuche(t: Tables, je: str) -> pl.DataFrame:
    """Sum of visits: of the rows that make the total, or of those that are broken down by the group."""
    auswahl = col(je).is_not_null() if je in PERSONEN else col("summand")
    return mit_abdeckung(t, je, **SUMME)(gezaehlt(t, "besuche").filter(auswahl))


def personen(t: Tables, je: str) -> pl.DataFrame:
    """Sum of persons."""
    auswahl = col(je).is_not_null() if je in PERSONEN else col("summand")
    zeilen = gezaehlt(t, "personen").filter(auswahl)
    return je_gruppe(t, zeilen, je, **SUMME).with_columns(abdeckung=None).collect()


def kerngruppe(t: Tables, je: str) -> pl.DataFrame:
    """Sum of regulars."""
    return je_gruppe(t, gezaehlt(t, "stammbesuchende"), je, **SUMME).with_columns(abdeckung=None).collect()


def je_termin(t: Tables) -> pl.LazyFrame:
    """Return the visits of each Termin: as counted, or added up where a count is given by group alone."""
    tage = ohne_beratung(t, gezaehlt(t, "besuche").filter(col("datum_bis").is_null(), col("summand")))
    ganz = pl.all_horizontal(col(spalte).is_null() for spalte in PERSONEN)
    teile = tage.filter(~ganz).group_by(TERMIN).agg(UNTEN.sum(), offen(OBEN.sum()).alias("anzahl_max"))
    return pl.concat([tage.filter(ganz).select(*TERMIN, "anzahl_min", "anzahl_max"), teile])


def je_oeffnungstag(t: Tables, je: str) -> pl.DataFrame:
    """Mean of visits per day."""
    return mit_abdeckung(t, je, **MITTEL)(je_termin(t))


def median(t: Tables, je: str) -> pl.DataFrame:
    """Median of visits per day."""
    return mit_abdeckung(t, je, **MEDIAN)(je_termin(t))


def hoechstwert(t: Tables, je: str) -> pl.DataFrame:
    """Largest number of visits on a day."""
    return mit_abdeckung(t, je, **HOECHSTWERT)(je_termin(t))


def trend(t: Tables, je: str) -> pl.DataFrame:
    """Slope of visits by month with its interval of confidence, as bounds."""
    x, y = col("datum").to_physical() / (365.2425 / 12), (UNTEN + pl.coalesce(OBEN, UNTEN)) / 2
    zahlen = {
        "n": pl.len(), "sxy": pl.cov(x, y, ddof=0) * pl.len(), "sxx": x.var(ddof=0) * pl.len(),
        "syy": y.var(ddof=0) * pl.len(), "unten": pl.lit(0.0), "oben": pl.lit(0.0),
    }  # fmt: skip
    werte = je_gruppe(t, je_termin(t), je, **zahlen)
    deckung = je_gruppe(t, erwartet(t), je, abdeckung=GEZAEHLT.mean())
    if je:
        werte = werte.join(deckung, on=GRUPPE, how="full", nulls_equal=True, coalesce=True)
    else:
        werte = pl.concat([werte, deckung], how="horizontal")
    w = werte.collect()
    steigung = w["sxy"] / w["sxx"]
    streuung = ((w["syy"] - steigung * w["sxy"]) / (w["n"] - 2) / w["sxx"]).sqrt()
    weite = streuung * pl.Series(stdtrit(w["n"].to_numpy() - 2, 0.975))
    return w.with_columns(unten=steigung - weite, oben=steigung + weite)


def hochrechnung(t: Tables, je: str) -> pl.DataFrame:
    """Extrapolation of visits for the expected Termine without a count, with a prediction interval."""
    mitte = (UNTEN + pl.coalesce(OBEN, UNTEN)) / 2
    bekannt = je_termin(t).group_by(ANGEBOT).agg(n=pl.len(), mittel=mitte.mean(), var=mitte.var())
    ohne = erwartet(t).filter(~GEZAEHLT).group_by(ANGEBOT).agg(m=pl.len())
    deckung = je_gruppe(t, erwartet(t), je, abdeckung=GEZAEHLT.mean())
    angebote = bekannt.join(ohne, on=ANGEBOT, how="left").with_columns(col("m").fill_null(0))
    w, deckung = pl.collect_all([gruppiert(t, angebote, je) if je else angebote, deckung])
    n, m, var = (w[s].to_numpy() for s in ("n", "m", "var"))
    weite = stdtrit(n - 1.0, 0.975) * np.sqrt(m * m * var / n + m * var)
    w = w.with_columns(weite2=pl.Series(weite**2), wert=col("mittel") * col("m"))
    wert, spiel = col("wert").sum(), col("weite2").sum().sqrt()
    zahlen = {"unten": pl.max_horizontal(wert - spiel, 0).round(), "oben": (wert + spiel).round()}
    zu_wenig = {s: pl.when((col("n") > 1).all()).then(zahl) for s, zahl in zahlen.items()}
    if je:
        return (
            w.group_by(GRUPPE)
            .agg(**zu_wenig)
            .join(deckung, on=GRUPPE, how="full", nulls_equal=True, coalesce=True)
        )
    return pl.concat([w.select(**zu_wenig), deckung], how="horizontal")  # fmt: skip


def termine(t: Tables, je: str) -> pl.DataFrame:
    """Termine, whatever became of them."""
    return je_gruppe(t, t["termin"], je, **ZEILEN).with_columns(abdeckung=None).collect()


def termine_erwartet(t: Tables, je: str) -> pl.DataFrame:
    """Termine a count is expected for."""
    return je_gruppe(t, erwartet(t), je, **ZEILEN).with_columns(abdeckung=None).collect()


def termine_gezaehlt(t: Tables, je: str) -> pl.DataFrame:
    """Expected Termine that were counted."""
    return je_gruppe(t, erwartet(t).filter(GEZAEHLT), je, **ZEILEN).with_columns(abdeckung=None).collect()


def abdeckung(t: Tables, je: str) -> pl.DataFrame:
    """Share of the expected Termine that were counted."""
    zahlen = {"unten": GEZAEHLT.mean(), "oben": GEZAEHLT.mean()}
    return je_gruppe(t, erwartet(t), je, **zahlen).with_columns(abdeckung=None).collect()


def oeffnungstage(t: Tables, je: str) -> pl.DataFrame:
    """Termine that took place."""
    zeilen = t["termin"].filter(col("status") == "stattgefunden")
    return je_gruppe(t, zeilen, je, **ZEILEN).with_columns(abdeckung=None).collect()


def oeffnungsstunden(t: Tables, je: str) -> pl.DataFrame:
    """Hours of the Termine that took place."""
    zeilen = t["termin"].filter(col("status") == "stattgefunden", col("dauer_min").is_not_null())
    stunden = col("dauer_min").cast(pl.Int64).sum() / 60
    return je_gruppe(t, zeilen, je, unten=stunden, oben=stunden).with_columns(abdeckung=None).collect()


FIGUREN: Final[dict[str, tuple[Callable[[Tables, str], pl.DataFrame], tuple[str, ...]]]] = {
    "besuche": (besuche, ("", "standort", "jahr", "bereich", "zielgruppe", "angebot", "monat", "wochentag", "altersgruppe",
                          "geschlecht")),
    "besuche_je_oeffnungstag": (je_oeffnungstag, ("", "bereich", "monat", "thema")),
    "besuche_median": (median, ("", "wochentag")),
    "besuche_hoechstwert": (hoechstwert, ("", "bereich")),
    "besuche_trend": (trend, ("", "bereich")),
    "besuche_hochrechnung": (hochrechnung, ("", "angebot")),
    "personen": (personen, ("", "planungsbezirk")),
    "kerngruppe": (kerngruppe, ("", "altersgruppe")),
    "termine": (termine, ("", "lage")),
    "termine_erwartet": (termine_erwartet, ("bereich",)),
    "termine_gezaehlt": (termine_gezaehlt, ("quartal",)),
    "abdeckung": (abdeckung, ("", "quartal")),
    "oeffnungstage": (oeffnungstage, ("", "monat")),
    "oeffnungsstunden": (oeffnungsstunden, ("", "bereich")),
}  # fmt: skip


def rows(ergebnis: pl.DataFrame) -> dict[Any, tuple[Any, ...]]:
    """Return bounds and coverage by group."""
    schluessel = GRUPPE if GRUPPE in ergebnis.columns else pl.lit(None).alias(GRUPPE)
    return {zeile[0]: zeile[1:] for zeile in ergebnis.select(schluessel, "unten", "oben", "abdeckung").rows()}
