"""The week plan on the wall: half hours down, weekdays across, coloured merged blocks."""

import datetime as dt
import math
from typing import Final

from qz_analysis.beispiel.angebot import TAGE, Angebot, angebote
from qz_analysis.beispiel.blatt import HERKUNFT, Blatt, Datei, Wert
from qz_analysis.beispiel.kalender import KUERZEL
from qz_analysis.beispiel.standort import Standortjahr

_LEGENDE: Final = {
    "kj": ("Angebot für Kinder und Jugendliche", "9BC2E6"),
    "es": ("Angebot für Erwachsene und Senior*innen", "F4B084"),
    "mg": ("Mehrgeneratives Angebot", "A9D08E"),
}
_BEGINN, _ENDE = 16, 42  # half hours since midnight: 8:00 to 21:00
_SPUREN: Final = 3  # columns per day, for what takes place at the same time
_KOPF: Final = 6
_AUSSERHALB: Final = ("im Quartier", "Außengelände", "Garten")


def belegungsplan(sj: Standortjahr) -> list[Datei]:
    """Return the week plan of the Angebote with a fixed day in the house; what finds no free column is left out."""
    legende: list[Wert] = ["Legende", *(text for text, _ in _LEGENDE.values())]
    tage: list[Wert] = ["Zeit"]
    for tag in TAGE.values():
        tage += [tag, *[None] * (_SPUREN - 1)]
    raster: list[list[Wert]] = [
        [dt.time(n // 2, n % 2 * 30), *[None] * (len(tage) - 1)] for n in range(_BEGINN, _ENDE)
    ]
    zeilen: list[list[Wert]] = [
        [f"Belegungsplan {sj.jahr}"],
        [HERKUNFT],
        ["Raum: ganzes Haus"],
        legende,
        [],
        tage,
    ]
    blatt = Blatt("Belegungsplan", [*zeilen, *raster], _KOPF)
    for spalte, (_, farbe) in enumerate(_LEGENDE.values(), 2):
        blatt.farben[4, spalte] = farbe
    for nummer in range(len(TAGE)):
        links = 2 + nummer * _SPUREN
        blatt.verbinde(_KOPF, links, _KOPF, links + _SPUREN - 1)
    belegt: set[tuple[int, int]] = set()
    for angebot in angebote(sj):
        if angebot.ort not in _AUSSERHALB:
            for tag in angebot.tage:
                _trage_ein(blatt, raster, belegt, angebot, KUERZEL.index(tag))
    return [Datei(f"Belegungsplan {sj.jahr} (Beispieldaten).xlsx", [blatt])]


def _trage_ein(
    blatt: Blatt, raster: list[list[Wert]], belegt: set[tuple[int, int]], angebot: Angebot, tag: int
) -> None:
    beginn, ende = (_halbe_stunde(uhr) - _BEGINN for uhr in angebot.zeit.split("-"))
    for spur in range(_SPUREN):
        spalte = 2 + tag * _SPUREN + spur
        felder = {(zeile, spalte) for zeile in range(beginn, ende)}
        if felder & belegt:
            continue
        belegt |= felder
        raster[beginn][spalte - 1] = angebot.name
        oben = _KOPF + 1 + beginn
        blatt.verbinde(oben, spalte, _KOPF + ende, spalte)
        blatt.farben[oben, spalte] = _LEGENDE[angebot.bereich][1]
        return


def _halbe_stunde(uhr: str) -> int:
    stunde, _, minute = uhr.partition(":")
    return int(stunde) * 2 + math.ceil(int(minute or 0) / 30)
