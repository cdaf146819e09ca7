"""Rhythms as a colleague writes them -> recurrence rules (RFC 5545, section 3.3.10)."""

import re
from dataclasses import dataclass

from qz_analysis.clean.zahl import ZAHLWORT

_TAGE = {"mo": "MO", "di": "TU", "mi": "WE", "do": "TH", "fr": "FR", "sa": "SA", "so": "SU"}
_FOLGE = list(_TAGE.values())
_TAG = r"(?:mo|di|mi|do|fr|sa|so)(?:n|ens|ttwoch|nners|ei|ms|nn)?\w*"
_SPANNE = re.compile(rf"\b({_TAG})\s*(?:-|–|bis)\s*({_TAG})\b")
_EINZELN = re.compile(
    r"\b(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?\b|\b(mo|di|mi|do|fr|sa|so)\b"
)
_ANZAHL_TAGE = re.compile(r"an (\w+) (?:wochen)?tagen|(\w+) ?(?:x|mal) (?:pro woche|wöchentlich|die woche)")
_JEDEN = re.compile(r"jeden (\d|letzten)\.? ?(\w+tag) (?:im|des) monats?")


@dataclass(frozen=True)
class Rhythmus:
    """`regel` holds one RRULE per line; `tage_je_woche` counts weekdays of weekly rules only."""

    regel: str | None
    tage_je_woche: int | None


def parse_rhythmus(text: str) -> Rhythmus:
    """Return the rules a text states. What it does not state (which weekday) is left out, not guessed."""
    teile = re.split(r"(?:,|;|\bund\b|\bsowie\b)\s*(?=14-?täg|jede|einmal|monat)", text.lower())
    regeln: list[str] = []
    tage_je_woche: int | None = None
    for teil in teile:
        regel, tage = _regel(teil)
        if regel:
            regeln.append(regel)
        tage_je_woche = tage or tage_je_woche
    return Rhythmus("\n".join(regeln) or None, tage_je_woche)


def _regel(teil: str) -> tuple[str | None, int | None]:
    tage = _wochentage(teil)
    byday = f";BYDAY={','.join(tage)}" if tage else ""
    if treffer := _JEDEN.search(teil):
        lage = "-1" if treffer[1] == "letzten" else treffer[1]
        return f"FREQ=MONTHLY;BYDAY={lage}{_TAGE[treffer[2][:2]]}", None
    if re.search(r"14-?täg|zweiwöchentlich|alle (zwei|2) wochen", teil):
        return f"FREQ=WEEKLY;INTERVAL=2{byday}", None
    if re.search(r"quartal|vierteljährlich", teil):
        return (
            ("FREQ=MONTHLY;INTERVAL=3", None)
            if re.search(r"pro|je |jedes|lich|weise", teil)
            else (None, None)
        )
    if re.search(r"halbjährlich", teil):
        return "FREQ=MONTHLY;INTERVAL=6", None
    if re.search(r"monatlich|im monat|pro monat", teil):
        return "FREQ=MONTHLY", None
    if re.search(r"\btäglich|werktäglich", teil):
        return f"FREQ=WEEKLY;BYDAY={','.join(_FOLGE[:5])}", 5
    anzahl = _anzahl_tage(teil)
    if anzahl or re.search(r"wöchentlich|jede woche|pro woche", teil) or re.search(r"tags\b", teil):
        return f"FREQ=WEEKLY{byday}", anzahl or len(tage) or 1
    return None, None


def _anzahl_tage(teil: str) -> int | None:
    treffer = _ANZAHL_TAGE.search(teil)
    if treffer is None:
        return None
    wort = (treffer[1] or treffer[2]).removesuffix("en")
    return ZAHLWORT.get(wort) or (int(wort) if wort.isdigit() else None)


def _wochentage(teil: str) -> list[str]:
    tage = {_TAGE[(lang or kurz)[:2]] for lang, kurz in _EINZELN.findall(teil)}
    for von, bis in _SPANNE.findall(teil):
        if von[:2] in _TAGE and bis[:2] in _TAGE:
            erster, letzter = _FOLGE.index(_TAGE[von[:2]]), _FOLGE.index(_TAGE[bis[:2]])
            tage.update(_FOLGE[erster : letzter + 1])
    return [tag for tag in _FOLGE if tag in tage]
