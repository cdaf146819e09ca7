import datetime as dt

import pytest
from dateutil.rrule import rrulestr

from qz_analysis.clean.rhythmus import parse_rhythmus


@pytest.mark.parametrize(
    ("geschrieben", "regel", "tage"),
    [
        ("wöchentlich montags", "FREQ=WEEKLY;BYDAY=MO", 1),
        ("mittwochs 14-17 Uhr", "FREQ=WEEKLY;BYDAY=WE", 1),
        ("Mi 14:00-17:00", "FREQ=WEEKLY;BYDAY=WE", 1),
        ("Dienstagvormittag", "FREQ=WEEKLY;BYDAY=TU", 1),
        ("jeden Mittwoch", "FREQ=WEEKLY;BYDAY=WE", 1),
        ("Mo, Di und Do", "FREQ=WEEKLY;BYDAY=MO,TU,TH", 3),
        ("Mo/Mi/Fr", "FREQ=WEEKLY;BYDAY=MO,WE,FR", 3),
        ("mo-fr", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", 5),
        ("werktags", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", 5),
        ("täglich", "FREQ=DAILY", 7),
        ("täglich (Mo-Fr)", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", 5),
        ("täglich außer sonntags", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", 6),
        ("am Wochenende", "FREQ=WEEKLY;BYDAY=SA,SU", 2),
        ("an drei Tagen wöchentlich", "FREQ=WEEKLY", 3),
        ("an sieben Tagen wöchentlich", "FREQ=WEEKLY", 7),
        ("an drei Tagen wöchentlich (Di-Do)", "FREQ=WEEKLY;BYDAY=TU,WE,TH", 3),
        ("2 x pro Woche", "FREQ=WEEKLY", 2),
        ("dreimal die Woche", "FREQ=WEEKLY", 3),
        ("montags und jeden Mittwoch", "FREQ=WEEKLY;BYDAY=MO,WE", 2),
        ("wöchentlich, jeden Mittwoch", "FREQ=WEEKLY;BYDAY=WE", 1),
        ("an zwei Tagen wöchentlich und jeden Samstag", "FREQ=WEEKLY", 3),
        ("mittwochs (April bis Juni)", "FREQ=WEEKLY;BYDAY=WE;BYMONTH=4,5,6", 1),
        ("mittwochs von November bis Februar", "FREQ=WEEKLY;BYDAY=WE;BYMONTH=1,2,11,12", 1),
        ("ab März wöchentlich", "FREQ=WEEKLY", 1),
        ("wöchentlich montags außer in den Ferien", "FREQ=WEEKLY;BYDAY=MO", 1),
        ("montags, auch in den Ferien", "FREQ=WEEKLY;BYDAY=MO", 1),
        ("montags (in den Ferien geschlossen)", "FREQ=WEEKLY;BYDAY=MO", 1),
        ("mittwochs, außer im August", "FREQ=WEEKLY;BYDAY=WE;BYMONTH=1,2,3,4,5,6,7,9,10,11,12", 1),
        ("14-täglich", "FREQ=WEEKLY;INTERVAL=2", None),
        ("14-täglich am Wochenende", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU", None),
        ("dienstags, 14-täglich", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", None),
        ("alle 14 Tage", "FREQ=WEEKLY;INTERVAL=2", None),
        ("jede zweite Woche dienstags", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", None),
        ("jeden zweiten Samstag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", None),
        ("alle drei Wochen", "FREQ=WEEKLY;INTERVAL=3", None),
        ("alle 10 Tage", "FREQ=DAILY;INTERVAL=10", None),
        ("einmal monatlich", "FREQ=MONTHLY", None),
        ("1x monatlich", "FREQ=MONTHLY", None),
        ("donnerstags, einmal im Monat", "FREQ=MONTHLY", None),
        ("alle zwei Monate", "FREQ=MONTHLY;INTERVAL=2", None),
        ("jeden 1. Dienstag im Monat", "FREQ=MONTHLY;BYDAY=1TU", None),
        ("jeden 1. Mittwoch im Monat", "FREQ=MONTHLY;BYDAY=1WE", None),
        ("jeden zweiten Samstag im Monat", "FREQ=MONTHLY;BYDAY=2SA", None),
        ("jeden letzten Freitag im Monat", "FREQ=MONTHLY;BYDAY=-1FR", None),
        ("1. und 3. Mittwoch im Monat", "FREQ=MONTHLY;BYDAY=1WE,3WE", None),
        ("jeden 1. und jeden 3. Mi im Monat", "FREQ=MONTHLY;BYDAY=1WE,3WE", None),
        ("jeden 2. Montag und jeden 4. Donnerstag im Monat", "FREQ=MONTHLY;BYDAY=2MO,4TH", None),
        ("letzter Samstag im Oktober", "FREQ=MONTHLY;BYDAY=-1SA;BYMONTH=10", None),
        ("am 15. jeden Monats", "FREQ=MONTHLY;BYMONTHDAY=15", None),
        ("einmal pro Quartal", "FREQ=MONTHLY;INTERVAL=3", None),
        ("halbjährlich", "FREQ=MONTHLY;INTERVAL=6", None),
        ("jährlich", "FREQ=YEARLY", None),
        ("jährlich im Mai", "FREQ=YEARLY;BYMONTH=5", None),
        (
            "an zwei Tagen wöchentlich (Di, Fr), 14-täglich am Wochenende",
            "FREQ=WEEKLY;BYDAY=TU,FR\nFREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU",
            2,
        ),
        ("montags, jeden 1. Dienstag im Monat", "FREQ=WEEKLY;BYDAY=MO\nFREQ=MONTHLY;BYDAY=1TU", 1),
    ],
)
def test_a_rhythm_becomes_the_rule_it_states_and_no_more(geschrieben, regel, tage):
    rhythmus = parse_rhythmus(geschrieben)
    assert (rhythmus.regel, rhythmus.tage_je_woche) == (regel, tage)
    for zeile in regel.splitlines():
        assert rrulestr(f"DTSTART:20210101T000000\nRRULE:{zeile}")[0].year >= 2021


@pytest.mark.parametrize(
    "geschrieben",
    [
        "",
        "einmalig",
        "nach Ankündigung",
        "unregelmäßig",
        "meist freitags",
        "nachmittags",
        "so oft wie möglich",
        "Sa 12.06.2021",
        "Sa 12.-13.06.",
        "samstags 12.06., 19.06.",
        "mehrtägig in den Sommerferien",
        "in den Ferien täglich",
        "Mo oder Di",
        "jeden 2. Samstag",
        "2x monatlich",
        "zwei Termine im Monat",
        "viermal im Jahr",
        "mindestens einmal im Monat",
        "alle paar Wochen",
        "alle 2-3 Wochen dienstags",
        "dienstags in geraden Kalenderwochen",
        "4. Quartal 2021",
        "Ansprechpartnerin Fr. Müller",
    ],
)
def test_what_states_no_rule_for_the_year_or_leaves_it_open_is_no_rule(geschrieben):
    assert parse_rhythmus(geschrieben).regel is None


@pytest.mark.parametrize("geschrieben", ["mehrmals wöchentlich", "1-2x pro Woche"])
def test_a_vague_number_of_days_a_week_is_not_counted(geschrieben):
    rhythmus = parse_rhythmus(geschrieben)
    assert (rhythmus.regel, rhythmus.tage_je_woche) == ("FREQ=WEEKLY", None)


def test_the_rule_yields_the_days_the_text_means():
    (regel,) = (parse_rhythmus("jeden 1. und 3. Mittwoch im Monat").regel or "").splitlines()
    termine = rrulestr(f"DTSTART:20210501T000000\nRRULE:{regel}").between(
        dt.datetime(2021, 5, 1), dt.datetime(2021, 6, 30), inc=True
    )
    assert [t.date().isoformat() for t in termine] == ["2021-05-05", "2021-05-19", "2021-06-02", "2021-06-16"]
