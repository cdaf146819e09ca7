"""A Kennzahl, its values, and the two together."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from qz_analysis.clean.schreibweise import kurzname
from qz_analysis.errors import ParameterFehler
from qz_analysis.figures.belegstelle import Belegstelle
from qz_analysis.figures.gruppierung import Gruppierung
from qz_analysis.figures.naechster import naechster_rat
from qz_analysis.model.anzahl import Anzahl

if TYPE_CHECKING:
    from qz_analysis.figures.sicht import Sicht

Geheimhaltung = Literal["keine", "personen"]
MEHRFACH = (
    "Mehrfachnennungen: eines kann zu mehreren Zeilen gehören, die Zeilen ergeben mehr als die Gesamtzahl."
)


@dataclass(frozen=True)
class Kennzahl:
    """A definition: what is counted, against what, in which unit, for which period, by which groupings.

    `zaehler` and `nenner` say in German what is counted and what it is divided by (None: a count, no ratio).
    `geheimhaltung` "personen" marks figures about people, which are subject to suppression. `quelle` is where the
    definition comes from.
    """

    id: str
    thema: str
    bezeichnung: str
    einheit: str
    definition: str
    zaehler: str
    nenner: str | None
    zeitraum: str
    gruppen: tuple[str, ...]
    geheimhaltung: Geheimhaltung
    quelle: str

    @property
    def personen(self) -> bool:
        """Whether the figure is about people."""
        return self.geheimhaltung == "personen"


@dataclass(frozen=True)
class Wert:
    """One value of a Kennzahl, for one group or for all.

    `anzahl` None means "keine Angabe". `gruppe` is the group as a reader sees it, `schluessel` its raw values, one per
    grouping. `zaehler` and `nenner` are set for ratios. `abdeckung` is the share of the expected Termine that were
    counted, 0 to 1. `unsicher` counts rows that the source does not decide. `beispiel` says that some rows are sample
    data. A `geheim` value must not be shown. `fehler` says why there is none where computing it has failed.
    """

    anzahl: Anzahl | None
    gruppe: str | None = None
    schluessel: tuple[Any, ...] = ()
    zaehler: float | None = None
    nenner: float | None = None
    abdeckung: float | None = None
    unsicher: int = 0
    beispiel: bool = False
    geheim: bool = False
    fehler: str = ""

    def geschuetzt(self) -> "Wert":
        """Return the value without anything that would give it away."""
        return Wert(None, self.gruppe, self.schluessel, beispiel=self.beispiel, geheim=True)


def _nichts() -> dict[tuple[Any, ...], tuple[Belegstelle, ...]]:
    return {}


@dataclass(frozen=True)
class Ergebnis:
    """A Kennzahl with its values: one per group of `je`, or one in all. `wo` names what it is limited to.

    `sichten` are the same values limited further, for readers who filter; what they add up to is not the whole where one
    thing may be in several of them. `zusatz` is a sentence on the groups that readers have to know.
    """

    kennzahl: Kennzahl
    werte: tuple[Wert, ...]
    je: tuple[Gruppierung, ...] = ()
    wo: str = ""
    quellen: Callable[[], dict[tuple[Any, ...], tuple[Belegstelle, ...]]] = field(
        default=_nichts, compare=False, repr=False
    )
    sichten: "tuple[Sicht, ...]" = ()
    zusatz: str = ""

    @property
    def fehler(self) -> str:
        """Why there is no value where computing it has failed, else ""."""
        return next((w.fehler for w in self.werte if w.fehler), "")

    @property
    def wert(self) -> Wert:
        """The only value of an ungrouped Kennzahl."""
        if len(self.werte) != 1:
            raise ValueError(f"{self.kennzahl.id} has {len(self.werte)} values, not one")
        return self.werte[0]

    @property
    def id(self) -> str:
        """The Kennzahl, its groupings and conditions as one name: `angebote_je_zielgruppe`."""
        name = "_je_".join([self.kennzahl.id, *(g.name for g in self.je)])
        return f"{name}_{kurzname(self.wo)}" if self.wo else name

    @property
    def bezeichnung(self) -> str:
        """The label with what it is grouped by and limited to."""
        nach = f" nach {' und '.join(g.bezeichnung for g in self.je)}" if self.je else ""
        return f"{self.kennzahl.bezeichnung}{nach}{f' ({self.wo})' if self.wo else ''}"

    @property
    def definition(self) -> str:
        """The definition, with a word on multiple answers where the groups add up to more than the total."""
        return " ".join(
            filter(None, (self.kennzahl.definition, MEHRFACH if self.mehrfach else "", self.zusatz))
        )

    @property
    def mehrfach(self) -> bool:
        """Whether one thing may stand in several groups."""
        return any(g.mehrfach for g in self.je)

    def belege(self, wert: Wert) -> tuple[Belegstelle, ...]:
        """Return the source cells of a value, file by file; none for a value that is secret."""
        return () if wert.geheim else self.quellen().get(wert.schluessel, ())

    def gruppe(self, name: str | None) -> tuple[Wert, ...]:
        """Return the values of one group, called as readers see it; all of them for None.

        Raises ParameterFehler, with the nearest, for a group there isn't.
        """
        if name is None:
            return self.werte
        gefunden = tuple(w for w in self.werte if (w.gruppe or "").casefold() == name.casefold())
        if not gefunden:
            namen = [w.gruppe or "" for w in self.werte]
            rat = naechster_rat(name, namen) if namen else "Es gibt keine: dazu steht nichts in den Listen."
            raise ParameterFehler(f"Die Gruppe „{name}“ gibt es hier nicht. {rat}")
        return gefunden

    def mit(self, werte: tuple[Wert, ...]) -> "Ergebnis":
        """Return the same Ergebnis with other values."""
        return replace(self, werte=werte)
