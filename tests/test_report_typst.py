import base64
import io
import subprocess
import sys
import warnings

import nbformat
import nbformat.v4 as v4
import outloud
import pdfua
import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbconvert.exporters import get_exporter

from qz_analysis.report.bausteine_typst import Bilder, literal
from qz_analysis.report.markdown_typst import Gliederung, markdown_to_typst
from qz_analysis.report.satz import PdfFehler, compile_pdf
from qz_analysis.report.spaltenbreite import breakable
from qz_analysis.report.typst import TypstPdfExporter, typst_source
from qz_analysis.show.baustein import (
    MIME,
    Angabe,
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

QZ = {"titel": "Jahresauswertung 2021", "standort": "Böckingen", "traeger": ["AWO", "Diakonie"]}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120">'
    '<rect x="20" y="20" width="80" height="90" fill="#1f3a5f"/>'
    '<text x="20" y="15" font-family="IBM Plex Sans" font-size="12px" font-weight="bold">Besuche</text></svg>'
)
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def tabelle(titel="Angebote", zeilen=(("Café", "85"),), **rest):
    return Tabelle(titel, (Spalte("Angebot"), Spalte("Besuche", "rechts")), tuple(zeilen), **rest)


def diagramm(alt="Ein Balken: 85 Besuche."):
    return Diagramm("besuche", "Besuche im Jahr", "nur gezählte", alt, SVG, tabelle("Zahlen dazu"))


def raster():
    zeilen = [Rasterzeile(f"{8 + i // 2:02}:{i % 2 * 30:02}", (Feld(""),) * 8) for i in range(27)]
    # Monday has two lanes; Karate runs for two half hours in the first
    zeilen[0] = Rasterzeile("08:00", (Feld("Karate", "kj", 2), *(Feld(""),) * 7))
    zeilen[1] = Rasterzeile("08:30", (Feld("Englisch", "es"), *(Feld(""),) * 6))
    tage = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
    return Raster(
        "Belegungsplan",
        tuple(Feld(tag, spalten=2 if tag == "Montag" else 1) for tag in tage),
        tuple(zeilen),
        (
            Klasse("kj", "Kinder und Jugendliche", "KJ", "#9BC2E6", "schraeg"),
            Klasse("es", "Erwachsene", "ES", "#F4B084", "punkte"),
        ),
    )


def shown(*bausteine):
    ausgaben = [v4.new_output("display_data", {MIME: b.daten(), "text/plain": "<x>"}) for b in bausteine]
    return v4.new_code_cell("geheim = 1", outputs=ausgaben)


def notebook(*zellen, **metadata):
    nb = v4.new_notebook(cells=list(zellen), metadata=metadata)
    # the way every notebook takes: tuples become lists, as in a file
    return nbformat.reads(nbformat.writes(nb), as_version=4)


def bericht(*zellen, **qz):
    return notebook(*zellen, qz=QZ | qz)


def pdf_of(nb):
    return TypstPdfExporter().from_notebook_node(nb)[0]


def pages(pdf):
    """Text of each page, its hyphens and break marks taken out again."""
    dokument = pypdfium2.PdfDocument(pdf)
    texte = [dokument[i].get_textpage().get_text_bounded() for i in range(len(dokument))]
    dokument.close()
    return [t.replace("\u200b", "").replace("\ufffe\r\n", "").replace("\r\n", " ") for t in texte]


def text_of(pdf):
    return " ".join(pages(pdf))


def structure(pdf):
    """Every element of the structure tree as (type, alternative text), in reading order."""
    gefunden = []

    def walk(knoten):
        if isinstance(knoten, pikepdf.Array):
            for kind in knoten:
                walk(kind)
        elif isinstance(knoten, pikepdf.Dictionary):
            if "/S" in knoten:
                gefunden.append((str(knoten["/S"]).lstrip("/"), str(knoten.get("/Alt", ""))))
            walk(knoten.get("/K"))

    with pikepdf.open(io.BytesIO(pdf)) as dokument:
        walk(dokument.Root.StructTreeRoot.K)
    return gefunden


def everything():
    return bericht(
        v4.new_markdown_cell("# Jahresauswertung 2021\n\nVorab.\n\n## Überblick\n\n#### Tiefer\n\nText."),
        shown(Kennwerte("In Zahlen", (Kennwert("85", "Angebote", "davon 9 neu"), Kennwert("7", "Ziele")))),
        shown(Hinweis("warnung", "Lücken", "Nicht alles ist gezählt.")),
        shown(
            diagramm(), tabelle(zeilen=[(f"Angebot {i}", str(i)) for i in range(130)], anmerkung="Gezählt.")
        ),
        v4.new_markdown_cell("## Räume"),
        shown(raster()),
        shown(tabelle("Breit", querformat=True)),
    )


@pytest.fixture(scope="module")
def alles():
    return pdf_of(everything())


def test_two_checkers_find_no_error_in_a_report_with_every_building_block(alles, tmp_path):
    datei = tmp_path / "bericht.pdf"
    datei.write_bytes(alles)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the checkers' own libraries
        pruefung = pdfua.validate(str(datei))
        ergebnis = outloud.check(str(datei))
    assert pruefung.count_by_severity()[pdfua.Severity.ERROR] == 0, pruefung.findings
    assert ergebnis.error is None
    assert [f for f in ergebnis.findings if f.severity == "error"] == []


def test_the_same_notebook_gives_the_same_bytes_also_in_another_process(alles, tmp_path):
    assert pdf_of(everything()) == alles
    nbformat.write(everything(), tmp_path / "b.ipynb")
    aufruf = [
        sys.executable,
        "-m",
        "nbconvert",
        "--to",
        "qz-typst",
        "--output",
        "b",
        str(tmp_path / "b.ipynb"),
    ]
    subprocess.run(aufruf, check=True, capture_output=True, cwd=tmp_path)
    assert (tmp_path / "b.pdf").read_bytes() == alles


def test_jupyter_finds_the_exporter_by_name():
    exporter = get_exporter("qz-typst")
    assert exporter is TypstPdfExporter
    assert exporter.export_from_notebook == "PDF (barrierefrei, Typst)"
    assert (exporter().file_extension, exporter.output_mimetype) == (".pdf", "application/pdf")


def test_a_report_has_cover_contents_running_head_and_page_numbers(alles):
    deckblatt, inhalt, *rest = pages(alles)
    assert "Jahresauswertung 2021" in deckblatt
    assert "Diakonie" in deckblatt
    assert "Seite" not in deckblatt
    assert "Inhalt" in inhalt
    assert "Räume" in inhalt
    assert f"Seite 3 von {len(rest) + 2}" in rest[0]
    assert text_of(alles).count("Vorab.") == 1
    with pikepdf.open(io.BytesIO(alles)) as dokument:
        assert dokument.Root.Lang == "de-DE"
        assert str(dokument.docinfo["/Title"]).startswith("Jahresauswertung 2021 – ")
        assert "/CreationDate" not in dokument.docinfo


def test_a_report_shows_neither_code_nor_logs():
    zelle = shown(tabelle())
    zelle.outputs.append(v4.new_output("stream", text="INFO gestartet"))
    text = text_of(pdf_of(bericht(zelle)))
    assert "geheim" not in text
    assert "gestartet" not in text


def test_heading_levels_have_no_gaps_and_the_title_is_not_repeated(alles):
    ebenen = [art for art, _ in structure(alles) if art[0] == "H" and art[1:].isdigit()]
    assert ebenen == ["H1", "H1", "H2", "H1"]  # Inhalt, Überblick, Tiefer, Räume
    gliederung = Gliederung("T")
    eingabe = [(1, "T"), (2, "a"), (4, "b"), (6, "c"), (3, "d"), (1, "T")]
    assert [gliederung.level(*e) for e in eingabe] == [None, 1, 2, 3, 2, 1]


def test_a_long_table_repeats_its_header_on_every_page_and_loses_no_row(alles):
    seiten = [s for s in pages(alles) if "Angebot 40" in s or "Angebot 129" in s]
    assert len(seiten) == 2
    assert all("Angebot Besuche" in s for s in seiten)
    text = text_of(alles)
    assert all(f"Angebot {i} {i}" in text for i in range(130))
    assert "Gezählt." in text


def test_pictures_carry_their_alternative_text_and_captions_are_numbered(alles):
    assert ("Figure", "Ein Balken: 85 Besuche.") in structure(alles)
    text = text_of(alles)
    assert "Abbildung 1: Besuche im Jahr. nur gezählte" in text
    assert "Tabelle 1: Angebote" in text
    assert "Zahlen dazu" in text


def test_the_week_plan_fits_one_landscape_page_and_names_classes_in_words(alles):
    dokument = pypdfium2.PdfDocument(alles)
    nummern = [i for i, text in enumerate(pages(alles)) if "Karate" in text]
    assert len(nummern) == 1
    breite, hoehe = dokument[nummern[0]].get_size()
    dokument.close()
    seite = pages(alles)[nummern[0]]
    assert breite > hoehe
    assert "KJ · Karate" in seite
    assert "ES · Englisch" in seite
    assert "Sonntag" in seite
    assert "21:00" in seite
    assert "Räume" in seite  # its heading stays with it


def test_a_crowded_week_plan_still_fits_one_page():
    voll = tuple(
        Rasterzeile(
            f"{i}", tuple(Feld(f"Nachbarschaftshilfe-Koordinierungstreffen {i}/{j}") for j in range(14))
        )
        for i in range(27)
    )
    tage = tuple(Feld(f"Tag {i}", spalten=2) for i in range(7))
    seiten = pages(pdf_of(notebook(shown(Raster("Plan", tage, voll, ())))))
    assert len([s for s in seiten if "Tag 3" in s]) == 1


def test_a_wide_table_gets_a_landscape_page_and_long_tokens_break():
    pfad = "/".join(["quartierszentrum"] * 12) + "_2021.xlsx"
    breit = tabelle("Breit", [(pfad, "9" * 60)], querformat=True)
    pdf = pdf_of(notebook(shown(breit)))
    dokument = pypdfium2.PdfDocument(pdf)
    seite = dokument[len(dokument) - 1]
    breite, hoehe = seite.get_size()
    assert breite > hoehe
    textseite = seite.get_textpage()
    raender = [textseite.get_charbox(i) for i in range(textseite.count_chars())]
    assert max(rechts for _, _, rechts, _ in raender) < breite - 50
    dokument.close()
    assert "9" * 60 in text_of(pdf).replace(" ", "")


def test_no_empty_page_comes_before_a_chapter_that_begins_with_a_wide_table():
    texte = (v4.new_markdown_cell(f"## {name}\n\nWas darin steht.") for name in ("Eins", "Zwei"))
    eins, zwei = (
        [text, shown(tabelle(f"Breit {n}", querformat=True))] for n, text in enumerate(texte)
    )  # fmt: skip
    *_, vorletzte, letzte = pages(pdf_of(bericht(*eins, *zwei)))
    assert ("Breit 0" in vorletzte, "Breit 1" in letzte) == (True, True)


def test_an_incomplete_report_says_so_on_the_cover_and_on_every_page():
    fehler = v4.new_output(
        "error", ename="EingabeFehler", evalue="Spalte „Frist“ fehlt.", traceback=["Trace"]
    )
    nb = bericht(
        v4.new_markdown_cell("## Ziele"),
        v4.new_code_cell("x", outputs=[fehler]),
        unvollstaendig=True,
        beispieldaten=True,
    )
    pdf = pdf_of(nb)
    assert all("UNVOLLSTÄNDIG" in s for s in pages(pdf))
    assert all("enthält Beispieldaten" in s for s in pages(pdf))
    text = text_of(pdf)
    assert "Dieser Teil konnte nicht berechnet werden" in text
    assert "EingabeFehler: Spalte „Frist“ fehlt." in text
    assert "Trace" not in text


def test_any_other_notebook_becomes_a_pdf_with_its_code_and_outputs():
    rot = "\x1b[31mTraceback\x1b[0m"
    zelle = v4.new_code_cell(
        "print('hallo')",
        outputs=[
            v4.new_output("stream", text="hallo Welt\n"),
            v4.new_output("display_data", {"image/png": PNG}, metadata={"image/png": {"alt": "Ein Punkt"}}),
            v4.new_output("display_data", {"image/svg+xml": SVG, "text/plain": "<svg>"}),
            v4.new_output(
                "execute_result", {"text/html": "<b>x</b>", "text/plain": "a  b"}, execution_count=1
            ),
            v4.new_output("execute_result", {"text/markdown": "**fett**"}, execution_count=1),
            v4.new_output("error", ename="ValueError", evalue="kaputt", traceback=[rot]),
        ],
    )
    pdf = pdf_of(notebook(v4.new_markdown_cell("### Start"), zelle, v4.new_raw_cell("roh")))
    text = text_of(pdf)
    for stueck in (
        "Start",
        "print('hallo')",
        "hallo Welt",
        "a b",
        "fett",
        "ValueError: kaputt",
        "Traceback",
        "roh",
    ):
        assert stueck in text
    assert "Seite 1 von 1" in text
    assert {("Figure", "Ein Punkt"), ("Figure", "Abbildung ohne Beschreibung")} <= set(structure(pdf))


def test_an_empty_notebook_is_a_valid_document():
    assert pdf_of(notebook()).startswith(b"%PDF")
    assert pdf_of(notebook(title="Mein Heft", qz={})).startswith(b"%PDF")


def test_markdown_keeps_lists_tables_links_quotes_and_code():
    text = """
Ein *Wort* und ein **fettes**, `code`, [Link](https://example.org/a?b=1), [böse](javascript:alert(1)).

1. eins
   - innen
2. zwei

> Zitat

| A | B |
|---|--:|
| x | 1 |

---

    block $x_1$

<div class="x">im Kasten</div> a<br>b $a_1 + b_1$
"""
    pdf = pdf_of(notebook(v4.new_markdown_cell(text)))
    arten = [art for art, _ in structure(pdf)]
    for art in ("Em", "Strong", "Code", "Link", "L", "LI", "BlockQuote", "Table", "TH"):
        assert art in arten, art
    gelesen = text_of(pdf)
    for stueck in ("Wort", "fettes", "innen", "zwei", "Zitat", "im Kasten", "böse", "$a_1 + b_1$"):
        assert stueck in gelesen
    with pikepdf.open(io.BytesIO(pdf)) as dokument:
        ziele = [str(a.A.URI) for seite in dokument.pages for a in seite.get("/Annots", [])]
    assert set(ziele) == {"https://example.org/a?b=1"}


def test_a_heading_may_hold_links_and_pictures_without_spoiling_the_running_head():
    zelle = v4.new_markdown_cell(f"# [Stadt](https://example.org) ![Wappen](data:image/png;base64,{PNG})")
    pdf = pdf_of(bericht(zelle))
    assert "Stadt Wappen" in text_of(pdf)
    assert "Link" in [art for art, _ in structure(pdf)]  # the one in the contents


def test_markdown_pictures_come_from_attachments_and_data_uris_never_from_elsewhere():
    zelle = v4.new_markdown_cell(
        f"![Anhang](attachment:ein%20bild.png) ![Daten](data:image/png;base64,{PNG}) "
        "![Netz](https://example.org/x.png) ![Datei](../geheim.png)"
    )
    zelle.attachments = {"ein bild.png": {"image/png": PNG}}
    quelle, bilder = typst_source(notebook(zelle))
    assert list(bilder.values()) == [base64.b64decode(PNG)] * 2
    assert "geheim" not in quelle
    assert "[Bild nicht enthalten: Netz]" in text_of(pdf_of(notebook(zelle)))


@pytest.mark.parametrize(
    "boese",
    [
        '#panic("x")',
        '"); #panic("x"); ("',
        "\\",
        '\\"',
        "]#set page(width: 1pt)[",
        "*/ // $ @x <y> = Titel",
        "${jndi} {{ 7*7 }} `#`",
    ],
)
def test_text_from_a_spreadsheet_is_printed_and_never_run(boese):
    nb = bericht(
        shown(
            tabelle(boese, [(boese, boese)], anmerkung=boese),
            diagramm(boese),
            Hinweis("fehler", boese, boese),
        ),
        shown(Kennwerte(boese, (Kennwert(boese, boese, boese),))),
        titel=boese,
        herausgeber=boese,
    )
    assert "".join(boese.split()) in "".join(text_of(pdf_of(nb)).split())


def test_characters_without_a_glyph_are_printed_as_their_number():
    emoji = "Fest \U0001f600 von 漢"
    nb = notebook(v4.new_markdown_cell(emoji), shown(tabelle(emoji)), shown(diagramm(emoji)))
    nb.cells[2].outputs[0].data[MIME]["svg"] = SVG.replace("Besuche", "\U0001f600 &#128512;")
    assert "Fest [U+1F600] von [U+6F22]" in text_of(pdf_of(nb))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60))
def test_any_text_compiles_as_cell_and_as_markdown(text):
    kopf = '#import "bericht.typ": *\n#set document(title: "x")\n#set text(font: schrift, lang: "de")\n'
    bilder = Bilder()
    quelle = kopf + f"#text-aus({literal(breakable(text))})\n" + markdown_to_typst(text, bilder, Gliederung())
    assert compile_pdf(quelle, bilder.dateien).startswith(b"%PDF")


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(codec="latin-1", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40)
)
def test_every_printable_character_of_a_cell_appears_in_the_pdf(text):
    kopf = '#import "bericht.typ": *\n#set document(title: "x")\n#set text(font: schrift, lang: "de")\n'
    pdf = compile_pdf(kopf + f"#text-aus({literal(breakable(text))})", {})
    assert "".join(text_of(pdf).split()) == "".join(text.split())


def test_a_date_in_the_metadata_makes_the_file_fit_for_the_archive():
    pdf = pdf_of(bericht(shown(tabelle(), diagramm(), raster()), datum="2022-03-01"))
    with pikepdf.open(io.BytesIO(pdf)) as dokument:
        xmp = dokument.Root.Metadata.read_bytes()
    assert b"<pdfaid:part>2</pdfaid:part>" in xmp
    assert b"<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_what_cannot_be_set_is_reported_in_a_german_sentence():
    kaputt = v4.new_output("display_data", {"image/png": base64.b64encode(b"kein Bild").decode()})
    with pytest.raises(PdfFehler, match="Das PDF konnte nicht gesetzt werden"):
        pdf_of(notebook(v4.new_code_cell("x", outputs=[kaputt])))
    halb = v4.new_output("display_data", {MIME: {"art": "tabelle", "titel": "ohne Zeilen"}})
    with pytest.raises(PdfFehler, match=r"Zelle 1 des Notebooks .* Führen Sie das Notebook neu aus"):
        pdf_of(notebook(v4.new_code_cell("x", outputs=[halb])))


def test_an_unknown_kind_of_building_block_falls_back_to_its_text():
    neu = v4.new_output("display_data", {MIME: {"art": "karte"}, "text/plain": "Karte als Text"})
    assert "Karte als Text" in text_of(pdf_of(bericht(v4.new_code_cell("x", outputs=[neu]))))


def test_the_cover_names_year_and_site_once_though_the_document_title_has_both():
    nb = v4.new_notebook(cells=[v4.new_markdown_cell("# Jahresauswertung\n\nVorab.")])
    nb.metadata["qz"] = {"titel": "Jahresauswertung", "jahr": 2021, "standort": "Nordstadt"}
    pdf = pdf_of(nb)
    assert pages(pdf)[0].split() == ["2021", "Jahresauswertung", "Nordstadt"]
    with pikepdf.open(io.BytesIO(pdf)) as dokument:
        assert dokument.docinfo["/Title"] == "Jahresauswertung 2021 – Nordstadt"


def test_a_figure_prints_as_its_text_and_leaves_its_source_to_the_screen():
    angabe = Angabe("über 85", (("Definition", "Gezählte Formate"),))
    chart = Diagramm("b", "Besuche", "2021", "Balken", SVG, tabelle(zeilen=(("Café", angabe),)))
    nb = bericht(
        shown(tabelle(zeilen=(("Café", angabe),)), Kennwerte("Jahr", (Kennwert(angabe, "Formate"),)), chart)
    )
    text = text_of(pdf_of(nb))
    assert text.count("über 85") == 3
    assert "Gezählte Formate" not in text
