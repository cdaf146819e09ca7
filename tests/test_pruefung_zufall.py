import random
from pathlib import Path

import pytest
from geheim_ziehen import K, ergebnisse, handsuche, jahr, veroeffentliche

from qz_analysis.pruefung.ordner import pruefe


def pruefe_einen(nummer: int, ordner: Path) -> bool:
    """Check one drawn year, protected and not; return whether the unprotected one gave anything away."""
    b = jahr(random.Random(nummer))
    geschuetzt = ergebnisse(b, sekundaer=True)
    veroeffentliche(geschuetzt, ordner)
    assert pruefe(ordner, K).funde == (), nummer
    assert handsuche(geschuetzt).verraten(K) == [], nummer
    nur_kleine = ergebnisse(b, sekundaer=False)
    veroeffentliche(nur_kleine, ordner)
    verraten = {zelle[1] for zelle in handsuche(nur_kleine).verraten(K)}
    assert {f.stelle.gruppe for f in pruefe(ordner, K).funde} == verraten, nummer
    return bool(verraten)


def test_the_audit_finds_what_can_be_told_of_small_counts_and_nothing_once_they_are_protected(tmp_path):
    assert sum(pruefe_einen(nummer, tmp_path) for nummer in range(6)) >= 3


@pytest.mark.lang
def test_of_a_thousand_drawn_years_none_gives_anything_away_and_without_protection_all_is_found(tmp_path):
    gefunden = sum(pruefe_einen(nummer, tmp_path) for nummer in range(1000))
    print(f"{gefunden} of 1000 unprotected years gave something away, all were found")
    assert gefunden > 500
