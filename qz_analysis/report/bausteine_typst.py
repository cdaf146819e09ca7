"""Values and building blocks as Typst source.

Everything that comes from a notebook becomes a Typst literal: a string can't end its own quotes, so what a
cell of a spreadsheet says is printed and never run.
"""

import math
import re
import unicodedata
from collections import Counter
from typing import Any

from qz_analysis.show.baustein import text_von

TEXT_WIDTH = 453.0  # points: 160 mm, the text block of an upright page in bericht.typ
LANDSCAPE_WIDTH = 728.0
CELL_MARGIN = 4.5
CHARACTER = 5.6  # points a character takes at most on average, in semibold 9 pt
WHOLE_WORD = 12  # letters up to which bericht.typ keeps a word in a table whole
PICTURE_HEIGHT = 560.0
CHART_TEXT = 9.5  # points the labels of a chart should come out at
# The semibold font file has a family name of its own, by which alone Typst finds it.
_BOLD_TEXT = re.compile(r"""<(?:text|tspan|g)\b[^>]*font-weight(?:="|:\s*)(?:bold|[6-9]00)[^>]*>""")
ZERO_WIDTH_SPACE = "\u200b"

# Direction overrides could make a cell print as something it isn't; the others are no characters at all.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_LONG_TOKEN = re.compile(r"\S{18,}")
_SEPARATOR = re.compile(r"(?<=[-–/\\_.,:;@&?=#|+])(?=[^-–/\\_.,:;@&?=#|+\s])")


class Bilder:
    """The picture files a document needs, each under a name of its own."""

    endings = {  # noqa: RUF012 - a table, never written to
        "image/svg+xml": "svg",
        "image/png": "png",
        "image/jpeg": "jpg",
        "image/gif": "gif",
        "image/webp": "webp",
    }

    def __init__(self) -> None:
        self.dateien: dict[str, bytes] = {}

    def add(self, inhalt: bytes, mime: str) -> str:
        """Return the name under which the picture is stored; KeyError if Typst can't read that type."""
        name = f"bild-{len(self.dateien) + 1:03}.{self.endings[mime]}"
        self.dateien[name] = inhalt
        return name


def literal(wert: Any) -> str:
    """Return `wert` as a Typst literal; TypeError if it is not plain JSON data."""
    if wert is None:
        return "none"
    if isinstance(wert, bool):
        return "true" if wert else "false"
    if isinstance(wert, str):
        return f'"{_escape(wert)}"'
    if isinstance(wert, int):
        return str(wert)
    if isinstance(wert, float) and math.isfinite(wert):
        return f"{wert:f}"
    if isinstance(wert, dict):
        return "(" + ("".join(f"{literal(str(k))}: {literal(v)}, " for k, v in wert.items()) or ":") + ")"
    if isinstance(wert, list | tuple):
        return "(" + "".join(f"{literal(w)}, " for w in wert) + ")"
    raise TypeError(f"kein JSON-Wert: {type(wert).__name__}")


def _escape(text: str) -> str:
    text = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate has no place in a file
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _UNPRINTABLE.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n"))
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")


def breakable(text: str) -> str:
    """Return `text` with places to break long tokens, such as paths and ids, that hyphenation can't split."""
    return _LONG_TOKEN.sub(lambda treffer: _break_token(treffer[0]), text)


def _break_token(token: str) -> str:
    teile = []
    for teil in _SEPARATOR.split(token):
        limit = 16 if re.search(r"\d", teil) else 80  # German compounds are long, and hyphenated properly
        laenge = 12 if len(teil) > limit else max(len(teil), 1)
        teile += [teil[i : i + laenge] for i in range(0, len(teil), laenge)]
    return ZERO_WIDTH_SPACE.join(teile)


def is_landscape(daten: dict[str, Any]) -> bool:
    """Return whether the Baustein gets a landscape page of its own."""
    return daten.get("art") == "raster" or daten.get("querformat") is True


def baustein(daten: dict[str, Any], bilder: Bilder, vorspann: str = "") -> str | None:
    """Return the Typst call that draws a Baustein, or None if its `art` is unknown.

    `daten` is what `Baustein.daten()` returned. `vorspann` is Typst source that a landscape page begins with.
    KeyError, TypeError or AttributeError if a part is missing.
    """
    match daten.get("art"):
        case "tabelle":
            return f"#tabelle({literal(_tabelle(daten))}, vorspann: [{vorspann}])"
        case "diagramm":
            svg = _BOLD_TEXT.sub(
                lambda tag: tag[0].replace("IBM Plex Sans", "IBM Plex Sans SmBld"), daten["svg"]
            )
            felder = {name: daten[name] for name in ("titel", "untertitel")}
            felder["alt"] = daten["alt"].strip() or daten["titel"]
            felder["datei"] = bilder.add(svg.encode("utf-8", "replace"), "image/svg+xml")
            felder |= {"breite": _chart_width(svg), "tabelle": _tabelle(daten["tabelle"])}
            return f"#diagramm({literal(felder)})"
        case "raster":
            return f"#raster({literal(_raster(daten))}, vorspann: [{vorspann}])"
        case "hinweis":
            felder = {"stufe": daten["stufe"], "titel": daten["titel"], "text": breakable(daten["text"])}
            return f"#hinweis({literal(felder)})"
        case "kennwerte":
            werte = [k | {"wert": text_von(k["wert"])} for k in daten["werte"]]
            return f"#kennwerte({literal({'titel': daten['titel'], 'werte': werte})})"
        case _:
            return None


def _tabelle(daten: dict[str, Any]) -> dict[str, Any]:
    daten = daten | {"zeilen": [[text_von(zelle) for zelle in zeile] for zeile in daten["zeilen"]]}
    breiten, eng = column_widths(daten)
    return {
        "titel": daten["titel"],
        "spalten": [
            {"titel": breakable(s["titel"]), "ausrichtung": s["ausrichtung"]} for s in daten["spalten"]
        ],
        "breiten": breiten,
        "eng": eng,
        "dehnbar": any(s["breite"] != 1.0 for s in daten["spalten"]),
        "zeilen": [[breakable(zelle) for zelle in zeile] for zeile in daten["zeilen"]],
        "anmerkung": daten["anmerkung"],
        "querformat": daten["querformat"],
    }


def column_widths(daten: dict[str, Any]) -> tuple[list[float], bool]:
    """Return each column's width in points, and whether some are too narrow for their words.

    The width is the share asked for, or what the texts need if nobody asked; no column gets less than its
    longest ordinary word needs, as long as there is room.
    """
    platz = LANDSCAPE_WIDTH if daten["querformat"] else TEXT_WIDTH
    spalten = [[s["titel"], *(z[i] for z in daten["zeilen"])] for i, s in enumerate(daten["spalten"])]
    bedarf = [2 * CELL_MARGIN + CHARACTER * max(map(_longest_word, texte)) for texte in spalten]
    anteile = [float(s["breite"]) for s in daten["spalten"]]
    if all(anteil == 1.0 for anteil in anteile):
        anteile = [
            max(braucht, min(max(map(len, texte)), 36) * CHARACTER)
            for braucht, texte in zip(bedarf, spalten, strict=True)
        ]
    if sum(bedarf) > platz:
        return anteile, True
    fest: dict[int, float] = {}
    while True:  # each round gives one more narrow column its due; the others share the rest
        frei = platz - sum(fest.values())
        summe = sum(a for i, a in enumerate(anteile) if i not in fest) or 1.0
        breiten = [fest.get(i, frei * a / summe) for i, a in enumerate(anteile)]
        knapp = next((i for i, b in enumerate(breiten) if i not in fest and b < bedarf[i]), None)
        if knapp is None:
            return breiten, False
        fest[knapp] = bedarf[knapp]


def _longest_word(text: str) -> int:
    """Return how many characters of `text` must stay together on a line."""
    worte = re.split(rf"[\s{ZERO_WIDTH_SPACE}-]", breakable(text))
    return max(min(len(wort), 17 if re.search(r"\d", wort) else WHOLE_WORD) for wort in worte)


def _chart_width(svg: str) -> float:
    """Return the width in points at which the chart's labels read well and the chart fits the page."""
    kopf = re.search(r"<svg\b[^>]*>", svg)
    masse = [re.search(rf'\b{name}="([\d.]+)', kopf[0] if kopf else "") for name in ("width", "height")]
    if not (masse[0] and masse[1]):
        return TEXT_WIDTH
    breite, hoehe = (float(m[1]) for m in masse if m)
    groessen = Counter(re.findall(r'font-size(?:="|:\s*)([\d.]+)', svg)).most_common(1)
    schrift = float(groessen[0][0]) if groessen else 12.0
    return min(TEXT_WIDTH, breite * CHART_TEXT / schrift, PICTURE_HEIGHT * breite / hoehe)


def _raster(daten: dict[str, Any]) -> dict[str, Any]:
    for klasse in daten["legende"]:
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", klasse["farbe"]):
            raise TypeError(f"Farbe der Klasse „{klasse['titel']}“ ist nicht #rrggbb")
    return {
        "titel": daten["titel"],
        "spalten": daten["spalten"],
        "zeilen": [
            {"kopf": zeile["kopf"], "felder": [f | {"text": breakable(f["text"])} for f in zeile["felder"]]}
            for zeile in daten["zeilen"]
        ],
        "legende": daten["legende"],
        "anmerkung": daten["anmerkung"],
        "zeilenhoehe": min(14.0, 390.0 / max(len(daten["zeilen"]), 1) - 4.4),
    }
