"""Numbers as German text."""

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from qz_analysis.figures.wert import Wert
from qz_analysis.model.anzahl import Anzahl

KEINE_ANGABE = "keine Angabe"
NICHT_BERECHNET = "nicht berechnet"
GEHEIM = "•"
NULL = "–"
LEGENDE = f"{NULL} genau null; {GEHEIM} geheim, weil zu klein; „{KEINE_ANGABE}“: nicht erhoben."


def zahl(wert: float, stellen: int = 1) -> str:
    """Return a number with German separators; whole numbers without decimals: 1.234,5."""
    text = f"{wert:,.0f}" if float(wert).is_integer() else f"{wert:,.{stellen}f}"
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".").replace("-", "−")


def prozent(anteil: float | None) -> str:
    """Return a share as whole percent; a share that isn't 0 or 1 never reads as 0 % or 100 %."""
    if anteil is None:
        return KEINE_ANGABE
    gerundet = round(anteil * 100)
    if gerundet == 0 and anteil > 0:
        return "unter 1 %"
    if gerundet == 100 and anteil < 1:
        return "über 99 %"
    return f"{gerundet} %"


def anzahl(a: Anzahl | None) -> str:
    """Return a number with its qualifier: "über 85", "rund 35", "50 bis 60", "Ø rund 14"; None is "keine Angabe".

    Bounds are rounded outwards, so that the text never claims more than is known.
    """
    if a is None:
        return KEINE_ANGABE
    if a.min == a.max == 0 and a.genauigkeit != "rund":
        return NULL
    return _mit_zusatz(a, zahl, 1)


def anteil(a: Anzahl | None) -> str:
    """Return a share, 0 to 1, as percent with its qualifier: "rund 35 %", "50 % bis 60 %"."""
    return KEINE_ANGABE if a is None else _mit_zusatz(a, prozent, 2)


def aenderung(
    a: Anzahl | None, schreibe: Callable[[float], str] = zahl, einheit: str = "", stellen: int = 1
) -> str:
    """Return a difference with its sign: "+6", "−3 bis +5"; none at all is "±0"."""
    if a is None:
        return KEINE_ANGABE

    def mit_zeichen(wert: float) -> str:
        text = schreibe(wert)
        zeichen = "" if text.startswith("−") else "+" if any(z in text for z in "123456789") else "±"
        return f"{zeichen}{text}{einheit}"

    if a.max is not None and a.min != a.max and mit_zeichen(a.min) == mit_zeichen(a.max):
        return f"rund {mit_zeichen(a.min)}"
    return _mit_zusatz(a, mit_zeichen, stellen)


def aenderung_prozent(a: Anzahl | None) -> str:
    """Return a relative difference: "+8 %"; below one percent with a decimal."""
    return aenderung(a, _in_prozent, "\u00a0%", 2)


def prozentpunkte(a: Anzahl | None) -> str:
    """Return a difference of shares: "+4,2 PP" for 0.042."""
    return aenderung(a, lambda anteil: zahl(round(anteil * 100, 1)), "\u00a0PP", 3)


def _in_prozent(anteil: float) -> str:
    prozent = round(anteil * 100, 1)
    return zahl(prozent if abs(prozent) < 1 else round(prozent))


def _mit_zusatz(a: Anzahl, schreibe: Callable[[float], str], stellen: int) -> str:
    """Return a number with its qualifier; bounds have `stellen` decimals before they are written."""
    unten = schreibe(_runde(a.min, stellen, ROUND_FLOOR))
    oben = "" if a.max is None else schreibe(_runde(a.max, stellen, ROUND_CEILING))
    spanne = f"{unten} bis {oben}"
    ungenaues_mittel = a.genauigkeit == "durchschnittlich" and a.min != a.max
    if a.max is None:
        genannt = a.genauigkeit == "mehr_als" and a.wert is not None
        text = (
            f"über {schreibe(_runde(a.nennwert, stellen, ROUND_FLOOR))}" if genannt else f"mindestens {unten}"
        )
    elif a.genauigkeit == "rund" or (ungenaues_mittel and a.wert is not None):
        text = f"rund {schreibe(a.nennwert) if a.wert is not None or a.min == a.max else spanne}"
    elif a.genauigkeit == "bis_zu" and a.min == 0:
        text = f"bis zu {oben}"
    else:
        text = schreibe(a.min) if a.min == a.max else spanne
    return f"Ø {text}" if a.ist_mittel or a.genauigkeit == "durchschnittlich" else text


def _runde(wert: float, stellen: int, rundung: str) -> float:
    """Return a bound with fewer decimals; what a float has behind the ninth is noise."""
    return float(round(Decimal(wert), 9).quantize(Decimal(1).scaleb(-stellen), rounding=rundung))


def wert(w: Wert, einheit: str = "") -> str:
    """Return a value as a reader sees it: suppressed, failed, missing, or the number; an "Anteil" in percent."""
    if w.geheim:
        return GEHEIM
    if w.fehler:
        return NICHT_BERECHNET
    return anteil(w.anzahl) if einheit == "Anteil" else anzahl(w.anzahl)


def aufzaehlung(teile: list[str]) -> str:
    """Return "a, b und c"."""
    return " und ".join([", ".join(teile[:-1]), teile[-1]]) if len(teile) > 1 else "".join(teile)
