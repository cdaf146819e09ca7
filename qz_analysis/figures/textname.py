"""Names in prose: of Angebote, programmes, Zielgruppen, however they are declined or put together."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from qz_analysis.clean.schreibweise import schreibweisen

# They stand in many names and say nothing alone.
_OHNE: Final = re.compile(
    r"d(?:er|ie|as|es|em|en)|und|i[mn]|a[mn]|für|mit|ohne|von|zu[mr]?|auf|bei|ii?|beitrag|projekt|angebot|quartal|wochen"
)
_ENDUNGEN: Final = ("innen", "ern", "en", "er", "es", "em", "e", "n", "s")
_UMLAUT: Final = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "s", "é": "e", "è": "e"})
ANFANG_AB: Final = (
    6  # letters from which a name is also found at the beginning of a longer word: "Jugendtreffzeiten"
)


def staemme(text: str) -> tuple[str, ...]:
    """Return the words of a text without their endings: "offenen Jugendtreffs" is ("off", "jugendtreff")."""
    return tuple(
        _stamm(wort.translate(_UMLAUT))
        for wort in re.findall(r"\w+", text.casefold().replace("*", ""))
        if not _OHNE.fullmatch(wort) and not wort.isdecimal()
    )


@cache
def _stamm(wort: str) -> str:
    for endung in _ENDUNGEN:
        if wort.endswith(endung) and len(wort) - len(endung) >= 3:
            return wort.removesuffix(endung)
    return wort


def schreibungen(gruppierung: str, namen: Iterable[str]) -> dict[str, str]:
    """Return spelling -> name, with the spellings in `schreibweisen/` that mean one of the names."""
    bekannt = {name: name for name in namen}
    folded = {name.casefold(): name for name in bekannt}
    if gruppierung in ("angebot", "zielgruppe", "partner"):
        for geschrieben, gemeint in schreibweisen(gruppierung).items():
            if name := folded.get(gemeint.casefold()):
                bekannt.setdefault(geschrieben, name)
    return bekannt


def finde_name(texte: Sequence[str], namen: Mapping[str, str]) -> tuple[str, int] | None:
    """Return the name that the first text to hold any names, and that text's place in `texte`; None where none does.

    `namen` is spelling -> name. The spelling with the most words wins; None too where two different ones have as many.
    """
    for n, text in enumerate(texte):
        worte = staemme(text)
        laengen: dict[int, set[str]] = {}
        for geschrieben, name in namen.items():
            gesucht = staemme(geschrieben)
            if gesucht and all(any(_meint(wort, stamm) for wort in worte) for stamm in gesucht):
                laengen.setdefault(sum(map(len, gesucht)), set()).add(name)
        if laengen:
            beste = laengen[max(laengen)]
            return (beste.pop(), n) if len(beste) == 1 else None
    return None


def _meint(wort: str, stamm: str) -> bool:
    return wort == stamm or (len(stamm) >= ANFANG_AB and wort.startswith(stamm))
