"""What citizens brought to the team, and which goals answer it."""

from qz_analysis.figures.anliegen import Antwort, Zielnennung, antworten
from qz_analysis.figures.bestand import Bestand
from qz_analysis.model import werte
from qz_analysis.show import text
from qz_analysis.show.baustein import Hinweis, Spalte, Tabelle
from qz_analysis.show.ziel import status_text

NICHT_REPRAESENTATIV = "Die Anliegen sind nicht methodisch erhoben und nicht repräsentativ."


def anliegen(b: Bestand) -> list[Tabelle | Hinweis]:
    """Return the concerns with the goals that answer them, and a box with those that no goal of the next year answers."""
    zeilen = antworten(b)
    if not zeilen:
        return [
            Hinweis(
                "hinweis",
                "Keine Anliegen",
                "Für dieses Jahr gibt es keine Liste der Anliegen. " + NICHT_REPRAESENTATIV,
            )
        ]
    return [_tabelle(zeilen), _offen(zeilen)]


def _tabelle(zeilen: tuple[Antwort, ...]) -> Tabelle:
    return Tabelle(
        titel="Anliegen der Bürger*innen und die Ziele, die darauf antworten (nicht repräsentativ)",
        spalten=(
            Spalte("Anliegen", breite=2.4),
            Spalte("Thema; Weg, Anzahl", breite=1.8),
            Spalte("Ziel im Berichtsjahr", breite=2),
            Spalte("Ziel im Folgejahr", breite=2.2),
        ),
        zeilen=tuple(
            (
                a.anliegen,
                "; ".join(teil for teil in (a.thema, _weg(a)) if teil) or text.KEINE_ANGABE,
                _ziele(a.ziele, a),
                _ziele(a.folgeziele, a) if a.geplant else text.KEINE_ANGABE,
            )
            for a in zeilen
        ),
        anmerkung=f"{NICHT_REPRAESENTATIV} Ein Stern (*): Der Bericht ordnet das Ziel nicht selbst zu, es ist eine Lesart. "
        f"{text.NULL} kein Ziel.",
    )


def _weg(a: Antwort) -> str:
    teile = [werte.ANLIEGEN_KANAL[a.kanal]] if a.kanal else []
    teile += [f"{text.anzahl(a.anzahl)}-mal"] if a.anzahl else []
    return ", ".join(teile)


def _ziele(ziele: tuple[Zielnennung, ...], a: Antwort) -> str:
    stern = "\u00a0*" if a.lesart else ""
    return "; ".join(f"{_ziel(z)}{stern}" for z in ziele) or text.NULL


def _ziel(z: Zielnennung) -> str:
    return f"{z.ziel_id} {z.handlungsziel}" + (f": {status_text(z.status)}" if z.status else "")


def _offen(zeilen: tuple[Antwort, ...]) -> Hinweis:
    titel = "Anliegen ohne Ziel im Folgejahr"
    bekannt = [a for a in zeilen if a.geplant]
    if not bekannt:
        return Hinweis(
            "hinweis", titel, f"Die Ziele des Folgejahrs liegen noch nicht vor. {NICHT_REPRAESENTATIV}"
        )
    offen = [a for a in bekannt if not a.folgeziele]
    if not offen:
        return Hinweis(
            "hinweis",
            titel,
            f"Auf jedes Anliegen antwortet ein Ziel.{_lesart(bekannt)} {NICHT_REPRAESENTATIV}",
        )
    saetze = [f"„{a.anliegen}“" + (f" ({a.bemerkung})" if a.bemerkung else "") for a in offen]
    return Hinweis(
        "hinweis",
        titel,
        f"{text.zahl(len(offen))} von {text.zahl(len(bekannt))} Anliegen fanden keinen Weg in die Ziele des Folgejahrs: "
        f"{'; '.join(saetze)}.{_lesart(bekannt)} {NICHT_REPRAESENTATIV}",
    )


def _lesart(zeilen: list[Antwort]) -> str:
    n = sum(a.lesart for a in zeilen)
    return (
        f" Bei {text.zahl(n)} von {text.zahl(len(zeilen))} ist es eine Lesart, welches Ziel antwortet."
        if n
        else ""
    )
