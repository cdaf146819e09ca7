import json
import subprocess
import sys
import warnings
from datetime import date
from pathlib import Path
from textwrap import dedent

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from qz_analysis.errors import NotebookFehler, ParameterFehler
from qz_analysis.report.kernel import WarmKernel
from qz_analysis.report.notebook import check_parameters, run

PARAMETERS = """
jahr: int = 2021  # Berichtsjahr
standort: str = "boeckingen"
entwurf: bool = False
schwelle: float = 0.5
kuerzel: str | None = None
themen: list[str] = ["Sprache"]
farben: dict = {}
"""


def write(path: Path, *cells: str, parameters: str | None = None) -> Path:
    nb = new_notebook(cells=[new_markdown_cell("# Titel", id="titel")])
    if parameters is not None:
        nb.cells.append(new_code_cell(parameters, id="p", metadata={"tags": ["parameters"]}))
    nb.cells += [new_code_cell(c, id=f"c{i}") for i, c in enumerate(cells)]
    nbformat.write(nb, path)
    return path


def printed(cell) -> str:
    return "".join(o.text for o in cell.outputs if o.output_type == "stream")


@pytest.fixture(scope="module")
def kernel():
    with WarmKernel() as warm:
        yield warm


@pytest.fixture(scope="module")
def kennzahlen(tmp_path_factory):
    return write(tmp_path_factory.mktemp("nb") / "02_kennzahlen.ipynb", parameters=PARAMETERS)


def test_an_unknown_parameter_is_refused_with_the_nearest_name(kennzahlen):
    with pytest.raises(ParameterFehler) as error:
        check_parameters(kennzahlen, {"jahrr": 2021})
    assert str(error.value) == (
        "Notebook „02_kennzahlen.ipynb“ kennt den Parameter „jahrr“ nicht. Gemeint ist vielleicht „jahr“. "
        "Erlaubt sind: entwurf, farben, jahr, kuerzel, schwelle, standort, themen."
    )


@pytest.mark.parametrize(
    ("name", "wert", "wanted"),
    [
        ("jahr", "zweitausend", "eine ganze Zahl"),
        ("jahr", "02021", "eine ganze Zahl"),
        ("jahr", True, "eine ganze Zahl"),
        ("jahr", 2021.0, "eine ganze Zahl"),
        ("jahr", None, "eine ganze Zahl"),
        ("standort", Path("boeckingen"), "ein Text"),
        ("standort", 7, "ein Text"),
        ("entwurf", 1, "True oder False"),
        ("schwelle", float("nan"), "eine Zahl"),
        ("schwelle", True, "eine Zahl"),
        ("kuerzel", 5, "ein Text oder None"),
        ("themen", ("Sprache",), "eine Liste"),
        ("themen", [date(2021, 1, 1)], "eine Liste"),
        ("farben", {"a": {1, 2}}, "ein Verzeichnis"),
    ],
)
def test_a_value_of_another_type_is_refused(kennzahlen, name, wert, wanted):
    with pytest.raises(ParameterFehler, match=f"Der Parameter „{name}“ muss {wanted}.* sein, angegeben ist"):
        check_parameters(kennzahlen, {name: wert})


@pytest.mark.parametrize(
    ("name", "given", "taken"),
    [
        ("jahr", 2022, 2022),
        ("jahr", "2022", 2022),
        ("schwelle", 1, 1.0),
        ("schwelle", "0.25", 0.25),
        ("entwurf", True, True),
        ("kuerzel", None, None),
        ("kuerzel", "2021", "2021"),
        ("themen", [], []),
    ],
)
def test_a_fitting_value_is_taken_with_the_type_the_notebook_states(kennzahlen, name, given, taken):
    (value,) = check_parameters(kennzahlen, {name: given}).values()
    assert value == taken
    assert type(value) is type(taken)


def test_without_annotation_the_default_tells_the_type(tmp_path):
    path = write(tmp_path / "a.ipynb", parameters="jahr = 2021\nfrei = None")
    assert check_parameters(path, {"jahr": "2022", "frei": [1]}) == {"jahr": 2022, "frei": [1]}
    with pytest.raises(ParameterFehler):
        check_parameters(path, {"jahr": "bald"})


def test_a_notebook_without_parameters_says_so(tmp_path):
    with pytest.raises(ParameterFehler, match=r"kennt den Parameter „jahr“ nicht. Es hat keine Zelle"):
        check_parameters(write(tmp_path / "a.ipynb", "1"), {"jahr": 1})


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"cells": 5}', '{"cells": [], "nbformat": 3}', '{"cells": ["x"]}']
)
def test_a_broken_file_is_told_in_german(tmp_path, content):
    path = tmp_path / "kaputt.ipynb"
    path.write_text(content, "utf-8")
    with pytest.raises(NotebookFehler, match=r"kaputt\.ipynb.*JupyterLab"):
        run(path, {})
    with pytest.raises(NotebookFehler, match="gibt es nicht"):
        run(tmp_path / "fehlt.ipynb", {})


def test_a_wrong_parameter_is_told_before_a_kernel_starts(kennzahlen):
    idle = WarmKernel()
    with pytest.raises(ParameterFehler):
        run(kennzahlen, {"jahr": "bald"}, kernel=idle)
    assert idle.pid is None


def test_parameters_reach_the_notebook_and_the_others_keep_their_default(tmp_path, kernel):
    path = write(tmp_path / "a.ipynb", "print(jahr, standort, entwurf)", parameters=PARAMETERS)
    result = run(path, {"jahr": "2022", "entwurf": True}, kernel=kernel)
    assert result.fehler == ()
    assert printed(result.nb.cells[-1]) == "2022 boeckingen True\n"
    assert [cell.execution_count for cell in result.nb.cells[1:]] == [1, 2]


HOSTILE = 'C:\\Users\\neu\n\'""" {x} \\N{DASH} ä\u2028 =1+1'


def test_a_text_of_any_kind_arrives_as_it_is(tmp_path, kernel):
    path = write(tmp_path / "a.ipynb", "print(ascii([standort, themen]))", parameters=PARAMETERS)
    result = run(path, {"standort": HOSTILE, "themen": [HOSTILE]}, kernel=kernel)
    assert printed(result.nb.cells[-1]) == ascii([HOSTILE, [HOSTILE]]) + "\n"


@settings(max_examples=30)
@given(st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.lists(st.text())))
def test_a_plain_value_passes_the_check_unchanged(tmp_path_factory, wert):
    path = tmp_path_factory.getbasetemp() / "frei.ipynb"
    if not path.exists():
        write(path, parameters="frei = None")
    assert check_parameters(path, {"frei": wert}) == {"frei": wert}


def test_after_a_failing_cell_the_next_ones_still_run(tmp_path, kernel, capfd):
    path = write(tmp_path / "a.ipynb", "1 / 0", "print('weiter')", "raise ValueError('zwei\\nZeilen')")
    seen = []
    result = run(path, {}, kernel=kernel, on_cell=lambda done, total: seen.append((done, total)))
    assert result.fehler == ("Notebook „a.ipynb“, Zelle [1]: ZeroDivisionError: division by zero",)
    assert [cell.cell_type for cell in result.nb.cells] == ["markdown", "code", "code", "code"]
    assert printed(result.nb.cells[2]) == "weiter\n"
    assert result.nb.cells[3].outputs[0].ename == "ValueError"
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert capfd.readouterr() == ("", "")


def test_each_cell_has_its_own_results_whatever_lies_between(tmp_path, kernel):
    # Cells are sent ahead; those that are not run must not shift the others.
    quelle = [
        "print('a')",
        "",
        "print('übersprungen')",
        "1 / 0",
        "  ",
        "print('b')",
        "import os",
        "print('c')",
        "print('d')",
    ]
    pfad = write(tmp_path / "n.ipynb", *quelle)
    nb = nbformat.read(pfad, as_version=4)
    nb.cells[3].metadata["tags"] = ["skip-execution"]
    nbformat.write(nb, pfad)
    zellen = run(pfad, {}, kernel=kernel).nb.cells[1:]
    assert [printed(z).strip() for z in zellen] == ["a", "", "", "", "", "b", "", "c", "d"]
    assert [z.execution_count for z in zellen if printed(z)] == [1, 3, 5, 6]
    assert zellen[3].outputs[0].ename == "ZeroDivisionError"


def test_a_result_that_a_notebook_could_not_hold_stops_nothing(tmp_path, kernel):
    chart = """
    import altair as alt
    alt.renderers.enable("mimetype")
    alt.Chart(alt.Data(values=[{"x": 1}])).mark_bar().encode(x="x:Q")
    """
    result = run(
        write(tmp_path / "a.ipynb", dedent(chart), "print('weiter')", parameters="jahr: int = 1"),
        {},
        kernel=kernel,
    )
    nbformat.validate(result.nb)
    assert result.fehler == ()
    assert "application/vnd.vegalite.v6+json" in result.nb.cells[2].outputs[0].data
    assert printed(result.nb.cells[3]) == "weiter\n"


def test_a_wrong_parameter_is_one_german_sentence_also_where_others_run_the_notebook(tmp_path):
    cells = (
        "from qz_analysis import lade",
        'lade("abc", "boeckingen")',
        "lade(1995, 'boeckingen')",
        "lade(2021, '../x')",
    )
    path = write(tmp_path / "a.ipynb", *cells)
    befehl = [
        "-m",
        "nbconvert",
        "--to",
        "notebook",
        "--execute",
        "--allow-errors",
        "--output",
        "b.ipynb",
        str(path),
    ]
    subprocess.run([sys.executable, *befehl], check=True, capture_output=True, cwd=tmp_path)
    fehler = [z.outputs[0] for z in nbformat.read(tmp_path / "b.ipynb", as_version=4).cells[2:]]
    assert len(fehler) == 3
    for ausgabe in fehler:
        assert ausgabe.traceback == [f"Fehler: {ausgabe.evalue}"]
        assert "\n" not in ausgabe.evalue


def test_an_error_that_a_cell_announces_is_none(tmp_path, kernel):
    path = write(tmp_path / "a.ipynb", "1 / 0")
    nb = nbformat.read(path, 4)
    nb.cells[1].metadata["tags"] = ["raises-exception"]
    nbformat.write(nb, path)
    assert run(path, {}, kernel=kernel).fehler == ()


def test_the_same_notebook_gives_the_same_bytes(tmp_path, kernel):
    path = write(
        tmp_path / "a.ipynb", "import warnings; warnings.warn('oh')", "1 / 0", "jahr", parameters=PARAMETERS
    )
    data = json.loads(path.read_text("utf-8"))
    for cell in data["cells"]:
        del cell["id"]
    data["nbformat_minor"] = 4
    path.write_text(json.dumps(data), "utf-8")
    first, second = (nbformat.writes(run(path, {"jahr": 2022}, kernel=kernel).nb) for _ in range(2))
    with WarmKernel() as other:
        third = nbformat.writes(run(path, {"jahr": 2022}, kernel=other).nb)
    assert first == second == third
    assert "papermill" not in first
    assert str(tmp_path) not in first


def test_nothing_is_written_beside_the_notebook(tmp_path, kernel):
    path = write(tmp_path / "a.ipynb", "1")
    before = path.read_bytes()
    with warnings.catch_warnings(action="error"):
        run(path, {}, kernel=kernel)
    assert [p.name for p in tmp_path.iterdir()] == ["a.ipynb"]
    assert path.read_bytes() == before
