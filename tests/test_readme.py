"""What the README promises is there."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from qz_analysis.cli import app

WURZEL = Path(__file__).parent.parent
README = (WURZEL / "README.md").read_text(encoding="utf-8")
TEXTE = [*WURZEL.glob("*.md"), *(WURZEL / "docs").rglob("*.md")]
BEFEHLE = get_command(app).commands  # pyright: ignore[reportAttributeAccessIssue]


def test_every_command_and_its_options_have_help_and_stand_in_the_readme():
    assert BEFEHLE
    for name, befehl in BEFEHLE.items():
        assert befehl.help, name
        assert f"`qz {name}" in README, name
        for parameter in befehl.params:
            assert parameter.help, f"{name} {parameter.name}"
            if parameter.param_type_name == "option":
                assert re.search(rf"{parameter.opts[0]}[ `]", README), f"{name} {parameter.opts[0]}"


def test_the_readme_names_no_command_that_does_not_exist():
    genannt = {wort for wort in re.findall(r"\bqz ([a-z][a-z-]*)", README) if not wort.startswith("-")}
    assert genannt == set(BEFEHLE)


def test_ci_runs_the_two_commands_as_they_stand_in_the_readme():
    zeilen = [zeile for zeile in README.splitlines() if zeile.startswith("python3 ")]
    assert len(zeilen) == 2
    assert zeilen[0].endswith("/qz bericht 2021")
    assert zeilen[1].endswith("/pytest")
    ci = (WURZEL / ".ci" / "run").read_text(encoding="utf-8")
    assert "readme '/pytest'" in ci
    assert "readme '/qz bericht 2021'" in ci


def test_every_make_word_in_the_readme_is_a_rule():
    regeln = set(re.findall(r"^([a-z]+):", (WURZEL / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", README)) <= regeln


@pytest.mark.parametrize("text", TEXTE, ids=lambda pfad: pfad.relative_to(WURZEL).as_posix())
def test_a_link_inside_the_project_leads_somewhere(text):
    ziele = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text.read_text(encoding="utf-8"))
    assert [ziel for ziel in ziele if not (text.parent / ziel).exists()] == []


@pytest.mark.parametrize("text", TEXTE, ids=lambda pfad: pfad.relative_to(WURZEL).as_posix())
def test_a_file_a_text_names_is_there(text):
    genannt = re.findall(
        r"`((?:qz_analysis|notebooks|tests|docs)/[\w./-]+\.\w+)`", text.read_text(encoding="utf-8")
    )
    assert [name for name in genannt if not (WURZEL / name).exists()] == []


def test_the_picture_of_the_report_is_small_enough_to_load():
    bild = WURZEL / "docs" / "bilder" / "bericht.png"
    assert 10_000 < bild.stat().st_size < 200_000


def test_decision_records_are_numbered_once_and_without_gaps():
    nummern = sorted(int(pfad.name[:4]) for pfad in (WURZEL / "docs" / "entscheidungen").glob("*.md"))
    assert nummern == list(range(1, len(nummern) + 1))
