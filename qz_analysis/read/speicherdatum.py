"""When the workbooks of a folder were saved last, as they say themselves: the date of a report that has no clock."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile
from zlib import error as ZlibError

from qz_analysis.read import grenzen
from qz_analysis.read.grenzen import Unlesbar
from qz_analysis.read.paket import Paket
from qz_analysis.read.xmlteil import baum, ohne_raum

_TEILE = {"docprops/core.xml": "modified", "meta.xml": "date"}  # of Excel, of LibreOffice
_FRUEHESTES = date(1990, 1, 1)


def zuletzt_gespeichert(ordner: Iterable[Path]) -> date | None:
    """Return the latest day on which a workbook in one of the folders was saved, or None where none tells.

    A day inside the file, not that of the file system: copies of a folder have the same. What can't be read tells nothing;
    what is wrong with it, `read_ordner` says.
    """
    tage = [_tag(pfad) for o in ordner for pfad in o.iterdir() if _is_workbook(pfad)]
    return max((tag for tag in tage if tag), default=None)


def _is_workbook(pfad: Path) -> bool:
    return (
        pfad.suffix.lower() in {".xlsx", ".xlsm", ".ods"}
        and not pfad.name.startswith(("~$", "."))
        and not pfad.is_symlink()
        and pfad.is_file()
    )


def _tag(pfad: Path) -> date | None:
    try:
        with pfad.open("rb") as datei:
            paket = Paket(datei.read(grenzen.geltende().datei_megabyte * 1_000_000))
        for teil, name in _TEILE.items():
            if teil in paket:
                texte = [e.text or "" for e in baum(paket.teil(teil)).iter() if ohne_raum(e.tag) == name]
                tag = date.fromisoformat(texte[0][:10])
                return tag if tag >= _FRUEHESTES else None
    except (Unlesbar, BadZipFile, ZlibError, ExpatError, EOFError, OSError):
        return None
    except (
        ValueError,
        IndexError,
        RuntimeError,
        NotImplementedError,
    ):  # no date, or packed in a way nobody knows
        return None
    return None
