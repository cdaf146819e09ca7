"""The page "Veröffentlicht und berechnet"."""

from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.vergleich import teilsummen, vergleiche
from qz_analysis.show import text
from qz_analysis.show.angabe import angabe
from qz_analysis.show.baustein import Hinweis, Kennwert, Kennwerte, Spalte, Tabelle

ZEICHEN = {"reproduziert": "✓", "im Rahmen": "(✓)", "nicht reproduziert": "✗", "nicht berechnet": "?"}


def veroeffentlicht_und_berechnet(b: Bestand) -> Tabelle:
    """Return every printed figure beside the computed one, with the verdict and its reason."""
    return Tabelle(
        titel="Veröffentlicht und berechnet",
        spalten=(
            Spalte("Nr.", breite=0.6),
            Spalte("Angabe", breite=3.2),
            Spalte("gedruckt", "rechts", breite=0.9),
            Spalte("berechnet", "rechts", breite=0.9),
            Spalte("Urteil", breite=1.3),
            Spalte("Anmerkung", breite=3.0),
        ),
        zeilen=tuple(
            (
                v.id,
                f"{v.groesse} (Kapitel {v.kapitel})",
                text.anzahl(v.gedruckt),
                angabe(v.ergebnis, v.berechnet) if v.ergebnis and v.berechnet else text.KEINE_ANGABE,
                f"{ZEICHEN[v.urteil]} {v.urteil}",
                v.grund or text.NULL,
            )
            for v in vergleiche(b)
        ),
        anmerkung="✓ reproduziert: gleicher Wert. (✓) im Rahmen: der gedruckte Zusatz („über“, „rund“, „bis zu“) trifft zu; "
        "„rund“ gilt hier bis 10 % Abweichung. ✗ nicht reproduziert. Als Lesart zählt eine Zeile, deren Zuordnung "
        "der Bericht nicht entscheidet.",
    )


def urteile(b: Bestand) -> Kennwerte:
    """Return how many printed figures were reproduced, within their qualifier, or not."""
    alle = vergleiche(b)
    kacheln = []
    for urteil in ZEICHEN:
        treffer = [v for v in alle if v.urteil == urteil]
        beispiele = sum(v.berechnet.beispiel for v in treffer if v.berechnet)
        zusatz = f"von {len(alle)} Angaben" + (f", davon {beispiele} mit Beispieldaten" if beispiele else "")
        if treffer:
            kacheln.append(Kennwert(text.zahl(len(treffer)), urteil, zusatz))
    return Kennwerte(titel="Veröffentlichte Angaben im Vergleich", werte=tuple(kacheln))


def widersprueche(b: Bestand) -> Hinweis:
    """Return a box that names printed parts that do not make their printed total."""
    saetze = []
    for fund in teilsummen(b):
        namen = {v.id: v for v in vergleiche(b)}
        rechnung = " + ".join(text.zahl(namen[i].gedruckt.min) for i in fund.teile)
        satz = (
            f"{rechnung} = {text.zahl(fund.summe)} ergibt nicht {text.zahl(fund.gedruckt)} "
            f"({', '.join(fund.teile)} als Teile von {fund.gesamt})."
        )
        if fund.passend:
            passt = " + ".join(text.zahl(namen[i].gedruckt.min) for i in fund.passend)
            rest = text.aufzaehlung([i for i in fund.teile if i not in fund.passend])
            satz += (
                f" {passt} = {text.zahl(sum(namen[i].gedruckt.min for i in fund.passend))} passt dagegen; "
                f"{rest} ist dann in einem der anderen Teile enthalten."
            )
        saetze.append(satz)
    return Hinweis(
        "warnung" if saetze else "hinweis",
        "Gedruckte Zahlen widersprechen sich" if saetze else "Gedruckte Zahlen passen zusammen",
        " ".join(saetze) or "Alle gedruckten Teile ergeben ihre gedruckte Summe.",
    )
