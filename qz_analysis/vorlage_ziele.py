"""The goals a template starts from: what the year before left open, under the numbers of the new year."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import count

import polars as pl

from qz_analysis.clean.standortjahr import clean_ziele
from qz_analysis.config import Konfiguration
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.ziellinie import Ziellinie, Zielort, offene_ziele, ziellinie
from qz_analysis.model.zielbezug import lies_bezuege, nummernfolge
from qz_analysis.paths import Arbeitsbereich
from qz_analysis.read.grenzen import begrenzt
from qz_analysis.read.ordner import read_ordner


@dataclass(frozen=True)
class Zielzeilen:
    """The rows a Zielmatrix starts with, by column, and the sentence that says where they come from."""

    zeilen: tuple[dict[str, str], ...]
    hinweis: str


def zielzeilen(
    jahr: int, standort: str, bereich: Arbeitsbereich, konfiguration: Konfiguration
) -> Zielzeilen | None:
    """Return the rows for a Jahr; None where it has a Zielmatrix already, or the year before leaves no goal open.

    The year before is read from its lists, and where there are none from the tables made of them.
    """
    if not _ziele(jahr, standort, bereich, konfiguration).is_empty():
        return None
    linie = ziellinie(Bestand({"ziel": _ziele(jahr - 1, standort, bereich, konfiguration)}))
    offen = offene_ziele(linie, standort, jahr - 1)
    if not offen:
        return None
    nummern = _nummern(linie, offen, jahr)
    zeilen = tuple(_zeile(linie, nummer, nummern[nummer]) for nummer in sorted(nummern, key=nummernfolge))
    mit_folgeziel = sum(
        bool(linie.ziele[o]["folgeziel"] or linie.ziele[o]["folgeziel_vermerkt"]) for o in offen
    )
    return Zielzeilen(
        zeilen,
        f"Vorausgefüllt aus der Zielmatrix {jahr - 1}: {mit_folgeziel} Ziele mit Folgeziel, {len(offen) - mit_folgeziel} weitere "
        "noch offene. Bitte Wortlaut, Nummer und Frist anpassen, Überholtes löschen.",
    )


def _ziele(jahr: int, standort: str, bereich: Arbeitsbereich, konfiguration: Konfiguration) -> pl.DataFrame:
    """Return the table `ziel` of a year, empty where nothing is known of it."""
    roh = bereich.raw / standort / str(jahr)
    with begrenzt(konfiguration.lesegrenzen):
        blaetter = read_ordner(roh, bereich.raw)[0] if roh.is_dir() else []
    ziele = clean_ziele(blaetter, jahr, standort, konfiguration.erklaerung).ziel
    fertig = bereich.processed(standort, jahr) / "ziel.parquet"
    return pl.read_parquet(fertig) if ziele.is_empty() and fertig.is_file() else ziele


def _nummern(linie: Ziellinie, offen: Collection[Zielort], jahr: int) -> dict[str, list[Zielort]]:
    """Return number in the new year -> goals that go on under it.

    The number is the one the Folgeziel has; any other goal keeps its own, or gets the next that is free beside it.
    """
    nummern: dict[str, list[Zielort]] = {}
    uebrige = []
    for ort in offen:
        bezuege = [b for b in lies_bezuege(linie.ziele[ort]["folgeziel"], jahr) if b.jahr == jahr]
        for bezug in bezuege:
            nummern.setdefault(bezug.ziel_id, []).append(ort)
        if not bezuege:
            uebrige.append(ort)
    verdraengt = [ort for ort in uebrige if ort.ziel_id in nummern]
    nummern |= {ort.ziel_id: [ort] for ort in uebrige if ort.ziel_id not in nummern}
    for ort in verdraengt:
        vorn = ort.ziel_id.rpartition(".")[0]
        moeglich = (f"{vorn}.{n}" if vorn else str(n) for n in count(1))
        nummern[next(nummer for nummer in moeglich if nummer not in nummern)] = [ort]
    return nummern


def _zeile(linie: Ziellinie, nummer: str, orte: list[Zielort]) -> dict[str, str]:
    texte = dict.fromkeys(linie.ziele[ort]["handlungsziel"] for ort in orte)
    return {
        "ziel_id": nummer,
        "orientierungsziel": _orientierungsziel(linie, nummer, orte[0]),
        "handlungsziel": " / ".join(texte),
        "folgeziel_von": "; ".join(ort.ziel_id for ort in orte),
    }


def _orientierungsziel(linie: Ziellinie, nummer: str, ort: Zielort) -> str:
    """Return the Orientierungsziel that goals of this number had; where that is none or several, that of the goal."""
    vorn = nummer.partition(".")[0]
    dort = {
        zeile["orientierungsziel"]
        for anderer, zeile in linie.ziele.items()
        if anderer.ziel_id.partition(".")[0] == vorn
    }
    return dort.pop() if len(dort) == 1 else linie.ziele[ort]["orientierungsziel"]
