"""What hangs on a sheet of an xlsx file beside its cells: comments, and text boxes that no table holds."""

import re
import xml.etree.ElementTree as ET

from qz_analysis.read.blattxml import lies_stelle
from qz_analysis.read.paket import Paket
from qz_analysis.read.wert import excel_text
from qz_analysis.read.xmlteil import baum

_TEXT_IN_FORM = re.compile(rb"<(?:\w+:)?t>[^<]*\S[^<]*<")


def lies_kommentare(paket: Paket, teil: str) -> dict[tuple[int, int], str]:
    """Return the comments of a sheet by (row, column); of a conversation its entries, one a line.

    Raises what `baum` raises.
    """
    kommentare: dict[tuple[int, int], str] = {}
    gespraeche: dict[tuple[int, int], list[str]] = {}
    for art, ziel in sorted(paket.beziehungen(teil).values()):
        if art == "comments" and ziel in paket:
            for kommentar in baum(paket.teil(ziel)).iterfind("commentList/comment"):
                stelle = lies_stelle(kommentar.get("ref", ""))
                if stelle and (gelesen := _text(kommentar)):
                    kommentare[stelle] = gelesen
        elif art == "threadedComment" and ziel in paket:
            for beitrag in baum(paket.teil(ziel)).iterfind("threadedComment"):
                stelle = lies_stelle(beitrag.get("ref", ""))
                if stelle and (gelesen := excel_text(beitrag.findtext("text", ""))):
                    gespraeche.setdefault(stelle, []).append(gelesen)
    # The comment beside a conversation only tells older programs that they can't show it.
    kommentare |= {stelle: "\n".join(beitraege) for stelle, beitraege in gespraeche.items()}
    return dict(sorted(kommentare.items()))


def hat_textfelder(paket: Paket, teil: str) -> bool:
    """Return whether shapes with text lie on a sheet."""
    return any(
        art == "drawing" and ziel in paket and _TEXT_IN_FORM.search(paket.teil(ziel)) is not None
        for art, ziel in paket.beziehungen(teil).values()
    )


def _text(kommentar: ET.Element) -> str | None:
    return excel_text("".join(t.text or "" for t in kommentar.iterfind("text//t")))
