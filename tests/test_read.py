"""A folder of files: which are read, which are named, which are passed over."""

import os
import sys
import tempfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from qz_analysis.errors import EingabeFehler
from qz_analysis.read.ordner import read_datei, read_ordner

nur_posix = pytest.mark.skipif(os.name != "posix", reason="Windows has other rights, links and names")


def lies(ordner: Path):
    return read_ordner(ordner, ordner)


def mappe(pfad: Path) -> None:
    arbeitsmappe = Workbook()
    arbeitsmappe.active["A1"] = "Partner"
    arbeitsmappe.save(pfad)


def test_files_are_read_in_the_order_of_their_names_and_known_by_their_path_below_the_root(tmp_path):
    ordner = tmp_path / "qz" / "2021"
    ordner.mkdir(parents=True)
    (ordner / "b.csv").write_text("Partner;Typ\n", encoding="utf-8")
    mappe(ordner / "a.xlsx")
    blaetter, fehler = read_ordner(ordner, tmp_path)
    assert fehler == []
    assert [b.datei for b in blaetter] == ["qz/2021/a.xlsx", "qz/2021/b.csv"]


def test_the_same_file_twice_has_the_same_fingerprint(tmp_path):
    (tmp_path / "a.csv").write_text("Partner;Typ\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("Partner;Typ\n", encoding="utf-8")
    erste, zweite = lies(tmp_path)[0]
    assert erste.sha256 == zweite.sha256
    assert len(erste.sha256) == 64


@pytest.mark.parametrize("inhalt", [b"", b"PK\x03\x04 kaputt", b"%PDF-1.7"])
def test_a_broken_workbook_is_one_sentence_and_the_others_are_still_read(tmp_path, inhalt):
    (tmp_path / "a.xlsx").write_bytes(inhalt)
    (tmp_path / "b.csv").write_text("Partner;Typ\n", encoding="utf-8")
    blaetter, fehler = lies(tmp_path)
    assert [b.datei for b in blaetter] == ["b.csv"]
    assert [f.datei for f in fehler] == ["a.xlsx"]
    assert str(fehler[0]).startswith("„a.xlsx“ ist ")


def test_a_file_that_is_no_spreadsheet_is_named(tmp_path):
    (tmp_path / "bild.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    assert "„bild.jpg“ ist ein Bild" in str(lies(tmp_path)[1][0])


@pytest.mark.parametrize("name", ["~$a.xlsx", ".~lock.a.ods#", "Thumbs.db", "desktop.ini"])
def test_lock_files_and_files_of_the_operating_system_are_passed_over(tmp_path, name):
    (tmp_path / name).write_bytes(b"x")
    assert lies(tmp_path) == ([], [])


def test_a_folder_named_like_a_workbook_is_one_sentence(tmp_path):
    (tmp_path / "x.xlsx").mkdir()
    assert "„x.xlsx“ ist ein Ordner" in str(lies(tmp_path)[1][0])


def test_tables_in_a_folder_below_are_not_passed_over_in_silence(tmp_path):
    (tmp_path / "alt").mkdir()
    (tmp_path / "bilder").mkdir()
    mappe(tmp_path / "alt" / "a.xlsx")
    assert [f.datei for f in lies(tmp_path)[1]] == ["alt"]


@nur_posix
def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "geheim.csv").write_text("Name;Telefon\n", encoding="utf-8")
    daten = tmp_path / "daten"
    daten.mkdir()
    (daten / "innen.csv").write_text("Partner;Typ\n", encoding="utf-8")
    (daten / "a.csv").symlink_to(tmp_path / "geheim.csv")
    (daten / "b.csv").symlink_to(daten / "innen.csv")
    (daten / "c.csv").symlink_to(daten / "c.csv")
    blaetter, fehler = lies(daten)
    assert [b.datei for b in blaetter] == ["b.csv", "innen.csv"]
    assert [f.datei for f in fehler] == ["a.csv", "c.csv"]
    assert "aus dem Ordner hinaus" in str(fehler[0])


@nur_posix
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.csv")
    assert "keine gewöhnliche Datei" in str(lies(tmp_path)[1][0])


@nur_posix
def test_a_file_that_is_gone_is_one_sentence(tmp_path):
    (tmp_path / "a.xlsx").symlink_to(tmp_path / "weg.xlsx")
    assert "„a.xlsx“ ist nicht (mehr) da" in str(lies(tmp_path)[1][0])
    with pytest.raises(EingabeFehler, match=r"nicht \(mehr\) da"):
        read_datei(tmp_path / "b.xlsx", tmp_path)


@nur_posix
def test_a_file_that_may_not_be_read_is_one_sentence():
    with tempfile.TemporaryDirectory() as name:
        ordner = Path(name)
        ordner.chmod(0o755)
        (ordner / "a.csv").write_text("Partner;Typ\n", encoding="utf-8")
        (ordner / "a.csv").chmod(0)
        nutzer = os.geteuid()
        if nutzer == 0:  # who may read everything
            os.seteuid(65534)
        try:
            fehler = lies(ordner)[1]
        finally:
            os.seteuid(nutzer)
    assert "„a.csv“ darf nicht gelesen werden" in str(fehler[0])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name is always text")
def test_a_file_with_a_name_that_is_no_text_can_be_named(tmp_path):
    with open(os.fsencode(tmp_path) + b"/\xff.csv", "w", encoding="utf-8") as datei:  # noqa: PTH123
        datei.write("Partner;Typ\n")
    assert lies(tmp_path)[0][0].datei == "\ufffd.csv"
