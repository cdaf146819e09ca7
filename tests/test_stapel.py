"""Many reports at once, for real: small workspaces, real processes."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import psutil
import pytest
from test_bericht_lauf import arbeitsbereich, qz

from qz_analysis.errors import ParameterFehler
from qz_analysis.paths import Arbeitsbereich
from qz_analysis.stapel import Posten, alle_orte, berichte

WURZEL = Path(__file__).parent.parent


def kleiner_bereich(ordner: Path, *orte: tuple[str, int]) -> Path:
    """Return a workspace whose lists are those of the Anliegen and Angebote of 2021, for each place."""
    shutil.copytree(WURZEL / "notebooks", ordner / "notebooks")
    for standort, jahr in orte:
        ziel = ordner / "data" / "raw" / standort / str(jahr)
        ziel.mkdir(parents=True)
        shutil.copy(WURZEL / "data/raw/boeckingen/2021/Angebote 2021.xlsx", ziel)
    return ordner


def test_every_folder_of_a_standort_and_jahr_is_a_report(tmp_path):
    for teil in ("nord/2021", "nord/2022", "sued/2021", "nord/notizen"):
        (tmp_path / "data/raw" / teil).mkdir(parents=True)
    assert alle_orte(Arbeitsbereich(tmp_path)) == [("nord", 2021), ("nord", 2022), ("sued", 2021)]


def test_nothing_to_do_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("QZ_ARBEITSBEREICH", str(tmp_path))
    with pytest.raises(ParameterFehler, match="nichts zu berichten"):
        berichte([])


def test_one_that_fails_stops_no_other_and_any_executor_will_do(tmp_path, monkeypatch):
    (tmp_path / "data/raw/nord/2021").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setenv("QZ_ARBEITSBEREICH", str(tmp_path))
    gemeldet: list[Posten] = []
    with ThreadPoolExecutor(1) as executor:
        ergebnis = berichte([("nord", 2021), ("nord", 2030)], executor=executor, melde=gemeldet.append)
    assert [p.stand for p in ergebnis] == ["gescheitert", "gescheitert"]
    assert all(p.hinweis for p in ergebnis)
    assert gemeldet[-1] in ergebnis


@pytest.mark.parametrize("woerter", [["bericht"], ["bericht", "2021", "--alle"]])
def test_either_years_or_all_have_to_be_asked_for(tmp_path, woerter):
    lauf = qz(tmp_path, *woerter)
    assert lauf.prozess.returncode == 2
    assert "entweder Jahre nennen" in lauf.prozess.stderr


@pytest.mark.lang
def test_all_reports_of_a_workspace_end_in_a_table_and_run_once_only(tmp_path):
    ordner = kleiner_bereich(tmp_path, ("nord", 2021), ("sued", 2021))
    (ordner / "data/raw/leer/2021").mkdir(parents=True)
    lauf = qz(ordner, "bericht", "--alle")
    assert lauf.prozess.returncode == 1
    zeilen = [zeile.split(maxsplit=2) for zeile in lauf.prozess.stdout.splitlines()]
    assert [z[:2] for z in zeilen[1:4]] == [["leer", "2021"], ["nord", "2021"], ["sued", "2021"]]
    assert [z[2].split(":")[0] for z in zeilen[1:4]] == ["gescheitert", "fertig", "fertig"]
    assert "2 von 3 Berichten sind vollständig" in lauf.prozess.stdout
    assert (ordner / "outputs/nord/2021/jahresauswertung.pdf").is_file()
    noch_einmal = qz(ordner, "bericht", "2021", "--standort", "nord,sued")
    assert noch_einmal.prozess.returncode == 0
    assert noch_einmal.prozess.stdout.count("unverändert") == 2


def _arbeiter(von: int) -> list[psutil.Process]:
    return [p for p in psutil.Process(von).children(recursive=True) if "spawn_main" in " ".join(p.cmdline())]


@pytest.mark.lang
def test_a_worker_that_is_killed_costs_a_second_try_and_not_the_batch(tmp_path, monkeypatch):
    ordner = kleiner_bereich(tmp_path, ("nord", 2021), ("sued", 2021))
    monkeypatch.setenv("QZ_ARBEITSBEREICH", str(ordner))
    getoetet = threading.Event()

    def melde(posten: Posten) -> None:
        if posten.stand == "läuft" and not getoetet.is_set():
            getoetet.set()
            _arbeiter(os.getpid())[0].kill()

    ergebnis = berichte(alle_orte(Arbeitsbereich(ordner)), arbeiter=2, melde=melde)
    assert getoetet.is_set()
    assert [p.stand for p in ergebnis] == ["fertig", "fertig"]


@pytest.mark.lang
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has another way to send Ctrl-C.")
@pytest.mark.parametrize("woerter", [["--alle"], ["2021", "--standort", "nord"]], ids=["batch", "one"])
def test_ctrl_c_ends_all_processes_and_leaves_no_half_report(tmp_path, woerter):
    ordner = kleiner_bereich(tmp_path, ("nord", 2021), ("sued", 2021))
    lauf = subprocess.Popen(
        [sys.executable, "-m", "qz_analysis", "bericht", *woerter],
        env=os.environ | {"QZ_ARBEITSBEREICH": str(ordner)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    alle: set[psutil.Process] = set()
    while not list((ordner / "data").rglob("angebot.parquet")) and lauf.poll() is None:
        alle |= set(psutil.Process(lauf.pid).children(recursive=True))
        time.sleep(0.05)
    alle |= set(psutil.Process(lauf.pid).children(recursive=True))
    lauf.send_signal(signal.SIGINT)
    _, fehler = lauf.communicate(timeout=120)
    # A shell calls both 130. Python itself ends by the signal where it came amid code made of a text, as dataclasses are.
    assert lauf.returncode in (130, -signal.SIGINT)
    assert "Traceback" not in fehler
    assert alle
    assert psutil.wait_procs(alle, timeout=60)[1] == []
    assert not list((ordner / "outputs").glob("*/2021"))
    assert qz(ordner, "bericht", "2021", "--standort", "nord").prozess.returncode == 0


@pytest.mark.lang
def test_a_dask_cluster_makes_the_same_reports_though_a_worker_is_killed(tmp_path):
    pytest.importorskip("distributed", reason="Dask is not installed, so no report was distributed.")
    ordner = kleiner_bereich(tmp_path / "verteilt", ("nord", 2021), ("sued", 2021))
    allein = kleiner_bereich(tmp_path / "allein", ("nord", 2021), ("sued", 2021))
    datei = tmp_path / "scheduler.json"
    umgebung = os.environ | {"PYTHONWARNINGS": "default"}
    modul = [sys.executable, "-m"]
    gemeinsam = ["--scheduler-file", str(datei), "--no-dashboard"]
    scheduler = [*modul, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", *gemeinsam]
    arbeiter = [*modul, "distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", *gemeinsam]
    befehle = [scheduler, arbeiter, arbeiter]
    prozesse = [
        subprocess.Popen(b, env=umgebung, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for b in befehle
    ]
    try:
        ende = time.monotonic() + 60
        while not datei.exists() and time.monotonic() < ende:
            time.sleep(0.1)
        adresse = json.loads(datei.read_text("utf-8"))["address"]
        lauf = subprocess.Popen(
            [sys.executable, "-m", "qz_analysis", "bericht", "--alle", "--verteilt", adresse],
            env=umgebung | {"QZ_ARBEITSBEREICH": str(ordner)},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        while not list((ordner / "data").rglob("angebot.parquet")) and lauf.poll() is None:
            time.sleep(0.05)
        prozesse[1].send_signal(signal.SIGKILL)
        aus, _ = lauf.communicate(timeout=300)
    finally:
        for prozess in prozesse:
            prozess.kill()
            prozess.wait()
    assert "2 von 2 Berichten sind vollständig" in aus
    qz(allein, "bericht", "--alle")
    for name in ("jahresauswertung.html", "jahresauswertung.pdf", "kennzahlen.xlsx", "manifest.json"):
        pfad = Path("outputs/nord/2021") / name
        assert (ordner / pfad).read_bytes() == (allein / pfad).read_bytes()


def _andere_traegerart(liste: Path) -> None:
    liste.write_bytes(liste.read_bytes().replace(b"Bildungseinrichtung", b"Verein", 1))


def _mehr_besuche(liste: Path) -> None:
    mappe = openpyxl.load_workbook(liste)
    zellen = (z for zeile in mappe.worksheets[0].iter_rows() for z in zeile)
    next(z for z in zellen if type(z.value) is int and 9 < z.value < 30).value += 1
    mappe.save(liste)


@pytest.mark.lang
@pytest.mark.parametrize(
    ("liste", "aendere", "gemacht", "uebersprungen"),
    [
        ("Kooperationspartner.csv", _andere_traegerart, {"02_kennzahlen"}, {"04_belegungsplan", "05_teilnahme"}),
        ("Jugendtreff Besuche 2021 (Beispieldaten).xlsx", _mehr_besuche, {"05_teilnahme"}, {"02_kennzahlen", "04_belegungsplan"}),
    ],
    ids=["partner", "visit"],
)  # fmt: skip
def test_a_changed_cell_reruns_only_what_depends_on_it_and_gives_the_bytes_of_a_new_run(
    tmp_path, liste, aendere, gemacht, uebersprungen
):
    ordner = arbeitsbereich(tmp_path / "a")
    assert qz(ordner, "bericht", "2021").prozess.returncode == 0
    aendere(ordner / "data/raw/boeckingen/2021" / liste)
    lauf = qz(ordner, "bericht", "2021", "--warum")
    assert f"geändert: boeckingen/2021/{liste}" in lauf.prozess.stdout
    zeilen = [zeile.strip().partition(":") for zeile in lauf.prozess.stdout.splitlines() if "," in zeile]
    schritte = {name: rest.split(",")[0].strip() for name, _, rest in zeilen}
    assert {schritte[f"Notebook {name}"] for name in gemacht} == {"gemacht"}
    assert {schritte[f"Notebook {name}"] for name in uebersprungen} == {"übersprungen"}
    einzeln = {p.name: p.read_bytes() for p in lauf.ausgaben.iterdir() if p.is_file()}
    neu = qz(ordner, "bericht", "2021", "--neu")
    assert {p.name: p.read_bytes() for p in neu.ausgaben.iterdir() if p.is_file()} == einzeln
    unveraendert = qz(ordner, "bericht", "2021", "--warum")
    assert "Nichts hat sich geändert" in unveraendert.prozess.stdout
