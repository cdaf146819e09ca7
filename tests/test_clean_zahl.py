import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qz_analysis.clean.zahl import lies_zahlspalte, parse_anzahl
from qz_analysis.model.anzahl import Anzahl


@pytest.mark.parametrize(
    ("geschrieben", "unten", "oben", "genauigkeit"),
    [
        (14, 14, 14, "genau"),
        ("14", 14, 14, "genau"),
        ("1.234", 1234, 1234, "genau"),
        ("1.234,5", 1234.5, 1234.5, "genau"),
        ("1'234", 1234, 1234, "genau"),
        ("1\u00a0234", 1234, 1234, "genau"),
        ("12,5 %", 12.5, 12.5, "genau"),
        ("−5", -5, -5, "genau"),
        ("14 Personen", 14, 14, "genau"),
        ("14 TN", 14, 14, "genau"),
        ("3 Besucher*innen", 3, 3, "genau"),
        ("12+3", 15, 15, "genau"),
        ("12 Kinder + 3 Erwachsene", 15, 15, "genau"),
        ("fünf", 5, 5, "genau"),
        ("eine Person", 1, 1, "genau"),
        ("dreißig", 30, 30, "genau"),
        ("dreissig", 30, 30, "genau"),
        ("achtundzwanzig", 28, 28, "genau"),
        ("hundert", 100, 100, "genau"),
        ("rund 35", 32, 38, "rund"),
        ("ca. 14", 13, 15, "rund"),
        ("~20", 18, 22, "rund"),
        ("knapp 30", 27, 33, "rund"),
        ("rund zwanzig Kinder", 18, 22, "rund"),
        ("30 (geschätzt)", 27, 33, "rund"),
        ("ein Dutzend", 11, 13, "rund"),
        ("rund 5", 5, 5, "rund"),
        ("rund 35 %", 31.5, 38.5, "rund"),
        ("über 250 Personen", 251, None, "mehr_als"),
        ("mehr als 20", 21, None, "mehr_als"),
        ("über 50 %", 50, None, "mehr_als"),
        ("mind. 5", 5, None, "mindestens"),
        (">=5", 5, None, "mindestens"),
        ("gut 30", 30, None, "mindestens"),
        ("20+", 20, None, "mindestens"),
        ("bis zu 40", 0, 40, "bis_zu"),
        ("höchstens 12", 0, 12, "bis_zu"),
        ("nicht mehr als 12", 0, 12, "bis_zu"),
        ("< 5", 0, 4, "bis_zu"),
        ("weniger als 5", 0, 4, "bis_zu"),
        ("50 - 60", 50, 60, "von_bis"),
        ("50–60", 50, 60, "von_bis"),
        ("10 bis 12", 10, 12, "von_bis"),
        ("ca. 10-12", 10, 12, "von_bis"),
        ("zwischen 10 und 12 Kinder", 10, 12, "von_bis"),
        ("fünf bis zehn", 5, 10, "von_bis"),
    ],
)
def test_a_hedged_count_keeps_its_bounds(geschrieben, unten, oben, genauigkeit):
    zahl = parse_anzahl(geschrieben)
    assert zahl is not None
    assert (zahl.min, zahl.max, zahl.genauigkeit) == (unten, oben, genauigkeit)


@pytest.mark.parametrize(
    "text",
    ["", "x", "12.03.2021", "ausgefallen", "60 - 50", "12 Häuser", "10 und 12", "12/3", "1.5", "²", "unter 0", "+",
     "ein paar", True, None, float("nan")],
)  # fmt: skip
def test_what_is_no_number_is_none_and_never_a_guess(text):
    assert parse_anzahl(text) is None


@given(
    st.integers(0, 10**9), st.sampled_from(["{}", "ca. {}", "{} Personen", "rund {} TN", "{}+0", "bis zu {}"])
)
@settings(deadline=None)
def test_a_whole_number_reads_back_with_and_without_german_thousands(n, muster):
    for text in (
        f"{n}",
        f"{n:,}".replace(",", "."),
        f"{n:,}".replace(",", "'"),
        f"{n:,}".replace(",", "\u202f"),
    ):
        zahl = parse_anzahl(muster.format(text))
        assert zahl is not None
        assert zahl.wert == n


@given(st.decimals(0, 10**7, places=2))
@settings(deadline=None)
def test_a_decimal_number_reads_back_in_its_own_convention(n):
    deutsch = f"{n:,}".translate(str.maketrans(",.", ".,"))
    assert parse_anzahl(deutsch) == parse_anzahl(f"{n:,}", ".") == Anzahl.genau(float(n))


@given(st.text(max_size=20))
@settings(deadline=None)
def test_no_text_breaks_the_reading_of_numbers(text):
    parse_anzahl(text)
    lies_zahlspalte([text])


def gelesen(spalte, **wie):
    regel = lies_zahlspalte(spalte, **wie)
    return [zahl.wert if (zahl := regel.lies(wert)) else None for wert in spalte]


def test_a_point_before_three_digits_alone_is_ambiguous_and_not_read():
    regel = lies_zahlspalte([7, "1.234", None, "12"])
    assert (regel.dezimal, regel.mehrdeutig, regel.widerspruch) == (None, (1,), False)
    assert "„1.234“" in regel.erklaerung
    assert gelesen(["1.234", 7, "12"]) == [None, 7, 12]


@pytest.mark.parametrize(
    ("beleg", "dezimal", "wert"),
    [("1.5", ".", 1.234), ("12.75", ".", 1.234), ("0.125", ".", 1.234), ("1.234,5", ",", 1234), ("12.345.678", ",", 1234)],
)  # fmt: skip
def test_another_cell_decides_what_the_point_means(beleg, dezimal, wert):
    regel = lies_zahlspalte(["1.234", beleg])
    assert (regel.dezimal, regel.mehrdeutig) == (dezimal, ())
    assert f"„{beleg}“" in regel.erklaerung
    assert gelesen(["1.234", beleg])[0] == wert


def test_both_conventions_in_one_column_are_a_contradiction_and_only_the_ambiguous_cell_is_lost():
    spalte = ["1.5", "1.234,5", "1.234"]
    regel = lies_zahlspalte(spalte)
    assert (regel.widerspruch, regel.mehrdeutig) == (True, (2,))
    assert "„1.5“" in regel.erklaerung
    assert "„1.234,5“" in regel.erklaerung
    assert gelesen(spalte) == [1.5, 1234.5, None]


def test_where_things_are_counted_a_point_before_three_digits_parts_thousands():
    assert gelesen(["ca. 1.234", "12"], ganze=True) == [1234, 12]
    assert lies_zahlspalte(["1.234", "2,345"], ganze=True).mehrdeutig == (0, 1)


def test_numbers_excel_knows_as_numbers_and_dates_decide_nothing():
    regel = lies_zahlspalte([1.5, 3, "12.03.2021", "n.e.", None])
    assert (regel.dezimal, regel.mehrdeutig) == (None, ())
    assert regel.lies(1.5) == Anzahl.genau(1.5)


def test_a_number_nobody_can_have_counted_is_no_number():
    assert parse_anzahl(10**30) is None
    assert parse_anzahl("1" * 30) is None
    assert parse_anzahl(10**9) is not None
