"""What goals say of goals of other years: read, and held against each other."""

import pytest
from zeichnen import blatt, tabellen

from qz_analysis.clean.zielbezug import finde_zielbrueche
from qz_analysis.einlesen import pruefe
from qz_analysis.model.erklaerung import Erklaerung
from qz_analysis.model.zielbezug import Zielbezug, lies_bezuege, schreibe_bezuege, zielnummer


def ziele(text, jahr, name="Ziele"):
    return blatt(text, name=name, datei=f"qz/{jahr}/ziele.xlsx", zahlen=False)


def brueche(jahrgaenge, in_jahren=None):
    blaetter = {jahr: [ziele(text, jahr)] for jahr, text in jahrgaenge.items()}
    befunde = finde_zielbrueche(blaetter, Erklaerung(), in_jahren or set(jahrgaenge))
    return [(b["datei"], b["zelle"], b["regel"]) for b in befunde], [b["meldung"] for b in befunde]


@pytest.mark.parametrize(
    ("text", "gelesen"),
    [
        (None, []),
        ("–", []),
        ("neu", []),
        ("2.1", [(2022, "2.1")]),
        ("Ziel 2.1.", [(2022, "2.1")]),
        ("2.5; 2.7", [(2022, "2.5"), (2022, "2.7")]),
        ("2.5, 2.7 und 2.10", [(2022, "2.5"), (2022, "2.7"), (2022, "2.10")]),
        ("2.5; 2.5", [(2022, "2.5")]),
        ("2.1 (2024)", [(2024, "2.1")]),
        ("2024: 2.1; 2.2", [(2024, "2.1"), (2024, "2.2")]),
    ],
)
def test_a_cell_names_goals_by_number_and_if_need_be_by_year(text, gelesen):
    assert [(b.jahr, b.ziel_id) for b in lies_bezuege(text, 2022)] == gelesen


def test_what_was_read_is_written_so_that_it_is_read_the_same_again():
    bezuege = (Zielbezug(2022, "2.10"), Zielbezug(2024, "3.1"))
    assert schreibe_bezuege(bezuege, 2022) == "2.10; 3.1 (2024)"
    assert lies_bezuege("2.10; 3.1 (2024)", 2022) == bezuege
    assert schreibe_bezuege((), 2022) is None


def test_a_number_keeps_its_dots_between_and_loses_the_one_behind():
    assert zielnummer("Ziel 2.10.") == "2.10"


def test_the_table_holds_the_numbers_without_what_is_written_around_them():
    t = tabellen(
        ziele(
            """
            Nr.  | Orientierungsziel | Handlungsziel | Folgeziel      | Folgeziel von
            1.1. | Vielfalt          | Café          | Ziel 2.1       | neu
            1.2. | Vielfalt          | Chor          | 2.1, 2.2 (2024) | 1.4 und 1.5
            """,
            2021,
        )
    )
    assert t.ziel.select("ziel_id", "folgeziel", "folgeziel_von").rows() == [
        ("1.1", "2.1", None),
        ("1.2", "2.1; 2.2 (2024)", "1.4; 1.5"),
    ]
    assert t.befund.is_empty()


def test_a_goal_that_names_itself_is_reported_with_its_cell_and_not_taken_over():
    t = tabellen(
        ziele("Nr. | Orientierungsziel | Handlungsziel | Folgeziel\n1.1 | Vielfalt | Café | 1.1 (2021)", 2021)
    )
    assert t.ziel["folgeziel"].to_list() == [None]
    assert t.befund.select("regel", "zelle").rows() == [("folgeziel_ist_es_selbst", "D2")]
    assert "verweist auf sich selbst" in t.befund["meldung"][0]
    assert t.quelle["zellen_zurueckgewiesen"].to_list() == [1]


def test_the_same_number_in_the_next_year_is_another_goal():
    t = tabellen(
        ziele("Nr. | Orientierungsziel | Handlungsziel | Folgeziel\n1.1 | Vielfalt | Café | 1.1", 2021)
    )
    assert t.ziel["folgeziel"].to_list() == ["1.1"]
    assert t.befund.is_empty()


@pytest.mark.parametrize(
    ("kopf", "eintrag", "regel"),
    [
        ("Folgeziel", "1.2 (2021)", "folgeziel_im_kreis"),
        ("Folgeziel", "1.2 (2020)", "folgeziel_im_kreis"),
        ("Folgeziel von", "1.2 (2022)", "folgeziel_von_im_kreis"),
        ("Folgeziel von", "1.2 (2021)", "folgeziel_von_im_kreis"),
    ],
)
def test_goals_that_would_lead_in_a_circle_are_reported_where_the_circle_closes(kopf, eintrag, regel):
    text = f"Nr. | Orientierungsziel | Handlungsziel | {kopf}\n1.1 | Vielfalt | Café | {eintrag}"
    t = tabellen(ziele(text, 2021))
    assert t.befund.select("regel", "zelle").rows() == [(regel, "D2")]
    assert "im Kreis" in t.befund["meldung"][0]
    assert t.ziel.select("folgeziel", "folgeziel_von").rows() == [(None, None)]


def test_a_header_left_over_from_last_year_names_the_wrong_year():
    t = tabellen(
        ziele("Nr. | Orientierungsziel | Handlungsziel | Folgeziel 2022\n1.1 | Vielfalt | Café | 1.2", 2022),
        jahr=2022,
    )
    assert t.befund["regel"].to_list() == ["folgeziel_im_kreis"]
    assert "auch in der Überschrift" in t.befund["meldung"][0]


def test_goals_that_agree_in_both_directions_are_no_finding():
    assert brueche(
        {
            2021: "Nr. | Orientierungsziel | Handlungsziel | Folgeziel\n1.1 | V | Café | 2.1\n1.2 | V | Chor | 2.1",
            2022: "Nr. | Orientierungsziel | Handlungsziel | Folgeziel von\n2.1 | V | Fest | 1.1; 1.2",
        }
    ) == ([], [])


def test_a_folgeziel_nobody_has_is_reported_with_the_numbers_there_are():
    orte, meldungen = brueche(
        {
            2021: "Nr. | Orientierungsziel | Handlungsziel | Folgeziel\n1.1 | V | Café | 2.9",
            2022: "Nr. | Orientierungsziel | Handlungsziel\n1.1 | V | Fest\n2.1 | V | Chor\n2.2 | V | Tanz",
        }
    )
    assert orte == [("qz/2021/ziele.xlsx", "D2", "folgeziel_unbekannt")]
    assert "2.9" in meldungen[0]
    assert "Dort gibt es 2.1, 2.2." in meldungen[0]


def test_a_goal_said_to_follow_from_one_that_never_was_is_reported_in_its_own_list():
    orte, meldungen = brueche(
        {
            2021: "Nr. | Orientierungsziel | Handlungsziel\n1.1 | V | Café",
            2022: "Nr. | Orientierungsziel | Handlungsziel | Folgeziel von\n2.1 | V | Fest | 3.1",
        }
    )
    assert orte == [("qz/2022/ziele.xlsx", "D2", "folgeziel_von_unbekannt")]
    assert "Zielmatrix 2021" in meldungen[0]


def test_a_year_without_a_list_of_goals_decides_nothing():
    assert brueche({2021: "Nr. | Orientierungsziel | Handlungsziel | Folgeziel\n1.1 | V | Café | 2.9"}) == (
        [],
        [],
    )


def test_a_step_over_a_year_is_held_against_the_year_it_names():
    zwei_jahre_spaeter = {
        2021: "Nr. | Orientierungsziel | Handlungsziel | Folgeziel\n1.1 | V | Café | 2.9 (2023)",
        2022: "Nr. | Orientierungsziel | Handlungsziel\n2.9 | V | Fest",
        2023: "Nr. | Orientierungsziel | Handlungsziel\n2.1 | V | Fest",
    }
    assert brueche(zwei_jahre_spaeter)[0] == [("qz/2021/ziele.xlsx", "D2", "folgeziel_unbekannt")]


def test_two_statements_on_the_same_step_that_disagree_are_reported_with_both_cells():
    orte, meldungen = brueche(
        {
            2021: "Nr. | Orientierungsziel | Handlungsziel | Folgeziel\n1.1 | V | Café | 2.1\n1.2 | V | Chor |",
            2022: "Nr. | Orientierungsziel | Handlungsziel | Folgeziel von\n2.1 | V | Fest | 1.2",
        }
    )
    assert orte == [("qz/2021/ziele.xlsx", "D2", "folgeziel_widerspruch")]
    assert "qz/2022/ziele.xlsx, Blatt Ziele, Zelle D2" in meldungen[0]


def test_a_cell_that_is_empty_contradicts_nothing():
    assert brueche(
        {
            2021: "Nr. | Orientierungsziel | Handlungsziel | Folgeziel\n1.1 | V | Café | 2.1\n1.2 | V | Chor |",
            2022: "Nr. | Orientierungsziel | Handlungsziel | Folgeziel von\n2.1 | V | Fest |\n2.2 | V | Tanz | 1.2",
        }
    ) == ([], [])


def test_a_folgeziel_that_is_noted_and_found_nowhere_is_pointed_out():
    jahrgaenge = {
        2021: "Nr. | Orientierungsziel | Handlungsziel | Folgeziel vermerkt\n1.1 | V | Café | ja\n1.2 | V | Chor | ja",
        2022: "Nr. | Orientierungsziel | Handlungsziel | Folgeziel von\n2.1 | V | Fest | 1.2",
    }
    assert brueche(jahrgaenge)[0] == [("qz/2021/ziele.xlsx", "D2", "folgeziel_ohne_nummer")]


def test_only_the_cells_of_the_years_asked_for_are_reported():
    jahrgaenge = {
        2021: "Nr. | Orientierungsziel | Handlungsziel | Folgeziel\n1.1 | V | Café | 9.9",
        2022: "Nr. | Orientierungsziel | Handlungsziel | Folgeziel von\n2.1 | V | Fest | 8.8",
    }
    assert brueche(jahrgaenge, {2022})[0] == [("qz/2022/ziele.xlsx", "D2", "folgeziel_von_unbekannt")]


def schreibe_csv(ordner, text):
    ordner.mkdir(parents=True)
    (ordner / "Ziele.csv").write_text("\n".join(text), encoding="utf-8")


def test_checking_a_years_folder_holds_it_against_the_year_beside_it(tmp_path):
    schreibe_csv(tmp_path / "qz/2021", ["Nr.;Orientierungsziel;Handlungsziel;Folgeziel", "1.1;V;Café;7.7"])
    schreibe_csv(
        tmp_path / "qz/2022", ["Nr.;Orientierungsziel;Handlungsziel;Folgeziel von", "2.1;V;Fest;8.8"]
    )
    einer = [b["regel"] for b in pruefe([tmp_path / "qz/2022"]).befunde if "unbekannt" in b["regel"]]
    beide = [b["regel"] for b in pruefe([tmp_path / "qz"]).befunde if "unbekannt" in b["regel"]]
    assert einer == ["folgeziel_von_unbekannt"]
    assert sorted(beide) == ["folgeziel_unbekannt", "folgeziel_von_unbekannt"]
