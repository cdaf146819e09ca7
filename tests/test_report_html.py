import base64
import hashlib
import json
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode, v4

from qz_analysis.report.html import BerichtHtmlExporter
from qz_analysis.show.baustein import (
    Angabe,
    Ansicht,
    Baustein,
    Diagramm,
    Hinweis,
    Kennwert,
    Kennwerte,
    Spalte,
    Tabelle,
)

BOESE = "</script><img src=x onerror=alert(1)>"
PNG = base64.b64encode(b"\x89PNG").decode()
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 300 100">'
    '<clipPath id="c"><rect/></clipPath><g clip-path="url(#c)"/></svg>'
)


class Seite(HTMLParser):
    """A parsed page: its elements in order, and the text under each tag name."""

    def __init__(self, html: str):
        super().__init__()
        self.html = html
        self.elemente: list[tuple[str, dict[str, str | None]]] = []
        self.texte: dict[str, list[str]] = {}
        self._offen: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elemente.append((tag, dict(attrs)))
        self._offen.append(tag)
        self.texte.setdefault(tag, []).append("")

    def handle_endtag(self, tag):
        while self._offen and self._offen.pop() != tag:
            pass

    def handle_data(self, data):
        for tag in self._offen:
            self.texte[tag][-1] += data

    def werte(self, attribut: str) -> list[str]:
        return [str(attrs[attribut]) for _, attrs in self.elemente if attribut in attrs]

    def alle(self, *tags: str) -> list[tuple[str, dict[str, str | None]]]:
        return [(tag, attrs) for tag, attrs in self.elemente if tag in tags]


def md(text: str) -> NotebookNode:
    return v4.new_markdown_cell(text)


def code(*ausgaben: NotebookNode) -> NotebookNode:
    return v4.new_code_cell("geheimer_code()", outputs=list(ausgaben))


def zelle(*bausteine: Baustein) -> NotebookNode:
    return code(*(v4.new_output("display_data", data=b._repr_mimebundle_()) for b in bausteine))


def anzeige(mime: str, inhalt: str, **metadata) -> NotebookNode:
    return v4.new_output("display_data", data={mime: inhalt}, metadata=metadata)


def tabelle(text: str = "Elf") -> Tabelle:
    return Tabelle("Ziele", (Spalte("Status"), Spalte("Zahl", "rechts")), ((text, "11"),))


def diagramm(name: str = "ziele") -> Diagramm:
    return Diagramm(name, "Ziele", "2021", "Balken: elf erreicht", SVG, tabelle())


def bericht(*zellen: NotebookNode, **angaben) -> Seite:
    nb = v4.new_notebook(cells=list(zellen))
    nb.metadata.qz = {"titel": "Jahresauswertung 2021", **angaben}
    return Seite(BerichtHtmlExporter().from_notebook_node(nb)[0])


def fremd(*zellen: NotebookNode) -> Seite:
    return Seite(BerichtHtmlExporter().from_notebook_node(v4.new_notebook(cells=list(zellen)))[0])


def ueberschriften(seite: Seite) -> list[str]:
    return [tag for tag, _ in seite.alle("h1", "h2", "h3", "h4", "h5", "h6")]


def test_a_page_is_german_and_has_a_title_and_one_heading_of_the_first_rank():
    seite = bericht(md("# Jahresauswertung 2021\n\nText"), md("## Ziele"), standort="Böckingen", jahr=2021)
    assert seite.html.startswith("<!DOCTYPE html>")
    assert seite.alle("html")[0][1] == {"lang": "de"}
    assert seite.texte["title"] == ["Jahresauswertung 2021 – Böckingen"]
    assert seite.texte["h1"] == ["Jahresauswertung 2021"]


def test_the_head_names_place_year_and_traeger_and_the_foot_the_state_of_the_data():
    seite = bericht(
        untertitel="Angebote & Ziele", jahr=2021, standort="B", traeger=["A", "C"], datenstand="3f9a"
    )
    assert "Angebote & Ziele" in seite.texte["header"][0]
    assert seite.texte["dd"] == ["B", "2021", "A, C"]
    assert "Datenstand: 3f9a" in seite.texte["footer"][0]


def test_a_page_needs_no_script_and_no_other_file():
    seite = bericht(
        md("[Stadt](https://example.org)"), zelle(tabelle(), diagramm(), Hinweis("hinweis", "a", "b"))
    )
    assert not seite.alle("script", "link", "iframe", "object", "embed")
    csp = seite.alle("meta")[1][1]
    assert csp["http-equiv"] == "Content-Security-Policy"
    assert csp["content"] == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
    assert all(wert.startswith("data:") for wert in seite.werte("src"))
    assert all(
        tag == "a" or str(attrs["href"]).startswith("#") for tag, attrs in seite.elemente if "href" in attrs
    )
    assert all(ziel.startswith(("data:", "#")) for ziel in re.findall(r"url\(['\"]?([^)]*)", seite.html))
    assert "@import" not in seite.html


def lebendig(text: str = "erreicht") -> Diagramm:
    """Return a chart that a script can draw, in which `text` stands wherever a list may bring its own."""
    spec = {
        "mark": "bar",
        "datasets": {"werte": [{"gruppe": text}]},
        "height": 9,
        "config": {"axis": {"labelLimit": 9}},
    }
    sicht = Ansicht(text, text, text, spec | {"datasets": {"werte": []}}, tabelle(text))
    return Diagramm("ziele", text, text, text, SVG, tabelle(text), spec, {(("Bereich", text),): sicht})


def test_a_page_with_charts_allows_its_own_scripts_by_checksum_and_no_other():
    seite = bericht(zelle(lebendig()))
    csp = str(seite.alle("meta")[1][1]["content"])
    eigene = [
        text
        for text, (_, attrs) in zip(seite.texte["script"], seite.alle("script"), strict=True)
        if "type" not in attrs
    ]
    erlaubt = [f"'sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}'" for t in eigene]
    assert csp.split("script-src ")[1].split(";")[0].split() == erlaubt
    assert len(erlaubt) == 2
    assert "unsafe-eval" not in csp and "default-src 'none'" in csp


def test_a_page_can_be_asked_to_stand_still():
    nb = v4.new_notebook(cells=[zelle(lebendig())])
    seite = Seite(BerichtHtmlExporter(interaktiv=False).from_notebook_node(nb)[0])
    assert not seite.alle("script")
    assert "script-src" not in seite.html


def test_text_in_the_data_of_a_chart_cannot_leave_them():
    seite = bericht(zelle(lebendig(BOESE), lebendig("<!--<script>")))
    assert not seite.alle("img")
    daten = [
        json.loads(text)
        for text, (_, attrs) in zip(seite.texte["script"], seite.alle("script"), strict=True)
        if attrs.get("class") == "qz-spec"
    ]
    assert [d["spec"]["datasets"]["werte"][0]["gruppe"] for d in daten] == [BOESE, "<!--<script>"]
    assert daten[0]["sichten"][0]["auswahl"] == {"Bereich": BOESE}


def test_the_page_brings_its_own_font():
    seite = bericht()
    assert seite.html.count('@font-face{font-family:"IBM Plex Sans"') == 3
    assert seite.html.count("url(data:font/woff2;base64,d09GMg") == 3


def test_headings_leave_no_rank_out_whatever_the_notebook_does():
    seite = bericht(
        md("# Jahresauswertung 2021\n\n#### Tief\n\n# Kapitel\n\n### Abschnitt\n\n### Noch einer\n\n## Ende")
    )
    assert ueberschriften(seite) == ["h1", "h2", "h2", "h3", "h3", "h3"]


def test_contents_name_the_chapters_and_every_link_in_the_page_has_its_target():
    seite = bericht(md("## Ziele\n\n### Größe & Maß\n\n#### Tiefer\n\n## Ziele\n\n[hin](#Größe-&-Maß)"))
    ziele = [str(attrs["href"]) for _, attrs in seite.alle("a")]
    assert {"#ziele", "#groesse-mass", "#ziele-2"} <= set(ziele)
    assert "#tiefer" not in ziele
    assert ziele[-1] == "#groesse-mass"
    assert {ziel[1:] for ziel in ziele} <= set(seite.werte("id"))


def test_the_first_link_of_a_page_leads_past_everything_to_the_text():
    seite = bericht(md("## Ziele"))
    assert seite.alle("a")[0][1] == {"class": "sprung", "href": "#qz-inhalt"}
    assert seite.texte["a"][0] == "Zum Inhalt"
    assert seite.alle("main")[0][1]["id"] == "qz-inhalt"


def test_ids_stay_unique_when_a_block_is_shown_twice():
    seite = bericht(md("## Ziele"), zelle(tabelle(), tabelle(), diagramm(), diagramm(), diagramm("andere")))
    ids = seite.werte("id")
    assert len(ids) == len(set(ids))
    verweise = [kennung for wert in seite.werte("aria-labelledby") for kennung in wert.split()]
    assert set(verweise) <= set(ids) and len(verweise) == len(set(verweise))
    assert {f"url(#{wert})" for wert in ids if wert.endswith("-c")} == set(seite.werte("clip-path"))


def test_every_table_has_a_caption_and_every_picture_an_alternative_text():
    seite = bericht(
        zelle(tabelle(), diagramm()),
        code(anzeige("image/png", PNG), anzeige("image/png", PNG, alt="Ein „Foto“")),
        md("![](data:image/png;base64,AA==)"),
    )
    assert len(seite.alle("caption")) == len(seite.alle("table"))
    assert seite.werte("alt") == ["Abbildung ohne Beschreibung", "Ein „Foto“", "Abbildung ohne Beschreibung"]
    assert "Balken: elf erreicht" in seite.texte["desc"]


def test_captions_are_numbered_through_the_page_and_the_numbers_of_a_chart_are_not():
    seite = bericht(
        zelle(tabelle(), diagramm("eins"), Hinweis("hinweis", "a", "b")), zelle(tabelle(), diagramm())
    )
    assert seite.texte["caption"] == ["Tabelle 1: Ziele", "Ziele", "Tabelle 2: Ziele", "Ziele"]
    assert [text.split(":")[0] for text in seite.texte["figcaption"]] == ["Abbildung 1", "Abbildung 2"]


def test_a_report_hides_code_prompts_and_streams():
    seite = bericht(code(v4.new_output("stream", text="Ausdruck"), anzeige("text/plain", "Ergebnis")))
    assert "geheimer_code" not in seite.html and "Ausdruck" not in seite.html and "In [" not in seite.html
    assert "Ergebnis" in seite.texte["main"][0]


def test_any_other_notebook_keeps_its_code_and_takes_its_title_from_its_heading():
    seite = fremd(
        md("# Eigenes <b>Blatt</b>\n\n## Eins"), code(v4.new_output("stream", text="\x1b[31mrot\x1b[0m"))
    )
    assert seite.texte["h1"] == ["Eigenes Blatt"] and seite.texte["title"] == ["Eigenes Blatt"]
    assert "geheimer_code()" in seite.texte["code"]
    assert "rot" in seite.texte["pre"][1] and "\x1b" not in seite.html


def test_a_part_that_failed_says_why_without_a_traceback():
    fehler = v4.new_output(
        "error",
        ename="KeyError",
        evalue="\x1b[1mSpalte „Ort“ <b>",
        traceback=["Traceback", "/geheim/pfad.py"],
    )
    seite = bericht(code(fehler))
    assert "Dieser Teil konnte nicht berechnet werden" in seite.texte["main"][0]
    assert "Spalte „Ort“ &lt;b&gt;" in seite.html
    assert "Traceback" not in seite.html and "/geheim" not in seite.html and "\x1b" not in seite.html
    assert "/geheim/pfad.py" in fremd(code(fehler)).html


@pytest.mark.parametrize(
    ("angabe", "banner"), [("unvollstaendig", "UNVOLLSTÄNDIG –"), ("beispieldaten", "Enthält Beispieldaten")]
)
def test_an_unfinished_report_or_one_with_sample_data_says_so_at_the_top(angabe, banner):
    assert banner in bericht(**{angabe: True}).texte["header"][0]
    assert banner not in bericht(**{angabe: False}).html


def test_hostile_text_stays_text_wherever_it_comes_in():
    seite = bericht(
        zelle(tabelle(BOESE), Hinweis("fehler", BOESE, BOESE), Kennwerte(BOESE, (Kennwert(BOESE, BOESE),))),
        code(
            anzeige("text/plain", BOESE),
            anzeige("image/png", PNG, alt=f'"{BOESE}'),
            v4.new_output("error", ename="E", evalue=BOESE, traceback=[]),
        ),
        titel=BOESE,
        untertitel=BOESE,
        standort=BOESE,
        traeger=[BOESE],
        datenstand=BOESE,
    )
    assert not seite.alle("script")
    assert [attrs.get("onerror") for _, attrs in seite.alle("img")] == [None]
    assert seite.texte["h1"] == [BOESE]


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_in_a_cell_arrives_as_it_was(text):
    assert f'<th scope="row" style="text-align:left">{text}</th>' in unescape(
        bericht(zelle(tabelle(text))).html
    )


def test_output_that_would_run_or_load_something_is_made_harmless():
    seite = fremd(
        code(
            anzeige("text/html", '<p onclick="x()" style="background:url(http://a/b.png)">bleibt</p>'),
            anzeige("text/html", '<style>@import "http://a";</style><img src="http://a/b.png" alt="Logo">'),
            anzeige("text/html", "<script src='http://a/x.js'></script>"),
            v4.new_output("display_data", data={"text/html": "<script></script>", "text/plain": "Ersatz"}),
        ),
        md(
            '[böse](javascript:alert(1)) <link rel="stylesheet" href="http://a/c.css"> ![Bild](http://a/b.png)'
        ),
    )
    assert "http://a" not in seite.html and "javascript:" not in seite.html and "onclick" not in seite.html
    assert "bleibt" in seite.html and "Ersatz" in seite.html
    assert "[Bild nicht eingebettet: Logo]" in seite.html
    assert "Diese Ausgabe ist nur im Notebook selbst zu sehen." in seite.html


def test_a_notebook_in_the_same_state_gives_the_same_bytes():
    zellen = [md("## Ziele"), zelle(tabelle(), diagramm())]
    andere = [NotebookNode({**zelle_, "id": f"neu{n}"}) for n, zelle_ in enumerate(zellen)]
    assert bericht(*zellen).html == bericht(*andere).html


def test_the_export_is_offered_in_the_menus_of_jupyter():
    from nbconvert.exporters import get_exporter

    exporter = get_exporter("qz-html")
    assert exporter.export_from_notebook == "HTML (barrierefrei, QZ)"
    assert exporter().file_extension == ".html"


def mit_herkunft() -> Tabelle:
    angabe = Angabe("11", (("Definition", f'Ein Ziel. class="qz-angabe" {BOESE}'),))
    return Tabelle(
        "Ziele", (Spalte("Status"), Spalte("Zahl", "rechts")), (("Elf", angabe), ("Zwölf", angabe))
    )


def test_a_page_says_that_figures_open_only_where_some_do():
    satz = "Jede unterstrichene Zahl öffnet ihre Definition und ihre Quellzellen."
    assert satz in bericht(zelle(mit_herkunft())).html
    assert satz not in bericht(zelle(tabelle('<button type="button" class="qz-angabe"'))).html


def test_every_figure_opens_its_own_source_even_where_a_table_comes_twice():
    block = mit_herkunft()
    chart = Diagramm("ziele", "Ziele", "2021", "Balken", SVG, block)
    seite = bericht(zelle(block, chart), zelle(block, chart))
    ids = seite.werte("id")
    assert len(ids) == len(set(ids))
    geoeffnet = [str(a["popovertarget"]) for _, a in seite.alle("button") if a.get("class") == "qz-angabe"]
    assert geoeffnet == [str(a["id"]) for _, a in seite.alle("div") if "popover" in a]
    assert len(set(geoeffnet)) == 8
    assert not seite.alle("script", "img")


def test_chapters_are_numbered_where_asked_for_in_the_contents_and_above_the_text():
    nb = v4.new_notebook(cells=[v4.new_markdown_cell("# Bericht\n\n## Erstes\n\n### Darin\n\n## Zweites")])
    seite, _ = BerichtHtmlExporter(nummeriert=True).from_notebook_node(nb)
    soup = BeautifulSoup(seite, "html.parser")
    koepfe = [k.get_text() for k in soup.select("main h2, main h3")]
    assert koepfe == ["1 Erstes", "1.1 Darin", "2 Zweites"]
    assert [a.get_text() for a in soup.select("nav .breit a")] == koepfe
    assert [k["id"] for k in soup.select("main h2, main h3")] == ["erstes", "darin", "zweites"]
