import pytest
from zeichnen import bestand, blatt, tabellen

from qz_analysis.figures import KENNZAHLEN, Bestand, Einstellungen
from qz_analysis.figures.abfragematrix import fragen
from qz_analysis.figures.geheimhaltung_plan import VEROEFFENTLICHT, WIE
from qz_analysis.model.tabellen import Tabellen


def gezeigt(b: Bestand, kennzahl: str = "besuche", je=(), wo="") -> dict[str, float | None]:
    """Return by group the number that is shown, None where it is secret."""
    ergebnis = KENNZAHLEN[kennzahl](b, je=je, wo=wo)
    return {w.gruppe or "": None if w.geheim else w.anzahl and w.anzahl.min for w in ergebnis.werte}


MONATE = bestand(
    blatt("""
Datum | Angebot | Besuche
04.01.2021 | Café | 3
01.02.2021 | Café | 20
01.03.2021 | Café | 9
05.04.2021 | Café | 40
03.05.2021 | Café | 30
""")
)


def test_a_small_month_takes_a_neighbour_of_its_quarter_along_and_not_one_of_another():
    assert gezeigt(MONATE, je="monat") == {
        "Januar": None,
        "Februar": 20,
        "März": None,
        "April": 40,
        "Mai": 30,
    }
    assert gezeigt(MONATE, je="quartal") == {"1. Quartal": 32, "2. Quartal": 70}


def test_what_is_asked_for_singly_is_as_secret_as_in_its_table():
    assert gezeigt(MONATE, wo="monat = 1") == {"": None}
    assert gezeigt(MONATE, wo="monat = 3") == {"": None}
    assert gezeigt(MONATE, wo="monat = 2") == {"": 20}


def test_a_table_that_no_report_shows_gives_nothing_of_the_plan_away():
    assert gezeigt(MONATE, wo="monat = 2 | 3") == {"": None}  # less February, it would be March


@pytest.mark.parametrize(
    ("klein", "gross"), [("3", "38-42"), ("3", "ca. 40"), ("über 2", "40"), ("2-3", "über 40")]
)
def test_hedged_counts_are_no_cover_their_bounds_add_up_as_well(klein, gross):
    b = bestand(
        blatt(f"""
        Datum | Angebot | Besuche
        04.01.2021 | Chor | {klein}
        11.01.2021 | Café | {gross}
        12.01.2021 | Treff | 20
        """)
    )
    je_angebot = gezeigt(b, je="angebot")
    assert je_angebot["chor"] is None
    assert None in (gezeigt(b)[""], je_angebot["cafe"], je_angebot["treff"])


def test_a_hedged_mean_is_as_secret_as_the_count_it_was_made_from():
    tage = "\n".join(f"0{n}.03.2021 | Chor | {n % 2 + 1}-{n % 2 + 2}" for n in (1, 2, 3))
    b = bestand(blatt(f"Datum | Angebot | Besuche\n{tage}\n09.03.2021 | Café | 40"))
    assert gezeigt(b, je="angebot") == {"cafe": 40, "chor": 5}  # 5 to 8
    assert gezeigt(b, "besuche_je_oeffnungstag", je="angebot") == {"cafe": 40, "chor": pytest.approx(5 / 3)}


def test_a_difference_of_few_to_something_shown_is_secret_too():
    assert gezeigt(MONATE, wo="monat = 2 | 3 | 4 | 5") == {"": None}  # all but the three of January


@pytest.mark.parametrize(
    ("kennzahl", "gezaehlt", "uebrige"), [("ehrenamtliche", "ehrenamt", "teilnahme"), ("besuche", "teilnahme", "ehrenamt")]
)  # fmt: skip
def test_what_is_secret_of_visits_and_of_volunteers_depends_on_no_row_of_the_other(
    kennzahl, gezaehlt, uebrige
):
    listen = tabellen(
        blatt("Datum | Angebot | Besuche\n04.01.2021 | Café | 3"),
        blatt("Ehrenamt | Personen | Stunden\nCafé | 3 | 10", name="Ehrenamt"),
    )
    asked = set()
    assert gezeigt(Bestand(listen, Einstellungen(), asked.add), kennzahl) == {"": None}
    assert (gezaehlt in asked, uebrige in asked) == (True, False)


def test_the_order_in_which_figures_are_asked_for_changes_nothing():
    andersherum = Bestand(MONATE._rahmen)
    einzeln = gezeigt(andersherum, wo="monat = 2 | 3")
    assert (einzeln, gezeigt(andersherum, je="monat")) == ({"": None}, gezeigt(MONATE, je="monat"))


def test_what_another_table_shows_as_well_is_not_used_to_hide_a_small_count():
    # The Fest is all there was in June, which is shown: hiding the Fest would not hide the Chor.
    b = bestand(
        blatt("""
Datum | Angebot | Besuche
01.03.2021 | Café | 50
07.06.2021 | Fest | 12
08.03.2021 | Chor | 3
""")
    )
    assert gezeigt(b, je="angebot") == {"fest": 12, "cafe": None, "chor": None}
    assert gezeigt(b, je="monat")["Juni"] == 12


def test_geschlecht_hides_a_second_group_where_the_total_would_tell_the_small_one():
    b = bestand(
        blatt("""
Datum | Angebot | Besuche | weiblich | männlich | divers / k. A.
01.03.2021 | Café | 31 | 12 | 18 | 1
""")
    )
    assert gezeigt(b, je="geschlecht") == {"männlich": 18, "divers / k. A.": None, "weiblich": None}


def test_geschlecht_by_altersgruppe_keeps_what_its_margins_would_tell():
    b = bestand(
        blatt("""
Datum | Angebot | Besuche | weiblich | männlich
01.03.2021 | Café | 40 | 22 | 18
01.03.2021 | Chor | 30 | 27 | 3
""")
    )
    nach = gezeigt(b, je=("angebot", "geschlecht"))
    assert nach["chor · männlich"] is None
    # The rest to the total of the Chor, and to that of all men, is secret as well.
    assert [nach["chor · weiblich"], nach["cafe · männlich"]] == [None, None]


def zwei_standorte() -> Bestand:
    nord, sued = (
        tabellen(
            blatt(f"Datum | Angebot | Besuche\n01.03.2021 | Café | {n}", datei=f"{s}/2021/l.xlsx"), standort=s
        )
        for s, n in (("nord", 27), ("sued", 3))
    )
    import polars as pl

    return Bestand({n: pl.concat([getattr(nord, n), getattr(sued, n)]) for n in Tabellen.members()})


def test_a_total_of_standorte_does_not_tell_the_one_that_is_secret():
    b = zwei_standorte()
    assert gezeigt(b, wo={"standort": "nord", "jahr": 2021}) == {"": 27}  # as in its own report
    assert gezeigt(b, wo={"standort": "sued", "jahr": 2021}) == {"": None}
    assert gezeigt(b) == {"": None}
    assert gezeigt(b, je="standort")["sued"] is None


@pytest.mark.parametrize("kennzahl", ["besuche_median", "besuche_hoechstwert"])
def test_of_few_days_no_figure_tells_the_small_one(kennzahl):
    b = bestand(blatt("Datum | Angebot | Besuche\n01.03.2021 | Café | 40\n08.03.2021 | Café | 3"))
    assert gezeigt(b) == {"": 43}
    assert gezeigt(b, kennzahl) == {"": None}  # the sum less the largest is the other day


def test_a_largest_day_that_nearly_all_came_on_is_secret():
    tage = "\n".join(f"{tag:02}.03.2021 | Café | {n}" for tag, n in enumerate((60, 0, 0, 1, 0, 1, 0, 2), 1))
    b = bestand(blatt(f"Datum | Angebot | Besuche\n{tage}"))
    assert gezeigt(b, "besuche_hoechstwert") == {"": None}


def test_a_largest_day_on_which_only_a_few_came_is_secret():
    tage = "\n".join(f"{tag:02}.03.2021 | Café | {n}" for tag, n in enumerate((3, 4, 2, 4, 3, 2, 3), 1))
    b = bestand(blatt(f"Datum | Angebot | Besuche\n{tage}"))
    assert (gezeigt(b), gezeigt(b, "besuche_hoechstwert")) == ({"": 21}, {"": None})


def test_visits_by_day_and_by_month_do_not_tell_their_small_difference():
    b = bestand(
        blatt("Datum | Angebot | Besuche\n01.03.2021 | Café | 20\n08.03.2021 | Café | 20"),
        blatt("Angebot | Mai | Juni | Juli\nCafé | 2 | 0 | 0", name="Monate"),
    )
    alle, an_tagen = gezeigt(b)[""], gezeigt(b, "besuche_je_oeffnungstag")[""]
    assert None in (alle, an_tagen)


def test_secret_groups_come_last_and_by_name_so_that_their_place_tells_no_size():
    b = bestand(
        blatt("""
Datum | Angebot | Besuche
01.03.2021 | Zirkel | 4
01.03.2021 | Anker | 1
01.03.2021 | Café | 90
01.03.2021 | Mitte | 0
""")
    )
    assert list(gezeigt(b, je="angebot")) == ["cafe", "mitte", "anker", "zirkel"]


def test_with_k_of_one_nothing_is_secret():
    offen = Bestand(MONATE._rahmen, Einstellungen(k=1))
    assert None not in gezeigt(offen, je="monat").values()


def test_of_a_sign_in_list_only_its_whole_area_is_named():
    b = bestand(
        blatt("""
Angebot: Chor
Kürzel | 02.03. | 09.03. | 16.03.
Sonne | x | | x
Mond | | x |
Stern | x | x |
Wind | x | |
Regen | | x |
""")
    )
    e = KENNZAHLEN["personen_verschieden"](b)
    assert [stelle.bereiche for stelle in e.belege(e.wert)] == [("B3:D7",)]


def test_all_that_the_matrix_asks_of_persons_is_in_the_plan():
    gefragt = {(f.kennzahl, f.je) for f in fragen() if KENNZAHLEN[f.kennzahl].kennzahl.personen}
    geplant = {
        (k, je) for familie in VEROEFFENTLICHT.values() for k, tafeln in familie.items() for je in tafeln
    }
    fehlt = {(k, je) for k, je in gefragt if (WIE.get(k, k), je) not in geplant}
    assert fehlt == set()
