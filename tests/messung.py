"""How well claims found in a text agree with a list marked by hand: which were found, missed, and found in vain."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qz_analysis.figures.textpruefung import Aussage

_UNWICHTIG = re.compile(
    r"an|am|von|zu|bis|über|rund|ca|zwischen|und|mindestens|durchschnittlich|wochenende|im|je|pro"
)


@dataclass(frozen=True)
class Messung:
    """Pairs of a row of the list and what was found for it; rows missed; numbers found that are not on the list."""

    paare: tuple[tuple[dict[str, str], Aussage], ...]
    verfehlt: tuple[dict[str, str], ...]
    falsch: tuple[Aussage, ...]

    def ohne_grenzfaelle(self) -> "Messung":
        """Return the same without the rows that one can see either way."""
        return Messung(
            tuple(p for p in self.paare if not _grenzfall(p[0])),
            tuple(z for z in self.verfehlt if not _grenzfall(z)),
            self.falsch,
        )

    @property
    def genauigkeit(self) -> float:
        """Precision: the share of what was found that is on the list."""
        return len(self.paare) / (len(self.paare) + len(self.falsch))

    @property
    def trefferquote(self) -> float:
        """Recall: the share of the list that was found."""
        return len(self.paare) / (len(self.paare) + len(self.verfehlt))


def miss(aussagen: Iterable[Aussage], liste: Path) -> Messung:
    """Return found claims beside the list: a pair stands on the same line and shares its number."""
    with liste.open(encoding="utf-8", newline="") as datei:
        zeilen = list(csv.DictReader(datei, delimiter=";"))
    offen = list(aussagen)
    paare, verfehlt = [], []
    for zeile in zeilen:
        treffer = next((a for a in offen if a.zeile == int(zeile["zeile"]) and _selbe_zahl(a, zeile)), None)
        if treffer is None:
            verfehlt.append(zeile)
        else:
            offen.remove(treffer)
            paare.append((zeile, treffer))
    return Messung(tuple(paare), tuple(verfehlt), tuple(offen))


def _grenzfall(zeile: dict[str, str]) -> bool:
    return "Grenzfall" in zeile["bemerkung"]


def _selbe_zahl(a: Aussage, zeile: dict[str, str]) -> bool:
    return bool(_zahlen(a.angabe.text) & _zahlen(zeile["zahl"]))


def _zahlen(text: str) -> set[str]:
    worte = re.findall(r"\d+|[a-zäöüß]+", text.lower())
    return {wort for wort in worte if not _UNWICHTIG.fullmatch(wort)}
