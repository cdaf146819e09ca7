import datetime as dt
import io
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from openpyxl import Workbook
from rich.console import Console

import qz_analysis
from qz_analysis.anzeige import BEFUNDE_GEZEIGT, zeige
from qz_analysis.clean.zahl import parse_anzahl
from qz_analysis.einlesen import pruefe, schreibe
from qz_analysis.errors import ParameterFehler
from qz_analysis.model.tabellen import Tabellen

BESUCHE = """Jugendtreff;;;
Datum;Besuche;weiblich;männlich
12.03.{jahr};10;4;6
31.02.{jahr};3;;
19.03.{jahr};ca. 7;;
Summe;17;;
"""
PARTNER = "Partner;Typ;Kapitel\nVHS;Bildung;\n"
ANGEBOTE = "Angebot;Thema\nStricktreff;Beratung\n"


def lege_ab(ordner: Path, name: str, text: str) -> Path:
    pfad = ordner / name
    pfad.parent.mkdir(parents=True, exist_ok=True)
    pfad.write_text(text, encoding="utf-8")
    return pfad


def gezeigt(einlesung, breite=80) -> str:
    ausgabe = io.StringIO()
    zeige(einlesung, Console(file=ausgabe, width=breite, highlight=False))
    return ausgabe.getvalue()


def test_each_sheet_is_told_with_its_cells_its_rows_and_the_sum_of_its_counts(tmp_path):
    pfad = lege_ab(tmp_path, "Besuche 2021.csv", BESUCHE.format(jahr=2021))
    (blatt,) = pruefe([pfad]).blaetter
    assert blatt == {
        "datei": "Besuche 2021.csv",
        "blatt": "Besuche 2021",
        "art": "teilnahme",
        "zellen_gelesen": 15,
        "zellen_uebernommen": 6,
        "zellen_zurueckgewiesen": 2,
        "zellen_ignoriert": 7,
        "zeilen": 6,  # two Termine, two counts, two counts by Geschlecht
        "summe_teilnahme": 17,
    }


def test_a_finding_names_its_cell_and_says_what_to_do(tmp_path):
    einlesung = pruefe([lege_ab(tmp_path, "Besuche 2021.csv", BESUCHE.format(jahr=2021))])
    befund = next(b for b in einlesung.befunde if b["stufe"] == "fehler")
    assert (befund["datei"], befund["zelle"], befund["wert"]) == ("Besuche 2021.csv", "A4", "31.02.2021")
    assert einlesung.fehlerhaft


@pytest.mark.parametrize(
    ("name", "text", "jahr", "standort"),
    [
        ("boeckingen/2020/liste.csv", BESUCHE.format(jahr=2021), 2020, "boeckingen"),
        ("Besuche 2019.csv", BESUCHE.format(jahr=2021), 2019, "ohne"),
        ("Listen 2018/liste.csv", BESUCHE.format(jahr=2021), 2018, "ohne"),
        ("liste.csv", "Besuche 2017;\n" + BESUCHE.format(jahr=2021), 2017, "ohne"),
        ("liste.csv", BESUCHE.format(jahr=2021), 2021, "ohne"),
    ],
)
def test_standort_and_jahr_are_taken_from_where_they_stand_first(tmp_path, name, text, jahr, standort):
    (lauf,) = pruefe([lege_ab(tmp_path / "x", name, text)]).laeufe
    assert (lauf.jahr, lauf.standort) == (jahr, standort)


def test_the_name_of_a_sheet_may_say_the_jahr(tmp_path):
    mappe = Workbook()
    mappe.active.title = "Angebote 2016"
    for zeile in (["Angebot", "Thema"], ["Stricktreff", "Beratung"]):
        mappe.active.append(zeile)
    mappe.save(tmp_path / "liste.xlsx")
    assert pruefe([tmp_path / "liste.xlsx"]).laeufe[0].jahr == 2016


def test_what_is_given_wins_over_what_is_found(tmp_path):
    pfad = lege_ab(tmp_path, "boeckingen/2020/liste.csv", PARTNER)
    (lauf,) = pruefe([pfad], jahr=2022, standort="mitte").laeufe
    assert (lauf.jahr, lauf.standort) == (2022, "mitte")


def test_a_file_that_says_no_jahr_belongs_to_the_others_in_its_folder(tmp_path):
    lege_ab(tmp_path, "Besuche 2021.csv", BESUCHE.format(jahr=2021))
    lege_ab(tmp_path, "Partner.csv", PARTNER)
    (lauf,) = pruefe([tmp_path]).laeufe
    assert lauf.dateien == ("Besuche 2021.csv", "Partner.csv")


def test_sites_and_years_are_cleaned_apart(tmp_path):
    for ort in ("mitte/2020", "mitte/2021", "nord/2021"):
        lege_ab(tmp_path, f"{ort}/liste.csv", ANGEBOTE)
    laeufe = pruefe([tmp_path]).laeufe
    assert [(lauf.standort, lauf.jahr) for lauf in laeufe] == [
        ("mitte", 2020),
        ("mitte", 2021),
        ("nord", 2021),
    ]


def test_files_below_data_raw_have_the_names_they_have_in_the_report(tmp_path):
    pfad = lege_ab(tmp_path / "data/raw", "mitte/2021/liste.csv", PARTNER)
    assert pruefe([pfad]).blaetter[0]["datei"] == "mitte/2021/liste.csv"


def test_a_list_without_a_jahr_is_checked_and_the_jahr_is_asked_for(tmp_path):
    einlesung = pruefe([lege_ab(tmp_path, "liste.csv", ANGEBOTE)])
    assert einlesung.blaetter[0]["zellen_uebernommen"] == 2
    assert [befund["regel"] for befund in einlesung.befunde] == ["jahr_unbekannt"]
    with pytest.raises(ParameterFehler, match="--jahr"):
        schreibe(einlesung, tmp_path / "aus")
    assert not (tmp_path / "aus").exists()


def test_a_list_that_needs_no_jahr_is_written_without_one(tmp_path):
    einlesung = pruefe([lege_ab(tmp_path, "liste.csv", PARTNER)])
    assert not einlesung.fehlerhaft
    schreibe(einlesung, tmp_path / "aus")
    assert pl.read_parquet(tmp_path / "aus/partner.parquet")["partner"].to_list() == ["VHS"]


def test_a_file_that_can_not_be_read_is_a_finding_and_the_others_are_read(tmp_path):
    lege_ab(tmp_path, "Partner 2021.csv", PARTNER)
    (tmp_path / "kaputt.xlsx").write_bytes(b"PK\x03\x04 kaputt")
    einlesung = pruefe([tmp_path])
    assert [blatt["datei"] for blatt in einlesung.blaetter] == ["Partner 2021.csv"]
    assert [(befund["datei"], befund["stufe"]) for befund in einlesung.befunde] == [("kaputt.xlsx", "fehler")]


def test_lock_files_and_hidden_files_in_a_folder_are_passed_over(tmp_path):
    for name in ("~$Partner.csv", ".Partner.csv", "Thumbs.db", ".alt/Partner.csv", "Partner 2021.csv"):
        lege_ab(tmp_path, name, PARTNER)
    assert pruefe([tmp_path]).laeufe[0].dateien == ("Partner 2021.csv",)


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no named pipes in folders, and links need rights"
)
def test_what_is_no_plain_file_in_the_folder_is_named_and_not_opened(tmp_path):
    lege_ab(tmp_path, "in/Partner 2021.csv", PARTNER)
    (tmp_path / "in/hinaus.csv").symlink_to(lege_ab(tmp_path, "geheim.csv", PARTNER))
    os.mkfifo(tmp_path / "in/rohr.csv")
    einlesung = pruefe([tmp_path / "in"])
    assert [blatt["datei"] for blatt in einlesung.blaetter] == ["Partner 2021.csv"]
    assert {b["datei"]: b["stufe"] for b in einlesung.befunde} == {
        "hinaus.csv": "fehler",
        "rohr.csv": "fehler",
    }


def test_a_folder_without_files_is_one_sentence(tmp_path):
    with pytest.raises(ParameterFehler, match="liegt keine Datei"):
        pruefe([tmp_path])


def test_a_change_against_last_year_is_told_whether_or_not_last_year_was_asked_for(tmp_path):
    lege_ab(tmp_path, "mitte/2020/a.csv", "Angebot;Thema;Ort\nStricktreff;Beratung;Saal\n")
    lege_ab(tmp_path, "mitte/2021/a.csv", ANGEBOTE)
    for pfad in (tmp_path, tmp_path / "mitte/2021"):
        regeln = [befund["regel"] for befund in pruefe([pfad]).befunde]
        assert regeln == ["spalte_fehlt_gegen_vorjahr"], pfad


def test_tables_are_written_and_read_back_the_same(tmp_path):
    einlesung = pruefe([lege_ab(tmp_path, "Besuche 2021.csv", BESUCHE.format(jahr=2021))])
    dateien = schreibe(einlesung, tmp_path / "aus")
    assert sorted(datei.name for datei in dateien) == sorted(f"{name}.parquet" for name in Tabellen.members())
    gelesen = pl.read_parquet(tmp_path / "aus/termin.parquet")
    assert gelesen["datum"].to_list() == [dt.date(2021, 3, 12), dt.date(2021, 3, 19)]
    assert sorted(p.name for p in (tmp_path / "aus").iterdir()) == sorted(datei.name for datei in dateien)


def test_several_sites_are_written_into_a_folder_each(tmp_path):
    for ort in ("mitte/2021", "nord/2021"):
        lege_ab(tmp_path / "in", f"{ort}/liste.csv", ANGEBOTE)
    schreibe(pruefe([tmp_path / "in"]), tmp_path / "aus")
    assert (tmp_path / "aus/mitte/2021/angebot.parquet").is_file()
    assert (tmp_path / "aus/nord/2021/angebot.parquet").is_file()


def test_the_target_may_not_be_a_file(tmp_path):
    pfad = lege_ab(tmp_path, "Partner 2021.csv", PARTNER)
    with pytest.raises(ParameterFehler, match="Ordner"):
        schreibe(pruefe([pfad]), pfad)


def test_from_python_a_path_gives_the_tables_and_the_stage_of_that_name_stays_importable(tmp_path):
    pfad = lege_ab(tmp_path, "Besuche 2021.csv", BESUCHE.format(jahr=2021))
    tabellen = qz_analysis.clean(pfad)
    assert tabellen.teilnahme["anzahl"].sum() == 27
    assert qz_analysis.clean.zahl.parse_anzahl is parse_anzahl  # pyright: ignore[reportFunctionMemberAccess]


def test_the_package_can_be_called_before_any_stage_was_imported(tmp_path):
    pfad = lege_ab(tmp_path, "Partner 2021.csv", PARTNER)
    code = "import sys, qz_analysis; print(qz_analysis.clean(sys.argv[1]).partner.height, 'polars' in sys.modules)"
    lauf = subprocess.run([sys.executable, "-c", code, pfad], capture_output=True, text=True, check=True)
    assert lauf.stdout.split() == ["1", "True"]


def test_from_python_files_of_two_years_are_not_thrown_together(tmp_path):
    for jahr in (2020, 2021):
        lege_ab(tmp_path, f"Besuche {jahr}.csv", BESUCHE.format(jahr=jahr))
    with pytest.raises(ParameterFehler, match="ohne 2020, ohne 2021"):
        qz_analysis.clean(tmp_path)


def test_people_are_shown_the_balance_and_the_findings_by_file(tmp_path):
    lege_ab(tmp_path, "Besuche 2021.csv", BESUCHE.format(jahr=2021))
    text = gezeigt(pruefe([tmp_path]))
    assert "Standort „ohne“, Jahr 2021 (aus dem Dateinamen)" in text
    assert "Befunde: 1 (1 Fehler, 0 Warnungen, 0 Hinweise)" in text
    assert "Fehler  Besuche 2021, A4: „31.02.2021“ ist kein Datum." in text


@pytest.mark.parametrize("breite", [60, 80, 200])
def test_no_line_is_wider_than_the_terminal(tmp_path, breite):
    lege_ab(tmp_path, f"{'Sehr langer Name ' * 4}2021.csv", BESUCHE.format(jahr=2021))
    assert max(map(len, gezeigt(pruefe([tmp_path]), breite).splitlines())) <= breite


def test_the_gravest_findings_are_shown_and_the_rest_is_counted(tmp_path):
    fremd = "".join(f"Café {n};Beratung;;x\n" for n in range(60))
    lege_ab(tmp_path, "Liste 2021.csv", f"Angebot;Thema;;\n{fremd}Chor;Schach;;\n")
    text = gezeigt(pruefe([tmp_path]))
    assert "Schach" in text
    assert f"{61 - BEFUNDE_GEZEIGT} weitere Befunde" in text.replace("\n", " ")


def test_nothing_from_a_cell_moves_the_cursor_of_the_terminal(tmp_path):
    lege_ab(tmp_path, "Liste 2021.csv", "Angebot;Thema\nCafé;[red]\u202eSch\u009bach\n")
    text = gezeigt(pruefe([tmp_path]))
    assert "[red]" in text
    assert "\u202e" not in text
    assert "\u009b" not in text
