"""Names folded to one spelling by reviewable CSVs; a fuzzy match is only ever a suggestion."""

import csv
import re
from functools import cache
from importlib import resources

from rapidfuzz import fuzz, process

from qz_analysis.clean.lesung import Lesung
from qz_analysis.read.blatt import Zelle

AEHNLICH_AB = 80  # rapidfuzz ratio (0 to 100) from which a spelling is worth suggesting

_UMSCHRIFT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e"})


def kurzname(name: str) -> str:
    """Return a name as an ASCII identifier: "Bö-Ki Spieltreff" is `boe_ki_spieltreff`."""
    return re.sub(r"[^a-z0-9]+", "_", name.casefold().translate(_UMSCHRIFT)).strip("_")


def teile(text: str, trenner: str) -> list[str]:
    """Return the entries of a cell that lists several, split at any of the `trenner` characters."""
    return [teil.strip() for teil in re.split(f"[{re.escape(trenner)}\n]", text) if teil.strip()]


@cache
def schreibweisen(name: str) -> dict[str, str]:
    """Return raw spelling -> canonical spelling, raw ones folded, from `schreibweisen/<name>.csv`."""
    return {_falte(z["schreibweise"]): z["gilt_als"] for z in _csv(name)}


@cache
def werteliste(name: str) -> dict[str, str]:
    """Return value -> label of a coded list, from `schreibweisen/<name>_liste.csv`."""
    return {z["wert"]: z["bezeichnung"] for z in _csv(f"{name}_liste")}


def _csv(name: str) -> list[dict[str, str]]:
    with (
        resources.files("qz_analysis.clean").joinpath(f"schreibweisen/{name}.csv").open(encoding="utf-8") as d
    ):
        return list(csv.DictReader(d))


def _falte(text: str) -> str:
    return " ".join(text.split()).casefold()


def deute(
    lesung: Lesung,
    zelle: Zelle,
    text: str,
    name: str,
    bekannt: dict[str, str],
    ueberschrift: str | None = None,
) -> str | None:
    """Return the value whose label `text` is, over the spelling list `name`; None is a Befund.

    `bekannt` is value -> label, `ueberschrift` the header of the column where the list is not called like it.
    """
    gilt = schreibweisen(name).get(_falte(text), text)
    for wert, bezeichnung in bekannt.items():
        if _falte(gilt) in (_falte(bezeichnung), wert):
            return wert
    naechste = process.extractOne(text, bekannt, scorer=fuzz.WRatio, score_cutoff=AEHNLICH_AB)
    rat = f" Am nächsten liegt „{naechste[0]}“." if naechste else ""
    lesung.weise_zurueck(
        zelle,
        f"{name}_unbekannt",
        f"„{text}“ ist keine bekannte Angabe für {ueberschrift or name.capitalize()}.{rat} Bitte berichtigen oder die "
        f"Schreibweise in schreibweisen/{name}.csv eintragen.",
    )
    return None
