"""Goals with a deadline: what had come about by then, and when it did."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable

from qz_analysis.clean.zielzeitraum import Frist
from qz_analysis.figures.bewertung import Bewertung, Luecke, erfuellt, ergebnis_von, luecken_am, verfehlt
from qz_analysis.figures.kriterium import Kriterium
from qz_analysis.figures.zeitreihe import Zeitreihe


def bewerte_frist(reihe: Zeitreihe, kriterium: Kriterium, frist: Frist) -> Bewertung:
    """Return what came of a goal that was due on a day, that day included.

    Met by then is erreicht, met later in the Jahr verspaetet_erreicht. Due before the first data or after the last
    is not decided, and neither is what rests on rows that may or may not have been there by then.
    """
    anfang, ende = dt.date(reihe.jahr, 1, 1), dt.date(reihe.jahr, 12, 31)
    tag = min(frist.tag, ende)
    stand = reihe.bis(tag, frist.von)
    urteil = erfuellt(stand, kriterium)
    erster = reihe.erster_tag
    # What was met and lost again by the deadline is missed: then only the days after it count.
    von = tag if urteil is False else frist.von or min(anfang, erster or anfang)
    moeglich, sicher = _zuerst(reihe, kriterium, frist, von, ende)
    if urteil is True and not kriterium.steigend:
        moeglich = sicher = None  # "höchstens 5" holds from the start: no day on which it was met
    luecken: list[Luecke] = []
    if reihe.leer:
        ergebnis, luecken = "nicht_entscheidbar", [Luecke("keine_daten")]
    elif frist.tag < anfang or (reihe.tagebuch and erster is not None and frist.tag < erster):
        ergebnis, luecken = "nicht_entscheidbar", [Luecke("vor_daten")]
    elif urteil is True:
        ergebnis = "erreicht"
    elif frist.tag > ende:
        ergebnis, luecken = "nicht_entscheidbar", [Luecke("nicht_faellig")]
    elif urteil is None or (moeglich is not None and sicher is None):
        ergebnis, luecken = (
            "nicht_entscheidbar",
            luecken_am(reihe, tag if urteil is None else ende, frist.von),
        )
    elif sicher is not None:
        ergebnis = "verspaetet_erreicht"
    else:
        ergebnis = verfehlt(stand, kriterium)
        luecken = luecken_am(reihe, tag, frist.von) if ergebnis == "nicht_entscheidbar" else []
    return Bewertung(
        ergebnis,
        kriterium,
        ergebnis_von(reihe, stand, tag, frist.von),
        moeglich,
        sicher,
        (sicher - frist.tag).days if sicher else None,
        _gehalten(reihe, kriterium, max(sicher, tag), ende) if sicher and reihe.dauert else None,
        luecken=tuple(luecken),
        ausgefallen=reihe.ausgefallen(),
        reihe=reihe,
    )


def _zuerst(
    reihe: Zeitreihe, kriterium: Kriterium, frist: Frist, von: dt.date, bis: dt.date
) -> tuple[dt.date | None, dt.date | None]:
    """Return the first day on which the target may have been met, and the first on which it was."""
    tage = [] if reihe.leer else reihe.wechsel(von, bis)
    gemerkt: dict[dt.date, bool | None] = {}

    def urteil(tag: dt.date) -> bool | None:
        if tag not in gemerkt:
            gemerkt[tag] = erfuellt(reihe.bis(tag, frist.von), kriterium)
        return gemerkt[tag]

    def erster(passt: Callable[[dt.date], bool]) -> dt.date | None:
        if kriterium.steigend and reihe.waechst:  # once met it stays so, and a few looks are enough
            stelle = bisect_left(tage, True, key=passt)
            return tage[stelle] if stelle < len(tage) else None
        return next((tag for tag in tage if passt(tag)), None)

    return erster(lambda tag: urteil(tag) is not False), erster(lambda tag: urteil(tag) is True)


def _gehalten(reihe: Zeitreihe, kriterium: Kriterium, von: dt.date, bis: dt.date) -> bool | None:
    urteile = {erfuellt(reihe.am(tag), kriterium) for tag in reihe.wechsel(von, bis)}
    return False if False in urteile else None if None in urteile else True
