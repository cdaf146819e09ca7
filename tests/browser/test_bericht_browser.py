"""The pages in a real browser: nothing is loaded, nothing is cut off, everybody can use them."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from nbformat import NotebookNode, v4
from test_einschleusung import notebook as eingeschleust
from zeichnen import bestand, blatt, vergleich

from qz_analysis import show
from qz_analysis.figures import angebot
from qz_analysis.report.html import BerichtHtmlExporter
from qz_analysis.show.baustein import (
    Angabe,
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

pytestmark = pytest.mark.browser

WURZEL = Path(__file__).parents[2]

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
BREIT, TELEFON, SCHMAL = (1280, 900), (390, 844), (320, 640)


def zelle(*bausteine: Baustein) -> NotebookNode:
    ausgaben = [v4.new_output("display_data", data=b._repr_mimebundle_()) for b in bausteine]
    return v4.new_code_cell("baustein", outputs=ausgaben)


def lebendig(name: str) -> Diagramm:
    """Return a chart that answers to the filters of the page."""
    b = bestand(
        blatt(
            "Angebot | Thema | Zielgruppe | Bereich\nA | Beratung | Kinder | Kinder und Jugendliche\n"
            "B | Beratung | Kinder, Eltern | mehrgenerativ\nC | Beratung | Eltern | mehrgenerativ"
        )
    )
    return replace(show.balken(angebot.angebote(b, je="zielgruppe", filterbar=("bereich",))), name=name)


def balken(name: str) -> Diagramm:
    import altair
    import polars
    import vl_convert

    df = polars.DataFrame({"Status": ["erreicht", "nicht erreicht"], "Ziele": [11, 4]})
    chart = altair.Chart(df, width=560, height=90).mark_bar(clip=True).encode(x="Ziele:Q", y="Status:N")
    svg = vl_convert.vegalite_to_svg({**chart.to_dict(), "config": {"font": "IBM Plex Sans"}})
    zahlen = Tabelle(
        "Ziele nach Status", (Spalte("Status"), Spalte("Ziele", "rechts")), (("erreicht", "11"),)
    )
    return Diagramm(name, "Ziele", "nach Status", "Balkendiagramm: 11 Ziele sind erreicht.", svg, zahlen)


def wochenplan() -> Raster:
    tage = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
    klassen = (
        Klasse("kj", "Angebot für Kinder und Jugendliche", "KJ", "#9BC2E6"),
        Klasse("es", "Angebot für Erwachsene", "ES", "#F4B084", "schraeg"),
        Klasse("mg", "Mehrgeneratives Angebot", "MG", "#A9D08E", "punkte"),
    )
    erste = (Feld("Hausaufgabenunterstützung", "kj", 2), Feld("Englisch", "es"), Feld("Café", "mg", 27))
    zeilen = [Rasterzeile("08:00", erste + (Feld(""),) * 5)]
    zeilen.append(Rasterzeile("08:30", (Feld(""),) * 6))
    zeilen += [Rasterzeile(f"{8 + n // 2:02}:{n % 2 * 30:02}", (Feld(""),) * 7) for n in range(2, 27)]
    koepfe = tuple(Feld(tag, spalten=2 if tag == "Montag" else 1) for tag in tage)
    return Raster("Wochenplan", koepfe, tuple(zeilen), klassen, "Enden sind angenommen.")


def beispiel() -> NotebookNode:
    monate = tuple(Spalte(f"Monat {n}", "rechts") for n in range(1, 13))
    breit = Tabelle("Besuche", (Spalte("Bereich"), *monate), (("Jugend", *["1.234"] * 12),), "Besuche.", True)
    spalten = (Spalte("Angebot"), Spalte("Besuche", "rechts"))
    lang = Tabelle("Angebote", spalten, tuple((f"Angebot {n}", str(n)) for n in range(80)))
    besuche = Angabe(
        "≥ 4.310", (("Definition", "Gezählte Besuche."), ("Quellzellen", "Besuche.xlsx: B2:B90"))
    )
    zahlen = Kennwerte("Das Jahr", (Kennwert(besuche, "Besuche", "71 % gezählt"), Kennwert("13", "Partner")))
    fehler = v4.new_output("error", ename="KeyError", evalue="Spalte fehlt", traceback=["Traceback"])
    nb = v4.new_notebook(
        cells=[
            v4.new_markdown_cell("# Jahresauswertung\n\nText mit [Verweis](#Ziele)."),
            zelle(zahlen),
            v4.new_markdown_cell("## Ziele\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n### Nach Status"),
            zelle(balken("ziele-status"), lebendig("ziele-noch-einmal"), balken("ziele-status")),
            v4.new_markdown_cell("## Besuche"),
            zelle(
                breit,
                lang,
                *(Hinweis(stufe, "Titel", "Ein Satz.") for stufe in ("fehler", "warnung", "hinweis")),
            ),
            v4.new_markdown_cell("## Raum"),
            zelle(wochenplan()),
            v4.new_code_cell("x", outputs=[fehler]),
        ]
    )
    nb.metadata.qz = {
        "titel": "Jahresauswertung",
        "untertitel": "Angebote und Ziele",
        "jahr": 2021,
        "standort": "Böckingen",
        "traeger": ["Träger A", "Träger B"],
        "unvollstaendig": True,
        "beispieldaten": True,
        "datenstand": "3f9ac21b",
    }
    return nb


@pytest.fixture(scope="module")
def html_dateien(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    datei = tmp_path_factory.mktemp("seiten") / "jahresauswertung.html"
    datei.write_text(BerichtHtmlExporter().from_notebook_node(beispiel())[0], encoding="utf-8")
    return [datei, *echter_bericht(tmp_path_factory.mktemp("lauf"))]


def echter_bericht(ordner: Path) -> list[Path]:
    """Return the pages of the report that the command makes of the real lists."""
    for name in ("data/raw", "notebooks"):
        shutil.copytree(WURZEL / name, ordner / name)
    shutil.copy(WURZEL / "qz.toml", ordner)
    umgebung = os.environ | {"QZ_ARBEITSBEREICH": str(ordner)}
    subprocess.run(
        [sys.executable, "-m", "qz_analysis", "bericht", "2021"],
        env=umgebung,
        check=True,
        capture_output=True,
    )
    return sorted((ordner / "outputs").rglob("*.html"))


def test_a_page_asks_for_nothing_but_itself_and_the_console_stays_silent(html_dateien, oeffne):
    for datei in html_dateien:
        besuch = oeffne(datei)
        besuch.page.wait_for_load_state("networkidle")
        fremd = [url for url in besuch.anfragen if not url.startswith("data:")]
        assert fremd == [datei.as_uri()]
        assert besuch.meldungen == []
        assert besuch.page.evaluate("document.fonts.check('16px \"IBM Plex Sans\"')"), datei


@pytest.mark.parametrize("groesse", [BREIT, TELEFON])
def test_axe_finds_no_barrier(html_dateien, oeffne, groesse):
    from axe_playwright_python.sync_playwright import Axe

    for datei in html_dateien:
        besuch = oeffne(datei, groesse, bypass_csp=True)
        for details in besuch.page.locator("main details").all():
            details.evaluate("d => d.open = true")
        ergebnis = Axe().run(besuch.page, options=WCAG)
        assert ergebnis.violations_count == 0, ergebnis.generate_report()


def test_every_chart_is_there_to_be_seen_and_named(html_dateien, oeffne):
    for datei in html_dateien:
        for bild in oeffne(datei).page.locator("main [role=img]:visible, main img").all():
            kasten = bild.bounding_box()
            assert kasten is not None and kasten["width"] > 200 and kasten["height"] > 40
            assert bild.is_visible()


@pytest.fixture
def gefiltert(html_dateien, oeffne):
    """The sample page with nothing chosen yet, its charts drawn."""
    besuch = oeffne(html_dateien[0])
    besuch.page.wait_for_selector("html[data-qz=bereit]")
    return besuch


def test_a_filter_changes_words_bars_and_table_of_a_chart_and_can_be_taken_back(gefiltert):
    page = gefiltert.page
    figur = page.locator("figure.qz-diagramm:has(.qz-vega)")
    vorher = figur.locator("figcaption").inner_text(), figur.locator("svg text:visible").all_inner_texts()
    figur.locator("details").evaluate("d => d.open = true")
    page.select_option("select[name=Bereich]", "Mehrgenerativ")
    # The page forbids to evaluate texts, also to a test that polls a function in it: locators look from outside.
    page.locator(".qz-auswahl").first.wait_for(state="attached")
    assert "Bereich: Mehrgenerativ" in figur.locator("figcaption").inner_text()
    assert figur.locator(".qz-auswahl tbody tr").all_inner_texts() == ["Eltern\t2", "Kinder\t1"]
    assert "Bereich: Mehrgenerativ" in figur.locator(".qz-vega").get_attribute("aria-label")
    assert "1 von 1 Diagrammen" in page.locator("#qz-filter output").inner_text()
    page.get_by_role("button", name="Filter aufheben").click()
    page.locator(".qz-auswahl").first.wait_for(state="detached")
    page.locator(".qz-vega svg text").nth(len(vorher[1]) - 1).wait_for(state="attached")
    assert figur.locator("figcaption").inner_text() == vorher[0]
    assert gefiltert.meldungen == []


def test_a_filter_can_be_set_by_keyboard_alone(gefiltert):
    page = gefiltert.page
    page.locator("select[name=Bereich]").focus()
    page.keyboard.press("ArrowDown")
    page.locator("#qz-filter output", has_text="Gezeigt").wait_for(state="attached")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Filter aufheben"


def test_the_mouse_on_a_bar_is_told_its_number(gefiltert):
    gefiltert.page.locator(".qz-vega .mark-rect path").last.hover()
    gefiltert.page.wait_for_selector("#vg-tooltip-element.visible")
    assert "Angebotsformate" in gefiltert.page.locator("#vg-tooltip-element").inner_text()


def test_the_week_plan_follows_the_filter_of_the_real_report(html_dateien, oeffne):
    page = oeffne(next(d for d in html_dateien[1:] if d.name == "jahresauswertung.html")).page
    page.wait_for_selector("html[data-qz=bereit]")
    page.select_option("select[name=Bereich]", "Mehrgenerativ")
    page.wait_for_selector(".qz-blass")
    blass = page.locator(".qz-raster td.qz-blass").evaluate_all(
        "felder => felder.map(f => f.dataset.bereich)"
    )
    assert blass and "Mehrgenerativ" not in blass


def test_without_a_script_every_chart_is_there_all_the_same(html_dateien, chromium):
    kontext = chromium.new_context(java_script_enabled=False, offline=True)
    page = kontext.new_page()
    for datei in html_dateien:
        page.goto(datei.as_uri())
        bilder = page.locator("figure.qz-diagramm").count()
        assert page.locator("figure.qz-diagramm svg[role=img]").count() == bilder
        assert not page.locator("#qz-filter").is_visible() if page.locator("#qz-filter").count() else True
    kontext.close()


def test_a_script_of_anybody_else_does_not_run(html_dateien, oeffne, tmp_path):
    seite = html_dateien[0].read_text("utf-8")
    datei = tmp_path / "seite.html"
    datei.write_text(seite.replace("</main>", "<script>window.fremd = 1</script></main>"), encoding="utf-8")
    assert oeffne(datei).page.evaluate("window.fremd") is None


def test_no_text_of_a_list_is_run_in_a_page_or_a_chart(oeffne, tmp_path):
    seite = tmp_path / "seite.html"
    seite.write_text(BerichtHtmlExporter().from_notebook_node(eingeschleust())[0], encoding="utf-8")
    besuch = oeffne(seite)
    besuch.page.wait_for_selector("html[data-qz=bereit]")
    for auswahl in besuch.page.locator("#qz-filter option").all()[1:6]:
        besuch.page.select_option("#qz-filter select", auswahl.get_attribute("value"))
    bild = besuch.page.locator(".qz-vega .mark-rect path").first
    bild.hover()
    assert besuch.page.evaluate("window.kanarie") is None
    assert [url for url in besuch.anfragen if not url.startswith("data:")] == [seite.as_uri()]
    assert not [m for m in besuch.meldungen if "Refused" in m or "violates" in m]


def test_no_page_scrolls_sideways_on_a_narrow_phone(html_dateien, oeffne):
    for datei in html_dateien:
        page = oeffne(datei, SCHMAL).page
        assert page.evaluate("document.documentElement.scrollWidth") <= SCHMAL[0]
        abgeschnitten = page.evaluate(
            """[...document.querySelectorAll('main *')]
               .filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest('.qz-rolle'))
               .map(e => e.outerHTML.slice(0, 80))"""
        )
        assert abgeschnitten == []


def test_a_chart_made_of_several_is_no_smaller_than_can_be_read_and_leaves_no_gap(oeffne, tmp_path):
    liste = "Datum | Angebot | Besuche\n01.02.{} | Chor | {}\n02.02.{} | Treff | 30"
    orte = [(standort, jahr) for standort in ("nord", "sued", "ost") for jahr in (2021, 2022)]
    v = vergleich({ort: liste.format(ort[1], 20 + n, ort[1]) for n, ort in enumerate(orte)})
    nb = v4.new_notebook(cells=[zelle(replace(show.verlauf(v), name="vergleich_verlauf"))])
    datei = tmp_path / "vergleich.html"
    datei.write_text(BerichtHtmlExporter().from_notebook_node(nb)[0], encoding="utf-8")
    page = oeffne(datei, TELEFON).page
    page.wait_for_selector("html[data-qz=bereit]")
    bild = page.locator(".qz-vega svg")
    feld, gezeichnet = bild.bounding_box(), [float(x) for x in bild.get_attribute("viewBox").split()]
    assert feld["width"] > 500
    assert feld["width"] / feld["height"] == pytest.approx(gezeichnet[2] / gezeichnet[3], rel=0.01)


def test_the_keyboard_reaches_contents_tables_and_numbers(html_dateien, oeffne):
    for datei in html_dateien:
        page = oeffne(datei).page
        erreicht: list[str] = []
        for _ in range(page.locator("a[href], button, summary, select, [tabindex='0']").count()):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.classList.contains('sprung')") and erreicht:
                break  # once round the page
            erreicht.append(page.evaluate("document.activeElement.outerHTML.slice(0, 60)"))
        assert erreicht[0].startswith('<a class="sprung"')
        verweise = page.locator("nav .breit a").count()
        assert sum(html.startswith("<a href") for html in erreicht) >= verweise
        assert sum(html.startswith("<summary") for html in erreicht) == page.locator("main summary").count()
        rollen = page.locator("main .qz-rolle:visible").count()
        assert sum('class="qz-rolle"' in html for html in erreicht) >= rollen


def test_enter_follows_the_contents_and_opens_the_numbers(html_dateien, oeffne):
    for datei in html_dateien:
        page = oeffne(datei, TELEFON).page
        inhalt = page.locator("nav summary")
        if inhalt.count() == 0:
            continue
        inhalt.focus()
        page.keyboard.press("Enter")
        verweis = page.locator("nav .schmal a").first
        verweis.focus()
        page.keyboard.press("Enter")
        ziel = verweis.get_attribute("href")
        assert page.evaluate("location.hash") == ziel
        assert page.locator(ziel).count() == 1
        for zusammenfassung in page.locator("main summary").all():
            zusammenfassung.focus()
            page.keyboard.press("Enter")
        assert page.locator("main details:not([open])").count() == 0


def test_print_shows_the_folded_numbers_and_hides_the_navigation(html_dateien, oeffne):
    for datei in html_dateien:
        page = oeffne(datei).page
        page.emulate_media(media="print")
        assert not any(nav.is_visible() for nav in page.locator("nav").all())
        for tabelle in page.locator("main details table").all():
            assert tabelle.bounding_box()["height"] > 20
