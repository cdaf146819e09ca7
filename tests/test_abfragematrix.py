"""The Abfragematrix: which Kennzahlen a year is asked for, in which words, and all of them as one table."""

import pytest
from zeichnen import blatt, tabellen

from qz_analysis.errors import ParameterFehler
from qz_analysis.figures import KENNZAHLEN, Bestand
from qz_analysis.figures.abfragematrix import beantworte, fassung_von, fassungen, fragen
from qz_analysis.figures.gruppierung import ORTE
from qz_analysis.figures.kennzahlentabelle import kennzahlentabelle

ANGEBOTE = """
Angebot       | Bereich                 | Zielgruppe         | Thema   | Verantwortung
Jugendtreff   | Kinder und Jugendliche  | Jugendliche;Kinder | Sport   | Quartiersteam
Nachhilfe     | Kinder und Jugendliche  | Kinder             | Bildung | weitere Partner
"""
BESUCHE = """
Besuche
Datum      | Angebot     | Besuche | weiblich | männlich
01.07.2021 | Jugendtreff | 9       | 2        | 7
08.07.2021 | Nachhilfe   | über 20 |          |
"""
ZIELE = """
Nr. | Orientierungsziel | Handlungsziel | {kopf}
1   | Treffpunkt        | Café öffnen   | H2
"""


def bestand(*weitere):
    return Bestand(tabellen(blatt(ANGEBOTE, name="Angebote"), blatt(BESUCHE, name="Besuche"), *weitere))


def test_every_kennzahl_is_in_the_matrix():
    assert {frage.kennzahl for frage in fragen()} == set(KENNZAHLEN)


def test_every_row_of_the_matrix_can_be_answered_and_has_a_number_of_its_own():
    for frage in fragen():
        assert set(frage.je) <= {*KENNZAHLEN[frage.kennzahl].kennzahl.gruppen, *ORTE}, frage
    nummern = [frage.nr for frage in fragen()]
    assert len(set(nummern)) == len(nummern)
    assert len(beantworte(bestand(), "2022")) == len(nummern)


def test_the_version_of_2021_asks_for_what_chapter_4_of_that_report_prints():
    gefragt = [(f.kennzahl, f.je) for f in fragen() if "2021" in f.bezeichnungen]
    assert gefragt == [
        ("angebote", ()),
        ("angebote", ("verantwortung",)),
        ("angebote", ()),
        ("angebote", ("zielgruppe",)),
        ("angebote", ("thema",)),
        ("partner", ()),
        ("partner_ohne_traeger", ()),
        ("angebote", ("partner",)),
    ]


def test_a_row_that_a_version_does_not_ask_for_has_our_words():
    nach_nr = {p.nr: p for p in beantworte(bestand(), "2021")}
    assert (nach_nr["1.7"].gefragt, nach_nr["1.7"].bezeichnung) == (
        True,
        "Angebotsformate nach thematischer Ausrichtung",
    )
    assert (nach_nr["1.9"].gefragt, nach_nr["1.9"].bezeichnung) == (False, "Angebotsformate nach Ort")


@pytest.mark.parametrize(
    ("jahr", "fassung"), [(2019, "2021"), (2021, "2021"), (2022, "2022"), (2040, "2022")]
)
def test_without_a_list_that_tells_the_newest_version_not_after_the_year_counts(jahr, fassung):
    assert fassung_von(bestand(), jahr) == fassung


def test_a_list_tells_the_version_its_year_used():
    b = bestand(blatt(ZIELE.format(kopf="Folgeziel 2023"), name="Ziele"))
    assert fassung_von(b, 2021) == "2022"


def test_a_version_that_does_not_exist_is_refused():
    with pytest.raises(ParameterFehler, match=r"Fassung „1999“ .* Es gibt: 2021, 2022"):
        beantworte(bestand(), "1999")
    assert fassungen() == ("2021", "2022")


def tabelle():
    return kennzahlentabelle(beantworte(bestand(), "2022"), "qz", 2021)


def werte(df, kennzahl, gruppierung=None):
    zeilen = (z for z in df.to_dicts() if z["kennzahl"] == kennzahl and z["gruppierung"] == gruppierung)
    return {z["gruppe"]: z for z in zeilen}


def test_the_table_has_one_row_per_value_with_bounds_coverage_and_cells():
    besuche = werte(tabelle(), "besuche")[None]
    assert (besuche["min"], besuche["max"], besuche["genauigkeit"]) == (30, None, "mehr_als")
    assert besuche["abdeckung"] == 1
    assert "Besuche" in besuche["belege"]
    assert (besuche["standort"], besuche["jahr"], besuche["einheit"]) == ("qz", 2021, "Besuche")


def test_of_a_secret_value_the_table_keeps_the_name_alone():
    weiblich = werte(tabelle(), "besuche", "geschlecht")["weiblich"]
    assert weiblich["geheim"]
    zahlen = ("wert", "min", "max", "genauigkeit", "zaehler", "nenner", "abdeckung", "unsicher", "belege")
    assert [weiblich[spalte] for spalte in zahlen] == [None] * len(zahlen)


def test_the_same_tables_give_the_same_table():
    assert tabelle().equals(tabelle())
