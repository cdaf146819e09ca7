"""A mapping proposed for headers nobody knows: never applied, only offered to be put into `qz.toml`."""

from typing import Final

from rapidfuzz import fuzz, process

from qz_analysis.clean.kopf import listenarten, schluessel
from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.schreibweise import schreibweisen
from qz_analysis.read.blatt import Zelle

AEHNLICH_AB: Final = 80  # rapidfuzz ratio (0 to 100) from which a header is worth proposing
SUCHZEILEN: Final = 20


def schlage_spalten_vor(lesung: Lesung) -> dict[str, str]:
    """Return foreign header -> header of ours for the row that most looks like a header, by likeness or known translation.

    Empty where no row has two headers that resemble one of ours.
    """
    bester: dict[str, str] = {}
    for _, zeile in lesung.blatt.zeilen(bis=SUCHZEILEN):
        vorschlag = {z.text: ziel for z in zeile if (ziel := _aehnlichste(z))}
        if len(vorschlag) > max(len(bester), 1):
            bester = vorschlag
    return bester


def melde_vorschlag(lesung: Lesung) -> None:
    """Offer the mapping as a Befund, in the form in which it goes into `qz.toml`."""
    vorschlag = schlage_spalten_vor(lesung)
    if not vorschlag:
        return
    zeilen = ", ".join(f'"{fremd}" = "{unser}"' for fremd, unser in vorschlag.items())
    lesung.melde(
        "hinweis",
        "zuordnung_vorgeschlagen",
        f"Vielleicht sind bekannte Spalten gemeint. Stimmt der Vorschlag, dann in qz.toml unter [spalten] eintragen: {zeilen}.",
    )


def _aehnlichste(zelle: Zelle) -> str | None:
    if not isinstance(zelle.wert, str) or len(zelle.wert) > 60:
        return None
    if uebersetzt := schreibweisen("ueberschrift").get(zelle.text.casefold()):
        return uebersetzt
    bekannt = sorted({kopf for art in listenarten() for kopf in art.bekannt})
    treffer = process.extractOne(schluessel(zelle.text), bekannt, scorer=fuzz.ratio, score_cutoff=AEHNLICH_AB)
    return treffer[0] if treffer else None
