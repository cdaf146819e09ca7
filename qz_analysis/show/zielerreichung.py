"""The team's judgement and the computed one side by side, each with where it comes from."""

from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.zielerreichung import Zielstand, zielstaende
from qz_analysis.model import werte
from qz_analysis.show import text
from qz_analysis.show.angabe import angabe, herkunft
from qz_analysis.show.baustein import Angabe, Hinweis, Kennwert, Kennwerte, Spalte, Tabelle
from qz_analysis.show.ziel import (
    LEGENDE,
    ergebnis_text,
    luecke_text,
    soll_text,
    stellen_text,
    wann_text,
    warum_text,
    zeitraum_text,
)

KACHELN = {
    "gleich": "Daten und Team urteilen gleich",
    "vereinbar": "aufgegeben und nicht erreicht",
    "verschieden": "Daten und Team urteilen verschieden",
    "offen": "die Daten entscheiden nicht",
    "ohne Urteil": "ohne Urteil des Teams",
}


def zielmessungen(b: Bestand) -> Tabelle:
    """Return each goal that has a criterion: what is measured, its value when it was due, and when the target was met."""
    return Tabelle(
        titel="Ziele, an den Daten gemessen",
        spalten=(
            Spalte("Nr.", breite=0.4),
            Spalte("gemessen wird", breite=2.6),
            Spalte("Soll", breite=1.6),
            Spalte("Wert", "rechts", breite=0.9),
            Spalte("erfüllt", breite=1.4),
            Spalte("Daten", breite=1.3),
            Spalte("Anmerkung", breite=2.0),
        ),
        zeilen=tuple(_messung(z) for z in zielstaende(b) if z.bewertung.kriterium),
        anmerkung=f"{LEGENDE} Wert: am Stichtag, bei „ab“ und „jedes Quartal“ über die ganze Zeit. Eine Spanne heißt: bei "
        "einigen Zeilen steht nicht fest, ob sie da schon galten. „spätestens“: der Tag selbst ist nicht bekannt.",
    )


def _messung(z: Zielstand) -> tuple[str | Angabe, ...]:
    b = z.bewertung
    assert b.kriterium
    kennzahl = b.kriterium.rechnung.kennzahl
    wo = b.wert.wo if b.wert else b.kriterium.filter
    return (
        z.ziel_id,
        f"{kennzahl.bezeichnung}{f' ({wo})' if wo else ''}",
        f"{soll_text(b.kriterium)}, {zeitraum_text(b.kriterium.zeitraum)}",
        wert_angabe(z),
        wann_text(b),
        ergebnis_text(b.ergebnis),
        warum_text(b),
    )


def wert_angabe(z: Zielstand) -> str | Angabe:
    """Return the value of a goal on the day it was due as text that opens where it comes from."""
    b = z.bewertung
    if b.wert is None:
        return text.KEINE_ANGABE
    wert = b.wert.werte[0]
    return Angabe(angabe(b.wert, wert).text, (*herkunft(b.wert, wert), *_dazu(z)))


def _dazu(z: Zielstand) -> tuple[tuple[str, str], ...]:
    """Return what there is to say of the goal itself, behind what there is to say of the value."""
    b = z.bewertung
    paare = [("Ziel", f"{z.ziel_id}: {z.handlungsziel}")]
    if b.kriterium:
        paare.append(("Kriterium", f"{soll_text(b.kriterium)}, {zeitraum_text(b.kriterium.zeitraum)}"))
    paare += [("erfüllt", wann_text(b)), ("Ergebnis", werte.ZIEL_ERGEBNIS[b.ergebnis])]
    paare += [
        ("es fehlt", f"{luecke_text(lue)}{f': {stellen_text(lue.belege)}' if lue.belege else ''}")
        for lue in b.luecken
    ]
    if b.ausgefallen:
        paare.append(("ausgefallen", stellen_text(b.ausgefallen)))
    return (*paare, ("Ziel und Kriterium", stellen_text(z.belege)))


def ergebnis_angabe(z: Zielstand) -> str | Angabe:
    """Return the computed result of a goal as text that opens how it came about."""
    b = z.bewertung
    if b.kriterium is None:
        return ergebnis_text(b.ergebnis)
    wert = herkunft(b.wert, b.wert.werte[0]) if b.wert else ()
    return Angabe(ergebnis_text(b.ergebnis), (*wert, *_dazu(z)))


def zieleinklang(b: Bestand) -> Kennwerte:
    """Return how many goals can be measured, and how the two judgements go together."""
    alle = zielstaende(b)
    gemessen = [z for z in alle if z.bewertung.kriterium]
    kacheln = [Kennwert(text.zahl(len(gemessen)), "mit Kriterium", f"von {len(alle)} Zielen")]
    for einklang, titel in KACHELN.items():
        n = sum(z.einklang == einklang for z in gemessen)
        if n:
            kacheln.append(Kennwert(text.zahl(n), titel, f"von {len(gemessen)} Zielen"))
    return Kennwerte(titel="Urteil des Teams und Ergebnis der Daten", werte=tuple(kacheln))


def zielwidersprueche(b: Bestand) -> list[Hinweis]:
    """Return a box for each goal of which the team says one thing and the data another, with the cells of both."""
    verschieden = [z for z in zielstaende(b) if z.einklang == "verschieden"]
    if not verschieden:
        return [
            Hinweis(
                "hinweis",
                "Kein Widerspruch",
                "Wo die Daten ein Ziel entscheiden, sagen sie nichts anderes als das Team.",
            )
        ]
    return [
        Hinweis(
            "warnung",
            f"Ziel {z.ziel_id}: Team „{werte.ZIEL_STATUS[z.status or '']}“, Daten „{werte.ZIEL_ERGEBNIS[z.bewertung.ergebnis]}“",
            _widerspruch(z),
        )
        for z in verschieden
    ]


def _widerspruch(z: Zielstand) -> str:
    b = z.bewertung
    assert b.kriterium
    gruende = text.aufzaehlung([werte.ZIEL_GRUND[g] for g in z.grund])
    wert = text.wert(b.wert.werte[0], b.wert.kennzahl.einheit) if b.wert else text.KEINE_ANGABE
    zellen = b.wert.belege(b.wert.werte[0]) if b.wert else ()
    saetze = [
        f"{z.handlungsziel}.",
        f"Das Team: {z.umsetzung or text.KEINE_ANGABE}{f' Grund: {gruende}.' if gruende else ''}",
        f"Die Daten: {b.kriterium.rechnung.kennzahl.bezeichnung}{f' ({b.wert.wo})' if b.wert and b.wert.wo else ''}, "
        f"{soll_text(b.kriterium)}, {zeitraum_text(b.kriterium.zeitraum)}; Wert {wert if wert != text.NULL else '0'}.",
        *([f"Gezählt: {stellen_text(zellen)}."] if zellen else []),
        *([f"Ausgefallen: {stellen_text(b.ausgefallen)}."] if b.ausgefallen else []),
        f"Ziel und Kriterium: {stellen_text(z.belege)}.",
        "Beide Urteile bleiben stehen.",
    ]
    return " ".join(saetze)
