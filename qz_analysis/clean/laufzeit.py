"""From when to when an Angebot runs: the texts in Beginn and Ende as days."""

import datetime as dt
import re
from dataclasses import dataclass

from qz_analysis.clean.zeitraum import parse_zeitraum

_VORSPANN = re.compile(r"^(?:ab|seit|bis)\b(?: (?:dem|zum|einschließlich))? *", re.I)
_LAEUFT_WEITER = {"", "-", "–", "laufend", "fortlaufend", "offen", "unbefristet", "läuft weiter", "weiterhin"}


@dataclass(frozen=True)
class Laufzeit:
    """First and last day as far as the texts give them; `tag` is the Beginn where it is one day.

    `von_spaetestens` is the last day of Beginn: by then it had begun. `unlesbar` names the columns whose text gives no period.
    """

    von: dt.date | None
    bis: dt.date | None
    tag: dt.date | None
    unlesbar: tuple[str, ...]
    von_spaetestens: dt.date | None = None


def lies_laufzeit(beginn: str | None, ende: str | None, jahr: int, land: str, *, einmalig: bool) -> Laufzeit:
    """Return the days between which an Angebot runs.

    "4. Quartal 2021" in Beginn is 1 October: something recurring begins then and goes on until Ende says otherwise. A
    span ("Juli bis September", "Sommerferien") says its own end. What takes place once takes place somewhere between
    the first and the last day of the period, so without an Ende the Beginn gives both.
    """
    vorn, hinten = _zeitraum(beginn, jahr, land), _zeitraum(ende, jahr, land)
    bis = hinten.bis if hinten else None
    if vorn and not ende and (einmalig or vorn.art in ("spanne", "ferien")):
        bis = vorn.bis
    unlesbar = tuple(
        name
        for name, text, gelesen in (("Beginn", beginn, vorn), ("Ende", ende, hinten))
        if gelesen is None and _rein(text).lower() not in _LAEUFT_WEITER
    )
    return Laufzeit(
        vorn.von if vorn else None,
        bis,
        vorn.von if vorn and vorn.art == "tag" else None,
        unlesbar,
        vorn.bis if vorn else None,
    )


def _zeitraum(text: str | None, jahr: int, land: str):
    return parse_zeitraum(_rein(text), jahr, land) if text else None


def _rein(text: str | None) -> str:
    return _VORSPANN.sub("", (text or "").strip())
