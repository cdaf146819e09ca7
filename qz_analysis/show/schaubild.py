"""A picture of boxes and lines as SVG: text that wraps and is cut at words, in the shipped font."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar
from xml.etree import ElementTree

from qz_analysis.show.gestaltung import DUNKEL, GRAU, SCHRIFT, TEXT

GROESSE, KLEIN, KOPF = 13.0, 11.5, 12.5  # font sizes: a title, what stands below it, a heading
DURCHSCHUSS: Final = 1.24
RAND: Final = 8.0  # between the border of a box and its text
_NUMMERNSPALTE: Final = 34.0
_AUSLASSUNG: Final = " …"
T = TypeVar("T")
# Widths of characters of the shipped font in em, rounded up: text is laid out before anything draws it.
_BREITEN: Final = {
    **dict.fromkeys(" ijl.,;:'|!", 0.28),
    **dict.fromkeys("ftrI()/-", 0.39),
    **dict.fromkeys("szcvyxLJ„“*", 0.52),
    **dict.fromkeys("agkeoäöF", 0.56),
    **dict.fromkeys("GHNOQÖ&w", 0.77),
    **dict.fromkeys("mMW…→✓%@", 0.92),
}


@dataclass(frozen=True)
class Kasten:
    """A box: the number, the title below no more than `zeilen` lines, and what is said of it in small print.

    `betont` boxes are filled; `gestrichelt` ones have a dashed border.
    """

    nummer: str
    titel: str
    zusatz: tuple[str, ...]
    betont: bool = False
    gestrichelt: bool = False
    zeilen: int = 2

    def titelzeilen(self, breite: float) -> list[str]:
        """Return the title as it is broken and cut in a box of that width."""
        return umbruch(self.titel, breite - 2 * RAND - _NUMMERNSPALTE, GROESSE, self.zeilen)

    def zusatzzeilen(self, breite: float) -> list[str]:
        """Return the small print as it is broken in a box of that width; it is never cut."""
        platz = breite - 2 * RAND - _NUMMERNSPALTE
        return [zeile for text in self.zusatz for zeile in umbruch(text, platz, KLEIN)]

    def hoehe(self, breite: float) -> float:
        """Return how high the box is when it is that wide."""
        titel, zusatz = len(self.titelzeilen(breite)), len(self.zusatzzeilen(breite))
        return 1.3 * RAND + DURCHSCHUSS * (titel * GROESSE + zusatz * KLEIN)


def textbreite(text: str, groesse: float) -> float:
    """Return about how wide a text is drawn, rather too wide than too narrow."""
    return groesse * sum(_BREITEN.get(z, 0.68 if z.isupper() else 0.6) for z in text)


def umbruch(text: str, breite: float, groesse: float, hoechstens: int | None = None) -> list[str]:
    """Return a text as lines of at most that width, broken between words.

    What is more than `hoechstens` lines is cut after a word, and an ellipsis says so. A word wider than a line is
    broken where the line ends.
    """
    zeilen: list[str] = [""]
    for wort in _drucksache(text).split():
        rest = wort
        while rest:
            versuch = f"{zeilen[-1]} {rest}".strip()
            if textbreite(versuch, groesse) <= breite:
                zeilen[-1], rest = versuch, ""
            elif zeilen[-1]:
                zeilen.append("")
            else:
                passt = max(
                    (n for n in range(1, len(rest)) if textbreite(rest[:n] + "-", groesse) <= breite),
                    default=1,
                )
                zeilen[-1], rest = rest[:passt] + "-", rest[passt:]
                zeilen.append("")
    zeilen = [zeile for zeile in zeilen if zeile]
    if hoechstens is None or len(zeilen) <= hoechstens:
        return zeilen
    worte = zeilen[hoechstens - 1].split()
    while len(worte) > 1 and textbreite(" ".join(worte) + _AUSLASSUNG, groesse) > breite:
        worte.pop()
    return [*zeilen[: hoechstens - 1], " ".join(worte).rstrip(",;:-–") + _AUSLASSUNG]


@dataclass
class Schaubild:
    """Boxes, lines and headings, drawn where they are put. `hoehe` grows with what is drawn."""

    breite: float
    hoehe: float = 0.0
    _teile: list[ElementTree.Element] = field(default_factory=list)

    def kasten(self, kasten: Kasten, x: float, y: float, breite: float) -> None:
        """Draw a box with its upper left corner at x, y."""
        hoehe = kasten.hoehe(breite)
        rahmen = self._teil("rect", x=x + 1, y=y, width=breite - 2, height=hoehe, rx=4)
        rahmen.set("fill", "#e8eef6" if kasten.betont else "#ffffff")
        rahmen.set("stroke", DUNKEL if kasten.betont else GRAU)
        rahmen.set("stroke-width", "1.5" if kasten.betont else "1")
        if kasten.gestrichelt:
            rahmen.set("stroke-dasharray", "4 3")
        links = x + RAND
        grundlinie = y + 0.65 * RAND + GROESSE
        self.text(kasten.nummer, links, grundlinie, GROESSE, fett=True)
        for zeile in kasten.titelzeilen(breite):
            self.text(zeile, links + _NUMMERNSPALTE, grundlinie, GROESSE)
            grundlinie += GROESSE * DURCHSCHUSS
        for zeile in kasten.zusatzzeilen(breite):
            self.text(zeile, links + _NUMMERNSPALTE, grundlinie, KLEIN, farbe="#45505d")
            grundlinie += KLEIN * DURCHSCHUSS
        self.hoehe = max(self.hoehe, y + hoehe)

    def pfeil(self, von: tuple[float, float], nach: tuple[float, float], *, gestrichelt: bool) -> None:
        """Draw a curve with a head, from one point to another to the right of it."""
        (x1, y1), (x2, y2) = von, nach
        mitte, ende = (x1 + x2) / 2, x2 - 7
        linie = self._teil(
            "path", d=f"M{x1:.1f} {y1:.1f}C{mitte:.1f} {y1:.1f} {mitte:.1f} {y2:.1f} {ende:.1f} {y2:.1f}"
        )
        linie.set("fill", "none")
        linie.set("stroke", DUNKEL)
        linie.set("stroke-width", "1.6")
        if gestrichelt:
            linie.set("stroke-dasharray", "5 3")
        spitze = self._teil("path", d=f"M{x2:.1f} {y2:.1f}l-9 -4.5v9z")
        spitze.set("fill", DUNKEL)

    def ueberschrift(self, text: str, x: float, y: float, breite: float) -> None:
        """Write one line in bold, cut where it is too long; y is where its letters stand."""
        # Bold letters are a little wider than those that were measured.
        self.text("".join(umbruch(text, breite / 1.05, KOPF, 1)), x, y, KOPF, fett=True, farbe=DUNKEL)

    def text(
        self, text: str, x: float, y: float, groesse: float, *, fett: bool = False, farbe: str = TEXT
    ) -> None:
        """Write one line, beginning at x; y is where its letters stand."""
        teil = self._teil("text", x=x, y=y)
        teil.set("font-family", SCHRIFT)
        teil.set("font-size", f"{groesse:g}")
        teil.set("fill", farbe)
        if fett:
            teil.set("font-weight", "600")
        teil.text = _drucksache(text)
        self.hoehe = max(self.hoehe, y + groesse * 0.3)

    def svg(self) -> str:
        """Return the picture."""
        masse = {"width": f"{self.breite:g}", "height": f"{self.hoehe + 2:.0f}"}
        wurzel = ElementTree.Element(
            "svg",
            {"xmlns": "http://www.w3.org/2000/svg", **masse, "viewBox": f"0 0 {' '.join(masse.values())}"},
        )
        wurzel.append(ElementTree.Element("rect", {**masse, "fill": "#ffffff"}))
        wurzel.extend(self._teile)
        return ElementTree.tostring(wurzel, encoding="unicode")

    def _teil(self, tag: str, **werte: float | str) -> ElementTree.Element:
        teil = ElementTree.Element(
            tag, {name: wert if isinstance(wert, str) else f"{wert:.1f}" for name, wert in werte.items()}
        )
        self._teile.append(teil)
        return teil


def _drucksache(text: str) -> str:
    """Return a text of characters that are drawn; the shipped font has no ballot cross, but a times sign."""
    return "".join(z for z in text.replace("✗", "×").replace("\u00a0", " ") if z.isprintable())


def gestapelt(kaesten: Sequence[Kasten], breite: float, abstand: float) -> float:
    """Return how high boxes are, one above the other."""
    return sum(k.hoehe(breite) for k in kaesten) + abstand * (len(kaesten) - 1)


def seiten(teile: Sequence[T], hoehen: Sequence[float], hoechstens: float) -> list[tuple[T, ...]]:
    """Return parts in their order, split into pictures of about the same height where one would be too high."""
    soll = sum(hoehen) / max(1, -(-sum(hoehen) // hoechstens))
    gefuellt: list[tuple[T, ...]] = []
    bisher = soll
    for teil, hoehe in zip(teile, hoehen, strict=True):
        if bisher >= soll:
            gefuellt.append(())
            bisher = 0.0
        gefuellt[-1] = (*gefuellt[-1], teil)
        bisher += hoehe
    return gefuellt
