"""The comparison as plain rows for a workbook: numbers stay numbers, what is secret stays a sign."""

from collections.abc import Iterator

from qz_analysis.figures.aenderung import Aenderung
from qz_analysis.figures.jahresvergleich import Jahresvergleich
from qz_analysis.figures.reihe import Reihe
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.show import text
from qz_analysis.show.arbeitsblaetter import QUER, aus_tabelle, umbrochen
from qz_analysis.show.baustein import Tabelle
from qz_analysis.show.baustein_blatt import Arbeitsblatt, Blattspalte, Blattzeile, Gesperrt, Zelle
from qz_analysis.show.jahresvergleich import partnerwechsel
from qz_analysis.show.tabelle import definitionen
from qz_analysis.show.themenblatt import wertzelle, zahl
from qz_analysis.show.vergleichbarkeit import beispiel_hinweis, listentabelle, nicht_vergleichbar

JA_NEIN_OFFEN = {True: "ja", False: "nein", None: "offen"}


def vergleichsblaetter(v: Jahresvergleich) -> list[Arbeitsblatt]:
    """Return the sheets of `vergleich.xlsx`: values, changes, gaps, partners, definitions."""
    tafeln = (
        ("Listen", listentabelle(v)),
        ("Nicht vergleichbar", nicht_vergleichbar(v)),
        ("Partner", partnerwechsel(v)),
    )
    return [
        _werte(v),
        _aenderungen(v),
        *(aus_tabelle(name, t) for name, t in tafeln if isinstance(t, Tabelle)),
        aus_tabelle("Definitionen", definitionen()),
    ]


def _reihen(v: Jahresvergleich) -> Iterator[tuple[Reihe, str]]:
    """Yield each Reihe with the label of its Kennzahl and grouping; what is empty everywhere is left out."""
    yield from ((reihe, reihe.kennzahl.bezeichnung) for reihe in v.reihen if not reihe.leer)
    for gruppen in v.gruppiert:
        yield from ((reihe, gruppen.ergebnis.bezeichnung) for reihe in gruppen.reihen if not reihe.leer)


def _werte(v: Jahresvergleich) -> Arbeitsblatt:
    zeilen = []
    for reihe, bezeichnung in _reihen(v):
        for ort, e in reihe.werte.items():
            w, einheit = e.wert, reihe.kennzahl.einheit
            zeilen.append(
                Blattzeile(
                    (
                        reihe.kennzahl.thema, bezeichnung, reihe.gruppe or "", v.namen[ort.standort], str(ort.jahr),
                        wertzelle(w, einheit), *_grenzen(w.anzahl, anteil=einheit == "Anteil"), einheit,
                        w.zaehler, w.nenner, None if w.abdeckung is None else zahl(w.abdeckung, anteil=True),
                        "ja" if w.beispiel else "", e.grund,
                    )
                )
            )  # fmt: skip
    return Arbeitsblatt(
        "Werte",
        "Kennzahlen nach Standort und Jahr",
        (
            Blattspalte("Thema", 14), Blattspalte("Kennzahl", 34), Blattspalte("Gruppe", 24), Blattspalte("Standort", 22),
            Blattspalte("Jahr", 7), *(Blattspalte(t, 10, rechts=True) for t in ("Wert", "mindestens", "höchstens")),
            Blattspalte("Einheit", 13), *(Blattspalte(t, 9, rechts=True) for t in ("Zähler", "Nenner", "Abdeckg.")),
            Blattspalte("Beispiel", 9), Blattspalte("keine Angabe, weil", 30),
        ),
        tuple(zeilen),
        (*umbrochen(beispiel_hinweis(v).text, QUER), *umbrochen(text.LEGENDE, QUER)),
        filter=True,
    )  # fmt: skip


def _aenderungen(v: Jahresvergleich) -> Arbeitsblatt:
    zeilen = [
        Blattzeile(
            (
                reihe.kennzahl.thema, bezeichnung, reihe.gruppe or "", v.namen[a.von.standort], str(a.von.jahr),
                v.namen[a.nach.standort], str(a.nach.jahr), *_unterschied(reihe, a),
                "" if a.grund else JA_NEIN_OFFEN[a.erklaerung_noetig], a.grund or _vorbehalt(a),
            )
        )
        for reihe, bezeichnung in _reihen(v)
        for a in (*reihe.jahre, *reihe.standorte)
    ]  # fmt: skip
    return Arbeitsblatt(
        "Änderungen",
        "Änderungen von Jahr zu Jahr und Unterschiede zwischen Standorten",
        (
            Blattspalte("Thema", 14), Blattspalte("Kennzahl", 34), Blattspalte("Gruppe", 24), Blattspalte("von Standort", 22),
            Blattspalte("von Jahr", 9), Blattspalte("nach Standort", 22), Blattspalte("nach Jahr", 10),
            Blattspalte("absolut mindestens", 12, rechts=True), Blattspalte("absolut höchstens", 12, rechts=True),
            Blattspalte("Einheit", 13), Blattspalte("Verhältnis mindestens", 12, rechts=True),
            Blattspalte("Verhältnis höchstens", 12, rechts=True), Blattspalte("zu erklären", 10),
            Blattspalte("nicht berechnet, weil; Vorbehalt", 36),
        ),
        tuple(zeilen),
        (
            *umbrochen(beispiel_hinweis(v).text, QUER),
            *umbrochen(
                "Zu erklären: der Unterschied ist größer als die Schwelle in qz.toml. Bei genauen Zahlen sind „mindestens“ und "
                "„höchstens“ gleich; leer heißt offen.", QUER,
            ),
        ),
        filter=True,
    )  # fmt: skip


def _unterschied(reihe: Reihe, a: Aenderung) -> tuple[Zelle, ...]:
    """Return the bounds of both differences; a sign on a pattern for what is secret."""
    if a.geheim:
        return (Gesperrt(text.GEHEIM), Gesperrt(), reihe.kennzahl.einheit, Gesperrt(), Gesperrt())
    ist_anteil = reihe.kennzahl.einheit == "Anteil"
    return (
        *_grenzen(a.absolut, anteil=ist_anteil),
        "Prozentpunkte" if ist_anteil else reihe.kennzahl.einheit,
        *_grenzen(a.relativ, anteil=True),
    )


def _grenzen(a: Anzahl | None, *, anteil: bool) -> tuple[Zelle, Zelle]:
    unten, oben = (None, None) if a is None else (a.min, a.max)
    return (
        None if unten is None else zahl(unten, anteil=anteil),
        None if oben is None else zahl(oben, anteil=anteil),
    )


def _vorbehalt(a: Aenderung) -> str:
    return (
        f"Abdeckung {text.prozent(a.abdeckung[0])} und {text.prozent(a.abdeckung[1])}" if a.abdeckung else ""
    )
