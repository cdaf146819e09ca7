"""All finished Auswertungen side by side: a table of their main figures, and a chart of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qz_analysis.figures.gruppierung import GRUPPIERUNGEN
from qz_analysis.figures.kennzahl import KENNZAHLEN
from qz_analysis.figures.sicht import Sicht
from qz_analysis.figures.wert import Ergebnis, Wert
from qz_analysis.show import text
from qz_analysis.show.baustein import Diagramm, Spalte, Tabelle
from qz_analysis.show.diagramm import balken

HAUPT: Final = (
    "angebote", "partner", "besuche_je_oeffnungstag", "abdeckung", "handlungsziele", "auslastung"
)  # fmt: skip
"""What the Jahresauswertung opens with."""
HOECHSTENS_BALKEN: Final = 24  # in one chart; of more Auswertungen the newest of each Standort is drawn


@dataclass(frozen=True)
class Auswertung:
    """The main figures of one finished report, as it published them."""

    standort: str
    name: str
    jahr: int
    vollstaendig: bool
    werte: Mapping[str, Wert]

    @property
    def beispiel(self) -> bool:
        """Whether any of the figures is from sample data."""
        return any(w.beispiel for w in self.werte.values())


def uebersichtstabelle(auswertungen: Sequence[Auswertung]) -> Tabelle:
    """Return one row per Auswertung with its main figures, as they stand in it."""
    kennzahlen = [KENNZAHLEN[k].kennzahl for k in HAUPT]
    return Tabelle(
        titel="Die wichtigsten Kennzahlen",
        spalten=(
            Spalte("Standort und Jahr", breite=2.0),
            *(Spalte(k.bezeichnung, "rechts") for k in kennzahlen),
            Spalte("Stand", breite=1.4),
        ),
        zeilen=tuple(
            (
                f"{a.name} {a.jahr}",
                *(
                    text.wert(a.werte[k.id], k.einheit) if k.id in a.werte else text.KEINE_ANGABE
                    for k in kennzahlen
                ),
                _stand(a),
            )
            for a in auswertungen
        ),
        anmerkung=f"Wie die Auswertungen sie nennen; was sie bedeuten, steht dort. {text.LEGENDE}",
    )


def uebersichtsdiagramme(auswertungen: Sequence[Auswertung]) -> list[Diagramm]:
    """Return a chart for each main figure that two Auswertungen or more have, to be filtered by Standort and Jahr."""
    return [
        balken(ergebnis) for k in HAUPT if len((ergebnis := _ergebnis(k, auswertungen)).werte) > 1
    ]  # fmt: skip


def _ergebnis(kennzahl: str, auswertungen: Sequence[Auswertung]) -> Ergebnis:
    mit = [a for a in auswertungen if kennzahl in a.werte and a.werte[kennzahl].anzahl is not None]
    neueste = {a.standort: a for a in sorted(mit, key=lambda a: a.jahr)}
    gezeigt = mit if len(mit) <= HOECHSTENS_BALKEN else [a for a in mit if neueste[a.standort] is a]
    ganzes = _aus(kennzahl, gezeigt, "" if gezeigt == mit else "jeweils das neueste Jahr")
    wahlen = [
        ("Standort", name, [a for a in mit if a.name == name]) for name in dict.fromkeys(a.name for a in mit)
    ]
    wahlen += [
        ("Jahr", str(jahr), [a for a in mit if a.jahr == jahr]) for jahr in sorted({a.jahr for a in mit})
    ]
    sichten = [
        Sicht(((filter, wahl),), _aus(kennzahl, teil, f"{filter}: {wahl}")) for filter, wahl, teil in wahlen
    ]
    sichten += [
        Sicht((("Standort", a.name), ("Jahr", str(a.jahr))), _aus(kennzahl, [a], f"{a.name} {a.jahr}"))
        for a in mit
    ]
    return Ergebnis(ganzes.kennzahl, ganzes.werte, ganzes.je, ganzes.wo, sichten=tuple(sichten))


def _aus(kennzahl: str, auswertungen: Sequence[Auswertung], wo: str) -> Ergebnis:
    werte = tuple(
        Wert(
            w.anzahl, f"{a.name} {a.jahr}", (a.standort, a.jahr), abdeckung=w.abdeckung, beispiel=w.beispiel,
            geheim=w.geheim,
        )
        for a in auswertungen
        for w in [a.werte[kennzahl]]
    )  # fmt: skip
    return Ergebnis(
        KENNZAHLEN[kennzahl].kennzahl, werte, (GRUPPIERUNGEN["standort"], GRUPPIERUNGEN["jahr"]), wo
    )


def _stand(a: Auswertung) -> str:
    return "; ".join(
        ["vollständig" if a.vollstaendig else "UNVOLLSTÄNDIG", *(["Beispieldaten"] if a.beispiel else [])]
    )
