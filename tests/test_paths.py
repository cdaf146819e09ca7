import datetime as dt

import pytest

from qz_analysis.config import lade_konfiguration
from qz_analysis.errors import EingabeFehler, ParameterFehler
from qz_analysis.model.oeffnung import Oeffnung, Schliessung
from qz_analysis.paths import Arbeitsbereich, arbeitsbereich


@pytest.mark.parametrize("standort", ["../etc", "a/b", "", ".", "Böckingen", "a\\b", "x\n"])
def test_a_site_that_is_no_folder_name_is_refused(tmp_path, standort):
    with pytest.raises(ParameterFehler, match="ist kein Standort"):
        Arbeitsbereich(tmp_path).outputs(standort, 2021)


def test_a_year_without_a_folder_names_what_there_is(tmp_path):
    (tmp_path / "data/raw/boeckingen/2021").mkdir(parents=True)
    with pytest.raises(EingabeFehler, match="Vorhanden: boeckingen/2021"):
        Arbeitsbereich(tmp_path).rohdaten("boeckingen", 2020)


def test_the_workspace_is_found_from_a_folder_inside_it(tmp_path, monkeypatch):
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    monkeypatch.delenv("QZ_ARBEITSBEREICH", raising=False)
    assert arbeitsbereich(tmp_path / "notebooks").wurzel == tmp_path


def test_no_settings_file_means_all_defaults(tmp_path):
    assert lade_konfiguration(tmp_path / "qz.toml").k == 5


@pytest.mark.parametrize(
    ("inhalt", "satz"),
    [
        ("[geheimhaltung]\nkk = 3", "„geheimhaltung.kk“ nicht. Am nächsten liegt „k“"),
        ("[geheimhaltung]\nk = 0", "ganze Zahl ab 1"),
        ("[geheimhaltung]\nk = true", "ganze Zahl ab 1"),
        ("[pruefung]\nspielraum_vorjahr = -1", "Zahl ab 0"),
        ('[kalender]\nland = "XY"', "Bundesland sein, gefunden: 'XY'. Es gibt: BB"),
        ("[kalender]\nferien_geschlossen = 1", "„kalender.ferien_geschlossen“ muss true oder false"),
        ("[kalender]\nferien = true", "„kalender.ferien“ nicht"),
        ("kalender = 3", "der mit .kalender. beginnt"),
        ('[schliessungen]\ngrund = "Umbau"', "der mit ..schliessungen.. beginnt"),
        ('[[schliessungen]]\nvon = "2021-01-01"', "„schliessungen.von“ muss ein Datum ohne"),
        ("[[schliessungen]]\nvon = 2021-01-01T00:00:00", "„schliessungen.von“ muss ein Datum ohne"),
        ("[[schliessungen]]\nvon = 2021-01-01", "„schliessungen.bis“ muss ein Datum.*None"),
        ("[[schliessungen]]\nvon = 2021-02-01\nbis = 2021-01-01", "01.01.2021. liegt vor"),
        ("[[schliessungen]]\nvon = 2021-01-01\nbis = 2021-01-01", "„schliessungen.grund“ muss ein Text"),
        ("[[schliessungen]]\nvom = 2021-01-01", "„schliessungen.vom“ nicht. Am nächsten liegt „von“"),
        ('[oeffnungszeiten]\nmontag = "12:00-17:00"', "„oeffnungszeiten.montag“ muss eine Liste"),
        ('[oeffnungszeiten]\nmontag = ["17:00-12:00"]', "„oeffnungszeiten.montag“ muss eine Liste"),
        ('[oeffnungszeiten]\nmontag = ["12 Uhr"]', "„oeffnungszeiten.montag“ muss eine Liste"),
        ("[oeffnungszeiten]\nmotag = []", "Am nächsten liegt „montag“"),
        ("[berichtt]", "Am nächsten liegt „bericht“"),
        ("k =", "nicht lesbar"),
    ],
)
def test_a_wrong_setting_is_one_german_sentence(tmp_path, inhalt, satz):
    (tmp_path / "qz.toml").write_text(inhalt, encoding="utf-8")
    with pytest.raises(ParameterFehler, match=satz):
        lade_konfiguration(tmp_path / "qz.toml")


def test_when_the_house_is_closed_and_open_is_read_from_the_settings(tmp_path):
    (tmp_path / "qz.toml").write_text(
        """
        [kalender]
        land = "BY"
        feiertage_geschlossen = false
        [[schliessungen]]
        von = 2021-01-01
        bis = 2021-06-06
        grund = "Corona-Lockdown"
        [[schliessungen]]
        von = 2021-12-24
        bis = 2021-12-31
        grund = "Betriebsferien"
        standort = "nord"
        [oeffnungszeiten]
        dienstag = ["09:00-12:00", "14:00-17:30"]
        """,
        encoding="utf-8",
    )
    assert lade_konfiguration(tmp_path / "qz.toml").oeffnung == Oeffnung(
        "BY",
        feiertage_geschlossen=False,
        schliessungen=(
            Schliessung(dt.date(2021, 1, 1), dt.date(2021, 6, 6), "Corona-Lockdown"),
            Schliessung(dt.date(2021, 12, 24), dt.date(2021, 12, 31), "Betriebsferien", "nord"),
        ),
        zeiten={"dienstag": ((dt.time(9), dt.time(12)), (dt.time(14), dt.time(17, 30)))},
    )
