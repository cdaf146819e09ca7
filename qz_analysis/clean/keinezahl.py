"""Digits in prose that count nothing: years, dates, times, chapters, ordinals, addresses, telephone numbers, names."""

import re

from qz_analysis.clean.kalender import MONATSNAME

LEER = "\x00"  # stands for each character that is not to be read as a number
_TAUSEND = r"(?!\d{1,3}(?:\.\d{3})+(?![\d.]))"
_UHR = r"\d{1,2}(?:[:.]\d{2})?"
_GEZAEHLT = (  # nouns before which four or five digits are a count
    r"(?!\s+(?:besuch|person|mensch|teilnehm|kinder|jugendlich|bürger|einwohn|euro|€|stunden|kontakt|gäste|haushalt|exemplar|"
    r"flyer|format|angebot|%))"
)
_STRASSE = r"(?:straße|strasse|str\.|gasse|weg|platz|allee|ring|ufer|damm)"
_VERWEIS = (
    r"(?:seite|s\.|kapitel|kap\.|abschnitt|nr\.|nummer|ziffer|punkt|abb\.|abbildung|tabelle|tab\.|anlage|absatz|abs\.|art\.|§+|"
    r"(?:bus|straßenbahn|stadtbahn)?linien?|raum|klassen?|phase|stufe|gruppe|haus|teil|sgb|covid|sars-cov|zimmer|version)"
)
_ZAHLWORTE = r"(?:eins?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)"
_MUSTER = tuple(
    re.compile(muster, re.IGNORECASE)
    for muster in (
        r"\S+@\S+|https?://\S+|www\.\S+",
        r"(?:tel|fax|mobil|handy|telefon|telefax|fon)\w*\.?:?\s*[+\d][\d\s/()-]*",
        r"(?<![\w.,:])0\d[\d\s/-]*",
        r"\d{4}-\d{2}-\d{2}",
        r"(?<![\d.])\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?(?![\d])",
        rf"(?<![\d.])\d{{1,2}}\.?(?:\s?(?:-|–|bis|und|/)\s?\d{{1,2}}\.?)?\s*(?:{MONATSNAME})(?!\w)(?:\s+\d{{4}})?",
        rf"{_UHR}\s*(?:uhr)?\s*(?:-|–|bis|und)\s*{_UHR}\s*(?:uhr\b|h\b)",
        rf"\b{_ZAHLWORTE}(?:\s+(?:bis|und)\s+{_ZAHLWORTE})?\s+uhr\b|{_UHR}\s*uhr\b|(?<!\d)\d{{1,2}}:\d{{2}}(?!\d)",
        rf"(?<!\w){_VERWEIS}\s*(?:\d+[a-z]?\b(?:\.\d+)*(?:\s?(?:-|–|bis|und)\s?\d+)?|{_ZAHLWORTE}\b)",
        rf"{_STRASSE}\s+\d+\s?[a-z]?\b(?:\s?[-–/]\s?\d+\s?[a-z]?\b)?",
        rf"(?<![\w.,]){_TAUSEND}\d{{1,2}}(?:\.\d{{1,2}})+\.?(?![\d%])",
        rf"(?<![\d.,])(?:18|19|20)\d{{2}}(?:\s?[/–-]\s?(?:\d{{4}}|\d{{2}}))?(?![\d.,]\d)\b{_GEZAEHLT}",
        rf"(?<![\d.,])\d{{5}}\b(?=\s+[A-ZÄÖÜ]){_GEZAEHLT}",
        r"(?<![\d.,])\d{1,2}\.(?=\s*(?:(?:-|–|/|bis|und|oder|,)\s*\d{1,2}\.)?\s+[a-zäöü])",
    )
)


def verdecke(text: str) -> str:
    """Return a sentence of the same length in which digits that count nothing are blanked out."""
    for muster in _MUSTER:
        text = muster.sub(lambda treffer: LEER * len(treffer[0]), text)
    return text
