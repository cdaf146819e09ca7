import dataframely as dy

from qz_analysis.model import werte
from qz_analysis.model.beleg import Beleg


class Teilnahme(Beleg):
    """One row is one count for one group, at one Termin or over the span `datum` to `datum_bis`.

    `zaehlart` keeps Besuche, Personen and Stammbesuchende apart: they must never be added up.
    A null group column means "not broken down". A total is the sum of the rows marked `summand`: the others break down
    a number that is among them.
    """

    angebot_id = dy.String(description="Angebot")
    datum = dy.Date(nullable=True, description="Tag, oder erster Tag des Zeitraums")
    datum_bis = dy.Date(nullable=True, description="letzter Tag, wenn die Zahl für einen Zeitraum gilt")
    zaehlart = dy.Enum(werte.ZAEHLART, description="Besuche, Personen oder Stammbesuchende")
    altersgruppe = dy.String(nullable=True, description="Altersgruppe; leer: nicht aufgeschlüsselt")
    geschlecht = dy.String(nullable=True, description="Geschlecht; leer: nicht aufgeschlüsselt")
    planungsbezirk = dy.String(nullable=True, description="Planungsbezirk; leer: nicht aufgeschlüsselt")
    anzahl = dy.Int64(nullable=True, min=0, description="Zahl, wie sie geschrieben steht")
    anzahl_min = dy.Int64(nullable=True, min=0, description="kleinster möglicher Wert")
    anzahl_max = dy.Int64(nullable=True, min=0, description="größter möglicher Wert; leer: offen")
    genauigkeit = dy.Enum(werte.GENAUIGKEIT, nullable=True, description="wie genau die Zahl ist")
    summand = dy.Bool(description="zählt in die Summe; nein: schlüsselt eine Zahl auf, die schon zählt")
    erhebung = dy.Enum(werte.ERHEBUNG, description="gezählt, geschätzt, nicht erhoben oder geschützt")

    @dy.rule()
    def anzahl_min_nicht_ueber_anzahl_max(cls):
        """A lower bound above the upper bound is a misread cell."""
        return cls.anzahl_min.col <= cls.anzahl_max.col


class Anwesenheit(Beleg):
    """One row is one pseudonym present at one Termin; names never come this far.

    Only lists headed by a pseudonym fill it. Who comes without one is a Besuch in `teilnahme` and not here.
    """

    angebot_id = dy.String(primary_key=True, description="Angebot")
    datum = dy.Date(primary_key=True, description="Tag")
    pseudonym = dy.String(primary_key=True, description="Kürzel, unter dem die Person auf der Liste steht")
