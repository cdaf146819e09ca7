"""Calendars and sign-in lists."""

import datetime as dt

import pytest
from zeichnen import blatt, tabellen

from qz_analysis.model.erklaerung import Erklaerung


def zaehlungen(t):
    return {(z["angebot_id"], z["datum"]): z["anzahl"] for z in t.teilnahme.iter_rows(named=True)}


def test_dates_across_the_top_and_an_angebot_per_row():
    t = tabellen(
        blatt("""
        Besuche 2021 |       |       |
        Angebot      | 2.3.  | 5.3.  | 9.3.
        Café         | 10    | 12    | ausgefallen
        Chor         |       | 7     | n.e.
        """)
    )
    assert zaehlungen(t) == {
        ("cafe", dt.date(2021, 3, 2)): 10,
        ("cafe", dt.date(2021, 3, 5)): 12,
        ("chor", dt.date(2021, 3, 5)): 7,
        ("chor", dt.date(2021, 3, 9)): None,
    }
    assert t.termin.filter(t.termin["status"] == "ausgefallen")["datum"].to_list() == [dt.date(2021, 3, 9)]
    assert t.quelle["art"].to_list() == ["kalender"]
    assert t.befund.is_empty()


def test_the_year_may_stand_in_the_file_name_only():
    b = blatt("Angebot | 2.3. | 5.3. | 9.3.\nCafé | 1 | 2 | 3", datei="qz/2021/Besuche 2019.xlsx")
    assert {z["datum"].year for z in tabellen(b).teilnahme.iter_rows(named=True)} == {2019}


def test_weeks_and_months_are_spans_and_make_no_termin():
    t = tabellen(blatt("Angebot | KW 9 | KW 10 | KW 11\nCafé | 10 | 12 | 9"))
    zeile = t.teilnahme.sort("datum").row(0, named=True)
    assert (zeile["datum"], zeile["datum_bis"]) == (dt.date(2021, 3, 1), dt.date(2021, 3, 7))
    assert t.termin.is_empty()
    monate = tabellen(blatt("Angebot | Januar | Februar | März\nCafé | 10 | 12 | 9")).teilnahme.sort("datum")
    assert monate["datum_bis"].to_list() == [dt.date(2021, 1, 31), dt.date(2021, 2, 28), dt.date(2021, 3, 31)]


def test_days_of_a_month_named_by_the_sheet():
    t = tabellen(blatt("Angebot | 1 | 2 | 3\nCafé | 10 | 12 | 9", name="März 2021"))
    assert t.teilnahme["datum"].sort().to_list() == [dt.date(2021, 3, n) for n in (1, 2, 3)]


def test_one_sheet_per_month_adds_up():
    maerz = blatt("Angebot | 1 | 2 | 3\nCafé | 10 | 12 | 9", name="März 2021")
    april = blatt("Angebot | 1 | 2 | 3\nCafé | 1 | 2 | 3", name="April 2021")
    assert tabellen(maerz, april).teilnahme["anzahl"].sum() == 37


ANWESENHEIT = """
Angebot: Bö-Ki |          |          |          |
Name           | 02.03.21 | 09.03.21 | 16.03.21 | Summe
Mia Muster     | x        | x        |          | 2
Ali Beispiel   | x        | e        | ✓        | 2
Summe          | 2        | 1        | 1        |
"""


def test_a_sign_in_list_becomes_a_count_per_date():
    t = tabellen(blatt(ANWESENHEIT))
    assert zaehlungen(t) == {
        ("boe_ki", dt.date(2021, 3, 2)): 2,
        ("boe_ki", dt.date(2021, 3, 9)): 1,
        ("boe_ki", dt.date(2021, 3, 16)): 1,
    }
    assert t.befund.is_empty()


def test_names_on_a_sign_in_list_stand_in_no_table():
    t = tabellen(blatt(ANWESENHEIT.replace("✓", "§")))
    alles = " ".join(str(getattr(t, name).rows()) for name in t.members())
    assert "Muster" not in alles
    assert "Beispiel" not in alles
    assert "zeichen_unbekannt" in t.befund["regel"].to_list()


def test_a_mark_of_ones_own_can_be_declared():
    b = blatt("Name | 02.03.21 | 09.03.21 | 16.03.21\nA | da | x | x")
    t = tabellen(b, erklaerung=Erklaerung(zeichen={"da": "anwesend"}))
    assert t.teilnahme["anzahl"].to_list() == [1, 1, 1]
    assert t.befund.is_empty()


def test_totals_of_rows_and_columns_are_checked():
    falsch = ANWESENHEIT.replace("Summe          | 2 ", "Summe          | 5 ")
    assert tabellen(blatt(falsch)).befund.select("regel", "zelle").rows() == [("summe_stimmt_nicht", "B5")]


@pytest.mark.parametrize("wort", ["viele", "3,5"])
def test_what_is_no_count_is_rejected_with_its_cell(wort):
    t = tabellen(blatt(f"Angebot | 2.3. | 5.3. | 9.3.\nCafé | 10 | {wort} | 9"))
    assert t.befund.select("regel", "zelle", "wert").rows() == [("keine_anzahl", "C2", wort)]
    q = t.quelle.row(0, named=True)
    assert (
        q["zellen_gelesen"] == q["zellen_uebernommen"] + q["zellen_zurueckgewiesen"] + q["zellen_ignoriert"]
    )


def test_dates_down_the_side_and_an_angebot_per_column():
    t = tabellen(blatt("Datum | Café | Chor\n02.03.2021 | 10 | 3\n05.03.2021 | 12 | ausgefallen"))
    assert zaehlungen(t) == {
        ("cafe", dt.date(2021, 3, 2)): 10,
        ("chor", dt.date(2021, 3, 2)): 3,
        ("cafe", dt.date(2021, 3, 5)): 12,
    }


def test_a_date_called_off_in_a_sign_in_list_is_no_date_nobody_came_to():
    t = tabellen(blatt("Name | 02.03.21 | 09.03.21 | 16.03.21\nA | x | ausgefallen | x\nB | x | | "))
    assert t.termin.filter(t.termin["status"] == "ausgefallen")["datum"].to_list() == [dt.date(2021, 3, 9)]
    assert t.teilnahme.sort("datum")["anzahl"].to_list() == [2, 1]


def test_weeks_down_the_side_and_weekdays_across_the_top():
    t = tabellen(
        blatt("""
        Angebot: Café |    |    |    |    |
        Woche         | Mo | Di | Mi | Do | Fr
        KW 9          | 10 |    | 12 |    |
        KW 10         |    | 7  |    |    | n.e.
        """)
    )
    assert zaehlungen(t) == {
        ("cafe", dt.date(2021, 3, 1)): 10,
        ("cafe", dt.date(2021, 3, 3)): 12,
        ("cafe", dt.date(2021, 3, 9)): 7,
        ("cafe", dt.date(2021, 3, 12)): None,
    }
    assert t.befund.is_empty()
