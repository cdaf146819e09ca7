import json
import re
from dataclasses import replace

import pytest

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
    text_von,
)

BOESE = '</script><img src=x onerror="alert(1)"> & "Café"'
BOESE_ESCAPED = "&lt;/script&gt;&lt;img src=x onerror=&#34;alert(1)&#34;&gt; &amp; &#34;Café&#34;"
SVG = (
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'width="300" height="100" viewBox="0 0 300 100"><defs><clipPath id="clip0"><rect width="9" height="9"/>'
    '</clipPath></defs><g clip-path="url(#clip0)" role="graphics-object" aria-label="X-axis titled">'
    '<text>a &lt; b</text><use xlink:href="#clip0"/></g></svg>'
)


def tabelle(*zeilen: tuple[str | Angabe, ...], anmerkung: str = "") -> Tabelle:
    return Tabelle("Ziele", (Spalte("Status"), Spalte("Zahl", "rechts")), zeilen, anmerkung)


def diagramm(name: str = "ziele", svg: str = SVG) -> Diagramm:
    return Diagramm(
        name, "Elf Ziele erreicht", "2021", "Balken: elf erreicht", svg, tabelle(("erreicht", "11"))
    )


def test_jupyter_gets_html_and_the_data_for_other_exporters():
    bundle = tabelle(("erreicht", "11"))._repr_mimebundle_()
    assert bundle["text/html"].startswith("<figure")
    assert bundle["text/plain"] == "<tabelle>"
    assert json.loads(json.dumps(bundle[MIME]))["zeilen"] == [["erreicht", "11"]]


def test_a_table_has_a_caption_and_names_its_columns_and_rows():
    html = tabelle(("erreicht", "11"), anmerkung="Stand Dezember").html()
    assert "<span>Ziele</span></caption>" in html
    assert '<th scope="col" style="text-align:left">Status</th>' in html
    assert '<th scope="row" style="text-align:left">erreicht</th>' in html
    assert '<td class="zahl" style="text-align:right">11</td>' in html
    assert '<p class="anmerkung">Stand Dezember</p>' in html


def test_text_from_a_spreadsheet_stays_text_in_every_block():
    feld = Feld(BOESE, BOESE)
    klasse = Klasse(BOESE, BOESE, BOESE, "#9BC2E6")
    bloecke = (
        Tabelle(BOESE, (Spalte(BOESE),), ((BOESE,),), BOESE),
        Raster(BOESE, (feld,), (Rasterzeile(BOESE, (feld,)),), (klasse,), BOESE),
        Hinweis("warnung", BOESE, BOESE),
        Kennwerte(BOESE, (Kennwert(BOESE, BOESE, BOESE),)),
        Kennwerte(BOESE, (Kennwert(Angabe(BOESE, ((BOESE, BOESE),)), BOESE),)),
        Tabelle(BOESE, (Spalte(BOESE),), ((Angabe(BOESE, ((BOESE, BOESE),)),),)),
        Tabelle(BOESE, (Spalte(BOESE),), ((Angabe(BOESE),),)),
        Diagramm(BOESE, BOESE, BOESE, BOESE, SVG, Tabelle(BOESE, (Spalte(BOESE),), ((BOESE,),))),
    )
    for block in bloecke:
        html = block.html()
        assert "<img" not in html and "</script" not in html
        assert BOESE_ESCAPED in html


def test_a_chart_is_one_image_with_a_german_name_and_its_numbers():
    html = diagramm().html()
    kennung = diagramm().kennung
    assert f'role="img" aria-labelledby="{kennung}-titel {kennung}-alt"' in html
    assert f'<desc id="{kennung}-alt">Balken: elf erreicht</desc>' in html
    assert "X-axis" not in html and "graphics-object" not in html
    assert "<summary>Zahlen als Tabelle</summary>" in html
    assert "<text>a &lt; b</text>" in html
    assert '<th scope="row" style="text-align:left">erreicht</th>' in html


def test_an_inline_chart_is_html_and_not_a_document():
    html = diagramm().html()
    assert "<?xml" not in html and "xmlns" not in html and "ns0:" not in html
    assert "viewBox" in html and "clipPath" in html


def test_two_charts_in_a_page_do_not_share_clip_paths():
    eins, zwei = diagramm("eins"), diagramm("zwei")
    assert f'id="{eins.kennung}-clip0"' in eins.html()
    assert f'clip-path="url(#{eins.kennung}-clip0)"' in eins.html()
    assert f'href="#{eins.kennung}-clip0"' in eins.html()
    assert eins.kennung not in zwei.html()


def test_a_control_character_in_a_label_does_not_lose_the_chart():
    assert "<text>ab</text>" in diagramm(svg=SVG.replace("a &lt; b", "a\x0bb")).html()


def test_a_week_plan_spans_cells_and_says_the_class_in_colour_pattern_and_letters():
    klassen = (
        Klasse("es", "Erwachsene", "ES", "#F4B084", "schraeg"),
        Klasse("mg", "Alle", "MG", "#A9D08E", "punkte"),
    )
    zeilen = (Rasterzeile("08:00", (Feld("Café", "es", 2), Feld("Probe"), Feld("Spiele", "mg"))),)
    html = Raster("Plan", (Feld("Montag", spalten=2), Feld("Dienstag")), zeilen, klassen).html()
    assert '<th scope="colgroup" colspan="2" style="text-align:left">Montag</th>' in html
    assert '<th scope="col" style="text-align:left">Dienstag</th>' in html
    assert (
        '<td rowspan="2" data-bereich="Erwachsene" class="belegt"' in html
        and "background-color:#F4B084" in html
    )
    assert '<span class="zeichen">ES</span> Café</td>' in html
    assert '<td class="belegt"' in html and ">Probe</td>" in html
    assert "repeating-linear-gradient" in html and "radial-gradient" in html
    assert '<ul class="qz-legende" aria-label="Legende"' in html


def test_a_colour_that_is_no_colour_is_refused():
    klasse = Klasse("x", "Jugend", "J", "red;background:url(http://x)")
    raster = Raster("Plan", (Feld("Mo"),), (Rasterzeile("08:00", (Feld("a", "x"),)),), (klasse,))
    with pytest.raises(ValueError, match="Jugend"):
        raster.html()


@pytest.mark.parametrize(
    ("stufe", "wort"), [("fehler", "Fehler"), ("warnung", "Warnung"), ("hinweis", "Hinweis")]
)
def test_a_box_says_in_a_word_how_serious_it_is(stufe, wort):
    html = Hinweis(stufe, "Blatt fehlt", "Bitte prüfen.").html()
    assert f"<strong>{wort}: Blatt fehlt</strong>" in html
    assert 'role="note"' in html


def test_a_headline_figure_is_read_as_label_then_value():
    html = Kennwerte("Jahr", (Kennwert("≥ 250", "Besuche", "71 % gezählt"),)).html()
    assert html.index(">Besuche</dt>") < html.index("≥ 250") < html.index("71 % gezählt")


ELF = Angabe("11", (("Definition", "Alle Ziele."), ("Quellzellen", "Ziele.xlsx: B2:B12")))


def test_a_figure_is_a_button_that_opens_its_source_beside_it():
    html = tabelle(("erreicht", ELF)).html()
    ziel = f"{tabelle(('erreicht', ELF)).kennung}-h1"
    assert (
        f'<td class="zahl" style="text-align:right"><button type="button" class="qz-angabe" popovertarget="{ziel}" '
        f'aria-haspopup="dialog">11</button><div class="qz-herkunft" id="{ziel}" popover hidden '
    ) in html
    assert 'role="dialog" aria-label="Herkunft der Angabe 11"' in html
    assert (
        "<dl><dt>Definition</dt><dd>Alle Ziele.</dd><dt>Quellzellen</dt><dd>Ziele.xlsx: B2:B12</dd></dl>"
        in html
    )
    assert f'popovertarget="{ziel}" popovertargetaction="hide" aria-label="Schließen"' in html
    assert "<script" not in html


def test_a_headline_figure_opens_its_source_too():
    html = Kennwerte("Jahr", (Kennwert(ELF, "Ziele"),)).html()
    assert re.search(r'<dd class="wert"[^>]*><button type="button" class="qz-angabe"[^>]*>11</button>', html)


def test_a_figure_that_knows_no_source_is_plain_text():
    assert (
        tabelle(("erreicht", Angabe("11")))
        .html()
        .replace(tabelle(("erreicht", Angabe("11"))).kennung, tabelle(("erreicht", "11")).kennung)
        == tabelle(("erreicht", "11")).html()
    )


def test_the_style_of_figures_comes_once_and_only_with_figures():
    assert "<style>" not in tabelle(("erreicht", "11")).html()
    assert tabelle(("erreicht", ELF), ("offen", ELF)).html().count("<style>") == 1


def test_every_source_has_an_id_of_its_own_also_where_a_chart_repeats_its_table():
    zwei = tabelle(("erreicht", ELF), ("offen", ELF))
    html = zwei.html() + replace(diagramm(), tabelle=zwei).html()
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert sorted(set(re.findall(r' popovertarget="([^"]+)"', html))) == sorted(i for i in ids if "-h" in i)


def test_the_data_keep_the_source_of_a_figure_and_its_text_can_be_had_from_either():
    zelle = json.loads(json.dumps(tabelle(("erreicht", ELF)).daten()))["zeilen"][0][1]
    assert zelle == {
        "text": "11",
        "herkunft": [["Definition", "Alle Ziele."], ["Quellzellen", "Ziele.xlsx: B2:B12"]],
    }
    assert [text_von(z) for z in (zelle, ELF, "11")] == ["11", "11", "11"]


def test_the_same_content_has_the_same_id_and_other_content_another():
    assert tabelle(("a", "1")).html() == tabelle(("a", "1")).html()
    assert tabelle(("a", "1")).kennung != tabelle(("a", "2")).kennung
