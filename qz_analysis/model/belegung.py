import dataframely as dy

from qz_analysis.model import werte
from qz_analysis.model.beleg import Beleg


class Belegung(Beleg):
    """One row is one booking of a room in the week plan; bookings of one day may overlap."""

    raum = dy.String(description="Raum")
    wochentag = dy.Enum(werte.WOCHENTAG, description="Wochentag")
    beginn = dy.Time(description="Beginn")
    ende = dy.Time(description="Ende, auf die halbe Stunde")
    angebot = dy.String(description="Text im Plan")
    angebot_id = dy.String(nullable=True, description="Angebot, das der Text meint; leer: keines gefunden")
    bereich = dy.Enum(werte.BEREICH, nullable=True, description="Farbklasse; leer: ohne Farbe")
    spur = dy.Int32(min=1, description="Spalte innerhalb des Tages, ab 1")
    unsicher = dy.String(nullable=True, description="was der Plan nicht entscheidet")
    kapitel = dy.String(nullable=True, description="Kapitel des Sachberichts")

    @dy.rule()
    def ende_nach_beginn(cls):
        """A booking lasts at least one row of the grid."""
        return cls.ende.col > cls.beginn.col


class Planraster(Beleg):
    """One row is one half hour of a week plan: what could be booked, not what was."""

    raum = dy.String(primary_key=True, description="Raum")
    zeit = dy.Time(primary_key=True, description="Beginn der halben Stunde")
