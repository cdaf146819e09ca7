"""The goal matrix as tables: what was meant, what came of it as the team says and as the data do, where it leads."""

from itertools import groupby

from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.zielerreichung import Zielstand, zielstaende
from qz_analysis.model import werte
from qz_analysis.show import text
from qz_analysis.show.baustein import Angabe, Spalte, Tabelle
from qz_analysis.show.ziel import status_text
from qz_analysis.show.zielerreichung import ergebnis_angabe


def zielmatrizen(b: Bestand) -> list[Tabelle]:
    """Return one table per Orientierungsziel, each row a Handlungsziel with what came of it."""
    folgeziele = {z["ziel_id"]: _folgeziel(z) for z in b.tabelle("ziel").iter_rows(named=True)}
    spalten = (
        Spalte("Nr.", breite=0.5),
        Spalte("Handlungsziel", breite=2.4),
        Spalte("Frist", breite=1.1),
        Spalte("Team", breite=1.4),
        Spalte("Daten", breite=1.4),
        Spalte("Umsetzung und Grund", breite=2.8),
        Spalte("Folgeziel", breite=0.9),
    )
    gruppen = groupby(zielstaende(b), key=lambda z: z.orientierungsziel)
    return [
        Tabelle(
            titel=f"Orientierungsziel {n}: {orientierungsziel}",
            spalten=spalten,
            zeilen=tuple(_zeile(z, folgeziele[z.ziel_id]) for z in gruppe),
        )
        for n, (orientierungsziel, gruppe) in enumerate(gruppen, 1)
    ]


def _zeile(z: Zielstand, folgeziel: str) -> tuple[str | Angabe, ...]:
    gruende = text.aufzaehlung([werte.ZIEL_GRUND[g] for g in z.grund])
    umsetzung = f"{z.umsetzung or text.KEINE_ANGABE} {f'(Grund: {gruende})' if gruende else ''}".strip()
    stern = "\u00a0*" if z.status_unsicher else ""
    return (
        z.ziel_id,
        z.handlungsziel,
        z.frist or text.KEINE_ANGABE,
        status_text(z.status) + stern,
        ergebnis_angabe(z),
        umsetzung,
        folgeziel,
    )


def _folgeziel(z: dict) -> str:
    if z["folgeziel"]:
        return f"Ziel {z['folgeziel']}" + (
            "\u00a0*" if "folgeziel" in (z["unsicher"] or "").casefold() else ""
        )
    return "vermerkt" if z["folgeziel_vermerkt"] else text.NULL
