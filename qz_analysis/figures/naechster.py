"""What a user may have meant by a name that does not exist."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils

AEHNLICH_AB = 60  # rapidfuzz ratio (0 to 100) from which a name is worth suggesting


def naechster_rat(name: str, bekannt: Sequence[str], sonst: Sequence[str] = ()) -> str:
    """Return a sentence with the nearest known name, or with all of them, or with those in `sonst`."""
    treffer = process.extractOne(
        name, bekannt, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=AEHNLICH_AB
    )
    return f"Am nächsten liegt „{treffer[0]}“." if treffer else f"Es gibt: {', '.join(sonst or bekannt)}."
