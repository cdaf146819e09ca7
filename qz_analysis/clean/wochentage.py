"""The weekdays a text names, as RFC 5545 writes them: "Mo-Mi", "mittwochs", "am Wochenende", "täglich außer So"."""

import re

from qz_analysis.clean.kalender import wochentag

FOLGE = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# In full with what hangs on it ("montags", "Freitagabend"), or two letters that no word goes on from.
TAG = (
    r"\b(?:(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)"
    r"(?:s|(?:vormittag|nachmittag|mittag|abend)s?)?|(mo|di|mi|do|fr|sa|so)\.?)(?![a-zäöüß])"
)
_BIS = re.compile(rf"{TAG}\s*(?:-|–|bis)\s*{TAG}")
_EINZELN = re.compile(TAG)
_SO_OFT = re.compile(r"\bso (?=oft|bald|lange|viel|wie|weit)")  # the word, not the Sunday
_WERKTAGS = re.compile(r"\bwerktäglich|\bwerktags|\bwochentags|\ban werktagen|\bunter der woche")


def wochentage(text: str) -> tuple[str, ...]:
    """Return the days a lower-case text names, Monday first; () where it names none or leaves the choice ("oder").

    "am Wochenende" is Saturday and Sunday, "werktags" Monday to Friday; what follows "außer" is taken out.
    """
    if re.search(r"\boder\b", text):
        return ()
    mit, _, ohne = text.partition("außer")
    tage, ausgenommen = _genannt(mit), _genannt(ohne)
    if not tage and ausgenommen:
        tage = set(range(7))
    return tuple(FOLGE[tag] for tag in sorted(tage - ausgenommen))


def _genannt(text: str) -> set[int]:
    text = _SO_OFT.sub("", text)
    tage = {_nummer(lang or kurz) for lang, kurz in _EINZELN.findall(text)}
    for von_lang, von_kurz, bis_lang, bis_kurz in _BIS.findall(text):
        tage.update(range(_nummer(von_lang or von_kurz), _nummer(bis_lang or bis_kurz) + 1))
    if _WERKTAGS.search(text):
        tage.update(range(5))
    if "wochenende" in text:
        tage.update((5, 6))
    return tage


def _nummer(name: str) -> int:
    nummer = wochentag(name)
    if nummer is None:
        raise ValueError(f"not a weekday: {name}")
    return nummer


def code(name: str) -> str:
    """Return the two letters of RFC 5545 for a weekday as `TAG` finds it. ValueError for another word."""
    return FOLGE[_nummer(name)]


def ohne_tage(text: str) -> str:
    """Return a lower-case text without the weekdays it names."""
    return re.sub(r"(?:am )?\bwochenende\b", "", _WERKTAGS.sub("", _EINZELN.sub("", text)))
