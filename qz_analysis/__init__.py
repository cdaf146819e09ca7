"""qz_analysis: from a neighbourhood centre's spreadsheets to its Jahresauswertung."""

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qz_analysis.daten import lade, lade_mehrere
    from qz_analysis.einlesen import clean
    from qz_analysis.model.tabellen import Tabellen
    from qz_analysis.verbindung import connect

__all__ = ["clean", "connect", "lade", "lade_mehrere"]


class _Clean(ModuleType):
    """The package `qz_analysis.clean`, which can also be called.

    `qz_analysis.clean(pfad)` is what users start with and `qz_analysis.clean.zahl` a stage of the path. Both are
    attributes of this package under one name, and an import of the stage sets it; so the stage itself has to answer.
    """

    def __call__(
        self, pfad: str | Path, *, jahr: int | None = None, standort: str | None = None
    ) -> "Tabellen":
        """Return the tidy tables of a file or folder; see `qz_analysis.einlesen.clean`."""
        from qz_analysis import einlesen

        return einlesen.clean(pfad, jahr=jahr, standort=standort)


import_module("qz_analysis.clean").__class__ = _Clean  # light: the package holds nothing but its docstring


def __getattr__(name: str) -> Any:
    # Loaded when asked for, so that `qz --help` does not wait for polars.
    if name in ("lade", "lade_mehrere"):
        from qz_analysis import daten

        return getattr(daten, name)
    if name == "connect":
        from qz_analysis.verbindung import connect

        return connect
    raise AttributeError(name)
