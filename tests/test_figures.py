import pytest
from zeichnen import blatt, tabellen

from qz_analysis.figures import angebot, belegung, partner, rhythmus, teilnahme, ziel


def werte(ergebnis):
    return {w.gruppe: w.anzahl.min for w in ergebnis.werte if w.anzahl}


ANGEBOTE = blatt("""
Angebot     | Thema     | Zielgruppe          | Verantwortung | unsicher   | Bemerkung            | Kooperationspartner
Café        | Beratung  | Kinder, Jugendliche | Quartiersteam | Zielgruppe |                      |
Chor        | Beratung  | Kinder              | Partner       |            |                      | VHS; TG Neu
Wahlabend   | Beratung  | Jugendliche         | Träger        |            | ausgefallen (Corona) | VHS
Tanz        | Beratung  |                     |               |            |                      |
""")


def test_formats_that_were_called_off_are_counted_apart():
    t = tabellen(ANGEBOTE)
    assert angebot.angebote(t).wert.anzahl.min == 3
    assert angebot.angebote_ausgefallen(t).wert.anzahl.min == 1


def test_a_format_with_two_target_groups_stands_in_both_rows():
    assert werte(angebot.angebote_nach_zielgruppe(tabellen(ANGEBOTE))) == {
        "Kinder": 2,
        "Jugendliche": 1,
        "ohne Angabe": 1,
    }


def test_a_value_says_how_many_of_its_rows_are_a_reading():
    ergebnis = angebot.angebote_nach_zielgruppe(tabellen(ANGEBOTE))
    assert {w.gruppe: w.unsicher for w in ergebnis.werte}["Kinder"] == 1


def test_every_value_names_the_cells_it_comes_from():
    ergebnis = angebot.angebote_nach_partner(tabellen(ANGEBOTE))
    belege = {w.gruppe: w.belege for w in ergebnis.werte}
    assert belege["VHS"] == ("qz/2021/liste.xlsx!Liste!G3",)


def test_formats_without_an_answer_are_shown_as_such():
    assert werte(angebot.angebote_nach_verantwortung(tabellen(ANGEBOTE)))["ohne Angabe"] == 1


def test_a_partner_of_a_called_off_format_alone_does_not_count():
    t = tabellen(blatt("Angebot | Thema | Bemerkung | Kooperationspartner\nA | Beratung | ausgefallen | VHS"))
    assert partner.partner(t).wert.anzahl.min == 0


def test_carriers_and_what_belongs_to_them_are_no_further_partners():
    t = tabellen(
        blatt(
            "Partner | Typ | gehört zu | Kapitel\nAWO | Träger | | 1\nSpielmobil | Verein | AWO | 1\nVHS | Schule | | 1",
            name="P",
        ),
        blatt("Angebot | Thema | Kooperationspartner\nA | Beratung | AWO; Spielmobil; VHS"),
    )
    traeger = t.partner.filter(t.partner["typ"] == "Träger")["partner"].to_list()
    assert len(traeger) == 1
    assert partner.partner(t).wert.anzahl.min == 3
    assert partner.partner_ohne_traeger(t).wert.anzahl.min == 1 + (traeger[0] != "AWO")


def test_nothing_at_all_is_zero_formats_and_no_groups():
    t = tabellen()
    assert angebot.angebote(t).wert.anzahl.min == 0
    assert angebot.angebote_nach_thema(t).werte == ()


BESUCHE = blatt("""
Angebot: Offener Jugendtreff |              |
Datum                        | Besuche      | weiblich
02.03.2021                   | 10           | 4
05.03.2021                   | n.e.         |
09.03.2021                   | ca. 20       |
12.03.2021                   | geschlossen  |
06.04.2021                   | n.e.         |
""")


def test_the_mean_divides_by_counted_days_only():
    wert = teilnahme.besuche_je_oeffnungstag(tabellen(BESUCHE)).wert
    assert (wert.zaehler, wert.nenner, wert.anzahl.wert) == (30, 2, 15)


def test_coverage_is_counted_days_over_open_days():
    assert teilnahme.besuche_je_oeffnungstag(tabellen(BESUCHE)).wert.abdeckung == 2 / 4


def test_a_month_without_a_count_has_no_value_and_no_coverage():
    monate = {w.gruppe: w for w in teilnahme.besuche_nach_monat(tabellen(BESUCHE)).werte}
    assert monate["April"].anzahl is None
    assert monate["April"].abdeckung == 0


def test_no_counted_day_means_no_mean():
    assert teilnahme.besuche_je_oeffnungstag(tabellen()).wert.anzahl is None


def test_an_estimate_makes_the_sum_an_estimate():
    assert teilnahme.besuche(tabellen(BESUCHE)).wert.anzahl.genauigkeit == "rund"


@pytest.mark.parametrize(
    ("text", "tage"),
    [("an drei Tagen wöchentlich (Di-Do)", 3), ("wöchentlich montags", 1), ("nach Ankündigung", None)],
)
def test_weekdays_come_from_the_rhythm(text, tage):
    t = tabellen(blatt(f"Angebot | Thema | Rhythmus\nOffener Cafétreff | Beratung | {text}"))
    anzahl = rhythmus.cafe_wochentage(t).wert.anzahl
    assert (anzahl and anzahl.wert) == tage


def test_every_second_week_is_fourteen_days():
    t = tabellen(blatt("Angebot | Thema | Rhythmus\nDemenzcafé | Beratung | 14-täglich"))
    assert rhythmus.demenzcafe_abstand_tage(t).wert.anzahl.wert == 14


def test_bookings_at_the_same_time_fill_the_house_once():
    t = tabellen(
        blatt(
            """
            Zeit  | Montag |      | Dienstag | Mittwoch | Donnerstag | Freitag
            08:00 | Tanz   | Chor |          |          |            |
            08:30 |        |      |          |          |            |
            """,
            verbunden=["B1:C1", "B2:B3"],
        )
    )
    assert werte(belegung.belegte_stunden_nach_wochentag(t))["Montag"] == 1.0
    assert belegung.auslastung(t).wert.anzahl.wert == 2 / 14


def test_goals_of_the_next_year_do_not_count_for_this_one():
    t = tabellen(blatt("Nr. | Orientierungsziel | Handlungsziel\n1.1 | O | a\n1.2 | O | b"))
    assert ziel.handlungsziele(t).wert.anzahl.min == 2
    assert ziel.orientierungsziele(t).wert.anzahl.min == 1
    assert ziel.handlungsziele_folgejahr(t).wert.anzahl.min == 0


def test_goal_ten_comes_after_goal_nine():
    t = tabellen(blatt("Nr. | Orientierungsziel | Handlungsziel\n2.10 | O | b\n2.9 | O | a"))
    assert ziel.ziele(t)["ziel_id"].to_list() == ["2.9", "2.10"]
