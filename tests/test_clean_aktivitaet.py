"""What the team does beyond its Angebote, who volunteers, and who lives around."""

import datetime as dt

import pytest
from zeichnen import blatt, tabellen

from qz_analysis.model.tabellen import Tabellen


def regeln(t: Tabellen) -> list[str]:
    return t.befund["regel"].to_list()


def test_an_activity_is_read_with_its_kind_its_period_and_how_often():
    t = tabellen(
        blatt(
            """
            Aktivität   | Art                | Datum           | Anzahl  | Rhythmus
            Konferenz I | Quartierskonferenz | 2. Quartal 2021 | 1       |
            Rundbrief   | Newsletter         | 2021            | mind. 4 | einmal pro Quartal
            AK Sucht    | Arbeitskreis       | 14.03.2021      |         |
            """
        )
    )
    konferenz, rundbrief, arbeitskreis = t.aktivitaet.iter_rows(named=True)
    assert (konferenz["art"], konferenz["datum"], konferenz["datum_bis"]) == (
        "konferenz",
        dt.date(2021, 4, 1),
        dt.date(2021, 6, 30),
    )
    assert [rundbrief[s] for s in ("anzahl", "anzahl_min", "anzahl_max", "genauigkeit")] == [
        4,
        4,
        None,
        "mindestens",
    ]
    assert (arbeitskreis["art"], arbeitskreis["datum_bis"], arbeitskreis["anzahl"]) == ("gremium", None, None)
    assert regeln(t) == []


@pytest.mark.parametrize("text", ["ab Juli 2021", "seit dem 3. Quartal"])
def test_what_goes_on_from_a_period_on_does_so_to_the_end_of_the_year(text):
    t = tabellen(blatt(f"Aktivität | Datum\nProjekt | {text}"))
    assert t.aktivitaet.select("datum", "datum_bis").rows() == [(dt.date(2021, 7, 1), dt.date(2021, 12, 31))]


def test_what_was_called_off_is_marked_as_such_and_what_was_not_counted_is_no_zero():
    t = tabellen(blatt("Aktivität | Anzahl | Bemerkung\nA | 0 | ausgefallen (Corona)\nB | n.e. | "))
    assert t.aktivitaet.select("durchfuehrung", "anzahl").rows() == [
        ("ausgefallen", 0),
        ("stattgefunden", None),
    ]


@pytest.mark.parametrize(
    ("betrag", "euro"), [("1500", 1500.0), ("1.500,50 €", 1500.5), ("2.000 EUR", 2000.0), ("0", 0.0)]
)
def test_a_sum_of_money_is_read_with_its_sign(betrag, euro):
    t = tabellen(blatt(f"Aktivität | Art | Betrag (€) | Geber\nA | Drittmittel | {betrag} | Stiftung"))
    assert t.aktivitaet.select("art", "betrag_eur", "geber").rows() == [("foerderung", euro, "Stiftung")]


@pytest.mark.parametrize("betrag", ["ca. 1500", "viel", "-5"])
def test_a_sum_that_is_none_is_rejected(betrag):
    t = tabellen(blatt(f"Aktivität | Betrag\nA | {betrag}"))
    assert t.aktivitaet["betrag_eur"].to_list() == [None]
    assert regeln(t) == ["kein_betrag"]


@pytest.mark.parametrize(
    ("zeile", "regel"),
    [
        ("A | Chor | | ", "aktivitaet_art_unbekannt"),
        ("A | | demnächst | ", "kein_zeitraum"),
        ("A | | | oft", "keine_anzahl"),
    ],
)
def test_what_is_not_known_is_rejected_and_the_activity_stays(zeile, regel):
    t = tabellen(blatt(f"Aktivität | Art | Datum | Anzahl\n{zeile}"))
    assert t.aktivitaet["aktivitaet"].to_list() == ["A"]
    assert regeln(t) == [regel]


def test_volunteers_are_read_with_bounds_and_an_angebot_is_found():
    t = tabellen(
        blatt("Angebot | Thema\nTreff für alle | Beratung", name="Angebote"),
        blatt(
            """
            Ehrenamt       | Personen | Stunden | Zeitraum
            Treff für alle | ca. 12   | 120,5   | 2. Halbjahr
            Garten         | über 5   | n.e.    |
            """
        ),
    )
    treff, garten = t.ehrenamt.iter_rows(named=True)
    assert (treff["angebot_id"], treff["personen"], treff["personen_genauigkeit"]) == (
        "treff_fuer_alle",
        12,
        "rund",
    )
    assert (treff["stunden"], treff["stunden_min"], treff["zeitraum"]) == (120.5, 120.5, "2. Halbjahr")
    assert (garten["angebot_id"], garten["personen_min"], garten["personen_max"]) == (None, 6, None)
    assert garten["stunden"] is None
    assert regeln(t) == []


def test_half_a_volunteer_is_rejected_and_half_an_hour_is_not():
    t = tabellen(blatt("Ehrenamt | Personen | Stunden\nGarten | 2,5 | 2,5"))
    assert t.ehrenamt.select("personen", "stunden").rows() == [(None, 2.5)]
    assert t.befund.select("regel", "zelle").rows() == [("keine_anzahl", "B2")]


def test_a_printed_total_of_volunteers_is_compared_and_is_no_row():
    t = tabellen(blatt("Ehrenamt | Personen | Stunden\nGarten | 3 | 10\nCafé | 4 | 20\nSumme | 8 | 30"))
    assert t.ehrenamt["bereich"].to_list() == ["Garten", "Café"]
    assert t.befund.select("regel", "zelle").rows() == [("summe_stimmt_nicht", "B4")]


def test_inhabitants_are_read_by_district_age_and_date():
    t = tabellen(
        blatt(
            """
            Planungsbezirk | Altersgruppe | Einwohner | Stand
            Mitte          | 10-13        | 1.200     | 31.12.2020
                           | 14-17        | 800       | 31.12.2020
            Mitte          | gesamt       | 9000      | 31.12.2020
            Nord           |              | 4000      | 31.12.2020
            Summe          |              | 6000      |
            """,
            verbunden=["A2:A3"],
        )
    )
    assert t.bevoelkerung.select("planungsbezirk", "altersgruppe", "einwohner").rows() == [
        ("Mitte", "10-13", 1200),
        ("Mitte", "14-17", 800),
        ("Mitte", None, 9000),
        ("Nord", None, 4000),
    ]
    assert set(t.bevoelkerung["stand"]) == {dt.date(2020, 12, 31)}
    assert regeln(t) == []


def test_one_date_above_the_list_holds_for_all_of_it():
    t = tabellen(blatt("Stand: 31.12.2020 |\nPlanungsbezirk | Einwohner\nMitte | 9000"))
    assert t.bevoelkerung["stand"].to_list() == [dt.date(2020, 12, 31)]


def test_a_population_without_a_date_is_kept_and_reported_once():
    t = tabellen(blatt("Planungsbezirk | Einwohner\nMitte | 9000\nNord | 4000"))
    assert t.bevoelkerung.height == 2
    assert regeln(t) == ["stand_fehlt"]


@pytest.mark.parametrize(
    ("zeile", "regel"), [("Mitte | 8000", "einwohner_doppelt"), ("Nord | rund 4000", "keine_anzahl")]
)
def test_a_population_that_stands_twice_or_is_no_number_is_rejected(zeile, regel):
    t = tabellen(blatt(f"Stand: 31.12.2020 |\nPlanungsbezirk | Einwohner\nMitte | 9000\n{zeile}"))
    assert t.bevoelkerung["einwohner"].to_list() == [9000]
    assert regeln(t) == [regel]
