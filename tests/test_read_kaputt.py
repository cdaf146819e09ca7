"""Files that can't be read: each is one German sentence that says what it is and what to do, and nothing breaks."""

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from xlsx_bauen import RAUM, paket

from qz_analysis.errors import EingabeFehler
from qz_analysis.read import grenzen
from qz_analysis.read.ordner import read_datei

DATEIEN = Path(__file__).parent / "dateien"


def gepackt(**teile: str | bytes) -> bytes:
    ablage = io.BytesIO()
    with zipfile.ZipFile(ablage, "w", zipfile.ZIP_DEFLATED) as datei:
        for name, inhalt in teile.items():
            datei.writestr(name, inhalt)
    return ablage.getvalue()


def mappe() -> bytes:
    ablage = io.BytesIO()
    arbeitsmappe = Workbook()
    for zeile in range(50):
        arbeitsmappe.active.append([zeile, "VHS"])
    arbeitsmappe.save(ablage)
    return ablage.getvalue()


def blatt(zeilen: str) -> bytes:
    return paket(f"<worksheet {RAUM}><sheetData>{zeilen}</sheetData></worksheet>")


def ole2(*namen: str) -> bytes:
    """Return a container of the old Office with these streams, all empty."""
    kopf = bytearray(512)
    kopf[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", kopf, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", kopf, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    kopf[76:512] = b"\xff" * 436
    struct.pack_into("<I", kopf, 76, 0)
    fat = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    ordner = b""
    for art, name in [(5, "Root Entry"), *((2, name) for name in namen)]:
        roh = name.encode("utf-16-le")
        eintrag = roh.ljust(64, b"\0") + struct.pack("<HBB", len(roh) + 2, art, 1)
        ordner += eintrag.ljust(116, b"\xff") + struct.pack("<III", 0xFFFFFFFE, 0, 0)
    return bytes(kopf) + fat + ordner.ljust(512, b"\0")


def meldung(tmp_path: Path, inhalt: bytes, name: str = "a.xlsx") -> str:
    (tmp_path / name).write_bytes(inhalt)
    with pytest.raises(EingabeFehler) as fehler:
        read_datei(tmp_path / name, tmp_path)
    text = str(fehler.value)
    assert fehler.value.datei == name
    assert text.startswith(f"„{name}“ ")
    assert text.endswith(".")
    assert "\n" not in text
    return text


@pytest.mark.parametrize(
    ("name", "inhalt", "was"),
    [
        ("a.xlsx", b"", "ist leer"),
        ("a.csv", b"\0" * 2000, "ist leer"),
        ("a.xlsx", mappe()[:-300], "nicht vollständig kopiert"),
        ("a.xlsx", mappe()[:200], "nicht vollständig kopiert"),
        ("a.xlsx", b"%PDF-1.7", "ist ein PDF"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "eine Webseite, die als „.xls“ gespeichert"),
        ("a.xls", b"\xef\xbb\xbf <!DOCTYPE HTML>\n<html>", "eine Webseite"),
        ("a.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "2003"),
        ("a.xlsx", gepackt(**{"word/document.xml": "<w/>", "[Content_Types].xml": "<T/>"}), "ein Word-Dokument"),
        ("a.xlsx", gepackt(**{"xl/workbook.bin": b"x", "[Content_Types].xml": "<T/>"}), "Binärmappe"),
        ("a.xlsx", gepackt(**{"bild.png": b"x"}), "ein ZIP-Archiv"),
        ("a.ods", gepackt(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": "<x/>"}), "OpenDocument"),
        ("a.xlsx", ole2("EncryptionInfo", "EncryptedPackage"), "mit einem Kennwort geschützt"),
        ("a.xls", ole2("WordDocument"), "ein Word-Dokument"),
        ("a.xls", ole2("Book"), "vor 1997"),
        ("a.xls", ole2("Workbook"), "beschädigt"),
        ("a.xls", ole2("Workbook")[:700], "beschädigt"),
        ("a.xls", b"nichts was wir kennen", "passt zu keinem Format"),
        ("a.docx", b"nichts was wir kennen", "keine Tabelle"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_called_what_it_is(tmp_path, name, inhalt, was):
    assert was in meldung(tmp_path, inhalt, name)


def test_an_ods_with_a_password_is_told(tmp_path):
    inhalt = gepackt(
        mimetype="application/vnd.oasis.opendocument.spreadsheet",
        **{"META-INF/manifest.xml": "<m><encryption-data/></m>", "content.xml": b"\x93\x12"},
    )
    assert "mit einem Kennwort geschützt" in meldung(tmp_path, inhalt, "a.ods")


def test_an_xls_with_a_password_is_told(tmp_path):
    roh = (DATEIEN / "liste.xls").read_bytes()
    codeseite = roh.index(b"\x42\x00\x02\x00")  # the record of the code page, made one that says: encrypted
    assert "mit einem Kennwort geschützt" in meldung(
        tmp_path, roh[:codeseite] + b"\x2f" + roh[codeseite + 1 :], "a.xls"
    )


def test_a_zip_that_needs_a_password_is_told(tmp_path):
    roh = bytearray(mappe())
    stelle = roh.index(b"PK\x01\x02")
    roh[stelle + 8] |= 1
    assert "mit einem Kennwort geschützt" in meldung(tmp_path, bytes(roh))


def test_a_damaged_byte_inside_is_noticed(tmp_path):
    roh = bytearray(mappe())
    beginn = roh.index(b"xl/worksheets/sheet1.xml") + 40
    roh[beginn] ^= 0xFF
    assert "beschädigt" in meldung(tmp_path, bytes(roh))


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    ablage = io.BytesIO()
    with (
        zipfile.ZipFile(ablage, "w", zipfile.ZIP_DEFLATED) as datei,
        datei.open("[Content_Types].xml", "w") as teil,
    ):
        for _ in range(120):
            teil.write(b" " * 1_000_000)
    text = meldung(tmp_path, ablage.getvalue())
    assert "Zip-Bombe" in text
    assert f"{grenzen.MAX_VERHAELTNIS}-Fache" in text


def test_more_than_the_limit_unpacked_is_refused_before_anything_is_read(tmp_path):
    roh = bytearray(mappe())
    stelle = roh.index(b"PK\x01\x02")
    struct.pack_into("<I", roh, stelle + 24, 1_000_000_001)
    assert "höchstens 1.000 Megabyte" in meldung(tmp_path, bytes(roh))


@pytest.mark.parametrize(
    "teil", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
def test_xml_that_grows_by_entities_is_refused(tmp_path, teil):
    bombe = '<!DOCTYPE x [<!ENTITY a "' + "x" * 1000 + '"><!ENTITY b "' + "&a;" * 1000 + '">]><x>&b;</x>'
    blatt_xml = f"<worksheet {RAUM}><sheetData/></worksheet>"
    inhalt = paket(blatt_xml, **{teil: bombe}) if teil != "xl/worksheets/sheet1.xml" else paket(bombe)
    assert "DOCTYPE" in meldung(tmp_path, inhalt)


def test_too_many_cells_are_refused_though_the_file_is_small(tmp_path):
    inhalt = blatt(
        '<row r="1048576">'
        + "".join(f'<c r="A{s}1048576"><v>1</v></c>' for s in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        + "</row>"
    )
    assert "höchstens 20.000.000 Zellen" in meldung(tmp_path, inhalt)


def test_rows_that_an_ods_repeats_without_end_are_refused(tmp_path):
    ns = "urn:oasis:names:tc:opendocument:xmlns"
    inhalt = gepackt(
        mimetype="application/vnd.oasis.opendocument.spreadsheet",
        **{
            "content.xml": f'<d xmlns:table="{ns}:table:1.0" xmlns:text="{ns}:text:1.0"><table:table table:name="A">'
            '<table:table-row table:number-rows-repeated="99999999"><table:table-cell table:number-columns-repeated="40">'
            "<text:p>x</text:p></table:table-cell></table:table-row></table:table></d>"
        },
    )
    assert "höchstens 20.000.000 Zellen" in meldung(tmp_path, inhalt, "a.ods")


@pytest.mark.parametrize(
    "zeilen",
    [
        '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
        '<row r="1"><c r="A9999999"><v>7</v></c></row>',
        '<row r="1"><c r="A0"><v>7</v></c></row>',
        '<row r="1"><c r="ZZZ1"><v>7</v></c></row>',
        '<row r="1"><c r="A1"><v>7</w></c></row>',
    ],
)
def test_a_sheet_that_contradicts_itself_is_called_damaged(tmp_path, zeilen):
    assert "beschädigt" in meldung(tmp_path, blatt(zeilen))


@pytest.mark.parametrize(
    "teil", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_workbook_without_one_of_its_parts_is_one_sentence(tmp_path, teil):
    roh = io.BytesIO(mappe())
    with zipfile.ZipFile(roh) as datei:
        meldung(tmp_path, gepackt(**{name: datei.read(name) for name in datei.namelist() if name != teil}))


def test_a_million_blank_formatted_rows_are_no_table(tmp_path):
    zeile = "".join(f'<c r="{s}{{0}}" s="1"/>' for s in "ABC")
    roh = blatt(
        '<row r="1"><c r="A1"><v>5</v></c></row>'
        + "".join(f'<row r="{n}">{zeile.format(n)}</row>' for n in range(2, 300_000))
    )
    (tmp_path / "a.xlsx").write_bytes(roh)
    assert read_datei(tmp_path / "a.xlsx", tmp_path)[0].spalten == {1: [5]}


@pytest.mark.parametrize("quelle", ["mappe", "liste.ods", "liste.xls"])
def test_any_damage_ends_in_one_sentence_or_in_sheets(tmp_path, quelle):
    zufall = random.Random(7)
    roh = mappe() if quelle == "mappe" else (DATEIEN / quelle).read_bytes()
    datei = tmp_path / "a.xlsx"
    for _ in range(150):
        kaputt = bytearray(roh)
        for _ in range(zufall.choice([1, 3, 30])):
            stelle = zufall.randrange(len(kaputt))
            if zufall.random() < 0.3:
                del kaputt[stelle : stelle + zufall.choice([1, 100])]
            else:
                kaputt[stelle] = zufall.randrange(256)
        datei.write_bytes(kaputt)
        try:
            read_datei(datei, tmp_path)
        except EingabeFehler as fehler:
            assert "\n" not in str(fehler)
