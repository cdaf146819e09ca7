import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qz_analysis.clean.zeit import (
    deute_datum,
    deute_zeitspanne,
    lies_datumsspalte,
    parse_datum,
    parse_uhrzeit,
    parse_zeitspanne,
)

TAGE = st.dates(dt.date(1970, 1, 1), dt.date(2069, 12, 31))
MONATE = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
KURZ = ["Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"]
WOCHENTAGE = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]


@pytest.mark.parametrize(
    "geschrieben",
    [
        dt.date(2021, 5, 12),
        dt.datetime(2021, 5, 12, 14, 30),
        "12.05.2021",
        "12.5.21",
        "12. 5. 2021",
        "Mi 12.05.21",
        "Mi, 12.05.2021",
        "Mittwoch, den 12.05.2021",
        "12.05.2021 (Mi)",
        "12.05.2021, 14 Uhr",
        "12.05.2021 14:00-17:00 Uhr",
        "2021-05-12",
        "2021-05-12T14:00:00",
        "2021/05/12",
        "12. Mai 2021",
        "12 Mai 21",
        "12-Mai-2021",
        "Mi 05/12/2021",
    ],
)
def test_a_german_or_iso_date_is_read_day_first(geschrieben):
    assert parse_datum(geschrieben) == dt.date(2021, 5, 12)


@pytest.mark.parametrize("geschrieben", ["12.3.", "12.03", "Fr 12.3.", "12. März", "12.3. Fr"])
def test_a_day_and_month_take_the_year_of_their_list_and_nothing_without_one(geschrieben):
    assert parse_datum(geschrieben, 2021) == dt.date(2021, 3, 12)
    assert deute_datum(geschrieben).datum is None
    assert "fehlt das Jahr" in deute_datum(geschrieben).grund


@pytest.mark.parametrize(
    "geschrieben",
    ["31.02.2021", "Mai 2021", "12/05/2021", "7012025", "KW 34", "29.2.", "12.05.0021", "1.234", "3/4", 44256, None],
)  # fmt: skip
def test_a_date_that_does_not_exist_or_is_ambiguous_is_none_with_a_reason(geschrieben):
    datum = deute_datum(geschrieben, 2021)
    assert datum.datum is None
    assert datum.grund.endswith(".")


def test_a_weekday_that_is_not_the_dates_says_which_it_is():
    datum = deute_datum("Do 12.05.21")
    assert datum.datum is None
    assert (
        datum.grund == "Der 12.05.2021 ist ein Mittwoch, geschrieben steht „Do 12.05.21“. Bitte berichtigen."
    )


def test_two_digits_are_a_year_from_1970_to_2069():
    assert [d.year if (d := parse_datum(f"1.1.{jj}")) else None for jj in ("00", "69", "70", "99")] == [
        2000, 2069, 1970, 1999
    ]  # fmt: skip


def test_a_number_is_a_day_only_where_the_column_is_said_to_hold_dates():
    assert parse_datum(44256) is None
    assert parse_datum(44256, seriell=True) == parse_datum("44256", seriell=True) == dt.date(2021, 3, 1)
    assert parse_datum(44256.5, seriell=True) == dt.date(2021, 3, 1)
    assert parse_datum(12, seriell=True) is None
    assert parse_datum(True, seriell=True) is None


@given(TAGE)
@settings(deadline=None)
def test_a_day_reads_back_from_every_german_way_to_write_it(tag):
    name, kurz = MONATE[tag.month - 1], KURZ[tag.month - 1]
    wochentag = WOCHENTAGE[tag.weekday()]
    for text in (
        f"{tag:%d.%m.%Y}",
        f"{tag.day}.{tag.month}.{tag:%y}",
        f"{wochentag[:2]} {tag:%d.%m.%y}",
        f"{wochentag}, {tag.day}. {name} {tag.year}",
        f"{tag.day}. {kurz}. {tag.year}",
        f"{tag:%Y-%m-%d}",
        f"{tag:%d.%m.%Y} 14:00",
    ):
        assert parse_datum(text) == tag, text
    assert parse_datum(f"{tag.day}.{tag.month}.", tag.year) == tag
    assert parse_datum((tag - dt.date(1899, 12, 30)).days, seriell=True) == tag


@given(st.text(max_size=20))
@settings(deadline=None)
def test_no_text_breaks_the_reading_of_dates_and_times(text):
    deute_datum(text, 2021, seriell=True)
    lies_datumsspalte([text], 2021)
    deute_zeitspanne(text)


@pytest.mark.parametrize(
    ("spalte", "reihenfolge", "mehrdeutig", "tage"),
    [
        (["03/04/2021", "13/04/2021"], "tag", (), ["2021-04-03", "2021-04-13"]),
        (["3/4/21", "04/13/2021"], "monat", (), ["2021-03-04", "2021-04-13"]),
        (["03/04/2021", "05/05/2021", "12.05.2021"], None, (0,), [None, "2021-05-05", "2021-05-12"]),
        (
            ["12.05.2021", None, "n.e.", dt.date(2021, 5, 1)],
            None,
            (),
            ["2021-05-12", None, None, "2021-05-01"],
        ),
        (["03-04-2021", "Di 13-04-2021"], "tag", (), ["2021-04-03", "2021-04-13"]),
    ],
)
def test_a_column_decides_what_comes_first_or_its_dates_stay_unread(spalte, reihenfolge, mehrdeutig, tage):
    regel = lies_datumsspalte(spalte, 2021)
    assert (regel.reihenfolge, regel.mehrdeutig, regel.widerspruch) == (reihenfolge, mehrdeutig, False)
    assert [d.isoformat() if (d := regel.lies(wert).datum) else None for wert in spalte] == tage
    assert regel.erklaerung.endswith(".")


def test_a_column_with_both_orders_contradicts_itself_and_loses_only_the_ambiguous_date():
    spalte = ["13/04/2021", "04/14/2021", "3/4/2021"]
    regel = lies_datumsspalte(spalte)
    assert (regel.reihenfolge, regel.widerspruch, regel.mehrdeutig) == (None, True, (2,))
    assert "„13/04/2021“" in regel.erklaerung
    assert "„04/14/2021“" in regel.erklaerung
    assert [regel.lies(wert).datum for wert in spalte] == [dt.date(2021, 4, 13), dt.date(2021, 4, 14), None]


@pytest.mark.parametrize(
    "geschrieben",
    [dt.time(14), dt.timedelta(hours=14), "14:00", "14:00:00", "14.00 Uhr", "14 Uhr", "14h", "14"],
)
def test_a_time_of_day_is_read_in_its_usual_spellings(geschrieben):
    assert parse_uhrzeit(geschrieben) == dt.time(14)


@pytest.mark.parametrize("geschrieben", ["25 Uhr", "14:60", "1430", "nachmittags", None])
def test_what_is_no_time_of_day_is_none(geschrieben):
    assert parse_uhrzeit(geschrieben) is None


@pytest.mark.parametrize(
    "geschrieben",
    [
        "14-17:30 Uhr",
        "14:00–17:30",
        "14.00 bis 17.30 Uhr",
        "von 14 bis 17:30 Uhr",
        "14h-17:30h",
        "14 Uhr - 17 Uhr 30",
    ],
)
def test_a_span_of_hours_is_read_in_its_usual_spellings(geschrieben):
    assert parse_zeitspanne(geschrieben) == (dt.time(14), dt.time(17, 30))


@pytest.mark.parametrize("geschrieben", ["17-14 Uhr", "9-12 und 14-17 Uhr", "Mo-Fr", "ab sofort", None])
def test_a_span_of_hours_needs_an_end_after_its_begin(geschrieben):
    assert deute_zeitspanne(geschrieben) is None


def test_an_open_span_has_only_the_end_it_names():
    ab, bis = deute_zeitspanne("ab 14 Uhr"), deute_zeitspanne("bis 17 Uhr")
    assert ab is not None
    assert bis is not None
    assert (ab.beginn, ab.ende, bis.beginn, bis.ende) == (dt.time(14), None, None, dt.time(17))
    assert parse_zeitspanne("ab 14 Uhr") is None
