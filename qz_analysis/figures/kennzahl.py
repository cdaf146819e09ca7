"""The catalogue: a Kennzahl is a definition and a pure function from the tidy tables to the rows that are counted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from qz_analysis.errors import ParameterFehler
from qz_analysis.figures.ausfall import versuche
from qz_analysis.figures.bedingung import gruppierung, lies_bedingungen
from qz_analysis.figures.belegstelle import Belegstelle
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.geheimhaltung import schuetze
from qz_analysis.figures.gruppierung import ORTE
from qz_analysis.figures.messung import Gruppe, Messung, belegstellen, berechne, waehle
from qz_analysis.figures.naechster import naechster_rat
from qz_analysis.figures.sicht import sichten
from qz_analysis.figures.wert import Ergebnis, Geheimhaltung, Kennzahl, Wert
from qz_analysis.model.tabellen import Tabellen


@dataclass(frozen=True)
class Rechnung:
    """What computes a Kennzahl: call it with the tables."""

    kennzahl: Kennzahl
    funktion: Callable[[Bestand], Messung]

    def __call__(
        self,
        tabellen: Bestand | Tabellen | Mapping[str, Any],
        /,
        *,
        je: str | Sequence[str] = (),
        wo: str | Mapping[str, Any] = "",
        filterbar: Sequence[str] = (),
    ) -> Ergebnis:
        """Return the values, one per group of `je`, of the rows for which the conditions `wo` hold.

        `je` names groupings of the Kennzahl, `wo` is a text such as "art = wiederkehrend; bereich = mehrgenerativ".
        `filterbar` names groupings by which readers of a page may limit the values: each choice is computed as well.
        Counts of persons below the `k` of the settings come back suppressed. Raises ParameterFehler for a grouping or
        a coded value that does not exist; a name that stands nowhere, such as an Angebot's, just has no rows.
        """
        return versuche(
            self.kennzahl.bezeichnung,
            lambda: self._berechne(tabellen, je, wo, filterbar),
            lambda grund: Ergebnis(self.kennzahl, (Wert(None),), fehler=grund),
        )

    def _berechne(
        self,
        tabellen: Bestand | Tabellen | Mapping[str, Any],
        je: str | Sequence[str],
        wo: str | Mapping[str, Any],
        filterbar: Sequence[str],
    ) -> Ergebnis:
        b = Bestand.von(tabellen)
        erlaubt = (*self.kennzahl.gruppen, *ORTE)
        gruppen = tuple(gruppierung(name, erlaubt) for name in ([je] if isinstance(je, str) else je))
        bedingungen = lies_bedingungen(wo, erlaubt)
        messung = b.einmal(self.funktion)
        teile = messung.aufgeschluesselt
        gezaehlt = waehle(b, messung.zeilen, gruppen, bedingungen, aufgeschluesselt=teile)
        werte = berechne(b, messung, gezaehlt, gruppen, bedingungen)

        @cache
        def quellen() -> dict[Gruppe, tuple[Belegstelle, ...]]:
            belegt = gezaehlt
            if messung.belegt is not None:
                belegt = waehle(b, messung.belegt, gruppen, bedingungen, aufgeschluesselt=teile)
            return belegstellen(belegt, gruppen)

        wo_text = "; ".join(map(str, bedingungen))
        ergebnis = Ergebnis(self.kennzahl, werte, gruppen, wo_text, quellen)
        geschuetzt = schuetze(ergebnis, b.einstellungen.k)
        if not filterbar:
            return geschuetzt
        wahl = [gruppierung(name, erlaubt) for name in filterbar]
        return replace(geschuetzt, sichten=sichten(geschuetzt, wahl, lambda nach: self(b, je=nach, wo=wo)))


KENNZAHLEN: dict[str, Rechnung] = {}


def finde_kennzahl(name: str) -> Rechnung:
    """Return a Kennzahl by id or label; raises ParameterFehler, with the nearest, for one that does not exist."""
    gesucht = name.strip().casefold()
    for kennung, rechnung in KENNZAHLEN.items():
        if gesucht in (kennung, rechnung.kennzahl.bezeichnung.casefold()):
            return rechnung
    namen = [*KENNZAHLEN, *(r.kennzahl.bezeichnung for r in KENNZAHLEN.values())]
    treffer = naechster_rat(name, namen, sonst=list(KENNZAHLEN))
    raise ParameterFehler(f"Die Kennzahl „{name}“ gibt es nicht. {treffer}")


def belege(
    tabellen: Bestand | Tabellen | Mapping[str, Any],
    kennung: str,
    gruppe: str | None = None,
    *,
    je: str | Sequence[str] = (),
    wo: str | Mapping[str, Any] = "",
) -> tuple[Belegstelle, ...]:
    """Return the source cells of a Kennzahl, or of one `gruppe` of it, called as readers see it.

    Raises ParameterFehler, with the nearest, for a Kennzahl, grouping or group that does not exist.
    """
    ergebnis = finde_kennzahl(kennung)(tabellen, je=je, wo=wo)
    return tuple(stelle for wert in ergebnis.gruppe(gruppe) for stelle in ergebnis.belege(wert))


def kennzahl(
    bezeichnung: str,
    einheit: str,
    definition: str,
    *,
    thema: str,
    zaehler: str,
    nenner: str | None = None,
    zeitraum: str = "Berichtsjahr",
    gruppen: tuple[str, ...] = (),
    geheimhaltung: Geheimhaltung = "keine",
    quelle: str = "eigene Definition",
) -> Callable[[Callable[[Bestand], Messung]], Rechnung]:
    """Declare a function as the Kennzahl of its name and add it to the catalogue `KENNZAHLEN`."""

    def declare(funktion: Callable[[Bestand], Messung]) -> Rechnung:
        eintrag = Kennzahl(
            funktion.__name__, thema, bezeichnung, einheit, definition, zaehler, nenner, zeitraum, gruppen,
            geheimhaltung, quelle,
        )  # fmt: skip
        KENNZAHLEN[eintrag.id] = Rechnung(eintrag, funktion)
        return KENNZAHLEN[eintrag.id]

    return declare
