"""The house has an order; these tests are what holds it."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

WURZEL = Path(__file__).parent.parent
PAKET = WURZEL / "qz_analysis"
MODULE = sorted(PAKET.rglob("*.py"))
NOTEBOOKS = sorted(d for d in (WURZEL / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in d.parts)

# The path of the data. A module may import from its own stage and from those before it.
WEG = (
    "errors",
    "vorrat",
    "model",
    "config",
    "paths",
    "read",
    "clean",
    "figures",
    "daten",
    "verbindung",
    "show",
)
# Makes files of notebooks, whatever they are about: of `show` it knows the building blocks and their look only.
BERICHT_KENNT = {"errors", "config", "paths", "vorrat", "report"}
BAUSTEIN = ("qz_analysis.show.baustein", "qz_analysis.show.gestaltung")
# These join the stages, so they may import everything.
FREI = {
    "__init__",
    "__main__",
    "anzeige",
    "aufraeumen",
    "auftrag",
    "auskunft",
    "befehle",
    "befundmappe",
    "belegungskalender",
    "beispiel",
    "cli",
    "einlesen",
    "exporte",
    "faeden",
    "jupyter",
    "kern",
    "kjh",
    "lauf",
    "pipeline",
    "pruefung",
    "pruefetext",
    "stapel",
    "waechter",
    "textanzeige",
    "uebersicht",
    "vorlage",
    "vorlage_ziele",
}
NUR_IN = {
    "altair": {"show", "report"},  # report: the kernel puts its settings back between notebooks
    "vl_convert": {"show"},
    "duckdb": {"verbindung"},
    "papermill": {"report"},
    "nbclient": {"report"},
    "nbconvert": {"report"},
    "jupyter_client": {"report"},
    "typst": {"report"},
    "icalendar": {"report"},
    "docx": {"report"},
    "typer": {"cli", "befehle"},
}


def kennung(datei: Path) -> str:
    return datei.relative_to(WURZEL).as_posix()


def stufe(datei: Path) -> str:
    erster = datei.relative_to(PAKET).parts[0]
    return erster.removesuffix(".py")


def importe(datei: Path) -> set[str]:
    """Return the full names of what a module imports, also inside functions."""
    namen = set()
    for knoten in ast.walk(ast.parse(datei.read_text(encoding="utf-8"))):
        if isinstance(knoten, ast.Import):
            namen |= {alias.name for alias in knoten.names}
        elif isinstance(knoten, ast.ImportFrom):
            assert knoten.level == 0, f"{kennung(datei)} has a relative import"
            namen |= {f"{knoten.module}.{alias.name}" for alias in knoten.names}
    return namen


def stufen(datei: Path) -> set[str]:
    ohne = BAUSTEIN if stufe(datei) == "report" else ("-",)
    return {
        name.split(".")[1]
        for name in importe(datei)
        if name.startswith("qz_analysis.") and not name.startswith(ohne)
    }


@pytest.mark.parametrize("datei", [d for d in MODULE if stufe(d) not in FREI], ids=kennung)
def test_imports_run_one_way_along_the_path_of_the_data(datei):
    hier = stufe(datei)
    if hier == "report":
        erlaubt = BERICHT_KENNT
    else:
        assert hier in WEG, f"{hier} has no place on the path yet"
        erlaubt = set(WEG[: WEG.index(hier) + 1])
    assert stufen(datei) - erlaubt == set()


@pytest.mark.parametrize("datei", [d for d in MODULE if stufe(d) == "beispiel"], ids=kennung)
def test_sample_data_is_drawn_without_the_code_that_reads_it(datei):
    assert stufen(datei) <= {"beispiel", "errors", "paths", "report"}


@pytest.mark.parametrize("datei", MODULE, ids=kennung)
def test_a_library_is_used_where_it_belongs(datei):
    fremde = {name.split(".")[0] for name in importe(datei)}
    assert {name for name, wo in NUR_IN.items() if name in fremde and stufe(datei) not in wo} == set()


@pytest.mark.parametrize("datei", MODULE, ids=kennung)
def test_spreadsheets_are_opened_in_read_only(datei):
    oeffner = {"load_workbook", "read_excel", "read_csv", "read_ods", "scan_csv"}
    namen = {
        knoten.attr if isinstance(knoten, ast.Attribute) else knoten.id
        for knoten in ast.walk(ast.parse(datei.read_text(encoding="utf-8")))
        if isinstance(knoten, ast.Attribute | ast.Name)
    }
    assert stufe(datei) in ("read", "pruefung") or namen & oeffner == set()


@pytest.mark.parametrize("ordner", ["model", "read", "clean", "figures", "show", "report"])
def test_a_stage_opens_with_what_it_may_not_do(ordner):
    docstring = ast.get_docstring(ast.parse((PAKET / ordner / "__init__.py").read_text(encoding="utf-8")))
    assert docstring
    assert re.search(r"\b(nothing|never|no|not)\b", docstring, re.IGNORECASE), docstring


def test_the_help_does_not_wait_for_heavy_libraries():
    code = (
        "import sys; from typer.testing import CliRunner; from qz_analysis.cli import app;"
        "r = CliRunner().invoke(app, ['--help']); assert r.exit_code == 0;"
        "print([m for m in ('polars', 'altair', 'nbconvert', 'papermill', 'openpyxl', 'pandas', 'duckdb') if m in sys.modules])"
    )
    lauf = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert lauf.stdout.strip() == "[]"


def zellen(datei: Path, art: str) -> list[dict]:
    inhalt = json.loads(datei.read_text(encoding="utf-8"))
    return [zelle for zelle in inhalt["cells"] if zelle["cell_type"] == art]


def test_there_are_notebooks():
    assert len(NOTEBOOKS) >= 6


@pytest.mark.parametrize("datei", NOTEBOOKS, ids=kennung)
def test_every_cell_of_a_notebook_has_an_id_of_its_own(datei):
    ids = [zelle["id"] for zelle in json.loads(datei.read_text(encoding="utf-8"))["cells"]]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("datei", NOTEBOOKS, ids=kennung)
def test_a_notebook_is_kept_without_outputs_and_counts(datei):
    for zelle in zellen(datei, "code"):
        assert zelle["outputs"] == []
        assert zelle["execution_count"] is None


@pytest.mark.parametrize("datei", NOTEBOOKS, ids=kennung)
def test_a_notebook_has_one_cell_of_typed_parameters_with_a_word_on_each(datei):
    parameter = [z for z in zellen(datei, "code") if "parameters" in z["metadata"].get("tags", [])]
    assert len(parameter) == 1
    for zeile in "".join(parameter[0]["source"]).splitlines():
        assert re.fullmatch(r"[a-z_]+: \w+ = [^#]+  # .+", zeile), zeile


@pytest.mark.parametrize("datei", NOTEBOOKS, ids=kennung)
def test_a_notebook_is_prose_and_calls_and_computes_nothing(datei):
    for zelle in zellen(datei, "code"):
        quelle = "".join(zelle["source"])
        verboten = (
            ast.FunctionDef,
            ast.AsyncFunctionDef,
            ast.ClassDef,
            ast.Lambda,
            ast.For,
            ast.While,
            ast.If,
        )
        assert [type(k).__name__ for k in ast.walk(ast.parse(quelle)) if isinstance(k, verboten)] == []
        assert re.findall(r"\b(group_by|groupby|filter|with_columns|merge|join)\b", quelle) == []
