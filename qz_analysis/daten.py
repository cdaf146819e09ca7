"""Raw files -> tidy tables on disk -> tables in memory: what notebooks start from."""

import os
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

import polars as pl

from qz_analysis.clean.drift import finde_drift
from qz_analysis.clean.standortjahr import add_folgeziele, clean_standortjahr
from qz_analysis.clean.zielbezug import finde_zielbrueche
from qz_analysis.config import Konfiguration, lade_konfiguration
from qz_analysis.errors import EingabeFehler, ParameterFehler
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.einstellungen import Einstellungen
from qz_analysis.figures.kriterium import pruefe_kriterien
from qz_analysis.model.tabellen import Tabellen
from qz_analysis.paths import Arbeitsbereich, arbeitsbereich, lies_standorte
from qz_analysis.read.blatt import Blatt
from qz_analysis.read.grenzen import begrenzt
from qz_analysis.read.ordner import read_ordner

JAHR_ZIFFERN: Final = 4
PROTOKOLL: Final = "QZ_PROTOKOLL"  # names a file for the tables that are asked for


def einlesen(jahr: int, standort: str, bereich: Arbeitsbereich) -> Tabellen:
    """Read and clean the raw files of a Standort and Jahr, with the goals of the year after, and keep the tables.

    Raises EingabeFehler where the folder is missing, holds no spreadsheet, or none of them is an Angebotsliste.
    """
    konfiguration = lade_konfiguration(bereich.konfiguration)
    erklaerung = konfiguration.erklaerung
    with begrenzt(konfiguration.lesegrenzen):
        blaetter, unlesbar = read_ordner(bereich.rohdaten(standort, jahr), bereich.raw)
        vorjahr = _blaetter(bereich, standort, jahr - 1)
        folgejahr = _blaetter(bereich, standort, jahr + 1)
    if not blaetter:
        raise EingabeFehler(
            f"In „data/raw/{standort}/{jahr}“ liegt keine lesbare Tabelle. Bitte die Excel-Listen dort ablegen."
        )
    jahrgaenge = {jahr - 1: vorjahr, jahr: blaetter, jahr + 1: folgejahr}
    befunde = finde_drift(vorjahr, blaetter, erklaerung, konfiguration.spielraum_vorjahr)
    befunde += finde_zielbrueche(jahrgaenge, erklaerung, in_jahren=jahrgaenge)
    tabellen = clean_standortjahr(
        blaetter, jahr, standort, unlesbar, erklaerung, befunde=befunde, oeffnung=konfiguration.oeffnung
    )
    if folgejahr:
        tabellen = add_folgeziele(tabellen, folgejahr, jahr + 1, standort, erklaerung)
    tabellen = add_kriterienbefunde(tabellen)
    schreibe(tabellen, bereich.processed(standort, jahr))
    return tabellen


def add_kriterienbefunde(tabellen: Tabellen) -> Tabellen:
    """Return the tables with a Befund for what is wrong in the criteria of the goals.

    Only here are both known: the Kennzahlen, and the names that stand in the lists.
    """
    befunde = pruefe_kriterien(Bestand(tabellen))
    if not befunde:
        return tabellen
    neu = pl.DataFrame(befunde, schema=tabellen.befund.schema)
    alle = {name: getattr(tabellen, name) for name in Tabellen.members()}
    return Tabellen.cast(alle | {"befund": pl.concat([tabellen.befund, neu])})


def _blaetter(bereich: Arbeitsbereich, standort: str, jahr: int) -> list[Blatt]:
    """Return the sheets of a neighbouring year, none where it has no folder."""
    ordner = bereich.raw / standort / str(jahr)
    return read_ordner(ordner, bereich.raw)[0] if ordner.is_dir() else []


def lade(jahr: int, standort: str | None = None) -> Bestand:
    """Return the tidy tables of a Standort and Jahr, with the settings of the workspace.

    Without a `standort` it is the one that `qz.toml` names. Raw files are read first where that was not done yet.
    """
    bereich = arbeitsbereich()
    konfiguration = lade_konfiguration(bereich.konfiguration)
    standort = standort or konfiguration.standort
    return bestand(lade_tabellen(jahr, standort, bereich), konfiguration, [(standort, jahr)])


def lade_mehrere(jahre: Iterable[int] | str, standorte: Iterable[str] | str) -> Bestand:
    """Return the tidy tables of several Standorte and Jahre as one Bestand, with the settings of the workspace.

    A text names several, parted by commas: "2021,2022". Raw files are read first where that was not done yet. Raises
    ParameterFehler where nothing is named, or a Jahr is no number.
    """
    bereich = arbeitsbereich()
    orte = [(s, j) for s in lies_standorte(standorte) for j in lies_jahre(jahre)]
    alle = [lade_tabellen(jahr, standort, bereich) for standort, jahr in orte]
    return bestand(zusammen(alle, orte), lade_konfiguration(bereich.konfiguration), orte)


def zusammen(alle: Iterable[Tabellen], orte: Collection[tuple[str, int]]) -> dict[str, pl.DataFrame]:
    """Return tables of several Standorte and Jahre below each other.

    A Jahr brings the goals of the next one along, and its sheet in `quelle`: what belongs to none of `orte` is left out,
    and what two of them bring is there once.
    """
    rahmen = {name: pl.concat([getattr(t, name) for t in alle]) for name in Tabellen.members()}
    for name in ("quelle", "befund"):
        eigene = pl.DataFrame(list(orte), rahmen[name].select("standort", "jahr").schema, orient="row")
        rahmen[name] = (
            rahmen[name].join(eigene, on=["standort", "jahr"], how="semi").unique(maintain_order=True)
        )
    return rahmen


def lies_jahre(jahre: Iterable[int] | str) -> list[int]:
    """Return Jahre in order, each once; raises ParameterFehler where there is none, or a text names something else."""
    teile = [t.strip() for t in jahre.split(",") if t.strip()] if isinstance(jahre, str) else list(jahre)
    if not teile or not all(isinstance(t, int) or (t.isdecimal() and len(t) == JAHR_ZIFFERN) for t in teile):
        raise ParameterFehler(
            f"„{jahre}“ nennt keine Jahre. Bitte Jahreszahlen angeben, mehrere mit Komma, zum Beispiel „2021,2022“."
        )
    return sorted({int(t) for t in teile})


def lade_tabellen(jahr: int, standort: str, bereich: Arbeitsbereich) -> Tabellen:
    """Return the tidy tables of a Standort and Jahr; raw files are read first where that was not done yet."""
    ordner = bereich.processed(standort, jahr)
    dateien = [ordner / f"{name}.parquet" for name in Tabellen.members()]
    if all(datei.is_file() for datei in dateien):
        stand = [(angaben.st_mtime_ns, angaben.st_size) for angaben in map(Path.stat, dateien)]
        return _lade_parquet(ordner, tuple(stand))
    return einlesen(jahr, standort, bereich)


@lru_cache(maxsize=4)
def _lade_parquet(ordner: Path, _stand: tuple[tuple[int, int], ...]) -> Tabellen:
    """Return the tables of a folder, as long as its files stay as they are: the notebooks of a report all ask for them."""
    return Tabellen.read_parquet(ordner)


def bestand(
    tabellen: Tabellen | Mapping[str, pl.DataFrame],
    konfiguration: Konfiguration,
    orte: Iterable[tuple[str, int]] = (),
) -> Bestand:
    """Return tables with those settings that figures depend on. What is asked of those of `orte` is noted."""
    quelle = tabellen.quelle if isinstance(tabellen, Tabellen) else tabellen["quelle"]
    return Bestand(
        tabellen,
        Einstellungen(
            k=konfiguration.k,
            stamm_min_besuche=konfiguration.stamm_min_besuche,
            abweichung=konfiguration.abweichung,
            gas=konfiguration.gas,
            oeffnungszeiten={
                tag: tuple((f"{von:%H:%M}", f"{bis:%H:%M}") for von, bis in spannen)
                for tag, spannen in konfiguration.oeffnung.zeiten.items()
            },
            standorte={s: konfiguration.zu(s).name for s in quelle["standort"].unique(maintain_order=True)},
        ),
        partial(_notiere, tuple(orte)),
    )


def _notiere(orte: tuple[tuple[str, int], ...], name: str) -> None:
    """Tell whoever runs this notebook which table it asked for and of where, if they want to know."""
    if protokoll := os.environ.get(PROTOKOLL):
        with Path(protokoll).open("a", encoding="utf-8") as datei:
            datei.writelines(f"{standort}/{jahr}/{name}\n" for standort, jahr in orte)


def schreibe(tabellen: Tabellen, ordner: Path) -> list[Path]:
    """Replace the tables of a folder and return the files.

    All tables first, then their names: a run that is killed while it writes leaves the old tables whole.
    """
    ordner.mkdir(parents=True, exist_ok=True)
    neu = {name: ordner / f".{name}.parquet" for name in Tabellen.members()}
    for name, pfad in neu.items():
        getattr(tabellen, name).write_parquet(pfad)
    return [pfad.replace(ordner / f"{name}.parquet") for name, pfad in neu.items()]
