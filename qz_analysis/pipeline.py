"""The whole path on one page: raw files -> tables -> notebooks -> report."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qz_analysis.auftrag import Auftrag, Bericht, Melde, erstelle
from qz_analysis.config import lade_konfiguration
from qz_analysis.errors import ParameterFehler
from qz_analysis.paths import arbeitsbereich

if TYPE_CHECKING:
    from qz_analysis.figures.bestand import Bestand

HAUPT = "00_jahresauswertung"
KAPITEL = ("02_kennzahlen", "03_zielerreichung", "04_belegungsplan", "05_teilnahme", "01_datenaufbereitung")
VERGLEICH = "07_vergleich"
MINDESTENS_ZWEI = 2


def bericht(
    jahr: int,
    standort: str | None = None,
    *,
    melde: Melde = lambda schritt, anteil: None,
    neu: bool = False,
    im_stapel: bool = False,
) -> Bericht:
    """Make the Jahresauswertung of a Standort and Jahr and return what was written.

    What has not changed since the last run is not made again, unless `neu` asks for it. One of many,
    `im_stapel`, takes one core and leaves the overview of all reports to whoever asked for them.

    A notebook or export that fails does not stop the others: the report is marked UNVOLLSTÄNDIG and `fehler`
    says what is missing. `melde` is told each step and the share that is done. Raises ParameterFehler and
    EingabeFehler before a kernel starts.
    """
    bereich = arbeitsbereich()
    konfiguration = lade_konfiguration(bereich.konfiguration)
    standort = standort or konfiguration.standort
    bereich.rohdaten(standort, jahr)

    def lies() -> "Bestand":
        from qz_analysis.daten import bestand, einlesen

        return bestand(einlesen(jahr, standort, bereich), konfiguration)

    def lade() -> "Bestand":
        from qz_analysis.daten import lade

        return lade(jahr, standort)

    def dateien(b: "Bestand", angaben: dict[str, Any]) -> dict[str, Callable[[], bytes]]:
        from qz_analysis import belegungskalender
        from qz_analysis.figures.abfragematrix import beantworte, fassung_von
        from qz_analysis.figures.kennzahlentabelle import kennzahlentabelle
        from qz_analysis.figures.kjh import hat_meldungen
        from qz_analysis.kjh import DATEI, kjh_mappe
        from qz_analysis.report.xlsx import xlsx
        from qz_analysis.show.arbeitsblaetter import Mappe, arbeitsblaetter

        mappe = Mappe(
            angaben["standort"],
            jahr,
            tuple(angaben["traeger"]),
            angaben["datenstand"],
            fassung_von(b, jahr),
            unvollstaendig=angaben["unvollstaendig"],
        )
        posten = beantworte(b, mappe.fassung)

        def mappe_der_kennzahlen() -> bytes:
            return xlsx(arbeitsblaetter(b, posten, mappe), titel=mappe.titel, fuss=angaben["laufkopf"])

        def tabelle() -> bytes:
            inhalt = io.BytesIO()
            kennzahlentabelle(posten, standort, jahr).write_parquet(inhalt)
            return inhalt.getvalue()

        def kalender() -> bytes:
            name = f"Belegungsplan {angaben['laufkopf']}"
            return belegungskalender.belegungskalender(b, standort, jahr, name, konfiguration.oeffnung)

        return {
            **({DATEI: lambda: kjh_mappe(b, mappe)} if jahr % 2 and hat_meldungen(b) else {}),
            **({belegungskalender.DATEI: kalender} if len(b.tabelle("belegung")) else {}),
            "kennzahlen.xlsx": mappe_der_kennzahlen,
            "kennzahlen.parquet": tabelle,
        }

    angaben = {
        "jahr": jahr,
        "standort": konfiguration.zu(standort).name,
        "traeger": list(konfiguration.zu(standort).traeger),
        "laufkopf": f"{konfiguration.zu(standort).name} {jahr}",
        "datum": _datum([bereich.rohdaten(standort, jahr)]),
    }
    return erstelle(
        bereich,
        Auftrag(
            HAUPT, KAPITEL, {"jahr": jahr, "standort": standort}, bereich.outputs(standort, jahr), "jahresauswertung",
            angaben, bereich.merkzettel(standort, str(jahr)), lambda: bereich.listen(standort, jahr),
            (bereich.processed(standort, jahr),), lies, lade, dateien,
        ),
        melde,
        neu=neu,
        im_stapel=im_stapel,
    )  # fmt: skip


def vergleich(
    jahre: Sequence[int],
    standorte: Sequence[str] = (),
    *,
    melde: Melde = lambda schritt, anteil: None,
    neu: bool = False,
) -> Bericht:
    """Make the comparison of some Jahre and Standorte (without any: the one of `qz.toml`); as `bericht` otherwise.

    The lists are read again where any of them has changed.
    """
    bereich = arbeitsbereich()
    konfiguration = lade_konfiguration(bereich.konfiguration)
    standorte = list(dict.fromkeys(standorte)) or [konfiguration.standort]
    jahre = sorted(set(jahre))
    if len(jahre) * len(standorte) < MINDESTENS_ZWEI:
        raise ParameterFehler(
            "Zum Vergleichen braucht es zwei Jahre oder zwei Standorte, zum Beispiel „qz vergleich 2021 2022“ oder "
            "„qz vergleich 2021 --standort nord,sued“."
        )
    for standort in standorte:
        for jahr in jahre:
            bereich.rohdaten(standort, jahr)

    def lies() -> "Bestand":
        from qz_analysis.daten import einlesen

        for standort, jahr in orte:
            einlesen(jahr, standort, bereich)
        return lade()

    def lade() -> "Bestand":
        from qz_analysis.daten import lade_mehrere

        return lade_mehrere(jahre, standorte)

    def dateien(b: "Bestand", angaben: dict[str, Any]) -> dict[str, Callable[[], bytes]]:
        from qz_analysis.figures.jahresvergleich import vergleiche_jahre
        from qz_analysis.report.xlsx import xlsx
        from qz_analysis.show.vergleichsblaetter import vergleichsblaetter

        def mappe() -> bytes:
            blaetter = vergleichsblaetter(vergleiche_jahre(b))
            return xlsx(blaetter, titel=angaben["laufkopf"], fuss=angaben["laufkopf"])

        return {"vergleich.xlsx": mappe}

    zeit = ", ".join(map(str, jahre))
    angaben = {
        "jahr": zeit,
        "standort": ", ".join(konfiguration.zu(standort).name for standort in standorte),
        "traeger": list(dict.fromkeys(t for s in standorte for t in konfiguration.zu(s).traeger)),
        "laufkopf": f"Vergleich {zeit}",
        "datum": _datum([bereich.rohdaten(standort, jahr) for standort in standorte for jahr in jahre]),
    }
    orte = [(s, j) for s in standorte for j in jahre]
    ordner = bereich.vergleich(standorte, jahre)
    parameter = {"jahre": ",".join(map(str, jahre)), "standorte": ",".join(standorte)}
    return erstelle(
        bereich,
        Auftrag(
            VERGLEICH, (), parameter, ordner, "vergleich", angaben, bereich.merkzettel("vergleich", ordner.name),
            lambda: sorted({p for s, j in orte for p in bereich.listen(s, j)}), tuple(bereich.processed(s, j) for s, j in orte),
            lies, lade, dateien,
        ),
        melde,
        neu=neu,
    )  # fmt: skip


def _datum(ordner: Sequence[Path]) -> str:
    """Return the day the lists were saved last, "" where none tells: an archive wants a date, and the clock has no say."""
    from qz_analysis.read.speicherdatum import zuletzt_gespeichert

    tag = zuletzt_gespeichert(ordner)
    return tag.isoformat() if tag else ""
