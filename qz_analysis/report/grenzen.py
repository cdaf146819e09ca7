"""How long a notebook may take and how much memory: watched from outside, since nothing inside can be relied on to stop."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread
from typing import Final

_BLICK: Final = 0.3  # seconds between looks
_MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True)
class Grenzen:
    """The most that one notebook may take: seconds, and megabytes of memory with all processes it starts.

    `abschnitt` is where the settings stand, for the sentence that is told.
    """

    sekunden: float
    megabyte: float
    abschnitt: str = "[grenzen] in qz.toml"

    def verstoss(self, sekunden: float, megabyte: float) -> str | None:
        """Return which limit is passed as a German sentence, None where none is."""
        if sekunden > self.sekunden:
            was, name = f"länger als {self.sekunden:g} Sekunden gerechnet", "notebook_sekunden"
        elif megabyte > self.megabyte:
            was, name = f"mehr als {self.megabyte:g} MB Arbeitsspeicher gebraucht", "notebook_megabyte"
        else:
            return None
        return (
            f"Das Notebook hat {was} und wurde in dieser Zelle beendet, die folgenden wurden nicht berechnet. Bitte die "
            f"Zelle prüfen oder „{name}“ unter {self.abschnitt} erhöhen."
        )


@contextmanager
def bewacht(pid: int | None, grenzen: Grenzen | None, beende: Callable[[], object]) -> Iterator[list[str]]:
    """Watch a process while the block runs; where it passes a limit, call `beende` and put the sentence into the list."""
    verstoesse: list[str] = []
    if grenzen is None or pid is None:
        yield verstoesse
        return
    fertig = Event()
    beginn = time.monotonic()

    def wache() -> None:
        while not fertig.wait(_BLICK):
            if satz := grenzen.verstoss(time.monotonic() - beginn, _megabyte(pid)):
                verstoesse.append(satz)
                beende()
                return

    faden = Thread(target=wache, name="qz-grenzen", daemon=True)
    faden.start()
    try:
        yield verstoesse
    finally:
        fertig.set()
        faden.join()


def _megabyte(pid: int) -> float:
    """Return the memory of a process and all that it has started; what has just ended counts nothing."""
    import psutil

    summe = 0
    with suppress(psutil.Error):
        prozess = psutil.Process(pid)
        for einer in (prozess, *prozess.children(recursive=True)):
            with suppress(psutil.Error):
                summe += einer.memory_info().rss
    return summe / _MEGABYTE
