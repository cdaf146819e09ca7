"""How much a file may hold, and how a reader says that it can't go on.

The limits keep memory and time bounded whatever lies in the folder. They are far above what a list kept by hand
needs: a sheet full to Excel's last row still fits.
"""

MAX_DATEI = 200_000_000  # bytes on disk
MAX_ENTPACKT = 1_000_000_000  # bytes of all parts of a workbook together, unpacked
MAX_TEIL = 30_000_000  # bytes of one part that is held as a whole: styles, theme, list of sheets, comments
MAX_TEXT = 3_000_000  # characters of a text whose claims are checked: a thousand pages
MAX_VERHAELTNIS = 400  # unpacked to packed; a million blank formatted rows reach about 20, zip bombs 1000
VERHAELTNIS_AB = 100_000_000  # bytes unpacked from which the ratio counts: small parts may well be all blanks
MAX_TEILE = 20_000  # files inside one workbook
MAX_ZELLEN = 20_000_000  # places a file takes up, counted down to the last filled row of each column
MAX_FARBEN = 200_000  # coloured cells of one sheet
MAX_VERBUNDEN = 200_000  # cells under merged ranges of one sheet
MAX_ZEILE = 1_048_576  # Excel's own
MAX_SPALTE = 16_384


class Unlesbar(Exception):
    """Raised inside `read` when a file can't be used; its text continues the sentence „Datei.xlsx“ ..."""


class ZuGross(Unlesbar):
    """Raised when a file goes beyond a limit."""

    def __init__(self, was: str, grenze: int, einheit: str) -> None:
        super().__init__(
            f"ist zu groß: {was}, gelesen werden höchstens {deutsch(grenze)} {einheit}. "
            "Bitte die Datei aufteilen oder leere Bereiche löschen und neu speichern."
        )


def deutsch(zahl: int) -> str:
    """Return a whole number with the German thousands separator."""
    return f"{zahl:,}".replace(",", ".")
