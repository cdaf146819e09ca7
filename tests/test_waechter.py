"""What the watcher takes for a list, and which reports it renews."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest
from test_stapel import kleiner_bereich

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


@pytest.mark.lang
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has another way to send Ctrl-C.")
def test_the_command_renews_the_report_of_a_list_that_is_saved_and_ends_with_ctrl_c(tmp_path):
    ordner = kleiner_bereich(tmp_path, ("nord", 2021), ("sued", 2021))
    liste = ordner / "data/raw/nord/2021/Partner.csv"
    beobachter = subprocess.Popen(
        [sys.executable, "-m", "qz_analysis", "beobachten", "--abstand", "0.2"],
        env=os.environ
        | {"QZ_ARBEITSBEREICH": str(ordner), "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert beobachter.stdout is not None
    try:
        assert "Beobachtet wird" in beobachter.stdout.readline()
        fertig = Event()

        def speichere() -> None:
            """Save the list again and again, since the watcher may not look yet when it says it does."""
            for versuch in range(600):
                (liste.parent / "~$Partner.csv").write_text("offen", encoding="utf-8")
                neu = liste.with_name(".Partner.csv")
                neu.write_text(f"Kooperationspartner;Typ\nVerein {versuch};Verein\n", encoding="utf-8")
                neu.replace(liste)
                if fertig.wait(20):
                    return

        faden = Thread(target=speichere)
        faden.start()
        geaendert = beobachter.stdout.readline()
        fertig.set()
        faden.join()
        ergebnis = beobachter.stdout.readline()
        beobachter.send_signal(signal.SIGINT)
        rest, fehler = beobachter.communicate(timeout=120)
    finally:
        fertig.set()
        beobachter.kill()
    assert geaendert == "Geändert: nord/2021/Partner.csv\n"
    assert ergebnis.startswith("nord 2021: erneuert (Bericht, Listen lesen"), ergebnis + rest + fehler
    assert rest.endswith("Beobachten beendet.\n")
    assert "sued" not in geaendert + ergebnis + rest
    assert fehler == ""
    assert beobachter.returncode == 0
    assert (ordner / "outputs/nord/2021/jahresauswertung.html").is_file()
