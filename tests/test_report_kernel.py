import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from qz_analysis.errors import NotebookFehler
from qz_analysis.report.grenzen import Grenzen
from qz_analysis.report.kernel import WarmKernel
from qz_analysis.report.notebook import run

DIRTY = """
import decimal, locale, logging, random, sys, os, warnings, builtins
import altair as alt, pandas as pd, polars as pl
geheim = 1
pl.Config.set_tbl_rows(3).set_thousands_separator(".").set_decimal_separator(",")
pd.set_option("display.max_rows", 3)
alt.theme.enable("dark")
alt.renderers.enable("svg", scale_factor=3)
alt.renderers.set_embed_options(actions=False)
alt.data_transformers.disable_max_rows()
os.environ["QZ_PROBE"] = "1"
os.environ.pop("HOME", None)
warnings.simplefilter("error")
sys.path.insert(0, "/nirgends")
sys.argv.append("--mehr")
os.chdir("/")
builtins.print = None
decimal.getcontext().prec = 3
logging.disable(logging.ERROR)
logging.getLogger().addHandler(logging.NullHandler())
locale.setlocale(locale.LC_ALL, "C")
ip = get_ipython()
ip.ast_node_interactivity = "all"
ip.events.register("pre_run_cell", lambda info: None)
ip.display_formatter.formatters["text/html"].for_type(int, lambda n: "<b>!</b>")
ip.set_custom_exc((ValueError,), lambda *a: None)
"""

# The state a notebook can see, as text. It brings its own names and so must itself leave none.
PROBE = """
names = sorted(n for n in globals() if not n.startswith("_"))
import decimal, locale, logging, os, sys, warnings, builtins
import altair as alt, pandas as pd, polars as pl
ip = get_ipython()
for line in (
    names, pl.Config.state(), pd.get_option("display.max_rows"), alt.theme.active, alt.renderers.active,
    alt.renderers.options, alt.data_transformers.options, alt.data_transformers.active,
    sorted(os.environ), warnings.filters, sys.path, sys.argv, os.getcwd(), decimal.getcontext(),
    logging.root.manager.disable, logging.root.handlers, locale.setlocale(locale.LC_ALL),
    ip.ast_node_interactivity, ip.execution_count, [len(c) for c in ip.events.callbacks.values()],
    list(ip.display_formatter.formatters["text/html"].type_printers), ip.custom_exceptions,
    Out, In[:-1], _i, _ii,
):
    builtins.print(line)
"""


def write(path: Path, *cells: str) -> Path:
    nbformat.write(new_notebook(cells=[new_code_cell(c, id=f"c{i}") for i, c in enumerate(cells)]), path)
    return path


def text(result) -> str:
    assert result.fehler == ()
    return "".join(o.text for c in result.nb.cells for o in c.outputs if o.output_type == "stream")


@pytest.fixture(scope="module")
def kernel():
    with WarmKernel(preload="import altair, pandas, polars") as warm:
        yield warm


def test_nothing_a_notebook_sets_reaches_the_next_one(tmp_path, kernel):
    probe = write(tmp_path / "probe.ipynb", PROBE)
    before = text(run(probe, {}, kernel=kernel))
    pid = kernel.pid
    assert run(write(tmp_path / "dirty.ipynb", DIRTY), {}, kernel=kernel).fehler == ()
    after = text(run(probe, {}, kernel=kernel))
    assert kernel.pid == pid
    assert after.splitlines() == before.splitlines()


def test_what_the_kernel_has_imported_beforehand_is_no_name_in_a_notebook(tmp_path, kernel):
    cell = (
        "print(sorted(n for n in dir() if not n.startswith('_')))\nimport sys; print('polars' in sys.modules)"
    )
    assert text(run(write(tmp_path / "a.ipynb", cell), {}, kernel=kernel)) == (
        "['In', 'Out', 'exit', 'get_ipython', 'open', 'quit']\nTrue\n"
    )


def test_each_notebook_finds_the_helper_in_its_own_folder(tmp_path, kernel):
    for name in ("nord", "sued"):
        (tmp_path / name / "hilfe").mkdir(parents=True)
        (tmp_path / name / "hilfe" / "__init__.py").touch()
        (tmp_path / name / "hilfe" / "ort.py").write_text(f"wo = {name!r}\n", "utf-8")
        path = write(tmp_path / name / "a.ipynb", "import hilfe.ort; print(hilfe.ort.wo)")
        assert text(run(path, {}, kernel=kernel)) == f"{name}\n"


def test_it_runs_the_callers_python(tmp_path, kernel):
    path = write(tmp_path / "a.ipynb", "import sys; print(sys.executable)")
    assert text(run(path, {}, kernel=kernel)).strip() == sys.executable


def test_a_crashed_kernel_is_told_in_german_and_the_next_notebook_gets_a_new_one(tmp_path, kernel, capfd):
    crash = write(tmp_path / "absturz.ipynb", "print('da')", "import os; os._exit(3)", "print('nie')")
    result = run(crash, {}, kernel=kernel)
    assert len(result.fehler) == 1
    assert result.fehler[0].startswith("Notebook „absturz.ipynb“, Zelle [2]: Absturz: Der Python-Kern ist")
    assert result.nb.cells[0].outputs[0].text == "da\n"
    assert result.nb.cells[2].outputs == []
    assert text(run(write(tmp_path / "a.ipynb", "print('weiter')"), {}, kernel=kernel)) == "weiter\n"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("cell", "grenzen", "said"),
    [
        ("while True: pass", Grenzen(1, 4000), "länger als 1 Sekunden gerechnet"),
        ("a = b''\nwhile True: a += b'x' * 10_000_000", Grenzen(300, 700), "mehr als 700 MB Arbeitsspeicher"),
        # What a notebook starts counts as well, and is ended with it.
        (
            "import subprocess, sys\nkind = subprocess.Popen([sys.executable, '-c', "
            "\"a = b''\\nwhile True: a += b'x' * 10_000_000\"])\nprint(kind.pid)\nkind.wait()",
            Grenzen(300, 700),
            "mehr als 700 MB Arbeitsspeicher",
        ),
    ],
    ids=["time", "memory", "memory of a child"],
)
def test_a_notebook_that_takes_too_much_is_ended_and_the_limit_named(tmp_path, capfd, cell, grenzen, said):
    pfad = write(tmp_path / "gierig.ipynb", "1", cell, "print('nie')")
    with WarmKernel(preload="import altair, polars", grenzen=grenzen) as kernel:
        result = run(pfad, {}, kernel=kernel)
        assert text(run(write(tmp_path / "a.ipynb", "print('weiter')"), {}, kernel=kernel)) == "weiter\n"
    assert len(result.fehler) == 1
    assert result.fehler[0].startswith("Notebook „gierig.ipynb“, Zelle [2]: Grenze: Das Notebook hat ")
    assert said in result.fehler[0]
    assert "[grenzen] in qz.toml" in result.fehler[0]
    assert result.nb.cells[2].outputs == []
    for nummer in (int(o.text) for o in result.nb.cells[1].outputs if o.output_type == "stream"):
        assert not psutil.pid_exists(nummer) or psutil.Process(nummer).status() == psutil.STATUS_ZOMBIE
    assert capfd.readouterr() == ("", "")


def test_papermill_uses_the_warm_kernel_by_the_engines_name(tmp_path, kernel):
    path = write(tmp_path / "a.ipynb", "import os; print(os.getpid())")
    nb = papermill.execute_notebook(path, None, engine_name="qz", kernel_name="python3", progress_bar=False)
    assert nb.cells[0].outputs[0].text == f"{kernel.pid}\n"


def test_startup_files_of_the_user_are_not_run(tmp_path, monkeypatch):
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    for path in (startup / "00.py", tmp_path / "start.py"):
        path.write_text("import builtins; builtins.eigenes = 1", "utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "start.py"))
    path = write(tmp_path / "a.ipynb", "import builtins; print(hasattr(builtins, 'eigenes'))")
    with WarmKernel(preload="import gibt_es_nicht", cwd=tmp_path) as own:
        assert text(run(path, {}, kernel=own)) == "False\n"


def test_it_brings_its_own_kernel_where_none_is_given_also_within_jupyter(tmp_path, monkeypatch):
    monkeypatch.setattr(WarmKernel, "active", None)
    path = write(tmp_path / "a.ipynb", "print(1 + 1)")

    async def in_a_running_event_loop() -> str:
        return text(run(path, {}))

    assert asyncio.run(in_a_running_event_loop()) == "2\n"


def test_a_kernel_that_does_not_start_is_told_in_german():
    with (
        WarmKernel(env={"PYTHONHOME": "/nirgends"}) as own,
        pytest.raises(NotebookFehler, match=r"^Der Python-Kern für die Notebooks startet nicht: .*ipykernel"),
    ):
        own.ready()


def test_no_process_and_no_file_is_left_after_the_block_even_when_it_raises(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(ZeroDivisionError), WarmKernel() as own:
        pid = own.pid
        assert pid is not None
        assert psutil.pid_exists(pid)
        1 / 0  # noqa: B018
    assert not psutil.pid_exists(pid)
    assert not list(tmp_path.iterdir())
    assert WarmKernel.active is not own


SCRIPT = """
import sys
from qz_analysis.report.grenzen import Grenzen
from qz_analysis.report.kernel import WarmKernel
from qz_analysis.report.notebook import run
with WarmKernel() as kernel:
    run(sys.argv[1], {}, on_cell=lambda done, total: print(kernel.pid, flush=True))
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows has no signals to send")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_no_kernel_survives_a_caller_that_is_stopped_in_the_middle(tmp_path, number):
    path = write(tmp_path / "a.ipynb", "1", "import threading; threading.Event().wait()")
    command = [sys.executable, "-c", SCRIPT, str(path)]
    env = {**os.environ, "TMPDIR": str(tmp_path)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=env, stdout=pipe, stderr=pipe, text=True) as caller:
        assert caller.stdout is not None
        assert caller.stderr is not None
        child = psutil.Process(int(caller.stdout.readline()))
        caller.send_signal(number)
        assert caller.wait(timeout=20) != 0
        child.wait(timeout=20)
        errors = caller.stderr.read()
    assert "never retrieved" not in errors
    assert "pending" not in errors
    reste = set(tmp_path.glob("qz-*"))
    assert bool(reste) == (number == signal.SIGKILL)
    leer = [
        sys.executable,
        "-c",
        "from qz_analysis.report.arbeitsordner import arbeitsordner as a; print(a())",
    ]
    neu = subprocess.run(leer, env=env, stdout=pipe, text=True, check=True).stdout.strip()
    assert set(tmp_path.glob("qz-*")) == {Path(neu)}  # whoever comes next clears up
