"""A workbook with findings marked in it: the cells, a comment at each, and a first sheet that lists them."""

import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from qz_analysis.report.ablage import arbeitsmappe_bytes

BLATT = "Befunde"
KENNZEICHEN = "Befunde zu "  # how the title of our sheet begins
VERFASSER = "qz_analysis"
MERKMAL = "qz_analysis: Kopie mit Befunden"  # a property of the workbook, which Excel keeps
NOTIZ = "Befund: "  # how each of our notes begins
TRENNER = "\n\n"  # between a colleague's own note and ours
HOECHSTENS = 2000  # findings that are listed: more would be read by nobody
NAECHSTE_ZELLE = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")

_FARBE = {"fehler": "FFFFC7CE", "warnung": "FFFFEB9C", "hinweis": "FFDDEBF7"}
_RAND = {"fehler": "FF9C0006", "warnung": "FF9C5700", "hinweis": "FF1F3A5F"}
_WORT = {"fehler": "Fehler", "warnung": "Warnung", "hinweis": "Hinweis"}
_RANG = {"fehler": 0, "warnung": 1, "hinweis": 2}
_SPALTEN = (
    ("Stufe", 10),
    ("Blatt", 20),
    ("Zelle", 8),
    ("Was dort steht", 24),
    ("Was es bedeutet und was zu tun ist", 70),
)
_UNZULAESSIG = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")  # XML can't hold these

Befund = Mapping[str, Any]


def befunde_xlsx(
    mappe: Workbook | None, datei: str, befunde: Iterable[Befund], blatt_zu: Callable[[Workbook, str], Any]
) -> bytes:
    """Return the workbook with its findings marked, as xlsx. The same workbook gives the same bytes.

    `mappe` is changed; None gives a workbook that holds only the list. `blatt_zu(mappe, name)` finds a sheet.
    A copy that was marked before loses its old marks first, apart from the fill.
    """
    alle = sorted(befunde, key=lambda befund: _RANG[befund["stufe"]])
    liste = mappe if mappe is not None else Workbook()
    if mappe is None:
        liste.remove(liste.worksheets[0])
    _entferne_alte(liste)
    blaetter = {name: blatt_zu(liste, name) for name in dict.fromkeys(b["blatt"] for b in alle) if name}
    for ort, hier in _nach_zelle(alle).items():
        if (blatt := blaetter.get(ort[0])) is not None:
            _markiere(blatt, ort[1], hier)
    _schreibe_liste(liste, datei, alle, blaetter, nur_liste=mappe is None)
    return arbeitsmappe_bytes(liste)


def ist_befundmappe(pfad: Path) -> bool:
    """Return whether a file is a workbook that `befunde_xlsx` made."""
    try:
        with zipfile.ZipFile(pfad) as archiv:
            return MERKMAL.encode() in archiv.read("docProps/core.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def _entferne_alte(mappe: Workbook) -> None:
    for blatt in list(mappe.worksheets):
        if blatt.title.startswith(BLATT) and str(blatt["A1"].value or "").startswith(KENNZEICHEN):
            mappe.remove(blatt)
            continue
        for zelle in list(blatt._cells.values()):
            notiz = zelle.comment
            if notiz is None or NOTIZ not in notiz.text:
                continue
            eigene, trenner, _ = notiz.text.partition(f"{TRENNER}{NOTIZ}")
            if trenner or notiz.text.startswith(NOTIZ):
                zelle.comment = Comment(eigene, notiz.author) if trenner else None


def _nach_zelle(befunde: Iterable[Befund]) -> dict[tuple[str, str], list[Befund]]:
    orte: dict[tuple[str, str], list[Befund]] = {}
    for befund in befunde:
        if zelle := _zelle(befund):
            orte.setdefault((befund["blatt"], zelle), []).append(befund)
    return orte


def _zelle(befund: Befund) -> str | None:
    """Return the address of a finding; of a range, its first cell."""
    treffer = NAECHSTE_ZELLE.match(befund["zelle"] or "")
    return treffer[0] if treffer and befund["blatt"] else None


def _markiere(blatt: Worksheet, adresse: str, befunde: list[Befund]) -> None:
    zeile, spalte = coordinate_to_tuple(adresse)
    zelle = blatt.cell(zeile, spalte)
    if isinstance(zelle, MergedCell):
        bereich = next(b for b in blatt.merged_cells.ranges if adresse in b)
        zelle = blatt.cell(bereich.min_row, bereich.min_col)
    stufe = befunde[0]["stufe"]
    if zelle.fill.fill_type is None:  # a fill of the colleague's own may mean something, as in a week plan
        zelle.fill = PatternFill("solid", fgColor=_FARBE[stufe])
    seite = Side(style="medium", color=_RAND[stufe])
    zelle.border = Border(left=seite, right=seite, top=seite, bottom=seite)
    saetze = "\n".join(dict.fromkeys(f"{NOTIZ}{_rein(befund['meldung'])}" for befund in befunde))
    alt = zelle.comment
    notiz = Comment(f"{alt.text}{TRENNER}{saetze}", alt.author) if alt else Comment(saetze, VERFASSER)
    notiz.width, notiz.height = 360, 30 + 18 * sum(len(z) // 48 + 1 for z in notiz.text.splitlines())
    zelle.comment = notiz


def _schreibe_liste(
    mappe: Workbook, datei: str, befunde: list[Befund], blaetter: Mapping[str, Any], *, nur_liste: bool
) -> None:
    titel = BLATT if BLATT not in mappe.sheetnames else f"{BLATT} (qz)"
    blatt = mappe.create_sheet(titel, 0)
    blatt["A1"] = f"{KENNZEICHEN}„{_rein(datei)}“"
    blatt["A1"].font = _schrift(bold=True, size=14)
    blatt["A2"] = _erklaerung(len(befunde), nur_liste=nur_liste)
    blatt["A2"].alignment = Alignment(wrap_text=True, vertical="top")
    blatt.merge_cells(start_row=2, start_column=1, end_row=2, end_column=len(_SPALTEN))
    blatt.row_dimensions[2].height = 48
    kopf = 4
    for spalte, (name, breite) in enumerate(_SPALTEN, 1):
        zelle = blatt.cell(kopf, spalte, name)
        zelle.font = _schrift(bold=True, color="FFFFFFFF")
        zelle.fill = PatternFill("solid", fgColor="FF1F3A5F")
        blatt.column_dimensions[zelle.column_letter].width = breite
    for nummer, befund in enumerate(befunde[:HOECHSTENS], kopf + 1):
        _schreibe_zeile(blatt, nummer, befund, blaetter)
    _richte_ein(mappe, blatt, kopf, kopf + min(len(befunde), HOECHSTENS))


def _erklaerung(anzahl: int, *, nur_liste: bool) -> str:
    if nur_liste:
        text = "Diese Datei konnte nicht kopiert werden; hier stehen die Befunde ohne die Tabelle."
    else:
        text = (
            "Dies ist eine Kopie. Die Zellen, um die es geht, sind umrandet und tragen eine Notiz; ein Klick in der Spalte "
            "„Zelle“ führt hin. Bitte im Original berichtigen: Makros und manche Bilder fehlen in der Kopie."
        )
    if anzahl > HOECHSTENS:
        text += f" Es sind {anzahl} Befunde; aufgelistet sind die {HOECHSTENS} wichtigsten."
    return text


def _schreibe_zeile(blatt: Worksheet, nummer: int, befund: Befund, blaetter: Mapping[str, Any]) -> None:
    werte = (_WORT[befund["stufe"]], befund["blatt"], befund["zelle"], befund["wert"], befund["meldung"])
    for spalte, wert in enumerate(werte, 1):
        zelle = blatt.cell(nummer, spalte)
        zelle.alignment = Alignment(wrap_text=True, vertical="top")
        zelle.font = _schrift()
        if wert is not None:
            zelle.value = _rein(str(wert))  # pyright: ignore[reportAttributeAccessIssue]
            zelle.data_type = "s"  # text from a spreadsheet stays text, also where it begins with "="
            zelle.quotePrefix = str(wert).startswith(("=", "+", "-", "@"))
    blatt.cell(nummer, 1).fill = PatternFill("solid", fgColor=_FARBE[befund["stufe"]])
    # LibreOffice doesn't fit the height of a row to wrapped text when it opens a file.
    zeilen = max(
        len(str(wert or "")) // breite + 1 for wert, (_, breite) in zip(werte, _SPALTEN, strict=True)
    )
    blatt.row_dimensions[nummer].height = 15 * min(zeilen, 12)
    ziel = blaetter.get(befund["blatt"])
    if ziel is not None:
        zelle = blatt.cell(nummer, 3 if befund["zelle"] else 2)
        name = ziel.title.replace("'", "''")
        zelle.hyperlink = Hyperlink(ref=zelle.coordinate, location=f"'{name}'!{_zelle(befund) or 'A1'}")
        zelle.font = _schrift(color="FF0563C1", underline="single")


def _richte_ein(mappe: Workbook, blatt: Worksheet, kopf: int, letzte: int) -> None:
    blatt.freeze_panes = f"A{kopf + 1}"
    blatt.auto_filter.ref = f"A{kopf}:E{max(letzte, kopf + 1)}"
    blatt.print_title_rows = f"{kopf}:{kopf}"
    blatt.page_setup.orientation = "landscape"
    blatt.page_setup.paperSize = 9  # A4
    blatt.page_setup.fitToHeight = 0
    blatt.sheet_properties.pageSetUpPr.fitToPage = True  # pyright: ignore[reportOptionalMemberAccess]
    # Two selected sheets are a group in Excel: what is typed in one would land in both.
    for anderes in mappe.worksheets:
        anderes.sheet_view.tabSelected = anderes is blatt
    mappe.active = 0
    mappe.properties.category = MERKMAL
    # openpyxl saves formulas without the values they had.
    mappe.calculation.fullCalcOnLoad = True


def _schrift(**merkmale: Any) -> Font:
    # A font without a name is Times in LibreOffice.
    return Font(name="Calibri", **merkmale)


def _rein(text: str) -> str:
    return _UNZULAESSIG.sub(" ", text)
