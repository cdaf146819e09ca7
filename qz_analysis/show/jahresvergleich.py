"""Years and Standorte side by side as tables and boxes."""

from collections.abc import Callable, Iterable
from itertools import groupby, pairwise
from typing import Final

from qz_analysis.figures.aenderung import Aenderung
from qz_analysis.figures.bedarf import Standortjahr
from qz_analysis.figures.jahresvergleich import Gruppen, Jahresvergleich, Reihe
from qz_analysis.figures.kennzahl import KENNZAHLEN
from qz_analysis.show import text
from qz_analysis.show.aenderung import OHNE, PFEIL, abdeckungen, aenderung, benannt, einzeln, fehlt, legende
from qz_analysis.show.baustein import Angabe, Hinweis, Kennwert, Kennwerte, Spalte, Tabelle

HOECHSTENS_HOCHKANT: Final = 7  # columns that fit an upright page


def ueberblick(v: Jahresvergleich) -> Kennwerte:
    """Return how much is compared, how much of it asks for an explanation, and how much can't be compared."""
    alle = [a for reihe in v.reihen for a in reihe.jahre]
    verglichen = [a for a in alle if not a.grund]
    da = sum(not reihe.leer for reihe in v.reihen)
    kacheln = [
        Kennwert(text.zahl(da), "Kennzahlen mit mindestens einer Angabe", f"von {len(v.reihen)}"),
        Kennwert(text.zahl(len(verglichen)), "verglichene Werte von Jahr zu Jahr", f"von {len(alle)}"),
        Kennwert(
            text.zahl(sum(a.erklaerung_noetig is True for a in verglichen)),
            "davon zu erklären",
            f"Änderung über {text.prozent(v.abweichung)}",
        ),
    ]
    return Kennwerte("Was verglichen wird", tuple(kacheln if alle else kacheln[:1]))


def jahrestabellen(v: Jahresvergleich) -> list[Tabelle]:
    """Return one table per Standort, with the Jahre as columns and the change from each to the next."""
    tabellen = []
    for standort in v.standorte:
        orte = [ort for ort in v.orte if ort.standort == standort]
        tabellen.append(
            _tabelle(v, f"{v.namen[standort]}: Jahr für Jahr", orte, lambda ort: str(ort.jahr),
                     lambda reihe, orte=orte: [a for a in reihe.jahre if a.von in orte],
                     lambda a: f"{a.von.jahr}{PFEIL}{a.nach.jahr}")
        )  # fmt: skip
    return tabellen


def standorttabellen(v: Jahresvergleich) -> list[Tabelle]:
    """Return one table per Jahr that several Standorte have, with these as columns, each against the first."""
    tabellen = []
    for jahr in v.jahre:
        orte = [ort for ort in v.orte if ort.jahr == jahr]
        if len(orte) > 1:
            tabellen.append(
                _tabelle(v, f"{jahr}: Standort für Standort", orte, lambda ort: v.namen[ort.standort],
                         lambda reihe, jahr=jahr: [a for a in reihe.standorte if a.von.jahr == jahr],
                         lambda a: f"{v.namen[a.nach.standort]} gegen {v.namen[a.von.standort]}")
            )  # fmt: skip
    return tabellen


def _tabelle(
    v: Jahresvergleich,
    titel: str,
    orte: list[Standortjahr],
    name: Callable[[Standortjahr], str],
    waehle: Callable[[Reihe], list[Aenderung]],
    name_der_aenderung: Callable[[Aenderung], str],
) -> Tabelle:
    aenderungen = waehle(v.reihen[0])
    spalten = [Spalte("Kennzahl", breite=2.6), Spalte("Thema", breite=1.3)]
    spalten += [Spalte(name(ort), "rechts") for ort in orte]
    spalten += [Spalte(name_der_aenderung(a), "rechts", breite=1.1) for a in aenderungen]
    zeilen = tuple(
        (
            benannt(reihe),
            reihe.kennzahl.thema,
            *(einzeln(reihe, ort) for ort in orte),
            *(aenderung(v, reihe, a) for a in waehle(reihe)),
        )
        for reihe in v.reihen
        if any(not fehlt(reihe, ort) for ort in orte)
    )
    return Tabelle(titel, tuple(spalten), zeilen, legende(v), querformat=len(spalten) > HOECHSTENS_HOCHKANT)


def gruppentabelle(v: Jahresvergleich, gruppen: Gruppen) -> Tabelle:
    """Return a Kennzahl by groups: a row per group and Standort, the Jahre as columns, and their changes."""
    (je,) = gruppen.ergebnis.je
    anmerkung = f"{gruppen.ergebnis.definition} {legende(v)}"
    return _je_standort(v, gruppen.ergebnis.bezeichnung, je.bezeichnung, gruppen.reihen, anmerkung)


def reihentabelle(v: Jahresvergleich, titel: str, reihen: Iterable[Reihe]) -> Tabelle:
    """Return some Kennzahlen: a row per Kennzahl and Standort, the Jahre as columns, and their changes."""
    return _je_standort(v, titel, "Kennzahl", reihen, legende(v))


def _je_standort(
    v: Jahresvergleich, titel: str, kopf: str, reihen: Iterable[Reihe], anmerkung: str
) -> Tabelle:
    mehrere = len(v.standorte) > 1
    paare = list(pairwise(v.jahre))
    spalten = [Spalte(kopf, breite=2.2)]
    spalten += [Spalte("Standort", breite=1.6)] if mehrere else []
    spalten += [Spalte(str(jahr), "rechts") for jahr in v.jahre]
    spalten += [Spalte(f"{von}{PFEIL}{nach}", "rechts", breite=1.1) for von, nach in paare]
    zeilen = []
    for reihe in reihen:
        for standort in v.standorte if not reihe.leer else ():
            nach = {(a.von.jahr, a.nach.jahr): a for a in reihe.jahre if a.von.standort == standort}
            zeile: list[str | Angabe] = [
                reihe.gruppe or benannt(reihe),
                *([v.namen[standort]] if mehrere else []),
            ]
            zeile += [einzeln(reihe, Standortjahr(standort, jahr)) for jahr in v.jahre]
            zeile += [aenderung(v, reihe, nach[paar]) if paar in nach else OHNE for paar in paare]
            zeilen.append(tuple(zeile))
    return Tabelle(titel, tuple(spalten), tuple(zeilen), anmerkung)


def erklaerungen(v: Jahresvergleich) -> Tabelle | Hinweis:
    """Return the changes from year to year that ask for an explanation, or a box that says there are none."""
    funde = [(reihe, a) for reihe in v.reihen for a in reihe.jahre if a.erklaerung_noetig]
    offen = sum(a.erklaerung_noetig is None for reihe in v.reihen for a in reihe.jahre)
    schwelle = (
        f"mehr als {text.prozent(v.abweichung)}, bei Anteilen {text.zahl(v.abweichung * 100)} Prozentpunkte"
    )
    rest = (
        f" Bei {text.zahl(offen)} weiteren lassen die ungenauen Zahlen offen, ob sie so groß sind."
        if offen
        else ""
    )
    if not funde:
        return Hinweis(
            "hinweis", "Nichts zu erklären", f"Keine verglichene Zahl änderte sich um {schwelle}.{rest}"
        )
    rang = {ort: n for n, ort in enumerate(v.orte)}
    funde.sort(key=lambda fund: (rang[fund[1].von], rang[fund[1].nach]))
    mehrere = len(v.standorte) > 1
    return Tabelle(
        f"Zu erklären: {text.zahl(len(funde))} Änderungen",
        (
            *([Spalte("Standort", breite=1.5)] if mehrere else []),
            Spalte("Kennzahl", breite=2.6),
            Spalte("Jahre", breite=1.1),
            Spalte("von", "rechts"),
            Spalte("auf", "rechts"),
            Spalte("Änderung", "rechts"),
            Spalte("Abdeckung", breite=1.3),
        ),
        tuple(
            (
                *([v.namen[a.von.standort]] if mehrere else []),
                benannt(reihe),
                f"{a.von.jahr}{PFEIL}{a.nach.jahr}",
                einzeln(reihe, a.von),
                einzeln(reihe, a.nach),
                aenderung(v, reihe, a),
                abdeckungen(a) or "",
            )
            for reihe, a in funde
        ),
        f"Zu erklären ist eine Änderung um {schwelle} gegen das Vorjahr (Schwelle in qz.toml; Vorbild: Bogen Z der Berliner "
        f"Jugendfreizeitstätten).{rest} Wo sich die Abdeckung unterscheidet, kann die Änderung am Zählen liegen.",
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


def partnerwechsel(v: Jahresvergleich) -> Tabelle | Hinweis:
    """Return the partners that are new or gone against the year before."""
    if not v.partner:
        return Hinweis("hinweis", "Kein Vorjahr", "Zu keinem Standort liegen zwei Jahre vor.")
    mehrere = len(v.standorte) > 1
    return Tabelle(
        "Kooperationspartner gegen das Vorjahr",
        (
            *([Spalte("Standort", breite=1.4)] if mehrere else []),
            Spalte("Jahre", breite=1.1),
            Spalte("neu", breite=2.6),
            Spalte("nicht mehr dabei", breite=2.6),
            Spalte("geblieben", "rechts"),
        ),
        tuple(
            (
                *([v.namen[w.nach.standort]] if mehrere else []),
                f"{w.von.jahr}{PFEIL}{w.nach.jahr}",
                *(
                    (f"nicht vergleichbar ({w.grund})", OHNE, OHNE)
                    if w.grund
                    else (_namen(w.neu), _namen(w.weg), text.zahl(len(w.geblieben)))
                ),
            )
            for w in v.partner
        ),
        KENNZAHLEN["partner"].kennzahl.definition,
    )


def beispiel_hinweis(v: Jahresvergleich) -> Hinweis:
    """Return a box that says whether sample data are among the lists."""
    if not v.beispiel:
        return Hinweis("hinweis", "Keine Beispieldaten", "Alle Zahlen stammen aus den Listen der Standorte.")
    return Hinweis(
        "warnung",
        "Beispieldaten",
        "Ein Teil der Listen ist künstlich erzeugt und belegt nichts. Welche Zahlen darauf beruhen, steht bei jeder Zahl.",
    )


def _namen(namen: tuple[str, ...]) -> str:
    return f"{len(namen)}: {', '.join(namen)}" if namen else text.NULL


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
