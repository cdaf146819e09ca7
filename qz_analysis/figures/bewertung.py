"""What the data say of a goal, and what is missing to say more."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Literal

from qz_analysis.clean.zeitraum import Zeitraum
from qz_analysis.clean.zielzeitraum import Frist, Zusage
from qz_analysis.figures.belegstelle import Belegstelle
from qz_analysis.figures.kriterium import Kriterium
from qz_analysis.figures.stand import Stand
from qz_analysis.figures.wert import Ergebnis
from qz_analysis.figures.zeitreihe import Offen, Zeitreihe
from qz_analysis.model.anzahl import Anzahl

Lueckenart = Offen | Literal["ungenau", "keine_daten", "vor_daten", "nicht_faellig", "geheim", "kriterium"]


@dataclass(frozen=True)
class Luecke:
    """What is missing to decide: `anzahl` rows of a kind, with their cells. `text` is what was wrong with a criterion."""

    art: Lueckenart
    anzahl: int = 0
    belege: tuple[Belegstelle, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Fenster:
    """A month, quarter or the time between two Termine, and whether what was promised happened in it."""

    zeitraum: Zeitraum
    erfuellt: bool | None
    anzahl: Anzahl | None = None


@dataclass(frozen=True)
class Bewertung:
    """What the data say of a goal.

    `ergebnis` is a value of ZIEL_ERGEBNIS. `wert` is the Kennzahl on the day it was due, or over the time of the promise.
    `moeglich_ab` and `erfuellt_ab` are the days from which the target may have been met and was met; `tage` is how many
    days after the deadline that was, negative before it. `gehalten` says whether it held afterwards; None: open, or of
    a kind that can't be lost again. `ausgefallen` are the cells of what was meant and called off.
    """

    ergebnis: str
    kriterium: Kriterium | None = None
    wert: Ergebnis | None = None
    moeglich_ab: dt.date | None = None
    erfuellt_ab: dt.date | None = None
    tage: int | None = None
    gehalten: bool | None = None
    fenster: tuple[Fenster, ...] = ()
    luecken: tuple[Luecke, ...] = ()
    ausgefallen: tuple[Belegstelle, ...] = ()
    reihe: Zeitreihe | None = field(default=None, compare=False, repr=False)

    @property
    def faellig(self) -> dt.date | None:
        """The day of the deadline, or the first of the promise."""
        zeitraum = self.kriterium and self.kriterium.zeitraum
        return zeitraum and (zeitraum.tag if isinstance(zeitraum, Frist) else zeitraum.von)

    def verlauf(self) -> tuple[tuple[dt.date, Anzahl], ...]:
        """Return the value from each day on which it changed, to the end of the Jahr; none of figures about persons.

        What is known of persons must not be told from the steps between two values.
        """
        if self.reihe is None or self.kriterium is None or self.kriterium.rechnung.kennzahl.personen:
            return ()
        zeitraum, jahr = self.kriterium.zeitraum, self.reihe.jahr
        anfang, ende = dt.date(jahr, 1, 1), dt.date(jahr, 12, 31)
        tage = self.reihe.wechsel(anfang, ende)
        ab = zeitraum.von if isinstance(zeitraum, Frist) else None
        laeuft = isinstance(zeitraum, Zusage) and self.reihe.dauert
        staende = [(tag, self.reihe.am(tag) if laeuft else self.reihe.bis(tag, ab)) for tag in tage]
        return tuple((tag, s.anzahl) for tag, s in staende if s.anzahl is not None)


def luecken_am(reihe: Zeitreihe, tag: dt.date, von: dt.date | None) -> list[Luecke]:
    """Return why the value is not decided on a day: rows that may count, else numbers that are hedged."""
    funde = reihe.offene(tag, von)
    luecken = [Luecke(art, n, belege) for art, (n, belege) in funde.items()]
    return luecken or [Luecke("ungenau", belege=reihe.belege(tag, von))]


def ergebnis_von(reihe: Zeitreihe, stand: Stand, bis: dt.date, von: dt.date | None) -> Ergebnis:
    """Return the value as one that the house can show, protect and trace."""
    wert = replace(stand.moeglich, anzahl=None if reihe.leer else stand.anzahl)
    if not stand.exakt:
        wert = replace(wert, zaehler=None, nenner=None)
    return Ergebnis(
        reihe.rechnung.kennzahl, (wert,), (), reihe.wo, lambda: {wert.schluessel: reihe.belege(bis, von)}
    )


def erfuellt(stand: Stand, kriterium: Kriterium) -> bool | None:
    """Return whether a value meets the target, None where that is not decided."""
    return stand.erfuellt(kriterium.zeichen, kriterium.soll)


def verfehlt(stand: Stand, kriterium: Kriterium) -> str:
    """Return what a missed target is: partly reached where something of what should be counted is there."""
    if not kriterium.steigend and kriterium.vergleich != "genau":
        return "nicht_erreicht"
    zahl = stand.anzahl
    if zahl is None:
        return "nicht_erreicht" if stand.exakt else "nicht_entscheidbar"
    if zahl.min > 0:
        return "teilweise" if zahl.min < kriterium.soll else "nicht_erreicht"
    return "nicht_erreicht" if zahl.max == 0 else "nicht_entscheidbar"
