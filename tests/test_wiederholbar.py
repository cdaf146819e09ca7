"""Which notebooks may be left out while nothing has changed, and which run each time."""

from pathlib import Path

import nbformat
import pytest
from test_bericht_lauf import arbeitsbereich, qz

from qz_analysis.report.parameter import load
from qz_analysis.report.wiederholbar import grund_dagegen

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"


def notebook(*zellen: str) -> dict:
    return {"cells": [{"cell_type": "code", "source": zelle} for zelle in zellen]}


@pytest.mark.parametrize("datei", sorted(NOTEBOOKS.glob("0[0-57]*.ipynb")), ids=lambda d: d.stem)
def test_the_chapters_of_the_report_get_their_data_from_the_tables_alone(datei):
    assert grund_dagegen(load(datei)) is None


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("import polars as pl\npl.read_csv('a.csv')", "read_csv"),
        ("import polars as pl\npl.scan_parquet('a.parquet')", "scan_parquet"),
        ("from pathlib import Path", "pathlib.Path"),
        ("open('a.txt')", "open"),
        ("import datetime", "datetime"),
        ("import random", "random"),
        ("import hilfe", "hilfe"),
        ("from qz_analysis import connect", "qz_analysis.connect"),
        ("import qz_analysis.config", "qz_analysis.config"),
        ("getattr(pl, 'read' + '_csv')('a')", "getattr"),
        ("pl.__dict__['read_csv']", "__dict__"),
        ("from polars import read_csv as f\nf('a')", "polars.read_csv"),
        ("from polars import *", "polars.*"),
    ],
)
def test_what_may_read_from_elsewhere_is_named(code, name):
    grund = grund_dagegen(notebook("1 + 1", code))
    assert grund is not None
    assert grund.startswith("Zelle [2] benutzt ")
    assert f"„{name}“" in grund


def test_a_cell_that_is_no_pure_python_runs_each_time():
    assert grund_dagegen(notebook("%matplotlib inline")) == "Zelle [1] ist kein reines Python"


@pytest.mark.lang
@pytest.mark.parametrize(
    ("code", "grund"),
    [
        ("from pathlib import Path\nPath('eigenes.txt').read_text()", "benutzt „pathlib.Path“"),
        ("lade(2022, standort).tabelle('ziel').height", "zum ersten Mal"),
    ],
)
def test_a_notebook_that_reads_something_else_is_never_left_out(tmp_path, code, grund):
    ordner = arbeitsbereich(tmp_path)
    pfad = ordner / "notebooks" / "04_belegungsplan.ipynb"
    nb = nbformat.read(pfad, as_version=4)
    nb.cells.append(nbformat.v4.new_code_cell(code, id="eigene"))
    nbformat.write(nb, pfad)
    for inhalt in ("das erste Wort", "das zweite Wort"):
        (ordner / "eigenes.txt").write_text(inhalt, encoding="utf-8")
        lauf = qz(ordner, "bericht", "2021", "--warum")
        assert lauf.prozess.returncode == 0, lauf.prozess.stderr
        (zeile,) = (z for z in lauf.prozess.stdout.splitlines() if "Notebook 04_belegungsplan:" in z)
        assert "gemacht" in zeile
        assert grund in zeile
        if "eigenes" in code:
            assert inhalt in (lauf.ausgaben / "04_belegungsplan.html").read_text(encoding="utf-8")
    (zeile,) = (z for z in lauf.prozess.stdout.splitlines() if "Notebook 05_teilnahme:" in z)
    assert "übersprungen" in zeile
