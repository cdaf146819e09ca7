import dataframely as dy

from qz_analysis.model import werte
from qz_analysis.model.beleg import Beleg


class Aktivitaet(Beleg):
    """One row is one activity of the team beyond its Angebote, or a kind of it that recurs: a Newsletter, a Gremium.

    `anzahl` is how often in the Jahr; null where nobody has said, which is not zero.
    """

    aktivitaet = dy.String(description="Name der Aktivität")
    art = dy.Enum(werte.AKTIVITAET_ART, nullable=True, description="Art der Aktivität")
    durchfuehrung = dy.Enum(werte.DURCHFUEHRUNG, description="ob sie stattgefunden hat")
    datum = dy.Date(nullable=True, description="Tag, oder erster Tag des Zeitraums")
    datum_bis = dy.Date(nullable=True, description="letzter Tag, wenn ein Zeitraum angegeben ist")
    rhythmus = dy.String(nullable=True, description="Rhythmus, wie er in der Liste steht")
    anzahl = dy.Int64(nullable=True, min=0, description="wie oft im Jahr, wie es geschrieben steht")
    anzahl_min = dy.Int64(nullable=True, min=0, description="kleinster möglicher Wert")
    anzahl_max = dy.Int64(nullable=True, min=0, description="größter möglicher Wert; leer: offen")
    genauigkeit = dy.Enum(werte.GENAUIGKEIT, nullable=True, description="wie genau die Zahl ist")
    betrag_eur = dy.Float64(nullable=True, min=0, description="bewilligter Betrag einer Förderung in Euro")
    geber = dy.String(nullable=True, description="wer die Förderung gibt")
    unsicher = dy.String(nullable=True, description="Spalten, die der Bericht nicht entscheidet")
    kapitel = dy.String(nullable=True, description="Kapitel des Sachberichts")
    bemerkung = dy.String(nullable=True, description="Bemerkung")

    @dy.rule()
    def ende_nicht_vor_beginn(cls):
        """A period ends on its first day or later."""
        return cls.datum_bis.col >= cls.datum.col
