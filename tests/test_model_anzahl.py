from collections import Counter
from functools import reduce
from itertools import pairwise
from operator import add
from statistics import median as median_der

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qz_analysis.clean.zahl import parse_anzahl
from qz_analysis.model.anzahl import Anzahl, anteil, hoechstwert, median
from qz_analysis.show import text

zahl = st.integers(0, 2000)
GESCHRIEBEN = ("{}", "rund {}", "über {}", "mindestens {}", "bis zu {}", "unter {}", "{} bis {}")


def lies(geschrieben: str) -> Anzahl:
    gelesen = parse_anzahl(geschrieben)
    assert gelesen is not None
    return gelesen


@st.composite
def anzahlen(draw) -> Anzahl:
    paar = sorted((draw(zahl), draw(zahl)))
    muster = draw(st.sampled_from(GESCHRIEBEN))
    return lies(muster.format(*paar) if muster.count("{}") == 2 else muster.format(paar[0] + 1))


@st.composite
def mit_wahrheit(draw) -> tuple[Anzahl, int]:
    """A hedged number and what it may truly have been."""
    a = draw(anzahlen())
    return a, draw(st.integers(int(a.min), int(a.min) + 5000 if a.max is None else int(a.max)))


def enthaelt(a: Anzahl | None, wahr: float) -> bool:
    return a is None or (a.min - 1e-9 <= wahr and (a.max is None or wahr <= a.max + 1e-9))


@pytest.mark.parametrize(
    ("summanden", "summe"),
    [
        (["10", "20"], "30"),
        (["über 85", "20"], "über 105"),
        (["über 85", "20", "3"], "über 108"),
        (["über 85", "über 20"], "mindestens 107"),
        (["über 85", "rund 35"], "mindestens 118"),
        (["mindestens 85", "20"], "mindestens 105"),
        (["rund 35", "10"], "rund 45"),
        (["rund 35", "50 bis 60"], "rund 82 bis 98"),
        (["bis zu 40", "10"], "10 bis 50"),
        (["bis zu 40", "bis zu 10"], "bis zu 50"),
        (["bis zu 40", "0"], "bis zu 40"),
        (["bis zu 40", "rund 35"], "rund 32 bis 78"),
        (["50 bis 60", "1"], "51 bis 61"),
        (["50 bis 50", "1"], "51"),
    ],
)
def test_a_sum_says_all_that_is_known_of_it(summanden, summe):
    assert text.anzahl(reduce(add, map(lies, summanden))) == summe


@given(st.lists(anzahlen(), min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_a_sum_does_not_depend_on_the_order(summanden, zufall):
    gemischt = zufall.sample(summanden, len(summanden))
    assert reduce(add, summanden) == reduce(add, gemischt)
    assert reduce(add, summanden) == gemischt[0] + reduce(add, gemischt[1:])


@given(st.sampled_from(GESCHRIEBEN), st.lists(st.tuples(zahl, zahl), min_size=1, max_size=5))
def test_the_sum_of_columns_is_the_sum_of_their_numbers(muster, paare):
    einzeln = [lies(muster.format(*sorted((a + 1, b + 1)))) for a, b in paare]
    spalten = zip(*((a.wert, a.min, a.max) for a in einzeln), strict=True)
    wert, unten, oben = (None if None in spalte else sum(spalte) for spalte in spalten)
    assert Anzahl.summe_gleicher(len(einzeln), wert, unten, oben, einzeln[0].genauigkeit) == reduce(
        add, einzeln
    )


def test_no_numbers_have_no_sum():
    with pytest.raises(ValueError, match="no numbers"):
        Anzahl.summe_gleicher(0, 0, 0, 0, "genau")


@given(mit_wahrheit(), mit_wahrheit(), st.integers(0, 5))
def test_bounds_hold_whatever_the_numbers_truly_were(a, b, n):
    (a, wahr_a), (b, wahr_b) = a, b
    assert enthaelt(a + b, wahr_a + wahr_b)
    assert enthaelt(a - b, wahr_a - wahr_b)
    assert enthaelt(a * n, wahr_a * n)
    if wahr_b:
        assert enthaelt(a / b, wahr_a / wahr_b)
    if n:
        assert enthaelt(a.mittel(n), wahr_a / n)
    if 0 < wahr_a <= wahr_b:
        assert enthaelt(anteil(a, b), wahr_a / wahr_b)


@given(mit_wahrheit(), mit_wahrheit(), mit_wahrheit())
def test_the_bounds_of_a_difference_divide_as_well(a, b, c):
    differenz = a[0] - b[0]
    if differenz and c[1]:
        assert enthaelt(differenz / c[0], (a[1] - b[1]) / c[1])


@given(st.lists(mit_wahrheit(), min_size=1, max_size=6))
def test_maximum_and_median_lie_within_their_bounds(paare):
    zahlen, wahr = [a for a, _ in paare], [w for _, w in paare]
    assert enthaelt(hoechstwert(zahlen), max(wahr))
    assert enthaelt(median(Counter(zahlen)), median_der(wahr))


@given(st.lists(anzahlen(), min_size=1, max_size=6))
def test_what_was_computed_names_a_number_within_its_bounds(zahlen):
    for a in (reduce(add, zahlen), hoechstwert(zahlen), median(Counter(zahlen)), zahlen[0] / zahlen[-1]):
        if a is not None and a.wert is not None and a.genauigkeit != "mehr_als":
            assert enthaelt(a, a.wert)


@pytest.mark.parametrize(
    ("rechnung", "ergebnis"),
    [
        (lambda: lies("über 85") - lies("19"), "über 66"),
        (lambda: lies("50 bis 60") - lies("10"), "40 bis 50"),
        (lambda: lies("10") - lies("bis zu 40"), "−30 bis 10"),
        (lambda: lies("rund 35") - lies("5"), "rund 30"),
        (lambda: lies("10") - lies("über 85"), "keine Angabe"),
        (lambda: lies("über 85") * 2, "über 170"),
        (lambda: lies("über 85") * 0, "–"),
        (lambda: lies("rund 60") / 4, "rund 15"),
        (lambda: lies("60") / lies("4 bis 6"), "10 bis 15"),
        (lambda: lies("60") / lies("mindestens 4"), "bis zu 15"),
        (lambda: lies("über 60") / lies("4 bis 6"), "mindestens 10,1"),
        (lambda: lies("60") / lies("bis zu 4"), "keine Angabe"),
        (lambda: lies("über 60") / lies("über 4"), "keine Angabe"),
        (lambda: lies("60") / 0, "keine Angabe"),
        (lambda: lies("60").mittel(0), "keine Angabe"),
    ],
)
def test_a_computed_number_comes_out_as_german_text(rechnung, ergebnis):
    assert text.anzahl(rechnung()) == ergebnis


def test_a_negative_factor_is_refused():
    with pytest.raises(ValueError, match="negative factor"):
        _ = lies("5") * -1


@pytest.mark.parametrize(
    ("teil", "ganzes", "grenzen"),
    [
        ("35", "100", (0.35, 0.35)),
        ("über 85", "100", (0.86, 1)),
        ("35", "über 99", (0, 0.35)),
        ("50 bis 60", "55 bis 100", (0.5, 1)),
        ("0", "bis zu 10", None),
        ("20", "10", None),
    ],
)
def test_a_part_is_never_more_than_its_whole(teil, ganzes, grenzen):
    share = anteil(lies(teil), lies(ganzes))
    assert (share and (share.min, share.max)) == grenzen


@pytest.mark.parametrize(
    ("zahlen", "hoechster"),
    [
        (["14", "20"], "20"),
        (["14", "über 85"], "über 85"),
        (["100", "über 85"], "mindestens 100"),
        (["33", "rund 35"], "rund 35"),
        (["bis zu 40", "14"], "14 bis 40"),
        (["10 bis 20", "20"], "20"),
        ([], "keine Angabe"),
    ],
)
def test_the_largest_number_may_be_one_whose_bound_is_open(zahlen, hoechster):
    assert text.anzahl(hoechstwert(map(lies, zahlen))) == hoechster


@pytest.mark.parametrize(
    ("zahlen", "mitte"),
    [
        (["10", "14", "20"], "14"),
        (["10", "14"], "12"),
        (["10", "14", "über 20"], "14"),
        (["10", "über 20"], "mindestens 15,5"),
        (["über 20", "über 20", "10"], "über 20"),
        (["rund 35", "rund 35", "über 250"], "rund 35"),
        (["10", "12 bis 16", "20"], "12 bis 16"),
        ([], "keine Angabe"),
    ],
)
def test_a_median_is_open_only_where_the_middle_is(zahlen, mitte):
    assert text.anzahl(median(Counter(map(lies, zahlen)))) == mitte


@pytest.mark.parametrize(
    ("geschrieben", "zeichen", "soll", "urteil"),
    [
        ("20", ">=", 20, True),
        ("20", ">", 20, False),
        ("20", "=", 20, True),
        ("20", "<=", 19, False),
        ("über 85", ">=", 86, True),
        ("über 85", ">", 85, True),
        ("über 85", ">=", 90, None),
        ("über 85", "<", 86, False),
        ("über 85", "=", 85, False),
        ("über 50 %", ">", 50, True),
        ("über 50 %", "<=", 50, False),
        ("bis zu 40", "<=", 40, True),
        ("bis zu 40", ">=", 10, None),
        ("bis zu 40", ">", 40, False),
        ("rund 35", "=", 35, None),
        ("rund 35", "=", 40, False),
        ("rund 35", "<", 39, True),
    ],
)
def test_a_comparison_is_undecided_where_the_bounds_are(geschrieben, zeichen, soll, urteil):
    assert lies(geschrieben).vergleiche(zeichen, soll) is urteil


@given(mit_wahrheit(), zahl)
def test_a_decided_comparison_holds_for_the_true_number(paar, soll):
    a, wahr = paar
    wahrheit = {">=": wahr >= soll, ">": wahr > soll, "<=": wahr <= soll, "<": wahr < soll, "=": wahr == soll}
    for zeichen, stimmt in wahrheit.items():
        assert a.vergleiche(zeichen, soll) in (stimmt, None)


def test_an_unknown_comparison_is_refused():
    with pytest.raises(ValueError, match="unknown comparison"):
        lies("5").vergleiche("≥", 5)


@given(anzahlen())
def test_what_is_written_reads_back_with_the_same_bounds(a):
    if a.min == a.max == 0:  # "–" is no number to the reader of a table
        return
    gelesen = lies(text.anzahl(a))
    assert (gelesen.min, gelesen.max) == (a.min, a.max)


@given(st.lists(anzahlen(), min_size=2, max_size=4))
def test_a_sum_reads_back_with_the_same_bounds_unless_it_is_rough(zahlen):
    summe = reduce(add, zahlen)
    if summe.min == summe.max == 0 or (summe.genauigkeit == "rund" and summe.wert is not None):
        return
    gelesen = lies(text.anzahl(summe))
    assert (gelesen.min, gelesen.max) == (summe.min, summe.max)


def test_rounding_never_claims_more_than_is_known():
    spannen = [text.anzahl(Anzahl(None, 1.04, 1.04 + n / 100, "von_bis")) for n in range(1, 12)]
    assert all(kurz <= lang for kurz, lang in pairwise(spannen))
    assert (spannen[0], spannen[-1]) == ("1 bis 1,1", "1 bis 1,2")
