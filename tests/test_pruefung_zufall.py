"""Drawn years, attacked: `python tests/test_pruefung_zufall.py 1000` takes about a second each; the tests run fewer.

A second number says which to begin with, so that two processes share the work.
"""

import random
import sys
import tempfile
from pathlib import Path

import pytest
from geheim_ziehen import K, ergebnisse, jahr, veroeffentliche, verraten

from qz_analysis.pruefung.ordner import pruefe


def pruefe_einen(nummer: int, ordner: Path) -> bool:
    """Check one drawn year, protected and not; return whether the unprotected one gave anything away."""
    b = jahr(random.Random(nummer), ungefaehr=nummer % 2 / 2)  # every other year has hedged counts
    geschuetzt = ergebnisse(b, sekundaer=True)
    veroeffentliche(geschuetzt, ordner)
    assert pruefe(ordner, K).funde == (), nummer
    assert verraten(geschuetzt, K) == [], nummer
    nur_kleine = ergebnisse(b, sekundaer=False)
    veroeffentliche(nur_kleine, ordner)
    von_hand = {zelle[1] for zelle in verraten(nur_kleine, K)}
    assert {f.stelle.gruppe for f in pruefe(ordner, K).funde} == von_hand, nummer
    return bool(von_hand)


def test_the_audit_finds_what_can_be_told_of_small_counts_and_nothing_once_they_are_protected(tmp_path):
    assert sum(pruefe_einen(nummer, tmp_path) for nummer in range(6)) >= 3


@pytest.mark.lang
@pytest.mark.parametrize("erste", range(1000, 1060, 20))
def test_of_more_drawn_years_none_gives_anything_away_and_without_protection_all_is_found(tmp_path, erste):
    assert sum(pruefe_einen(nummer, tmp_path) for nummer in range(erste, erste + 20)) >= 10


if __name__ == "__main__":
    anzahl, erste = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with tempfile.TemporaryDirectory() as ordner:
        gefunden = sum(pruefe_einen(nummer, Path(ordner)) for nummer in range(erste, erste + anzahl))
    print(
        f"{anzahl} drawn years from {erste}: none gives anything away; unprotected {gefunden} did, and each cell was found"
    )
