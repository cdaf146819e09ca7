"""Text from a list is text in everything that is made of it."""

import io
import zipfile

import docx
import openpyxl
import pytest
from bs4 import BeautifulSoup
from einschleusung import TEXTE
from nbformat import NotebookNode, v4

from qz_analysis.report.html import BerichtHtmlExporter
from qz_analysis.report.typst import TypstPdfExporter
from qz_analysis.report.word import BerichtDocxExporter
from qz_analysis.report.xlsx import xlsx
from qz_analysis.show.baustein import (
    Angabe,
    Ansicht,
    Diagramm,
    Feld,
    Hinweis,
    Kennwert,
    Kennwerte,
    Klasse,
    Raster,
    Rasterzeile,
    Spalte,
    Tabelle,
)
from qz_analysis.show.baustein_blatt import Arbeitsblatt, Blattspalte, Blattzeile
from qz_analysis.show.gestaltung import gezeichnet


def notebook() -> NotebookNode:
    """Return a report in which every text stands in every place a list may bring one to."""
    import altair

    tabelle = Tabelle(
        "Texte", (Spalte("a"), Spalte("b")), tuple((t, Angabe(t, (("Quelle", t),))) for t in TEXTE)
    )
    erste = TEXTE[0]
    chart = (
        altair.Chart(altair.Data(values=[{"x": 1, "y": t} for t in TEXTE[:60]]))
        .mark_bar()
        .encode(x="x:Q", y=altair.Y("y:N", axis=altair.Axis(labelLimit=90)), tooltip="y:N")
    )
    bild = gezeichnet(chart)
    sichten = {(("Bereich", t),): Ansicht(t, t, t, bild["spec"], tabelle) for t in TEXTE[:20]}
    bausteine = [
        tabelle,
        Diagramm("texte", erste, erste, erste, bild["svg"], tabelle, bild["spec"], sichten),
        *(Hinweis("hinweis", t, t) for t in TEXTE),
        Kennwerte(erste, tuple(Kennwert(t, t, t) for t in TEXTE)),
        Raster(
            erste,
            (Feld(erste),),
            tuple(Rasterzeile(t, (Feld(t, "k"),)) for t in TEXTE[:40]),
            (Klasse("k", erste, erste, "#9BC2E6"),),
            erste,
        ),
    ]
    ausgaben = [v4.new_output("display_data", data=b._repr_mimebundle_()) for b in bausteine]
    nb = v4.new_notebook(cells=[v4.new_code_cell("x", outputs=ausgaben)])
    nb.metadata.qz = {
        "titel": erste,
        "standort": erste,
        "jahr": 2021,
        "traeger": TEXTE[:30],
        "laufkopf": erste,
        "datenstand": erste,
    }
    return nb


@pytest.fixture(scope="module")
def boese() -> NotebookNode:
    return notebook()


def test_there_are_more_than_three_hundred_of_them():
    assert len(TEXTE) > 300


def test_no_text_becomes_an_element_of_the_page(boese):
    html = BerichtHtmlExporter().from_notebook_node(boese)[0]
    soup = BeautifulSoup(html, "html.parser")
    eigene = soup.find_all("script")
    assert {s.get("type") or s.get("class") or "eigenes" for s in eigene} == {"application/json", "eigenes"}
    assert len([s for s in eigene if not s.get("type")]) == 2
    assert not soup.find_all(["iframe", "object", "base", "math", "template", "img", "link"])
    assert [m.get("http-equiv") for m in soup.find_all("meta") if m.get("http-equiv")] == [
        "Content-Security-Policy"
    ]
    assert not [e for e in soup.find_all(True) if any(n.startswith("on") for n in e.attrs)]
    assert all(str(a["href"]).startswith("#") for a in soup.find_all("a"))


def test_no_text_is_run_where_the_pdf_is_set(boese):
    assert TypstPdfExporter().from_notebook_node(boese)[0].startswith(b"%PDF")


def test_every_text_stands_in_the_word_file_as_it_was(boese):
    dokument = docx.Document(io.BytesIO(BerichtDocxExporter().from_notebook_node(boese)[0]))
    zellen = {zeile.cells[0].text for zeile in dokument.tables[0].rows}
    assert {"=1+1", '#panic("x")', "{{7*7}}"} <= zellen


def test_no_text_is_a_formula_in_a_workbook():
    blatt = Arbeitsblatt(
        "Texte", TEXTE[0], (Blattspalte("a", 20),), tuple(Blattzeile((t,)) for t in TEXTE), tuple(TEXTE[:20])
    )
    roh = xlsx([blatt], titel=TEXTE[0], fuss=TEXTE[0])
    zellen = [
        z
        for zeile in openpyxl.load_workbook(io.BytesIO(roh)).worksheets[0].iter_rows()
        for z in zeile
        if z.value is not None
    ]
    assert len(zellen) > len(TEXTE)
    assert {z.data_type for z in zellen} == {"s"}
    with zipfile.ZipFile(io.BytesIO(roh)) as paket:
        assert b"<f>" not in paket.read("xl/worksheets/sheet1.xml")
        assert not [name for name in paket.namelist() if "externalLink" in name or "vba" in name.lower()]
