"""One value against another: by how much they differ, within bounds, and whether that asks for an explanation."""

from dataclasses import dataclass

from qz_analysis.figures.bedarf import Standortjahr
from qz_analysis.figures.wert import Kennzahl, Wert
from qz_analysis.model.anzahl import Anzahl

_GLEICH = 1e-9  # what two sums of floats may differ by and still be the same number


@dataclass(frozen=True)
class Aenderung:
    """How a value differs from another one.

    `absolut` is in the unit of the Kennzahl; of a share it is a difference of shares (0.1: ten percentage points).
    `relativ` is the difference as a share of the earlier value, and never given for a share. Either is None
    ("keine Angabe") where the bounds allow no statement or the earlier value may be zero. `erklaerung_noetig` is None
    where the bounds don't decide. `grund` says why the two can't be compared, and then there is no number: one of them is
    secret (`geheim`) or missing, or their lists are of different versions of the Abfragematrix (`fassungen`). `abdeckung`
    are both coverages where these differ so much that the change may lie in the counting.
    """

    von: Standortjahr
    nach: Standortjahr
    absolut: Anzahl | None = None
    relativ: Anzahl | None = None
    erklaerung_noetig: bool | None = False
    grund: str = ""
    geheim: bool = False
    fassungen: bool = False
    abdeckung: tuple[float, float] | None = None


def vergleiche_werte(
    kennzahl: Kennzahl, von: Standortjahr, alt: Wert, nach: Standortjahr, neu: Wert, abweichung: float
) -> Aenderung:
    """Return how `neu` differs from `alt`; where either is secret, so is the difference.

    A change of more than the share `abweichung` (of a share: so many percentage points) asks for an explanation, as
    Berlin's "Bogen Z" has it for more than 10 % against the year before.
    """
    if alt.geheim or neu.geheim:
        return Aenderung(von, nach, grund="mindestens eine der Zahlen ist geheim", geheim=True)
    if alt.anzahl is None or neu.anzahl is None:
        return Aenderung(von, nach, grund="mindestens eine der Zahlen fehlt")
    ist_anteil = kennzahl.einheit == "Anteil"
    quotient = None if ist_anteil else neu.anzahl / alt.anzahl
    return Aenderung(
        von,
        nach,
        neu.anzahl - alt.anzahl,
        quotient and quotient - Anzahl.genau(1),
        _zu_gross(alt.anzahl, neu.anzahl, abweichung, ist_anteil=ist_anteil),
        abdeckung=_abdeckungen(alt, neu, abweichung),
    )


def _zu_gross(alt: Anzahl, neu: Anzahl, abweichung: float, *, ist_anteil: bool) -> bool | None:
    """Return whether a number lies further from another than allowed, None where the bounds don't decide.

    Compared without dividing, so that a rise from zero is one.
    """

    def spiel(wert: float) -> float:
        return abweichung * (1 if ist_anteil else abs(wert)) + _GLEICH

    hoechstens = None if alt.max is None else alt.max + spiel(alt.max)
    if (hoechstens is not None and neu.min > hoechstens) or (
        neu.max is not None and neu.max < alt.min - spiel(alt.min)
    ):
        return True
    if alt.max is None or neu.max is None:
        return None
    sicher = neu.max <= alt.min + spiel(alt.min) and neu.min >= alt.max - spiel(alt.max)
    return False if sicher else None


def _abdeckungen(alt: Wert, neu: Wert, abweichung: float) -> tuple[float, float] | None:
    if alt.abdeckung is None or neu.abdeckung is None:
        return None
    verschieden = abs(neu.abdeckung - alt.abdeckung) > abweichung + _GLEICH
    return (alt.abdeckung, neu.abdeckung) if verschieden else None
