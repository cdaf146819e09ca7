"""Sentences, notebooks and the KJH workbook: whatever names a number that is secret elsewhere is found."""

import json
from pathlib import Path

import nbformat
import pytest
from geheim_ziehen import BESTAND, K, ergebnisse, veroeffentliche
from zeichnen import blatt, tabellen

from qz_analysis.figures import Bestand
from qz_analysis.figures.einstellungen import Einstellungen
from qz_analysis.kjh import kjh_mappe
from qz_analysis.pruefung.ordner import pruefe
from qz_analysis.show.arbeitsblaetter import Mappe


@pytest.fixture
def bericht(tmp_path: Path) -> Path:
    """A report in which the Besuche of January are secret, and those of another month with them."""
    veroeffentliche(ergebnisse(BESTAND, sekundaer=True), tmp_path)
    assert pruefe(tmp_path, K).funde == ()
    return tmp_path


def januar(ordner: Path) -> list[str]:
    return [f.satz for f in pruefe(ordner, K).funde if f.stelle.gruppe == "Januar"]


@pytest.mark.parametrize(
    "satz",
    [
        "Im Januar kamen 3 Besuche zusammen.",
        "Im Januar 2021 waren es nur 3 Besuche.",
        "Im Januar waren es 2021 Besuche.",
        "Schwach war der Januar (3 Besuche), stark der April.",
        "Wir hatten 3 Besuche im Januar.",
        "Januar: 3; Besuche im Übrigen steigend",
    ],
)
def test_a_sentence_that_names_a_secret_number_is_found(bericht, satz):
    (bericht / "bericht.html").write_text(f"<html><body><p>{satz}</p></body></html>", "utf-8")
    assert "In kennzahlen.parquet ist die Zahl geheim, in einem Satz von bericht.html steht sie." in januar(
        bericht
    )


@pytest.mark.parametrize(
    "satz",
    [
        "Im Januar 2021 begann das Projekt mit vielen Besuchen.",
        "Von Januar bis März gab es 6 Konferenzen und viele Besuche.",
        "Im Januar: geheim; Besuche im ganzen Jahr 72.",
        "Der Termin am 3. Januar fiel aus, Besuche gab es keine.",
        "Ab Januar 12 Euro Eintritt.",
        "Die Besuche begannen im Januar 2021.",
    ],
)
def test_a_sentence_that_names_no_number_of_the_group_is_left_alone(bericht, satz):
    (bericht / "bericht.html").write_text(f"<html><body><p>{satz}</p></body></html>", "utf-8")
    assert januar(bericht) == []


def test_beside_its_chart_a_sentence_need_not_say_what_is_counted(bericht):
    (bericht / "bericht.html").write_text(
        "<html><body><figure class='qz-diagramm'><figcaption><strong>Besuche nach Monat</strong>"
        "<p>Am wenigsten im Januar: 3.</p></figcaption></figure></body></html>",
        "utf-8",
    )
    assert any("bericht.html steht" in satz for satz in januar(bericht))


def test_word_pdf_and_calendar_are_read_as_texts_too(bericht):
    import typst
    from docx import Document

    dokument = Document()
    dokument.add_paragraph("Im Januar kamen 3 Besuche.")
    dokument.save(str(bericht / "a.docx"))
    assert any("a.docx steht" in satz for satz in januar(bericht))
    (bericht / "a.docx").unlink()
    quelle = bericht / "b.typ"
    quelle.write_text("#set page(width: 6cm)\nUnd dann kamen hier im Januar nur 3 Besuche zusammen.", "utf-8")
    typst.compile(quelle, output=bericht / "b.pdf")
    assert any("b.pdf steht" in satz for satz in januar(bericht))
    (bericht / "b.pdf").unlink()
    (bericht / "plan.ics").write_text("DESCRIPTION:Im Januar kamen 3 Besuche\n", "utf-8")
    assert any("plan.ics steht" in satz for satz in januar(bericht))


def test_the_manifest_is_read(bericht):
    inhalt = {"fehler": ["Im Januar kamen 3 Besuche: das war zu wenig."]}
    (bericht / "manifest.json").write_text(json.dumps(inhalt), "utf-8")
    assert any("manifest.json steht" in satz for satz in januar(bericht))


@pytest.mark.parametrize(
    "ausgabe",
    [
        nbformat.v4.new_output("stream", text="Januar: 3 Besuche"),
        nbformat.v4.new_output("execute_result", {"text/markdown": "Januar: **geheim**, also Januar 3 Besuche"}),
        nbformat.v4.new_output("error", ename="E", evalue="e", traceback=["ValueError: Januar 3 Besuche"]),
        nbformat.v4.new_output(
            "display_data",
            {
                "text/html": "<figure class='qz-tabelle'><table><caption>Besuche nach Monat</caption><thead><tr><th>Monat</th>"
                "<th>Besuche</th></tr></thead><tbody><tr><th>Januar</th><td>3</td></tr></tbody></table></figure>"
            },
        ),
    ],
    ids=["stream", "markdown", "traceback", "table"],
)  # fmt: skip
def test_an_executed_notebook_is_read(bericht, ausgabe):
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=[ausgabe])])
    (bericht / "05_teilnahme.json").write_text(json.dumps(nb), "utf-8")
    assert any("05_teilnahme.json steht" in satz for satz in januar(bericht))


def test_rows_about_persons_in_an_executed_notebook_are_found(bericht):
    ausgabe = nbformat.v4.new_output("display_data", {"application/json": [{"pseudonym": "Sonne"}]})
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=[ausgabe])])
    (bericht / "05_teilnahme.json").write_text(json.dumps(nb), "utf-8")
    funde = [str(f) for f in pruefe(bericht, K).funde]
    assert funde == ["zeilen: 05_teilnahme.json enthält Zeilen über Personen (Feld „pseudonym“)."]


def kjh(tmp_path, k: int, *altersgruppen: int) -> list[str]:
    angebote = """
Angebot   | Bereich                | Zielgruppe  | Thema | KJH-relevant | KJH-Art
Treff     | Kinder und Jugendliche | Jugendliche | Sport | ja           | offen
"""
    baender = zip(("6-9", "10-13", "14-17", "18-26"), altersgruppen, strict=False)
    kern = "Angebot: Treff | |\nZeitraum | Alter | Stammbesuchende\n" + "\n".join(
        f"2021 | {band} | {n}" for band, n in baender
    )
    b = Bestand(
        tabellen(blatt(angebote, name="Angebote"), blatt(kern, name="Kerngruppe")), Einstellungen(k=k)
    )
    (tmp_path / "kjh_statistik.xlsx").write_bytes(kjh_mappe(b, Mappe("Haus", 2021, ("Verein",), "a", "2021")))
    return [str(f) for f in pruefe(tmp_path, K).funde]


def test_a_small_number_in_the_workbook_for_the_kjh_statistik_is_found(tmp_path):
    assert kjh(tmp_path, 5, 3, 8, 9, 20) == []
    assert any("Treff · unter 10: In kjh_statistik.xlsx › " in satz for satz in kjh(tmp_path, 1, 3, 8, 9, 20))


def test_an_age_class_that_follows_from_the_others_is_found(tmp_path):
    from openpyxl import load_workbook

    kjh(tmp_path, 1, 3, 8, 9, 20)
    mappe = load_workbook(tmp_path / "kjh_statistik.xlsx")
    for name, stellen in (("Tabelle", (3, 4, 5)), ("Meldungen", (2,))):
        for reihe in mappe[name].iter_rows():
            if any(zelle.value == "Alter: unter 10" for zelle in reihe):
                for n in stellen:
                    reihe[n - 1].value = "•" if n < 4 else None
    mappe.save(tmp_path / "kjh_statistik.xlsx")
    (satz,) = [str(f) for f in pruefe(tmp_path, K).funde]
    assert "Treff · unter 10: Sie lässt sich berechnen: mindestens 0, höchstens 3." in satz
