"""Each case in `faelle` is as its table says; what a case file may hold stands in the README there."""

import pytest
from fall import DATEIEN, ORDNER, FallFehler, lies_fall, lies_text

from qz_analysis.figures import KENNZAHLEN

ANGEBOTE = """
## Blatt: Angebote

| Angebot | Thema    |
|---------|----------|
| Café    | Beratung |
"""
BERECHNET = "angebote: Berechnet wurde auch „Beratung“. Bitte nennen, oder eine Zeile „…“."


@pytest.mark.parametrize("pfad", DATEIEN, ids=lambda pfad: pfad.stem)
def test_the_figures_of_a_case_are_those_it_expects(pfad, tmp_path):
    try:
        abweichungen = lies_fall(pfad).abweichungen(tmp_path)
    except FallFehler as fehler:
        pytest.fail(str(fehler), pytrace=False)
    if abweichungen:
        pytest.fail("\n".join(abweichungen), pytrace=False)


def test_every_kennzahl_has_a_case():
    geprueft = {e.kennzahl for pfad in DATEIEN for e in lies_fall(pfad).erwartet}
    assert sorted(KENNZAHLEN.keys() - geprueft) == []


def test_every_kennzahl_is_zero_or_unknown_where_there_is_nothing():
    ohne_gruppe = [e for e in lies_fall(ORDNER / "nichts.md").erwartet if not e.je]
    assert sorted(e.kennzahl for e in ohne_gruppe) == sorted(KENNZAHLEN)
    assert {e.texte["Wert"] for e in ohne_gruppe} == {"–", "keine Angabe"}


def test_the_template_of_the_readme_is_a_case(tmp_path):
    inhalt = (ORDNER / "README.md").read_text(encoding="utf-8")
    vorlage = inhalt.split("~~~markdown\n")[1].split("~~~")[0]
    assert lies_text(vorlage, "faelle/neu.md").abweichungen(tmp_path) == []


@pytest.mark.parametrize(
    ("erwartet", "satz"),
    [
        (
            "| Kennzahl | Wert |\n|---|---|\n| angebot | 1 |",
            "faelle/x.md, Zeile 12: Die Kennzahl „angebot“ gibt es nicht. Am nächsten liegt „angebote“.",
        ),
        (
            "| Kennzahl | Werte |\n|---|---|\n| angebote | 1 |",
            "faelle/x.md, Zeile 10: Die Spalte „Werte“ gibt es nicht. Am nächsten liegt „Wert“.",
        ),
        (
            "| Kennzahl | je | Wert |\n|---|---|---|\n| angebote | Alter | 1 |",
            "faelle/x.md, Zeile 12: Nach „Alter“ lässt sich hier nicht aufteilen.",
        ),
        (
            "| Kennzahl | wo | Wert |\n|---|---|---|\n| angebote | Art = oft | 1 |",
            "faelle/x.md, Zeile 12: „oft“ ist keine Angabe für Art.",
        ),
        (
            "| Kennzahl | wo | Wert |\n|---|---|---|\n| angebote | 1 |",
            "faelle/x.md, Zeile 12: Die Zeile hat 2 Spalten, die Überschrift 3.",
        ),
        ("", "faelle/x.md: Es fehlt die Tabelle unter „## Erwartet“."),
    ],
)
def test_a_mistake_in_the_expected_table_is_named_with_its_line(erwartet, satz, tmp_path):
    with pytest.raises(FallFehler) as fehler:
        lies_text(f"# Fall\n{ANGEBOTE}\n## Erwartet\n{erwartet}", "faelle/x.md").abweichungen(tmp_path)
    assert str(fehler.value).startswith(satz)


@pytest.mark.parametrize(
    ("fall", "satz"),
    [
        ("## Tabelle: A\n| Angebot |", "faelle/x.md, Zeile 1: Die Überschrift „## Tabelle: A“ ist nicht bekannt."),
        ("## Blatt: A\nkommt noch", "faelle/x.md, Zeile 1: Unter der Überschrift fehlt die Tabelle."),
        ("## Blatt: A\n- fett: B2\n| A |", "faelle/x.md, Zeile 2: „fett“ ist nicht bekannt."),
        ("```toml\n[geheim]\n```", "faelle/x.md: „qz.toml“ kennt den Abschnitt [geheim] nicht."),
        (
            "## Blatt: A\n| Angebot | Thema | Art |\n|---|---|---|\n| Café | Beratung | oft |",
            "faelle/x.md: Blatt „A“, Zelle C2: „oft“",
        ),
    ],
)  # fmt: skip
def test_a_mistake_in_what_is_drawn_is_named_with_its_place(fall, satz, tmp_path):
    erwartet = "\n## Erwartet\n| Kennzahl | Wert |\n|---|---|\n| angebote | 1 |"
    with pytest.raises(FallFehler) as fehler:
        lies_text(fall + erwartet, "faelle/x.md").abweichungen(tmp_path)
    assert str(fehler.value).startswith(satz)


@pytest.mark.parametrize(
    ("zeilen", "abweichungen"),
    [
        ("Beratung | 2", ["angebote, Beratung: Wert „2“ erwartet, „1“ berechnet."]),
        ("Sport | 1", ["angebote: Die Gruppe „Sport“ gibt es nicht. Es gibt: „Beratung“.", BERECHNET]),
        ("(keine) |", [BERECHNET]),
        ("… |", []),
        ("Beratung | 1", []),
    ],
)
def test_a_figure_that_is_not_as_expected_is_named_with_its_line(zeilen, abweichungen, tmp_path):
    erwartet = f"| Kennzahl | je | Gruppe | Wert |\n|---|---|---|---|\n| angebote | Thema | {zeilen} |"
    fall = lies_text(f"# Fall\n{ANGEBOTE}\n## Erwartet\n{erwartet}", "faelle/x.md")
    assert fall.abweichungen(tmp_path) == [f"faelle/x.md, Zeile 12: {satz}" for satz in abweichungen]


def test_groups_stand_in_the_order_of_the_report(tmp_path):
    blatt = "## Blatt: A\n| Angebot | Thema |\n|---|---|\n| Café | Beratung, Sport |\n| Chor | Sport |"
    kopf = "## Erwartet\n| Kennzahl | je | Gruppe |\n|---|---|---|"
    erwartet = f"{kopf}\n| angebote | Thema | Beratung |\n| | | Sport und Bewegung |"
    fall = lies_text(f"{blatt}\n{erwartet}", "faelle/x.md")
    assert fall.abweichungen(tmp_path) == [
        "faelle/x.md, Zeile 9: angebote: Die Reihenfolge ist Sport und Bewegung, Beratung."
    ]
