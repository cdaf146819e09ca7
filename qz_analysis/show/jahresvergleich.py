"""Years and Standorte side by side as tables and boxes."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Final

from qz_analysis.figures.aenderung import Aenderung
from qz_analysis.figures.bedarf import Standortjahr
from qz_analysis.figures.jahresvergleich import Jahresvergleich
from qz_analysis.figures.kennzahl import KENNZAHLEN
from qz_analysis.figures.reihe import Gruppen, Reihe
from qz_analysis.show import text
from qz_analysis.show.aenderung import OHNE, PFEIL, aenderung, benannt, einzeln, fehlt, legende
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
    je_standort = {s: [ort for ort in v.orte if ort.standort == s] for s in v.standorte}
    return [
        _jahrestabelle(v, f"{v.namen[s]}: Jahr für Jahr", orte, v.reihen) for s, orte in je_standort.items()
    ]


def _jahrestabelle(
    v: Jahresvergleich, titel: str, orte: list[Standortjahr], reihen: Iterable[Reihe]
) -> Tabelle:
    namen = [str(ort.jahr) for ort in orte]
    return _tabelle(
        v, titel, orte, reihen, [*namen, *(f"{a}{PFEIL}{b}" for a, b in pairwise(namen))],
        lambda reihe: [a for a in reihe.jahre if a.von in orte],
    )  # fmt: skip


def standorttabellen(v: Jahresvergleich) -> list[Tabelle | Hinweis]:
    """Return one table per Jahr that several Standorte have, with these as columns, each against the first."""
    tabellen: list[Tabelle | Hinweis] = []
    for jahr in v.jahre:
        orte = [ort for ort in v.orte if ort.jahr == jahr]
        if len(orte) < 2:
            continue
        namen = [v.namen[ort.standort] for ort in orte]
        tabellen.append(
            _tabelle(
                v, f"{jahr}: Unterschiede gegen {namen[0]}", orte, v.reihen,
                [*namen, *(f"Unterschied {name}" for name in namen[1:])],
                lambda reihe, jahr=jahr: [a for a in reihe.standorte if a.von.jahr == jahr],
            )
        )  # fmt: skip
    return tabellen or [
        Hinweis("hinweis", "Ein Standort", "In keinem Jahr liegen Listen mehrerer Standorte vor.")
    ]


def _tabelle(
    v: Jahresvergleich,
    titel: str,
    orte: list[Standortjahr],
    reihen: Iterable[Reihe],
    namen: list[str],
    waehle: Callable[[Reihe], list[Aenderung]],
) -> Tabelle:
    spalten = (
        Spalte("Kennzahl", breite=2.6),
        *(Spalte(n, "rechts") for n in namen),
        Spalte("Thema", breite=1.4),
    )
    zeilen = tuple(
        (
            benannt(reihe),
            *(einzeln(v, reihe, ort) for ort in orte),
            *(aenderung(v, reihe, a) for a in waehle(reihe)),
            reihe.kennzahl.thema,
        )
        for reihe in reihen
        if any(not fehlt(reihe, ort) for ort in orte)
    )
    return Tabelle(titel, spalten, zeilen, legende(v), querformat=len(spalten) > HOECHSTENS_HOCHKANT)


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
    spalten = [Spalte(kopf, breite=2.1)]
    spalten += [Spalte("Standort", breite=2.1)] if mehrere else []
    spalten += [Spalte(str(jahr), "rechts") for jahr in v.jahre]
    spalten += [Spalte(f"{von}{PFEIL}{nach}", "rechts", breite=1.1) for von, nach in paare]
    zeilen = []
    for reihe in reihen:
        for standort in v.standorte if not reihe.leer else ():
            if all(fehlt(reihe, Standortjahr(standort, jahr)) for jahr in v.jahre):
                continue
            nach = {(a.von.jahr, a.nach.jahr): a for a in reihe.jahre if a.von.standort == standort}
            zeile: list[str | Angabe] = [
                reihe.gruppe or benannt(reihe),
                *([v.namen[standort]] if mehrere else []),
            ]
            zeile += [einzeln(v, reihe, Standortjahr(standort, jahr)) for jahr in v.jahre]
            zeile += [aenderung(v, reihe, nach[paar]) if paar in nach else OHNE for paar in paare]
            zeilen.append(tuple(zeile))
    return Tabelle(titel, tuple(spalten), tuple(zeilen), anmerkung)


def erklaerungen(v: Jahresvergleich) -> list[Tabelle | Hinweis]:
    """Return, per Standort, the Kennzahlen of which a change asks for an explanation, or a box that says there are none."""
    alle = [a for reihe in v.reihen for a in reihe.jahre]
    offen = sum(a.erklaerung_noetig is None for a in alle)
    schwelle = (
        f"mehr als {text.prozent(v.abweichung)}, bei Anteilen {text.zahl(v.abweichung * 100)} Prozentpunkte"
    )
    rest = f" Bei {text.zahl(offen)} lassen die ungenauen Zahlen offen, ob sie so groß ist." if offen else ""
    if not any(a.erklaerung_noetig for a in alle):
        satz = f"Keine verglichene Zahl änderte sich um {schwelle}.{rest}"
        return [Hinweis("hinweis", "Nichts zu erklären", satz)]
    tabellen: list[Tabelle | Hinweis] = []
    for standort in v.standorte:
        orte = [ort for ort in v.orte if ort.standort == standort]
        reihen = [r for r in v.reihen if any(a.erklaerung_noetig for a in r.jahre if a.von in orte)]
        n = sum(a.erklaerung_noetig is True for r in reihen for a in r.jahre if a.von in orte)
        if n:
            titel = f"{v.namen[standort]}: {'eine Änderung' if n == 1 else f'{text.zahl(n)} Änderungen'} zu erklären"
            tabellen.append(_jahrestabelle(v, titel, orte, reihen))
    satz = (
        f"Zu erklären ist eine Änderung um {schwelle} gegen das Vorjahr. Die Schwelle steht in qz.toml; Vorbild ist der Bogen Z "
        f"der Berliner Jugendfreizeitstätten.{rest}"
    )
    return [Hinweis("hinweis", "Wann nach dem Grund gefragt wird", satz), *tabellen]


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


def _namen(namen: tuple[str, ...]) -> str:
    return f"{len(namen)}: {', '.join(namen)}" if namen else text.NULL
