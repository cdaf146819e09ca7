"""Settings from `qz.toml`, each with its default."""

import datetime as dt
import difflib
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from qz_analysis.errors import ParameterFehler
from qz_analysis.model.erklaerung import Erklaerung
from qz_analysis.model.lesegrenzen import Lesegrenzen
from qz_analysis.model.oeffnung import LAENDER, Oeffnung, Schliessung, Spanne
from qz_analysis.model.werte import WOCHENTAG


@dataclass(frozen=True)
class Standort:
    """One site: its name and the organisations that run it."""

    name: str
    traeger: tuple[str, ...] = ()


@dataclass(frozen=True)
class Konfiguration:
    """All settings. `k` is the smallest count of persons that is shown.

    Whoever came `stamm_min_besuche` times to an Angebot counts as a Stammbesuchende; a figure that differs from another
    year or Standort by more than the share `abweichung` asks for an explanation. `spielraum_vorjahr` is the
    share of last year's range by which a value may lie outside it unremarked. `gas` turns on Goal Attainment Scaling.
    `aufbewahrung_jahre` is how many years after its own a list with persons in it is kept, None where nobody has said.
    `notebook_sekunden` and `notebook_megabyte` are what one notebook may take, `lesegrenzen` what one file may hold.
    """

    standort: str = "boeckingen"
    k: int = 5
    stamm_min_besuche: int = 6
    abweichung: float = 0.1
    spielraum_vorjahr: float = 0.5
    gas: bool = False
    aufbewahrung_jahre: int | None = None
    notebook_sekunden: int = 900
    notebook_megabyte: int = 4096
    lesegrenzen: Lesegrenzen = field(default_factory=Lesegrenzen)
    standorte: dict[str, Standort] = field(default_factory=dict)
    erklaerung: Erklaerung = field(default_factory=Erklaerung)
    oeffnung: Oeffnung = field(default_factory=Oeffnung)

    def zu(self, standort: str) -> Standort:
        """Return the settings of a site; one that is not listed is called by its folder."""
        return self.standorte.get(standort, Standort(standort.replace("_", " ").capitalize()))


_ERLAUBT = {
    "bericht": {"standort"},
    "geheimhaltung": {"k"},
    "kennzahlen": {"stamm_min_besuche", "abweichung"},
    "pruefung": {"spielraum_vorjahr"},
    "ziele": {"gas"},
    "aufbewahrung": {"jahre"},
    "grenzen": {"notebook_sekunden", "notebook_megabyte", *(f.name for f in fields(Lesegrenzen))},
    "standorte": None,
    "farben": None,
    "zeichen": None,
    "spalten": None,
    "kalender": {"land", "feiertage_geschlossen", "ferien_geschlossen"},
    "schliessungen": {"von", "bis", "grund", "standort"},
    "oeffnungszeiten": set(WOCHENTAG),
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
        k=_ab_eins(roh, "geheimhaltung", "k", Konfiguration.k),
        stamm_min_besuche=_ab_eins(roh, "kennzahlen", "stamm_min_besuche", Konfiguration.stamm_min_besuche),
        abweichung=_anteil(roh, "kennzahlen", "abweichung", Konfiguration.abweichung),
        spielraum_vorjahr=_anteil(roh, "pruefung", "spielraum_vorjahr", Konfiguration.spielraum_vorjahr),
        gas=_ja_nein(roh, "ziele", "gas", Konfiguration.gas),
        aufbewahrung_jahre=_ab_eins(roh, "aufbewahrung", "jahre", 1) if "aufbewahrung" in roh else None,
        notebook_sekunden=_ab_eins(roh, "grenzen", "notebook_sekunden", Konfiguration.notebook_sekunden),
        notebook_megabyte=_ab_eins(roh, "grenzen", "notebook_megabyte", Konfiguration.notebook_megabyte),
        lesegrenzen=Lesegrenzen(
            *(_ab_eins(roh, "grenzen", f.name, getattr(Lesegrenzen, f.name)) for f in fields(Lesegrenzen))
        ),
        standorte={
            name: Standort(_text(s.get("name", name), f"standorte.{name}.name"), tuple(s.get("traeger", ())))
            for name, s in roh.get("standorte", {}).items()
        },
        erklaerung=Erklaerung(
            *(_texte(roh.get(name, {}), name) for name in ("farben", "zeichen", "spalten"))
        ),
        oeffnung=_oeffnung(roh),
    )


def _pruefe_namen(roh: dict[str, Any], datei: str) -> None:
    for abschnitt, werte in roh.items():
        _pruefe_name(abschnitt, set(_ERLAUBT), f"den Abschnitt [{abschnitt}]", datei)
        erlaubt = _ERLAUBT[abschnitt]
        mehrfach = abschnitt == "schliessungen"
        teile = werte if mehrfach and isinstance(werte, list) else [werte]
        if mehrfach != isinstance(werte, list) or not all(isinstance(teil, dict) for teil in teile):
            kopf = f"[[{abschnitt}]]" if mehrfach else f"[{abschnitt}]"
            raise ParameterFehler(
                f"In „{datei}“ muss „{abschnitt}“ ein Abschnitt sein, der mit {kopf} beginnt."
            )
        for name in (name for teil in teile for name in teil) if erlaubt else ():
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


def _anteil(roh: dict[str, Any], abschnitt: str, name: str, sonst: float) -> float:
    wert = roh.get(abschnitt, {}).get(name, sonst)
    if isinstance(wert, bool) or not isinstance(wert, int | float) or wert < 0:
        raise ParameterFehler(
            f"Die Einstellung „{abschnitt}.{name}“ muss eine Zahl ab 0 sein, zum Beispiel 0.5; gefunden: {wert!r}."
        )
    return float(wert)


def _ab_eins(roh: dict[str, Any], abschnitt: str, name: str, sonst: int) -> int:
    wert = roh.get(abschnitt, {}).get(name, sonst)
    if isinstance(wert, bool) or not isinstance(wert, int) or wert < 1:
        raise ParameterFehler(
            f"Die Einstellung „{abschnitt}.{name}“ muss eine ganze Zahl ab 1 sein, gefunden: {wert!r}."
        )
    return wert


def _oeffnung(roh: dict[str, Any]) -> Oeffnung:
    kalender, zeiten = roh.get("kalender", {}), roh.get("oeffnungszeiten", {})
    land = kalender.get("land", Oeffnung.land)
    if land not in LAENDER:
        raise ParameterFehler(
            f"Die Einstellung „kalender.land“ muss ein Bundesland sein, gefunden: {land!r}. Es gibt: {', '.join(LAENDER)}."
        )
    return Oeffnung(
        land,
        _ja_nein(roh, "kalender", "feiertage_geschlossen", Oeffnung.feiertage_geschlossen),
        _ja_nein(roh, "kalender", "ferien_geschlossen", Oeffnung.ferien_geschlossen),
        tuple(_schliessung(s) for s in roh.get("schliessungen", [])),
        {tag: _spannen(zeiten[tag], f"oeffnungszeiten.{tag}") for tag in WOCHENTAG if tag in zeiten},
    )


def _ja_nein(roh: dict[str, Any], abschnitt: str, name: str, sonst: bool) -> bool:
    wert = roh.get(abschnitt, {}).get(name, sonst)
    if not isinstance(wert, bool):
        raise ParameterFehler(
            f"Die Einstellung „{abschnitt}.{name}“ muss true oder false sein, gefunden: {wert!r}."
        )
    return wert


def _schliessung(roh: dict[str, Any]) -> Schliessung:
    von, bis = _tag(roh.get("von"), "von"), _tag(roh.get("bis"), "bis")
    if bis < von:
        raise ParameterFehler(
            f"Die Einstellung „schliessungen.bis“ ({bis:%d.%m.%Y}) liegt vor „schliessungen.von“ ({von:%d.%m.%Y}). "
            "Bitte berichtigen."
        )
    standort = _text(roh["standort"], "schliessungen.standort") if "standort" in roh else None
    return Schliessung(von, bis, _text(roh.get("grund"), "schliessungen.grund"), standort)


def _tag(wert: object, name: str) -> dt.date:
    if not isinstance(wert, dt.date) or isinstance(wert, dt.datetime):
        raise ParameterFehler(
            f"Die Einstellung „schliessungen.{name}“ muss ein Datum ohne Anführungszeichen sein, zum Beispiel 2021-06-06; "
            f"gefunden: {wert!r}."
        )
    return wert


def _spannen(wert: object, name: str) -> tuple[Spanne, ...]:
    try:
        if not isinstance(wert, list):
            raise ValueError("not a list")
        spannen = [tuple(dt.time.fromisoformat(zeit.strip()) for zeit in teil.split("-")) for teil in wert]
        if any(len(spanne) != 2 or spanne[0] >= spanne[1] for spanne in spannen):
            raise ValueError("not from one time to a later one")
        return tuple((von, bis) for von, bis in spannen)
    except (ValueError, AttributeError) as grund:
        raise ParameterFehler(
            f'Die Einstellung „{name}“ muss eine Liste von Zeitspannen sein, zum Beispiel ["12:00-17:00"]; gefunden: {wert!r}.'
        ) from grund
