"""What `qz kennzahlen` and `qz beleg` say at a terminal."""

import pytest
from zeichnen import bestand, blatt

from qz_analysis.auskunft import beleg, kennzahlen
from qz_analysis.errors import ParameterFehler
from qz_analysis.figures import KENNZAHLEN, Bestand

ANGEBOTE = """
Angebot       | Thema    | Zielgruppe
Chor am Abend | Kultur   | Erwachsene
Offenes Café  | Beratung | Kinder, Jugendliche
"""


@pytest.fixture(scope="module")
def b() -> Bestand:
    return bestand(blatt(ANGEBOTE))


def test_a_figure_is_told_with_its_definition_and_its_cells(b):
    auskunft = beleg(b, "angebote", je="zielgruppe", gruppe="Kinder")
    assert auskunft.startswith("1 Formate\n")
    assert KENNZAHLEN["angebote"].kennzahl.definition[:20] in auskunft
    assert "liste.xlsx › Liste: C3" in auskunft


def test_without_a_group_each_is_told(b):
    bloecke = beleg(b, "angebote", je="zielgruppe").split("\n\n")
    assert [block.splitlines()[0] for block in bloecke] == ["1 Formate"] * 3


@pytest.mark.parametrize(
    ("kennung", "wonach", "satz"),
    [
        ("angebot", {}, "„angebot“ ist weder eine Kennzahl noch die Nummer einer gedruckten Angabe. Am nächsten"),
        ("angebote", {"je": "zielgruppe", "gruppe": "Kindern"}, "Die Gruppe „Kindern“ gibt es hier nicht."),
        ("besuche", {"wo": "angebot = Cafe"}, "„Cafe“ steht nicht unter Angebot. Am nächsten liegt „Offenes Café“."),
        ("besuche", {"wo": "thema = beratung; angebot = Offenes Café | Chr am Abend"}, "„Chr am Abend“ steht nicht unter"),
        ("angebote", {"wo": "jahr = 1999"}, "„1999“ steht nicht unter Jahr."),
    ],
)  # fmt: skip
def test_a_name_that_stands_nowhere_is_no_zero_but_a_mistake(kennung, wonach, satz, b):
    with pytest.raises(ParameterFehler) as fehler:
        beleg(b, kennung, **wonach)
    assert str(fehler.value).startswith(satz)


def test_a_printed_figure_is_told_beside_the_computed_one():
    gedruckt = """
id  | groesse | genauigkeit | min | max | kennzahl
V90 | Formate | genau       | 3   | 3   | angebote
"""
    auskunft = beleg(bestand(blatt(ANGEBOTE), blatt(gedruckt, name="V", zahlen=False)), "v90")
    assert auskunft.splitlines()[0] == "V90"
    assert "Urteil                nicht reproduziert. 1 weniger als gedruckt." in auskunft
    assert "\n2 Formate\n" in auskunft


def test_the_catalogue_has_each_kennzahl_once_under_its_theme():
    alle = kennzahlen().splitlines()
    assert sorted(z for z in alle if z in KENNZAHLEN) == sorted(KENNZAHLEN)
    themen = {r.kennzahl.thema for r in KENNZAHLEN.values()}
    for thema in themen:
        nur = kennzahlen(thema.upper()).splitlines()
        assert {z for z in nur if z in KENNZAHLEN} == {
            n for n, r in KENNZAHLEN.items() if r.kennzahl.thema == thema
        }


def test_a_theme_there_is_not_is_named_with_the_nearest():
    thema = next(iter(KENNZAHLEN.values())).kennzahl.thema
    with pytest.raises(ParameterFehler, match=f"Am nächsten liegt „{thema}“"):
        kennzahlen(thema + "x")
