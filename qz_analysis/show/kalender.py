"""The year day by day: which Termine of an Angebot were counted, which are missing, which did not take place."""

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.gruppierung import LAGE
from qz_analysis.figures.termin import tage
from qz_analysis.model.kalender import MONATE
from qz_analysis.show import text
from qz_analysis.show.baustein import Diagramm, Spalte, Tabelle
from qz_analysis.show.gestaltung import BREITE, DUNKEL, GITTER, GRAU, HELL, TEXT, gezeichnet

if TYPE_CHECKING:
    import altair as alt

# A letter and a lightness each: what a colour says, the letter says too.
BUCHSTABE: Final = {1: "Z", 2: "N", 3: "?", 4: "A", 5: "G"}
FUELLUNG: Final = {1: DUNKEL, 2: HELL, 3: "#ffffff", 4: GRAU, 5: GITTER}
SCHRIFTFARBE: Final = {1: "#ffffff", 2: TEXT, 3: TEXT, 4: "#000000", 5: TEXT}
TAG_HOEHE: Final = 20


def kalender(b: Bestand) -> list[Diagramm]:
    """Return one calendar per Angebot and Jahr of which any Termin was counted: months down, days across."""
    alle = tage(b).with_columns(jahr=pl.col("datum").dt.year())
    return [
        _kalender(str(angebot), int(jahr), zeilen)
        for (angebot, jahr), zeilen in alle.group_by("angebot", "jahr", maintain_order=True)
    ]


def _kalender(angebot: str, jahr: int, zeilen: pl.DataFrame) -> Diagramm:
    zahlen = dict(zeilen.group_by("lage").len().iter_rows())
    da = [lage for lage in LAGE if zahlen.get(lage)]
    legende = "; ".join(f"{BUCHSTABE[lage]} {LAGE[lage]}: {text.zahl(zahlen[lage])}" for lage in da)
    return Diagramm(
        name=f"kalender_{jahr}_{''.join(z if z.isascii() and z.isalnum() else '_' for z in angebot.lower())}",
        titel=f"{angebot}: welche Termine {jahr} gezählt wurden",
        untertitel=f"Ein Feld je Termin. {legende}.",
        alt=f"Jahreskalender der Termine von {angebot} {jahr}, Monate untereinander, Tage nebeneinander. {legende}. "
        "Die Zahlen je Monat stehen in der Tabelle.",
        **gezeichnet(_chart(zeilen)),
        tabelle=_je_monat(angebot, jahr, zeilen, da),
    )


def _je_monat(angebot: str, jahr: int, zeilen: pl.DataFrame, da: list[int]) -> Tabelle:
    zahlen = {
        (monat, lage): n
        for monat, lage, n in zeilen.group_by(pl.col("datum").dt.month(), "lage").len().iter_rows()
    }
    return Tabelle(
        titel=f"Termine {jahr} nach Monat: {angebot}",
        spalten=(Spalte("Monat", breite=1.4), *(Spalte(LAGE[lage], "rechts") for lage in da)),
        zeilen=tuple(
            (name, *(text.zahl(zahlen[monat, lage]) if (monat, lage) in zahlen else text.NULL for lage in da))
            for monat, name in MONATE.items()
        ),
    )


def _chart(zeilen: pl.DataFrame) -> "alt.TopLevelMixin":
    import altair as alt

    daten: list[dict[str, Any]] = [
        {"monat": MONATE[tag.month], "tag": tag.day, "lage": lage, "buchstabe": BUCHSTABE[lage]}
        for tag, lage in zeilen.select("datum", "lage").iter_rows()
    ]
    tage_im_monat, monate = alt.Scale(domain=list(range(1, 32))), alt.Scale(domain=list(MONATE.values()))
    oben = alt.Axis(labelAngle=0, domain=False, orient="top")
    x = alt.X("tag:O", title=None, scale=tage_im_monat, axis=oben)
    y = alt.Y("monat:N", title=None, sort=None, scale=monate, axis=alt.Axis(domain=False))
    lagen = list(LAGE)
    farbe = alt.Color(
        "lage:N", legend=None, scale=alt.Scale(domain=lagen, range=[FUELLUNG[n] for n in lagen])
    )
    schrift = alt.Color(
        "lage:N", legend=None, scale=alt.Scale(domain=lagen, range=[SCHRIFTFARBE[n] for n in lagen])
    )
    basis = alt.Chart(alt.Data(values=daten)).encode(x=x, y=y)
    felder = basis.mark_rect(stroke=GRAU, strokeWidth=0.5).encode(color=farbe)
    buchstaben = basis.mark_text(fontSize=11).encode(text=alt.Text("buchstabe:N"), color=schrift)
    return (
        alt.layer(felder, buchstaben)
        .resolve_scale(color="independent")
        .properties(
            width=BREITE,
            height=TAG_HOEHE * len(MONATE),
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        )
    )
