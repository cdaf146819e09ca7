"""What the watcher takes for a list, and which reports it renews."""

from pathlib import Path
from threading import Event, Thread

import pytest

from qz_analysis.paths import Arbeitsbereich
from qz_analysis.waechter import beobachte, betroffen, ist_liste


@pytest.mark.parametrize(
    ("name", "ist_es"),
    [("Besuche.xlsx", True), ("Liste.CSV", True), ("~$Besuche.xlsx", False),
     (".~lock.a.ods#", False), ("notiz.txt", False), ("A1B2.tmp", False)],
)  # fmt: skip
def test_what_office_leaves_beside_an_open_list_is_none(name, ist_es):
    assert ist_liste(Path("nord/2021") / name) is ist_es


def test_a_list_concerns_its_own_year_and_those_beside_it_that_exist(tmp_path):
    bereich = Arbeitsbereich(tmp_path)
    for jahr in (2020, 2021, 2023):
        (bereich.raw / "nord" / str(jahr)).mkdir(parents=True)
    assert betroffen(bereich, [bereich.raw / "nord" / "2021" / "a.xlsx"]) == [("nord", 2020), ("nord", 2021)]
    assert betroffen(bereich, [bereich.raw / "nord" / "a.xlsx"]) == []


def test_a_list_that_is_saved_is_noticed_and_a_report_that_fails_says_why(tmp_path, monkeypatch):
    (tmp_path / "data/raw/nord/2021").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setenv("QZ_ARBEITSBEREICH", str(tmp_path))
    gesagt: list[str] = []
    ende, gesehen, bereit = Event(), Event(), Event()

    def sage(satz: str) -> None:
        gesagt.append(satz)
        bereit.set()
        if "nord 2021" in satz:
            gesehen.set()

    faden = Thread(target=beobachte, args=(sage,), kwargs={"abstand": 0.2, "nachsehen": True, "ende": ende})
    faden.start()
    assert bereit.wait(30)
    for versuch in range(100):  # the watcher may not look yet when it says it does
        (tmp_path / "data/raw/nord/2021/a.csv").write_text(f"Angebot;Thema\nA;{versuch}\n", encoding="utf-8")
        if gesehen.wait(0.5):
            break
    ende.set()
    faden.join(30)
    assert any("Geändert: nord/2021/a.csv" in satz for satz in gesagt)
    assert any(satz.startswith("nord 2021: gescheitert. ") for satz in gesagt)
    assert gesagt[-1] == "Beobachten beendet."
