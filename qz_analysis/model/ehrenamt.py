import dataframely as dy

from qz_analysis.model import werte
from qz_analysis.model.beleg import Beleg


class Ehrenamt(Beleg):
    """One row is the volunteers of one area of work or one Angebot.

    Whoever helps in two areas is in both rows: the rows must not be added up to a number of persons.
    """

    angebot_id = dy.String(nullable=True, description="Angebot; leer: keines der Angebotsliste")
    bereich = dy.String(description="wobei sie helfen: ein Arbeitsbereich oder ein Angebot")
    personen = dy.Int64(nullable=True, min=0, description="Ehrenamtliche, wie es geschrieben steht")
    personen_min = dy.Int64(nullable=True, min=0, description="kleinster möglicher Wert")
    personen_max = dy.Int64(nullable=True, min=0, description="größter möglicher Wert; leer: offen")
    personen_genauigkeit = dy.Enum(
        werte.GENAUIGKEIT, nullable=True, description="wie genau die Zahl der Personen ist"
    )
    stunden = dy.Float64(
        nullable=True, min=0, description="ehrenamtlich geleistete Stunden, wie es geschrieben steht"
    )
    stunden_min = dy.Float64(nullable=True, min=0, description="kleinster möglicher Wert")
    stunden_max = dy.Float64(nullable=True, min=0, description="größter möglicher Wert; leer: offen")
    stunden_genauigkeit = dy.Enum(
        werte.GENAUIGKEIT, nullable=True, description="wie genau die Zahl der Stunden ist"
    )
    zeitraum = dy.String(
        nullable=True, description="Zeitraum, wie er in der Liste steht; leer: das ganze Jahr"
    )
    bemerkung = dy.String(nullable=True, description="Bemerkung")
