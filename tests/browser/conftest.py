"""A real browser for the tests: every page opens offline, and what it asks for is written down."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Besuch:
    """A page somebody has open, and what it asked for and complained about meanwhile."""

    page: object
    anfragen: list[str] = field(default_factory=list)
    meldungen: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    pfad = shutil.which("chromium")
    if pfad is None:
        pytest.skip("Chromium is not installed, so no page was looked at in a browser.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=pfad, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def oeffne(chromium) -> Iterator[Callable[..., Besuch]]:
    kontexte = []

    def oeffnen(datei: Path, groesse: tuple[int, int] = (1280, 900), *, bypass_csp: bool = False) -> Besuch:
        # Only axe needs the bypass: it is injected, and the pages rightly run no script. Without smooth
        # scrolling nothing moves while it is measured.
        kontext = chromium.new_context(
            viewport={"width": groesse[0], "height": groesse[1]},
            offline=True,
            bypass_csp=bypass_csp,
            reduced_motion="reduce",
        )
        kontexte.append(kontext)
        besuch = Besuch(kontext.new_page())
        besuch.page.on("request", lambda anfrage: besuch.anfragen.append(anfrage.url))
        besuch.page.on("console", lambda meldung: besuch.meldungen.append(meldung.text))
        besuch.page.on("pageerror", lambda fehler: besuch.meldungen.append(str(fehler)))
        besuch.page.goto(datei.as_uri())
        return besuch

    yield oeffnen
    for kontext in kontexte:
        kontext.close()
