"""The Besuchslisten: a plain list per open Angebot, a calendar of the groups, sign-in lists of Kürzel."""

import datetime as dt
from typing import Final

from qz_analysis.beispiel.angebot import TAGE, Angebot, angebote
from qz_analysis.beispiel.blatt import Blatt, Datei, Wert, liste
from qz_analysis.beispiel.kalender import termine
from qz_analysis.beispiel.standort import Standortjahr
from qz_analysis.beispiel.zaehlung import Eintrag, aufgeteilt, eintrag, erwartet, faktor
from qz_analysis.beispiel.zufall import Zufall

_WOCHENTAGE: Final = tuple(TAGE.values())
_MONATE: Final = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_GESCHLECHT: Final = ("weiblich", "männlich", "divers / k. A.")
_ALTER: Final = {
    "kj": (("unter 10", "10-13", "14-17", "18-26"), (0.05, 0.35, 0.45, 0.15)),
    "mg": (("unter 14", "14-26", "27-64", "65+"), (0.2, 0.1, 0.35, 0.35)),
}
_GELB: Final = "FFF2CC"  # a colour that nobody has explained
_MEISTE_PERSONEN: Final = 40  # on one sign-in list


def besuchslisten(sj: Standortjahr) -> list[Datei]:
    """Return a file per open Angebot: one row per planned day; that of the Jugendtreff estimates the Kerngruppe too."""
    dateien = []
    for angebot in angebote(sj):
        if angebot.zaehlung == "liste":
            blaetter = [_besuche(sj, angebot)]
            if angebot.bereich == "kj":
                blaetter.append(_kerngruppe(sj, angebot))
            dateien.append(Datei(f"{angebot.name} Besuche {sj.jahr} (Beispieldaten).xlsx", blaetter))
    return dateien


def _besuche(sj: Standortjahr, angebot: Angebot) -> Blatt:
    zufall = sj.zufall("besuche", angebot.name)
    geschlecht = sj.standort.mit_geschlecht
    baender, anteile = _ALTER[angebot.bereich] if sj.standort.mit_alter else ((), ())
    summe = 0
    zeilen: list[list[Wert]] = []
    for tag, grund in termine(angebot, sj.jahr):
        e = eintrag(sj, angebot, tag, grund, zufall)
        summe += e.summand
        zeile: list[Wert] = [tag, _WOCHENTAGE[tag.weekday()], f"{angebot.zeit} Uhr", e.text]
        zeile += _teile(e, (0.42, 0.56, 0.02), zufall) if geschlecht else []
        zeile += _teile(e, anteile, zufall) if baender else []
        zeilen.append(zeile)
    # What goes wrong by hand: a split that does not add up, numbers kept as text, a total not brought up to date.
    genaue = [zeile for zeile in zeilen if isinstance(zeile[3], int)]
    if geschlecht and genaue:
        zeile = zufall.wahl(genaue)
        zeile[4] = int(str(zeile[4] or 0)) + 1
    if sj.standort.andere_worte:
        for zeile in genaue[:3]:
            zeile[3] = str(zeile[3])
    zeilen.append(["Summe", None, None, summe + (7 if zufall.chance(0.3) else 0)])
    spalten = ["Datum", "Wochentag", "Öffnung", "Besuche", *(_GESCHLECHT if geschlecht else ()), *baender]
    blatt = liste(
        "Besuche",
        f"{angebot.name} – Besuche {sj.jahr}",
        spalten,
        zeilen,
        f"Angebot: {angebot.name}",
    )
    if zufall.chance(0.5):
        blatt.farben[blatt.kopf + zufall.ganz(5, 40), 4] = _GELB
    return blatt


def _teile(e: Eintrag, anteile: tuple[float, ...], zufall: Zufall) -> list[Wert]:
    return list(aufgeteilt(e.summand, anteile, zufall)) if e.genau else [None] * len(anteile)


def _kerngruppe(sj: Standortjahr, angebot: Angebot) -> Blatt:
    zufall = sj.zufall("kerngruppe", angebot.name)
    bezirk = f"überwiegend {sj.standort.ort}" if sj.standort.mit_planungsbezirk else None
    zahlen = [round(anteil * angebot.niveau * faktor(sj) * zufall.streuung()) for anteil in (1.2, 1.8, 0.9)]
    zeilen: list[list[Wert]] = [
        [str(sj.jahr), alter, f"ca. {max(zahl, 1)}", bezirk]
        for alter, zahl in zip(("10-13", "14-17", "18-23"), zahlen, strict=True)
    ]
    titel = f"{angebot.name} – Kerngruppe {sj.jahr}"
    spalten = ["Zeitraum", "Alter", "Stammbesuchende", "Planungsbezirk"]
    return liste("Kerngruppe", titel, spalten, zeilen, f"Angebot: {angebot.name}")


def kalender(sj: Standortjahr) -> list[Datei]:
    """Return one file of the groups: a sheet per month, a row per Angebot, a column per day."""
    gruppen = [angebot for angebot in angebote(sj) if angebot.zaehlung == "kalender"]
    eintraege: dict[tuple[str, dt.date], Eintrag] = {}
    for angebot in gruppen:
        zufall = sj.zufall("kalender", angebot.name)
        for tag, grund in termine(angebot, sj.jahr):
            eintraege[angebot.name, tag] = eintrag(sj, angebot, tag, grund, zufall)
    blaetter = []
    for nummer, monat in enumerate(_MONATE, 1):
        tage = sorted({tag for _, tag in eintraege if tag.month == nummer})
        zeilen: list[list[Wert]] = []
        for angebot in gruppen:
            hier = [eintraege.get((angebot.name, tag)) for tag in tage]
            if any(hier):
                summe = sum(e.summand for e in hier if e)
                zeilen.append([angebot.name, *(e.text if e else None for e in hier), summe])
        titel = f"Gruppen im {monat} {sj.jahr}"
        blaetter.append(liste(monat, titel, ["Angebot", *tage, "Summe"], zeilen))
    return [Datei(f"Gruppenkalender {sj.jahr} (Beispieldaten).xlsx", blaetter)]


def unterschriftenlisten(sj: Standortjahr) -> list[Datei]:
    """Return one file of sign-in lists: a sheet per group and half year, a row per Kürzel, a mark where it came."""
    blaetter = []
    for angebot in angebote(sj):
        if angebot.zaehlung != "kuerzel":
            continue
        tage = termine(angebot, sj.jahr)
        for halbjahr, monate in ((1, range(1, 7)), (2, range(7, 13))):
            hier = [(tag, grund) for tag, grund in tage if tag.month in monate]
            blaetter.append(_unterschriften(sj, angebot, halbjahr, hier))
    return [Datei(f"Anwesenheit Gruppen {sj.jahr} (Beispieldaten).xlsx", blaetter)]


def _unterschriften(
    sj: Standortjahr, angebot: Angebot, halbjahr: int, tage: list[tuple[dt.date, str | None]]
) -> Blatt:
    zufall = sj.zufall("anwesenheit", angebot.name, halbjahr)
    personen = min(max(round(angebot.niveau * 1.8 * faktor(sj)), 4), _MEISTE_PERSONEN)
    zeilen: list[list[Wert]] = []
    for nummer in range(personen):
        treue = zufall.zwischen(0.2, 0.95) / angebot.niveau  # few come always, some now and then
        zeile: list[Wert] = [f"{angebot.name[0]}{nummer + 1:02d}"]
        for tag, grund in tage:
            if grund:
                zeile.append(grund if nummer == 0 else None)
            elif zufall.chance(treue * erwartet(angebot, tag)):
                zeile.append("x")
            else:
                zeile.append("e" if zufall.chance(0.1) else None)
        zeilen.append(zeile)
    summen = [sum(zeile[spalte] == "x" for zeile in zeilen) for spalte in range(1, len(tage) + 1)]
    zeilen.append(["Summe", *summen])
    titel = f"{angebot.name} – Anwesenheit {halbjahr}. Halbjahr {sj.jahr}"
    kopf = ["Kürzel", *(tag for tag, _ in tage)]
    return liste(f"{angebot.name} {halbjahr}", titel, kopf, zeilen, f"Angebot: {angebot.name}")
