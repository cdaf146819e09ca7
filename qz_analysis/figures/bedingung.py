"""Conditions as colleagues write them: "mehrgenerativ = ja; art = wiederkehrend | einmalig"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qz_analysis.errors import ParameterFehler
from qz_analysis.figures.bestand import TABELLEN, Bestand
from qz_analysis.figures.gruppierung import GRUPPIERUNGEN, Gruppierung
from qz_analysis.figures.naechster import naechster_rat


@dataclass(frozen=True)
class Bedingung:
    """One condition: the group has one of these raw values."""

    gruppierung: Gruppierung
    werte: tuple[Any, ...]

    def __str__(self) -> str:
        return f"{self.gruppierung.bezeichnung}: {' oder '.join(map(self.gruppierung.label, self.werte))}"


def gruppierung(name: str, erlaubt: Sequence[str]) -> Gruppierung:
    """Return a Gruppierung by name or label; raises ParameterFehler, with the nearest, for one that isn't allowed."""
    gesucht = name.strip().casefold()
    for g in map(GRUPPIERUNGEN.__getitem__, erlaubt):
        if gesucht in (g.name, g.bezeichnung.casefold()):
            return g
    raise ParameterFehler(
        f"Nach „{name.strip()}“ lässt sich hier nicht aufteilen. {naechster_rat(name, list(erlaubt))}"
    )


def lies_bedingungen(text: str | Mapping[str, Any], erlaubt: Sequence[str]) -> tuple[Bedingung, ...]:
    """Return the conditions of a text such as "art = wiederkehrend; bereich = mehrgenerativ", all of which must hold.

    Values of one condition are parted by a bar. A value may be written as it is stored or as readers see it. Raises
    ParameterFehler, with the nearest, for a name or a coded value that does not exist.
    """
    if isinstance(text, Mapping):
        paare = [
            (name, werte if isinstance(werte, list | tuple) else [werte]) for name, werte in text.items()
        ]
    else:
        paare = [_paar(teil) for teil in text.split(";") if teil.strip()]
    bedingungen = []
    for name, werte in paare:
        g = gruppierung(name, erlaubt)
        bedingungen.append(Bedingung(g, tuple(_wert(g, wert) for wert in werte)))
    return tuple(bedingungen)


def unbekannte_werte(b: Bestand, bedingung: Bedingung) -> Iterator[str]:
    """Yield a sentence for each value that stands nowhere in the tables; coded ones have been checked by then.

    A table that was not read says nothing about its names.
    """
    g = bedingung.gruppierung
    tabelle = next((name for name, schema in TABELLEN.items() if g.name in schema.columns()), None)
    if g.labels() or tabelle is None or tabelle not in b:
        return
    bekannt = [str(w) for w in b.tabelle(tabelle)[g.name].drop_nulls().unique(maintain_order=True)]
    for wert in bedingung.werte:
        if bekannt and str(wert) not in bekannt:
            yield f"„{wert}“ steht nicht unter {g.bezeichnung}. {naechster_rat(str(wert), bekannt)}"


def _paar(teil: str) -> tuple[str, list[str]]:
    name, gleich, werte = teil.partition("=")
    if not gleich or not werte.strip():
        raise ParameterFehler(
            f"„{teil.strip()}“ ist keine Bedingung. Bitte schreiben wie „art = wiederkehrend“, mehrere mit „;“ getrennt."
        )
    return name.strip(), [wert.strip() for wert in werte.split("|")]


def _wert(g: Gruppierung, wert: Any) -> Any:
    labels = g.labels()
    if g.name == "jahr":
        return _jahr(wert)
    if not labels or wert in labels:
        return wert
    gesucht = str(wert).casefold()
    for roh, label in labels.items():
        if gesucht in (str(roh).casefold(), label.casefold()):
            return roh
    raise ParameterFehler(
        f"„{wert}“ ist keine Angabe für {g.bezeichnung}. {naechster_rat(str(wert), list(labels.values()))}"
    )


def _jahr(wert: Any) -> int:
    if not str(wert).isdecimal():
        raise ParameterFehler(f"„{wert}“ ist kein Jahr. Bitte eine Zahl wie 2021 schreiben.")
    return int(wert)
