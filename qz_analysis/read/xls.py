"""xls, Excel's format before 2007 -> sheets. The values come by way of python-calamine, what it leaves out from `biff`."""

import io

from qz_analysis.read.biff import Zusatz, lies_zusaetze
from qz_analysis.read.blatt import Bereich, Blatt
from qz_analysis.read.grenzen import Unlesbar
from qz_analysis.read.ole2 import KeinOle2, stroeme
from qz_analysis.read.paket import mit_kennwort
from qz_analysis.read.rohblatt import Rohblatt
from qz_analysis.read.spalten import Spalten, Vorrat, lies_zeilen
from qz_analysis.read.wert import ganz, ohne_mitternacht, text

NUR_WERTE = (
    "Von dieser alten Excel-Datei wurden nur die Werte gelesen; Formelfehler, Farben, Kommentare und ausgeblendete Zeilen "
    "lassen sich darin nicht erkennen: bitte als .xlsx speichern, wenn sie vorkommen."
)


def read_xls(inhalt: bytes, datei: str, sha256: str) -> list[Blatt]:
    """Return the sheets of an xls file in their order; empty sheets have no columns.

    Of files from before Excel 97 only the values are known, which the first sheet says. Raises Unlesbar where the
    file is damaged, needs a password or has no sheet, ZuGross where it holds too much.
    """
    # Loaded here, as hardly any folder holds such a file.
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    zusaetze = _zusaetze(inhalt)
    mappe = CalamineWorkbook.from_filelike(io.BytesIO(inhalt))
    beschreibungen = mappe.sheets_metadata
    bekannt = len(zusaetze) == len(beschreibungen)
    vorrat = Vorrat()
    blaetter: list[Blatt] = []
    for nummer, beschreibung in enumerate(beschreibungen):
        if beschreibung.typ is not SheetTypeEnum.WorkSheet:
            continue
        blatt = mappe.get_sheet_by_index(nummer)
        zusatz = zusaetze[nummer] if bekannt else Zusatz()
        # Rows are counted from the sheet's first, columns from the first that holds something.
        links = blatt.start[1] if blatt.start else 0
        roh = Rohblatt(
            Spalten(vorrat), beschreibung.name, beschreibung.visible is not SheetVisibleEnum.Visible
        )
        gelesen = lies_zeilen(blatt.iter_rows(), _wert, vorrat)
        roh.spalten.werte = {spalte + links: werte for spalte, werte in gelesen.items()}
        for (zeile, spalte), fehler in zusatz.fehler.items():
            roh.spalten.setze(zeile, spalte, fehler)
            roh.merke(zeile, spalte, None, "fehlerwert")
        roh.farben, roh.kommentare = zusatz.farben, zusatz.kommentare
        roh.versteckte_zeilen, roh.versteckte_spalten = zusatz.versteckte_zeilen, zusatz.versteckte_spalten
        roh.verbunden = [
            Bereich(z + 1, s + 1, z2 + 1, s2 + 1) for (z, s), (z2, s2) in blatt.merged_cell_ranges or []
        ]
        if not bekannt and not blaetter:
            roh.hinweise.append(NUR_WERTE)
        blaetter.append(roh.fertig(datei, sha256))
    if not blaetter:
        raise Unlesbar("enthält kein Tabellenblatt. Bitte prüfen, ob es die richtige Datei ist.")
    return blaetter


def _zusaetze(inhalt: bytes) -> list[Zusatz]:
    """Return what is known beside the values, [] where the file doesn't let itself be read that far."""
    try:
        namen = stroeme(inhalt)
        mit, zusaetze = lies_zusaetze(namen.get("workbook") or namen.get("book", b""))
    except KeinOle2:
        return []
    if mit:
        raise mit_kennwort()
    return zusaetze


def _wert(roh: object) -> object:
    if isinstance(roh, str):
        return text(roh)
    return ganz(roh) if isinstance(roh, float) else ohne_mitternacht(roh)
