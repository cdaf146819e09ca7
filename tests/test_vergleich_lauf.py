"""`qz vergleich` on two small years, as a user starts it."""

import json
import re
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from test_bericht_lauf import FERNE, WURZEL, Lauf, pdf_text, qz

LISTEN = {
    "nord/2021": "Angebot;Thema;Bereich;Planungsbezirk\nChor;Kultur;Mehrgenerativ;Mitte\nTanz;Kultur;Mehrgenerativ;Mitte\n",
    "nord/2022": "Angebot;Thema;Bereich\nChor;Kultur;Mehrgenerativ\nTanz;Kultur;Mehrgenerativ\nKino;Kultur;Mehrgenerativ\n",
    "sued/2021": "Angebot;Thema;Bereich\nGarten;Umwelt;Mehrgenerativ\n",
    "sued/2022": "Angebot;Thema;Bereich\nGarten;Umwelt;Mehrgenerativ\n",
}


@pytest.fixture(scope="module")
def lauf(tmp_path_factory: pytest.TempPathFactory) -> Lauf:
    ordner = tmp_path_factory.mktemp("vergleich")
    for ort, inhalt in LISTEN.items():
        (ordner / "data/raw" / ort).mkdir(parents=True)
        (ordner / "data/raw" / ort / "Angebote.csv").write_text(inhalt, encoding="utf-8")
    (ordner / "notebooks").mkdir()
    shutil.copy(WURZEL / "notebooks/07_vergleich.ipynb", ordner / "notebooks")
    return qz(ordner, "vergleich", "2022", "2021", "--standort", "nord,sued")


def ausgaben(lauf: Lauf) -> Path:
    return lauf.ordner / "outputs/vergleich/nord+sued_2021+2022"


def test_the_comparison_is_written_as_page_pdf_and_workbook(lauf):
    assert lauf.prozess.returncode == 0, lauf.prozess.stderr
    assert {p.name for p in ausgaben(lauf).iterdir()} == {
        "vergleich.html", "vergleich.pdf", "vergleich.docx", "vergleich.xlsx", "manifest.json", "diagramme",
    }  # fmt: skip
    assert (lauf.ordner / "data/processed/sued/2022/angebot.parquet").is_file()


def test_the_page_says_what_changed_and_what_cannot_be_compared(lauf):
    html = (ausgaben(lauf) / "vergleich.html").read_text(encoding="utf-8")
    assert "▲\u00a0+50\u00a0%" in html
    assert "Nord: eine Änderung zu erklären" in html
    assert "Die Angebotsliste hat keine Spalte „Planungsbezirk“" in html
    assert FERNE.findall(html) == []
    zahl = re.search(r'<button type="button" class="qz-angabe"[^>]*>3</button>.*?</dl>', html, re.DOTALL)
    assert zahl
    assert "Nord 2022" in zahl[0]
    assert "Angebote.csv" in zahl[0]


def test_the_pdf_and_the_workbook_say_it_too(lauf):
    assert "Planungsbezirk" in pdf_text(ausgaben(lauf) / "vergleich.pdf")
    mappe = load_workbook(ausgaben(lauf) / "vergleich.xlsx")
    assert mappe.sheetnames == [
        "Werte",
        "Änderungen",
        "Listen",
        "Nicht vergleichbar",
        "Partner",
        "Definitionen",
    ]
    zeilen = list(mappe["Änderungen"].iter_rows(values_only=True))
    kopf = next(z for z in zeilen if z[0] == "Thema")
    formate = [dict(zip(kopf, z, strict=True)) for z in zeilen if z[1] == "Angebotsformate"]
    nord = next(z for z in formate if z["von Jahr"] == "2021" and z["nach Jahr"] == "2022")
    assert (nord["absolut mindestens"], nord["Verhältnis höchstens"], nord["zu erklären"]) == (1, 0.5, "ja")
    manifest = json.loads((ausgaben(lauf) / "manifest.json").read_text(encoding="utf-8"))
    assert len(manifest["eingaben"]) == 4


@pytest.mark.parametrize(
    ("woerter", "meldung"),
    [
        (["2021", "2023", "--standort", "nord"], "Für Standort „nord“ und Jahr 2023 gibt es keinen Ordner"),
        (["2021", "--standort", "nord"], "Zum Vergleichen braucht es zwei Jahre oder zwei Standorte"),
        (["2021", "2022", "--standort", " "], "Es ist kein Standort genannt"),
    ],
    ids=["no raw folder", "nothing to compare with", "no site"],
)
def test_what_cannot_be_compared_gives_one_german_sentence(lauf, woerter, meldung):
    prozess = qz(lauf.ordner, "vergleich", *woerter).prozess
    assert prozess.returncode in (1, 2)
    assert meldung in prozess.stderr
    assert "Traceback" not in prozess.stderr
