"""Which Angebote an invented site has in a year: most go on, some are new, some are gone."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, Literal

from qz_analysis.beispiel.standort import Standortjahr

Phase = Literal["neu", "laufend", "letztes Jahr"]
TAGE: Final = {
    "Mo": "Montag",
    "Di": "Dienstag",
    "Mi": "Mittwoch",
    "Do": "Donnerstag",
    "Fr": "Freitag",
    "Sa": "Samstag",
    "So": "Sonntag",
}


@dataclass(frozen=True)
class Angebot:
    """One Angebot of the catalogue `angebote.csv`.

    `wann` is "Di+Fr" for every week, "Mi/2" for every other week, "Do/M1" for the first Thursday of a month, empty
    where nothing is fixed. `kennzeichen` holds i(nklusiv), e(hrenamtlich), d(rittmittel), g(eschützt). `zaehlung`
    says in which kind of list visits are counted, `niveau` how many come on a usual day.
    """

    name: str
    niveau: int
    phase: Phase
    bereich: str
    zielgruppe: str
    thema: str
    verantwortung: str
    partner: str
    wann: str
    zeit: str
    ort: str
    kennzeichen: str
    zaehlung: str

    @property
    def tage(self) -> tuple[str, ...]:
        """The weekdays by their short names."""
        return tuple(self.wann.split("/")[0].split("+")) if self.wann else ()

    @property
    def takt(self) -> str:
        """Empty for every week, "2" for every other one, "M1" for the first of a month."""
        return self.wann.partition("/")[2]

    def rhythmus(self, *, andere_worte: bool) -> str | None:
        """Return the rhythm as a colleague writes it, None where there is none."""
        if not self.tage:
            return "auf Anfrage" if andere_worte else None
        tag = TAGE[self.tage[0]]
        if self.takt == "2":
            return f"{tag}s, 14-täglich" if andere_worte else f"14-täglich {tag.lower()}s"
        if self.takt:
            return f"jeden {self.takt[1]}. {tag} im Monat"
        if len(self.tage) > 1:
            zahl = {2: "zwei", 3: "drei"}[len(self.tage)]
            return f"an {zahl} Tagen wöchentlich ({', '.join(self.tage)})"
        return f"jeden {tag}" if andere_worte else f"wöchentlich {tag.lower()}s"


@cache
def katalog(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a catalogue beside this module."""
    with resources.files("qz_analysis.beispiel").joinpath(f"{name}.csv").open(encoding="utf-8") as datei:
        return tuple(csv.DictReader(datei))


def angebote(sj: Standortjahr) -> list[Angebot]:
    """Return the recurring Angebote of a site in a year, in the order of the catalogue.

    Each comes and goes in a cycle of its own that is fixed over all years; those with lists of their own always run.
    """
    gefunden = []
    for zeile in katalog("angebote"):
        if zeile["zaehlung"] in ("liste", "kuerzel"):
            gefunden.append(_angebot(zeile, "laufend"))
            continue
        zufall = sj.auf_dauer("angebot", zeile["angebot"])
        if not zufall.chance(sj.standort.anteil):
            continue
        runde = zufall.ganz(7, 14)
        pause, stand = zufall.ganz(1, 2), (sj.jahr + zufall.ganz(0, 13)) % runde
        if stand >= pause:
            phase = "neu" if stand == pause else "letztes Jahr" if stand == runde - 1 else "laufend"
            gefunden.append(_angebot(zeile, phase))
    return gefunden


def _angebot(zeile: dict[str, str], phase: Phase) -> Angebot:
    texte = {name: wert for name, wert in zeile.items() if name not in ("angebot", "niveau")}
    return Angebot(zeile["angebot"], int(zeile["niveau"]), phase, **texte)


def aktionen(sj: Standortjahr, *, programm: bool) -> list[dict[str, str]]:
    """Return the single events of a year, those of the Sommerprogramm or all others."""
    return [
        zeile
        for zeile in katalog("aktionen")
        if bool(zeile["programm"]) == programm and sj.zufall("aktion", zeile["aktion"]).chance(0.65)
    ]


def partner(sj: Standortjahr) -> dict[str, dict[str, str]]:
    """Return short name -> the row of each organisation, with the part of town in its name."""
    return {
        zeile["kurz"]: {name: wert.format(ort=sj.standort.ort) for name, wert in zeile.items()}
        for zeile in katalog("partner")
    }
