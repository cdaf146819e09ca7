"""Who is masked in a cell, who is not, and that nobody comes back out anywhere."""

import os
import random
import re
import stat
from pathlib import Path

import openpyxl
import pytest
from test_bericht_lauf import arbeitsbereich, qz

from qz_analysis.read import schluessel
from qz_analysis.read.ordner import read_datei, read_ordner
from qz_analysis.read.personen import verdecke, vornamen
from qz_analysis.read.schluessel import pseudonym

WURZEL = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("text", "verdeckt"),
    [
        ("Anna Musterfrau", "[Name]"),
        ("Musterfrau, Anna", "[Name]"),
        ("Anna-Lena Muster-Beispiel hat geholfen", "[Name] hat geholfen"),
        ("Frau Beispiel bringt Kuchen", "[Name] bringt Kuchen"),
        ("Kontakt: Herr Dr. Muster", "Kontakt: [Name]"),
        ("Tel. 07131 123456", "Tel. [Telefonnummer]"),
        ("0176/1234567 (Mama)", "[Telefonnummer] (Mama)"),
        ("+49 (0)176 1234567", "[Telefonnummer]"),
        ("anna.m@beispiel.example", "[E-Mail-Adresse]"),
        ("geb. 01.02.2010", "[Geburtsdatum]"),
        ("DE89 3704 0044 0532 0130 00", "[Kontonummer]"),
        ("Musterstraße 5, 74080 Heilbronn", "[Adresse]"),
    ],
)
def test_what_tells_of_a_person_is_masked(text, verdeckt):
    assert verdecke(text)[0] == verdeckt


@pytest.mark.parametrize(
    "text",
    [
        "Heinrich von Kleist Realschule",
        "Schulsozialarbeit der Heinrich von Kleist Realschule Böckingen",
        "Luise-Bronner-Haus",
        "Maria Hilf Gemeinde",
        "AWO Kreisverband Heilbronn e.V.",
        "Frauen und Beruf",
        "Frau und Beruf",
        "Familiencafé",
        "Café Heinz",
        "01.02.2021 - 05.06.2021",
        "09:00-10:30",
        "10-13 14-17 Jahre",
        "2021/2022",
        "rund 35 Personen",
        "jeden 2. Dienstag",
        "390 % VK",
        "Ziel 2.1; 2.2",
        "Ludwigsburger Straße 10",
        "Herr der Ringe",
        "1.234,50 €",
        "Offener Treff Mo-Fr 14:00-18:00",
        "0-3 Jahre",
    ],
)
def test_what_tells_of_nobody_stays(text):
    assert verdecke(text) == (text, ())


@pytest.mark.parametrize("jahr", ["2021", "2022"])
def test_nothing_in_the_lists_of_the_house_is_taken_for_a_person(jahr):
    blaetter, _ = read_ordner(WURZEL / "data/raw/boeckingen" / jahr, WURZEL / "data/raw")
    assert [(b.datei, b.personen) for b in blaetter if b.personen] == []


def test_a_cell_with_a_name_and_its_comment_are_masked_where_they_are_read_and_told_apart(tmp_path):
    mappe = openpyxl.Workbook()
    blatt = mappe.active
    blatt["A1"], blatt["A2"], blatt["A3"] = "Anna Musterfrau", "Peter Beispiel", "Anna  Musterfrau"
    blatt["B1"] = "Chor"
    blatt["B1"].comment = openpyxl.comments.Comment("Frau Muster fragen", "x")
    mappe.save(tmp_path / "liste.xlsx")
    (gelesen,) = read_datei(tmp_path / "liste.xlsx", tmp_path)
    anna, peter, noch_einmal = gelesen.spalten[1]
    assert anna == noch_einmal != peter
    assert re.fullmatch(r"\[Name p-[0-9a-f]{10}\]", anna)
    assert gelesen.kommentare[1, 2] == "[Name] fragen"
    assert set(gelesen.personen) == {(1, 1), (2, 1), (3, 1), (1, 2)}


def test_the_key_is_made_once_for_its_owner_alone_and_another_key_gives_other_pseudonyms(
    tmp_path, monkeypatch
):
    paare = set()
    for name in ("a", "a", "b"):
        monkeypatch.setenv("QZ_SCHLUESSEL", str(tmp_path / name / "schluessel"))
        schluessel._schluessel.cache_clear()
        paare.add((name, pseudonym("Anna Musterfrau")))
    schluessel._schluessel.cache_clear()
    assert len(paare) == len({p for _, p in paare}) == 2
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "a" / "schluessel").stat().st_mode) == 0o600


@pytest.mark.lang
def test_none_of_two_thousand_planted_persons_is_found_in_any_file_of_a_run(tmp_path):
    ordner = arbeitsbereich(tmp_path)
    zufall = random.Random(1)
    silben = ("bra", "mel", "tor", "wig", "han", "stu", "ler", "kamp", "eck", "dorn")
    vornamen_ = sorted(vornamen())
    gepflanzt: list[str] = []
    mappe = openpyxl.Workbook()
    blatt = mappe.active
    blatt.append(["Angebot: Treff"])
    blatt.append(["Name", "08.01.2021", "15.01.2021", "22.01.2021"])
    for n in range(700):
        nachname = "".join(zufall.sample(silben, 3)).capitalize()
        gepflanzt.append(nachname)
        blatt.append([f"{zufall.choice(vornamen_)} {nachname}", "x", "x" if n % 3 else None, None])
    mappe.save(ordner / "data/raw/boeckingen/2021/Unterschriften.xlsx")
    ziele = openpyxl.load_workbook(ordner / "data/raw/boeckingen/2021/Angebote 2021.xlsx")
    blatt = ziele.worksheets[0]
    zeile = blatt.max_row
    for n in range(650):
        nachname = "".join(zufall.sample(silben, 3)).capitalize() + "mann"
        mail = f"{nachname.lower()}{n}@beispiel.example"
        nummer = f"0{zufall.randrange(170, 180)} {zufall.randrange(10**6, 10**7)}"
        gepflanzt += [mail, nummer]
        text = f"{zufall.choice(('Frau', 'Herr'))} {nachname}, {mail}, Tel. {nummer}"
        gepflanzt.append(nachname)
        blatt.cell(zeile - n % 40, 1 + n // 40 + 8).comment = openpyxl.comments.Comment(text, "x")
        blatt.cell(zeile + 2 + n, 1, text)
    ziele.save(ordner / "data/raw/boeckingen/2021/Angebote 2021.xlsx")
    lauf = qz(ordner, "bericht", "2021")
    assert lauf.prozess.returncode == 0, lauf.prozess.stderr
    assert len(set(gepflanzt)) >= 2000
    muster = re.compile(
        "|".join(re.escape(g) for g in sorted(set(gepflanzt), key=len, reverse=True)).encode()
    )
    for pfad in (
        p for teil in ("outputs", "data/processed") for p in (ordner / teil).rglob("*") if p.is_file()
    ):
        assert not muster.search(_entpackt(pfad)), pfad
    assert not muster.search((lauf.prozess.stdout + lauf.prozess.stderr).encode())


def _entpackt(pfad: Path) -> bytes:
    """Return what a file says, whatever it is packed in."""
    import io
    import zipfile

    import polars as pl
    import pypdfium2

    roh = pfad.read_bytes()
    if pfad.suffix == ".parquet":
        return pl.read_parquet(io.BytesIO(roh)).write_json().encode()
    if pfad.suffix in {".xlsx", ".docx"}:
        with zipfile.ZipFile(io.BytesIO(roh)) as paket:
            return b"\n".join(paket.read(name) for name in paket.namelist())
    if pfad.suffix == ".pdf":
        dokument = pypdfium2.PdfDocument(roh)
        return "\n".join(seite.get_textpage().get_text_range() for seite in dokument).encode()
    return roh
