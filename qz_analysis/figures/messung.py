"""What a Kennzahl counts: rows, still lazy, and a Mass. Here they are chosen, grouped and measured, whatever the Kennzahl."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw

from qz_analysis.figures.bedingung import Bedingung
from qz_analysis.figures.belegstelle import Belegstelle, fasse_zusammen, umfasse
from qz_analysis.figures.bestand import QUELLE, Bestand, zeilen
from qz_analysis.figures.gruppierung import Gruppierung
from qz_analysis.figures.mass import Mass, Messwert, ganz
from qz_analysis.figures.wert import Wert

Gruppe = tuple[Any, ...]


@dataclass(frozen=True)
class Messung:
    """What a Kennzahl counts: one row per thing counted, and how the rows become a number.

    `lesart` are headings whose doubt always matters; None where the rows have no column `unsicher`. `termine` names the
    Termine that a count was expected for, with their `erhebung`: coverage is the share of them that was counted. Rows
    of `teilnahme` are `aufgeschluesselt`: a total is made of those marked `summand`, a group of those that name it.
    `belegt` are the rows that are evidence, where not every row counted is. Where a row is about a person (`flaechig`),
    evidence is the whole area of the list: single cells would tell who came when.
    """

    zeilen: nw.LazyFrame
    mass: Mass
    lesart: tuple[str, ...] | None = ()
    termine: Callable[[Bestand], nw.LazyFrame] | None = None
    aufgeschluesselt: bool = False
    belegt: nw.LazyFrame | None = None
    flaechig: bool = False


def waehle(
    b: Bestand,
    rahmen: nw.LazyFrame,
    gruppen: Iterable[Gruppierung],
    bedingungen: Iterable[Bedingung],
    *,
    aufgeschluesselt: bool = False,
) -> nw.LazyFrame:
    """Return the rows for which all conditions hold, with a column for each grouping.

    Of rows that are `aufgeschluesselt` those that make up a total count, or those that name the persons asked for.
    """
    da: set[str] = set()
    nach_personen = False
    for bedingung in bedingungen:
        g = bedingung.gruppierung
        gefragt = nw.col(g.spalte).is_in(list(bedingung.werte))
        if g.roh:
            gefragt |= nw.col(g.roh).is_in(list(bedingung.werte))
        nach_personen |= g.personen
        if g.mehrfach and "angebot_id" in rahmen.collect_schema().names():
            # A semi join: a row counts once, however many of the values it has.
            treffer = g.haenge_an(b, rahmen, g.spalte).filter(gefragt).select(*g.schluessel)
            rahmen = rahmen.join(treffer, on=list(g.schluessel), how="semi")
        else:
            rahmen = g.haenge_an(b, rahmen, g.spalte).filter(gefragt)
            da.add(g.spalte)
    for g in gruppen:
        if g.spalte not in da:
            rahmen = g.haenge_an(b, rahmen, g.spalte)
        if aufgeschluesselt and g.personen:
            nach_personen = True
            rahmen = rahmen.filter(~nw.col(g.spalte).is_null())
    return rahmen.filter(nw.col("summand")) if aufgeschluesselt and not nach_personen else rahmen


def berechne(
    b: Bestand,
    messung: Messung,
    gezaehlt: nw.LazyFrame,
    gruppen: tuple[Gruppierung, ...],
    bedingungen: tuple[Bedingung, ...],
) -> tuple[Wert, ...]:
    """Return the values of rows that were chosen, one per group, or one in all."""
    nach = _aggregate(b, messung, gezaehlt, gruppen, bedingungen)
    termine: dict[Gruppe, tuple[int, int]] = {}
    if messung.termine is not None:
        # A Termin knows nothing of persons: those groupings are left out.
        eigene = tuple(g for g in gruppen if not g.personen)
        gefragt = tuple(x for x in bedingungen if not x.gruppierung.personen)
        termine = b.einmal(_termine, messung.termine, eigene, gefragt)
    # A group whose Termine were expected and never counted is there too, with no number.
    alle = {*nach, *(() if any(g.personen for g in gruppen) else termine)} if gruppen else {()}
    werte = [_wert(messung, gruppe, gruppen, bedingungen, nach.get(gruppe, []), termine) for gruppe in alle]
    return tuple(sorted(werte, key=lambda w: _rang(w, gruppen)))


def berechne_mass(
    b: Bestand, mass: Mass, gezaehlt: nw.LazyFrame, gruppen: tuple[Gruppierung, ...]
) -> dict[Gruppe, Messwert]:
    """Return what another Mass makes of the same rows, by group."""
    nach = _aggregate(b, Messung(gezaehlt, mass, lesart=None), gezaehlt, gruppen, ())
    return {gruppe: mass.miss(zeilen) for gruppe, zeilen in nach.items()}


def _aggregate(
    b: Bestand,
    messung: Messung,
    gezaehlt: nw.LazyFrame,
    gruppen: tuple[Gruppierung, ...],
    bedingungen: tuple[Bedingung, ...],
) -> dict[Gruppe, list[dict[str, Any]]]:
    """Return the aggregates by group."""
    aggregate = messung.mass.aggregate()
    zweifel = [*gruppen, *(bedingung.gruppierung for bedingung in bedingungen)]
    if messung.lesart is not None and (
        genannt := [*messung.lesart, *(g.lesart for g in zweifel if g.lesart)]
    ):
        aggregate.append(_nennt(genannt).cast(nw.Int64).sum().alias("unsicher"))
    if b.beispieldateien:
        beispiel = nw.col("quelle_datei").is_in(sorted(b.beispieldateien))
        aggregate.append(beispiel.cast(nw.Int64).max().alias("beispiel"))
    schluessel = [g.spalte for g in gruppen]
    apart = [*schluessel, *messung.mass.schluessel]
    rahmen = gezaehlt.group_by(apart).agg(*aggregate) if apart else gezaehlt.select(*aggregate)
    nach: dict[Gruppe, list[dict[str, Any]]] = {}
    for zeile in rahmen.collect().rows(named=True):
        nach.setdefault(tuple(_roh(zeile[s]) for s in schluessel), []).append(zeile)
    return nach


def _nennt(ueberschriften: Iterable[str]) -> nw.Expr:
    """Return whether `unsicher` names one of some headings."""
    text = nw.col("unsicher").str.to_lowercase()
    erste, *weitere = (text.str.contains(u.casefold(), literal=True) for u in ueberschriften)
    for ausdruck in weitere:
        erste = erste | ausdruck
    return erste.fill_null(value=False)


def _roh(wert: Any) -> Any:
    """Return a key as Python has it: pandas writes a missing one as NaN, and whole numbers with a point then."""
    if isinstance(wert, float):
        return None if wert != wert else int(wert)
    return wert


def _termine(
    b: Bestand,
    termine: Callable[[Bestand], nw.LazyFrame],
    gruppen: tuple[Gruppierung, ...],
    bedingungen: tuple[Bedingung, ...],
) -> dict[Gruppe, tuple[int, int]]:
    """Return expected and counted Termine by group."""
    rahmen = waehle(b, b.einmal(termine), gruppen, bedingungen)
    gezaehlt = nw.col("erhebung").is_in(["gezaehlt", "geschaetzt"])
    zahlen = [nw.len().alias("erwartet"), gezaehlt.cast(nw.Int64).sum().alias("gezaehlt")]
    schluessel = [g.spalte for g in gruppen]
    rahmen = rahmen.group_by(schluessel).agg(*zahlen) if schluessel else rahmen.select(*zahlen)
    return {
        tuple(_roh(z[s]) for s in schluessel): (ganz(z["erwartet"]), ganz(z["gezaehlt"]))
        for z in rahmen.collect().rows(named=True)
    }


def _wert(
    messung: Messung,
    gruppe: Gruppe,
    gruppen: tuple[Gruppierung, ...],
    bedingungen: tuple[Bedingung, ...],
    aggregate: list[dict[str, Any]],
    termine: dict[Gruppe, tuple[int, int]],
) -> Wert:
    messwert = messung.mass.miss(aggregate)
    offen = any(wert is None for wert in gruppe)
    return Wert(
        messwert.anzahl,
        " · ".join(g.label(wert) for g, wert in zip(gruppen, gruppe, strict=True)) if gruppen else None,
        gruppe,
        messwert.zaehler,
        messwert.nenner,
        _abdeckung(messwert, gruppe, gruppen, bedingungen, termine),
        0 if offen else sum(ganz(z.get("unsicher")) for z in aggregate),
        any(ganz(z.get("beispiel")) for z in aggregate),
    )


def _abdeckung(
    messwert: Messwert,
    gruppe: Gruppe,
    gruppen: tuple[Gruppierung, ...],
    bedingungen: tuple[Bedingung, ...],
    termine: dict[Gruppe, tuple[int, int]],
) -> float | None:
    """Return counted Termine / expected Termine; of a breakdown by persons each row is one Termin that has it."""
    eigene = tuple(wert for g, wert in zip(gruppen, gruppe, strict=True) if not g.personen)
    erwartet, gezaehlt = termine.get(eigene, (0, 0))
    if not erwartet:
        return None
    nach_personen = any(g.personen for g in (*gruppen, *(x.gruppierung for x in bedingungen)))
    return (min(messwert.faelle, erwartet) if nach_personen else gezaehlt) / erwartet


def _rang(wert: Wert, gruppen: tuple[Gruppierung, ...]) -> tuple[Any, ...]:
    """Sort groups by their own order, or from many to few; what belongs to none comes last."""
    ohne = any(s is None for s in wert.schluessel)
    if any(g.geordnet for g in gruppen):
        return (ohne, tuple((s is None, ordnung(s)) for s in wert.schluessel))
    return (ohne, -(wert.anzahl.min if wert.anzahl else -1), wert.gruppe or "")


def ordnung(schluessel: Any) -> tuple[float, str]:
    """Return what a group is sorted by: numbers as numbers, also where a text begins with one ("6-9" before "10-13")."""
    if isinstance(schluessel, int):
        return (schluessel, "")
    ziffern = "".join(z if z.isdigit() else " " for z in str(schluessel)).split()
    return (float(ziffern[0]) if ziffern else 0.0, str(schluessel))


def belegstellen(
    belegt: nw.LazyFrame, gruppen: tuple[Gruppierung, ...], listen: nw.LazyFrame | None = None
) -> dict[Gruppe, tuple[Belegstelle, ...]]:
    """Return the source cells by group; where `listen` are given, the whole area of those that any of them is from."""
    spalten = [g.spalte for g in gruppen]
    je_gruppe: dict[Gruppe, list[tuple[str, str, str]]] = {}
    for zeile in zeilen(belegt.select(*spalten, *QUELLE).unique()):
        gruppe = tuple(map(_roh, zeile[: len(spalten)]))
        je_gruppe.setdefault(gruppe, []).append(zeile[len(spalten) :])
    if listen is None:
        return {gruppe: fasse_zusammen(zellen) for gruppe, zellen in je_gruppe.items()}
    flaechen = {(f.datei, f.blatt): f for f in umfasse(zeilen(listen.select(*QUELLE).unique()))}
    blaetter = {gruppe: sorted({zelle[:2] for zelle in zellen}) for gruppe, zellen in je_gruppe.items()}
    return {gruppe: tuple(flaechen[blatt] for blatt in namen) for gruppe, namen in blaetter.items()}
