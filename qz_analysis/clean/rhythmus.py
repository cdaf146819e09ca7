"""Rhythms as a colleague writes them -> recurrence rules (RFC 5545, section 3.3.10)."""

import re
from dataclasses import dataclass, replace

from qz_analysis.clean.kalender import MONATSNAME, monat
from qz_analysis.clean.wochentage import FOLGE, TAG, code, ohne_tage, wochentage
from qz_analysis.clean.zahl import ZAHLWORT

_ORDNUNG = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "letzt": -1, "vorletzt": -2}
_LAGE = rf"(?:(?<![\d.:])[1-5]\.|\b(?:{'|'.join(_ORDNUNG)})e[nrs]?\b)"
_UND = r"\s*(?:,|/|&|\+|\bund\b|\bu\.|\bsowie\b)\s*"
_LAGE_TAG = re.compile(rf"({_LAGE}(?:{_UND}{_LAGE})*)\s*{TAG}")
_UND_JEDEN = re.compile(rf"({_LAGE}(?:\s*{TAG})?){_UND}jeden (?={_LAGE})")
_MONATSTAG = re.compile(
    r"\b(?:am|zum|jeden) (\d{1,2})\. (?:tag )?(?:jede[ns]|des|im|eines) (?:jeden )?monats?\b"
)
_N = r"(\d+|[a-zäöü]+)"
_ALLE = re.compile(rf"\balle {_N} (tage|wochen|monate|jahre)\b")
_JEDE_ZWEITE = re.compile(r"\bjede[ns]? (?:zweite[ns]?|2\.) (tag|woche|wochenende|monat|jahr)\b")
_N_LICH = re.compile(r"\b(zwei|drei|vier|sechs|acht|\d)-?(wöchentlich|monatlich|jährlich)")
_VIERZEHN = re.compile(r"\b(?:14|vierzehn)\s?-?\s?(?:täg|taeg|tgl)")
_FREQ = {"t": "DAILY", "w": "WEEKLY", "m": "MONTHLY", "j": "YEARLY"}  # by the first letter of the unit
_FREQUENZ = (
    (
        re.compile(r"vierteljähr|quartalsweise|quartalsmäßig|(?:\b(?:pro|je|jedes|im)|/) ?quartal"),
        "MONTHLY",
        3,
    ),
    (re.compile(r"halbjährlich|(?:\b(?:pro|je|jedes|im)|/) ?halbjahr"), "MONTHLY", 6),
    (re.compile(r"monatlich|\bmtl\b|(?:\b(?:pro|je|jede[ns]|im|des|eines)|/) ?monat"), "MONTHLY", 1),
    (re.compile(r"jährlich|(?:\b(?:pro|je|jedes|im)|/) ?jahr\b(?! \d)"), "YEARLY", 1),
    (re.compile(r"\btäglich|\bjeden tag\b"), "DAILY", 1),
    (re.compile(r"wöchentlich|\bwöch\.|(?:\b(?:jede|pro|je|die|in der)|/) ?woche\b"), "WEEKLY", 1),
)
_MAL = re.compile(rf"\b{_N}?\s?-?(?:x|×|mal|termine|treffen|tage[n]?)\b")
_TAGE_JE_WOCHE = re.compile(
    r"\ban (\w+) (?:wochen)?tagen|\b(\w+) tage\b|\b(\d+|[a-zäöü]+?)\s?-?(?:x|×|mal)\b"
)
_UNGENAU = re.compile(
    r"\boder\b|\d ?[-–] ?\d+ ?(?:x|×|mal)|mehrmals|mehrfach|mehrere|öfter|mindestens|bis zu"
)
_KEINE_REGEL = re.compile(
    r"einmalig|unregelmäßig|gelegentlich|sporadisch|manchmal|\bmeist|ab und zu|auf anfrage|bei bedarf|"
    r"nach (?:bedarf|ankündigung|absprache|vereinbarung)|"
    r"^(?!.*(?:außer|nicht|ohne|keine|ausgenommen|geschlossen|\bauch in)).*ferien"  # a rule is for the whole year
)
_STETS = re.compile(
    r"\bjede[nmrs]?\b|\bimmer\b|(?:tag|mittwoch|abend|mittag)s\b|am wochenende|werk|wochentags|außer"
)
# A bare "Mo, Di" is a rule only where nothing else stands beside it, and no date: "Sa 12.06." is one Saturday.
_BEIWERK = re.compile(
    r"\b(?:und|bis|von|am|ab|uhr|h|jeweils|vormittags?|nachmittags?|abends?|morgens?|u)\b|[\W\d]"
)
# Not every week, though how often is not said so that it can be read: "alle 2-3 Wochen dienstags", "Di in geraden KW".
_NICHT_JEDE = re.compile(r"\balle\b|\bwochen\b|\bkw\b|kalenderwoche|gerade|monat|quartal")
_DATUM = re.compile(r"(?<!ab )(?<!seit )(?<!vom )(?<!bis )(?<!zum )\b\d{1,2}\.\d{1,2}\.")
_UHRZEIT = re.compile(r"\buhr\b|\d ?h\b|\d:\d\d|\d ?[-–] ?\d")
_NEUER_TEIL = re.compile(
    r"(?:,|;|\+|\bund\b|\bsowie\b)\s*(?=14|vierzehn|alle |jede|ein-?mal|zwei-?mal|\d ?x|monat|wöch|täglich|"
    r"viertelj|halbj|jährl|quartals|zweiwöch|am \d|am ersten|am letzten)"
)


@dataclass(frozen=True)
class Rhythmus:
    """`regel` holds one RRULE per line; `tage_je_woche` counts weekdays of weekly rules only."""

    regel: str | None
    tage_je_woche: int | None


@dataclass(frozen=True)
class _Regel:
    freq: str
    abstand: int = 1
    tage: tuple[str, ...] = ()
    monatstag: int | None = None
    monate: tuple[int, ...] = ()
    tage_je_woche: int | None = None

    def __str__(self) -> str:
        teile = {
            "FREQ": self.freq,
            "INTERVAL": self.abstand if self.abstand > 1 else None,
            "BYDAY": ",".join(self.tage),
            "BYMONTHDAY": self.monatstag,
            "BYMONTH": ",".join(map(str, self.monate)),
        }
        return ";".join(f"{name}={wert}" for name, wert in teile.items() if wert)


def parse_rhythmus(text: str) -> Rhythmus:
    """Return the rules a text states. What it does not state (which weekday) is left out, not guessed.

    "am Wochenende" is Saturday and Sunday, "werktags" Monday to Friday. "jeden zweiten Samstag" is every other
    one, while "jeden 2. Samstag" without "im Monat" may be either and is no rule. Months limit a rule
    ("April bis Oktober"); "zweimal im Monat" says neither which days nor how far apart, and is none.
    """
    glatt = _UND_JEDEN.sub(r"\1 und ", " ".join(text.lower().split()))
    regeln = _fasse_zusammen([regel for teil in _teile(glatt) if (regel := _regel(teil))])
    tage = next((r.tage_je_woche for r in regeln if r.tage_je_woche), None)
    return Rhythmus("\n".join(map(str, regeln)) or None, tage)


def _teile(text: str) -> list[str]:
    """Return the rules of a text one by one; "dienstags, 14-täglich" is one rule in two parts."""
    teile: list[str] = []
    for teil in _NEUER_TEIL.split(text):
        davor = teile[-1] if teile else ""
        if wochentage(davor) and not _frequenz(davor) and _frequenz(teil) and not wochentage(teil):
            teile[-1] = f"{davor} {teil}"
        else:
            teile.append(teil)
    return teile


def _fasse_zusammen(regeln: list[_Regel]) -> list[_Regel]:
    """Return the rules with those of every week as one: "montags und jeden Mittwoch" is two days a week."""
    woche = [r for r in regeln if r.freq == "WEEKLY" and r.abstand == 1]
    if len(woche) < 2 or len({r.monate for r in woche}) > 1:
        return regeln
    tage = {tag for r in woche for tag in r.tage}
    # Counted, but not named. "wöchentlich" beside "mittwochs" counts nothing more.
    weitere = sum((r.tage_je_woche or 1) - len(r.tage) for r in woche if r.tage or r.tage_je_woche != 1)
    alle = _Regel(
        "WEEKLY",
        tage=() if weitere else tuple(sorted(tage, key=FOLGE.index)),
        monate=woche[0].monate,
        tage_je_woche=_hoechstens_sieben(max(len(tage) + weitere, 1))
        if all(r.tage_je_woche for r in woche)
        else None,
    )
    return [alle if r is woche[0] else r for r in regeln if r is woche[0] or r not in woche]


def _regel(teil: str) -> _Regel | None:
    if _KEINE_REGEL.search(teil):
        return None
    frequenz, monate = _frequenz(teil), _monate(teil)
    regel = _nach_lage(teil, frequenz, monate) or _nach_frequenz(teil, frequenz)
    return replace(regel, monate=monate) if regel else None


def _nach_lage(teil: str, frequenz: tuple[str, int] | None, monate: tuple[int, ...]) -> _Regel | None:
    """Return the rule of "jeden 1. und 3. Dienstag im Monat" or "am 15. jeden Monats"."""
    abstand = frequenz[1] if frequenz else 1
    if treffer := _MONATSTAG.search(teil):
        return _Regel("MONTHLY", abstand, monatstag=int(treffer[1])) if 1 <= int(treffer[1]) <= 31 else None
    paare = [
        (lage, code(lang or kurz))
        for gruppe, lang, kurz in _LAGE_TAG.findall(teil)
        for lage in re.findall(_LAGE, gruppe)
    ]
    if not paare or (frequenz and frequenz[0] != "MONTHLY"):
        return None
    lagen = [_lage(lage) for lage, _ in paare]
    if not frequenz and not monate and len(paare) == 1 and lagen[0] > 1:
        wort, tag = paare[0]
        return _Regel("WEEKLY", 2, (tag,)) if wort.startswith("zweit") and "jede" in teil else None
    return _Regel("MONTHLY", abstand, tuple(f"{n}{tag}" for n, (_, tag) in zip(lagen, paare, strict=True)))


def _nach_frequenz(teil: str, frequenz: tuple[str, int] | None) -> _Regel | None:
    tage = wochentage(teil)
    if frequenz is None:
        if not tage or any(m.search(teil) for m in (_LAGE_TAG, _NICHT_JEDE, _DATUM)):
            return None
        nur_tage = not _BEIWERK.sub("", ohne_tage(teil)) and (
            _UHRZEIT.search(teil) or not re.search(r"\d", teil)
        )
        return (
            _Regel("WEEKLY", tage=tage, tage_je_woche=len(tage)) if nur_tage or _STETS.search(teil) else None
        )
    freq, abstand = frequenz
    if freq == "WEEKLY" and abstand == 1:
        return _Regel(freq, tage=tage, tage_je_woche=_tage_je_woche(teil, tage))
    if freq == "DAILY" and abstand == 1:
        return _Regel("WEEKLY", tage=tage, tage_je_woche=len(tage)) if tage else _Regel(freq, tage_je_woche=7)
    if freq in ("MONTHLY", "YEARLY") and (_UNGENAU.search(teil) or _mehrmals(teil)):
        return None
    return _Regel(freq, abstand, tage if freq == "WEEKLY" else ())


def _frequenz(teil: str) -> tuple[str, int] | None:
    """Return frequency and interval that a text states in words, None where it names days at most."""
    if _VIERZEHN.search(teil):
        return "WEEKLY", 2
    if treffer := _ALLE.search(teil):
        n, freq = _zahl(treffer[1]), _FREQ[treffer[2][0]]
        if n is None:
            return None
        return ("WEEKLY", n // 7) if freq == "DAILY" and n % 7 == 0 else (freq, n)
    if treffer := _JEDE_ZWEITE.search(teil):
        return _FREQ[treffer[1][0]], 2
    if treffer := _N_LICH.search(teil):
        return _FREQ[treffer[2][0]], _zahl(treffer[1]) or 1
    return next(((freq, abstand) for muster, freq, abstand in _FREQUENZ if muster.search(teil)), None)


def _tage_je_woche(teil: str, tage: tuple[str, ...]) -> int | None:
    if _UNGENAU.search(teil):
        return None
    treffer = _TAGE_JE_WOCHE.search(teil)
    n = _zahl(treffer[1] or treffer[2] or treffer[3]) if treffer else None
    return _hoechstens_sieben(n or len(tage) or 1)


def _hoechstens_sieben(n: int) -> int | None:
    return n if n <= 7 else None


def _mehrmals(teil: str) -> bool:
    treffer = _MAL.search(teil)
    return treffer is not None and treffer[1] is not None and _zahl(treffer[1].removesuffix("mal")) != 1


def _lage(wort: str) -> int:
    return (
        int(wort[0])
        if wort[0].isdigit()
        else next(n for stamm, n in _ORDNUNG.items() if wort.startswith(stamm))
    )


def _zahl(wort: str) -> int | None:
    n = int(wort) if wort.isdecimal() else ZAHLWORT.get(wort) or ZAHLWORT.get(wort.removesuffix("en"))
    return n or None


def _monate(teil: str) -> tuple[int, ...]:
    """Return the months a text limits itself to; a month something begins or ends in is no limit."""
    if re.search(rf"\b(?:ab|seit|start|beginn|anfang|ende)\s+{MONATSNAME}", teil):
        return ()
    teil, _, ohne = teil.partition("außer")
    if ohne and (ausgenommen := _monate(ohne)):
        return tuple(n for n in (_monate(teil) or range(1, 13)) if n not in ausgenommen)
    monate: set[int] = set()
    for bis, erster, letzter in re.findall(
        rf"(bis )?\b({MONATSNAME})(?:\s*(?:-|–|bis)\s*({MONATSNAME}))?", teil
    ):
        if bis:
            return ()
        von, nach = monat(erster), monat(letzter or erster)
        monate.update((von + n - 1) % 12 + 1 for n in range((nach - von) % 12 + 1))
    return tuple(sorted(monate))
