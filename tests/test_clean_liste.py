import datetime as dt

from zeichnen import blatt, tabellen


def test_a_header_is_found_below_title_rows_and_a_blank_row():
    t = tabellen(
        blatt("""
        Angebote 2021    |            |
        Herkunft: Liste  |            |
                         |            |
        Angebot          | Thema      | Art
        Stricktreff      | Beratung   | wiederkehrend
        """)
    )
    assert t.angebot["angebot"].to_list() == ["Stricktreff"]
    assert t.quelle["herkunft"].to_list() == ["Liste"]


def test_every_row_names_the_cell_it_came_from():
    t = tabellen(blatt("Angebot | Thema\nStricktreff | Beratung"))
    zeile = t.angebot.row(0, named=True)
    assert (zeile["quelle_datei"], zeile["quelle_blatt"], zeile["quelle_zelle"]) == (
        "qz/2021/liste.xlsx",
        "Liste",
        "A2",
    )


def test_a_merged_cell_holds_for_every_row_it_covers():
    t = tabellen(
        blatt(
            """
            Bereich       | Angebot     | Thema
            Mehrgenerativ | Café        | Beratung
                          | Stricktreff | Beratung
            """,
            verbunden=["A2:A3"],
        )
    )
    assert t.angebot["bereich"].to_list() == ["mehrgenerativ", "mehrgenerativ"]


def test_a_head_line_holds_for_every_row_where_the_list_lacks_the_column():
    t = tabellen(blatt("Bereich: Mehrgenerativ |\nAngebot | Thema\nCafé | Beratung"))
    assert t.angebot["bereich"].to_list() == ["mehrgenerativ"]


def test_a_totals_row_is_no_data_but_is_checked():
    richtig = tabellen(blatt("Nr. | Angebot | Thema\n1 | Café | Beratung\nSumme | 1 |"))
    falsch = tabellen(blatt("Nr. | Angebot | Thema\n1 | Café | Beratung\nSumme | 7 |"))
    assert richtig.angebot.height == falsch.angebot.height == 1
    assert richtig.befund.is_empty()
    assert falsch.befund["regel"].to_list() == ["summe_stimmt_nicht"]
    assert "7" in falsch.befund["meldung"][0]
    assert "1 Angebote" in falsch.befund["meldung"][0]


def test_an_unknown_header_names_its_nearest_match():
    t = tabellen(blatt("Angebot | Thema | Zielgrupe\nCafé | Beratung | Kinder"))
    meldung = t.befund.row(0, named=True)
    assert meldung["regel"] == "spalte_unbekannt"
    assert meldung["zelle"] == "C1"
    assert "„Zielgrupe“" in meldung["meldung"]
    assert "zielgruppe" in meldung["meldung"]


def test_a_sheet_nobody_understands_is_reported_and_its_cells_are_counted():
    t = tabellen(blatt("Einkauf | Preis\nKaffee | 4"))
    assert t.befund["regel"].to_list() == ["blatt_nicht_erkannt"]
    assert t.quelle["zellen_ignoriert"].to_list() == [4]


def test_a_stray_cell_beside_the_list_is_a_finding():
    t = tabellen(blatt("Angebot | Thema |  |\nCafé | Beratung |  | nachfragen!"))
    assert t.befund.select("regel", "zelle").rows() == [("zelle_nicht_verwendet", "D2")]


def test_cells_read_are_taken_over_rejected_or_ignored():
    t = tabellen(
        blatt("""
        Besuche 2021 |            |          |          |
        Datum        | Besuche    | weiblich | männlich | Bemerkung
        12.03.2021   | 10         | 4        | 6        | warm
        31.02.2021   | 3          |          |          |
        19.03.2021   | viele      |          |          |
        Summe        | 10         |          |          |
        """)
    )
    q = t.quelle.row(0, named=True)
    assert q["zellen_gelesen"] == 17
    assert (
        q["zellen_gelesen"] == q["zellen_uebernommen"] + q["zellen_zurueckgewiesen"] + q["zellen_ignoriert"]
    )
    assert q["zellen_zurueckgewiesen"] == 3
    assert t.termin["datum"].to_list() == [dt.date(2021, 3, 12), dt.date(2021, 3, 19)]


def test_the_columns_a_sheet_has_are_kept_head_lines_and_all_lists_included():
    t = tabellen(
        blatt("Drittmittel: ja | |\nAngebot | Thema | Farbe\nA | Beratung | rot", name="A"),
        blatt("Datum | Besuche | 6-9 | 10-13\n01.02.2021 | 5 | 2 | 3", name="B"),
        blatt("Notizen | | ", name="C"),
    )
    assert t.quelle["spalten"].to_list() == ["angebot,drittmittel,thema", "altersgruppe,besuche,datum", None]


def test_a_header_that_only_one_version_has_says_the_version():
    ziele = "Nr. | Orientierungsziel | Handlungsziel{}\n1.1 | Begegnung | Chor{}"
    t = tabellen(
        blatt(ziele.format(" | Folgeziel 2022", " | 1.2"), name="A"),
        blatt(ziele.format(" | Folgeziel", " | 1.2").replace("1.1", "1.3"), name="B"),
        blatt(ziele.format("", "").replace("1.1", "1.4"), name="C"),
    )
    assert t.quelle["fassung"].to_list() == ["2021", None, None]
