"""One value and one change as text that opens where it comes from."""

from typing import Final

from qz_analysis.figures.aenderung import Aenderung
from qz_analysis.figures.bedarf import Standortjahr
from qz_analysis.figures.jahresvergleich import Jahresvergleich
from qz_analysis.figures.reihe import Reihe
from qz_analysis.show import text
from qz_analysis.show.angabe import herkunft
from qz_analysis.show.baustein import Angabe

OHNE: Final = "k.\u00a0A."
UNGLEICH: Final = "≠"
STEIGT, FAELLT, OFFEN, VERSCHIEDEN = "▲", "▼", "?", "°"
PFEIL: Final = "\u00a0→ "


def benannt(reihe: Reihe) -> str:
    """Return the label, with the unit where it does not say it."""
    k = reihe.kennzahl
    sagt_es = k.einheit == "Anteil" or k.einheit.casefold() in k.bezeichnung.casefold()
    return k.bezeichnung if sagt_es else f"{k.bezeichnung} ({k.einheit})"


def fehlt(reihe: Reihe, ort: Standortjahr) -> bool:
    """Return whether there is no value, not even a secret one."""
    return ort not in reihe.werte or (
        reihe.werte[ort].wert.anzahl is None and not reihe.werte[ort].wert.geheim
    )


def einzeln(v: Jahresvergleich, reihe: Reihe, ort: Standortjahr) -> str | Angabe:
    """Return a value as text that opens where it comes from, or why there is none."""
    if ort not in reihe.werte:
        return OHNE
    e = reihe.werte[ort]
    if fehlt(reihe, ort):
        return Angabe(OHNE, (("Kennzahl", reihe.kennzahl.bezeichnung), ("keine Angabe", e.grund)))
    # The condition names the folder of the Standort; a reader knows it by its name.
    paare = [
        ("Standort und Jahr", f"{v.namen[ort.standort]} {ort.jahr}") if was == "nur" else (was, inhalt)
        for was, inhalt in herkunft(e.ergebnis, e.wert)
    ]
    return Angabe(text.wert(e.wert, reihe.kennzahl.einheit), tuple(paare))


def aenderung(v: Jahresvergleich, reihe: Reihe, a: Aenderung) -> str | Angabe:
    """Return a change as text, marked where it asks for an explanation, that opens what it was made of.

    The source cells stand with the two values.
    """
    if fehlt(reihe, a.von) or fehlt(reihe, a.nach):
        return OHNE
    paare = [
        ("Änderung", reihe.kennzahl.bezeichnung + (f", {reihe.gruppe}" if reihe.gruppe else "")),
        *((f"{v.namen[o.standort]} {o.jahr}", text.wert(reihe.werte[o].wert, reihe.kennzahl.einheit))
          for o in (a.von, a.nach)),
    ]  # fmt: skip
    if a.grund:
        zeichen = text.GEHEIM if a.geheim else UNGLEICH
        return Angabe(zeichen, (*paare, ("nicht berechnet", a.grund)))
    ist_anteil = reihe.kennzahl.einheit == "Anteil"
    absolut = text.prozentpunkte(a.absolut) if ist_anteil else text.aenderung(a.absolut)
    if a.absolut is None and a.relativ is None:
        kurz = OFFEN
    else:
        kurz = absolut if ist_anteil or a.relativ is None else text.aenderung_prozent(a.relativ)
    paare.append(("absolut", absolut))
    if not ist_anteil:
        paare.append(("im Verhältnis", text.aenderung_prozent(a.relativ)))
    if a.erklaerung_noetig:
        paare.append(("zu erklären", f"über {text.prozent(v.abweichung)}"))
    if abdeckung := _abdeckungen(a):
        paare.append(("Vorbehalt", f"Abdeckung {abdeckung}: die Änderung kann am Zählen liegen"))
    verschieden = VERSCHIEDEN if a.abdeckung else ""
    return Angabe(f"{_zeichen(reihe, a)}{kurz}{verschieden}".strip(), tuple(paare))


def _zeichen(reihe: Reihe, a: Aenderung) -> str:
    if a.erklaerung_noetig is None and a.absolut is not None:
        return f"{OFFEN}\u00a0"
    if not a.erklaerung_noetig:
        return ""
    alt, neu = reihe.werte[a.von].wert.anzahl, reihe.werte[a.nach].wert.anzahl
    return f"{STEIGT if alt and neu and neu.nennwert > alt.nennwert else FAELLT}\u00a0"


def _abdeckungen(a: Aenderung) -> str:
    return f"{text.prozent(a.abdeckung[0])}{PFEIL}{text.prozent(a.abdeckung[1])}" if a.abdeckung else ""


def legende(v: Jahresvergleich) -> str:
    """Return what the signs in the tables mean."""
    return (
        f"{STEIGT}\u00a0{FAELLT} Unterschied über {text.prozent(v.abweichung)}; {OFFEN} die ungenauen Zahlen lassen das offen; "
        f"PP Prozentpunkte; {UNGLEICH} nicht vergleichbar; {OHNE} keine Angabe, nicht erhoben; {text.NULL} genau null; "
        f"{text.GEHEIM} geheim, weil zu klein; "
        f"{VERSCHIEDEN} die Abdeckung ist verschieden, es kann am Zählen liegen. "
        f"Ohne Vergleichszahl über null steht der Unterschied absolut."
    )
