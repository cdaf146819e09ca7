from zeichnen import blatt, tabellen


def test_a_merged_orientierungsziel_holds_for_its_handlungsziele():
    t = tabellen(
        blatt(
            """
            Nr. | Orientierungsziel | Handlungsziel | Status             | Grund             | Folgeziel vermerkt
            1.1 | Vielfalt          | Café öffnen   | erreicht           |                   | nein
            1.2 |                   | Chor gründen  | teilweise erreicht | Corona; Vakanz    | ja
            """,
            verbunden=["B2:B3"],
        )
    )
    assert t.ziel.sort("ziel_id").select("ziel_id", "orientierungsziel", "status").rows() == [
        ("1.1", "Vielfalt", "erreicht"),
        ("1.2", "Vielfalt", "teilweise"),
    ]
    assert t.ziel.sort("ziel_id")["grund"].to_list() == [None, ["corona", "vakanz"]]
    assert t.ziel.sort("ziel_id")["folgeziel_vermerkt"].to_list() == [False, True]


def test_the_same_number_twice_is_a_finding_not_a_crash():
    t = tabellen(
        blatt("Nr. | Orientierungsziel | Handlungsziel\n1.1 | Vielfalt | Café\n1.1 | Vielfalt | Chor")
    )
    assert t.befund["stufe"].to_list() == ["fehler", "fehler"]
    assert t.ziel.is_empty()
    assert "steht doppelt" in t.befund["meldung"][0]


def test_a_goal_without_a_number_is_rejected_whole():
    t = tabellen(blatt("Nr. | Orientierungsziel | Handlungsziel\n | Vielfalt | Café"))
    assert t.ziel.is_empty()
    assert set(t.befund["zelle"]) == {"B2", "C2"}
