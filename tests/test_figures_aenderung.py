import pytest

from qz_analysis.figures import KENNZAHLEN
from qz_analysis.figures.aenderung import vergleiche_werte
from qz_analysis.figures.bedarf import Standortjahr
from qz_analysis.figures.wert import Wert
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.show import text

VON, NACH = Standortjahr("nord", 2021), Standortjahr("nord", 2022)
UEBER_85 = Anzahl(85, 86, None, "mehr_als")


def aenderung(alt: Anzahl | None, neu: Anzahl | None, *, kennzahl: str = "angebote", **neuer):
    return vergleiche_werte(KENNZAHLEN[kennzahl].kennzahl, VON, Wert(alt), NACH, Wert(neu, **neuer), 0.1)


@pytest.mark.parametrize(
    ("alt", "neu", "absolut", "relativ"),
    [
        (Anzahl.genau(50), Anzahl.genau(60), "+10", "+20\u00a0%"),
        (Anzahl.genau(60), Anzahl.genau(50), "−10", "−17\u00a0%"),
        (Anzahl.genau(50), Anzahl.genau(50), "±0", "±0\u00a0%"),
        (Anzahl.genau(50), Anzahl(None, 45, 60, "von_bis"), "−5 bis +10", "−10\u00a0% bis +20\u00a0%"),
        (Anzahl.genau(100), UEBER_85, "über −15", "über −15\u00a0%"),
        (UEBER_85, Anzahl.genau(100), "keine Angabe", "−100\u00a0% bis +17\u00a0%"),
        (UEBER_85, UEBER_85, "keine Angabe", "keine Angabe"),
        (Anzahl.genau(0), Anzahl.genau(3), "+3", "keine Angabe"),
        (Anzahl(40, 0, 40, "bis_zu"), Anzahl.genau(20), "−20 bis +20", "keine Angabe"),
    ],
)
def test_bounds_are_carried_through_a_change_and_nothing_is_divided_by_what_may_be_zero(
    alt, neu, absolut, relativ
):
    a = aenderung(alt, neu)
    assert (text.aenderung(a.absolut), text.aenderung_prozent(a.relativ)) == (absolut, relativ)


@pytest.mark.parametrize(
    ("alt", "neu", "noetig"),
    [
        (Anzahl.genau(100), Anzahl.genau(110), False),
        (Anzahl.genau(100), Anzahl.genau(111), True),
        (Anzahl.genau(100), Anzahl.genau(89), True),
        (Anzahl.genau(0), Anzahl.genau(1), True),
        (Anzahl.genau(0), Anzahl.genau(0), False),
        (Anzahl.rund(100, ganze=True), Anzahl.rund(100, ganze=True), None),
        (Anzahl.rund(100, ganze=True), Anzahl.rund(200, ganze=True), True),
        (Anzahl.genau(50), UEBER_85, True),
        (UEBER_85, UEBER_85, None),
    ],
)
def test_a_change_asks_for_an_explanation_where_the_bounds_leave_no_doubt(alt, neu, noetig):
    assert aenderung(alt, neu).erklaerung_noetig is noetig


def test_shares_are_compared_in_percentage_points():
    a = aenderung(Anzahl.genau(0.02), Anzahl.genau(0.05), kennzahl="anteil_inklusiv")
    assert text.prozentpunkte(a.absolut) == "+3\u00a0PP"
    assert a.relativ is None
    assert a.erklaerung_noetig is False


def test_beside_a_secret_number_the_change_is_secret():
    a = aenderung(Anzahl.genau(50), None, geheim=True)
    assert a.geheim
    assert (a.absolut, a.relativ, a.erklaerung_noetig) == (None, None, False)


def test_beside_a_missing_number_there_is_no_change_and_a_reason():
    a = aenderung(Anzahl.genau(50), None)
    assert (a.absolut, a.relativ, a.geheim) == (None, None, False)
    assert a.grund
