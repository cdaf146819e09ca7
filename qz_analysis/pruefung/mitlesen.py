"""The audit of a report that is being made: reads each file as soon as it is there."""

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qz_analysis.pruefung.ordner import Gelesen


class Mitleser:
    """What has been read of a report so far. Loads what it needs only when there is something to read."""

    def __init__(self) -> None:
        self._gelesen: dict[str, tuple[bytes, Gelesen]] = {}

    def lies(self, name: str, inhalt: bytes) -> None:
        """Read a file, while others are still made; what can't be read `sichere` says."""
        with suppress(Exception):
            self._gelesen[name] = inhalt, self._lies(name, inhalt)

    def sichere(self, dateien: Mapping[str, bytes], k: int) -> None:
        """Raise GeheimhaltungFehler where all files together give a count below k away; those read before are not read again."""
        from qz_analysis.pruefung.ordner import sichere

        sichere([self._lies(*datei) for datei in dateien.items()], k)

    def _lies(self, name: str, inhalt: bytes) -> "Gelesen":
        from qz_analysis.pruefung.ordner import lies

        vorher = self._gelesen.get(name)
        return vorher[1] if vorher and vorher[0] == inhalt else lies(name, inhalt)
