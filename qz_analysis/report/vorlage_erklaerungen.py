"""The sheet that explains a workbook to be filled in, and holds the choices of its dropdowns."""

from collections.abc import Iterable, Sequence

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qz_analysis.report.vorlage_inhalt import JA_NEIN, KOPFZEILE, LETZTE_ZEILE, Vorlage
from qz_analysis.report.vorlage_stil import BLAU, RAHMEN, drucke, kopf, schrift

ERKLAERUNGEN = "Erklärungen"
_TAFEL_AB = 3  # row of the first sentence
_TAFELBREITEN = (16, 24, 52, 60)


def schreibe_erklaerungen(blatt: Worksheet, vorlage: Vorlage) -> dict[tuple[str, str], str]:
    """Write what each column means and the choices, and return (sheet, header) -> range of its choices."""
    blatt["A1"] = f"{vorlage.erklaerungen} {vorlage.jahr}"
    blatt["A1"].font = schrift(fett=True, groesse=14, farbe=BLAU)
    blatt.row_dimensions[1].height = 22
    zeile = _TAFEL_AB
    for satz in vorlage.anleitung:
        blatt.cell(zeile, 1, satz).alignment = Alignment(wrap_text=True, vertical="top")
        blatt.merge_cells(start_row=zeile, end_row=zeile, start_column=1, end_column=4)
        blatt.row_dimensions[zeile].height = _hoehe([(satz, sum(_TAFELBREITEN))])
        zeile += 1
    zeile = _tafel(
        blatt,
        zeile + 1,
        ("Blatt", "Spalte", "Bedeutung", "Was eingetragen wird"),
        [(li.name, sp.titel, sp.bedeutung, sp.eingabe) for li in vorlage.listen for sp in li.spalten],
    )
    bezuege = {}
    auswahl = []
    for liste in vorlage.listen:
        for spalte in liste.spalten:
            if spalte.aus:
                bezuege[liste.name, spalte.titel] = _bezug_auf(vorlage, *spalte.aus)
            elif spalte.werte == JA_NEIN:
                bezuege[liste.name, spalte.titel] = f'"{",".join(JA_NEIN)}"'
            elif spalte.werte:
                ab = zeile + 2 + len(auswahl)
                auswahl += [(liste.name, spalte.titel, wert, "") for wert in spalte.werte]
                bezuege[liste.name, spalte.titel] = (
                    f"{_name(ERKLAERUNGEN)}!$C${ab}:$C${ab + len(spalte.werte) - 1}"
                )
    _tafel(blatt, zeile + 1, ("Blatt", "Spalte", "Möglicher Eintrag", ""), auswahl)
    for buchstabe, breite in zip("ABCD", _TAFELBREITEN, strict=True):
        blatt.column_dimensions[buchstabe].width = breite
    drucke(blatt)
    blatt.protection.sheet = True
    blatt.protection.formatColumns = blatt.protection.formatRows = False
    return bezuege


def _tafel(
    blatt: Worksheet, zeile: int, ueberschriften: Sequence[str], zeilen: Sequence[Sequence[str]]
) -> int:
    """Write a table and return the row below it."""
    for spalte, text in enumerate(ueberschriften, 1):
        if text:
            kopf(blatt.cell(zeile, spalte), text)
    for nummer, werte in enumerate(zeilen, zeile + 1):
        blatt.row_dimensions[nummer].height = _hoehe(zip(werte, _TAFELBREITEN, strict=True))
        for spalte, wert in enumerate(werte, 1):
            if wert:
                zelle = blatt.cell(nummer, spalte, wert)
                zelle.alignment = Alignment(wrap_text=True, vertical="top")
                zelle.border = RAHMEN
    return zeile + 1 + len(zeilen)


def _hoehe(texte: Iterable[tuple[str, float]]) -> float:
    """Return the height of a row whose cells hold these texts at these widths; LibreOffice does not fit it itself."""
    return 16 * max(len(text) // int(breite * 0.95) + 1 for text, breite in texte)


def _bezug_auf(vorlage: Vorlage, name: str, titel: str) -> str:
    liste = next(liste for liste in vorlage.listen if liste.name == name)
    nummer = next(n for n, spalte in enumerate(liste.spalten, 1) if spalte.titel == titel)
    buchstabe = get_column_letter(nummer)
    return f"{_name(name)}!${buchstabe}${KOPFZEILE + 1}:${buchstabe}${LETZTE_ZEILE}"


def _name(blatt: str) -> str:
    """Return the name of a sheet as a reference writes it."""
    return "'" + blatt.replace("'", "''") + "'"
