"""Which kind of file is it? Its content says so, its ending only where a text could be anything."""

from collections.abc import Callable

from qz_analysis.read.arbeitsmappe import read_arbeitsmappe
from qz_analysis.read.blatt import Blatt
from qz_analysis.read.csvdatei import TRENNZEICHEN, kodierung, read_csvdatei
from qz_analysis.read.grenzen import Unlesbar
from qz_analysis.read.ods import read_ods
from qz_analysis.read.ole2 import ANFANG as OLE2
from qz_analysis.read.ole2 import KeinOle2, stroeme
from qz_analysis.read.paket import Paket, mit_kennwort
from qz_analysis.read.xls import read_xls

Leser = Callable[[bytes, str, str], list[Blatt]]

ENDUNGEN = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")
_TEXTENDUNGEN = (".csv", ".tsv", ".txt")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_BIFF_OHNE_OLE2 = (
    b"\x09\x08\x10\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x00\x04\x00",
)
_ALS_XLSX = "Bitte in Excel öffnen und als „Excel-Arbeitsmappe (.xlsx)“ speichern."
_WEG = "Bitte umwandeln oder aus dem Ordner nehmen."
# What begins a file that is no table, and what it is called.
_ANDERE = (
    (b"%PDF", "ein PDF"),
    (b"\xff\xd8\xff", "ein Bild"),
    (b"\x89PNG", "ein Bild"),
    (b"GIF8", "ein Bild"),
    (b"BM", "ein Bild"),
    (b"II*\0", "ein Bild"),
    (b"{\\rtf", "ein Textdokument"),
    (b"\x1f\x8b", "ein gepacktes Archiv"),
    (b"7z\xbc\xaf", "ein gepacktes Archiv"),
    (b"Rar!", "ein gepacktes Archiv"),
)
_IM_PAKET = (
    ("word/", "ein Word-Dokument"),
    ("ppt/", "eine PowerPoint-Präsentation"),
    ("index/document.iwa", "ein Dokument von Apple (Numbers, Pages)"),
)


def leser_fuer(inhalt: bytes, endung: str) -> Leser:
    """Return the reader for a file with this content and this ending (`.xlsx`).

    Raises Unlesbar, with what the file is as far as that can be told, where there is none.
    """
    if not inhalt.strip(b"\0"):
        raise Unlesbar("ist leer (0 Byte Inhalt). Bitte noch einmal kopieren oder aus der Sicherung holen.")
    if inhalt.startswith(_ZIP):
        return _leser_fuer_paket(inhalt)
    if inhalt.startswith(OLE2):
        return _leser_fuer_ole2(inhalt)
    if inhalt.startswith(_BIFF_OHNE_OLE2):
        raise Unlesbar(f"stammt aus einer Excel-Version vor 1997, die nicht gelesen wird. {_ALS_XLSX}")
    for anfang, was in _ANDERE:
        if inhalt.startswith(anfang) and not (anfang == b"BM" and endung in _TEXTENDUNGEN):
            raise Unlesbar(f"ist {was}, keine Tabelle, die gelesen werden kann. {_WEG}")
    return _leser_fuer_text(inhalt, endung)


def _leser_fuer_paket(inhalt: bytes) -> Leser:
    paket = Paket(inhalt)
    if "content.xml" in paket and "mimetype" in paket:
        art = paket.teil("mimetype")[:200].decode("ascii", "replace")
        if "spreadsheet" in art:
            return read_ods
        raise Unlesbar(f"ist ein OpenDocument, aber keine Tabelle. {_WEG}")
    namen = paket.namen()
    if "xl/workbook.bin" in namen:
        raise Unlesbar(f"ist eine Excel-Binärmappe (.xlsb), die nicht gelesen wird. {_ALS_XLSX}")
    for anfang, was in _IM_PAKET:
        if any(name.startswith(anfang) for name in namen):
            raise Unlesbar(f"ist {was}, keine Tabelle, die gelesen werden kann. {_WEG}")
    if "[content_types].xml" in namen:
        return read_arbeitsmappe
    raise Unlesbar(
        "ist ein ZIP-Archiv, keine Tabelle. Bitte entpacken und die Tabellen selbst in den Ordner legen."
    )


def _leser_fuer_ole2(inhalt: bytes) -> Leser:
    try:
        namen = stroeme(inhalt).keys()
    except KeinOle2:
        raise Unlesbar(
            "ist beschädigt oder nicht vollständig kopiert worden. Bitte noch einmal kopieren oder aus der Sicherung holen."
        ) from None
    if "encryptedpackage" in namen or "encryptioninfo" in namen:
        raise mit_kennwort()
    if "workbook" in namen:
        return read_xls
    if "book" in namen:
        raise Unlesbar(f"stammt aus einer Excel-Version vor 1997, die nicht gelesen wird. {_ALS_XLSX}")
    was = "ein Word-Dokument" if "worddocument" in namen else "kein Excel-Dokument"
    raise Unlesbar(f"ist {was}, keine Tabelle, die gelesen werden kann. {_WEG}")


def _leser_fuer_text(inhalt: bytes, endung: str) -> Leser:
    art = kodierung(inhalt)
    text = "" if art is None else inhalt[:8192].decode(art, "ignore")
    anfang = text.lstrip().lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in anfang:
        raise Unlesbar(f"ist eine „XML-Kalkulationstabelle 2003“, die nicht gelesen wird. {_ALS_XLSX}")
    if "opendocument.spreadsheet" in anfang and anfang.startswith("<?xml"):
        raise Unlesbar(f"ist eine flache OpenDocument-Tabelle (.fods), die nicht gelesen wird. {_ALS_XLSX}")
    if anfang.startswith(("<!doctype html", "<html", "<table", "<head", "<meta", "mime-version:")) or (
        anfang.startswith("<") and "<html" in anfang
    ):
        raise Unlesbar(f"ist eine Webseite, die als „{endung}“ gespeichert wurde. {_ALS_XLSX}")
    if endung in _TEXTENDUNGEN:
        return read_csvdatei
    # Exports of other programs are often text under the name of a workbook.
    erste = next((zeile for zeile in text.splitlines() if zeile.strip()), "")
    if (
        endung in ENDUNGEN
        and art not in (None, "cp1252")
        and any(zeichen in erste for zeichen in TRENNZEICHEN[:2])
    ):
        return read_csvdatei
    if endung in ENDUNGEN:
        raise Unlesbar("ist beschädigt oder keine Tabelle: der Inhalt passt zu keinem Format, das gelesen wird. "
                       "Bitte in Excel öffnen und neu speichern oder aus der Sicherung holen.")  # fmt: skip
    raise Unlesbar(
        f"ist keine Tabelle, die gelesen werden kann. Gelesen werden: {', '.join(ENDUNGEN)}. {_WEG}"
    )
