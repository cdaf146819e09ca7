"""What is said of the step from one year's goals to the next, and the goals of the next year as a table."""

from typing import Any

from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.ziellinie import Ziellinie, Zielort, ziellinie
from qz_analysis.model import werte
from qz_analysis.show import text
from qz_analysis.show.baustein import Spalte, Tabelle
from qz_analysis.show.ziel import status_text


def schwerpunkte(b: Bestand, jahr: int | None = None) -> Tabelle:
    """Return the goals of the year after `jahr`: under which Orientierungsziel, until when, and where they come from.

    Without a `jahr` it is the year after the first one there are goals of.
    """
    linie = ziellinie(b)
    jahr, standort = beginn(linie, jahr)
    folgejahr = (
        [] if jahr is None else [o for o in linie.ziele if (o.standort, o.jahr) == (standort, jahr + 1)]
    )
    return Tabelle(
        titel=f"Schwerpunkte {jahr + 1}" if jahr is not None else "Schwerpunkte des Folgejahrs",
        spalten=(
            Spalte("Nr.", breite=0.5),
            Spalte("Handlungsziel", breite=3.2),
            Spalte("Orientierungsziel", breite=1.5),
            Spalte("Frist", breite=1.2),
            Spalte("woher", breite=2.2),
        ),
        zeilen=tuple(
            (
                ort.ziel_id,
                linie.ziele[ort]["handlungsziel"],
                kurzform(linie.ziele[ort]["orientierungsziel"]),
                linie.ziele[ort]["frist"] or text.KEINE_ANGABE,
                _woher(linie, ort),
            )
            for ort in folgejahr
        ),
        anmerkung=lesart_satz([s.lesart for s in linie.schritte if s.nach in folgejahr]),
    )


def kurzform(orientierungsziel: str) -> str:
    """Return the head of an Orientierungsziel: what stands before the colon, or its first words."""
    kopf = orientierungsziel.partition(":")[0].strip()
    if len(kopf) <= 40:
        return kopf
    return kopf[:40].rpartition(" ")[0].rstrip(" ,;–-") + " …"


def beginn(linie: Ziellinie, jahr: int | None = None) -> tuple[int | None, str]:
    """Return the year a step starts in, the first one unless it is given, and the Standort; of several the first."""
    erster = min((ort for ort in linie.ziele if jahr in (None, ort.jahr)), default=None)
    return (erster.jahr, erster.standort) if erster else (None, "")


def urteil(zeile: dict[str, Any]) -> str:
    """Return the team's judgement as sign and word, with an asterisk where the printed report does not say it."""
    stern = "*" if "status" in (zeile["unsicher"] or "").casefold() else ""
    return (status_text(zeile["status"]) if zeile["status"] else "ohne Urteil des Teams") + stern


def ende(linie: Ziellinie, ort: Zielort) -> str:
    """Return what a goal without a Folgeziel came to."""
    verbleib = linie.verbleib(ort)
    return werte.ZIEL_VERBLEIB[verbleib] if verbleib else "Folgeziel vermerkt, aber nicht gefunden"


def gruende(zeile: dict[str, Any]) -> str:
    """Return the reasons the team gives, as a text that is empty where there are none."""
    gruende = text.aufzaehlung([werte.ZIEL_GRUND[g] for g in zeile["grund"] or []])
    return f"Grund: {gruende}" if gruende else ""


def schluss(linie: Ziellinie, ort: Zielort) -> str:
    """Return what a goal without a Folgeziel came to, and why."""
    return "; ".join(filter(None, (ende(linie, ort), gruende(linie.ziele[ort]))))


def neues(linie: Ziellinie, ort: Zielort) -> str:
    """Return that a goal is new, or which goal of an earlier year it takes up, and until when it is to be reached."""
    frueher = [f"{v.ziel_id} ({v.jahr})" for v in linie.vorgaenger(ort)]
    wort = f"knüpft an {text.aufzaehlung(frueher)} an" if frueher else "neu"
    frist = linie.ziele[ort]["frist"]
    return wort + (f"; Frist: {frist}" if frist else "")


def uebergang(linie: Ziellinie, ort: Zielort) -> str:
    """Return how a goal continues others, and its Orientierungsziel where that is another one now."""
    wie = werte.ZIEL_HERKUNFT[linie.herkunft(ort) or "neu"]
    hier = kurzform(linie.ziele[ort]["orientierungsziel"])
    vorher = {kurzform(linie.ziele[v]["orientierungsziel"]) for v in linie.vorgaenger(ort)}
    return wie if vorher == {hier} else f"{wie}, nun unter „{hier}“"


def _woher(linie: Ziellinie, ort: Zielort) -> str:
    herkunft = linie.herkunft(ort)
    wort = werte.ZIEL_HERKUNFT[herkunft] if herkunft else text.KEINE_ANGABE
    von = text.aufzaehlung([v.ziel_id for v in linie.vorgaenger(ort)])
    return f"{wort} ({von})" if von else wort


def ziele_text(anzahl: int, dativ: str = "") -> str:
    """Return a number of goals: "1 Ziel", "3 Ziele"; `dativ` is the ending of the dative."""
    return f"{anzahl} Ziel" if anzahl == 1 else f"{anzahl} Ziele{dativ}"


def lesart_satz(lesarten: list[bool], zeichen: str = "") -> str:
    """Return how many of the Schritte are a Lesart, and how they are drawn; empty where none is."""
    anzahl = sum(lesarten)
    if not anzahl:
        return ""
    wie = (
        "Alle Zuordnungen sind"
        if anzahl == len(lesarten)
        else f"{anzahl} von {len(lesarten)} Zuordnungen sind"
    )
    return f"{wie} eine Lesart{zeichen}: Der Sachbericht nennt das Folgeziel nicht."
