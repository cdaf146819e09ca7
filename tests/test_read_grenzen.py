"""What one file may hold is set in qz.toml, and whoever runs into it is told where."""

import openpyxl
import pytest

from qz_analysis.befundmappe import schreibe_befundmappen
from qz_analysis.einlesen import pruefe
from qz_analysis.errors import ParameterFehler
from qz_analysis.pruefetext import pruefe_text


@pytest.mark.parametrize(
    ("grenze", "satz"),
    [
        ("blaetter = 1", "sie hat 2 Blätter, gelesen werden höchstens 1 Blätter"),
        ("zellen = 5", "zu lang oder zu breit, gelesen werden höchstens 5 Zellen"),
        ("datei_megabyte = 1", "die Datei ist zu lang, gelesen werden höchstens 1 Megabyte"),
        ("entpackt_megabyte = 1", "entpackt sind es 2 Megabyte, gelesen werden höchstens 1 Megabyte"),
    ],
)
def test_a_file_beyond_a_limit_is_named_with_the_setting(tmp_path, grenze, satz):
    mappe = openpyxl.Workbook()
    for blatt in (mappe.active, mappe.create_sheet("Zweites")):
        for n in range(3):
            blatt.append(["Angebot", n])
    ordner = tmp_path / "data" / "raw" / "qz" / "2021"
    ordner.mkdir(parents=True)
    mappe.save(ordner / "Angebote.xlsx")
    if "megabyte" in grenze:
        gross = "Angebot;Tag\n" + "Treff;montags\n" * 180_000
        (ordner / "Angebote.csv").write_text(gross, encoding="utf-8")
        if grenze.startswith("entpackt"):
            mappe.active.append(["x" * 30_000] * 70)
            mappe.save(ordner / "Angebote.xlsx")
    (tmp_path / "qz.toml").write_text(f"[grenzen]\n{grenze}\n", encoding="utf-8")
    (tmp_path / "notebooks").mkdir()
    texte = [b["meldung"] for b in pruefe([ordner]).befunde]
    assert any(satz in text and f"„grenzen.{grenze.split()[0]}“ in qz.toml" in text for text in texte), texte


def test_within_its_limits_the_same_file_is_read(tmp_path):
    (tmp_path / "Angebote.csv").write_text("Angebot;Tag\nTreff;montags\n", encoding="utf-8")
    (tmp_path / "qz.toml").write_text("[grenzen]\nzellen = 4\n", encoding="utf-8")
    assert not [b for b in pruefe([tmp_path], jahr=2021).befunde if "zu groß" in b["meldung"]]


def test_a_limit_of_nothing_is_refused(tmp_path):
    (tmp_path / "Angebote.csv").write_text("Angebot;Tag\nTreff;montags\n", encoding="utf-8")
    (tmp_path / "qz.toml").write_text("[grenzen]\nzellen = 0\n", encoding="utf-8")
    with pytest.raises(ParameterFehler, match="muss eine ganze Zahl ab 1 sein"):
        pruefe([tmp_path], jahr=2021)


def test_a_copy_with_befunde_is_made_of_a_file_within_the_limits_of_its_folder(tmp_path):
    ordner = tmp_path / "listen"
    ordner.mkdir()
    (ordner / "Angebote.csv").write_text("Angebot;Tag\nTreff;montags\n", encoding="utf-8")
    (ordner / "qz.toml").write_text("[grenzen]\nzellen = 2\n", encoding="utf-8")
    (kopie,) = schreibe_befundmappen(pruefe([ordner], jahr=2021).befunde, ordner, tmp_path / "aus")
    assert openpyxl.load_workbook(kopie).sheetnames == ["Befunde"]  # nothing of the list was read for it


def test_a_text_beyond_a_limit_is_not_checked(tmp_path, monkeypatch):
    (tmp_path / "data" / "raw" / "qz" / "2021").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "qz.toml").write_text("[grenzen]\ndatei_megabyte = 1\n", encoding="utf-8")
    text = tmp_path / "bericht.md"
    text.write_text("Es waren 75 Angebote.\n" * 60_000, encoding="utf-8")
    monkeypatch.setenv("QZ_ARBEITSBEREICH", str(tmp_path))
    with pytest.raises(ParameterFehler, match="gelesen werden höchstens 1 Megabyte"):
        pruefe_text(text, 2021, "qz")
