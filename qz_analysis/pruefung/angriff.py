"""The attack: from all that the files say together, what can be worked out of a secret count?"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from qz_analysis.figures.geheimhaltung_netz import Netz, Regel, Zelle, ist_eng
from qz_analysis.figures.gruppierung import GRUPPIERUNGEN, QUARTAL
from qz_analysis.figures.sicht import MONATE_JE_QUARTAL
from qz_analysis.model.kalender import MONATE
from qz_analysis.pruefung.aussage import ADDIERT, ALTERSKLASSE, TRENNER, Aussage, Stelle, grenzen

# Counts of distinct persons, who may stand in several groups.
VERSCHIEDENE: Final = frozenset({"personen_verschieden", "stammbesuchende"})
# Of the same group the first is at most the second.
HOECHSTENS: Final = (("besuche_je_oeffnungstag", "besuche"), ("stammbesuchende", "personen_verschieden"))
# Made of single days: secret where the mean is.
ABGELEITET: Final = frozenset(
    {"besuche_median", "besuche_hoechstwert", "besuche_trend", "besuche_hochrechnung"}
)
MITTEL: Final = "besuche_je_oeffnungstag"
OHNE_MONAT: Final = GRUPPIERUNGEN["monat"].ohne
QUARTAL_VON: Final = {
    name: QUARTAL[(n - 1) // MONATE_JE_QUARTAL + 1] for n, name in MONATE.items()
}  # fmt: skip


@dataclass(frozen=True)
class Fund:
    """Something that gives a count away: which one, and how, as a German sentence."""

    stelle: Stelle
    satz: str

    def __str__(self) -> str:
        return f"{self.stelle}: {self.satz}"


def greife_an(
    aussagen: Iterable[Aussage], k: int, differenzen: Iterable[tuple[Stelle, Stelle]] = ()
) -> list[Fund]:
    """Return all that gives away a count of more than none and fewer than k persons."""
    je_stelle: dict[Stelle, list[Aussage]] = defaultdict(list)
    for a in aussagen:
        je_stelle[a.stelle].append(a)
    return [
        *_klein(je_stelle, k),
        *_widerspruch(je_stelle),
        *_abgeleitet(je_stelle, k),
        *_differenzen(je_stelle, differenzen),
        *_berechenbar(je_stelle, k),
    ]


def _klein(je_stelle: Mapping[Stelle, Sequence[Aussage]], k: int) -> Iterable[Fund]:
    for stelle, aussagen in je_stelle.items():
        for a in aussagen:
            hoechstens = a.oben if a.oben not in (None, math.inf) else a.unten
            if not a.geheim and a.unten is not None and hoechstens is not None and 0 < hoechstens < k:
                yield Fund(stelle, f"In {a.datei} steht eine Zahl unter {k}.")
                break


def _widerspruch(je_stelle: Mapping[Stelle, Sequence[Aussage]]) -> Iterable[Fund]:
    for stelle, aussagen in je_stelle.items():
        geheim = next((a.datei for a in aussagen if a.geheim), None)
        offen = next((a.datei for a in aussagen if not a.geheim), None)
        if geheim and offen:
            yield Fund(stelle, f"In {geheim} ist die Zahl geheim, in {offen} steht sie.")


def _abgeleitet(je_stelle: Mapping[Stelle, Sequence[Aussage]], k: int) -> Iterable[Fund]:
    """Yield what median, largest, slope and extrapolation tell of the counts that they are made of."""
    geheim = {stelle for stelle, aussagen in je_stelle.items() if any(a.geheim for a in aussagen)}
    for stelle, aussagen in je_stelle.items():
        if stelle.kennzahl not in ABGELEITET or all(a.geheim for a in aussagen):
            continue
        mittel = replace(stelle, kennzahl=MITTEL)
        if mittel in geheim:
            yield Fund(stelle, "Sie steht da, obwohl die Besuche dahinter geheim sind.")
        if stelle.kennzahl == "besuche_hochrechnung" and not stelle.je:
            teile = [
                s
                for s in geheim
                if s.kennzahl == stelle.kennzahl and s.je == ("angebot",) and s.ort == stelle.ort
            ]
            if teile:
                yield Fund(stelle, f"Ihre Summe steht da, obwohl der Teil „{teile[0].gruppe}“ geheim ist.")
        summe = grenzen(je_stelle.get(mittel, ()))[0]
        groesster = grenzen(aussagen)[0]
        if stelle.kennzahl == "besuche_hoechstwert" and groesster and 0 < summe - groesster < k:
            yield Fund(stelle, f"An allen anderen Tagen zusammen kamen weniger als {k}.")


def _differenzen(
    je_stelle: Mapping[Stelle, Sequence[Aussage]], differenzen: Iterable[tuple[Stelle, Stelle]]
) -> Iterable[Fund]:
    for paar in differenzen:
        for stelle in paar:
            if any(a.geheim for a in je_stelle.get(stelle, ())):
                yield Fund(stelle, "Ihre Änderung steht da, obwohl die Zahl geheim ist.")


def _berechenbar(je_stelle: Mapping[Stelle, Sequence[Aussage]], k: int) -> Iterable[Fund]:
    """Yield the secret counts that the shown ones bound too closely. Places that share no rule are attacked apart."""
    bloecke: dict[tuple[tuple[str, str], str], list[Stelle]] = defaultdict(list)
    for stelle in je_stelle:
        if stelle.kennzahl in ADDIERT | VERSCHIEDENE:
            bloecke[stelle.ort, stelle.wo].append(stelle)
    for stellen in bloecke.values():
        geheim = {n for n, s in enumerate(stellen) if any(a.geheim for a in je_stelle[s])}
        yield from _zu_kleine_reste(stellen, je_stelle, geheim, k)
        if not geheim:
            continue
        # Of what is only called "rund 40" the files don't say between what it lies.
        offen = {n for n, s in enumerate(stellen) if all(a.unten is None for a in je_stelle[s])}
        werte = [(0.0, 0.0) if n in offen else grenzen(je_stelle[s]) for n, s in enumerate(stellen)]
        # What ties shown counts only tells nothing, and where a list lacks something may not even be so.
        regeln = tuple(r for r in _regeln(stellen) if not (geheim | offen).isdisjoint(r.gewichte))
        netz = Netz(tuple(werte), tuple(Zelle((n,), *w) for n, w in enumerate(werte)), regeln)
        for n in sorted(geheim):
            spanne = netz.spanne(n, geheim | offen)
            if ist_eng(spanne, k):
                oben = "offen" if spanne[1] == math.inf else f"{spanne[1]:g}"
                yield Fund(
                    stellen[n], f"Sie lässt sich berechnen: mindestens {spanne[0]:g}, höchstens {oben}."
                )


def _zu_kleine_reste(
    stellen: Sequence[Stelle], je_stelle: Mapping[Stelle, Sequence[Aussage]], geheim: set[int], k: int
) -> Iterable[Fund]:
    """Yield shown counts of the same group that differ by fewer than k: all Besuche and those of single days."""
    nummer = {s: n for n, s in enumerate(stellen)}
    kleiner, groesser = HOECHSTENS[0]
    for stelle, n in nummer.items():
        m = nummer.get(replace(stelle, kennzahl=groesser))
        if stelle.kennzahl != kleiner or m is None or {n, m} & geheim:
            continue
        (unten_n, oben_n), (unten_m, oben_m) = grenzen(je_stelle[stelle]), grenzen(je_stelle[stellen[m]])
        exakt = unten_n == oben_n and unten_m == oben_m
        if exakt and 0 < unten_m - unten_n < k:
            yield Fund(
                stelle, f"Von den Besuchen derselben Gruppe unterscheidet sie sich um weniger als {k}."
            )


def _regeln(stellen: Sequence[Stelle]) -> Iterable[Regel]:
    """Yield what ties the counts of one place together, whatever they are."""
    nummer = {s: n for n, s in enumerate(stellen)}
    tafeln: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for s, n in nummer.items():
        tafeln[s.kennzahl, s.je].append(n)
    for (kennzahl, je), glieder in tafeln.items():
        for stelle in range(len(je)):
            g = GRUPPIERUNGEN.get(je[stelle])
            if je[stelle] != ALTERSKLASSE and (g is None or g.mehrfach):
                continue
            # Not everybody says how old they are, or is asked.
            ganz = g is not None and (not g.personen or kennzahl == "kerngruppe")
            ueber: dict[int, list[int]] = defaultdict(list)
            for n in glieder:
                teile = stellen[n].gruppe.split(TRENNER)
                rest = TRENNER.join(t for i, t in enumerate(teile) if i != stelle)
                ganzes = replace(stellen[n], je=(*je[:stelle], *je[stelle + 1 :]), gruppe=rest)
                if ganzes in nummer:
                    ueber[nummer[ganzes]].append(n)
            for ganzes, teile in ueber.items():
                yield from _zerlegung(kennzahl, ganzes, teile, vollstaendig=ganz)
        if je == ("quartal",) and (monate := tafeln.get((kennzahl, ("monat",)))):
            ohne_rest = all(stellen[m].gruppe != OHNE_MONAT for m in monate)
            for n in glieder:
                seine = [
                    m
                    for m in monate
                    if QUARTAL_VON.get(stellen[m].gruppe.split(" bis ")[0]) == stellen[n].gruppe
                ]
                if seine:
                    yield from _zerlegung(kennzahl, n, seine, vollstaendig=ohne_rest)
    for kleiner, groesser in HOECHSTENS:
        for s, n in nummer.items():
            m = nummer.get(replace(s, kennzahl=groesser))
            if s.kennzahl == kleiner and m is not None:
                yield Regel({m: 1.0, n: -1.0})


def _zerlegung(kennzahl: str, ganzes: int, teile: Sequence[int], *, vollstaendig: bool) -> Iterable[Regel]:
    """Yield how a whole hangs on its parts; of distinct persons one may stand in several of them."""
    if kennzahl in VERSCHIEDENE:
        for teil in teile:
            yield Regel({ganzes: 1.0, teil: -1.0})
        yield Regel({ganzes: -1.0, **dict.fromkeys(teile, 1.0)})
    else:
        yield Regel({ganzes: 1.0, **dict.fromkeys(teile, -1.0)}, genau=vollstaendig)
