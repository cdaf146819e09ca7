"""Lines of a text -> sentences, each with its line, the headings it stands under, and of a cell its column's header."""

import re
from dataclasses import dataclass

from qz_analysis.clean.kalender import MONATSNAME
from qz_analysis.read.schriftstueck import Schriftstueck, Textzeile

# Longer, or ending in a point: then a line that stands alone is a short paragraph, no heading.
UEBERSCHRIFT_LAENGE = 90
_NUMMER = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[A-ZÄÖÜ„\"])")
_AUFZAEHLUNG = re.compile(r"\s*(?:[-–•*·▪]|\d{1,2}\)|[a-z]\))\s+")
_ENDE = re.compile(r"[.!?…][\"“”»’)\]]*\s+|\s*\n\s*|\s*•\s*")
_ABKUERZUNG = re.compile(
    r"(?:^|[\s(„\"/-])(?:ca|bzw|z\.? ?b|u\.? ?a|d\.? ?h|o\.? ?ä|e\.? ?v|i\.? ?d\.? ?r|nr|tel|str|dr|prof|inkl|max|min|mind|"
    r"vgl|evtl|ggf|etc|usw|st|abs|art|kap|s|abb|tab|jg|gesch|ehem|allg|insb|mtl|tgl|wöch|pers|[a-z])\.$",
    re.IGNORECASE,
)
_ORDNUNG = re.compile(r"(?:^|[\s(„\"–-])\d{1,2}\.$")
_NEUER_SATZ = re.compile(
    r"[\"„»(]?(?:Der|Die|Das|Den|Dem|Des|Dies\w*|Ein|Eine|Einen|Es|Er|Sie|Wir|Im|In|An|Am|Auf|Aus|Bei|Mit|Nach|Von|Vor|Für|"
    r"Zu|Zum|Zur|Davon|Hiervon|Darunter|Dabei|Dazu|Damit|Danach|Weitere|Auch|Aber|Und|Hier|Dort|So|Alle|Über|Rund|Insgesamt|"
    r"Außerdem|Zusätzlich|Seit|Ab|Bis|Durch|Wie|Wer|Was|Unter|Neben|Als|Da|Daneben|Etwa)\b"
)
_GEZAEHLTES = re.compile(rf"{MONATSNAME}|Quartal|Halbjahr|Klasse|Mal\b|Stock", re.IGNORECASE)


@dataclass(frozen=True)
class Satz:
    """One sentence. `zeilen` are places in `text` from which a line begins, with its number.

    `ueberschriften` go from the chapter inwards. `absatz` is the same for the sentences of one paragraph or cell. `spalte`
    is what stands above the cell it was taken from, "" elsewhere.
    """

    text: str
    zeilen: tuple[tuple[int, int], ...]
    ueberschriften: tuple[str, ...]
    absatz: int
    spalte: str = ""

    def zeile(self, stelle: int) -> int:
        """Return the number of the line (in Word: the paragraph) that a place in the text stands on."""
        return max((z for z in self.zeilen if z[0] <= stelle), default=self.zeilen[0])[1]


@dataclass
class _Absatz:
    teile: list[Textzeile]
    spalte: str = ""

    @property
    def erste(self) -> Textzeile:
        return self.teile[0]


def saetze(schriftstueck: Schriftstueck) -> list[Satz]:
    """Return the sentences of a text in their order, those of headings and cells among them."""
    gefunden: list[Satz] = []
    stapel: list[tuple[int, str]] = []
    for n, absatz in enumerate(_absaetze(schriftstueck.zeilen)):
        ebene = _ebene(absatz)
        if ebene:
            while stapel and stapel[-1][0] >= ebene:
                stapel.pop()
        ueber = tuple(text for _, text in stapel)
        text, zeilen = _verbinde(absatz.teile)
        if ebene:
            text, zeilen = _ohne_vorsatz(text, zeilen, _NUMMER)
            stapel.append((ebene, text))
        else:
            text, zeilen = _ohne_vorsatz(text, zeilen, _AUFZAEHLUNG)
        gefunden += [
            Satz(text[a:e], _ab(zeilen, a, e), ueber, n, absatz.spalte)
            for a, e in _grenzen(text)
            if text[a:e]
        ]
    return gefunden


def _absaetze(zeilen: tuple[Textzeile, ...]) -> list[_Absatz]:
    """Join lines to paragraphs: up to a blank line, a heading, a bullet or a cell."""
    absaetze: list[_Absatz] = []
    koepfe: dict[tuple[int, int], str] = {}
    offen = False
    for zeile in zeilen:
        if not zeile.text.strip():
            offen = False
        elif zeile.tabelle >= 0:
            if zeile.reihe == 0:
                koepfe[zeile.tabelle, zeile.spalte] = zeile.text.strip()
            kopf = koepfe.get((zeile.tabelle, zeile.spalte), "") if zeile.reihe else ""
            absaetze.append(_Absatz([zeile], kopf))
            offen = False
        elif (
            offen
            and not zeile.ebene
            and not _ist_nummeriert(zeile.text)
            and not _AUFZAEHLUNG.match(zeile.text)
        ):
            absaetze[-1].teile.append(zeile)
        else:
            absaetze.append(_Absatz([zeile]))
            offen = not zeile.ebene and not _ist_nummeriert(zeile.text)
    return absaetze


def _ebene(absatz: _Absatz) -> int:
    """Return the level of a heading, 0 for a paragraph: as marked, by its number, or the innermost for one without."""
    zeile = absatz.erste
    if zeile.ebene:
        return zeile.ebene
    if zeile.tabelle >= 0 or len(absatz.teile) > 1:
        return 0
    if _ist_nummeriert(zeile.text):
        treffer = _NUMMER.match(zeile.text)
        return treffer[1].count(".") + 1 if treffer else 0
    text = zeile.text.strip()
    allein = len(text) <= UEBERSCHRIFT_LAENGE and text[0].isupper() and text[-1] not in '.!?:;,…“"'
    return 9 if allein else 0


def _ist_nummeriert(text: str) -> bool:
    """Return whether a line is a heading with a number in front: "3.2 Angebote", but no "3 Kinder kamen." or "3. Mai 2021"."""
    treffer = _NUMMER.match(text)
    if not treffer or len(text) > 2 * UEBERSCHRIFT_LAENGE or text.rstrip()[-1] in ".!?;,":
        return False
    return "." in treffer[0] and not _GEZAEHLTES.match(text[treffer.end() :])


def _verbinde(teile: list[Textzeile]) -> tuple[str, list[tuple[int, int]]]:
    """Return lines as one text, a word parted by a hyphen as one, and where each line begins."""
    text, zeilen = "", []
    for teil in teile:
        neu = re.sub(r"[^\S\n]+", " ", teil.text.strip())
        if text.endswith("-") and neu[:1].islower() and not neu.startswith(("und ", "oder ", "bzw")):
            text = text[:-1]
        elif text:
            text += " "
        zeilen.append((len(text), teil.nummer))
        text += neu
    return text, zeilen


def _ohne_vorsatz(
    text: str, zeilen: list[tuple[int, int]], muster: re.Pattern[str]
) -> tuple[str, list[tuple[int, int]]]:
    treffer = muster.match(text)
    ab = treffer.end() if treffer else 0
    return text[ab:], [(max(stelle - ab, 0), nummer) for stelle, nummer in zeilen]


def _ab(zeilen: list[tuple[int, int]], anfang: int, ende: int) -> tuple[tuple[int, int], ...]:
    """Return where lines begin within a sentence."""
    vorher = max(z for z in zeilen if z[0] <= anfang)
    return ((0, vorher[1]), *((stelle - anfang, n) for stelle, n in zeilen if anfang < stelle < ende))


def _grenzen(text: str) -> list[tuple[int, int]]:
    grenzen, anfang = [], 0
    for treffer in _ENDE.finditer(text):
        if "\n" in treffer[0] or "•" in treffer[0]:
            grenzen.append((anfang, treffer.start() + len(treffer[0].rstrip(" \n•"))))
            anfang = treffer.end()
        elif _endet(text[anfang : treffer.start() + 1], text[treffer.end() :]):
            grenzen.append((anfang, treffer.start() + len(treffer[0].rstrip())))
            anfang = treffer.end()
    grenzen.append((anfang, len(text.rstrip())))
    return [(a, e) for a, e in grenzen if a < e]


def _endet(davor: str, danach: str) -> bool:
    if not danach or danach[0].islower():
        return not danach
    if _ORDNUNG.search(davor):
        return _NEUER_SATZ.match(danach) is not None
    return not _ABKUERZUNG.search(davor)
