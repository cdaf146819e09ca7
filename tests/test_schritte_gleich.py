"""Whatever has changed: a run that leaves out what it can gives the bytes of a run that leaves out nothing."""

import json
import random
import shutil
from pathlib import Path

import nbformat
import openpyxl
import pytest
from test_bericht_lauf import arbeitsbereich

from qz_analysis.kern import kern
from qz_analysis.paths import Arbeitsbereich
from qz_analysis.pipeline import bericht

LISTEN = "data/raw/boeckingen/2021"


def zelle(ordner: Path, zufall: random.Random, muster: str) -> str:
    """Change a number somewhere in a list."""
    datei = zufall.choice(sorted((ordner / LISTEN).glob(muster)))
    mappe = openpyxl.load_workbook(datei)
    zahlen = [z for blatt in mappe for zeile in blatt.iter_rows() for z in zeile if type(z.value) is int]
    gewaehlt = zufall.choice([z for z in zahlen if 2 < z.value < 60])
    gewaehlt.value += zufall.choice([-1, 1, 2])
    mappe.save(datei)
    return f"{datei.name} {gewaehlt.coordinate}"


def einstellung(ordner: Path, zufall: random.Random) -> str:
    """Change a setting: the one for suppression, the one that only the reading of lists knows, or a name."""
    toml = ordner / "qz.toml"
    vorher, nachher = zufall.choice(
        [
            ("k = 5", "k = 9"), ("spielraum_vorjahr = 0.5", "spielraum_vorjahr = 0.1"),
            ("Quartierszentrum Böckingen", "QZ Böckingen"),
        ]
    )  # fmt: skip
    text = toml.read_text("utf-8")
    toml.write_text(
        text.replace(vorher, nachher) if vorher in text else text.replace(nachher, vorher), "utf-8"
    )
    return vorher


def notebook(ordner: Path, zufall: random.Random) -> str:
    """Change the prose of a chapter, or take a cell away."""
    pfad = zufall.choice(sorted((ordner / "notebooks").glob("0[1-5]*.ipynb")))
    nb = nbformat.read(pfad, as_version=4)
    nb.cells.append(nbformat.v4.new_markdown_cell(f"Nachtrag {zufall.random()}", id=f"n{len(nb.cells)}"))
    nbformat.write(nb, pfad)
    return pfad.name


def liste_weg(ordner: Path, zufall: random.Random) -> str:
    """Take a list away, or put it back."""
    ziel, beiseite = ordner / LISTEN / "Kooperationspartner.csv", ordner / "beiseite.csv"
    (beiseite if beiseite.exists() else ziel).rename(ziel if beiseite.exists() else beiseite)
    return ziel.name


def folgejahr(ordner: Path, zufall: random.Random) -> str:
    """Change the goals of the year after, which show in this one."""
    datei = next((ordner / "data/raw/boeckingen/2022").glob("*.xlsx"))
    mappe = openpyxl.load_workbook(datei)
    texte = [z for zeile in mappe.worksheets[0].iter_rows() for z in zeile if isinstance(z.value, str)]
    gewaehlt = max(texte, key=lambda z: len(z.value))
    gewaehlt.value += " (neu gefasst)"
    mappe.save(datei)
    return f"{datei.name} {gewaehlt.coordinate}"


def ausgabe(ordner: Path, zufall: random.Random) -> str:
    """Damage something that was made: a file of the report, a table, or what is kept for the next run."""
    orte = (
        "outputs/boeckingen/2021",
        "data/processed/boeckingen/2021",
        "data/processed/.schritte/boeckingen/2021",
    )
    pfad = zufall.choice(sorted(p for o in orte for p in (ordner / o).rglob("*") if p.is_file()))
    if zufall.random() < 0.5:
        pfad.unlink()
    else:
        pfad.write_bytes(pfad.read_bytes()[:-7])
    return pfad.relative_to(ordner).as_posix()


def merkzettel(ordner: Path, zufall: random.Random) -> str:
    """Take away all that is kept for the next run."""
    shutil.rmtree(ordner / "data/processed/.schritte")
    return ".schritte"


AENDERUNGEN = [
    lambda o, z: zelle(o, z, "Jugendtreff*.xlsx"), lambda o, z: zelle(o, z, "*.xlsx"), einstellung, notebook, liste_weg,
    folgejahr, ausgabe, ausgabe, merkzettel,
]  # fmt: skip


def bytes_von(ordner: Path) -> dict[str, bytes]:
    return {
        p.relative_to(ordner).as_posix(): p.read_bytes()
        for teil in ("outputs/boeckingen/2021", "data/processed/boeckingen/2021")
        for p in sorted((ordner / teil).rglob("*"))
        if p.is_file()
    }


@pytest.mark.lang
@pytest.mark.parametrize("saat", [1])  # more: as many minutes each as there are changes, divided by four
def test_after_any_change_a_run_that_leaves_out_what_it_can_gives_the_bytes_of_a_new_one(
    tmp_path, monkeypatch, saat
):
    zufall = random.Random(saat)
    ordner = arbeitsbereich(tmp_path)
    monkeypatch.delenv("QZ_ARBEITSBEREICH", raising=False)
    monkeypatch.chdir(ordner)
    with kern(Arbeitsbereich(ordner)):
        bericht(2021)
        for aenderung in zufall.sample(AENDERUNGEN, len(AENDERUNGEN)):
            was = aenderung(ordner, zufall)
            gespart = bericht(2021)
            vorher = bytes_von(ordner)
            neu = bericht(2021, neu=True)
            assert gespart.fehler == neu.fehler == []
            nachher = bytes_von(ordner)
            assert vorher.keys() == nachher.keys(), was
            assert [n for n in vorher if vorher[n] != nachher[n]] == [], was
            assert json.loads(vorher["outputs/boeckingen/2021/manifest.json"])["vollstaendig"]
