"""Words for goals: when they are due, what came of them, what is missing."""

import datetime as dt

from qz_analysis.clean.zielzeitraum import Frist, Takt, Zusage
from qz_analysis.figures.belegstelle import Belegstelle
from qz_analysis.figures.bewertung import Bewertung, Luecke
from qz_analysis.figures.kriterium import Kriterium
from qz_analysis.model import werte
from qz_analysis.show import text

# A result is told by a word and a sign, never by colour alone.
ZEICHEN = {
    "erreicht": "✓",
    "verspaetet_erreicht": "✓",
    "teilweise": "(✓)",
    "nicht_erreicht": "✗",
    "zurueckgestellt": "→",
    "verworfen": "✗",
    "nicht_messbar": "–",
    "nicht_entscheidbar": "?",
}
EINHEIT = {"monat": ("Monat", "Monaten"), "quartal": ("Quartal", "Quartalen"), "halbjahr": ("Halbjahr", "Halbjahren"),
           "jahr": ("Jahr", "Jahren")}  # fmt: skip
LEGENDE = (
    "✓ erreicht, auch verspätet; (✓) teilweise erreicht; ✗ nicht erreicht oder verworfen; → zurückgestellt; ? nicht "
    "entscheidbar: die Daten lassen es offen; – nicht messbar: ohne Kriterium."
)


def status_text(status: str | None) -> str:
    """Return a status as sign and word."""
    return f"{ZEICHEN[status]}\u00a0{werte.ZIEL_STATUS[status]}" if status else text.KEINE_ANGABE


def ergebnis_text(ergebnis: str) -> str:
    """Return a computed result as sign and word."""
    return f"{ZEICHEN[ergebnis]}\u00a0{werte.ZIEL_ERGEBNIS[ergebnis]}"


def tag_text(tag: dt.date) -> str:
    """Return a day as 30.09.2021."""
    return f"{tag:%d.%m.%Y}"


def soll_text(kriterium: Kriterium) -> str:
    """Return the target with its comparison: "mindestens 5 Formate"."""
    einheit = kriterium.rechnung.kennzahl.einheit
    zahl = text.prozent(kriterium.soll) if einheit == "Anteil" else f"{text.zahl(kriterium.soll)} {einheit}"
    return f"{werte.ZIEL_VERGLEICH[kriterium.vergleich]} {zahl}"


def zeitraum_text(zeitraum: Frist | Zusage) -> str:
    """Return when: "bis 30.09.2021", "ab 01.04.2021, alle 14 Tage"."""
    if isinstance(zeitraum, Frist):
        von = f"{tag_text(zeitraum.von)} " if zeitraum.von else ""
        return f"{von}bis {tag_text(zeitraum.tag)}"
    jahr = zeitraum.von.year
    ganz = (zeitraum.von, zeitraum.bis) == (dt.date(jahr, 1, 1), dt.date(jahr, 12, 31))
    offen = zeitraum.bis == dt.date(jahr, 12, 31)
    wann = (
        str(jahr)
        if ganz
        else f"ab {tag_text(zeitraum.von)}{'' if offen else f' bis {tag_text(zeitraum.bis)}'}"
    )
    return f"{wann}, {_takt_text(zeitraum.takt)}" if zeitraum.takt else f"{wann}, durchgehend"


def _takt_text(takt: Takt) -> str:
    if takt.einheit == "tage":
        return f"alle {takt.tage} Tage"
    einheit = EINHEIT[takt.einheit][0]
    return f"jedes {einheit}" if takt.einheit != "monat" else "jeden Monat"


def wann_text(b: Bewertung) -> str:
    """Return when the target was met, and how early or late; of a promise how much of it was kept."""
    if b.fenster and b.kriterium and isinstance(b.kriterium.zeitraum, Zusage):
        takt = b.kriterium.zeitraum.takt
        if takt and takt.einheit != "tage":
            erfuellt = sum(f.erfuellt is True for f in b.fenster)
            offen = sum(f.erfuellt is None for f in b.fenster)
            wort = EINHEIT[takt.einheit][len(b.fenster) > 1]
            return f"in {erfuellt} von {len(b.fenster)} {wort}{f', {offen} offen' if offen else ''}"
    if b.erfuellt_ab is None:
        return text.NULL
    spaetestens = b.moeglich_ab != b.erfuellt_ab
    wort = (
        "spätestens "
        if spaetestens
        else "ab "
        if b.kriterium and isinstance(b.kriterium.zeitraum, Zusage)
        else ""
    )
    return f"{wort}{tag_text(b.erfuellt_ab)}{_abstand(b, spaetestens=spaetestens)}"


def _abstand(b: Bewertung, *, spaetestens: bool) -> str:
    if not b.tage:
        return "" if spaetestens or b.tage is None else " (am Stichtag)"
    tage = "1 Tag" if abs(b.tage) == 1 else f"{abs(b.tage)} Tage"
    if b.tage < 0:
        return f" ({'mindestens ' if spaetestens else ''}{tage} früher)"
    return f" ({'höchstens ' if spaetestens else ''}{tage} später)"


def luecke_text(luecke: Luecke) -> str:
    """Return what is missing, as part of a sentence."""
    n = text.zahl(luecke.anzahl)
    eine = luecke.anzahl == 1
    match luecke.art:
        case "ohne_tag":
            return f"{n} {'Zeile' if eine else 'Zeilen'} ohne Beginn oder Datum"
        case "im_zeitraum":
            return f"{n} {'Zeile, deren' if eine else 'Zeilen, deren'} Zeitraum über den Stichtag hinausgeht"
        case "ohne_takt":
            angebote = "Angebot, dessen" if eine else "Angebote, deren"
            return f"{n} {angebote} Rhythmus nicht genannt ist"
        case "termine_offen":
            termine = "Termin nach dem Rhythmus, zu dem" if eine else "Termine nach dem Rhythmus, zu denen"
            return f"{n} {termine} keine Liste etwas sagt"
        case "ungenau":
            return "die Zahlen sind nur ungefähr bekannt oder nicht überall gezählt"
        case "keine_daten":
            return "dazu steht keine Zahl in den Listen"
        case "vor_daten":
            return "fällig, bevor die Daten beginnen"
        case "nicht_faellig":
            return "erst nach dem Berichtsjahr fällig"
        case "geheim":
            return "die Zahl ist geheim, weil sie zu klein ist"
        case "kriterium":
            return luecke.text.rstrip(".")


def warum_text(b: Bewertung) -> str:
    """Return why a result is as it is: what is missing, what was called off, whether it held, what is a reading."""
    if b.kriterium is None and not b.luecken:
        return "ohne Kriterium"
    teile = []
    if b.luecken:
        teile.append(f"Es fehlt: {'; '.join(luecke_text(luecke) for luecke in b.luecken)}.")
    if b.ausgefallen and b.ergebnis in ("nicht_erreicht", "teilweise"):
        teile.append(f"Ausgefallen laut {stellen_text(b.ausgefallen)}.")
    if b.gehalten is False:
        teile.append("Danach hielt es nicht durchgehend.")
    if b.wert and b.wert.werte[0].unsicher:
        teile.append(f"Davon Lesart: {text.zahl(b.wert.werte[0].unsicher)}.")
    return " ".join(teile) or text.NULL


def stellen_text(stellen: tuple[Belegstelle, ...]) -> str:
    """Return source cells in a line."""
    return "; ".join(str(stelle) for stelle in stellen)
