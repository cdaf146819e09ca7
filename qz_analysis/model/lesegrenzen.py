"""How much of a file is read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Lesegrenzen:
    """What one file may hold: megabytes on disk and unpacked, sheets, and places in them.

    Places are counted down to the last filled row of each column.
    """

    datei_megabyte: int = 200
    entpackt_megabyte: int = 1000
    blaetter: int = 500
    zellen: int = 20_000_000
