"""When a house is closed and when it is open, as the user has declared it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

LAENDER = ("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH")

Spanne = tuple[dt.time, dt.time]


@dataclass(frozen=True)
class Schliessung:
    """Days `von` to `bis`, both included, on which a Standort was closed; all of them where none is named."""

    von: dt.date
    bis: dt.date
    grund: str
    standort: str | None = None


@dataclass(frozen=True)
class Oeffnung:
    """Declared in `qz.toml`: the Land whose holidays count, whether they close the house, closures, opening hours.

    `zeiten` maps a weekday (as in `werte.WOCHENTAG`) to its spans; a day that is not named has none.
    """

    land: str = "BW"
    feiertage_geschlossen: bool = True
    ferien_geschlossen: bool = False
    schliessungen: tuple[Schliessung, ...] = ()
    zeiten: Mapping[str, tuple[Spanne, ...]] = field(default_factory=dict)
