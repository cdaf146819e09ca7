"""What was read, what was not, and why."""

import polars as pl

from qz_analysis.figures.bestand import Bestand
from qz_analysis.model import werte
from qz_analysis.show import text
from qz_analysis.show.baustein import Hinweis, Kennwert, Kennwerte, Spalte, Tabelle

ZELLEN = ("gelesen", "uebernommen", "zurueckgewiesen", "ignoriert")


def zellbilanz(b: Bestand) -> Tabelle:
    """Return the balance of cells, one row per sheet and a total."""
    quellen = b.tabelle("quelle").sort("datei", "blatt")
    zeilen = [
        (
            f"{z['datei'].split('/', 1)[-1]} – {z['blatt']}",
            z["art"] or "nicht erkannt",
            *(text.zahl(z[f"zellen_{was}"]) for was in ZELLEN),
        )
        for z in quellen.iter_rows(named=True)
    ]
    summe = ("Summe", "", *(text.zahl(int(quellen[f"zellen_{was}"].sum())) for was in ZELLEN))
    return Tabelle(
        titel="Zellbilanz: gelesen = übernommen + zurückgewiesen + ignoriert",
        spalten=(
            Spalte("Blatt", breite=3.2),
            Spalte("Art", breite=1.5),
            Spalte("gelesen", "rechts"),
            Spalte("übernommen", "rechts"),
            Spalte("zurück\u00adgewiesen", "rechts"),
            Spalte("ignoriert", "rechts"),
        ),
        zeilen=(*zeilen, summe),
        anmerkung="Ignoriert sind Titel, Überschriften, laufende Nummern, Summen und Fußnoten. Gedruckte Summen sind keine "
        "Daten, sondern werden mit den gelesenen Zeilen verglichen.",
    )


def bilanz_kennwerte(b: Bestand) -> Kennwerte:
    """Return the totals of the balance and the number of Befunde."""
    summen = [(was, int(b.tabelle("quelle")[f"zellen_{was}"].sum())) for was in ZELLEN]
    label = {"uebernommen": "übernommen", "zurueckgewiesen": "zurückgewiesen"}
    return Kennwerte(
        titel="Zellen und Befunde",
        werte=(
            Kennwert(text.zahl(b.tabelle("quelle").height), "gelesene Blätter"),
            *(Kennwert(text.zahl(n), f"Zellen {label.get(was, was)}") for was, n in summen),
            Kennwert(text.zahl(b.tabelle("befund").height), "Befunde"),
        ),
    )


def befunde(b: Bestand) -> Tabelle | Hinweis:
    """Return the Befunde, gravest first, or a box that says there are none."""
    if b.tabelle("befund").is_empty():
        return Hinweis("hinweis", "Keine Befunde", "Beim Einlesen ist nichts aufgefallen.")
    stufen = list(werte.STUFE)
    zeilen = b.tabelle("befund").sort(
        pl.col("stufe").cast(pl.String).replace_strict(stufen, range(len(stufen))), "datei", "zelle"
    )
    return Tabelle(
        titel="Befunde beim Einlesen",
        spalten=(
            Spalte("Stufe", breite=0.8),
            Spalte("Ort", breite=1.9),
            Spalte("Wert", breite=1.4),
            Spalte("Meldung", breite=3.6),
        ),
        zeilen=tuple(
            (
                werte.STUFE[z["stufe"]],
                ", ".join(
                    teil
                    for teil in (
                        z["datei"].split("/", 1)[-1],
                        f"Blatt „{z['blatt']}“" if z["blatt"] else "",
                        f"Zelle {z['zelle']}" if z["zelle"] else "",
                    )
                    if teil
                ),
                z["wert"] or text.NULL,
                z["meldung"],
            )
            for z in zeilen.iter_rows(named=True)
        ),
    )


def herkunft(b: Bestand) -> Tabelle:
    """Return where each file says it comes from, with the start of its checksum."""
    quellen = (
        b.tabelle("quelle")
        .sort("datei", "blatt")
        .unique(["datei", "herkunft"], keep="first", maintain_order=True)
    )
    return Tabelle(
        titel="Herkunft der Daten",
        spalten=(
            Spalte("Datei", breite=2),
            Spalte("Angabe zur Herkunft", breite=3),
            Spalte("SHA-256 (Anfang)"),
        ),
        zeilen=tuple(
            (z["datei"].split("/", 1)[-1], z["herkunft"] or text.KEINE_ANGABE, z["sha256"][:12])
            for z in quellen.iter_rows(named=True)
        ),
    )


def beispieldaten_hinweis(b: Bestand) -> Hinweis:
    """Return a box that says which files are sample data, or that none is."""
    dateien = sorted(b.beispieldateien)
    if not dateien:
        return Hinweis("hinweis", "Keine Beispieldaten", "Alle Zahlen stammen aus den Listen des Standorts.")
    namen = text.aufzaehlung([f"„{d.split('/')[-1]}“" for d in dateien])
    return Hinweis(
        "warnung",
        "Beispieldaten",
        f"Die Zahlen aus {namen} sind künstlich erzeugt und an veröffentlichte Werte angepasst. Sie zeigen den Weg von "
        "der Liste zur Kennzahl und belegen nichts.",
    )


def unsicher_hinweis(b: Bestand) -> Hinweis:
    """Return a box that counts the rows in which the source does not decide something, by table."""
    anzahl = [
        (label, tabelle.filter(pl.col("unsicher").is_not_null()).height, tabelle.height)
        for label, tabelle in (
            ("Angeboten", b.tabelle("angebot")),
            ("Zielen", b.tabelle("ziel")),
            ("Belegungen", b.tabelle("belegung")),
            ("Partnern", b.tabelle("partner")),
        )
    ]
    teile = [f"{text.zahl(n)} von {text.zahl(alle)} {label}" for label, n, alle in anzahl]
    return Hinweis(
        "hinweis",
        "Wie sicher die Listen sind",
        f"Bei {text.aufzaehlung(teile)} ist mindestens eine Spalte eine Lesart, weil der Sachbericht sie nicht entscheidet. "
        "Keine Zeile wurde angepasst, damit eine Summe stimmt.",
    )
