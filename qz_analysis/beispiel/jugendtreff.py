"""Labelled sample attendance, drawn from a seed and matched to figures the centre has published.

The report of 2021 prints figures on its open youth club, but no rows. This script draws rows that give those
figures (V08 to V12 of the published values), so that the path from rows to figures can be walked. Run it with
`python -m qz_analysis.beispiel.jugendtreff ZIEL.xlsx`; the same seed gives the same bytes.
"""

import datetime as dt
import random
import sys
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from qz_analysis.report.ablage import arbeitsmappe_bytes, write_atomic

SEED = 2021
HERKUNFT = "Herkunft: Beispieldaten (künstlich erzeugt, passend zu den veröffentlichten Werten V08 bis V12)"
WOCHENTAGE = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")

SCHLIESSUNG_BIS = dt.date(2021, 6, 6)  # spring lockdown, dates of the sample
ERHEBUNG_AB = dt.date(2021, 8, 17)  # "Mitte 3. Quartal"
HERBSTFERIEN = (dt.date(2021, 11, 2), dt.date(2021, 11, 6))
WINTERPAUSE_AB = dt.date(2021, 12, 19)
NICHT_ERHOBEN = {dt.date(2021, 9, 24), dt.date(2021, 10, 19), dt.date(2021, 11, 26)}
GESCHAETZT = {dt.date(2021, 9, 4), dt.date(2021, 10, 16)}
BESTER_ABEND = dt.date(2021, 8, 21)
BESUCHE_BESTER_ABEND = 40  # V10: bis zu 40 an einem Abend
BESUCHE_JE_TAG = 14  # V09: durchschnittlich 14 je Öffnungstag


@dataclass
class Abend:
    """One opening day: what stands in the cell, and the count by Geschlecht where it was taken."""

    datum: dt.date
    besuche: int | str
    geschlecht: tuple[int, int, int] | None = None


def oeffnungstage(jahr: int = 2021) -> list[dt.date]:
    """Return Tuesdays and Fridays, and every other Saturday (V08)."""
    tage = [dt.date(jahr, 1, 1) + dt.timedelta(n) for n in range(365)]
    return [
        tag
        for tag in tage
        if tag < WINTERPAUSE_AB
        and (tag.weekday() in (1, 4) or (tag.weekday() == 5 and tag.isocalendar().week % 2 == 1))
        and tag > dt.date(jahr, 1, 6)
    ]


def abende() -> list[Abend]:
    """Return all opening days; the counted ones average `BESUCHE_JE_TAG`, rising towards the end."""
    zufall = random.Random(SEED)
    alle = [Abend(tag, _status(tag)) for tag in oeffnungstage()]
    gezaehlt = [abend for abend in alle if abend.besuche == ""]
    zahlen = [max(5, round(zufall.gauss(9 + 9 * n / len(gezaehlt), 3))) for n in range(len(gezaehlt))]
    bester = next(n for n, abend in enumerate(gezaehlt) if abend.datum == BESTER_ABEND)
    zahlen[bester] = BESUCHE_BESTER_ABEND
    while fehlend := BESUCHE_JE_TAG * len(zahlen) - sum(zahlen):
        n = zufall.randrange(len(zahlen))
        if n != bester and zahlen[n] + (schritt := 1 if fehlend > 0 else -1) >= 5:
            zahlen[n] += schritt
    for abend, zahl in zip(gezaehlt, zahlen, strict=True):
        if abend.datum in GESCHAETZT:
            abend.besuche = f"ca. {zahl}"
        else:
            abend.besuche = zahl
            abend.geschlecht = _aufgeteilt(zahl, zufall)
    return alle


def _status(tag: dt.date) -> str:
    if tag <= SCHLIESSUNG_BIS:
        return "geschlossen (Corona)"
    if HERBSTFERIEN[0] <= tag <= HERBSTFERIEN[1]:
        return "Ferien"
    if tag < ERHEBUNG_AB or tag in NICHT_ERHOBEN:
        return "n.e."
    return ""


def _aufgeteilt(zahl: int, zufall: random.Random) -> tuple[int, int, int]:
    divers = int(zufall.random() < 0.05)
    weiblich = round((zahl - divers) * zufall.uniform(0.2, 0.45))
    return weiblich, zahl - divers - weiblich, divers


def arbeitsmappe() -> Workbook:
    """Return the attendance workbook: one sheet of opening days, one with the estimated Kerngruppe."""
    mappe = Workbook()
    mappe.properties.creator = "qz_analysis (Beispieldaten)"
    blatt = mappe.active
    assert isinstance(blatt, Worksheet)
    blatt.title = "Besuche"
    kopf = ["Datum", "Wochentag", "Öffnung", "Besuche", "weiblich", "männlich", "divers / k. A.", "Bemerkung"]
    _titel(blatt, "Offener Jugendtreff – Besuche 2021 (BEISPIELDATEN)", kopf)
    for abend in abende():
        spanne = "17-20 Uhr" if abend.datum.weekday() == 1 else "19-22 Uhr"
        if abend.datum.weekday() == 5:
            spanne = "16:30-19:30 Uhr"
        zeile = [
            abend.datum,
            WOCHENTAGE[abend.datum.weekday()],
            spanne,
            abend.besuche,
            *(abend.geschlecht or ()),
        ]
        blatt.append(zeile)
        blatt.cell(blatt.max_row, 1).number_format = "DD.MM.YYYY"
    gezaehlt = [int(str(a.besuche).removeprefix("ca. ")) for a in abende() if str(a.besuche)[-1].isdigit()]
    blatt.append(["Summe", None, None, sum(gezaehlt)])
    blatt.cell(blatt.max_row, 1).font = blatt.cell(blatt.max_row, 4).font = Font(bold=True)

    gruppe = mappe.create_sheet("Kerngruppe")
    kopf = ["Zeitraum", "Alter", "Stammbesuchende", "Planungsbezirk", "Bemerkung"]
    _titel(gruppe, "Offener Jugendtreff – Kerngruppe 2021 (BEISPIELDATEN)", kopf)
    for alter, zahl in (("10-13", "ca. 17"), ("14-17", "ca. 26"), ("18-23", "ca. 12")):
        gruppe.append(["2021", alter, zahl, "überwiegend Alt-Böckingen", "Einschätzung des Teams"])
    gruppe.append(["Summe", None, "50 - 60"])
    return mappe


def _titel(blatt: Worksheet, titel: str, kopf: list[str]) -> None:
    blatt["A1"] = titel
    blatt["A1"].font = Font(bold=True, size=14)
    blatt["A2"] = HERKUNFT
    blatt["A2"].font = Font(italic=True, color="9C0006")
    blatt["A3"] = "Angebot: Offener Jugendtreff"
    blatt.append([])
    blatt.append(kopf)
    for zelle in blatt[blatt.max_row]:
        zelle.font = Font(bold=True)
        zelle.fill = PatternFill("solid", fgColor="FFD9E1F2")
        zelle.alignment = Alignment(wrap_text=True, vertical="top")
    blatt.freeze_panes = f"A{blatt.max_row + 1}"
    for spalte, breite in zip("ABCDEFGH", (14, 14, 17, 18, 11, 11, 14, 26), strict=True):
        blatt.column_dimensions[spalte].width = breite


if __name__ == "__main__":
    write_atomic(Path(sys.argv[1]), arbeitsmappe_bytes(arbeitsmappe()))
