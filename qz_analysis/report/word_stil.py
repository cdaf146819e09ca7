"""The look of a Word file: A4, German, styles by the names Word knows, so that the team's own template can take them over."""

from typing import Any, Final

BREITE, HOEHE, RAND = 21.0, 29.7, 2.2  # cm
SCHRIFT: Final = "Calibri"  # what the team's Word has; LibreOffice takes Carlito, of the same widths
AKZENT: Final = "1F3A5F"
GRUND: Final = {"fehler": "FDEFEE", "warnung": "FFF6E0", "hinweis": "EEF3F9"}


def neues_dokument(titel: str, laufkopf: str) -> Any:
    """Return an empty document with our styles, the running title above and page numbers below."""
    from docx import Document
    from docx.shared import Cm, Pt, RGBColor

    from qz_analysis.report.word_xml import druckbar, feld

    dokument = Document()
    dokument.core_properties.title = druckbar(titel)[:255]
    dokument.core_properties.author = ""
    dokument.core_properties.comments = ""
    dokument.core_properties.language = "de-DE"
    seite = dokument.sections[0]
    seite.page_width, seite.page_height = Cm(BREITE), Cm(HOEHE)
    seite.left_margin = seite.right_margin = Cm(RAND)
    seite.top_margin = seite.bottom_margin = Cm(2.0)
    stile: Any = dokument.styles  # what a style can do depends on its kind
    grund = stile["Normal"]
    grund.font.name, grund.font.size = SCHRIFT, Pt(11)
    grund.paragraph_format.space_after = Pt(6)
    _sprache(grund)
    for name in ("Title", "Subtitle", "Caption", *(f"Heading {n}" for n in range(1, 7))):
        stil = stile[name]
        stil.font.name, stil.font.italic = SCHRIFT, False
        stil.font.color.rgb = RGBColor.from_string(AKZENT)
        _eine_schrift(stil)
    for n, groesse in enumerate((18, 14, 12, 11, 11, 11), 1):
        stile[f"Heading {n}"].font.size = Pt(groesse)
        stile[f"Heading {n}"].paragraph_format.keep_with_next = True
    stile["Title"].font.size, stile["Subtitle"].font.size = Pt(26), Pt(13)
    stile["Caption"].font.size, stile["Caption"].font.bold = Pt(10), True
    stile["Caption"].paragraph_format.space_before = Pt(10)
    _absatzstil(dokument, "QZ Anmerkung", groesse=9, nach=8)
    _absatzstil(dokument, "QZTabellentext", groesse=9, nach=0)
    _absatzstil(dokument, "QZRastertext", groesse=6.5, nach=0)
    _absatzstil(dokument, "QZ Code", groesse=9, nach=6, schrift="Consolas")
    for stufe, farbe in GRUND.items():
        kasten = _absatzstil(dokument, f"QZ Kasten {stufe}", groesse=11, nach=8)
        kasten.paragraph_format.space_before = Pt(8)
        _schattiere(kasten, farbe)
    _tabellenstil(dokument)
    seite.header.paragraphs[0].text = druckbar(laufkopf)
    fuss = seite.footer.paragraphs[0]
    fuss.add_run("Seite ")
    feld(fuss, "PAGE", "1")
    return dokument


def _absatzstil(dokument: Any, name: str, *, groesse: float, nach: float, schrift: str = SCHRIFT) -> Any:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    stil = dokument.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    stil.base_style = dokument.styles["Normal"]
    stil.font.name, stil.font.size = schrift, Pt(groesse)
    stil.paragraph_format.space_after = Pt(nach)
    return stil


def _sprache(stil: Any) -> None:
    from docx.oxml import parse_xml

    from qz_analysis.report.word_xml import NAMENSRAUM

    stil.element.get_or_add_rPr().append(parse_xml(f'<w:lang {NAMENSRAUM} w:val="de-DE"/>'))


def _eine_schrift(stil: Any) -> None:
    """Take the theme's fonts off a heading: they would win over the name that was given."""
    from docx.oxml.ns import qn

    schriften = stil.element.rPr.find(qn("w:rFonts"))
    for name in [n for n in schriften.attrib if n.endswith("Theme")]:
        del schriften.attrib[name]


def _schattiere(stil: Any, farbe: str) -> None:
    from docx.oxml import parse_xml

    from qz_analysis.report.word_xml import NAMENSRAUM

    absatz = stil.element.get_or_add_pPr()
    absatz.insert_element_before(
        parse_xml(f'<w:shd {NAMENSRAUM} w:val="clear" w:color="auto" w:fill="{farbe}"/>'),
        "w:tabs", "w:spacing", "w:ind", "w:jc",
    )  # fmt: skip


def _tabellenstil(dokument: Any) -> None:
    """Add the table style: lines between rows, a stronger one below the header."""
    from docx.oxml import parse_xml

    from qz_analysis.report.word_xml import NAMENSRAUM

    linie = 'w:val="single" w:space="0"'
    dokument.styles.element.append(
        parse_xml(
            f'<w:style {NAMENSRAUM} w:type="table" w:customStyle="1" w:styleId="QZTabelle"><w:name w:val="QZ Tabelle"/>'
            '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
            f'<w:top {linie} w:sz="8" w:color="{AKZENT}"/><w:bottom {linie} w:sz="8" w:color="{AKZENT}"/>'
            f'<w:insideH {linie} w:sz="4" w:color="D3DAE3"/></w:tblBorders>'
            '<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
            '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom {linie} w:sz="8" w:color="{AKZENT}"/>'
            "</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
        )
    )
