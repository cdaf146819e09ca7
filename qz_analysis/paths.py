"""Where everything lies. The only module that knows folders."""

import hashlib
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from qz_analysis.errors import EingabeFehler, ParameterFehler

NAME_LAENGE: Final = 100  # Windows allows 260 characters for a whole path
ERSTES_JAHR, LETZTES_JAHR = 1990, 2100
_STANDORT = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True)
class Arbeitsbereich:
    """The folder that holds data/, notebooks/ and outputs/."""

    wurzel: Path

    @property
    def raw(self) -> Path:
        """The folder of the raw files of all sites."""
        return self.wurzel / "data" / "raw"

    @property
    def notebooks(self) -> Path:
        """The folder of the notebooks."""
        return self.wurzel / "notebooks"

    @property
    def konfiguration(self) -> Path:
        """The settings file."""
        return self.wurzel / "qz.toml"

    def rohdaten(self, standort: str, jahr: int) -> Path:
        """Return the raw folder of a Standort and Jahr.

        Raises ParameterFehler for what is no Standort or no Jahr, EingabeFehler where the folder does not exist.
        """
        ordner = self.raw / pruefe_standort(standort) / str(pruefe_jahr(jahr))
        if not ordner.is_dir():
            da = ", ".join(sorted(f"{p.parent.name}/{p.name}" for p in self.raw.glob("*/*") if p.is_dir()))
            raise EingabeFehler(
                f"Für Standort „{standort}“ und Jahr {jahr} gibt es keinen Ordner "
                f"„data/raw/{standort}/{jahr}“. Vorhanden: {da or 'nichts'}. Bitte die Listen dort ablegen."
            )
        return ordner

    def processed(self, standort: str, jahr: int) -> Path:
        """Return the folder of the tidy tables."""
        return self.wurzel / "data" / "processed" / pruefe_standort(standort) / str(pruefe_jahr(jahr))

    def listen(self, standort: str, jahr: int) -> list[Path]:
        """Return all files a report of a Jahr depends on: its own, and those of the years beside it.

        Files that Office leaves beside an open workbook are none.
        """
        ordner = [self.raw / pruefe_standort(standort) / str(j) for j in (jahr - 1, jahr, jahr + 1)]
        alle = (p for o in ordner if o.is_dir() for p in o.rglob("*"))
        return sorted(p for p in alle if p.is_file() and not p.name.startswith(("~$", ".")))

    def merkzettel(self, *namen: str) -> Path:
        """Return the folder for what the next run of a report can use again; it may be deleted."""
        return self.wurzel / "data" / "processed" / ".schritte" / Path(*namen)

    @property
    def bilder(self) -> Path:
        """The folder for pictures that need not be drawn again; it may be deleted."""
        return self.merkzettel(".bilder")

    def alle_processed(self, tabelle: str) -> list[Path]:
        """Return the files of a tidy table, of every Standort and Jahr that has been processed."""
        return sorted((self.wurzel / "data" / "processed").glob(f"*/*/{tabelle}.parquet"))

    def outputs(self, standort: str, jahr: int) -> Path:
        """Return the folder of the finished report."""
        return self.wurzel / "outputs" / pruefe_standort(standort) / str(pruefe_jahr(jahr))

    def vergleich(self, standorte: Sequence[str], jahre: Sequence[int]) -> Path:
        """Return the folder of a comparison: "a+b_2021+2022"; of a name too long for a folder the beginning and a hash."""
        name = f"{'+'.join(map(pruefe_standort, standorte))}_{'+'.join(map(str, jahre))}"
        if len(name) > NAME_LAENGE:
            name = f"{name[:NAME_LAENGE]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
        return self.wurzel / "outputs" / "vergleich" / name


def pruefe_standort(standort: str) -> str:
    """Return a Standort name that is safe as a folder name; raises ParameterFehler for any other."""
    if not isinstance(standort, str) or not _STANDORT.fullmatch(standort):  # a notebook may bring anything
        raise ParameterFehler(
            f"„{standort}“ ist kein Standort. Erlaubt sind Kleinbuchstaben, Ziffern, „-“ und „_“, wie der Ordner "
            "unter data/raw heißt, zum Beispiel „boeckingen“."
        )
    return standort


def lies_standorte(standorte: Iterable[str] | str) -> list[str]:
    """Return Standorte as they are named, each once; raises ParameterFehler where there is none."""
    teile = standorte.split(",") if isinstance(standorte, str) else standorte
    namen = list(dict.fromkeys(t.strip() for t in teile if t.strip()))
    if not namen:
        raise ParameterFehler(
            "Es ist kein Standort genannt. Bitte Ordner unter data/raw angeben, mehrere mit Komma."
        )
    return namen


def pruefe_jahr(jahr: int) -> int:
    """Return a Jahr that may be one; raises ParameterFehler for anything else a notebook may bring."""
    if type(jahr) is not int or not ERSTES_JAHR <= jahr <= LETZTES_JAHR:
        raise ParameterFehler(
            f"„{jahr}“ ist kein Berichtsjahr. Bitte eine Zahl von {ERSTES_JAHR} bis {LETZTES_JAHR} angeben, ohne "
            "Anführungszeichen, zum Beispiel jahr = 2021."
        )
    return jahr


def arbeitsbereich(ab: Path | None = None) -> Arbeitsbereich:
    """Return the workspace: QZ_ARBEITSBEREICH if set, else the nearest folder at or above `ab` with data/raw.

    Raises EingabeFehler where there is none.
    """
    if gesetzt := os.environ.get("QZ_ARBEITSBEREICH"):
        return Arbeitsbereich(Path(gesetzt))
    start = (ab or Path.cwd()).resolve()
    for ordner in (start, *start.parents):
        if (ordner / "data" / "raw").is_dir():
            return Arbeitsbereich(ordner)
    raise EingabeFehler(
        f"In „{start.name}“ und den Ordnern darüber gibt es kein „data/raw“. Bitte im Ordner der Auswertung starten."
    )
