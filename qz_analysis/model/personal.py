import dataframely as dy

from qz_analysis.model.beleg import Beleg


class Personal(Beleg):
    """One row is one staff share; rows that start with "davon" are parts of the first."""

    posten = dy.String(primary_key=True, description="Posten")
    anteil_vk_prozent = dy.Int64(nullable=True, min=0, description="Anteil in Prozent einer Vollkraft (% VK)")
    davon = dy.Bool(description="Teil des Gesamtwerts")


class Fortbildung(Beleg):
    """One row is one training the team attended."""

    fortbildung = dy.String(description="Fort- oder Weiterbildung")
