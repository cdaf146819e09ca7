"""Values and building blocks as Typst source.

Everything that comes from a notebook becomes a Typst literal: a string can't end its own quotes, so what a
cell of a spreadsheet says is printed and never run.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any

from qz_analysis.report.spaltenbreite import TEXT_WIDTH, breakable, column_widths, surely_wraps, too_narrow
from qz_analysis.show.baustein import text_von

PICTURE_HEIGHT = 505.0
SMALL = 10  # rows up to which a table is not torn apart,
SMALL_WRAPPED = 4  # and where they take several lines
TALL = 300.0
CHART_TEXT = 8.0  # points the labels of a chart should come out at
# The semibold font file has a family name of its own, by which alone Typst finds it.
_BOLD_TEXT = re.compile(r"""<(?:text|tspan|g)\b[^>]*font-weight(?:="|:\s*)(?:bold|[6-9]00)[^>]*>""")

# Direction overrides could make a cell print as something it isn't; the others are no characters at all.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


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


def is_landscape(daten: dict[str, Any]) -> bool:
    """Return whether the Baustein gets a landscape page of its own: one that asks for it, or has too many columns."""
    match daten.get("art"):
        case "raster":
            return True
        case "tabelle":
            return daten["querformat"] or too_narrow(_plain(daten))
        case _:
            return False


def _plain(daten: dict[str, Any]) -> dict[str, Any]:
    return daten | {"zeilen": [[text_von(zelle) for zelle in zeile] for zeile in daten["zeilen"]]}


def is_small(daten: dict[str, Any]) -> bool:
    """Return whether the Baustein is a table that another may stand beside."""
    return daten.get("art") == "tabelle" and not is_landscape(daten) and _is_short(_plain(daten))


def _is_short(daten: dict[str, Any]) -> bool:
    return len(daten["zeilen"]) <= (SMALL_WRAPPED if surely_wraps(daten) else SMALL)


class Verwandte:
    """The rows of all tables of a document by their header: tables with the same columns get the same widths."""

    def __init__(self) -> None:
        self._zeilen: dict[tuple[str, ...], list[list[str]]] = {}
        self._breiten: dict[str, tuple[list[float], bool]] = {}

    def add(self, daten: dict[str, Any]) -> None:
        """Note a table; what is no table, or an incomplete one, is passed over."""
        if daten.get("art") == "tabelle" and {"spalten", "zeilen"} <= daten.keys():
            self._zeilen.setdefault(_header(daten), []).extend(_plain(daten)["zeilen"])

    def widths(self, daten: dict[str, Any]) -> tuple[list[float], bool]:
        """Return what `column_widths` does, for the rows of all tables like this one where that fits."""
        if (zeilen := self._zeilen.get(_header(daten))) is None:
            return column_widths(daten)
        # What is the same for all of them is reckoned once.
        kopf = repr((daten["spalten"], daten["querformat"], len(zeilen)))
        if kopf not in self._breiten:
            self._breiten[kopf] = column_widths(daten | {"zeilen": zeilen})
        alle = self._breiten[kopf]
        return column_widths(daten) if alle[1] else alle


def _header(daten: dict[str, Any]) -> tuple[str, ...]:
    return tuple(spalte["titel"] for spalte in daten["spalten"])


def tabellenreihe(tabellen: Sequence[dict[str, Any]], verwandte: Verwandte) -> str:
    """Return the Typst call that draws small tables, two side by side where both have room."""
    return f"#tabellenreihe({literal([_tabelle(daten, verwandte) for daten in tabellen])})"


def baustein(daten: dict[str, Any], bilder: Bilder, verwandte: Verwandte, vorspann: str = "") -> str | None:
    """Return the Typst call that draws a Baustein, or None if its `art` is unknown.

    `daten` is what `Baustein.daten()` returned. `vorspann` is Typst source that a landscape page begins with.
    KeyError, TypeError or AttributeError if a part is missing.
    """
    match daten.get("art"):
        case "tabelle":
            return f"#tabelle({literal(_tabelle(daten, verwandte))}, vorspann: [{vorspann}])"
        case "diagramm":
            svg = _BOLD_TEXT.sub(
                lambda tag: tag[0].replace("IBM Plex Sans", "IBM Plex Sans SmBld"), daten["svg"]
            )
            felder = {name: daten[name] for name in ("titel", "untertitel")}
            felder["alt"] = daten["alt"].strip() or daten["titel"]
            felder["datei"] = bilder.add(svg.encode("utf-8", "replace"), "image/svg+xml")
            breite, hoehe = _chart_size(svg)
            felder |= {
                "breite": breite,
                "hoch": hoehe > TALL,
                "tabelle": _tabelle(daten["tabelle"], verwandte),
            }
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


def _tabelle(daten: dict[str, Any], verwandte: Verwandte) -> dict[str, Any]:
    daten = _plain(daten) | {"querformat": is_landscape(daten)}
    breiten, eng = verwandte.widths(daten)
    return {
        "titel": daten["titel"],
        "spalten": [
            {"titel": breakable(s["titel"]), "ausrichtung": s["ausrichtung"]} for s in daten["spalten"]
        ],
        "breiten": breiten,
        "eng": eng,
        "umbruch": surely_wraps(daten),
        "kurz": _is_short(daten),
        "zeilen": [[breakable(zelle) for zelle in zeile] for zeile in daten["zeilen"]],
        "anmerkung": daten["anmerkung"],
        "querformat": daten["querformat"],
    }


def _chart_size(svg: str) -> tuple[float, float]:
    """Return width and height in points with which the chart's labels read well and the chart fits the page."""
    kopf = re.search(r"<svg\b[^>]*>", svg)
    masse = [re.search(rf'\b{name}="([\d.]+)', kopf[0] if kopf else "") for name in ("width", "height")]
    if not (masse[0] and masse[1]):
        return TEXT_WIDTH, 0.0
    breite, hoehe = (float(m[1]) for m in masse if m)
    groessen = Counter(re.findall(r'font-size(?:="|:\s*)([\d.]+)', svg)).most_common(1)
    schrift = float(groessen[0][0]) if groessen else 12.0
    gesetzt = min(TEXT_WIDTH, breite * CHART_TEXT / schrift, PICTURE_HEIGHT * breite / hoehe)
    return gesetzt, gesetzt * hoehe / breite


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
