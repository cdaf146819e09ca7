"""The box that stands for what could not be computed."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar, cast

from qz_analysis.figures.ausfall import erlaube
from qz_analysis.figures.wert import Ergebnis
from qz_analysis.show.baustein import Baustein, Hinweis, zeige

B = TypeVar("B", bound=Baustein)
_genannt: set[str] = set()
_GESAGT: Final = "_qz_gesagt"  # in the namespace of a notebook
OHNE_KASTEN: Final = "Nicht berechnet"


def genannt(grund: str) -> str:
    """Return a reason that a block is going to show; after the cell it needs no box of its own."""
    _genannt.add(grund)
    return grund


def oder_ausfall(zeige: Callable[..., B]) -> Callable[..., B]:
    """Return what shows an Ergebnis, or a box with the reason where there is none.

    Whoever shows a block never asks which kind it is, so the box goes by the type of what it stands for.
    """

    @wraps(zeige)
    def gezeigt(ergebnis: Ergebnis, *args: Any, **optionen: Any) -> B:
        if ergebnis.fehler:
            return cast("B", Hinweis("fehler", ergebnis.bezeichnung, genannt(ergebnis.fehler), ausfall=True))
        return zeige(ergebnis, *args, **optionen)

    return gezeigt


def erlaube_im_kern() -> None:
    """Let errors stay with their figures in this kernel, and show a box below a cell for those no block names.

    A figure may be used for something else than to be shown: what it lacks there would be lost in silence. What a notebook
    has said once it does not say again.
    """
    from IPython.core.getipython import get_ipython

    gesammelt, shell = erlaube(), cast("Any", get_ipython())

    def nach_der_zelle(_: object) -> None:
        gesagt: set[str] = shell.user_ns.setdefault(_GESAGT, set())  # emptied before the next notebook
        gesagt |= _genannt
        offen = [grund for grund in dict.fromkeys(gesammelt) if grund not in gesagt]
        gesagt |= set(offen)
        gesammelt.clear()
        _genannt.clear()
        if offen:
            zeige(Hinweis("fehler", OHNE_KASTEN, " ".join(offen), ausfall=True))

    shell.events.register("post_run_cell", nach_der_zelle)
