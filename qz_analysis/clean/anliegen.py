"""Lists of concerns that citizens raised -> anliegen, and whether there are the goals they name."""

import re
from typing import Any, Final

import polars as pl

from qz_analysis.clean.aktivitaet import lies_zeitraum
from qz_analysis.clean.angebot import kodiert
from qz_analysis.clean.eintrag import grenzen, lies_anzahl
from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import Liste, Zeile, finde_jahr
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.model import werte
from qz_analysis.model.zielbezug import lies_bezuege

TRENNER: Final = "; "
_TEXT: Final = ("thema", "unsicher", "kapitel", "bemerkung")
_NUMMER: Final = re.compile(r"\d{1,3}(?:\.\d+)*")


def clean_anliegen(lesung: Lesung, liste: Liste, sammlung: Sammlung) -> None:
    """Add the concerns of a list; one without a number gets its place among all."""
    jahr = finde_jahr(lesung, sammlung.jahr, liste.kopf.zeile - 1)
    for zeile in liste.zeilen:
        name = lesung.nimm(zeile.felder["anliegen"])
        nummer, ziel = zeile.felder.get("anliegen_id"), zeile.felder.get("ziel")
        for spalte in ("anliegen_id", "ziel", *_TEXT):
            if spalte in zeile.felder:
                lesung.nimm(zeile.felder[spalte])
        zeitraum = lies_zeitraum(lesung, zeile, jahr)
        zahl = lies_anzahl(lesung, zeile.felder.get("anzahl"), sammlung.erklaerung.zeichen)
        alle = sammlung.zeilen["anliegen"]
        alle.append(
            {
                "anliegen_id": nummer.text if nummer else str(len(alle) + 1),
                "anliegen": name.text,
                "kanal": kodiert(lesung, zeile, "kanal", werte.ANLIEGEN_KANAL),
                "datum": zeitraum.von if zeitraum else None,
                "datum_bis": zeitraum.bis if zeitraum and zeitraum.bis != zeitraum.von else None,
                **grenzen(zahl, "anzahl"),
                "genauigkeit": zahl.genauigkeit if zahl else None,
                **_ziele(lesung, zeile, sammlung.jahr),
                "ziel_zelle": ziel.adresse if ziel else None,
                **{spalte: zeile.text(spalte) for spalte in _TEXT},
                **lesung.beleg(name),
            }
        )


def _ziele(lesung: Lesung, zeile: Zeile, jahr: int) -> dict[str, str | None]:
    """Return the numbers of goals of this Jahr and of the next one that a cell such as "2021: 3.2; 2022: 2.3; 2.5" names."""
    spalten = {jahr: "ziel", jahr + 1: "ziel_folgejahr"}
    nummern: dict[str, list[str]] = {spalte: [] for spalte in spalten.values()}
    zelle = zeile.felder.get("ziel")
    if zelle is None:
        return dict.fromkeys(nummern)
    for bezug in lies_bezuege(str(zelle.wert), jahr):
        if bezug.jahr not in spalten or not _NUMMER.fullmatch(bezug.ziel_id):
            lesung.weise_zurueck(
                zelle,
                "kein_zielbezug",
                f"„{zelle.text}“ nennt nicht nur Ziele von {jahr} und {jahr + 1}. Bitte Jahr und Nummern schreiben wie "
                f"„{jahr + 1}: 2.3; 2.5“; die Zelle wurde nicht übernommen.",
            )
            return dict.fromkeys(nummern)
        nummern[spalten[bezug.jahr]].append(bezug.ziel_id)
    return {spalte: TRENNER.join(liste) or None for spalte, liste in nummern.items()}


def unbekannte_ziele(anliegen: pl.DataFrame, spalte: str, ziele: pl.DataFrame) -> list[dict[str, Any]]:
    """Return a Befund for each number in `spalte` of `anliegen` that none of the `ziele` has.

    Where there is no goal at all, as before the next year is planned, nothing is known to be wrong.
    """
    bekannt = ziele["ziel_id"].to_list()
    if not bekannt:
        return []
    jahr = ziele["jahr"][0]
    return [
        {
            "stufe": "fehler",
            "datei": z["quelle_datei"],
            "blatt": z["quelle_blatt"],
            "zelle": z["ziel_zelle"],
            "wert": nummer,
            "regel": "ziel_unbekannt",
            "meldung": f"Das Anliegen {z['anliegen_id']} verweist auf Ziel {nummer} von {jahr}, das es nicht gibt. Am nächsten "
            f"liegt „{_naechste(nummer, bekannt)}“. Der Verweis zählt nicht; bitte berichtigen.",
        }
        for z in anliegen.filter(pl.col(spalte).is_not_null()).iter_rows(named=True)
        for nummer in z[spalte].split(TRENNER)
        if nummer not in bekannt
    ]


def _naechste(nummer: str, bekannt: list[str]) -> str:
    """Return the number that is nearest: of the same Orientierungsziel first, the smaller of two equally near."""
    gesucht = _glieder(nummer)
    return min(
        bekannt,
        key=lambda nr: ([abs(a - b) for a, b in zip(_glieder(nr), gesucht, strict=False)], _glieder(nr)),
    )


def _glieder(nummer: str) -> list[int]:
    return [int(glied) for glied in re.findall(r"\d+", nummer)]
