"""Numbers as German text."""

from qz_analysis.figures.wert import Wert
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.model.werte import GENAUIGKEIT

KEINE_ANGABE = "keine Angabe"
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
    """Return a number with its qualifier: "über 85", "rund 35", "50 bis 60"; None is "keine Angabe"."""
    if a is None:
        return KEINE_ANGABE
    if a.genauigkeit == "von_bis" or (a.wert is None and a.max is not None and a.min != a.max):
        spanne = f"{zahl(a.min)} bis {zahl(a.max or 0)}"
        return spanne if a.genauigkeit != "rund" else f"rund {spanne}"
    wert = (
        a.wert if a.wert is not None else a.max if a.genauigkeit == "bis_zu" and a.max is not None else a.min
    )
    if wert == 0 and a.genauigkeit == "genau":
        return NULL
    zusatz = GENAUIGKEIT[a.genauigkeit].replace("durchschnittlich", "Ø")
    return f"{zusatz} {zahl(wert)}".strip()


def wert(w: Wert) -> str:
    """Return a value as a reader sees it: suppressed, missing, or the number."""
    return GEHEIM if w.geheim else anzahl(w.anzahl)


def aufzaehlung(teile: list[str]) -> str:
    """Return "a, b und c"."""
    return " und ".join([", ".join(teile[:-1]), teile[-1]]) if len(teile) > 1 else "".join(teile)
