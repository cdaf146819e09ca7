import pytest

from qz_analysis.figures.geheimhaltung import schuetze
from qz_analysis.figures.wert import Ergebnis, Kennzahl, Wert
from qz_analysis.model.anzahl import Anzahl

PERSONEN = Kennzahl("p", "Personen", "Personen", "", personen=True)
FORMATE = Kennzahl("f", "Formate", "Formate", "")


def ergebnis(*zahlen: int, kennzahl: Kennzahl = PERSONEN) -> Ergebnis:
    return Ergebnis(
        kennzahl, tuple(Wert(Anzahl.genau(n), f"g{i}", belege=("b",)) for i, n in enumerate(zahlen))
    )


def gezeigt(e: Ergebnis) -> list[float | None]:
    return [None if w.geheim or not w.anzahl else w.anzahl.min for w in e.werte]


@pytest.mark.parametrize(("zahl", "sichtbar"), [(0, True), (1, False), (4, False), (5, True)])
def test_a_count_of_persons_is_secret_from_one_to_below_k(zahl, sichtbar):
    assert (gezeigt(schuetze(ergebnis(zahl), k=5)) == [zahl]) is sichtbar


def test_a_single_secret_group_takes_the_smallest_other_with_it():
    assert gezeigt(schuetze(ergebnis(3, 20, 9), k=5)) == [None, 20, None]


def test_two_secret_groups_hide_each_other():
    assert gezeigt(schuetze(ergebnis(3, 4, 9), k=5)) == [None, None, 9]


def test_a_secret_value_takes_its_source_cells_along():
    assert schuetze(ergebnis(3), k=5).werte[0].belege == ()


def test_a_mean_is_judged_by_the_count_behind_it():
    mittel = Wert(Anzahl(7.0, 7.0, 7.0, "durchschnittlich"), zaehler=4, nenner=1)
    assert schuetze(Ergebnis(PERSONEN, (mittel,)), k=5).werte[0].geheim


def test_formats_are_not_persons():
    assert gezeigt(schuetze(ergebnis(1, 2, kennzahl=FORMATE), k=5)) == [1, 2]
