from mutanten import lauf


def test_no_mutated_sheet_or_file_breaks_a_balance_or_ends_in_a_traceback():
    ergebnis = lauf(250)
    assert ergebnis["FAILED"] == 0
    assert ergebnis["sheet cleaned"] > 100
