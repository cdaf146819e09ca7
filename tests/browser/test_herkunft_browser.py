"""A figure tells where it comes from: by mouse, by keyboard, on a phone, and not on paper."""

from pathlib import Path

import pytest
from nbformat import v4

from qz_analysis.report.html import BerichtHtmlExporter
from qz_analysis.show.baustein import Angabe, Kennwert, Kennwerte, Spalte, Tabelle

pytestmark = pytest.mark.browser

BREIT, TELEFON, SCHMAL = (1280, 900), (390, 844), (320, 640)
OFFEN = ":popover-open"


def angabe(text: str, gruppe: str) -> Angabe:
    return Angabe(
        text,
        (
            ("Kennzahl", "Angebotsformate nach Zielgruppe"),
            ("Gruppe", gruppe),
            (
                "Definition",
                "Jedes Angebotsformat zählt in jeder seiner Zielgruppen (Mehrfachnennungen). " * 3,
            ),
            (
                "Quellzellen",
                f"Angebote_{'x' * 60}.xlsx › Angebote: {', '.join(f'C{n}' for n in range(6, 90, 2))}",
            ),
        ),
    )


@pytest.fixture(scope="module")
def seite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with headline figures and one table shown twice, twelve columns wide."""
    monate = tuple(Spalte(f"Monat {n}", "rechts") for n in range(1, 13))
    zeilen = tuple((f"Gruppe {n}", *(angabe(str(n), f"Gruppe {n}") for _ in monate)) for n in range(5))
    tabelle = Tabelle("Formate", (Spalte("Gruppe"), *monate), zeilen)
    kennwerte = Kennwerte("Das Jahr", tuple(Kennwert(angabe(w, "alle"), w) for w in ("über 85", "43", "•")))
    ausgaben = [
        v4.new_output("display_data", data=b._repr_mimebundle_()) for b in (kennwerte, tabelle, tabelle)
    ]
    nb = v4.new_notebook(cells=[v4.new_markdown_cell("# Jahr"), v4.new_code_cell("x", outputs=ausgaben)])
    nb.metadata.qz = {"titel": "Jahr", "jahr": 2021, "standort": "Böckingen"}
    datei = tmp_path_factory.mktemp("herkunft") / "seite.html"
    datei.write_text(BerichtHtmlExporter().from_notebook_node(nb)[0], encoding="utf-8")
    return datei


@pytest.mark.parametrize("taste", ["Enter", "Space"])
def test_a_key_opens_the_source_of_a_figure_and_escape_leads_back_to_it(seite, oeffne, taste):
    page = oeffne(seite).page
    zahl = page.get_by_role("button", name="über 85", exact=True)
    zahl.focus()
    page.keyboard.press(taste)
    fenster = page.get_by_role("dialog", name="Herkunft der Angabe über 85")
    assert fenster.is_visible()
    assert fenster.evaluate("f => f.contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert page.locator(OFFEN).count() == 0
    assert zahl.evaluate("z => z === document.activeElement")


def test_the_tab_key_goes_from_the_source_to_its_close_button_and_on_to_the_next_figure(seite, oeffne):
    page = oeffne(seite).page
    page.get_by_role("button", name="über 85", exact=True).focus()
    for taste in ("Enter", "Tab", "Enter"):
        page.keyboard.press(taste)
    assert page.locator(OFFEN).count() == 0
    assert page.evaluate("document.activeElement.textContent") == "über 85"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "43"


def test_a_click_opens_one_source_at_a_time_and_a_click_beside_closes_it(seite, oeffne):
    page = oeffne(seite).page
    for zahl in ("über 85", "43"):
        page.get_by_role("button", name=zahl, exact=True).click()
        assert page.locator(OFFEN).locator("strong").all_inner_texts() == [zahl]
    page.mouse.click(5, 5)
    assert page.locator(OFFEN).count() == 0


def test_a_table_shown_twice_opens_each_source_beside_its_own_figure(seite, oeffne):
    page = oeffne(seite).page
    for knopf in page.locator("figure:last-of-type tr:nth-child(4) .qz-angabe").all()[:3]:
        knopf.click()
        assert knopf.evaluate("k => k.nextElementSibling.matches(':popover-open')")
        page.keyboard.press("Escape")


@pytest.mark.parametrize("groesse", [BREIT, (800, 600), TELEFON, SCHMAL])
def test_an_open_source_stays_within_the_window_and_leaves_its_figure_to_be_seen(seite, oeffne, groesse):
    page = oeffne(seite, groesse).page
    for knopf in page.locator(".qz-angabe").all()[::13]:
        knopf.click()
        kasten = page.locator(OFFEN).bounding_box()
        assert kasten["x"] >= 0 and kasten["x"] + kasten["width"] <= groesse[0]
        assert kasten["y"] >= 0 and kasten["y"] + kasten["height"] <= groesse[1]
        assert page.evaluate("document.documentElement.scrollWidth") <= groesse[0]
        assert page.locator(OFFEN).evaluate("f => f.scrollWidth <= f.clientWidth")
        if groesse[0] > 640:
            zahl = knopf.bounding_box()
            assert (
                kasten["y"] + kasten["height"] <= zahl["y"] + 6
                or kasten["y"] >= zahl["y"] + zahl["height"] - 6
            )
        page.keyboard.press("Escape")


@pytest.mark.parametrize("groesse", [BREIT, SCHMAL])
def test_axe_finds_no_barrier_while_a_source_is_open(seite, oeffne, groesse):
    from axe_playwright_python.sync_playwright import Axe

    page = oeffne(seite, groesse, bypass_csp=True).page
    for knopf in (page.locator(".kennwert .qz-angabe").first, page.locator("td .qz-angabe").nth(2)):
        knopf.click()
        ergebnis = Axe().run(
            page,
            options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
        )
        assert page.locator(OFFEN).count() == 1
        assert ergebnis.violations_count == 0, ergebnis.generate_report()
        page.keyboard.press("Escape")


def test_paper_shows_figures_without_their_sources_even_if_one_is_open(seite, oeffne):
    page = oeffne(seite).page
    page.get_by_role("button", name="43", exact=True).click()
    page.emulate_media(media="print")
    assert not any(fenster.is_visible() for fenster in page.locator("[popover]").all())
    assert not page.locator(".qz-lesehilfe").is_visible()
    assert page.get_by_role("button", name="43", exact=True).is_visible()
    assert "underline" not in page.locator(".qz-angabe").first.evaluate(
        "k => getComputedStyle(k).textDecoration"
    )


def test_opening_sources_asks_for_no_file_and_says_nothing_on_the_console(seite, oeffne):
    besuch = oeffne(seite)
    for knopf in besuch.page.locator(".qz-angabe").all()[:20]:
        knopf.click()
        besuch.page.keyboard.press("Escape")
    assert [url for url in besuch.anfragen if not url.startswith("data:")] == [seite.as_uri()]
    assert besuch.meldungen == []


def test_a_figure_is_big_enough_to_be_touched(seite, oeffne):
    page = oeffne(seite, TELEFON).page
    for knopf in page.locator(".qz-angabe").all()[:30]:
        kasten = knopf.bounding_box()
        assert kasten["width"] >= 24 and kasten["height"] >= 24
