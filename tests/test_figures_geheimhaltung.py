import pytest
from zeichnen import bestand, blatt

from qz_analysis.figures import KENNZAHLEN, Einstellungen
from qz_analysis.figures.geheimhaltung import schuetze
from qz_analysis.figures.wert import Ergebnis, Wert
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.show.angabe import herkunft

PERSONEN, FORMATE = KENNZAHLEN["personen"].kennzahl, KENNZAHLEN["angebote"].kennzahl


def ergebnis(*zahlen: int, kennzahl=PERSONEN) -> Ergebnis:
    return Ergebnis(kennzahl, tuple(Wert(Anzahl.genau(n), f"g{i}", (i,)) for i, n in enumerate(zahlen)))


def gezeigt(e: Ergebnis) -> list[float | None]:
    return [None if w.geheim or not w.anzahl else w.anzahl.min for w in e.werte]


@pytest.mark.parametrize(("zahl", "sichtbar"), [(0, True), (1, False), (4, False), (5, True)])
def test_a_count_of_persons_is_secret_from_one_to_below_k(zahl, sichtbar):
    assert (gezeigt(schuetze(ergebnis(zahl), k=5)) == [zahl]) is sichtbar


@pytest.mark.parametrize(
    ("zahlen", "bleiben"),
    [
        ((3, 20, 9), [None, 20, None]),  # the smallest other goes with a single one
        ((3, 4, 9), [None, None, 9]),  # two hide each other
        ((1, 1, 9, 20), [None, None, None, 20]),  # two of one each do not: the rest to the total is two
        ((3, 0, 9), [None, 0, None]),  # zero hides nobody
        ((3, 0), [None, 0]),
        ((3,), [None]),
    ],
)
def test_what_is_hidden_is_together_at_least_k(zahlen, bleiben):
    assert gezeigt(schuetze(ergebnis(*zahlen), k=5)) == bleiben


def test_a_secret_value_takes_all_that_would_give_it_away_along():
    wert = Wert(Anzahl.genau(3), "g", ("g",), 3, 1, 0.5, 2)
    (geheim,) = schuetze(Ergebnis(PERSONEN, (wert,)), k=5).werte
    assert geheim == Wert(None, "g", ("g",), geheim=True)


def test_of_a_secret_value_nobody_learns_the_cells():
    b = bestand(blatt("Datum | Besuche\n02.03.2021 | 3"), einstellungen=Einstellungen(k=5))
    e = KENNZAHLEN["besuche"](b)
    assert e.belege(e.wert) == ()
    assert dict(herkunft(e, e.wert))["Quellzellen"] == "werden nicht genannt: die Zahl ist geheim"


def test_a_mean_is_judged_by_the_count_behind_it():
    mittel = Wert(Anzahl(7.0, 7.0, 7.0, "durchschnittlich"), zaehler=4, nenner=1)
    assert schuetze(Ergebnis(PERSONEN, (mittel,)), k=5).werte[0].geheim


def test_formats_are_not_persons():
    assert gezeigt(schuetze(ergebnis(1, 2, kennzahl=FORMATE), k=5)) == [1, 2]
