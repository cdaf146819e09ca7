"""Draws a workbook that people fill in: lists with checked columns, a week grid, a sheet that explains."""

from datetime import date

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from qz_analysis.report.ablage import arbeitsmappe_bytes
from qz_analysis.report.vorlage_erklaerungen import ERKLAERUNGEN, schreibe_erklaerungen
from qz_analysis.report.vorlage_inhalt import (
    JA_NEIN,
    KOPFZEILE,
    LETZTE_ZEILE,
    Listenblatt,
    Rasterblatt,
    Spalte,
    Vorlage,
)
from qz_analysis.report.vorlage_stil import GRAU, RAHMEN, drucke, kopf, titel

_FORMAT = {"datum": "dd.mm.yyyy", "ganzzahl": "0", "zahl": "#,##0.00", "zahl_oder_wort": "General"}
BREITESTE_AUF_A4 = 180  # width of all columns, in characters, that is still legible


def vorlage_xlsx(vorlage: Vorlage) -> bytes:
    """Return the workbook as xlsx; the same declaration gives the same bytes."""
    mappe = Workbook()
    mappe.remove(mappe.worksheets[0])
    mappe.properties.creator = "qz_analysis"
    mappe.properties.language = "de-DE"
    erklaerungen = mappe.create_sheet(ERKLAERUNGEN)
    bezuege = schreibe_erklaerungen(erklaerungen, vorlage)
    for liste in vorlage.listen:
        _schreibe_liste(mappe.create_sheet(liste.name), liste, vorlage, bezuege)
    for raster in vorlage.raster:
        _schreibe_raster(mappe.create_sheet(raster.name), raster, vorlage)
    # Explanations last: who opens the file sees the first list.
    mappe.move_sheet(erklaerungen, len(mappe.worksheets) - 1)
    for blatt in mappe.worksheets:
        blatt.sheet_view.tabSelected = blatt is mappe.worksheets[0]
    mappe.active = 0
    return arbeitsmappe_bytes(mappe)


def _sperre(blatt: Worksheet) -> None:
    """Protect a sheet without a password: against slips, not against people. Widths and rows stay free."""
    schutz = blatt.protection
    schutz.sheet = True
    # Each of these says what is forbidden; False allows it.
    schutz.formatColumns = schutz.formatRows = schutz.insertRows = schutz.sort = False


def _schreibe_liste(
    blatt: Worksheet, liste: Listenblatt, vorlage: Vorlage, bezuege: dict[tuple[str, str], str]
) -> None:
    for nummer, spalte in enumerate(liste.spalten, 1):
        buchstabe = get_column_letter(nummer)
        masse = blatt.column_dimensions[buchstabe]
        masse.width = spalte.breite
        # The style of the whole column holds for every cell nobody has touched, however far down.
        masse.protection = Protection(locked=False)
        masse.alignment = Alignment(wrap_text=True, vertical="top")
        # Text columns are text: else Excel makes a date of "1.4." and 2.1 of the number "2.10".
        masse.number_format = _FORMAT.get(spalte.art, "@")
        for zeile in range(1, KOPFZEILE):
            # Grey, and so locked: a cell without a style of its own would be as open as its column.
            blatt.cell(zeile, nummer).fill = GRAU
        ueberschrift = blatt.cell(KOPFZEILE, nummer)
        kopf(ueberschrift, spalte.titel)
        notiz = Comment(f"{vorlage.notiz}{_notiz(spalte)}", "qz_analysis")
        notiz.width, notiz.height = 320, 50 + 18 * (len(notiz.text) // 42 + 1)
        ueberschrift.comment = notiz
        for zeile, werte in enumerate(liste.zeilen, KOPFZEILE + 1):
            if wert := werte.get(spalte.titel):
                zelle = blatt.cell(zeile, nummer, wert)
                zelle.data_type = "s"  # text from a list, also where it begins with "="
                zelle.protection = Protection(locked=False)
                zelle.alignment = Alignment(wrap_text=True, vertical="top")
                zelle.number_format = "@"
        if pruefung := _pruefung(spalte, vorlage, bezuege.get((liste.name, spalte.titel))):
            pruefung.add(f"{buchstabe}{KOPFZEILE + 1}:{buchstabe}{LETZTE_ZEILE}")
            blatt.add_data_validation(pruefung)
    titel(blatt, liste.titel, vorlage.herkunft, liste.hinweis, len(liste.spalten))
    blatt.row_dimensions[KOPFZEILE].height = 32
    blatt.freeze_panes = f"{get_column_letter(liste.fest + 1)}{KOPFZEILE + 1}"
    drucke(
        blatt,
        f"{KOPFZEILE}:{KOPFZEILE}",
        a3=sum(spalte.breite for spalte in liste.spalten) > BREITESTE_AUF_A4,
    )
    _sperre(blatt)


def _notiz(spalte: Spalte) -> str:
    text = f"{spalte.bedeutung}. {spalte.eingabe}".strip()
    return f"{text} Möglich: {'; '.join(spalte.werte)}." if spalte.werte not in ((), JA_NEIN) else text


def _pruefung(spalte: Spalte, vorlage: Vorlage, bezug: str | None) -> DataValidation | None:
    if spalte.art == "auswahl":
        pruefung = DataValidation(type="list", formula1=bezug)
        satz = "Bitte einen Eintrag aus der Auswahlliste nehmen."
    elif spalte.art == "datum":
        erster, letzter = (_seriell(date(vorlage.jahr, *tag)) for tag in ((1, 1), (12, 31)))
        pruefung = DataValidation(type="date", operator="between", formula1=erster, formula2=letzter)
        satz = f"Bitte ein Datum aus dem Jahr {vorlage.jahr} eintragen, zum Beispiel 14.03.{vorlage.jahr}."
    elif spalte.art in ("ganzzahl", "zahl_oder_wort"):
        pruefung = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0")
        satz = "Bitte eine ganze Zahl ab 0 eintragen."
    elif spalte.art == "zahl":
        pruefung = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
        satz = "Bitte eine Zahl ab 0 eintragen."
    else:
        return None
    if spalte.art == "zahl_oder_wort":
        # Asks and does not refuse: a word may be right here.
        pruefung.errorStyle, satz = "warning", f"Das ist keine ganze Zahl. {spalte.eingabe}"
    pruefung.showErrorMessage = pruefung.allowBlank = True
    pruefung.errorTitle, pruefung.error = spalte.titel[:32], satz[:255]
    return pruefung


def _seriell(tag: date) -> str:
    """Return a day as spreadsheets count: a number reads the same in every language of the program."""
    return str((tag - date(1899, 12, 30)).days)


def _schreibe_raster(blatt: Worksheet, raster: Rasterblatt, vorlage: Vorlage) -> None:
    """Draw a week grid. It is not protected: Excel forbids merging on a protected sheet, and bookings are merged."""
    breite = 1 + len(raster.tage) * raster.spuren
    titel(blatt, raster.titel, vorlage.herkunft, raster.hinweis, breite)
    for zeile, angabe in enumerate(raster.angaben, 4):
        blatt.cell(zeile, 1, angabe)
    zeile = 4 + len(raster.angaben)
    for nummer, (name, farbe) in enumerate(raster.legende.items()):
        zelle = blatt.cell(zeile, 2 + nummer * raster.spuren, name)
        zelle.fill = PatternFill("solid", fgColor=farbe)
        zelle.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        blatt.merge_cells(
            start_row=zeile,
            end_row=zeile,
            start_column=zelle.column,
            end_column=zelle.column + raster.spuren - 1,
        )
    blatt.row_dimensions[zeile].height = 32
    kopfzeile = zeile + 2
    kopf(blatt.cell(kopfzeile, 1), "Zeit")
    blatt.column_dimensions["A"].width = 9
    for nummer, tag in enumerate(raster.tage):
        links = 2 + nummer * raster.spuren
        kopf(blatt.cell(kopfzeile, links), tag)
        blatt.merge_cells(
            start_row=kopfzeile, end_row=kopfzeile, start_column=links, end_column=links + raster.spuren - 1
        )
    for spalte in range(2, breite + 1):
        blatt.column_dimensions[get_column_letter(spalte)].width = 13
    for zeile, zeit in enumerate(raster.zeiten, kopfzeile + 1):
        zelle = blatt.cell(zeile, 1, zeit)
        zelle.number_format = "hh:mm"
        zelle.fill = GRAU
        blatt.row_dimensions[zeile].height = 20
        for spalte in range(1, breite + 1):
            feld = blatt.cell(zeile, spalte)
            feld.border = RAHMEN
            feld.alignment = Alignment(wrap_text=True, vertical="top")
    blatt.freeze_panes = f"B{kopfzeile + 1}"
    blatt.print_area = f"A1:{get_column_letter(breite)}{kopfzeile + len(raster.zeiten)}"
    drucke(blatt)
    blatt.page_setup.fitToHeight = 1
