"""Which days an Angebot should take place on, by its Rhythmus or its Beginn; what they leave open is not guessed."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qz_analysis.clean.ferien import feiertage, ferientage
from qz_analysis.clean.kalender import MONATSNAME
from qz_analysis.clean.laufzeit import Laufzeit
from qz_analysis.clean.regel import Regel
from qz_analysis.model.oeffnung import Oeffnung

_IN_FERIEN_ZU = re.compile(
    r"\b(?:außer|ausser|ausgenommen|nicht|ohne|keine?|bis auf)\b[^.;]*ferien|"
    r"ferien\b[^.;]*\b(?:geschlossen|frei|zu|keine?|nicht|ausgenommen|entfällt|pause)\b|"
    r"\bschulzeit|\ban schultagen|\bin (?:den )?schulwochen|\b(?:im|während des) schuljahr"
)
_IN_FERIEN_AUF = re.compile(
    r"\bauch (?:in|während)\b[^.;]*ferien|ferien inklusive|(?:inkl\.?|inklusive)[^.;]*ferien"
)
_NAME = re.compile(r"\b(?!schul)([a-zäöü]{3,}ferien)\b")
# A limit that `rhythmus_regel` doesn't have: "mittwochs ab März", "montags bis 31.07."
_BEGRENZT = re.compile(
    rf"\b(?:ab|seit|bis|start|beginn|anfang|mitte|ende|nach|vor)\b[^,;()]*?"
    rf"(?:\b{MONATSNAME}|\d\.\s?\d|quartal|halbjahr|ferien|\b20\d\d\b)"
)


@dataclass(frozen=True)
class Solltermine:
    """The days, each with why the house is closed on it (None: open), and what is left open about others."""

    tage: Mapping[dt.date, str | None]
    unbestimmt: tuple[str, ...]


def solltermine(
    angebot: Mapping[str, Any],
    laufzeit: Laufzeit,
    jahr: int,
    gelistet: Sequence[dt.date],
    oeffnung: Oeffnung,
    standort: str,
) -> Solltermine:
    """Return the days of a recurring Angebot in `jahr`; `gelistet` are its Termine in the lists.

    Each rule of its Rhythmus either gives days or a reason why it gives none. Days on which the house is closed are
    among them: it is for them to say that they are not expected.
    """
    rhythmus = " ".join((angebot["rhythmus"] or "").lower().split())
    if not angebot["rhythmus_regel"]:
        return Solltermine({}, ("Rhythmus nennt keine Regel" if rhythmus else "Rhythmus nicht genannt",))
    if laufzeit.unlesbar:
        return Solltermine({}, tuple(f"{name} nicht lesbar" for name in laufzeit.unlesbar))
    if "BYMONTH=" not in angebot["rhythmus_regel"] and _BEGRENZT.search(_IN_FERIEN_ZU.sub("", rhythmus)):
        return Solltermine({}, ("Beginn oder Ende steht im Rhythmus statt in der eigenen Spalte",))
    ferien = geschlossene_ferien(rhythmus, oeffnung)
    if unbekannt := [name for name in ferien if not ferientage(jahr, oeffnung.land, name)]:
        return Solltermine({}, tuple(f"{name.capitalize()} {jahr} nicht bekannt" for name in unbekannt))
    von = max(dt.date(jahr, 1, 1), laufzeit.von or dt.date.min)
    bis = min(dt.date(jahr, 12, 31), laufzeit.bis or dt.date.max)
    tage: set[dt.date] = set()
    offen: list[str] = []
    for zeile in angebot["rhythmus_regel"].splitlines():
        regel = Regel.lies(zeile)
        anker, grund = None, regel.unbestimmt()
        if grund is None and regel.braucht_anker:
            anker, grund = regel.anker(gelistet, laufzeit.tag)
        if grund is None:
            tage.update(regel.tage_von_bis(von, bis, anker))
        elif grund not in offen:
            offen.append(grund)
    zu = geschlossene_tage(jahr, oeffnung, standort, ferien) if tage else {}
    return Solltermine({tag: zu.get(tag) for tag in sorted(tage)}, tuple(offen))


def geschlossene_ferien(rhythmus: str, oeffnung: Oeffnung) -> tuple[str, ...]:
    """Return the names of the school holidays in which an Angebot pauses, ("ferien",) for all of them.

    "außer in den Sommerferien" means those only. Where the lower-case Rhythmus says nothing the setting holds.
    """
    if _IN_FERIEN_AUF.search(rhythmus):
        return ()
    if _IN_FERIEN_ZU.search(rhythmus):
        return tuple(sorted(set(_NAME.findall(rhythmus)))) or ("ferien",)
    return ("ferien",) if oeffnung.ferien_geschlossen else ()


def geschlossene_tage(
    jahr: int, oeffnung: Oeffnung, standort: str, ferien: tuple[str, ...]
) -> Mapping[dt.date, str]:
    """Return the days of a year on which a Standort is closed: day -> why. A public holiday is named before all else."""
    zu: dict[dt.date, str] = {}
    for name in ferien:
        zu |= ferientage(jahr, oeffnung.land, name)
    for s in oeffnung.schliessungen:
        if s.standort in (None, standort):
            erster, letzter = max(s.von, dt.date(jahr, 1, 1)), min(s.bis, dt.date(jahr, 12, 31))
            zu |= {erster + dt.timedelta(n): s.grund for n in range((letzter - erster).days + 1)}
    if oeffnung.feiertage_geschlossen:
        zu |= feiertage(jahr, oeffnung.land)
    return zu
