"""Every engine holds the same cells, whatever it calls their types."""

from datetime import date, time

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from maschinen import MASCHINEN, als

from qz_analysis.figures import Bestand
from qz_analysis.model.termin import Termin
from qz_analysis.model.ziel import Ziel

TERMIN = Termin.create_empty().schema
ZIEL = Ziel.create_empty().schema


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
