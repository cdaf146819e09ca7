"""kennzahlen.parquet and workbooks -> what they say of counts of persons."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any, Final

from qz_analysis.figures.kennzahl import KENNZAHLEN
from qz_analysis.pruefung.aussage import (
    ADDIERT,
    ALTERSKLASSE,
    KJH,
    TRENNER,
    Aussage,
    Stelle,
    aus_text,
    stelle_von,
    titel,
)
from qz_analysis.read.blatt import Blatt
from qz_analysis.show.text import GEHEIM

Blaetter = Mapping[str, Sequence[tuple[Any, ...]]]  # the rows of each sheet of a workbook, all equally long

# Sheets that hold neither Kennzahlen nor groups: reading them would take longer than all others.
OHNE_WERTE: Final = frozenset({"Quellzellen", "Zellbilanz", "Befunde", "Definitionen"})


def lies_parquet(inhalt: bytes, name: str) -> Iterator[Aussage]:
    """Yield what a table of Kennzahlen says, one value a row."""
    import polars as pl

    rahmen = pl.read_parquet(inhalt)
    if "kennzahl" not in rahmen.columns:
        return
    for z in rahmen.iter_rows(named=True):
        if not _personen(z["kennzahl"]):
            continue
        je = tuple((z["gruppierung"] or "").split(" | ")) if z["gruppierung"] else ()
        stelle = Stelle(z["kennzahl"], je, z["gruppe"] or "")
        yield from _aus_zahlen(
            stelle,
            name,
            z["geheim"],
            (z["wert"], z["min"], z["max"]),
            (z["zaehler"], z["nenner"]),
            z["einheit"],
        )


def aus_mappe(blaetter: Blaetter, name: str) -> Iterator[Aussage]:
    """Yield what a workbook says: sheets of values one a row, sheets of the Abfragematrix, comparisons."""
    for blatt, zeilen in blaetter.items():
        if blatt in OHNE_WERTE:
            continue
        ort = f"{name} › {blatt}"
        for n, zeile in enumerate(zeilen):
            kopf = [str(z) if z is not None else "" for z in zeile]
            rest = [dict(zip(kopf, z, strict=False)) for z in zeilen[n + 1 :]]
            if "Gruppierung" in kopf and "geheim" in kopf:
                yield from _werte(rest, ort)
            elif "Standort" in kopf and "Kennzahl" in kopf and "mindestens" in kopf:
                yield from _vergleichswerte(rest, ort)
            elif "Kennzahl, Gruppe" in kopf:
                yield from _themenblatt(rest, ort)
            elif "Angabe" in kopf and {"Angebot, Merkmal", "Merkmal"} & set(kopf):
                yield from _kjh(rest, ort)
            else:
                continue
            break


def blaetter_von(inhalt: bytes) -> Blaetter:
    """Return the rows of each sheet of a workbook, all equally long."""
    from qz_analysis.read.arbeitsmappe import read_arbeitsmappe

    def zeilen(blatt: Blatt) -> list[tuple[Any, ...]]:
        spalten = [blatt.spalten.get(n, []) for n in range(1, max(blatt.spalten, default=0) + 1)]
        return list(zip_longest(*spalten))

    return {b.name: zeilen(b) for b in read_arbeitsmappe(inhalt, "", "")}


def aenderungen(blaetter: Blaetter) -> Iterator[tuple[Stelle, Stelle]]:
    """Yield the two counts of each difference that a comparison prints."""
    zeilen = blaetter.get("Änderungen", [])
    kopf = next((n for n, z in enumerate(zeilen) if "von Standort" in z), None)
    if kopf is None:
        return
    for zeile in zeilen[kopf + 1 :]:
        z = dict(zip(zeilen[kopf], zeile, strict=False))
        stelle = stelle_von(str(z["Kennzahl"]))
        zahlen = [z.get("absolut mindestens"), z.get("Verhältnis mindestens")]
        if stelle and any(isinstance(x, int | float) for x in zahlen):
            eine = replace(stelle, gruppe=str(z["Gruppe"] or ""))
            yield (
                replace(eine, ort=(str(z["von Standort"]), str(z["von Jahr"]))),
                replace(eine, ort=(str(z["nach Standort"]), str(z["nach Jahr"]))),
            )


def _werte(zeilen: Sequence[dict[str, Any]], ort: str) -> Iterator[Aussage]:
    for z in zeilen:
        if _personen(z["Kennzahl"]):
            je = tuple(str(z["Gruppierung"]).split(", ")) if z["Gruppierung"] else ()
            stelle = Stelle(str(z["Kennzahl"]), je, str(z["Gruppe"] or ""))
            geheim = z["geheim"] == "ja" or z["Wert"] == GEHEIM
            yield from _aus_zahlen(
                stelle,
                ort,
                geheim,
                (z["Wert"], z["min"], z["max"]),
                (z["Zähler"], z["Nenner"]),
                str(z["Einheit"]),
            )


def _vergleichswerte(zeilen: Sequence[dict[str, Any]], ort: str) -> Iterator[Aussage]:
    for z in zeilen:
        if stelle := stelle_von(str(z["Kennzahl"])):
            eine = replace(stelle, gruppe=str(z["Gruppe"] or ""), ort=(str(z["Standort"]), str(z["Jahr"])))
            zahlen = (z["Wert"], z["mindestens"], z["höchstens"])
            yield from _aus_zahlen(
                eine, ort, z["Wert"] == GEHEIM, zahlen, (z["Zähler"], z["Nenner"]), str(z["Einheit"])
            )


def _themenblatt(zeilen: Sequence[dict[str, Any]], ort: str) -> Iterator[Aussage]:
    ueber: Stelle | None = None
    for z in zeilen:
        name = str(z["Kennzahl, Gruppe"] or "")
        if z["Nr."]:
            ueber = stelle_von(name)
        if ueber is None or (ueber.je and z["Nr."]):
            continue
        stelle = replace(ueber, gruppe=name) if ueber.je else ueber
        zahlen = (z["Wert"], z.get("mindestens"), z.get("höchstens"))
        yield from _aus_zahlen(
            stelle,
            ort,
            z["Wert"] == GEHEIM,
            zahlen,
            (z.get("Zähler"), z.get("Nenner")),
            str(z["Einheit"] or ""),
        )


def _kjh(zeilen: Sequence[dict[str, Any]], ort: str) -> Iterator[Aussage]:
    """Yield what the workbook for the KJH-Statistik says: by Angebot how many came, and in each age class."""
    angebot = ""
    for z in zeilen:
        merkmal = str(z.get("Merkmal") or z.get("Angebot, Merkmal") or "")
        if "Angebot, Merkmal" in z and z["Angabe"] is None:
            angebot = merkmal
        angebot = str(z.get("Angebot") or angebot)
        if merkmal in ("Stammbesuchende", "Teilnehmende"):
            stelle = Stelle(KJH, ("angebot",), angebot)
        elif merkmal.startswith("Alter: "):
            klasse = merkmal.removeprefix("Alter: ")
            stelle = Stelle(KJH, ("angebot", ALTERSKLASSE), f"{angebot}{TRENNER}{klasse}")
        elif merkmal == "tätige Personen: ehrenamtlich":
            stelle = Stelle("ehrenamtliche", ("angebot",), angebot)
        else:
            continue
        zahlen = (z["Angabe"], z.get("mindestens"), z.get("höchstens"))
        yield from _aus_zahlen(stelle, ort, z["Angabe"] == GEHEIM, zahlen, (None, None), "Personen")


def _aus_zahlen(
    stelle: Stelle, ort: str, geheim: bool, zahlen: tuple[Any, Any, Any], bruch: tuple[Any, Any], einheit: str
) -> Iterator[Aussage]:
    """Yield what a row of numbers says; one that is marked secret and has numbers all the same says both.

    `bruch` is what a ratio was made from: how many persons, and by what it was divided.
    """
    if geheim:
        yield Aussage(stelle, ort, geheim=True)
    wert, unten, oben = (z if isinstance(z, int | float) else None for z in zahlen)
    if unten is None and oben is None:
        unten = oben = wert
    zaehler, nenner = bruch
    if isinstance(zaehler, int | float):
        # It is as hedged as the ratio is.
        mal = nenner if stelle.kennzahl in ADDIERT and isinstance(nenner, int | float) else None
        if mal is None or unten is None:
            unten = oben = zaehler
        else:
            unten, oben = round(unten * mal), None if oben is None else round(oben * mal)
    elif unten is None and wert is None:
        if isinstance(zahlen[0], str) and (gefunden := aus_text(stelle, zahlen[0], ort)) and not geheim:
            yield gefunden
        return
    elif einheit not in ("Besuche", "Personen") or unten is None:
        yield Aussage(stelle, ort, geheim=False)
        return
    yield Aussage(
        stelle, ort, geheim=False, unten=float(unten), oben=math.inf if oben is None else float(oben)
    )


def _personen(kennzahl: Any) -> bool:
    return str(kennzahl) in titel() and KENNZAHLEN[str(kennzahl)].kennzahl.personen
