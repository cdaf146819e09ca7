"""The table `termin` made whole: what the lists have, what they should have by the Rhythmus, what was captured."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Final

import dataframely as dy
import polars as pl

from qz_analysis.clean.laufzeit import Laufzeit, lies_laufzeit
from qz_analysis.clean.regel import Regel
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.solltermin import Solltermine, solltermine
from qz_analysis.model.teilnahme import Teilnahme
from qz_analysis.model.termin import Termin
from qz_analysis.model.werte import ERHEBUNG, NICHT_STATTGEFUNDEN

_TAG: Final = ["angebot_id", "datum"]
_QUELLE: Final = ("quelle_datei", "quelle_blatt", "quelle_zelle")
# Of several counts on one day the first of these holds: a sum with an estimate in it is one.
_VORRANG: Final = ("geschaetzt", "gezaehlt", "geschuetzt", "nicht_erhoben")
LAENGSTENS: Final = 366  # days of a count for a week, month or year


def ergaenze_termine(sammlung: Sammlung) -> None:
    """Complete `termin`, and of each Angebot when it runs, how far its Termine are apart and which are left open.

    A Termin that no list has stems from the cell of the Rhythmus, that of a one-off from its Beginn.
    """
    gelistet = _rahmen(sammlung, "termin", Termin)
    angebote = sammlung.zeilen["angebot"]
    ids = [a["angebot_id"] for a in angebote]
    tage = gelistet.filter(pl.col("angebot_id").is_in(ids)).group_by("angebot_id").agg("datum")
    je_angebot: dict[str, list[dt.date]] = dict(tage.iter_rows())
    soll = pl.DataFrame(
        [zeile for a in angebote for zeile in _soll(a, je_angebot.get(a["angebot_id"], []), sammlung)],
        schema={name: gelistet.schema[name] for name in (*_TAG, "status", "grund", *_QUELLE)},
    ).with_columns(planmaessig=True)
    weitere = soll.join(gelistet.select(_TAG), on=_TAG, how="anti", maintain_order="left")
    gelistet = gelistet.drop("planmaessig").join(
        soll.select(*_TAG, "planmaessig"), on=_TAG, how="left", maintain_order="left"
    )
    alle = _mit_erhebung(pl.concat([gelistet, weitere], how="diagonal"), sammlung).with_columns(
        pl.col("planmaessig").fill_null(value=False),
        dauer_min=((pl.col("ende") - pl.col("beginn")).dt.total_minutes()).cast(pl.Int32),
    )
    sammlung.zeilen["termin"] = []
    sammlung.rahmen["termin"] = [alle.select(Termin.create_empty().columns)]


def _rahmen(sammlung: Sammlung, tabelle: str, schema: type[dy.Schema]) -> pl.DataFrame:
    leer = schema.create_empty().schema
    return pl.concat([pl.DataFrame(sammlung.zeilen[tabelle], schema=leer), *sammlung.rahmen[tabelle]])


def _soll(
    angebot: dict[str, Any], gelistet: Sequence[dt.date], sammlung: Sammlung
) -> Iterator[dict[str, Any]]:
    """Fill in what the Rhythmus says of an Angebot and yield its expected Termine."""
    land, einmalig = sammlung.oeffnung.land, angebot["art"] == "einmalig"
    laufzeit = lies_laufzeit(angebot["beginn"], angebot["ende"], sammlung.jahr, land, einmalig=einmalig)
    regeln = [Regel.lies(zeile) for zeile in (angebot["rhythmus_regel"] or "").splitlines()]
    je_monat = [regel.termine_je_monat for regel in regeln]
    if einmalig:
        soll = _einmalig(laufzeit, gelistet, sammlung.jahr)
    elif angebot["durchfuehrung"] == "ausgefallen":
        soll = Solltermine({}, ())
    elif angebot["angebot_id"] in sammlung.rhythmus_im_programm and not (laufzeit.von and laufzeit.bis):
        soll = Solltermine({}, ("Zeitraum im Programm nicht genannt",))
    else:
        soll = solltermine(angebot, laufzeit, sammlung.jahr, gelistet, sammlung.oeffnung, sammlung.standort)
    angebot |= {
        "von": laufzeit.von,
        "von_spaetestens": laufzeit.von_spaetestens,
        "bis": laufzeit.bis,
        "abstand_tage": regeln[0].abstand_tage(angebot["tage_je_woche"]) if len(regeln) == 1 else None,
        "termine_je_monat": sum(n for n in je_monat if n) if regeln and all(je_monat) else None,
        "termine_unbestimmt": "; ".join(soll.unbestimmt) or None,
    }
    beleg = sammlung.belege.get((angebot["angebot_id"], "beginn" if einmalig else "rhythmus"), {})
    for tag, grund in soll.tage.items():
        yield {
            "angebot_id": angebot["angebot_id"],
            "datum": tag,
            "status": angebot["durchfuehrung"] if einmalig else "geschlossen" if grund else "unbekannt",
            "grund": grund,
            **{name: beleg[name] for name in _QUELLE},
        }


def _einmalig(laufzeit: Laufzeit, gelistet: Sequence[dt.date], jahr: int) -> Solltermine:
    if laufzeit.tag is None:
        return Solltermine({}, () if gelistet else ("Tag nicht genannt",))
    return Solltermine({laufzeit.tag: None} if laufzeit.tag.year == jahr else {}, ())


def _mit_erhebung(termine: pl.DataFrame, sammlung: Sammlung) -> pl.DataFrame:
    """Return the Termine with how their Besuche were captured, by the counts that make up totals.

    A count for a week, month or year covers all of its Termine that took place or may have. What is protected is not
    counted day by day.
    """
    zaehlungen = (
        _rahmen(sammlung, "teilnahme", Teilnahme)
        .filter("summand", pl.col("zaehlart") == "besuche", pl.col("datum").is_not_null())
        .select(
            *_TAG,
            "datum_bis",
            pl.col("erhebung").cast(pl.String).cast(pl.Enum(_VORRANG)).to_physical().alias("rang"),
        )
    )
    einzeln = pl.col("datum_bis").is_null()
    spannen = zaehlungen.filter(
        ~einzeln & ((pl.col("datum_bis") - pl.col("datum")).dt.total_days() < LAENGSTENS)
    ).with_columns(datum=pl.date_ranges("datum", "datum_bis"))
    je_tag = zaehlungen.filter(einzeln).group_by(_TAG).agg(pl.col("rang").min())
    je_spanne = spannen.explode("datum").group_by(_TAG).agg(pl.col("rang").min().alias("rang_spanne"))
    geschuetzt = [a["angebot_id"] for a in sammlung.zeilen["angebot"] if a["geschuetzt"]]
    sonst = (
        pl.when(pl.col("angebot_id").is_in(geschuetzt))
        .then(pl.lit("geschuetzt"))
        .otherwise(pl.lit("nicht_erhoben"))
    )
    fand_statt = ~pl.col("status").cast(pl.String).is_in(NICHT_STATTGEFUNDEN)
    rang = pl.min_horizontal("rang", pl.when(fand_statt).then("rang_spanne"))
    return (
        termine.join(je_tag, on=_TAG, how="left", maintain_order="left")
        .join(je_spanne, on=_TAG, how="left", maintain_order="left")
        .with_columns(
            erhebung=pl.coalesce(
                rang.replace_strict(dict(enumerate(_VORRANG)), default=None, return_dtype=pl.String), sonst
            ).cast(pl.Enum(list(ERHEBUNG)))
        )
    )
