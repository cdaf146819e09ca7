"""Which files are meant by the paths a user gives, and the folder their names are given relative to."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from qz_analysis.errors import EingabeFehler, ParameterFehler
from qz_analysis.paths import arbeitsbereich

# Of the operating system, in folders that colleagues share.
BEIFANG = frozenset({"desktop.ini", "thumbs.db", "ehthumbs.db", "icon\r"})
EINSTELLUNGEN = "qz.toml"  # may lie with the lists


def gemeinsame_wurzel(pfade: Sequence[str | Path]) -> Path:
    """Return data/raw where all paths lie in it, so that names are those of the report; else what they share.

    Raises ParameterFehler where a path does not exist, or no folder holds all of them.
    """
    voll = [Path(pfad).resolve() for pfad in pfade]
    for pfad in voll:
        if not pfad.exists():
            raise ParameterFehler(
                f"„{pfad.name}“ gibt es nicht. Bitte eine Datei oder einen Ordner angeben, den es gibt."
            )
    ordner = [pfad if pfad.is_dir() else pfad.parent for pfad in voll]
    try:
        raw = arbeitsbereich(ordner[0]).raw.resolve()
    except EingabeFehler:
        raw = None
    if raw and all(pfad.is_relative_to(raw) for pfad in ordner):
        return raw
    try:
        return Path(os.path.commonpath(ordner))
    except ValueError:  # Windows: two drives share no folder
        raise ParameterFehler(
            "Die Pfade liegen auf verschiedenen Laufwerken. Bitte je Laufwerk einmal aufrufen."
        ) from None


def waehle_dateien(pfade: Iterable[str | Path]) -> list[Path]:
    """Return the files meant, each once, those of a folder by name.

    Hidden files and the lock files of Excel (`~$...`) aren't data. Raises ParameterFehler for a folder without files.
    """
    gefunden: dict[Path, None] = {}
    for pfad in (Path(p).resolve() for p in pfade):
        if pfad.is_file():
            gefunden[pfad] = None
            continue
        inhalt = []
        for ordner, unterordner, namen in os.walk(pfad):
            unterordner[:] = [name for name in unterordner if not name.startswith(".")]
            inhalt += [Path(ordner, name) for name in namen if ist_gemeint(name)]
        if not inhalt:
            raise ParameterFehler(
                f"Im Ordner „{pfad.name}“ liegt keine Datei. Bitte die Listen dort ablegen."
            )
        gefunden |= dict.fromkeys(sorted(inhalt))
    return list(gefunden)


def ist_gemeint(name: str) -> bool:
    """Return whether a file in a folder may be a list, by its name."""
    return not name.startswith(("~$", ".")) and name.lower() not in BEIFANG | {EINSTELLUNGEN}


def pruefe_datei(pfad: Path, wurzel: Path) -> None:
    """Raise EingabeFehler for what lies in a folder and is not opened: a link that leads out of it, a device."""
    if pfad.is_symlink() and not pfad.resolve().is_relative_to(wurzel):
        raise EingabeFehler(
            f"„{pfad.name}“ ist eine Verknüpfung, die aus dem Ordner hinausführt, und wird nicht gelesen. Bitte die Datei "
            "selbst in den Ordner legen."
        )
    if not pfad.is_file():
        raise EingabeFehler(f"„{pfad.name}“ ist keine gewöhnliche Datei. Bitte aus dem Ordner nehmen.")
