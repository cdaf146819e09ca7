"""Where a row came from: every row of every tidy table names its file, sheet and cell."""

import dataframely as dy


class Beleg(dy.Schema):
    """Columns that every tidy table carries."""

    quelle_datei = dy.String(description="Datei unter data/raw, aus der die Zeile stammt")
    quelle_blatt = dy.String(description="Tabellenblatt")
    quelle_zelle = dy.String(description="Zelle, zum Beispiel C14")
