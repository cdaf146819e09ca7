"""Where a figure comes from: its definition, what it was made of, its coverage and its source cells."""

from qz_analysis.figures.wert import Ergebnis, Wert
from qz_analysis.show import text
from qz_analysis.show.baustein import Angabe

HOECHSTENS_BEREICHE = 10  # of one sheet: beyond that nobody reads on, and kennzahlen.xlsx has them all


def angabe(ergebnis: Ergebnis, wert: Wert) -> Angabe:
    """Return a value as text that opens where it comes from."""
    return Angabe(text.wert(wert, ergebnis.kennzahl.einheit), herkunft(ergebnis, wert))


def herkunft(ergebnis: Ergebnis, wert: Wert) -> tuple[tuple[str, str], ...]:
    """Return label and text of all that is to be said about a value, in the order it is read."""
    kennzahl = ergebnis.kennzahl
    paare = [("Kennzahl", f"{kennzahl.bezeichnung} ({kennzahl.id})")]
    if wert.gruppe:
        paare.append((" und ".join(g.bezeichnung for g in ergebnis.je), wert.gruppe))
    if ergebnis.wo:
        paare.append(("nur", ergebnis.wo))
    paare += [
        ("Definition", ergebnis.definition),
        ("gezählt wird", kennzahl.zaehler),
        *([("geteilt durch", kennzahl.nenner)] if kennzahl.nenner else []),
        ("Zeitraum", kennzahl.zeitraum),
        ("Einheit", kennzahl.einheit),
    ]
    if wert.geheim:
        return (*paare, ("Quellzellen", "werden nicht genannt: die Zahl ist geheim"))
    if wert.zaehler is not None and wert.nenner is not None:
        paare.append(("Grundlage", f"{text.zahl(wert.zaehler)} / {text.zahl(wert.nenner)}"))
    if wert.abdeckung is not None:
        paare.append(("Abdeckung", f"{text.prozent(wert.abdeckung)} der erwarteten Termine"))
    if wert.unsicher:
        paare.append(("davon Lesart", text.zahl(wert.unsicher)))
    if wert.beispiel:
        paare.append(("Hinweis", "Beispieldaten, künstlich erzeugt"))
    return (*paare, ("Quellzellen", quellzellen(ergebnis, wert)), ("Quelle der Definition", kennzahl.quelle))


def quellzellen(ergebnis: Ergebnis, wert: Wert) -> str:
    """Return the source cells of a value, one line per sheet."""
    zeilen = []
    for stelle in ergebnis.belege(wert):
        gezeigt = stelle.bereiche[:HOECHSTENS_BEREICHE]
        rest = (
            f" und {len(stelle.bereiche) - len(gezeigt)} weitere Bereiche"
            if gezeigt != stelle.bereiche
            else ""
        )
        zellen = "1 Zelle" if stelle.zellen == 1 else f"{text.zahl(stelle.zellen)} Zellen"
        zeilen.append(
            f"{stelle.datei.rsplit('/', 1)[-1]} › {stelle.blatt}: {', '.join(gezeigt)}{rest} ({zellen})"
        )
    return "\n".join(zeilen) or "keine"
