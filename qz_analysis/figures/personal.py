"""Staff shares, trainings and volunteers."""

from typing import Final

import narwhals.stable.v2 as nw

from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.kennzahl import kennzahl
from qz_analysis.figures.mass import Wertsumme, Zeilenzahl
from qz_analysis.figures.messung import Messung

KAPITEL: Final = "Sachbericht 2021, Kapitel 3.1.1"
VK: Final = "Prozent einer Vollkraft, in den Listen als % VK"


def _anteil(b: Bestand, *, davon: bool, wort: str = "") -> Messung:
    name = nw.col("posten").str.to_lowercase()
    zeilen = b["personal"].filter(
        nw.col("davon") == nw.lit(davon),
        ~nw.col("anteil_vk_prozent").is_null(),
        name.str.contains(wort, literal=True),
    )
    return Messung(zeilen, Wertsumme("anteil_vk_prozent"), lesart=None)


@kennzahl(
    "hauptamtliches Team",
    "% VK",
    "Stellenanteile des hauptamtlichen Teams in Prozent einer Vollkraft; 100 % VK sind ein Vollzeitäquivalent (VZÄ).",
    thema="Personal",
    zaehler=VK,
    zeitraum="Stichtag der Liste",
    quelle=KAPITEL,
)
def personal_vk(b: Bestand) -> Messung:
    """Staff shares in percent of a full position."""
    return _anteil(b, davon=False)


@kennzahl(
    "über Drittmittel finanziert",
    "% VK",
    "Stellenanteile, die über Drittmittel finanziert sind.",
    thema="Personal",
    zaehler=VK,
    zeitraum="Stichtag der Liste",
    quelle=KAPITEL,
)
def personal_drittmittel(b: Bestand) -> Messung:
    """Staff shares paid from third-party funds."""
    return _anteil(b, davon=True, wort="drittmittel")


@kennzahl(
    "vakant",
    "% VK",
    "Stellenanteile, die zum Stichtag nicht besetzt sind.",
    thema="Personal",
    zaehler=VK,
    zeitraum="Stichtag der Liste",
    quelle=KAPITEL,
)
def personal_vakant(b: Bestand) -> Messung:
    """Staff shares that are vacant."""
    return _anteil(b, davon=True, wort="vakan")


@kennzahl(
    "Fort- und Weiterbildungen",
    "Maßnahmen",
    "Fort- und Weiterbildungen, die das Team besucht hat.",
    thema="Personal",
    zaehler="Maßnahmen, jede einmal",
    quelle="Sachbericht 2021, Kapitel 6.1",
)
def fortbildungen(b: Bestand) -> Messung:
    """Trainings the team attended."""
    return Messung(b["fortbildung"], Zeilenzahl(), lesart=None)
