"""What was read, for people at a terminal: a table of the sheets, then the Befunde by file."""

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from qz_analysis.einlesen import Einlesung

BEFUNDE_GEZEIGT = 40
EINZUG = 2
_RANG = {"fehler": 0, "warnung": 1, "hinweis": 2}
_WORT = {"fehler": "Fehler", "warnung": "Warnung", "hinweis": "Hinweis"}
_MEHRZAHL = {"fehler": "Fehler", "warnung": "Warnungen", "hinweis": "Hinweise"}
_STIL = {"fehler": "bold red", "warnung": "yellow", "hinweis": "cyan"}
_SPALTEN = {
    "zeilen": "Zeilen",
    "zellen_gelesen": "gelesen",
    "zellen_uebernommen": "über-\nnommen",
    "zellen_zurueckgewiesen": "zurück-\ngewiesen",
    "zellen_ignoriert": "igno-\nriert",
    "summe_teilnahme": "Summe\nTeilnahme",
}
# What could move the cursor, ring, or turn the direction of writing: a cell may hold it, a terminal must not get it.
_STEUERZEICHEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def zeige(einlesung: "Einlesung", konsole: Console | None = None) -> None:
    """Print the sheets with the balance of their cells, and the gravest Befunde by file."""
    konsole = konsole or Console(highlight=False)
    for lauf in einlesung.laeufe:
        jahr = f"Jahr {lauf.jahr}" if lauf.jahr else "Jahr unbekannt"
        konsole.print(gesaeubert(f"Standort „{lauf.standort}“, {jahr} ({lauf.jahr_aus})"))
    alle = einlesung.blaetter
    breiten = _breiten(alle, konsole.width)
    for datei, blaetter in groupby(alle, key=lambda blatt: blatt["datei"]):
        konsole.print()
        konsole.print(gesaeubert(datei, "bold"))
        konsole.print(Padding(_tabelle(list(blaetter), *breiten), (0, 0, 0, EINZUG)))
    _zeige_befunde(einlesung.befunde, konsole)


def _breiten(blaetter: list[dict[str, Any]], gesamt: int) -> tuple[int, int]:
    """Return the widths of sheet and kind, the same for all files, so that the numbers stand below each other."""
    zahlen = sum(max(map(len, titel.split("\n"))) + 1 for titel in _SPALTEN.values())
    frei = max(gesamt - EINZUG - zahlen - 2, 24)
    art = min(max((len(_art(blatt)) for blatt in blaetter), default=0), frei // 2)
    return min(max((len(blatt["blatt"]) for blatt in blaetter), default=0), frei - art), art


def _tabelle(blaetter: list[dict[str, Any]], breite: int, breite_art: int) -> Table:
    tabelle = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
    tabelle.add_column("Blatt", vertical="top", overflow="fold", width=max(breite, 5))
    tabelle.add_column("Art", vertical="top", overflow="fold", width=max(breite_art, 3))
    for titel in _SPALTEN.values():
        tabelle.add_column(titel, justify="right", no_wrap=True, width=max(map(len, titel.split("\n"))))
    for blatt in blaetter:
        tabelle.add_row(
            gesaeubert(blatt["blatt"]), gesaeubert(_art(blatt)), *(str(blatt[name]) for name in _SPALTEN)
        )
    return tabelle


def _art(blatt: dict[str, Any]) -> str:
    return (blatt["art"] or "nicht erkannt").replace("_", " ")


def _zeige_befunde(befunde: list[dict[str, Any]], konsole: Console) -> None:
    konsole.print()
    if not befunde:
        konsole.print(gesaeubert("Keine Befunde."))
        return
    zahlen = Counter(befund["stufe"] for befund in befunde)
    je_stufe = ", ".join(f"{zahlen[stufe]} {wort}" for stufe, wort in _MEHRZAHL.items())
    konsole.print(gesaeubert(f"Befunde: {len(befunde)} ({je_stufe})", "bold"))
    # The gravest ones are shown; then by file again, in the order the files were read in.
    gezeigt = sorted(enumerate(befunde), key=lambda fund: (_RANG[fund[1]["stufe"]], fund[0]))[
        :BEFUNDE_GEZEIGT
    ]
    reihenfolge = {datei: n for n, datei in enumerate(dict.fromkeys(b["datei"] for b in befunde))}
    gezeigt.sort(key=lambda fund: reihenfolge[fund[1]["datei"]])
    for datei, funde in groupby((befund for _, befund in gezeigt), key=lambda befund: befund["datei"]):
        konsole.print()
        konsole.print(gesaeubert(datei, "bold"))
        for befund in funde:
            konsole.print(Padding(_satz(befund), (0, 0, 0, EINZUG)))
    if rest := len(befunde) - len(gezeigt):
        konsole.print()
        konsole.print(
            gesaeubert(
                f"{rest} weitere Befunde sind hier nicht gezeigt; mit --befunde oder --json stehen alle in einer Datei."
            )
        )


def _satz(befund: dict[str, Any]) -> Text:
    ort = ", ".join(str(teil) for teil in (befund["blatt"], befund["zelle"]) if teil)
    satz = gesaeubert(_WORT[befund["stufe"]], _STIL[befund["stufe"]])
    return satz + gesaeubert(f"  {ort}: " if ort else "  ") + gesaeubert(befund["meldung"])


def gesaeubert(text: str, stil: str = "") -> Text:
    """Return a text from a file without what could move the cursor."""
    return Text(_STEUERZEICHEN.sub(" ", text), style=stil)
