import datetime as dt
import shutil

import pytest
from openpyxl import Workbook
from xlsx_bauen import paket

from qz_analysis.read.speicherdatum import zuletzt_gespeichert


def gespeichert(pfad, am):
    kern = f"<p><modified>{am}T23:30:00Z</modified></p>"
    pfad.write_bytes(paket("<worksheet/>", **{"docProps/core.xml": kern}))


def test_the_last_day_on_which_a_list_was_saved_counts_and_a_copy_has_the_same(tmp_path):
    erster, zweiter, kopie = (tmp_path / name for name in ("2021", "2022", "kopie"))
    erster.mkdir()
    zweiter.mkdir()
    gespeichert(erster / "a.xlsx", "2022-01-31")
    gespeichert(erster / "b.xlsx", "2022-03-01")
    gespeichert(zweiter / "c.xlsx", "2023-02-02")
    (zweiter / "d.csv").write_text("Angebot;Besuche", encoding="utf-8")
    assert zuletzt_gespeichert([erster]) == dt.date(2022, 3, 1)
    assert zuletzt_gespeichert([erster, zweiter]) == dt.date(2023, 2, 2)
    shutil.copytree(erster, kopie, copy_function=shutil.copyfile)
    assert zuletzt_gespeichert([kopie]) == dt.date(2022, 3, 1)


def test_libreoffice_says_it_elsewhere(tmp_path):
    meta = '<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:date>2022-04-05T10:00:00</dc:date></m>'
    (tmp_path / "liste.ods").write_bytes(paket("<x/>", **{"meta.xml": meta}))
    assert zuletzt_gespeichert([tmp_path]) == dt.date(2022, 4, 5)


def test_a_workbook_as_a_library_writes_it_tells_its_day(tmp_path):
    Workbook().save(tmp_path / "a.xlsx")
    assert zuletzt_gespeichert([tmp_path]) is not None


@pytest.mark.parametrize(
    "inhalt",
    [
        b"",
        b"kein Zip",
        paket("<worksheet/>"),
        *(
            paket("<worksheet/>", **{"docProps/core.xml": kern})
            for kern in (
                "",
                "<p/>",
                "<p><modified/></p>",
                "<p><modified>gestern</modified></p>",
                "<p><modified>0001-01-01</modified></p>",
                "<!DOCTYPE p><p><modified>2022-01-01</modified></p>",
            )
        ),
    ],
)
def test_what_tells_no_day_is_passed_over(tmp_path, inhalt):
    (tmp_path / "liste.xlsx").write_bytes(inhalt)
    gespeichert(tmp_path / "~$offen.xlsx", "2030-01-01")
    assert zuletzt_gespeichert([tmp_path]) is None
