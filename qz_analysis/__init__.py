"""qz_analysis: from a neighbourhood centre's spreadsheets to its Jahresauswertung."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qz_analysis.daten import konfiguration, lade

__all__ = ["konfiguration", "lade"]


def __getattr__(name: str) -> Any:
    # Loaded when asked for, so that `qz --help` does not wait for polars.
    if name in __all__:
        from qz_analysis import daten

        return getattr(daten, name)
    raise AttributeError(name)
