"""Concerns that citizens raised: how they are read, and which goals answer them."""

import datetime as dt

import polars as pl
import pytest
from zeichnen import blatt, tabellen

from qz_analysis.clean.standortjahr import add_folgeziele
from qz_analysis.figures import KENNZAHLEN, Bestand, anliegen
from qz_analysis.model.tabellen import Tabellen
from qz_analysis.show.anliegen import NICHT_REPRAESENTATIV
from qz_analysis.show.anliegen import anliegen as zeige_anliegen
from qz_analysis.show.baustein import Hinweis, Tabelle

ZIELE = """
Nr. | Orientierungsziel | Handlungsziel | Status
1.1 | Vielfalt          | Café öffnen   | erreicht
2.3 | Vielfalt          | Chor gründen  |
2.9 | Vielfalt          | Band gründen  |
"""


def liste(*ziele: str, **weitere: str) -> Tabellen:
    """Return the tables of a list with one concern per cell of goals, and this year's goals."""
    zeilen = "\n".join(
        f"{n} | Anliegen {n} | {ziel} | Ziel | {weitere.get('bemerkung', '')}"
        for n, ziel in enumerate(ziele, 1)
    )
    return tabellen(
        blatt(f"Nr. | Anliegen | Ziel | unsicher | Bemerkung\n{zeilen}", name="Anliegen"),
        blatt(ZIELE, name="Ziele", zahlen=False),
    )


def mit_folgejahr(t: Tabellen, *nummern: str) -> Tabellen:
    zeilen = "\n".join(f"{nr} | Vielfalt | Vorhaben {nr}" for nr in nummern)
    folge = blatt(
        f"Nr. | Orientierungsziel | Handlungsziel\n{zeilen}", datei="qz/2022/ziele.xlsx", zahlen=False
    )
    return add_folgeziele(t, [folge], 2022, "qz")


def test_a_concern_is_read_with_theme_channel_date_and_how_often():
    t = tabellen(
        blatt(
            """
            Nr. | Anliegen         | Thema  | Kanal     | Datum           | Anzahl
            7   | Orte zum Treffen | Jugend | Gespräche | 2. Quartal 2021 | über 5
                | mehr Schatten    |        |           |                 |
            """
        )
    )
    treffen, schatten = t.anliegen.iter_rows(named=True)
    assert (treffen["anliegen_id"], treffen["thema"], treffen["kanal"]) == ("7", "Jugend", "einzelgespraech")
    assert (treffen["datum"], treffen["datum_bis"]) == (dt.date(2021, 4, 1), dt.date(2021, 6, 30))
    assert (treffen["anzahl_min"], treffen["anzahl_max"], treffen["genauigkeit"]) == (6, None, "mehr_als")
    assert (schatten["anliegen_id"], schatten["kanal"], schatten["anzahl"]) == ("2", None, None)
    assert t.befund.is_empty()


@pytest.mark.parametrize(
    ("zelle", "ziel", "ziel_folgejahr"),
    [
        ("1.1", "1.1", None),
        ("2022: 2.3; 2.5", None, "2.3; 2.5"),
        ("2021: 1.1; 2.3; 2022: 2.4", "1.1; 2.3", "2.4"),
        ("1.1; 2022: Ziel 2.4, 2.5", "1.1", "2.4; 2.5"),
        ("2022: 2.4\\n2022: 2.4", None, "2.4"),
        ("", None, None),
    ],
)
def test_a_cell_names_goals_of_this_year_and_of_the_next(zelle, ziel, ziel_folgejahr):
    t = liste(zelle)
    assert t.anliegen.select("ziel", "ziel_folgejahr").rows() == [(ziel, ziel_folgejahr)]
    assert t.befund.is_empty()


@pytest.mark.parametrize("zelle", ["bald", "Café", "2022: 2.3; bald", "2019: 1.1", "2023: 1.1"])
def test_a_cell_that_names_no_goal_of_these_years_is_rejected_and_the_concern_stays(zelle):
    t = liste(zelle)
    assert t.anliegen.select("anliegen", "ziel", "ziel_folgejahr").rows() == [("Anliegen 1", None, None)]
    assert t.befund.select("regel", "zelle").rows() == [("kein_zielbezug", "C2")]


def test_a_goal_of_this_year_that_does_not_exist_is_named_with_its_cell_and_the_nearest():
    t = liste("1.1", "2.4")
    (befund,) = t.befund.iter_rows(named=True)
    assert (befund["regel"], befund["stufe"], befund["zelle"], befund["wert"]) == (
        "ziel_unbekannt",
        "fehler",
        "C3",
        "2.4",
    )
    assert "„2.3“" in befund["meldung"]


def test_a_goal_of_the_next_year_that_does_not_exist_is_named_once_that_year_is_planned():
    t = liste("2022: 3.1")
    assert t.befund.is_empty()
    befund = mit_folgejahr(t, "2.1", "3.4").befund
    assert befund.select("regel", "zelle", "wert", "jahr").rows() == [("ziel_unbekannt", "C2", "3.1", 2021)]
    assert "„3.4“" in befund["meldung"][0]


def test_a_channel_nobody_knows_is_rejected_with_the_nearest():
    t = tabellen(blatt("Anliegen | Kanal\nmehr Schatten | onlien"))
    assert t.anliegen["kanal"].to_list() == [None]
    assert "„online“" in t.befund["meldung"][0]


def test_a_concern_is_answered_by_a_goal_of_the_next_year_that_exists():
    t = mit_folgejahr(liste("1.1", "2022: 2.1", "2022: 9.9", "2022: 9.9; 2.1"), "2.1")
    wert = anliegen.anliegen_beantwortet(t).wert
    assert (wert.zaehler, wert.nenner, wert.unsicher) == (2, 4, 4)


def test_without_goals_of_the_next_year_nobody_knows_what_is_answered():
    wert = anliegen.anliegen_beantwortet(liste("2022: 2.1")).wert
    assert wert.anzahl is None
    (antwort,) = anliegen.antworten(Bestand(liste("2022: 2.1")))
    assert not antwort.geplant


def test_concerns_of_one_site_are_not_answered_by_goals_of_another():
    t = mit_folgejahr(liste("2022: 2.1"), "2.1")
    fremd = {name: getattr(t, name) for name in Tabellen.members()}
    fremd["ziel_folgejahr"] = fremd["ziel_folgejahr"].with_columns(standort=pl.lit("anderswo"))
    assert anliegen.anliegen_beantwortet(fremd).wert.anzahl is None


@pytest.mark.parametrize("rahmen", [pl.DataFrame.lazy, pl.DataFrame.to_pandas])
def test_the_share_is_the_same_whatever_holds_the_tables(rahmen):
    t = mit_folgejahr(liste("1.1", "2022: 2.1", ""), "2.1")
    anders = {name: rahmen(getattr(t, name)) for name in ("anliegen", "ziel", "ziel_folgejahr")}
    assert anliegen.anliegen_beantwortet(anders).wert == anliegen.anliegen_beantwortet(t).wert


def test_concerns_come_in_the_order_of_their_numbers_with_the_goals_that_answer_them():
    t = mit_folgejahr(liste(*["2022: 2.1"] * 9, "1.1; 2022: 2.1"), "2.1")
    antworten = anliegen.antworten(Bestand(t))
    assert [a.anliegen_id for a in antworten] == [str(n) for n in range(1, 11)]
    letzte = antworten[-1]
    assert [(z.ziel_id, z.status) for z in letzte.ziele] == [("1.1", "erreicht")]
    assert [(z.jahr, z.handlungsziel) for z in letzte.folgeziele] == [(2022, "Vorhaben 2.1")]


def test_the_report_shows_which_concerns_found_no_goal():
    t = mit_folgejahr(liste("2022: 2.1", "1.1", bemerkung="kam oft"), "2.1")
    tabelle, offen = zeige_anliegen(Bestand(t))
    assert isinstance(tabelle, Tabelle)
    assert tabelle.zeilen[0][-1] == "2.1 Vorhaben 2.1\u00a0*"
    assert tabelle.zeilen[1][-2:] == ("1.1 Café öffnen: ✓\u00a0erreicht\u00a0*", "–")
    assert isinstance(offen, Hinweis)
    assert "1 von 2 Anliegen" in offen.text
    assert "„Anliegen 2“ (kam oft)" in offen.text


@pytest.mark.parametrize(
    "t",
    [
        pytest.param(mit_folgejahr(liste("2022: 2.1", "1.1"), "2.1"), id="one is open"),
        pytest.param(mit_folgejahr(liste("2022: 2.1"), "2.1"), id="none is open"),
        pytest.param(liste("2022: 2.1"), id="next year is not planned"),
        pytest.param(tabellen(), id="no list"),
    ],
)
def test_every_block_says_that_concerns_stand_for_nobody_else(t):
    for baustein in zeige_anliegen(Bestand(t)):
        assert NICHT_REPRAESENTATIV in baustein.html()


@pytest.mark.parametrize("id", ["anliegen", "anliegen_beantwortet"])
def test_a_figure_on_concerns_says_so_in_its_very_name(id):
    kennzahl = KENNZAHLEN[id].kennzahl
    assert "nicht repräsentativ" in kennzahl.bezeichnung
    assert "nicht methodisch erhoben und nicht repräsentativ" in kennzahl.definition
