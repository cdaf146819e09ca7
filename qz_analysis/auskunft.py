"""What `qz kennzahlen` and `qz beleg` say at a terminal: the catalogue, and where a figure comes from."""

import textwrap
from itertools import groupby

from qz_analysis.errors import ParameterFehler
from qz_analysis.figures.bedingung import lies_bedingungen, unbekannte_werte
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.gruppierung import ORTE
from qz_analysis.figures.kennzahl import KENNZAHLEN, Rechnung
from qz_analysis.figures.naechster import naechster_rat
from qz_analysis.figures.vergleich import vergleiche
from qz_analysis.figures.wert import Ergebnis, Kennzahl, Wert
from qz_analysis.show import text
from qz_analysis.show.angabe import herkunft

BREITE = 100
EINZUG = 24  # where texts begin that have a label in front


def kennzahlen(thema: str = "") -> str:
    """Return the catalogue as text, by theme; raises ParameterFehler for a theme there isn't."""
    alle = sorted((r.kennzahl for r in KENNZAHLEN.values()), key=lambda k: (k.thema, k.id))
    themen = sorted({k.thema for k in alle})
    if thema and thema.casefold() not in (t.casefold() for t in themen):
        raise ParameterFehler(f"Zum Thema „{thema}“ gibt es keine Kennzahl. {naechster_rat(thema, themen)}")
    gewaehlt = [k for k in alle if not thema or k.thema.casefold() == thema.casefold()]
    bloecke = []
    for name, gruppe in groupby(gewaehlt, key=lambda k: k.thema):
        bloecke.append(f"{name}\n{'=' * len(name)}")
        bloecke += [_eintrag(k) for k in gruppe]
    return "\n\n".join(bloecke)


def _eintrag(k: Kennzahl) -> str:
    paare = [
        ("Bezeichnung", f"{k.bezeichnung} ({k.einheit})"),
        ("Definition", k.definition),
        ("gezählt wird", k.zaehler),
        *([("geteilt durch", k.nenner)] if k.nenner else []),
        ("Zeitraum", k.zeitraum),
        ("aufgeteilt nach", ", ".join(("standort", "jahr", *k.gruppen))),
        ("Geheimhaltung", "Zahlen unter k werden nicht gezeigt" if k.personen else "keine"),
        ("Quelle", k.quelle),
    ]
    return "\n".join([k.id, *_zeilen(paare)])


def _zeilen(paare: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> list[str]:
    zeilen = []
    for name, inhalt in paare:
        for n, absatz in enumerate(inhalt.splitlines() or [""]):
            kopf = f"  {name if n == 0 else '':<{EINZUG - 2}}"
            zeilen.append(textwrap.fill(absatz, BREITE, initial_indent=kopf, subsequent_indent=" " * EINZUG))
    return zeilen


def beleg(b: Bestand, kennung: str, *, je: str = "", gruppe: str = "", wo: str = "") -> str:
    """Return where a figure comes from: of a printed one ("V01"), or of a Kennzahl and its groups.

    Raises ParameterFehler, with the nearest, for a number, Kennzahl, group or name in `wo` that does not exist.
    """
    gedruckt = next((v for v in vergleiche(b) if v.id.casefold() == kennung.casefold()), None)
    if gedruckt is None:
        rechnung = _rechnung(b, kennung)
        for bedingung in lies_bedingungen(wo, (*rechnung.kennzahl.gruppen, *ORTE)):
            for satz in unbekannte_werte(b, bedingung):
                raise ParameterFehler(satz)
        ergebnis = rechnung(b, je=je or (), wo=wo)
        return "\n\n".join(_auskunft(ergebnis, wert) for wert in ergebnis.gruppe(gruppe or None))
    kopf = [
        ("Angabe", f"{gedruckt.groesse} (Kapitel {gedruckt.kapitel})"),
        ("gedruckt", f"{text.anzahl(gedruckt.gedruckt)} {gedruckt.einheit}".strip()),
        ("Urteil", f"{gedruckt.urteil}. {gedruckt.grund}".strip()),
        ("steht in", gedruckt.beleg.replace("!", " › ")),
    ]
    teile = [f"{gedruckt.id}\n" + "\n".join(_zeilen(kopf))]
    if gedruckt.ergebnis and gedruckt.berechnet:
        teile.append(_auskunft(gedruckt.ergebnis, gedruckt.berechnet))
    return "\n\n".join(teile)


def _rechnung(b: Bestand, kennung: str) -> Rechnung:
    if kennung not in KENNZAHLEN:
        nummern = [v.id for v in vergleiche(b)]
        raise ParameterFehler(
            f"„{kennung}“ ist weder eine Kennzahl noch die Nummer einer gedruckten Angabe. "
            f"{naechster_rat(kennung, [*KENNZAHLEN, *nummern])}"
        )
    return KENNZAHLEN[kennung]


def _auskunft(ergebnis: Ergebnis, wert: Wert) -> str:
    einheit = "" if ergebnis.kennzahl.einheit == "Anteil" else f" {ergebnis.kennzahl.einheit}"
    kopf = f"{text.wert(wert, ergebnis.kennzahl.einheit)}{einheit if wert.anzahl else ''}"
    return "\n".join([kopf, *_zeilen(herkunft(ergebnis, wert))])
