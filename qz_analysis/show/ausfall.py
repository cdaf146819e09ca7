"""The box that stands for a chart or table of a figure that could not be computed."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from qz_analysis.figures.wert import Ergebnis
from qz_analysis.show.baustein import Baustein, Hinweis

B = TypeVar("B", bound=Baustein)


def oder_ausfall(zeige: Callable[..., B]) -> Callable[..., B]:
    """Return what shows an Ergebnis, or a box with the reason where there is none.

    Whoever shows a block never asks which kind it is, so the box goes by the type of what it stands for.
    """

    @wraps(zeige)
    def gezeigt(ergebnis: Ergebnis, *args: Any, **optionen: Any) -> B:
        if ergebnis.fehler:
            return cast("B", Hinweis("fehler", ergebnis.bezeichnung, ergebnis.fehler, ausfall=True))
        return zeige(ergebnis, *args, **optionen)

    return gezeigt
