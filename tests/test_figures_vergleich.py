import pytest
from zeichnen import bestand, blatt

from qz_analysis.figures.vergleich import teilsummen, vergleiche

KOPF = "id | groesse | genauigkeit | min | max | kennzahl | teil_von"


def vergleich(gedruckt: str, angebote: int):
    liste = "Angebot | Thema\n" + "\n".join(f"A{n} | Beratung" for n in range(angebote))
    t = bestand(
        blatt(liste), blatt(f"{KOPF}\nV01 | Formate | {gedruckt} | angebote |", name="V", zahlen=False)
    )
    return vergleiche(t)[0]


@pytest.mark.parametrize(
    ("gedruckt", "angebote", "urteil"),
    [
        ("genau | 3 | 3", 3, "reproduziert"),
        ("genau | 3 | 3", 4, "nicht reproduziert"),
        ("mehr als | 3 |", 4, "im Rahmen"),
        ("mehr als | 3 |", 3, "nicht reproduziert"),
        ("rund | 20 | 20", 20, "reproduziert"),
        ("rund | 20 | 20", 22, "im Rahmen"),
        ("rund | 20 | 20", 23, "nicht reproduziert"),
        ("bis zu | | 5", 4, "im Rahmen"),
        ("bis zu | | 5", 5, "reproduziert"),
        ("bis zu | | 5", 6, "nicht reproduziert"),
        ("durchschnittlich | 3 | 3", 3, "reproduziert"),
    ],
)
def test_a_printed_figure_is_judged_by_its_qualifier(gedruckt, angebote, urteil):
    assert vergleich(gedruckt, angebote).urteil == urteil


def test_a_rough_count_reproduces_the_rough_figure_in_print():
    liste = "Zeitraum | Alter | Stammbesuchende\n2021 | 10-13 | rund 35"
    gedruckt = f"{KOPF}\nV11 | Kerngruppe | rund | 35 | 35 | kerngruppe |"
    t = bestand(blatt(liste), blatt(gedruckt, name="V", zahlen=False))
    assert vergleiche(t)[0].urteil == "reproduziert"


def test_a_figure_that_differs_says_by_how_much():
    assert "1 mehr als gedruckt" in vergleich("genau | 3 | 3", 4).grund


def test_a_figure_without_a_kennzahl_is_not_called_wrong():
    t = bestand(blatt(f"{KOPF}\nV01 | Formate | genau | 3 | 3 | |", name="V", zahlen=False))
    assert vergleiche(t)[0].urteil == "nicht berechnet"


TEILE = """
id  | groesse | genauigkeit | min | max | teil_von
V01 | gesamt  | mehr als    | 85  |     |
V03 | Träger  | rund        | 35  | 35  | V01
V04 | Team    | genau       | {team} | {team} | V01
V06 | Partner | mehr als    | 50  |     | V01
"""


def test_printed_parts_that_do_not_make_their_total_are_found_with_those_that_would():
    (fund,) = teilsummen(bestand(blatt(TEILE.format(team=19), zahlen=False)))
    assert (fund.gesamt, fund.summe, fund.gedruckt) == ("V01", 104, 85)
    assert fund.passend == ("V03", "V06")


def test_parts_that_make_their_total_are_no_finding():
    assert teilsummen(bestand(blatt(TEILE.format(team=1), zahlen=False))) == []


def test_a_figure_that_rests_on_sample_data_proves_nothing():
    besuche = "Herkunft: Beispieldaten |\nAngebot: Offener Jugendtreff |\nDatum | Besuche\n02.03.2021 | 14"
    gedruckt = f"{KOPF}\nV09 | Besuche | durchschnittlich | 14 | 14 | besuche_je_oeffnungstag |"
    t = bestand(blatt(besuche, datei="b.xlsx"), blatt(gedruckt, name="V", zahlen=False))
    assert "Beispieldaten" in vergleiche(t)[0].grund


def test_a_printed_figure_may_be_that_of_some_rows_only():
    liste = "Angebot | Thema | Art\nA | Beratung | einmalig\nB | Beratung | wiederkehrend"
    gedruckt = f"{KOPF} | bedingung\nV01 | Formate | genau | 1 | 1 | angebote | | Art = einmalig"
    (v,) = vergleiche(bestand(blatt(liste), blatt(gedruckt, name="V", zahlen=False)))
    assert (v.urteil, v.ergebnis and v.ergebnis.wo) == ("reproduziert", "Art: einmalig")


def test_a_printed_figure_that_no_list_has_is_not_called_wrong():
    gedruckt = f"{KOPF}\nV01 | Besuche | genau | 3 | 3 | besuche |"
    (v,) = vergleiche(bestand(blatt(gedruckt, name="V", zahlen=False)))
    assert (v.urteil, v.grund) == (
        "nicht berechnet",
        "Die Listen enthalten keine Zeile, aus der sie sich berechnen ließe.",
    )
