"""A table that a notebook shows as HTML, such as that of a data frame, as a tagged table in Typst."""

from typing import Any, Final

from bs4 import BeautifulSoup, Tag

from qz_analysis.report.bausteine_typst import literal
from qz_analysis.report.spaltenbreite import breakable

HOECHSTENS_ZEILEN: Final = 2000
HOECHSTENS_SPALTEN: Final = 60
BREIT: Final = 12  # columns from which a table lies across
ANDERES: Final = ["img", "svg", "video", "canvas", "form", "iframe"]


def htmltabelle(html: str) -> str | None:
    """Return the Typst call for the one table that `html` is, or None where it is something else or no table.

    Spans are kept; the text of a cell is a string and never run. A script or a style around it is dropped.
    """
    if "<table" not in html:
        return None
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(["script", "style", "button"]):
        element.decompose()
    tabellen = soup.find_all("table")
    if len(tabellen) != 1 or soup.find(ANDERES):
        return None
    (tabelle,) = tabellen
    kopf, rumpf = _teile(tabelle)
    belegt: dict[int, int] = {}
    gesetzt = [_reihe(zeile, n, belegt, ist_kopf=n < len(kopf)) for n, zeile in enumerate([*kopf, *rumpf])]
    spalten = max((breite for _, breite in gesetzt), default=0)
    if not spalten or spalten > HOECHSTENS_SPALTEN or len(gesetzt) > HOECHSTENS_ZEILEN:
        return None
    zeilen = [_gefuellt(zellen, breite, spalten) for zellen, breite in gesetzt]
    daten = {
        "spalten": spalten,
        "kopf": [z for zeile in zeilen[: len(kopf)] for z in zeile],
        "rumpf": [z for zeile in zeilen[len(kopf) :] for z in zeile],
        "titel": _text(tabelle.caption) if tabelle.caption else "",
        "notiz": _daneben(soup, tabelle),
        "quer": spalten >= BREIT,
    }
    return f"#html-tabelle({literal(daten)})"


def _teile(tabelle: Tag) -> tuple[list[Tag], list[Tag]]:
    """Return the rows of the head and those of the body; a head without `thead` is the first row of header cells."""
    alle = tabelle.find_all("tr")
    kopf = [zeile for zeile in alle if zeile.find_parent("thead")]
    if not kopf and alle and not alle[0].find("td"):
        kopf = alle[:1]
    return kopf, [zeile for zeile in alle if not any(zeile is k for k in kopf)]


def _reihe(
    zeile: Tag, nummer: int, belegt: dict[int, int], *, ist_kopf: bool
) -> tuple[list[dict[str, Any]], int]:
    """Return the cells of a row and the columns it is wide; `belegt` says until which row a cell from above covers a column."""
    zellen, spalte = [], 0
    for zelle in zeile.find_all(["th", "td"], recursive=False):
        while belegt.get(spalte, 0) > nummer:
            spalte += 1
        breit, hoch = _zahl(zelle, "colspan"), _zahl(zelle, "rowspan")
        for n in range(spalte, spalte + breit):
            belegt[n] = nummer + hoch
        spalte += breit
        text = _text(zelle)
        rechts = not ist_kopf and zelle.name == "td" and bool(text) and text[0] in "-+−0123456789.,"
        zellen.append(
            {
                "text": breakable(text),
                "breit": breit,
                "hoch": hoch,
                "kopf": zelle.name == "th",
                "rechts": rechts,
            }
        )
    while belegt.get(spalte, 0) > nummer:
        spalte += 1
    return zellen, spalte


def _gefuellt(zellen: list[dict[str, Any]], breite: int, spalten: int) -> list[dict[str, Any]]:
    """Return the cells of a row with empty ones where it is shorter than others."""
    leer = {"text": "", "breit": 1, "hoch": 1, "kopf": False, "rechts": False}
    return [*zellen, *([leer] * (spalten - breite))]


def _zahl(zelle: Tag, name: str) -> int:
    wert = str(zelle.get(name, "1"))
    return min(max(int(wert), 1), HOECHSTENS_SPALTEN) if wert.isdecimal() else 1


def _daneben(soup: BeautifulSoup, tabelle: Tag) -> str:
    """Return what stands beside the table, such as "5 rows × 3 columns"."""
    tabelle.extract()
    return _text(soup)


def _text(element: Tag) -> str:
    return " ".join(element.get_text(" ").split())
