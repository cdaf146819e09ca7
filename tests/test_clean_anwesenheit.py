"""Who came, by pseudonym; and that nobody's name comes along."""

import datetime as dt
import re

import pytest
from zeichnen import blatt, tabellen

from qz_analysis.clean.pseudonym import ist_personenangabe
from qz_analysis.model.tabellen import Tabellen
from qz_analysis.read import schluessel

LISTE = """
Angebot: Mädchengruppe |          |          |
Kürzel                 | 08.01.21 | 15.01.21 | 22.01.21
Sonne                  | x        |          | x
M7                     | x        | x        | e
"""


def anwesend(t: Tabellen) -> list[tuple]:
    return t.anwesenheit.select("angebot_id", "datum", "pseudonym").rows()


def ueberall(t: Tabellen) -> str:
    """Return all that stands in any table."""
    return "\n".join(str(getattr(t, name).to_dicts()) for name in Tabellen.members())


def test_each_mark_of_a_pseudonym_is_a_row_and_a_visit():
    t = tabellen(blatt(LISTE))
    assert anwesend(t) == [
        ("maedchengruppe", dt.date(2021, 1, 8), "Sonne"),
        ("maedchengruppe", dt.date(2021, 1, 22), "Sonne"),
        ("maedchengruppe", dt.date(2021, 1, 8), "M7"),
        ("maedchengruppe", dt.date(2021, 1, 15), "M7"),
    ]
    assert t.teilnahme.sort("datum").select("datum", "anzahl").rows() == [
        (dt.date(2021, 1, 8), 2),
        (dt.date(2021, 1, 15), 1),
        (dt.date(2021, 1, 22), 1),
    ]
    assert t.befund.is_empty()


@pytest.mark.parametrize("kopf", ["Pseudonym", "CODE", "Kennung", "Nr. | Kürzel"])
def test_a_pseudonym_may_be_called_otherwise_and_stand_behind_a_number(kopf):
    nummer = "1 |" if "|" in kopf else ""
    t = tabellen(blatt(f"{kopf} | 08.01. | 15.01. | 22.01.\n{nummer} Sonne | x | | "))
    assert t.anwesenheit["pseudonym"].to_list() == ["Sonne"]


def test_a_list_of_names_is_counted_and_nobody_is_named():
    t = tabellen(blatt("Name | 08.01. | 15.01. | 22.01.\nErika Beispiel | x | x |\nHans Muster | | |"))
    assert t.teilnahme["anzahl"].to_list() == [1, 1]
    assert t.anwesenheit["pseudonym"].n_unique() == 1  # one came twice, the other never
    assert "Beispiel" not in ueberall(t)
    assert "Muster" not in ueberall(t)


def test_a_name_becomes_the_same_pseudonym_on_every_list_however_it_is_spaced():
    listen = [
        blatt(f"Name | 08.0{n}. | 15.0{n}. | 22.0{n}.\n{name} | x | x | x", name=f"Liste {n}")
        for n, name in ((1, "Erika Beispiel"), (2, "erika  beispiel"), (3, "Hans Muster"))
    ]
    wer = tabellen(*listen).anwesenheit.sort("datum")["pseudonym"].to_list()
    assert wer[:3] == wer[3:6] != wer[6:]
    assert all(re.fullmatch(r"p-[0-9a-f]{10}", p) for p in wer)


def test_without_a_key_visits_are_counted_and_the_reason_is_said(monkeypatch, tmp_path):
    kein_ordner = tmp_path / "datei"
    kein_ordner.write_text("")
    monkeypatch.setenv("QZ_SCHLUESSEL", str(kein_ordner / "schluessel"))
    schluessel._schluessel.cache_clear()
    t = tabellen(blatt("Name | 08.01. | 15.01. | 22.01.\nErika Beispiel | x | x |"))
    schluessel._schluessel.cache_clear()
    assert t.teilnahme["anzahl"].to_list() == [1, 1]
    assert t.anwesenheit.is_empty()
    assert t.befund["regel"].to_list() == ["kein_schluessel"]


def test_a_list_with_a_name_beside_the_pseudonym_is_one_of_names():
    t = tabellen(blatt("Kürzel | Name | 08.01. | 15.01. | 22.01.\nSonne | Erika Beispiel | x | x |"))
    assert t.teilnahme["anzahl"].to_list() == [1, 1]
    assert t.anwesenheit["pseudonym"].n_unique() == 1
    assert "Sonne" not in ueberall(t)
    assert "Beispiel" not in ueberall(t)


def test_a_name_among_pseudonyms_is_rejected_unnamed_and_counts_as_a_visit():
    t = tabellen(blatt("Kürzel | 08.01. | 15.01. | 22.01.\nSonne | x | |\nErika Beispiel | x | x |"))
    assert t.anwesenheit["pseudonym"].to_list() == ["Sonne"]
    assert t.teilnahme["anzahl"].to_list() == [2, 1]
    assert t.befund.select("regel", "zelle").rows() == [("kein_pseudonym", "A3")]
    assert "Beispiel" not in ueberall(t)


def test_a_pseudonym_that_stands_twice_on_a_list_is_nobody_the_second_time():
    t = tabellen(blatt("Kürzel | 08.01. | 15.01. | 22.01.\nSonne | x | |\nSonne | x | x |"))
    assert t.anwesenheit.height == 1
    assert t.teilnahme["anzahl"].to_list() == [2, 1]
    assert t.befund["regel"].to_list() == ["pseudonym_doppelt"]


def test_a_mark_for_a_week_is_a_visit_and_no_day():
    t = tabellen(blatt("Kürzel | KW 1 | KW 2 | KW 3\nSonne | x | | x"))
    assert t.anwesenheit.is_empty()
    assert t.teilnahme["anzahl"].to_list() == [1, 1]
    assert t.befund["regel"].to_list() == ["anwesenheit_ohne_tag"]


def test_of_a_counselling_nobody_is_kept_even_by_pseudonym():
    angebote = blatt("Angebot | Thema | geschützt\nMädchengruppe | Beratung | ja", name="Angebote")
    t = tabellen(blatt(LISTE), angebote)
    assert t.anwesenheit.is_empty()
    assert t.teilnahme["anzahl"].to_list() == [2, 1, 1]
    assert t.befund["regel"].to_list() == ["anwesenheit_geschuetzt"]


@pytest.mark.parametrize(
    "text",
    [
        "Erika Beispiel",
        "Dr. Hans von Muster",
        "MUSTER HANS",
        "Beispiel, Erika",
        "beispiel,erika",
        "erika@beispiel.example",
        "0176 123456",
        "0176/1234567 (Mama)",
        "+49 7131 12345",
        "7131123456",
        "14.03.2010",
        "2010-03-14 00:00:00",
    ],
)
def test_this_may_be_somebody(text):
    assert ist_personenangabe(text)


@pytest.mark.parametrize(
    "text", ["Sonne", "M7", "17", "Kind A", "roter Fuchs", "AB-2021-07", "Erika", "4711"]
)
def test_this_may_be_a_pseudonym(text):
    assert not ist_personenangabe(text)
