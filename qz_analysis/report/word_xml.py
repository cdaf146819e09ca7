"""Tables and fields of a Word file as WordprocessingML (ECMA-376): python-docx is too slow for the one and lacks the other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal
from xml.sax.saxutils import escape

NAMENSRAUM: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# What XML 1.0 has no place for, and what would turn the direction of a line.
_UNDRUCKBAR: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


@dataclass(frozen=True)
class Zelle:
    """A cell: its text, how many rows and columns it covers, its fill (rrggbb), and whether it is a header.

    `fortsetzung` is what a block from above covers: Word wants it there, but empty.
    """

    text: str
    rechts: bool = False
    kopf: bool = False
    fuellung: str = ""
    spalten: int = 1
    beginnt_block: bool = False
    fortsetzung: bool = False


def druckbar(text: str) -> str:
    """Return a text without what a Word file can't hold."""
    return _UNDRUCKBAR.sub("", text)


def neuer_absatz(dokument: Any, text: str, stil: str) -> Any:
    """Append a paragraph with a style that the document has, and return it."""
    neuer = dokument.add_paragraph(druckbar(text))
    if stil != "Normal":
        # Where python-docx sets a style, it looks through all for the one that need not be named.
        neuer._p.style = dokument.styles[stil].style_id
    return neuer


def tabelle(
    zeilen: Sequence[Sequence[Zelle]], breiten: Sequence[float], *, kopfzeilen: int, alt: str, stil: str
) -> Any:
    """Return a table as an element.

    `breiten` are shares of the text width; the first `kopfzeilen` rows come again on each page.
    """
    from docx.oxml import parse_xml

    summe = sum(breiten) or 1.0
    fuenfzigstel = [round(5000 * b / summe) for b in breiten]  # of a percent, as Word counts them
    spalten = "".join(f'<w:gridCol w:w="{breite}"/>' for breite in fuenfzigstel)
    inhalt = "".join(
        _zeile(zeile, fuenfzigstel, ist_kopf=n < kopfzeilen, stil=stil) for n, zeile in enumerate(zeilen)
    )
    return parse_xml(
        f"<w:tbl {NAMENSRAUM}><w:tblPr>"
        '<w:tblStyle w:val="QZTabelle"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{_attribut(alt)}"/></w:tblPr><w:tblGrid>{spalten}</w:tblGrid>{inhalt}</w:tbl>'
    )


def _zeile(zeile: Sequence[Zelle], breiten: Sequence[int], *, ist_kopf: bool, stil: str) -> str:
    teile, stelle = [], 0
    for zelle in zeile:
        teile.append(_zelle(zelle, sum(breiten[stelle : stelle + zelle.spalten]), stil))
        stelle += zelle.spalten
    eigenschaften = "<w:cantSplit/>" + ("<w:tblHeader/>" if ist_kopf else "")
    return f"<w:tr><w:trPr>{eigenschaften}</w:trPr>{''.join(teile)}</w:tr>"


def _zelle(zelle: Zelle, breite: int, stil: str) -> str:
    angaben = f'<w:tcW w:w="{breite}" w:type="pct"/>'
    if zelle.spalten > 1:
        angaben += f'<w:gridSpan w:val="{zelle.spalten}"/>'
    if zelle.beginnt_block or zelle.fortsetzung:
        angaben += '<w:vMerge w:val="restart"/>' if zelle.beginnt_block else "<w:vMerge/>"
    if zelle.fuellung:
        angaben += f'<w:shd w:val="clear" w:color="auto" w:fill="{zelle.fuellung}"/>'
    seite = '<w:jc w:val="right"/>' if zelle.rechts else ""
    fett = "<w:rPr><w:b/></w:rPr>" if zelle.kopf else ""
    return (
        f"<w:tc><w:tcPr>{angaben}</w:tcPr><w:p><w:pPr><w:pStyle w:val={_zitat(stil)}/>{seite}</w:pPr>"
        f"{_lauf(zelle.text, fett) if zelle.text else ''}</w:p></w:tc>"
    )


def _lauf(text: str, eigenschaften: str) -> str:
    teile = druckbar(text).replace("\t", " ").split("\n")
    inhalt = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(teil)}</w:t>' for teil in teile)
    return f"<w:r>{eigenschaften}{inhalt}</w:r>"


def feld(absatz: Any, anweisung: str, ergebnis: str) -> None:
    """Append a field to a paragraph, such as a running number, with what it shows until Word computes it anew."""
    from docx.oxml import parse_xml

    def stueck(inhalt: str) -> None:
        absatz._p.append(parse_xml(f"<w:r {NAMENSRAUM}>{inhalt}</w:r>"))

    art: Literal["begin", "separate", "end"]
    for art in ("begin", "separate", "end"):
        stueck(f'<w:fldChar w:fldCharType="{art}"/>')
        if art == "begin":
            stueck(f'<w:instrText xml:space="preserve"> {escape(anweisung)} </w:instrText>')
        elif art == "separate":
            stueck(f"<w:t>{escape(druckbar(ergebnis))}</w:t>")


def _attribut(text: str) -> str:
    return escape(druckbar(text).replace("\n", " "), {'"': "&quot;"})


def _zitat(text: str) -> str:
    return f'"{_attribut(text)}"'
