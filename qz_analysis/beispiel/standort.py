"""The invented sites: what each one is called and how it keeps its lists."""

from dataclasses import dataclass
from typing import Final

from qz_analysis.beispiel.zufall import Zufall

_ORTE: Final = (
    "Nord", "Süd", "Ost", "West", "Mitte", "Am Bach", "Am Park", "Höhe", "Tal", "Bahnhof", "Altstadt", "Ring",
)  # fmt: skip
_ANTEILE: Final = (0.85, 0.6, 0.95, 0.7, 0.8, 0.55)  # share of the catalogue that a site offers


@dataclass(frozen=True)
class Standort:
    """One invented site. What it is like follows from its number alone, so that the first few already differ."""

    nummer: int

    @property
    def schluessel(self) -> str:
        """The folder, such as "beispiel_01"."""
        return f"beispiel_{self.nummer:02d}"

    @property
    def ort(self) -> str:
        """The part of town, such as "Nord"; further sites are numbered."""
        runde, stelle = divmod(self.nummer - 1, len(_ORTE))
        return _ORTE[stelle] + (f" {runde + 1}" if runde else "")

    @property
    def name(self) -> str:
        """The name, such as "Beispielzentrum Nord"."""
        return f"Beispielzentrum {self.ort}"

    @property
    def traeger(self) -> tuple[str, ...]:
        """The organisations that run it."""
        return ("Beispielträger A", "Beispielträger B")[: 1 + self.nummer % 2]

    @property
    def anteil(self) -> float:
        """Share of the catalogue that the site offers."""
        return _ANTEILE[(self.nummer - 1) % len(_ANTEILE)]

    @property
    def mit_planungsbezirk(self) -> bool:
        """Whether the Angebotsliste has a column for it."""
        return self.nummer % 3 != 2

    @property
    def mit_geschlecht(self) -> bool:
        """Whether visits are counted by Geschlecht."""
        return self.nummer % 3 != 0

    @property
    def mit_alter(self) -> bool:
        """Whether visits are counted by age band."""
        return self.nummer % 2 == 1

    @property
    def andere_worte(self) -> bool:
        """Whether the lists use the other known wording of headers and labels."""
        return self.nummer % 2 == 0

    @property
    def partner_als_csv(self) -> bool:
        """Whether the Partner are kept as CSV."""
        return self.nummer % 2 == 1


@dataclass(frozen=True)
class Standortjahr:
    """One site in one year, all that the sheets are drawn from. `besuche` is about how many visits it counts."""

    standort: Standort
    jahr: int
    seed: int
    besuche: int | None = None

    def zufall(self, *worte: object) -> Zufall:
        """Return chance for this site and year, told apart by the words."""
        return Zufall(self.seed, self.standort.schluessel, self.jahr, *worte)

    def auf_dauer(self, *worte: object) -> Zufall:
        """Return chance for this site that is the same in every year."""
        return Zufall(self.seed, self.standort.schluessel, *worte)
