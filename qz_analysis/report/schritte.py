"""What was made of what, so that nothing is made twice: the steps of a run, each keyed by the content it depends on."""

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from qz_analysis.report.ablage import write_atomic

DATEI: Final = "schritte.json"
HOECHSTENS_GENANNT: Final = 4
_KEIN_PROGRAMM: Final = frozenset({".pyc", ".pyo"})


def pruefsumme(inhalt: bytes | str) -> str:
    """Return the SHA-256 of a content."""
    return hashlib.sha256(inhalt.encode() if isinstance(inhalt, str) else inhalt).hexdigest()


def dateisummen(dateien: Iterable[Path], ab: Path) -> dict[str, str]:
    """Return the checksums of files by their name below `ab`."""
    return {d.relative_to(ab).as_posix(): pruefsumme(d.read_bytes()) for d in sorted(dateien) if d.is_file()}


@cache
def programm() -> str:
    """Return the checksum of this package's own files and of the versions of all installed ones.

    Whatever is installed may show in a page, if only by how it rounds.
    """
    ordner = Path(__file__).parents[1]
    eigene = (d for d in ordner.rglob("*") if d.suffix not in _KEIN_PROGRAMM and "__pycache__" not in d.parts)
    # Name and version stand in the name of the folder; to read them from its files takes ten times as long.
    versionen = sorted({p.name for ort in sys.path for p in Path(ort).glob("*.dist-info")})
    return pruefsumme(json.dumps([dateisummen(eigene, ordner), versionen]))


@dataclass(frozen=True)
class Schritt:
    """One step of a run: whether it ran, and why or why not, in German."""

    name: str
    gelaufen: bool
    grund: str


@dataclass
class Schrittbuch:
    """The steps of the last run of a report, and those of this one. A damaged book counts as none."""

    ordner: Path
    neu: bool = False
    schritte: list[Schritt] = field(default_factory=list)
    _alt: dict[str, Any] = field(default_factory=dict)
    _jetzt: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            alt = json.loads((self.ordner / DATEI).read_text("utf-8"))
        except (OSError, ValueError):
            alt = {}
        self._alt = alt if isinstance(alt, dict) else {}

    def ist_noetig(self, name: str, teile: Mapping[str, str], da: Callable[[], bool] = lambda: True) -> bool:
        """Return whether a step has to run: asked to, never run, something it depends on changed, or its result is gone.

        `teile` names what it depends on as readers know it, with checksums. `da` tells whether its result is still there.
        """
        vorher = self._alt.get(name)
        self._jetzt[name] = {"teile": dict(teile)} | (
            {"dazu": vorher["dazu"]} if isinstance(vorher, dict) and "dazu" in vorher else {}
        )
        if self.neu:
            return self._melde(name, "verlangt mit --neu")
        if not isinstance(vorher, dict) or not isinstance(vorher.get("teile"), dict):
            return self._melde(name, "zum ersten Mal")
        if geaendert := _unterschied(vorher["teile"], teile):
            return self._melde(name, geaendert)
        if not da():
            return self._melde(name, "das Ergebnis fehlt oder wurde verändert")
        self.schritte.append(Schritt(name, gelaufen=False, grund="nichts hat sich geändert"))
        return False

    def laeuft_immer(self, name: str, grund: str) -> bool:
        """Return True: a step that may give something else though nothing it is known to depend on has changed."""
        self._jetzt.pop(name, None)
        return self._melde(name, f"läuft jedes Mal: {grund}")

    def _melde(self, name: str, grund: str) -> bool:
        self.schritte.append(Schritt(name, gelaufen=True, grund=grund))
        return True

    def dazu(self, name: str) -> Any:
        """Return what was noted of a step in the last run, None where nothing was."""
        eintrag = self._alt.get(name)
        return eintrag.get("dazu") if isinstance(eintrag, dict) else None

    def merke(self, name: str, teile: Mapping[str, str], dazu: Any = None) -> None:
        """Note what a step that ran depends on, as it turned out, and what else is to be known of it."""
        self._jetzt[name] = {"teile": dict(teile), "dazu": dazu}

    def vergiss(self, name: str) -> None:
        """Let a step run again next time, since it has failed."""
        self._jetzt.pop(name, None)

    def schreibe(self) -> None:
        """Keep the steps of this run for the next one."""
        write_atomic(
            self.ordner / DATEI, json.dumps(self._jetzt, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        )


def _unterschied(vorher: Mapping[str, str], jetzt: Mapping[str, str]) -> str:
    """Return what has changed between two keys as a German text, empty for nothing."""
    teile = []
    for wort, namen in (
        ("geändert", [n for n in jetzt if n in vorher and vorher[n] != jetzt[n]]),
        ("neu", [n for n in jetzt if n not in vorher]),
        ("weggefallen", [n for n in vorher if n not in jetzt]),
    ):
        if namen:
            mehr = (
                f" und {len(namen) - HOECHSTENS_GENANNT} weitere" if len(namen) > HOECHSTENS_GENANNT else ""
            )
            teile.append(f"{wort}: {', '.join(sorted(namen)[:HOECHSTENS_GENANNT])}{mehr}")
    return "; ".join(teile)
