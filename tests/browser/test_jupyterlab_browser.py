"""JupyterLab as an analyst uses it: started by the command, with the network cut."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import nbformat
import pytest

pytestmark = pytest.mark.browser

WURZEL = Path(__file__).parents[2]
NOTEBOOKS = sorted(p.name for p in (WURZEL / "notebooks").glob("*.ipynb"))
ZEIT = 90_000  # ms: the machine may be busy
# Started with the server and each kernel: writes down whom they ask for that is not on this machine.
AUFPASSER = """
import os, sys
def hoere(ereignis, werte):
    if ereignis not in ("socket.connect", "socket.getaddrinfo"):
        return
    ziel = werte[1] if ereignis == "socket.connect" else werte[0]
    rechner = ziel[0] if isinstance(ziel, tuple) else ziel
    if isinstance(rechner, bytes):
        rechner = rechner.decode("ascii", "replace")
    if isinstance(ziel, (str, bytes)) and ereignis == "socket.connect":  # a file, not a machine
        return
    if rechner not in (None, "", "localhost", "::1", "0.0.0.0") and not str(rechner).startswith("127."):
        fd = os.open(os.environ["QZ_AUFPASSER"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(fd, f"{rechner}\\n".encode())
        os.close(fd)
sys.addaudithook(hoere)
"""


def zellen(pfad: Path) -> list[str]:
    return [zelle.source for zelle in nbformat.read(pfad, as_version=4).cells]


@dataclass
class Lab:
    """A running JupyterLab, a page in it, and what the page and the server asked others for."""

    ordner: Path
    adresse: str
    page: Any
    fremde: list[str]
    angerufen: Path

    def oeffne(self, notebook: str, *, frisch: bool = False) -> None:
        if not frisch and self.page.url.endswith(f"/{notebook}"):
            return
        self.page.goto(f"{self.adresse}/lab/tree/notebooks/{notebook}?token=t&reset", timeout=ZEIT)
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=ZEIT)
        self.page.locator("#jp-main-statusbar", has_text="| Idle").wait_for(timeout=ZEIT)

    def menue(self, *wege: str) -> None:
        self.page.locator(f".lm-MenuBar-item:has-text('{wege[0]}')").click()
        for weg in wege[1:-1]:
            self.page.locator(f".lm-Menu-item:has-text('{weg}')").first.hover()
        self.page.locator(f".lm-Menu-item:has-text('{wege[-1]}')").first.click()

    def fuehre_aus(self) -> None:
        self.menue("Run", "Run All Cells")
        self.page.wait_for_function(
            """() => { const p = [...document.querySelectorAll('.jp-Notebook .jp-CodeCell .jp-InputPrompt')];
                       return p.length && p.every(e => /\\d/.test(e.textContent)); }""",
            timeout=ZEIT,
        )


@pytest.fixture(scope="module")
def lab(chromium, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    ordner = tmp_path_factory.mktemp("bereich")
    for name in ("data/raw", "notebooks"):
        shutil.copytree(WURZEL / name, ordner / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copy(WURZEL / "qz.toml", ordner)
    eigene = tmp_path_factory.mktemp("jupyter")
    (eigene / "sitecustomize.py").write_text(AUFPASSER)
    (eigene / "jupyter_server_config.json").write_text('{"ServerApp": {"allow_root": true}}')
    # Cells out of sight would not be drawn otherwise.
    ansicht = eigene / "lab" / "user-settings" / "@jupyterlab" / "notebook-extension"
    ansicht.mkdir(parents=True)
    (ansicht / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
    with socket.create_server(("127.0.0.1", 0)) as frei:
        port = frei.getsockname()[1]
    umgebung = os.environ | {
        "JUPYTER_TOKEN": "t",
        "JUPYTER_CONFIG_DIR": str(eigene),
        "JUPYTER_DATA_DIR": str(eigene / "daten"),
        "IPYTHONDIR": str(eigene / "ipython"),
        "PYTHONPATH": str(eigene),
        "QZ_AUFPASSER": str(eigene / "angerufen.txt"),
    }
    prozess = subprocess.Popen(
        [sys.executable, "-m", "qz_analysis", "lab", "--ohne-browser", "--port", str(port)],
        cwd=ordner,
        env=umgebung,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    adresse = f"http://127.0.0.1:{port}"
    _warte(f"{adresse}/api?token=t")
    kontext = chromium.new_context(viewport={"width": 1400, "height": 1000})
    page = kontext.new_page()
    fremde: list[str] = []

    def leite(route: Any) -> None:
        if route.request.url.startswith((adresse, "data:", "blob:")):
            route.continue_()
        else:
            fremde.append(route.request.url)
            route.abort()

    page.route("**/*", leite)
    yield Lab(ordner, adresse, page, fremde, eigene / "angerufen.txt")
    kontext.close()
    os.killpg(prozess.pid, signal.SIGTERM)
    prozess.wait(30)


def _warte(adresse: str) -> None:
    """Wait until a server answers."""
    ende = time.monotonic() + ZEIT / 1000
    while time.monotonic() < ende:
        try:
            urlopen(adresse).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("JupyterLab did not start")


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_runs_whole_and_shows_its_charts_without_asking_anybody(lab, notebook):
    lab.oeffne(notebook)
    lab.fuehre_aus()
    assert (
        lab.page.locator(
            ".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']"
        ).all_inner_texts()
        == []
    )
    gezeichnet = [
        zelle
        for zelle in zellen(WURZEL / "notebooks" / notebook)
        if any(wort in zelle for wort in ("balken(", "saeulen(", "verknuepft(", "altair.Chart("))
    ]
    flaechen = lab.page.locator(".jp-OutputArea-output :is(svg.marks, canvas.marks, svg[role=img])")
    lab.page.wait_for_function(
        "n => document.querySelectorAll('.jp-OutputArea-output :is(svg.marks, canvas.marks, svg[role=img])').length >= n",
        arg=len(gezeichnet),
        timeout=ZEIT,
    )
    for flaeche in flaechen.all():
        kasten = flaeche.bounding_box()
        assert kasten is not None and kasten["width"] > 100 and kasten["height"] > 25
    # Live charts beside their title and table, not in their place; a drawing that has nothing to answer stays still.
    lab.page.wait_for_function(
        "!document.querySelector('figure.qz-diagramm:has(script.qz-spec):not(:has(.vega-embed))')",
        timeout=ZEIT,
    )
    lebend = [zelle for zelle in gezeichnet if "altair.Chart(" not in zelle]
    assert lab.page.locator("figure.qz-diagramm:has(details) .vega-embed").count() >= len(lebend)
    assert lab.fremde == []


def test_a_click_on_one_chart_limits_the_other(lab):
    lab.oeffne("06_erkunden.ipynb")
    lab.fuehre_aus()
    bild = lab.page.locator(".jp-OutputArea-output figure .vega-embed")
    bild.locator(":is(svg, canvas).marks").wait_for(timeout=ZEIT)
    bild.scroll_into_view_if_needed()
    kasten = bild.bounding_box()
    rechts = {**kasten, "x": kasten["x"] + kasten["width"] / 2, "width": kasten["width"] / 2}

    def nach_klick(x: float, y: float) -> bytes:
        lab.page.mouse.click(kasten["x"] + x, kasten["y"] + y)
        lab.page.mouse.move(kasten["x"] + 1, kasten["y"] + kasten["height"] + 60)  # away: no tooltip is drawn
        lab.page.wait_for_timeout(500)
        return lab.page.screenshot(clip=rechts)

    daneben = (303, 62)  # in the first chart, beside the end of its last bar
    alles = nach_klick(*daneben)
    balken = [nach_klick(230, y) for y in (16, 39)]
    assert len({alles, *balken}) == 3  # each bar of the first chart leaves something else in the second
    assert nach_klick(*daneben) == alles  # and a click beside them all of it again


@pytest.mark.parametrize(
    ("falsch", "wort"),
    [
        ('jahr = "abc"', "kein Berichtsjahr"),
        ("jahr = 1995", "keinen Ordner"),
        ('standort = "../x"', "kein Standort"),
    ],
)
def test_a_wrong_parameter_gives_one_german_sentence_and_no_traceback(lab, falsch, wort):
    lab.oeffne("02_kennzahlen.ipynb")
    zelle = lab.page.locator(".jp-CodeCell").nth(0)
    zelle.locator(".cm-content").click()
    lab.page.keyboard.press("Control+A")
    lab.page.keyboard.insert_text(f'jahr, standort = 2021, "boeckingen"\n{falsch}')
    lab.page.keyboard.press("Shift+Enter")
    lab.page.keyboard.press("Shift+Enter")
    fehler = lab.page.locator(
        ".jp-RenderedText[data-mime-type='application/vnd.jupyter.error'], .jp-OutputArea-output pre"
    )
    satz = fehler.filter(has_text=wort)
    satz.wait_for(timeout=ZEIT)
    assert satz.inner_text().startswith("Fehler: ")
    assert "\n" not in satz.inner_text().strip()
    assert lab.page.locator(".jp-Notebook", has_text="Traceback").count() == 0


def test_the_launcher_makes_a_new_notebook_from_the_template(lab):
    lab.oeffne("06_erkunden.ipynb")
    lab.menue("File", "New Launcher")
    karte = lab.page.locator(".jp-LauncherCard:has-text('QZ: neue Auswertung')")
    karte.wait_for(timeout=ZEIT)
    assert karte.locator("svg").count() == 1
    karte.click()
    lab.page.locator(".lm-TabBar-tabLabel:has-text('Auswertung.ipynb')").wait_for(timeout=ZEIT)
    neu = zellen(lab.ordner / "notebooks" / "Auswertung.ipynb")
    assert neu == zellen(WURZEL / "notebooks" / "vorlagen" / "neue_auswertung.ipynb")


def test_the_export_menu_lists_our_formats(lab):
    lab.oeffne("06_erkunden.ipynb")
    lab.page.locator(".lm-MenuBar-item:has-text('File')").click()
    lab.page.locator(".lm-Menu-item:has-text('Save and Export Notebook As')").hover()
    for name in ("Qz-html", "Qz-typst", "Qz-docx"):  # JupyterLab shows the names nbconvert knows
        lab.page.locator(f".lm-Menu-item:has-text('{name}')").first.wait_for(timeout=ZEIT)
    lab.page.keyboard.press("Escape")


def test_neither_the_page_nor_the_server_asked_anybody(lab):
    lab.oeffne("06_erkunden.ipynb")
    assert lab.page.locator("text=Jupyter news").count() == 0
    assert lab.fremde == []
    assert not lab.angerufen.exists(), lab.angerufen.read_text()
