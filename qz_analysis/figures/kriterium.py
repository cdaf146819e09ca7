"""How a goal is measured: its Kennzahl, filter, target and period, and what is wrong with them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from qz_analysis.clean.zielzeitraum import Frist, Zusage, parse_zielzeitraum
from qz_analysis.errors import ParameterFehler
from qz_analysis.figures.bedingung import lies_bedingungen, unbekannte_werte
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.gruppierung import ORTE
from qz_analysis.figures.kennzahl import Rechnung, finde_kennzahl
from qz_analysis.model.anzahl import Vergleichszeichen

ZEICHEN: Final[Mapping[str, Vergleichszeichen]] = {
    "mindestens": ">=", "hoechstens": "<=", "genau": "=", "mehr_als": ">", "weniger_als": "<",
}  # fmt: skip


@dataclass(frozen=True)
class Kriterium:
    """A Kennzahl under a filter, compared (`vergleich`) with `soll` at the time that `zeitraum` says."""

    rechnung: Rechnung
    filter: str
    vergleich: str
    soll: float
    zeitraum: Frist | Zusage

    @property
    def zeichen(self) -> Vergleichszeichen:
        """The sign of the comparison."""
        return ZEICHEN[self.vergleich]

    @property
    def steigend(self) -> bool:
        """Whether more is better."""
        return self.vergleich in ("mindestens", "mehr_als")


def lies_kriterium(ziel: Mapping[str, Any], jahr: int) -> Kriterium | None:
    """Return how a row of `ziel` is measured, None where it has no Kennzahl.

    Without a comparison it is "mindestens", without a target as often as the period says, else 1. Raises ParameterFehler
    for a Kennzahl or a column that does not exist, and where neither Zeitraum nor Frist can be reckoned with.
    """
    if not ziel["kennzahl"]:
        return None
    rechnung = finde_kennzahl(ziel["kennzahl"])
    lies_bedingungen(ziel["bedingung"] or "", (*rechnung.kennzahl.gruppen, *ORTE))
    text = ziel["zeitraum"] or ziel["frist"] or ""
    zeitraum = parse_zielzeitraum(text, jahr)
    if zeitraum is None:
        was = f"„{text}“ sagt nicht, bis wann oder wie oft" if text else "Zeitraum und Frist sind leer"
        raise ParameterFehler(
            f"{was}. Bitte im „Zeitraum“ zum Beispiel „bis Ende Q3“ oder „einmal pro Quartal“ eintragen."
        )
    takt = zeitraum.takt if isinstance(zeitraum, Zusage) else None
    soll = ziel["soll"] if ziel["soll"] is not None else takt.mal if takt else 1
    return Kriterium(rechnung, ziel["bedingung"] or "", ziel["vergleich"] or "mindestens", soll, zeitraum)


def pruefe_kriterien(b: Bestand) -> list[dict[str, Any]]:
    """Return a row of `befund` for each Kennzahl, column or value in a criterion that does not exist, with its cell."""
    befunde = []
    for ziel in b.tabelle("ziel").iter_rows(named=True):
        for spalte, meldung in _fehler(b, ziel):
            befunde.append(
                {
                    "standort": ziel["standort"],
                    "jahr": ziel["jahr"],
                    "stufe": "fehler",
                    "datei": ziel["quelle_datei"],
                    "blatt": ziel["quelle_blatt"],
                    "zelle": ziel[f"{spalte}_zelle"],
                    "wert": ziel[spalte],
                    "regel": "kriterium_ungueltig",
                    "meldung": f"Ziel {ziel['ziel_id']}: {meldung}",
                }
            )
    return befunde


def _fehler(b: Bestand, ziel: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield column and sentence."""
    if not ziel["kennzahl"]:
        return
    try:
        rechnung = finde_kennzahl(ziel["kennzahl"])
    except ParameterFehler as fehler:
        yield "kennzahl", str(fehler)
        return
    try:
        bedingungen = lies_bedingungen(ziel["bedingung"] or "", (*rechnung.kennzahl.gruppen, *ORTE))
    except ParameterFehler as fehler:
        yield "bedingung", str(fehler)
        return
    for bedingung in bedingungen:
        yield from (("bedingung", satz) for satz in unbekannte_werte(b, bedingung))
    try:
        lies_kriterium(ziel, ziel["jahr"])
    except ParameterFehler as fehler:
        yield "kennzahl", str(fehler)
