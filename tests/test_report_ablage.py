import hashlib
import os
import random
import resource
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from qz_analysis.report import ablage
from qz_analysis.report.ablage import AblageFehler, allein, ersetze_ordner, raeume_auf, write_atomic


def test_a_failed_run_leaves_the_old_outputs_whole(tmp_path):
    ziel = tmp_path / "2021"
    ziel.mkdir()
    (ziel / "bericht.html").write_text("alt")
    with pytest.raises(RuntimeError), ersetze_ordner(ziel) as neu:
        (neu / "bericht.html").write_text("halb")
        raise RuntimeError
    assert (ziel / "bericht.html").read_text() == "alt"
    assert [p.name for p in tmp_path.iterdir()] == ["2021"]


def test_a_finished_run_replaces_the_old_outputs_whole(tmp_path):
    ziel = tmp_path / "2021"
    ziel.mkdir()
    (ziel / "von_gestern.html").write_text("alt")
    with ersetze_ordner(ziel) as neu:
        (neu / "bericht.html").write_text("neu")
    assert [p.name for p in ziel.iterdir()] == ["bericht.html"]
    assert [p.name for p in tmp_path.iterdir()] == ["2021"]


def test_a_file_that_can_not_be_written_leaves_no_rest(tmp_path):
    ordner = tmp_path / "bericht.html"
    ordner.mkdir()
    with pytest.raises(AblageFehler, match=r"bericht\.html“ wurde nicht geschrieben"):
        write_atomic(ordner, "neu")
    assert [p.name for p in tmp_path.iterdir()] == ["bericht.html"]


@pytest.mark.parametrize("in_einem_schritt", [True, False], ids=["exchange", "two renames"])
def test_a_folder_takes_the_place_of_another_on_every_system(tmp_path, monkeypatch, in_einem_schritt):
    if not in_einem_schritt:
        monkeypatch.setattr(ablage, "_exchange", lambda a, b: False)
    ziel = tmp_path / "2021"
    for stand in ("alt", "neu", "neuer"):
        with ersetze_ordner(ziel) as neu:
            (neu / "bericht.html").write_text(stand)
    assert (ziel / "bericht.html").read_text() == "neuer"
    assert [p.name for p in tmp_path.iterdir()] == ["2021"]


def test_what_a_killed_run_left_between_two_steps_is_put_back(tmp_path):
    alt = tmp_path / ".2021.alt.x"
    alt.mkdir()
    (alt / "bericht.html").write_text("alt")
    (tmp_path / ".2021.neu.x").mkdir()
    raeume_auf(tmp_path / "2021")
    assert (tmp_path / "2021" / "bericht.html").read_text() == "alt"
    assert [p.name for p in tmp_path.iterdir()] == ["2021"]


def test_two_runs_of_one_report_wait_for_each_other(tmp_path):
    spuren: list[str] = []
    drin, weiter = threading.Event(), threading.Event()

    def erster() -> None:
        with allein(tmp_path / "2021.sperre", lambda: spuren.append("erster wartet")):
            drin.set()
            weiter.wait(30)
            spuren.append("erster fertig")

    faden = threading.Thread(target=erster)
    faden.start()
    assert drin.wait(30)

    def wartet() -> None:
        spuren.append("zweiter wartet")
        weiter.set()

    with allein(tmp_path / "2021.sperre", wartet):
        spuren.append("zweiter")
    faden.join()
    assert spuren == ["zweiter wartet", "erster fertig", "zweiter"]


def test_a_lock_of_a_dead_process_holds_nobody_up(tmp_path):
    code = "import os,sys; from pathlib import Path; from qz_analysis.report.ablage import allein\n"
    code += "with allein(Path(sys.argv[1]), print): os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "x.sperre")], check=False)
    with allein(tmp_path / "x.sperre", lambda: pytest.fail("waited for a dead process")):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for the size of a file.")
def test_a_full_disk_is_said_and_leaves_the_old_outputs_whole(tmp_path):
    ziel = tmp_path / "2021"
    with ersetze_ordner(ziel) as neu:
        write_atomic(neu / "bericht.html", "alt")
    code = (
        "import resource, signal, sys; from pathlib import Path; from qz_analysis.report.ablage import *\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        "    with ersetze_ordner(Path(sys.argv[1])) as neu: write_atomic(neu / 'bericht.html', 'x' * 5000)\n"
        "except AblageFehler as fehler: print(fehler)"
    )
    assert resource.RLIMIT_FSIZE
    lauf = subprocess.run([sys.executable, "-c", code, str(ziel)], capture_output=True, text=True, check=True)
    assert "Der Datenträger ist voll" in lauf.stdout
    assert (ziel / "bericht.html").read_text() == "alt"
    assert [p.name for p in tmp_path.iterdir()] == ["2021"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere.")
def test_a_folder_that_may_not_be_written_is_said(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(AblageFehler, match="schreibgeschützt"), ersetze_ordner(tmp_path / "2021"):
        pass


def test_a_file_that_another_program_holds_is_said(tmp_path, monkeypatch):
    def gesperrt(selbst: Path, ziel: Path) -> None:
        raise PermissionError(13, "Permission denied", str(ziel))

    monkeypatch.setattr(Path, "replace", gesperrt)  # what Windows does while Excel has the file open
    with pytest.raises(AblageFehler, match=r"in einem anderen Programm geöffnet.*Excel"):
        write_atomic(tmp_path / "kennzahlen.xlsx", b"neu")
    assert list(tmp_path.iterdir()) == []


SCHREIBER = """
import sys
from pathlib import Path
from qz_analysis.report import ablage
from qz_analysis.report.ablage import ersetze_ordner, write_atomic
if sys.argv[2] == "zwei":
    ablage._exchange = lambda a, b: False
for runde in range(1_000_000):
    with ersetze_ordner(Path(sys.argv[1])) as neu:
        for n in range(12):
            write_atomic(neu / f"{n}.txt", f"{runde} " * 2000)
    if runde == 0:
        print("bereit", flush=True)
"""


@pytest.mark.lang
@pytest.mark.parametrize("weise", ["eins", "zwei"], ids=["exchange", "two renames"])
def test_outputs_are_whole_whenever_a_run_is_killed(tmp_path, weise):
    ziel = tmp_path / "2021"
    zufall = random.Random(weise)
    for _ in range(100):
        schreiber = [sys.executable, "-c", SCHREIBER, str(ziel), weise]
        with subprocess.Popen(schreiber, stdout=subprocess.PIPE, text=True) as prozess:
            assert prozess.stdout and prozess.stdout.readline() == "bereit\n"
            time.sleep(zufall.uniform(0, 0.03))
            prozess.kill()
        raeume_auf(ziel)
        runden = {(ziel / f"{n}.txt").read_text().split()[0] for n in range(12)}
        assert len(runden) == 1
        assert [p.name for p in tmp_path.iterdir()] == ["2021"]


@pytest.mark.lang
def test_a_report_that_is_killed_leaves_the_old_one_and_every_raw_byte(tmp_path):
    wurzel = Path(__file__).parent.parent
    for name in ("data/raw", "notebooks"):
        shutil.copytree(wurzel / name, tmp_path / name)
    shutil.copy(wurzel / "qz.toml", tmp_path)
    umgebung = os.environ | {"QZ_ARBEITSBEREICH": str(tmp_path)}
    befehl = [sys.executable, "-m", "qz_analysis", "bericht", "2021", "--neu"]

    def summen(ordner: Path) -> dict[str, str]:
        return {
            str(p): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(ordner.rglob("*"))
            if p.is_file()
        }

    beginn = time.monotonic()
    subprocess.run(befehl, env=umgebung, check=True, capture_output=True)
    dauer = time.monotonic() - beginn
    roh, fertig = summen(tmp_path / "data/raw"), summen(tmp_path / "outputs/boeckingen/2021")
    zufall = random.Random(1)
    for _ in range(8):
        prozess = subprocess.Popen(befehl, env=umgebung, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(zufall.uniform(0, dauer))
        prozess.kill()
        prozess.wait()
        raeume_auf(tmp_path / "outputs/boeckingen/2021")
        assert summen(tmp_path / "outputs/boeckingen/2021") == fertig
    assert summen(tmp_path / "data/raw") == roh
    subprocess.run(befehl, env=umgebung, check=True, capture_output=True)
    assert summen(tmp_path / "outputs/boeckingen/2021") == fertig
    assert [p.name for p in (tmp_path / "outputs/boeckingen").iterdir()] == ["2021"]
