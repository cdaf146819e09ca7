import datetime as dt

import pytest
from zeichnen import blatt, tabellen

from qz_analysis.einlesen import add_kriterienbefunde
from qz_analysis.figures import Bestand, Einstellungen
from qz_analysis.figures.zielerreichung import zielstaende

TAG = dt.date.fromisoformat
KOPF = "Nr. | Orientierungsziel | Handlungsziel | Kennzahl | Filter | Vergleich | Soll | Zeitraum | Status"


def ziel(*zeilen, name="Ziele"):
    return blatt(
        "\n".join([KOPF, *(f"1.{n} | Vielfalt | Ziel {n} | {z}" for n, z in enumerate(zeilen, 1))]), name=name
    )


def bewertet(kriterium, *listen, jahr=2021, **einstellungen):
    t = tabellen(ziel(kriterium), *listen, jahr=jahr)
    return zielstaende(Bestand(t, Einstellungen(**einstellungen)))[0].bewertung


def angebote(text):
    return blatt(f"Angebot | Thema | Art | Rhythmus | Beginn | Ende | Bemerkung\n{text}", name="Angebote")


def aktivitaeten(text):
    return blatt(f"Aktivität | Art | Datum | Anzahl | Bemerkung\n{text}", name="Aktivitäten")


def termine(text):
    return blatt(f"Datum | Angebot | Besuche\n{text}", name="Besuche")


DREI = angebote("""A | Beratung | wiederkehrend | | 01.03.2021 | |
B | Beratung | wiederkehrend | | 01.07.2021 | |
C | Beratung | wiederkehrend | | 30.09.2021 | |""")


def test_the_day_a_goal_is_due_counts():
    b = bewertet("Angebotsformate | | mindestens | 3 | bis Ende Q3 |", DREI)
    assert (b.ergebnis, b.erfuellt_ab, b.tage) == ("erreicht", TAG("2021-09-30"), 0)


def test_a_day_after_it_is_late():
    b = bewertet("Angebotsformate | | mindestens | 3 | bis 29.09. |", DREI)
    assert (b.ergebnis, b.erfuellt_ab, b.tage) == ("verspaetet_erreicht", TAG("2021-09-30"), 1)


def test_what_was_met_before_says_how_many_days():
    assert bewertet("Angebotsformate | | mindestens | 2 | bis Ende Q3 |", DREI).tage == -91


def test_the_last_of_february_is_due_a_day_later_in_a_leap_year():
    schalttag = angebote("A | Beratung | wiederkehrend | | 29.02.2024 | |")
    assert bewertet("angebote | | | 1 | bis Ende Februar |", schalttag, jahr=2024).ergebnis == "erreicht"
    erster = angebote("A | Beratung | wiederkehrend | | 01.03.2024 | |")
    b = bewertet("angebote | | | 1 | bis Ende Februar |", erster, jahr=2024)
    assert (b.ergebnis, b.tage) == ("verspaetet_erreicht", 1)


def test_part_of_a_target_is_partly_reached():
    assert bewertet("angebote | | mindestens | 5 | bis Jahresende |", DREI).ergebnis == "teilweise"


def test_none_of_a_target_is_not_reached():
    ausgefallen = angebote("A | Beratung | wiederkehrend | | 01.03.2021 | | ausgefallen (Corona)")
    b = bewertet("angebote | Thema = Beratung | mindestens | 1 | bis Jahresende |", ausgefallen)
    assert b.ergebnis == "nicht_erreicht"
    assert [str(stelle) for stelle in b.ausgefallen] == ["liste.xlsx › Angebote: A2 (1 Zelle)"]


def test_too_many_are_not_partly_few_enough():
    assert bewertet("angebote | | höchstens | 2 | bis Jahresende |", DREI).ergebnis == "nicht_erreicht"


OHNE_BEGINN = angebote("""A | Beratung | wiederkehrend | | | |
B | Beratung | wiederkehrend | | 01.02.2021 | |""")


def test_a_format_without_beginning_may_have_been_there():
    b = bewertet("angebote | | mindestens | 2 | bis Ende Q3 |", OHNE_BEGINN)
    assert b.ergebnis == "nicht_entscheidbar"
    assert b.wert is not None
    zahl = b.wert.wert.anzahl
    assert zahl and (zahl.min, zahl.max) == (1, 2)
    assert [(luecke.art, luecke.anzahl) for luecke in b.luecken] == [("ohne_tag", 1)]
    assert b.luecken[0].belege[0].bereiche == ("A2",)


def test_by_the_end_of_its_year_it_was_there():
    b = bewertet("angebote | | mindestens | 2 | bis Jahresende |", OHNE_BEGINN)
    assert (b.ergebnis, b.moeglich_ab, b.erfuellt_ab) == ("erreicht", TAG("2021-02-01"), TAG("2021-12-31"))


def test_it_does_not_matter_where_the_others_are_enough():
    assert bewertet("angebote | | mindestens | 1 | bis Ende Q3 |", OHNE_BEGINN).ergebnis == "erreicht"


def test_a_quarter_as_beginning_is_over_on_its_last_day():
    quartal = angebote("A | Beratung | einmalig | | 2. Quartal 2021 | |")
    assert bewertet("angebote | | | 1 | bis Ende Q2 |", quartal).ergebnis == "erreicht"
    assert bewertet("angebote | | | 1 | bis 29.06. |", quartal).ergebnis == "nicht_entscheidbar"
    assert bewertet("angebote | | | 1 | bis Ende Q1 |", quartal).ergebnis == "verspaetet_erreicht"


def test_a_target_met_once_may_be_lost_again():
    endet = angebote("A | Beratung | wiederkehrend | | 01.03.2021 | 31.10.2021 |")
    assert bewertet("angebote | | | 1 | bis Ende Q3 |", endet).gehalten is False
    assert bewertet("angebote | | | 1 | bis Ende Q3 |", DREI).gehalten is True


BESUCHE = termine("""08.06.2021 | Café | 10
22.06.2021 | Café | 20
29.06.2021 | Café | ausgefallen
06.07.2021 | Café | über 30""")
CAFE = angebote("Café | Beratung | wiederkehrend | | | |")


def test_due_before_the_first_count_nobody_knows():
    b = bewertet("Öffnungstage | Angebot = Café | | 2 | bis Ende Q1 |", BESUCHE, CAFE)
    assert (b.ergebnis, [luecke.art for luecke in b.luecken]) == ("nicht_entscheidbar", ["vor_daten"])
    assert b.erfuellt_ab == TAG("2021-06-22")


def test_due_in_another_year_is_not_decided():
    assert bewertet("angebote | | | 1 | bis 31.12.2020 |", DREI).luecken[0].art == "vor_daten"
    assert bewertet("angebote | | | 9 | bis 2025 |", DREI).luecken[0].art == "nicht_faellig"


def test_a_goal_of_later_years_can_be_met_by_now():
    assert bewertet("angebote | | | 3 | bis 2025 |", DREI).ergebnis == "erreicht"


def test_over_thirty_may_be_enough_and_surely_is_more_than_thirty():
    assert (
        bewertet("Besuche | Angebot = Café | mindestens | 62 | bis Ende Q3 |", BESUCHE, CAFE).ergebnis
        == "nicht_entscheidbar"
    )
    assert (
        bewertet("Besuche | Angebot = Café | mindestens | 61 | bis Ende Q3 |", BESUCHE, CAFE).ergebnis
        == "erreicht"
    )


def test_termine_that_nobody_counted_leave_a_sum_open():
    besuche = termine("08.06.2021 | Café | 10\n22.06.2021 | Café | n.e.")
    b = bewertet("Besuche | Angebot = Café | mindestens | 20 | bis Ende Q3 |", besuche, CAFE)
    assert b.ergebnis == "nicht_entscheidbar"
    assert b.wert is not None
    assert b.wert.wert.abdeckung == 0.5


def test_few_persons_stay_secret_and_so_does_what_they_decide():
    besuche = termine("08.06.2021 | Café | 3")
    b = bewertet("Besuche | Angebot = Café | mindestens | 4 | bis Ende Q3 |", besuche, CAFE)
    assert b.ergebnis == "nicht_entscheidbar"
    assert [luecke.art for luecke in b.luecken] == ["geheim"]
    assert b.erfuellt_ab is None
    assert b.verlauf() == ()


def test_a_number_until_a_day_does_not_tell_what_the_report_keeps_secret():
    besuche = termine("05.01.2021 | Café | 40\n08.06.2021 | Café | 3\n15.11.2021 | Café | 60")
    b = bewertet("Besuche | Angebot = Café | mindestens | 20 | bis Ende Q2 |", besuche, CAFE)
    assert b.wert is not None
    assert b.wert.wert.geheim  # less the first quarter it would be the three of June


def test_a_promise_that_begins_late_is_late():
    b = bewertet("angebote | | | 1 | ab Q2 |", angebote("A | Beratung | wiederkehrend | | 01.07.2021 | |"))
    assert (b.ergebnis, b.erfuellt_ab, b.tage, b.gehalten) == (
        "verspaetet_erreicht",
        TAG("2021-07-01"),
        91,
        True,
    )


def test_a_promise_that_ends_early_did_not_hold():
    b = bewertet(
        "angebote | | | 1 | ab Q2 |", angebote("A | Beratung | wiederkehrend | | 01.03.2021 | 30.11.2021 |")
    )
    assert (b.ergebnis, b.gehalten) == ("teilweise", False)


def test_a_promise_kept_on_its_first_and_last_day_is_kept():
    genau = angebote("A | Beratung | wiederkehrend | | 01.04.2021 | 31.12.2021 |")
    assert bewertet("angebote | | | 1 | ab Q2 |", genau).ergebnis == "erreicht"


@pytest.mark.parametrize(
    ("rhythmus", "ergebnis"),
    [("wöchentlich montags", "erreicht"), ("14-täglich", "erreicht"), ("einmal monatlich", "nicht_erreicht"),
     ("nach Ankündigung", "nicht_entscheidbar")],
)  # fmt: skip
def test_a_format_keeps_a_promise_if_it_recurs_often_enough(rhythmus, ergebnis):
    liste = angebote(f"A | Beratung | wiederkehrend | {rhythmus} | 01.03.2021 | |")
    assert bewertet("angebote | | | 1 | ab Q2 mindestens 14-täglich |", liste).ergebnis == ergebnis


TREFF = angebote("Treff | Beratung | wiederkehrend | nach Ankündigung | | |")


@pytest.mark.parametrize(
    ("tage", "ergebnis"),
    [
        (["07.06.", "21.06.", "05.07."], "erreicht"),
        (["07.06.", "22.06.", "05.07."], "teilweise"),
        (["28.06.", "05.07."], "verspaetet_erreicht"),
        (["01.01."], "nicht_erreicht"),
    ],
)
def test_no_gap_between_two_termine_is_longer_than_promised(tage, ergebnis):
    liste = termine("\n".join(f"{tag}2021 | Treff | 9" for tag in tage))
    b = bewertet("Öffnungstage | Angebot = Treff | | | ab 01.06. bis 15.07. 14-täglich |", liste, TREFF)
    assert b.ergebnis == ergebnis


NEWSLETTER = "Newsletter | | | | einmal pro Quartal |"


@pytest.mark.parametrize(
    ("quartale", "ergebnis"), [("1234", "erreicht"), ("124", "teilweise"), ("34", "verspaetet_erreicht")]
)
def test_each_quarter_wants_its_own(quartale, ergebnis):
    liste = aktivitaeten("\n".join(f"Brief | Newsletter | {q}. Quartal 2021 | 1 |" for q in quartale))
    assert bewertet(NEWSLETTER, liste).ergebnis == ergebnis


def test_the_first_and_the_last_day_of_a_quarter_belong_to_it():
    tage = ["01.01.2021", "30.06.2021", "01.07.2021", "31.12.2021"]
    liste = aktivitaeten("\n".join(f"Brief | Newsletter | {tag} | 1 |" for tag in tage))
    assert bewertet(NEWSLETTER, liste).ergebnis == "erreicht"


def test_four_in_the_year_may_all_be_of_one_quarter():
    b = bewertet(NEWSLETTER, aktivitaeten("Brief | Newsletter | 2021 | 4 |"))
    assert b.ergebnis == "nicht_entscheidbar"
    assert b.luecken[0].art == "im_zeitraum"


def test_a_zero_that_a_list_states_is_one():
    liste = aktivitaeten("Hauskonferenz | Hauskonferenz | | 0 | ausgefallen (Corona)")
    b = bewertet("konferenzen | Aktivität = Hauskonferenz | | | halbjährlich |", liste)
    assert (b.ergebnis, [f.erfuellt for f in b.fenster]) == ("nicht_erreicht", [False, False])


def test_what_no_list_counts_is_not_zero():
    b = bewertet("austauschtreffen | | | 1 | bis Ende Q1 |", aktivitaeten("Bürgeramt | Austausch | 2021 | |"))
    assert (b.ergebnis, [luecke.art for luecke in b.luecken]) == ("nicht_entscheidbar", ["keine_daten"])


def test_a_goal_without_a_criterion_can_not_be_measured():
    staende = zielstaende(Bestand(tabellen(ziel("| | | | | teilweise", "| | | | | zurückgestellt"))))
    assert [z.bewertung.ergebnis for z in staende] == ["nicht_messbar", "zurueckgestellt"]
    assert [z.einklang for z in staende] == ["offen", "offen"]


@pytest.mark.parametrize(
    ("status", "soll", "einklang"),
    [("erreicht", 3, "gleich"), ("teilweise", 3, "verschieden"), ("verworfen", 3, "verschieden"), ("", 3, "ohne Urteil"),
     ("erreicht", 4, "verschieden"), ("teilweise", 4, "gleich")],
)  # fmt: skip
def test_neither_judgement_overwrites_the_other(status, soll, einklang):
    t = tabellen(ziel(f"angebote | | | {soll} | bis Jahresende | {status}"), DREI)
    stand = zielstaende(Bestand(t))[0]
    assert stand.einklang == einklang
    assert (stand.status or "") in (status, f"{status}_erreicht")
    assert stand.bewertung.ergebnis == ("erreicht" if soll == 3 else "teilweise")


def test_a_goal_given_up_and_not_reached_is_no_contradiction():
    t = tabellen(ziel("angebote | Thema = Musik | | 1 | bis Jahresende | verworfen"), DREI)
    stand = zielstaende(Bestand(t))[0]
    assert stand.bewertung.luecken[0].art == "kriterium"
    t = tabellen(ziel("angebote | Art = einmalig | | 1 | bis Jahresende | verworfen"), DREI)
    assert zielstaende(Bestand(t))[0].einklang == "vereinbar"


@pytest.mark.parametrize(
    ("kriterium", "zelle", "satz"),
    [
        ("Angebotsformat | | | 1 | bis Q3 |", "D2", "Am nächsten liegt „Angebotsformate“"),
        ("angebote | Artt = einmalig | | 1 | bis Q3 |", "E2", "Am nächsten liegt „art“"),
        ("angebote | Art = einmalich | | 1 | bis Q3 |", "E2", "Am nächsten liegt „einmalig“"),
        ("angebote | Angebot = Tanzcafe | | 1 | bis Q3 |", "E2", "Am nächsten liegt „Tanzcafé“"),
        ("angebote | | | 1 | |", "D2", "Zeitraum und Frist sind leer"),
        ("angebote | | | 1 | bald |", "H2", "sagt nicht, bis wann oder wie oft"),
        ("angebote | | mindest | 1 | bis Q3 |", "F2", "Am nächsten liegt „mindestens“"),
        ("angebote | | | viele | bis Q3 |", "G2", "ist keine Zahl"),
        (" | Art = einmalig | | | |", "E2", "in der Spalte „Kennzahl“ steht nichts"),
    ],
)
def test_a_mistake_in_a_criterion_is_an_error_with_its_cell(kriterium, zelle, satz):
    liste = angebote("Tanzcafé | Beratung | wiederkehrend | | | |")
    t = add_kriterienbefunde(tabellen(ziel(kriterium), liste))
    fehler = t.befund.filter(t.befund["stufe"] == "fehler")
    treffer = [m for z, m in fehler.select("zelle", "meldung").iter_rows() if z == zelle]
    assert satz in " ".join(treffer)


def test_a_list_that_was_not_read_has_no_wrong_names():
    t = add_kriterienbefunde(tabellen(ziel("angebote | Angebot = Tanzcafé | | 1 | bis Q3 |")))
    assert t.befund.filter(t.befund["stufe"] == "fehler").is_empty()


def test_goal_ten_comes_after_goal_nine():
    t = tabellen(blatt("Nr. | Orientierungsziel | Handlungsziel\n2.10 | O | b\n2.9 | O | a"))
    assert [z.ziel_id for z in zielstaende(Bestand(t))] == ["2.9", "2.10"]


def test_the_course_has_a_value_from_each_day_it_changed():
    b = bewertet("angebote | | | 3 | bis Jahresende |", DREI)
    assert [(f"{tag:%d.%m.}", zahl.min) for tag, zahl in b.verlauf()] == [
        ("01.01.", 0), ("01.03.", 1), ("01.07.", 2), ("30.09.", 3)]  # fmt: skip
