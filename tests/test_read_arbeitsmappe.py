"""What an xlsx file may hold, down to its XML. Each case is read in both ways: the fast one and the thorough one."""

import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Color, PatternFill
from xlsx_bauen import BEZUG, RAUM, paket

from qz_analysis.read.arbeitsmappe import read_arbeitsmappe
from qz_analysis.read.blatt import Bereich, Blatt
from qz_analysis.read.paket import Paket
from qz_analysis.read.schnell import AndereForm, lies_schnell
from qz_analysis.read.spalten import Vorrat
from qz_analysis.read.wert import excel_text, ohne_mitternacht
from qz_analysis.read.zellinhalt import Zellinhalt

ROHDATEN = sorted((Path(__file__).parent.parent / "data" / "raw").rglob("*.xlsx"))


@pytest.fixture(params=["schnell", "gruendlich"])
def lies(request):
    """Read the sheet with these rows; a comment in the XML is what only the thorough reader takes."""

    def lies_zeilen(zeilen: str, nach: str = "", mappe: str = "", **teile: str) -> Blatt:
        bemerkung = "" if request.param == "schnell" else "<!-- -->"
        blatt = f"<worksheet {RAUM}><sheetData>{bemerkung}{zeilen}</sheetData>{nach}</worksheet>"
        inhalt = paket(blatt, mappe, **teile)
        if request.param == "schnell":
            lies_schnell(
                Paket(inhalt).happen("xl/worksheets/sheet1.xml"), Zellinhalt(["a"] * 9, [], False), Vorrat()
            )
        return read_arbeitsmappe(inhalt, "a.xlsx", "0" * 64)[0]

    return lies_zeilen


def zelle(lies, xml: str, **teile: str):
    return lies(f'<row r="1">{xml}</row>', **teile).spalten.get(1, [None])[0]


@pytest.mark.parametrize(
    ("xml", "wert"),
    [
        ('<c r="A1"><v>5</v></c>', 5),
        ('<c r="A1" t="n"><v>5.50</v></c>', 5.5),
        ('<c r="A1"><v>1E+3</v></c>', 1000.0),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="str"><f>A2</f><v>x &amp; y</v></c>', "x & y"),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> Träger&#10;2 </t></is></c>', "Träger\n2"),
        ('<c r="A1" t="d"><v>2021-05-03</v></c>', dt.date(2021, 5, 3)),
        ('<c r="A1" t="d"><v>2021-05-03T14:30:00</v></c>', dt.datetime(2021, 5, 3, 14, 30)),
        ('<c r="A1"><v>NaN</v></c>', "NaN"),
        ('<c r="A1" t="str"><f>IF(1,"")</f><v></v></c>', None),
        ('<c r="A1" s="7"/>', None),
        ('<c r="A1" t="inlineStr"><is><t>  </t></is></c>', None),
    ],
)
def test_a_cell_has_the_value_and_type_that_the_file_says(lies, xml, wert):
    gelesen = zelle(lies, xml)
    assert gelesen == wert
    assert type(gelesen) is type(wert)


def test_texts_kept_apart_are_found_without_formatting_and_phonetic_reading(lies):
    texte = "<sst><si><t>eins</t></si><si><r><t>zw</t></r><r><t>ei_x000D_</t></r><rPh><t>NI</t></rPh></si><si/></sst>"
    zeilen = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{n - 1}</v></c></row>' for n in (1, 2, 3))
    assert lies(zeilen, **{"xl/sharedStrings.xml": texte}).spalten == {1: ["eins", "zwei"]}


STILE = (
    "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='dd/mm/yyyy;@'/><numFmt numFmtId='171' formatCode='[h]:mm'/>"
    "<numFmt numFmtId='172' formatCode='0&quot; Stunden&quot;'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>"
    "<xf numFmtId='170'/><xf numFmtId='20'/><xf numFmtId='171'/><xf numFmtId='172'/></cellXfs></styleSheet>"
)


@pytest.mark.parametrize(
    ("stil", "zahl", "wert"),
    [
        (1, "44319", dt.date(2021, 5, 3)),
        (2, "44319.75", dt.datetime(2021, 5, 3, 18, 0)),
        (3, "0.5", dt.time(12, 0)),
        (4, "1.25", dt.timedelta(hours=30)),
        (5, "3", 3),
        (1, "99999999", 99_999_999),  # a day that no calendar has
    ],
)
def test_a_number_is_a_date_where_its_format_says_so(lies, stil, zahl, wert):
    xml = f'<c r="A1" s="{stil}"><v>{zahl}</v></c>'
    assert zelle(lies, xml, **{"xl/styles.xml": STILE}) == wert


def test_dates_counted_from_1904_are_the_same_days(lies):
    xml = '<row r="1"><c r="A1" s="1"><v>42857</v></c></row>'
    blatt = lies(xml, mappe='<workbookPr date1904="1"/>', **{"xl/styles.xml": STILE})
    assert blatt.spalten == {1: [dt.date(2021, 5, 3)]}


def test_a_formula_that_was_never_calculated_is_told_from_one_whose_result_is_empty(lies):
    blatt = lies(
        '<row r="1"><c r="A1"><f>SUM(A2:A3)</f></c><c r="B1"><f>1+1</f><v/></c><c r="C1"><f>1&lt;2</f><v></v></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f>2+2</f><v>4</v></c><c r="F1"><f t="shared" si="0"/></c></row>'
    )
    assert blatt.spalten == {1: ["=SUM(A2:A3)"], 2: ["=1+1"], 3: ["=1<2"], 5: [4], 6: ["=…"]}
    assert blatt.besonderes == dict.fromkeys([(1, 1), (1, 2), (1, 3), (1, 6)], "formel_ohne_wert")


def test_an_error_is_kept_as_it_is_shown_and_a_text_that_looks_like_one_is_text(lies):
    blatt = lies(
        '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1" t="str"><v>#DIV/0!</v></c></row>'
    )
    assert blatt.spalten == {1: ["#DIV/0!"], 2: ["#DIV/0!"]}
    assert blatt.besonderes == {(1, 1): "fehlerwert"}


def test_hidden_rows_and_columns_are_known_as_far_as_the_table_goes(lies):
    blatt = lies(
        '<row r="1"><c r="B1"><v>1</v></c></row><row r="2" hidden="1"><c r="B2"><v>2</v></c></row>'
        '<row hidden="true" r="3" ht="15"><c r="B3"><v>3</v></c></row><row r="4"/><row r="900" hidden="1"/>'
    )
    assert blatt.versteckte_zeilen == {2, 3}


def test_a_value_covered_by_a_merged_cell_is_left_out_and_said(lies):
    blatt = lies(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>',
        '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    )
    assert blatt.spalten == {1: [1]}
    assert blatt.verbunden == (Bereich(1, 1, 2, 2),)
    assert "(B1)" in blatt.hinweise[0]


def test_whole_columns_merged_cost_nothing(lies):
    blatt = lies(
        '<row r="3"><c r="A3"><v>1</v></c></row>', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    assert blatt.verbunden == (Bereich(1, 1, 3, 1),)


def test_cells_out_of_order_and_without_addresses_are_read(lies):
    inhalt = paket(
        "<x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheetData><x:row><x:c><x:v>1</x:v></x:c>"
        "<x:c><x:v>2</x:v></x:c></x:row><x:row r='5'><x:c r='C5'><x:v>3</x:v></x:c><x:c r='A2'><x:v>4</x:v></x:c></x:row>"
        "</x:sheetData></x:worksheet>"
    )
    assert read_arbeitsmappe(inhalt, "a.xlsx", "0")[0].spalten == {1: [1, 4], 2: [2], 3: [None] * 4 + [3]}
    blatt = lies('<row r="2"><c r="A2"><v>2</v></c></row><row r="3"><c r="B3"><v>3</v></c></row>')
    assert blatt.spalten == {1: [None, 2], 2: [None, None, 3]}


@pytest.mark.parametrize(
    "zeilen",
    [
        '<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row>",
        "<row><c><v>1</v></c></row>",
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>1</t></r></is></c></row>',
        '<row r="1"><c r="A1" t="str"><v><![CDATA[1]]></v></c></row>',
        '<row r="1"><c r="A1"><v>1</v><extLst/></c></row>',
        '<row r="1"><d r="A1"><v>1</v></d></row>',
        '<row r="1"><c r="A9999999"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>&lt;&unbekannt;</v></c></row>',
        '<x:row xmlns:x="x" r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>',
    ],
)
def test_the_fast_reader_leaves_xml_of_another_form_to_the_thorough_one(zeilen):
    xml = f"<worksheet {RAUM}><sheetData>{zeilen}</sheetData></worksheet>".encode()
    with pytest.raises(AndereForm):
        lies_schnell([xml], Zellinhalt([], [], False), Vorrat())


def test_the_fast_reader_does_not_mind_where_the_pieces_are_cut():
    zeilen = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" s="1"/></row>' for n in range(1, 40)
    )
    xml = f"<worksheet {RAUM}><sheetData>{zeilen}</sheetData><mergeCells><mergeCell ref='C1:D1'/></mergeCells></worksheet>"
    for laenge in (1, 7, 64, 1000):
        stuecke = [xml[n : n + laenge].encode() for n in range(0, len(xml), laenge)]
        gelesen = lies_schnell(stuecke, Zellinhalt([], [], False), Vorrat())
        assert gelesen.spalten.werte == {1: list(range(1, 40))}
        assert gelesen.verbunden == [Bereich(1, 3, 1, 4)]


def speichere(mappe: Workbook) -> bytes:
    ablage = io.BytesIO()
    mappe.save(ablage)
    return ablage.getvalue()


def test_fills_are_resolved_whether_named_by_value_theme_or_number():
    mappe = Workbook()
    blatt = mappe.active
    for spalte, farbe in enumerate(
        [Color(rgb="FF9BC2E6"), Color(theme=4), Color(theme=4, tint=0.4), Color(theme=0), Color(indexed=10)],
        1,
    ):
        blatt.cell(1, spalte, 1).fill = PatternFill("solid", fgColor=farbe)
    blatt["F1"].fill = PatternFill("solid", fgColor="FFFFFF00")
    blatt["G1"].fill = PatternFill("gray125")
    farben = read_arbeitsmappe(speichere(mappe), "a.xlsx", "0")[0].farben
    assert farben == {
        (1, 1): "9BC2E6",
        (1, 2): "4F81BD",
        (1, 3): "95B3D7",
        (1, 5): "FF0000",
        (1, 6): "FFFF00",
    }


def test_one_stray_cell_at_the_far_end_costs_nothing():
    mappe = Workbook()
    mappe.active["A1"], mappe.active["XFD1048576"] = "a", "b"
    spalten = read_arbeitsmappe(speichere(mappe), "a.xlsx", "0")[0].spalten
    assert sorted(spalten) == [1, 16_384]
    assert spalten[16_384][-1] == "b"


def test_macros_links_and_text_boxes_are_said_once():
    form = "<a><t>Hinweis</t></a>"
    rels = f'<Relationships><Relationship Id="r1" Type="{BEZUG}/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
    teile = {
        "xl/vbaProject.bin": "x",
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        "xl/drawings/drawing1.xml": form,
        "xl/worksheets/_rels/sheet1.xml.rels": rels,
    }
    blatt = read_arbeitsmappe(paket(f"<worksheet {RAUM}><sheetData/></worksheet>", **teile), "a.xlsm", "0")[0]
    assert [
        wort in satz
        for satz, wort in zip(blatt.hinweise, ["Textfelder", "Makros", "andere Dateien"], strict=True)
    ] == [True] * 3


def test_a_conversation_is_read_instead_of_the_note_for_older_programs():
    rels = (
        f'<Relationships><Relationship Id="a" Type="{BEZUG}/comments" Target="/xl/comments1.xml"/>'
        f'<Relationship Id="b" Type="{BEZUG}/threadedComment" Target="../threadedComments/t1.xml"/></Relationships>'
    )
    teile = {
        "xl/worksheets/_rels/sheet1.xml.rels": rels,
        "xl/comments1.xml": '<comments><commentList><comment ref="B2"><text><r><t>[Kommentarthread]</t></r></text></comment>'
        '<comment ref="A1"><text><t>alt</t></text></comment></commentList></comments>',
        "xl/threadedComments/t1.xml": '<T><threadedComment ref="B2"><text>stimmt das?</text></threadedComment>'
        '<threadedComment ref="B2"><text>ja</text></threadedComment></T>',
    }
    blatt = read_arbeitsmappe(paket(f"<worksheet {RAUM}><sheetData/></worksheet>", **teile), "a.xlsx", "0")[0]
    assert blatt.kommentare == {(1, 1): "alt", (2, 2): "stimmt das?\nja"}


def wie_openpyxl(inhalt: bytes) -> list[dict]:
    blaetter = load_workbook(io.BytesIO(inhalt), data_only=True).worksheets
    return [
        {
            stelle: wert
            for stelle, zelle in blatt._cells.items()
            if (
                wert := excel_text(zelle.value)
                if isinstance(zelle.value, str)
                else ohne_mitternacht(zelle.value)
            )
            is not None
        }
        for blatt in blaetter
    ]


def werte(blaetter: list[Blatt]) -> list[dict]:
    return [{stelle: zelle.wert for stelle, zelle in blatt.zellen.items()} for blatt in blaetter]


@pytest.mark.parametrize("pfad", ROHDATEN, ids=lambda pfad: pfad.stem)
def test_the_sample_files_hold_what_openpyxl_finds_in_them(pfad):
    assert werte(read_arbeitsmappe(pfad.read_bytes(), "a.xlsx", "0")) == wie_openpyxl(pfad.read_bytes())


WERTE = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e300, 1e300),
    st.booleans(),
    st.dates(dt.date(1901, 1, 1), dt.date(2100, 1, 1)),
    st.datetimes(dt.datetime(1901, 1, 1), dt.datetime(2100, 1, 1)).map(
        lambda zeit: zeit.replace(microsecond=0)
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12).filter(
        lambda text: not text.startswith("=") and not any(zeichen in text for zeichen in "\ufffe\uffff")
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WERTE, max_size=6), max_size=8))
def test_any_table_is_read_as_openpyxl_reads_it(tabelle):
    mappe = Workbook()
    for zeile in tabelle:
        mappe.active.append(zeile)
    inhalt = speichere(mappe)
    assert werte(read_arbeitsmappe(inhalt, "a.xlsx", "0")) == wie_openpyxl(inhalt)
