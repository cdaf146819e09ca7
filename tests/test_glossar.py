"""docs/glossar.md has every term; where it repeats a declaration it says the same."""

import re
from pathlib import Path

import pytest

from qz_analysis.figures import KENNZAHLEN
from qz_analysis.model import werte
from qz_analysis.model.beleg import Beleg, Ort
from qz_analysis.model.tabellen import Tabellen

GLOSSAR = (Path(__file__).parent.parent / "docs" / "glossar.md").read_text(encoding="utf-8")
TABELLEN = Tabellen.member_schemas()
SPALTEN = [(tabelle, spalte) for tabelle, schema in TABELLEN.items() for spalte in schema.columns()]


def zeilen(text: str) -> dict[str, list[str]]:
    """Return the rows of Markdown tables by their first cell, without its code marks."""
    reihen = [
        [zelle.strip() for zelle in zeile.strip("| ").split(" | ")]
        for zeile in text.splitlines()
        if "| " in zeile
    ]
    return {reihe[0].strip("`"): reihe[1:] for reihe in reihen}


def abschnitt(titel: str) -> str:
    """Return what stands under a heading, up to the next one of its level or above."""
    treffer = re.search(rf"^(#+) {re.escape(titel)}$", GLOSSAR, re.MULTILINE)
    assert treffer, f"docs/glossar.md has no heading {titel}"
    rest = GLOSSAR[treffer.end() :]
    ende = re.search(rf"^#{{1,{len(treffer[1])}}} ", rest, re.MULTILINE)
    return rest[: ende.start()] if ende else rest


def test_the_glossary_knows_these_key_figures_and_no_others():
    assert sorted(zeilen(abschnitt("Kennzahlen")).keys() - {"Kennzahl", "---"}) == sorted(KENNZAHLEN)


@pytest.mark.parametrize("id", KENNZAHLEN)
def test_a_key_figure_means_in_the_glossary_what_it_means_in_the_report(id):
    kennzahl = KENNZAHLEN[id].kennzahl
    bezeichnung, einheit, definition, verwechslung = zeilen(abschnitt("Kennzahlen"))[id]
    assert (bezeichnung, einheit, definition) == (kennzahl.bezeichnung, kennzahl.einheit, kennzahl.definition)
    assert verwechslung


@pytest.mark.parametrize(("tabelle", "spalte"), SPALTEN, ids=[".".join(s) for s in SPALTEN])
def test_a_column_means_in_the_glossary_what_its_declaration_says(tabelle, spalte):
    erklaerung = TABELLEN[tabelle].columns()[spalte].description
    gemeinsam = spalte in Ort.columns() or (
        spalte in Beleg.columns() and issubclass(TABELLEN[tabelle], Beleg)
    )
    ort = abschnitt("Tabellen") if gemeinsam else abschnitt(f"Tabelle `{tabelle}`")
    bedeutung, werte_oder_einheit, _ = zeilen(ort)[spalte]
    assert bedeutung == erklaerung
    assert werte_oder_einheit


def test_no_table_and_no_column_stands_there_that_is_gone():
    assert re.findall(r"^### Tabelle `(.+)`$", GLOSSAR, re.MULTILINE) == list(TABELLEN)
    for tabelle, schema in TABELLEN.items():
        genannt = set(zeilen(abschnitt(f"Tabelle `{tabelle}`"))) - {"Spalte", "---"}
        assert genannt <= set(schema.columns()), tabelle


@pytest.mark.parametrize("liste", [name for name in vars(werte) if name.isupper()])
def test_every_allowed_value_of_a_coded_column_is_named(liste):
    fehlend = [wert for wert in getattr(werte, liste) if f"`{wert}`" not in GLOSSAR]
    assert fehlend == []
