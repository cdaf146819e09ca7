"""How tables and chapters share the pages of a PDF."""

import nbformat.v4 as v4
import pypdfium2
import pytest
from test_report_typst import bericht, pages, pdf_of, shown, structure, tabelle, text_of

from qz_analysis.report.spaltenbreite import column_widths
from qz_analysis.show.baustein import Spalte, Tabelle


def test_a_table_with_too_many_columns_for_an_upright_page_lies_across_without_being_told():
    worte = (
        "Quartiersarbeit",
        "Begegnung",
        "Nachbarschaft",
        "Unterstützung",
        "Kooperation",
        "Beteiligung",
        "Beratung",
        "Gesundheit",
        "Digitalisierung",
    )
    breit = Tabelle("Breit", tuple(Spalte(wort) for wort in worte), (worte,) * 3)
    dokument = pypdfium2.PdfDocument(pdf_of(bericht(v4.new_markdown_cell("## Themen"), shown(breit))))
    masse = [dokument[i].get_size() for i in range(len(dokument))]
    dokument.close()
    assert [breite > hoehe for breite, hoehe in masse] == [False, False, True]


def test_a_long_list_of_short_rows_stands_in_columns_as_one_table_with_a_header_over_each():
    pdf = pdf_of(bericht(shown(tabelle(zeilen=[(f"Angebot {i}", str(i)) for i in range(60)]))))
    (seite,) = [s for s in pages(pdf) if "Angebot 59" in s]
    assert seite.count("Angebot Besuche") == 3
    assert all(f"Angebot {i} {i}" in seite for i in range(60))
    assert [art for art, _ in structure(pdf)].count("Table") == 1


def test_two_small_tables_stand_side_by_side_in_the_order_they_were_shown():
    eine, andere = (
        tabelle("Erste", [("Café", "85")]),
        tabelle("Zweite", [("Chor", "9")], anmerkung="Gezählt."),
    )
    pdf = pdf_of(bericht(shown(eine), shown(andere)))
    dokument = pypdfium2.PdfDocument(pdf)
    textseite = dokument[len(dokument) - 1].get_textpage()
    lagen = [textseite.get_charbox(textseite.search(wort).get_next()[0]) for wort in ("Erste", "Zweite")]
    dokument.close()
    assert lagen[0][1] == pytest.approx(lagen[1][1], abs=1)
    assert lagen[0][0] < lagen[1][0]
    assert "Tabelle 1: Erste" in text_of(pdf)
    assert "Tabelle 2: Zweite" in text_of(pdf)
    breit = tabelle(
        "Breite", [("Frühstück für alle aus der Nachbarschaft mit Musik und Vortrag im Saal", "1")]
    )
    untereinander = pages(pdf_of(bericht(shown(breit, andere))))[-1]
    assert untereinander.index("Vortrag") < untereinander.index("Zweite")


def test_a_chapter_goes_on_the_same_page_only_where_half_of_it_is_left():
    absatz = "\n\n" + "Wort " * 250
    kurz, lang = (
        bericht(*(v4.new_markdown_cell(f"## {t}{absatz * n}") for t in ("Eins", "Zwei"))) for n in (1, 4)
    )
    assert [sum(f"{t} Wort" in s for t in ("Eins", "Zwei")) for s in pages(pdf_of(kurz))[2:]] == [2]
    assert [sum(f"{t} Wort" in s for t in ("Eins", "Zwei")) for s in pages(pdf_of(lang))[2:4]] == [1, 1]


def test_no_table_starts_at_the_foot_of_a_page():
    zeilen = [(f"Angebot {i}", "Wort " * 30) for i in range(20)]
    for absaetze in range(20, 44, 3):
        text = v4.new_markdown_cell("\n\n".join(["Absatz."] * absaetze))
        (erste, *_) = [
            s for s in pages(pdf_of(bericht(text, shown(tabelle(zeilen=zeilen))))) if "Tabelle 1" in s
        ]
        assert "Angebot 0" in erste


def test_tables_with_the_same_columns_have_the_same_widths_though_their_texts_differ():
    kopf = tuple(Spalte(titel) for titel in ("Nr.", "Umsetzung", "Frist"))
    texte = ("Kurz.", "Ein langer Satz darüber, wie es ging, und noch einer darüber, wie es weitergeht. " * 4)
    tafeln = [
        Tabelle(f"Ziel {n}", kopf, ((str(n), text, "Ende des Jahres " * 6),)) for n, text in enumerate(texte)
    ]
    dokument = pypdfium2.PdfDocument(pdf_of(bericht(shown(*tafeln))))
    seite = dokument[len(dokument) - 1].get_textpage()
    suche = seite.search("Frist")
    lagen = [seite.get_charbox(suche.get_next()[0])[0] for _ in tafeln]
    dokument.close()
    assert lagen[0] == pytest.approx(lagen[1], abs=0.5)


@pytest.mark.parametrize("anteile", [(1.0, 1.0, 1.0), (5.0, 1.0, 5.0), (0.0, 0.0, 0.0)])
def test_a_column_gets_the_more_room_the_longer_its_texts_are_whatever_was_asked_for(anteile):
    zeile = ["1.1", "Ein Satz, der erklärt, warum etwas so kam und nicht anders. " * 5, "Ende September 2021"]
    breiten, eng = column_widths(
        {
            "querformat": False,
            "spalten": [
                {"titel": t, "breite": b} for t, b in zip(("Nr.", "Grund", "Frist"), anteile, strict=True)
            ],
            "zeilen": [zeile] * 3,
        }
    )
    assert not eng
    assert sum(breiten) == pytest.approx(470)
    assert breiten[1] > 3 * breiten[2] > 3 * breiten[0]
