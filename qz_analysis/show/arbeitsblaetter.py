"""The figures as plain rows for a workbook: numbers stay numbers, so that a reader can go on calculating."""

from dataclasses import dataclass
from typing import Any

from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.kennzahl import KENNZAHLEN
from qz_analysis.figures.vergleich import vergleiche
from qz_analysis.figures.wert import Ergebnis
from qz_analysis.show import text
from qz_analysis.show.aufbereitung import befunde, beispieldaten_hinweis, zellbilanz
from qz_analysis.show.baustein import Tabelle, text_von
from qz_analysis.show.tabelle import definitionen


@dataclass(frozen=True)
class Arbeitsblatt:
    """One sheet: a title, notes above the header, and rows of plain values."""

    name: str
    titel: str
    spalten: tuple[str, ...]
    zeilen: tuple[tuple[Any, ...], ...]
    notizen: tuple[str, ...] = ()


def arbeitsblaetter(b: Bestand) -> list[Arbeitsblatt]:
    """Return the sheets of `kennzahlen.xlsx`; suppressed values are signs, never numbers."""
    ergebnisse = [rechnung(b) for rechnung in KENNZAHLEN.values()]
    return [
        _kennzahlen(ergebnisse, beispieldaten_hinweis(b).text),
        aus_tabelle("Definitionen", definitionen()),
        _vergleich(b),
        _belege(ergebnisse),
        aus_tabelle("Zellbilanz", zellbilanz(b)),
        *(aus_tabelle("Befunde", t) for t in [befunde(b)] if isinstance(t, Tabelle)),
    ]


def _kennzahlen(ergebnisse: list[Ergebnis], herkunft: str) -> Arbeitsblatt:
    zeilen = [
        (
            e.kennzahl.id,
            e.kennzahl.bezeichnung,
            w.gruppe or "",
            text.wert(w),
            None if w.geheim or w.anzahl is None else w.anzahl.wert,
            None if w.geheim or w.anzahl is None else w.anzahl.min,
            None if w.geheim or w.anzahl is None else w.anzahl.max,
            "" if w.geheim or w.anzahl is None else w.anzahl.genauigkeit,
            e.kennzahl.einheit,
            w.zaehler,
            w.nenner,
            w.abdeckung,
            w.unsicher or None,
            "ja" if w.geheim else "",
            "ja" if w.beispiel else "",
        )
        for e in ergebnisse
        for w in e.werte
    ]
    return Arbeitsblatt(
        "Kennzahlen",
        "Kennzahlen",
        (
            "Kennzahl", "Bezeichnung", "Gruppe", "Wert (Text)", "Wert", "mindestens", "höchstens", "Genauigkeit",
            "Einheit", "Zähler", "Nenner", "Abdeckung", "davon Lesart", "geheim", "Beispieldaten",
        ),
        tuple(zeilen),
        (herkunft, text.LEGENDE),
    )  # fmt: skip


def _vergleich(b: Bestand) -> Arbeitsblatt:
    return Arbeitsblatt(
        "Veröffentlicht",
        "Veröffentlicht und berechnet",
        ("Nr.", "Kapitel", "Angabe", "Einheit", "gedruckt", "berechnet", "Urteil", "Anmerkung", "Kennzahl"),
        tuple(
            (
                v.id, v.kapitel, v.groesse, v.einheit, text.anzahl(v.gedruckt),
                text.wert(v.berechnet) if v.berechnet else text.KEINE_ANGABE, v.urteil, v.grund,
                v.ergebnis.kennzahl.id if v.ergebnis else "",
            )
            for v in vergleiche(b)
        ),
    )  # fmt: skip


def _belege(ergebnisse: list[Ergebnis]) -> Arbeitsblatt:
    return Arbeitsblatt(
        "Belege",
        "Aus welchen Zellen jede Kennzahl stammt",
        ("Kennzahl", "Gruppe", "Datei", "Blatt", "Zellen"),
        tuple(
            (e.kennzahl.id, w.gruppe or "", stelle.datei, stelle.blatt, ", ".join(stelle.bereiche))
            for e in ergebnisse
            for w in e.werte
            for stelle in e.belege(w)
        ),
        ("Zu geheimen Werten stehen hier keine Zellen.",),
    )


def aus_tabelle(name: str, tabelle: Tabelle) -> Arbeitsblatt:
    """Return a table as a sheet of texts."""
    zeilen = tuple(tuple(map(text_von, zeile)) for zeile in tabelle.zeilen)
    return Arbeitsblatt(name, tabelle.titel, tuple(s.titel for s in tabelle.spalten), zeilen)
