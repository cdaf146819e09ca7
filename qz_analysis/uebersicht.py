"""The page `outputs/index.html`: every finished Auswertung and Vergleich, its main figures and its files."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from qz_analysis.config import Konfiguration
from qz_analysis.paths import Arbeitsbereich
from qz_analysis.report.ablage import write_atomic

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from qz_analysis.show.uebersicht import Auswertung

DATEIEN: Final = {
    "html": "lesen",
    "pdf": "drucken (PDF)",
    "docx": "weiterschreiben (Word)",
    "xlsx": "rechnen (Excel)",
}
LEER: Final = "Noch gibt es keine Auswertung. Sie entsteht mit `qz bericht JAHR`."


def schreibe_uebersicht(bereich: Arbeitsbereich, konfiguration: Konfiguration) -> Path:
    """Write the overview of what lies in `outputs` and return its file.

    It is made of the finished files alone: what a report keeps secret is not known here.
    """
    from qz_analysis.report.html import BerichtHtmlExporter

    ziel = bereich.wurzel / "outputs" / "index.html"
    write_atomic(ziel, BerichtHtmlExporter().from_notebook_node(_notebook(bereich, konfiguration))[0])
    return ziel


def _notebook(bereich: Arbeitsbereich, konfiguration: Konfiguration) -> "NotebookNode":
    from nbformat import v4

    from qz_analysis.show.uebersicht import uebersichtsdiagramme, uebersichtstabelle

    ordner = bereich.wurzel / "outputs"
    auswertungen = {
        pfad.parent: a
        for pfad in sorted(ordner.glob("*/*/manifest.json"))
        if (a := _lies(pfad, konfiguration))
    }
    alle = list(auswertungen.values())
    teile: list[str | list[Any]] = ["# Auswertungen"]
    if not alle:
        teile.append(LEER)
    for name in dict.fromkeys(a.name for a in alle):
        zeilen = [
            f"- **{a.jahr}:** {_verweise(pfad, ordner, f'Jahresauswertung {name} {a.jahr}')}"
            for pfad, a in auswertungen.items() if a.name == name
        ]  # fmt: skip
        teile.append(f"## {_schlicht(name)}\n\n" + "\n".join(zeilen))
    if vergleiche := sorted(ordner.glob("vergleich/*/manifest.json")):
        zeilen = [f"- {_verweise(p.parent, ordner, _vergleichsname(p, konfiguration))}" for p in vergleiche]
        teile.append("## Vergleiche\n\n" + "\n".join(zeilen))
    if alle:
        teile += ["## Im Überblick", [uebersichtstabelle(alle), *uebersichtsdiagramme(alle)]]
    nb = v4.new_notebook()
    for nummer, teil in enumerate(teile):
        if isinstance(teil, str):
            zelle = v4.new_markdown_cell(teil)
        else:
            ausgaben = [v4.new_output("display_data", data=b._repr_mimebundle_()) for b in teil]
            zelle = v4.new_code_cell("", outputs=ausgaben)
        zelle["id"] = f"teil-{nummer}"
        nb.cells.append(zelle)
    nb.metadata["qz"] = {
        "titel": "Auswertungen",
        "unvollstaendig": any(not a.vollstaendig for a in alle),
        "beispieldaten": any(a.beispiel for a in alle),
    }
    return nb


def _lies(manifest: Path, konfiguration: Konfiguration) -> "Auswertung | None":
    """Return what a report published, or None where its files are not those of a report."""
    import polars as pl

    from qz_analysis.figures.kennzahl import KENNZAHLEN
    from qz_analysis.figures.wert import Wert
    from qz_analysis.model.anzahl import Anzahl
    from qz_analysis.show.uebersicht import HAUPT, Auswertung

    angaben = json.loads(manifest.read_text("utf-8"))
    tabelle = manifest.with_name("kennzahlen.parquet")
    if not {"standort", "jahr"} <= angaben["parameter"].keys() or not tabelle.is_file():
        return None
    einzeln = {name: KENNZAHLEN[name].kennzahl.bezeichnung for name in HAUPT}
    zeilen = pl.read_parquet(tabelle).filter(
        pl.col("gruppierung").is_null(), pl.col("kennzahl").is_in(list(einzeln))
    )
    werte = {}
    for z in zeilen.iter_rows(named=True):
        if z["bezeichnung"] == einzeln[z["kennzahl"]]:
            anzahl = None
            if z["genauigkeit"] is not None:
                ist_mittel = z["kennzahl"] == "besuche_je_oeffnungstag"
                anzahl = Anzahl(z["wert"], z["min"], z["max"], z["genauigkeit"], ist_mittel)
            werte[z["kennzahl"]] = Wert(
                anzahl,
                abdeckung=z["abdeckung"],
                beispiel=bool(z["beispiel"]),
                geheim=bool(z["geheim"]),
                fehler=z["fehler"] or "" if "fehler" in z else "",  # older reports lack the column
            )
    standort = str(angaben["parameter"]["standort"])
    return Auswertung(
        standort,
        konfiguration.zu(standort).name,
        int(angaben["parameter"]["jahr"]),
        angaben["vollstaendig"],
        werte,
    )


def _verweise(ordner: Path, ab: Path, name: str) -> str:
    """Return links to the files of a report; what each is called tells it from all others on the page."""
    pfad = ordner.relative_to(ab).as_posix()
    return " · ".join(f"[{_schlicht(name)} {wort}]({pfad}/{datei.name})" for datei, wort in _dateien(ordner))


def _dateien(ordner: Path) -> Iterator[tuple[Path, str]]:
    for endung, wort in DATEIEN.items():
        for name in ("jahresauswertung", "vergleich", "kennzahlen"):
            datei = ordner / f"{name}.{endung}"
            if datei.is_file():
                yield datei, wort


def _vergleichsname(manifest: Path, konfiguration: Konfiguration) -> str:
    parameter = json.loads(manifest.read_text("utf-8"))["parameter"]
    namen = [konfiguration.zu(standort).name for standort in str(parameter["standorte"]).split(",")]
    return f"Vergleich {', '.join(namen)}, {', '.join(str(parameter['jahre']).split(','))}"


def _schlicht(text: str) -> str:
    """Return a name from `qz.toml` as Markdown that is nothing but text."""
    return "".join(f"\\{z}" if z in "\\`*_{}[]()#+-.!<>&|~" else z for z in text)
