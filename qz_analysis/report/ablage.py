"""Files written whole or not at all, with the same bytes for the same content."""

import ctypes
import errno
import glob
import io
import os
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qz_analysis.errors import QzFehler

if TYPE_CHECKING:
    from openpyxl import Workbook

# Zip entries and workbook properties carry a date; any fixed one does (1980 is the first a zip can hold).
ZEITPUNKT = datetime(1980, 1, 1)


_NEU, _ALT = ".neu.", ".alt."
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # of Linux: linux/fcntl.h and linux/fs.h


class AblageFehler(QzFehler):
    """Raised when a file or folder can't be written."""

    exit_code = 1

    @classmethod
    def von(cls, fehler: OSError, ziel: Path) -> "AblageFehler":
        """Return the error of the system as a sentence that says what to do."""
        ort = Path(fehler.filename).name if fehler.filename else ziel.name
        if fehler.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return cls(
                f"„{ziel}“ wurde nicht geschrieben: Der Datenträger ist voll. Bitte Platz schaffen und neu starten."
            )
        if isinstance(fehler, PermissionError) or fehler.errno == errno.EROFS:
            return cls(
                f"„{ziel}“ wurde nicht geschrieben: „{ort}“ ist schreibgeschützt oder in einem anderen Programm geöffnet. "
                "Bitte dort schließen (etwa Excel oder den PDF-Betrachter) oder die Rechte am Ordner prüfen."
            )
        return cls(
            f"„{ziel}“ wurde nicht geschrieben ({fehler.strerror or fehler}). Bitte den Ordner prüfen und neu starten."
        )


def write_atomic(pfad: Path, inhalt: bytes | str) -> None:
    """Write a file so that readers see the old one or the new one, never a part of it; AblageFehler where that fails."""
    daten = inhalt.encode() if isinstance(inhalt, str) else inhalt
    try:
        pfad.parent.mkdir(parents=True, exist_ok=True)
        griff, name = tempfile.mkstemp(dir=pfad.parent, prefix=f".{pfad.name}.")
        try:
            with os.fdopen(griff, "wb") as datei:
                datei.write(daten)
            Path(name).chmod(0o644)
            Path(name).replace(pfad)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as fehler:
        raise AblageFehler.von(fehler, pfad) from fehler


@contextmanager
def ersetze_ordner(ordner: Path) -> Iterator[Path]:
    """Give an empty folder to write into; when all went well it takes the place of `ordner`, in one step where the system can.

    A run that fails or is killed leaves the old folder whole: at once, or, killed between the two steps that other
    systems need, as soon as the next run asks for the folder. Raises AblageFehler where there is no room or no right.
    """
    try:
        ordner.parent.mkdir(parents=True, exist_ok=True)
        raeume_auf(ordner)
        neu = Path(tempfile.mkdtemp(dir=ordner.parent, prefix=f".{ordner.name}{_NEU}"))
    except OSError as fehler:
        raise AblageFehler.von(fehler, ordner) from fehler
    try:
        yield neu
        neu.chmod(0o755)
        _tausche(neu, ordner)
    except OSError as fehler:
        raise AblageFehler.von(fehler, ordner) from fehler
    finally:
        shutil.rmtree(neu, ignore_errors=True)


def raeume_auf(ordner: Path) -> None:
    """Undo what a killed run has left beside a folder: put the old one back where it is gone, and remove the rest."""
    for alt in sorted(ordner.parent.glob(f".{glob.escape(ordner.name)}{_ALT}*")):
        if not ordner.exists():
            alt.rename(ordner)
        else:
            shutil.rmtree(alt, ignore_errors=True)
    for neu in ordner.parent.glob(f".{glob.escape(ordner.name)}{_NEU}*"):
        shutil.rmtree(neu, ignore_errors=True)


def _tausche(neu: Path, ordner: Path) -> None:
    """Put a folder in the place of another, which is then where the new one was."""
    if not ordner.exists():
        neu.rename(ordner)
        return
    if _exchange(neu, ordner):
        return
    alt = neu.with_name(neu.name.replace(_NEU, _ALT))
    ordner.rename(alt)
    try:
        neu.rename(ordner)
    except OSError:
        alt.rename(ordner)
        raise
    shutil.rmtree(alt, ignore_errors=True)


def _exchange(a: Path, b: Path) -> bool:
    """Swap two folders in one step, and return whether that worked: Linux can, on most file systems."""
    if sys.platform != "linux":
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return renameat2(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _RENAME_EXCHANGE) == 0


@contextmanager
def allein(sperre: Path, wartet: Callable[[], object]) -> Iterator[None]:
    """Run the block while no other process does with the same `sperre`; `wartet` is called once where one does.

    The system lets go of the lock when a process ends, however it ends.
    """
    import filelock

    try:
        sperre.parent.mkdir(parents=True, exist_ok=True)
        schloss = filelock.FileLock(sperre)
        try:
            schloss.acquire(timeout=0)
        except filelock.Timeout:
            wartet()
            schloss.acquire()
    except OSError as fehler:
        raise AblageFehler.von(fehler, sperre) from fehler
    try:
        yield
    finally:
        schloss.release()


def arbeitsmappe_bytes(mappe: "Workbook") -> bytes:
    """Return an openpyxl workbook as xlsx, without the moment it was written in."""
    mappe.properties.created = mappe.properties.modified = ZEITPUNKT
    roh = io.BytesIO()
    mappe.save(roh)
    return zip_ohne_zeit(roh)


def zip_ohne_zeit(roh: io.BytesIO) -> bytes:
    """Return an Office file with the same content, without the moment it was written in and the system it was written on."""
    fertig = io.BytesIO()
    with zipfile.ZipFile(roh) as quelle, zipfile.ZipFile(fertig, "w", zipfile.ZIP_DEFLATED) as ziel:
        for eintrag in quelle.infolist():
            inhalt = quelle.read(eintrag)
            if eintrag.filename == "docProps/core.xml":
                inhalt = _ohne_speicherzeit(inhalt)
            info = zipfile.ZipInfo(eintrag.filename, ZEITPUNKT.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # else the operating system would show in the bytes
            ziel.writestr(info, inhalt)
    return fertig.getvalue()


def _ohne_speicherzeit(core: bytes) -> bytes:
    """Replace the modification time that openpyxl sets anew on every save."""
    stempel = ZEITPUNKT.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stempel, core)
