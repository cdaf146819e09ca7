"""Markdown of a notebook cell as Typst source."""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from qz_analysis.report.bausteine_typst import Bilder, literal
from qz_analysis.report.formel import male
from qz_analysis.report.spaltenbreite import breakable

NO_ALT = "Abbildung ohne Beschreibung"

_SAFE_LINK = re.compile(r"(?i)(?:https?://|mailto:)\S+")
_DATA_URI = re.compile(r"data:(image/[a-z+.-]+)((?:;[^;,]*)*),(.*)", re.DOTALL)
_ENDUNGEN = {f".{endung}": mime for mime, endung in Bilder.endings.items()} | {".jpeg": "image/jpeg"}
_GROESSTES_BILD = 50_000_000  # bytes
_HTML_NOISE = re.compile(r"(?is)<!--.*?-->|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^>]*>")

_CALLS = {  # token type -> source; what nests in Markdown nests in Typst
    "paragraph_open": "\n\n",
    "paragraph_close": "\n\n",
    "bullet_list_open": "\n\n#list(",
    "bullet_list_close": ");\n\n",
    "ordered_list_close": ");\n\n",
    "list_item_close": "],",
    "blockquote_open": "\n\n#quote(block: true)[",
    "blockquote_close": "];\n\n",
    "hr": "\n\n#block(line(length: 100%, stroke: haarlinie));\n\n",
    "thead_open": "(",
    "thead_close": "), (",
    "th_open": "[",
    "th_close": "],",
    "td_open": "[",
    "td_close": "],",
    "table_close": "));\n\n",
    "em_open": "#emph[",
    "em_close": "];",
    "strong_open": "#strong[",
    "strong_close": "];",
    "s_open": "#strike[",
    "s_close": "];",
    "softbreak": '#" ";',
    "hardbreak": "#linebreak();",
}


class Gliederung:
    """Gives headings levels without gaps: assistive technology walks the outline, so no level may be skipped.

    The first first-level heading that repeats the title of the cover is left out.
    """

    def __init__(self, titel: str = "") -> None:
        self._titel = " ".join(titel.split())
        self._offen: list[int] = []

    def level(self, ebene: int, text: str) -> int | None:
        """Return the level a heading gets in the PDF, or None if it repeats the title."""
        if ebene == 1 and self._titel and " ".join(text.split()) == self._titel:
            self._titel = ""
            return None
        while self._offen and self._offen[-1] >= ebene:
            self._offen.pop()
        self._offen.append(ebene)
        return len(self._offen)


def markdown_to_typst(
    text: str,
    bilder: Bilder,
    gliederung: Gliederung,
    anhaenge: Mapping[str, Mapping[str, str]] | None = None,
    ordner: Path | None = None,
) -> str:
    """Return `text` as Typst source; pictures from `anhaenge`, data URIs and files in `ordner` go to `bilder`.

    HTML tags are dropped, their text is kept. A picture from elsewhere is named, never fetched. A formula is a picture
    with its LaTeX as alternative text; one that can't be read is printed as it was typed.
    """
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    # As in Jupyter, a sum of money is no formula: no space inside the signs, no digit right behind them.
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True).use(
        amsmath_plugin
    )
    parser.validateLink = lambda url: True  # judged here: links by _SAFE_LINK, pictures by _picture
    return _Writer(bilder, gliederung, anhaenge or {}, ordner).blocks(parser.parse(text))


class _Writer:
    def __init__(
        self,
        bilder: Bilder,
        gliederung: Gliederung,
        anhaenge: Mapping[str, Mapping[str, str]],
        ordner: Path | None,
    ):
        self._bilder = bilder
        self._gliederung = gliederung
        self._anhaenge = anhaenge
        self._ordner = ordner

    def blocks(self, tokens: list[Token]) -> str:
        out: list[str] = []
        for platz, token in enumerate(tokens):
            match token.type:
                case "heading_open":
                    out.append(self._heading(token, tokens[platz + 1]))
                case "heading_close":
                    out.append("];\n\n")
                case "inline":
                    out.append(self.inline(token.children or []))
                case "list_item_open":
                    # the parent list's type decides; `markup` of an item is its bullet or delimiter
                    out.append("enum.item[" if token.markup in {".", ")"} else "list.item[")
                case "ordered_list_open":
                    out.append(f"\n\n#enum(start: {int(token.attrs.get('start', 1))}, ")
                case "table_open":
                    out.append(f"\n\n#einfache-tabelle({_alignments(tokens[platz:])}, ")
                case "fence" | "code_block":
                    out.append(f"\n\n#raw(block: true, {literal(token.content.rstrip())});\n\n")
                case "math_block" | "math_block_label" | "amsmath":
                    out.append(f"\n\n{formel(token.content, self._bilder, im_text=False)}\n\n")
                case "html_block":
                    rest = " ".join(unescape(_HTML_NOISE.sub(" ", token.content)).split())
                    out.append(f"\n\n{_text(rest)}\n\n")
                case art:
                    out.append(_CALLS.get(art, ""))
        return "".join(out)

    def _heading(self, token: Token, inhalt: Token) -> str:
        text = _plain(inhalt.children or [])
        # a heading in a list or quotation, or one of pictures only, would break the outline
        ebene = self._gliederung.level(int(token.tag[1]), text) if text and token.level == 0 else 0
        if ebene is None:
            inhalt.children = []
            return "\n\n#["
        # Headings come again in the contents and, as decoration, in the running head: no place for links.
        inhalt.children = [_without_picture(t) for t in inhalt.children or [] if t.type[:5] != "link_"]
        return f"\n\n#heading(level: {ebene})[" if ebene else "\n\n#strong["

    def inline(self, tokens: list[Token]) -> str:
        out: list[str] = []
        for platz, token in enumerate(tokens):
            match token.type:
                case "text":
                    out.append(_text(token.content))
                case "math_inline" | "math_inline_double":
                    out.append(formel(token.content, self._bilder, im_text=token.type == "math_inline"))
                case "code_inline":
                    out.append(f"#raw({literal(breakable(token.content))});")
                case "link_open":
                    ziel = str(token.attrs.get("href", ""))
                    leer = tokens[platz + 1].type == "link_close"
                    out.append(f"#link({literal(ziel)})[" if _SAFE_LINK.fullmatch(ziel) else "#[")
                    out.append(_text(unquote(ziel)) if leer else "")
                case "link_close":
                    out.append("];")
                case "image":
                    out.append(self._picture(token))
                case "html_inline":
                    out.append("#linebreak();" if re.match(r"(?i)<br\b", token.content) else "")
                case art:
                    out.append(_CALLS.get(art, ""))
        return "".join(out)

    def _picture(self, token: Token) -> str:
        alt = _plain(token.children or []) or NO_ALT
        quelle = str(token.attrs.get("src", ""))
        for mime, base64 in self._sources(quelle):
            try:
                name = self._bilder.add(b64decode(base64, validate=False), mime)
            except (KeyError, Base64Error, ValueError):
                continue
            return f"#bild({literal(name)}, {literal(alt)});"
        return _text(f"[Bild nicht enthalten: {alt}]")

    def _sources(self, quelle: str) -> list[tuple[str, str]]:
        if quelle.startswith("attachment:"):
            anhang: Mapping[str, Any] = self._anhaenge.get(unquote(quelle.removeprefix("attachment:")), {})
            return list(anhang.items())
        if (datei := self._datei(quelle)) is not None:
            return [(_ENDUNGEN[datei.suffix.lower()], b64encode(datei.read_bytes()).decode("ascii"))]
        treffer = _DATA_URI.fullmatch(quelle)
        return [(treffer[1], unquote(treffer[3]))] if treffer and "base64" in treffer[2] else []

    def _datei(self, quelle: str) -> Path | None:
        """Return the picture file a notebook names beside itself; nothing above or outside its folder."""
        if self._ordner is None or ":" in quelle:
            return None
        wurzel = self._ordner.resolve()
        datei = (wurzel / unquote(quelle.partition("?")[0])).resolve()
        erlaubt = datei.is_relative_to(wurzel) and datei.suffix.lower() in _ENDUNGEN
        return datei if erlaubt and datei.is_file() and datei.stat().st_size <= _GROESSTES_BILD else None


def _without_picture(token: Token) -> Token:
    return Token("text", "", 0, content=_plain(token.children or [])) if token.type == "image" else token


def _text(text: str) -> str:
    return f"#{literal(breakable(text))};" if text else ""


def formel(latex: str, bilder: Bilder, *, im_text: bool) -> str:
    """Return a LaTeX formula as Typst source: a picture in the line or on a line of its own, else its source."""
    gemalt = male(latex, im_text=im_text)
    if gemalt is None:
        return f"#raw({literal(breakable(latex.strip()))}, block: {literal(not im_text)});"
    name = bilder.add(gemalt.svg, "image/svg+xml")
    masse = f"hoehe: {gemalt.hoehe:.3f}em, tiefe: {gemalt.tiefe:.3f}em"
    art = "formel" if im_text else "formelzeile"
    return f"#{art}({literal(name)}, {literal('Formel: ' + ' '.join(latex.split()))}, {masse});"


def _plain(tokens: list[Token]) -> str:
    return "".join(
        " " if t.type in {"softbreak", "hardbreak"} else t.content for t in tokens if t.type != "html_inline"
    ).strip()


def _alignments(tokens: list[Token]) -> str:
    """Return the columns' alignments of the table that opens `tokens`."""
    ende = next(i for i, t in enumerate(tokens) if t.type == "thead_close")
    rechts = ["right" in str(t.attrs.get("style", "")) for t in tokens[:ende] if t.type == "th_open"]
    return literal(["rechts" if r else "links" for r in rechts])
