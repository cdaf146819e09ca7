"""How one goal names another: by its number, and by the year where that is not the obvious one."""

import re
from dataclasses import dataclass
from typing import Final

TRENNER: Final = re.compile(r"[;,/+&\n]|\bund\b")
_JAHR: Final = re.compile(r"\(\s*(20\d\d)\s*\)|\b(20\d\d)\s*:")
_VORSATZ: Final = re.compile(r"^(?:Handlungsziel|Folgeziel|Ziel|HZ|Nr)\b[.:]?\s*", re.IGNORECASE)
# What stands in the cell of a goal that continues none.
_KEINES: Final = frozenset({"", "-", "–", "—", "nein", "kein", "keine", "keines", "keins", "neu", "entfällt"})


@dataclass(frozen=True, order=True)
class Zielbezug:
    """A Handlungsziel of a Jahr, as another one names it."""

    jahr: int
    ziel_id: str

    def text(self, erwartet: int) -> str:
        """Return it as a table holds it: the number, with the year only where it is not the expected one."""
        return self.ziel_id if self.jahr == erwartet else f"{self.ziel_id} ({self.jahr})"


def zielnummer(text: str) -> str:
    """Return the number of a goal without what is written around it: "Ziel 2.3." is "2.3"."""
    return _VORSATZ.sub("", text.strip()).rstrip(". ")


def nummernfolge(ziel_id: str) -> tuple[tuple[int, str], ...]:
    """Return what a number is sorted by, so that "2.10" comes after "2.9"."""
    return tuple((int(t), "") if t.isdigit() else (0, t) for t in re.findall(r"\d+|[^\d.\s]+", ziel_id))


def lies_bezuege(text: str | None, jahr: int) -> tuple[Zielbezug, ...]:
    """Return the goals a cell names, each once: "2.5; 2.7", "Ziel 2.3 und 2.4", "2.1 (2024)", "2024: 2.1".

    A year in front of a number holds for those after it as well: "2024: 2.1; 2.2". One without a year is a goal of
    `jahr`. Nothing, "–" and "neu" name none.
    """
    bezuege = []
    for teil in TRENNER.split(text or ""):
        genannt = _JAHR.search(teil)
        jahr = int(genannt[2]) if genannt and genannt[2] else jahr
        nummer = zielnummer(_JAHR.sub(" ", teil))
        if nummer.casefold() not in _KEINES:
            bezuege.append(Zielbezug(int(genannt[1]) if genannt and genannt[1] else jahr, nummer))
    return tuple(dict.fromkeys(bezuege))


def schreibe_bezuege(bezuege: tuple[Zielbezug, ...], erwartet: int) -> str | None:
    """Return the goals as a table holds them, None where there are none."""
    return "; ".join(bezug.text(erwartet) for bezug in bezuege) or None
