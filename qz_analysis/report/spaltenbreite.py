"""How wide the columns of a table on paper are: so that it is short, and no ordinary word is torn."""

import re
from functools import lru_cache
from typing import Any

TEXT_WIDTH = 470.0  # points: 166 mm, the text block of an upright page in bericht.typ
LANDSCAPE_WIDTH = 728.0
CELL_MARGIN = 4.5
CHARACTER = 5.0  # points a character takes at most on average, in semibold 8.5 pt
NARROW = 3.5  # and at least
WHOLE_WORD = 10  # letters up to which bericht.typ keeps a word in a table whole
TITLE_WORD = 14
ZERO_WIDTH_SPACE = "\u200b"

_LONG_TOKEN = re.compile(r"\S{18,}")
_SEPARATOR = re.compile(r"(?<=[-–/\\_.,:;@&?=#|+])(?=[^-–/\\_.,:;@&?=#|+\s])")
_TELLING_ROWS = 150  # rows with the most text, which decide how long a table gets
_STEPS = (40.0, 10.0)  # points that columns give each other


def breakable(text: str) -> str:
    """Return `text` with places to break long tokens, such as paths and ids, that hyphenation can't split."""
    return _LONG_TOKEN.sub(lambda treffer: _break_token(treffer[0]), text)


def _break_token(token: str) -> str:
    teile = []
    for teil in _SEPARATOR.split(token):
        limit = 16 if re.search(r"\d", teil) else 80  # German compounds are long, and hyphenated properly
        laenge = 12 if len(teil) > limit else max(len(teil), 1)
        teile += [teil[i : i + laenge] for i in range(0, len(teil), laenge)]
    return ZERO_WIDTH_SPACE.join(teile)


def column_widths(daten: dict[str, Any]) -> tuple[list[float], bool]:
    """Return each column's width in points, and whether some are too narrow for their words.

    Where each column has room for its longest ordinary word, the rest is shared so that the table gets short; the shares
    asked for are where that begins. Otherwise those shares are returned, or what the texts need if nobody asked.
    """
    platz = LANDSCAPE_WIDTH if daten["querformat"] else TEXT_WIDTH
    spalten, bedarf = _columns(daten)
    anteile = [float(s["breite"]) for s in daten["spalten"]]
    if all(anteil == 1.0 for anteil in anteile) or not sum(anteile):
        anteile = [
            max(braucht, min(max(map(len, texte)), 36) * CHARACTER)
            for braucht, texte in zip(bedarf, spalten, strict=True)
        ]
    if sum(bedarf) > platz:
        return anteile, True
    frei, summe = platz - sum(bedarf), sum(anteile) or 1.0
    breiten = [b + frei * a / summe for b, a in zip(bedarf, anteile, strict=True)]
    texte = sorted(zip(*spalten, strict=True), key=lambda zeile: sum(map(len, zeile)))[-_TELLING_ROWS:]
    return _shortest(breiten, bedarf, [[_measured(text) for text in zeile] for zeile in texte]), False


def too_narrow(daten: dict[str, Any]) -> bool:
    """Return whether a page has no room for the longest ordinary word of each column."""
    return sum(_columns(daten)[1]) > (LANDSCAPE_WIDTH if daten["querformat"] else TEXT_WIDTH)


def _columns(daten: dict[str, Any]) -> tuple[list[list[str]], list[float]]:
    """Return the texts of each column, the title first, and the points it needs at least."""
    spalten = [[s["titel"], *(z[i] for z in daten["zeilen"])] for i, s in enumerate(daten["spalten"])]
    return spalten, [2 * CELL_MARGIN + CHARACTER * _longest_word(*texte) for texte in spalten]


def surely_wraps(daten: dict[str, Any]) -> bool:
    """Return whether the texts of a table are too long for one line each on an upright page."""
    spalten = [[s["titel"], *(z[i] for z in daten["zeilen"])] for i, s in enumerate(daten["spalten"])]
    return sum(max(map(len, texte)) for texte in spalten) * NARROW > TEXT_WIDTH


def _measured(text: str) -> tuple[float, float]:
    """Return how long a text is in points, and what a line of it loses on average because words stay whole."""
    return CHARACTER * len(text), CHARACTER * len(text) / (len(text.split()) or 1) / 2


def _shortest(
    breiten: list[float], bedarf: list[float], laengen: list[list[tuple[float, float]]]
) -> list[float]:
    """Return widths near which no column can give another some points without the table getting longer."""
    bisher = _height(breiten, laengen)
    paare = [(i, j) for i in range(len(breiten)) for j in range(len(breiten)) if i != j]
    for schritt in _STEPS:
        besser = True
        while besser:
            besser = False
            for von, zu in paare:
                if breiten[von] - schritt < bedarf[von]:
                    continue
                versuch = breiten.copy()
                versuch[von] -= schritt
                versuch[zu] += schritt
                if (hoehe := _height(versuch, laengen)) < bisher - 0.01:
                    breiten, bisher, besser = versuch, hoehe, True
    return breiten


def _height(breiten: list[float], laengen: list[list[tuple[float, float]]]) -> float:
    """Return about how many lines the rows take, each as many as its longest cell."""
    innen = [breite - 2 * CELL_MARGIN for breite in breiten]
    return sum(
        max(
            (n / max(b - verlust, b / 2) for (n, verlust), b in zip(zeile, innen, strict=True) if n > b),
            default=1.0,
        )
        for zeile in laengen
    )


def _longest_word(titel: str, *texte: str) -> int:
    """Return how many characters of a column must stay together on a line: more of its title than of what is in it."""
    return max(_together(titel, TITLE_WORD), *(_together(text, WHOLE_WORD) for text in texte), 1)


@lru_cache(maxsize=8192)  # the tables of a report say much of the same
def _together(text: str, wort: int) -> int:
    teile = re.split(rf"[\s{ZERO_WIDTH_SPACE}-]", breakable(text))
    return max(min(len(teil), 17 if re.search(r"\d", teil) else wort) for teil in teile)
