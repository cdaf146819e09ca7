"""Expected Termine: by Rhythmus and Beginn, around holidays and closures, and never instead of a list."""

import datetime as dt

import pytest
from zeichnen import blatt, tabellen

from qz_analysis.model.oeffnung import Oeffnung, Schliessung

LOCKDOWN = Oeffnung(schliessungen=(Schliessung(dt.date(2021, 1, 1), dt.date(2021, 6, 6), "Corona-Lockdown"),))
KOPF = "Angebot | Thema | Art | Rhythmus | Beginn | Ende | Bemerkung | geschützt"


def angebot(rhythmus="", beginn="", ende="", *, art="wiederkehrend", bemerkung="", geschuetzt=""):
    zeile = f"Café | Beratung | {art} | {rhythmus} | {beginn} | {ende} | {bemerkung} | {geschuetzt}"
    return blatt(f"{KOPF}\n{zeile}", name="Angebote")


def besuche(*zeilen: str):
    return blatt("Angebot: Café |\nDatum | Besuche\n" + "\n".join(zeilen), name="Besuche")


def tage(t, **werte):
    """Return the days of the Termine with these values, as day and month."""
    zeilen = list(t.termin.sort("datum").iter_rows(named=True))
    return [
        f"{z['datum']:%d.%m.}" for z in zeilen if all(z[spalte] == wert for spalte, wert in werte.items())
    ]


def offen(t):
    (grund,) = t.angebot["termine_unbestimmt"]
    return grund


def test_a_weekly_rhythm_gives_the_days_of_the_year_between_begin_and_end():
    t = tabellen(angebot("wöchentlich montags", "01.03.2021", "31.03.2021"))
    assert tage(t) == ["01.03.", "08.03.", "15.03.", "22.03.", "29.03."]
    assert set(t.termin["status"]) == {"unbekannt"}
    assert set(t.termin["erhebung"]) == {"nicht_erhoben"}
    assert t.termin["planmaessig"].all()
    assert offen(t) is None


def test_an_expected_termin_stems_from_the_cell_of_the_rhythm():
    t = tabellen(angebot("wöchentlich montags"))
    assert set(t.termin["quelle_zelle"]) == {"D2"}
    q = t.quelle.row(0, named=True)
    assert (
        q["zellen_gelesen"] == q["zellen_uebernommen"] + q["zellen_zurueckgewiesen"] + q["zellen_ignoriert"]
    )


@pytest.mark.parametrize("jahr", [2021, 2023])
def test_without_begin_and_end_the_whole_year_is_expected_and_no_day_of_another(jahr):
    t = tabellen(angebot("täglich"), jahr=jahr)
    assert t.termin["datum"].dt.year().unique().to_list() == [jahr]
    assert t.termin.height == 365


def test_a_leap_year_has_its_leap_day():
    t = tabellen(angebot("samstags und sonntags"), jahr=2020)
    assert "29.02." in tage(t)
    assert tage(tabellen(angebot("am 29. jeden Monats"), jahr=2021))[1] == "29.03."


def test_a_public_holiday_is_closed_by_its_name():
    t = tabellen(angebot("wöchentlich freitags", "April 2021", "April 2021"))
    assert tage(t) == ["02.04.", "09.04.", "16.04.", "23.04.", "30.04."]
    assert t.termin.sort("datum").row(0, named=True)["grund"] == "Karfreitag"
    assert tage(t, status="geschlossen") == ["02.04."]


def test_a_public_holiday_is_open_where_the_settings_say_so():
    t = tabellen(
        angebot("wöchentlich freitags", "April 2021", "April 2021"),
        oeffnung=Oeffnung(feiertage_geschlossen=False),
    )
    assert tage(t, status="geschlossen") == []


def test_holidays_are_those_of_the_land():
    im_sueden = tabellen(angebot("mittwochs", "06.01.2021", "06.01.2021"))
    im_norden = tabellen(angebot("mittwochs", "06.01.2021", "06.01.2021"), oeffnung=Oeffnung(land="HH"))
    assert (tage(im_sueden, status="geschlossen"), tage(im_norden, status="geschlossen")) == (["06.01."], [])


def test_a_lockdown_closes_its_days_and_gives_its_reason():
    t = tabellen(angebot("dienstags", "Juni 2021", "Juni 2021"), oeffnung=LOCKDOWN)
    assert t.termin.sort("datum").select("grund").to_series().to_list() == ["Corona-Lockdown", *[None] * 4]
    assert tage(t, status="geschlossen") == ["01.06."]


def test_a_closure_of_another_site_closes_nothing_here():
    dort = Oeffnung(schliessungen=(Schliessung(dt.date(2020, 12, 1), dt.date(2022, 1, 1), "Umbau", "nord"),))
    hier = Oeffnung(schliessungen=(Schliessung(dt.date(2020, 12, 1), dt.date(2022, 1, 1), "Umbau", "qz"),))
    assert tage(tabellen(angebot("dienstags"), oeffnung=dort), grund="Umbau") == []
    assert len(tage(tabellen(angebot("dienstags"), oeffnung=hier), grund="Umbau")) == 52


@pytest.mark.parametrize(
    ("rhythmus", "zu"),
    [
        ("montags", []),
        ("montags außer in den Ferien", ["01.11."]),
        ("montags, nicht in den Ferien", ["01.11."]),
        ("montags in der Schulzeit", ["01.11."]),
        ("montags während der Schulzeit", ["01.11."]),
        ("montags (in den Ferien geschlossen)", ["01.11."]),
        ("montags außer in den Sommerferien", []),
        ("montags außer in den Herbstferien", ["01.11."]),
        ("montags, auch in den Ferien", []),
    ],
)
def test_in_school_holidays_an_angebot_pauses_where_its_rhythm_says_so(rhythmus, zu):
    t = tabellen(
        angebot(rhythmus, "01.10.2021", "30.11.2021"), oeffnung=Oeffnung(feiertage_geschlossen=False)
    )
    assert len(tage(t)) == 9
    assert tage(t, status="geschlossen") == zu


def test_school_holidays_close_all_where_the_settings_say_so_except_who_stays_open():
    zu = Oeffnung(ferien_geschlossen=True)
    normal = tabellen(angebot("dienstags", "August 2021", "August 2021"), oeffnung=zu)
    assert set(normal.termin["grund"]) == {"Sommerferien"}
    auch = tabellen(angebot("dienstags, auch in den Ferien", "August 2021", "August 2021"), oeffnung=zu)
    assert tage(auch, status="geschlossen") == []


def test_school_holidays_nobody_knows_yet_leave_the_days_open():
    assert offen(tabellen(angebot("montags außer in den Ferien"), jahr=2060)) == "Ferien 2060 nicht bekannt"


def test_every_other_week_counts_from_a_begin_that_is_such_a_day():
    t = tabellen(angebot("dienstags, 14-täglich", "05.10.2021", "30.11.2021"))
    assert tage(t) == ["05.10.", "19.10.", "02.11.", "16.11.", "30.11."]


def test_every_other_week_counts_from_a_day_of_the_list_both_ways():
    t = tabellen(angebot("dienstags, 14-täglich", "Oktober 2021", "Oktober 2021"), besuche("19.10.2021 | 9"))
    assert tage(t) == ["05.10.", "19.10."]
    assert tage(t, status="stattgefunden", erhebung="gezaehlt", planmaessig=True) == ["19.10."]


def test_every_third_month_counts_from_a_day_of_the_list():
    t = tabellen(angebot("alle drei Monate am 1. Dienstag im Monat"), besuche("04.05.2021 | 9"))
    assert tage(t) == ["02.02.", "04.05.", "03.08.", "02.11."]


def test_a_list_that_shifts_its_weeks_leaves_the_others_open():
    t = tabellen(angebot("dienstags, 14-täglich"), besuche("05.10.2021 | 9", "12.10.2021 | 9"))
    assert tage(t) == ["05.10.", "12.10."]
    assert offen(t) == "Termine der Liste passen nicht zum Abstand des Rhythmus"


@pytest.mark.parametrize(
    ("rhythmus", "beginn", "grund"),
    [
        ("", "", "Rhythmus nicht genannt"),
        ("nach Ankündigung", "", "Rhythmus nennt keine Regel"),
        ("wöchentlich", "", "Wochentag nicht genannt"),
        ("an drei Tagen wöchentlich", "", "Wochentag nicht genannt"),
        ("14-täglich", "01.07.2021", "Wochentag nicht genannt"),
        ("einmal monatlich", "", "Tag im Monat nicht genannt"),
        ("jährlich im Mai", "", "Tag im Jahr nicht genannt"),
        ("14-täglich am Wochenende", "", "welcher der Wochentage in welcher Woche gilt, ist nicht genannt"),
        ("dienstags, 14-täglich", "", "erster Termin nicht genannt"),
        ("dienstags, 14-täglich", "Juli 2021", "erster Termin nicht genannt"),
        ("dienstags, 14-täglich", "01.07.2021", "erster Termin nicht genannt"),  # a Thursday
        ("alle 10 Tage", "", "erster Termin nicht genannt"),
        ("dienstags", "nach Absprache", "Beginn nicht lesbar"),
        ("mittwochs ab März", "", "Beginn oder Ende steht im Rhythmus statt in der eigenen Spalte"),
    ],
)
def test_what_the_rhythm_leaves_open_gives_no_days_and_says_why(rhythmus, beginn, grund):
    t = tabellen(angebot(rhythmus, beginn))
    assert t.termin.is_empty()
    assert offen(t) == grund


def test_of_two_rules_the_one_that_is_determined_gives_its_days():
    t = tabellen(angebot("dienstags, 14-täglich am Wochenende", "Juli 2021", "Juli 2021"))
    assert tage(t) == ["06.07.", "13.07.", "20.07.", "27.07."]
    assert offen(t) == "welcher der Wochentage in welcher Woche gilt, ist nicht genannt"


def test_the_list_wins_over_the_rhythm_and_its_own_days_are_not_planned():
    t = tabellen(
        angebot("dienstags", "06.04.2021", "20.04.2021"),
        besuche("06.04.2021 | ca. 8", "08.04.2021 | 5", "13.04.2021 | abgesagt wegen Sturm"),
        oeffnung=LOCKDOWN,
    )
    assert t.termin.sort("datum").select("status", "grund", "erhebung", "planmaessig").rows() == [
        ("stattgefunden", None, "geschaetzt", True),
        ("stattgefunden", None, "gezaehlt", False),
        ("ausgefallen", "Wetter", "nicht_erhoben", True),
        ("geschlossen", "Corona-Lockdown", "nicht_erhoben", True),
    ]


@pytest.mark.parametrize(
    ("wort", "status", "grund"),
    [
        ("ausgefallen", "ausgefallen", None),
        ("geschlossen (Corona)", "geschlossen", "Corona"),
        ("Ferien", "geschlossen", "Ferien"),
        ("Karfreitag", "geschlossen", "Feiertag"),
        ("ausgefallen (Frau Muster krank)", "ausgefallen", None),
    ],
)
def test_the_word_of_the_list_is_the_reason_unless_it_may_name_somebody(wort, status, grund):
    t = tabellen(besuche(f"06.04.2021 | {wort}"))
    assert t.termin.select("status", "grund").rows() == [(status, grund)]
    assert t.teilnahme.is_empty()


def test_a_closed_column_of_a_sign_in_list_is_closed():
    t = tabellen(blatt("Name | 02.03.21 | 09.03.21 | 16.03.21\nA | x | Ferien | x\nB | x | | "))
    assert t.termin.filter(t.termin["status"] == "geschlossen")["grund"].to_list() == ["Ferien"]


def test_an_angebot_that_no_angebotsliste_has_gets_no_further_days():
    t = tabellen(besuche("06.04.2021 | 8"))
    assert t.termin.select("planmaessig", "erhebung").rows() == [(False, "gezaehlt")]


def test_an_angebot_that_did_not_take_place_is_expected_on_no_day():
    t = tabellen(angebot("dienstags", bemerkung="ausgefallen (Corona)"))
    assert t.termin.is_empty()
    assert offen(t) is None


def test_what_takes_place_once_has_one_termin_where_its_day_is_known():
    t = tabellen(angebot("einmalig", "02.11.2021", "05.11.2021", art="einmalig"))
    assert t.termin.select("datum", "status", "planmaessig", "quelle_zelle").rows() == [
        (dt.date(2021, 11, 2), "stattgefunden", True, "E2")
    ]


def test_what_takes_place_once_in_a_quarter_has_a_span_and_no_termin():
    t = tabellen(angebot("einmalig", "4. Quartal 2021", art="einmalig"))
    assert t.termin.is_empty()
    assert t.angebot.select("von", "bis").rows() == [(dt.date(2021, 10, 1), dt.date(2021, 12, 31))]
    assert offen(t) == "Tag nicht genannt"


def test_what_recurs_from_a_quarter_on_goes_on_without_an_end():
    t = tabellen(angebot("dienstags", "ab 4. Quartal 2021"))
    assert t.angebot.select("von", "bis").rows() == [(dt.date(2021, 10, 1), None)]
    assert (tage(t)[0], tage(t)[-1]) == ("05.10.", "28.12.")


def test_a_rhythm_that_only_a_programme_states_needs_the_span_of_the_programme():
    kopf = "Sommerprogramm | | | | |\nAngebot | Thema | Art | Rhythmus | Beginn | Ende"
    ohne = blatt(f"{kopf}\nChor | Beratung | wiederkehrend | dienstags | |")
    mit = blatt(f"{kopf}\nChor | Beratung | wiederkehrend | dienstags | 03.08.2021 | 10.08.2021")
    assert offen(tabellen(ohne)) == "Zeitraum im Programm nicht genannt"
    assert tage(tabellen(mit)) == ["03.08.", "10.08."]


@pytest.mark.parametrize(
    ("rhythmus", "abstand", "je_monat"),
    [
        ("wöchentlich montags", 7, None),
        ("wöchentlich", 7, None),
        ("14-täglich", 14, None),
        ("täglich", 1, None),
        ("alle 10 Tage", 10, None),
        ("montags und mittwochs", None, None),
        ("an drei Tagen wöchentlich", None, None),
        ("14-täglich am Wochenende", None, None),
        ("einmal monatlich", None, 1.0),
        ("1. und 3. Mittwoch im Monat", None, 2.0),
        ("alle zwei Monate", None, 0.5),
        ("montags, jeden 1. Dienstag im Monat", None, None),
        ("nach Ankündigung", None, None),
    ],
)
def test_a_rhythm_says_how_far_apart_or_how_many_a_month(rhythmus, abstand, je_monat):
    t = tabellen(angebot(rhythmus))
    assert t.angebot.select("abstand_tage", "termine_je_monat").rows() == [(abstand, je_monat)]


def test_a_count_for_a_week_covers_its_termine_that_were_not_closed():
    kalender = blatt("Angebot | KW 13 | KW 14 | KW 15\nCafé | 10 | 12 |", name="Kalender")
    t = tabellen(angebot("montags und freitags", "29.03.2021", "16.04.2021"), kalender)
    assert tage(t, erhebung="gezaehlt") == ["29.03.", "09.04."]
    assert tage(t, erhebung="nicht_erhoben") == ["02.04.", "05.04.", "12.04.", "16.04."]


def test_regulars_of_the_year_count_no_termin():
    gruppe = blatt("Angebot: Café | |\nZeitraum | Alter | Stammbesuchende\n2021 | 10-13 | 17", name="Gruppe")
    assert set(tabellen(angebot("montags"), gruppe).termin["erhebung"]) == {"nicht_erhoben"}


def test_counselling_is_not_counted_day_by_day():
    t = tabellen(angebot("montags", geschuetzt="ja"))
    assert set(t.termin["erhebung"]) == {"geschuetzt"}


def test_how_long_a_termin_lasts_is_told_in_minutes():
    t = tabellen(blatt("Datum | Öffnung | Besuche\n06.04.2021 | 14-17:30 Uhr | 3\n13.04.2021 | | 4"))
    assert t.termin.sort("datum")["dauer_min"].to_list() == [210, None]
