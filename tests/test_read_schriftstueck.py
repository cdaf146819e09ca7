"""Text, Markdown and Word files, whole and hostile."""

import zipfile

import pytest

from qz_analysis.errors import EingabeFehler
from qz_analysis.read import grenzen
from qz_analysis.read.schriftstueck import read_schriftstueck

RAUM = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STILE = (
    f'<w:styles {RAUM}><w:style w:styleId="berschrift1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:styleId="Eigene"><w:basedOn w:val="berschrift1"/></w:style></w:styles>'
)


def docx(ordner, inhalt: str, *, kopf: str = "", name: str = "bericht.docx"):
    pfad = ordner / name
    with zipfile.ZipFile(pfad, "w", zipfile.ZIP_DEFLATED) as paket:
        paket.writestr(
            "word/document.xml", f"{kopf}<w:document {RAUM}><w:body>{inhalt}</w:body></w:document>"
        )
        paket.writestr("word/styles.xml", STILE)
    return pfad


def absatz(text: str, stil: str = "") -> str:
    eigenschaften = f'<w:pPr><w:pStyle w:val="{stil}"/></w:pPr>' if stil else ""
    return f"<w:p>{eigenschaften}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_word_file_is_its_paragraphs_with_headings_by_style(tmp_path):
    pfad = docx(tmp_path, absatz("Zahlen", "berschrift1") + absatz("Mehr", "Eigene") + absatz("Es kamen 12."))
    gelesen = read_schriftstueck(pfad)
    assert gelesen.einheit == "Absatz"
    assert [(z.nummer, z.text, z.ebene) for z in gelesen.zeilen] == [
        (1, "Zahlen", 1),
        (2, "Mehr", 1),
        (3, "Es kamen 12.", 0),
    ]


def test_a_word_table_keeps_row_and_column(tmp_path):
    zeile = "<w:tr>{}</w:tr>".format("".join(f"<w:tc>{absatz(t)}</w:tc>" for t in ("Ziel", "Stand")))
    gelesen = read_schriftstueck(docx(tmp_path, f"<w:tbl>{zeile}{zeile}</w:tbl>{absatz('Ende')}"))
    assert [(z.reihe, z.spalte) for z in gelesen.zeilen] == [(0, 0), (0, 1), (1, 0), (1, 1), (-1, -1)]


def test_runs_are_joined_and_deleted_text_is_left_out(tmp_path):
    inhalt = (
        "<w:p><w:r><w:t>Es kamen 1</w:t></w:r><w:del><w:r><w:delText>9</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>2.</w:t></w:r></w:ins></w:p>"
    )
    assert read_schriftstueck(docx(tmp_path, inhalt)).zeilen[0].text == "Es kamen 12."


def test_what_stands_there_again_for_older_programs_is_read_once(tmp_path):
    doppelt = (
        f"<mc:AlternateContent xmlns:mc='x'><mc:Choice>{absatz('12')}</mc:Choice>"
        f"<mc:Fallback>{absatz('12')}</mc:Fallback></mc:AlternateContent>"
    )
    assert [z.text for z in read_schriftstueck(docx(tmp_path, doppelt)).zeilen] == ["12"]


@pytest.mark.parametrize("kodierung", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_file_is_read_in_the_encodings_of_windows(tmp_path, kodierung):
    (tmp_path / "a.txt").write_bytes("Über 20 Gäste".encode(kodierung))
    assert read_schriftstueck(tmp_path / "a.txt").zeilen[0].text == "Über 20 Gäste"


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(grenzen, "MAX_TEIL", 10_000)
    with pytest.raises(EingabeFehler, match=r"bericht\.docx.* ist zu groß"):
        read_schriftstueck(docx(tmp_path, absatz("x" * 1_000_000)))


@pytest.mark.parametrize(
    ("name", "inhalt", "satz"),
    [
        ("a.pdf", b"%PDF-1.7", "ist kein Text, der geprüft werden kann"),
        ("a.docx", b"kein Paket", "ist kein Word-Dokument oder beschädigt"),
        ("a.docx", b"PK\x03\x04kaputt", "ist beschädigt"),
        ("a.txt", b"\x00\x01\x02\x03" * 99, "ist keine lesbare Textdatei"),
    ],
)
def test_what_is_no_text_is_one_sentence(tmp_path, name, inhalt, satz):
    (tmp_path / name).write_bytes(inhalt)
    with pytest.raises(EingabeFehler, match=satz):
        read_schriftstueck(tmp_path / name)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(EingabeFehler, match="lässt sich nicht öffnen"):
        read_schriftstueck(tmp_path / "fehlt.txt")


def test_a_workbook_under_the_name_of_a_word_file_is_no_word_file(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as paket:
        paket.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(EingabeFehler, match="ist kein Word-Dokument"):
        read_schriftstueck(tmp_path / "a.docx")


def test_entities_of_its_own_keep_a_word_file_from_being_read(tmp_path):
    kopf = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(EingabeFehler, match="DOCTYPE"):
        read_schriftstueck(docx(tmp_path, absatz("&b;"), kopf=kopf))
