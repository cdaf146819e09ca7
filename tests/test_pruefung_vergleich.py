"""Comparisons, attacked: the same count of two places is two counts, however a table sets them beside each other."""

from pathlib import Path

import pytest
from zeichnen import vergleich

from qz_analysis import show
from qz_analysis.figures.jahresvergleich import Jahresvergleich
from qz_analysis.pruefung.ordner import pruefe

K = 5
FORMEN = [show.jahrestabellen, show.standorttabellen, show.gruppenvergleiche]
# Only Nord in 2021 had few visits.
BESUCHE = {
    ("nord", 2021): "Datum | Angebot | Besuche\n01.02.2021 | Chor | 3",
    ("nord", 2022): "Datum | Angebot | Besuche\n01.02.2022 | Chor | 60\n02.02.2022 | Treff | 7",
    ("sued", 2021): "Datum | Angebot | Besuche\n01.02.2021 | Chor | 40\n02.02.2021 | Treff | 8",
    ("sued", 2022): "Datum | Angebot | Besuche\n01.02.2022 | Chor | 50\n02.02.2022 | Treff | 9",
}


def schreibe(pfad: Path, v: Jahresvergleich, *formen) -> None:
    bausteine = "".join(baustein.html() for form in formen for baustein in form(v))
    pfad.write_text(f"<html lang='de'><body>{bausteine}</body></html>", encoding="utf-8")


def test_a_number_of_one_standort_does_not_contradict_the_sign_of_another(tmp_path):
    schreibe(tmp_path / "vergleich.html", vergleich(BESUCHE, k=K), *FORMEN)
    pruefung = pruefe(tmp_path, K)
    assert ([str(f) for f in pruefung.funde], pruefung.geheim > 0) == ([], True)


@pytest.mark.parametrize("form", FORMEN, ids=[form.__name__ for form in FORMEN])
def test_what_is_secret_of_a_standort_and_jahr_may_stand_in_no_table_of_them(tmp_path, form):
    schreibe(tmp_path / "geheim.html", vergleich(BESUCHE, k=K), *FORMEN)
    schreibe(tmp_path / "offen.html", vergleich(BESUCHE, k=1), form)
    funde = {str(f) for f in pruefe(tmp_path, K).funde}
    gruppe = " je monat: Februar" if form is show.gruppenvergleiche else ""
    assert (
        f"besuche{gruppe} [nord 2021]: In geheim.html ist die Zahl geheim, in offen.html steht sie." in funde
    )
