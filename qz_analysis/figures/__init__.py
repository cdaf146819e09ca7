"""Tables become Kennzahlen, Zielerreichung, Belegung. Formats nothing."""

from qz_analysis.figures import angebot, belegung, partner, personal, rhythmus, teilnahme, ziel
from qz_analysis.figures.kennzahl import KENNZAHLEN
from qz_analysis.figures.wert import Ergebnis, Kennzahl, Wert

__all__ = [
    "KENNZAHLEN",
    "Ergebnis",
    "Kennzahl",
    "Wert",
    "angebot",
    "belegung",
    "partner",
    "personal",
    "rhythmus",
    "teilnahme",
    "ziel",
]
