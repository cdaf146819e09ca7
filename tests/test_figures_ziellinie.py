"""How goals lead to one another over years."""

import polars as pl
import pytest
from zeichnen import blatt, tabellen

from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.ziellinie import Zielort, offene_ziele, verbuende, ziellinie

KOPF = "Nr. | Orientierungsziel | Handlungsziel | Status | Folgeziel vermerkt | Folgeziel | Folgeziel von | unsicher"


def linie(**jahre):
    """Return the line of goals drawn per year, as `j2021="1.1 | V | Café | erreicht | | 2.1"`."""
    frames = [
        tabellen(blatt(f"{KOPF}\n{text}", zahlen=False), jahr=int(name.removeprefix("j"))).ziel
        for name, text in jahre.items()
    ]
    return ziellinie(Bestand({"ziel": pl.concat(frames)}))


def ort(jahr, ziel_id):
    return Zielort("qz", jahr, ziel_id)


def nummern(orte):
    return [(o.jahr, o.ziel_id) for o in orte]


DREI_JAHRE = {
    "j2021": "1.1 | V | Café | teilweise erreicht | | 2.1\n1.2 | V | Chor | erreicht | | 2.1",
    "j2022": "2.1 | V | Fest | teilweise erreicht | | 3.1; 3.2 | 1.1; 1.2",
    "j2023": "3.1 | V | Fest am Bach | | | | 2.1\n3.2 | V | Fest am Berg",
}


def test_ancestors_and_descendants_reach_over_all_years_the_nearest_first():
    li = linie(**DREI_JAHRE)
    assert nummern(li.vorfahren(ort(2023, "3.2"))) == [(2022, "2.1"), (2021, "1.1"), (2021, "1.2")]
    assert nummern(li.nachkommen(ort(2021, "1.1"))) == [(2022, "2.1"), (2023, "3.1"), (2023, "3.2")]


def test_a_step_counts_once_whether_one_direction_or_both_are_written():
    assert [(s.von.ziel_id, s.nach.ziel_id) for s in linie(**DREI_JAHRE).schritte] == [
        ("1.1", "2.1"), ("1.2", "2.1"), ("2.1", "3.1"), ("2.1", "3.2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("alt", "neu", "verbleib", "herkunft"),
    [
        ("1.1 | V | Café | | | 2.1", "2.1 | V | café", "weitergefuehrt", "weitergefuehrt"),
        ("1.1 | V | Café | | | 2.1", "2.1 | V | Café am Bach", "geaendert", "geaendert"),
        ("1.1 | V | Café | | | 2.1\n1.2 | V | Chor | | | 2.1", "2.1 | V | Café", "zusammengefuehrt", "zusammengefuehrt"),
        ("1.1 | V | Café | | | 2.1; 2.2", "2.1 | V | Café\n2.2 | V | Chor", "aufgeteilt", "aufgeteilt"),
        ("1.1 | V | Café | nicht erreicht", "2.1 | V | Café", "fallengelassen", "neu"),
        ("1.1 | V | Café", "2.1 | V | Café", "fallengelassen", "neu"),
        ("1.1 | V | Café | erreicht", "2.1 | V | Café", "abgeschlossen", "neu"),
        ("1.1 | V | Café | verspätet erreicht", "2.1 | V | Café", "abgeschlossen", "neu"),
        ("1.1 | V | Café | | ja", "2.1 | V | Café", None, "neu"),
        ("1.1 | V | Café | | | 9.9", "2.1 | V | Café | | | | 8.8", None, None),
    ],
)  # fmt: skip
def test_what_became_of_a_goal_and_where_one_comes_from(alt, neu, verbleib, herkunft):
    li = linie(j2021=alt, j2022=neu)
    assert li.verbleib(ort(2021, "1.1")) == verbleib
    assert li.herkunft(ort(2022, "2.1")) == herkunft


def test_a_goal_that_is_split_and_merged_at_once_is_split_and_what_it_leads_to_is_merged():
    li = linie(
        j2021="1.1 | V | Café | | | 2.1; 2.2\n1.2 | V | Chor | | | 2.1",
        j2022="2.1 | V | Fest\n2.2 | V | Tanz",
    )
    assert (li.verbleib(ort(2021, "1.1")), li.verbleib(ort(2021, "1.2"))) == (
        "aufgeteilt",
        "zusammengefuehrt",
    )
    assert (li.herkunft(ort(2022, "2.1")), li.herkunft(ort(2022, "2.2"))) == (
        "zusammengefuehrt",
        "aufgeteilt",
    )


def test_nothing_is_said_of_a_year_that_is_not_known():
    li = linie(j2021="1.1 | V | Café | nicht erreicht", j2023="2.1 | V | Café")
    assert li.verbleib(ort(2021, "1.1")) is None
    assert li.herkunft(ort(2023, "2.1")) is None
    assert li.herkunft(ort(2021, "1.1")) is None


def test_a_step_may_leave_out_a_year_that_is_named():
    li = linie(
        j2021="1.1 | V | Café | zurückgestellt | | 3.1 (2023)", j2022="2.1 | V | Chor", j2023="3.1 | V | Café"
    )
    assert nummern(li.nachkommen(ort(2021, "1.1"))) == [(2023, "3.1")]
    assert li.herkunft(ort(2023, "3.1")) == "weitergefuehrt"


def test_where_two_statements_disagree_both_count():
    li = linie(
        j2021="1.1 | V | Café | | | 2.1\n1.2 | V | Chor | | | 2.2",
        j2022="2.1 | V | Fest | | | | 1.2\n2.2 | V | Tanz",
    )
    assert nummern(li.vorgaenger(ort(2022, "2.1"))) == [(2021, "1.1"), (2021, "1.2")]


def test_a_frame_that_leads_in_a_circle_gives_no_step_back():
    frame = linie(j2021="1.1 | V | Café | | | 2.1", j2022="2.1 | V | Fest")
    zeilen = pl.DataFrame([z | {"folgeziel": "1.1 (2021)"} for z in frame.ziele.values()])
    assert [(s.von.jahr, s.nach.jahr) for s in ziellinie(Bestand({"ziel": zeilen})).schritte] == []


def test_a_step_is_a_reading_only_where_no_list_states_it_outright():
    li = linie(
        j2021="1.1 | V | Café | | | 2.1 | | Folgeziel 2022\n1.2 | V | Chor | | | 2.2 | | Folgeziel 2022",
        j2022="2.1 | V | Fest | | | | 1.1 | Folgeziel von\n2.2 | V | Tanz | | | | 1.2",
    )
    assert [s.lesart for s in li.schritte] == [True, False]


def test_goals_stand_in_the_order_of_their_numbers():
    li = linie(j2021="1.10 | V | a\n1.9 | V | b\n1.2 | V | c")
    assert [o.ziel_id for o in li.ziele] == ["1.2", "1.9", "1.10"]


def test_the_goals_of_the_year_after_come_from_its_own_table_or_from_the_one_kept_with_the_year_before():
    t = tabellen(blatt(f"{KOPF}\n1.1 | V | Café | | | 2.1", zahlen=False))
    folge = tabellen(blatt(f"{KOPF}\n2.1 | V | Café", zahlen=False), jahr=2022).ziel
    li = ziellinie(Bestand({"ziel": t.ziel, "ziel_folgejahr": folge}))
    assert li.verbleib(ort(2021, "1.1")) == "weitergefuehrt"


def test_two_sites_have_lines_of_their_own():
    eins = tabellen(blatt(f"{KOPF}\n1.1 | V | Café | | | 2.1", zahlen=False)).ziel
    zwei = tabellen(blatt(f"{KOPF}\n2.1 | V | Café", zahlen=False), jahr=2022).ziel
    li = ziellinie(Bestand({"ziel": pl.concat([eins, zwei.with_columns(standort=pl.lit("anderer"))])}))
    assert li.schritte == ()


def test_goals_that_merge_or_split_hang_together():
    li = linie(
        j2021="1.1 | V | Café | | | 2.1\n1.2 | V | Chor | | | 2.1; 2.2\n1.3 | V | Tanz | | | 2.3\n1.4 | V | Fest",
        j2022="2.1 | V | a\n2.2 | V | b\n2.3 | V | c\n2.4 | V | d",
    )
    assert [([o.ziel_id for o in v.alt], [o.ziel_id for o in v.neu]) for v in verbuende(li, "qz", 2021)] == [
        (["1.1", "1.2"], ["2.1", "2.2"]),
        (["1.3"], ["2.3"]),
    ]


def test_what_reaches_into_another_orientierungsziel_comes_last_in_its_own():
    li = linie(
        j2021="1.1 | V | Café | | | 2.1\n1.2 | V | Chor | | | 2.2\n2.1 | W | Fest | | | 2.1",
        j2022="2.1 | V | a\n2.2 | V | b",
    )
    assert [[o.ziel_id for o in v.alt] for v in verbuende(li, "qz", 2021)] == [["1.2"], ["1.1", "2.1"]]


def test_open_is_what_is_neither_reached_nor_given_up_and_what_has_a_folgeziel():
    li = linie(
        j2021="""
            1.1 | V | a | erreicht
            1.2 | V | b | verspätet erreicht
            1.3 | V | c | verworfen
            1.4 | V | d | teilweise erreicht
            1.5 | V | e | nicht erreicht
            1.6 | V | f | zurückgestellt
            1.7 | V | g |
            1.8 | V | h | erreicht | ja
            1.9 | V | i | erreicht | nein | 2.1
        """.strip()
    )
    assert [o.ziel_id for o in offene_ziele(li, "qz", 2021)] == ["1.4", "1.5", "1.6", "1.7", "1.8", "1.9"]
