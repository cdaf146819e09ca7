"""What `qz pruefen` and `qz einlesen` do: any files or folders -> tidy tables, with an account of every sheet."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from qz_analysis.clean.drift import finde_drift
from qz_analysis.clean.standortjahr import clean_standortjahr
from qz_analysis.clean.zielbezug import finde_zielbrueche
from qz_analysis.clean.zuordnung import erkenne_jahr, erkenne_standort
from qz_analysis.config import Konfiguration, lade_konfiguration
from qz_analysis.daten import add_kriterienbefunde
from qz_analysis.daten import schreibe as schreibe_tabellen
from qz_analysis.errors import EingabeFehler, ParameterFehler
from qz_analysis.model.tabellen import Tabellen
from qz_analysis.paths import arbeitsbereich, pruefe_standort
from qz_analysis.read.auswahl import gemeinsame_wurzel, pruefe_datei, waehle_dateien
from qz_analysis.read.blatt import Blatt
from qz_analysis.read.grenzen import begrenzt
from qz_analysis.read.ordner import read_datei, read_ordner

OHNE_STANDORT = "ohne"
OHNE_JAHR = (
    2000  # stands in while a file is checked whose year nobody says; rows that need it are never given out
)
WIE_NACHBARN = "wie die anderen Dateien im Ordner"
KEINE_FACHTABELLE = frozenset({"befund", "quelle"})
MIT_JAHR = ("angebot", "ziel", "termin", "teilnahme", "aktivitaet", "anliegen")
_BILANZ = ("zellen_gelesen", "zellen_uebernommen", "zellen_zurueckgewiesen", "zellen_ignoriert")
_BEFUND = ("stufe", "datei", "blatt", "zelle", "wert", "regel", "meldung")


@dataclass(frozen=True)
class Lauf:
    """The files of one Standort and Jahr, cleaned together. `jahr` is None where nothing says it."""

    standort: str
    jahr: int | None
    jahr_aus: str
    dateien: tuple[str, ...]
    tabellen: Tabellen

    @property
    def ohne_jahr_unbrauchbar(self) -> bool:
        """Whether the Jahr is unknown and rows were read that need it."""
        return self.jahr is None and any(getattr(self.tabellen, name).height for name in MIT_JAHR)


@dataclass(frozen=True)
class Einlesung:
    """All that was read. `wurzel` is the folder that file names are given relative to."""

    laeufe: tuple[Lauf, ...]
    wurzel: Path

    @property
    def blaetter(self) -> list[dict[str, Any]]:
        """One entry per sheet: file, sheet, kind, the balance of its cells, the rows that came from it."""
        return [blatt for lauf in self.laeufe for blatt in _je_blatt(lauf.tabellen)]

    @property
    def befunde(self) -> list[dict[str, Any]]:
        """One entry per Befund, in the order of the sheets."""
        return [
            befund
            for lauf in self.laeufe
            for befund in (*lauf.tabellen.befund.select(_BEFUND).to_dicts(), *_befund_zum_jahr(lauf))
        ]

    @property
    def fehlerhaft(self) -> bool:
        """Whether there is a Befund of the level fehler."""
        return any(befund["stufe"] == "fehler" for befund in self.befunde)


@dataclass(frozen=True)
class _Datei:
    pfad: Path
    name: str
    blaetter: tuple[Blatt, ...]
    unlesbar: EingabeFehler | None


def pruefe(pfade: Sequence[str | Path], *, jahr: int | None = None, standort: str | None = None) -> Einlesung:
    """Read and clean files and folders without writing anything.

    What isn't given as `jahr` and `standort` is taken from the path, the file name or the sheets. Files that can't
    be read become Befunde. Raises ParameterFehler where a path does not exist or a folder holds no file.
    """
    standort = pruefe_standort(standort) if standort else None
    wurzel = gemeinsame_wurzel(pfade)
    konfiguration = konfiguration_zu(wurzel)
    with begrenzt(konfiguration.lesegrenzen):
        dateien = [_lies(pfad, wurzel) for pfad in waehle_dateien(pfade)]
    gruppen: dict[tuple[str, int | None], list[_Datei]] = {}
    woher: dict[tuple[str, int | None], str] = {}
    for datei, zu_jahr, grund in _ordne_zu(dateien, jahr):
        schluessel = (standort or erkenne_standort(datei.pfad) or OHNE_STANDORT, zu_jahr)
        gruppen.setdefault(schluessel, []).append(datei)
        if woher.get(schluessel, WIE_NACHBARN) == WIE_NACHBARN:
            woher[schluessel] = grund
    erklaerung = konfiguration.erklaerung
    laeufe = []
    for (zu_standort, zu_jahr), gruppe in gruppen.items():
        blaetter = _blaetter(gruppe)
        vorjahr = _vorjahr(zu_standort, zu_jahr, gruppe, gruppen)
        befunde = finde_drift(vorjahr, blaetter, erklaerung, konfiguration.spielraum_vorjahr)
        if zu_jahr is not None:
            # Last year's cells are reported where last year's files were asked for as well.
            gefragt = {zu_jahr} | ({zu_jahr - 1} if (zu_standort, zu_jahr - 1) in gruppen else set())
            jahrgaenge = {zu_jahr - 1: vorjahr, zu_jahr: blaetter}
            befunde += finde_zielbrueche(jahrgaenge, erklaerung, in_jahren=gefragt)
        unlesbar = [datei.unlesbar for datei in gruppe if datei.unlesbar]
        tabellen = add_kriterienbefunde(
            clean_standortjahr(
                blaetter,
                zu_jahr or OHNE_JAHR,
                zu_standort,
                unlesbar,
                erklaerung,
                befunde=befunde,
                oeffnung=konfiguration.oeffnung,
            )
        )
        namen = tuple(datei.name for datei in gruppe)
        laeufe.append(Lauf(zu_standort, zu_jahr, woher[zu_standort, zu_jahr], namen, tabellen))
    return Einlesung(tuple(laeufe), wurzel)


def clean(pfad: str | Path, *, jahr: int | None = None, standort: str | None = None) -> Tabellen:
    """Return the tidy tables of a file or folder; what can't be read is in the table `befund`.

    Raises ParameterFehler where the path does not exist, no `jahr` is given or found, or the files belong to more
    than one Standort or Jahr.
    """
    einlesung = pruefe([pfad], jahr=jahr, standort=standort)
    pruefe_jahr(einlesung)
    erster, *weitere = einlesung.laeufe
    if weitere:
        gefunden = ", ".join(f"{lauf.standort} {lauf.jahr or 'ohne Jahr'}" for lauf in einlesung.laeufe)
        raise ParameterFehler(
            f"„{Path(pfad).name}“ enthält Listen zu mehreren Standorten oder Jahren ({gefunden}). "
            "Bitte jahr und standort angeben oder die Ordner einzeln einlesen."
        )
    return erster.tabellen


def pruefe_jahr(einlesung: Einlesung) -> None:
    """Raise ParameterFehler where rows were read that need a Jahr and none is known."""
    for lauf in einlesung.laeufe:
        if lauf.ohne_jahr_unbrauchbar:
            raise ParameterFehler(_jahr_fehlt(lauf))


def schreibe(einlesung: Einlesung, ziel: Path) -> list[Path]:
    """Write each table as parquet into `ziel`, and return the files.

    Several Standorte or Jahre get a folder `<standort>/<jahr>` each. Raises ParameterFehler where a Jahr is missing
    or `ziel` is a file.
    """
    pruefe_jahr(einlesung)
    if ziel.exists() and not ziel.is_dir():
        raise ParameterFehler(f"„{ziel}“ ist eine Datei. Bitte mit --nach einen Ordner angeben.")
    geschrieben: list[Path] = []
    for lauf in einlesung.laeufe:
        ordner = ziel
        if len(einlesung.laeufe) > 1:
            ordner = ziel / lauf.standort / str(lauf.jahr or "ohne_jahr")
        geschrieben += schreibe_tabellen(lauf.tabellen, ordner)
    return geschrieben


def konfiguration_zu(wurzel: Path) -> Konfiguration:
    """Return what the `qz.toml` of the workspace declares, or the one that lies with the files."""
    try:
        pfad = arbeitsbereich(wurzel).konfiguration
    except EingabeFehler:
        pfad = wurzel / "qz.toml"
    return lade_konfiguration(pfad)


def _lies(pfad: Path, wurzel: Path) -> _Datei:
    name = pfad.relative_to(wurzel).as_posix()
    try:
        pruefe_datei(pfad, wurzel)
        return _Datei(pfad, name, tuple(read_datei(pfad, wurzel)), None)
    except EingabeFehler as fehler:
        fehler.datei = name
        return _Datei(pfad, name, (), fehler)


def _ordne_zu(dateien: list[_Datei], jahr: int | None) -> list[tuple[_Datei, int | None, str]]:
    """Return each file with its Jahr. One that doesn't say it belongs to the others in its folder."""
    if jahr is not None:
        return [(datei, jahr, "angegeben") for datei in dateien]
    erkannt = [(datei, erkenne_jahr(datei.pfad, datei.blaetter)) for datei in dateien]
    zugeordnet = []
    for datei, fund in erkannt:
        if fund is None:
            nachbarn = [f[0] for d, f in erkannt if f is not None and d.pfad.parent == datei.pfad.parent]
            zaehlung = Counter(nachbarn)
            haeufigstes = min(zaehlung, key=lambda j: (-zaehlung[j], j), default=None)
            fund = (haeufigstes, WIE_NACHBARN if haeufigstes else "nirgends genannt")
        zugeordnet.append((datei, *fund))
    return zugeordnet


def _blaetter(dateien: Iterable[_Datei]) -> list[Blatt]:
    return [blatt for datei in dateien for blatt in datei.blaetter]


def _vorjahr(
    standort: str, jahr: int | None, gruppe: list[_Datei], gruppen: dict[tuple[str, int | None], list[_Datei]]
) -> list[Blatt]:
    """Return last year's sheets: read in the same call, else those in the folder of that year beside this one."""
    if jahr is None:
        return []
    if (standort, jahr - 1) in gruppen:
        return _blaetter(gruppen[standort, jahr - 1])
    ordner = gruppe[0].pfad.parent
    daneben = ordner.parent / str(jahr - 1)
    return read_ordner(daneben, daneben)[0] if ordner.name == str(jahr) and daneben.is_dir() else []


def _jahr_fehlt(lauf: Lauf) -> str:
    return (
        f"Zu {', '.join(f'„{name}“' for name in lauf.dateien)} steht das Jahr weder im Ordner noch im Dateinamen oder "
        "in der Tabelle. Bitte mit --jahr angeben."
    )


def _befund_zum_jahr(lauf: Lauf) -> list[dict[str, Any]]:
    if not lauf.ohne_jahr_unbrauchbar:
        return []
    befund = {
        "stufe": "fehler",
        "datei": lauf.dateien[0],
        "regel": "jahr_unbekannt",
        "meldung": _jahr_fehlt(lauf),
    }
    return [dict.fromkeys(_BEFUND) | befund]


def _je_blatt(tabellen: Tabellen) -> list[dict[str, Any]]:
    ort = ["quelle_datei", "quelle_blatt"]
    fach = [
        getattr(tabellen, name).select(ort)
        for name in Tabellen.members()
        if name not in KEINE_FACHTABELLE | {"termin"}
    ]
    # A Termin expected by the Rhythmus names a cell of the Angebotsliste, and is no row of that list.
    angebotslisten = tabellen.quelle.filter(pl.col("art") == "angebot").select("datei", "blatt")
    fach.append(
        tabellen.termin.select(ort).join(angebotslisten, how="anti", left_on=ort, right_on=["datei", "blatt"])
    )
    zeilen = {(d, b): n for d, b, n in pl.concat(fach).group_by(ort).len().iter_rows()}
    anzahl = tabellen.teilnahme.filter("summand").group_by(ort).agg(pl.col("anzahl").sum())
    summen = {(d, b): n for d, b, n in anzahl.iter_rows()}
    return [
        {
            **{name: blatt[name] for name in ("datei", "blatt", "art", *_BILANZ)},
            "zeilen": zeilen.get((blatt["datei"], blatt["blatt"]), 0),
            "summe_teilnahme": summen.get((blatt["datei"], blatt["blatt"]), 0),
        }
        for blatt in tabellen.quelle.iter_rows(named=True)
    ]
