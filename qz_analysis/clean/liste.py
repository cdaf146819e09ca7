"""Lists on a sheet: where their headers are, what their columns are, where they end."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from qz_analysis.clean.kopf import Kopf, finde_koepfe, melde_fremde_spalten, schluessel
from qz_analysis.clean.lesung import Lesung
from qz_analysis.read.blatt import Zelle

_SUMME = re.compile(
    r"(?:zwischen|gesamt|monats|quartals|jahres)?summe\b.{0,30}|gesamt(?:zahl)?\b.{0,20}|insgesamt|total",
    re.I,
)
_ANGABE = re.compile(r"([A-Za-zÄÖÜäöüß ]{3,30}):\s+(.+)", re.S)
# Labels of figures that stand below a list; a row that begins with one is no row of the list.
FUSSANGABEN = frozenset({"teilnehmende gesamt", "einzelaktionen", "wiederkehrende formate", "zeitraum"})


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
class Summe:
    """A printed total: its cells by column, and the rows it is the total of."""

    felder: dict[str, Zelle]
    von: int
    bis: int


@dataclass
class Liste:
    """One list: which column is where, the numbers of its rows, its totals and the pairs below it.

    `fuer_alle` are head lines that hold for every row, such as "Bereich: Mehrgenerativ".
    """

    lesung: Lesung
    kopf: Kopf
    nummern: list[int]
    summen: list[Summe] = field(default_factory=list)
    angaben: dict[str, tuple[Zelle, Zelle]] = field(default_factory=dict)
    fuer_alle: dict[str, Zelle] = field(default_factory=dict)

    @property
    def art(self) -> str:
        """The kind of list."""
        return self.kopf.art

    @cached_property
    def zeilen(self) -> list[Zeile]:
        """The rows as objects; a long list is better read by column."""
        blatt = self.lesung.blatt
        return [
            Zeile(
                nummer,
                self.fuer_alle
                | {
                    name: zelle
                    for spalte, name in self.kopf.spalten.items()
                    if (zelle := blatt.zelle(nummer, spalte)) is not None
                },
            )
            for nummer in self.nummern
        ]


def kopfangaben(lesung: Lesung, bis_zeile: int | None = None, ab_zeile: int = 1) -> dict[str, Zelle]:
    """Return the head lines "Name: Wert" of a sheet by name, from `ab_zeile` to above `bis_zeile`."""
    angaben = {}
    ende = KOPFZEILEN if bis_zeile is None else bis_zeile - 1
    for nummer, zeile in lesung.blatt.zeilen(bis=ende):
        for zelle in zeile if nummer >= ab_zeile else ():
            if isinstance(zelle.wert, str) and (treffer := _ANGABE.fullmatch(zelle.wert.strip())):
                angaben[treffer[1]] = Zelle(zelle.zeile, zelle.spalte, treffer[2].strip())
    return angaben


KOPFZEILEN = 50  # rows in which head lines are looked for when no header is known


def finde_listen(lesung: Lesung) -> list[Liste]:
    """Return the lists on a sheet, in reading order; none where no row holds the headers of a known kind.

    Header, title, totals and footnote cells are counted as ignored; rows are left to the caller.
    """
    koepfe = finde_koepfe(lesung)
    listen = []
    for kopf in koepfe:
        darunter = [k.zeile for k in koepfe if k.zeile > kopf.bis_zeile and k.ueberlappt(kopf)]
        ende = min(darunter) - 1 if darunter else lesung.blatt.letzte_zeile
        listen.append(_lies(lesung, kopf, ende, ab=_titel_ab(koepfe, kopf)))
    return listen


def _titel_ab(koepfe: list[Kopf], kopf: Kopf) -> int:
    """Return the first row whose head lines may belong to this list: below the header before it."""
    return max((k.bis_zeile + 1 for k in koepfe if k.bis_zeile < kopf.zeile), default=1)


def _lies(lesung: Lesung, kopf: Kopf, ende: int, ab: int) -> Liste:
    lesung.art = kopf.art if lesung.art in (None, kopf.art) else "mehrere"
    erste_liste = ab == 1
    for nummer, zeile in lesung.blatt.zeilen(bis=kopf.bis_zeile):
        if erste_liste and nummer < kopf.zeile:
            lesung.ignoriere(zeile)
        if nummer >= kopf.zeile:
            lesung.ignoriere(z for z in zeile if z.spalte in kopf.spalten)
    melde_fremde_spalten(lesung, kopf)
    liste = Liste(lesung, kopf, [], fuer_alle=_fuer_alle(lesung, kopf, ab))
    _teile_auf(liste, ende)
    return liste


def _fuer_alle(lesung: Lesung, kopf: Kopf, ab: int) -> dict[str, Zelle]:
    gefunden = {}
    for name, zelle in kopfangaben(lesung, kopf.zeile, ab).items():
        spalte = kopf.bekannt.get(schluessel(name))
        if spalte and spalte not in kopf.spalten.values():
            gefunden[spalte] = zelle
    return gefunden


def _teile_auf(liste: Liste, ende: int) -> None:
    """Sort the rows below the header into rows of the list, totals, label-value pairs and footnotes."""
    lesung, kopf = liste.lesung, liste.kopf
    blatt = lesung.blatt
    pflicht = [spalte for spalte, name in kopf.spalten.items() if name in kopf.pflicht]
    breite = range(min(kopf.spalten), kopf.rechts + 1)
    summenzeilen = _zeilen_mit(lesung, breite, kopf.bis_zeile, ende, _ist_summe)
    fusszeilen = _zeilen_mit(
        lesung, breite, kopf.bis_zeile, ende, lambda t: t.casefold().rstrip(":") in FUSSANGABEN
    )
    sternzeilen = _zeilen_mit(lesung, breite, kopf.bis_zeile, ende, lambda t: t.startswith("*"))
    gefuellt = _gefuellte(lesung, breite, kopf.bis_zeile, ende)
    ganz = _gefuellte_alle(lesung, pflicht, kopf.bis_zeile, ende)
    einzeln = _gefuellte(lesung, pflicht, kopf.bis_zeile, ende)
    verbunden = {z for b in blatt.verbunden if b.oben != b.unten for z in range(b.oben, b.unten + 1)}
    unterbrochen = False
    vorige, summe_ab = kopf.bis_zeile, kopf.bis_zeile + 1
    for nummer in sorted(gefuellt):
        luecke = any(n not in verbunden for n in range(vorige + 1, nummer))
        unterbrochen = unterbrochen or (luecke and vorige != kopf.bis_zeile)
        vorige = nummer
        if nummer in summenzeilen:
            zellen = [z for z in blatt.zeile(nummer) if z.spalte in breite]
            felder = {kopf.spalten[z.spalte]: z for z in zellen[1:] if z.spalte in kopf.spalten}
            liste.summen.append(Summe(felder, summe_ab, nummer - 1))
            lesung.ignoriere(zellen)
            summe_ab = nummer + 1
        elif nummer in fusszeilen:
            _nimm_angabe(liste, nummer, breite)
        elif nummer in sternzeilen:
            lesung.ignoriere(z for z in blatt.zeile(nummer) if z.spalte in breite)
        elif nummer in (ganz if unterbrochen else einzeln):
            liste.nummern.append(nummer)
        elif unterbrochen and len(gefuellt[nummer]) == 1:
            lesung.ignoriere(z for z in blatt.zeile(nummer) if z.spalte in breite)


def _nimm_angabe(liste: Liste, nummer: int, breite: range) -> None:
    zellen = [z for z in liste.lesung.blatt.zeile(nummer) if z.spalte in breite]
    if len(zellen) >= 2:
        liste.angaben[zellen[0].text.rstrip(":")] = (zellen[0], zellen[1])


def _ist_summe(text: str) -> bool:
    return bool(_SUMME.fullmatch(text.rstrip(":")))


def _gefuellte(lesung: Lesung, spalten, ab: int, bis: int) -> dict[int, list[int]]:
    """Return row -> its filled columns among `spalten`, for the rows below `ab` up to `bis`."""
    gefuellt: dict[int, list[int]] = {}
    for spalte in spalten:
        for zeile, wert in enumerate(lesung.blatt.spalten.get(spalte, ())[ab:bis], ab + 1):
            if wert is not None:
                gefuellt.setdefault(zeile, []).append(spalte)
    return gefuellt


def _gefuellte_alle(lesung: Lesung, spalten: list[int], ab: int, bis: int) -> set[int]:
    """Return the rows in which all of `spalten` are filled."""
    je_spalte = [set(_gefuellte(lesung, [spalte], ab, bis)) for spalte in spalten]
    return set.intersection(*je_spalte) if je_spalte else set()


def _zeilen_mit(lesung: Lesung, spalten, ab: int, bis: int, passt) -> set[int]:
    """Return the rows whose first filled cell among `spalten` is a text that `passt`."""
    gefunden = set()
    links: set[int] = set()  # rows with a filled cell further left
    for spalte in spalten:
        werte = lesung.blatt.spalten.get(spalte, [])[ab:bis]
        treffer = {w for w in set(werte) if isinstance(w, str) and passt(" ".join(w.split()))}
        for zeile, wert in enumerate(werte, ab + 1):
            if wert is not None and zeile not in links:
                links.add(zeile)
                if wert in treffer:
                    gefunden.add(zeile)
    return gefunden
