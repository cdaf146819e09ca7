"""The files of a report -> what in them gives anybody away."""

import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from qz_analysis.errors import QzFehler
from qz_analysis.pruefung.angriff import Fund, greife_an
from qz_analysis.pruefung.aussage import Aussage, Stelle
from qz_analysis.pruefung.prosa import Prosa, aus_prosa
from qz_analysis.pruefung.schriftstuecke import lies_docx, lies_json, lies_pdf, lies_text, pdf_zeilen
from qz_analysis.pruefung.seiten import lies_html, lies_svg
from qz_analysis.pruefung.tabellen import aenderungen, aus_mappe, blaetter_von, lies_parquet

# What a table or a chart would call its rows if they were about persons.
PERSONENFELDER: Final = frozenset(
    {"pseudonym", "kürzel", "kuerzel", "kennung", "person", "vorname", "nachname"}
)
GENANNT: Final = 5  # findings in the sentence of an error; the command names all
_FELD: Final = re.compile(r'"(\w+)":')
LESER: Final[Mapping[str, Callable[[bytes, str], Iterator[Aussage | Prosa]]]] = {
    ".ipynb": lies_json,
    ".json": lies_json,
    ".ics": lies_text,
    ".html": lies_html,
    ".parquet": lies_parquet,
    ".svg": lies_svg,
    ".docx": lies_docx,
}


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


@dataclass(frozen=True)
class Gelesen:
    """What one file says: statements and texts, the two counts of each difference, the names of fields; of a PDF its lines."""

    name: str
    aussagen: tuple[Aussage, ...] = ()
    texte: tuple[Prosa, ...] = ()
    aenderungen: tuple[tuple[Stelle, Stelle], ...] = ()
    felder: frozenset[str] = frozenset()
    seiten: tuple[Sequence[str], ...] = ()


def lies(name: str, inhalt: bytes) -> Gelesen:
    """Return what a file says by itself; `name` says what kind of file it is."""
    endung = PurePosixPath(name).suffix
    felder = frozenset(_felder(endung, inhalt))
    if endung == ".pdf":
        return Gelesen(name, seiten=tuple(pdf_zeilen(inhalt)))
    if endung == ".xlsx":
        blaetter = blaetter_von(inhalt)
        return Gelesen(name, tuple(aus_mappe(blaetter, name)), (), tuple(aenderungen(blaetter)))
    gelesen = list(LESER[endung](inhalt, name)) if endung in LESER else []
    return Gelesen(name, *_sortiert(gelesen), felder=felder)


def pruefe(ordner: Path, k: int) -> Pruefung:
    """Return what the files of a folder, read together, give away of counts of fewer than k persons."""
    pfade = sorted(p for p in ordner.rglob("*") if p.is_file())
    return pruefe_zusammen((lies(p.relative_to(ordner).as_posix(), p.read_bytes()) for p in pfade), k)


def pruefe_zusammen(dateien: Iterable[Gelesen], k: int) -> Pruefung:
    """Return what files that were read, taken together, give away of counts of fewer than k persons."""
    dateien = list(dateien)
    aussagen = [a for d in dateien for a in d.aussagen]
    texte = [t for d in dateien for t in d.texte]
    gruppen: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for a in aussagen:
        gruppen[a.stelle.kennzahl, a.stelle.je].add(a.stelle.gruppe)
    for d in dateien:
        weitere, saetze = _sortiert(lies_pdf(d.seiten, d.name, gruppen))
        aussagen += weitere
        texte += saetze
    aussagen += aus_prosa(texte, aussagen)
    funde = [*_personenzeilen(dateien), *greife_an(aussagen, k, (x for d in dateien for x in d.aenderungen))]
    geheim = {a.stelle for a in aussagen if a.geheim}
    return Pruefung(len(dateien), len(aussagen), len({a.stelle for a in aussagen}), len(geheim), tuple(funde))


def sichere(dateien: Iterable[Gelesen], k: int) -> Pruefung:
    """Return what an audit of files found; raises GeheimhaltungFehler where that is anything."""
    pruefung = pruefe_zusammen(dateien, k)
    if pruefung.funde:
        genannt = " ".join(map(str, pruefung.funde[:GENANNT]))
        weitere = len(pruefung.funde) - GENANNT
        raise GeheimhaltungFehler(
            f"Der Bericht verriete Zahlen über weniger als {k} Personen und wird nicht veröffentlicht. {genannt}"
            f"{f' Und {weitere} weitere.' if weitere > 0 else ''} Bitte die Notebooks prüfen: Was sie zusätzlich zeigen, darf "
            "mit dem Übrigen keine kleine Zahl ergeben. Ein Satz, der aus einer Liste stammt, ist dort zu ändern."
        )
    return pruefung


def _sortiert(gelesen: Iterable[Aussage | Prosa]) -> tuple[tuple[Aussage, ...], tuple[Prosa, ...]]:
    alle = list(gelesen)
    aussagen = tuple(g for g in alle if isinstance(g, Aussage))
    return aussagen, tuple(g for g in alle if isinstance(g, Prosa))


def _personenzeilen(dateien: Iterable[Gelesen]) -> Iterator[Fund]:
    """Yield files that have a field of persons in a table or in the data of a chart."""
    for d in dateien:
        if felder := PERSONENFELDER & d.felder:
            yield Fund(Stelle("zeilen"), f"{d.name} enthält Zeilen über Personen (Feld „{min(felder)}“).")


def _felder(endung: str, inhalt: bytes) -> Iterator[str]:
    if endung == ".parquet":
        import polars as pl

        yield from (s.casefold() for s in pl.read_parquet_schema(io.BytesIO(inhalt)))
    elif endung == ".html":
        seite = inhalt.decode("utf-8")
        for skript in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', seite, re.S):
            yield from (feld.casefold() for feld in _FELD.findall(skript))
        for kopf in re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', seite):
            yield kopf.strip().casefold()
    elif endung in (".ipynb", ".json"):
        daten = json.loads(inhalt)
        zellen = daten.get("cells") if isinstance(daten, dict) else None
        gesagt = daten if zellen is None else [z.get("outputs", ()) for z in zellen]
        yield from (feld.casefold() for feld in _FELD.findall(json.dumps(gesagt)))
