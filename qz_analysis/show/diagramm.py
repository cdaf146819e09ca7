"""An Ergebnis as a chart: bars or columns with their values, the span they may lie in, and what is secret as such."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from qz_analysis.figures.wert import Ergebnis, Wert
from qz_analysis.show import text
from qz_analysis.show.ausfall import oder_ausfall
from qz_analysis.show.baustein import WERTE, Ansicht, Diagramm
from qz_analysis.show.gestaltung import BREITE, DUNKEL, GRAU, HELL, TEXT, spezifikation, zeichne
from qz_analysis.show.tabelle import tabelle

if TYPE_CHECKING:
    import altair as alt

BALKEN_HOEHE: Final = 23
SAEULEN_HOEHE: Final = 200
GEHEIM: Final = f"{text.GEHEIM} geheim"
ZEICHEN_BREITE: Final = 6.6  # px a character of a label takes at most on average
STUMMEL: Final = 0.05  # of the longest bar: what is drawn where a number is secret or has no upper bound


@oder_ausfall
def balken(ergebnis: Ergebnis, *, n: Ergebnis | None = None) -> Diagramm:
    """Return a horizontal bar chart of the groups, longest first as given.

    Bars show in a lighter part how many rows rest on a reading of the source, and with a line how far the number may be
    off. A secret value is an empty dashed box, a missing one only its sign; what belongs to no group is named in the
    subtitle and stands in the table. `n` is the Kennzahl that says how many things were counted; it is printed in the
    subtitle.
    """
    return _diagramm("Balkendiagramm", ergebnis, n, _balken)


@oder_ausfall
def saeulen(ergebnis: Ergebnis) -> Diagramm:
    """Return a column chart of groups that have an order of their own, such as months or weekdays; else as `balken`."""
    return _diagramm("Säulendiagramm", ergebnis, None, _saeulen)


def _diagramm(
    form: str, ergebnis: Ergebnis, n: Ergebnis | None, chart: "Callable[[Ergebnis], alt.TopLevelMixin]"
) -> Diagramm:
    """Return a chart, and what it shows when readers filter the page: on the same scale, so that bars can be compared."""
    grund = spezifikation(chart(ergebnis))
    n = None if n and n.fehler else n
    n_je_auswahl = {sicht.auswahl: sicht.ergebnis for sicht in n.sichten} if n else {}

    def ansicht(e: Ergebnis, n: Ergebnis | None) -> Ansicht:
        daten = _daten(e, _laengster(ergebnis))
        # As a number and not as a step: Vega-Lite warns where a step meets a width that is to fit.
        hoehe = {"height": BALKEN_HOEHE * len(daten)} if chart is _balken else {}
        return Ansicht(
            titel=_befund(e),
            untertitel=_untertitel(e, n, mit_lesart=chart is _balken),
            alt=_alt(form, e, n),
            spec=grund | {"datasets": {WERTE: daten}} | hoehe,
            tabelle=tabelle(e),
        )

    ganzes = ansicht(ergebnis, n)
    return Diagramm(
        name=ergebnis.id,
        titel=ganzes.titel,
        untertitel=ganzes.untertitel,
        alt=ganzes.alt,
        svg=zeichne(ganzes.spec),
        tabelle=ganzes.tabelle,
        spec=ganzes.spec,
        sichten={s.auswahl: ansicht(s.ergebnis, n_je_auswahl.get(s.auswahl)) for s in ergebnis.sichten},
    )


def _daten(ergebnis: Ergebnis, laengster: float) -> list[dict[str, Any]]:
    """Return one row per group that is drawn: its number, how much of it is sure, and the span it may lie in."""
    return [_zeile(ergebnis, w, laengster) for w in ergebnis.werte if not _ist_ohne(w)]


def _zeile(ergebnis: Ergebnis, w: Wert, laengster: float) -> dict[str, Any]:
    zeile = {"gruppe": w.gruppe, "text": _beschriftung(ergebnis, w)}
    wert = _zeichenbar(w)
    zeile |= {"wert": wert, "eindeutig": wert if w.geheim else wert - min(w.unsicher, wert), "ende": wert}
    if w.geheim:
        return zeile | {"geheim": laengster * STUMMEL, "ende": laengster * STUMMEL}
    a = w.anzahl
    if a is not None and a.max is None:
        return zeile | {"von": wert, "offen": wert + laengster * STUMMEL, "ende": wert + laengster * STUMMEL}
    if a is not None and a.max is not None and a.max > a.min:
        return zeile | {"von": a.min, "bis": a.max, "ende": max(wert, a.max)}
    return zeile


def _beschriftung(ergebnis: Ergebnis, w: Wert) -> str:
    return GEHEIM if w.geheim else _text(ergebnis, w).removeprefix("Ø ")


def _text(ergebnis: Ergebnis, w: Wert) -> str:
    return text.wert(w, ergebnis.kennzahl.einheit)


def _zeichenbar(w: Wert) -> float:
    if w.geheim or w.anzahl is None:
        return 0.0
    return float(w.anzahl.nennwert)


def _alle_werte(ergebnis: Ergebnis) -> list[Wert]:
    """Return the values of an Ergebnis and of all its Sichten."""
    return [w for e in (ergebnis, *(s.ergebnis for s in ergebnis.sichten)) for w in e.werte]


def _laengster(ergebnis: Ergebnis) -> float:
    gezeigt = [w for w in _alle_werte(ergebnis) if not _ist_ohne(w)]
    enden = [w.anzahl.max for w in gezeigt if w.anzahl and not w.geheim and w.anzahl.max is not None]
    return max([*map(_zeichenbar, gezeigt), *enden], default=0.0) or 1.0


def _balken(ergebnis: Ergebnis) -> "alt.TopLevelMixin":
    import altair as alt

    skala = alt.Scale(nice=False, domain=[0, _laengster(ergebnis)])
    # Room for the label at the end of the longest bar: in pixels, as the bars shrink on a phone and the label doesn't.
    zeichen = max((len(_beschriftung(ergebnis, w)) for w in _alle_werte(ergebnis)), default=0)
    rand = {"left": 5, "top": 5, "bottom": 5, "right": round(12 + zeichen * ZEICHEN_BREITE)}
    basis = _basis(ergebnis).encode(y=alt.Y("gruppe:N", sort=None, title=None, axis=alt.Axis(domain=False)))

    def x(feld: str) -> alt.X:
        return alt.X(f"{feld}:Q", title=None, axis=None, scale=skala)

    ganz = basis.mark_bar(color=HELL, height={"band": 0.72}).encode(x=x("wert"))
    eindeutig = basis.mark_bar(color=DUNKEL, height={"band": 0.72}).encode(x=x("eindeutig"))
    geheim = basis.mark_bar(height={"band": 0.6}, **_GEHEIM).encode(x=x("geheim"))
    hof = basis.mark_rule(color="white", strokeWidth=4).encode(x=x("von"), x2=alt.X2("bis:Q"))
    spanne = basis.mark_rule(color=TEXT, strokeWidth=1.5).encode(x=x("von"), x2=alt.X2("bis:Q"))
    offen = basis.mark_rule(color=TEXT, strokeWidth=1.5, strokeDash=[3, 2]).encode(
        x=x("von"), x2=alt.X2("offen:Q")
    )
    enden = [basis.mark_tick(color=TEXT, thickness=1.5, height=9).encode(x=x(e)) for e in ("von", "bis")]
    marken = basis.mark_text(align="left", dx=5).encode(x=x("ende"), text=alt.Text("text:N"))
    return alt.layer(
        ganz, eindeutig, *_noetig(ergebnis, geheim, [hof, spanne, *enden], offen), marken
    ).properties(
        width=BREITE,
        padding=rand,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
    )


def _saeulen(ergebnis: Ergebnis) -> "alt.TopLevelMixin":
    import altair as alt

    skala = alt.Scale(domain=[0, _laengster(ergebnis)])
    basis = _basis(ergebnis).encode(x=alt.X("gruppe:N", sort=None, title=None, axis=alt.Axis(labelAngle=0)))

    def y(feld: str) -> alt.Y:
        achse = alt.Axis(format=",.0f", tickCount=5)
        return alt.Y(f"{feld}:Q", title=ergebnis.kennzahl.einheit, axis=achse, scale=skala)

    saeulen = basis.mark_bar(color=DUNKEL, width={"band": 0.6}).encode(y=y("wert"))
    geheim = basis.mark_bar(width={"band": 0.5}, **_GEHEIM).encode(y=y("geheim"))
    hof = basis.mark_rule(color="white", strokeWidth=4).encode(y=y("von"), y2=alt.Y2("bis:Q"))
    spanne = basis.mark_rule(color=TEXT, strokeWidth=1.5).encode(y=y("von"), y2=alt.Y2("bis:Q"))
    offen = basis.mark_rule(color=TEXT, strokeWidth=1.5, strokeDash=[3, 2]).encode(
        y=y("von"), y2=alt.Y2("offen:Q")
    )
    enden = [basis.mark_tick(color=TEXT, thickness=1.5, width=9).encode(y=y(e)) for e in ("von", "bis")]
    marken = basis.mark_text(dy=-6, baseline="bottom").encode(y=y("ende"), text=alt.Text("text:N"))
    return alt.layer(saeulen, *_noetig(ergebnis, geheim, [hof, spanne, *enden], offen), marken).properties(
        width=BREITE,
        height=SAEULEN_HOEHE,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
    )


_GEHEIM: Final[dict[str, Any]] = {"color": "white", "stroke": GRAU, "strokeDash": [3, 2], "strokeWidth": 1.2}


def _basis(ergebnis: Ergebnis) -> "alt.Chart":
    import altair as alt

    gruppe = " und ".join(g.bezeichnung for g in ergebnis.je) or ergebnis.bezeichnung
    return alt.Chart(alt.NamedData(name=WERTE)).encode(
        tooltip=[
            alt.Tooltip("gruppe:N", title=gruppe),
            alt.Tooltip("text:N", title=ergebnis.kennzahl.bezeichnung),
        ]
    )


def _noetig(
    ergebnis: Ergebnis, geheim: "alt.Chart", spanne: "list[alt.Chart]", offen: "alt.Chart"
) -> "list[alt.Chart]":
    """Return the layers for which there is anything to draw, in the whole or in one of its Sichten."""
    werte = _alle_werte(ergebnis)
    zahlen = [w.anzahl for w in werte if w.anzahl and not w.geheim]
    return [
        *([geheim] if any(w.geheim for w in werte) else []),
        *(spanne if any(a.max is not None and a.max > a.min for a in zahlen) else []),
        *([offen] if any(a.max is None for a in zahlen) else []),
    ]


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


def _untertitel(ergebnis: Ergebnis, n: Ergebnis | None, *, mit_lesart: bool) -> str:
    gezeigt = [w for w in ergebnis.werte if not w.geheim and w.anzahl]
    teile = [f"Einheit: {ergebnis.kennzahl.einheit}"]
    if n is not None:
        teile.append(_umfang(n))
    if any(w.beispiel for w in ergebnis.werte):
        teile.append("Beispieldaten")
    if ergebnis.mehrfach:
        teile.append("Mehrfachnennungen")
    if abdeckung := [w.abdeckung for w in gezeigt if w.abdeckung is not None]:
        teile.append(f"Abdeckung {_spanne(abdeckung)}")
    if mit_lesart and any(w.unsicher for w in gezeigt):
        teile.append("dunkel: Zuordnung steht im Bericht, hell: Zuordnung ist eine Lesart")
    if any(w.anzahl and w.anzahl.max != w.anzahl.min for w in gezeigt):
        teile.append("Strich: worin die Zahl liegen kann")
    if any(w.geheim for w in ergebnis.werte):
        teile.append("gestrichelter Kasten: geheim, weil zu klein")
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


def _spanne(anteile: list[float]) -> str:
    kleinster, groesster = text.prozent(min(anteile)), text.prozent(max(anteile))
    return kleinster if kleinster == groesster else f"{kleinster} bis {groesster}"
