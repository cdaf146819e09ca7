"""One theme of the Abfragematrix as a sheet: Kennzahlen with a value, and those in groups as small blocks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from qz_analysis.figures.abfragematrix import Posten
from qz_analysis.figures.wert import Ergebnis, Wert
from qz_analysis.show import text
from qz_analysis.show.baustein_blatt import (
    Arbeitsblatt,
    Art,
    Blattspalte,
    Blattzeile,
    Gesperrt,
    Verweis,
    Zahl,
    Zelle,
)

SPALTEN: Final = (
    Blattspalte("Nr.", 6),
    Blattspalte("Kennzahl, Gruppe", 44),
    Blattspalte("Wert", 14, rechts=True),
    Blattspalte("Einheit", 14),
    Blattspalte("mindestens", 11.5, rechts=True),
    Blattspalte("höchstens", 11, rechts=True),
    Blattspalte("Zähler", 8, rechts=True),
    Blattspalte("Nenner", 8, rechts=True),
    Blattspalte("Abdeckung", 11, rechts=True),
    Blattspalte("davon Lesart", 8, rechts=True),
    Blattspalte("Hinweis", 15),
    Blattspalte("Definition", 11),
)
IMMER: Final = frozenset(
    {0, 1, 2, 3, 11}
)  # columns that stay, also where a whole sheet has nothing to say in them
PAARE: Final = {4: 5, 5: 4, 6: 7, 7: 6}  # bounds, and the parts of a ratio: one says little without the other
NAME, WERT, ENDE_ZAHLEN = 1, 2, 10  # of the columns: the name, and from the value to the last number
SEITE = 138  # characters that fit across
EINZELN_OHNE: Final = 3  # so many groups without a number stand by themselves; more are one row
NULL_FORMAT: Final = f'#,##0;-#,##0;"{text.NULL}"'


def themenblatt(
    thema: str,
    posten: Sequence[Posten],
    definitionen: Mapping[str, Verweis],
    fassung: str,
    hinweise: tuple[str, ...] = (),
) -> Arbeitsblatt:
    """Return the sheet of a theme: first what the version asks for, then what else there is.

    Columns that no row of the sheet needs are left out.
    """
    zeilen: list[Blattzeile] = []
    for gefragt, titel in (
        (True, f"In der Abfragematrix, Fassung {fassung}, gefragt"),
        (False, f"Zusätzlich berechnet, in der Fassung {fassung} nicht gefragt"),
    ):
        eigene = [p for p in posten if p.gefragt == gefragt]
        if eigene:
            zeilen.append(_zeile("", titel, art="abschnitt"))
            zeilen += [z for p in eigene for z in _zeilen(p, definitionen[p.ergebnis.kennzahl.id])]
    gesagt = {n for z in zeilen for n, zelle in enumerate(z.zellen) if zelle not in (None, "", Gesperrt())}
    voll = [n for n in range(len(SPALTEN)) if {n, PAARE.get(n, n)} & (gesagt | IMMER)]
    spalten = [SPALTEN[n] for n in voll]
    frei = SEITE - sum(s.breite for s in spalten)
    spalten[NAME] = replace(spalten[NAME], breite=spalten[NAME].breite + max(frei, 0))
    return Arbeitsblatt(
        thema,
        thema,
        tuple(spalten),
        tuple(Blattzeile(tuple(z.zellen[n] for n in voll), z.art, z.eingerueckt) for z in zeilen),
        (*hinweise, text.LEGENDE),
    )


def _zeilen(posten: Posten, definition: Verweis) -> list[Blattzeile]:
    e = posten.ergebnis
    if not e.je:
        return [_wertzeile(posten.nr, posten.bezeichnung, e, e.wert, definition, art="kennzahl")]
    zusatz = " (Mehrfachnennungen)" if e.mehrfach else ""
    kopf = _zeile(posten.nr, posten.bezeichnung + zusatz, definition=definition, art="block")
    ohne = [w for w in e.werte if w.anzahl is None and not w.geheim]
    viele = len(ohne) > EINZELN_OHNE
    zeilen = [_wertzeile("", w.gruppe or "", e, w, None) for w in e.werte if not (viele and w in ohne)]
    if viele or not zeilen:
        rest = f"{len(ohne)} weitere, siehe „Alle Werte“" if viele else "keine Gruppe"
        zeilen.append(_zeile("", rest, (text.KEINE_ANGABE, *(None,) * 8), eingerueckt=True))
    return [kopf, *zeilen]


def _zeile(
    nr: str,
    bezeichnung: str,
    rest: tuple[Zelle, ...] = (None,) * 9,
    definition: Zelle = None,
    *,
    art: Art = "",
    eingerueckt: bool = False,
) -> Blattzeile:
    return Blattzeile((nr, bezeichnung, *rest, definition), art, eingerueckt)


def _wertzeile(
    nr: str, bezeichnung: str, ergebnis: Ergebnis, wert: Wert, definition: Zelle, art: Art = ""
) -> Blattzeile:
    einheit = ergebnis.kennzahl.einheit
    hinweis = "Beispieldaten" if wert.beispiel else ""
    if wert.geheim:
        gesperrt = [Gesperrt()] * (ENDE_ZAHLEN - WERT - 2)
        rest = (Gesperrt(text.GEHEIM), einheit, *gesperrt, hinweis or "geheim")
    else:
        anteil = einheit == "Anteil"
        a = wert.anzahl
        grenzen = [None, None]
        if a is not None and isinstance(wertzelle(wert, einheit), str):
            grenzen = [None if z is None else zahl(z, anteil=anteil) for z in (a.min, a.max)]
        abdeckung = None if wert.abdeckung is None else zahl(wert.abdeckung, anteil=True)
        rest = (
            wertzelle(wert, einheit), einheit, *grenzen, wert.zaehler, wert.nenner, abdeckung, wert.unsicher or None, hinweis,
        )  # fmt: skip
    return _zeile(nr, bezeichnung, rest, definition, art=art, eingerueckt=not art)


def wertzelle(wert: Wert, einheit: str) -> Zelle:
    """Return a value as a number where it is exact, else as a reader sees it: "über 85", "keine Angabe", the sign."""
    a = wert.anzahl
    if wert.geheim:
        return Gesperrt(text.GEHEIM)
    if a is None or a.min != a.max or a.genauigkeit == "rund":
        return text.wert(wert, einheit)
    mittel = a.ist_mittel or a.genauigkeit == "durchschnittlich"
    return zahl(a.min, anteil=einheit == "Anteil", mittel=mittel)


def zahl(wert: float, *, anteil: bool = False, mittel: bool = False) -> Zahl:
    """Return a number with its format: a share in percent, zero as a dash, decimals only where there are any."""
    if anteil:
        return Zahl(wert, "0.0 %")
    if mittel:
        return Zahl(wert, '"Ø "#,##0.0')
    return Zahl(wert, NULL_FORMAT if float(wert).is_integer() else "#,##0.0#")
