import datetime as dt
import io
import zipfile

import pytest

from qz_analysis.read.blatt import Bereich
from qz_analysis.read.ods import read_ods

NAMEN = "urn:oasis:names:tc:opendocument:xmlns"
RAEUME = " ".join(f'xmlns:{r}="{NAMEN}:{r}:1.0"' for r in ("office", "table", "text", "style", "drawing"))
RAEUME += f' xmlns:fo="{NAMEN}:xsl-fo-compatible:1.0"'
RAEUME += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def lies(tabelle: str, davor: str = "", name: str = "Liste"):
    ablage = io.BytesIO()
    with zipfile.ZipFile(ablage, "w") as datei:
        datei.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        datei.writestr(
            "content.xml",
            f"<office:document-content {RAEUME}>{davor}<office:body><office:spreadsheet>"
            f'<table:table table:name="{name}" table:style-name="ta1">{tabelle}</table:table>'
            "<table:table table:name=\"'file:///x.ods'#$Blatt\"><table:table-row><table:table-cell><text:p>fremd</text:p>"
            "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>",
        )
    (blatt,) = read_ods(ablage.getvalue(), "a.ods", "0" * 64)
    return blatt


def zeile(inhalt: str, attribute: str = "") -> str:
    return f"<table:table-row {attribute}>{inhalt}</table:table-row>"


def zelle(attribute: str = "", inhalt: str = "") -> str:
    return f"<table:table-cell {attribute}>{inhalt}</table:table-cell>"


@pytest.mark.parametrize(
    ("attribute", "gezeigt", "wert"),
    [
        ('office:value-type="float" office:value="5"', "5,00", 5),
        ('office:value-type="percentage" office:value="0.125"', "12,5 %", 0.125),
        ('office:value-type="date" office:date-value="2021-05-03"', "Mo", dt.date(2021, 5, 3)),
        (
            'office:value-type="date" office:date-value="2021-05-03T14:30:00"',
            "",
            dt.datetime(2021, 5, 3, 14, 30),
        ),
        ('office:value-type="time" office:time-value="PT14H30M00S"', "", dt.time(14, 30)),
        ('office:value-type="time" office:time-value="PT30H00M00S"', "", dt.timedelta(hours=30)),
        ('office:value-type="boolean" office:boolean-value="true"', "WAHR", True),
        ('office:value-type="string"', "VHS", "VHS"),
        ('office:value-type="string" office:string-value="VHS"', "", "VHS"),
        ("", "", None),
    ],
)
def test_a_cell_has_the_value_behind_what_it_shows(attribute, gezeigt, wert):
    blatt = lies(zeile(zelle(attribute, f"<text:p>{gezeigt}</text:p>")))
    assert blatt.spalten == ({} if wert is None else {1: [wert]})


def test_rows_and_cells_that_repeat_are_written_out_where_they_hold_something():
    blatt = lies(
        zeile(
            zelle('table:number-columns-repeated="2"')
            + zelle('table:number-columns-repeated="2"', "<text:p>x</text:p>")
        )
        + zeile(zelle('table:number-columns-repeated="16384"'), 'table:number-rows-repeated="3"')
        + zeile(zelle("", "<text:p>y</text:p>"), 'table:number-rows-repeated="2"')
        + zeile(zelle('table:number-columns-repeated="16384"'), 'table:number-rows-repeated="1048570"')
    )
    assert blatt.spalten == {1: [None] * 4 + ["y", "y"], 3: ["x"], 4: ["x"]}


def test_lines_tabs_and_repeated_blanks_are_text():
    inhalt = '<text:p>a<text:s text:c="2"/>b<text:tab/><text:span>c</text:span></text:p><text:p>d</text:p>'
    assert lies(zeile(zelle("", inhalt))).spalten == {1: ["a  b\tc\nd"]}


def test_errors_and_formulas_never_calculated_are_told_from_texts():
    blatt = lies(
        zeile(
            zelle(
                'office:value-type="string" calcext:value-type="error" table:formula="of:=1/0"',
                "<text:p>#DIV/0!</text:p>",
            )
            + zelle('table:formula="of:=SUM([.A1:.B1])"')
            + zelle('office:value-type="string"', "<text:p>#DIV/0!</text:p>")
        )
    )
    assert blatt.spalten == {1: ["#DIV/0!"], 2: ["=SUM(A1:B1)"], 3: ["#DIV/0!"]}
    assert blatt.besonderes == {(1, 1): "fehlerwert", (1, 2): "formel_ohne_wert"}


def test_comments_shapes_and_the_cell_s_own_text_are_kept_apart():
    anmerkung = "<office:annotation><text:p>bitte</text:p><text:p>prüfen</text:p></office:annotation>"
    form = "<drawing:frame><drawing:text-box><text:p>Form</text:p></drawing:text-box></drawing:frame>"
    blatt = lies(zeile(zelle("", f"{anmerkung}{form}<text:p>VHS</text:p>")))
    assert blatt.spalten == {1: ["VHS"]}
    assert blatt.kommentare == {(1, 1): "bitte\nprüfen"}


def test_fills_come_from_the_style_of_the_cell_the_row_or_the_column():
    davor = (
        "<office:automatic-styles>"
        + "".join(
            f'<style:style style:name="{name}" style:family="table-cell" {eltern}>{eigenschaft}</style:style>'
            for name, eltern, eigenschaft in [
                ("rot", "", '<style:table-cell-properties fo:background-color="#ff0000"/>'),
                ("auchrot", 'style:parent-style-name="rot"', ""),
                (
                    "ohne",
                    'style:parent-style-name="rot"',
                    '<style:table-cell-properties fo:background-color="transparent"/>',
                ),
            ]
        )
        + '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    blatt = lies(
        '<table:table-column table:default-cell-style-name="rot"/>'
        '<table:table-column table:number-columns-repeated="9" table:visibility="collapse"/>'
        + zeile(
            zelle("", "<text:p>a</text:p>")
            + zelle('table:style-name="auchrot"')
            + zelle('table:style-name="ohne"')
        )
        + zeile(
            zelle() + zelle("", "<text:p>b</text:p>"),
            'table:visibility="filter" table:default-cell-style-name="ohne"',
        ),
        davor,
    )
    assert blatt.farben == {(1, 1): "FF0000", (1, 2): "FF0000"}
    assert blatt.versteckt
    assert blatt.versteckte_zeilen == {2}
    assert blatt.versteckte_spalten == {2}


def test_merged_cells_are_known_and_what_they_cover_is_left_out():
    verbunden = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    bedeckt = "<table:covered-table-cell><text:p>alt</text:p></table:covered-table-cell>"
    blatt = lies(zeile(zelle(verbunden, "<text:p>Ziel</text:p>") + bedeckt))
    assert blatt.spalten == {1: ["Ziel"]}
    assert blatt.verbunden == (Bereich(1, 1, 2, 2),)


def test_what_the_file_keeps_of_other_files_is_no_sheet_but_said():
    assert "andere Dateien" in lies(zeile(zelle("", "<text:p>a</text:p>"))).hinweise[0]
