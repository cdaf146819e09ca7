"""Watches the lists while colleagues save, and renews the reports that depend on them."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Final

from qz_analysis.errors import QzFehler
from qz_analysis.paths import Arbeitsbereich, arbeitsbereich

ENDUNGEN: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"})


def beobachte(
    sage: Callable[[str], object],
    *,
    abstand: float = 2.0,
    nachsehen: bool = False,
    ende: Event | None = None,
) -> None:
    """Renew reports whenever a list in data/raw has changed, until Ctrl-C or until `ende` is set.

    A change counts once nothing has been saved for `abstand` seconds: Office writes a file in several goes. With
    `nachsehen` folders are looked through instead of waiting for word from the system, which network drives do not send.
    `sage` is told what is done, in German.
    """
    from watchfiles import watch

    from qz_analysis.kern import kern

    bereich = arbeitsbereich()
    sage(f"Beobachtet wird {bereich.raw}. Ende mit Strg+C.")
    with (
        suppress(KeyboardInterrupt),
        kern(bereich),
    ):  # warm for all reports to come, and what computes is loaded
        import qz_analysis.lauf  # noqa: F401

        for aenderungen in watch(
            bereich.raw,
            watch_filter=lambda _, pfad: ist_liste(Path(pfad)),
            debounce=round(abstand * 2000),
            step=round(abstand * 1000),
            force_polling=nachsehen or None,
            stop_event=ende,
        ):
            pfade = sorted({Path(pfad) for _, pfad in aenderungen})
            sage(f"Geändert: {', '.join(p.relative_to(bereich.raw).as_posix() for p in pfade)}")
            for standort, jahr in betroffen(bereich, pfade):
                sage(_erneuere(standort, jahr))
    sage("Beobachten beendet.")


def ist_liste(pfad: Path) -> bool:
    """Return whether a file is a list: not what Office or an editor leaves beside one while it is open."""
    return pfad.suffix.lower() in ENDUNGEN and not pfad.name.startswith(("~$", ".", "~"))


def betroffen(bereich: Arbeitsbereich, pfade: Iterable[Path]) -> list[tuple[str, int]]:
    """Return the Standorte and Jahre whose reports depend on some files: a list shows in the years beside it too."""
    orte: set[tuple[str, int]] = set()
    for pfad in pfade:
        teile = pfad.relative_to(bereich.raw).parts
        if len(teile) > 2 and teile[1].isdecimal():
            jahre = range(int(teile[1]) - 1, int(teile[1]) + 2)
            orte |= {(teile[0], jahr) for jahr in jahre if (bereich.raw / teile[0] / str(jahr)).is_dir()}
    return sorted(orte)


def _erneuere(standort: str, jahr: int) -> str:
    from qz_analysis.pipeline import bericht

    try:
        ergebnis = bericht(jahr, standort)
    except QzFehler as fehler:
        return f"{standort} {jahr}: gescheitert. {fehler}"
    if ergebnis.fehler:
        return f"{standort} {jahr}: unvollständig. {'; '.join(ergebnis.fehler)}"
    gemacht = [schritt.name for schritt in ergebnis.schritte if schritt.gelaufen]
    return f"{standort} {jahr}: {'erneuert (' + ', '.join(gemacht) + ')' if gemacht else 'unverändert'}."
