"""How long a report takes, against the ways it would be made otherwise: ratios of one run, medians, with the machine's noise.

Run by `make messen`. Each pair is measured turn by turn on the same machine and inputs; `--runden` says how often, `--jahre`
how many site-years the batch has. Nothing here is asserted anywhere.
"""

import argparse
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

WURZEL = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
KAPITEL = (
    "00_jahresauswertung",
    "01_datenaufbereitung",
    "02_kennzahlen",
    "03_zielerreichung",
    "04_belegungsplan",
    "05_teilnahme",
)

# The cells of the notebooks one after the other in one process: all figures, all charts, no notebook and no export.
SCHLICHT = """
import ast, json, sys
from pathlib import Path
def zeige(wert):
    if hasattr(wert, "_repr_mimebundle_"):
        wert._repr_mimebundle_()
import qz_analysis.show as show
show.zeige = lambda *teile: [zeige(teil) for teil in teile] and None
for name in sys.argv[1:]:
    raum = {}
    for zelle in json.loads(Path("notebooks", name + ".ipynb").read_text("utf-8"))["cells"]:
        if zelle["cell_type"] == "code":
            baum = ast.parse("".join(zelle["source"]))
            letzte = baum.body.pop() if isinstance(baum.body[-1], ast.Expr) else None
            exec(compile(baum, name, "exec"), raum)
            if letzte:
                zeige(eval(compile(ast.Expression(letzte.value), name, "eval"), raum))
"""


def bereich(ordner: Path) -> Path:
    """Return a workspace with the real lists of 2021."""
    for name in ("data/raw", "notebooks"):
        shutil.copytree(WURZEL / name, ordner / name)
    shutil.copy(WURZEL / "qz.toml", ordner)
    return ordner


def lauf(*befehl: str | Path, ordner: Path, **umgebung: str) -> float:
    """Run a command to its end and return its seconds; an exit code other than 0 ends the measuring."""
    umgebung = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | umgebung
    beginn = time.perf_counter()
    subprocess.run([str(b) for b in befehl], cwd=ordner, env=umgebung, check=True, capture_output=True)
    return time.perf_counter() - beginn


def leere(ordner: Path) -> None:
    """Take away all that a run has made."""
    shutil.rmtree(ordner / "outputs", ignore_errors=True)
    shutil.rmtree(ordner / "data" / "processed", ignore_errors=True)


def kalt(ordner: Path) -> float:
    """Return the seconds of a report of which nothing is there."""
    leere(ordner)
    return lauf(BIN / "qz", "bericht", "2021", ordner=ordner)


def eine_zelle(ordner: Path, runde: int) -> float:
    """Return the seconds of a report after one attendance cell has changed."""
    aendere_zelle(ordner, runde)
    return lauf(BIN / "qz", "bericht", "2021", ordner=ordner)


def aendere_zelle(ordner: Path, runde: int) -> None:
    """Change one number of visits."""
    import openpyxl

    datei = next((ordner / "data/raw/boeckingen/2021").glob("Jugendtreff*.xlsx"))
    mappe = openpyxl.load_workbook(datei)
    blatt = mappe.worksheets[0]
    zahl = next(z for zeile in blatt.iter_rows() for z in zeile if type(z.value) is int and 9 < z.value < 30)
    zahl.value = 10 + runde % 5 if zahl.value != 10 + runde % 5 else 16
    mappe.save(datei)


def beim_beobachten(ordner: Path, runden: int) -> list[float]:
    """Return the seconds from saving a list to its report, while `qz beobachten` runs; the first one warms it up."""
    zeiten = []
    befehl = [BIN / "qz", "beobachten", "--abstand", "0.1"]
    umgebung = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        befehl, cwd=ordner, env=umgebung, stdout=subprocess.PIPE, encoding="utf-8"
    ) as waechter:
        assert waechter.stdout is not None
        waechter.stdout.readline()
        time.sleep(10)  # the kernel warms up, and the system begins to tell of changes
        for runde in range(runden + 1):
            aendere_zelle(ordner, runde)
            beginn = time.perf_counter()
            while "erneuert" not in waechter.stdout.readline():
                pass
            zeiten.append(time.perf_counter() - beginn)
        waechter.send_signal(signal.SIGINT)
    return zeiten[1:]


def einzeln_mit_papermill(ordner: Path) -> float:
    """Return the seconds of papermill and nbconvert from the command line, notebook by notebook."""
    leere(ordner)
    beginn = time.perf_counter()
    for name in KAPITEL:
        quelle, ziel = ordner / "notebooks" / f"{name}.ipynb", ordner / f"{name}.ipynb"
        lauf(BIN / "papermill", quelle, ziel, "--cwd", ordner, ordner=ordner)
        lauf(BIN / "jupyter", "nbconvert", "--to", "html", ziel, ordner=ordner)
    return time.perf_counter() - beginn


def chromium_pdf(ordner: Path) -> float:
    """Return the seconds Chromium takes to print the page of the whole report."""
    html = ordner / "outputs/boeckingen/2021/jahresauswertung.html"
    wurzel = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return lauf(
        "chromium", "--headless", *wurzel, "--disable-gpu", "--virtual-time-budget=10000", f"--print-to-pdf={ordner / 'x.pdf'}",
        html.as_uri(), ordner=ordner,
    )  # fmt: skip


LADE_GANZES = """
import json, time
from pathlib import Path
from nbformat import from_dict
from qz_analysis.report.sammeln import gather
ordner = Path("data/processed/.schritte/boeckingen/2021")
nbs = {p.stem: from_dict(json.loads(p.read_text("utf-8"))) for p in ordner.glob("0*.json")}
haupt = nbs.pop("00_jahresauswertung")
ganzes = gather(haupt, {f"{n}.ipynb": nb for n, nb in nbs.items()})
"""


def typst_pdf(ordner: Path, runden: int) -> list[float]:
    """Return the seconds our exporter takes for the same document, in a process that has it loaded as a report has."""
    code = f"""{LADE_GANZES}
from qz_analysis.report.typst import TypstPdfExporter
import typst
ganzes.metadata["qz"] = {{"titel": "Jahresauswertung"}}
beginn = time.perf_counter()
TypstPdfExporter().from_notebook_node(ganzes)
print(time.perf_counter() - beginn)
"""
    # A process each: Typst keeps what it has set, and would set the same document again in a tenth of the time.
    befehl = [sys.executable, "-c", code]
    laeufe = (
        subprocess.run(befehl, cwd=ordner, check=True, capture_output=True, text=True) for _ in range(runden)
    )
    return [float(lauf.stdout) for lauf in laeufe]


def webpdf(ordner: Path, runden: int) -> list[float]:
    """Return the seconds `jupyter nbconvert --to webpdf` takes for the whole document; [] where it finds no browser.

    nbconvert asks Playwright for the browser that it downloads; a folder of that name leads to Debian's.
    """
    lauf(
        sys.executable,
        "-c",
        f"{LADE_GANZES}import nbformat; nbformat.write(ganzes, 'ganzes.ipynb')",
        ordner=ordner,
    )
    browser = ordner / "browser"
    auskunft = subprocess.run(
        [BIN / "playwright", "install", "--dry-run", "chromium"],
        env=os.environ | {"PLAYWRIGHT_BROWSERS_PATH": str(browser)}, capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    for ziel in re.findall(r"Install location: +(.*headless_shell.*)", auskunft):
        pfad = Path(ziel) / "chrome-headless-shell-linux64" / "chrome-headless-shell"
        pfad.parent.mkdir(parents=True, exist_ok=True)
        pfad.symlink_to(shutil.which("chromium") or "chromium")
    befehl = [BIN / "jupyter", "nbconvert", "--to", "webpdf", "--disable-chromium-sandbox", "ganzes.ipynb"]
    try:
        return [lauf(*befehl, ordner=ordner, PLAYWRIGHT_BROWSERS_PATH=str(browser)) for _ in range(runden)]
    except subprocess.CalledProcessError:
        return []


def stapel(ordner: Path, *, arbeiter: int, jahre: int) -> float:
    """Return the seconds of so many site-years of sample data."""
    leere(ordner)
    orte = sorted((p.parent.name, p.name) for p in (ordner / "data/raw").glob("*/*"))[:jahre]
    namen = ",".join(dict.fromkeys(s for s, _ in orte))
    jahreszahlen = list(dict.fromkeys(j for _, j in orte))
    return lauf(
        BIN / "qz", "bericht", *jahreszahlen, "--standort", namen, "--arbeiter", str(arbeiter), ordner=ordner
    )


def messe(*funktionen: Callable[[], float], runden: int) -> list[list[float]]:
    """Return the seconds of each function, taken in turn so that what else the machine does falls on all."""
    zeiten: list[list[float]] = [[] for _ in funktionen]
    for _ in range(runden):
        for n, funktion in enumerate(funktionen):
            zeiten[n].append(funktion())
    return zeiten


def zeile(was: str, ziel: str, a: list[float], b: list[float], *, geteilt: str = "a/b") -> None:
    """Print one comparison: ratio of medians, both medians, and how far single runs were apart."""
    ma, mb = statistics.median(a), statistics.median(b)
    verhaeltnis = ma / mb if geteilt == "a/b" else mb / ma
    spanne = max((max(x) - min(x)) / statistics.median(x) for x in (a, b))
    print(f"| {was} | {ziel} | {verhaeltnis:.2f} | {ma:.2f} / {mb:.2f} s | ± {spanne / 2:.0%} |", flush=True)


def main() -> None:
    """Measure and print the table."""
    argumente = argparse.ArgumentParser(description=__doc__)
    argumente.add_argument("--runden", type=int, default=5)
    argumente.add_argument("--jahre", type=int, default=50, help="site-years of the batch; 0 leaves it out")
    argumente.add_argument("--ohne-papermill", action="store_true", help="leaves out the slowest comparison")
    wahl = argumente.parse_args()
    with tempfile.TemporaryDirectory() as name:
        ordner = bereich(Path(name) / "a")
        kalt(ordner)  # whatever the system keeps of programs and libraries is kept from here on
        print("| what | target | ratio | medians | noise |\n|---|---|---|---|---|")
        schlicht_ordner = bereich(Path(name) / "b")

        def schlicht() -> float:
            leere(schlicht_ordner)
            return lauf(sys.executable, "-c", SCHLICHT, *KAPITEL, ordner=schlicht_ordner)

        k, s = messe(lambda: kalt(ordner), schlicht, runden=wahl.runden)
        zeile("report, cold, against one plain script", "<= 2.0", k, s)
        if not wahl.ohne_papermill:
            (p,) = messe(lambda: einzeln_mit_papermill(schlicht_ordner), runden=max(1, wahl.runden // 2))
            zeile("papermill and nbconvert, one by one, against it", ">= 10", p, k)
        kalt(ordner)
        (u,) = messe(lambda: lauf(BIN / "qz", "bericht", "2021", ordner=ordner), runden=wahl.runden)
        zeile("nothing changed, against cold", "<= 0.05", u, k)
        nummer = iter(range(1000))
        (e,) = messe(lambda: eine_zelle(ordner, next(nummer)), runden=wahl.runden)
        zeile("one attendance cell changed, against cold", "<= 0.5", e, k)
        zeile(
            "the same while qz beobachten runs, against cold",
            "<= 0.5",
            beim_beobachten(ordner, wahl.runden),
            k,
        )
        h, t = messe(
            lambda: lauf(BIN / "qz", "--help", ordner=ordner),
            lambda: lauf(sys.executable, "-c", "import typer", ordner=ordner),
            runden=wahl.runden * 2,
        )
        zeile("qz --help, against importing typer", "<= 1.5", h, t)
        c = [chromium_pdf(ordner) for _ in range(wahl.runden)] if shutil.which("chromium") else []
        if c:
            unser = typst_pdf(ordner, wahl.runden)
            zeile("Chromium printing the page, against our PDF", ">= 20", c, unser)
            if w := webpdf(ordner, wahl.runden):
                zeile("nbconvert --to webpdf of the whole, against our PDF", ">= 20", w, unser)
        if wahl.jahre:
            viele = Path(name) / "viele"
            je = max(1, wahl.jahre // 10)
            lauf(
                BIN / "qz",
                "beispiel",
                "--standorte",
                str(je),
                "--jahre",
                "2013-2022",
                "--nach",
                viele,
                ordner=ordner,
            )
            zwei, einer = (
                [stapel(viele, arbeiter=2, jahre=wahl.jahre)],
                [stapel(viele, arbeiter=1, jahre=wahl.jahre)],
            )
            zeile(f"{wahl.jahre} site-years, 1 worker against 2", ">= 1.8", einer, zwei)
            wenige = [stapel(viele, arbeiter=2, jahre=5)]
            zeile(
                f"per report: {wahl.jahre} site-years against 5", "<= 1.1",
                [zwei[0] / wahl.jahre], [wenige[0] / 5],
            )  # fmt: skip


if __name__ == "__main__":
    main()
