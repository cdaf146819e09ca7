import csv
from importlib import resources

import pytest

from qz_analysis.clean.zahl import parse_anzahl
from qz_analysis.clean.zeichen import ANWESENHEIT, Zeichen, bekannter_grund, deute_zeichen
from qz_analysis.errors import ParameterFehler
from qz_analysis.model.werte import TERMIN_STATUS


@pytest.mark.parametrize("zeichen", ["x", "X", "✓", "✔", "1", 1, 1.0, True, "ja", "Ja!", "•", "/"])
def test_a_mark_says_that_someone_came(zeichen):
    assert deute_zeichen(zeichen, "anwesenheit") == Zeichen("anwesend")


@pytest.mark.parametrize("zeichen", ["e", "E", "entsch.", "entschuldigt"])
def test_a_mark_says_that_someone_is_excused(zeichen):
    assert deute_zeichen(zeichen, "anwesenheit") == Zeichen("entschuldigt")


@pytest.mark.parametrize("zeichen", ["-", "–", "0", 0, False, "nein", "fehlt"])
def test_a_mark_says_that_someone_did_not_come(zeichen):
    assert deute_zeichen(zeichen, "anwesenheit") == Zeichen("abwesend")


@pytest.mark.parametrize(
    "zeichen", [0, 14, "0", "14", "ca. 14", "x", "e", "ja", True, None, "", "  ", "k", "x/e", "0,5"]
)
def test_among_counts_a_number_is_a_number_and_a_mark_of_a_person_says_nothing(zeichen):
    assert deute_zeichen(zeichen, "anzahl") is None


@pytest.mark.parametrize("zeichen", ["k", "x/e", "0,5", "1/2", "2", 2, "weg", None, ""])
def test_an_unknown_mark_is_none_and_never_a_guess(zeichen):
    assert deute_zeichen(zeichen, "anwesenheit") is None


@pytest.mark.parametrize("zeichen", ["n.e.", "N.E.", "n. e.", "nicht erhoben"])
def test_not_recorded_is_a_termin_that_took_place_and_an_attendance_nobody_knows(zeichen):
    assert deute_zeichen(zeichen, "anzahl") == Zeichen("stattgefunden")
    assert deute_zeichen(zeichen, "anwesenheit") == Zeichen("unbekannt")


@pytest.mark.parametrize("zeichen", ["k.A.", "?", "-", "—"])
def test_without_a_word_on_whether_it_took_place_the_termin_is_unknown(zeichen):
    assert deute_zeichen(zeichen, "anzahl") == Zeichen("unbekannt")


@pytest.mark.parametrize(
    ("geschrieben", "grund"),
    [
        ("ausgefallen", None),
        ("Ausgefallen!", None),
        ("fällt aus", None),
        ("abgesagt", None),
        ("entfallen", None),
        ("ausgefallen (Corona)", "Corona"),
        ("ausgefallen - Corona", "Corona"),
        ("ausgefallen: Krankheit", "Krankheit"),
        ("abgesagt wegen Sturm", "Sturm"),
        ("wegen Corona ausgefallen", "Corona"),
    ],
)
@pytest.mark.parametrize("kontext", ["anzahl", "anwesenheit"])
def test_a_cancelled_termin_keeps_its_reason(geschrieben, grund, kontext):
    assert deute_zeichen(geschrieben, kontext) == Zeichen("ausgefallen", grund)


@pytest.mark.parametrize(
    ("geschrieben", "grund"),
    [
        ("Ferien", "Ferien"),
        ("Sommerferien", "Sommerferien"),
        ("Sommerferien (letzte Woche)", "Sommerferien, letzte Woche"),
        ("Feiertag", "Feiertag"),
        ("Ostermontag", "Feiertag"),
        ("geschlossen", None),
        ("zu", None),
        ("geschlossen (Corona)", "Corona"),
        ("Lockdown", "Lockdown"),
        ("Betriebsferien", "Betriebsferien"),
    ],
)
@pytest.mark.parametrize("kontext", ["anzahl", "anwesenheit"])
def test_a_closed_house_is_not_a_cancelled_termin(geschrieben, grund, kontext):
    assert deute_zeichen(geschrieben, kontext) == Zeichen("geschlossen", grund)


@pytest.mark.parametrize(
    ("grund", "bekannt"),
    [
        ("Corona", "Corona"),
        ("krank", "Krankheit"),
        ("Ferien, Lockdown", "Ferien, Lockdown"),
        ("Frau Muster ist krank", None),
        ("Ferien, Frau Muster", "Ferien"),
        (None, None),
    ],
)
def test_of_a_reason_only_words_that_are_known_go_further(grund, bekannt):
    assert bekannter_grund(grund) == bekannt


def test_a_reason_in_brackets_stays_with_any_mark():
    assert deute_zeichen("e (krank)", "anwesenheit") == Zeichen("entschuldigt", "krank")
    assert deute_zeichen("k (Grippe)", "anwesenheit", {"k": "entschuldigt"}) == Zeichen(
        "entschuldigt", "Grippe"
    )


def test_a_declared_meaning_wins_and_may_be_a_status_or_a_word():
    erklaert = {"x": "abwesend", "F": "Ferien", "99": "nicht erhoben", "e": "anwesend", "E": "entschuldigt"}
    assert deute_zeichen("X", "anwesenheit", erklaert) == Zeichen("abwesend")
    assert deute_zeichen("f", "anzahl", erklaert) == Zeichen("geschlossen", "Ferien")
    assert deute_zeichen(99, "anzahl", erklaert) == Zeichen("stattgefunden")
    assert deute_zeichen("e", "anwesenheit", erklaert) == Zeichen("anwesend")
    assert deute_zeichen("E", "anwesenheit", erklaert) == Zeichen("entschuldigt")
    assert deute_zeichen("x", "anzahl", erklaert) is None
    assert deute_zeichen("ja", "anwesenheit", erklaert) == Zeichen("anwesend")


def test_a_declared_meaning_nobody_knows_is_said_with_what_there_is():
    with pytest.raises(ParameterFehler, match=r"„zeichen\.z“ nennt „blau“.*ausgefallen"):
        deute_zeichen("z", "anzahl", {"z": "blau"})


def test_the_list_of_marks_is_sorted_out():
    datei = resources.files("qz_analysis.clean").joinpath("schreibweisen/zeichen.csv")
    zeilen = list(csv.DictReader(datei.read_text(encoding="utf-8").splitlines()))
    orte = [(zeile["zeichen"], kontext) for zeile in zeilen for kontext in _kontexte(zeile)]
    assert len(orte) == len(set(orte))
    for zeile in zeilen:
        erlaubt = {*TERMIN_STATUS, *(ANWESENHEIT if zeile["kontext"] == "anwesenheit" else ())}
        assert zeile["status"] in erlaubt
        if "anzahl" in _kontexte(zeile):
            assert parse_anzahl(zeile["zeichen"]) is None


def _kontexte(zeile):
    return [zeile["kontext"]] if zeile["kontext"] else ["anwesenheit", "anzahl"]
