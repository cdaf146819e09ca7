"""Markdown of a notebook cell as paragraphs of a Word file."""

import re
from html import unescape
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from qz_analysis.report.markdown_typst import Gliederung
from qz_analysis.report.word_xml import Zelle, druckbar, neuer_absatz, tabelle

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_MARKEN = re.compile(r"(?is)<!--.*?-->|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^>]*>")
_KURZ = 300  # characters up to which a text below a heading is an introduction
_TIEFSTE_LISTE = 3  # Word's own list styles end there


class Textschreiber:
    """Appends Markdown and code to a document; headings get the levels that `gliederung` allows."""

    def __init__(self, dokument: Any, gliederung: Gliederung) -> None:
        self._dokument = dokument
        self._gliederung = gliederung

    def code(self, text: str) -> None:
        """Append a text as it was typed, in a font of one width."""
        if text.strip():
            neuer_absatz(self._dokument, druckbar(_ANSI.sub("", text)).rstrip(), "QZ Code")

    def markdown(self, text: str) -> None:
        """Append Markdown: headings, paragraphs, lists, quotes, tables, code. Pictures are named, never fetched."""
        tokens = MarkdownIt("commonmark").enable("table").parse(text)
        listen: list[str] = []
        zitat = 0
        for stelle, token in enumerate(tokens):
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    listen.append("List Bullet" if token.type.startswith("bullet") else "List Number")
                case "bullet_list_close" | "ordered_list_close":
                    listen.pop()
                case "blockquote_open" | "blockquote_close":
                    zitat += 1 if token.nesting > 0 else -1
                case "fence" | "code_block":
                    self.code(token.content)
                case "html_block":
                    self._absatz(" ".join(unescape(_MARKEN.sub(" ", token.content)).split()), "Normal")
                case "table_open":
                    self._tabelle(tokens[stelle:])
                case "inline" if tokens[stelle - 1].type == "heading_open":
                    self._ueberschrift(token, tokens[stelle - 1], geschachtelt=bool(listen or zitat))
                case "inline" if tokens[stelle - 1].type == "paragraph_open":
                    absatz = neuer_absatz(self._dokument, "", _stil(listen, zitat))
                    self._inhalt(absatz, token.children or [])
                    if tokens[stelle - 2].type == "heading_close" and len(token.content) < _KURZ:
                        # Else it may stay behind with its heading while the picture it is about moves on.
                        absatz.paragraph_format.keep_with_next = True
                case _:
                    pass

    def _ueberschrift(self, inhalt: Token, kopf: Token, *, geschachtelt: bool) -> None:
        text = _schlicht(inhalt.children or [])
        ebene = None if geschachtelt or not text else self._gliederung.level(int(kopf.tag[1]), text)
        if ebene is not None:
            neuer_absatz(self._dokument, text, f"Heading {ebene}")
        elif geschachtelt:
            self._absatz(text, "Normal")

    def _inhalt(self, absatz: Any, tokens: list[Token]) -> None:
        fett = kursiv = False
        ziel = ""
        for token in tokens:
            match token.type:
                case "strong_open" | "strong_close":
                    fett = token.nesting > 0
                case "em_open" | "em_close":
                    kursiv = token.nesting > 0
                case "link_open":
                    ziel = unquote(str(token.attrs.get("href", "")))
                case "link_close":
                    # On paper and in a mail a link is worth what can be read of it.
                    if ziel.startswith(("http://", "https://", "mailto:")) and ziel not in absatz.text:
                        absatz.add_run(druckbar(f" ({ziel})"))
                case "hardbreak":
                    absatz.add_run().add_break()
                case "softbreak":
                    absatz.add_run(" ")
                case "text" | "code_inline" if token.content:
                    lauf = absatz.add_run(druckbar(token.content))
                    lauf.bold, lauf.italic = fett or None, kursiv or None
                    if token.type == "code_inline":
                        lauf.font.name = "Consolas"
                case "image":
                    absatz.add_run(druckbar(f"[Bild: {_schlicht(token.children or [])}]"))
                case _:
                    pass

    def _tabelle(self, tokens: list[Token]) -> None:
        zeilen: list[list[Zelle]] = []
        rechts: list[bool] = []
        for stelle, token in enumerate(tokens):
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                zeilen.append([])
            elif token.type in {"th_open", "td_open"}:
                ist_rechts = "right" in str(token.attrs.get("style", ""))
                rechts.append(ist_rechts)
                text = _schlicht(tokens[stelle + 1].children or [])
                zeilen[-1].append(Zelle(text, ist_rechts, kopf=token.type == "th_open"))
        element = tabelle(zeilen, [1.0] * len(zeilen[0]), kopfzeilen=1, alt="Tabelle", stil="QZTabellentext")
        self._dokument.element.body.insert_element_before(element, "w:sectPr")
        neuer_absatz(self._dokument, "", "QZ Anmerkung")

    def _absatz(self, text: str, stil: str) -> None:
        if text:
            neuer_absatz(self._dokument, text, stil)


def _stil(listen: list[str], zitat: int) -> str:
    if listen:
        tiefe = min(len(listen), _TIEFSTE_LISTE)
        return listen[-1] if tiefe == 1 else f"{listen[-1]} {tiefe}"
    return "Quote" if zitat else "Normal"


def _schlicht(tokens: list[Token]) -> str:
    return "".join(
        " " if t.type in {"softbreak", "hardbreak"} else t.content for t in tokens if t.type != "html_inline"
    ).strip()
