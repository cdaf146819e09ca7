"""Years and Standorte side by side: each Kennzahl where the lists allow it, its changes, and why where they don't."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from qz_analysis.figures.aenderung import Aenderung, vergleiche_werte
from qz_analysis.figures.bedarf import THEMEN, Listen, Standortjahr, bedarf, listen
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.gruppierung import GRUPPIERUNGEN
from qz_analysis.figures.kennzahl import KENNZAHLEN, Rechnung
from qz_analysis.figures.luecke import Luecke, luecken
from qz_analysis.figures.messung import ordnung
from qz_analysis.figures.partnerwechsel import Partnerwechsel, partnerwechsel
from qz_analysis.figures.reihe import NICHTS_DAZU, Einzelwert, Gruppen, Reihe
from qz_analysis.figures.wert import Ergebnis, Kennzahl, Wert
from qz_analysis.model.anzahl import Anzahl

# What says nothing about a house as a whole, or is no state that could change.
AUSGELASSEN: Final = frozenset(
    {
        "angebote_unsicher",  # about our reading of a source
        "tage_je_woche",  # about a single Angebot, as are the next two
        "termine_je_monat",
        "abstand_tage",
        "kerngruppe_alter",  # a span of ages
        "planraster_zeilen",
        "besuche_trend",  # a change already
        "besuche_hochrechnung",  # the larger, the less was counted
        "orientierungsziele_folgejahr",  # stand in their own Jahr
        "handlungsziele_folgejahr",
        "partner_neu",  # `partnerwechsel` says who
    }
)
GRUPPIERT: Final = (
    ("angebote", "bereich", "angebot.bereich"),
    ("angebote", "zielgruppe", "angebot.zielgruppe"),
    ("angebote", "verantwortung", "angebot.verantwortung"),
    ("angebote", "planungsbezirk", "angebot.planungsbezirk"),
    ("besuche", "angebot", ""),
    ("besuche", "monat", ""),
    ("handlungsziele", "status", "ziel.status"),
)
"""Kennzahl, what it is grouped by, and what that needs beyond what the Kennzahl does."""


@dataclass(frozen=True)
class Jahresvergleich:
    """All that can be said about some Standorte and Jahre side by side. `namen` are those of the Standorte."""

    listen: Mapping[Standortjahr, Listen]
    orte: tuple[Standortjahr, ...]
    namen: Mapping[str, str]
    abweichung: float
    reihen: tuple[Reihe, ...]
    gruppiert: tuple[Gruppen, ...]
    partner: tuple[Partnerwechsel, ...]
    luecken: tuple[Luecke, ...]
    beispiel: bool

    @property
    def standorte(self) -> tuple[str, ...]:
        """The Standorte in the order they are shown."""
        return tuple(dict.fromkeys(ort.standort for ort in self.orte))

    @property
    def jahre(self) -> tuple[int, ...]:
        """The Jahre, the earliest first."""
        return tuple(sorted({ort.jahr for ort in self.orte}))


def vergleiche_jahre(b: Bestand) -> Jahresvergleich:
    """Return all Standorte and Jahre of the tables side by side; those are compared that have a sheet in `quelle`."""
    je_ort = listen(b)
    rang = {standort: n for n, standort in enumerate(b.einstellungen.standorte)}
    orte = tuple(sorted(je_ort, key=lambda ort: (rang.get(ort.standort, len(rang)), ort)))
    rechner = _Rechner(b, {ort: je_ort[ort] for ort in orte})
    reihen = tuple(
        rechner.reihe(rechnung) for name, rechnung in KENNZAHLEN.items() if name not in AUSGELASSEN
    )
    gruppiert = tuple(rechner.gruppen(KENNZAHLEN[name], je, braucht) for name, je, braucht in GRUPPIERT)
    namen = {ort.standort: b.einstellungen.standorte.get(ort.standort, ort.standort) for ort in orte}
    wechsel = tuple(partnerwechsel(b, von, nach, rechner.grund) for von, nach in _jahre(orte))
    return Jahresvergleich(
        je_ort,
        orte,
        namen,
        b.einstellungen.abweichung,
        tuple(sorted(reihen, key=lambda reihe: THEMEN.index(reihe.kennzahl.thema))),
        gruppiert,
        wechsel,
        tuple(luecken(reihen, gruppiert)),
        bool(b.beispieldateien),
    )


class _Rechner:
    """Computes Reihen over the Standorte and Jahre of some tables.

    One at a time: suppression has to look at the groups of a Standort and Jahr, whose total is shown too.
    """

    def __init__(self, b: Bestand, je_ort: Mapping[Standortjahr, Listen]) -> None:
        self._b = b
        self._je_ort = je_ort

    def reihe(self, rechnung: Rechnung) -> Reihe:
        """Return a Kennzahl without groups."""
        braucht = bedarf(rechnung.kennzahl)
        werte = {}
        for ort in self._je_ort:
            grund = self.grund(ort, braucht)
            ergebnis = rechnung(self._b, wo=ort._asdict())
            wert = Wert(None) if grund else ergebnis.wert
            werte[ort] = Einzelwert(ergebnis, wert, grund or _nichts_dazu(wert))
        return self._mit_aenderungen(rechnung.kennzahl, None, werte, braucht)

    def gruppen(self, rechnung: Rechnung, je: str, braucht_dazu: str) -> Gruppen:
        """Return a Kennzahl by groups; a group that a Standort and Jahr lacks is what the Kennzahl makes of no rows."""
        kennzahl = rechnung.kennzahl
        braucht = (*bedarf(kennzahl), *((braucht_dazu,) if braucht_dazu else ()))
        je_ort = {ort: rechnung(self._b, je=je, wo=ort._asdict()) for ort in self._je_ort}
        if any(e.fehler for e in je_ort.values()):
            return Gruppen(rechnung(self._b, je=je), ())
        leer = rechnung.funktion(self._b).mass.miss([]).anzahl
        gruende = {ort: self.grund(ort, braucht) for ort in je_ort}
        reihen = []
        for schluessel in _reihenfolge(je, {ort: e for ort, e in je_ort.items() if not gruende[ort]}):
            werte = {}
            for ort, ergebnis in je_ort.items():
                da = {w.schluessel[0]: w for w in ergebnis.werte}
                ohne = Wert(None if gruende[ort] else leer, schluessel=(schluessel,))
                wert = ohne if gruende[ort] else da.get(schluessel, ohne)
                werte[ort] = Einzelwert(ergebnis, wert, gruende[ort] or _nichts_dazu(wert))
            label = GRUPPIERUNGEN[je].label(schluessel)
            reihen.append(self._mit_aenderungen(kennzahl, label, werte, braucht))
        return Gruppen(rechnung(self._b, je=je), tuple(reihen))

    def grund(self, ort: Standortjahr, braucht: Iterable[str]) -> str:
        """Return what a Standort and Jahr lacks, "" where it lacks nothing."""
        return self._je_ort[ort].fehlend(braucht)

    def _mit_aenderungen(
        self, kennzahl: Kennzahl, gruppe: str | None, werte: Mapping[Standortjahr, Einzelwert], braucht: tuple[str, ...]
    ) -> Reihe:  # fmt: skip
        def aenderung(von: Standortjahr, nach: Standortjahr) -> Aenderung:
            andere = self._je_ort[von].andere_fassung(self._je_ort[nach], braucht)
            beide_da = werte[von].wert.anzahl and werte[nach].wert.anzahl
            if andere and beide_da:
                return Aenderung(von, nach, grund=andere, fassungen=True)
            return vergleiche_werte(
                kennzahl, von, werte[von].wert, nach, werte[nach].wert, self._b.einstellungen.abweichung
            )

        orte = tuple(self._je_ort)
        jahre = tuple(aenderung(von, nach) for von, nach in _jahre(orte))
        standorte = tuple(aenderung(von, nach) for von, nach in _standorte(orte))
        return Reihe(kennzahl, gruppe, werte, jahre, standorte)


def _nichts_dazu(wert: Wert) -> str:
    return wert.fehler or NICHTS_DAZU if wert.anzahl is None and not wert.geheim else ""


def _jahre(orte: Iterable[Standortjahr]) -> Iterator[tuple[Standortjahr, Standortjahr]]:
    """Yield each Jahr of a Standort with the next one there is."""
    return ((von, nach) for von, nach in pairwise(orte) if von.standort == nach.standort)


def _standorte(orte: tuple[Standortjahr, ...]) -> Iterator[tuple[Standortjahr, Standortjahr]]:
    """Yield the first Standort with each other one, in each Jahr that both have."""
    for nach in orte:
        von = Standortjahr(orte[0].standort, nach.jahr)
        if nach.standort != von.standort and von in orte:
            yield von, nach


def _reihenfolge(je: str, je_ort: Mapping[Standortjahr, Ergebnis]) -> list[Any]:
    """Return the groups of all Standorte and Jahre: by their own order, or from many to few; without one last."""
    summen: dict[Any, float] = {}
    for ergebnis in je_ort.values():
        for wert in ergebnis.werte:
            zahl = (wert.anzahl or Anzahl.genau(0)).nennwert
            summen[wert.schluessel[0]] = summen.get(wert.schluessel[0], 0) + zahl
    if GRUPPIERUNGEN[je].geordnet:
        return sorted(summen, key=lambda s: (s is None, ordnung(s)))
    return sorted(summen, key=lambda s: (s is None, -summen[s], str(s)))
