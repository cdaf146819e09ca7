"""What figures depend on beside the tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field

K = 5


@dataclass(frozen=True)
class Einstellungen:
    """Settings of figures. Counts of persons below `k` are not shown.

    Whoever came at least `stamm_min_besuche` times in the Jahr is a Stammbesuchende. That threshold is ours, no official
    one: set what fits the house in `qz.toml`. What differs from another Jahr or Standort by more than
    the share `abweichung` asks for an explanation. `gas` turns on Goal Attainment Scaling.
    `oeffnungszeiten` are spans such as ("12:00", "17:00") by weekday.
    `standorte` are the names of Standorte as a reader sees them, by folder and in the order they are to stand in.
    """

    k: int = K
    stamm_min_besuche: int = 6
    abweichung: float = 0.1
    gas: bool = False
    oeffnungszeiten: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    standorte: Mapping[str, str] = field(default_factory=dict)
