"""What figures depend on beside the tables."""

from dataclasses import dataclass

K = 5


@dataclass(frozen=True)
class Einstellungen:
    """Settings of figures. Counts of persons below `k` are not shown.

    Whoever came at least `stamm_min_besuche` times in the Jahr is a Stammbesuchende. That threshold is ours, no official
    one: set what fits the house in `qz.toml`.
    """

    k: int = K
    stamm_min_besuche: int = 6
