"""A list on a sheet: where its header is, what its columns are, where it ends."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from rapidfuzz import fuzz, process

from qz_analysis.clean.lesung import Lesung
from qz_analysis.read.blatt import Zelle

_SUMME = re.compile(r"(gesamt)?summe|gesamt|insgesamt|total", re.I)
_ANGABE = re.compile(r"([A-Za-zÄÖÜäöüß ]{3,30}):\s+(.+)", re.S)
AEHNLICH_AB = 80  # rapidfuzz ratio (0 to 100) from which a header is worth suggesting


@dataclass(frozen=True)
class Listenart:
    """One kind of list: its columns by known header, and which of them it can't do without."""

    name: str
    spalte_zu: dict[str, str]
    pflicht: frozenset[str]


@dataclass
class Zeile:
    """One row of a list: its cells by column. A merged cell belongs to every row it covers."""

    nummer: int
    felder: dict[str, Zelle]

    def text(self, spalte: str) -> str | None:
        """Return a cell's text, None where it is empty."""
        zelle = self.felder.get(spalte)
        return zelle.text if zelle else None


@dataclass
class Liste:
    """A list with its rows, its head lines ("Herkunft: ...") and the label-value pairs below it."""

    art: str
    zeilen: list[Zeile]
    summe: dict[str, Zelle] = field(default_factory=dict)
    angaben: dict[str, tuple[Zelle, Zelle]] = field(default_factory=dict)


@cache
def listenarten() -> tuple[Listenart, ...]:
    """Return the kinds of list this version knows, from `spalten.csv`."""
    spalten: dict[str, dict[str, str]] = {}
    pflicht: dict[str, set[str]] = {}
    with resources.files("qz_analysis.clean").joinpath("spalten.csv").open(encoding="utf-8") as datei:
        for zeile in csv.DictReader(datei):
            spalten.setdefault(zeile["liste"], {})[_schluessel(zeile["ueberschrift"])] = zeile["spalte"]
            if zeile["pflicht"]:
                pflicht.setdefault(zeile["liste"], set()).add(zeile["spalte"])
    return tuple(Listenart(name, s, frozenset(pflicht[name])) for name, s in spalten.items())


def _schluessel(text: str) -> str:
    """Fold what headers differ in without meaning anything: case, blanks, a final dot or asterisk."""
    return re.sub(r"[\s.*:]+", " ", text).strip().casefold()


def kopfangaben(lesung: Lesung, bis_zeile: int | None = None) -> dict[str, Zelle]:
    """Return the head lines "Name: Wert" of a sheet by name, above `bis_zeile` where it is given."""
    angaben = {}
    for zelle in lesung.blatt.zellen.values():
        if bis_zeile is not None and zelle.zeile >= bis_zeile:
            continue
        if isinstance(zelle.wert, str) and (treffer := _ANGABE.fullmatch(zelle.wert.strip())):
            angaben[treffer[1]] = Zelle(zelle.zeile, zelle.spalte, treffer[2].strip())
    return angaben


def finde_liste(lesung: Lesung) -> Liste | None:
    """Return the list on a sheet, None where no row holds the headers of a known kind.

    Header, title, totals and footnote cells are counted as ignored; rows are left to the caller.
    """
    fund = _finde_kopf(lesung)
    if fund is None:
        return None
    art, kopfzeile, spalten = fund
    lesung.art = art.name
    for nummer, zellen in lesung.blatt.zeilen.items():
        if nummer < kopfzeile:
            lesung.ignoriere(zellen)
    lesung.ignoriere(zelle for zelle in lesung.blatt.zeilen[kopfzeile] if zelle.spalte in spalten)
    _melde_fremde_spalten(lesung, art, kopfzeile, spalten)
    fuer_alle = _fuer_alle_zeilen(lesung, art, kopfzeile, spalten)
    liste = Liste(art.name, [])
    rest = False
    for nummer in _folgezeilen(lesung, kopfzeile):
        if nummer is None:
            rest = True
        elif rest or not _ist_zeile(lesung, nummer, spalten, art):
            rest = _lies_fuss(lesung, nummer, spalten, liste) or rest
        else:
            felder = fuer_alle | {
                spalte: zelle
                for s, spalte in spalten.items()
                if (zelle := lesung.blatt.zelle(nummer, s)) is not None
            }
            liste.zeilen.append(Zeile(nummer, felder))
    return liste


def _finde_kopf(lesung: Lesung) -> tuple[Listenart, int, dict[int, str]] | None:
    bester: tuple[int, Listenart, int, dict[int, str]] | None = None
    for nummer, zellen in lesung.blatt.zeilen.items():
        for art in listenarten():
            spalten: dict[int, str] = {}
            for zelle in zellen:
                spalte = art.spalte_zu.get(_schluessel(zelle.text))
                if spalte is not None and spalte not in spalten.values():
                    spalten[zelle.spalte] = spalte
            if art.pflicht <= set(spalten.values()) and (bester is None or len(spalten) > bester[0]):
                bester = (len(spalten), art, nummer, spalten)
    return bester[1:] if bester else None


def _fuer_alle_zeilen(
    lesung: Lesung, art: Listenart, kopfzeile: int, spalten: dict[int, str]
) -> dict[str, Zelle]:
    """Return head lines that stand for a column the list lacks: "Bereich: Mehrgenerativ" holds for each row."""
    angaben = kopfangaben(lesung, kopfzeile)
    return {
        spalte: zelle
        for name, zelle in angaben.items()
        if (spalte := art.spalte_zu.get(_schluessel(name))) and spalte not in spalten.values()
    }


def _melde_fremde_spalten(lesung: Lesung, art: Listenart, kopfzeile: int, spalten: dict[int, str]) -> None:
    for zelle in lesung.blatt.zeilen[kopfzeile]:
        if zelle.spalte in spalten:
            continue
        naechste = process.extractOne(
            _schluessel(zelle.text), art.spalte_zu, scorer=fuzz.ratio, score_cutoff=AEHNLICH_AB
        )
        rat = f" Am nächsten liegt „{art.spalte_zu[naechste[2]]}“." if naechste else ""
        lesung.ignoriere([zelle])
        lesung.melde(
            "warnung",
            "spalte_unbekannt",
            f"Die Spalte „{zelle.text}“ ist unbekannt und wurde nicht übernommen.{rat} "
            "Neue Schreibweisen bitte in der Spaltenliste eintragen.",
            zelle,
        )


def _folgezeilen(lesung: Lesung, kopfzeile: int) -> Iterator[int | None]:
    """Yield the row numbers below the header; None where a blank row ends the list."""
    vorige = kopfzeile
    for nummer in lesung.blatt.zeilen:
        if nummer <= kopfzeile:
            continue
        luecke = range(vorige + 1, nummer)
        # A row inside a merged label is not blank even if all its own cells are empty.
        if any(not _verbunden(lesung, zeile) for zeile in luecke) and vorige != kopfzeile:
            yield None
        yield nummer
        vorige = nummer


def _verbunden(lesung: Lesung, zeile: int) -> bool:
    return any(b.oben <= zeile <= b.unten and b.oben != b.unten for b in lesung.blatt.verbunden)


def _ist_zeile(lesung: Lesung, nummer: int, spalten: dict[int, str], art: Listenart) -> bool:
    zellen = lesung.blatt.zeilen[nummer]
    if _SUMME.fullmatch(zellen[0].text.rstrip(":")):
        return False
    if len(zellen) == 1 and zellen[0].text.startswith("*"):
        return False
    return any(spalten.get(z.spalte) in art.pflicht for z in zellen)


def _lies_fuss(lesung: Lesung, nummer: int, spalten: dict[int, str], liste: Liste) -> bool:
    """Read a row that is no row of the list; return whether the list ends here."""
    zellen = lesung.blatt.zeilen[nummer]
    if _SUMME.fullmatch(zellen[0].text.rstrip(":")):
        liste.summe = {spalten[z.spalte]: z for z in zellen[1:] if z.spalte in spalten}
        lesung.ignoriere(zellen)
        return True
    if len(zellen) == 2 and zellen[0].spalte + 1 == zellen[1].spalte:
        liste.angaben[zellen[0].text] = (zellen[0], zellen[1])
        return False
    if len(zellen) == 1:
        lesung.ignoriere(zellen)
    return False
