"""Numbers as a colleague writes them -> Anzahl: "rund 35", "über 250", "50 - 60", "fünf"."""

import re

from qz_analysis.model.anzahl import Anzahl

ZAHLWORT = {
    wort: zahl
    for zahl, wort in enumerate(
        [
            "null",
            "eins",
            "zwei",
            "drei",
            "vier",
            "fünf",
            "sechs",
            "sieben",
            "acht",
            "neun",
            "zehn",
            "elf",
            "zwölf",
        ],
    )
} | {"ein": 1, "eine": 1, "einmal": 1, "zweimal": 2, "dreimal": 3}

_ZAHL = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
# Only the unit words a count may carry; anything else behind the number is not read past.
_EINHEIT = r"(?:\s*(?:personen|besuche|besucher\*?innen|teilnehmende|formate|kinder|jahre|%))?"
_ZUSATZ = {
    "rund": r"ca\.?|circa|rund|etwa|ungefähr|~",
    "mehr_als": r"über|mehr als|>",
    "mindestens": r"mind\.?|mindestens|ab|≥|>=",
    "bis_zu": r"bis zu|max\.?|maximal|höchstens|bis|≤|<=",
    "durchschnittlich": r"ø|durchschnittlich|im schnitt",
}
_GENAU = re.compile(rf"({_ZAHL}){_EINHEIT}", re.I)
_SPANNE = re.compile(rf"(?:ca\.?|rund)?\s*({_ZAHL})\s*(?:-|–|bis)\s*({_ZAHL}){_EINHEIT}", re.I)
_MIT_ZUSATZ = {
    genauigkeit: re.compile(rf"(?:{zusatz})\s*({_ZAHL}){_EINHEIT}", re.I)
    for genauigkeit, zusatz in _ZUSATZ.items()
}


def parse_anzahl(wert: object) -> Anzahl | None:
    """Return the number a cell holds, with its bounds, or None where it holds no number.

    "über 250" is at least 251, because counts are whole; "bis zu 40" is 0 to 40. A bool is no number.
    """
    if isinstance(wert, bool):
        return None
    if isinstance(wert, int | float):
        return Anzahl.genau(wert)
    text = " ".join(str(wert).split()).lower()
    if text in ZAHLWORT:
        return Anzahl.genau(ZAHLWORT[text])
    if treffer := _GENAU.fullmatch(text):
        return Anzahl.genau(zahl(treffer[1]))
    if treffer := _SPANNE.fullmatch(text):
        von, bis = zahl(treffer[1]), zahl(treffer[2])
        return Anzahl(None, von, bis, "von_bis") if von <= bis else None
    for genauigkeit, muster in _MIT_ZUSATZ.items():
        if treffer := muster.fullmatch(text):
            return _mit_zusatz(genauigkeit, zahl(treffer[1]))
    return None


def _mit_zusatz(genauigkeit: str, n: float) -> Anzahl:
    grenzen: dict[str, tuple[float, float | None]] = {
        "mehr_als": (n + 1, None),
        "mindestens": (n, None),
        "bis_zu": (0, n),
    }
    unten, oben = grenzen.get(genauigkeit, (n, n))
    return Anzahl(n, unten, oben, genauigkeit)


def zahl(text: str) -> float:
    """Return a number written the German way: 1.234,5. Whole numbers come back as int."""
    wert = float(text.replace(".", "").replace(",", "."))
    return int(wert) if wert.is_integer() else wert
