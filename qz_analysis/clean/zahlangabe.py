"""Numbers in prose, with their hedge and what they count: "über 85 Angebotsformate", "ca. 50 - 60 Kindern"."""

import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from qz_analysis.clean.haeufigkeit import haeufigkeiten
from qz_analysis.clean.keinezahl import LEER, verdecke
from qz_analysis.clean.zahl import ZAHLWORT, ZUSATZ, parse_anzahl
from qz_analysis.model.anzahl import Anzahl

DAUER: Final = "Dauer"

_EIN = {wort: n for wort, n in ZAHLWORT.items() if n <= 1 or wort.endswith("mal")}
_WORT = "|".join(sorted((wort for wort in ZAHLWORT if wort not in _EIN), key=len, reverse=True))
_ZIFFERN = r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_N = rf"(?:{_ZIFFERN}|(?:{_WORT})(?:en|er)?(?![a-zäöüß]))"
_HEDGE = "|".join(
    rf"{wort}(?!\w)" if wort.rstrip("\\.?")[-1:].isalpha() else wort
    for wort in sorted(chain(*(muster.split("|") for muster in ZUSATZ.values())), key=len, reverse=True)
)
_ZAHL = re.compile(
    rf"(?P<hedge>(?:(?<!\w)(?:{_HEDGE})\s*)*)(?:(?<=\s)|(?<=[(„\"~≈<>≤≥])|^|(?<!\S))"
    rf"(?P<zahl>(?:zwischen\s+{_N}\s+und\s+{_N}|(?:von\s+)?{_N}\s*(?:-|–|bis(?:\s+zu)?)\s*{_N}|(?:{_N}\s+|ein\s+)?Dutzend|{_N}))"
    rf"(?P<mehr>\+|\s+(?:und|oder) mehr(?!\w))?(?![\w.,:]*\d|-|/\w)(?P<prozent>\s*(?:%|Prozent(?!\w)))?(?!\w)",
    re.IGNORECASE,
)
_PROZENTWORT = re.compile(r"(?P<zahl>\d+)\s*%(?=[A-Za-zÄÖÜ])")
_NUR_EIN = re.compile(
    r"\b(?P<hedge>mindestens|wenigstens|höchstens|maximal|genau|nur)\s+(?P<zahl>ein(?:e[mnrs]?)?)(?=\s)",
    re.IGNORECASE,
)
_BEIDE = re.compile(r"(?<!letzten )(?<!ersten )(?<!nächsten )\b(?P<zahl>[Bb]eide[nr]?)(?=\s+[\w(])")
# "zwei von drei Tagen" says two; what it is out of is no claim of its own.
_VON = re.compile(
    rf"(?<![\w.,])(?P<teil>{_N}\s+von\s+(?:den\s+|insgesamt\s+)?)(?P<ganzes>{_N})(?=\s)", re.IGNORECASE
)
_DAUER = re.compile(
    rf"(?<![\w-])(?P<zahl>\d{{1,3}}|{_WORT}|ein)-?(?:tägig|wöchig|monatig|jährig|stündig|minütig)(?:e[mnrs]?)?(?!\w)",
    re.IGNORECASE,
)
# After these verbs "über" is a preposition, and the number is exact.
_UEBER_ALS_WORT = re.compile(
    r"\b(?:verfüg|bericht|inform|sprech|sprach|gespr|austausch|erstreck|verteil|entschei|diskut|freu)\w*",
    re.IGNORECASE,
)
_WORTE = re.compile(r"[*\w:]+(?:[-/&*'’]+\w[*\w:]*)*-?|[%€]")
_HALT = re.compile(rf"[.;!?()„“\"–{LEER}]|,(?!\s+(?:[A-ZÄÖÜ]|[a-zäöü]+e[rnms]?\s))|:(?!inn)")
_BINDEWORT = re.compile(r"und|oder|sowie|bzw")
_ANHANG = re.compile(r"der|von|diese[rn]|unserer|ihrer|den|bis|und|oder|sowie|bzw")
# Verbs, prepositions and articles end what is counted; adjectives belong to it.
_KEIN_BEIWORT = re.compile(
    r"ist|sind|sei|waren?|wird|w[eu]rden?|worden|hat|haben|hatten?|kann|können|konnten?|sollt?e?n?|müss?en|muss|musste|d[aei][ems]|"
    r"eine?[mnrs]?|i[mn]|a[mn]|auf|mit|für|zu[mr]?|beim?|aus|nach|über|unter|vor|seit|durch|ohne|um|als|wie|dass|wenn|nicht|auch|"
    r"vom|je|pro|noch|nur|so|sich|es|sie|er|wir|man|davon|darunter|mehr|weniger|kamen|kommen|nahmen|gab|gibt|f[ai]nde[nt]?|fand|statt|lag|"
    r"liegt|betrug|teil|jedoch|aber|dabei|hier|dann"
)
_DAVOR = re.compile(
    r"(?:\b(?:Anz|Z|z)ahl (?:der|von|an) (?P<was>[\w*:-]+(?: [A-ZÄÖÜ][\w*:-]+)?)[^.;]*|(?P<kopf>[A-ZÄÖÜ][\w*: -]+):\s*"
    r"|(?P<allein>(?i:\b(?:insgesamt|waren es|zusammen|jeweils|kamen|(?:davon|hiervon|darunter)\b[^.;]*)\s+)))$"
)
_BEIWORT = re.compile(r"\s+(?P<wort>[a-zäöüß]{4,})\b")


@dataclass(frozen=True)
class Zahlangabe:
    """A number in a sentence. `text` is it as written, `gezaehlt` the noun phrase it counts ("" where none is named).

    `einheit` is "" for a count, "%", or how often (see `haeufigkeit`), or "Dauer". `von` and `bis` are its place in the
    sentence, `bis` being the end of what it counts.
    """

    text: str
    anzahl: Anzahl
    einheit: str
    gezaehlt: str
    von: int
    bis: int


def zahlangaben(satz: str) -> list[Zahlangabe]:
    """Return the numbers of a sentence that count or measure something, in their order."""
    frei = verdecke(satz)
    funde = []
    for h in haeufigkeiten(frei):
        if anzahl := parse_anzahl(h.text):
            funde.append(Zahlangabe(satz[h.von : h.bis].strip(), anzahl, h.einheit, "", h.von, h.bis))
            frei = frei[: h.von] + LEER * (h.bis - h.von) + frei[h.bis :]
    frei = _VON.sub(lambda t: t["teil"] + "x" * len(t["ganzes"]), frei)
    for muster in (_PROZENTWORT, _ZAHL, _NUR_EIN, _BEIDE, _DAUER):
        gelesen = (_lies(satz, frei, t, ist_dauer=muster is _DAUER) for t in muster.finditer(frei))
        funde += [fund for fund in gelesen if fund]
        for fund in funde:
            ab, bis = fund.von, fund.von + len(fund.text)
            frei = frei[:ab] + LEER * (bis - ab) + frei[bis:]
    return _mit_ausgelassenem(sorted(funde, key=lambda fund: fund.von))


def _mit_ausgelassenem(funde: list[Zahlangabe]) -> list[Zahlangabe]:
    """Give a number without a noun the one of the number before it: "15 Jugendliche, bis zu 40 im Sommer"."""
    gezaehlt = ""
    for n, fund in enumerate(funde):
        if not fund.gezaehlt and not fund.einheit:
            funde[n] = replace(fund, gezaehlt=gezaehlt)
        elif not fund.einheit and any(wort[0].isupper() for wort in fund.gezaehlt.split()):
            gezaehlt = fund.gezaehlt
    return funde


def _lies(satz: str, frei: str, treffer: re.Match[str], *, ist_dauer: bool) -> Zahlangabe | None:
    gruppen = treffer.groupdict()
    hedge, prozent = (gruppen.get("hedge") or "").strip(), gruppen.get("prozent") or ""
    von, bis = treffer.span()
    von += len(treffer[0]) - len(treffer[0].lstrip())
    if hedge.lower() == "über" and _UEBER_ALS_WORT.search(satz[:von]):
        von, hedge = treffer.start("zahl"), ""
    ist_anteil = bool(prozent) or treffer.re is _PROZENTWORT
    zahl = "zwei" if treffer.re is _BEIDE else treffer["zahl"]
    anzahl = _anzahl(hedge, zahl, gruppen.get("mehr") or "", ist_anteil=ist_anteil)
    if anzahl is None:
        return None
    text = satz[von:bis].strip()
    if ist_dauer:
        return Zahlangabe(text, anzahl, DAUER, text, von, bis)
    gezaehlt, ende = _gezaehlt(satz, frei, bis)
    if not gezaehlt and not ist_anteil:
        davor = _DAVOR.search(satz[:von])
        if not davor and not hedge:
            return None
        gezaehlt = (davor["was"] or davor["kopf"] or "") if davor else ""
        beiwort = _BEIWORT.match(frei, bis)
        if davor and not gezaehlt and beiwort and not _KEIN_BEIWORT.fullmatch(beiwort["wort"]):
            gezaehlt, ende = beiwort["wort"], beiwort.end()
    return Zahlangabe(text, anzahl, "%" if ist_anteil else "", gezaehlt, von, max(bis, ende))


def _anzahl(hedge: str, zahl: str, mehr: str, *, ist_anteil: bool) -> Anzahl | None:
    """Return the number with its bounds. Of several hedges ("durchschnittlich rund") the last counts."""
    text = " ".join(_ohne_beugung(wort) for wort in zahl.split())
    worte = re.findall(rf"(?:{_HEDGE})", hedge, re.IGNORECASE)
    anhang = " %" if ist_anteil else ""
    for zusatz in [*reversed(worte), ""]:
        gelesen = parse_anzahl(f"{'' if zusatz.lower() == 'bis' else zusatz} {text}{mehr}{anhang}".strip())
        if gelesen:
            return gelesen
    return None


def _ohne_beugung(wort: str) -> str:
    klein = wort.lower()
    if klein in ZAHLWORT or not klein.isalpha():
        return klein
    for endung in ("en", "er", "em", "es", "e"):
        stamm = klein.removesuffix(endung)
        if stamm != klein and stamm in ZAHLWORT:
            return "ein" if stamm == "eins" else stamm
    return klein


def _gezaehlt(satz: str, frei: str, ab: int) -> tuple[str, int]:
    """Return the noun phrase behind a number and its end: adjectives, then nouns, joined nouns among them."""
    halt = _HALT.search(frei, ab)
    worte = list(_WORTE.finditer(frei, ab, halt.start() if halt else len(frei)))
    ende, hat_hauptwort = ab, False
    for n, wort in enumerate(worte[:12]):
        klein = wort[0].lower().rstrip("-")
        beginnt_gross = wort[0][0].isupper()
        luecke = frei[worte[n - 1].end() if n else ab : wort.start()]
        ist_bindewort = _BINDEWORT.fullmatch(klein) is not None
        if not hat_hauptwort:
            if _KEIN_BEIWORT.fullmatch(klein) or (n and klein in ("der", "von")) or (not n and "," in luecke):
                break
        elif beginnt_gross:
            davor = worte[n - 1][0]
            if davor[0].isupper() and luecke.strip() != ",":
                break
        elif not ist_bindewort:
            # An adjective goes on only where a noun follows: "Jugendlichen und jungen Erwachsenen".
            beiwort = klein.endswith(("e", "en", "er")) and not (
                _KEIN_BEIWORT.fullmatch(klein) or _ANHANG.fullmatch(klein)
            )
            if not beiwort or n + 1 == len(worte) or not worte[n + 1][0][0].isupper():
                break
        if beginnt_gross or wort[0] in "%€":
            hat_hauptwort, ende = True, wort.end()
    return (satz[ab:ende].strip(), ende) if hat_hauptwort else ("", ab)
