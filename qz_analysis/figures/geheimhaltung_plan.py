"""What is secret, decided once per Standort and Jahr over all that a report publishes about persons.

A figure may be asked for singly, and gets what the plan has decided. What no report publishes is decided on top of the plan,
which stays as it is: it may have been printed already.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from qz_analysis.figures.bedingung import Bedingung
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.geheimhaltung_wahl import ergaenze, geheime_zellen, kleine_zellen
from qz_analysis.figures.geheimhaltung_zellen import Abfrage, Schluessel, kleine_tabellen, netz_von
from qz_analysis.figures.gruppierung import GRUPPIERUNGEN, ORTE

Ort = tuple[str, int]

# What is published about persons: what counts them, and by which groupings reports show it. A test holds this against the
# Abfragematrix and the notebooks.
VEROEFFENTLICHT: Final[dict[str, dict[str, tuple[tuple[str, ...], ...]]]] = {
    "besuche": {
        "besuche": ((), ("angebot",), ("quartal",), ("monat",), ("wochentag",), ("altersgruppe",), ("geschlecht",),
                    ("planungsbezirk",)),
        "besuche_je_oeffnungstag": ((), ("angebot",), ("quartal",), ("monat",), ("wochentag",)),
    },
    "personen": {"personen": ((), ("angebot",)), "reichweite": ((), ("planungsbezirk",))},
    "kerngruppe": {"kerngruppe": ((), ("angebot",), ("altersgruppe",))},
    "ehrenamtliche": {"ehrenamtliche": ((), ("arbeitsbereich",))},
    "anwesenheit": {"personen_verschieden": ((), ("angebot",)), "stammbesuchende": ((), ("angebot",))},
}  # fmt: skip
VERSCHIEDENE: Final = "anwesenheit"  # the family that counts distinct persons
# The table whose rows a family counts.
ZEILEN: Final = {
    "besuche": "teilnahme",
    "personen": "teilnahme",
    "kerngruppe": "teilnahme",
    "ehrenamtliche": "ehrenamt",
    "anwesenheit": "anwesenheit",
}
# Whose rows decide over what derives from them.
WIE: Final = {
    "besuche_median": "besuche_je_oeffnungstag",
    "besuche_hoechstwert": "besuche_je_oeffnungstag",
    "besuche_trend": "besuche_je_oeffnungstag",
    "besuche_hochrechnung": "besuche_je_oeffnungstag",
}


def geheime_gruppen(b: Bestand, abfrage: Abfrage) -> frozenset[Schluessel]:
    """Return the groups of an Abfrage that are secret."""
    uebrige = tuple(x for x in abfrage.wo if x.gruppierung.name not in ORTE)
    name = WIE.get(abfrage.kennzahl, abfrage.kennzahl)
    familie = next((f for f, kennzahlen in VEROEFFENTLICHT.items() if name in kennzahlen), None)
    if familie is None:
        return frozenset()
    orte = _orte(b, familie, abfrage.wo)
    if not orte:
        return frozenset()
    je = tuple(g.name for g in abfrage.je)
    if len(orte) == 1 and not uebrige and je in VEROEFFENTLICHT[familie][name]:
        return b.einmal(plan, familie, *orte[0]).get((name, je), frozenset())
    return b.einmal(_dazu, familie, orte, Abfrage(name, abfrage.je, abfrage.wo))


def hat_geheimes(b: Bestand, kennzahl: str, ort: Ort) -> bool:
    """Return whether a report keeps anything secret of what a Kennzahl counts at a Standort in a Jahr.

    Then its value over a time of its own, until a deadline, could be what is missing to tell it.
    """
    name = WIE.get(kennzahl, kennzahl)
    familien = [f for f, kennzahlen in VEROEFFENTLICHT.items() if name in kennzahlen]
    return any(b.einmal(plan, familie, *ort) for familie in familien)


def plan(
    b: Bestand, familie: str, standort: str, jahr: int
) -> dict[tuple[str, tuple[str, ...]], frozenset[Schluessel]]:
    """Return for one Standort and Jahr the secret groups of each Kennzahl and groupings that a report publishes."""
    abfragen = _abfragen(familie, (standort, jahr))
    netz, orte = netz_von(b, abfragen, verschiedene=familie == VERSCHIEDENE)
    geheim = geheime_zellen(netz, b.einstellungen.k)
    secret: dict[tuple[str, tuple[str, ...]], set[Schluessel]] = defaultdict(set)
    for n, (nummer, schluessel) in enumerate(orte):
        if n in geheim:
            a = abfragen[nummer]
            secret[a.kennzahl, tuple(g.name for g in a.je)].add(schluessel)
    return {was: frozenset(gruppen) for was, gruppen in secret.items()}


def _dazu(b: Bestand, familie: str, orte: Sequence[Ort], abfrage: Abfrage) -> frozenset[Schluessel]:
    """Return the secret groups of an Abfrage that no report publishes, beside the plans of its Standorte and Jahre."""
    abfragen: list[Abfrage] = []
    plan_geheim: list[tuple[int, frozenset[Schluessel]]] = []
    for ort in orte:
        entschieden = b.einmal(plan, familie, *ort)
        for a in _abfragen(familie, ort):
            plan_geheim.append(
                (len(abfragen), entschieden.get((a.kennzahl, tuple(g.name for g in a.je)), frozenset()))
            )
            abfragen.append(a)
    netz, zellen = netz_von(b, [*abfragen, abfrage], verschiedene=familie == VERSCHIEDENE)
    je_abfrage = dict(plan_geheim)
    neue = len(abfragen)
    fest = {n for n, (nummer, _) in enumerate(zellen) if nummer < neue}
    geheim = {n for n in fest if zellen[n][1] in je_abfrage[zellen[n][0]]}
    k = b.einstellungen.k
    geheim |= kleine_zellen(netz, k) - fest
    alle = ergaenze(netz, geheim, k, fest=fest)
    return frozenset(zellen[n][1] for n in alle if n < len(zellen) and n not in fest)


def _orte(b: Bestand, familie: str, bedingungen: Iterable[Bedingung]) -> tuple[Ort, ...]:
    """Return the Standorte and Jahre that the rows of a family are of, and the conditions allow."""
    klein, tabelle = b.einmal(kleine_tabellen), ZEILEN[familie]
    if tabelle not in klein:
        return ()
    alle = set(klein.tabelle(tabelle).select(ORTE).unique().iter_rows())
    for x in bedingungen:
        if x.gruppierung.name in ORTE:
            stelle = ORTE.index(x.gruppierung.name)
            alle = {ort for ort in alle if ort[stelle] in x.werte}
    return tuple(sorted(alle))


def _abfragen(familie: str, ort: Ort) -> list[Abfrage]:
    wo = tuple(Bedingung(GRUPPIERUNGEN[name], (wert,)) for name, wert in zip(ORTE, ort, strict=True))
    return [
        Abfrage(kennzahl, tuple(GRUPPIERUNGEN[name] for name in je), wo)
        for kennzahl, tabellen in VEROEFFENTLICHT[familie].items()
        for je in tabellen
    ]
