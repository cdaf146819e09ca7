"""What a user has declared about the lists: the meaning of colours, marks and foreign headers."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Erklaerung:
    """Declared meanings, from `qz.toml`.

    `farben` maps a colour (a German name such as "rot", or RRGGBB) to what it says, `zeichen` a mark or an
    abbreviation, `spalten` a header to the header of ours it stands for.
    """

    farben: Mapping[str, str] = field(default_factory=dict)
    zeichen: Mapping[str, str] = field(default_factory=dict)
    spalten: Mapping[str, str] = field(default_factory=dict)
