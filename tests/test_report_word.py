"""The Word file: read back as Word and LibreOffice read it."""

import base64
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from nbformat import NotebookNode, v4

from qz_analysis.report.grafik import png
from qz_analysis.report.word import BerichtDocxExporter
from qz_analysis.show.baustein import (
    Baustein,
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

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><rect width="9" height="9"/></svg>'
BOESE = '<w:t>&"\x07\u202e</w:p>'


def zelle(*bausteine: Baustein) -> NotebookNode:
    return v4.new_code_cell(
        "x", outputs=[v4.new_output("display_data", data=b._repr_mimebundle_()) for b in bausteine]
    )


def notebook(*zellen: NotebookNode, **angaben) -> NotebookNode:
    nb = v4.new_notebook(cells=list(zellen))
    nb.metadata.qz = {
        "titel": "Jahresauswertung",
        "standort": "Haus",
        "jahr": 2021,
        "traeger": ["A", "B"],
        **angaben,
    }
    return nb


def datei(*zellen: NotebookNode, **angaben) -> bytes:
    return BerichtDocxExporter().from_notebook_node(notebook(*zellen, **angaben))[0]


def gelesen(*zellen: NotebookNode, **angaben):
    return docx.Document(io.BytesIO(datei(*zellen, **angaben)))


def texte(dokument, stil: str) -> list[str]:
    return [p.text for p in dokument.paragraphs if p.style.name == stil]


def tabelle(titel: str = "Besuche", zeilen=(("Treff", "12"), ("Chor", "•"))) -> Tabelle:
    return Tabelle(titel, (Spalte("Angebot"), Spalte("Zahl", "rechts")), zeilen, "Eine Anmerkung.")


def diagramm() -> Diagramm:
    return Diagramm("ziele", "Ziele", "n = 11", "Balken: elf erreicht.", SVG, tabelle("Zahlen"))


def test_headings_are_those_word_knows_and_leave_no_level_out():
    d = gelesen(v4.new_markdown_cell("# Jahresauswertung\n\nText\n\n# Ziele\n\n### Stand"))
    assert texte(d, "Title") == ["Jahresauswertung"]
    assert texte(d, "Subtitle") == ["Haus, 2021", "A, B"]
    assert (texte(d, "Heading 1"), texte(d, "Heading 2")) == (["Ziele"], ["Stand"])


def test_a_table_has_a_numbered_caption_and_a_header_that_comes_again_on_each_page():
    d = gelesen(zelle(tabelle(), tabelle("Kurse")))
    assert texte(d, "Caption") == ["Tabelle 1: Besuche", "Tabelle 2: Kurse"]
    erste = d.tables[0]
    assert [[z.text for z in zeile.cells] for zeile in erste.rows] == [
        ["Angebot", "Zahl"],
        ["Treff", "12"],
        ["Chor", "•"],
    ]
    assert erste.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert texte(d, "QZ Anmerkung") == ["Eine Anmerkung.", "Eine Anmerkung."]


def test_a_chart_is_a_picture_with_alternative_text_and_its_numbers():
    d = gelesen(zelle(diagramm()))
    (bild,) = d.inline_shapes
    assert bild._inline.docPr.get("descr") == "Balken: elf erreicht."
    assert texte(d, "Caption") == ["Abbildung 1: Ziele"]
    assert d.tables[0].cell(1, 0).text == "Treff"


def test_the_week_plan_lies_on_a_page_of_its_own_across_with_merged_blocks():
    plan = Raster(
        "Plan",
        (Feld("Montag", spalten=2), Feld("Dienstag")),
        (
            Rasterzeile("08:00", (Feld("Café", "kj", 2), Feld(""), Feld("Chor"))),
            Rasterzeile("08:30", (Feld("Tanz"), Feld(""))),
        ),
        (Klasse("kj", "Kinder", "KJ", "#9BC2E6"),),
    )
    d = gelesen(v4.new_markdown_cell("Davor."), zelle(plan), v4.new_markdown_cell("Danach."))
    assert [s.page_width > s.page_height for s in d.sections] == [False, True, False]
    assert d.tables[0].cell(1, 1).text == d.tables[0].cell(2, 1).text == "KJ Café"
    assert [z.text for z in d.tables[0].rows[2].cells] == ["08:30", "KJ Café", "Tanz", ""]


def test_figures_and_boxes_say_what_they_say_on_the_page():
    d = gelesen(
        zelle(
            Kennwerte("Das Jahr", (Kennwert("75", "Formate", "davon 2 Lesart"),)),
            Hinweis("warnung", "Titel", "Satz."),
        )
    )
    assert [z.text for z in d.tables[0].rows[1].cells] == ["Formate", "75", "davon 2 Lesart"]
    assert texte(d, "QZ Kasten warnung") == ["Warnung: Titel\nSatz."]


@pytest.mark.parametrize(("angabe", "stil"), [("unvollstaendig", "fehler"), ("beispieldaten", "warnung")])
def test_an_unfinished_report_or_one_with_sample_data_says_so_on_the_first_page(angabe, stil):
    assert texte(gelesen(**{angabe: True}), f"QZ Kasten {stil}")


def test_a_cell_that_failed_is_a_box_with_the_reason():
    fehler = v4.new_output("error", ename="KeyError", evalue="Spalte fehlt", traceback=["Traceback"])
    d = gelesen(v4.new_code_cell("x", outputs=[fehler]))
    assert "Spalte fehlt" in texte(d, "QZ Kasten fehler")[0]
    assert "Traceback" not in " ".join(p.text for p in d.paragraphs)


def test_markdown_keeps_lists_emphasis_links_and_tables():
    d = gelesen(
        v4.new_markdown_cell(
            "- eins\n  - zwei\n\n1. drei\n\n**fett** [Stadt](https://example.org)\n\n| a | b |\n|---|---|\n| 1 | 2 |"
        )
    )
    assert texte(d, "List Bullet") == ["eins"]
    assert texte(d, "List Bullet 2") == ["zwei"]
    assert texte(d, "List Number") == ["drei"]
    (absatz,) = [p for p in d.paragraphs if p.text.startswith("fett")]
    assert absatz.runs[0].bold
    assert absatz.text == "fett Stadt (https://example.org)"
    assert [z.text for z in d.tables[0].rows[1].cells] == ["1", "2"]


def test_text_from_a_spreadsheet_stays_text():
    d = gelesen(
        zelle(tabelle(BOESE, ((BOESE, BOESE),)), Hinweis("hinweis", BOESE, BOESE)),
        v4.new_markdown_cell(f"`{BOESE}`"),
    )
    assert d.tables[0].cell(1, 1).text == '<w:t>&"</w:p>'


def test_another_notebook_keeps_its_code_and_shows_its_pictures():
    inhalt = base64.b64encode(png(SVG)).decode()
    ausgabe = v4.new_output("display_data", data={"image/png": inhalt}, metadata={"alt": "Ein Punkt"})
    nb = v4.new_notebook(
        cells=[v4.new_markdown_cell("# Fremdes"), v4.new_code_cell("1 + 1", outputs=[ausgabe])]
    )
    d = docx.Document(io.BytesIO(BerichtDocxExporter().from_notebook_node(nb)[0]))
    assert texte(d, "QZ Code") == ["1 + 1"]
    assert d.inline_shapes[0]._inline.docPr.get("descr") == "Ein Punkt"


def test_the_same_notebook_gives_the_same_bytes_and_names_no_moment():
    erste = datei(zelle(tabelle(), diagramm()))
    assert erste == datei(zelle(tabelle(), diagramm()))
    with zipfile.ZipFile(io.BytesIO(erste)) as paket:
        assert {e.date_time[0] for e in paket.infolist()} == {1980}


@pytest.mark.lang
def test_libreoffice_opens_it_with_the_same_headings_tables_and_pictures(tmp_path: Path):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed, so the Word file was not opened in it.")
    quelle = tmp_path / "bericht.docx"
    quelle.write_bytes(
        datei(v4.new_markdown_cell("# Ziele\n\n## Stand"), zelle(tabelle(), diagramm(), tabelle("Kurse")))
    )
    umgebung = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    subprocess.run(
        [soffice, umgebung, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", tmp_path / "neu", quelle],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    vorher, nachher = (docx.Document(str(p)) for p in (quelle, tmp_path / "neu" / "bericht.docx"))

    def inhalt(d) -> tuple:
        tabellen = [[[z.text for z in zeile.cells] for zeile in t.rows] for t in d.tables]
        bilder = [b._inline.docPr.get("descr") for b in d.inline_shapes]
        return texte(d, "Heading 1"), texte(d, "Heading 2"), texte(d, "Caption"), tabellen, bilder

    assert inhalt(nachher) == inhalt(vorher)


def test_a_short_text_below_a_heading_stays_with_what_follows():
    text = "## Besuche\n\nGezählt wird jeder Besuch.\n\nEin zweiter Absatz."
    nb = v4.new_notebook(
        cells=[v4.new_markdown_cell(text), v4.new_markdown_cell("## Viel\n\n" + "Wort " * 100)]
    )
    inhalt, _ = BerichtDocxExporter().from_notebook_node(nb)
    bleibt = {
        a.text[:8]: a.paragraph_format.keep_with_next for a in docx.Document(io.BytesIO(inhalt)).paragraphs
    }
    assert bleibt["Gezählt "] is True
    assert not bleibt["Ein zwei"]
    assert not bleibt["Wort Wor"]
