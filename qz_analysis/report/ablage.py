"""Files written whole or not at all, with the same bytes for the same content."""

import io
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook

# Zip entries and workbook properties carry a date; any fixed one does (1980 is the first a zip can hold).
ZEITPUNKT = datetime(1980, 1, 1)


def write_atomic(pfad: Path, inhalt: bytes | str) -> None:
    """Write a file so that readers see the old one or the new one, never a part of it."""
    daten = inhalt.encode() if isinstance(inhalt, str) else inhalt
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


@contextmanager
def ersetze_ordner(ordner: Path) -> Iterator[Path]:
    """Give an empty folder to write into; when all went well it takes the place of `ordner`.

    A run that fails or is killed before that leaves the old folder whole.
    """
    ordner.parent.mkdir(parents=True, exist_ok=True)
    neu = Path(tempfile.mkdtemp(dir=ordner.parent, prefix=f".{ordner.name}.neu."))
    alt = neu.with_name(neu.name.replace(".neu.", ".alt."))
    try:
        yield neu
        neu.chmod(0o755)
        if ordner.exists():
            ordner.rename(alt)
        neu.rename(ordner)
    finally:
        shutil.rmtree(neu, ignore_errors=True)
        if alt.exists() and not ordner.exists():
            alt.rename(ordner)
        shutil.rmtree(alt, ignore_errors=True)


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
