"""Tables become Kennzahlen, Zielerreichung, Belegung. Formats nothing."""

from qz_analysis.figures import (
    aktivitaet,
    angebot,
    anliegen,
    belegung,
    ehrenamt,
    gas,
    partner,
    person,
    personal,
    teilnahme,
    termin,
    ziel,
)
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.einstellungen import Einstellungen
from qz_analysis.figures.kennzahl import KENNZAHLEN, belege
from qz_analysis.figures.wert import Ergebnis, Kennzahl, Wert

__all__ = [
    "KENNZAHLEN",
    "Bestand",
    "Einstellungen",
    "Ergebnis",
    "Kennzahl",
    "Wert",
    "aktivitaet",
    "angebot",
    "anliegen",
    "belege",
    "belegung",
    "ehrenamt",
    "gas",
    "partner",
    "person",
    "personal",
    "teilnahme",
    "termin",
    "ziel",
]
