import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from qz_analysis.report.sammeln import gather, shift_headings


def haupt(*texts: str):
    cells = [new_markdown_cell(t, id=f"m{i}") for i, t in enumerate(texts)]
    return new_notebook(cells=cells, metadata={"qz": {"titel": "Jahresauswertung"}})


def sources(nb) -> list[str]:
    return [cell.source for cell in nb.cells]


KENNZAHLEN = new_notebook(
    cells=[
        new_markdown_cell("# Kennzahlen\n\nText", id="m0"),
        new_code_cell("zeige()", id="c", outputs=[new_output("stream", text="42")]),
    ],
    metadata={"qz": {"titel": "Kennzahlen"}},
)


@pytest.mark.parametrize(
    "link",
    [
        "[Kennzahlen](02_kennzahlen.ipynb)",
        "  [Kennzahlen](./02_kennzahlen.ipynb)\n",
        "- [Kennzahlen](02%5Fkennzahlen.ipynb#Oben)",
        "[Kennzahlen](<kapitel/02_kennzahlen.ipynb>)",
    ],
)
def test_a_cell_that_is_only_a_link_becomes_the_chapter(link):
    whole = gather(haupt("# Bericht", link, "Ende"), {"02_kennzahlen.ipynb": KENNZAHLEN})
    assert sources(whole) == ["# Bericht", "## Kennzahlen\n\nText", "zeige()", "Ende"]
    assert whole.cells[2].outputs[0].text == "42"
    assert whole.metadata.qz.titel == "Jahresauswertung"


def test_a_link_within_a_sentence_stays():
    texts = ("Siehe [Kennzahlen](02_kennzahlen.ipynb).", "[Stadt](https://example.org)")
    assert sources(gather(haupt(*texts), {"02_kennzahlen.ipynb": KENNZAHLEN})) == list(texts)


def test_a_missing_chapter_is_named_in_its_place():
    whole = gather(haupt("[Ziele](03_ziele.ipynb)", "Ende"), {})
    assert whole.cells[0].source.startswith(
        "## Ziele\n\n**Dieses Kapitel fehlt:** Das Notebook „03_ziele.ipynb“"
    )
    assert whole.cells[1].source == "Ende"


def test_the_same_chapter_twice_makes_a_valid_notebook_and_leaves_its_parts_alone():
    main = haupt("[A](02_kennzahlen.ipynb)", "[B](02_kennzahlen.ipynb)")
    before = nbformat.writes(main), nbformat.writes(KENNZAHLEN)
    whole = gather(main, {"02_kennzahlen.ipynb": KENNZAHLEN})
    nbformat.validate(whole)
    assert len({cell.id for cell in whole.cells}) == 4
    assert (nbformat.writes(main), nbformat.writes(KENNZAHLEN)) == before
    assert nbformat.writes(whole) == nbformat.writes(gather(main, {"02_kennzahlen.ipynb": KENNZAHLEN}))


def test_headings_a_cell_has_put_out_go_down_too():
    data = {"text/markdown": "# Oben", "text/plain": "# Oben"}
    cell = new_code_cell("", id="c", outputs=[new_output("display_data", data=data)])
    whole = gather(haupt("[A](a.ipynb)"), {"a.ipynb": new_notebook(cells=[cell])})
    assert whole.cells[0].outputs[0].data == {"text/markdown": "## Oben", "text/plain": "# Oben"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# Eins\n\n## Zwei", "## Eins\n\n### Zwei"),
        ("###### Sechs", "###### Sechs"),
        ("  # Eingerückt #", "  ## Eingerückt #"),
        ("# C# und #1", "## C# und #1"),
        ("Eins\n====\n\nZwei\n---\nText", "## Eins\n\n### Zwei\nText"),
        ("> # Zitat", "> ## Zitat"),
        ("#keine", "#keine"),
        ("```\n# Kommentar\n```\n# Ja", "```\n# Kommentar\n```\n## Ja"),
        ("~~~python\n# a\n```\n# b\n~~~", "~~~python\n# a\n```\n# b\n~~~"),
        ("Text\n\n    # Code", "Text\n\n    # Code"),
        ("Text\n\n---\n\nText", "Text\n\n---\n\nText"),
        ("<pre>\n# roh\n</pre>", "<pre>\n# roh\n</pre>"),
        ("", ""),
    ],
)
def test_headings_go_down_one_level_and_nothing_else_changes(before, after):
    assert shift_headings(before) == after
