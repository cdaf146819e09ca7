"""When a goal is due, or what it promises: "bis Ende Q3", "ab Q2 mindestens 14-täglich", "einmal pro Quartal"."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final, Literal

from qz_analysis.clean.zahl import ZAHLWORT
from qz_analysis.clean.zeitraum import LAND, Zeitraum, parse_zeitraum

Einheit = Literal["tage", "monat", "quartal", "halbjahr", "jahr"]
MONATE: Final = {"monat": 1, "quartal": 3, "halbjahr": 6, "jahr": 12}

_MAL = r"(?:(\d+|[a-zäöüß]+)[ -]?(?:mal|x) )?"
_JE = r"(?:pro|im|je|jeden|jedes|in jedem) "
_TAKTE: Final[tuple[tuple[Einheit, str], ...]] = (
    ("monat", rf"{_MAL}(?:monatlich|{_JE}monat)"),
    ("quartal", rf"{_MAL}(?:quartalsweise|vierteljährlich|{_JE}quartal)"),
    ("halbjahr", rf"{_MAL}(?:halbjährlich|{_JE}halbjahr)"),
    ("jahr", rf"{_MAL}(?:jährlich|{_JE}jahr)"),
)
_ALLE_TAGE = (
    (re.compile(r"(?:alle )?(\d+)(?:-| )?(?:täglich|tägig|tage)\b"), 1),
    (re.compile(r"alle (\d+|[a-zäöüß]+) wochen\b"), 7),
    (re.compile(r"(?:(zwei)|(drei)|(vier))wöchentlich\b"), 7),
    (re.compile(r"(?:wöchentlich|(?:einmal )?(?:pro|je|jede) woche|jede woche)\b"), 7),
)
_FUELLWORT = re.compile(r"\b(?:mindestens|mind\.|wenigstens|regelmäßig)(?= |$)")
_BLOSS_IM_JAHR = re.compile(r"im (?:laufenden )?(?:jahr|berichtsjahr)")
_AB = re.compile(r"(?:ab|seit)(?: dem| der| den)? (.+?)(?:,? bis(?: zum| zur)? (.+))?")
_BIS = re.compile(r"(?:bis|zum|zur|spätestens)(?: spätestens)?(?: zum| zur| einschließlich)? (.+)")
_RAND = re.compile(r"(?:zum |zur )?(ende|anfang|beginn|mitte)(?: (?:des|der|von|vom|im))? (.+)")
_RAND_WORT = re.compile(r"(?:(jahres|monats|quartals|halbjahres)(ende|anfang|beginn|mitte))(?: (\d{4}))?")


@dataclass(frozen=True)
class Frist:
    """Due on the day `tag`, that day included; with `von` only what happens from that day on counts."""

    tag: dt.date
    von: dt.date | None = None


@dataclass(frozen=True)
class Takt:
    """How often: `mal` times each `einheit`, or once every `tage` days at the latest."""

    einheit: Einheit
    mal: int = 1
    tage: int = 0


@dataclass(frozen=True)
class Zusage:
    """What has to hold on every day from `von` to `bis`, both included, or to happen as often as `takt` says."""

    von: dt.date
    bis: dt.date
    takt: Takt | None = None

    def fenster(self) -> tuple[Zeitraum, ...]:
        """Return the whole months, quarters, half-years or years within; where there is none, all of it as one."""
        if self.takt is None or self.takt.einheit == "tage":
            return ()
        laenge = MONATE[self.takt.einheit]
        monat = dt.date(self.von.year, (self.von.month - 1) // laenge * laenge + 1, 1)
        ganze = []
        while monat <= self.bis:
            danach = _monate_spaeter(monat, laenge)
            ende = danach - dt.timedelta(days=1)
            if self.von <= monat and ende <= self.bis:
                ganze.append(Zeitraum(monat, ende, self.takt.einheit))
            monat = danach
        return tuple(ganze) or (Zeitraum(self.von, self.bis, "spanne"),)


def parse_zielzeitraum(text: str, jahr: int, land: str = LAND) -> Frist | Zusage | None:
    """Return what a text about a goal's time says, None where it says nothing that can be reckoned with.

    "bis Q3" and "bis September" mean the last day of them, "ab Q2" the first. What has no end goes on to the end of the
    `jahr` it begins in. A period alone ("September 2021", "im Jahr") is due on its last day, and counts from its first.
    """
    rest = " ".join(text.split()).lower()
    if _BLOSS_IM_JAHR.fullmatch(rest):
        return Frist(dt.date(jahr, 12, 31), dt.date(jahr, 1, 1))
    takt, rest = _takt(rest)
    rest = " ".join(_FUELLWORT.sub(" ", rest).replace(",", " ").split())
    zeit = _zeit(rest, jahr, land)
    if takt is None or zeit is None:
        return zeit if rest else None
    if isinstance(zeit, Frist):
        return Zusage(zeit.von or dt.date(zeit.tag.year, 1, 1), zeit.tag, takt)
    return Zusage(zeit.von, zeit.bis, takt)


def _zeit(rest: str, jahr: int, land: str) -> Frist | Zusage | None:
    if not rest:
        return Zusage(dt.date(jahr, 1, 1), dt.date(jahr, 12, 31))
    if treffer := _AB.fullmatch(rest):
        von = _rand(treffer[1], jahr, land, vorn=True)
        bis = _rand(treffer[2], jahr, land) if treffer[2] else von and dt.date(max(jahr, von.year), 12, 31)
        return Zusage(von, bis) if von and bis and von <= bis else None
    if treffer := _BIS.fullmatch(rest):
        tag = _rand(treffer[1], jahr, land)
        return Frist(tag) if tag else None
    if zeitraum := parse_zeitraum(rest.removeprefix("im "), jahr, land):
        return Frist(zeitraum.bis, None if zeitraum.art == "tag" else zeitraum.von)
    tag = _rand(rest, jahr, land)
    return Frist(tag) if tag else None


def _rand(text: str, jahr: int, land: str, *, vorn: bool = False) -> dt.date | None:
    """Return one day of a period: the one a word names ("Mitte Q2"), else its first (`vorn`) or its last."""
    wo = "anfang" if vorn else "ende"
    if treffer := _RAND_WORT.fullmatch(text):
        # "Quartalsende" alone says of no quarter which.
        if treffer[1] != "jahres":
            return None
        wo, text = treffer[2], treffer[3] or str(jahr)
    elif treffer := _RAND.fullmatch(text):
        wo, text = treffer[1], treffer[2]
    text = re.sub(r"\b(quartal|halbjahr|jahr|monat)e?s\b", r"\1", text)
    zeitraum = parse_zeitraum(re.sub(r"^(?:des|der|dem|den) ", "", text), jahr, land)
    if zeitraum is None:
        return None
    if wo == "mitte":
        return zeitraum.von + (zeitraum.bis - zeitraum.von) // 2
    return zeitraum.bis if wo == "ende" else zeitraum.von


def _takt(text: str) -> tuple[Takt | None, str]:
    """Return how often a text says, and the text without it."""
    for muster, tage in _ALLE_TAGE:
        if treffer := muster.search(text):
            wort = next((w for w in treffer.groups() if w), "ein") if muster.groups else "ein"
            n = _zahl(wort)
            if n:
                return Takt("tage", 1, n * tage), _ohne(text, treffer)
    for einheit, muster in _TAKTE:
        if treffer := re.search(rf"(?<![\wäöüß])(?:{muster})\b", text):
            wort = treffer[1]
            mal = _zahl(wort) if wort else 1
            if mal:
                return Takt(einheit, mal), _ohne(text, treffer)
    return None, text


def _ohne(text: str, treffer: re.Match[str]) -> str:
    return f"{text[: treffer.start()]} {text[treffer.end() :]}".strip()


def _zahl(wort: str) -> int | None:
    return int(wort) if wort.isdecimal() else ZAHLWORT.get(wort)


def _monate_spaeter(tag: dt.date, monate: int) -> dt.date:
    stelle = tag.month - 1 + monate
    return dt.date(tag.year + stelle // 12, stelle % 12 + 1, 1)
