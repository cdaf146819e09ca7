"""Where lists may stand on a sheet."""

import datetime as dt

from zeichnen import blatt, tabellen


def test_a_header_over_two_rows_with_merged_cells():
    t = tabellen(
        blatt(
            """
            Datum      | Besuche |          |
                       | gesamt  | weiblich | männlich
            12.03.2021 | 10      | 4        | 6
            """,
            verbunden=["A1:A2", "B1:D1"],
        )
    )
    gesamt = t.teilnahme.filter(t.teilnahme["geschlecht"].is_null())
    assert gesamt["anzahl"].to_list() == [10]
    assert sorted(t.teilnahme["geschlecht"].drop_nulls()) == ["m", "w"]
    assert t.befund.is_empty()


def test_two_lists_side_by_side():
    t = tabellen(
        blatt("""
        Posten | % VK | | Nr. | Fortbildung
        Team   | 390  | | 1   | Brandschutz
        vakant | 75   | | 2   | Fachtag
        """)
    )
    assert t.personal["posten"].to_list() == ["Team", "vakant"]
    assert t.fortbildung["fortbildung"].to_list() == ["Brandschutz", "Fachtag"]
    assert t.befund.is_empty()


def test_two_lists_of_one_kind_side_by_side():
    t = tabellen(
        blatt("""
        Datum      | Besuche | | Datum      | Besuche
        02.03.2021 | 10      | | 06.04.2021 | 12
        05.03.2021 | 11      | | 09.04.2021 | 13
        """)
    )
    assert t.termin["datum"].dt.month().sort().to_list() == [3, 3, 4, 4]
    assert t.teilnahme["anzahl"].sum() == 46


def test_two_lists_below_each_other_each_with_its_own_head_line():
    t = tabellen(
        blatt("""
        Angebot: Café |
        Datum         | Besuche
        02.03.2021    | 10
        Summe         | 10
                      |
        Angebot: Chor |
        Datum         | Besuche
        02.03.2021    | 7
        Summe         | 7
        """)
    )
    assert dict(t.teilnahme.select("angebot_id", "anzahl").rows()) == {"cafe": 10, "chor": 7}
    assert t.befund.is_empty()


def test_blank_rows_and_month_titles_inside_a_list_do_not_end_it():
    t = tabellen(
        blatt("""
        Datum      | Besuche
        02.03.2021 | 10
                   |
        April      |
        06.04.2021 | 12
        """)
    )
    assert t.termin["datum"].to_list() == [dt.date(2021, 3, 2), dt.date(2021, 4, 6)]
    assert t.quelle["zellen_ignoriert"].to_list() == [3]


def test_subtotals_and_a_grand_total_are_each_checked():
    liste = """
    Datum       | Besuche
    02.03.2021  | 10
    05.03.2021  | 11
    Summe März  | 21
    06.04.2021  | 12
    Summe April | {april}
    Gesamtsumme | 33
    """
    assert tabellen(blatt(liste.format(april=12))).befund.is_empty()
    falsch = tabellen(blatt(liste.format(april=13)))
    assert falsch.befund.select("regel", "zelle").rows() == [("summe_stimmt_nicht", "B6")]


def test_empty_columns_before_and_inside_a_list():
    t = tabellen(blatt(" | | Datum | | Besuche\n | | 02.03.2021 | | 10"))
    assert t.teilnahme.select("anzahl", "quelle_zelle").rows() == [(10, "E2")]


def test_a_header_that_stands_twice_is_reported_and_the_first_is_read():
    t = tabellen(blatt("Datum | Besuche | Besuche\n02.03.2021 | 10 | 99"))
    assert t.teilnahme["anzahl"].to_list() == [10]
    assert ("spalte_doppelt", "C1") in t.befund.select("regel", "zelle").rows()
