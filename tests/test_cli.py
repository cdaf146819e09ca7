import json
import os
import subprocess
import sys

import pytest


def qz(*worte: str, arbeitsbereich=None):
    umgebung = os.environ | ({"QZ_ARBEITSBEREICH": str(arbeitsbereich)} if arbeitsbereich else {})
    return subprocess.run(
        [sys.executable, "-m", "qz_analysis", *worte],
        capture_output=True,
        text=True,
        env=umgebung,
        check=False,
    )


def test_help_is_german_and_names_the_command():
    hilfe = qz("--help").stdout
    assert "Jahresauswertung" in hilfe
    assert "bericht" in hilfe


@pytest.mark.parametrize("worte", [("bericht", "2020"), ("bericht", "2021", "--standort", "../x")])
def test_what_can_not_be_done_is_one_sentence_and_no_traceback(tmp_path, worte):
    (tmp_path / "data/raw/boeckingen/2021").mkdir(parents=True)
    lauf = qz(*worte, arbeitsbereich=tmp_path)
    assert lauf.returncode in (1, 2)
    assert "Fehler: " in lauf.stderr
    assert "Traceback" not in lauf.stderr


def test_a_year_that_is_no_year_is_a_usage_error():
    assert qz("bericht", "zweitausend").returncode == 2


LISTE = "Besuche 2021;\nDatum;Besuche\n12.03.2021;10\n{};3\n"


@pytest.mark.parametrize(("datum", "exit_code"), [("19.03.2021", 0), ("31.02.2021", 1)])
def test_checking_ends_with_1_where_something_is_wrong(tmp_path, datum, exit_code):
    (tmp_path / "liste.csv").write_text(LISTE.format(datum), encoding="utf-8")
    lauf = qz("pruefen", str(tmp_path / "liste.csv"))
    assert (lauf.returncode, lauf.stderr) == (exit_code, "")
    assert "teilnahme" in lauf.stdout
    assert sorted(p.name for p in tmp_path.iterdir()) == ["liste.csv"]


def test_json_is_all_there_is_on_stdout_and_umlauts_are_utf_8(tmp_path):
    (tmp_path / "Öffnung.csv").write_text(LISTE.format("31.02.2021"), encoding="utf-8")
    ziel = tmp_path / "aus"
    lauf = subprocess.run(
        [sys.executable, "-m", "qz_analysis", "einlesen", tmp_path / "Öffnung.csv", "--nach", ziel, "--json"],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
        check=False,
    )
    inhalt = json.loads(lauf.stdout.decode())
    assert lauf.returncode == 1
    assert set(inhalt) == {"blaetter", "befunde"}
    assert inhalt["blaetter"][0]["datei"] == "Öffnung.csv"
    assert inhalt["blaetter"][0]["summe_teilnahme"] == 10
    assert inhalt["befunde"][0]["zelle"] == "A4"
    assert set(inhalt["befunde"][0]) == {"stufe", "datei", "blatt", "zelle", "wert", "regel", "meldung"}
    assert (ziel / "teilnahme.parquet").is_file()


def test_a_character_the_terminal_can_not_show_does_not_stop_the_output(tmp_path):
    (tmp_path / "liste.csv").write_text(LISTE.format("☃ 2021"), encoding="utf-8")
    lauf = subprocess.run(
        [sys.executable, "-m", "qz_analysis", "pruefen", tmp_path / "liste.csv"],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
        check=False,
    )
    assert lauf.returncode == 1
    assert "„? 2021“ ist kein Datum" in lauf.stdout.decode("cp1252")


@pytest.mark.parametrize(
    ("worte", "satz"),
    [
        (("pruefen", "gibt es nicht.xlsx"), "„gibt es nicht.xlsx“ gibt es nicht"),
        (("einlesen", "gibt es nicht.xlsx", "--nach", "aus"), "„gibt es nicht.xlsx“ gibt es nicht"),
        (("pruefen", ".", "--standort", "../x"), "ist kein Standort"),
    ],
)
def test_a_wrong_call_is_one_german_sentence_and_exit_code_2(worte, satz):
    lauf = qz(*worte)
    assert (lauf.returncode, lauf.stdout) == (2, "")
    assert lauf.stderr.startswith("Fehler: ")
    assert satz in lauf.stderr


def test_copies_with_the_findings_marked_are_written_where_they_are_asked_for(tmp_path):
    (tmp_path / "liste.csv").write_text(LISTE.format("31.02.2021"), encoding="utf-8")
    lauf = qz("pruefen", str(tmp_path / "liste.csv"), "--befunde", str(tmp_path / "aus"))
    assert lauf.returncode == 1
    assert [p.name for p in (tmp_path / "aus").iterdir()] == ["liste.xlsx"]
    assert "liste.xlsx" in lauf.stdout


def test_a_template_is_written_and_never_over_a_filled_one(tmp_path):
    ziel = tmp_path / "Liste 2027.xlsx"
    assert qz("vorlage", "2027", "--nach", str(ziel)).returncode == 0
    assert qz("vorlage", "2027", "--nach", str(ziel)).returncode == 0
    ziel.write_bytes(b"ausgefuellt")
    lauf = qz("vorlage", "2027", "--nach", str(ziel))
    assert lauf.returncode == 2
    assert "nicht überschrieben" in lauf.stderr
    assert ziel.read_bytes() == b"ausgefuellt"


@pytest.mark.parametrize(
    ("satz", "exit_code", "befund"),
    [
        ("Insgesamt gab es zwei Angebotsformate.", 0, "bestätigt"),
        ("Insgesamt gab es 9 Formate.", 1, "widersprochen"),
    ],
)
def test_checking_a_text_ends_with_1_where_something_is_contradicted(tmp_path, satz, exit_code, befund):
    ordner = tmp_path / "data/raw/boeckingen/2021"
    ordner.mkdir(parents=True)
    (ordner / "liste.csv").write_text("Angebot;Thema\nCafé;Beratung\nChor;Beratung\n", encoding="utf-8")
    (tmp_path / "text.txt").write_text(satz, encoding="utf-8")
    wort = ("pruefe-text", str(tmp_path / "text.txt"), "--jahr", "2021", "--standort", "boeckingen")
    lauf = qz(*wort, arbeitsbereich=tmp_path)
    assert (lauf.returncode, lauf.stderr) == (exit_code, "")
    assert befund.upper() in lauf.stdout
    assert satz in lauf.stdout
    assert "Zellen: liste.csv › liste: A2:A3" in lauf.stdout
    (aussage,) = json.loads(qz(*wort, "--json", arbeitsbereich=tmp_path).stdout)["aussagen"]
    assert aussage["befund"] == befund


def test_a_text_that_is_none_is_one_sentence(tmp_path):
    (tmp_path / "bild.png").write_bytes(b"x")
    lauf = qz("pruefe-text", str(tmp_path / "bild.png"), "--jahr", "2021")
    assert (lauf.returncode, lauf.stdout) == (2, "")
    assert "ist kein Text, der geprüft werden kann" in lauf.stderr
