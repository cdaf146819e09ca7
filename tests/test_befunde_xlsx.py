import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill

from qz_analysis.befundmappe import befundmappe, schreibe_befundmappen
from qz_analysis.clean.eigenes import BEFUND, BEFUNDE, ist_eigene_notiz
from qz_analysis.einlesen import pruefe
from qz_analysis.errors import ParameterFehler


def befund(
    datei="liste.xlsx", blatt: str | None = "Besuche", zelle: str | None = "B2", stufe="fehler", wert="viele"
):
    return {
        "stufe": stufe,
        "datei": datei,
        "blatt": blatt,
        "zelle": zelle,
        "wert": wert,
        "regel": "keine_anzahl",
        "meldung": f"„{wert}“ ist keine Anzahl.",
    }


def zeichne(ordner: Path, name="liste.xlsx") -> Workbook:
    mappe = Workbook()
    blatt = mappe.active
    blatt.title = "Besuche"
    blatt["A1"], blatt["B1"] = "Datum", "Besuche"
    blatt["A2"], blatt["B2"] = "12.03.2021", "viele"
    mappe.save(ordner / name)
    return mappe


def kopie(ordner: Path, *befunde) -> Workbook:
    return load_workbook(io.BytesIO(befundmappe("liste.xlsx", befunde or [befund()], ordner)))


def test_the_cell_in_question_is_marked_and_carries_the_sentence(tmp_path):
    zeichne(tmp_path)
    blatt = kopie(tmp_path)["Besuche"]
    assert blatt["B2"].value == "viele"
    assert blatt["B2"].fill.fill_type == "solid"
    assert blatt["B2"].comment.text == "Befund: „viele“ ist keine Anzahl."
    assert blatt["A2"].comment is None
    assert blatt["A2"].fill.fill_type is None


def test_the_first_sheet_lists_the_findings_and_leads_to_the_cells(tmp_path):
    zeichne(tmp_path)
    mappe = kopie(tmp_path, befund(stufe="hinweis", zelle=None), befund())
    liste = mappe.worksheets[0]
    assert (mappe.sheetnames, mappe.active.title) == (["Befunde", "Besuche"], "Befunde")
    assert [zelle.value for zelle in liste[5]] == [
        "Fehler",
        "Besuche",
        "B2",
        "viele",
        "„viele“ ist keine Anzahl.",
    ]
    assert liste["C5"].hyperlink.location == "'Besuche'!B2"
    assert liste["B6"].hyperlink.location == "'Besuche'!A1"
    assert [blatt.sheet_view.tabSelected for blatt in mappe.worksheets] == [True, False]


def test_formulas_formats_and_merged_cells_stay(tmp_path):
    mappe = zeichne(tmp_path)
    blatt = mappe.active
    blatt["C2"], blatt["D1"] = "=B2+1", "fett"
    blatt["D1"].font = Font(bold=True)
    blatt.merge_cells("A4:C5")
    blatt.column_dimensions["A"].width = 33
    blatt.conditional_formatting.add("C1:C9", CellIsRule("greaterThan", ["5"], font=Font(bold=True)))
    mappe.save(tmp_path / "liste.xlsx")
    neu = kopie(tmp_path)["Besuche"]
    assert neu["C2"].value == "=B2+1"
    assert neu["D1"].font.bold
    assert "A4:C5" in neu.merged_cells
    assert neu.column_dimensions["A"].width == 33
    assert len(neu.conditional_formatting) == 1


def test_a_comment_that_was_there_is_kept_and_ours_comes_after_it(tmp_path):
    mappe = zeichne(tmp_path)
    mappe.active["B2"].comment = Comment("nachfragen", "Team")
    mappe.save(tmp_path / "liste.xlsx")
    notiz = kopie(tmp_path)["Besuche"]["B2"].comment
    assert notiz.text == "nachfragen\n\nBefund: „viele“ ist keine Anzahl."
    assert notiz.author == "Team"


def test_a_fill_that_was_there_stays_for_it_may_mean_something(tmp_path):
    mappe = zeichne(tmp_path)
    mappe.active["B2"].fill = PatternFill("solid", fgColor="FF9BC2E6")
    mappe.save(tmp_path / "liste.xlsx")
    zelle = kopie(tmp_path)["Besuche"]["B2"]
    assert zelle.fill.fgColor.rgb == "FF9BC2E6"
    assert zelle.border.left.style == "medium"


def test_inside_a_merged_range_its_first_cell_is_marked(tmp_path):
    mappe = zeichne(tmp_path)
    mappe.active.merge_cells("B2:C4")
    mappe.save(tmp_path / "liste.xlsx")
    assert kopie(tmp_path, befund(zelle="C3"))["Besuche"]["B2"].comment


def test_a_copy_that_was_marked_before_is_marked_anew_and_not_twice(tmp_path):
    zeichne(tmp_path)
    (tmp_path / "liste.xlsx").write_bytes(befundmappe("liste.xlsx", [befund(), befund(zelle="A2")], tmp_path))
    mappe = kopie(tmp_path)
    assert mappe.sheetnames == ["Befunde", "Besuche"]
    assert mappe["Besuche"]["A2"].comment is None
    assert mappe["Besuche"]["B2"].comment.text.count(BEFUND) == 1


def test_a_sheet_of_the_colleagues_own_that_has_our_name_stays(tmp_path):
    mappe = zeichne(tmp_path)
    mappe.create_sheet("Befunde")["A1"] = "Arztbriefe"
    mappe.save(tmp_path / "liste.xlsx")
    assert kopie(tmp_path).sheetnames == ["Befunde (qz)", "Besuche", "Befunde"]


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    (tmp_path / "liste.csv").write_text("Angebot;Thema\n=1+1;@x\n+cmd|' /C calc'!A0;-1+1\n", encoding="utf-8")
    inhalt = befundmappe("liste.csv", [befund("liste.csv", "liste", "A2", wert="=1+1")], tmp_path)
    mappe = load_workbook(io.BytesIO(inhalt))
    texte = [mappe["liste"][ort] for ort in ("A2", "B2", "A3", "B3")]
    assert [
        (zelle.value, zelle.data_type, zelle.quotePrefix) for zelle in [*texte, mappe["Befunde"]["D5"]]
    ] == [
        ("=1+1", "s", True),
        ("@x", "s", True),
        ("+cmd|' /C calc'!A0", "s", True),
        ("-1+1", "s", True),
        ("=1+1", "s", True),
    ]


def test_a_csv_becomes_a_sheet_of_the_same_cells(tmp_path):
    (tmp_path / "a.csv").write_text("Angebot;Thema\nCafé;Schach\n", encoding="utf-8")
    mappe = load_workbook(io.BytesIO(befundmappe("a.csv", [befund("a.csv", "a", "B2")], tmp_path)))
    assert [[zelle.value for zelle in zeile] for zeile in mappe["a"]] == [
        ["Angebot", "Thema"],
        ["Café", "Schach"],
    ]
    assert mappe["a"]["B2"].comment


@pytest.mark.parametrize("zeichen", ["\x00", "\x0b", "\x1b"])
def test_a_character_that_xlsx_can_not_hold_does_not_stop_the_copy(tmp_path, zeichen):
    (tmp_path / "a.csv").write_text(f"Angebot;Thema\nCafé;Sch{zeichen}ach\n", encoding="utf-8")
    wert = f"Sch{zeichen}ach"
    assert befundmappe("a.csv", [befund("a.csv", "a", "B2", wert=wert)], tmp_path)


def test_a_file_that_can_not_be_opened_gives_the_list_alone(tmp_path):
    (tmp_path / "liste.xlsx").write_bytes(b"PK\x03\x04 kaputt")
    mappe = kopie(tmp_path, befund(blatt=None, zelle=None))
    assert mappe.sheetnames == ["Befunde"]
    assert mappe["Befunde"]["A5"].value == "Fehler"


def test_the_original_is_as_it_was_and_the_same_findings_give_the_same_bytes(tmp_path):
    zeichne(tmp_path)
    vorher = (tmp_path / "liste.xlsx").read_bytes()
    assert befundmappe("liste.xlsx", [befund()], tmp_path) == befundmappe("liste.xlsx", [befund()], tmp_path)
    assert (tmp_path / "liste.xlsx").read_bytes() == vorher


def test_each_file_with_findings_has_a_copy_named_like_it(tmp_path):
    for name in ("in/a.csv", "in/b.csv", "in/unter/b.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Angebot;Thema\nCafé;Schach\n", encoding="utf-8")
    befunde = [befund(datei, datei[-5]) for datei in ("a.csv", "b.csv", "unter/b.csv")]
    kopien = schreibe_befundmappen(befunde, tmp_path / "in", tmp_path / "aus")
    assert [pfad.name for pfad in kopien] == ["a.xlsx", "b.csv.xlsx", "unter - b.csv.xlsx"]
    assert all(pfad.is_file() for pfad in kopien)


def test_without_findings_nothing_is_written(tmp_path):
    assert schreibe_befundmappen([], tmp_path, tmp_path / "aus") == []
    assert not (tmp_path / "aus").exists()


def test_one_target_file_can_not_hold_the_copies_of_two(tmp_path):
    with pytest.raises(ParameterFehler, match="Ordner"):
        schreibe_befundmappen([befund("a.xlsx"), befund("b.xlsx")], tmp_path, tmp_path / "aus.xlsx")


def test_an_original_or_any_other_workbook_is_never_overwritten(tmp_path):
    zeichne(tmp_path)
    zeichne(tmp_path, "fremd.xlsx")
    for ziel in (tmp_path, tmp_path / "fremd.xlsx"):
        with pytest.raises(ParameterFehler, match="nicht überschrieben"):
            schreibe_befundmappen([befund()], tmp_path, ziel)


def test_an_older_copy_is_replaced(tmp_path):
    zeichne(tmp_path)
    for _ in range(2):
        (pfad,) = schreibe_befundmappen([befund()], tmp_path, tmp_path / "aus")
    assert load_workbook(pfad).sheetnames == ["Befunde", "Besuche"]


def test_what_we_put_into_a_copy_is_not_taken_for_data_when_it_comes_back(tmp_path):
    (tmp_path / "in").mkdir()
    zeichne(tmp_path / "in")
    vorher = pruefe([tmp_path / "in"], jahr=2021)
    schreibe_befundmappen(vorher.befunde, vorher.wurzel, tmp_path / "aus")
    nachher = pruefe([tmp_path / "aus"], jahr=2021)
    assert {b["regel"] for b in nachher.befunde} - {b["regel"] for b in vorher.befunde} <= {
        "farbe_nicht_erklaert"
    }
    mappe = load_workbook(tmp_path / "aus/liste.xlsx")
    assert ist_eigene_notiz(mappe["Besuche"]["B2"].comment.text)
    assert mappe["Befunde"]["A1"].value.startswith(BEFUNDE)
