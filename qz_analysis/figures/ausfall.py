"""What becomes of a report when one figure cannot be computed: all others are there, and the one says why.

Somebody who works on a figure wants its error as it is. Only where a report is made does an error stay with the figure.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from qz_analysis.errors import grund

T = TypeVar("T")
_gesammelt: list[str] | None = None


def erlaube() -> list[str]:
    """Let errors stay with their figures, in this process from now on; return where a sentence for each is collected."""
    global _gesammelt
    _gesammelt = []
    return _gesammelt


@contextmanager
def nachsicht() -> Iterator[list[str]]:
    """Let errors stay with their figures, and collect a sentence for each."""
    global _gesammelt
    vorher, _gesammelt = _gesammelt, []
    try:
        yield _gesammelt
    finally:
        _gesammelt = vorher


def versuche(name: str, berechne: Callable[[], T], statt_dessen: Callable[[str], T]) -> T:
    """Return what is computed, or where that fails and may fail, what stands for it with the reason."""
    if _gesammelt is None:
        return berechne()
    try:
        return berechne()
    except Exception as fehler:
        satz = f"„{name}“ konnte nicht berechnet werden. {grund(fehler)}"
        _gesammelt.append(satz)
        return statt_dessen(satz)
