import datetime as dt

import pytest

from qz_analysis.clean.zielzeitraum import Frist, Takt, Zusage, parse_zielzeitraum

TAG = dt.date.fromisoformat


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("bis Ende Q1", "2021-03-31"),
        ("bis Ende Q2", "2021-06-30"),
        ("bis Ende Q3", "2021-09-30"),
        ("bis Ende Q4", "2021-12-31"),
        ("Ende Q3 2021", "2021-09-30"),
        ("zum Ende des dritten Quartals 2021", "2021-09-30"),
        ("bis Anfang Q3", "2021-07-01"),
        ("bis Mitte Q2", "2021-05-16"),
        ("bis 30.09.", "2021-09-30"),
        ("31.12.2021", "2021-12-31"),
        ("bis Jahresende", "2021-12-31"),
        ("bis September", "2021-09-30"),
        ("bis 2025", "2025-12-31"),
    ],
)
def test_a_deadline_is_the_last_day_that_its_text_leaves(text, tag):
    assert parse_zielzeitraum(text, 2021) == Frist(TAG(tag))


@pytest.mark.parametrize(("jahr", "tag"), [(2023, "2023-02-28"), (2024, "2024-02-29")])
def test_february_ends_a_day_later_in_a_leap_year(jahr, tag):
    assert parse_zielzeitraum("bis Ende Februar", jahr) == Frist(TAG(tag))


@pytest.mark.parametrize(
    ("text", "von", "tag"),
    [
        ("im Jahr", "2021-01-01", "2021-12-31"),
        ("September 2021", "2021-09-01", "2021-09-30"),
        ("Q2 bis Q3", "2021-04-01", "2021-09-30"),
    ],
)
def test_a_period_counts_from_its_first_day_and_is_due_on_its_last(text, von, tag):
    assert parse_zielzeitraum(text, 2021) == Frist(TAG(tag), TAG(von))


@pytest.mark.parametrize(
    ("text", "von", "bis", "takt"),
    [
        ("ab Q2", "2021-04-01", "2021-12-31", None),
        ("ab Q2 2021, bis Ende Q3 2021", "2021-04-01", "2021-09-30", None),
        ("ab Q2 mindestens 14-täglich", "2021-04-01", "2021-12-31", Takt("tage", 1, 14)),
        ("alle zwei Wochen", "2021-01-01", "2021-12-31", Takt("tage", 1, 14)),
        ("seit Juli wöchentlich", "2021-07-01", "2021-12-31", Takt("tage", 1, 7)),
        ("monatlich ab Q4", "2021-10-01", "2021-12-31", Takt("monat")),
        ("zweimal im Monat", "2021-01-01", "2021-12-31", Takt("monat", 2)),
        ("einmal pro Quartal", "2021-01-01", "2021-12-31", Takt("quartal")),
        ("quartalsweise", "2021-01-01", "2021-12-31", Takt("quartal")),
        ("halbjährlich", "2021-01-01", "2021-12-31", Takt("halbjahr")),
        ("mindestens einmal jährlich", "2021-01-01", "2021-12-31", Takt("jahr")),
        ("ab dem vierten Quartal 2022", "2022-10-01", "2022-12-31", None),
    ],
)
def test_a_promise_has_a_first_day_a_last_day_and_how_often(text, von, bis, takt):
    assert parse_zielzeitraum(text, 2021) == Zusage(TAG(von), TAG(bis), takt)


@pytest.mark.parametrize("text", ["", "bald", "zu Beginn", "Mittwoch", "dreimal pro Woche", "ab Q4 bis Q2"])
def test_what_nobody_can_reckon_with_is_not_guessed(text):
    assert parse_zielzeitraum(text, 2021) is None


def test_only_whole_months_of_a_promise_are_asked_for():
    zusage = parse_zielzeitraum("ab 15.04. bis 20.07. monatlich", 2021)
    assert isinstance(zusage, Zusage)
    assert [f"{f.von:%d.%m.}-{f.bis:%d.%m.}" for f in zusage.fenster()] == ["01.05.-31.05.", "01.06.-30.06."]


def test_february_of_a_leap_year_is_whole():
    zusage = parse_zielzeitraum("monatlich", 2024)
    assert isinstance(zusage, Zusage)
    assert zusage.fenster()[1].bis == TAG("2024-02-29")


def test_a_promise_shorter_than_its_measure_is_asked_for_once():
    zusage = parse_zielzeitraum("ab 10.12. monatlich", 2021)
    assert isinstance(zusage, Zusage)
    assert len(zusage.fenster()) == 1
