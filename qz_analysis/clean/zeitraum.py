"""Periods as a colleague writes them: "März 2021", "KW 34", "3. Quartal", "12.-16.07.", "Sommerferien"."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from qz_analysis.clean.ferien import schulferien
from qz_analysis.clean.kalender import MONATSNAME, TAGESNAME, monat, volles_jahr
from qz_analysis.clean.zeit import deute_datum

LAND = "BW"  # whose school holidays are meant where nobody says so
HOECHSTENS = 80  # characters; a remark of pages is not tried at each of its dashes
JAHRE_UM = 5  # a year of two digits is taken for one only this near to the year the list is about

_JAHR = r"(?:[ /-]*'?(\d{4}|\d{2}))?"
_ORDNUNG = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "erst": 1, "zweit": 2, "dritt": 3, "viert": 4}
_N = r"(?:([1-4])\.?|(iv|i{1,3})\.?|(erst|zweit|dritt|viert)e[rsn]?) ?"
_MONAT = re.compile(rf"(?:im )?({MONATSNAME}){_JAHR}")
_MONAT_ZAHL = re.compile(r"(\d{1,2}) ?[/.] ?(\d{4})|(\d{4})-(\d{1,2})", re.ASCII)
_WOCHE = re.compile(r"(?:kw|kalenderwoche) ?(\d{1,2})|(\d{1,2})\. ?(?:kw|kalenderwoche)", re.ASCII)
_WOCHE_JAHR = re.compile(
    rf"(?:{_WOCHE.pattern})(?:[ /-]+(\d{{4}})| ?/ ?(\d{{2}})| ?'(\d{{2}}))|(\d{{4}})[ /-]*k?w ?(\d{{1,2}})",
    re.ASCII,
)
_QUARTAL = re.compile(rf"(?:q ?([1-4])|{_N}quartal){_JAHR}", re.ASCII)
_HALBJAHR = re.compile(rf"(?:h ?([12])|{_N}(?:halbjahr|hj)){_JAHR}", re.ASCII)
_GANZES_JAHR = re.compile(r"(?:(?:das )?ganzes? jahr|ganzjährig|jahr)(?: (\d{4}))?|(\d{4})", re.ASCII)
_FERIEN = re.compile(rf"([a-zäöüß]{{3,}}ferien){_JAHR}(?:/\d{{2,4}})?", re.ASCII)
_BIS = re.compile(r" ?(?:-|–|—|\bbis(?: zum)?\b) ?")
_UND = re.compile(r" ?(?:/|\bund\b) ?")
_EINHEIT_VORN = re.compile(r"(?:kw|kalenderwoche|q|h) ?(?=\d+$)", re.ASCII)
_ZAHL_ALLEIN = re.compile(rf"({TAGESNAME} )?(\d{{1,2}})\.?", re.ASCII)
# What a lone number in front is short for, by the period behind it: "34.-36. KW", "1. und 2. Quartal".
_EINHEIT = {"woche": "kw {}", "quartal": "q{}", "halbjahr": "h{}"}


@dataclass(frozen=True)
class Zeitraum:
    """Days `von` to `bis`, both included; `art` is tag, woche, monat, quartal, halbjahr, jahr, ferien or spanne."""

    von: dt.date
    bis: dt.date
    art: str


@dataclass(frozen=True)
class _Lesung:
    zeitraum: Zeitraum
    jahr: int
    mit_jahr: bool  # the text itself names the year


def parse_zeitraum(wert: object, jahr: int | None = None, land: str = LAND) -> Zeitraum | None:
    """Return the period a cell names, None where it names none or leaves open which.

    `jahr` completes what has no year of its own. Weeks are those of ISO 8601, school holidays those of the Land;
    "Weihnachtsferien 2021" begin in 2021. Days off between two parts of the same holidays belong to them.
    """
    if isinstance(wert, bool) or wert is None:
        return None
    if isinstance(wert, dt.date):
        tag = wert.date() if isinstance(wert, dt.datetime) else wert
        return Zeitraum(tag, tag, "tag")
    text = re.sub(r"^vo[nm] ", "", " ".join(str(wert).split()).lower())
    lesung = _lies(text, jahr, land) if len(text) <= HOECHSTENS else None
    return lesung.zeitraum if lesung else None


@lru_cache(maxsize=4096)
def _lies(text: str, jahr: int | None, land: str) -> _Lesung | None:
    return _einfach(text, jahr, land) or _spanne(text, jahr, land)


def _einfach(text: str, jahr: int | None, land: str) -> _Lesung | None:
    for lies in (_monat, _woche, _quartal, _halbjahr, _jahr, _tag):
        if lesung := lies(text, jahr):
            return lesung
    if treffer := _FERIEN.fullmatch(text):
        return _mit_jahr(treffer[2], jahr, lambda j: _ferien(treffer[1], j, land))
    return None


def _mit_jahr(
    ziffern: str | None, jahr: int | None, mache: Callable[[int], Zeitraum | None]
) -> _Lesung | None:
    gilt = volles_jahr(ziffern) if ziffern else jahr
    if jahr and gilt and ziffern and len(ziffern) == 2 and abs(gilt - jahr) > JAHRE_UM:
        return None  # "Juni 30" is hardly June 2030
    zeitraum = mache(gilt) if gilt is not None and 1900 <= gilt <= 2100 else None
    return _Lesung(zeitraum, gilt, bool(ziffern)) if gilt and zeitraum else None


def _monate(art: str, jahr: int, erster: int, anzahl: int) -> Zeitraum:
    letzter = erster + anzahl - 1
    ende = dt.date(jahr + letzter // 12, letzter % 12 + 1, 1) - dt.timedelta(days=1)
    return Zeitraum(dt.date(jahr, erster, 1), ende, art)


def _monat(text: str, jahr: int | None) -> _Lesung | None:
    if treffer := _MONAT.fullmatch(text):
        return _mit_jahr(treffer[2], jahr, lambda j: _monate("monat", j, monat(treffer[1]), 1))
    if treffer := _MONAT_ZAHL.fullmatch(text):
        nummer = int(treffer[1] or treffer[4])
        return (
            _mit_jahr(treffer[2] or treffer[3], jahr, lambda j: _monate("monat", j, nummer, 1))
            if 1 <= nummer <= 12
            else None
        )
    return None


def _woche(text: str, jahr: int | None) -> _Lesung | None:
    if treffer := _WOCHE.fullmatch(text):
        return _mit_jahr(None, jahr, lambda j: _iso_woche(j, int(treffer[1] or treffer[2])))
    treffer = _WOCHE_JAHR.fullmatch(text)
    if treffer is None:
        return None
    nummer = int(treffer[1] or treffer[2] or treffer[7])
    if treffer[4] and int(treffer[4]) == nummer + 1:
        return None  # "KW 34/35" is two weeks
    ziffern = treffer[3] or treffer[4] or treffer[5] or treffer[6]
    return _mit_jahr(ziffern, jahr, lambda j: _iso_woche(j, nummer))


def _iso_woche(jahr: int, nummer: int) -> Zeitraum | None:
    try:
        montag = dt.date.fromisocalendar(jahr, nummer, 1)
    except ValueError:  # most years have no week 53
        return None
    return Zeitraum(montag, montag + dt.timedelta(days=6), "woche")


def _quartal(text: str, jahr: int | None) -> _Lesung | None:
    treffer = _QUARTAL.fullmatch(text)
    if treffer is None:
        return None
    nummer = _nummer(treffer)
    return _mit_jahr(treffer[5], jahr, lambda j: _monate("quartal", j, 3 * nummer - 2, 3))


def _halbjahr(text: str, jahr: int | None) -> _Lesung | None:
    treffer = _HALBJAHR.fullmatch(text)
    if treffer is None or (nummer := _nummer(treffer)) > 2:
        return None
    return _mit_jahr(treffer[5], jahr, lambda j: _monate("halbjahr", j, 6 * nummer - 5, 6))


def _nummer(treffer: re.Match[str]) -> int:
    ziffer, wort = treffer[1] or treffer[2], treffer[3] or treffer[4]
    return int(ziffer) if ziffer else _ORDNUNG[wort]


def _jahr(text: str, jahr: int | None) -> _Lesung | None:
    treffer = _GANZES_JAHR.fullmatch(text)
    if treffer is None or text == "jahr":
        return None
    return _mit_jahr(treffer[1] or treffer[2], jahr, lambda j: _monate("jahr", j, 1, 12))


def _tag(text: str, jahr: int | None) -> _Lesung | None:
    """Return a period of one day. Without `jahr` a text that reads has its year itself."""
    eigenes = deute_datum(text).datum
    tag = eigenes or deute_datum(text, jahr).datum
    return _Lesung(Zeitraum(tag, tag, "tag"), tag.year, eigenes is not None) if tag else None


def _ferien(name: str, jahr: int, land: str) -> Zeitraum | None:
    tage = schulferien(name, jahr, land)
    return Zeitraum(*tage, "ferien") if tage else None


def _spanne(text: str, jahr: int | None, land: str) -> _Lesung | None:
    """Return the first way to part the text into begin and end that reads as a period.

    "Mai/Juni" and "12. und 13.07." are one period only where the second begins as the first ends.
    """
    for muster, angrenzend in ((_BIS, False), (_UND, True)):
        for stelle in muster.finditer(text):
            links, rechts = text[: stelle.start()], text[stelle.end() :]
            if angrenzend and _kann_jahr_sein(rechts, jahr):
                continue  # "KW 20/21" can be week 20 of 2021 as well as two weeks
            anfang, ende = _anfang_und_ende(links, rechts, jahr, land)
            if anfang is None or ende is None or anfang.zeitraum.art != ende.zeitraum.art:
                continue
            von, bis = anfang.zeitraum, ende.zeitraum
            if von.von <= bis.von and not (angrenzend and von.bis + dt.timedelta(days=1) != bis.von):
                return _Lesung(
                    Zeitraum(von.von, bis.bis, "spanne"), anfang.jahr, anfang.mit_jahr or ende.mit_jahr
                )
    return None


def _kann_jahr_sein(text: str, jahr: int | None) -> bool:
    return text.isdecimal() and (jahr is None or abs(volles_jahr(text) - jahr) <= 1)


def _anfang_und_ende(
    links: str, rechts: str, jahr: int | None, land: str
) -> tuple[_Lesung | None, _Lesung | None]:
    """Return both ends; the one without a year of its own takes the other's, over New Year the one beside it."""
    if (einheit := _EINHEIT_VORN.match(links)) and rechts[:1].isdecimal():
        rechts = f"{einheit[0]}{rechts}"
    anfang = _einfach(links, jahr, land)
    if anfang and anfang.mit_jahr:
        ende = _einfach(rechts, anfang.jahr, land)
        if ende and not ende.mit_jahr and ende.zeitraum.von < anfang.zeitraum.von:
            ende = _einfach(rechts, anfang.jahr + 1, land)
        return anfang, ende
    ende = _einfach(rechts, jahr, land)
    if ende is None:
        return None, None
    if treffer := _ZAHL_ALLEIN.fullmatch(links):
        return _einfach(_ergaenze(treffer, ende.zeitraum), ende.jahr, land), ende
    anfang = _einfach(links, ende.jahr, land)
    if anfang and ende.mit_jahr and anfang.zeitraum.von > ende.zeitraum.von:
        anfang = _einfach(links, ende.jahr - 1, land)
    return anfang, ende


def _ergaenze(zahl: re.Match[str], dahinter: Zeitraum) -> str:
    """Return the period a lone number is short for, by the one behind it."""
    if dahinter.art == "tag":
        return f"{zahl[1] or ''}{zahl[2]}.{dahinter.von.month}."
    return _EINHEIT.get(dahinter.art, "").format(zahl[2])
