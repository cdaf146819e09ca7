"""An Ergebnis as a table, and several single figures side by side."""

from qz_analysis.figures.kennzahl import KENNZAHLEN
from qz_analysis.figures.wert import Ergebnis
from qz_analysis.show import text
from qz_analysis.show.baustein import Kennwert, Kennwerte, Spalte, Tabelle


def tabelle(ergebnis: Ergebnis) -> Tabelle:
    """Return the groups of a Kennzahl as a table with as many columns as it has something to say."""
    werte = ergebnis.werte
    unsicher = any(w.unsicher for w in werte)
    quote = any(w.nenner is not None for w in werte)
    abdeckung = any(w.abdeckung is not None for w in werte)
    spalten = [Spalte("Gruppe", breite=2.4), Spalte(ergebnis.kennzahl.einheit, "rechts")]
    spalten += [Spalte("davon Lesart", "rechts")] if unsicher else []
    spalten += [Spalte("Grundlage", "rechts")] if quote else []
    spalten += [Spalte("Abdeckung", "rechts")] if abdeckung else []
    zeilen = []
    for w in werte:
        zeile = [w.gruppe or ergebnis.kennzahl.bezeichnung, text.wert(w)]
        zeile += [text.zahl(w.unsicher) if w.unsicher else text.NULL] if unsicher else []
        zeile += [_grundlage(w.zaehler, w.nenner)] if quote else []
        zeile += [text.GEHEIM if w.geheim else text.prozent(w.abdeckung)] if abdeckung else []
        zeilen.append(tuple(zeile))
    anmerkung = ergebnis.kennzahl.definition
    if any(w.beispiel for w in werte):
        anmerkung += " Beispieldaten."
    if any(w.geheim or w.anzahl is None for w in werte):
        anmerkung += f" {text.LEGENDE}"
    return Tabelle(
        titel=ergebnis.kennzahl.bezeichnung, spalten=tuple(spalten), zeilen=tuple(zeilen), anmerkung=anmerkung
    )


def _grundlage(zaehler: float | None, nenner: float | None) -> str:
    if nenner is None:
        return text.KEINE_ANGABE
    return (
        f"{text.zahl(zaehler)} / {text.zahl(nenner)}" if zaehler is not None else f"{text.zahl(nenner)} Tage"
    )


def kennwerte(titel: str, *ergebnisse: Ergebnis) -> Kennwerte:
    """Return single figures side by side, each with its coverage and its doubt."""
    return Kennwerte(
        titel=titel,
        werte=tuple(
            Kennwert(_als_text(e), e.kennzahl.bezeichnung, _zusatz(e))
            for e in ergebnisse
            if len(e.werte) == 1
        ),
    )


def _als_text(ergebnis: Ergebnis) -> str:
    if ergebnis.kennzahl.einheit == "Anteil":
        return text.GEHEIM if ergebnis.wert.geheim else text.anteil(ergebnis.wert.anzahl)
    return text.wert(ergebnis.wert)


def _zusatz(ergebnis: Ergebnis) -> str:
    teile = [] if ergebnis.kennzahl.einheit == "Anteil" else [ergebnis.kennzahl.einheit]
    w = ergebnis.wert
    if w.abdeckung is not None:
        teile.append(f"Abdeckung {text.prozent(w.abdeckung)}")
    if w.beispiel:
        teile.append("Beispieldaten")
    if w.unsicher:
        teile.append(f"davon {text.zahl(w.unsicher)} Lesart")
    return ", ".join(teile)


def definitionen() -> Tabelle:
    """Return every Kennzahl of the catalogue with its definition."""
    kennzahlen = sorted((r.kennzahl for r in KENNZAHLEN.values()), key=lambda k: k.bezeichnung.casefold())
    return Tabelle(
        titel="Definitionen der Kennzahlen",
        spalten=(
            Spalte("Kennzahl", breite=1.9),
            Spalte("Einheit", breite=0.8),
            Spalte("Definition", breite=4.2),
        ),
        zeilen=tuple((k.bezeichnung, k.einheit, k.definition) for k in kennzahlen),
    )
