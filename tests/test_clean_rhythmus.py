import pytest

from qz_analysis.clean.rhythmus import parse_rhythmus


@pytest.mark.parametrize(
    ("geschrieben", "regel", "tage"),
    [
        ("wöchentlich montags", "FREQ=WEEKLY;BYDAY=MO", 1),
        ("an drei Tagen wöchentlich", "FREQ=WEEKLY", 3),
        ("an drei Tagen wöchentlich (Di-Do)", "FREQ=WEEKLY;BYDAY=TU,WE,TH", 3),
        ("14-täglich", "FREQ=WEEKLY;INTERVAL=2", None),
        ("einmal monatlich", "FREQ=MONTHLY", None),
        ("jeden 1. Dienstag im Monat", "FREQ=MONTHLY;BYDAY=1TU", None),
        ("einmal pro Quartal", "FREQ=MONTHLY;INTERVAL=3", None),
        (
            "an zwei Tagen wöchentlich (Di, Fr), 14-täglich am Wochenende",
            "FREQ=WEEKLY;BYDAY=TU,FR\nFREQ=WEEKLY;INTERVAL=2",
            2,
        ),
        ("nach Ankündigung", None, None),
        ("einmalig", None, None),
    ],
)
def test_a_rhythm_becomes_the_rule_it_states_and_no_more(geschrieben, regel, tage):
    rhythmus = parse_rhythmus(geschrieben)
    assert (rhythmus.regel, rhythmus.tage_je_woche) == (regel, tage)
