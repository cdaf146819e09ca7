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
