from zeichnen import blatt, tabellen


def test_several_values_in_one_cell_become_one_link_each():
    t = tabellen(blatt("Angebot | Thema | Zielgruppe\nCafé | Beratung | Kinder / Jugendliche\\nSenioren"))
    assert set(t.angebot_zielgruppe["zielgruppe"]) == {"kinder", "jugendliche", "senioren"}


def test_an_unknown_target_group_is_rejected_with_its_cell_and_the_nearest_match():
    t = tabellen(blatt("Angebot | Thema | Zielgruppe\nCafé | Beratung | Jugendlichee"))
    befund = t.befund.row(0, named=True)
    assert (befund["stufe"], befund["zelle"], befund["wert"]) == ("fehler", "C2", "Jugendlichee")
    assert "Am nächsten liegt „Jugendliche“" in befund["meldung"]
    assert t.angebot_zielgruppe.is_empty()


def test_an_angebot_in_two_lists_is_one_angebot_and_gains_what_it_lacked():
    t = tabellen(
        blatt("Angebot | Thema\nKickboxen | Sport und Bewegung"),
        blatt(
            "Sommerprogramm | | \nAngebot | Thema | Art\nKickboxen | Sport und Bewegung | einmalig", name="S"
        ),
    )
    assert t.angebot.select("angebot", "art", "programm").rows() == [
        ("Kickboxen", "einmalig", "Sommerprogramm")
    ]
    assert t.befund["regel"].to_list() == ["angebot_in_zwei_listen"]


def test_a_partner_by_two_spellings_is_one_partner():
    t = tabellen(
        blatt("Partner | Typ | Kapitel\nARGE Flüchtlingsarbeit | Initiative | 3", name="P"),
        blatt(
            "Angebot | Thema | Kooperationspartner\nA | Beratung | ARGE Flucht\nB | Beratung | ARGE Flüchtlingsarbeit"
        ),
    )
    assert t.partner.height == 1
    assert t.angebot_partner["partner_id"].n_unique() == 1


def test_a_partner_that_is_not_in_the_list_is_kept_and_reported():
    t = tabellen(blatt("Angebot | Thema | Kooperationspartner\nA | Beratung | Turnverein Neu"))
    assert t.partner["partner"].to_list() == ["Turnverein Neu"]
    assert t.befund["regel"].to_list() == ["partner_nicht_in_liste"]


def test_what_was_called_off_is_marked_as_such():
    t = tabellen(
        blatt("Angebot | Thema | Bemerkung\nA | Beratung | ausgefallen (Corona)\nB | Beratung | gut besucht")
    )
    assert t.angebot.sort("angebot")["durchfuehrung"].to_list() == ["ausgefallen", "stattgefunden"]


def test_a_mark_that_is_neither_yes_nor_no_is_rejected():
    t = tabellen(blatt("Angebot | Thema | inklusiv\nA | Beratung | vielleicht"))
    assert t.befund["regel"].to_list() == ["kein_ja_nein"]


def test_what_the_official_statistics_need_is_read_and_nobody_has_said_is_no_no():
    t = tabellen(
        blatt(
            """
            Angebot | Thema    | KJH-Art          | KJH-relevant | Schulart
            A       | Beratung | Gruppenangebot   | ja           | Grundschule
            B       | Beratung |                  | nein         |
            C       | Beratung |                  |              |
            """
        )
    )
    assert t.angebot.sort("angebot").select("kjh_art", "kjh_relevant", "schulkooperation").rows() == [
        ("gruppe", True, "Grundschule"),
        (None, False, None),
        (None, None, None),
    ]
    assert t.befund.is_empty()


def test_a_kind_the_statistics_do_not_know_is_called_by_its_header():
    t = tabellen(blatt("Angebot | Thema | KJH-Art\nA | Beratung | Konzert"))
    assert "keine bekannte Angabe für KJH-Art" in t.befund["meldung"][0]
