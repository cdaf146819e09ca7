"""What the comparison rests on: which lists there are, and what is missing or can't be compared for which reason."""

from collections.abc import Iterable
from itertools import groupby

from qz_analysis.figures.bedarf import LISTEN, Standortjahr
from qz_analysis.figures.jahresvergleich import Jahresvergleich
from qz_analysis.show import text
from qz_analysis.show.baustein import Hinweis, Spalte, Tabelle


def listentabelle(v: Jahresvergleich) -> Tabelle:
    """Return which kinds of list each Standort and Jahr has, and which that others have it lacks."""
    irgendwo = [art for art in LISTEN if any(art in v.listen[ort].spalten for ort in v.orte)]

    def genannt(ort: Standortjahr, *, da: bool) -> str:
        arten = [art for art in irgendwo if (art in v.listen[ort].spalten) is da]
        return ", ".join(LISTEN[art].split(" ", 1)[1] for art in arten) or text.NULL

    return Tabelle(
        "Welche Listen vorliegen",
        (Spalte("Standort und Jahr", breite=1.4), Spalte("vorhanden", breite=3), Spalte("fehlt hier", breite=2)),
        tuple(
            (f"{v.namen[ort.standort]} {ort.jahr}", genannt(ort, da=True), genannt(ort, da=False))
            for ort in v.orte
        ),
        "Als fehlend gilt eine Liste, die ein anderer Standort oder ein anderes Jahr hat.",
    )  # fmt: skip


def nicht_vergleichbar(v: Jahresvergleich) -> Tabelle | Hinweis:
    """Return what has no value or can't be compared, with the reason, or a box that says there is nothing."""
    if not v.luecken:
        return Hinweis(
            "hinweis",
            "Alles vergleichbar",
            "Jede Kennzahl hat an jedem Standort und in jedem Jahr einen Wert.",
        )
    zeilen = []
    for luecke in v.luecken:
        paare = [
            f"{_wo(v, [von])} und {nach.jahr if von.standort == nach.standort else v.namen[nach.standort]}"
            for von, nach in luecke.paare
        ]
        wo = _wo(v, luecke.orte) if luecke.orte else "; ".join(paare)
        zeilen.append((wo, f"{luecke.grund[0].upper()}{luecke.grund[1:]}", ", ".join(luecke.kennzahlen)))
    return Tabelle(
        "Was fehlt oder nicht vergleichbar ist",
        (Spalte("Standort und Jahr", breite=1.8), Spalte("Grund", breite=2.2), Spalte("Kennzahlen", breite=3.4)),
        tuple(zeilen),
        "Was nicht erhoben wurde, ist keine Angabe und nie null. Zahlen aus verschiedenen Fassungen der Abfragematrix stehen "
        "nebeneinander, ihre Änderung wird nicht berechnet.",
    )  # fmt: skip


def beispiel_hinweis(v: Jahresvergleich) -> Hinweis:
    """Return a box that says whether sample data are among the lists."""
    if not v.beispiel:
        return Hinweis("hinweis", "Keine Beispieldaten", "Alle Zahlen stammen aus den Listen der Standorte.")
    return Hinweis(
        "warnung",
        "Beispieldaten",
        "Ein Teil der Listen ist künstlich erzeugt und belegt nichts. Welche Zahlen darauf beruhen, steht bei jeder Zahl.",
    )


def _wo(v: Jahresvergleich, orte: Iterable[Standortjahr]) -> str:
    """Return "Nord 2021 bis 2023, Süd 2021"; of all there are, in short."""
    orte = list(orte)
    if len(orte) == len(v.orte) and len(v.standorte) > 1:
        return "alle Standorte, alle Jahre"
    teile = []
    for standort, gruppe in groupby(orte, key=lambda ort: ort.standort):
        jahre = [ort.jahr for ort in gruppe]
        lueckenlos = len(jahre) > 2 and jahre[-1] - jahre[0] == len(jahre) - 1
        zeit = (
            f"{jahre[0]} bis {jahre[-1]}" if lueckenlos else text.aufzaehlung([str(jahr) for jahr in jahre])
        )
        teile.append(f"{v.namen[standort]} {zeit}" if len(v.standorte) > 1 else zeit)
    return ", ".join(teile)
