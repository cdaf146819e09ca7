"""The zip file that an xlsx or ods is: its parts, checked before anything is unpacked."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import IO

from qz_analysis.read import grenzen
from qz_analysis.read.grenzen import Unlesbar, ZuGross
from qz_analysis.read.xmlteil import baum

_HAPPEN = 1 << 20


class Paket:
    """The parts of a zip file by name, upper and lower case alike, as Windows programs name them.

    Raises Unlesbar where it is no whole zip file or needs a password, ZuGross where it would unpack to too much.
    """

    def __init__(self, inhalt: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(inhalt))
        except (
            zipfile.BadZipFile,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as grund:
            raise Unlesbar(
                "ist beschädigt oder nicht vollständig kopiert worden. "
                "Bitte noch einmal kopieren oder aus der Sicherung holen."
            ) from grund
        teile = self._zip.infolist()
        _pruefe(teile)
        self._teile = {teil.filename.replace("\\", "/").lstrip("/").lower(): teil for teil in teile}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._teile

    def namen(self) -> list[str]:
        """Return the names of all parts in lower case, sorted."""
        return sorted(self._teile)

    def groesse(self, name: str) -> int:
        """Return the unpacked size of a part in bytes."""
        return self._info(name).file_size

    def teil(self, name: str) -> bytes:
        """Return a part as a whole. Raises Unlesbar where it is not there, ZuGross beyond MAX_TEIL."""
        info = self._info(name)
        if info.file_size > grenzen.MAX_TEIL:
            raise ZuGross(f"der Teil „{info.filename}“ ist zu lang", grenzen.MAX_TEIL, "Byte")
        return self._zip.read(info)

    def oeffne(self, name: str) -> IO[bytes]:
        """Return a part as a stream. Raises Unlesbar where it is not there."""
        return self._zip.open(self._info(name))

    def happen(self, name: str) -> Iterator[bytes]:
        """Yield a part in pieces of one megabyte. Raises Unlesbar where it is not there."""
        with self.oeffne(name) as strom:
            while stueck := strom.read(_HAPPEN):
                yield stueck

    def beziehungen(self, name: str) -> dict[str, tuple[str, str]]:
        """Return what a part refers to inside the file: id -> (kind, name of the part); {} where nothing."""
        ordner, datei = posixpath.split(name)
        rels = posixpath.join(ordner, "_rels", f"{datei}.rels")
        if rels not in self:
            return {}
        return {
            e.get("Id", ""): (
                e.get("Type", "").rpartition("/")[2],
                posixpath.normpath(
                    posixpath.join("/", ordner, e.get("Target", "").replace("\\", "/"))
                ).lstrip("/"),
            )
            for e in baum(self.teil(rels))
            if e.get("TargetMode") != "External"
        }

    def _info(self, name: str) -> zipfile.ZipInfo:
        try:
            return self._teile[name.lower()]
        except KeyError:
            raise Unlesbar(
                f"ist beschädigt: der Teil „{name}“ fehlt. Bitte die Datei in Excel öffnen und neu speichern."
            ) from None


def _pruefe(teile: list[zipfile.ZipInfo]) -> None:
    if len(teile) > grenzen.MAX_TEILE:
        raise ZuGross(f"sie besteht aus {grenzen.deutsch(len(teile))} Teilen", grenzen.MAX_TEILE, "Teile")
    entpackt = sum(teil.file_size for teil in teile)
    if entpackt > (grenze := grenzen.geltende().entpackt_megabyte) * 1_000_000:
        megabyte = grenzen.deutsch(entpackt // 1_000_000)
        raise ZuGross(f"entpackt sind es {megabyte} Megabyte", grenze, "Megabyte", "entpackt_megabyte")
    for teil in teile:
        if teil.flag_bits & 1:
            raise mit_kennwort()
        verhaeltnis = teil.file_size // max(teil.compress_size, 1)
        if teil.file_size > grenzen.VERHAELTNIS_AB and verhaeltnis > grenzen.MAX_VERHAELTNIS:
            raise Unlesbar(
                f"ist auf das {grenzen.deutsch(verhaeltnis)}-Fache zusammengedrückt (erlaubt ist das "
                f"{grenzen.MAX_VERHAELTNIS}-Fache) und könnte eine Zip-Bombe sein; sie wird nicht entpackt. "
                "Bitte leere formatierte Bereiche löschen und neu speichern."
            )


def mit_kennwort() -> Unlesbar:
    """Return the error for a file that needs a password."""
    return Unlesbar(
        "ist mit einem Kennwort geschützt. Bitte ohne Kennwort als .xlsx speichern und noch einmal starten."
    )
