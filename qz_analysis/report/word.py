"""Notebook to Word: real headings, tables, captions and alternative texts, to be pasted into a report and written on.

The file carries no moment of its making, so the same notebook gives the same bytes.
"""

import io
from base64 import b64decode
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import Bool

from qz_analysis.report.ablage import ZEITPUNKT, zip_ohne_zeit
from qz_analysis.report.grafik import png
from qz_analysis.report.markdown_typst import NO_ALT, Gliederung
from qz_analysis.report.spaltenbreite import column_widths
from qz_analysis.report.word_stil import BREITE, HOEHE, RAND, neues_dokument
from qz_analysis.report.word_text import Textschreiber
from qz_analysis.report.word_xml import Zelle, druckbar, feld, neuer_absatz, tabelle
from qz_analysis.show.baustein import MIME, text_von

KLEIN, ZELLTEXT = "QZ Anmerkung", "QZTabellentext"
KASTENWORT = {"fehler": "Fehler", "warnung": "Warnung", "hinweis": "Hinweis"}
HOECHSTE_ABBILDUNG = 8.0  # inches


class BerichtDocxExporter(Exporter):
    """nbconvert exporter to a Word file; in JupyterLab it stands in the export menu."""

    export_from_notebook = "Word (QZ)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    optimistic_validation = Bool(True).tag(config=True)  # as in `html`

    def _file_extension_default(self) -> str:
        return ".docx"

    def from_notebook_node(  # pyright: ignore[reportIncompatibleMethodOverride] - bytes, as every binary exporter
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the file and the resources."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)  # pyright: ignore[reportArgumentType]
        schreiber = _Schreiber(nb)
        for zelle in nb.cells:
            schreiber.zelle(zelle)
        return schreiber.datei(), resources


class _Schreiber:
    """Writes one cell after the other into a Word document."""

    def __init__(self, nb: NotebookNode) -> None:
        qz = nb.metadata.get("qz") or {}
        self._bericht = "qz" in nb.metadata
        titel = str(qz.get("titel") or nb.metadata.get("title") or "").strip() or "Notebook"
        self._dokument = neues_dokument(titel, str(qz.get("laufkopf") or titel))
        self._text = Textschreiber(self._dokument, Gliederung(titel if self._bericht else ""))
        self._nummer = {"Tabelle": 0, "Abbildung": 0}
        if self._bericht:
            self._titel(titel, qz)

    def datei(self) -> bytes:
        """Return the file."""
        eigenschaften = self._dokument.core_properties
        eigenschaften.created = eigenschaften.modified = ZEITPUNKT
        roh = io.BytesIO()
        self._dokument.save(roh)
        return zip_ohne_zeit(roh)

    def _titel(self, titel: str, qz: dict[str, Any]) -> None:
        self._absatz(titel, "Title")
        ort = ", ".join(str(qz[n]) for n in ("standort", "jahr") if qz.get(n))
        for text in (ort, ", ".join(map(str, qz.get("traeger") or []))):
            if text:
                self._absatz(text, "Subtitle")
        if qz.get("unvollstaendig"):
            self._kasten(
                "fehler",
                "UNVOLLSTÄNDIG",
                "Teile dieser Auswertung fehlen oder konnten nicht berechnet werden.",
            )
        if qz.get("beispieldaten"):
            self._kasten(
                "warnung", "Enthält Beispieldaten", "Nicht alle Zahlen stammen aus echten Aufzeichnungen."
            )

    def zelle(self, zelle: NotebookNode) -> None:
        """Write a cell; of a report only its text and its results."""
        if "papermill-error-cell-tag" in zelle.metadata.get("tags", []):
            return  # papermill's English banner; the failed cell itself says what went wrong
        if zelle.cell_type == "markdown":
            self._text.markdown(zelle.source)
            return
        if not self._bericht and zelle.source:
            self._text.code(zelle.source)
        for ausgabe in zelle.get("outputs", []):
            self._ausgabe(ausgabe, zelle)

    def _ausgabe(self, ausgabe: NotebookNode, zelle: NotebookNode) -> None:
        if ausgabe.output_type == "stream":
            if not self._bericht:
                self._text.code("".join(ausgabe.text))
            return
        if ausgabe.output_type == "error":
            grund = str(ausgabe.evalue or ausgabe.ename)
            self._kasten("fehler", "Dieser Teil konnte nicht berechnet werden", grund)
            if not self._bericht:
                self._text.code("\n".join(ausgabe.traceback))
            return
        daten = ausgabe.data
        if MIME in daten and self._baustein(daten[MIME]):
            return
        for mime in ("image/png", "image/jpeg", "image/svg+xml"):
            if mime in daten:
                angaben = ausgabe.get("metadata", {})
                alt = (
                    angaben.get(mime, {}).get("alt")
                    or angaben.get("alt")
                    or zelle.metadata.get("alt")
                    or NO_ALT
                )
                inhalt = "".join(daten[mime])
                self._bild(png(inhalt) if mime == "image/svg+xml" else b64decode(inhalt), str(alt))
                return
        if "text/markdown" in daten:
            self._text.markdown("".join(daten["text/markdown"]))
        else:
            self._text.code("".join(daten.get("text/plain", "")))

    def _baustein(self, daten: dict[str, Any]) -> bool:
        match daten.get("art"):
            case "tabelle":
                self._tabelle(daten, nummeriert=True)
            case "diagramm":
                self._unterschrift("Abbildung", daten["titel"])
                if daten["untertitel"]:
                    self._absatz(daten["untertitel"], KLEIN).paragraph_format.keep_with_next = True
                self._bild(png(daten["svg"]), daten["alt"].strip() or daten["titel"])
                self._tabelle(daten["tabelle"], nummeriert=False)
            case "raster":
                self._raster(daten)
            case "hinweis":
                stufe = daten["stufe"]
                titel = ": ".join(filter(None, (KASTENWORT[stufe], daten["titel"])))
                self._kasten(stufe, titel, daten["text"])
            case "kennwerte":
                kopf = [Zelle(t, kopf=True, rechts=t == "Wert") for t in ("Kennzahl", "Wert", "dazu")]
                zeilen = [
                    [Zelle(w["bezeichnung"]), Zelle(text_von(w["wert"]), rechts=True), Zelle(w["zusatz"])]
                    for w in daten["werte"]
                ]
                self._unterschrift("Tabelle", daten["titel"])
                self._fuege_ein(
                    tabelle([kopf, *zeilen], (5, 2, 4), kopfzeilen=1, alt=daten["titel"], stil=ZELLTEXT)
                )
            case _:
                return False
        return True

    def _tabelle(self, daten: dict[str, Any], *, nummeriert: bool) -> None:
        quer = daten["querformat"] and nummeriert
        if quer:
            self._abschnitt(quer=True)
        if nummeriert:
            self._unterschrift("Tabelle", daten["titel"])
        else:
            self._absatz("Zahlen zur Abbildung:", KLEIN).paragraph_format.keep_with_next = True
        rechts = [s["ausrichtung"] == "rechts" for s in daten["spalten"]]
        kopf = [Zelle(s["titel"], r, kopf=True) for s, r in zip(daten["spalten"], rechts, strict=True)]
        zeilen = [
            [Zelle(text_von(z), r) for z, r in zip(zeile, rechts, strict=True)] for zeile in daten["zeilen"]
        ]
        texte = daten | {"zeilen": [[z.text for z in zeile] for zeile in zeilen]}
        self._fuege_ein(
            tabelle([kopf, *zeilen], column_widths(texte)[0], kopfzeilen=1, alt=daten["titel"], stil=ZELLTEXT)
        )
        self._absatz(daten["anmerkung"], KLEIN)
        if quer:
            self._abschnitt(quer=False)

    def _raster(self, daten: dict[str, Any]) -> None:
        self._abschnitt(quer=True)
        self._unterschrift("Tabelle", daten["titel"])
        # Above the plan, which fills its page.
        legende = "; ".join(f"{k['zeichen']} {k['titel']}" for k in daten["legende"])
        self._absatz(" ".join(filter(None, (f"{legende}." if legende else "", daten["anmerkung"]))), KLEIN)
        klassen = {k["klasse"]: k for k in daten["legende"]}
        kopf = [
            Zelle("Zeit", kopf=True),
            *(Zelle(s["text"], kopf=True, spalten=s["spalten"]) for s in daten["spalten"]),
        ]
        anzahl = sum(s["spalten"] for s in daten["spalten"])
        bis = [0] * anzahl  # the row up to which a block from above covers a lane, and what it is filled with
        farben = [""] * anzahl
        zeilen = []
        for n, zeile in enumerate(daten["zeilen"]):
            felder = iter(zeile["felder"])
            zellen = [Zelle(zeile["kopf"])]
            for spur in range(anzahl):
                if bis[spur] > n:
                    zellen.append(Zelle("", fortsetzung=True, fuellung=farben[spur]))
                    continue
                f = next(felder)
                klasse = klassen.get(f["klasse"])
                farbe = klasse["farbe"].removeprefix("#").upper() if klasse else "F1F1F1" if f["text"] else ""
                bis[spur] = n + f["zeilen"]
                farben[spur] = farbe
                text = f"{klasse['zeichen']} {f['text']}" if klasse else f["text"]
                zellen.append(Zelle(text, fuellung=farbe, beginnt_block=f["zeilen"] > 1))
            zeilen.append(zellen)
        breiten = [0.8, *[1.0] * anzahl]
        self._fuege_ein(
            tabelle([kopf, *zeilen], breiten, kopfzeilen=1, alt=daten["titel"], stil="QZRastertext")
        )
        self._abschnitt(quer=False)

    def _unterschrift(self, wort: str, titel: str) -> None:
        self._nummer[wort] += 1
        absatz = self._absatz(f"{wort} ", "Caption")
        feld(absatz, f"SEQ {wort} \\* ARABIC", str(self._nummer[wort]))
        absatz.add_run(druckbar(f": {titel}"))
        absatz.paragraph_format.keep_with_next = True

    def _kasten(self, stufe: str, titel: str, text: str) -> None:
        absatz = self._absatz("", f"QZ Kasten {stufe}")
        absatz.add_run(druckbar(titel)).bold = True
        absatz.add_run().add_break()
        absatz.add_run(druckbar(text))

    def _bild(self, inhalt: bytes, alt: str) -> None:
        from docx.shared import Inches

        absatz = self._absatz("", "Normal")
        bild = absatz.add_run().add_picture(io.BytesIO(inhalt))
        platz = (BREITE - 2 * RAND) / 2.54
        kleiner = min(1.0, Inches(platz) / bild.width, Inches(HOECHSTE_ABBILDUNG) / bild.height)
        bild.width, bild.height = int(bild.width * kleiner), int(bild.height * kleiner)
        eigenschaften = bild._inline.docPr
        eigenschaften.set("descr", druckbar(alt))
        eigenschaften.set("name", f"Abbildung {self._nummer['Abbildung']}")

    def _abschnitt(self, *, quer: bool) -> None:
        from docx.enum.section import WD_ORIENT, WD_SECTION
        from docx.shared import Cm

        abschnitt = self._dokument.add_section(WD_SECTION.NEW_PAGE)
        abschnitt.orientation = WD_ORIENT.LANDSCAPE if quer else WD_ORIENT.PORTRAIT
        breite, hoehe = (HOEHE, BREITE) if quer else (BREITE, HOEHE)
        abschnitt.page_width, abschnitt.page_height = Cm(breite), Cm(hoehe)

    def _absatz(self, text: str, stil: str) -> Any:
        return neuer_absatz(self._dokument, text, stil)

    def _fuege_ein(self, element: Any) -> None:
        self._dokument.element.body.insert_element_before(element, "w:sectPr")
