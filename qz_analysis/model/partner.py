import dataframely as dy

from qz_analysis.model.beleg import Beleg


class Partner(Beleg):
    """One row is one organisation; `uebergeordnet` is the organisation it belongs to."""

    partner_id = dy.String(primary_key=True, description="Kurzname, aus dem Namen gebildet")
    partner = dy.String(description="Name der Organisation")
    uebergeordnet = dy.String(nullable=True, description="Organisation, zu der sie gehört")
    typ = dy.String(nullable=True, description="Art der Organisation")
    programm = dy.String(nullable=True, description="Programm, an dem sie beteiligt war")
    unsicher = dy.String(nullable=True, description="Spalten, die der Bericht nicht entscheidet")
    kapitel = dy.String(nullable=True, description="Kapitel des Sachberichts")
