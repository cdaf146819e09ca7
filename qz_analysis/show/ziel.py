"""The goal matrix as tables: what was meant, what came of it, and where it leads."""

import polars as pl

from qz_analysis.figures.bestand import Bestand
from qz_analysis.model import werte
from qz_analysis.show import text
from qz_analysis.show.baustein import Spalte, Tabelle

# Status is told by a word and a sign, never by colour alone.
ZEICHEN = {
    "erreicht": "✓",
    "verspaetet_erreicht": "✓",
    "teilweise": "(✓)",
    "nicht_erreicht": "✗",
    "zurueckgestellt": "→",
    "verworfen": "✗",
}


def status_text(status: str | None) -> str:
    """Return a status as sign and word."""
    return f"{ZEICHEN[status]}\u00a0{werte.ZIEL_STATUS[status]}" if status else text.KEINE_ANGABE


def _geordnet(b: Bestand, tabelle: str) -> pl.DataFrame:
    """Return goals in the order of their numbers: "2.10" after "2.9"."""
    teile = pl.col("ziel_id").str.split(".")
    nummer = [teile.list.get(n, null_on_oob=True).cast(pl.Int32, strict=False) for n in (0, 1)]
    return b.tabelle(tabelle).sort(nummer)


def zielmatrizen(b: Bestand) -> list[Tabelle]:
    """Return one table per Orientierungsziel, each row a Handlungsziel with what came of it."""
    zeilen = _geordnet(b, "ziel")
    spalten = (
        Spalte("Nr.", breite=0.5),
        Spalte("Handlungsziel", breite=2.6),
        Spalte("Frist", breite=1.1),
        Spalte("Stand", breite=1.5),
        Spalte("Umsetzung und Grund", breite=3.0),
        Spalte("Folgeziel", breite=0.9),
    )
    return [
        Tabelle(
            titel=f"Orientierungsziel {n}: {gruppe['orientierungsziel'][0]}",
            spalten=spalten,
            zeilen=tuple(_zeile(z) for z in gruppe.iter_rows(named=True)),
            querformat=False,
        )
        for n, (_, gruppe) in enumerate(zeilen.group_by("orientierungsziel", maintain_order=True), 1)
    ]


def _zeile(z: dict) -> tuple[str, ...]:
    gruende = text.aufzaehlung([werte.ZIEL_GRUND[g] for g in z["grund"] or []])
    umsetzung = f"{z['umsetzung'] or text.KEINE_ANGABE} {f'(Grund: {gruende})' if gruende else ''}".strip()
    stern = "\u00a0*" if "status" in (z["unsicher"] or "").casefold() else ""
    return (
        z["ziel_id"],
        z["handlungsziel"],
        z["frist"] or text.KEINE_ANGABE,
        status_text(z["status"]) + stern,
        umsetzung,
        _folgeziel(z),
    )


def _folgeziel(z: dict) -> str:
    if z["folgeziel"]:
        return f"Ziel {z['folgeziel']}" + (
            "\u00a0*" if "folgeziel" in (z["unsicher"] or "").casefold() else ""
        )
    return "vermerkt" if z["folgeziel_vermerkt"] else text.NULL
