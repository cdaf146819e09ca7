"""The step from one year's goals to the next, as pictures and as a table."""

import re
from xml.etree import ElementTree

import polars as pl
import pytest
from zeichnen import blatt, tabellen

from qz_analysis.figures.bestand import Bestand
from qz_analysis.show import schwerpunkte, zielschritt
from qz_analysis.show.baustein import Diagramm, Hinweis
from qz_analysis.show.schaubild import GROESSE, Kasten, Schaubild, seiten, textbreite, umbruch
from qz_analysis.show.ziellinie import kurzform

KOPF = "Nr. | Orientierungsziel | Handlungsziel | Frist | Status | Grund | Folgeziel | unsicher"


def bestand(alt, neu=""):
    """Return a Bestand of the goals of 2021, and of those of 2022 where there are any."""
    t = tabellen(blatt(f"{KOPF}\n{alt}", zahlen=False))
    leer = {"ziel_folgejahr": t.ziel.clear()}
    folge = (
        {"ziel_folgejahr": tabellen(blatt(f"{KOPF}\n{neu}", zahlen=False), jahr=2022).ziel} if neu else leer
    )
    return Bestand({"ziel": t.ziel} | folge)


def texte(diagramm):
    return [t.text for t in ElementTree.fromstring(diagramm.svg).iter("{http://www.w3.org/2000/svg}text")]


def zahl_der(tag, diagramm):
    return len(list(ElementTree.fromstring(diagramm.svg).iter("{http://www.w3.org/2000/svg}" + tag)))


KLEIN = bestand(
    """
    1.1 | Räume: genug Platz | Leselounge einrichten | | teilweise erreicht | | 2.1 | Status
    1.2 | Räume: genug Platz | Walk and Talk | | verworfen | keine Nachfrage |
    1.3 | Räume: genug Platz | Newsletter | | erreicht | |
    """.strip(),
    "2.1 | Vielfalt: für alle | Leselounge eröffnen | Q3 2022\n2.2 | Vielfalt: für alle | App | Q4 2022",
)


def test_the_first_picture_has_the_goals_that_go_on_and_the_second_those_that_end_and_the_new_ones():
    weiter, rest = zielschritt(KLEIN)
    assert [n for n in texte(weiter) if re.fullmatch(r"\d\.\d", n)] == ["1.1", "2.1"]
    assert [n for n in texte(rest) if re.fullmatch(r"\d\.\d", n)] == ["1.2", "1.3", "2.2"]


def test_a_goal_that_goes_on_is_joined_by_an_arrow_and_says_how_it_changed_and_where_it_belongs_now():
    weiter, _ = zielschritt(KLEIN)
    assert zahl_der("path", weiter) == 2  # a line and its head
    assert " ".join(texte(weiter)).endswith("geändert weitergeführt, nun unter „Vielfalt“")


def test_status_and_end_are_said_in_words_with_the_reason_the_team_gives():
    _, rest = zielschritt(KLEIN)
    worte = " ".join(texte(rest))
    assert "× verworfen, nicht weitergeführt Grund: keine Nachfrage" in worte
    assert "✓ erreicht, abgeschlossen" in worte
    assert "neu; Frist: Q4 2022" in worte


def test_a_judgement_the_report_does_not_print_has_its_asterisk():
    weiter, rest = zielschritt(KLEIN)
    assert "(✓) teilweise erreicht*" in texte(weiter)
    assert "* aus dem Text gelesen" in weiter.untertitel
    assert "*" not in rest.untertitel


def test_a_step_that_is_a_reading_has_a_dashed_line_and_the_subtitle_says_so():
    fest = zielschritt(bestand("1.1 | V | a | | | | 2.1", "2.1 | V | b"))[0]
    lesart = zielschritt(bestand("1.1 | V | a | | | | 2.1 | Folgeziel 2022", "2.1 | V | b"))[0]
    assert "stroke-dasharray" not in fest.svg
    assert "Lesart" not in fest.untertitel
    assert "stroke-dasharray" in lesart.svg
    assert "gestrichelter Pfeil" in lesart.untertitel


def test_the_title_says_how_many_go_on_the_alternative_text_which_and_the_table_all_in_full():
    weiter, rest = zielschritt(KLEIN)
    assert weiter.titel == "Was weitergeht: Aus 1 Ziel von 2021 wird 1 Ziel für 2022"
    assert "1.1 führt zu 2.1" in weiter.alt
    assert weiter.tabelle.zeilen[0][0] == "1.1 Leselounge einrichten"
    assert (
        rest.titel
        == "Was endet, was neu ist: 2 Ziele von 2021 ohne Folgeziel, davon 1 erreicht; 1 Ziel 2022 neu"
    )
    assert "Ohne Folgeziel enden 2021: 1.2, 1.3. Neu sind 2022: 2.2." in rest.alt
    assert [zeile[0].split()[0] for zeile in rest.tabelle.zeilen] == ["1.2", "1.3", "2.2"]


def test_a_long_goal_is_cut_at_a_word_in_the_picture_and_whole_in_its_table():
    lang = "Gemeinsam mit vielen Partnern ein Programm aufbauen, das allen Menschen im Quartier offensteht, und zwar dauerhaft"
    diagramm = zielschritt(bestand(f"1.1 | V | {lang} | | | | 2.1", "2.1 | V | kurz"))[0]
    gekuerzt = [t for t in texte(diagramm) if t.endswith(" …")]
    assert len(gekuerzt) == 1
    assert gekuerzt[0].removesuffix(" …").split()[-1] in lang.replace(",", "").split()
    assert "1.1" in texte(diagramm)
    assert diagramm.tabelle.zeilen[0][0] == f"1.1 {lang}"


def test_a_noted_folgeziel_that_nobody_finds_is_called_that():
    t = tabellen(
        blatt("Nr. | Orientierungsziel | Handlungsziel | Folgeziel vermerkt\n1.1 | V | a | ja", zahlen=False)
    ).ziel
    folge = tabellen(
        blatt("Nr. | Orientierungsziel | Handlungsziel\n2.1 | V | b", zahlen=False), jahr=2022
    ).ziel
    (rest,) = zielschritt(Bestand({"ziel": t, "ziel_folgejahr": folge}))
    assert "Folgeziel vermerkt, aber nicht gefunden" in " ".join(texte(rest))


def test_without_goals_of_the_following_year_there_is_a_note_instead_of_a_picture():
    (hinweis,) = zielschritt(bestand("1.1 | V | a"))
    assert isinstance(hinweis, Hinweis)
    assert "qz vorlage 2022" in hinweis.text
    (hinweis,) = zielschritt(Bestand({"ziel": bestand("1.1 | V | a").tabelle("ziel").clear()}))
    assert isinstance(hinweis, Hinweis)


def test_a_step_of_a_later_year_can_be_asked_for():
    jahre = [
        tabellen(blatt(f"{KOPF}\n{text}", zahlen=False), jahr=jahr).ziel
        for jahr, text in ((2021, "1.1 | V | a"), (2022, "1.1 | V | b | | | | 1.2"), (2023, "1.2 | V | c"))
    ]
    b = Bestand({"ziel": pl.concat(jahre)})
    assert "von 2022" in zielschritt(b, 2022)[0].titel
    assert schwerpunkte(b, 2022).zeilen == (
        ("1.2", "c", "V", "keine Angabe", "geändert weitergeführt (1.1)"),
    )


def test_many_goals_are_split_into_several_pictures_that_each_fit_a_page():
    alt = "\n".join(f"1.{n} | V | Ziel {n} | | | | 2.{n}" for n in range(1, 41))
    neu = "\n".join(f"2.{n} | V | Vorhaben {n}" for n in range(1, 41))
    bilder = zielschritt(bestand(alt, neu))
    assert all(isinstance(bild, Diagramm) for bild in bilder)
    assert [bild.titel[-14:] for bild in bilder] == [
        f"(Teil {n} von {len(bilder)})" for n in range(1, len(bilder) + 1)
    ]
    assert len({bild.name for bild in bilder}) == len(bilder) > 1
    assert sum(len(bild.tabelle.zeilen) for bild in bilder) == 40
    assert all(float(re.search(r'height="(\d+)"', bild.svg)[1]) < 1000 for bild in bilder)


def test_what_a_list_says_is_text_in_the_picture_and_nothing_else():
    boese = "<script>alert(1)</script> & \x07"
    diagramm = zielschritt(bestand(f"1.1 | V | {boese} | | | | 2.1", "2.1 | V | b"))[0]
    assert "<script" not in diagramm.svg
    assert "&lt;script" in diagramm.svg
    assert "\x07" not in diagramm.svg


def test_the_same_goals_give_the_same_picture():
    assert [d.svg for d in zielschritt(KLEIN)] == [d.svg for d in zielschritt(KLEIN)]


def test_the_table_of_the_following_year_says_of_each_goal_where_it_comes_from():
    tabelle = schwerpunkte(KLEIN)
    assert tabelle.titel == "Schwerpunkte 2022"
    assert tabelle.zeilen == (
        ("2.1", "Leselounge eröffnen", "Vielfalt", "Q3 2022", "geändert weitergeführt (1.1)"),
        ("2.2", "App", "Vielfalt", "Q4 2022", "neu"),
    )


@pytest.mark.parametrize(
    ("lang", "kurz"),
    [
        ("Räume: bis 2025 genug Platz", "Räume"),
        ("Begegnung", "Begegnung"),
        ("Alle Menschen im Quartier finden hier einen Ort", "Alle Menschen im Quartier finden hier …"),
    ],
)
def test_an_orientierungsziel_is_called_by_its_head(lang, kurz):
    assert kurzform(lang) == kurz


def test_text_breaks_between_words_and_a_word_too_long_for_a_line_where_the_line_ends():
    assert umbruch("ein Haus für alle", textbreite("ein Haus", 12), 12) == ["ein Haus", "für alle"]
    zeilen = umbruch("Nachbarschaftsfrühstück", 60, 12)
    assert "".join(zeile.removesuffix("-") for zeile in zeilen) == "Nachbarschaftsfrühstück"
    assert all(textbreite(zeile, 12) <= 60 for zeile in zeilen)
    assert umbruch("", 60, 12) == []


def test_the_letters_of_the_shipped_font_are_never_wider_than_they_are_taken_for():
    fonttools = pytest.importorskip("fontTools.ttLib")
    from qz_analysis.show.gestaltung import SCHRIFT_ORDNER

    schrift = fonttools.TTFont(SCHRIFT_ORDNER / "IBMPlexSans-Regular.ttf")
    tafel, breiten, em = schrift.getBestCmap(), schrift["hmtx"], schrift["head"].unitsPerEm
    zeichen = "abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ0123456789 .,;:-–()/&„“…✓→×*"
    zu_breit = [z for z in zeichen if breiten[tafel[ord(z)]][0] / em > textbreite(z, 1) + 0.04]
    assert zu_breit == []


def test_a_box_is_as_high_as_its_text_needs():
    eine, zwei = (Kasten("1.1", titel, ("neu",)).hoehe(300) for titel in ("kurz", "ein langes Ziel " * 5))
    assert zwei - eine == pytest.approx(GROESSE * 1.24)
    bild = Schaubild(300)
    bild.kasten(Kasten("1.1", "kurz", ()), 0, 0, 300)
    assert bild.hoehe == pytest.approx(Kasten("1.1", "kurz", ()).hoehe(300))


def test_parts_are_split_evenly_where_they_do_not_fit():
    assert seiten("abcd", [30, 30, 30, 30], 100) == [("a", "b"), ("c", "d")]
    assert seiten("abc", [30, 30, 30], 100) == [("a", "b", "c")]
    assert seiten("", [], 100) == []
