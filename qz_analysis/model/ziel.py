import dataframely as dy

from qz_analysis.model import werte
from qz_analysis.model.beleg import Beleg


class Ziel(Beleg):
    """One row is one Handlungsziel of a Jahr under its Orientierungsziel.

    Where it can be measured it has a criterion: a Kennzahl, limited by a filter, compared with a target in a period.
    """

    ziel_id = dy.String(primary_key=True, description="Nummer, zum Beispiel 2.3")
    orientierungsziel = dy.String(description="Orientierungsziel")
    handlungsziel = dy.String(description="Handlungsziel")
    frist = dy.String(nullable=True, description="Frist, wie sie in der Liste steht")
    status = dy.Enum(werte.ZIEL_STATUS, nullable=True, description="Urteil des Teams")
    kennzahl = dy.String(
        nullable=True, description="Kennzahl, an der das Ziel gemessen wird; leer: an keiner"
    )
    kennzahl_zelle = dy.String(nullable=True, description="Zelle der Kennzahl")
    bedingung = dy.String(nullable=True, description="worauf die Kennzahl eingeschränkt ist, mehrere mit „;“")
    bedingung_zelle = dy.String(nullable=True, description="Zelle des Filters")
    vergleich = dy.Enum(
        werte.ZIEL_VERGLEICH, nullable=True, description="wie der Wert zum Soll stehen soll; leer: mindestens"
    )
    soll = dy.Float64(nullable=True, description="Soll; leer: so oft, wie der Zeitraum sagt, sonst 1")
    zeitraum = dy.String(
        nullable=True, description="wann oder wie oft, wie es in der Liste steht; leer: die Frist"
    )
    wirkungsstufe = dy.Int32(nullable=True, min=1, max=7, description="Stufe der Wirkungstreppe, 1 bis 7")
    umsetzung = dy.String(nullable=True, description="was umgesetzt wurde")
    grund = dy.List(
        dy.Enum(werte.ZIEL_GRUND), nullable=True, description="warum nicht oder nicht ganz erreicht"
    )
    folgeziel_vermerkt = dy.Bool(nullable=True, description="der Bericht nennt ein Folgeziel")
    folgeziel = dy.String(nullable=True, description="Nummer des Folgeziels im nächsten Jahr")
    folgeziel_von = dy.String(nullable=True, description="Nummer des Ziels im Vorjahr, das es fortführt")
    gas_minus_2 = dy.String(nullable=True, description="Stufe −2 der Zielskala: viel weniger als erwartet")
    gas_minus_1 = dy.String(nullable=True, description="Stufe −1 der Zielskala: weniger als erwartet")
    gas_0 = dy.String(nullable=True, description="Stufe 0 der Zielskala: wie erwartet")
    gas_plus_1 = dy.String(nullable=True, description="Stufe +1 der Zielskala: mehr als erwartet")
    gas_plus_2 = dy.String(nullable=True, description="Stufe +2 der Zielskala: viel mehr als erwartet")
    gas_gesetzt_am = dy.Date(nullable=True, description="Tag, an dem die fünf Stufen festgelegt wurden")
    gas_gewicht = dy.Float64(nullable=True, description="Gewicht des Ziels in der Zielskala; leer: 1")
    gas_erreicht = dy.Int32(
        nullable=True, min=-2, max=2, description="erreichte Stufe der Zielskala, −2 bis +2"
    )
    gas_hindernis = dy.String(
        nullable=True,
        description="warum das Ziel nicht in den T-Wert eingeht; leer: es hat keine Zielskala oder geht ein",
    )
    unsicher = dy.String(nullable=True, description="Spalten, die der Bericht nicht entscheidet")
    kapitel = dy.String(nullable=True, description="Kapitel des Sachberichts")
