"""The Wirkungstreppe of Phineo: seven stages from what a house does to what it changes.

Stages 1 to 3 are Output and are never called Wirkung; that word begins with stage 4. Source: Phineo, Kursbuch Wirkung.
"""

import re
from typing import Final, Literal

Ebene = Literal["Output", "Outcome", "Impact"]

STUFEN: Final = {
    1: "Aktivitäten finden wie geplant statt",
    2: "Zielgruppe wird erreicht",
    3: "Zielgruppe nimmt das Angebot an und ist zufrieden",
    4: "Bewusstsein oder Fähigkeiten ändern sich",
    5: "Handeln ändert sich",
    6: "Lebenslage ändert sich",
    7: "Gesellschaft ändert sich",
}
_LETZTER_OUTPUT: Final = 3
_LETZTER_OUTCOME: Final = 6
_WIRKUNG: Final = re.compile(r"\bWirkung(?:en)?\b", re.I)  # neither Mitwirkung nor Wirkungstreppe


def ebene(stufe: int) -> Ebene:
    """Return what a stage is: Output (1 to 3), Outcome (4 to 6) or Impact (7)."""
    if stufe <= _LETZTER_OUTPUT:
        return "Output"
    return "Outcome" if stufe <= _LETZTER_OUTCOME else "Impact"


def nennt_output_wirkung(stufe: int | None, text: str | None) -> bool:
    """Return whether a text about a goal of stage 1 to 3 speaks of Wirkung; the ladder's own name is no such word."""
    return stufe is not None and ebene(stufe) == "Output" and bool(_WIRKUNG.search(text or ""))
