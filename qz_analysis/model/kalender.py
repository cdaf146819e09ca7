"""The parts of the year, as they are numbered and called."""

from typing import Final

MONATE: Final = dict(
    enumerate(
        (
            "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
            "Dezember",
        ),
        1,
    )
)  # fmt: skip
JAHRESZEIT: Final = {1: "Frühling", 2: "Sommer", 3: "Herbst", 4: "Winter"}
