"""Runs the notebooks of a report on one kernel and writes its files in place of the old ones; nothing is made twice."""

import json
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from qz_analysis.auftrag import MANIFEST, Auftrag, Bericht, Melde, dateien_in, ist_unversehrt, tabellensummen
from qz_analysis.config import lade_konfiguration
from qz_analysis.errors import grund
from qz_analysis.exporte import bereite_vor, diagramme, exporte, kapitelseite, richte_her
from qz_analysis.faeden import nebenbei
from qz_analysis.kern import protokoll
from qz_analysis.paths import Arbeitsbereich
from qz_analysis.pruefung.mitlesen import Mitleser
from qz_analysis.report.ablage import ersetze_ordner, write_atomic
from qz_analysis.report.kernel import WarmKernel, import_jsonschema
from qz_analysis.report.notebook import prepare, run
from qz_analysis.report.schritte import Schrittbuch, pruefsumme
from qz_analysis.uebersicht import schreibe_uebersicht
from qz_analysis.vorrat import beschraenke

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from qz_analysis.figures.bestand import Bestand

Seiten = dict[str, "Future[Any]"]  # file name -> the page of a notebook, None where that fails


@dataclass
class Lauf:
    """One run in which something has changed."""

    bereich: Arbeitsbereich
    auftrag: Auftrag
    buch: Schrittbuch
    grund: dict[str, str]
    eingaben: dict[str, str]
    notebooks: dict[str, str]
    unberechenbar: dict[str, str]
    melde: Melde
    im_stapel: bool = False
    fehler: list[str] = field(default_factory=list)
    offen: set[str] = field(default_factory=set)  # notebooks that are to run again next time
    mitleser: Mitleser = field(default_factory=Mitleser)

    def bericht(self, kernel: WarmKernel) -> Bericht:
        """Return what was made with a kernel, whose process loads its libraries while this one reads the spreadsheets."""
        auftrag, buch = self.auftrag, self.buch
        with nebenbei(1, gleichzeitig=not self.im_stapel) as nebenher:
            import_jsonschema()  # before whatever asks for nbformat, in this thread or beside it
            self.melde("Listen lesen und prüfen", 0.0)
            teile = self.grund | self.eingaben
            lesen = buch.ist_noetig("Listen lesen", teile, lambda: ist_unversehrt(auftrag, buch))
            b = auftrag.lies() if lesen else auftrag.lade()
            tabellen = _tabellen(auftrag)
            buch.merke("Listen lesen", teile, tabellen)
            ergebnis = Bericht(auftrag.ordner, zellen=_bilanz(b), befunde=_befunde(b))
            tabellen = tabellen | {"Beispieldateien": pruefsumme("\n".join(sorted(b.beispieldateien)))}
            angaben = self._angaben(b)
            prepare()  # not beside what computes: the kernel is ready by now
            # What waits for no data, and what needs the tables alone, is made while the kernel computes.
            vorbereitet = nebenher.submit(bereite_vor)
            weitere = nebenher.submit(self._weitere, b, angaben, tabellen)
            gerechnet, seiten = self._rechne(kernel, tabellen, angaben, nebenher)
            self.melde("Bericht schreiben", 0.85)
            vorbereitet.exception()  # waited for only: an exporter that lacks something says so itself
            dateien = {} if self.fehler else self._exportiere(gerechnet, seiten, weitere)
        if self.fehler:
            dateien = self._mit_vermerk(gerechnet, b)
        self._veroeffentliche(b, dateien, ergebnis)
        ergebnis.fehler = self.fehler
        if not self.im_stapel:
            beschraenke(self.bereich.bilder)
            self.melde("Übersicht schreiben", 0.97)
            self._versuche(
                "Die Übersicht „outputs/index.html“",
                lambda: schreibe_uebersicht(self.bereich, lade_konfiguration(self.bereich.konfiguration)),
            )
        buch.merke(
            "Bericht",
            self.grund | self.notebooks | self.eingaben,
            {"zellen": ergebnis.zellen, "befunde": ergebnis.befunde},
        )
        if self.fehler or self.offen:
            buch.vergiss("Bericht")
        buch.schreibe()
        ergebnis.dateien, ergebnis.schritte = dateien_in(auftrag.ordner), buch.schritte
        self.melde("Fertig", 1.0)
        return ergebnis

    def _orte(self) -> set[str]:
        """Return the Standorte and Jahre of this report, as `daten` names them."""
        return {f"{o.parent.name}/{o.name}" for o in self.auftrag.tabellenordner}

    def _angaben(self, b: "Bestand") -> dict[str, Any]:
        from qz_analysis.show.arbeitsblaetter import datenstand

        return {
            **self.auftrag.angaben,
            "unvollstaendig": False,
            "beispieldaten": bool(b.beispieldateien),
            "datenstand": datenstand(b),
        }

    def _rechne(
        self, kernel: WarmKernel, tabellen: Mapping[str, str], angaben: Mapping[str, Any], nebenher: Executor
    ) -> tuple[dict[str, "NotebookNode"], Seiten]:
        """Return all notebooks with their results by name, and their pages; what did not change is not run again."""
        gerechnet: dict[str, NotebookNode] = {}
        seiten: Seiten = {}
        namen = self.auftrag.notebooks
        for n, name in enumerate(namen):

            def zelle(fertig: int, alle: int, n: int = n, name: str = name) -> None:
                self.melde(f"Notebook {name}", 0.15 + 0.7 * (n + fertig / alle) / len(namen))

            nb = gerechnet[name] = self._notebook(name, kernel, tabellen, zelle)
            richte_her(nb, angaben)
            nebenher.submit(diagramme, [nb])  # drawn once, two exports ask for them
            nebenher.submit(self._lies_ablage, name)
            if name != self.auftrag.haupt:
                seiten[f"{name}.html"] = nebenher.submit(self._seite, name, nb)
        return gerechnet, seiten

    def _lies_ablage(self, name: str) -> None:
        """Let the audit read an executed notebook as it is kept."""
        ablage = self.auftrag.merkzettel / f"{name}.json"
        if ablage.is_file():
            self.mitleser.lies(ablage.name, ablage.read_bytes())

    def _seite(self, name: str, nb: "NotebookNode") -> bytes | None:
        """Return the page of one notebook, None where that fails."""
        datei = f"{name}.html"
        seite = self._versuche(f"„{datei}“", lambda: kapitelseite(nb))
        if seite is None:
            return None
        self.mitleser.lies(datei, seite.encode())
        return seite.encode()

    def _notebook(
        self,
        name: str,
        kernel: WarmKernel,
        tabellen: Mapping[str, str],
        zelle: Callable[[int, int], object],
    ) -> "NotebookNode":
        from nbformat import from_dict

        schritt, ablage = f"Notebook {name}", self.auftrag.merkzettel / f"{name}.json"
        fest = self.grund | {f"{name}.ipynb": self.notebooks[f"{name}.ipynb"]}
        dazu = self.buch.dazu(schritt) or {}
        gefragt = {f"Tabelle {t}": tabellen.get(t, "") for t in dazu.get("tabellen", ())}
        if grund := self.unberechenbar.get(name):
            self.buch.laeuft_immer(schritt, grund)
        elif not self.buch.ist_noetig(
            schritt, fest | gefragt, lambda: _summe(ablage) == dazu.get("ergebnis")
        ):
            return cast("NotebookNode", from_dict(json.loads(ablage.read_text("utf-8"))))
        protokoll().write_text("", "utf-8")
        pfad = self.bereich.notebooks / f"{name}.ipynb"
        ergebnis = run(pfad, self.auftrag.parameter, on_cell=zelle, kernel=kernel)
        self.fehler += ergebnis.fehler
        gefragt_von = {zeile.rpartition("/")[::2] for zeile in protokoll().read_text("utf-8").split()}
        # Of the tables of another Standort or Jahr no checksum is known here.
        fremd = {ort for ort, _ in gefragt_von} - self._orte()
        if ergebnis.fehler or name in self.unberechenbar or fremd:
            self.buch.vergiss(schritt)
            self.offen.add(name)
            return ergebnis.nb
        inhalt = json.dumps(ergebnis.nb, ensure_ascii=False, sort_keys=True)
        write_atomic(ablage, inhalt)
        genannt = sorted({tabelle for _, tabelle in gefragt_von} & set(tabellen))
        teile = fest | {f"Tabelle {t}": tabellen[t] for t in genannt}
        self.buch.merke(schritt, teile, {"tabellen": genannt, "ergebnis": pruefsumme(inhalt)})
        return ergebnis.nb

    def _weitere(
        self, b: "Bestand", angaben: dict[str, Any], tabellen: Mapping[str, str]
    ) -> dict[str, bytes]:
        """Return what is made of the tables alone; what lies in the old report and would be the same comes from there."""
        teile = (
            self.grund
            | {f"Tabelle {name}": summe for name, summe in tabellen.items()}
            | {"Angaben": pruefsumme(repr(angaben))}
        )
        vorher = self.buch.dazu("Arbeitsmappen") or {}
        alt = {name: self.auftrag.ordner / name for name in vorher}
        if not self.buch.ist_noetig(
            "Arbeitsmappen", teile, lambda: all(_summe(p) == vorher[n] for n, p in alt.items())
        ):
            return {name: pfad.read_bytes() for name, pfad in alt.items()}
        dateien, vollstaendig = self._aus_tabellen(b, angaben)
        self.buch.merke(
            "Arbeitsmappen", teile, {name: pruefsumme(inhalt) for name, inhalt in dateien.items()}
        )
        if not vollstaendig:
            self.buch.vergiss("Arbeitsmappen")
        return dateien

    def _aus_tabellen(self, b: "Bestand", angaben: dict[str, Any]) -> tuple[dict[str, bytes], bool]:
        """Return the files that need no notebook, and whether nothing in them has failed; one leaves the others standing."""
        from qz_analysis.figures.ausfall import nachsicht

        with nachsicht() as ausfaelle:
            machen = self._versuche("Was aus den Tabellen entsteht", lambda: self.auftrag.dateien(b, angaben))
            alle = {name: self._versuche(f"„{name}“", mache) for name, mache in (machen or {}).items()}
        self.fehler += ausfaelle
        dateien = {name: inhalt for name, inhalt in alle.items() if inhalt is not None}
        for name, inhalt in dateien.items():
            self.mitleser.lies(name, inhalt)
        return dateien, bool(alle) and len(dateien) == len(alle) and not ausfaelle

    def _exportiere(
        self, gerechnet: dict[str, "NotebookNode"], seiten: Seiten, weitere: "Future[dict[str, bytes]]"
    ) -> dict[str, bytes]:
        """Return all files: name -> content. An exporter that fails leaves the others standing.

        Typst takes a second to set the whole document. Meanwhile the audit reads what is there.
        """
        with nebenbei(2, gleichzeitig=not self.im_stapel) as daneben:
            ganze = {
                daneben.submit(self._versuche, f"„{name}“", mache): name
                for name, mache in exporte(self.auftrag, gerechnet).items()
            }
            dateien = {name: z.result() for name, z in seiten.items() if z.result() is not None}
            dateien |= weitere.result()
            dateien |= self._versuche("„diagramme“", lambda: diagramme(gerechnet.values())) or {}
            for name, inhalt in (dateien | self._gemerkt()).items():
                self.mitleser.lies(name, inhalt)
            for zukunft in as_completed(ganze):
                if (inhalt := zukunft.result()) is not None:
                    dateien[ganze[zukunft]] = inhalt = inhalt.encode() if isinstance(inhalt, str) else inhalt
                    self.mitleser.lies(ganze[zukunft], inhalt)
        return dateien

    def _mit_vermerk(self, gerechnet: dict[str, "NotebookNode"], b: "Bestand") -> dict[str, bytes]:
        """Return all files, now that what failed is known everywhere: each is marked UNVOLLSTÄNDIG."""
        angaben = self._angaben(b) | {"unvollstaendig": True}
        for nb in gerechnet.values():
            richte_her(nb, angaben)
        with nebenbei(1, gleichzeitig=False) as reihum:
            seiten = {
                f"{name}.html": reihum.submit(self._seite, name, nb)
                for name, nb in gerechnet.items()
                if name != self.auftrag.haupt
            }
            weitere = reihum.submit(lambda: self._aus_tabellen(b, angaben)[0])
        dateien = self._exportiere(gerechnet, seiten, weitere)
        self.fehler = list(dict.fromkeys(self.fehler))  # what failed before has failed again
        return dateien

    def _versuche(self, was: str, mache: Callable[[], Any]) -> Any:
        """Return what is made, None where that fails: then the run says so and goes on."""
        try:
            return mache()
        except Exception as fehler:
            self.fehler.append(f"{was} ist nicht entstanden. {grund(fehler)}")
            return None

    def _veroeffentliche(self, b: "Bestand", dateien: dict[str, bytes], ergebnis: Bericht) -> None:
        from qz_analysis.report.manifest import manifest

        self.melde("Geheimhaltung prüfen", 0.95)
        with ersetze_ordner(ergebnis.ordner) as ziel:
            for name, inhalt in dateien.items():
                write_atomic(ziel / name, inhalt)
            ausgaben = {name: pruefsumme(dateien[name]) for name in sorted(dateien)}
            angaben = {
                "parameter": self.auftrag.parameter,
                "befunde": ergebnis.befunde,
                "fehler": self.fehler,
            }
            dazu = {MANIFEST: manifest(b.tabelle("quelle"), ausgaben=ausgaben, **angaben).encode()}
            write_atomic(ziel / MANIFEST, dazu[MANIFEST])
            # Of what anybody could work out too much from, the old folder stays.
            self.mitleser.sichere(dateien | dazu | self._gemerkt(), b.einstellungen.k)

    def _gemerkt(self) -> dict[str, bytes]:
        """Return what is kept for the next run: executed notebooks, and what they were made of."""
        return {p.name: p.read_bytes() for p in sorted(self.auftrag.merkzettel.glob("*.json"))}


def _tabellen(auftrag: Auftrag) -> dict[str, str]:
    from qz_analysis.model.tabellen import Tabellen

    return tabellensummen(auftrag, Tabellen.members())


def _summe(pfad: Path) -> str:
    return pruefsumme(pfad.read_bytes()) if pfad.is_file() else ""


def _bilanz(b: "Bestand") -> dict[str, int]:
    """Return cells read, taken over, rejected, ignored; the tables refuse a sheet whose balance is off."""
    quelle = b.tabelle("quelle")
    return {
        was: int(quelle[f"zellen_{was}"].sum())
        for was in ("gelesen", "uebernommen", "zurueckgewiesen", "ignoriert")
    }


def _befunde(b: "Bestand") -> dict[str, int]:
    stufen = b.tabelle("befund")["stufe"]
    return {stufe: int((stufen == stufe).sum()) for stufe in ("fehler", "warnung", "hinweis")}
