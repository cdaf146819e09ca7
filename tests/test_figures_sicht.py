"""What readers see who filter a page: each choice is computed by itself."""

import pytest
from zeichnen import bestand, blatt

from qz_analysis.errors import ParameterFehler
from qz_analysis.figures import angebot, teilnahme

ANGEBOTE = """
Angebot | Thema    | Zielgruppe     | Bereich                | Art            | Beginn     | Ende
A       | Beratung | Kinder         | Kinder und Jugendliche | wiederkehrend  | 01.01.2021 | 31.03.2021
B       | Beratung | Kinder, Eltern | mehrgenerativ          | wiederkehrend  | 01.01.2021 | 30.06.2021
C       | Beratung | Eltern         | mehrgenerativ          | einmalig       | 05.05.2021 | 05.05.2021
"""


def zahlen(ergebnis) -> dict[tuple[tuple[str, str], ...], dict[str, float]]:
    return {s.auswahl: {w.gruppe: w.anzahl.min for w in s.ergebnis.werte} for s in ergebnis.sichten}


def test_each_choice_and_each_pair_of_choices_has_its_own_numbers():
    e = angebot.angebote(bestand(blatt(ANGEBOTE)), je="zielgruppe", filterbar=("bereich", "laufzeit"))
    sichten = zahlen(e)
    assert sichten[("Bereich", "Mehrgenerativ"),] == {"Eltern": 2, "Kinder": 1}
    assert sichten[("Quartal", "1. Quartal"),] == {"Kinder": 2, "Eltern": 1}
    assert sichten[("Bereich", "Mehrgenerativ"), ("Quartal", "2. Quartal")] == {"Eltern": 2, "Kinder": 1}
    assert (("Bereich", "Kinder und Jugendliche"), ("Quartal", "2. Quartal")) not in sichten


def test_a_choice_says_what_it_is_limited_to():
    e = angebot.angebote(bestand(blatt(ANGEBOTE)), filterbar=("bereich",))
    assert [s.ergebnis.bezeichnung for s in e.sichten] == [
        "Angebotsformate (Bereich: Kinder und Jugendliche)",
        "Angebotsformate (Bereich: Mehrgenerativ)",
    ]


BESUCHE = """
Angebot: Treff |
Datum      | Besuche
02.02.2021 | 30
02.03.2021 | 3
04.05.2021 | 60
"""


def test_counts_of_persons_are_never_computed_anew_for_a_choice():
    b = bestand(blatt(ANGEBOTE), blatt(BESUCHE, name="Besuche", datei="qz/2021/besuche.xlsx"))
    assert teilnahme.besuche(b, je="angebot", filterbar=("bereich", "quartal")).sichten == ()


def test_months_of_a_quarter_are_the_published_ones_and_what_was_secret_stays_so():
    e = teilnahme.besuche(bestand(blatt(BESUCHE)), je="monat", filterbar=("quartal",))
    erstes, zweites = e.sichten
    assert erstes.auswahl == (("Quartal", "1. Quartal"),)
    assert set(erstes.ergebnis.werte) | set(zweites.ergebnis.werte) == set(e.werte)
    assert any(w.geheim for w in erstes.ergebnis.werte)


def test_a_filter_that_does_not_exist_is_named():
    with pytest.raises(ParameterFehler, match="bereic"):
        angebot.angebote(bestand(blatt(ANGEBOTE)), filterbar=("bereic",))
