"""Source cells: from one row each to the ranges a person would name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl.utils import column_index_from_string

_ZELLE = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True)
class Belegstelle:
    """The cells of one sheet a value comes from. `bereiche` are ranges such as "C6:C20" or single cells."""

    datei: str
    blatt: str
    bereiche: tuple[str, ...]
    zellen: int

    def __str__(self) -> str:
        anzahl = f"{self.zellen} Zellen" if self.zellen > 1 else "1 Zelle"
        return f"{self.datei.rsplit('/', 1)[-1]} › {self.blatt}: {', '.join(self.bereiche)} ({anzahl})"


def fasse_zusammen(zellen: Iterable[tuple[str, str, str]]) -> tuple[Belegstelle, ...]:
    """Return file, sheet and cell of rows as one Belegstelle per sheet; cells below each other become a range."""
    je_blatt: dict[tuple[str, str], set[str]] = {}
    for datei, blatt, zelle in zellen:
        je_blatt.setdefault((datei, blatt), set()).add(zelle)
    return tuple(
        Belegstelle(datei, blatt, _bereiche(menge), len(menge))
        for (datei, blatt), menge in sorted(je_blatt.items())
    )


def umfasse(zellen: Iterable[tuple[str, str, str]]) -> tuple[Belegstelle, ...]:
    """Return one Belegstelle per sheet: the smallest rectangle around all of its cells."""
    je_blatt: dict[tuple[str, str], list[tuple[int, str, int]]] = {}
    for datei, blatt, zelle in zellen:
        if treffer := _ZELLE.fullmatch(zelle):
            ort = (column_index_from_string(treffer[1]), treffer[1], int(treffer[2]))
            je_blatt.setdefault((datei, blatt), []).append(ort)
    flaechen = []
    for (datei, blatt), orte in sorted(je_blatt.items()):
        links, rechts = min(orte), max(orte)
        oben, unten = min(zeile for *_, zeile in orte), max(zeile for *_, zeile in orte)
        bereich = (
            f"{links[1]}{oben}:{rechts[1]}{unten}"
            if (links[0], oben) != (rechts[0], unten)
            else f"{links[1]}{oben}"
        )
        flaechen.append(
            Belegstelle(datei, blatt, (bereich,), (rechts[0] - links[0] + 1) * (unten - oben + 1))
        )
    return tuple(flaechen)


def _bereiche(zellen: Iterable[str]) -> tuple[str, ...]:
    orte: list[tuple[int, str, int]] = []
    andere: list[str] = []
    for zelle in zellen:
        if treffer := _ZELLE.fullmatch(zelle):
            orte.append((column_index_from_string(treffer[1]), treffer[1], int(treffer[2])))
        else:
            andere.append(zelle)
    bereiche: list[tuple[str, int, int]] = []
    for _, spalte, zeile in sorted(orte):
        if bereiche and bereiche[-1][0] == spalte and bereiche[-1][2] == zeile - 1:
            bereiche[-1] = (spalte, bereiche[-1][1], zeile)
        else:
            bereiche.append((spalte, zeile, zeile))
    genannt = (f"{s}{von}" if von == bis else f"{s}{von}:{s}{bis}" for s, von, bis in bereiche)
    return (*genannt, *sorted(andere))
