"""Fills that a colleague uses as data: told by name, and reported where nobody has said what they mean."""

import colorsys
from collections import defaultdict
from collections.abc import Mapping

from qz_analysis.clean.lesung import Lesung
from qz_analysis.read.blatt import adresse

_BLASS = 0.12  # saturation below which a colour is a shade of grey
_TOENE = (
    (15, "rot"),
    (46, "orange"),
    (70, "gelb"),
    (170, "grün"),
    (260, "blau"),
    (330, "violett"),
    (360, "rot"),
)


def farbname(farbe: str) -> str:
    """Return the German name of a colour given as RRGGBB: its hue, or weiß, grau, schwarz."""
    rot, gruen, blau = (int(farbe[n : n + 2], 16) / 255 for n in (0, 2, 4))
    ton, saettigung, helligkeit = colorsys.rgb_to_hsv(rot, gruen, blau)
    if helligkeit < 0.15:
        return "schwarz"
    if saettigung < _BLASS:
        return "weiß" if helligkeit > 0.95 else "grau"
    return next(name for grenze, name in _TOENE if ton * 360 <= grenze)


def bedeutung(farbe: str | None, farben: Mapping[str, str]) -> str | None:
    """Return what a colour was declared to mean, by its code or by its name; None where it was not."""
    if farbe is None:
        return None
    erklaert = {name.casefold().lstrip("#"): text for name, text in farben.items()}
    return erklaert.get(farbe.casefold()) or erklaert.get(farbname(farbe))


def melde_farben(lesung: Lesung, farben: Mapping[str, str], ab_zeile: int) -> None:
    """Report each fill below row `ab_zeile` that nobody has explained, with how often it stands there."""
    orte: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for (zeile, spalte), farbe in sorted(lesung.blatt.farben.items()):
        if zeile > ab_zeile and farbname(farbe) not in ("weiß", "grau") and not bedeutung(farbe, farben):
            orte[farbe].append((zeile, spalte))
    for farbe, zellen in sorted(orte.items()):
        lesung.melde(
            "hinweis",
            "farbe_nicht_erklaert",
            f"{len(zellen)} Zellen sind {farbname(farbe)} gefüllt ({farbe}), zuerst {adresse(*zellen[0])}. Was das "
            "bedeutet, ist nicht bekannt; erklären lässt es sich in qz.toml unter [farben].",
            lesung.blatt.hier(*zellen[0]),
        )
