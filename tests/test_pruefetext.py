"""Claims in prose against drawn lists: each rule of matching, each verdict, and sums inside the text."""

import pytest
from zeichnen import blatt, tabellen

from qz_analysis.clean.satz import saetze
from qz_analysis.figures import KENNZAHLEN
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.einstellungen import Einstellungen
from qz_analysis.figures.gruppierung import ORTE
from qz_analysis.figures.textregel import regeln
from qz_analysis.pruefetext import pruefe_saetze
from qz_analysis.read.schriftstueck import read_schriftstueck

ANGEBOTE = """
Angebot               | Thema    | Art            | Rhythmus                 | Verantwortung  | Zielgruppe | Kooperationspartner
Offener Jugendtreff   | Beratung | wiederkehrend  | an drei Tagen wöchentlich | Quartiersteam  | Kinder     |
Demenzcafé            | Beratung | wiederkehrend  | 14-täglich               | Quartiersteam  | Senioren   |
Spielenachmittag      | Beratung | wiederkehrend  | einmal monatlich         | Träger (AWO, Diakonie) | Kinder | AWO
Straßenfest           | Beratung | einmalig       |                          | weitere Partner | Kinder    | Verein
"""
PERSONAL = "Posten | % VK\nTeam | 390\ndavon vakant | 75"
BESUCHE = (
    "Datum | Angebot | Besuche\n05.07.2021 | Offener Jugendtreff | 10\n12.07.2021 | Offener Jugendtreff | 20"
)


def pruefe(tmp_path, text: str, *listen: str, einstellungen: Einstellungen | None = None):
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    gezeichnet = [
        blatt(liste, name=f"L{n}") for n, liste in enumerate(listen or (ANGEBOTE, PERSONAL, BESUCHE))
    ]
    b = Bestand(tabellen(*gezeichnet), einstellungen)
    satz = saetze(read_schriftstueck(tmp_path / "text.txt"))
    return pruefe_saetze(b, satz, 2021, "text.txt")


def befunde(tmp_path, text: str, *listen: str) -> list[str]:
    return [a.befund for a in pruefe(tmp_path, text, *listen).aussagen]


@pytest.mark.parametrize(
    ("text", "befund"),
    [
        ("Insgesamt gab es 4 Angebotsformate.", "bestätigt"),
        ("Insgesamt gab es über 3 Angebotsformate.", "bestätigt"),
        ("Insgesamt gab es über 4 Angebotsformate.", "widersprochen"),
        ("Es gab drei wiederkehrende Formate.", "bestätigt"),
        ("Es gab zwei einmalige Formate.", "widersprochen"),
        ("Zwei Formate hat das Quartiersteam allein verantwortet.", "bestätigt"),
        ("Drei Formate lagen in Verantwortung der Träger.", "bestätigt"),
        ("Es gab drei Formate für Kinder.", "bestätigt"),
        ("Der Jugendtreff hat an drei Tagen wöchentlich offen.", "bestätigt"),
        ("Der Jugendtreff hat an zwei Tagen wöchentlich offen.", "widersprochen"),
        ("Das Demenzcafé trifft sich 14-täglich.", "bestätigt"),
        ("Das Demenzcafé trifft sich wöchentlich.", "widersprochen"),
        ("Das Demenzcafé trifft sich mindestens einmal im Monat.", "bestätigt"),
        ("Einmal monatlich lädt das Haus zum Spielenachmittag.", "bestätigt"),
        ("Das hauptamtliche Team hat 390%VK.", "bestätigt"),
        ("Vom Team sind 80 % VK vakant.", "widersprochen"),
        ("Der Jugendtreff zählte durchschnittlich 15 Besuche pro Tag.", "bestätigt"),
        ("Im Jugendtreff waren es an einem Abend bis zu 20 Jugendliche.", "bestätigt"),
        ("Der Jugendtreff zählte insgesamt 30 Besuche.", "bestätigt"),
        ("Im Juli zählte der Jugendtreff 30 Besuche.", "bestätigt"),
        ("Im Mai zählte der Jugendtreff 30 Besuche.", "nicht prüfbar"),
        ("Es kamen 30 Hunde.", "nicht prüfbar"),
        ("Es gab 17 neue Formate.", "nicht prüfbar"),
    ],
)
def test_a_claim_is_held_against_the_lists(tmp_path, text, befund):
    assert befunde(tmp_path, text) == [befund]


def test_the_heading_names_the_angebot_where_the_sentence_does_not(tmp_path):
    (aussage,) = pruefe(tmp_path, "Demenzcafé\n\nWir treffen uns 14-täglich.").aussagen
    assert (aussage.befund, aussage.ergebnis.wo) == ("bestätigt", "Angebot: Demenzcafé")


def test_where_something_takes_place_is_not_what_takes_place(tmp_path):
    text = "Spielenachmittag\n\nEinmal monatlich im Rahmen des offenen Jugendtreffs."
    assert pruefe(tmp_path, text).aussagen[0].ergebnis.wo == "Angebot: Spielenachmittag"


@pytest.mark.parametrize(
    "text",
    [
        "Bis Ende des dritten Quartals gibt es fünf Formate insgesamt.",
        "Wir wollen wachsen: Ziel sind insgesamt fünf Formate.",
        "Insgesamt sollen es fünf Formate werden.",
        "Handlungsziel\tUmsetzung\nInsgesamt gibt es fünf Formate.\t",
    ],
)
def test_a_goal_claims_nothing_about_the_year(tmp_path, text):
    (aussage,) = pruefe(tmp_path, text).aussagen
    assert (aussage.befund, aussage.grund) == ("nicht prüfbar", "Ziel, keine Aussage über das Jahr.")


@pytest.mark.parametrize(
    "text",
    [
        "Im Jahr 2020 gab es insgesamt 9 Formate.",
        "Im Vorjahr gab es insgesamt 9 Formate.",
        "Schwerpunkte 2022\n\nInsgesamt gibt es 9 Formate.",
    ],
)
def test_another_year_is_not_checked(tmp_path, text):
    (aussage,) = pruefe(tmp_path, text).aussagen
    assert aussage.grund == "Spricht nicht vom Jahr 2021."


def test_what_is_denied_is_not_held_against_the_lists(tmp_path):
    (aussage,) = pruefe(tmp_path, "Insgesamt konnten fünf Formate nicht umgesetzt werden.").aussagen
    assert (aussage.befund, aussage.grund) == ("nicht prüfbar", "Der Satz verneint etwas.")


def test_sample_data_prove_nothing(tmp_path):
    besuche = f"Besuche 2021 | |\nHerkunft: Beispieldaten | |\n{BESUCHE}"
    (aussage,) = pruefe(tmp_path, "Der Jugendtreff zählte 30 Besuche.", ANGEBOTE, besuche).aussagen
    assert aussage.befund == "nicht prüfbar"
    assert aussage.grund == "Beispieldaten passen dazu; sie beweisen nichts."


def test_lists_that_hedge_themselves_may_leave_a_claim_open(tmp_path):
    besuche = "Datum | Angebot | Besuche\n05.07.2021 | Offener Jugendtreff | über 10"
    (aussage,) = pruefe(tmp_path, "Der Jugendtreff zählte 30 Besuche.", ANGEBOTE, besuche).aussagen
    assert aussage.befund == "nicht prüfbar"
    assert aussage.grund.startswith("Nicht entscheidbar")


def test_a_secret_number_is_neither_confirmed_nor_contradicted(tmp_path):
    besuche = "Datum | Angebot | Besuche\n05.07.2021 | Offener Jugendtreff | 3"
    for zahl in (3, 4):
        text = f"Der Jugendtreff zählte {zahl} Besuche."
        (aussage,) = pruefe(tmp_path, text, ANGEBOTE, besuche).aussagen
        assert (aussage.befund, aussage.grund) == ("nicht prüfbar", "Die Zahl ist geheim.")


def test_a_claim_comes_with_its_line_its_computed_value_and_its_cells(tmp_path):
    pruefung = pruefe(tmp_path, "1. Zahlen\n\nWir sind viele.\nInsgesamt gab es 9 Formate.")
    (aussage,) = pruefung.als_daten["aussagen"]
    assert {k: aussage[k] for k in ("zeile", "zahl", "kapitel", "befund", "berechnet", "kennzahl")} == {
        "zeile": 4,
        "zahl": "9",
        "kapitel": ["Zahlen"],
        "befund": "widersprochen",
        "berechnet": "4 Formate",
        "kennzahl": "angebote",
    }
    assert aussage["zellen"] == [{"datei": "qz/2021/liste.xlsx", "blatt": "L0", "bereiche": ["A2:A5"]}]


@pytest.mark.parametrize(
    ("text", "summe"),
    [
        ("Es gab 85 Formate. Davon waren 35 vom Träger. Weitere 19 Formate kamen vom Team, weitere 50 Formate von anderen.",
         [104]),
        ("Es gab 85 Formate. Davon waren 35 Formate neu. Weitere 50 Formate liefen weiter.", []),
        ("Es gab 20 Kinder. Davon kamen 25 zu Fuß.", [25]),
        ("Es gab 20 Kinder. Davon kamen 5 zu Fuß.", []),
        ("Es gab 20 Kinder. Davon kamen 5 zu Fuß, die übrigen 10 Kinder mit dem Rad.", [15]),
        ("Es gab 20 Kinder. Es gab 30 Feste. Weitere 30 Kinder kamen später.", []),
    ],
)  # fmt: skip
def test_parts_that_do_not_make_their_total_are_found(tmp_path, text, summe):
    assert [s.summe for s in pruefe(tmp_path, text).summen] == summe


def test_the_parts_that_would_make_the_total_are_named(tmp_path):
    text = "Es gab über 85 Formate. Hiervon waren rund 35 Formate neu. Weitere 19 Formate ruhten, weitere 50 Formate liefen."
    (summe,) = pruefe(tmp_path, text).summen
    assert [t.angabe.text for t in summe.passend] == ["rund 35", "50"]


def test_every_rule_names_a_kennzahl_and_groupings_it_has():
    for regel in regeln():
        kennzahl = KENNZAHLEN[regel.kennzahl].kennzahl
        assert {name for name, _ in regel.bedingungen} <= {*kennzahl.gruppen, *ORTE}, regel
