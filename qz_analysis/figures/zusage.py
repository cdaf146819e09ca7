"""Goals that promise something: that it holds on each day, or happens each month, quarter or fortnight."""

import datetime as dt
import re
from itertools import pairwise
from typing import Any, Final

from qz_analysis.clean.zeitraum import Zeitraum
from qz_analysis.clean.zielzeitraum import Frist, Zusage
from qz_analysis.figures.bewertung import (
    Bewertung,
    Fenster,
    Luecke,
    erfuellt,
    ergebnis_von,
    luecken_am,
    verfehlt,
)
from qz_analysis.figures.frist import bewerte_frist
from qz_analysis.figures.kriterium import Kriterium
from qz_analysis.figures.zeitreihe import Zeitreihe

_FOLGE: Final = {True: "t", False: "f", None: "n"}


def bewerte_zusage(reihe: Zeitreihe, kriterium: Kriterium, zusage: Zusage) -> Bewertung:
    """Return what came of a promise: kept all the time is erreicht, from later on verspaetet_erreicht.

    Kept now and then is teilweise. What does not go on, such as a mean of Besuche, is judged by its value over the time.
    """
    ende = dt.date(reihe.jahr, 12, 31)
    bis = min(zusage.bis, ende)
    if reihe.leer or zusage.von > ende:
        luecke = Luecke("keine_daten" if reihe.leer else "nicht_faellig")
        return Bewertung("nicht_entscheidbar", kriterium, luecken=(luecke,), reihe=reihe)
    takt = zusage.takt
    taeglich = reihe.laufend and (takt is None or takt.einheit == "tage")
    if takt is None and not reihe.laufend:
        # What only happens now and then can't hold on each day: its value over the whole time counts.
        return bewerte_frist(reihe, kriterium, Frist(zusage.bis, zusage.von))
    if taeglich:
        fenster = _tage(reihe, kriterium, zusage.von, bis)
    elif takt is not None and takt.einheit == "tage":
        fenster = _abstaende(reihe, zusage.von, bis, takt.tage)
    else:
        fenster = tuple(
            Fenster(z, erfuellt(stand, kriterium), stand.anzahl)
            for z in zusage.fenster()
            if (stand := reihe.im(z.von, z.bis))
        )
    stand = reihe.am(bis) if taeglich else reihe.im(zusage.von, bis)
    ergebnis = _aus_folge("".join(_FOLGE[f.erfuellt] for f in fenster))
    if ergebnis == "nicht_erreicht" and taeglich:
        ergebnis = verfehlt(stand, kriterium)
    if zusage.bis > ende and ergebnis == "erreicht":
        ergebnis = "nicht_entscheidbar"
    luecken: list[Luecke] = []
    if ergebnis == "nicht_entscheidbar":
        luecken = _luecken_der_zusage(reihe, fenster, zusage)
    moeglich, sicher = (
        next((f.zeitraum.von for f in fenster if f.erfuellt in gilt), None)
        for gilt in ((True, None), (True,))
    )
    return Bewertung(
        ergebnis,
        kriterium,
        ergebnis_von(reihe, stand, bis, zusage.von),
        moeglich,
        sicher,
        (sicher - zusage.von).days if sicher else None,
        _hielt(fenster),
        fenster,
        tuple(luecken),
        reihe.ausgefallen(),
        reihe,
    )


def _tage(reihe: Zeitreihe, kriterium: Kriterium, von: dt.date, bis: dt.date) -> tuple[Fenster, ...]:
    """Return the times within which the value stayed as it was."""
    tage = reihe.wechsel(von, bis)
    enden = [tag - dt.timedelta(days=1) for tag in tage[1:]] + [bis]
    staende = [reihe.am(tag) for tag in tage]
    return tuple(
        Fenster(Zeitraum(tag, zu, "spanne"), erfuellt(stand, kriterium), stand.anzahl)
        for tag, zu, stand in zip(tage, enden, staende, strict=True)
    )


def _abstaende(reihe: Zeitreihe, von: dt.date, bis: dt.date, hoechstens: int) -> tuple[Fenster, ...]:
    """Return the times between two Termine, and before the first and behind the last; none may be longer.

    A Termin of which nobody says whether it took place may have filled a gap.
    """
    tage, offen = reihe.ereignisse(von, bis)
    eintag = dt.timedelta(days=1)
    punkte = [von - eintag, *tage, bis + eintag]
    fenster = []
    for davor, danach in pairwise(punkte):
        passt = (danach - davor).days <= hoechstens
        zeitraum = Zeitraum(max(davor, von), min(danach, bis), "spanne")
        fenster.append(Fenster(zeitraum, True if passt else None if offen else False))
    return tuple(fenster)


def _aus_folge(folge: str) -> str:
    """Return what a promise came to, from its times one after the other: kept (t), not (f) or undecided (n)."""
    if not folge or "tf" in folge.replace("n", ""):
        return "teilweise" if folge else "nicht_entscheidbar"
    if re.fullmatch("t+", folge):
        return "erreicht"
    if re.fullmatch("f+", folge):
        return "nicht_erreicht"
    return "verspaetet_erreicht" if re.fullmatch("f+n*t+", folge) else "nicht_entscheidbar"


def _hielt(fenster: tuple[Fenster, ...]) -> bool | None:
    """Return whether a promise was kept on from the first time it was."""
    erstes = next((n for n, f in enumerate(fenster) if f.erfuellt is True), None)
    if erstes is None:
        return None
    danach = {f.erfuellt for f in fenster[erstes:]}
    return False if False in danach else None if None in danach else True


def _luecken_der_zusage(reihe: Zeitreihe, fenster: tuple[Fenster, ...], zusage: Zusage) -> list[Luecke]:
    offen = [f.zeitraum for f in fenster if f.erfuellt is None]
    if zusage.bis > dt.date(reihe.jahr, 12, 31) and not offen:
        return [Luecke("nicht_faellig")]
    funde: dict[Any, Luecke] = {}
    for zeitraum in offen:
        for luecke in luecken_am(reihe, zeitraum.bis, zeitraum.von):
            if luecke.art not in funde or luecke.anzahl > funde[luecke.art].anzahl:
                funde[luecke.art] = luecke
    genauer = [luecke for art, luecke in funde.items() if art != "ungenau"]
    return genauer or list(funde.values())
