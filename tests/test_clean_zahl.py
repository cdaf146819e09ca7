import pytest

from qz_analysis.clean.zahl import parse_anzahl
from qz_analysis.model.anzahl import Anzahl


@pytest.mark.parametrize(
    ("geschrieben", "unten", "oben", "genauigkeit"),
    [
        (14, 14, 14, "genau"),
        ("1.234", 1234, 1234, "genau"),
        ("1.234,5", 1234.5, 1234.5, "genau"),
        ("rund 35", 35, 35, "rund"),
        ("ca. 14", 14, 14, "rund"),
        ("~20", 20, 20, "rund"),
        ("über 250 Personen", 251, None, "mehr_als"),
        ("mind. 5", 5, None, "mindestens"),
        ("bis zu 40", 0, 40, "bis_zu"),
        ("50 - 60", 50, 60, "von_bis"),
        ("50–60", 50, 60, "von_bis"),
        ("fünf", 5, 5, "genau"),
    ],
)
def test_a_hedged_count_keeps_its_bounds(geschrieben, unten, oben, genauigkeit):
    zahl = parse_anzahl(geschrieben)
    assert zahl is not None
    assert (zahl.min, zahl.max, zahl.genauigkeit) == (unten, oben, genauigkeit)


@pytest.mark.parametrize("text", ["", "x", "12.03.2021", "ausgefallen", "60 - 50", "12 Häuser", True])
def test_what_is_no_number_is_none_and_never_a_guess(text):
    assert parse_anzahl(text) is None


def test_an_open_bound_leaves_the_sum_open():
    summe = Anzahl.genau(10) + Anzahl(250, 251, None, "mehr_als")
    assert (summe.min, summe.max, summe.genauigkeit) == (261, None, "mindestens")


def test_a_rough_number_makes_the_sum_rough():
    assert (Anzahl.genau(10) + Anzahl(12, 12, 12, "rund")).genauigkeit == "rund"
