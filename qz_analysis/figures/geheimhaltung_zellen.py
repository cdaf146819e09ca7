"""Rows about persons -> the counts that reports make of them, as a Netz: what each is the sum of, and how they hang together.

Rows that stand in the same counts can't be told apart and are one unknown. All links follow from that.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

import narwhals.stable.v2 as nw
import polars as pl

from qz_analysis.figures.bedingung import Bedingung
from qz_analysis.figures.bestand import QUELLE, Bestand
from qz_analysis.figures.geheimhaltung_netz import Netz, Regel, Zelle
from qz_analysis.figures.gruppierung import ORTE, Gruppierung
from qz_analysis.figures.messung import Messung, waehle

Schluessel = tuple[Any, ...]
KLEINE_TABELLEN: Final = (
    "angebot", "partner", "angebot_partner", "angebot_zielgruppe", "angebot_thema", "bevoelkerung", "anwesenheit",
)  # fmt: skip
PERSONENSPALTEN: Final = ("altersgruppe", "geschlecht", "planungsbezirk")
ANLASS: Final = (
    "standort",
    "jahr",
    "angebot_id",
    "zaehlart",
    "kalenderjahr",
    "im_monat",
    "am_wochentag",
    "ab",
    "datum_bis",
)


@dataclass(frozen=True)
class Abfrage:
    """A Kennzahl that counts persons by groupings, limited to conditions."""

    kennzahl: str
    je: tuple[Gruppierung, ...] = ()
    wo: tuple[Bedingung, ...] = ()

    @property
    def nach_personen(self) -> bool:
        """Whether it names persons: then what is not broken down is in none of its groups."""
        gefragt = (*self.je, *(b.gruppierung for b in self.wo))
        return self.kennzahl == "reichweite" or any(g.personen for g in gefragt)


Zellort = tuple[int, Schluessel]  # number of the Abfrage, group


def kleine_tabellen(b: Bestand) -> Bestand:
    """Return the tables in memory; of `teilnahme` the sums by whatever a figure can be grouped by, with a number each."""
    return b.im_speicher(KLEINE_TABELLEN, teilnahme=_summen, ehrenamt=_nummeriert)


def _nummeriert(b: Bestand) -> pl.DataFrame:
    return b.tabelle("ehrenamt").with_row_index("zeile")


def _summen(b: Bestand) -> pl.DataFrame:
    """Return what the counts of `teilnahme` come to, by whatever a figure can be grouped by.

    Where there are millions of them, the engine sums them up: what is left grows with Angebote and not with visits.
    """
    datum, einzeln = nw.col("datum"), nw.col("datum_bis").is_null()
    zeilen = b["teilnahme"].filter(~nw.col("anzahl_min").is_null()).with_columns(
        datum.dt.year().alias("kalenderjahr"), datum.dt.month().alias("im_monat"),
        datum.dt.weekday().alias("am_wochentag"), nw.when(~einzeln).then(datum).alias("ab"),
    )  # fmt: skip
    summen = zeilen.group_by(*ANLASS, *PERSONENSPALTEN, "summand").agg(
        datum.min(),
        nw.col("anzahl_min").sum().cast(nw.Int64),
        nw.col("anzahl_max").sum().cast(nw.Int64),
        nw.col("anzahl_max").count().alias("oben_bekannt"),
        nw.len().alias("n"),
    )
    teilnahme: pl.DataFrame = summen.collect(backend="polars").to_native()
    offen = pl.when(pl.col("oben_bekannt") == pl.col("n")).then("anzahl_max")
    fest = [*ANLASS, *PERSONENSPALTEN, "summand"]
    return (
        teilnahme.with_columns(offen.alias("anzahl_max"), pl.col("zaehlart").cast(pl.String))
        # What a Kennzahl may name and none of this depends on: it looks at the rows, not at how it would write them.
        .with_columns(pl.col("anzahl_min").alias("anzahl"), genauigkeit=pl.lit("genau"))
        .with_columns(pl.lit("").alias(spalte) for spalte in QUELLE)
        .sort(fest)
        .with_row_index("zeile")
    )


def netz_von(b: Bestand, abfragen: Sequence[Abfrage], *, verschiedene: bool) -> tuple[Netz, list[Zellort]]:
    """Return the Netz of some Abfragen and where each of its printed cells stands; differences follow after them.

    `verschiedene` are Abfragen that count distinct persons.
    """
    klein = b.einmal(kleine_tabellen)
    mitglieder: dict[Zellort, set[Any]] = {}
    einheiten: dict[Any, tuple[float, float, Any, tuple[bool, ...] | None]] = {}
    for nummer, abfrage in enumerate(abfragen):
        for schluessel, einheit, angaben in klein.einmal(_einheiten, abfrage):
            mitglieder.setdefault((nummer, schluessel), set()).add(einheit)
            einheiten[einheit] = angaben
    orte = sorted(mitglieder, key=lambda ort: (ort[0], tuple((s is None, str(s)) for s in ort[1])))
    zu = defaultdict(set)
    for n, ort in enumerate(orte):
        for einheit in mitglieder[ort]:
            zu[einheit].add(n)
    personen = {n for n, (nummer, _) in enumerate(orte) if abfragen[nummer].nach_personen}
    teile, je_einheit, regeln = _teile(einheiten, zu, personen)
    zellen = [_zelle({je_einheit[e] for e in mitglieder[ort]}, teile) for ort in orte]
    # Of distinct persons a reader does not know who lies in which group: taking one count from another says nothing.
    unterschiede = [] if verschiedene else _unterschiede(abfragen, orte, zellen, teile)
    return Netz(tuple(teile), (*zellen, *unterschiede), tuple(regeln)), orte


def _teile(
    einheiten: dict[Any, tuple[float, float, Any, tuple[bool, ...] | None]], zu: dict[Any, set[int]], personen: set[int]
) -> tuple[list[tuple[float, float]], dict[Any, int], list[Regel]]:  # fmt: skip
    """Return the unknowns (least, largest), which unknown each unit is part of, and how breakdowns hang on totals.

    Units that stand in the same cells can't be told apart: they are one unknown. What breaks a total down is at most
    that total, or, where both are the same, all of it.
    """
    anlass: dict[Any, frozenset[int]] = defaultdict(frozenset)
    for einheit, (_, _, grund, art) in einheiten.items():
        if art is None:
            anlass[grund] |= frozenset(zu[einheit]) - personen
    nummern: dict[Any, int] = {}
    je_einheit: dict[Any, int] = {}
    summen: list[list[float]] = []
    ganze: dict[frozenset[int], set[int]] = defaultdict(set)
    aufteilungen: dict[tuple[frozenset[int], tuple[bool, ...]], set[int]] = defaultdict(set)
    for einheit, (unten, oben, grund, art) in einheiten.items():
        kennung = (anlass[grund] if art is not None else None, art, frozenset(zu[einheit]))
        n = nummern.setdefault(kennung, len(nummern))
        if n == len(summen):
            summen.append([0.0, 0.0])
        summen[n][0] += unten
        summen[n][1] += oben
        je_einheit[einheit] = n
        if art is None:
            ganze[anlass[grund]].add(n)
        else:
            aufteilungen[anlass[grund], art].add(n)
    regeln = []
    for (grund, _), aufteilung in aufteilungen.items():
        if not (ganzes := ganze.get(grund)):
            continue
        gewichte = {**dict.fromkeys(sorted(ganzes), 1.0), **dict.fromkeys(sorted(aufteilung), -1.0)}
        ganz, geteilt = ([sum(summen[n][i] for n in menge) for i in (0, 1)] for menge in (ganzes, aufteilung))
        if ganz[1] >= geteilt[0]:  # a breakdown above its total is a Befund; of it nothing can be said here
            regeln.append(Regel(gewichte, genau=ganz == geteilt))
    return [(unten, oben) for unten, oben in summen], je_einheit, regeln


def _zelle(teile: Collection[int], werte: Sequence[tuple[float, float]], *, gedruckt: bool = True) -> Zelle:
    return Zelle(
        tuple(sorted(teile)),
        sum(werte[n][0] for n in teile),
        sum(werte[n][1] for n in teile),
        gedruckt=gedruckt,
    )


def _unterschiede(
    abfragen: Sequence[Abfrage],
    orte: Sequence[Zellort],
    zellen: Sequence[Zelle],
    teile: Sequence[tuple[float, float]],
) -> list[Zelle]:
    """Return what is left of a count without another that lies in it: all Besuche without those of single days.

    Looked at are counts of the same group of two Kennzahlen, and any count that no report publishes beside all others.
    """
    mengen = [frozenset(z.teile) for z in zellen]
    neueste = len(abfragen) - 1
    funde: dict[frozenset[int], None] = {}
    for i, (nummer_i, gruppe_i) in enumerate(orte):
        for j, (nummer_j, gruppe_j) in enumerate(orte):
            gleiche = gruppe_i == gruppe_j and abfragen[nummer_i].je == abfragen[nummer_j].je
            neu = neueste in (nummer_i, nummer_j) and not gleiche
            if i != j and (gleiche or neu) and mengen[i] < mengen[j]:
                funde[mengen[j] - mengen[i]] = None
    bekannt = set(mengen)
    return [_zelle(rest, teile, gedruckt=False) for rest in funde if rest not in bekannt]


Einheit = tuple[Schluessel, Any, tuple[float, float, Any, tuple[bool, ...] | None]]


def _einheiten(klein: Bestand, abfrage: Abfrage) -> list[Einheit]:
    """Return group, unit and what is true of the unit: its bounds, what it belongs to, and how it breaks that down.

    A unit is a row of counts, or a person, who is one wherever he or she stands.
    """
    from qz_analysis.figures.kennzahl import KENNZAHLEN  # the catalogue asks this module

    if abfrage.kennzahl == "reichweite":
        rahmen, aufgeschluesselt = _mit_einwohnern(klein), False
    else:
        messung: Messung = klein.einmal(KENNZAHLEN[abfrage.kennzahl].funktion)
        rahmen = messung.zeilen if messung.belegt is None else messung.belegt
        aufgeschluesselt = messung.aufgeschluesselt
    gewaehlt = waehle(klein, rahmen, abfrage.je, abfrage.wo, aufgeschluesselt=aufgeschluesselt)
    spalten = [g.spalte for g in abfrage.je]
    einheiten: list[Einheit] = []
    for zeile in gewaehlt.collect().rows(named=True):
        schluessel = tuple(zeile[s] for s in spalten)
        if "pseudonym" in zeile:
            person = (zeile["standort"], zeile["jahr"], zeile["pseudonym"])
            einheiten.append((schluessel, person, (1.0, 1.0, person, None)))
            continue
        oben = float("inf") if zeile["anzahl_max"] is None else float(zeile["anzahl_max"])
        art = None
        if not zeile.get("summand", True):
            art = tuple(zeile[s] is not None for s in PERSONENSPALTEN)
        anlass = tuple(zeile.get(s) for s in ANLASS) if "summand" in zeile else zeile["zeile"]
        einheiten.append((schluessel, zeile["zeile"], (float(zeile["anzahl_min"]), oben, anlass, art)))
    return einheiten


def _mit_einwohnern(klein: Bestand) -> nw.LazyFrame:
    """Return the persons of those Planungsbezirke whose inhabitants are known: only they have a Reichweite."""
    leute = klein["teilnahme"].filter(nw.col("zaehlart") == "personen", ~nw.col("planungsbezirk").is_null())
    einwohner = klein["bevoelkerung"].filter(nw.col("altersgruppe").is_null())
    bezirk = [*ORTE, "planungsbezirk"]
    return leute.join(einwohner.select(*bezirk), on=bezirk, how="semi")
