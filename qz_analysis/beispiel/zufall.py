"""Chance that is the same on every machine and in every version of Python."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Zufall:
    """A stream of chance of its own for each list of words, whatever else is drawn before or after.

    Python guarantees the sequence of `random()` and nothing else of its generator, so all is made of that, and
    without functions such as `exp` that differ between machines in the last digit.
    """

    def __init__(self, *worte: object) -> None:
        self._anteil = random.Random("/".join(map(str, worte))).random

    def chance(self, anteil: float) -> bool:
        """Return True in `anteil` (0 to 1) of the cases."""
        return self._anteil() < anteil

    def zwischen(self, von: float, bis: float) -> float:
        """Return a number between two, each as likely."""
        return von + self._anteil() * (bis - von)

    def ganz(self, von: int, bis: int) -> int:
        """Return a whole number from `von` to `bis`, both included."""
        return von + int(self._anteil() * (bis - von + 1))

    def wahl(self, folge: Sequence[T]) -> T:
        """Return one of several."""
        return folge[self.ganz(0, len(folge) - 1)]

    def streuung(self) -> float:
        """Return a factor around 1, from 0.25 to 1.75 and mostly within 0.8 to 1.2."""
        return 0.25 + sum(self._anteil() for _ in range(4)) * 0.375
