import pytest
from mutanten import lauf


@pytest.mark.parametrize("anzahl", [60, pytest.param(1000, marks=pytest.mark.lang)])
def test_no_mutated_sheet_or_file_breaks_a_balance_or_ends_in_a_traceback(anzahl):
    ergebnis = lauf(anzahl)
    assert ergebnis["FAILED"] == 0
    assert ergebnis["sheet cleaned"] > anzahl / 3
