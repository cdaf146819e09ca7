"""Lists on a sheet: where their headers are, what their columns are, where they end."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from qz_analysis.clean.kopf import ALTER, Kopf, finde_koepfe, melde_fremde_spalten, schluessel
from qz_analysis.clean.lesung import Lesung
from qz_analysis.read.blatt import Zelle

_SUMME = re.compile(
    r"(?:zwischen|gesamt|monats|quartals|jahres)?summe\b.{0,30}|gesamt(?:zahl)?\b.{0,20}|insgesamt|total",
    re.I,
)
_JAHR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
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
        """The complete rows as objects; the cells of an incomplete one are rejected. A long list is read by column."""
        zeilen = []
        for nummer in self.nummern:
            felder = {
                name: zelle
                for spalte, name in self.kopf.spalten.items()
                if (zelle := self.lesung.blatt.zelle(nummer, spalte)) is not None
            }
            if self.kopf.je_zeile <= felder.keys():
                zeilen.append(Zeile(nummer, self.fuer_alle | felder))
            else:
                self._weise_zurueck(nummer)
        return zeilen

    def _weise_zurueck(self, nummer: int) -> None:
        eigene = [z for z in self.lesung.blatt.zeile(nummer) if z.spalte in self.kopf.spalten]
        koepfe = {
            name: kopf.text
            for spalte, name in self.kopf.spalten.items()
            if (kopf := self.lesung.blatt.zelle(self.kopf.bis_zeile, spalte))
        }
        fehlt = sorted(
            koepfe.get(name, name)
            for spalte, name in self.kopf.spalten.items()
            if name in self.kopf.je_zeile and self.lesung.blatt.zelle(nummer, spalte) is None
        )
        for zelle in eigene:
            self.lesung.weise_zurueck(
                zelle,
                "zeile_unvollstaendig",
                f"In Zeile {nummer} fehlt {' und '.join(f'„{name}“' for name in fehlt)}. Die Zeile wurde nicht übernommen. "
                "Bitte ergänzen.",
            )


def kopfangaben(lesung: Lesung, bis_zeile: int | None = None, ab_zeile: int = 1) -> dict[str, Zelle]:
    """Return the head lines "Name: Wert" of a sheet by name, from `ab_zeile` to above `bis_zeile`."""
    angaben = {}
    ende = KOPFZEILEN if bis_zeile is None else bis_zeile - 1
    for nummer, zeile in lesung.blatt.zeilen(bis=ende):
        for zelle in zeile if nummer >= ab_zeile else ():
            if isinstance(zelle.wert, str) and (treffer := _ANGABE.fullmatch(zelle.wert.strip())):
                angaben[treffer[1]] = Zelle(zelle.zeile, zelle.spalte, treffer[2].strip())
    return angaben


def finde_jahr(lesung: Lesung, sonst: int, bis_zeile: int) -> int:
    """Return the year a sheet is about: from its head rows, else its name, else its file name, else `sonst`."""
    texte = [
        z.text for _, zeile in lesung.blatt.zeilen(bis=bis_zeile) for z in zeile if isinstance(z.wert, str)
    ]
    for text in [*texte, lesung.blatt.name, lesung.blatt.datei.rsplit("/", 1)[-1]]:
        if treffer := _JAHR.search(text):
            return int(treffer[1])
    return sonst


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
    for name in (*kopf.spalten.values(), *liste.fuer_alle):
        lesung.listenspalten.add("altersgruppe" if name.startswith(ALTER) else name)
    lesung.fassungen += kopf.fassungen
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
    ab = kopf.bis_zeile
    summenzeilen = _zeilen_mit(lesung, breite, ab, ende, ist_summe)
    fusszeilen = _zeilen_mit(lesung, breite, ab, ende, lambda t: t.casefold().rstrip(":") in FUSSANGABEN)
    sternzeilen = _zeilen_mit(lesung, breite, ab, ende, lambda t: t.startswith("*"))
    gefuellt = set[int]().union(*(_gefuellte(lesung, spalte, ab, ende) for spalte in breite))
    je_pflicht = [set(_gefuellte(lesung, spalte, ab, ende)) for spalte in pflicht]
    ganz, einzeln = set.intersection(*je_pflicht), set.union(*je_pflicht)
    verbunden = {z for b in blatt.verbunden if b.oben != b.unten for z in range(b.oben, b.unten + 1)}
    unterbrochen = False
    vorige, summe_ab = kopf.bis_zeile, kopf.bis_zeile + 1
    for nummer in sorted(gefuellt):
        luecke = nummer - vorige > 1 and any(n not in verbunden for n in range(vorige + 1, nummer))
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
        elif unterbrochen and sum(blatt.hier(nummer, s) is not None for s in breite) == 1:
            lesung.ignoriere(z for z in blatt.zeile(nummer) if z.spalte in breite)


def _nimm_angabe(liste: Liste, nummer: int, breite: range) -> None:
    zellen = [z for z in liste.lesung.blatt.zeile(nummer) if z.spalte in breite]
    if len(zellen) >= 2:
        liste.angaben[zellen[0].text.rstrip(":")] = (zellen[0], zellen[1])


def ist_summe(text: str) -> bool:
    """Return whether a text is the label of a total: "Summe", "Summe März", "gesamt"."""
    return bool(_SUMME.fullmatch(text.rstrip(":")))


def _gefuellte(lesung: Lesung, spalte: int, ab: int, bis: int) -> Iterable[int]:
    """Return the rows below `ab` up to `bis` in which a column is filled."""
    werte = lesung.blatt.spalten.get(spalte, [])[ab:bis]
    if None not in werte:
        return range(ab + 1, ab + 1 + len(werte))
    return (zeile for zeile, wert in enumerate(werte, ab + 1) if wert is not None)


def _zeilen_mit(
    lesung: Lesung, spalten: Iterable[int], ab: int, bis: int, passt: Callable[[str], bool]
) -> set[int]:
    """Return the rows whose first filled cell among `spalten` is a text that `passt`; each distinct text is asked once."""
    gefunden = set()
    links: list[int] = []
    for spalte in spalten:
        werte = lesung.blatt.spalten.get(spalte, [])[ab:bis]
        treffer = {w for w in set(werte) if isinstance(w, str) and passt(" ".join(w.split()))}
        for zeile, wert in enumerate(werte, ab + 1) if treffer else ():
            if wert in treffer and all(lesung.blatt.hier(zeile, s) is None for s in links):
                gefunden.add(zeile)
        links.append(spalte)
    return gefunden
