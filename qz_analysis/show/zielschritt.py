"""The step from one year's goals to the next: what goes on, what ends, what is new."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.ziellinie import Verbund, Ziellinie, Zielort, verbuende, ziellinie
from qz_analysis.model import werte
from qz_analysis.show import text
from qz_analysis.show.baustein import Baustein, Diagramm, Hinweis, Spalte, Tabelle
from qz_analysis.show.schaubild import Kasten, Schaubild, gestapelt, seiten
from qz_analysis.show.ziellinie import (
    beginn,
    ende,
    gruende,
    lesart_satz,
    neues,
    schluss,
    uebergang,
    urteil,
    ziele_text,
)

BREITE: Final = 660.0
LUECKE: Final = 44.0  # between the columns: room for the lines
SPALTE: Final = (BREITE - LUECKE) / 2
ABSTAND: Final = 6.0
KOPFHOEHE: Final = 23.0
HOECHSTENS: Final = 940.0  # a picture higher than this is split: on A4 its text would be too small


def zielschritt(b: Bestand, jahr: int | None = None) -> list[Baustein]:
    """Return pictures of the step to the following year: the goals that go on; those that end, and the new ones.

    The step starts in `jahr`, without one in the first year there are goals of. Where the following year has no goals yet, a
    Hinweis stands instead. Titles of goals are cut in the pictures and whole in their tables.
    """
    linie = ziellinie(b)
    jahr, standort = beginn(linie, jahr)
    if jahr is None or not linie.hat(standort, jahr + 1):
        return [_kein_folgejahr(jahr)]
    alle = {
        j: [ort for ort in linie.ziele if ort.standort == standort and ort.jahr == j]
        for j in (jahr, jahr + 1)
    }
    zusammen = verbuende(linie, standort, jahr)
    weiter = {ort for v in zusammen for ort in (*v.alt, *v.neu)}
    endet, neu = ([ort for ort in alle[j] if ort not in weiter] for j in (jahr, jahr + 1))
    weitergehend = seiten(zusammen, _verbundhoehen(linie, zusammen), HOECHSTENS)
    spalten = [seiten(orte, _hoehen(linie, orte, jahr), HOECHSTENS) for orte in (endet, neu)]
    rest = list(zip_longest(*spalten, fillvalue=()))
    return [
        *(
            _fortfuehrung(linie, seite, jahr, _teil(n, weitergehend))
            for n, seite in enumerate(weitergehend, 1)
        ),
        *(_endet_und_neu(linie, e, n, jahr, _teil(nr, rest)) for nr, (e, n) in enumerate(rest, 1)),
    ]


def _kein_folgejahr(jahr: int | None) -> Hinweis:
    if jahr is None:
        satz = "Es gibt noch keine Zielmatrix. Bitte die Liste der Ziele ablegen."
    else:
        satz = (
            f"Für {jahr + 1} gibt es noch keine Zielmatrix. Liegt sie im Ordner „{jahr + 1}“, zeigt der Bericht, welche Ziele "
            f"weitergehen. „qz vorlage {jahr + 1}“ schreibt eine mit den offenen Zielen."
        )
    return Hinweis("hinweis", "Schwerpunkte des Folgejahrs", satz)


def _kaesten(linie: Ziellinie, verbund: Verbund) -> tuple[list[Kasten], list[Kasten]]:
    links = [_kasten(linie, ort, urteil(linie.ziele[ort])) for ort in verbund.alt]
    rechts = [_kasten(linie, ort, uebergang(linie, ort), betont=True) for ort in verbund.neu]
    return links, rechts


def _kasten(
    linie: Ziellinie, ort: Zielort, *zusatz: str, betont: bool = False, endet: bool = False
) -> Kasten:
    titel = linie.ziele[ort]["handlungsziel"]
    return Kasten(ort.ziel_id, titel, tuple(filter(None, zusatz)), betont=betont, gestrichelt=endet)


def _koepfe(linie: Ziellinie, orte: Iterable[Zielort], zuletzt: str | None) -> Iterator[str | None]:
    """Yield for each goal the heading that stands above it, None where it is the one above."""
    for ort in orte:
        ziel = linie.ziele[ort]["orientierungsziel"]
        yield None if ziel == zuletzt else f"{ort.ziel_id.partition('.')[0]} {ziel}"
        zuletzt = ziel


def _verbundhoehen(linie: Ziellinie, verbuende: list[Verbund]) -> list[float]:
    """Return how much height goals that belong together take, with the headings above them."""
    hoehen, zuletzt = [], None
    for verbund in verbuende:
        links, rechts = _kaesten(linie, verbund)
        koepfe = sum(kopf is not None for kopf in _koepfe(linie, verbund.alt, zuletzt)) * KOPFHOEHE
        zuletzt = linie.ziele[verbund.alt[-1]]["orientierungsziel"]
        spalten = (gestapelt(kaesten, SPALTE, ABSTAND) for kaesten in (links, rechts))
        hoehen.append(koepfe + max(spalten) + ABSTAND)
    return hoehen


def _teil(nummer: int, seiten: Sequence[object]) -> tuple[str, str]:
    """Return what the title and the file name of a picture get where there are several."""
    return (f" (Teil {nummer} von {len(seiten)})", f"_{nummer}") if len(seiten) > 1 else ("", "")


def _fortfuehrung(
    linie: Ziellinie, verbuende: tuple[Verbund, ...], jahr: int, teil: tuple[str, str]
) -> Diagramm:
    bild = Schaubild(BREITE)
    bild.ueberschrift(f"Ziele {jahr}", 0, 14, SPALTE)
    bild.ueberschrift(f"Ziele {jahr + 1}", SPALTE + LUECKE, 14, SPALTE)
    y, zuletzt = 22.0, None
    for verbund in verbuende:
        y = _zeichne(bild, linie, verbund, y, zuletzt)
        zuletzt = linie.ziele[verbund.alt[-1]]["orientierungsziel"]
    paare = [(s, linie.ziele[s.von], linie.ziele[s.nach]) for v in verbuende for s in linie.schritte
             if s.von in v.alt and s.nach in v.neu]  # fmt: skip
    links = [ort for v in verbuende for ort in v.alt]
    alt, neu = len(links), sum(len(v.neu) for v in verbuende)
    saetze = "; ".join(f"{s.von.ziel_id} führt zu {s.nach.ziel_id}" for s, _, _ in paare)
    return Diagramm(
        name=f"zielschritt_weiter{teil[1]}",
        titel=f"Was weitergeht: Aus {ziele_text(alt, 'n')} von {jahr} {'wird' if neu == 1 else 'werden'} {ziele_text(neu)} für "
        f"{jahr + 1}{teil[0]}",
        untertitel=f"Links das Ziel {jahr} mit dem Urteil des Teams{_stern(linie, links)}, rechts das Ziel {jahr + 1}, das daran "
        f"anknüpft. {lesart_satz([s.lesart for s, _, _ in paare], ' (gestrichelter Pfeil)')}".strip(),
        alt=f"Schaubild in zwei Spalten mit Pfeilen von Zielen {jahr} zu Zielen {jahr + 1}: {saetze}. "
        "Alle Ziele stehen im Wortlaut in der Tabelle.",
        svg=bild.svg(),
        tabelle=Tabelle(
            titel=f"Ziele {jahr} und die Ziele {jahr + 1}, die sie fortführen",
            spalten=(
                Spalte(f"Ziel {jahr}", breite=3.0),
                Spalte("Stand", breite=1.3),
                Spalte(f"Ziel {jahr + 1}", breite=3.0),
                Spalte("wie", breite=1.4),
            ),
            zeilen=tuple(
                (
                    f"{s.von.ziel_id} {von['handlungsziel']}",
                    urteil(von),
                    f"{s.nach.ziel_id} {nach['handlungsziel']}",
                    werte.ZIEL_HERKUNFT[linie.herkunft(s.nach) or "neu"],
                )
                for s, von, nach in paare
            ),
        ),
    )


def _zeichne(bild: Schaubild, linie: Ziellinie, verbund: Verbund, y: float, zuletzt: str | None) -> float:
    """Draw goals that belong together from y down, and return where the next ones begin."""
    links, rechts = _kaesten(linie, verbund)
    mitten: dict[Zielort, float] = {}
    ab: float | None = None
    unten = y
    for ort, kasten, kopf in zip(verbund.alt, links, _koepfe(linie, verbund.alt, zuletzt), strict=True):
        if kopf:
            bild.ueberschrift(kopf, 0, unten + 16, SPALTE)
            unten += KOPFHOEHE
        ab = unten if ab is None else ab
        bild.kasten(kasten, 0, unten, SPALTE)
        mitten[ort] = unten + kasten.hoehe(SPALTE) / 2
        unten += kasten.hoehe(SPALTE) + ABSTAND
    oben = ab if ab is not None else y
    # In the middle of what it continues, and never above the first box at the left.
    lage = oben + max(0.0, (unten - ABSTAND - oben - gestapelt(rechts, SPALTE, ABSTAND)) / 2)
    for ort, kasten in zip(verbund.neu, rechts, strict=True):
        bild.kasten(kasten, SPALTE + LUECKE, lage, SPALTE)
        for schritt in linie.schritte:
            if schritt.nach == ort and schritt.von in mitten:
                ziel = (SPALTE + LUECKE, lage + kasten.hoehe(SPALTE) / 2)
                bild.pfeil((SPALTE, mitten[schritt.von]), ziel, gestrichelt=schritt.lesart)
        lage += kasten.hoehe(SPALTE) + ABSTAND
    return max(unten, lage)


def _einzelner(linie: Ziellinie, ort: Zielort, jahr: int) -> Kasten:
    """Return the box of a goal that ends in `jahr`, or of one that is new in the next."""
    zeile = linie.ziele[ort]
    if ort.jahr > jahr:
        return _kasten(linie, ort, neues(linie, ort), betont=True)
    return _kasten(linie, ort, f"{urteil(zeile)}, {ende(linie, ort)}", gruende(zeile), endet=True)


def _hoehen(linie: Ziellinie, orte: list[Zielort], jahr: int) -> list[float]:
    """Return how much height each goal takes, with the heading above it."""
    return [
        (KOPFHOEHE if kopf else 0) + _einzelner(linie, ort, jahr).hoehe(SPALTE) + ABSTAND
        for ort, kopf in zip(orte, _koepfe(linie, orte, None), strict=True)
    ]


def _endet_und_neu(
    linie: Ziellinie, endet: Sequence[Zielort], neu: Sequence[Zielort], jahr: int, teil: tuple[str, str]
) -> Diagramm:
    bild = Schaubild(BREITE)
    for x, kopf, orte in (
        (0.0, f"{jahr} ohne Folgeziel", endet),
        (SPALTE + LUECKE, f"Neu {jahr + 1}", neu),
    ):
        bild.ueberschrift(kopf, x, 14, SPALTE)
        y = 22.0
        for ort, orientierungsziel in zip(orte, _koepfe(linie, orte, None), strict=True):
            if orientierungsziel:
                bild.ueberschrift(orientierungsziel, x, y + 16, SPALTE)
                y += KOPFHOEHE
            kasten = _einzelner(linie, ort, jahr)
            bild.kasten(kasten, x, y, SPALTE)
            y += kasten.hoehe(SPALTE) + ABSTAND
    abgeschlossen = sum(linie.verbleib(ort) == "abgeschlossen" for ort in endet)
    return Diagramm(
        name=f"zielschritt_endet_und_neu{teil[1]}",
        titel=f"Was endet, was neu ist: {ziele_text(len(endet))} von {jahr} ohne Folgeziel, davon {abgeschlossen} erreicht; "
        f"{ziele_text(len(neu))} {jahr + 1} neu{teil[0]}",
        untertitel=f"Links mit dem Urteil des Teams{_stern(linie, endet)} und, wo genannt, dem Grund; rechts mit der Frist.",
        alt=f"Schaubild in zwei Spalten. Ohne Folgeziel enden {jahr}: {_nummern(endet)}. Neu sind {jahr + 1}: "
        f"{_nummern(neu)}. Alle Ziele stehen im Wortlaut in der Tabelle.",
        svg=bild.svg(),
        tabelle=Tabelle(
            titel=f"Ziele {jahr} ohne Folgeziel und neue Ziele {jahr + 1}",
            spalten=(
                Spalte("Ziel", breite=3.6),
                Spalte("Jahr", breite=0.6),
                Spalte("Stand", breite=1.4),
                Spalte("was daraus wird", breite=2.2),
            ),
            zeilen=tuple(
                (
                    f"{ort.ziel_id} {linie.ziele[ort]['handlungsziel']}",
                    str(ort.jahr),
                    urteil(linie.ziele[ort]) if ort.jahr == jahr else text.NULL,
                    schluss(linie, ort) if ort.jahr == jahr else neues(linie, ort),
                )
                for ort in (*endet, *neu)
            ),
        ),
    )


def _stern(linie: Ziellinie, orte: Iterable[Zielort]) -> str:
    return " (* aus dem Text gelesen)" if any(urteil(linie.ziele[ort]).endswith("*") for ort in orte) else ""


def _nummern(orte: Sequence[Zielort]) -> str:
    return ", ".join(ort.ziel_id for ort in orte) or "keine"
