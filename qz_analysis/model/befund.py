import dataframely as dy

from qz_analysis.model import werte
from qz_analysis.model.beleg import Ort


class Befund(Ort):
    """One row is one finding about one cell, sheet or file, with the sentence a colleague reads."""

    stufe = dy.Enum(werte.STUFE, description="Fehler, Warnung oder Hinweis")
    datei = dy.String(description="Datei unter data/raw")
    blatt = dy.String(nullable=True, description="Tabellenblatt")
    zelle = dy.String(nullable=True, description="Zelle")
    wert = dy.String(nullable=True, description="was dort steht")
    regel = dy.String(description="Name der Regel")
    meldung = dy.String(description="was es bedeutet und was zu tun ist")


class Quelle(Ort):
    """One row is one sheet that was read; its cells are all accounted for."""

    datei = dy.String(primary_key=True, description="Datei unter data/raw")
    blatt = dy.String(primary_key=True, description="Tabellenblatt")
    sha256 = dy.String(description="Prüfsumme der Datei")
    art = dy.String(nullable=True, description="als was das Blatt gelesen wurde")
    herkunft = dy.String(nullable=True, description="Angabe zur Herkunft im Blatt")
    spalten = dy.String(
        nullable=True, description="bekannte Spalten der Listen auf dem Blatt; leer: keine Liste"
    )
    fassung = dy.String(
        nullable=True, description="Fassung der Abfragematrix; leer: alle Überschriften gibt es in jeder"
    )
    zellen_gelesen = dy.Int64(description="nicht leere Zellen")
    zellen_uebernommen = dy.Int64(description="in eine Tabelle übernommen")
    zellen_zurueckgewiesen = dy.Int64(description="nicht lesbar, siehe Befunde")
    zellen_ignoriert = dy.Int64(description="Titel, Überschriften, Summen, Fußnoten")

    @dy.rule()
    def nichts_geht_verloren(cls):
        """Cells read = taken over + rejected + ignored."""
        return cls.zellen_gelesen.col == (
            cls.zellen_uebernommen.col + cls.zellen_zurueckgewiesen.col + cls.zellen_ignoriert.col
        )
