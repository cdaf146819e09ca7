"""What the page on Spark shows is what Spark does."""

import re
from pathlib import Path

import pytest
from maschinen import spark
from zeichnen import blatt, tabellen

from qz_analysis.daten import schreibe

SEITE = (Path(__file__).parent.parent / "docs" / "spark.md").read_text(encoding="utf-8")
BEISPIEL = re.findall(r"^```python\n(.*?)^```", SEITE, re.MULTILINE | re.DOTALL)


@pytest.mark.spark
def test_the_example_counts_all_sites_and_years(tmp_path, capsys):
    for jahr, besuche in ((2021, "über 85"), (2022, "40")):
        liste = blatt(f"""
            Datum      | Angebot | Besuche
            03.05.{jahr} | Treff | 12
            10.05.{jahr} | Treff | {besuche}
            """)
        schreibe(tabellen(liste, jahr=jahr), tmp_path / "data" / "processed" / "qz" / str(jahr))
    spark()
    (beispiel,) = BEISPIEL
    # Spark takes a path from where it was started, and another test may have done that.
    exec(compile(beispiel.replace('f"data/', f'f"{tmp_path.as_posix()}/data/'), "docs/spark.md", "exec"), {})
    assert capsys.readouterr().out.splitlines() == ["qz · 2021: über 97", "qz · 2022: 52"]


def test_the_page_has_one_example():
    assert len(BEISPIEL) == 1
