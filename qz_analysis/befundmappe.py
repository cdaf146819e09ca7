"""Findings go back to those who keep the lists: an annotated copy of each file that has some."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

from qz_analysis.einlesen import konfiguration_zu
from qz_analysis.errors import EingabeFehler, ParameterFehler
from qz_analysis.read.grenzen import begrenzt
from qz_analysis.read.kopie import blatt_zu, oeffne_kopie, zeichne_nach
from qz_analysis.read.ordner import read_datei
from qz_analysis.report.ablage import write_atomic
from qz_analysis.report.befunde_xlsx import befunde_xlsx, ist_befundmappe

Befund = Mapping[str, Any]


def befundmappe(datei: str, befunde: Iterable[Befund], wurzel: Path) -> bytes:
    """Return a copy of one file below `wurzel`, as xlsx, with its Befunde marked.

    A file that can't be read, or is too large to be copied, gives a workbook with the list of Befunde alone.
    """
    pfad = wurzel / datei
    try:
        blaetter = read_datei(pfad, wurzel)
    except EingabeFehler:
        return befunde_xlsx(None, datei, befunde, blatt_zu)
    mappe = oeffne_kopie(pfad) or zeichne_nach(blaetter)
    return befunde_xlsx(mappe, datei, befunde, blatt_zu)


def schreibe_befundmappen(befunde: Iterable[Befund], wurzel: Path, ziel: Path) -> list[Path]:
    """Write a copy of each file with Befunde into the folder `ziel`, and return the copies.

    A `ziel` that ends in .xlsx is the one copy itself. Raises ParameterFehler where that would have to hold several
    files, or where a copy would take the place of a file that is none.
    """
    sortiert = sorted(befunde, key=lambda befund: befund["datei"])
    gruppen = {datei: list(gruppe) for datei, gruppe in groupby(sortiert, key=lambda befund: befund["datei"])}
    if ziel.suffix.lower() == ".xlsx":
        if len(gruppen) > 1:
            raise ParameterFehler(
                f"Befunde gibt es zu {len(gruppen)} Dateien, „{ziel.name}“ ist eine. Bitte einen Ordner angeben."
            )
        ziele = dict.fromkeys(gruppen, ziel)
    else:
        ziele = {datei: ziel / name for datei, name in _namen(gruppen).items()}
    for kopie in ziele.values():
        _schuetze_fremdes(kopie, [wurzel / name for name in gruppen])
    with begrenzt(konfiguration_zu(wurzel).lesegrenzen):
        for datei, kopie in ziele.items():
            write_atomic(kopie, befundmappe(datei, gruppen[datei], wurzel))
    return list(ziele.values())


def _namen(dateien: Iterable[str]) -> dict[str, str]:
    """Return file -> name of its copy: as the file is called, with the folders in it where that is not enough."""
    dateien = list(dateien)
    namen = {datei: PurePosixPath(datei).stem for datei in dateien}
    kleine = [name.casefold() for name in namen.values()]
    return {
        datei: f"{name if kleine.count(name.casefold()) == 1 else datei.replace('/', ' - ')}.xlsx"
        for datei, name in namen.items()
    }


def _schuetze_fremdes(kopie: Path, originale: Iterable[Path]) -> None:
    """Refuse to write over a file that is no copy of ours, or that is one of the lists themselves."""
    if not kopie.exists():
        return
    if not ist_befundmappe(kopie) or any(kopie.samefile(o) for o in originale if o.exists()):
        raise ParameterFehler(
            f"„{kopie.name}“ gibt es dort schon, und es ist keine Kopie mit Befunden. Sie wird nicht überschrieben; bitte "
            "einen anderen Ordner angeben."
        )
