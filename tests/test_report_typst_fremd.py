"""Notebooks that are not ours, each from another world: all become accessible PDFs."""

import base64
import io
import warnings

import nbformat
import outloud
import pandas
import pdfua
import polars
import pypdfium2
import pytest
from nbformat import NotebookNode, v4

from qz_analysis.report.formel import male
from qz_analysis.report.grafik import png
from qz_analysis.report.htmltabelle_typst import htmltabelle
from qz_analysis.report.typst import TypstPdfExporter, typst_source

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><circle cx="30" cy="30" r="20" fill="red"/></svg>'
PNG = base64.b64encode(png(SVG)).decode()


def md(text: str, **rest) -> NotebookNode:
    return v4.new_markdown_cell(text, **rest)


def code(quelle: str, *ausgaben: NotebookNode) -> NotebookNode:
    return v4.new_code_cell(quelle, outputs=list(ausgaben))


def zeige(daten: dict, **metadata) -> NotebookNode:
    return v4.new_output("display_data", data=daten, metadata=metadata)


def notebook(*zellen: NotebookNode, **metadata) -> NotebookNode:
    return v4.new_notebook(cells=list(zellen), metadata=metadata)


def rahmen(df) -> NotebookNode:
    return zeige({"text/html": df._repr_html_(), "text/plain": str(df)})


MEHRFACH = pandas.DataFrame(
    [[1, 2.5], [3, 4.5]],
    columns=pandas.MultiIndex.from_tuples([("2021", "w"), ("2021", "m")], names=["Jahr", None]),
    index=pandas.MultiIndex.from_tuples([("Treff", "Mo"), ("Treff", "Di")]),
)

FREMDE = {
    "pandas": notebook(
        md("# Besuche"),
        code("df", rahmen(pandas.DataFrame({"Angebot": ["Treff", "Chor"], "Zahl": [12, -3]}))),
        code("mehrfach", rahmen(MEHRFACH)),
    ),
    "polars": notebook(code("df", rahmen(polars.DataFrame({"a": [1, 2], "b": ["x", "<b>y</b>"]})))),
    "breite Tabelle": notebook(
        code("df", rahmen(pandas.DataFrame({f"Spalte {n}": range(40) for n in range(16)})))
    ),
    "Bilder": notebook(
        code("plot()", zeige({"image/png": PNG, "text/plain": "<Figure>"})),
        code("svg()", zeige({"image/svg+xml": SVG})),
        md("![Anhang](attachment:a.png)", attachments={"a.png": {"image/png": PNG}}),
    ),
    "Formeln": notebook(
        md(
            "Mit $x_1^2$ und $\\frac{a}{b}$.\n\n$$\\sum_{i=1}^n x_i = \\bar{x} n$$\n\n\\begin{align}a &= b\\\\c &= d\\end{align}"
        ),
        code("sympy", zeige({"text/latex": "$\\displaystyle \\int_0^1 x\\,dx$", "text/plain": "Integral"})),
        md("Kaputt: $\\frac{a$ und Geld: 5 $ oder 6 $."),
    ),
    "Fehler und langer Code": notebook(
        code("\n".join(f"zeile_{n} = {'x' * 200!r}" for n in range(120))),
        code(
            "1 / 0",
            v4.new_output(
                "error",
                ename="ZeroDivisionError",
                evalue="division by zero",
                traceback=["\x1b[0;31mZeroDivisionError\x1b[0m: division by zero"],
            ),
            v4.new_output("stream", name="stderr", text="Warnung\n" * 60),
        ),
    ),
    "alles in Markdown": notebook(
        md(
            "# Titel\n\n### Sprung\n\n- a\n  - b\n    1. c\n\n> Zitat\n> > tiefer\n\n~~weg~~ **fett** `code`\n\n"
            "| a | b |\n|:--|--:|\n| 1 | 2 |\n\n- [ ] offen\n- [x] fertig\n\n```python\nx = 1\n```\n\n<details>mehr</details>"
        )
    ),
    "R": notebook(
        code("summary(x)", v4.new_output("execute_result", data={"text/plain": "Min. 1"}, execution_count=1)),
        kernelspec={"name": "ir", "display_name": "R", "language": "R"},
        language_info={"name": "R"},
    ),
    "leer": notebook(),
    "nur im Browser": notebook(
        code(
            "w",
            zeige(
                {"application/vnd.jupyter.widget-view+json": {"model_id": "x"}, "text/plain": "IntSlider()"}
            ),
        ),
        code("h", zeige({"text/html": "<script>alert(1)</script><b>fett</b>", "text/plain": "fett"})),
        v4.new_raw_cell("\\section{roh}"),
    ),
    "andere Schriften": notebook(md("# 数据 🎉\n\nשלום עליכם · Привет · ﷽"), code("print('👩‍👩‍👧')")),
    "ohne Überschrift, viel Text": notebook(*(md("Ein Satz. " * 300) for _ in range(5))),
    "altes Format": nbformat.convert(
        nbformat.v3.new_notebook(
            worksheets=[
                nbformat.v3.new_worksheet(
                    cells=[
                        nbformat.v3.new_heading_cell("Alt", level=2),
                        nbformat.v3.new_code_cell(
                            input="1", outputs=[nbformat.v3.new_output("pyout", output_text="1")]
                        ),
                    ]
                )
            ]
        ),
        4,
    ),
}


def pdf_von(nb: NotebookNode) -> bytes:
    return TypstPdfExporter().from_notebook_node(nb)[0]


def text_von(pdf: bytes) -> str:
    dokument = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(seite.get_textpage().get_text_range() for seite in dokument)
    finally:
        dokument.close()


@pytest.mark.parametrize("name", FREMDE)
def test_two_checkers_accept_the_pdf_of_a_notebook_from_elsewhere(name, tmp_path):
    datei = tmp_path / "fremd.pdf"
    datei.write_bytes(pdf_von(FREMDE[name]))  # Typst itself refuses what is not PDF/UA-1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the checkers' own libraries
        pruefung = pdfua.validate(str(datei))
        ergebnis = outloud.check(str(datei))
    assert pruefung.count_by_severity()[pdfua.Severity.ERROR] == 0, pruefung.findings
    assert ergebnis.error is None
    assert [f for f in ergebnis.findings if f.severity == "error"] == []


def test_a_data_frame_is_a_table_with_its_headers_and_spans():
    quelle, _ = typst_source(FREMDE["pandas"])
    assert quelle.count("#html-tabelle(") == 2
    text = text_von(pdf_von(FREMDE["pandas"]))
    assert "<td>" not in text
    for wort in ("Angebot", "Treff", "-3", "2021", "4.5"):
        assert wort in text
    assert '"breit": 2' in quelle


def test_formulas_are_pictures_with_their_source_as_text_and_money_is_money():
    quelle, bilder = typst_source(FREMDE["Formeln"])
    assert len([name for name in bilder if name.endswith(".svg")]) == 5
    assert "Formel: \\\\frac{a}{b}" in quelle
    text = text_von(pdf_von(FREMDE["Formeln"]))
    assert "5 $ oder 6 $" in text
    assert "\\frac{a" in text  # what can't be read is printed as it was typed


@pytest.mark.parametrize(
    "latex",
    [
        '\\text{#read("/etc/passwd")}', "#panic(1)", "\\text{$ #import $}",
        "\\textcolor{#panic}{x}", "\\input{/etc/passwd}",
        "\\begin{tikzpicture}\\draw (0,0);\\end{tikzpicture}", "\\href{javascript:alert(1)}{x}",
        "\\text{</svg><script>alert(1)</script>}",
    ],
)  # fmt: skip
def test_a_formula_is_drawn_and_never_run(latex):
    assert pdf_von(notebook(md(f"Hier ${latex}$ und\n\n$$\n{latex}\n$$")))
    gemalt = male(latex, im_text=True)
    assert gemalt is None or not any(b in gemalt.svg for b in (b"<script", b"href", b"<image", b"<text"))


@pytest.mark.parametrize(
    "latex",
    [
        "\\frac{a}{b}", "\\sqrt[3]{x}", "\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}",
        "\\begin{cases}1&x>0\\\\0&\\text{sonst}\\end{cases}",
        "\\left\\{x\\in\\mathbb{N}\\mid x>0\\right\\}", "\\overline{AB}",
        "\\lim_{n\\to\\infty}\\left(1+\\frac1n\\right)^n", "\\binom{n}{k}",
        "$$\\alpha$$", "\\begin{equation}x\\end{equation}", "\\begin{align*}a&=b\\\\c&=d\\end{align*}",
    ],
)  # fmt: skip
def test_common_formulas_can_be_drawn(latex):
    gemalt = male(latex, im_text=False)
    assert gemalt is not None
    assert gemalt.hoehe > 0.3


def test_a_picture_beside_the_notebook_is_taken_and_none_from_outside(tmp_path):
    (tmp_path / "geheim.png").write_bytes(base64.b64decode(PNG))
    ordner = tmp_path / "notebooks"
    ordner.mkdir()
    (ordner / "bild.png").write_bytes(base64.b64decode(PNG))
    (ordner / "verweis.png").symlink_to(tmp_path / "geheim.png")
    nb = notebook(md("![Da](bild.png) ![Oben](../geheim.png) ![Umweg](verweis.png) ![Text](/etc/passwd)"))
    _, bilder = typst_source(nb, ordner)
    assert list(bilder.values()) == [base64.b64decode(PNG)]


def test_jupyter_nbconvert_takes_a_notebook_file_with_its_pictures(tmp_path):
    (tmp_path / "bild.png").write_bytes(base64.b64decode(PNG))
    datei = tmp_path / "fremd.ipynb"
    nbformat.write(notebook(md("# Titel\n\n![Ein Kreis](bild.png)")), datei)
    pdf, _ = TypstPdfExporter().from_filename(str(datei))
    assert pypdfium2.PdfDocument(io.BytesIO(pdf))[0].get_objects() is not None
    assert "Bild nicht enthalten" not in text_von(pdf)


def test_what_is_no_table_or_more_than_one_is_left_to_its_text():
    assert htmltabelle("<p>kein</p>") is None
    assert htmltabelle("<table><tr><td>1</td></tr></table><table></table>") is None
    assert htmltabelle("<table><tr><td><img src=x></td></tr></table>") is None
