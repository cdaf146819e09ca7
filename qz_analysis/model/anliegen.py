import dataframely as dy

from qz_analysis.model import werte
from qz_analysis.model.beleg import Beleg


class Anliegen(Beleg):
    """One row is one concern that citizens brought to the team. No survey: how many share it, nobody knows.

    `anzahl` is how often it was raised; null where nobody has noted it. `ziel` and `ziel_folgejahr` are numbers of goals
    parted by "; ", as the list names them: whether there is such a goal is not said here.
    """

    anliegen_id = dy.String(primary_key=True, description="Nummer in der Liste, sonst die laufende")
    anliegen = dy.String(description="worum es geht, in wenigen Worten")
    thema = dy.String(nullable=True, description="Thema des Anliegens")
    kanal = dy.Enum(
        werte.ANLIEGEN_KANAL,
        nullable=True,
        description="auf welchem Weg es das Team erreichte; leer: unbekannt",
    )
    datum = dy.Date(nullable=True, description="Tag, oder erster Tag des Zeitraums")
    datum_bis = dy.Date(nullable=True, description="letzter Tag, wenn ein Zeitraum angegeben ist")
    anzahl = dy.Int64(nullable=True, min=0, description="wie oft es genannt wurde, wie es geschrieben steht")
    anzahl_min = dy.Int64(nullable=True, min=0, description="kleinster möglicher Wert")
    anzahl_max = dy.Int64(nullable=True, min=0, description="größter möglicher Wert; leer: offen")
    genauigkeit = dy.Enum(werte.GENAUIGKEIT, nullable=True, description="wie genau die Zahl ist")
    ziel = dy.String(nullable=True, description="Nummern der Ziele dieses Jahres, die darauf antworten")
    ziel_folgejahr = dy.String(
        nullable=True, description="Nummern der Ziele des folgenden Jahres, die darauf antworten"
    )
    ziel_zelle = dy.String(nullable=True, description="Zelle der Zielnummern")
    unsicher = dy.String(nullable=True, description="Spalten, die der Bericht nicht entscheidet")
    kapitel = dy.String(nullable=True, description="Kapitel des Sachberichts")
    bemerkung = dy.String(nullable=True, description="Bemerkung")

    @dy.rule()
    def ende_nicht_vor_beginn(cls):
        """A period ends on its first day or later."""
        return cls.datum_bis.col >= cls.datum.col
