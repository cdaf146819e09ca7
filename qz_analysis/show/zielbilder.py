"""Goals as pictures: status by Orientierungsziel, deadlines and what came when, the way to a target."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from qz_analysis.clean.zielzeitraum import Frist
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.zielerreichung import Zielstand, zielstaende
from qz_analysis.model import werte
from qz_analysis.model.kalender import MONATE
from qz_analysis.show import text
from qz_analysis.show.baustein import Diagramm, Spalte, Tabelle
from qz_analysis.show.gestaltung import BREITE, DUNKEL, GITTER, GRAU, HELL, TEXT, gezeichnet
from qz_analysis.show.ziel import (
    LEGENDE,
    ZEICHEN,
    ergebnis_text,
    soll_text,
    status_text,
    tag_text,
    wann_text,
    zeitraum_text,
)

if TYPE_CHECKING:
    import altair as alt

# A lightness for each kind of result; the sign on it says the same.
FUELLUNG: Final = {
    **dict.fromkeys(("erreicht", "verspaetet_erreicht"), DUNKEL),
    "teilweise": HELL,
    **dict.fromkeys(("nicht_erreicht", "verworfen", "zurueckgestellt"), "#ffffff"),
    **dict.fromkeys(("nicht_entscheidbar", "nicht_messbar"), GITTER),
}
ZEILE: Final = 26
# The shipped font has no "✗": a text with it would be drawn in another one.
BILDZEICHEN: Final = {ergebnis: zeichen.replace("✗", "×") for ergebnis, zeichen in ZEICHEN.items()}
BILDLEGENDE: Final = LEGENDE.replace("✗", "×")
KURZ: Final = 36  # characters of a goal beside a picture


def zielstatus(b: Bestand) -> Diagramm:
    """Return one tile per goal, by Orientierungsziel: above as the team says, below as the data do."""
    alle = zielstaende(b)
    daten: list[dict[str, Any]] = []
    for orientierungsziel in dict.fromkeys(z.orientierungsziel for z in alle):
        eigene = [z for z in alle if z.orientierungsziel == orientierungsziel]
        daten += [_kachel(n, z, "Team", z.status) for n, z in enumerate(eigene, 1)]
        daten += [_kachel(n, z, "Daten", z.bewertung.ergebnis) for n, z in enumerate(eigene, 1)]
    return Diagramm(
        name="zielstatus",
        titel="Was aus den Zielen wurde, nach Orientierungsziel",
        untertitel=f"Je Feld ein Handlungsziel, oben das Urteil des Teams, unten das Ergebnis der Daten. {BILDLEGENDE}",
        alt="Felder je Handlungsziel, nach Orientierungsziel untereinander, oben das Urteil des Teams, darunter das Ergebnis der "
        f"Daten. {_verteilung(alle)} Alle Ziele stehen in der Tabelle.",
        **gezeichnet(_kacheln(daten)),
        tabelle=_statustabelle(alle),
    )


def _kachel(stelle: int, z: Zielstand, wer: str, wert: str | None) -> dict[str, Any]:
    fuellung = FUELLUNG.get(wert or "", "#ffffff")
    return {
        "reihe": f"{_kurz(z.orientierungsziel)}|{wer}",
        "stelle": str(stelle),
        "text": f"{z.ziel_id} {BILDZEICHEN[wert] if wert else '·'}",
        "fuellung": fuellung,
        "schrift": "#ffffff" if fuellung == DUNKEL else TEXT,
    }


def _kurz(orientierungsziel: str) -> str:
    return orientierungsziel.split(":")[0][:34]


def _verteilung(alle: tuple[Zielstand, ...]) -> str:
    def zahlen(werte_: list[str | None], labels: dict[str, str]) -> str:
        return ", ".join(f"{werte_.count(w)} {label}" for w, label in labels.items() if werte_.count(w))

    team = zahlen([z.status for z in alle], werte.ZIEL_STATUS)
    daten = zahlen([z.bewertung.ergebnis for z in alle], werte.ZIEL_ERGEBNIS)
    return f"Team: {team}. Daten: {daten}."


def _statustabelle(alle: tuple[Zielstand, ...]) -> Tabelle:
    return Tabelle(
        titel="Stand der Ziele nach Orientierungsziel",
        spalten=(
            Spalte("Ziel", breite=0.6),
            Spalte("Orientierungsziel", breite=2.2),
            Spalte("Handlungsziel", breite=3.4),
            Spalte("Team", breite=1.6),
            Spalte("Daten", breite=1.6),
        ),
        zeilen=tuple(
            (z.ziel_id, _kurz(z.orientierungsziel), z.handlungsziel, status_text(z.status),
             ergebnis_text(z.bewertung.ergebnis))
            for z in alle
        ),
    )  # fmt: skip


def _kacheln(daten: list[dict[str, Any]]) -> "alt.TopLevelMixin":
    import altair as alt

    stellen = sorted({d["stelle"] for d in daten}, key=int)
    reihen = list(dict.fromkeys(d["reihe"] for d in daten))
    # Of the two rows of an Orientierungsziel the first bears its name.
    name = "split(datum.value, '|')"
    achse = alt.Axis(
        domain=False, labelExpr=f"{name}[1] == 'Team' ? {name}[0] + ': ' + {name}[1] : {name}[1]"
    )
    x = alt.X("stelle:N", title=None, sort=stellen, scale=alt.Scale(domain=stellen), axis=None)
    y = alt.Y("reihe:N", title=None, sort=None, scale=alt.Scale(domain=reihen), axis=achse)
    basis = alt.Chart(alt.Data(values=daten)).encode(x=x, y=y)
    felder = basis.mark_rect(stroke=GRAU, strokeWidth=1, width={"band": 0.94}, height={"band": 0.86}).encode(
        color=alt.Color("fuellung:N", scale=None)
    )
    worte = basis.mark_text(fontSize=12).encode(
        text=alt.Text("text:N"), color=alt.Color("schrift:N", scale=None)
    )
    return alt.layer(felder, worte).properties(
        width=BREITE,
        height=ZEILE * 0.85 * len(reihen),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
    )


def zielfristen(b: Bestand) -> Diagramm:
    """Return the goals along the year: when each was due, and when what was measured came."""
    alle = tuple(z for z in zielstaende(b) if z.bewertung.kriterium)
    return Diagramm(
        name="zielfristen",
        titel="Was wann fällig war und wann es kam",
        untertitel="Fristen: senkrechter Strich; der Punkt steht, wo das Ziel erfüllt war, die helle Linie davor heißt, dass "
        "der Tag nicht genauer bekannt ist. Zusagen: dicke dunkle Linie eingehalten, helle offen, dünne graue nicht "
        f"eingehalten. {BILDLEGENDE}",
        alt="Zeitleiste des Jahres, je Ziel eine Zeile mit Frist und dem Tag, an dem es erfüllt war. "
        + "; ".join(f"{z.ziel_id} {zeitraum_text(z.bewertung.kriterium.zeitraum)}: {ergebnis_text(z.bewertung.ergebnis)}"
                    for z in alle if z.bewertung.kriterium)
        + ".",
        **gezeichnet(_zeitleiste(alle)),
        tabelle=Tabelle(
            titel="Fristen und wann die Ziele erfüllt waren",
            spalten=(Spalte("Ziel", breite=0.5), Spalte("Handlungsziel", breite=3.4), Spalte("wann", breite=1.8),
                     Spalte("erfüllt", breite=2.0), Spalte("Daten", breite=1.6)),
            zeilen=tuple(
                (z.ziel_id, z.handlungsziel, zeitraum_text(z.bewertung.kriterium.zeitraum), wann_text(z.bewertung),
                 ergebnis_text(z.bewertung.ergebnis))
                for z in alle if z.bewertung.kriterium
            ),
        ),
    )  # fmt: skip


def _zeitleiste(alle: tuple[Zielstand, ...]) -> "alt.TopLevelMixin":
    import altair as alt

    zeilen = [f"{_gekuerzt(z.handlungsziel)}  {z.ziel_id} {BILDZEICHEN[z.bewertung.ergebnis]}" for z in alle]
    jahr = next((r.jahr for z in alle if (r := z.bewertung.reihe)), 2000)
    fristen: list[dict[str, Any]] = []
    punkte: list[dict[str, Any]] = []
    linien: dict[bool | None, list[dict[str, Any]]] = {False: [], None: [], True: []}
    for zeile, z in zip(zeilen, alle, strict=True):
        b = z.bewertung
        if b.kriterium is None:
            continue
        zeitraum = b.kriterium.zeitraum
        if not isinstance(zeitraum, Frist):
            teile = [(f.erfuellt, f.zeitraum.von, f.zeitraum.bis) for f in b.fenster]
            for erfuellt, von, bis in teile or [(None, zeitraum.von, zeitraum.bis)]:
                linien[erfuellt].append(
                    {"ziel": zeile, "von": _im_bild(von, jahr), "bis": _im_bild(bis, jahr) + 0.5}
                )
            continue
        fristen.append({"ziel": zeile, "tag": _im_bild(zeitraum.tag, jahr)})
        if b.erfuellt_ab:
            punkte.append({"ziel": zeile, "tag": _im_bild(b.erfuellt_ab, jahr)})
            if b.moeglich_ab and b.moeglich_ab < b.erfuellt_ab:
                von, bis = _im_bild(b.moeglich_ab, jahr), _im_bild(b.erfuellt_ab, jahr)
                linien[None].append({"ziel": zeile, "von": von, "bis": bis})
    y = alt.Y(
        "ziel:N",
        title=None,
        sort=None,
        scale=alt.Scale(domain=zeilen),
        axis=alt.Axis(domain=False, grid=True),
    )
    erster, letzter = _im_bild(dt.date(jahr, 1, 1), jahr), _im_bild(dt.date(jahr, 12, 31), jahr)
    skala = alt.Scale(domain=[erster, letzter + 4])
    monate = {_im_bild(dt.date(jahr, n, 1), jahr): name[:3] for n, name in MONATE.items()}
    achse = alt.Axis(
        values=list(monate), orient="top", grid=True, labelAlign="left",
        labelExpr=f"({monate!r})[datum.value]".replace("'", '"'),
    )  # fmt: skip

    def lage(feld: str) -> alt.X:
        return alt.X(f"{feld}:Q", title=None, scale=skala, axis=achse)

    def striche_von(erfuellt: bool | None, farbe: str, staerke: float) -> alt.Chart:
        return (
            alt.Chart(alt.Data(values=linien[erfuellt]))
            .mark_rule(color=farbe, strokeWidth=staerke)
            .encode(x=lage("von"), x2=alt.X2("bis:Q"), y=y)
        )

    striche = (
        alt.Chart(alt.Data(values=fristen))
        .mark_tick(color=TEXT, thickness=2.5, height=16)
        .encode(x=lage("tag"), y=y)
    )
    kreise = (
        alt.Chart(alt.Data(values=punkte))
        .mark_circle(color=DUNKEL, size=85, opacity=1)
        .encode(x=lage("tag"), y=y)
    )
    return alt.layer(
        striche_von(False, GRAU, 1.5),
        striche_von(None, HELL, 6),
        striche_von(True, DUNKEL, 6),
        striche,
        kreise,
    ).properties(
        width=BREITE,
        height=ZEILE * 0.8 * len(zeilen),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
    )


def _gekuerzt(titel: str) -> str:
    return titel if len(titel) <= KURZ else f"{titel[: KURZ - 1].rsplit(' ', 1)[0]} …"


def _im_bild(tag: dt.date, jahr: int) -> int:
    """Return a day as its number within the year, days outside of it at its edge."""
    return min(max((tag - dt.date(jahr, 1, 1)).days, 0), 366)


def zielverlaeufe(b: Bestand) -> list[Diagramm]:
    """Return the way of each goal that counts more than one thing: what there was for sure, what may have been, the target."""
    return [
        _verlauf(z)
        for z in zielstaende(b)
        if z.bewertung.kriterium and z.bewertung.kriterium.soll > 1 and len(z.bewertung.verlauf()) > 1
    ]


def _verlauf(z: Zielstand) -> Diagramm:
    b = z.bewertung
    kriterium = b.kriterium
    if kriterium is None:
        raise ValueError(f"goal {z.ziel_id} has no criterion")
    punkte = b.verlauf()
    kennzahl = kriterium.rechnung.kennzahl
    zeilen = tuple((tag_text(tag), text.zahl(zahl.min), "offen" if zahl.max is None else text.zahl(zahl.max))
                   for tag, zahl in punkte)  # fmt: skip
    letzter = punkte[-1][1]
    return Diagramm(
        name=f"zielverlauf_{z.ziel_id.replace('.', '_')}",
        titel=f"Ziel {z.ziel_id}: {kennzahl.bezeichnung}, {soll_text(kriterium)} {zeitraum_text(kriterium.zeitraum)}",
        untertitel="Linie: sicher. Fläche: was dazukommen kann, weil ein Datum fehlt oder eine Zahl offen ist. Gestrichelt: "
        f"Soll und Frist. Ergebnis: {ergebnis_text(b.ergebnis)}.",
        alt=f"Treppenlinie: {kennzahl.bezeichnung} im Lauf des Jahres. Am Ende {text.anzahl(letzter)}, Soll "
        f"{soll_text(kriterium)} {zeitraum_text(kriterium.zeitraum)}. Alle Werte stehen in der Tabelle.",
        **gezeichnet(_treppe(z, punkte)),
        tabelle=Tabelle(
            titel=f"Verlauf von Ziel {z.ziel_id}",
            spalten=(Spalte("ab"), Spalte("mindestens", "rechts"), Spalte("höchstens", "rechts")),
            zeilen=zeilen,
        ),
    )


def _treppe(z: Zielstand, punkte: tuple[tuple[dt.date, Any], ...]) -> "alt.TopLevelMixin":
    import altair as alt

    kriterium, jahr = z.bewertung.kriterium, punkte[0][0].year
    if kriterium is None:
        raise ValueError(f"goal {z.ziel_id} has no criterion")
    hoechster = max([kriterium.soll, *(zahl.max or zahl.min for _, zahl in punkte)]) * 1.15
    daten = [
        {"tag": _im_bild(tag, jahr), "min": zahl.min, "max": hoechster if zahl.max is None else zahl.max}
        for tag, zahl in punkte
    ]
    ende = _im_bild(dt.date(jahr, 12, 31), jahr)
    if daten[-1]["tag"] < ende:
        daten.append({**daten[-1], "tag": ende})
    monate = {_im_bild(dt.date(jahr, n, 1), jahr): name[:3] for n, name in MONATE.items()}
    achse = alt.Axis(values=list(monate), labelAlign="left", grid=False,
                     labelExpr=f"({monate!r})[datum.value]".replace("'", '"'))  # fmt: skip
    x = alt.X("tag:Q", title=None, scale=alt.Scale(domain=[0, ende + 4]), axis=achse)
    y = alt.Y("min:Q", title=kriterium.rechnung.kennzahl.einheit, scale=alt.Scale(domain=[0, hoechster], nice=False),
              axis=alt.Axis(format=",.0f", tickCount=5, tickMinStep=1))  # fmt: skip
    basis = alt.Chart(alt.Data(values=daten)).encode(x=x)
    flaeche = basis.mark_area(interpolate="step-after", color=HELL, opacity=0.6).encode(
        y=y, y2=alt.Y2("max:Q")
    )
    linie = basis.mark_line(interpolate="step-after", color=DUNKEL, strokeWidth=2.5).encode(y=y)
    zeitraum = kriterium.zeitraum
    frist = _im_bild(zeitraum.tag if isinstance(zeitraum, Frist) else zeitraum.von, jahr)
    soll = (
        alt.Chart(alt.Data(values=[{"soll": kriterium.soll}]))
        .mark_rule(color=TEXT, strokeDash=[6, 4])
        .encode(y=alt.Y("soll:Q", scale=alt.Scale(domain=[0, hoechster], nice=False)))
    )
    tag = alt.Chart(alt.Data(values=[{"tag": frist}])).mark_rule(color=TEXT, strokeDash=[2, 3]).encode(x=x)
    return alt.layer(flaeche, linie, soll, tag).properties(
        width=BREITE, height=150, autosize=alt.AutoSizeParams(type="fit-x", contains="padding")
    )
