import datetime as dt

from zeichnen import blatt, tabellen

PLAN = """
Belegungsplan             |        |          |          |            |         |
Angebot für Kinder und Jugendliche |  |       |          |            |         |
Zeit                      | Montag | Dienstag | Mittwoch | Donnerstag | Freitag |
08:00                     | Tanz   |          |          |            |         |
08:30                     |        | Chor     |          |            |         |
09:00                     |        |          |          |            |         |
"""


def test_a_booking_lasts_as_long_as_its_merged_cell_is_high():
    t = tabellen(blatt(PLAN, verbunden=["B4:B5"], farben={"A2": "9BC2E6", "B4": "9BC2E6"}))
    tanz, chor = t.belegung.sort("beginn").iter_rows(named=True)
    assert (tanz["wochentag"], tanz["beginn"], tanz["ende"]) == ("montag", dt.time(8), dt.time(9))
    assert (chor["wochentag"], chor["beginn"], chor["ende"]) == ("dienstag", dt.time(8, 30), dt.time(9))


def test_a_fill_means_what_the_legend_says():
    t = tabellen(blatt(PLAN, farben={"A2": "9BC2E6", "B4": "9BC2E6", "C5": "FF0000"}))
    assert dict(t.belegung.select("angebot", "bereich").rows()) == {"Tanz": "kinder_jugend", "Chor": None}
    assert t.befund.select("regel", "zelle").rows() == [("farbe_nicht_in_legende", "C5")]


def test_each_half_hour_row_of_the_plan_is_kept():
    assert tabellen(blatt(PLAN)).planraster["zeit"].to_list() == [dt.time(8), dt.time(8, 30), dt.time(9)]


def test_a_remark_on_a_cell_reaches_its_booking():
    anmerkung = blatt("Zelle | Angebot | unsicher\nB4 | Tanz | Ende\nZ99 | fehlt | Ende", name="Anmerkungen")
    t = tabellen(blatt(PLAN, name="Plan"), anmerkung)
    assert dict(t.belegung.select("angebot", "unsicher").rows())["Tanz"] == "Ende"
    assert t.befund["regel"].to_list() == ["anmerkung_ohne_belegung"]


def test_a_row_of_rooms_below_the_weekdays_says_where_each_booking_is():
    plan = """
    Zeit  | Montag |       | Dienstag | Mittwoch | Donnerstag | Freitag
          | Saal   | Küche | Saal     | Saal     | Saal       | Saal
    08:00 | Tanz   | Café  |          |          |            |
    08:30 |        |       |          |          |            |
    """
    t = tabellen(blatt(plan, verbunden=["B1:C1"]))
    assert dict(t.belegung.select("angebot", "raum").rows()) == {"Tanz": "Saal", "Café": "Küche"}
    assert t.planraster.group_by("raum").len().sort("raum").rows() == [("Küche", 2), ("Saal", 2)]
    assert t.befund.is_empty()
