from zeichnen import blatt

from qz_analysis.clean.drift import finde_drift
from qz_analysis.model.erklaerung import Erklaerung

VORJAHR = blatt("Datum | Besuche | weiblich\n02.03.2020 | 10 | 4\n05.03.2020 | 20 | 8", name="2020")


def regeln(jetzt):
    return [(b["regel"], b["zelle"]) for b in finde_drift([VORJAHR], [jetzt], Erklaerung())]


def test_a_list_like_last_years_is_no_finding():
    assert regeln(blatt("Datum | Besuche | weiblich\n02.03.2021 | 12 | 5")) == []


def test_a_column_that_is_gone_and_one_that_is_new_are_reported():
    assert regeln(blatt("Datum | Besuche | Öffnung\n02.03.2021 | 12 | 14-17 Uhr")) == [
        ("spalte_fehlt_gegen_vorjahr", None),
        ("spalte_neu_gegen_vorjahr", None),
    ]


def test_the_value_furthest_out_of_last_years_range_is_named_with_its_cell():
    befund = finde_drift(
        [VORJAHR],
        [blatt("Datum | Besuche | weiblich\n02.03.2021 | 26 | 5\n05.03.2021 | 210 | 5")],
        Erklaerung(),
    )
    assert [(b["regel"], b["zelle"]) for b in befund] == [("wert_ausserhalb_des_vorjahrs", "B3")]
    assert "210" in befund[0]["meldung"]
    assert "10 bis 20" in befund[0]["meldung"]


def test_lists_of_another_kind_are_not_compared():
    assert regeln(blatt("Posten | % VK\nTeam | 390")) == []


def test_how_far_out_is_too_far_can_be_set():
    jetzt = [blatt("Datum | Besuche | weiblich\n02.03.2021 | 26 | 5")]
    assert finde_drift([VORJAHR], jetzt, Erklaerung(), spielraum=1.0) == []
    assert len(finde_drift([VORJAHR], jetzt, Erklaerung(), spielraum=0.1)) == 1
