"""What takes long to make and comes out the same each time, kept in files by what it was made from."""

import hashlib
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

HOECHSTENS: Final = 200_000_000  # bytes; the pictures of a report are some 10 million
BILDER: Final = "QZ_BILDER"  # names the folder for drawn pictures; without it none is kept
_SUMME: Final = hashlib.sha256().digest_size


def aus_vorrat(ordner: Path | None, name: str, mache: Callable[[], bytes]) -> bytes:
    """Return what is kept in a folder under a name, or else what `mache` makes, and keep that.

    A damaged file counts as none, and a folder that can't be written keeps nothing.
    """
    if ordner is None:
        return mache()
    pfad = ordner / name
    with suppress(OSError):
        alles = pfad.read_bytes()
        inhalt, summe = alles[:-_SUMME], alles[-_SUMME:]
        if hashlib.sha256(inhalt).digest() == summe:
            os.utime(pfad)  # `beschraenke` leaves what was of use last
            return inhalt
    inhalt = mache()
    with suppress(OSError):
        ordner.mkdir(parents=True, exist_ok=True)
        neu = ordner / f".{name}.{os.getpid()}.{threading.get_ident()}"
        neu.write_bytes(inhalt + hashlib.sha256(inhalt).digest())
        neu.replace(pfad)
    return inhalt


def bild(art: str, quelle: str, mache: Callable[[], bytes]) -> bytes:
    """Return a picture drawn from `quelle`, from the folder that the environment names where it lies there."""
    ordner = os.environ.get(BILDER)
    name = hashlib.sha256(f"{art}\n{quelle}".encode()).hexdigest()
    return aus_vorrat(Path(ordner) if ordner else None, name, mache)


def beschraenke(ordner: Path, hoechstens: int = HOECHSTENS) -> None:
    """Remove what was not used for longest, until the files of a folder take at most so many bytes."""
    dateien = []
    for pfad in ordner.rglob("*"):
        with suppress(OSError):  # another run may be faster
            if pfad.is_file():
                stand = pfad.stat()
                dateien.append((stand.st_mtime, stand.st_size, pfad))
    zuviel = sum(groesse for _, groesse, _ in dateien) - hoechstens
    for _, groesse, pfad in sorted(dateien):
        if zuviel <= 0:
            return
        with suppress(OSError):
            pfad.unlink()
        zuviel -= groesse
