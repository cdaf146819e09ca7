"""Whose a row is and where it came from: every row of every tidy table names its Standort, Jahr, file, sheet and cell."""

import dataframely as dy


class Ort(dy.Schema):
    """Columns that say whose a row is."""

    standort = dy.String(description="Standort, wie der Ordner heißt")
    jahr = dy.Int32(description="Berichtsjahr, zu dem die Zeile gehört")


class Beleg(Ort):
    """Columns that every tidy table carries."""

    quelle_datei = dy.String(description="Datei unter data/raw, aus der die Zeile stammt")
    quelle_blatt = dy.String(description="Tabellenblatt")
    quelle_zelle = dy.String(description="Zelle, zum Beispiel C14")
