"""Reads a case: sheets drawn in Markdown, and the figures that readers have to see for them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import polars as pl
from zeichnen import blatt

from qz_analysis.clean.standortjahr import add_folgeziele, clean_standortjahr
from qz_analysis.config import Konfiguration, lade_konfiguration
from qz_analysis.daten import bestand
from qz_analysis.errors import ParameterFehler
from qz_analysis.figures import KENNZAHLEN, Bestand, Ergebnis, Wert
from qz_analysis.figures.naechster import naechster_rat
from qz_analysis.model.tabellen import Tabellen
from qz_analysis.read.blatt import Blatt
from qz_analysis.show import text
from qz_analysis.show.angabe import herkunft, quellzellen

ORDNER: Final = Path(__file__).parent / "faelle"
DATEIEN: Final = sorted(pfad for pfad in ORDNER.glob("*.md") if pfad.name != "README.md")
STANDORT, JAHR = "qz", 2021  # of a sheet that does not say
WEITERE: Final = "…"  # the group of a row that stands for all the groups that are not listed
KEINE: Final = "(keine)"  # the group of a row that says there is none
_ORT: Final = ("Kennzahl", "je", "wo", "Gruppe")
_PRUEFT: Final[dict[str, Callable[[Ergebnis, Wert], str]]] = {
    "Wert": lambda e, w: text.wert(w, e.kennzahl.einheit),
    "Abdeckung": lambda _, w: text.GEHEIM if w.geheim else text.prozent(w.abdeckung),
    "Grundlage": lambda e, w: dict(herkunft(e, w)).get("Grundlage", text.KEINE_ANGABE),
    "davon Lesart": lambda _, w: text.zahl(w.unsicher) if w.unsicher else text.NULL,
    "Beispieldaten": lambda _, w: "ja" if w.beispiel else "nein",
    "Quellzellen": lambda e, w: quellzellen(e, w).replace("liste.xlsx › ", "").replace("\n", "; "),
}
_BLATT: Final = re.compile(
    r"## Blatt: *(?P<name>[^(]+?) *(?:\((?:(?P<standort>[a-z_]+) *)?(?P<jahr>\d{4})?\))?"
)
_TRENNER: Final = re.compile(r"\|[ :|-]*-[ :|-]*\|?")
_ZELLE: Final = re.compile(r"(?<!\\)\|")


class FallFehler(Exception):
    """A mistake in a case file, as a German sentence that names file and line."""


@dataclass(frozen=True)
class Erwartung:
    """One row of the table of expected figures, and its line in the file."""

    zeile: int
    kennzahl: str
    je: str
    wo: str
    gruppe: str
    texte: dict[str, str]


@dataclass(frozen=True)
class Fall:
    """A case: its sheets by Standort and Jahr, its settings as they stand in `qz.toml`, and what is expected."""

    datei: str
    blaetter: dict[tuple[str, int], list[Blatt]]
    einstellungen: str
    erwartet: tuple[Erwartung, ...]

    def abweichungen(self, ordner: Path) -> list[str]:
        """Return a German sentence for each figure that is not as expected; `ordner` takes the settings."""
        konfiguration = self.konfiguration(ordner)
        b = bestand(self.tabellen(konfiguration), konfiguration)
        bloecke: dict[tuple[str, str, str], list[Erwartung]] = {}
        for e in self.erwartet:
            bloecke.setdefault((e.kennzahl, e.je, e.wo), []).append(e)
        return [satz for zeilen in bloecke.values() for satz in self._vergleiche(b, zeilen)]

    def tabellen(self, konfiguration: Konfiguration) -> dict[str, pl.DataFrame]:
        """Return what cleaning makes of the sheets; raises FallFehler for a cell that it rejects."""
        alle: list[Tabellen] = []
        for (standort, jahr), blaetter in (self.blaetter or {(STANDORT, JAHR): []}).items():
            t = clean_standortjahr(
                blaetter, jahr, standort, erklaerung=konfiguration.erklaerung, oeffnung=konfiguration.oeffnung
            )
            for befund in t.befund.filter(pl.col("stufe") == "fehler").iter_rows(named=True):
                raise FallFehler(
                    f"{self.datei}: Blatt „{befund['blatt']}“, Zelle {befund['zelle']}: {befund['meldung']}"
                )
            if folgejahr := self.blaetter.get((standort, jahr + 1)):
                t = add_folgeziele(t, folgejahr, jahr + 1, standort)
            alle.append(t)
        return {name: pl.concat(getattr(t, name) for t in alle) for name in Tabellen.members()}

    def konfiguration(self, ordner: Path) -> Konfiguration:
        """Return the settings, by way of a file in `ordner`; raises FallFehler for one that does not exist."""
        pfad = ordner / "qz.toml"
        pfad.write_text(self.einstellungen, encoding="utf-8")
        try:
            return lade_konfiguration(pfad)
        except ParameterFehler as fehler:
            raise FallFehler(f"{self.datei}: {fehler}") from fehler

    def _vergleiche(self, b: Bestand, zeilen: list[Erwartung]) -> Iterator[str]:
        erste = zeilen[0]
        ort = f"{self.datei}, Zeile {erste.zeile}"
        je = [name.strip() for name in erste.je.split(",") if name.strip()]
        try:
            ergebnis = KENNZAHLEN[erste.kennzahl](b, je=je, wo=erste.wo)
        except ParameterFehler as fehler:
            raise FallFehler(f"{ort}: {fehler}") from fehler
        werte = {w.gruppe or "": w for w in ergebnis.werte}
        genannt = [z.gruppe for z in zeilen]
        for z in zeilen:
            if z.gruppe in werte:
                yield from self._pruefe(ergebnis, werte[z.gruppe], z)
            elif z.gruppe not in (WEITERE, KEINE):
                gibt = ", ".join(f"„{name}“" for name in werte) or "keine"
                yield f"{self.datei}, Zeile {z.zeile}: {z.kennzahl}: Die Gruppe „{z.gruppe}“ gibt es nicht. Es gibt: {gibt}."
        fehlend = [name for name in werte if name not in genannt]
        if fehlend and WEITERE not in genannt:
            namen = ", ".join(f"„{name}“" for name in fehlend)
            yield f"{ort}: {erste.kennzahl}: Berechnet wurde auch {namen}. Bitte nennen, oder eine Zeile „{WEITERE}“."
        folge = [name for name in genannt if name in werte]
        if folge != [name for name in werte if name in genannt]:
            yield f"{ort}: {erste.kennzahl}: Die Reihenfolge ist {', '.join(werte)}."

    def _pruefe(self, ergebnis: Ergebnis, wert: Wert, z: Erwartung) -> Iterator[str]:
        gruppe = f", {z.gruppe}" if z.gruppe else ""
        for spalte, soll in z.texte.items():
            ist = _PRUEFT[spalte](ergebnis, wert)
            if soll and soll != ist:
                yield f"{self.datei}, Zeile {z.zeile}: {z.kennzahl}{gruppe}: {spalte} „{soll}“ erwartet, „{ist}“ berechnet."


def alle_faelle(ordner: Path) -> dict[str, pl.DataFrame]:
    """Return the tables of all cases, each of them a Standort of its own; `ordner` takes their settings."""
    teile: list[dict[str, pl.DataFrame]] = []
    for pfad in DATEIEN:
        fall = lies_fall(pfad)
        eigener = (pl.lit(f"{pfad.stem}_") + pl.col("standort")).alias("standort")
        tabellen = fall.tabellen(fall.konfiguration(ordner))
        teile.append({name: tabelle.with_columns(eigener) for name, tabelle in tabellen.items()})
    return {name: pl.concat(teil[name] for teil in teile) for name in Tabellen.members()}


def lies_fall(pfad: Path) -> Fall:
    """Return the case of a file; raises FallFehler where it is not written as the README beside it says."""
    return lies_text(pfad.read_text(encoding="utf-8"), f"faelle/{pfad.name}")


def lies_text(inhalt: str, datei: str) -> Fall:
    """Return the case that a Markdown text describes; raises FallFehler for a mistake in it."""
    blaetter: dict[tuple[str, int], list[Blatt]] = {}
    erwartet: tuple[Erwartung, ...] = ()
    rumpf, einstellungen = _ohne_einstellungen(inhalt)
    for nummer, kopf, zeilen in _abschnitte(rumpf):
        ort = f"{datei}, Zeile {nummer}"
        if kopf == "## Erwartet":
            erwartet = _erwartungen(zeilen, datei)
        elif treffer := _BLATT.fullmatch(kopf):
            standort, jahr = treffer["standort"] or STANDORT, int(treffer["jahr"] or JAHR)
            gezeichnet = _zeichne(zeilen, treffer["name"], f"{standort}/{jahr}/liste.xlsx", ort)
            blaetter.setdefault((standort, jahr), []).append(gezeichnet)
        elif kopf.startswith("##"):
            raise FallFehler(
                f"{ort}: Die Überschrift „{kopf}“ ist nicht bekannt. Es gibt „## Blatt: Name“, „## Blatt: Name (2022)“, "
                "„## Blatt: Name (standort 2022)“ und „## Erwartet“."
            )
    if not erwartet:
        raise FallFehler(f"{datei}: Es fehlt die Tabelle unter „## Erwartet“.")
    return Fall(datei, blaetter, einstellungen, erwartet)


def _ohne_einstellungen(inhalt: str) -> tuple[list[str], str]:
    """Return the lines of a file, those of its block of settings blank, and the block."""
    rumpf, einstellungen, drin = [], [], False
    for zeile in inhalt.splitlines():
        zaun = zeile.startswith("```")
        if drin and not zaun:
            einstellungen.append(zeile)
        rumpf.append("" if drin or zaun else zeile)
        drin ^= zaun
    return rumpf, "\n".join(einstellungen)


def _abschnitte(rumpf: list[str]) -> Iterator[tuple[int, str, list[tuple[int, str]]]]:
    """Yield each heading with its line number and the numbered lines below it."""
    koepfe = [n for n, zeile in enumerate(rumpf) if zeile.startswith("#")]
    for von, bis in zip(koepfe, [*koepfe[1:], len(rumpf)], strict=True):
        zeilen = [(n + 1, rumpf[n].strip()) for n in range(von + 1, bis) if rumpf[n].strip()]
        yield von + 1, rumpf[von].strip(), zeilen


def _tabellenzeilen(zeilen: list[tuple[int, str]]) -> list[tuple[int, list[str]]]:
    """Return the cells of each row of a Markdown table."""
    return [
        (n, [zelle.strip().replace("\\|", "|") for zelle in _ZELLE.split(zeile.strip("|"))])
        for n, zeile in zeilen
        if zeile.startswith("|") and not _TRENNER.fullmatch(zeile)
    ]


def _zeichne(zeilen: list[tuple[int, str]], name: str, datei: str, ort: str) -> Blatt:
    """Return the sheet of a table; lines such as "- verbunden: B2:B3" say what a table can't show."""
    tabelle = [
        " | ".join(zelle.replace("<br>", "\\n") for zelle in zellen) for _, zellen in _tabellenzeilen(zeilen)
    ]
    if not tabelle:
        raise FallFehler(f"{ort}: Unter der Überschrift fehlt die Tabelle.")
    verbunden: list[str] = []
    farben: dict[str, str] = {}
    for n, zeile in ((n, z) for n, z in zeilen if z.startswith("- ")):
        was, _, angaben = zeile.removeprefix("- ").partition(":")
        teile = [teil.strip() for teil in angaben.split(",")]
        if was.casefold() == "verbunden":
            verbunden += teile
        elif was.casefold() == "farben":
            farben |= {zelle.strip(): farbe.strip() for zelle, _, farbe in (t.partition("=") for t in teile)}
        else:
            raise FallFehler(
                f"{ort.rsplit(' ', 1)[0]} {n}: „{was}“ ist nicht bekannt. "
                "Es gibt „- verbunden: B2:B3“ und „- Farben: B2 = A9D08E“."
            )
    return blatt("\n".join(tabelle), name=name, datei=datei, verbunden=verbunden, farben=farben)


def _erwartungen(zeilen: list[tuple[int, str]], datei: str) -> tuple[Erwartung, ...]:
    tabelle = _tabellenzeilen(zeilen)
    if not tabelle:
        return ()
    (n_kopf, kopf), *rest = tabelle
    bekannt = [*_ORT, *_PRUEFT]
    for spalte in kopf:
        if spalte not in bekannt:
            raise FallFehler(
                f"{datei}, Zeile {n_kopf}: Die Spalte „{spalte}“ gibt es nicht. {naechster_rat(spalte, bekannt)}"
            )
    gelesen: list[Erwartung] = []
    for n, zellen in rest:
        if len(zellen) != len(kopf):
            raise FallFehler(
                f"{datei}, Zeile {n}: Die Zeile hat {len(zellen)} Spalten, die Überschrift {len(kopf)}. Ein senkrechter Strich "
                "in einer Zelle wird „\\|“ geschrieben."
            )
        felder = dict(zip(kopf, zellen, strict=True))
        neu = Erwartung(
            n, *(felder.get(spalte, "") for spalte in _ORT), {s: felder[s] for s in kopf if s in _PRUEFT}
        )
        if not neu.kennzahl and gelesen:  # as in the row above
            vorige = gelesen[-1]
            neu = replace(neu, kennzahl=vorige.kennzahl, je=vorige.je, wo=vorige.wo)
        if neu.kennzahl not in KENNZAHLEN:
            raise FallFehler(
                f"{datei}, Zeile {n}: Die Kennzahl „{neu.kennzahl}“ gibt es nicht. "
                f"{naechster_rat(neu.kennzahl, list(KENNZAHLEN))}"
            )
        gelesen.append(neu)
    return tuple(gelesen)
