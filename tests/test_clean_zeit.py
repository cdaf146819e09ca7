import datetime as dt

import pytest

from qz_analysis.clean.zeit import parse_datum, parse_uhrzeit, parse_zeitspanne


@pytest.mark.parametrize(
    "geschrieben",
    [
        dt.date(2021, 5, 12),
        dt.datetime(2021, 5, 12),
        "12.05.2021",
        "12.5.21",
        "Mi 12.05.21",
        "Mi, 12.05.2021",
        "2021-05-12",
    ],
)
def test_a_german_or_iso_date_is_read_day_first(geschrieben):
    assert parse_datum(geschrieben) == dt.date(2021, 5, 12)


@pytest.mark.parametrize("geschrieben", ["31.02.2021", "Mai 2021", "12/05/2021", "7012025", "KW 34"])
def test_a_date_that_does_not_exist_or_is_ambiguous_is_none(geschrieben):
    assert parse_datum(geschrieben) is None


@pytest.mark.parametrize("geschrieben", [dt.time(14), "14:00", "14.00 Uhr", "14 Uhr", "14"])
def test_a_time_of_day_is_read_in_its_usual_spellings(geschrieben):
    assert parse_uhrzeit(geschrieben) == dt.time(14)


def test_a_span_of_hours_needs_an_end_after_its_begin():
    assert parse_zeitspanne("14–17:30 Uhr") == (dt.time(14), dt.time(17, 30))
    assert parse_zeitspanne("17-14 Uhr") is None
