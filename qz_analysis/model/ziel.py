import dataframely as dy

from qz_analysis.model import werte
from qz_analysis.model.beleg import Beleg


class Ziel(Beleg):
    """One row is one Handlungsziel of a Jahr under its Orientierungsziel."""

    ziel_id = dy.String(primary_key=True, description="Nummer, zum Beispiel 2.3")
    orientierungsziel = dy.String(description="Orientierungsziel")
    handlungsziel = dy.String(description="Handlungsziel")
    frist = dy.String(nullable=True, description="Frist, wie sie in der Liste steht")
    status = dy.Enum(werte.ZIEL_STATUS, nullable=True, description="Urteil des Teams")
    umsetzung = dy.String(nullable=True, description="was umgesetzt wurde")
    grund = dy.List(
        dy.Enum(werte.ZIEL_GRUND), nullable=True, description="warum nicht oder nicht ganz erreicht"
    )
    folgeziel_vermerkt = dy.Bool(nullable=True, description="der Bericht nennt ein Folgeziel")
    folgeziel = dy.String(nullable=True, description="Nummer des Folgeziels im nächsten Jahr")
    folgeziel_von = dy.String(nullable=True, description="Nummer des Ziels im Vorjahr, das es fortführt")
    unsicher = dy.String(nullable=True, description="Spalten, die der Bericht nicht entscheidet")
    kapitel = dy.String(nullable=True, description="Kapitel des Sachberichts")
