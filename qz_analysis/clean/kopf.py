"""The headers of lists: found by what they say, over one to three rows, several on one sheet."""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from rapidfuzz import fuzz, process

from qz_analysis.clean.lesung import Lesung
from qz_analysis.read.blatt import Zelle

AEHNLICH_AB = 80  # rapidfuzz ratio (0 to 100) from which a header is worth suggesting
HOECHSTENS_KOPFZEILEN = 3
MINDESTENS_SPALTEN = (
    2  # one known word alone may stand anywhere, unless the list has but one column of its own
)
ALTER = "alter:"  # how the name of a column begins that counts one age band
_ALTERSBAND = re.compile(
    r"(?:(?:unter|ab|über|bis)\s*\d{1,3}|\d{1,3}\s*(?:-|–|bis)\s*(?:unter\s*)?\d{1,3}|\d{1,3}\s*\+)(?:\s*(?:Jahren?|J\.?))?",
    re.I,
)
ERSTE_FASSUNG = 3  # columns of spalten.csv before those of the versions
JEDE_FASSUNG = "jede Fassung"
NEBENSPALTEN = frozenset({"nr", "kapitel", "unsicher"})


@dataclass(frozen=True)
class Listenart:
    """One kind of list: its columns by known header, which a header can't do without, and which a row can't.

    `fassungen` is header -> the versions of the Abfragematrix that have it, for headers that not every version has.
    `titel` is column -> the header it goes by first, as it is spelt.
    """

    name: str
    bekannt: dict[str, str]
    pflicht: frozenset[str]
    je_zeile: frozenset[str]
    fassungen: dict[str, frozenset[str]]
    titel: dict[str, str]


@dataclass(frozen=True)
class Kopf:
    """A header: its rows, and which column of the sheet is which column of the list.

    `rechts` is the last column that belongs to the list, columns with an unknown header included. `fassungen` are, for
    each header that not every version of the Abfragematrix has, the versions that do.
    """

    art: str
    zeile: int
    bis_zeile: int
    rechts: int
    spalten: dict[int, str]
    bekannt: dict[str, str]
    pflicht: frozenset[str]
    je_zeile: frozenset[str]
    fassungen: tuple[frozenset[str], ...]

    def ueberlappt(self, anderer: "Kopf") -> bool:
        """Return whether two lists share columns, so that one ends where the other begins."""
        return min(self.spalten) <= anderer.rechts and min(anderer.spalten) <= self.rechts


@lru_cache(maxsize=8192)  # the same texts are asked for again with every kind of list
def schluessel(text: str) -> str:
    """Fold what headers differ in without meaning anything: case, blanks, a final dot or asterisk."""
    return re.sub(r"[\s.*:]+", " ", text).strip().casefold()


@cache
def listenarten() -> tuple[Listenart, ...]:
    """Return the kinds of list this version knows, from `spalten.csv`.

    The file has one row per column of ours and one column per version of the Abfragematrix, with the headers that
    version uses, parted by a bar. All versions are read, so that old years still are.
    """
    spalten: dict[str, dict[str, str]] = {}
    pflicht: dict[str, set[str]] = {}
    je_zeile: dict[str, set[str]] = {}
    fassungen: dict[str, dict[str, set[str]]] = {}
    titel: dict[str, dict[str, str]] = {}
    with resources.files("qz_analysis.clean").joinpath("spalten.csv").open(encoding="utf-8") as datei:
        for zeile in csv.DictReader(datei):
            for fassung in list(zeile)[ERSTE_FASSUNG:]:
                for kopf in filter(None, map(str.strip, zeile[fassung].split("|"))):
                    spalten.setdefault(zeile["liste"], {})[schluessel(kopf)] = zeile["spalte"]
                    titel.setdefault(zeile["liste"], {}).setdefault(zeile["spalte"], kopf)
                    je_kopf = fassungen.setdefault(zeile["liste"], {})
                    je_kopf.setdefault(schluessel(kopf), set()).add(fassung)
            if zeile["pflicht"]:
                pflicht.setdefault(zeile["liste"], set()).add(zeile["spalte"])
            if zeile["pflicht"] == "zeile":
                je_zeile.setdefault(zeile["liste"], set()).add(zeile["spalte"])
    return tuple(
        Listenart(
            name,
            s,
            frozenset(pflicht[name]),
            frozenset(je_zeile.get(name, ())),
            {k: frozenset(f) for k, f in fassungen[name].items() if JEDE_FASSUNG not in f},
            titel[name],
        )
        for name, s in spalten.items()
    )


def finde_koepfe(lesung: Lesung) -> list[Kopf]:
    """Return the headers on a sheet, from top to bottom and from left to right."""
    koepfe: list[Kopf] = []
    for zeile in _zeilen_mit_bekanntem(lesung):
        if any(kopf.zeile <= zeile <= kopf.bis_zeile for kopf in koepfe):
            continue
        koepfe += _koepfe(lesung, zeile)
    return koepfe


def _zeilen_mit_bekanntem(lesung: Lesung) -> list[int]:
    """Return the rows with at least one text that is a known header, found by distinct value."""
    alle = {text for art in listenarten() for text in art.bekannt} | set(_fremde(lesung))
    zeilen: set[int] = set()
    for werte in lesung.blatt.spalten.values():
        treffer = {w for w in set(werte) if isinstance(w, str) and schluessel(w) in alle}
        if treffer:
            zeilen.update(n for n, wert in enumerate(werte, 1) if wert in treffer)
    return sorted(zeilen)


def _fremde(lesung: Lesung) -> dict[str, str]:
    """Return the headers the user declared, folded, with those of ours they stand for."""
    return {schluessel(fremd): schluessel(unser) for fremd, unser in lesung.spalten.items()}


def _koepfe(lesung: Lesung, zeile: int) -> list[Kopf]:
    """Return the headers that begin in a row.

    Two lists side by side are parted by an empty column. Where a part lacks what its kind needs, the parts are
    one list with a gap.
    """
    gefuellt = [s for s in sorted(lesung.blatt.spalten) if lesung.blatt.zelle(zeile, s) is not None]
    if not gefuellt:
        return []
    teile: list[list[int]] = [[gefuellt[0]]]
    for spalte in gefuellt[1:]:
        if spalte == teile[-1][-1] + 1:
            teile[-1].append(spalte)
        else:
            teile.append([spalte])
    einzeln = [_bester_kopf(lesung, zeile, range(teil[0], teil[-1] + 1)) for teil in teile]
    koepfe = [kopf for kopf in einzeln if kopf]
    if len(teile) == 1 or len(koepfe) == len(teile):
        return koepfe
    einer = _bester_kopf(lesung, zeile, range(gefuellt[0], gefuellt[-1] + 1))
    return koepfe if len(koepfe) > 1 or einer is None else [einer]


def _bester_kopf(lesung: Lesung, zeile: int, block: range) -> Kopf | None:
    bester: Kopf | None = None
    je_spalte = {spalte: _texte(lesung, zeile, spalte) for spalte in block}
    vorige: list[tuple[int, list[str]]] = []
    for hoehe in range(1, HOECHSTENS_KOPFZEILEN + 1):
        texte = [(s, list(dict.fromkeys(filter(None, zeilen[:hoehe])))) for s, zeilen in je_spalte.items()]
        if texte == vorige:
            continue  # another row without a text makes no other header
        vorige = texte
        genannt = {schluessel(text) for _, teile in texte for text in (*teile, " ".join(teile))}
        genannt |= {unser for fremd, unser in _fremde(lesung).items() if fremd in genannt}
        for art in listenarten():
            if genannt.isdisjoint(art.bekannt):
                continue
            kopf = _kopf(lesung, zeile, zeile + hoehe - 1, block, texte, art)
            if kopf and (bester is None or len(kopf.spalten) > len(bester.spalten)):
                bester = kopf
    return bester


def _texte(lesung: Lesung, ab: int, spalte: int) -> list[str]:
    """Return the texts of a column in the rows a header may take, from top to bottom; "" where there is none."""
    zellen = (lesung.blatt.zelle(zeile, spalte) for zeile in range(ab, ab + HOECHSTENS_KOPFZEILEN))
    return [z.text if z is not None and isinstance(z.wert, str) else "" for z in zellen]


def _kopf(
    lesung: Lesung, von: int, bis: int, block: range, texte: list[tuple[int, list[str]]], art: Listenart
) -> Kopf | None:
    spalten: dict[int, str] = {}
    fassungen: list[frozenset[str]] = []
    fremde = {f: u for f, u in _fremde(lesung).items() if u in art.bekannt}
    bekannt = art.bekannt | {f: art.bekannt[u] for f, u in fremde.items()} if fremde else art.bekannt
    for spalte, teile in texte:
        ueberschrift = _ueberschrift(teile, bekannt)
        name = bekannt.get(ueberschrift, ueberschrift) if ueberschrift else None
        if ueberschrift and name is not None and name not in spalten.values():
            spalten[spalte] = name
            unsere = fremde.get(ueberschrift, ueberschrift)
            fassungen += [art.fassungen[unsere]] if unsere in art.fassungen else []
    eigene = set(art.bekannt.values()) - NEBENSPALTEN
    if not art.pflicht <= set(spalten.values()) or len(spalten) < min(MINDESTENS_SPALTEN, len(eigene)):
        return None
    return Kopf(art.name, von, bis, block[-1], spalten, bekannt, art.pflicht, art.je_zeile, tuple(fassungen))


def _ueberschrift(teile: list[str], bekannt: dict[str, str]) -> str | None:
    """Return the known header of a column, folded: all header rows together, else the lowest one that is known.

    An age band stands for itself, marked as one.
    """
    if not teile:
        return None
    moeglich = teile if len(teile) == 1 else [" ".join(teile), *reversed(teile)]
    gefunden = next((k for text in moeglich if (k := schluessel(text)) in bekannt), None)
    if gefunden is None and "besuche" in bekannt.values():
        # An attendance list may be broken down by age, in bands that each house draws for itself.
        return next((f"{ALTER}{text}" for text in reversed(teile) if _ALTERSBAND.fullmatch(text)), None)
    return gefunden


def melde_fremde_spalten(lesung: Lesung, kopf: Kopf) -> None:
    """Report the headers of a list that no column is known for, each with its nearest match."""
    for spalte in range(min(kopf.spalten), kopf.rechts + 1):
        zelle = lesung.blatt.hier(kopf.bis_zeile, spalte) or lesung.blatt.hier(kopf.zeile, spalte)
        if spalte in kopf.spalten or zelle is None:
            continue
        lesung.ignoriere([zelle])
        if schluessel(zelle.text) in kopf.bekannt:
            lesung.melde(
                "warnung",
                "spalte_doppelt",
                f"Die Spalte „{zelle.text}“ gibt es in dieser Liste zweimal. Gelesen wurde die erste; bitte die andere "
                "umbenennen oder löschen.",
                zelle,
            )
            continue
        lesung.melde(
            "warnung",
            "spalte_unbekannt",
            f"Die Spalte „{zelle.text}“ ist unbekannt und wurde nicht übernommen.{_rat(zelle, kopf)} "
            "Neue Schreibweisen bitte in der Spaltenliste eintragen.",
            zelle,
        )


def _rat(zelle: Zelle, kopf: Kopf) -> str:
    naechste = process.extractOne(
        schluessel(zelle.text), kopf.bekannt, scorer=fuzz.ratio, score_cutoff=AEHNLICH_AB
    )
    return f" Am nächsten liegt „{kopf.bekannt[naechste[2]]}“." if naechste else ""
