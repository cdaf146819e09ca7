"""A folder of a report -> what in it gives anybody away."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from qz_analysis.errors import QzFehler
from qz_analysis.pruefung.angriff import Fund, greife_an
from qz_analysis.pruefung.aussage import Aussage, Stelle
from qz_analysis.pruefung.prosa import Prosa, aus_prosa
from qz_analysis.pruefung.schriftstuecke import lies_docx, lies_json, lies_pdf, lies_text
from qz_analysis.pruefung.seiten import lies_html, lies_svg
from qz_analysis.pruefung.tabellen import aenderungen, lies_parquet, lies_xlsx

# What a table or a chart would call its rows if they were about persons.
PERSONENFELDER: Final = frozenset(
    {"pseudonym", "kürzel", "kuerzel", "kennung", "person", "vorname", "nachname"}
)
GENANNT: Final = 5  # findings in the sentence of an error; the command names all
_FELD: Final = re.compile(r'"(\w+)":')


class GeheimhaltungFehler(QzFehler):
    """Raised when exported files give away a count of too few persons: they must not be published."""

    exit_code = 3


@dataclass(frozen=True)
class Pruefung:
    """What an audit read and found: files, statements, different counts of persons, how many of them are secret, and findings."""

    dateien: int
    aussagen: int
    zahlen: int
    geheim: int
    funde: tuple[Fund, ...]


def pruefe(ordner: Path, k: int, gerechnet: Iterable[Path] = ()) -> Pruefung:
    """Return what the files of a folder, read together, give away of counts of fewer than k persons.

    `gerechnet` are executed notebooks that lie elsewhere.
    """
    pfade = {p.relative_to(ordner).as_posix(): p for p in sorted(ordner.rglob("*")) if p.is_file()}
    pfade |= {p.name: p for p in gerechnet}
    aussagen: list[Aussage] = []
    texte: list[Prosa] = []

    def nimm(gelesen: Iterable[Aussage | Prosa]) -> None:
        for g in gelesen:
            if isinstance(g, Prosa):
                texte.append(g)
            else:
                aussagen.append(g)

    for name, p in pfade.items():
        nimm(_lies(p, name))
    gruppen: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for a in aussagen:
        gruppen[a.stelle.kennzahl, a.stelle.je].add(a.stelle.gruppe)
    for name, p in pfade.items():
        if p.suffix == ".pdf":
            nimm(lies_pdf(p, name, gruppen))
    aussagen += aus_prosa(texte, aussagen)
    differenzen = [d for p in pfade.values() if p.suffix == ".xlsx" for d in aenderungen(p)]
    funde = [*_personenzeilen(pfade), *greife_an(aussagen, k, differenzen)]
    geheim = {a.stelle for a in aussagen if a.geheim}
    return Pruefung(len(pfade), len(aussagen), len({a.stelle for a in aussagen}), len(geheim), tuple(funde))


def sichere(ordner: Path, k: int, gerechnet: Iterable[Path] = ()) -> Pruefung:
    """Return what an audit found in a folder and in `gerechnet`, executed notebooks; raises GeheimhaltungFehler where that is
    anything.
    """
    pruefung = pruefe(ordner, k, gerechnet)
    if pruefung.funde:
        genannt = " ".join(map(str, pruefung.funde[:GENANNT]))
        weitere = len(pruefung.funde) - GENANNT
        raise GeheimhaltungFehler(
            f"Der Bericht verriete Zahlen über weniger als {k} Personen und wird nicht veröffentlicht. {genannt}"
            f"{f' Und {weitere} weitere.' if weitere > 0 else ''} Bitte die Notebooks prüfen: Was sie zusätzlich zeigen, darf "
            "mit dem Übrigen keine kleine Zahl ergeben."
        )
    return pruefung


def _lies(pfad: Path, name: str) -> Iterable[Aussage | Prosa]:
    leser = {
        ".ipynb": lies_json,
        ".json": lies_json,
        ".ics": lies_text,
        ".html": lies_html,
        ".xlsx": lies_xlsx,
        ".parquet": lies_parquet,
        ".svg": lies_svg,
        ".docx": lies_docx,
    }.get(pfad.suffix)
    return leser(pfad, name) if leser else ()


def _personenzeilen(pfade: Mapping[str, Path]) -> Iterator[Fund]:
    """Yield files that have a field of persons in a table or in the data of a chart."""
    for name, pfad in pfade.items():
        if felder := PERSONENFELDER & set(_felder(pfad)):
            yield Fund(Stelle("zeilen"), f"{name} enthält Zeilen über Personen (Feld „{min(felder)}“).")


def _felder(pfad: Path) -> Iterator[str]:
    if pfad.suffix == ".parquet":
        import polars as pl

        yield from (s.casefold() for s in pl.read_parquet_schema(pfad))
    elif pfad.suffix == ".html":
        for skript in re.findall(
            r'<script type="application/json"[^>]*>(.*?)</script>', pfad.read_text("utf-8"), re.S
        ):
            yield from (feld.casefold() for feld in _FELD.findall(skript))
        for kopf in re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', pfad.read_text("utf-8")):
            yield kopf.strip().casefold()
    elif pfad.suffix in (".ipynb", ".json"):
        inhalt = json.loads(pfad.read_text("utf-8"))
        zellen = inhalt.get("cells") if isinstance(inhalt, dict) else None
        gesagt = inhalt if zellen is None else [z.get("outputs", ()) for z in zellen]
        yield from (feld.casefold() for feld in _FELD.findall(json.dumps(gesagt)))
