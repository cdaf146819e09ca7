"""`qz kjh`: the lists of an odd year -> a workbook for the KJH-Statistik Teil II."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qz_analysis.config import lade_konfiguration
from qz_analysis.errors import ParameterFehler
from qz_analysis.paths import arbeitsbereich
from qz_analysis.report.ablage import write_atomic

if TYPE_CHECKING:
    from qz_analysis.figures.bestand import Bestand
    from qz_analysis.show.arbeitsblaetter import Mappe

DATEI = "kjh_statistik.xlsx"


def schreibe_kjh(jahr: int, standort: str | None = None, vertraulich: Path | None = None) -> Path:
    """Read the lists of a Standort and an odd Jahr and write the workbook into its outputs; return the file.

    With `vertraulich` nothing is suppressed, and the workbook goes into that file instead. Raises ParameterFehler for an
    even year and for a `vertraulich` among the outputs, EingabeFehler where the lists can't be read.
    """
    from qz_analysis.daten import bestand, einlesen
    from qz_analysis.figures.abfragematrix import fassung_von
    from qz_analysis.figures.bestand import Bestand
    from qz_analysis.figures.kjh import pruefe_kjh_jahr
    from qz_analysis.show.arbeitsblaetter import Mappe, datenstand

    pruefe_kjh_jahr(jahr)
    bereich = arbeitsbereich()
    if vertraulich and vertraulich.resolve().is_relative_to((bereich.wurzel / "outputs").resolve()):
        raise ParameterFehler(
            f"„{vertraulich.name}“ läge unter „outputs“, von wo weitergegeben wird, und enthielte kleine Zahlen. Bitte mit "
            "--vertraulich eine Datei außerhalb nennen."
        )
    konfiguration = lade_konfiguration(bereich.konfiguration)
    standort = standort or konfiguration.standort
    tabellen = einlesen(jahr, standort, bereich)
    b = bestand(tabellen, konfiguration)
    ort = konfiguration.zu(standort)
    mappe = Mappe(ort.name, jahr, ort.traeger, datenstand(b), fassung_von(b, jahr))
    if vertraulich:
        b = Bestand(tabellen, replace(b.einstellungen, k=1))
    ziel = vertraulich or bereich.outputs(standort, jahr) / DATEI
    write_atomic(ziel, kjh_mappe(b, mappe, vertraulich=bool(vertraulich)))
    return ziel


def kjh_mappe(b: "Bestand", mappe: "Mappe", *, vertraulich: bool = False) -> bytes:
    """Return the workbook for the Jahr of `mappe`."""
    from qz_analysis.figures.kjh import kjh_statistik
    from qz_analysis.report.xlsx import xlsx
    from qz_analysis.show.kjhblaetter import kjh_blaetter

    statistik = kjh_statistik(b, mappe.jahr, mappe.traeger)
    blaetter = kjh_blaetter(statistik, mappe, b.einstellungen.k, vertraulich=vertraulich)
    fuss = f"{'VERTRAULICH ' if vertraulich else ''}{mappe.standort} {mappe.jahr}"
    return xlsx(blaetter, titel=f"KJH-Statistik Teil II {mappe.standort} {mappe.jahr}", fuss=fuss)
