"""The catalogue: a Kennzahl is a definition and a pure function from the tidy tables to the rows that are counted."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import narwhals.stable.v2 as nw

from qz_analysis.errors import ParameterFehler
from qz_analysis.figures.ausfall import versuche
from qz_analysis.figures.bedingung import Bedingung, gruppierung, lies_bedingungen
from qz_analysis.figures.belegstelle import Belegstelle
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.geheimhaltung import verberge
from qz_analysis.figures.geheimhaltung_klassen import hinweis
from qz_analysis.figures.geheimhaltung_plan import geheime_gruppen
from qz_analysis.figures.geheimhaltung_tage import AUS_EINZELNEN_TAGEN, KleineTage, verraet_tage
from qz_analysis.figures.geheimhaltung_zellen import Abfrage, Schluessel
from qz_analysis.figures.gruppierung import GRUPPIERUNGEN, ORTE
from qz_analysis.figures.messung import Gruppe, Messung, belegstellen, berechne, berechne_mass, waehle
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
        leer = self._leer(je, wo)

        def ausgefallen(grund: str) -> Ergebnis:
            return leer.mit((Wert(None, schluessel=(None,) * len(leer.je), fehler=grund),))

        return versuche(leer.bezeichnung, lambda: self._berechne(tabellen, je, wo, filterbar), ausgefallen)

    def _leer(self, je: str | Sequence[str], wo: str | Mapping[str, Any]) -> Ergebnis:
        """Return the Ergebnis without values: what it is called, also where its groupings are no groupings."""
        namen = [je] if isinstance(je, str) else je
        gruppen = tuple(GRUPPIERUNGEN[name] for name in namen if name in GRUPPIERUNGEN)
        with suppress(ParameterFehler):
            wo = "; ".join(map(str, lies_bedingungen(wo, (*self.kennzahl.gruppen, *ORTE))))
        return Ergebnis(self.kennzahl, (), gruppen, str(wo))

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
            return belegstellen(belegt, gruppen, b["anwesenheit"] if messung.flaechig else None)

        wo_text = "; ".join(map(str, bedingungen))
        zusatz = b.einmal(hinweis) if any(g.roh for g in gruppen) else ""
        ergebnis = Ergebnis(self.kennzahl, werte, gruppen, wo_text, quellen, zusatz=zusatz)
        geschuetzt = ergebnis
        if self.kennzahl.personen:
            geheim = self._geheim(b, ergebnis, gezaehlt, bedingungen)
            geschuetzt = verberge(ergebnis, geheim, b.einstellungen.k)
        if not filterbar:
            return geschuetzt
        wahl = [gruppierung(name, erlaubt) for name in filterbar]
        return replace(
            geschuetzt, sichten=sichten(geschuetzt, wahl, lambda nach: self._berechne(b, nach, wo, ()))
        )

    def _geheim(
        self, b: Bestand, e: Ergebnis, gezaehlt: nw.LazyFrame, bedingungen: tuple[Bedingung, ...]
    ) -> frozenset[Schluessel]:
        """Return the groups that are secret: by the plan, or because of what few days would tell."""
        k, name = b.einstellungen.k, self.kennzahl.id
        geheim = geheime_gruppen(b, Abfrage(name, e.je, bedingungen))
        if name not in AUS_EINZELNEN_TAGEN:
            return geheim
        if (
            name == "besuche_hochrechnung"
        ):  # the sum of what each Angebot would add: the rest to it is that of another
            je_angebot = (*e.je, gruppierung("angebot", self.kennzahl.gruppen))
            geheim |= {s[:-1] for s in geheime_gruppen(b, Abfrage(name, je_angebot, bedingungen))}
            return geheim
        tage = berechne_mass(b, KleineTage(k), gezaehlt, e.je)
        return geheim | {
            w.schluessel for w in e.werte
            if (t := tage.get(w.schluessel)) is not None and verraet_tage(name, w.anzahl, t, k)
        }  # fmt: skip


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
