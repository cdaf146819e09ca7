"""What is past its time: raw files with the names of persons. The only place that deletes a raw file, and only when told to."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from qz_analysis.clean.standortjahr import arten_der_blaetter
from qz_analysis.config import Konfiguration
from qz_analysis.errors import EingabeFehler, QzFehler
from qz_analysis.paths import Arbeitsbereich
from qz_analysis.read.grenzen import begrenzt
from qz_analysis.read.ordner import read_datei
from qz_analysis.report.ablage import AblageFehler


@dataclass(frozen=True)
class Altdatei:
    """A raw file with persons in it that is past its time. `grund` says in German why."""

    pfad: Path
    grund: str


def faellige(bereich: Arbeitsbereich, konfiguration: Konfiguration, heute: dt.date) -> list[Altdatei]:
    """Return the raw files with persons in them that are to be kept no longer, by name.

    A file counts from the end of its Jahr. One is about persons where it is a sign-in list, or where a cell names
    somebody. What is a link, or cannot be read, is left to people. Raises EingabeFehler where no time is set.
    """
    jahre = konfiguration.aufbewahrung_jahre
    if jahre is None:
        raise EingabeFehler(
            "Es ist keine Frist gesetzt. Bitte in qz.toml eintragen, wie lange Listen mit Personen bleiben, zum Beispiel: "
            "[aufbewahrung] jahre = 2"
        )
    gefunden = []
    for pfad in sorted(bereich.raw.glob("*/*/*")):
        if pfad.is_symlink() or not pfad.is_file() or not pfad.parent.name.isdecimal():
            continue
        frist = dt.date(int(pfad.parent.name) + jahre, 12, 31)
        with begrenzt(konfiguration.lesegrenzen):
            grund = _personen(pfad, bereich) if heute > frist else ""
        if grund:
            gefunden.append(Altdatei(pfad, f"{grund}, aufzubewahren bis {frist:%d.%m.%Y}"))
    return gefunden


def _personen(pfad: Path, bereich: Arbeitsbereich) -> str:
    try:
        blaetter = read_datei(pfad, bereich.raw)
    except QzFehler:
        return ""
    if "anwesenheitsliste" in arten_der_blaetter(blaetter, int(pfad.parent.name), pfad.parent.parent.name):
        return "Anwesenheitsliste"
    return "nennt Personen" if any(blatt.personen for blatt in blaetter) else ""


def entferne(dateien: list[Altdatei]) -> list[Path]:
    """Delete files and return them; raises AblageFehler at the first that can't be deleted."""
    entfernt = []
    for datei in dateien:
        try:
            datei.pfad.unlink()
        except OSError as fehler:
            raise AblageFehler.von(fehler, datei.pfad) from fehler
        entfernt.append(datei.pfad)
    return entfernt
