"""An Ergebnis as a table, and several single figures side by side."""

from qz_analysis.figures.gruppierung import GRUPPIERUNGEN
from qz_analysis.figures.kennzahl import KENNZAHLEN
from qz_analysis.figures.wert import Ergebnis, Kennzahl
from qz_analysis.show import text
from qz_analysis.show.angabe import angabe
from qz_analysis.show.ausfall import genannt, oder_ausfall
from qz_analysis.show.baustein import Angabe, Kennwert, Kennwerte, Spalte, Tabelle


@oder_ausfall
def tabelle(ergebnis: Ergebnis, *, ohne_zahl: bool = True) -> Tabelle:
    """Return the groups of a Kennzahl as a table with as many columns as it has something to say.

    With `ohne_zahl` False the groups without a number are left out, and their count is said.
    """
    werte = tuple(w for w in ergebnis.werte if ohne_zahl or w.geheim or w.anzahl is not None)
    unsicher = any(w.unsicher for w in werte)
    quote = any(w.nenner is not None for w in werte)
    abdeckung = any(w.abdeckung is not None for w in werte)
    gruppe = " und ".join(g.bezeichnung for g in ergebnis.je) or "Kennzahl"
    spalten = [Spalte(gruppe, breite=2.4), Spalte(_einheit(ergebnis), "rechts")]
    spalten += [Spalte("davon Lesart", "rechts")] if unsicher else []
    spalten += [Spalte("Grundlage", "rechts")] if quote else []
    spalten += [Spalte("Abdeckung", "rechts")] if abdeckung else []
    zeilen: list[tuple[str | Angabe, ...]] = []
    for w in werte:
        zeile: list[str | Angabe] = [w.gruppe or ergebnis.bezeichnung, angabe(ergebnis, w)]
        zeile += [text.zahl(w.unsicher) if w.unsicher else text.NULL] if unsicher else []
        zeile += [text.GEHEIM if w.geheim else _grundlage(w.zaehler, w.nenner)] if quote else []
        zeile += [text.GEHEIM if w.geheim else text.prozent(w.abdeckung)] if abdeckung else []
        zeilen.append(tuple(zeile))
    anmerkung = ergebnis.definition
    if fehlend := len(ergebnis.werte) - len(werte):
        anmerkung += f" Weggelassen sind {text.zahl(fehlend)} ohne Zählung."
    if any(w.beispiel for w in werte):
        anmerkung += " Beispieldaten."
    if any(w.geheim or w.anzahl is None for w in werte):
        anmerkung += f" {text.LEGENDE}"
    return Tabelle(
        titel=ergebnis.bezeichnung, spalten=tuple(spalten), zeilen=tuple(zeilen), anmerkung=anmerkung
    )


def _einheit(ergebnis: Ergebnis) -> str:
    return "Anteil in %" if ergebnis.kennzahl.einheit == "Anteil" else ergebnis.kennzahl.einheit


def _grundlage(zaehler: float | None, nenner: float | None) -> str:
    if nenner is None:
        return text.KEINE_ANGABE
    return (
        f"{text.zahl(zaehler)} / {text.zahl(nenner)}" if zaehler is not None else f"n = {text.zahl(nenner)}"
    )


def kennwerte(titel: str, *ergebnisse: Ergebnis) -> Kennwerte:
    """Return single figures side by side, each with its coverage and its doubt."""
    return Kennwerte(
        titel=titel,
        werte=tuple(
            Kennwert(text.NICHT_BERECHNET, e.bezeichnung, genannt(e.fehler))
            if e.fehler
            else Kennwert(angabe(e, e.wert), e.bezeichnung, _zusatz(e))
            for e in ergebnisse
            if len(e.werte) == 1
        ),
        ausfaelle=tuple(e.fehler for e in ergebnisse if e.fehler),
    )


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
    """Return every Kennzahl of the catalogue with its definition, by theme."""
    kennzahlen = [r.kennzahl for r in KENNZAHLEN.values()]
    return Tabelle(
        titel="Definitionen der Kennzahlen",
        spalten=(
            Spalte("Kennzahl", breite=1.7),
            Spalte("Thema und Einheit", breite=1.1),
            Spalte("Definition", breite=4.2),
            Spalte("aufgeteilt nach", breite=1.5),
        ),
        zeilen=tuple(
            (k.bezeichnung, f"{k.thema}, {k.einheit}", _definition(k), _gruppen(k))
            for k in sorted(kennzahlen, key=lambda k: (k.thema, k.bezeichnung.casefold()))
        ),
        anmerkung="Jede Kennzahl lässt sich außerdem nach Standort und Jahr aufteilen.",
    )


def _definition(k: Kennzahl) -> str:
    geteilt = f", geteilt durch: {k.nenner}" if k.nenner else ""
    return f"{k.definition} Gezählt: {k.zaehler}{geteilt}. Zeitraum: {k.zeitraum}. Quelle: {k.quelle}."


def _gruppen(k: Kennzahl) -> str:
    return ", ".join(GRUPPIERUNGEN[g].bezeichnung for g in k.gruppen) or text.NULL
