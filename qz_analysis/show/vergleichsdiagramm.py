"""Years and Standorte side by side as charts: one small chart per Kennzahl and Standort, all with labels of their own."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from qz_analysis.figures.bedarf import Standortjahr
from qz_analysis.figures.jahresvergleich import Jahresvergleich
from qz_analysis.figures.reihe import Gruppen, Reihe
from qz_analysis.show import text
from qz_analysis.show.aenderung import OHNE, benannt
from qz_analysis.show.baustein import Ansicht, Diagramm
from qz_analysis.show.gestaltung import BREITE, DUNKEL, GRAU, HELL, TEXT, spezifikation, zeichne
from qz_analysis.show.jahresvergleich import gruppentabelle, reihentabelle

if TYPE_CHECKING:
    import altair as alt

HAUPT: Final = (
    "angebote",
    "partner",
    "besuche",
    "besuche_je_oeffnungstag",
    "oeffnungsstunden",
    "gebuchte_stunden",
)
"""Kennzahlen that stand for what a house does: its Angebote, its partners, its visitors, its rooms."""
HOECHSTENS_GRUPPEN: Final = 16
NEBENEINANDER: Final = 3  # small charts in a row
ABSTAND: Final = 26
GRUPPEN_BREITE: Final = 190  # of the names of groups


def verlauf(v: Jahresvergleich) -> Diagramm:
    """Return small column charts of the main Kennzahlen over the Jahre, one per Kennzahl and Standort.

    All Standorte of a Kennzahl have one scale. What is missing or secret has its sign and no column.
    """
    return _je_standort(v, "vergleich_verlauf", _verlauf)


def _je_standort(v: Jahresvergleich, name: str, ansicht: Callable[[Jahresvergleich], Ansicht]) -> Diagramm:
    """Return a chart of all Standorte, and what it shows of one for readers who filter the page."""
    ganzes = ansicht(v)
    return Diagramm(
        name, ganzes.titel, ganzes.untertitel, ganzes.alt, zeichne(ganzes.spec), ganzes.tabelle, ganzes.spec,
        {
            (("Standort", v.namen[s]),): ansicht(replace(v, orte=tuple(o for o in v.orte if o.standort == s)))
            for s in (v.standorte if len(v.standorte) > 1 else ())
        },
    )  # fmt: skip


def _verlauf(v: Jahresvergleich) -> Ansicht:
    import altair as alt

    reihen = [reihe for reihe in v.reihen if reihe.kennzahl.id in HAUPT and not reihe.leer]
    reihen.sort(key=lambda reihe: HAUPT.index(reihe.kennzahl.id))
    spalten = len(v.standorte) if 1 < len(v.standorte) <= NEBENEINANDER else NEBENEINANDER
    breite = (BREITE - ABSTAND * (spalten - 1)) / spalten
    teile = [_saeulen(v, reihe, standort, breite) for reihe in reihen for standort in v.standorte]
    chart = alt.concat(*teile, columns=spalten, spacing=ABSTAND)
    titel = f"Die wichtigsten Kennzahlen {text.aufzaehlung([str(jahr) for jahr in v.jahre])}"
    return Ansicht(
        titel=titel,
        untertitel=f"Je Kennzahl eine Skala.{_beispiel(reihen)} {OHNE}: keine Angabe, nicht erhoben.",
        alt=f"Säulendiagramme, je Kennzahl und Standort eines, mit einer Säule je Jahr. {_saetze(v, reihen)} "
        "Alle Zahlen stehen in der Tabelle.",
        spec=spezifikation(chart),
        tabelle=reihentabelle(v, titel, reihen),
    )


def _saeulen(
    v: Jahresvergleich, reihe: Reihe, standort: str, breite: float
) -> "alt.LayerChart | alt.FacetChart":
    import altair as alt

    daten = [{"jahr": str(jahr), **_punkt(reihe, Standortjahr(standort, jahr))} for jahr in v.jahre]
    x = alt.X("jahr:O", title=None, axis=alt.Axis(labelAngle=0, domain=True))
    y = alt.Y("wert:Q", axis=None, scale=alt.Scale(domain=[0, _groesster([reihe]) * 1.3], nice=False))
    basis = alt.Chart(alt.Data(values=daten)).encode(x=x, y=y)
    marken = basis.mark_text(dy=-4, baseline="bottom").encode(text=alt.Text("text:N"))
    titel = alt.TitleParams(
        reihe.kennzahl.bezeichnung,
        subtitle=v.namen[standort] if len(v.standorte) > 1 else "",
        **_titelform(breite),
    )
    return (basis.mark_bar(color=DUNKEL, width={"band": 0.6}) + marken).properties(
        width=breite, height=88, title=titel
    )  # fmt: skip


def gruppenvergleiche(v: Jahresvergleich) -> list[Diagramm]:
    """Return a chart for each Kennzahl by groups that has anything to draw."""
    return [gruppenvergleich(v, g) for g in v.gruppiert if not all(reihe.leer for reihe in g.reihen)]


def gruppenvergleich(v: Jahresvergleich, gruppen: Gruppen) -> Diagramm:
    """Return one dot per group and Jahr, those of a group joined by a line; one chart per Standort beside the other.

    The first Jahr has a hollow dot, the last a dark one, those between are light. The value is that of the last dot.
    """
    return _je_standort(v, f"vergleich_{gruppen.ergebnis.id}", lambda teil: _gruppenvergleich(teil, gruppen))


def _gruppenvergleich(v: Jahresvergleich, gruppen: Gruppen) -> Ansicht:
    import altair as alt

    alle = [reihe for reihe in gruppen.reihen if not reihe.leer]
    reihen = alle[:HOECHSTENS_GRUPPEN]
    rest = f" Gezeigt sind {len(reihen)} von {len(alle)} Gruppen." if len(reihen) < len(alle) else ""
    spalten = min(len(v.standorte), NEBENEINANDER)
    breite = (BREITE - GRUPPEN_BREITE - ABSTAND * (spalten - 1)) / spalten
    teile = [
        _punkte(v, reihen, standort, breite, mit_namen=n % spalten == 0)
        for n, standort in enumerate(v.standorte)
    ]
    return Ansicht(
        titel=gruppen.ergebnis.bezeichnung,
        untertitel=f"Einheit: {gruppen.ergebnis.kennzahl.einheit}; {_zeichenerklaerung(v)}."
        f"{' Mehrfachnennungen.' if gruppen.ergebnis.mehrfach else ''}{_beispiel(reihen)} Ohne Punkt: keine Angabe oder "
        f"geheim.{rest}",
        alt=f"Punktdiagramm: {gruppen.ergebnis.bezeichnung}, {_zeichenerklaerung(v)}. {_saetze(v, reihen[:5])} "
        "Alle Zahlen stehen in der Tabelle.",
        spec=spezifikation(alt.concat(*teile, columns=spalten, spacing=ABSTAND)),
        tabelle=gruppentabelle(v, gruppen),
    )


def _punkte(
    v: Jahresvergleich, reihen: list[Reihe], standort: str, breite: float, *, mit_namen: bool
) -> "alt.LayerChart | alt.FacetChart":
    import altair as alt

    daten = [
        {"gruppe": reihe.gruppe, "jahr": str(jahr), **punkt}
        for reihe in reihen
        for jahr in v.jahre
        if (punkt := _punkt(reihe, Standortjahr(standort, jahr)))["gezeigt"]
    ]
    jahre = [str(jahr) for jahr in v.jahre]
    namen = [reihe.gruppe for reihe in reihen]
    y = alt.Y(
        "gruppe:N", sort=None, title=None, scale=alt.Scale(domain=namen),
        axis=alt.Axis(domain=False, grid=True, labels=mit_namen, labelLimit=GRUPPEN_BREITE - 10),
    )  # fmt: skip
    x = alt.X(
        "wert:Q", axis=None, title=None, scale=alt.Scale(domain=[0, _groesster(reihen) * 1.25], nice=False)
    )
    basis = alt.Chart(alt.Data(values=daten)).encode(y=y, x=x)
    fuellung = [DUNKEL] if len(jahre) == 1 else ["white", *[HELL] * (len(jahre) - 2), DUNKEL]
    punkte = basis.mark_circle(size=62, opacity=1, stroke=DUNKEL, strokeWidth=1.4).encode(
        color=alt.Color("jahr:N", scale=alt.Scale(domain=jahre, range=fuellung), legend=None),
        order=alt.Order("jahr:O"),
    )
    linie = basis.mark_line(color=GRAU, strokeWidth=1.4).encode(
        detail=alt.Detail("gruppe:N"), order=alt.Order("jahr:O")
    )
    rechts = alt.Chart(alt.Data(values=_beschriftung(daten))).encode(y=y, x=x)
    marken = rechts.mark_text(align="left", dx=8).encode(text=alt.Text("text:N"))
    titel = alt.TitleParams(v.namen[standort] if len(v.standorte) > 1 else "", **_titelform(breite))
    return (linie + punkte + marken).properties(width=breite, height=20 * len(reihen), title=titel)


def _beschriftung(daten: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the last value of each group, placed right of its rightmost dot."""
    je_gruppe: dict[str, list[dict[str, Any]]] = {}
    for zeile in daten:
        je_gruppe.setdefault(zeile["gruppe"], []).append(zeile)
    return [zeilen[-1] | {"wert": max(z["wert"] for z in zeilen)} for zeilen in je_gruppe.values()]


def _punkt(reihe: Reihe, ort: Standortjahr) -> dict[str, Any]:
    """Return a value to draw: missing and secret ones have their sign and no height."""
    e = reihe.werte.get(ort)
    if e is None or (e.wert.anzahl is None and not e.wert.geheim):
        return {"wert": 0.0, "text": OHNE, "gezeigt": False}
    if e.wert.geheim or e.wert.anzahl is None:
        return {"wert": 0.0, "text": text.GEHEIM, "gezeigt": False}
    # "1.464 bis 1.469" has no room beside others: what is sure is enough there, and the table has it all.
    anzahl = e.wert.anzahl
    if anzahl.wert is None:
        anzahl = replace(anzahl, max=None, genauigkeit="mindestens")
    kurz = replace(e.wert, anzahl=anzahl)
    geschrieben = text.wert(kurz, reihe.kennzahl.einheit).removeprefix("Ø ").replace("mindestens", "ab")
    return {"wert": float(e.wert.anzahl.nennwert), "text": geschrieben, "gezeigt": True}


def _groesster(reihen: Iterable[Reihe]) -> float:
    return max((_punkt(reihe, ort)["wert"] for reihe in reihen for ort in reihe.werte), default=0) or 1.0


def _titelform(breite: float) -> dict[str, Any]:
    return {
        "anchor": "start", "fontSize": 12, "fontWeight": "normal", "color": TEXT, "subtitleColor": TEXT,
        "subtitleFontSize": 11, "limit": breite + ABSTAND - 6, "offset": 6, "frame": "group",
    }  # fmt: skip


def _zeichenerklaerung(v: Jahresvergleich) -> str:
    erstes, *mitte, letztes = [0, *v.jahre] if len(v.jahre) == 1 else v.jahre
    if not erstes:
        return f"Jahr {letztes}"
    hell = f", hell gefüllt {text.aufzaehlung([str(jahr) for jahr in mitte])}" if mitte else ""
    return f"leerer Punkt {erstes}{hell}, dunkler Punkt {letztes}; die Zahl gehört zum letzten"


def _beispiel(reihen: Iterable[Reihe]) -> str:
    return " Beispieldaten." if any(e.wert.beispiel for r in reihen for e in r.werte.values()) else ""


def _saetze(v: Jahresvergleich, reihen: Iterable[Reihe]) -> str:
    """Return the values of some rows as a text: "Angebotsformate: Nord 2021 85, 2022 78"."""
    saetze = []
    for reihe in reihen:
        orte = []
        for standort in v.standorte:
            werte = [f"{j} {_punkt(reihe, Standortjahr(standort, j))['text']}" for j in v.jahre]
            name = f"{v.namen[standort]} " if len(v.standorte) > 1 else ""
            orte.append(f"{name}{', '.join(werte)}")
        saetze.append(f"{reihe.gruppe or benannt(reihe)}: {'; '.join(orte)}.")
    return " ".join(saetze)
