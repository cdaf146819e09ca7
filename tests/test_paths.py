import pytest

from qz_analysis.config import lade_konfiguration
from qz_analysis.errors import EingabeFehler, ParameterFehler
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
        ("[berichtt]", "Am nächsten liegt „bericht“"),
        ("k =", "nicht lesbar"),
    ],
)
def test_a_wrong_setting_is_one_german_sentence(tmp_path, inhalt, satz):
    (tmp_path / "qz.toml").write_text(inhalt, encoding="utf-8")
    with pytest.raises(ParameterFehler, match=satz):
        lade_konfiguration(tmp_path / "qz.toml")
