"""The styles of an xlsx file, as far as meaning hangs on them: is a number a date, and which colour fills the cell."""

import colorsys
import xml.etree.ElementTree as ET
from typing import NamedTuple

from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from qz_analysis.read.wert import Zeitart

WEISS = "FFFFFF"  # not to be told from a cell without a fill


class Stil(NamedTuple):
    """What a cell's style says: whether its number is a point in time or a duration, and the fill as RRGGBB."""

    zeitart: Zeitart = None
    farbe: str | None = None


def lies_stile(stile: ET.Element | None, thema: ET.Element | None) -> list[Stil]:
    """Return the styles in the order that cells refer to them; [] where the file has none."""
    if stile is None:
        return []
    formate = {e.get("numFmtId", ""): e.get("formatCode", "") for e in stile.iterfind("numFmts/numFmt")}
    palette = _Palette(stile, thema)
    farben = [palette.fuellung(fill) for fill in stile.iterfind("fills/fill")]
    farben[:2] = [None, None]  # the first two are fixed, whatever the file says: none and a pattern
    gelesen = []
    for xf in stile.iterfind("cellXfs/xf"):
        nummer, fuellung = xf.get("numFmtId", "0"), xf.get("fillId", "0")
        code = formate.get(nummer) or (BUILTIN_FORMATS.get(int(nummer)) if nummer.isdecimal() else None)
        farbe = farben[int(fuellung)] if fuellung.isdecimal() and int(fuellung) < len(farben) else None
        gelesen.append(Stil(zeitart(code), farbe))
    return gelesen


def zeitart(code: str | None) -> Zeitart:
    """Return what a number format says about a number, for example "datum" for dd.mm.yyyy."""
    if not code or not is_date_format(code):
        return None
    return "dauer" if is_timedelta_format(code) else "datum"


class _Palette:
    def __init__(self, stile: ET.Element, thema: ET.Element | None) -> None:
        eigene = [e.get("rgb", "") for e in stile.iterfind("colors/indexedColors/rgbColor")]
        self._nummeriert = eigene or list(COLOR_INDEX)
        schema = None if thema is None else thema.find("themeElements/clrScheme")
        namen = [] if schema is None else [_grundfarbe(e) for e in schema]
        if len(namen) >= 4:  # light and dark stand the other way round than they are counted
            namen[0], namen[1], namen[2], namen[3] = namen[1], namen[0], namen[3], namen[2]
        self._thema = namen

    def fuellung(self, fill: ET.Element) -> str | None:
        muster = fill.find("patternFill")
        if muster is None or muster.get("patternType") != "solid":
            return None
        farbe = muster.find("fgColor")
        wert = None if farbe is None else self._wert(farbe.attrib)
        return None if wert == WEISS else wert

    def _wert(self, farbe: dict[str, str]) -> str | None:
        if "rgb" in farbe:
            wert: str | None = farbe["rgb"]
        elif "theme" in farbe:
            wert = _an_stelle(self._thema, farbe["theme"])
        else:
            wert = _an_stelle(self._nummeriert, farbe.get("indexed", ""))
        wert = _rrggbb(wert)
        return wert and _getoent(wert, farbe.get("tint", "0"))


def _grundfarbe(element: ET.Element) -> str:
    farbe = next(iter(element), None)
    return "" if farbe is None else farbe.get("lastClr") or farbe.get("val", "")


def _an_stelle(werte: list[str], stelle: str) -> str | None:
    return werte[int(stelle)] if stelle.isdecimal() and int(stelle) < len(werte) else None


def _rrggbb(wert: str | None) -> str | None:
    wert = (wert or "")[-6:].upper()
    return wert if len(wert) == 6 and set(wert) <= set("0123456789ABCDEF") else None


def _getoent(rgb: str, tint: str) -> str:
    try:
        anteil = max(-1.0, min(1.0, float(tint)))
    except ValueError:
        return rgb
    if not anteil:
        return rgb
    h, hell, s = colorsys.rgb_to_hls(*(int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    hell = hell * (1 + anteil) if anteil < 0 else hell + (1 - hell) * anteil
    return "".join(f"{round(teil * 255):02X}" for teil in colorsys.hls_to_rgb(h, hell, s))
