import pytest
from mutanten import durch_pruefen, lauf


@pytest.mark.parametrize("anzahl", [60, pytest.param(1000, marks=pytest.mark.lang)])
def test_no_mutated_sheet_or_file_breaks_a_balance_or_ends_in_a_traceback(anzahl):
    ergebnis = lauf(anzahl)
    assert ergebnis["FAILED"] == 0
    assert ergebnis["sheet cleaned"] > anzahl / 3


@pytest.mark.parametrize("anzahl", [20, pytest.param(300, marks=pytest.mark.lang)])
def test_no_mutated_file_brings_the_command_down_or_holds_it_up(anzahl, monkeypatch):
    monkeypatch.setattr("sys.argv", ["qz"])
    ergebnis = durch_pruefen(anzahl)
    assert ergebnis["FAILED"] == 0
    assert ergebnis["exit code 0"] + ergebnis["exit code 1"] == anzahl
