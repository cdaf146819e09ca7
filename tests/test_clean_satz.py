"""Sentences of a text and where they stand."""

import pytest

from qz_analysis.clean.satz import saetze
from qz_analysis.read.schriftstueck import read_schriftstueck


def lies(tmp_path, text: str, name: str = "text.txt"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return saetze(read_schriftstueck(tmp_path / name))


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        ("Es kamen 12. Danach keine.", ["Es kamen 12.", "Danach keine."]),
        ("Im 3. Quartal war Ruhe.", ["Im 3. Quartal war Ruhe."]),
        ("Das waren ca. 50 Kinder, z. B. aus Kitas. Gut so!", ["Das waren ca. 50 Kinder, z. B. aus Kitas.", "Gut so!"]),
        ("Am 3. Mai kam der Verein e. V. Hof zu Besuch.", ["Am 3. Mai kam der Verein e. V. Hof zu Besuch."]),
        ("Die Öff-\nnung war spät.", ["Die Öffnung war spät."]),
        ("Kinder- und Jugend-\nund Altenarbeit.", ["Kinder- und Jugend- und Altenarbeit."]),
        ("- Erstens.\n- Zweitens.", ["Erstens.", "Zweitens."]),
        ("<p>Erstens.</p> <p>Zweitens &amp; drittens.</p>", ["Erstens.", "Zweitens & drittens."]),
    ],
)  # fmt: skip
def test_a_text_is_parted_into_its_sentences(tmp_path, text, erwartet):
    assert [s.text for s in lies(tmp_path, text)] == erwartet


def test_a_place_in_a_wrapped_sentence_has_the_line_it_stands_on(tmp_path):
    (satz,) = lies(tmp_path, "Es kamen viele,\nund zwar 12 Kinder.")
    assert (satz.zeile(0), satz.zeile(satz.text.index("12"))) == (1, 2)


def test_a_sentence_knows_the_headings_above_it(tmp_path):
    text = "3. Angebote\n\n3.1 Jugend\n\nJugendtreff\n\nOffen war oft.\n\n4. Zahlen\n\nEs waren viele."
    assert {s.text: s.ueberschriften for s in lies(tmp_path, text)} == {
        "Angebote": (),
        "Jugend": ("Angebote",),
        "Jugendtreff": ("Angebote", "Jugend"),
        "Offen war oft.": ("Angebote", "Jugend", "Jugendtreff"),
        "Zahlen": (),
        "Es waren viele.": ("Zahlen",),
    }


def test_a_line_that_begins_with_a_count_is_no_heading(tmp_path):
    text = "Im Jahr gab es\n85 Formate und vieles mehr.\n\nEs war gut."
    assert [s.text for s in lies(tmp_path, text)] == [
        "Im Jahr gab es 85 Formate und vieles mehr.",
        "Es war gut.",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.txt", "Ziel\tStand\nFünf Formate.\tDrei gab es."),
     ("a.md", "| Ziel | Stand |\n|---|---|\n| Fünf Formate. | Drei gab es. |")],
)  # fmt: skip
def test_a_cell_knows_the_header_of_its_column(tmp_path, name, text):
    assert [(s.text, s.spalte) for s in lies(tmp_path, text, name)][2:] == [
        ("Fünf Formate.", "Ziel"),
        ("Drei gab es.", "Stand"),
    ]


def test_markdown_says_which_lines_are_headings(tmp_path):
    text = "# Angebote\n## Jugend\n**Fünf** Kinder*innen kamen."
    assert lies(tmp_path, text, "a.md")[-1].ueberschriften == ("Angebote", "Jugend")
    assert lies(tmp_path, text, "a.md")[-1].text == "Fünf Kinder*innen kamen."
