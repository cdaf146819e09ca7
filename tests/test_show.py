import pytest
from zeichnen import bestand, blatt

from qz_analysis import show
from qz_analysis.figures import angebot, teilnahme
from qz_analysis.figures.wert import Wert
from qz_analysis.model.anzahl import Anzahl, anteil
from qz_analysis.show import text
from qz_analysis.show.baustein import Tabelle


def texte(tabelle: Tabelle) -> list[tuple[str, ...]]:
    return [tuple(z if isinstance(z, str) else z.text for z in zeile) for zeile in tabelle.zeilen]


@pytest.mark.parametrize(
    ("anzahl", "geschrieben"),
    [
        (Anzahl.genau(1234), "1.234"),
        (Anzahl.genau(0), "–"),
        (Anzahl(250, 251, None, "mehr_als"), "über 250"),
        (Anzahl(35, 32, 38, "rund"), "rund 35"),
        (Anzahl(None, 82, 98, "rund"), "rund 82 bis 98"),
        (Anzahl(107, 107, None, "mindestens"), "mindestens 107"),
        (Anzahl(None, 51, None, "mehr_als"), "mindestens 51"),
        (Anzahl(None, 50, 60, "von_bis"), "50 bis 60"),
        (Anzahl(40, 0, 40, "bis_zu"), "bis zu 40"),
        (Anzahl(None, 50, 50, "von_bis"), "50"),
        (Anzahl(40, 10, 40, "bis_zu"), "10 bis 40"),
        (Anzahl(14.25, 14.25, 14.25, "durchschnittlich"), "Ø 14,2"),
        (Anzahl(14, 13, 15, "durchschnittlich"), "Ø rund 14"),
        (Anzahl(None, 13, 15, "durchschnittlich"), "Ø 13 bis 15"),
        (Anzahl.genau(57).mittel(4), "Ø 14,2"),
        (Anzahl.genau(0).mittel(4), "–"),
        (Anzahl(56, 52, 60, "rund").mittel(4), "Ø rund 14"),
        (Anzahl(None, 52, 60, "von_bis").mittel(4), "Ø 13 bis 15"),
        (Anzahl(85, 86, None, "mehr_als").mittel(4), "Ø über 21,2"),
        (Anzahl(None, 1.06, 1.91, "von_bis"), "1 bis 2"),
        (None, "keine Angabe"),
    ],
)
def test_a_number_comes_back_as_the_german_text_it_was(anzahl, geschrieben):
    assert text.anzahl(anzahl) == geschrieben


@pytest.mark.parametrize(
    ("anteil", "geschrieben"), [(0.001, "unter 1 %"), (0.999, "über 99 %"), (1, "100 %"), (0, "0 %")]
)
def test_a_share_never_rounds_to_none_or_all(anteil, geschrieben):
    assert text.prozent(anteil) == geschrieben


@pytest.mark.parametrize(
    ("teil", "ganzes", "geschrieben"),
    [
        (Anzahl.genau(35), Anzahl.genau(100), "35 %"),
        (Anzahl.rund(35, ganze=True), Anzahl.genau(100), "rund 35 %"),
        (Anzahl(None, 50, 60, "von_bis"), Anzahl.genau(100), "50 % bis 60 %"),
        (Anzahl(40, 0, 40, "bis_zu"), Anzahl.genau(100), "bis zu 40 %"),
        (Anzahl.genau(35), Anzahl.genau(0), "keine Angabe"),
    ],
)
def test_a_hedged_share_says_so_in_percent(teil, ganzes, geschrieben):
    assert text.anteil(anteil(teil, ganzes)) == geschrieben


def test_a_secret_value_is_a_sign_and_no_number():
    assert text.wert(Wert(None, geheim=True)) == "•"


def test_a_chart_says_in_words_what_it_shows():
    t = bestand(blatt("Angebot | Thema | Zielgruppe\nA | Beratung | Kinder\nB | Beratung | Kinder, Eltern"))
    d = show.balken(angebot.angebote(t, je="zielgruppe"), n=angebot.angebote(t))
    assert d.alt == (
        "Balkendiagramm: Angebotsformate nach Zielgruppe in Formate. Kinder: 2; Eltern: 1. n = 2 Formate. "
        "Alle Zahlen stehen in der Tabelle."
    )
    assert d.titel == "Angebotsformate nach Zielgruppe: am meisten Kinder"
    assert "Mehrfachnennungen" in d.untertitel
    assert texte(d.tabelle) == [("Kinder", "2"), ("Eltern", "1")]


def test_a_chart_is_drawn_in_the_font_that_is_shipped():
    t = bestand(blatt("Angebot | Thema\nA | Beratung"))
    assert 'font-family="IBM Plex Sans"' in show.balken(angebot.angebote(t, je="thema")).svg


def test_a_chart_of_nothing_is_still_a_chart():
    d = show.balken(angebot.angebote(bestand(), je="thema"))
    assert d.svg.startswith("<svg")
    assert d.tabelle.zeilen == ()


def test_days_too_few_to_show_appear_neither_in_the_chart_nor_in_its_table():
    t = bestand(
        blatt(
            "Angebot: Offener Jugendtreff |\nDatum | Besuche\n02.03.2021 | 3\n06.04.2021 | 53\n07.05.2021 | 60"
        )
    )
    d = show.saeulen(teilnahme.besuche(t, je="monat"))
    assert [zeile[1] for zeile in texte(d.tabelle)] == ["•", "•", "60"]
    assert "geheim" in d.tabelle.anmerkung
    assert ">53<" not in d.svg
    assert ">3<" not in d.svg


def test_a_secret_value_is_drawn_as_secret_and_not_as_none():
    t = bestand(blatt("Angebot: Offener Jugendtreff |\nDatum | Besuche\n02.03.2021 | 3\n07.05.2021 | 60"))
    d = show.saeulen(teilnahme.besuche(t, je="monat"))
    assert "• geheim" in d.svg
    assert 'stroke-dasharray="3,2"' in d.svg
    assert "gestrichelter Kasten: geheim" in d.untertitel


def test_a_hedged_value_is_drawn_with_the_span_it_may_lie_in():
    t = bestand(
        blatt("Angebot: Offener Jugendtreff |\nDatum | Besuche\n02.03.2021 | rund 40\n07.05.2021 | 60")
    )
    d = show.saeulen(teilnahme.besuche(t, je="monat"))
    assert d.spec is not None
    assert [(z["von"], z["bis"]) for z in d.spec["datasets"]["werte"] if "von" in z] == [(36, 44)]
    assert "Strich: worin die Zahl liegen kann" in d.untertitel


def test_an_open_value_ends_in_a_dashed_line():
    t = bestand(
        blatt("Angebot: Offener Jugendtreff |\nDatum | Besuche\n02.03.2021 | über 40\n07.05.2021 | 60")
    )
    (offen, genau) = show.saeulen(teilnahme.besuche(t, je="monat")).spec["datasets"]["werte"]
    assert offen["offen"] > offen["wert"]
    assert "offen" not in genau


def test_a_filtered_chart_has_words_numbers_and_a_table_of_its_own():
    t = bestand(
        blatt(
            "Angebot | Thema | Zielgruppe | Bereich\nA | Beratung | Kinder | Kinder und Jugendliche\n"
            "B | Beratung | Kinder, Eltern | mehrgenerativ"
        )
    )
    nach = ("bereich",)
    d = show.balken(
        angebot.angebote(t, je="zielgruppe", filterbar=nach), n=angebot.angebote(t, filterbar=nach)
    )
    sicht = d.sichten[("Bereich", "Mehrgenerativ"),]
    assert "Bereich: Mehrgenerativ" in sicht.titel
    assert "n = 1 Formate" in sicht.untertitel
    assert texte(sicht.tabelle) == [("Eltern", "1"), ("Kinder", "1")]
    assert [(z["gruppe"], z["wert"]) for z in sicht.spec["datasets"]["werte"]] == [
        ("Eltern", 1),
        ("Kinder", 1),
    ]


def test_jupyterlab_gets_a_chart_it_can_draw_with_title_and_alternative_text():
    d = show.balken(angebot.angebote(bestand(blatt("Angebot | Thema\nA | Beratung")), je="thema"))
    vega = d._repr_mimebundle_()["application/vnd.vegalite.v5+json"]
    assert vega["title"]["text"] == d.titel
    assert vega["description"] == d.alt


def test_the_look_can_be_had_in_any_notebook_by_its_name():
    import altair

    with altair.theme.enable("qz"):
        chart = altair.Chart(altair.Data(values=[{"a": 1}])).mark_bar().to_dict()
    assert chart["config"]["font"] == "IBM Plex Sans"


def test_a_sheet_labelled_as_sample_data_is_named_as_such():
    t = bestand(blatt("Herkunft: Beispieldaten |\nAngebot | Thema\nA | Beratung", datei="qz/2021/probe.xlsx"))
    assert "„probe.xlsx“" in show.beispieldaten_hinweis(t).text


def test_the_week_plan_leaves_out_what_a_block_covers():
    plan = "Zeit | Montag | Dienstag | Mittwoch | Donnerstag | Freitag\n08:00 | Tanz | | | |\n08:30 | | | | |"
    raster = show.belegungsplan(bestand(blatt(plan, verbunden=["B2:B3"])))
    assert [len(z.felder) for z in raster.zeilen] == [7, 6]
    assert raster.zeilen[0].felder[0].zeilen == 2
