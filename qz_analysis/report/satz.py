"""Typst source and pictures become a PDF, and an SVG a PNG, with the fonts of the package."""

import re
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from qz_analysis.errors import QzFehler
from qz_analysis.report.bausteine_typst import literal

TEMPLATE = Path(__file__).parent / "vorlagen" / "bericht.typ"
FONTS = Path(__file__).parent.parent / "show" / "schrift"
CSS_PPI = 96  # units of an SVG in an inch

# In the report's own font for certain; everything else is asked of the compiler, character by character.
_COMMON = re.compile(r"[\n\x20-\x7e\xa0-\xac\xae-\u017f–—‘’‚“”„…•€→≤≥−\u200b]")
_CHARACTER_REFERENCE = re.compile(r"&#(x[0-9a-fA-F]{2,6}|[0-9]{3,7});")


class PdfFehler(QzFehler):
    """Raised when a notebook can't be set as PDF."""


class BildFehler(QzFehler):
    """Raised when a picture can't be drawn."""


def compile_pdf(quelle: str, bilder: dict[str, bytes], *, archiv: bool = False) -> bytes:
    """Return the document as PDF/UA-1, with `archiv` as PDF/A-2a too; PdfFehler if Typst refuses it.

    A character no shipped font can draw would make the file inaccessible: it is printed as its number.
    """
    from typst import TypstError

    for druckbar in (_printable, lambda zeichen: False):
        dateien = {
            name: _printable_svg(b, druckbar) if name.endswith(".svg") else b for name, b in bilder.items()
        }
        dateien |= {"bericht.typ": TEMPLATE.read_bytes(), "main.typ": _only(quelle, druckbar).encode()}
        try:
            return _compile(dateien, format="pdf", pdf_standards=["ua-1", *(["a-2a"] if archiv else [])])
        except TypstError as fehler:
            # Single characters were fine, but a run of them was not (complex scripts): once more without.
            if "codepoint" not in str(fehler) and "could not be displayed" not in str(fehler):
                raise PdfFehler(_sentence(fehler)) from fehler
            letzter = fehler
    raise PdfFehler(_sentence(letzter)) from letzter


def compile_png(svg: str, massstab: float) -> bytes:
    """Return an SVG as PNG, `massstab` pixels for one of its units; BildFehler if Typst can't read it.

    What no shipped font can draw is drawn with one of the system's.
    """
    from typst import TypstError

    quelle = '#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image("bild.svg")'
    dateien = {"main.typ": quelle.encode(), "bild.svg": svg.encode("utf-8", "replace")}
    nur_eigene = all(_COMMON.match(zeichen) or _printable(zeichen) for zeichen in set(svg))
    try:
        return _compile(dateien, format="png", ppi=CSS_PPI * massstab, ignore_system_fonts=nur_eigene)
    except TypstError as fehler:
        raise BildFehler(
            f"Ein Bild (SVG) lässt sich nicht zeichnen; Typst meldet: „{fehler}“. Prüfen Sie die Zelle, die es ausgibt."
        ) from fehler


def _compile(dateien: dict[str, bytes], **wie: Any) -> bytes:
    import typst

    with TemporaryDirectory() as ordner:  # handed over in memory, files other than text are refused
        for name, inhalt in dateien.items():
            (Path(ordner) / name).write_bytes(inhalt)
        return typst.compile(
            str(Path(ordner) / "main.typ"),
            **{"root": ordner, "font_paths": [str(FONTS)], "ignore_system_fonts": True, **wie},
        )  # pyright: ignore[reportReturnType]


def _sentence(fehler: Exception) -> str:
    return (
        f"Das PDF konnte nicht gesetzt werden; Typst meldet: „{fehler}“. "
        "Prüfen Sie die zuletzt geänderten Zellen des Notebooks, vor allem Bilder."
    )


def _only(text: str, druckbar) -> str:
    fremd = {z for z in set(text) if not _COMMON.match(z) and not druckbar(z)}
    return text.translate({ord(z): f"[U+{ord(z):04X}]" for z in fremd})


def _printable_svg(svg: bytes, druckbar) -> bytes:
    text = _CHARACTER_REFERENCE.sub(_resolve, svg.decode("utf-8", "replace"))
    return _only(text, druckbar).encode()


def _resolve(treffer: re.Match[str]) -> str:
    nummer = int(treffer[1][1:], 16) if treffer[1][0] == "x" else int(treffer[1])
    zeichen = 0xA0 <= nummer < 0xD800 or 0xE000 <= nummer <= 0x10FFFF  # never the marks of XML itself
    return chr(nummer) if zeichen else treffer[0]


@lru_cache(maxsize=4096)
def _printable(zeichen: str) -> bool:
    from typst import TypstError

    probe = f"""#set document(title: "x")
    #set text(font: "IBM Plex Sans", lang: "de")
    #{literal(zeichen)};#image("x.svg", alt: "x")"""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">{zeichen}</text></svg>'
    try:
        _compile({"main.typ": probe.encode(), "x.svg": svg.encode()}, format="pdf", pdf_standards=["ua-1"])
    except TypstError:
        return False
    return True
