"""The real command on the real lists, as a user starts it."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import Path

import nbformat
import openpyxl
import outloud
import pdfua
import polars as pl
import pypdfium2
import pytest
from bs4 import BeautifulSoup

WURZEL = Path(__file__).parent.parent
FERNE = re.compile(
    r"""(?:src|srcset|href|poster|data|action)\s*=\s*["']?\s*(?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import""",
    re.IGNORECASE,
)


@dataclass
class Lauf:
    """A workspace in which the command has run."""

    ordner: Path
    prozess: subprocess.CompletedProcess[str]

    @property
    def ausgaben(self) -> Path:
        return self.ordner / "outputs" / "boeckingen" / "2021"

    def summen(self, *ordner: str) -> dict[str, str]:
        return {
            pfad.relative_to(self.ordner).as_posix(): sha256(pfad)
            for name in ordner
            for pfad in sorted((self.ordner / name).rglob("*"))
            if pfad.is_file()
        }


def sha256(pfad: Path) -> str:
    return hashlib.sha256(pfad.read_bytes()).hexdigest()


def arbeitsbereich(ordner: Path) -> Path:
    for name in ("data/raw", "notebooks"):
        shutil.copytree(
            WURZEL / name, ordner / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints", "~$*")
        )
    shutil.copy(WURZEL / "qz.toml", ordner)
    return ordner


def qz(ordner: Path, *woerter: str, **umgebung: str) -> Lauf:
    return starte(ordner, ["-m", "qz_analysis", *woerter], **umgebung)


def starte(ordner: Path, befehl: list[str], **umgebung: str) -> Lauf:
    prozess = subprocess.run(
        [sys.executable, *befehl],
        cwd=ordner,
        env={**os.environ, "QZ_ARBEITSBEREICH": str(ordner), "PYTHONIOENCODING": "utf-8", **umgebung},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return Lauf(ordner, prozess)


def pdf_text(pfad: Path) -> str:
    pdf = pypdfium2.PdfDocument(pfad)
    try:
        return "\n".join(pdf[n].get_textpage().get_text_range() for n in range(len(pdf)))
    finally:
        pdf.close()


@pytest.fixture(scope="module")
def lauf(tmp_path_factory: pytest.TempPathFactory) -> Lauf:
    ordner = arbeitsbereich(tmp_path_factory.mktemp("hier"))
    return qz(ordner, "bericht", "2021", TZ="Europe/Berlin", PYTHONHASHSEED="1", LC_ALL="C.UTF-8")


def test_the_command_ends_well_and_says_what_it_wrote(lauf):
    assert lauf.prozess.returncode == 0, lauf.prozess.stderr
    assert "jahresauswertung.pdf" in lauf.prozess.stdout
    assert re.search(r"Zellen: \d+ gelesen, davon \d+ übernommen", lauf.prozess.stdout)
    assert {pfad.name for pfad in lauf.ausgaben.iterdir()} >= {
        "jahresauswertung.html",
        "jahresauswertung.pdf",
        "kennzahlen.parquet",
        "kennzahlen.xlsx",
        "manifest.json",
        "diagramme",
        "02_kennzahlen.html",
    }


def test_a_second_run_elsewhere_gives_the_same_bytes(lauf, tmp_path):
    # another folder, clock, language and hash seed: what another machine differs in
    ordner = arbeitsbereich(tmp_path / "ein anderer Ordner, tiefer" / "mit Umlaut ä")
    zweiter = qz(
        ordner, "bericht", "2021", TZ="Pacific/Kiritimati", PYTHONHASHSEED="2", LC_ALL="POSIX", LANG="POSIX"
    )
    assert zweiter.prozess.returncode == 0, zweiter.prozess.stderr
    erste = lauf.summen("outputs", "data/processed")
    assert len([name for name in erste if name.endswith(".parquet")]) >= 15
    assert zweiter.summen("outputs", "data/processed") == erste


def test_the_overview_links_to_what_was_written(lauf):
    seite = (lauf.ordner / "outputs" / "index.html").read_text("utf-8")
    ziele = re.findall(r'href="(boeckingen/2021/[^"]+)"', seite)
    assert "boeckingen/2021/jahresauswertung.html" in ziele
    assert all((lauf.ordner / "outputs" / ziel).is_file() for ziel in ziele)


def test_the_report_stays_below_three_megabytes(lauf):
    assert (lauf.ausgaben / "jahresauswertung.html").stat().st_size < 3_000_000


def test_no_page_and_no_chart_names_a_remote_asset(lauf):
    seiten = [pfad for pfad in lauf.ausgaben.rglob("*") if pfad.suffix in {".html", ".svg"}]
    assert len(seiten) > 10
    assert {pfad.name: FERNE.findall(pfad.read_text(encoding="utf-8")) for pfad in seiten} == {
        pfad.name: [] for pfad in seiten
    }


def test_no_output_names_the_folder_it_was_made_in(lauf):
    verraeter = str(lauf.ordner).encode()
    for pfad in lauf.ausgaben.rglob("*"):
        if pfad.suffix == ".xlsx":
            with zipfile.ZipFile(pfad) as mappe:
                assert [name for name in mappe.namelist() if verraeter in mappe.read(name)] == []
        elif pfad.is_file():
            assert verraeter not in pfad.read_bytes(), pfad.name


def test_the_manifest_holds_the_checksum_of_every_input_and_output(lauf):
    manifest = json.loads((lauf.ausgaben / "manifest.json").read_text(encoding="utf-8"))
    dateien = {
        p.relative_to(lauf.ausgaben).as_posix(): sha256(p) for p in lauf.ausgaben.rglob("*") if p.is_file()
    }
    del dateien["manifest.json"]
    assert manifest["ausgaben"] == dateien
    raw = lauf.ordner / "data" / "raw"
    assert manifest["eingaben"] == {name: sha256(raw / name) for name in manifest["eingaben"]}
    gelesen = {p.relative_to(raw).as_posix() for p in (raw / "boeckingen" / "2021").iterdir()}
    assert gelesen <= set(manifest["eingaben"])


def test_every_cell_that_was_read_is_accounted_for(lauf):
    manifest = json.loads((lauf.ausgaben / "manifest.json").read_text(encoding="utf-8"))
    for blatt in manifest["zellbilanz"]:
        teile = blatt["zellen_uebernommen"] + blatt["zellen_zurueckgewiesen"] + blatt["zellen_ignoriert"]
        assert blatt["zellen_gelesen"] == teile, blatt


def test_the_pdf_passes_the_pdf_ua_checker_and_can_be_read_out(lauf):
    pdf = lauf.ausgaben / "jahresauswertung.pdf"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the checker's own libraries
        pruefung = pdfua.validate(str(pdf))
        vorgelesen = outloud.check(str(pdf))
    assert pruefung.count_by_severity()[pdfua.Severity.ERROR] == 0, pruefung.findings
    assert vorgelesen.error is None
    assert [f for f in vorgelesen.findings if f.severity == "error"] == []
    for norm in (
        b"<pdfuaid:part>1</pdfuaid:part>",
        b"<pdfaid:part>2</pdfaid:part>",
    ):  # for all readers, for the archive
        assert norm in pdf.read_bytes()
    text = pdf_text(pdf)
    assert "Quartierszentrum Böckingen" in text
    assert "UNVOLLSTÄNDIG" not in text


# A figure, an exporter and the overview break on purpose, in the command and in its kernel.
BRUCH = """
import os, sys
from qz_analysis import kern, lauf
FIGUR = '''
import qz_analysis.figures
from qz_analysis.figures.kennzahl import KENNZAHLEN
def _bruch(b):
    raise ZeroDivisionError("division by zero")
object.__setattr__(KENNZAHLEN["anteil_inklusiv"], "funktion", _bruch)
'''
exec(FIGUR)
kern.VORGELADEN += FIGUR
def bruch(*_, **__):
    raise RuntimeError("geht nicht")
lauf.schreibe_uebersicht = bruch
from qz_analysis.report.word import BerichtDocxExporter
BerichtDocxExporter.from_notebook_node = bruch
from qz_analysis.cli import main
main()
"""


@pytest.fixture(scope="module")
def gebrochen(tmp_path_factory: pytest.TempPathFactory) -> Lauf:
    ordner = arbeitsbereich(tmp_path_factory.mktemp("gebrochen"))
    pfad = ordner / "notebooks" / "05_teilnahme.ipynb"
    nb = nbformat.read(pfad, as_version=4)
    nb.cells.append(nbformat.v4.new_code_cell("1 / 0", id="kaputt"))
    nbformat.write(nb, pfad)
    return starte(ordner, ["-c", BRUCH, "bericht", "2021"])


def test_a_report_with_gaps_ends_with_an_exit_code_and_a_sentence_for_each(gebrochen):
    assert gebrochen.prozess.returncode == 1
    meldung = gebrochen.prozess.stderr
    assert "Traceback" not in meldung
    for teil in (
        "Notebook „05_teilnahme.ipynb“",
        "Notebook „02_kennzahlen.ipynb“, Zelle [7]: „Anteil inklusiver Formate“ konnte nicht berechnet werden. "
        "Im Programm trat ein Fehler auf (ZeroDivisionError: division by zero).",
        "„jahresauswertung.docx“ ist nicht entstanden. Im Programm trat ein Fehler auf (RuntimeError: geht nicht).",
        "Die Übersicht „outputs/index.html“ ist nicht entstanden.",
    ):
        assert meldung.count(teil) == 1, teil


def test_what_has_not_failed_is_all_there(gebrochen, lauf):
    da = {p.relative_to(gebrochen.ausgaben) for p in gebrochen.ausgaben.rglob("*") if p.is_file()}
    sonst = {p.relative_to(lauf.ausgaben) for p in lauf.ausgaben.rglob("*") if p.is_file()}
    assert sonst - da == {Path("jahresauswertung.docx")}
    html = BeautifulSoup((gebrochen.ausgaben / "jahresauswertung.html").read_text("utf-8"), "html.parser")
    anteile = html.find(string="Anteil mehrgenerativer Formate").find_parent("section")
    werte = {
        w.dt.get_text(strip=True): w.find(class_="wert").get_text(" ", strip=True)
        for w in anteile.find_all(class_="kennwert")
    }
    assert len(werte) == 4
    assert [name for name, wert in werte.items() if "%" not in wert] == ["Anteil inklusiver Formate"]
    assert werte["Anteil inklusiver Formate"] == "nicht berechnet"
    assert "ZeroDivisionError" in anteile.get_text()  # the reason stands at the figure


def test_every_page_of_a_report_with_gaps_is_marked(gebrochen):
    pdf = pypdfium2.PdfDocument(gebrochen.ausgaben / "jahresauswertung.pdf")
    try:
        seiten = [pdf[n].get_textpage().get_text_range() for n in range(len(pdf))]
    finally:
        pdf.close()
    assert [n for n, seite in enumerate(seiten, 1) if "UNVOLLSTÄNDIG" not in seite] == []
    for seite in gebrochen.ausgaben.glob("*.html"):
        assert "UNVOLLSTÄNDIG" in seite.read_text("utf-8")
    manifest = json.loads((gebrochen.ausgaben / "manifest.json").read_text("utf-8"))
    assert manifest["vollstaendig"] is False


def test_a_workbook_says_which_figure_is_not_computed_and_holds_the_others(gebrochen, lauf):
    def werte(ausgaben: Path) -> list[tuple]:
        tabelle = pl.read_parquet(ausgaben / "kennzahlen.parquet")
        return [z for z in tabelle.drop("belege").iter_rows() if z[3] != "anteil_inklusiv"]

    assert werte(gebrochen.ausgaben) == werte(lauf.ausgaben)
    mappe = openpyxl.load_workbook(gebrochen.ausgaben / "kennzahlen.xlsx")
    zeile = next(z for z in mappe["Angebote"].iter_rows(values_only=True) if z[0] == "1.12")
    assert "nicht berechnet" in zeile
    assert "keine Angabe" not in zeile
    ueberblick = [
        str(z[1]) for z in mappe["Überblick"].iter_rows(values_only=True) if z[0] == "UNVOLLSTÄNDIG"
    ]
    assert "„Anteil inklusiver Formate“ konnte nicht berechnet werden." in ueberblick[0]


@pytest.mark.parametrize(
    ("woerter", "meldung"),
    [
        (
            ["bericht", "2021", "--standort", "atlantis"],
            "Für Standort „atlantis“ und Jahr 2021 gibt es keinen Ordner",
        ),
        (["bericht", "1999"], "Vorhanden: boeckingen/2021"),
        (["bericht", "2021", "--standort", "../raw"], "„../raw“ ist kein Standort"),
    ],
    ids=["unknown site", "unknown year", "a path for a site"],
)
def test_what_is_not_there_gives_one_german_sentence_and_an_exit_code(tmp_path, woerter, meldung):
    ordner = arbeitsbereich(tmp_path)
    ergebnis = qz(ordner, *woerter)
    assert ergebnis.prozess.returncode in (1, 2)
    fehler = [zeile for zeile in ergebnis.prozess.stderr.splitlines() if zeile.startswith("Fehler: ")]
    assert len(fehler) == 1
    assert meldung in fehler[0]
    assert "Traceback" not in ergebnis.prozess.stderr
    assert ergebnis.prozess.stdout == ""
    assert not (ordner / "outputs").exists()
