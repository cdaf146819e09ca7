"""An Ergebnis as a chart: bars, sorted as given, labelled with their values."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from qz_analysis.figures.wert import Ergebnis, Wert
from qz_analysis.show import text
from qz_analysis.show.baustein import Diagramm
from qz_analysis.show.gestaltung import BREITE, DUNKEL, HELL, svg
from qz_analysis.show.tabelle import tabelle

if TYPE_CHECKING:
    import altair as alt

EINDEUTIG, LESART = "eindeutig", "Lesart"
BALKEN_HOEHE = 23


def balken(ergebnis: Ergebnis, *, n: Ergebnis | None = None) -> Diagramm:
    """Return a horizontal bar chart of the groups, longest first as given.

    Bars show in a lighter part how many rows rest on a reading of the source. Suppressed and missing values
    have no bar, only their sign; what belongs to no group is named in the subtitle and stands in the table.
    `n` is the Kennzahl that says how many things were counted; it is printed in the subtitle.
    """
    chart = _balken(ergebnis)
    hat_lesart = any(w.unsicher for w in ergebnis.werte if not w.geheim)
    return Diagramm(
        name=ergebnis.id,
        titel=_befund(ergebnis),
        untertitel=_untertitel(ergebnis, n, hat_lesart=hat_lesart),
        alt=_alt("Balkendiagramm", ergebnis, n),
        svg=svg(chart),
        tabelle=tabelle(ergebnis),
    )


def saeulen(ergebnis: Ergebnis) -> Diagramm:
    """Return a column chart of groups that have an order of their own, such as months or weekdays."""
    import altair as alt

    daten = _daten(ergebnis, ergebnis.werte)
    x = alt.X("gruppe:N", sort=None, title=None, axis=alt.Axis(labelAngle=0))
    y = alt.Y("wert:Q", title=ergebnis.kennzahl.einheit, axis=alt.Axis(format=",.0f", tickCount=5))
    basis = alt.Chart(alt.Data(values=daten)).encode(x=x)
    marken = basis.mark_text(dy=-8, baseline="bottom").encode(y=y, text="text:N")
    chart = (basis.mark_bar(color=DUNKEL, width={"band": 0.6}).encode(y=y) + marken).properties(
        width=BREITE, height=200, autosize=alt.AutoSizeParams(type="fit-x", contains="padding")
    )
    return Diagramm(
        name=ergebnis.id,
        titel=_befund(ergebnis),
        untertitel=_untertitel(ergebnis, None, hat_lesart=False),
        alt=_alt("Säulendiagramm", ergebnis, None),
        svg=svg(chart),
        tabelle=tabelle(ergebnis),
    )


def _daten(ergebnis: Ergebnis, werte: Iterable[Wert]) -> list[dict[str, Any]]:
    return [
        {"gruppe": w.gruppe, "wert": _zeichenbar(w), "text": _text(ergebnis, w).removeprefix("Ø ")}
        for w in werte
    ]


def _text(ergebnis: Ergebnis, w: Wert) -> str:
    return text.wert(w, ergebnis.kennzahl.einheit)


def _zeichenbar(w: Wert) -> float:
    if w.geheim or w.anzahl is None:
        return 0.0
    return float(w.anzahl.nennwert)


def _laengster(werte: list[Wert]) -> float:
    return max([_zeichenbar(w) for w in werte], default=0.0) or 1.0


def _balken(ergebnis: Ergebnis) -> "alt.TopLevelMixin":
    import altair as alt

    teile = []
    werte = [w for w in ergebnis.werte if not _ist_ohne(w)]
    for w in werte:
        gesamt = _zeichenbar(w)
        lesart = 0 if w.geheim else min(w.unsicher, gesamt)
        teile += [
            {"gruppe": w.gruppe, "teil": EINDEUTIG, "wert": gesamt - lesart, "lage": 0},
            {"gruppe": w.gruppe, "teil": LESART, "wert": lesart, "lage": 1},
        ]
    y = alt.Y("gruppe:N", sort=None, title=None, axis=alt.Axis(domain=False))
    # Head room for the label at the end of the longest bar.
    x = alt.X(
        "wert:Q", title=None, axis=None, scale=alt.Scale(nice=False, domainMax=_laengster(werte) * 1.12)
    )
    farbe = alt.Color(
        "teil:N",
        scale=alt.Scale(domain=[EINDEUTIG, LESART], range=[DUNKEL, HELL]),
        legend=None,  # the subtitle says it, where there is room for it
    )
    stapel = (
        alt.Chart(alt.Data(values=teile))
        .mark_bar(height={"band": 0.72})
        .encode(y=y, x=x, color=farbe, order=alt.Order("lage:Q"))
    )
    marken = (
        alt.Chart(alt.Data(values=_daten(ergebnis, werte)))
        .mark_text(align="left", dx=5)
        .encode(y=y, x=x, text=alt.Text("text:N"))
    )
    return (stapel + marken).properties(
        width=BREITE,
        height=BALKEN_HOEHE * len(werte),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
    )


def _ist_ohne(w: Wert) -> bool:
    return any(s is None for s in w.schluessel)


def _befund(ergebnis: Ergebnis) -> str:
    """Return the title: what is drawn, and the largest group if there is just one."""
    gezeigt = [w for w in ergebnis.werte if w.anzahl and not w.geheim and not _ist_ohne(w)]
    if not gezeigt:
        return ergebnis.bezeichnung
    groesster = max(_zeichenbar(w) for w in gezeigt)
    spitze = [str(w.gruppe) for w in gezeigt if _zeichenbar(w) == groesster]
    if len(spitze) > 2:
        return ergebnis.bezeichnung
    return f"{ergebnis.bezeichnung}: am meisten {text.aufzaehlung(spitze)}"


def _umfang(n: Ergebnis) -> str:
    return f"n = {_text(n, n.wert)} {n.kennzahl.einheit}"


def _untertitel(ergebnis: Ergebnis, n: Ergebnis | None, *, hat_lesart: bool) -> str:
    teile = [f"Einheit: {ergebnis.kennzahl.einheit}"]
    if n is not None:
        teile.append(_umfang(n))
    if any(w.beispiel for w in ergebnis.werte):
        teile.append("Beispieldaten")
    if ergebnis.mehrfach:
        teile.append("Mehrfachnennungen")
    if hat_lesart:
        teile.append("dunkel: Zuordnung steht im Bericht, hell: Zuordnung ist eine Lesart")
    teile += [f"{w.gruppe}: {_text(ergebnis, w)}" for w in ergebnis.werte if _ist_ohne(w)]
    return "; ".join(teile) + "."


def _alt(form: str, ergebnis: Ergebnis, n: Ergebnis | None) -> str:
    gezeigt = [f"{w.gruppe}: {_text(ergebnis, w)}" for w in ergebnis.werte]
    rest = f" und {len(gezeigt) - 5} weitere Gruppen" if len(gezeigt) > 6 else ""
    kopf = f"{form}: {ergebnis.bezeichnung} in {ergebnis.kennzahl.einheit}. "
    fuss = f" {_umfang(n)}." if n is not None else ""
    return (
        kopf
        + "; ".join(gezeigt[:5] if rest else gezeigt)
        + rest
        + "."
        + fuss
        + " Alle Zahlen stehen in der Tabelle."
    )
