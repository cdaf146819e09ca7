"""Which steps of a run are needed, and what is said about it."""

import pytest

from qz_analysis.report.schritte import Schrittbuch, programm


def lauf(ordner, teile, *, neu=False, da=True):
    """Run one step as a report does, and return whether it ran and why."""
    buch = Schrittbuch(ordner, neu=neu)
    buch.ist_noetig("Lesen", teile, lambda: da)
    buch.schreibe()
    (schritt,) = buch.schritte
    return schritt.gelaufen, schritt.grund


def test_a_step_runs_once_and_not_again_while_nothing_changes(tmp_path):
    assert lauf(tmp_path, {"a.xlsx": "1"}) == (True, "zum ersten Mal")
    assert lauf(tmp_path, {"a.xlsx": "1"}) == (False, "nichts hat sich geändert")


@pytest.mark.parametrize(
    ("jetzt", "grund"),
    [
        ({"a.xlsx": "2", "b.xlsx": "1"}, "geändert: a.xlsx"),
        ({"a.xlsx": "1", "b.xlsx": "1", "c.xlsx": "1"}, "neu: c.xlsx"),
        ({"a.xlsx": "1"}, "weggefallen: b.xlsx"),
        ({"a.xlsx": "2"}, "geändert: a.xlsx; weggefallen: b.xlsx"),
    ],
)
def test_what_changed_is_named(tmp_path, jetzt, grund):
    lauf(tmp_path, {"a.xlsx": "1", "b.xlsx": "1"})
    assert lauf(tmp_path, jetzt) == (True, grund)


def test_a_result_that_is_gone_is_made_again(tmp_path):
    lauf(tmp_path, {"a": "1"})
    assert lauf(tmp_path, {"a": "1"}, da=False) == (True, "das Ergebnis fehlt oder wurde verändert")


def test_everything_can_be_asked_for_anew(tmp_path):
    lauf(tmp_path, {"a": "1"})
    assert lauf(tmp_path, {"a": "1"}, neu=True) == (True, "verlangt mit --neu")


@pytest.mark.parametrize("inhalt", ["", "{", "[]", '{"Lesen": 3}', '{"Lesen": {"teile": []}}', "\x00\xff"])
def test_a_damaged_book_counts_as_none(tmp_path, inhalt):
    (tmp_path / "schritte.json").write_text(inhalt, encoding="utf-8")
    assert lauf(tmp_path, {"a": "1"}) == (True, "zum ersten Mal")


def test_a_step_that_failed_runs_again(tmp_path):
    buch = Schrittbuch(tmp_path)
    buch.ist_noetig("Lesen", {"a": "1"})
    buch.vergiss("Lesen")
    buch.schreibe()
    assert lauf(tmp_path, {"a": "1"}) == (True, "zum ersten Mal")


def test_the_program_is_the_same_as_long_as_nobody_changes_it():
    erstes = programm()
    programm.cache_clear()
    assert programm() == erstes
