"""Tidy tables drawn by rule, of any size: Standorte, Jahre, Angebote, Termine, and the counts at them."""

from typing import Final

import numpy as np
import polars as pl

from qz_analysis.model.tabellen import Tabellen
from qz_analysis.model.werte import BEREICH

SCHEMAS: Final = Tabellen.member_schemas()
ROWS_PER_STANDORTJAHR: Final = 2500  # a centre that counts all year
ANGEBOTE: Final = 40  # per Standort and Jahr, out of so many names:
NAMEN: Final = 200
TERMINE: Final = 44  # per Angebot
ORT: Final = ("standort", "jahr")
WOHER: Final = pl.concat_str("standort", "jahr", pl.lit("Besuche.xlsx"), separator="/")

# How a day is broken down: geschlecht, altersgruppe, planungsbezirk, whether it counts towards the sum.
MUSTER: Final = {
    "gesamt": [(None, None, None, True)],
    "mit_geschlecht": [(None, None, None, True), ("w", None, None, False), ("m", None, None, False)],
    "nur_geschlecht": [("w", None, None, True), ("m", None, None, True)],
    "mit_alter": [(None, None, None, True), *((None, a, None, False) for a in ("0-5", "6-9", "10-13", "14-17"))],
    "mit_bezirk": [(None, None, None, True), *((None, None, p, False) for p in ("Nord", "Süd"))],
}  # fmt: skip


def draw(rows: int) -> dict[str, pl.DataFrame]:
    """Return tables with so many rows of `teilnahme`, the same each time."""
    zufall = np.random.default_rng(rows)
    angebot = _angebot(max(4, rows // ROWS_PER_STANDORTJAHR))
    termin = _termin(angebot, zufall)
    links = {
        f"angebot_{name}": _form(
            angebot.filter(pl.col("nr") % 7 < 6)  # some have none
            .with_columns(pl.concat_list(*(pl.format(name + "_{}", pl.col("nr") % n) for n in (3, 5))).list.unique().alias(name))
            .explode(name),
            f"angebot_{name}",
        )
        for name in ("zielgruppe", "thema")
    }  # fmt: skip
    teilnahme = _teilnahme(termin, rows, zufall)
    quelle = teilnahme.select(*ORT, pl.col("quelle_datei").alias("datei"), herkunft=pl.lit("Handliste"))
    return {
        "angebot": _form(angebot, "angebot"),
        "termin": _form(termin, "termin"),
        "teilnahme": teilnahme,
        "quelle": quelle.unique(maintain_order=True),
        **links,
    }


def _form(rahmen: pl.DataFrame, tabelle: str) -> pl.DataFrame:
    """Return the columns of a table that are there, in the types that the files have."""
    schema = SCHEMAS[tabelle].create_empty().schema
    return rahmen.select(pl.col(s).cast(typ) for s, typ in schema.items() if s in rahmen.columns)


def _angebot(standortjahre: int) -> pl.DataFrame:
    jahre = min(10, int(standortjahre**0.5))
    bereiche = list(BEREICH)
    return (
        pl.DataFrame({"ort": range(standortjahre)})
        .join(pl.DataFrame({"a": range(ANGEBOTE)}), how="cross")
        .with_columns(nr=(pl.col("ort") // jahre * 17 + pl.col("a")) % NAMEN)
        .select(
            "nr",
            standort=pl.format("quartier_{}", pl.col("ort") // jahre),
            jahr=2016 + pl.col("ort") % jahre,
            angebot_id=pl.format("angebot_{}", "nr"),
            angebot=pl.format("Angebot {}", "nr"),
            bereich=pl.col("nr").replace_strict({n: (*bereiche, None)[n % 4] for n in range(NAMEN)}, return_dtype=pl.String),
            geschuetzt=pl.col("nr") % 20 == 0,
        )
        .with_columns(quelle_datei=WOHER, quelle_blatt=pl.lit("Angebote"), quelle_zelle=pl.format("A{}", "nr"))
    )  # fmt: skip


def _termin(angebot: pl.DataFrame, zufall: np.random.Generator) -> pl.DataFrame:
    termin = angebot.join(pl.DataFrame({"t": range(TERMINE)}), how="cross")
    n = termin.height
    status = pl.Series(
        zufall.choice(
            ["stattgefunden", "ausgefallen", "geschlossen", "unbekannt"], n, p=[0.82, 0.06, 0.06, 0.06]
        )
    )
    erhebung = pl.Series(zufall.choice(["gezaehlt", "geschaetzt", "nicht_erhoben"], n, p=[0.75, 0.1, 0.15]))
    return termin.select(
        *ORT,
        "angebot_id",
        datum=pl.date("jahr", 1, 1) + pl.duration(days=pl.col("t") * 8 + (pl.col("nr") + pl.col("jahr")) % 7),
        status=status,
        erhebung=pl.when("geschuetzt").then(pl.lit("geschuetzt"))
        .when(status == "stattgefunden").then(erhebung).otherwise(pl.lit("nicht_erhoben")),
        beginn=pl.time(14 + pl.col("nr") % 4),
        dauer_min=pl.Series(zufall.choice([60, 90, 120, 240, 0], n)).replace(0, None),
        quelle_datei="quelle_datei",
        quelle_blatt=pl.lit("Besuche"),
        quelle_zelle=pl.format("A{}", pl.int_range(n) % ROWS_PER_STANDORTJAHR),
    ).with_columns(ende=pl.col("beginn"))  # fmt: skip


def _teilnahme(termin: pl.DataFrame, rows: int, zufall: np.random.Generator) -> pl.DataFrame:
    tage = termin.filter(pl.col("status") == "stattgefunden").drop("beginn", "ende", "dauer_min", "status")
    muster = pl.Series(zufall.choice(list(MUSTER), tage.height, p=[0.55, 0.2, 0.12, 0.05, 0.08]))
    aufteilung = pl.DataFrame(
        [(name, *zeile) for name, zeilen in MUSTER.items() for zeile in zeilen],
        schema=["muster", "geschlecht", "altersgruppe", "planungsbezirk", "summand"],
        orient="row",
        infer_schema_length=None,
    )
    zeilen = (
        tage.with_columns(muster=muster).join(aufteilung, on="muster", maintain_order="left_right").head(rows)
    )
    if zeilen.height < rows:
        raise ValueError(f"only {zeilen.height} rows drawn")
    zahl = pl.Series(zufall.integers(2, 80, rows))
    art = pl.Series(
        zufall.choice(
            ["genau", "rund", "mehr_als", "bis_zu", "von_bis"], rows, p=[0.86, 0.06, 0.02, 0.03, 0.03]
        )
    )
    zaehlart = pl.Series(
        zufall.choice(["besuche", "personen", "stammbesuchende"], rows, p=[0.97, 0.02, 0.01])
    )
    unten = pl.when(art == "rund").then(zahl - zahl // 10).when(art == "mehr_als").then(zahl + 1)
    unten = unten.when(art == "bis_zu").then(0).otherwise(zahl)
    oben = pl.when(art == "rund").then(zahl + zahl // 10).when(art == "von_bis").then(zahl + 10)
    oben = oben.when(art != "mehr_als").then(zahl)
    erhoben = pl.col("erhebung") != "nicht_erhoben"
    woche = (zaehlart == "besuche") & pl.Series(zufall.random(rows) < 0.02)
    zeilen = zeilen.with_columns(
        datum_bis=pl.when(woche).then(pl.col("datum") + pl.duration(days=6)),
        zaehlart=zaehlart,
        anzahl=pl.when(erhoben & (art != "von_bis")).then(zahl),
        anzahl_min=pl.when(erhoben).then(unten),
        anzahl_max=pl.when(erhoben).then(oben),
        genauigkeit=pl.when(erhoben).then(art),
        quelle_zelle=pl.format("C{}", pl.int_range(rows) % ROWS_PER_STANDORTJAHR),
    )
    return _form(zeilen, "teilnahme")
