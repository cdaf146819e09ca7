"""The page over all reports, made of what they published."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from zeichnen import bestand, blatt

from qz_analysis.config import Konfiguration, Standort
from qz_analysis.figures.abfragematrix import beantworte, fassung_von
from qz_analysis.figures.kennzahlentabelle import kennzahlentabelle
from qz_analysis.paths import Arbeitsbereich
from qz_analysis.uebersicht import schreibe_uebersicht


def bericht(ordner: Path, standort: str, jahr: int, angebote: str, *, vollstaendig: bool = True) -> None:
    """Lay down what a report leaves: its files, its figures, its manifest."""
    ziel = ordner / "outputs" / standort / str(jahr)
    ziel.mkdir(parents=True)
    for name in ("jahresauswertung.html", "jahresauswertung.pdf", "kennzahlen.xlsx"):
        (ziel / name).write_bytes(b"")
    b = bestand(blatt(f"Angebot | Thema\n{angebote}"))
    kennzahlentabelle(beantworte(b, fassung_von(b, jahr)), standort, jahr).write_parquet(
        ziel / "kennzahlen.parquet"
    )
    inhalt = {"parameter": {"standort": standort, "jahr": jahr}, "vollstaendig": vollstaendig}
    (ziel / "manifest.json").write_text(json.dumps(inhalt), encoding="utf-8")


def seite(ordner: Path, **standorte: str) -> BeautifulSoup:
    konfiguration = Konfiguration(standorte={k: Standort(name) for k, name in standorte.items()})
    datei = schreibe_uebersicht(Arbeitsbereich(ordner), konfiguration)
    assert datei == ordner / "outputs" / "index.html"
    return BeautifulSoup(datei.read_text("utf-8"), "html.parser")


def tabelle(soup: BeautifulSoup) -> list[list[str]]:
    return [
        [zelle.get_text(" ", strip=True) for zelle in zeile.select("th, td")]
        for zeile in soup.select("figure.qz-tabelle tbody tr")
    ]


def test_every_report_has_its_figures_and_links_to_each_of_its_files(tmp_path):
    bericht(tmp_path, "nord", 2021, "A | Beratung\nB | Bildung")
    bericht(tmp_path, "nord", 2022, "A | Beratung")
    soup = seite(tmp_path, nord="Haus Nord")
    assert [(z[0], z[1], z[-1]) for z in tabelle(soup)[:2]] == [
        ("Haus Nord 2021", "2", "vollständig"),
        ("Haus Nord 2022", "1", "vollständig"),
    ]
    verweise = {
        a.get_text(): a["href"]
        for a in soup.select("main a[href$='.html'], main a[href$='.pdf'], main a[href$='.xlsx']")
    }
    assert verweise["Jahresauswertung Haus Nord 2022 lesen"] == "nord/2022/jahresauswertung.html"
    assert len(verweise) == 6
    assert all((tmp_path / "outputs" / str(ziel)).is_file() for ziel in verweise.values())


def test_a_report_with_gaps_says_so(tmp_path):
    bericht(tmp_path, "nord", 2021, "A | Beratung", vollstaendig=False)
    soup = seite(tmp_path)
    assert tabelle(soup)[0][-1] == "UNVOLLSTÄNDIG"
    assert soup.select_one(".banner.unvollstaendig")


def test_two_reports_are_drawn_side_by_side_and_one_is_not(tmp_path):
    bericht(tmp_path, "nord", 2021, "A | Beratung")
    assert not seite(tmp_path).select("figure.qz-diagramm")
    bericht(tmp_path, "sued", 2021, "A | Beratung\nB | Beratung")
    (erste, *_) = seite(tmp_path, sued="Haus Süd").select("script.qz-spec")
    sichten = [s["auswahl"] for s in json.loads(erste.get_text())["sichten"]]
    assert {"Standort": "Haus Süd"} in sichten
    assert {"Jahr": "2021"} in sichten


def test_without_a_report_the_page_says_how_to_make_one(tmp_path):
    assert "qz bericht JAHR" in seite(tmp_path).get_text()


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", "[Klick](javascript:alert(1))", "*Haus*"])
def test_the_name_of_a_standort_is_text_and_nothing_else(tmp_path, name):
    bericht(tmp_path, "nord", 2021, "A | Beratung")
    soup = seite(tmp_path, nord=name)
    assert soup.select_one("main h2").get_text() == name
    assert not soup.select("main img, main em, a[href^='javascript']")


def test_a_folder_that_is_no_report_is_left_out(tmp_path):
    fremd = tmp_path / "outputs" / "nord" / "2021"
    fremd.mkdir(parents=True)
    (fremd / "manifest.json").write_text('{"parameter": {}, "vollstaendig": true}', encoding="utf-8")
    assert not re.search("Im Überblick", seite(tmp_path).get_text())
