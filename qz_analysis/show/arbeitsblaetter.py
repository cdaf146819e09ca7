"""The workbook of the Kennzahlen: what each sheet holds, in the order it is read."""

import hashlib
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qz_analysis.figures.abfragematrix import Posten
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.gruppierung import GRUPPIERUNGEN
from qz_analysis.figures.vergleich import vergleiche
from qz_analysis.figures.wert import Kennzahl
from qz_analysis.show import text
from qz_analysis.show.aufbereitung import befunde, beispieldaten_hinweis, zellbilanz
from qz_analysis.show.baustein import Tabelle, text_von
from qz_analysis.show.baustein_blatt import Arbeitsblatt, Blattspalte, Blattzeile, Gesperrt, Verweis, Zelle
from qz_analysis.show.themenblatt import themenblatt, wertzelle, zahl

UEBERBLICK, DEFINITIONEN, ALLE_WERTE = "Überblick", "Definitionen", "Alle Werte"
HOCH, QUER = 92, 140  # characters that fit across a page of A4 in a size that can be read
OHNE_GEWAEHR: Final = (
    "Den Wortlaut der Stadt kennt das Programm nicht: Nummern und Bezeichnungen bitte mit der Abfragematrix der Stadt "
    "abgleichen; sie stehen in qz_analysis/figures/abfragematrix.csv."
)
INHALT: Final = {
    "2021": "Gefragt ist, was Kapitel 4 des Sachberichts 2021 druckt.",
    "2022": "Eigene Zusammenstellung aller Kennzahlen.",
}


@dataclass(frozen=True)
class Mappe:
    """What a workbook says of itself: name of the Standort, Jahr, who runs it, which data, which version was asked for."""

    standort: str
    jahr: int
    traeger: tuple[str, ...]
    datenstand: str
    fassung: str
    unvollstaendig: bool = False

    @property
    def titel(self) -> str:
        """The title of the document."""
        return f"Kennzahlen {self.standort} {self.jahr}"


def datenstand(b: Bestand) -> str:
    """Return the start of a checksum over all lists: the same lists have the same."""
    eingaben = "".join(sorted(f"{z['datei']}{z['sha256']}" for z in b.tabelle("quelle").to_dicts()))
    return hashlib.sha256(eingaben.encode()).hexdigest()[:12]


def arbeitsblaetter(b: Bestand, posten: Sequence[Posten], mappe: Mappe) -> list[Arbeitsblatt]:
    """Return the sheets of `kennzahlen.xlsx`; suppressed values are signs, never numbers.

    `posten` are the answers to the Abfragematrix.
    """
    themen = list(dict.fromkeys(p.thema for p in posten))
    kennzahlen = {p.ergebnis.kennzahl.id: p.ergebnis.kennzahl for p in posten}
    definitionen = _definitionen(list(kennzahlen.values()))
    verweise = {
        id: Verweis(f"D{n}", DEFINITIONEN, f"A{definitionen.kopfzeile + n}")
        for n, id in enumerate(kennzahlen, 1)
    }
    hinweise = _hinweise(b, mappe)
    blaetter = [
        *(
            themenblatt(thema, [p for p in posten if p.thema == thema], verweise, mappe.fassung, hinweise)
            for thema in themen
        ),
        definitionen,
        _vergleich(b),
        _alle_werte(posten),
        _belege(posten),
        aus_tabelle("Zellbilanz", zellbilanz(b)),
        *(aus_tabelle("Befunde", t) for t in [befunde(b)] if isinstance(t, Tabelle)),
    ]
    return [_ueberblick(b, posten, mappe, blaetter), *blaetter]


def umbrochen(text: str, breite: float) -> tuple[str, ...]:
    """Return a note in lines that fit above a table: a cell that runs over its neighbours does not wrap."""
    return tuple(textwrap.wrap(text, int(breite)))


def _hinweise(b: Bestand, mappe: Mappe) -> tuple[str, ...]:
    teile = ["UNVOLLSTÄNDIG: nicht alles wurde berechnet."] if mappe.unvollstaendig else []
    teile += (
        ["Beispieldaten: was so gekennzeichnet ist, ist künstlich erzeugt und belegt nichts."]
        if b.beispieldateien
        else []
    )
    return tuple(teile)


def _ueberblick(
    b: Bestand, posten: Sequence[Posten], mappe: Mappe, blaetter: Sequence[Arbeitsblatt]
) -> Arbeitsblatt:
    beispiel = beispieldaten_hinweis(b)
    gefragt = sum(p.gefragt for p in posten)
    fehler = dict.fromkeys(p.ergebnis.fehler for p in posten if p.ergebnis.fehler)
    angaben: list[tuple[Zelle, Zelle]] = [
        ("Inhalt", "Die Kennzahlen des Jahres, je Thema ein Blatt, mit Definitionen, Abdeckung und Quellzellen."),
        ("Standort", mappe.standort),
        ("Jahr", str(mappe.jahr)),
        ("Träger", "; ".join(mappe.traeger) or text.KEINE_ANGABE),
        (
            "Abfragematrix",
            f"Fassung {mappe.fassung}. {INHALT.get(mappe.fassung, '')} Gefragt sind {gefragt} von {len(posten)} Posten dieser "
            f"Mappe; die anderen stehen auf den Blättern darunter, mit unserer Bezeichnung. {OHNE_GEWAEHR}",
        ),
        ("Datenstand", f"Prüfsumme aller Listen: {mappe.datenstand}"),
        (beispiel.titel, beispiel.text),
        *([("UNVOLLSTÄNDIG", " ".join(("Nicht alles wurde berechnet.", *fehler)))] if mappe.unvollstaendig or fehler else []),
    ]  # fmt: skip
    zeichen: list[tuple[Zelle, Zelle]] = [
        (text.NULL, "genau null"),
        (Gesperrt(text.GEHEIM), f"geheim: Zahlen über weniger als {b.einstellungen.k} Personen, und was sie verriete"),
        (text.KEINE_ANGABE, "nicht erhoben; das heißt nie null"),
        *([(text.NICHT_BERECHNET, "ein Fehler im Programm oder in einer Liste: warum, steht oben")] if fehler else []),
        ("über, rund, bis", "keine genaue Zahl: „mindestens“ und „höchstens“ sagen, worin sie liegt; leer heißt offen"),
        ("Ø", "Mittelwert"),
        ("Abdeckung", "Anteil der erwarteten Termine, die gezählt wurden"),
        ("davon Lesart", "gezählte Zeilen, die die Quelle nicht entscheidet"),
        ("Definition", "D1, D2, … führen zum Blatt „Definitionen“"),
        ("Mehrfachnennungen", "eines kann zu mehreren Zeilen gehören: die Zeilen ergeben mehr als die Gesamtzahl"),
    ]  # fmt: skip
    return Arbeitsblatt(
        UEBERBLICK,
        mappe.titel,
        (Blattspalte("Angabe", 24), Blattspalte("Bedeutung", HOCH - 24)),
        (
            *map(Blattzeile, angaben),
            Blattzeile(("Zeichen", None), "block"),
            *map(Blattzeile, zeichen),
            Blattzeile(("Blätter", None), "block"),
            *(Blattzeile((Verweis(blatt.name, blatt.name), _umfang(blatt, posten))) for blatt in blaetter),
        ),
        hochformat=True,
    )


def _umfang(blatt: Arbeitsblatt, posten: Sequence[Posten]) -> str:
    eigene = [p for p in posten if p.thema == blatt.name]
    if not eigene:
        return blatt.titel
    geheim = sum(w.geheim for p in eigene for w in p.ergebnis.werte)
    gefragt = sum(p.gefragt for p in eigene)
    return f"{len(eigene)} Posten, davon {gefragt} gefragt" + (f"; geheime Werte: {geheim}" if geheim else "")


def _definitionen(kennzahlen: Sequence[Kennzahl]) -> Arbeitsblatt:
    return Arbeitsblatt(
        DEFINITIONEN,
        "Definitionen der Kennzahlen",
        (
            Blattspalte("Nr.", 6), Blattspalte("Kennzahl", 30), Blattspalte("Thema", 18), Blattspalte("Einheit", 14),
            Blattspalte("Definition", 52), Blattspalte("aufteilbar nach", 26),
        ),
        tuple(
            Blattzeile(
                (
                    f"D{n}",
                    f"{k.bezeichnung}\n{k.id}",
                    k.thema,
                    k.einheit,
                    f"{k.definition} Gezählt: {k.zaehler}{f', geteilt durch {k.nenner}' if k.nenner else ''}. "
                    f"Zeitraum: {k.zeitraum}. Quelle: {k.quelle}.",
                    ", ".join(GRUPPIERUNGEN[g].bezeichnung for g in k.gruppen) or text.NULL,
                )
            )
            for n, k in enumerate(kennzahlen, 1)
        ),
        filter=True,
    )  # fmt: skip


def _vergleich(b: Bestand) -> Arbeitsblatt:
    return Arbeitsblatt(
        "Gedruckt und berechnet",
        "Im Sachbericht gedruckt und aus den Listen berechnet",
        (
            Blattspalte("Nr.", 6), Blattspalte("Kapitel", 11), Blattspalte("Angabe", 38), Blattspalte("Einheit", 13),
            Blattspalte("gedruckt", 13, rechts=True), Blattspalte("berechnet", 13, rechts=True), Blattspalte("Urteil", 16),
            Blattspalte("Anmerkung", 36),
        ),
        tuple(
            Blattzeile(
                (
                    v.id, v.kapitel, v.groesse, v.einheit, text.anzahl(v.gedruckt),
                    wertzelle(v.berechnet, "") if v.berechnet else text.KEINE_ANGABE, v.urteil, v.grund,
                )
            )
            for v in vergleiche(b)
        ),
        filter=True,
    )  # fmt: skip


def _alle_werte(posten: Sequence[Posten]) -> Arbeitsblatt:
    """Return every value as one plain row, to go on calculating with."""
    zeilen = []
    for p in posten:
        e, anteil = p.ergebnis, p.ergebnis.kennzahl.einheit == "Anteil"
        for w in e.werte:
            anzahl = None if w.geheim else w.anzahl
            zahlen = (anzahl.wert, anzahl.min, anzahl.max) if anzahl else (None, None, None)
            gezeigt: list[Zelle] = [None if z is None else zahl(z, anteil=anteil) for z in zahlen]
            if w.fehler:
                gezeigt[0] = text.NICHT_BERECHNET
            zeilen.append(
                Blattzeile(
                    (
                        p.nr, e.kennzahl.id, ", ".join(g.name for g in e.je), w.gruppe or "",
                        *([Gesperrt(text.GEHEIM), Gesperrt(), Gesperrt()] if w.geheim else gezeigt),
                        anzahl.genauigkeit if anzahl else "", e.kennzahl.einheit,
                        *([None] * 3 if w.geheim else [w.zaehler, w.nenner, _abdeckung(w.abdeckung)]),
                        "ja" if w.geheim else "", "ja" if w.beispiel else "",
                    )
                )
            )  # fmt: skip
    return Arbeitsblatt(
        ALLE_WERTE,
        "Alle Werte, einer je Zeile",
        (
            Blattspalte("Nr.", 6), Blattspalte("Kennzahl", 25), Blattspalte("Gruppierung", 14), Blattspalte("Gruppe", 28),
            *(Blattspalte(t, 9, rechts=True) for t in ("Wert", "min", "max")), Blattspalte("Genauigkeit", 12),
            Blattspalte("Einheit", 13), *(Blattspalte(t, 8.5, rechts=True) for t in ("Zähler", "Nenner")),
            Blattspalte("Abdeckung", 11, rechts=True), Blattspalte("geheim", 8), Blattspalte("Beispiel", 9),
        ),
        tuple(zeilen),
        ("Dieselbe Tabelle mit Definition und Quellzellen: kennzahlen.parquet.",),
        filter=True,
    )  # fmt: skip


def _abdeckung(anteil: float | None) -> Zelle:
    return None if anteil is None else zahl(anteil, anteil=True)


def _belege(posten: Sequence[Posten]) -> Arbeitsblatt:
    return Arbeitsblatt(
        "Quellzellen",
        "Aus welchen Zellen jeder Wert stammt",
        (
            Blattspalte("Nr.", 6), Blattspalte("Kennzahl", 40), Blattspalte("Gruppe", 28), Blattspalte("Datei", 28),
            Blattspalte("Blatt", 20), Blattspalte("Zellen", 28),
        ),
        tuple(
            Blattzeile(
                (
                    p.nr, p.bezeichnung, w.gruppe or "", stelle.datei.split("/", 1)[-1], stelle.blatt,
                    ", ".join(stelle.bereiche),
                )
            )
            for p in posten
            for w in p.ergebnis.werte
            for stelle in p.ergebnis.belege(w)
        ),
        ("Zu geheimen Werten stehen hier keine Zellen.",),
        filter=True,
    )  # fmt: skip


def aus_tabelle(name: str, tabelle: Tabelle) -> Arbeitsblatt:
    """Return a table of the report as a sheet."""
    einheit = QUER / sum(s.breite for s in tabelle.spalten)
    return Arbeitsblatt(
        name,
        tabelle.titel,
        tuple(
            Blattspalte(
                s.titel.replace("\u00ad", ""),
                max(s.breite * einheit, len(s.titel) + 2),
                s.ausrichtung == "rechts",
            )
            for s in tabelle.spalten
        ),
        tuple(Blattzeile(tuple(map(text_von, zeile))) for zeile in tabelle.zeilen),
        umbrochen(tabelle.anmerkung, QUER),
        filter=True,
    )
