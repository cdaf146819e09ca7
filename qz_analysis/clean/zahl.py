"""Numbers as a colleague writes them -> Anzahl: "rund 35", "über 250", "50 - 60", "12+3", "fünf".

There are two conventions: "1.234" is 1234 where the comma is the decimal sign and 1,234 where the point is. A
text that the two read differently is ambiguous; only its column can decide, see `lies_zahlspalte`.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from qz_analysis.model.anzahl import Anzahl

_EINER = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_ZEHNER = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_WOERTER = (
    {"null": 0, "eins": 1, "ein": 1, "eine": 1, "einmal": 1, "zweimal": 2, "dreimal": 3}
    | {wort: n for n, wort in enumerate(_EINER[1:], 2)}
    | {"zehn": 10, "elf": 11, "zwölf": 12, "sechzehn": 16, "siebzehn": 17, "hundert": 100, "einhundert": 100}
    | {f"{wort}zehn": 10 + n for n, wort in enumerate(_EINER, 1) if n in (3, 4, 5, 8, 9)}
    | {zehner: 10 * n for n, zehner in enumerate(_ZEHNER, 2)}
    | {f"{e}und{z}": 10 * m + n for m, z in enumerate(_ZEHNER, 2) for n, e in enumerate(_EINER, 1)}
)
_UMSCHRIFT = str.maketrans({"ö": "oe", "ü": "ue", "ß": "ss"})
ZAHLWORT = _WOERTER | {wort.translate(_UMSCHRIFT): n for wort, n in _WOERTER.items()}

_INNEN = r"(?:[*:_/]?-?innen)?"
# Only the unit words a count may carry; anything else behind the number is not read past.
_EINHEIT = (
    rf"(?:\s*(?:personen|person|pers\.?|leute|menschen|besuche|besuch|besucher{_INNEN}|besuchende|gäste|"
    rf"teilnehmende|teilnehmer{_INNEN}|tn|anwesende?|kinder|kind|jugendliche|erwachsene|senioren|senior{_INNEN}|"
    r"frauen|männer|mädchen|jungen|formate|jahre|prozent|%))?"
)
ZUSATZ = {
    "rund": r"ca\.?|circa|zirka|rund|etwa|ungefähr|geschätzt|schätzungsweise|knapp|fast|um die|~|≈",
    "mehr_als": r"über|mehr als|>",
    "mindestens": r"mind\.?|min\.?|mindestens|wenigstens|nicht weniger als|ab|gut|≥|>=",
    "bis_zu": r"bis zu|max\.?|maximal|höchstens|nicht mehr als|bis|≤|<=",
    "weniger_als": r"unter|weniger als|<",
    "durchschnittlich": r"ø|durchschnittlich|im schnitt",
}
_GLATT = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("’‘´`", "'"))
_TRENNER = {",": ".", ".": ","}  # decimal sign -> the sign between thousands


class _Muster:
    """The patterns of one convention."""

    def __init__(self, dezimal: str) -> None:
        tausender, rest = re.escape(_TRENNER[dezimal]), rf"(?:{re.escape(dezimal)}\d+)?"
        # No leading zero before thousands: "0.125" is no 125. A blank between thousands is DIN 5008.
        gruppen = "|".join(rf"[1-9]\d{{0,2}}(?:{t}\d{{3}})+{rest}" for t in (tausender, "'", " "))
        n = rf"({gruppen}|\d+{rest}|[a-zäöüß]+)"
        vage = rf"(?:(?:{ZUSATZ['rund']})\s*)?"
        von, bis = rf"{vage}{n}{_EINHEIT}", rf"{vage}{n}{_EINHEIT}"
        self.genau = _ausdruck(rf"(-(?=\d))?{n}{_EINHEIT}")
        self.spannen = (
            _ausdruck(rf"(?:von )?{von}\s*(?:-|bis)\s*{bis}"),
            _ausdruck(rf"zwischen {von} und {bis}"),
        )
        self.dutzend = _ausdruck(rf"{vage}(?:{n} )?dutzend{_EINHEIT}")
        self.zusatz = [
            *((name, _ausdruck(rf"(?:{zusatz})\s*{n}{_EINHEIT}")) for name, zusatz in ZUSATZ.items()),
            ("mindestens", _ausdruck(rf"{n}\s*(?:\+|(?:und|oder) mehr){_EINHEIT}")),
            ("rund", _ausdruck(rf"{n}{_EINHEIT}\s*\(?(?:ca\.?|circa|geschätzt|gesch\.)\)?")),
        ]


def _ausdruck(muster: str) -> re.Pattern[str]:
    return re.compile(muster, re.ASCII)  # digits of other scripts and "²" are no numbers


@cache  # made when first asked for: they take longer to compile than all else here to load
def _muster(dezimal: str) -> _Muster:
    return _Muster(dezimal)


GROESSTE = 10**12  # beyond that a cell holds a slip of the keyboard, or a telephone number


def parse_anzahl(wert: object, dezimal: str = ",") -> Anzahl | None:
    """Return the number a cell holds, with its bounds, or None where it holds no number.

    "über 250" is at least 251, because counts are whole, "< 5" is 0 to 4, "bis zu 40" is 0 to 40, "rund 35" is 32 to 38,
    "12+3" is 15.
    Shares ("12,5 %") come back as the number before the sign. A bool is no number, and neither is what no centre can
    have counted. `dezimal` is "," or ".".
    """
    if isinstance(wert, bool):
        return None
    if isinstance(wert, int | float):
        return Anzahl.genau(wert) if math.isfinite(wert) and abs(wert) <= GROESSTE else None
    zahl = _lies(wert, dezimal) if isinstance(wert, str) else None
    zu_gross = zahl is not None and max(zahl.min, zahl.max or 0) > GROESSTE
    return None if zu_gross else zahl


@lru_cache(maxsize=65536)
def _lies(roh: str, dezimal: str) -> Anzahl | None:
    text = " ".join(roh.split()).lower().translate(_GLATT)
    muster = _muster(dezimal)
    summanden = [_genau(teil.strip(), dezimal) for teil in text.split("+")]
    if None not in summanden:
        return Anzahl.genau(sum(n for n in summanden if n is not None))
    for spanne in muster.spannen:
        if treffer := spanne.fullmatch(text):
            von, bis = (_wert(teil, dezimal) for teil in treffer.groups())
            if von is not None and bis is not None:
                return Anzahl(None, von, bis, "von_bis") if von <= bis else None
    if treffer := muster.dutzend.fullmatch(text):
        n = _wert(treffer[1] or "ein", dezimal)
        return None if n is None else Anzahl.rund(12 * n, ganze=True)
    for genauigkeit, ausdruck in muster.zusatz:
        if (treffer := ausdruck.fullmatch(text)) and (n := _wert(treffer[1], dezimal)) is not None:
            return _mit_zusatz(genauigkeit, n, ist_anteil=text.endswith(("%", "prozent")))
    return None


def _genau(text: str, dezimal: str) -> float | None:
    treffer = _muster(dezimal).genau.fullmatch(text)
    n = _wert(treffer[2], dezimal) if treffer else None
    return -n if n is not None and treffer and treffer[1] else n


def _mit_zusatz(genauigkeit: str, n: float, *, ist_anteil: bool) -> Anzahl | None:
    """Return the bounds of a hedged number. Only counts are whole: "über 50 %" may be 50,1 %."""
    if genauigkeit == "weniger_als":
        oben = n if ist_anteil else math.ceil(n) - 1
        return Anzahl(oben, 0, oben, "bis_zu") if oben >= 0 else None
    if genauigkeit == "rund":
        return Anzahl.rund(n, ganze=not ist_anteil and float(n).is_integer())
    grenzen: dict[str, tuple[float, float | None]] = {
        "mehr_als": (n if ist_anteil else math.floor(n) + 1, None),
        "mindestens": (n, None),
        "bis_zu": (0, n),
    }
    unten, oben = grenzen.get(genauigkeit, (n, n))
    return Anzahl(n, unten, oben, genauigkeit)


def _wert(text: str, dezimal: str) -> float | None:
    return zahl(text, dezimal) if text[0].isdigit() else ZAHLWORT.get(text)


def zahl(text: str, dezimal: str = ",") -> float:
    """Return a number written the German way: 1.234,5 or 1'234,5. Whole numbers come back as int.

    `dezimal="."` reads 1,234.5.
    """
    ziffern = re.sub(rf"[ '{_TRENNER[dezimal]}]", "", text).replace(dezimal, ".")
    wert = float(ziffern)
    return int(wert) if wert.is_integer() else wert


@dataclass(frozen=True)
class Zahlregel:
    """How the numbers of one column are written.

    `dezimal` is "," or ".", None where the column doesn't decide. `erklaerung` says in German why,
    `mehrdeutig` holds the indexes of the values that stay ambiguous, `widerspruch` whether the column follows
    both conventions.
    """

    dezimal: str | None
    erklaerung: str
    mehrdeutig: tuple[int, ...] = ()
    widerspruch: bool = False

    def lies(self, wert: object) -> Anzahl | None:
        """Return the number a cell of the column holds, None for no number or an ambiguous one."""
        if self.dezimal or not isinstance(wert, str):
            return parse_anzahl(wert, self.dezimal or ",")
        lesarten = set(_lesarten(wert).values())
        return lesarten.pop() if len(lesarten) == 1 else None


def _lesarten(wert: str) -> dict[str, Anzahl]:
    """Return decimal sign -> what the text is by that convention."""
    alle = {dezimal: parse_anzahl(wert, dezimal) for dezimal in _TRENNER}
    return {dezimal: anzahl for dezimal, anzahl in alle.items() if anzahl}


def lies_zahlspalte(werte: Sequence[Any], *, ganze: bool = False) -> Zahlregel:
    """Return the rule that the texts of a column follow; numbers Excel knows as such decide nothing.

    A text that only one convention reads ("1.5", "12.345.678") decides for the ambiguous ones. Where none does
    and the column counts something (`ganze`), "1.234" can only be 1234.
    """
    belege: dict[str, str] = {}
    mehrdeutig: dict[int, str] = {}
    for i, wert in enumerate(werte):
        if isinstance(wert, str) and ("." in wert or "," in wert):
            lesarten = _lesarten(wert)
            if len(lesarten) == 1:
                belege.setdefault(next(iter(lesarten)), wert)
            elif len(set(lesarten.values())) > 1:
                mehrdeutig[i] = wert
    grund = "wie „{}“ zeigt"
    if not belege and ganze:
        grund = "denn „{}“ ist in einer Spalte, die zählt, eine Tausenderzahl"
        for wert in mehrdeutig.values():
            belege.setdefault(_dezimal_bei_ganzen(wert), wert)
    if len(belege) > 1:
        erklaerung = (
            f"Bei „{belege[',']}“ müsste das Komma das Dezimalzeichen sein, bei „{belege['.']}“ der Punkt. "
            "Bitte die Spalte einheitlich schreiben."
        )
        return Zahlregel(None, erklaerung, tuple(mehrdeutig), widerspruch=True)
    for dezimal, beleg in belege.items():
        zeichen = "das Komma" if dezimal == "," else "der Punkt"
        return Zahlregel(
            dezimal, f"In dieser Spalte ist {zeichen} das Dezimalzeichen, {grund.format(beleg)}."
        )
    if not mehrdeutig:
        return Zahlregel(None, "In dieser Spalte ist kein Punkt und kein Komma in einer Zahl zu deuten.")
    erklaerung = (
        f"„{next(iter(mehrdeutig.values()))}“ kann eine Tausenderzahl oder eine Kommazahl sein, und keine andere "
        "Zelle der Spalte entscheidet das. Bitte die Zahl ohne Tausenderzeichen schreiben."
    )
    return Zahlregel(None, erklaerung, tuple(mehrdeutig))


def _dezimal_bei_ganzen(wert: str) -> str:
    """Return the decimal sign by which an ambiguous text is whole: the one it doesn't contain."""
    return "," if "." in wert else "."
