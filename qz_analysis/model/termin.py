import dataframely as dy

from qz_analysis.model import werte
from qz_analysis.model.beleg import Beleg


class Termin(Beleg):
    """One row is one date an Angebot took place, or should have: from a list, else from its Rhythmus or its Beginn.

    Where a list and the Rhythmus name the same day, the row is the list's. `erhebung` says what was captured for the
    day, so that counted and expected Termine can be told from this table alone.
    """

    angebot_id = dy.String(primary_key=True, description="Angebot")
    datum = dy.Date(primary_key=True, description="Tag")
    status = dy.Enum(
        werte.TERMIN_STATUS, description="ob der Termin stattgefunden hat, ausfiel oder geschlossen war"
    )
    grund = dy.String(nullable=True, description="warum geschlossen war oder der Termin ausfiel")
    erhebung = dy.Enum(werte.ERHEBUNG, description="wie die Besuche dieses Tages erfasst sind")
    planmaessig = dy.Bool(description="der Tag folgt aus Rhythmus oder Beginn in der Angebotsliste")
    beginn = dy.Time(nullable=True, description="Beginn")
    ende = dy.Time(nullable=True, description="Ende")
    dauer_min = dy.Int32(nullable=True, min=0, description="Minuten von Beginn bis Ende")
