"""The comparison as plain rows for a workbook: numbers stay numbers, what is secret stays a sign."""

from collections.abc import Iterator
from typing import Any

from qz_analysis.figures.aenderung import Aenderung
from qz_analysis.figures.jahresvergleich import Jahresvergleich
from qz_analysis.figures.reihe import Reihe
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.show import text
from qz_analysis.show.aenderung import legende
from qz_analysis.show.arbeitsblaetter import Arbeitsblatt, aus_tabelle
from qz_analysis.show.baustein import Tabelle
from qz_analysis.show.jahresvergleich import partnerwechsel
from qz_analysis.show.tabelle import definitionen
from qz_analysis.show.vergleichbarkeit import beispiel_hinweis, listentabelle, nicht_vergleichbar

JA_NEIN_OFFEN = {True: "ja", False: "nein", None: "offen"}


def vergleichsblaetter(v: Jahresvergleich) -> list[Arbeitsblatt]:
    """Return the sheets of `vergleich.xlsx`: values, changes, gaps, partners, definitions."""
    tafeln = (
        ("Listen", listentabelle(v)),
        ("Nicht vergleichbar", nicht_vergleichbar(v)),
        ("Partner", partnerwechsel(v)),
    )
    return [
        _werte(v),
        _aenderungen(v),
        *(aus_tabelle(name, t) for name, t in tafeln if isinstance(t, Tabelle)),
        aus_tabelle("Definitionen", definitionen()),
    ]


def _reihen(v: Jahresvergleich) -> Iterator[tuple[Reihe, str]]:
    """Yield each Reihe with the label of its Kennzahl and grouping; what is empty everywhere is left out."""
    yield from ((reihe, reihe.kennzahl.bezeichnung) for reihe in v.reihen if not reihe.leer)
    for gruppen in v.gruppiert:
        yield from ((reihe, gruppen.ergebnis.bezeichnung) for reihe in gruppen.reihen if not reihe.leer)


def _werte(v: Jahresvergleich) -> Arbeitsblatt:
    zeilen = [
        (
            reihe.kennzahl.thema, bezeichnung, reihe.gruppe or "", v.namen[ort.standort], ort.jahr,
            text.wert(e.wert, reihe.kennzahl.einheit), *_zahlen(e.wert.anzahl), reihe.kennzahl.einheit,
            e.wert.zaehler, e.wert.nenner, e.wert.abdeckung, "ja" if e.wert.geheim else "",
            "ja" if e.wert.beispiel else "", e.grund, reihe.kennzahl.id,
        )
        for reihe, bezeichnung in _reihen(v)
        for ort, e in reihe.werte.items()
    ]  # fmt: skip
    return Arbeitsblatt(
        "Werte",
        "Kennzahlen nach Standort und Jahr",
        (
            "Thema", "Kennzahl", "Gruppe", "Standort", "Jahr", "Wert (Text)", "Wert", "mindestens", "höchstens", "Einheit",
            "Zähler", "Nenner", "Abdeckung", "geheim", "Beispieldaten", "keine Angabe, weil", "Name der Kennzahl",
        ),
        tuple(zeilen),
        (beispiel_hinweis(v).text, text.LEGENDE),
    )  # fmt: skip


def _aenderungen(v: Jahresvergleich) -> Arbeitsblatt:
    zeilen = [
        (
            reihe.kennzahl.thema, bezeichnung, reihe.gruppe or "", v.namen[a.von.standort], a.von.jahr,
            v.namen[a.nach.standort], a.nach.jahr, *_zahlen(a.absolut), reihe.kennzahl.einheit, *_zahlen(a.relativ),
            "" if a.grund else JA_NEIN_OFFEN[a.erklaerung_noetig], a.grund, _vorbehalt(a),
        )
        for reihe, bezeichnung in _reihen(v)
        for a in (*reihe.jahre, *reihe.standorte)
    ]  # fmt: skip
    return Arbeitsblatt(
        "Änderungen",
        "Änderungen von Jahr zu Jahr und Unterschiede zwischen Standorten",
        (
            "Thema", "Kennzahl", "Gruppe", "von: Standort", "von: Jahr", "nach: Standort", "nach: Jahr", "absolut",
            "absolut mindestens", "absolut höchstens", "Einheit", "im Verhältnis", "im Verhältnis mindestens",
            "im Verhältnis höchstens", "über der Schwelle", "nicht berechnet, weil", "Vorbehalt",
        ),
        tuple(zeilen),
        (beispiel_hinweis(v).text, f"Im Verhältnis: 0,1 sind 10 %. {legende(v)}"),
    )  # fmt: skip


def _zahlen(a: Anzahl | None) -> tuple[Any, Any, Any]:
    return (None, None, None) if a is None else (a.wert, a.min, a.max)


def _vorbehalt(a: Aenderung) -> str:
    return (
        f"Abdeckung {text.prozent(a.abdeckung[0])} und {text.prozent(a.abdeckung[1])}" if a.abdeckung else ""
    )
