"""Comparisons, attacked: the same count of two places is two counts, however a table sets them beside each other."""

from pathlib import Path

import pytest
from zeichnen import blatt, tabellen

from qz_analysis import show
from qz_analysis.daten import zusammen
from qz_analysis.figures import Bestand, Einstellungen
from qz_analysis.figures.jahresvergleich import Jahresvergleich, vergleiche_jahre
from qz_analysis.pruefung.ordner import pruefe

K = 5
BESUCHE = {("nord", 2021): (3,), ("nord", 2022): (60, 7), ("sued", 2021): (40, 8), ("sued", 2022): (50, 9)}
FORMEN = [show.jahrestabellen, show.standorttabellen, show.gruppenvergleiche]


def vergleich(k: int) -> Jahresvergleich:
    """Return a comparison in which only Nord in 2021 had few visits."""
    alle = []
    for (standort, jahr), zahlen in BESUCHE.items():
        zeilen = [
            f"0{n}.02.{jahr} | {was} | {zahl}"
            for n, (was, zahl) in enumerate(zip(("Chor", "Treff"), zahlen, strict=False), 1)
        ]
        liste = blatt("\n".join(["Datum | Angebot | Besuche", *zeilen]), datei=f"{standort}/{jahr}/b.xlsx")
        alle.append(tabellen(liste, jahr=jahr, standort=standort))
    return vergleiche_jahre(Bestand(zusammen(alle, list(BESUCHE)), Einstellungen(k=k)))


def schreibe(pfad: Path, v: Jahresvergleich, *formen) -> None:
    bausteine = "".join(baustein.html() for form in formen for baustein in form(v))
    pfad.write_text(f"<html lang='de'><body>{bausteine}</body></html>", encoding="utf-8")


def test_a_number_of_one_standort_does_not_contradict_the_sign_of_another(tmp_path):
    schreibe(tmp_path / "vergleich.html", vergleich(K), *FORMEN)
    pruefung = pruefe(tmp_path, K)
    assert ([str(f) for f in pruefung.funde], pruefung.geheim > 0) == ([], True)


@pytest.mark.parametrize("form", FORMEN, ids=[form.__name__ for form in FORMEN])
def test_what_is_secret_of_a_standort_and_jahr_may_stand_in_no_table_of_them(tmp_path, form):
    schreibe(tmp_path / "geheim.html", vergleich(K), *FORMEN)
    schreibe(tmp_path / "offen.html", vergleich(1), form)
    funde = {str(f) for f in pruefe(tmp_path, K).funde}
    gruppe = " je monat: Februar" if form is show.gruppenvergleiche else ""
    assert (
        f"besuche{gruppe} [nord 2021]: In geheim.html ist die Zahl geheim, in offen.html steht sie." in funde
    )
