import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qz_analysis.clean.zeitraum import parse_zeitraum


def gelesen(wert, jahr=2021, **wo):
    zeitraum = parse_zeitraum(wert, jahr, **wo)
    return f"{zeitraum.von} {zeitraum.bis} {zeitraum.art}" if zeitraum else None


@pytest.mark.parametrize(
    ("geschrieben", "von", "bis", "art"),
    [
        ("März 2021", "2021-03-01", "2021-03-31", "monat"),
        ("Mrz 21", "2021-03-01", "2021-03-31", "monat"),
        ("Mai '21", "2021-05-01", "2021-05-31", "monat"),
        ("Februar", "2021-02-01", "2021-02-28", "monat"),
        ("03/2021", "2021-03-01", "2021-03-31", "monat"),
        ("2021-03", "2021-03-01", "2021-03-31", "monat"),
        ("KW 34", "2021-08-23", "2021-08-29", "woche"),
        ("34. KW", "2021-08-23", "2021-08-29", "woche"),
        ("KW 34/2021", "2021-08-23", "2021-08-29", "woche"),
        ("KW 34/21", "2021-08-23", "2021-08-29", "woche"),
        ("2021-W34", "2021-08-23", "2021-08-29", "woche"),
        ("KW 53/2020", "2020-12-28", "2021-01-03", "woche"),
        ("Q3", "2021-07-01", "2021-09-30", "quartal"),
        ("3. Quartal 2020", "2020-07-01", "2020-09-30", "quartal"),
        ("IV. Quartal", "2021-10-01", "2021-12-31", "quartal"),
        ("drittes Quartal", "2021-07-01", "2021-09-30", "quartal"),
        ("1. Halbjahr", "2021-01-01", "2021-06-30", "halbjahr"),
        ("2. HJ 2020", "2020-07-01", "2020-12-31", "halbjahr"),
        ("2020", "2020-01-01", "2020-12-31", "jahr"),
        (2020, "2020-01-01", "2020-12-31", "jahr"),
        ("ganzjährig", "2021-01-01", "2021-12-31", "jahr"),
        ("12.07.2021", "2021-07-12", "2021-07-12", "tag"),
        (dt.datetime(2021, 7, 12, 14), "2021-07-12", "2021-07-12", "tag"),
        ("12.-16.07.2021", "2021-07-12", "2021-07-16", "spanne"),
        ("12.07. - 16.07.", "2021-07-12", "2021-07-16", "spanne"),
        ("Mo 12.-Fr 16.07.21", "2021-07-12", "2021-07-16", "spanne"),
        ("vom 12.07. bis 16.07.", "2021-07-12", "2021-07-16", "spanne"),
        ("12. Juli - 3. August 2021", "2021-07-12", "2021-08-03", "spanne"),
        ("12./13.07.2021", "2021-07-12", "2021-07-13", "spanne"),
        ("2021-07-12 - 2021-07-16", "2021-07-12", "2021-07-16", "spanne"),
        ("12.07.2020 - 16.07.", "2020-07-12", "2020-07-16", "spanne"),
        ("28.12.-03.01.2022", "2021-12-28", "2022-01-03", "spanne"),
        ("28.12.2021 - 3.1.", "2021-12-28", "2022-01-03", "spanne"),
        ("Mai bis Juli 2021", "2021-05-01", "2021-07-31", "spanne"),
        ("Mai/Juni", "2021-05-01", "2021-06-30", "spanne"),
        ("Nov bis Feb 2022", "2021-11-01", "2022-02-28", "spanne"),
        ("KW 34-36", "2021-08-23", "2021-09-12", "spanne"),
        ("34.-36. KW", "2021-08-23", "2021-09-12", "spanne"),
        ("KW 34/35", "2021-08-23", "2021-09-05", "spanne"),
        ("1.-2. Quartal", "2021-01-01", "2021-06-30", "spanne"),
    ],
)
def test_a_period_is_read_with_the_year_of_its_list(geschrieben, von, bis, art):
    assert gelesen(geschrieben) == f"{von} {bis} {art}"


@pytest.mark.parametrize(
    ("geschrieben", "von", "bis"),
    [
        ("Sommerferien", "2021-07-29", "2021-09-11"),
        ("Osterferien", "2021-04-01", "2021-04-10"),
        ("Pfingstferien 2021", "2021-05-25", "2021-06-05"),
        ("Herbstferien 2022", "2022-10-31", "2022-11-04"),
        ("Weihnachtsferien", "2021-12-23", "2022-01-08"),
        ("Weihnachtsferien 2020/21", "2020-12-23", "2021-01-09"),
    ],
)
def test_school_holidays_are_those_of_baden_wuerttemberg(geschrieben, von, bis):
    assert gelesen(geschrieben) == f"{von} {bis} ferien"


def test_school_holidays_of_another_land_can_be_asked_for():
    assert gelesen("Winterferien", land="BE") == "2021-02-01 2021-02-06 ferien"
    assert gelesen("Winterferien") is None


@pytest.mark.parametrize(
    "geschrieben",
    [
        "",
        None,
        True,
        14,
        "x",
        "ab März",
        "Ferien",
        "KW 53",
        "KW 20/21",
        "3. Halbjahr",
        "2020/21",
        "2020/2021",
        "Mai/Juli",
        "Nov bis Feb",
        "28.12.-03.01.",
        "28.-03.01.2022",
        "16.-12.07.2021",
        "03/04/2021",
        "14-17 Uhr",
        "Juni 30",
        "5.000",
        "Sommerferien 2040",
    ],
)
def test_what_is_no_period_or_leaves_open_which_is_none(geschrieben):
    assert gelesen(geschrieben) is None


@pytest.mark.parametrize("geschrieben", ["März", "KW 34", "Q3", "Sommerferien", "12.07. - 16.07."])
def test_without_a_year_anywhere_there_is_no_period(geschrieben):
    assert gelesen(geschrieben, None) is None


@given(st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31)), st.integers(0, 400))
@settings(deadline=None)
def test_a_span_of_days_reads_back_as_it_was_written(von, tage):
    bis = von + dt.timedelta(days=tage)
    for text in (f"{von:%d.%m.%Y} - {bis:%d.%m.%Y}", f"{von:%d.%m.%Y} bis {bis:%d.%m.%Y}", f"{von}–{bis}"):
        assert gelesen(text) == f"{von} {bis} spanne"


@given(st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31)))
@settings(deadline=None)
def test_a_week_reads_back_as_the_seven_days_around_any_of_them(tag):
    jahr, woche, wochentag = tag.isocalendar()
    montag = tag - dt.timedelta(days=wochentag - 1)
    for text in (f"KW {woche}", f"{woche}. KW"):
        assert gelesen(text, jahr) == f"{montag} {montag + dt.timedelta(days=6)} woche"


@given(st.text(max_size=20))
@settings(deadline=None)
def test_no_text_breaks_the_reading_of_periods(text):
    parse_zeitraum(text, 2021)
