"""What the lists say for the KJH-Statistik Teil II, and what they don't."""

import pytest
from zeichnen import blatt, tabellen

from qz_analysis.clean.schreibweise import werteliste
from qz_analysis.errors import ParameterFehler
from qz_analysis.figures import Bestand
from qz_analysis.figures.kjh import hat_meldungen, kjh_statistik
from qz_analysis.figures.kjh_alter import KLASSEN, altersklassen, band, geschlechtercode
from qz_analysis.figures.kjh_merkmal import _liste
from qz_analysis.model.anzahl import Anzahl

TRAEGER = ("AWO-Kreisverband Heilbronn e.V.",)
KOPF = "Angebot|Art|Bereich|Zielgruppe|Thema|Verantwortung|Rhythmus|Beginn|Ende|KJH-relevant|KJH-Art|Schulart"
TREFF = (
    "Treff | wiederkehrend | Kinder und Jugendliche | Jugendliche | Kultur;Integration | Quartiersteam | wöchentlich freitags"
    " | | | ja | offen |"
)
AUSFLUG = (
    "Ausflug | einmalig | Kinder und Jugendliche | Kinder | Natur | Quartiersteam | | {beginn} | {ende} | ja | Veranstaltung"
    " | Grundschule"
)
KERNGRUPPE = """
Angebot: Treff | |
Zeitraum | Alter | Stammbesuchende
2021     | 10-13 | {a}
2021     | 14-17 | {b}
"""


def genau(zahl):
    return Anzahl.genau(zahl)


def statistik(*zeilen, weitere=(), jahr=2021, **merkmale):
    listen = [blatt("\n".join([KOPF, *zeilen]), name="Angebote"), *weitere]
    return kjh_statistik(Bestand(tabellen(*listen, jahr=jahr), **merkmale), jahr, TRAEGER)


def merkmale(s, nummer=0):
    return {m.name: m for m in s.meldungen[nummer].merkmale}


def pruefungen(s):
    return {p.frage: p.ausgang for p in s.meldungen[0].pruefungen}


def besuche(*zeilen, angebot="Ausflug"):
    kopf = "Besuche\nDatum | Angebot | Besuche | weiblich | männlich"
    return blatt("\n".join([kopf, *(z.format(a=angebot) for z in zeilen)]), name="Besuche")


def kerngruppe(a, b):
    return blatt(KERNGRUPPE.format(a=a, b=b), name="Treff Kerngruppe")


@pytest.mark.parametrize(
    ("text", "spanne"),
    [
        ("10-13", (10, 14)), ("10 bis unter 14", (10, 14)), ("10 bis 13 Jahre", (10, 14)), ("unter 10", (0, 10)),
        ("ab 27", (27, None)), ("27+", (27, None)), ("27 Jahre und älter", None), ("6", (6, 7)), ("Kinder", None),
    ],
)  # fmt: skip
def test_an_age_band_is_half_open(text, spanne):
    assert band(text) == spanne


def test_bands_within_a_class_are_added_up():
    klassen = altersklassen([("10-11", genau(3)), ("12-13", genau(4))], genau(7))
    assert klassen["10 bis unter 14"] == genau(7)
    assert klassen["unter 10"] == genau(0)


def test_a_band_across_classes_is_not_split_and_leaves_the_others_as_they_are():
    klassen = altersklassen([("6-9", genau(3)), ("10-17", genau(4))], genau(7))
    assert klassen["unter 10"] == genau(3)
    assert "„10-17“" in klassen["10 bis unter 14"]
    assert "„10-17“" in klassen["14 bis unter 18"]
    assert klassen["27 und älter"] == genau(0)


def test_a_class_nobody_named_is_not_zero_where_the_bands_do_not_make_the_total():
    assert "nicht die Gesamtzahl" in altersklassen([("6-9", genau(3))], genau(9))["27 und älter"]


def test_without_any_band_no_class_has_a_number():
    assert set(altersklassen([], genau(9)).values()) == {"Das Alter wurde nicht erhoben."}
    assert len(KLASSEN) == 5


@pytest.mark.parametrize(
    ("weiblich", "maennlich", "code"),
    [
        (0, 5, "ausschließlich Jungen"),
        (1, 4, "überwiegend Jungen"),
        (2, 3, "ungefähr gleich viele"),
        (3, 2, "ungefähr gleich viele"),
        (4, 1, "überwiegend Mädchen"),
        (5, 0, "ausschließlich Mädchen"),
        (0, 0, None),
    ],
)
def test_the_gender_code_follows_from_the_share(weiblich, maennlich, code):
    assert geschlechtercode(genau(weiblich), genau(maennlich)) == code


def test_rough_counts_give_a_code_only_where_all_they_may_be_have_the_same():
    ueber_zehn = Anzahl(10, 11, None, "mehr_als")
    assert geschlechtercode(ueber_zehn, genau(2)) is None  # 11 of 13, or nearly all
    assert geschlechtercode(ueber_zehn, genau(0)) == "ausschließlich Mädchen"
    assert geschlechtercode(genau(9), Anzahl(None, 1, 3, "von_bis")) == "überwiegend Mädchen"


def test_every_thema_of_ours_has_a_row_in_the_mapping():
    assert [z["thema"] for z in _liste("kjh_thema")] == list(werteliste("thema"))


def test_an_even_year_is_refused():
    with pytest.raises(ParameterFehler, match="nur für ungerade Jahre erhoben, 2022 ist gerade"):
        statistik(TREFF, jahr=2022)


def test_an_open_angebot_counts_stammbesuchende_and_says_that_they_are_estimated():
    m = merkmale(statistik(TREFF, weitere=[kerngruppe(6, 8)]))
    assert m["Stammbesuchende"].wert == genau(14)
    assert "geschätzt" in m["Stammbesuchende"].pruefen
    assert m["Alter: 10 bis unter 14"].wert == genau(6)
    assert m["Alter: 27 und älter"].wert == genau(0)


def test_a_small_age_class_takes_all_others_with_it_but_zeros():
    s = statistik(TREFF, weitere=[kerngruppe(3, 8)])
    assert merkmale(s)["Alter: 27 und älter"].wert == genau(0)
    assert {k for k, m in merkmale(s).items() if m.geheim} == {
        "Alter: 10 bis unter 14",
        "Alter: 14 bis unter 18",
    }


def test_a_small_number_of_one_angebot_hides_age_classes_of_all():
    zweiter = TREFF.replace("Treff", "Disco", 1)
    dort = blatt(KERNGRUPPE.replace("Treff", "Disco").format(a=20, b=30), name="Disco Kerngruppe")
    s = statistik(TREFF, zweiter, weitere=[kerngruppe(3, 8), dort])
    assert merkmale(s, 0)[
        "Alter: 10 bis unter 14"
    ].geheim  # else the total by age less these would be the others
    offen = statistik(TREFF, zweiter, weitere=[kerngruppe(7, 8), dort])
    assert merkmale(offen, 0)["Alter: 10 bis unter 14"].wert == genau(20)


def test_how_girls_and_boys_are_shared_is_secret_where_few_were_of_one():
    ausflug = AUSFLUG.format(beginn="02.07.2021", ende="")
    m = merkmale(statistik(ausflug, weitere=[besuche("02.07.2021 | {a} | 6 | 4 | 2")]))
    assert (m["Teilnehmende"].wert, m["Geschlecht (Verteilung)"].geheim) == (genau(6), True)


def test_a_small_total_hides_all_that_is_made_of_it():
    m = merkmale(statistik(TREFF, weitere=[kerngruppe(1, 2)]))
    versteckt = ["Stammbesuchende", "Geschlecht (Verteilung)", *(f"Alter: {k}" for k in KLASSEN)]
    assert [name for name in versteckt if not m[name].geheim] == []
    assert [name for name in versteckt if m[name].wert is not None] == []


def test_besuche_are_participants_only_where_there_was_a_single_termin():
    ausflug = AUSFLUG.format(beginn="02.07.2021", ende="")
    einmal = merkmale(statistik(ausflug, weitere=[besuche("02.07.2021 | {a} | 12 | 6 | 6")]))
    assert einmal["Teilnehmende"].wert == genau(12)
    assert einmal["Geschlecht (Verteilung)"].wert == "ungefähr gleich viele"
    zweimal = merkmale(
        statistik(ausflug, weitere=[besuche("02.07.2021 | {a} | 12 | |", "03.07.2021 | {a} | 9 | |")])
    )
    assert zweimal["Teilnehmende"].wert is None
    assert "aus Besuchen folgt sie nicht" in zweimal["Teilnehmende"].grund


@pytest.mark.parametrize(
    ("tage", "klasse"), [(1, "1"), (2, "2 bis 5"), (6, "6 bis 10"), (11, "11 bis 20"), (21, "21 und mehr")]
)
def test_days_of_the_lists_give_the_duration_class(tage, klasse):
    zeilen = [f"{n:02}.07.2021 | {{a}} | 12 | |" for n in range(1, tage + 1)]
    m = merkmale(statistik(AUSFLUG.format(beginn="", ende=""), weitere=[besuche(*zeilen)]))
    assert (m["Dauer (Klasse)"].wert, m["Veranstaltungstage"].wert) == (klasse, genau(tage))


def test_days_between_begin_and_end_are_not_guessed():
    m = merkmale(statistik(AUSFLUG.format(beginn="02.11.2021", ende="05.11.2021")))
    assert m["Dauer (Klasse)"].wert is None
    assert m["Dauer (Klasse)"].grund == "Keine Liste nennt die einzelnen Tage."


def test_themes_are_mapped_to_at_most_three_and_marked():
    thema = merkmale(statistik(TREFF))["Themenschwerpunkte (höchstens 3)"]
    assert thema.wert == "Gesellschaft, Religion und Kultur; Kunst und Kultur"
    assert thema.pruefen.startswith("Von uns zugeordnet")
    vier = TREFF.replace("Kultur;Integration", "Kultur;Integration;Natur;Sport")
    assert "bitte auswählen" in merkmale(statistik(vier))["Themenschwerpunkte (höchstens 3)"].grund


def test_an_empty_school_column_is_no_no():
    assert merkmale(statistik(TREFF))["Schulkooperation"].wert is None
    assert (
        merkmale(statistik(AUSFLUG.format(beginn="", ende="")))["Schulkooperation"].wert == "ja: Grundschule"
    )


def test_kind_and_legal_form_of_the_carrier_come_from_its_name():
    m = merkmale(statistik(TREFF))
    assert (m["Trägerart"].wert, m["Rechtsform"].wert) == ("Verband der Freien Wohlfahrtspflege", "e.V.")
    assert m["Trägerart"].pruefen


def test_the_tests_say_what_speaks_against_reporting():
    assert pruefungen(statistik(TREFF)) == {
        "Trägerstatus": "offen",
        "Öffentliche Förderung": "offen",
        "Inhalt nach § 11 SGB VIII": "erfüllt",
        "Art des Angebots": "erfüllt",
        "Im Jahr abgeschlossen": "erfüllt",
    }
    fraglich = (
        TREFF.replace("Kultur;Integration", "Sport")
        .replace("Quartiersteam", "weitere Partner")
        .replace("offen |", "Projekt |")
    )
    assert set(pruefungen(statistik(fraglich)).values()) == {"fraglich", "offen"}


def test_a_group_meets_at_least_monthly():
    gruppe = TREFF.replace("| offen", "| Gruppe")
    assert pruefungen(statistik(gruppe))["Art des Angebots"] == "erfüllt"
    assert pruefungen(statistik(gruppe.replace("wöchentlich freitags", "")))["Art des Angebots"] == "fraglich"


def test_every_angebot_is_reported_undecided_or_left_out():
    s = statistik(
        TREFF,
        "Kochen | | Kinder und Jugendliche | Kinder | Kultur | | | | | | |",
        "Fest | | Mehrgenerativ | Kinder | Kultur | | | | | | |",
        "Café | | Erwachsene und Senior*innen | Erwachsene | Begegnung | | | | | | |",
        "Turnen | | Kinder und Jugendliche | Kinder | Sport | | | | | nein | |",
    )
    assert [m.angebot for m in s.meldungen] == ["Treff"]
    assert [(u.angebot, u.warum.split()[0]) for u in s.unentschieden] == [
        ("Fest", "Zielgruppe"),
        ("Kochen", "Bereich"),
    ]
    assert s.andere == ("Café",)
    assert s.ausgelassen == (("Turnen", "laut Angebotsliste nicht KJH-relevant"),)


def test_undecided_is_not_relevant():
    offen = Bestand(tabellen(blatt(f"{KOPF}\n{TREFF.replace('| ja |', '| |')}", name="Angebote")))
    assert not hat_meldungen(offen)
