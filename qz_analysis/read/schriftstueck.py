"""A text, Markdown or Word file -> its lines or paragraphs with their place. What they mean is not asked here."""

import html
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from xml.parsers.expat import ExpatError

from qz_analysis.errors import EingabeFehler
from qz_analysis.read import grenzen
from qz_analysis.read.csvdatei import kodierung
from qz_analysis.read.docx import Wordabsatz, read_docx
from qz_analysis.read.grenzen import Unlesbar, ZuGross
from qz_analysis.read.paket import Paket

ENDUNGEN = (".txt", ".md", ".docx")
_UEBERSCHRIFT = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_BLOCK = re.compile(r"</?(?:p|li|ul|ol|br|div|td|tr|table)\b[^<>]*>", re.IGNORECASE)
_MARKE = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_FETT = re.compile(r"\*\*|__|`")
_TRENNZEILE = re.compile(r"[\s|:+-]*")


@dataclass(frozen=True)
class Textzeile:
    """One line of a text file, one paragraph of a Word file, or one cell of a table in it.

    `nummer` counts lines, in Word paragraphs, from 1. `ebene` is the level of a heading marked as one, 0 for others. Of a
    cell `tabelle`, `reihe` and `spalte` count from 0; for what is no cell they are -1.
    """

    nummer: int
    text: str
    ebene: int = 0
    tabelle: int = -1
    reihe: int = -1
    spalte: int = -1


@dataclass(frozen=True)
class Schriftstueck:
    """The lines of a file in their order. `einheit` is what their numbers count: "Zeile" or "Absatz"."""

    datei: str
    einheit: str
    zeilen: tuple[Textzeile, ...]


def read_schriftstueck(pfad: Path) -> Schriftstueck:
    """Return the lines of a .txt, .md or .docx file.

    Raises EingabeFehler, with one sentence on what is wrong and what to do, where it can't be read.
    """
    try:
        if pfad.suffix.lower() not in ENDUNGEN:
            raise Unlesbar(f"ist kein Text, der geprüft werden kann. Gelesen werden: {', '.join(ENDUNGEN)}.")
        grenzen.begrenze_datei(pfad.stat().st_size)
        inhalt = pfad.read_bytes()
        if inhalt.startswith(b"PK"):
            absaetze = read_docx(Paket(inhalt))
            _begrenze(sum(len(absatz.text) for absatz in absaetze))
            return Schriftstueck(pfad.name, "Absatz", tuple(map(_aus_word, absaetze)))
        if pfad.suffix.lower() == ".docx":
            raise Unlesbar("ist kein Word-Dokument oder beschädigt. Bitte in Word öffnen und neu speichern.")
        art = kodierung(inhalt)
        if art is None:
            raise Unlesbar("ist keine lesbare Textdatei. Bitte als Text in UTF-8 speichern.")
        _begrenze(len(inhalt))
        zeilen = _zeilen(inhalt.decode(art), markdown=pfad.suffix.lower() == ".md")
        return Schriftstueck(pfad.name, "Zeile", tuple(zeilen))
    except Unlesbar as grund:
        raise EingabeFehler(f"„{pfad.name}“ {grund}", datei=pfad.name) from grund
    except (zipfile.BadZipFile, zlib.error, ExpatError, EOFError) as grund:
        raise EingabeFehler(
            f"„{pfad.name}“ ist beschädigt. Bitte in Word öffnen und neu speichern.", datei=pfad.name
        ) from grund
    except OSError as grund:
        raise EingabeFehler(
            f"„{pfad.name}“ lässt sich nicht öffnen. Bitte Namen und Rechte prüfen.", datei=pfad.name
        ) from grund


def _begrenze(zeichen: int) -> None:
    if zeichen > grenzen.MAX_TEXT:
        raise ZuGross("der Text ist zu lang", grenzen.MAX_TEXT, "Zeichen")


def _aus_word(absatz: Wordabsatz) -> Textzeile:
    return Textzeile(absatz.nummer, absatz.text, absatz.ebene, absatz.tabelle, absatz.reihe, absatz.spalte)


def _zeilen(text: str, *, markdown: bool) -> list[Textzeile]:
    """Return lines, those with tabs (in Markdown: bars) cell by cell; blank lines stay, they part paragraphs."""
    zeilen: list[Textzeile] = []
    tabelle, reihe, in_tabelle = -1, -1, False
    for nummer, roh in enumerate(re.split(r"\r\n|\r|\n|\f", text), 1):
        zeile = _ohne_marken(roh)
        zellen = _zellen(roh, markdown=markdown)
        if not zeile.strip() or (zellen and _TRENNZEILE.fullmatch(roh)):
            zeilen.append(Textzeile(nummer, ""))
        elif zellen:
            tabelle, reihe = (tabelle, reihe + 1) if in_tabelle else (tabelle + 1, 0)
            in_tabelle = True
            zeilen += [
                Textzeile(nummer, _ohne_marken(zelle), 0, tabelle, reihe, spalte)
                for spalte, zelle in enumerate(zellen)
                if zelle.strip()
            ]
        else:
            in_tabelle = False
            treffer = _UEBERSCHRIFT.fullmatch(zeile) if markdown else None
            if markdown:
                zeile = _FETT.sub("", treffer[2] if treffer else zeile)
            zeilen.append(Textzeile(nummer, zeile, len(treffer[1]) if treffer else 0))
    return zeilen


def _zellen(zeile: str, *, markdown: bool) -> list[str]:
    if "\t" in zeile.strip("\n"):
        return zeile.split("\t")
    if markdown and zeile.lstrip().startswith("|"):
        return zeile.strip().strip("|").split("|")
    return []


def _ohne_marken(zeile: str) -> str:
    """Return a line without HTML; where a block of it begins or ends, a line break stands."""
    if "<" not in zeile and "&" not in zeile:
        return zeile
    return html.unescape(_MARKE.sub("", _BLOCK.sub("\n", zeile)))
