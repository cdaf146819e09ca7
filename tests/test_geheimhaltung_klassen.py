"""Before a number by age is kept secret, its band is merged with a neighbour."""

import pytest
from zeichnen import bestand, blatt

from qz_analysis import show
from qz_analysis.figures import KENNZAHLEN, Einstellungen

BESUCHE = KENNZAHLEN["besuche"]


def je_alter(kopf: str, zeile: str, k: int = 5) -> dict[str, object]:
    """Return what is shown by age of one day's counts: number, or • where it is secret."""
    b = bestand(blatt(f"Datum | Besuche | {kopf}\n02.03.2021 | {zeile}"), einstellungen=Einstellungen(k=k))
    return {
        w.gruppe: "•" if w.geheim else w.anzahl and w.anzahl.min for w in BESUCHE(b, je="altersgruppe").werte
    }


@pytest.mark.parametrize(
    ("kopf", "zeile", "gezeigt"),
    [
        ("6-9 | 10-13 | 14-17", "30 | 12 | 10 | 8", {"6-9": 12, "10-13": 10, "14-17": 8}),
        ("6-9 | 10-13 | 14-17", "30 | 2 | 10 | 18", {"6-13": 12, "14-17": 18}),
        ("6-9 | 10-13 | 14-17 | 18-26", "30 | 2 | 3 | 10 | 15", {"6-13": 5, "14-17": 10, "18-26": 15}),
        ("unter 6 | 6-9 | ab 10", "30 | 3 | 7 | 20", {"unter 10": 10, "ab 10": 20}),
        ("unter 6 | 6-9 | ab 10", "30 | 20 | 7 | 3", {"unter 6": 20, "ab 6": 10}),
        ("6-9 | 14-17", "30 | 2 | 28", {"6-9": "•", "14-17": "•"}),  # between them is a gap
        ("6-9 | 10-13", "30 | 2 | 28", {"6-13": 30}),
    ],
)
def test_a_small_band_joins_a_neighbour(kopf, zeile, gezeigt):
    assert je_alter(kopf, zeile) == gezeigt


def test_the_loss_is_said_where_the_table_stands():
    b = bestand(blatt("Datum | Besuche | 6-9 | 10-13 | 14-17\n02.03.2021 | 30 | 2 | 10 | 18"))
    anmerkung = show.tabelle(BESUCHE(b, je="altersgruppe")).anmerkung
    assert "Zusammengelegt, weil sonst Zahlen unter 5 dastünden: 6-9 und 10-13 zu 6-13" in anmerkung
    assert "Zusammengelegt" not in show.tabelle(BESUCHE(b, je="monat")).anmerkung


@pytest.mark.parametrize(("gefragt", "gezeigt"), [("6-9", "•"), ("6-13", 12.0), ("14-17", 18.0)])
def test_who_asks_for_a_band_that_was_merged_gets_no_small_number(gefragt, gezeigt):
    b = bestand(blatt("Datum | Besuche | 6-9 | 10-13 | 14-17\n02.03.2021 | 30 | 2 | 10 | 18"))
    wert = BESUCHE(b, wo={"altersgruppe": gefragt}).wert
    assert ("•" if wert.geheim else wert.anzahl and wert.anzahl.min) == gezeigt


def test_a_band_of_its_own_is_not_what_is_left_of_a_merged_one():
    b = bestand(blatt("Datum | Besuche | 6-9 | 10-13 | 14-17\n02.03.2021 | 38 | 2 | 18 | 18"))
    assert BESUCHE(b, wo={"altersgruppe": "10-13"}).wert.geheim
