"""SQL over everything that was processed."""

import io
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest

import qz_analysis
from qz_analysis.errors import EingabeFehler
from qz_analysis.model.tabellen import Tabellen

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def lege_ab(wurzel: Path, ort: str, text: str) -> Path:
    """Write the table that `text` draws to `<standort>/<jahr>/<tabelle>` below data/processed."""
    zeilen = "\n".join(
        "|".join(zelle.strip() for zelle in zeile.split("|")) for zeile in text.strip().splitlines()
    )
    datei = wurzel / "data" / "processed" / f"{ort}.parquet"
    datei.parent.mkdir(parents=True, exist_ok=True)
    pl.read_csv(io.StringIO(zeilen), separator="|", try_parse_dates=True).write_parquet(datei)
    return datei


def frage(wurzel: Path, sql: str) -> list[tuple]:
    with qz_analysis.connect(wurzel) as verbindung:
        return verbindung.sql(sql).fetchall()


def test_a_view_reads_all_sites_and_years(tmp_path):
    lege_ab(tmp_path, "mitte/2021/teilnahme", """
        standort | jahr | datum      | anzahl
        mitte    | 2021 | 2021-05-03 | 12
        mitte    | 2021 | 2021-05-10 | 8
        """)  # fmt: skip
    lege_ab(tmp_path, "mitte/2022/teilnahme", """
        standort | jahr | datum      | anzahl
        mitte    | 2022 | 2022-05-02 | 9
        """)  # fmt: skip
    lege_ab(tmp_path, "nord/2021/teilnahme", """
        standort | jahr | datum      | anzahl
        nord     | 2021 | 2021-05-03 | 30
        """)  # fmt: skip
    je_jahr = "SELECT standort, jahr, sum(anzahl)::INT FROM teilnahme GROUP BY ALL ORDER BY ALL"
    assert frage(tmp_path, je_jahr) == [("mitte", 2021, 20), ("mitte", 2022, 9), ("nord", 2021, 30)]


def test_a_column_an_older_file_lacks_is_empty_in_its_rows(tmp_path):
    lege_ab(tmp_path, "mitte/2021/partner", """
        standort | partner
        mitte    | AWO
        """)  # fmt: skip
    lege_ab(tmp_path, "mitte/2022/partner", """
        typ     | partner | standort
        Verband | Caritas | mitte
        """)  # fmt: skip
    sql = "SELECT partner, typ FROM partner ORDER BY partner"
    assert frage(tmp_path, sql) == [("AWO", None), ("Caritas", "Verband")]


def test_every_tidy_table_can_be_asked_also_one_that_no_file_has(tmp_path):
    lege_ab(tmp_path, "mitte/2021/partner", "standort|partner\nmitte|AWO")
    assert {name for (name,) in frage(tmp_path, "SHOW TABLES")} == set(Tabellen.members())
    assert frage(tmp_path, "SELECT count(anzahl), count(beginn) FROM teilnahme, termin") == [(0, 0)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows none of these in a folder's name")
def test_the_workspace_may_be_called_anything(tmp_path):
    wurzel = tmp_path / 'O\'Hara [a-z] *? "neu"; DROP'
    lege_ab(wurzel, "mitte/2021/partner", "standort|partner\nmitte|AWO")
    assert frage(wurzel, "SELECT partner FROM partner") == [("AWO",)]


def test_a_half_written_table_is_not_read(tmp_path):
    lege_ab(tmp_path, "mitte/2021/partner", "standort|partner\nmitte|AWO")
    lege_ab(tmp_path, "mitte/2021/.partner", "standort|partner\nmitte|halb")
    assert frage(tmp_path, "SELECT partner FROM partner") == [("AWO",)]


def test_the_files_stay_as_they_are_whatever_is_asked(tmp_path):
    datei = lege_ab(tmp_path, "mitte/2021/partner", "standort|partner\nmitte|AWO")
    vorher = datei.read_bytes()
    with qz_analysis.connect(tmp_path) as verbindung:
        for sql in (
            "DELETE FROM partner",
            "UPDATE partner SET partner = 'x'",
            "INSERT INTO partner SELECT 'x', 'y'",
        ):
            with pytest.raises(duckdb.Error):
                verbindung.execute(sql)
    assert datei.read_bytes() == vorher


def test_without_processed_tables_the_message_says_what_to_run(tmp_path):
    (tmp_path / "data" / "processed").mkdir(parents=True)
    with pytest.raises(EingabeFehler, match=r"noch keine geprüften Tabellen.*qz bericht 2021"):
        qz_analysis.connect(tmp_path)


def test_without_an_argument_the_workspace_around_the_current_folder_is_taken(tmp_path, monkeypatch):
    lege_ab(tmp_path, "mitte/2021/partner", "standort|partner\nmitte|AWO")
    monkeypatch.setenv("QZ_ARBEITSBEREICH", str(tmp_path))
    with qz_analysis.connect() as verbindung:
        assert verbindung.sql("SELECT partner FROM partner").fetchall() == [("AWO",)]


def test_the_example_in_the_readme_runs(tmp_path, monkeypatch):
    lege_ab(tmp_path, "mitte/2021/angebot", """
        standort | jahr | bereich
        mitte    | 2021 | erwachsene_senioren
        mitte    | 2021 | erwachsene_senioren
        """)  # fmt: skip
    (beispiel,) = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    monkeypatch.setenv("QZ_ARBEITSBEREICH", str(tmp_path))
    namen: dict = {}
    exec(compile(beispiel.replace("db.sql", "tabelle = db.sql"), "README.md", "exec"), namen)
    assert namen["tabelle"].values.tolist() == [["mitte", 2021, "erwachsene_senioren", 2]]
    namen["db"].close()


def test_importing_the_package_does_not_load_duckdb():
    code = "import sys, qz_analysis; print('duckdb' in sys.modules)"
    lauf = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert lauf.stdout.strip() == "False"
