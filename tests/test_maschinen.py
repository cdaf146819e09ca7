"""Every engine holds the same cells, whatever it calls their types, and makes the same figures of them."""

from dataclasses import replace
from datetime import date, time
from functools import cache

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from fall import alle_faelle
from maschinen import MASCHINEN, als, spark

from qz_analysis.figures import KENNZAHLEN, Bestand, Einstellungen, Ergebnis
from qz_analysis.model.tabellen import Tabellen
from qz_analysis.model.termin import Termin
from qz_analysis.model.ziel import Ziel

TERMIN = Termin.create_empty().schema
ZIEL = Ziel.create_empty().schema
EINSTELLUNGEN = Einstellungen(k=2, stamm_min_besuche=2, oeffnungszeiten={"montag": (("08:00", "09:00"),)})


def zurueck(frame) -> pl.DataFrame:
    """Return what an engine holds, in polars; the order of rows is nobody's promise."""
    eingang = nw.from_native(frame)
    if isinstance(eingang, nw.DataFrame):
        return eingang.lazy(backend="polars").collect().to_native()
    return eingang.collect(backend="polars").to_native()


@pytest.mark.parametrize("maschine", MASCHINEN)
def test_enums_dates_times_and_gaps_survive(maschine, tmp_path):
    termin = pl.DataFrame(
        {
            "angebot_id": ["a", "b", "c"],
            "datum": [date(2021, 1, 4), date(2021, 12, 31), date(2022, 1, 1)],
            "status": ["stattgefunden", "ausgefallen", "unbekannt"],
            "beginn": [time(14, 30), None, time(0, 0)],
        }
    ).cast({"status": TERMIN["status"]})
    gelesen = zurueck(als(maschine, {"termin": termin}, tmp_path)["termin"])
    assert gelesen.cast(dict(termin.schema)).sort("angebot_id").equals(termin)


@pytest.mark.parametrize("maschine", MASCHINEN)
def test_lists_booleans_and_whole_numbers_with_gaps_survive(maschine, tmp_path):
    ziel = pl.DataFrame(
        {
            "ziel_id": ["1.1", "1.2", "1.3"],
            "grund": [["corona", "vakanz"], [], None],
            "folgeziel_vermerkt": [True, None, False],
            "anzahl": [3_000_000_000, None, 0],
        }
    )
    mit_enum = ziel.cast({"grund": ZIEL["grund"]})
    gelesen = zurueck(als(maschine, {"ziel": mit_enum}, tmp_path)["ziel"])
    assert gelesen.cast(dict(ziel.schema)).sort("ziel_id").equals(ziel)


@pytest.mark.parametrize("maschine", MASCHINEN)
def test_tables_of_one_engine_can_be_joined(maschine, tmp_path):
    tabellen = {
        "angebot": pl.DataFrame({"angebot_id": ["a", "b"], "bereich": ["x", "y"]}),
        "termin": pl.DataFrame({"angebot_id": ["a", "a", "c"]}),
    }
    frames = {name: nw.from_native(f).lazy() for name, f in als(maschine, tabellen, tmp_path).items()}
    verbunden = frames["termin"].join(frames["angebot"], on="angebot_id", how="left")
    je_bereich = verbunden.group_by("bereich").agg(nw.len().alias("n")).collect(backend="polars").to_native()
    assert dict(je_bereich.rows()) == {"x": 2, None: 1}


@pytest.mark.parametrize("maschine", MASCHINEN)
def test_a_bestand_has_days_whole_numbers_and_times_as_text_on_every_engine(maschine, tmp_path):
    tabellen = {
        "termin": pl.DataFrame({"datum": [date(2021, 1, 4), None], "beginn": [time(14, 30), None]}),
        "teilnahme": pl.DataFrame({"anzahl": [3, None]}),
    }
    bestand = Bestand(als(maschine, tabellen, tmp_path))
    assert dict(bestand["termin"].collect_schema()) == {"datum": nw.Date, "beginn": nw.String}
    assert bestand["teilnahme"].collect_schema()["anzahl"] == nw.Int64
    assert sorted(bestand.tabelle("termin")["beginn"].to_list(), key=str) == ["14:30", None]


@pytest.fixture(scope="module")
def bestaende(tmp_path_factory):
    """Return engine and tables -> Bestand: all that the cases draw, or nothing. Each is made once."""
    tabellen = {
        "faelle": alle_faelle(tmp_path_factory.mktemp("faelle")),
        "leer": {name: schema.create_empty() for name, schema in Tabellen.member_schemas().items()},
    }

    @cache
    def bestand(maschine: str, was: str) -> Bestand:
        frames = als(maschine, tabellen[was], tmp_path_factory.mktemp(maschine))
        if maschine == "spark":  # in memory: each of some hundred queries would read the files again
            frames = {name: spark().createDataFrame(frame.toArrow()) for name, frame in frames.items()}
        return Bestand(frames, EINSTELLUNGEN)

    return bestand


def aufteilungen(name: str, was: str) -> list[tuple[str, ...]]:
    gruppen = KENNZAHLEN[name].kennzahl.gruppen if was == "faelle" else ()
    return [(), ("standort", "jahr"), *((gruppe,) for gruppe in gruppen)]


@pytest.fixture(scope="module")
def vorlage(bestaende):
    """Return Kennzahl and tables -> what polars makes of each grouping, and of which cells."""

    @cache
    def ergebnisse(name: str, was: str) -> list[tuple]:
        b = bestaende("polars", was)
        return [wie_gelesen(KENNZAHLEN[name](b, je=je)) for je in aufteilungen(name, was)]

    return ergebnisse


def wie_gelesen(ergebnis: Ergebnis) -> tuple:
    """Return all of an Ergebnis; the last digits of a float depend on the order of its sum."""
    return (
        ergebnis.id,
        [
            replace(
                w,
                anzahl=w.anzahl and replace(w.anzahl, **{s: rund(getattr(w.anzahl, s)) for s in ("wert", "min", "max")}),
                zaehler=rund(w.zaehler),
                nenner=rund(w.nenner),
            )
            for w in ergebnis.werte
        ],
        [] if ergebnis.je else [ergebnis.belege(w) for w in ergebnis.werte],
    )  # fmt: skip


def rund(wert: float | None) -> float | None:
    return wert and round(wert, 6)


@pytest.mark.parametrize("maschine", [m for m in MASCHINEN if m not in ("polars", "pandas_parquet")])
@pytest.mark.parametrize("was", ["faelle", "leer"])
@pytest.mark.parametrize("name", KENNZAHLEN)
def test_a_kennzahl_and_each_of_its_groupings_is_the_same_on_every_engine(
    name, was, maschine, bestaende, vorlage
):
    b = bestaende(maschine, was)
    assert [wie_gelesen(KENNZAHLEN[name](b, je=je)) for je in aufteilungen(name, was)] == vorlage(name, was)
