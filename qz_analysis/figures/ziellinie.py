"""How goals lead to one another over the years: what each comes from, and what became of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from qz_analysis.figures.bestand import Bestand
from qz_analysis.model.zielbezug import Zielbezug, lies_bezuege, nummernfolge

ERREICHT: Final = frozenset({"erreicht", "verspaetet_erreicht"})


@dataclass(frozen=True, order=True)
class Zielort:
    """Which goal it is: the Standort, the Jahr, and its number."""

    standort: str
    jahr: int
    ziel_id: str


@dataclass(frozen=True)
class Schritt:
    """A goal is continued by another one. `lesart`: the printed report does not say so itself."""

    von: Zielort
    nach: Zielort
    lesart: bool


@dataclass(frozen=True)
class Ziellinie:
    """The goals of all years by Zielort, in the order of their numbers, and the Schritte between them.

    `ziele` holds the rows of the table `ziel`. A Schritt goes forward in time, so there is no way round in a circle.
    """

    ziele: dict[Zielort, dict[str, Any]]
    schritte: tuple[Schritt, ...]

    def vorgaenger(self, ziel: Zielort) -> tuple[Zielort, ...]:
        """Return the goals that this one continues directly."""
        return self._nachbarn[0].get(ziel, ())

    def nachfolger(self, ziel: Zielort) -> tuple[Zielort, ...]:
        """Return the goals that continue this one directly."""
        return self._nachbarn[1].get(ziel, ())

    def vorfahren(self, ziel: Zielort) -> tuple[Zielort, ...]:
        """Return all goals that lead to this one, the nearest first."""
        return _alle(ziel, self.vorgaenger)

    def nachkommen(self, ziel: Zielort) -> tuple[Zielort, ...]:
        """Return all goals that this one leads to, the nearest first."""
        return _alle(ziel, self.nachfolger)

    def hat(self, standort: str, jahr: int) -> bool:
        """Return whether goals of a Standort and Jahr are known."""
        return (standort, jahr) in self._jahrgaenge

    def verbleib(self, ziel: Zielort) -> str | None:
        """Return what became of a goal, a key of `werte.ZIEL_VERBLEIB`.

        One that several continue is `aufgeteilt`, also where one of these continues another goal as well. Without any
        that continues it, a goal the team calls reached is `abgeschlossen`, any other `fallengelassen`. None where the
        following year is not known, or the Folgeziel that is noted is not found in it.
        """
        nach, zeile = self.nachfolger(ziel), self.ziele[ziel]
        if len(nach) > 1:
            return "aufgeteilt"
        if nach:
            return (
                self._uebergang(ziel, nach[0]) if len(self.vorgaenger(nach[0])) == 1 else "zusammengefuehrt"
            )
        if not self.hat(ziel.standort, ziel.jahr + 1) or zeile["folgeziel"] or zeile["folgeziel_vermerkt"]:
            return None
        return "abgeschlossen" if zeile["status"] in ERREICHT else "fallengelassen"

    def herkunft(self, ziel: Zielort) -> str | None:
        """Return where a goal comes from, a key of `werte.ZIEL_HERKUNFT`.

        One that continues several is `zusammengefuehrt`, also where one of these was split up. None where the year
        before is not known, or the goal it says to continue is not found in it.
        """
        von = self.vorgaenger(ziel)
        if len(von) > 1:
            return "zusammengefuehrt"
        if von:
            return self._uebergang(von[0], ziel) if len(self.nachfolger(von[0])) == 1 else "aufgeteilt"
        if not self.hat(ziel.standort, ziel.jahr - 1) or self.ziele[ziel]["folgeziel_von"]:
            return None
        return "neu"

    @cached_property
    def _nachbarn(self) -> tuple[dict[Zielort, tuple[Zielort, ...]], dict[Zielort, tuple[Zielort, ...]]]:
        vor: dict[Zielort, tuple[Zielort, ...]] = {}
        nach: dict[Zielort, tuple[Zielort, ...]] = {}
        for schritt in self.schritte:
            vor[schritt.nach] = (*vor.get(schritt.nach, ()), schritt.von)
            nach[schritt.von] = (*nach.get(schritt.von, ()), schritt.nach)
        return vor, nach

    @cached_property
    def _jahrgaenge(self) -> frozenset[tuple[str, int]]:
        return frozenset((ort.standort, ort.jahr) for ort in self.ziele)

    def _uebergang(self, von: Zielort, nach: Zielort) -> str:
        alt, neu = (_gefaltet(self.ziele[ort]["handlungsziel"]) for ort in (von, nach))
        return "weitergefuehrt" if alt == neu else "geaendert"


def ziellinie(b: Bestand) -> Ziellinie:
    """Return how the goals of a Bestand lead to one another, over as many Standorte and Jahre as it holds.

    Goals of the year after the last one count as well. A Schritt is one that either goal names, by `folgeziel` or by
    `folgeziel_von`; where the two disagree, both count. A number that no goal has is passed over: it is a Befund.
    """
    zeilen = [
        zeile
        for name in ("ziel_folgejahr", "ziel")  # the year's own list has the last word
        if name in b
        for zeile in b.tabelle(name).iter_rows(named=True)
    ]
    je_ort = {Zielort(z["standort"], z["jahr"], z["ziel_id"]): z for z in zeilen}
    ziele = {ort: je_ort[ort] for ort in sorted(je_ort, key=_ordnung)}
    gelesen: dict[tuple[Zielort, Zielort], list[bool]] = {}
    for ort, zeile in ziele.items():
        unsicher = (zeile["unsicher"] or "").casefold()
        for nach in _orte(ort, lies_bezuege(zeile["folgeziel"], ort.jahr + 1), ziele):
            gelesen.setdefault((ort, nach), []).append("folgeziel" in unsicher)
        for von in _orte(ort, lies_bezuege(zeile["folgeziel_von"], ort.jahr - 1), ziele):
            gelesen.setdefault((von, ort), []).append("folgeziel" in unsicher)
    schritte = (
        Schritt(von, nach, lesart=all(lesart))
        for (von, nach), lesart in gelesen.items()
        if von.jahr < nach.jahr
    )
    return Ziellinie(ziele, tuple(sorted(schritte, key=lambda s: (_ordnung(s.von), _ordnung(s.nach)))))


@dataclass(frozen=True)
class Verbund:
    """Goals of a year and the goals of the next that continue them, as far as they hang together by merging or splitting."""

    alt: tuple[Zielort, ...]
    neu: tuple[Zielort, ...]


def verbuende(linie: Ziellinie, standort: str, jahr: int) -> list[Verbund]:
    """Return the goals of a year that go on in the next one, in the order of their Orientierungsziele.

    Those that reach into another Orientierungsziel come last in their own.
    """
    alt = [ort for ort in linie.ziele if (ort.standort, ort.jahr) == (standort, jahr)]
    gesehen: set[Zielort] = set()
    gefunden = []
    for ort in alt:
        links, rechts = {ort}, {n for n in linie.nachfolger(ort) if n.jahr == jahr + 1}
        if ort in gesehen or not rechts:
            continue
        while True:
            zurueck = {v for o in rechts for v in linie.vorgaenger(o) if v.jahr == jahr}
            weiter = {n for o in zurueck for n in linie.nachfolger(o) if n.jahr == jahr + 1}
            if (zurueck, weiter) == (links, rechts):
                break
            links, rechts = zurueck, weiter
        gesehen |= links
        gefunden.append(Verbund(*(tuple(o for o in linie.ziele if o in teil) for teil in (links, rechts))))
    gruppen = list(dict.fromkeys(linie.ziele[o]["orientierungsziel"] for o in alt))
    lagen = {v: [gruppen.index(linie.ziele[o]["orientierungsziel"]) for o in v.alt] for v in gefunden}
    return sorted(gefunden, key=lambda v: (min(lagen[v]), max(lagen[v])))


def offene_ziele(linie: Ziellinie, standort: str, jahr: int) -> tuple[Zielort, ...]:
    """Return the goals of a year that the next one starts from: with a Folgeziel, or neither reached nor given up."""
    return tuple(
        ort
        for ort, zeile in linie.ziele.items()
        if (ort.standort, ort.jahr) == (standort, jahr)
        and (
            zeile["folgeziel"]
            or zeile["folgeziel_vermerkt"]
            or zeile["status"] not in ERREICHT | {"verworfen"}
        )
    )


def _ordnung(ort: Zielort) -> tuple[Any, ...]:
    return ort.standort, ort.jahr, nummernfolge(ort.ziel_id), ort.ziel_id


def _orte(ort: Zielort, bezuege: Iterable[Zielbezug], ziele: dict[Zielort, Any]) -> list[Zielort]:
    orte = (Zielort(ort.standort, bezug.jahr, bezug.ziel_id) for bezug in bezuege)
    return [o for o in orte if o in ziele]


def _alle(ziel: Zielort, naechste: Callable[[Zielort], tuple[Zielort, ...]]) -> tuple[Zielort, ...]:
    gefunden: dict[Zielort, None] = {}
    rand = [ziel]
    while rand:
        rand = [n for ort in rand for n in naechste(ort) if n not in gefunden]
        gefunden |= dict.fromkeys(rand)
    return tuple(gefunden)


def _gefaltet(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")
