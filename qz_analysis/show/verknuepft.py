"""Two groupings of an Ergebnis as two charts that answer to each other in JupyterLab."""

from typing import Any, Final

from qz_analysis.errors import ParameterFehler
from qz_analysis.figures.wert import Ergebnis
from qz_analysis.show import text
from qz_analysis.show.ausfall import oder_ausfall
from qz_analysis.show.baustein import Diagramm
from qz_analysis.show.gestaltung import BREITE, DUNKEL, HELL, gezeichnet
from qz_analysis.show.tabelle import tabelle

ZEILE: Final = 23
ABSTAND: Final = 24


@oder_ausfall
def verknuepft(ergebnis: Ergebnis) -> Diagramm:
    """Return a chart of each of two groupings; a click on a bar of the first limits the second to it.

    On paper both show everything. The bars of the second add up those of the first, so a thing must belong to one group of
    the first only. Raises ParameterFehler for an Ergebnis with other than two groupings, for one about persons, of
    which sums would show what is secret, and where a thing may be in several groups of the first.
    """
    if len(ergebnis.je) != 2 or ergebnis.kennzahl.personen or ergebnis.je[0].mehrfach:
        raise ParameterFehler(
            "Verknüpfen lassen sich Zahlen nach zwei Merkmalen, von denen das erste jedes genau einmal zählt, und keine "
            'über Personen, zum Beispiel angebot.angebote(bestand, je=("bereich", "zielgruppe")).'
        )
    erste, zweite = ergebnis.je
    daten = [
        {
            "erste": erste.label(w.schluessel[0]),
            "zweite": zweite.label(w.schluessel[1]),
            "wert": float(w.anzahl.nennwert),
        }
        for w in ergebnis.werte
        if w.anzahl is not None
    ]
    namen = f"{erste.bezeichnung} und {zweite.bezeichnung}"
    return Diagramm(
        name=f"verknuepft_{ergebnis.id}",
        titel=f"{ergebnis.kennzahl.bezeichnung} nach {namen}",
        untertitel=f"Einheit: {ergebnis.kennzahl.einheit}. In JupyterLab zeigt ein Klick auf einen Balken links nur dessen Teil.",
        alt=f"Zwei Balkendiagramme nebeneinander: {ergebnis.kennzahl.bezeichnung} nach {text.aufzaehlung(namen.split(' und '))}. "
        "Alle Zahlen stehen in der Tabelle.",
        **gezeichnet(_chart(ergebnis, daten)),
        tabelle=tabelle(ergebnis),
    )


def _chart(ergebnis: Ergebnis, daten: list[dict[str, Any]]) -> Any:
    import altair as alt

    erste, zweite = ergebnis.je
    wahl = alt.selection_point(fields=["erste"], name="wahl")
    summe = alt.X("sum(wert):Q", title=ergebnis.kennzahl.einheit, axis=alt.Axis(tickCount=4, format=",.0f"))
    hinweis = alt.Tooltip("sum(wert):Q", title=ergebnis.kennzahl.bezeichnung)
    links = (
        alt.Chart(width=BREITE * 0.2, height=ZEILE * len({d["erste"] for d in daten}))
        .mark_bar()
        .encode(
            x=summe,
            y=alt.Y("erste:N", title=erste.bezeichnung, sort="-x", axis=alt.Axis(labelLimit=180)),
            color=alt.condition(wahl, alt.value(DUNKEL), alt.value(HELL)),
            tooltip=[alt.Tooltip("erste:N", title=erste.bezeichnung), hinweis],
        )
        .add_params(wahl)
    )
    rechts = (
        alt.Chart(width=BREITE * 0.3, height=ZEILE * len({d["zweite"] for d in daten}))
        .mark_bar(color=DUNKEL)
        .encode(
            x=summe,
            y=alt.Y("zweite:N", title=zweite.bezeichnung, sort="-x", axis=alt.Axis(labelLimit=180)),
            tooltip=[alt.Tooltip("zweite:N", title=zweite.bezeichnung), hinweis],
        )
        .transform_filter(wahl)
    )
    return alt.hconcat(links, rechts, data=alt.Data(values=daten), spacing=ABSTAND)
