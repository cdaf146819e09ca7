"""Settings from `qz.toml`, each with its default."""

import difflib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qz_analysis.errors import ParameterFehler
from qz_analysis.model.erklaerung import Erklaerung


@dataclass(frozen=True)
class Standort:
    """One site: its name and the organisations that run it."""

    name: str
    traeger: tuple[str, ...] = ()


@dataclass(frozen=True)
class Konfiguration:
    """All settings. `k` is the smallest count of persons that is shown.

    `spielraum_vorjahr` is the share of last year's range by which a value may lie outside it unremarked.
    """

    standort: str = "boeckingen"
    k: int = 5
    spielraum_vorjahr: float = 0.5
    standorte: dict[str, Standort] = field(default_factory=dict)
    erklaerung: Erklaerung = field(default_factory=Erklaerung)

    def zu(self, standort: str) -> Standort:
        """Return the settings of a site; one that is not listed is called by its folder."""
        return self.standorte.get(standort, Standort(standort.replace("_", " ").capitalize()))


_ERLAUBT = {
    "bericht": {"standort"},
    "geheimhaltung": {"k"},
    "pruefung": {"spielraum_vorjahr"},
    "standorte": None,
    "farben": None,
    "zeichen": None,
    "spalten": None,
}


def lade_konfiguration(pfad: Path) -> Konfiguration:
    """Return the settings in a file; a file that does not exist means all defaults.

    Raises ParameterFehler where it is no TOML, or names a setting that does not exist.
    """
    if not pfad.is_file():
        return Konfiguration()
    try:
        roh = tomllib.loads(pfad.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as grund:
        raise ParameterFehler(f"„{pfad.name}“ ist nicht lesbar: {grund}. Bitte berichtigen.") from grund
    _pruefe_namen(roh, pfad.name)
    bericht = roh.get("bericht", {})
    return Konfiguration(
        standort=_text(bericht.get("standort", Konfiguration.standort), "bericht.standort"),
        k=_k(roh.get("geheimhaltung", {}).get("k", Konfiguration.k)),
        spielraum_vorjahr=_anteil(
            roh.get("pruefung", {}).get("spielraum_vorjahr", Konfiguration.spielraum_vorjahr)
        ),
        standorte={
            name: Standort(_text(s.get("name", name), f"standorte.{name}.name"), tuple(s.get("traeger", ())))
            for name, s in roh.get("standorte", {}).items()
        },
        erklaerung=Erklaerung(
            *(_texte(roh.get(name, {}), name) for name in ("farben", "zeichen", "spalten"))
        ),
    )


def _pruefe_namen(roh: dict[str, Any], datei: str) -> None:
    for abschnitt, werte in roh.items():
        _pruefe_name(abschnitt, set(_ERLAUBT), f"den Abschnitt [{abschnitt}]", datei)
        erlaubt = _ERLAUBT[abschnitt]
        for name in werte if erlaubt else ():
            _pruefe_name(name, erlaubt, f"die Einstellung „{abschnitt}.{name}“", datei)


def _pruefe_name(name: str, erlaubt: set[str] | None, was: str, datei: str) -> None:
    if erlaubt is None or name in erlaubt:
        return
    nah = difflib.get_close_matches(name, sorted(erlaubt), 1)
    rat = f" Am nächsten liegt „{nah[0]}“." if nah else f" Es gibt: {', '.join(sorted(erlaubt))}."
    raise ParameterFehler(f"„{datei}“ kennt {was} nicht.{rat}")


def _texte(abschnitt: dict[str, Any], name: str) -> dict[str, str]:
    return {wort: _text(bedeutung, f"{name}.{wort}") for wort, bedeutung in abschnitt.items()}


def _text(wert: object, name: str) -> str:
    if not isinstance(wert, str) or not wert.strip():
        raise ParameterFehler(f"Die Einstellung „{name}“ muss ein Text sein, gefunden wurde {wert!r}.")
    return wert


def _anteil(wert: object) -> float:
    if isinstance(wert, bool) or not isinstance(wert, int | float) or wert < 0:
        raise ParameterFehler(
            f"Die Einstellung „pruefung.spielraum_vorjahr“ muss eine Zahl ab 0 sein, zum Beispiel 0.5; gefunden: {wert!r}."
        )
    return float(wert)


def _k(wert: object) -> int:
    if isinstance(wert, bool) or not isinstance(wert, int) or wert < 1:
        raise ParameterFehler(
            f"Die Einstellung „geheimhaltung.k“ muss eine ganze Zahl ab 1 sein, gefunden: {wert!r}."
        )
    return wert
