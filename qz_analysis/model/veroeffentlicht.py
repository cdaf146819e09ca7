import dataframely as dy

from qz_analysis.model import werte
from qz_analysis.model.beleg import Beleg


class Veroeffentlicht(Beleg):
    """One row is one figure the centre has printed, with its qualifier.

    `min` and `max` are the numbers as printed: "über 85" has min 85 and no max.
    """

    id = dy.String(primary_key=True, description="Nummer der Angabe")
    kapitel = dy.String(nullable=True, description="Kapitel des Sachberichts")
    groesse = dy.String(description="was die Zahl misst")
    genauigkeit = dy.Enum(werte.GENAUIGKEIT, description="Zusatz, wie er gedruckt ist")
    min = dy.Float64(nullable=True, description="kleinster gedruckter Wert")
    max = dy.Float64(nullable=True, description="größter gedruckter Wert")
    einheit = dy.String(nullable=True, description="Einheit")
    kennzahl = dy.String(nullable=True, description="Kennzahl, die sie nachrechnet")
    bedingung = dy.String(
        nullable=True, description="worauf sie sich beschränkt, zum Beispiel verantwortung = partner"
    )
    teil_von = dy.String(nullable=True, description="Angabe, deren Teil sie laut Text ist")
    hinweis = dy.String(nullable=True, description="Hinweis")
