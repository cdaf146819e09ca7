import pytest

from qz_analysis.figures.statistik import _t, fehlende, hochrechnung, trend


def summen(paare: str) -> tuple[float, ...]:
    """Return n and the sums of x, y, x², xy and y² of points drawn as "x y, x y"."""
    punkte = [tuple(map(float, paar.split())) for paar in paare.split(",")]
    return (
        len(punkte),
        sum(x for x, _ in punkte),
        sum(y for _, y in punkte),
        sum(x * x for x, _ in punkte),
        sum(x * y for x, y in punkte),
        sum(y * y for _, y in punkte),
    )


@pytest.mark.parametrize(
    ("freiheitsgrade", "sicherheit", "quantil"),
    # As printed in tables of Student's t, two-sided.
    [
        (1, 0.95, 12.7062),
        (2, 0.95, 4.3027),
        (10, 0.95, 2.2281),
        (30, 0.95, 2.0423),
        (5, 0.99, 4.0321),
        (10, 0.9, 1.8125),
    ],
)
def test_the_quantile_is_that_of_the_printed_tables(freiheitsgrade, sicherheit, quantil):
    assert _t(freiheitsgrade, sicherheit) == pytest.approx(quantil, abs=5e-5)


def test_a_slope_comes_with_the_interval_computed_by_hand():
    # Means 3 and 4, Sxx = 10, Sxy = 6, Syy = 6: b = 0,6, s² = (6 - 3,6)/3 = 0,8, error √0,08, t(3) = 3,1824.
    steigung = trend(*summen("1 2, 2 4, 3 5, 4 4, 5 5"))
    assert steigung is not None
    assert steigung.wert == pytest.approx(0.6)
    assert steigung.oben - 0.6 == pytest.approx(3.1824 * 0.08**0.5, abs=1e-4)
    assert 0.6 - steigung.unten == pytest.approx(3.1824 * 0.08**0.5, abs=1e-4)
    assert "kleinste Quadrate" in steigung.verfahren


def test_points_on_a_line_leave_no_doubt():
    steigung = trend(*summen("0 1, 1 3, 2 5"))
    assert steigung is not None
    assert steigung.unten == steigung.wert == steigung.oben == 2


@pytest.mark.parametrize("paare", ["1 2, 2 3", "3 1, 3 2, 3 9", "0.1 1, 0.1 2, 0.1 9"])
def test_too_few_points_or_one_day_alone_make_no_trend(paare):
    assert trend(*summen(paare)) is None


def test_missing_termine_are_estimated_with_the_interval_computed_by_hand():
    # Counts 10, 12, 14: mean 12, s² = 4; two missing: 24, variance 4·4/3 + 2·4 = 13,333, t(2) = 4,3027.
    assert fehlende(3, 2, 36, 440) == pytest.approx((24, 40 / 3))
    schaetzung = hochrechnung([(3, *fehlende(3, 2, 36, 440))])
    assert schaetzung is not None
    weite = 4.3027 * (40 / 3) ** 0.5
    assert (schaetzung.unten, schaetzung.wert, schaetzung.oben) == pytest.approx(
        (24 - weite, 24, 24 + weite), abs=1e-3
    )
    assert schaetzung.sicherheit == 0.95


def test_an_estimate_is_never_below_none():
    schaetzung = hochrechnung([(2, *fehlende(2, 1, 10, 100))])
    assert schaetzung is not None
    assert schaetzung.unten == 0


def test_where_nothing_is_missing_nothing_is_added():
    schaetzung = hochrechnung([(3, *fehlende(3, 0, 36, 440))])
    assert schaetzung is not None
    assert (schaetzung.unten, schaetzung.wert, schaetzung.oben) == (0, 0, 0)


def test_estimates_and_their_variances_add_up_one_by_one_or_those_of_equally_many_counts_at_once():
    einzeln = hochrechnung([(3, 24, 12), (3, 10, 4), (2, 5, 1)])
    zusammen = hochrechnung([(2, 5, 1), (3, 34, 16)])
    assert einzeln is not None
    assert zusammen is not None
    weite = (4.3027**2 * 16 + 12.7062**2) ** 0.5
    assert (einzeln.wert, einzeln.oben) == pytest.approx((39, 39 + weite), abs=1e-3)
    assert (zusammen.wert, zusammen.oben) == pytest.approx((einzeln.wert, einzeln.oben))


def test_one_count_says_nothing_about_the_missing_ones():
    assert hochrechnung([(3, 24, 12), (1, 60, 0)]) is None
    assert hochrechnung([]) is None


def test_more_certainty_needs_a_wider_interval():
    weit, eng = (hochrechnung([(3, 24, 12)], sicherheit=sicherheit) for sicherheit in (0.99, 0.8))
    assert weit is not None
    assert eng is not None
    assert weit.oben > eng.oben


@pytest.mark.parametrize("sicherheit", [0.5, 0.9, 0.95, 0.999])
def test_the_quantile_is_that_of_a_library(sicherheit):
    from scipy.special import stdtrit

    for freiheitsgrade in (*range(1, 40), 100, 365, 1001):
        assert _t(freiheitsgrade, sicherheit) == pytest.approx(
            stdtrit(freiheitsgrade, (1 + sicherheit) / 2), rel=1e-9
        )
