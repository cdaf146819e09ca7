import datetime as dt

import pytest
from zeichnen import blatt, tabellen


def test_a_count_by_gender_is_kept_beside_the_total_and_not_added_to_it():
    t = tabellen(blatt("Datum | Besuche | weiblich | männlich\n12.03.2021 | 10 | 4 | 6"))
    gesamt = t.teilnahme.filter(t.teilnahme["geschlecht"].is_null())
    assert gesamt["anzahl"].to_list() == [10]
    assert dict(
        t.teilnahme.filter(t.teilnahme["geschlecht"].is_not_null()).select("geschlecht", "anzahl").rows()
    ) == {
        "w": 4,
        "m": 6,
    }


def test_parts_that_do_not_make_the_total_are_reported():
    t = tabellen(blatt("Datum | Besuche | weiblich | männlich\n12.03.2021 | 10 | 4 | 5"))
    assert t.befund["regel"].to_list() == ["teile_ergeben_nicht_die_summe"]


@pytest.mark.parametrize(
    ("eintrag", "status"),
    [
        ("ausgefallen (Corona)", "ausgefallen"),
        ("Ferien", "geschlossen"),
        ("n.e.", "stattgefunden"),
        ("-", "unbekannt"),
    ],
)
def test_a_word_in_place_of_a_count_is_a_status_and_never_a_zero(eintrag, status):
    t = tabellen(blatt(f"Datum | Besuche\n12.03.2021 | {eintrag}"))
    assert t.termin["status"].to_list() == [status]
    assert t.teilnahme["anzahl"].drop_nulls().is_empty()


def test_a_counted_zero_is_a_zero():
    t = tabellen(blatt("Datum | Besuche\n12.03.2021 | 0"))
    assert t.teilnahme["anzahl"].to_list() == [0]
    assert t.termin["status"].to_list() == ["stattgefunden"]


def test_the_same_date_twice_counts_once_and_is_reported():
    t = tabellen(blatt("Datum | Besuche\n12.03.2021 | 10\n12.03.2021 | 10"))
    assert t.teilnahme["anzahl"].sum() == 10
    assert "termin_doppelt" in t.befund["regel"].to_list()


def test_a_date_that_does_not_exist_rejects_the_row_with_its_cell():
    t = tabellen(blatt("Datum | Besuche\n31.02.2021 | 10"))
    befund = t.befund.row(0, named=True)
    assert (befund["zelle"], befund["wert"]) == ("A2", "31.02.2021")
    assert "ist kein Datum" in befund["meldung"]
    assert t.teilnahme.is_empty()


def test_persons_of_a_programme_are_not_visits():
    t = tabellen(
        blatt(
            """
            Sommerprogramm      |                   |
            Angebot             | Thema             | Art
            Rallye              | Beratung          | einmalig
                                |                   |
            Teilnehmende gesamt | über 250 Personen |
            """
        )
    )
    zeile = t.teilnahme.row(0, named=True)
    assert (zeile["zaehlart"], zeile["anzahl_min"], zeile["anzahl_max"]) == ("personen", 251, None)


def test_estimated_regulars_are_a_kind_of_count_of_their_own():
    t = tabellen(blatt("Zeitraum | Alter | Stammbesuchende\n2021 | 10-13 | ca. 17\nSumme | | 10 - 20"))
    zeile = t.teilnahme.row(0, named=True)
    assert (zeile["zaehlart"], zeile["erhebung"], zeile["anzahl"]) == ("stammbesuchende", "geschaetzt", 17)
    assert zeile["datum_bis"] == dt.date(2021, 12, 31)
    assert t.befund.is_empty()


def test_an_english_date_decides_for_its_whole_column():
    t = tabellen(blatt("Datum | Besuche\n03/04/2021 | 10\n25/03/2021 | 11"))
    assert t.termin["datum"].sort().to_list() == [dt.date(2021, 3, 25), dt.date(2021, 4, 3)]


def test_a_date_that_nothing_decides_is_a_finding_and_never_a_guess():
    t = tabellen(blatt("Datum | Besuche\n03/04/2021 | 10\n05/06/2021 | 11"))
    assert t.termin.is_empty()
    assert "datum_mehrdeutig" in t.befund["regel"].to_list()


def test_age_bands_are_groups_of_their_own_beside_those_by_gender():
    t = tabellen(
        blatt("""
        Datum      | Besuche | weiblich | männlich | unter 6 | 6-9 Jahre | 10 bis 13 | ab 14
        12.03.2021 | 10      | 4        | 6        | 1       | 2         | 3         | 4
        19.03.2021 | 10      | 4        | 6        | 1       | 2         | 3         | 9
        """)
    )
    erster = t.teilnahme.filter(t.teilnahme["datum"] == dt.date(2021, 3, 12))
    nach_alter = erster.filter(erster["altersgruppe"].is_not_null()).select("altersgruppe", "anzahl")
    assert dict(nach_alter.rows()) == {"unter 6": 1, "6-9 Jahre": 2, "10 bis 13": 3, "ab 14": 4}
    assert t.befund.select("regel", "zelle").rows() == [("teile_ergeben_nicht_die_summe", "B3")]


def summanden(t):
    zeilen = t.teilnahme.filter("summand").sort("datum", "geschlecht", "altersgruppe")
    return zeilen.select("datum", "geschlecht", "altersgruppe", "anzahl").rows()


def test_a_breakdown_counts_only_where_there_is_no_total_and_only_one_of_them():
    t = tabellen(
        blatt("""
        Datum      | Besuche | weiblich | männlich | 6-9 | 10-13
        02.03.2021 | 10      | 4        | 6        | 3   | 7
        05.03.2021 |         | 2        | 3        | 1   | 4
        06.03.2021 |         |          |          | 1   | 4
        """)
    )
    assert [(d.day, g, a, n) for d, g, a, n in summanden(t) if n is not None] == [
        (2, None, None, 10),
        (5, "m", None, 3),
        (5, "w", None, 2),
        (6, None, "10-13", 4),
        (6, None, "6-9", 1),
    ]
