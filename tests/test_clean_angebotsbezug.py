"""Which Angebot a text in the plan means."""

from pathlib import Path

import pytest
from zeichnen import blatt, tabellen

from qz_analysis.clean.angebotsbezug import finde_angebot
from qz_analysis.clean.schreibweise import kurzname, schreibweisen
from qz_analysis.einlesen import clean
from qz_analysis.model.tabellen import Tabellen

RAW = Path(__file__).parent.parent / "data" / "raw"
TAGE = "Zeit | Montag | Dienstag | Mittwoch | Donnerstag | Freitag"


def plan(*texte: str, angebote: tuple[str, ...]) -> Tabellen:
    """Return what cleaning makes of a plan with these texts beside a list of these Angebote."""
    zeilen = [f"{8 + n}:00 | {text} | | | |" for n, text in enumerate(texte)]
    liste = [f"{angebot} | Beratung" for angebot in angebote]
    return tabellen(
        blatt("\n".join([TAGE, *zeilen]), name="Plan"),
        blatt("\n".join(["Angebot | Thema", *liste]), name="Angebote"),
    )


def bezuege(t: Tabellen) -> dict[str, str | None]:
    return dict(t.belegung.select("angebot", "angebot_id").rows())


def test_a_text_that_is_the_name_of_an_angebot_means_it_and_no_other():
    t = plan("Yoga", "YOGA  für alle", angebote=("Yoga", "Yoga für alle"))
    assert bezuege(t) == {"Yoga": "yoga", "YOGA für alle": "yoga_fuer_alle"}
    assert t.befund.is_empty()


def test_a_declared_spelling_means_what_it_is_declared_as():
    t = plan("Offenes Café", angebote=("Offener mehrgenerativer Cafétreff", "Offenes Café am Abend"))
    assert bezuege(t) == {"Offenes Café": "offener_mehrgenerativer_cafetreff"}
    assert t.befund.is_empty()


def test_a_text_like_one_angebot_means_it_and_is_reported_once():
    t = plan("Karate", "Karate", angebote=("Karate für Senior*innen", "Yoga"))
    assert bezuege(t) == {"Karate": "karate_fuer_senior_innen"}
    assert t.befund.select("stufe", "regel", "zelle").rows() == [("hinweis", "angebot_aehnlich", "B2")]


def test_a_text_like_two_angebote_stays_open_and_names_both():
    t = plan("Yoga", angebote=("Yoga für alle", "Yoga am Abend"))
    assert bezuege(t) == {"Yoga": None}
    assert t.befund["regel"].to_list() == ["angebot_mehrdeutig"]
    assert "„Yoga am Abend“ oder „Yoga für alle“" in t.befund["meldung"][0]


def test_what_is_no_angebot_is_none():
    assert bezuege(plan("Klausurtag", angebote=("Yoga",))) == {"Klausurtag": None}


def test_a_remark_on_the_cell_wins():
    t = tabellen(
        blatt(f"{TAGE}\n08:00 | Yoga | | | |", name="Plan"),
        blatt("Zelle | Angebot\nB2 | Rückenschule", name="Anmerkungen"),
        blatt("Angebot | Thema\nYoga | Beratung\nRückenschule | Beratung", name="Angebote"),
    )
    assert bezuege(t) == {"Yoga": "rueckenschule"}


@pytest.fixture(scope="module")
def jahr_2021() -> Tabellen:
    return clean(RAW / "boeckingen" / "2021", jahr=2021, standort="boeckingen")


def test_the_plan_of_2021_is_understood_without_its_remarks_too(jahr_2021):
    angebote = set(jahr_2021.angebot["angebot_id"])
    offen = set()
    for text, angebot_id in jahr_2021.belegung.select("angebot", "angebot_id").rows():
        gefunden = finde_angebot(text, angebote).moeglich
        assert gefunden == ((angebot_id,) if angebot_id else ()), text
        offen |= {text} if angebot_id is None else set()
    assert offen == {"Teamsitzung psych.", "Klausurtag AEH", "Gesangsprobe privat"}


def test_every_declared_spelling_names_an_angebot_of_2021(jahr_2021):
    assert {kurzname(name) for name in schreibweisen("angebot").values()} <= set(
        jahr_2021.angebot["angebot_id"]
    )


def test_the_activities_of_2021_are_read_and_no_amount_is_made_up(jahr_2021):
    arten = dict(jahr_2021.aktivitaet["art"].value_counts().rows())
    assert arten["konferenz"] == 4
    assert arten["foerderung"] == 4
    assert jahr_2021.aktivitaet["betrag_eur"].null_count() == jahr_2021.aktivitaet.height
    assert "Aktivitäten 2021.xlsx" not in " ".join(jahr_2021.befund["datei"])
