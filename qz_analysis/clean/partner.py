import re

from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import KOPFZEILEN, Liste
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.schreibweise import kurzname, schreibweisen
from qz_analysis.read.blatt import Zelle

_PROGRAMM = re.compile(r"\b(\w+programm)\b", re.I)


def programm(lesung: Lesung) -> str | None:
    """Return the programme a sheet belongs to: a word such as "Sommerprogramm" in its title or file name."""
    titel = next((zeile for _, zeile in lesung.blatt.zeilen(bis=KOPFZEILEN)), [])
    texte = [lesung.blatt.name, *(z.text for z in titel), lesung.blatt.datei]
    treffer = next((t for text in texte if (t := _PROGRAMM.search(text))), None)
    return treffer[1].capitalize() if treffer else None


def clean_partner(lesung: Lesung, liste: Liste, sammlung: Sammlung) -> None:
    """Add the organisations of a list to `partner`; a known one only gains what it lacked."""
    zu_programm = programm(lesung)
    for zeile in liste.zeilen:
        zelle = zeile.felder["partner"]
        for feld in zeile.felder.values():
            lesung.nimm(feld)
        row = trage_partner_ein(lesung, zelle, zelle.text, sammlung)
        neu = {
            "uebergeordnet": zeile.text("uebergeordnet"),
            "typ": zeile.text("typ"),
            "unsicher": zeile.text("unsicher"),
            "kapitel": zeile.text("kapitel"),
            "programm": zu_programm,
        }
        row.update({spalte: wert for spalte, wert in neu.items() if row[spalte] is None})


def trage_partner_ein(lesung: Lesung, zelle: Zelle, name: str, sammlung: Sammlung) -> dict:
    """Return the row of a partner by any known spelling of its name, added where it is new."""
    gilt = schreibweisen("partner").get(" ".join(name.split()).casefold(), name)
    partner_id = kurzname(gilt)
    row = sammlung.finde("partner", partner_id=partner_id)
    if row is None:
        row = {
            "partner_id": partner_id,
            "partner": gilt,
            "uebergeordnet": None,
            "typ": None,
            "programm": None,
            "unsicher": None,
            "kapitel": None,
            **lesung.beleg(zelle),
        }
        sammlung.zeilen["partner"].append(row)
    return row
