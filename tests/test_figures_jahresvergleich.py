import pytest
from zeichnen import vergleich

from qz_analysis.clean.kopf import listenarten
from qz_analysis.daten import lies_jahre, lies_standorte
from qz_analysis.errors import ParameterFehler
from qz_analysis.figures import KENNZAHLEN
from qz_analysis.figures.bedarf import LISTEN, Standortjahr, bedarf
from qz_analysis.figures.jahresvergleich import GRUPPIERT, Jahresvergleich
from qz_analysis.figures.reihe import Reihe


def reihe(v: Jahresvergleich, kennzahl: str) -> Reihe:
    return next(r for r in v.reihen if r.kennzahl.id == kennzahl)


def gruppe(v: Jahresvergleich, kennzahl: str, je: str, name: str) -> Reihe:
    gruppen = next(g for g in v.gruppiert if g.ergebnis.id == f"{kennzahl}_je_{je}")
    return next(r for r in gruppen.reihen if r.gruppe == name)


def zahlen(r: Reihe) -> list[float | None]:
    return [e.wert.anzahl and e.wert.anzahl.nennwert for e in r.werte.values()]


ZWEI = "Angebot | Thema | Bereich\nChor | Kultur | Mehrgenerativ\nTreff | Beratung | Kinder und Jugendliche"
DREI = f"{ZWEI}\nTanz | Kultur | Kinder und Jugendliche"
ZIELE = "Nr. | Orientierungsziel | Handlungsziel\n1.1 | Ankommen | Fest feiern"
NORD, SUED = "nord", "sued"


def test_what_both_years_list_is_compared():
    r = reihe(vergleich({(NORD, 2021): ZWEI, (NORD, 2022): DREI}), "angebote")
    (a,) = r.jahre
    assert zahlen(r) == [2, 3]
    assert a.absolut.wert == 1
    assert a.relativ.wert == pytest.approx(0.5)
    assert a.erklaerung_noetig
    assert r.standorte == ()


def test_each_standort_is_compared_with_the_first_one_in_the_same_year():
    v = vergleich({(NORD, 2021): ZWEI, (NORD, 2022): ZWEI, (SUED, 2022): DREI})
    r = reihe(v, "angebote")
    assert [(a.von, a.nach) for a in r.standorte] == [(Standortjahr(NORD, 2022), Standortjahr(SUED, 2022))]
    assert [(a.von.jahr, a.nach.jahr) for a in r.jahre] == [(2021, 2022)]


def test_without_the_list_there_is_no_number_and_the_reason_is_told():
    v = vergleich({(NORD, 2021): ZWEI, (NORD, 2022): ZIELE})
    r = reihe(v, "angebote")
    assert zahlen(r) == [2, None]
    assert r.jahre[0].absolut is None
    luecke = next(fund for fund in v.luecken if fund.grund == "es gibt keine Angebotsliste")
    assert luecke.orte == (Standortjahr(NORD, 2022),)
    assert "Angebotsformate" in luecke.kennzahlen


def test_without_the_column_a_group_has_no_number_and_the_column_is_named():
    ohne = "Angebot | Thema\nChor | Kultur"
    v = vergleich({(NORD, 2021): DREI, (NORD, 2022): ohne})
    assert zahlen(gruppe(v, "angebote", "bereich", "Kinder und Jugendliche")) == [2, None]
    assert zahlen(reihe(v, "angebote")) == [3, 1]
    luecke = next(fund for fund in v.luecken if "Spalte „Bereich“" in fund.grund)
    assert luecke.grund == "die Angebotsliste hat keine Spalte „Bereich“"
    assert {"Anteil mehrgenerativer Formate", "Angebotsformate nach Bereich"} <= set(luecke.kennzahlen)


def test_a_group_that_a_list_with_the_column_does_not_have_is_zero():
    eines = "Angebot | Thema | Bereich\nChor | Kultur | Mehrgenerativ"
    v = vergleich({(NORD, 2021): DREI, (NORD, 2022): eines})
    assert zahlen(gruppe(v, "angebote", "bereich", "Kinder und Jugendliche")) == [2, 0]


def test_visits_of_an_angebot_nobody_counted_are_not_zero():
    besuche = "Angebot: {}\nDatum | Besuche\n04.05.{jahr} | 20"
    v = vergleich(
        {
            (NORD, 2021): [DREI, besuche.format("Chor", jahr=2021)],
            (NORD, 2022): [DREI, besuche.format("Tanz", jahr=2022)],
        }
    )
    assert zahlen(gruppe(v, "besuche", "angebot", "Chor")) == [20, None]
    assert "Besuche nach Angebot" not in {k for fund in v.luecken for k in fund.kennzahlen}


def test_several_lists_on_one_sheet_are_each_known_by_their_columns():
    zusammen_auf_einem = f"{ZWEI}\n\n\n{ZIELE}"
    v = vergleich({(NORD, 2021): zusammen_auf_einem, (NORD, 2022): [ZWEI, ZIELE]})
    assert zahlen(reihe(v, "angebote")) == [2, 2]
    assert zahlen(reihe(v, "handlungsziele")) == [1, 1]


def test_lists_of_different_versions_of_the_matrix_stand_side_by_side_without_a_change():
    ziele = "Nr. | Orientierungsziel | Handlungsziel | Folgeziel {}\n1.1 | Ankommen | Fest feiern | 1.1"
    v = vergleich({(NORD, 2021): [ziele.format(2022), ZWEI], (NORD, 2022): [ziele.format(2023), ZWEI]})
    r = reihe(v, "handlungsziele")
    assert zahlen(r) == [1, 1]
    assert r.jahre[0].absolut is None
    assert r.jahre[0].fassungen
    luecke = next(fund for fund in v.luecken if fund.paare)
    assert luecke.grund == "die Zielmatrix folgt verschiedenen Fassungen der Abfragematrix (2021 und 2022)"
    assert luecke.paare == ((Standortjahr(NORD, 2021), Standortjahr(NORD, 2022)),)
    assert reihe(v, "angebote").jahre[0].absolut is not None


BESUCHE = "Angebot: {}\nDatum | Besuche\n04.05.{jahr} | {}"


def test_a_change_gives_no_suppressed_count_away():
    v = vergleich(
        {
            (NORD, 2021): [DREI, BESUCHE.format("Chor", 3, jahr=2021)],
            (NORD, 2022): [DREI, BESUCHE.format("Chor", 50, jahr=2022)],
        }
    )
    r = reihe(v, "besuche")
    assert [e.wert.geheim for e in r.werte.values()] == [True, False]
    assert r.jahre[0].geheim
    assert r.jahre[0].absolut is None


def test_within_each_year_two_groups_are_suppressed_where_one_would_show_by_the_total():
    def jahr(n: int, klein: int) -> list[str]:
        return [
            DREI,
            *(BESUCHE.format(a, z, jahr=n) for a, z in (("Chor", klein), ("Tanz", 20), ("Treff", 60))),
        ]

    v = vergleich({(NORD, 2021): jahr(2021, 3), (NORD, 2022): jahr(2022, 4)})
    je_angebot = next(g for g in v.gruppiert if g.ergebnis.id == "besuche_je_angebot")
    for ort in v.orte:
        assert {r.gruppe for r in je_angebot.reihen if r.werte[ort].wert.geheim} == {"Chor", "Tanz"}


def test_a_change_of_visits_says_where_the_coverage_differs():
    def jahr(n: int, zweiter: str) -> str:
        return f"Angebot: Chor\nDatum | Besuche\n04.05.{n} | 20\n11.05.{n} | {zweiter}"

    v = vergleich({(NORD, 2021): [DREI, jahr(2021, "n.e.")], (NORD, 2022): [DREI, jahr(2022, "20")]})
    assert reihe(v, "besuche").jahre[0].abdeckung == (0.5, 1)


def test_partners_that_came_and_went_are_named():
    partner = "Partner | Typ\n{} | Verein"
    liste = "Angebot | Thema | Kooperationspartner\nChor | Kultur | {}\nTanz | Kultur | Stadt"
    v = vergleich(
        {
            (NORD, 2021): [partner.format("Alter Verein"), liste.format("Alter Verein")],
            (NORD, 2022): [partner.format("Neuer Verein"), liste.format("Neuer Verein")],
        }
    )
    (wechsel,) = v.partner
    assert (wechsel.neu, wechsel.weg, wechsel.geblieben) == (("Neuer Verein",), ("Alter Verein",), ("Stadt",))


def test_partners_are_not_called_gone_where_there_is_no_list():
    liste = "Angebot | Thema | Kooperationspartner\nChor | Kultur | Stadt"
    (wechsel,) = vergleich({(NORD, 2021): liste, (NORD, 2022): ZIELE}).partner
    assert wechsel.weg == ()
    assert wechsel.grund == "2022: es gibt weder Angebotsliste noch Partnerliste"


@pytest.mark.parametrize("id", KENNZAHLEN)
def test_what_a_kennzahl_needs_are_lists_and_columns_that_exist(id):
    spalten = {liste.name: liste.titel for liste in listenarten()}
    dazu = [braucht for name, _, braucht in GRUPPIERT if name == id and braucht]
    for eines in [*bedarf(KENNZAHLEN[id].kennzahl), *dazu]:
        for ort in eines.split("|"):
            art, _, spalte = ort.partition(".")
            assert art in LISTEN
            assert not spalte or spalte in spalten[art]


def test_years_and_standorte_are_read_from_a_text():
    assert lies_jahre("2022, 2021,2022") == [2021, 2022]
    assert lies_standorte("b, a,b") == ["b", "a"]


@pytest.mark.parametrize("jahre", ["", "bald", "2021;2022", "21"])
def test_what_names_no_years_is_said_with_an_example(jahre):
    with pytest.raises(ParameterFehler, match=r"nennt keine Jahre\. Bitte Jahreszahlen angeben"):
        lies_jahre(jahre)
