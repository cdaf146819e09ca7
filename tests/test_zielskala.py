"""Scales set in advance (Goal Attainment Scaling) and the stages of the Wirkungstreppe."""

import datetime as dt

import pytest
from zeichnen import blatt, tabellen

from qz_analysis.config import lade_konfiguration
from qz_analysis.figures import Bestand, Einstellungen, gas, ziel
from qz_analysis.figures.gas import t_wert
from qz_analysis.figures.gruppierung import GRUPPIERUNGEN
from qz_analysis.model.tabellen import Tabellen
from qz_analysis.model.wirkungstreppe import STUFEN, ebene, nennt_output_wirkung
from qz_analysis.show.baustein import Hinweis, Kennwerte, text_von
from qz_analysis.show.zielskala import wirkungstreppe, zielskalen

KOPF = (
    "Nr. | Orientierungsziel | Handlungsziel | Frist | Status | GAS -2 | GAS -1 | GAS 0 | GAS +1 | GAS +2 | GAS gesetzt am "
    "| GAS Gewicht | GAS erreicht"
)
STUFEN_TEXT = "keins | eins | zwei | drei | vier"


def ziele(*zeilen: str) -> Tabellen:
    return tabellen(blatt("\n".join([KOPF, *zeilen]), zahlen=False))


def skala(
    nr: str,
    *,
    frist: str = "",
    stufen: str = STUFEN_TEXT,
    gesetzt: str = "15.12.2020",
    gewicht: str = "",
    erreicht: str = "0",
) -> str:
    return f"{nr} | Vielfalt | Ziel {nr} | {frist} | erreicht | {stufen} | {gesetzt} | {gewicht} | {erreicht}"


def an(t: Tabellen) -> Bestand:
    return Bestand(t, Einstellungen(gas=True))


@pytest.mark.parametrize(
    ("x", "w", "t"),
    [((0, 0, 0), (1, 1, 1), 50), ((1, 1, 1), (1, 1, 1), 63.6931), ((1, 0, -1), (3, 2, 1), 54.4065)],
)
def test_the_score_is_that_of_the_paper_of_1968(x, w, t):
    assert t_wert(x, w) == pytest.approx(t, abs=5e-5)


def test_one_goal_moves_the_score_by_ten_a_level_whatever_its_weight_and_rho():
    assert t_wert([2], [7], rho=0.8) == 70
    assert t_wert([-1], [0.5]) == 40


@pytest.mark.parametrize(("x", "w"), [((), ()), ((1, 2), (1,)), ((1,), (0,)), ((1,), (-1,))])
def test_there_is_no_score_of_nothing_or_with_a_weight_that_is_none(x, w):
    with pytest.raises(ValueError):
        t_wert(x, w)


def test_a_scale_is_read_with_its_levels_its_day_its_weight_and_what_was_reached():
    t = ziele(skala("1.1", gewicht="2,5", erreicht="+1"), skala("1.2", erreicht="−2"))
    erstes, zweites = t.ziel.iter_rows(named=True)
    assert (erstes["gas_minus_2"], erstes["gas_plus_2"]) == ("keins", "vier")
    assert (erstes["gas_gesetzt_am"], erstes["gas_gewicht"], erstes["gas_erreicht"]) == (
        dt.date(2020, 12, 15),
        2.5,
        1,
    )
    assert (zweites["gas_gewicht"], zweites["gas_erreicht"], zweites["gas_hindernis"]) == (None, -2, None)
    assert t.befund.is_empty()


def test_the_score_is_off_unless_the_settings_ask_for_it():
    t = ziele(skala("1.1", erreicht="1"))
    assert gas.gas_t_wert(t).wert.anzahl is None
    assert zielskalen(Bestand(t)) == []


def test_a_goal_set_in_advance_makes_the_score():
    t = ziele(skala("1.1", gewicht="3", erreicht="1"), skala("1.2", gewicht="2"), skala("1.3", erreicht="-1"))
    wert = gas.gas_t_wert(an(t)).wert
    assert wert.anzahl is not None
    assert wert.anzahl.min == pytest.approx(54.4065, abs=5e-5)
    kennwerte, tabelle = zielskalen(an(t))
    assert isinstance(kennwerte, Kennwerte)
    assert text_von(kennwerte.werte[0].wert) == "54,4"
    assert tabelle.zeilen[0] == ("1.1", "Ziel 1.1", "3", "+1 drei", "ja")
    assert tabelle.zeilen[2] == ("1.3", "Ziel 1.3", "1", "−1 eins", "ja")


@pytest.mark.parametrize(
    ("frist", "gesetzt"),
    [
        ("", "31.12.2020"),
        ("Ende Q3 2021", "31.12.2020"),
        ("ab Q2 2021", "31.03.2021"),
        ("ab Q2 2021, bis Ende Q3 2021", "31.03.2021"),
    ],
)
def test_a_scale_counts_that_was_set_on_the_day_before_the_goal_began(frist, gesetzt):
    t = ziele(skala("1.1", frist=frist, gesetzt=gesetzt))
    assert t.ziel["gas_hindernis"].to_list() == [None]
    assert t.befund.is_empty()


@pytest.mark.parametrize(
    ("zeile", "grund"),
    [
        (skala("1.1", gesetzt="01.01.2021"), "am 01.01.2021 festgelegt"),
        (skala("1.1", frist="ab Q2 2021", gesetzt="01.04.2021"), "begann schon am 01.04.2021"),
        (skala("1.1", gesetzt=""), "wann die Stufen festgelegt wurden"),
        (skala("1.1", stufen="keins | | zwei | drei | "), "fehlen die Stufen −1, +2"),
        (skala("1.1", stufen=" | | | | ", gesetzt=""), "fehlen die Stufen"),
    ],
)
def test_a_scale_that_was_not_whole_before_the_goal_began_does_not_count_and_says_why(zeile, grund):
    t = ziele(zeile)
    assert grund in t.ziel["gas_hindernis"][0]
    (befund,) = t.befund.iter_rows(named=True)
    assert (befund["stufe"], befund["regel"]) == ("hinweis", "gas_gilt_nicht")
    assert grund in befund["meldung"]
    assert gas.gas_t_wert(an(t)).wert.anzahl is None


def test_no_score_is_made_of_a_status():
    t = tabellen(
        blatt(
            "Nr. | Orientierungsziel | Handlungsziel | Status\n1.1 | Vielfalt | Café | erreicht", zahlen=False
        )
    )
    assert gas.gas_t_wert(an(t)).wert.anzahl is None
    assert t.befund.is_empty()
    (hinweis,) = zielskalen(an(t))
    assert isinstance(hinweis, Hinweis)
    assert "keine Angabe. Zu keinem Ziel sind Stufen festgelegt." in hinweis.text


def test_where_no_goal_qualifies_the_report_says_why_of_each():
    t = ziele(skala("1.2", gesetzt=""), skala("1.10", erreicht=""))
    (hinweis,) = zielskalen(an(t))
    assert isinstance(hinweis, Hinweis)
    assert "keine Angabe. Ziel 1.2: es steht nicht da, wann" in hinweis.text
    assert "Ziel 1.10: es steht nicht da, welche Stufe erreicht wurde" in hinweis.text


@pytest.mark.parametrize(
    ("zeile", "regel"),
    [
        (skala("1.1", erreicht="3"), "keine_stufe"),
        (skala("1.1", erreicht="0,5"), "keine_stufe"),
        (skala("1.1", gewicht="0"), "kein_gewicht"),
        (skala("1.1", gewicht="viel"), "kein_gewicht"),
        (skala("1.1", gesetzt="im Winter"), "kein_datum"),
    ],
)
def test_what_is_no_level_no_weight_and_no_day_is_rejected(zeile, regel):
    assert regel in ziele(zeile).befund["regel"].to_list()


def test_the_settings_turn_the_score_on_with_true_and_nothing_else(tmp_path):
    (tmp_path / "qz.toml").write_text("[ziele]\ngas = true\n", encoding="utf-8")
    assert lade_konfiguration(tmp_path / "qz.toml").gas
    assert not lade_konfiguration(tmp_path / "fehlt.toml").gas


def test_goals_are_counted_by_the_stage_of_the_ladder():
    t = tabellen(
        blatt(
            """
            Nr.  | Orientierungsziel | Handlungsziel | Wirkungsstufe
            1.1  | Vielfalt          | Café          | 1
            1.10 | Vielfalt          | Chor          | Stufe 1
            1.2  | Vielfalt          | Kurs          | 4
            1.3  | Vielfalt          | Band          |
            """,
            zahlen=False,
        )
    )
    werte = ziel.handlungsziele(t, je="wirkungsstufe").werte
    assert [w.schluessel[0] for w in werte] == [1, 4, None]
    (tabelle,) = wirkungstreppe(Bestand(t))
    zeilen = [tuple(map(text_von, zeile)) for zeile in tabelle.zeilen]
    assert len(zeilen) == 8
    assert zeilen[0] == ("1 Aktivitäten finden wie geplant statt", "Output", "2", "1.1, 1.10")
    assert zeilen[3] == ("4 Bewusstsein oder Fähigkeiten ändern sich", "Outcome", "1", "1.2")
    assert zeilen[6][1:] == ("Impact", "–", "–")
    assert zeilen[7] == ("ohne Stufe", "–", "1", "1.3")


def test_without_any_stage_nothing_is_shown():
    t = tabellen(blatt("Nr. | Orientierungsziel | Handlungsziel\n1.1 | Vielfalt | Café", zahlen=False))
    assert wirkungstreppe(Bestand(t)) == []


@pytest.mark.parametrize("stufe", ["0", "8", "hoch", "2.5"])
def test_what_is_no_stage_is_rejected(stufe):
    t = tabellen(
        blatt(
            f"Nr. | Orientierungsziel | Handlungsziel | Wirkungsstufe\n1.1 | Vielfalt | Café | {stufe}",
            zahlen=False,
        )
    )
    assert t.ziel["wirkungsstufe"].to_list() == [None]
    assert t.befund.select("regel", "zelle").rows() == [("keine_stufe", "D2")]


def test_output_ends_with_the_third_stage_and_outcome_with_the_sixth():
    assert [ebene(stufe) for stufe in STUFEN] == [*["Output"] * 3, *["Outcome"] * 3, "Impact"]


def test_no_label_of_an_output_speaks_of_wirkung():
    labels = GRUPPIERUNGEN["wirkungsstufe"].labels()
    assert [stufe for stufe in STUFEN if nennt_output_wirkung(stufe, STUFEN[stufe])] == []
    assert [stufe for stufe, label in labels.items() if nennt_output_wirkung(stufe, label)] == []


@pytest.mark.parametrize(
    ("stufe", "text", "falsch"),
    [
        (1, "Die Wirkung des Cafés", True),
        (3, "Wirkungen im Haus", True),
        (3, "Stufe der Wirkungstreppe", False),
        (2, "Mitwirkung der Nachbarschaft", False),
        (4, "Die Wirkung des Kurses", False),
        (None, "Die Wirkung des Kurses", False),
        (1, None, False),
    ],
)
def test_wirkung_is_the_wrong_word_for_an_output_and_the_name_of_the_ladder_is_not(stufe, text, falsch):
    assert nennt_output_wirkung(stufe, text) is falsch


def test_a_goal_whose_text_calls_its_output_wirkung_is_reported():
    t = tabellen(
        blatt(
            "Nr. | Orientierungsziel | Handlungsziel | Wirkungsstufe | Umsetzung\n1.1 | Vielfalt | Café | 2 | große Wirkung",
            zahlen=False,
        )
    )
    assert t.befund.select("stufe", "regel", "zelle").rows() == [
        ("hinweis", "output_ist_keine_wirkung", "E2")
    ]
    assert t.ziel["wirkungsstufe"].to_list() == [2]
