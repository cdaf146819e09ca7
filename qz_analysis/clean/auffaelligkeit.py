"""What a sheet hides or can't say: hidden rows, comments, error cells, formulas without a value."""

from dataclasses import replace

from qz_analysis.clean.eigenes import ist_eigene_notiz
from qz_analysis.clean.lesung import Lesung
from qz_analysis.read.blatt import Blatt, Zelle

_SONDERFALL = {
    "fehlerwert": "Die Formel ergibt den Fehler „{}“. Bitte die Formel berichtigen.",
    "formel_ohne_wert": "Zur Formel „{}“ ist kein Ergebnis gespeichert. Bitte die Datei in Excel öffnen und neu speichern.",
}


def ohne_sonderfaelle(blatt: Blatt) -> tuple[Blatt, list[Zelle]]:
    """Return the sheet without its error cells and formulas without a value, and these cells.

    They hold no data: read as text they would be taken for a name or a status.
    """
    if not blatt.besonderes:
        return blatt, []
    spalten = {spalte: list(werte) for spalte, werte in blatt.spalten.items()}
    heraus = []
    for (zeile, spalte), _ in sorted(blatt.besonderes.items()):
        if zelle := blatt.hier(zeile, spalte):
            heraus.append(zelle)
            spalten[spalte][zeile - 1] = None
    return replace(blatt, spalten=spalten), heraus


def melde_sonderfaelle(lesung: Lesung, zellen: list[Zelle]) -> None:
    """Reject the cells that `ohne_sonderfaelle` took out."""
    for zelle in zellen:
        art = lesung.blatt.besonderes[zelle.zeile, zelle.spalte]
        lesung.weise_vorab_zurueck(zelle, art, _SONDERFALL[art].format(zelle.text))


def melde_personen(lesung: Lesung) -> None:
    """Report the cells in which somebody was masked, without what stood there."""
    for (zeile, spalte), arten in sorted(lesung.blatt.personen.items()):
        lesung.melde(
            "warnung",
            "personenangabe",
            f"Hier stand, was eine Angabe zu einer Person sein kann ({arten}). Sie wurde unkenntlich gemacht und steht in keiner "
            "Tabelle. Bitte aus der Liste nehmen; ist es keine Person, bitte anders schreiben.",
            Zelle(zeile, spalte, f"[{arten}]"),
        )


def melde_auffaelligkeiten(lesung: Lesung) -> None:
    """Report what a reader of the sheet does not see, and what our reader did not look at."""
    blatt = lesung.blatt
    if blatt.versteckt and blatt.spalten:
        lesung.melde(
            "hinweis", "blatt_versteckt", "Das Blatt ist ausgeblendet. Es wurde gelesen wie ein sichtbares."
        )
    verborgen = [
        zelle
        for nummer, zeile in (blatt.zeilen() if blatt.versteckte_zeilen or blatt.versteckte_spalten else ())
        for zelle in zeile
        if nummer in blatt.versteckte_zeilen or zelle.spalte in blatt.versteckte_spalten
    ]
    if verborgen:
        lesung.melde(
            "hinweis",
            "zellen_versteckt",
            f"{len(verborgen)} Zellen stehen in ausgeblendeten Zeilen oder Spalten. Sie wurden gelesen wie sichtbare.",
            verborgen[0],
        )
    for ort, text in sorted(blatt.kommentare.items()):
        if ist_eigene_notiz(text):
            continue
        # The comment itself may name somebody: it is not repeated.
        lesung.melde(
            "hinweis",
            "kommentar",
            "An der Zelle steht ein Kommentar. Kommentare werden nicht übernommen; was zählt, gehört in eine Zelle.",
            blatt.hier(*ort) or Zelle(*ort, "(leer)"),
        )
    for satz in blatt.hinweise:
        lesung.melde("hinweis", "nicht_gelesen", satz)
