"""Concerns that citizens raised, and which goals answer them. They are no survey and stand for nobody else."""

from dataclasses import dataclass
from typing import Any, Final

import narwhals.stable.v2 as nw
import polars as pl

from qz_analysis.clean.anliegen import TRENNER
from qz_analysis.figures.bestand import ORT, Bestand
from qz_analysis.figures.kennzahl import kennzahl
from qz_analysis.figures.mass import Anteil, Zeilenzahl
from qz_analysis.figures.messung import Messung
from qz_analysis.model.anzahl import Anzahl

ANLIEGEN: Final = (*ORT, "anliegen_id")
KAPITEL_2: Final = "Sachbericht 2021, Kapitel 2.2"
GRUPPEN: Final = ("anliegen_thema", "kanal")


@dataclass(frozen=True)
class Zielnennung:
    """A goal that answers a concern; `status` is None for one of the next year."""

    jahr: int
    ziel_id: str
    handlungsziel: str
    status: str | None


@dataclass(frozen=True)
class Antwort:
    """A concern with the goals of its Jahr and of the next one that answer it.

    `geplant` says whether there are goals of the next Jahr at all: without them nothing is known about `folgeziele`.
    `lesart` marks links that the report doesn't make.
    """

    anliegen_id: str
    anliegen: str
    thema: str | None
    kanal: str | None
    anzahl: Anzahl | None
    ziele: tuple[Zielnennung, ...]
    folgeziele: tuple[Zielnennung, ...]
    geplant: bool
    lesart: bool
    bemerkung: str | None


@kennzahl(
    "Anliegen der Bürger*innen (nicht repräsentativ)",
    "Anliegen",
    "Anliegen, die Bürgerinnen und Bürger an das Team herangetragen haben; jedes zählt einmal, gleich wie oft es genannt wurde. "
    "Sie sind nicht methodisch erhoben und nicht repräsentativ.",
    thema="Beteiligung",
    zaehler="verschiedene Anliegen",
    gruppen=GRUPPEN,
    quelle=KAPITEL_2,
)
def anliegen(b: Bestand) -> Messung:
    """Concerns raised."""
    return Messung(b["anliegen"], Zeilenzahl())


@kennzahl(
    "Anliegen mit Ziel im Folgejahr (nicht repräsentativ)",
    "Anteil",
    "Anliegen, auf die mindestens ein Ziel des folgenden Jahres antwortet, geteilt durch alle Anliegen. Ohne Zielmatrix des "
    "Folgejahrs: keine Angabe. Die Anliegen sind nicht methodisch erhoben und nicht repräsentativ.",
    thema="Beteiligung",
    zaehler="Anliegen mit einem Ziel im Folgejahr",
    nenner="alle Anliegen",
    gruppen=GRUPPEN,
)
def anliegen_beantwortet(b: Bestand) -> Messung:
    """Share of concerns that a goal of the following year answers. A number that no goal has answers nothing."""
    folge = b["ziel_folgejahr"].select(
        "standort", (nw.col("jahr") - 1).cast(nw.Int32).alias("jahr"), "ziel_id"
    )
    nummern = (
        b["anliegen"]
        .filter(~nw.col("ziel_folgejahr").is_null())
        .select(*ANLIEGEN, nw.col("ziel_folgejahr").str.split(TRENNER).alias("ziel_id"))
        .explode("ziel_id")
    )
    beantwortet = nummern.join(folge, on=[*ORT, "ziel_id"], how="inner").select(*ANLIEGEN).unique()
    geplant = folge.select(*ORT).unique()
    zeilen = (
        b["anliegen"]
        .join(beantwortet.with_columns(nw.lit(1).alias("ja")), on=list(ANLIEGEN), how="left")
        .join(geplant.with_columns(nw.lit(1).alias("geplant")), on=list(ORT), how="left")
        .with_columns(
            nw.when(~nw.col("geplant").is_null()).then(~nw.col("ja").is_null()).alias("beantwortet")
        )
    )
    return Messung(zeilen, Anteil("beantwortet"), lesart=("Ziel",))


def antworten(b: Bestand) -> tuple[Antwort, ...]:
    """Return every concern with the goals that answer it, in the order of the list; goals that don't exist are left out."""
    ziele = _ziele(b, "ziel") | _ziele(b, "ziel_folgejahr")
    geplant = set(b.tabelle("ziel_folgejahr").select("standort", pl.col("jahr") - 1).iter_rows())
    return tuple(
        Antwort(
            z["anliegen_id"],
            z["anliegen"],
            z["thema"],
            z["kanal"],
            _anzahl(z),
            _nennungen(z["ziel"], z["standort"], z["jahr"], ziele),
            _nennungen(z["ziel_folgejahr"], z["standort"], z["jahr"] + 1, ziele),
            (z["standort"], z["jahr"]) in geplant,
            "ziel" in (z["unsicher"] or "").casefold(),
            z["bemerkung"],
        )
        for z in b.tabelle("anliegen").sort(*ORT, _nummer(), "anliegen_id").iter_rows(named=True)
    )


def _nummer() -> pl.Expr:
    """Return the number that an id begins with, so that "10" follows "9"."""
    return pl.col("anliegen_id").str.extract(r"^(\d+)").cast(pl.Int32, strict=False)


def _ziele(b: Bestand, tabelle: str) -> dict[tuple[str, int, str], Zielnennung]:
    return {
        (z["standort"], z["jahr"], z["ziel_id"]): Zielnennung(
            z["jahr"], z["ziel_id"], z["handlungsziel"], z["status"]
        )
        for z in b.tabelle(tabelle).iter_rows(named=True)
    }


def _nennungen(
    nummern: str | None, standort: str, jahr: int, ziele: dict[tuple[str, int, str], Zielnennung]
) -> tuple[Zielnennung, ...]:
    gefunden = (ziele.get((standort, jahr, nummer)) for nummer in (nummern or "").split(TRENNER))
    return tuple(ziel for ziel in gefunden if ziel)


def _anzahl(z: dict[str, Any]) -> Anzahl | None:
    if z["anzahl_min"] is None:
        return None
    return Anzahl(z["anzahl"], z["anzahl_min"], z["anzahl_max"], z["genauigkeit"])
