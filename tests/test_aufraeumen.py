"""What is past its time goes only when it is asked for, and nothing else goes with it."""

import datetime as dt
import shutil

import openpyxl
import pytest
from test_bericht_lauf import qz

from qz_analysis.aufraeumen import faellige
from qz_analysis.config import Konfiguration
from qz_analysis.errors import EingabeFehler
from qz_analysis.paths import Arbeitsbereich

NAMEN = [["Angebot: Chor"], ["Name", "08.01.2021", "15.01.2021", "22.01.2021"], ["Erika", "x", "x", "x"]]
ZAHLEN = [["Datum", "Besuche"], ["08.01.2021", 12]]
FREITEXT = [["Angebot", "Thema"], ["Chor", "Frau Beispiel fragen"]]


def lege(ordner, ort: str, zeilen) -> None:
    ziel = ordner / "data/raw" / ort
    ziel.parent.mkdir(parents=True, exist_ok=True)
    mappe = openpyxl.Workbook()
    for zeile in zeilen:
        mappe.active.append(zeile)
    mappe.save(ziel)


@pytest.fixture
def ordner(tmp_path):
    lege(tmp_path, "nord/2021/Unterschriften.xlsx", NAMEN)
    lege(tmp_path, "nord/2021/Besuche.xlsx", ZAHLEN)
    lege(tmp_path, "nord/2021/Angebote.xlsx", FREITEXT)
    lege(tmp_path, "nord/2023/Unterschriften.xlsx", NAMEN)
    (tmp_path / "qz.toml").write_text("[aufbewahrung]\njahre = 2\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("heute", "namen"),
    [
        (dt.date(2023, 12, 31), []),
        (dt.date(2024, 1, 1), ["2021/Angebote.xlsx", "2021/Unterschriften.xlsx"]),
        (dt.date(2026, 1, 1), ["2021/Angebote.xlsx", "2021/Unterschriften.xlsx", "2023/Unterschriften.xlsx"]),
    ],
)
def test_lists_with_persons_are_due_when_their_years_are_over(ordner, heute, namen):
    gefunden = faellige(Arbeitsbereich(ordner), Konfiguration(aufbewahrung_jahre=2), heute)
    assert [f"{a.pfad.parent.name}/{a.pfad.name}" for a in gefunden] == namen


def test_without_a_time_nothing_is_due(ordner):
    with pytest.raises(EingabeFehler, match=r"\[aufbewahrung\] jahre"):
        faellige(Arbeitsbereich(ordner), Konfiguration(), dt.date(2030, 1, 1))


def test_nothing_goes_unless_asked_and_then_only_what_was_named(ordner):
    shutil.copytree(ordner / "data/raw/nord/2021", ordner / "daneben")
    (ordner / "data/raw/nord/2021/Verweis.xlsx").symlink_to(ordner / "daneben/Unterschriften.xlsx")
    qz(ordner, "aufraeumen")  # nobody answers the question
    assert (ordner / "data/raw/nord/2021/Unterschriften.xlsx").is_file()
    aus = qz(ordner, "aufraeumen", "--ja").prozess
    assert aus.returncode == 0, aus.stderr
    da = sorted(
        p.relative_to(ordner / "data/raw/nord").as_posix() for p in (ordner / "data/raw/nord").rglob("*.xlsx")
    )
    assert "2021/Besuche.xlsx" in da
    assert "2021/Unterschriften.xlsx" not in da
    assert (ordner / "daneben/Unterschriften.xlsx").is_file()
    assert "Erika" not in aus.stdout
