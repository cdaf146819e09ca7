"""Neighbouring age bands are merged where that leaves more numbers to read than keeping some of them secret.

Decided once per Standort and Jahr, for all tables by age alike. What is secret is planned after that, on the merged bands.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import narwhals.stable.v2 as nw

from qz_analysis.figures.geheimhaltung_netz import OFFEN, Zelle
from qz_analysis.figures.kjh_alter import band

if TYPE_CHECKING:
    from qz_analysis.figures.bestand import Bestand

Ort = tuple[str, int]
ZAEHLARTEN: Final = ("besuche", "kerngruppe")  # whose numbers reports show by age
HOECHSTENS_KLASSEN: Final = 12  # with more there are too many ways to merge them to look at each


def zusammengelegt(b: "Bestand") -> dict[Ort, dict[str, str]]:
    """Return for each Standort and Jahr what the bands that are merged are called then; empty where none is."""
    if "teilnahme" not in b:
        return {}
    je_ort: dict[Ort, dict[str, dict[str, Zelle]]] = defaultdict(lambda: defaultdict(dict))
    art, oben = nw.col("zaehlart").cast(nw.String), nw.col("anzahl_max")
    zeilen = b["teilnahme"].with_columns(art.alias("zaehlart"))
    zeilen = zeilen.filter(
        nw.col("zaehlart").is_in(ZAEHLARTEN),
        ~nw.col("altersgruppe").is_null(),
        ~nw.col("anzahl_min").is_null(),
    )
    summen = zeilen.group_by("standort", "jahr", "zaehlart", "altersgruppe").agg(
        nw.col("anzahl_min").sum(), oben.sum(), oben.count().alias("bekannt"), nw.len().alias("n")
    )
    for z in summen.collect().rows(named=True):
        hoechstens = float(z["anzahl_max"]) if z["bekannt"] == z["n"] else OFFEN
        zelle = Zelle((), float(z["anzahl_min"]), hoechstens)
        je_ort[z["standort"], z["jahr"]][z["zaehlart"]][z["altersgruppe"]] = zelle
    alle = {ort: _klassen(list(tafeln.values()), b.einstellungen.k) for ort, tafeln in sorted(je_ort.items())}
    return {ort: klassen for ort, klassen in alle.items() if klassen}


def hinweis(b: "Bestand") -> str:
    """Return a German sentence on which bands are merged, empty where none is."""
    teile = []
    for (standort, jahr), klassen in b.einmal(zusammengelegt).items():
        namen: dict[str, list[str]] = defaultdict(list)
        for alt, neu in klassen.items():
            namen[neu].append(alt)
        was = "; ".join(f"{' und '.join(alte)} zu {neu}" for neu, alte in namen.items())
        teile.append(f"{was} ({standort} {jahr})")
    if not teile:
        return ""
    return f"Zusammengelegt, weil sonst Zahlen unter {b.einstellungen.k} dastünden: {'; '.join(teile)}."


def _klassen(tafeln: Sequence[dict[str, Zelle]], k: int) -> dict[str, str]:
    """Return the merging that shows most numbers, of those the one with most in no secret number, then the finest."""
    namen = _in_folge({name for tafel in tafeln for name in tafel})
    if not any(zelle.ist_klein(k) for tafel in tafeln for zelle in tafel.values()):
        return {}
    beste = max(_einteilungen(namen), key=lambda folge: (*_gezeigt(folge, tafeln, k), len(folge)), default=[])
    return {name: _name(gruppe) for gruppe in beste if len(gruppe) > 1 for name in gruppe}


def _in_folge(namen: set[str]) -> list[str]:
    """Return bands by age; none where some can't be read or do not follow on one another."""
    spannen = {name: band(name) for name in namen}
    lesbar = sorted((spanne[0], name) for name, spanne in spannen.items() if spanne is not None)
    folge = [name for _, name in lesbar]
    enden = [spannen[name] for name in folge]
    schliesst_an = all(
        eine is not None and andere is not None and eine[1] == andere[0] for eine, andere in pairwise(enden)
    )
    return folge if schliesst_an and len(folge) == len(namen) <= HOECHSTENS_KLASSEN else []


def _einteilungen(namen: Sequence[str]) -> Iterator[list[tuple[str, ...]]]:
    """Yield every way to part bands into runs of neighbours."""
    if not namen:
        return
    for ende in range(1, len(namen) + 1):
        if ende == len(namen):
            yield [tuple(namen)]
        for rest in _einteilungen(namen[ende:]):
            yield [tuple(namen[:ende]), *rest]


def _gezeigt(folge: Sequence[tuple[str, ...]], tafeln: Sequence[dict[str, Zelle]], k: int) -> tuple[int, int]:
    """Return how many numbers would be shown, and, less than none, how many would be secret.

    Beside a single secret number there has to be another: with the total it would be known.
    """
    gezeigt = geheim = 0
    for tafel in tafeln:
        zahlen = [_summe([tafel[name] for name in gruppe if name in tafel]) for gruppe in folge]
        kleine = sum(zahl.ist_klein(k) for zahl in zahlen)
        verborgen = min(len(zahlen), kleine + (kleine == 1))
        gezeigt += len(zahlen) - verborgen
        geheim += verborgen
    return gezeigt, -geheim


def _summe(zellen: Sequence[Zelle]) -> Zelle:
    return Zelle((), sum(z.min for z in zellen), sum(z.max for z in zellen))


def _name(gruppe: Sequence[str]) -> str:
    """Return what merged bands are called: "6-13", "unter 10", "ab 18"."""
    (von, _), (_, bis) = band(gruppe[0]) or (0, None), band(gruppe[-1]) or (0, None)
    if bis is None:
        return f"ab {von}"
    return f"unter {bis}" if von == 0 else f"{von}-{bis - 1}"
