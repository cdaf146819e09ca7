"""Runs one notebook on the warm kernel: parameters checked before, errors told in German after."""

import ast
import json
import logging
import math
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qz_analysis.errors import NotebookFehler, ParameterFehler
from qz_analysis.report.kernel import WarmKernel, import_jsonschema

if TYPE_CHECKING:
    from nbformat import NotebookNode

OnCell = Callable[[int, int], object]

_NAMES = {
    "int": "eine ganze Zahl",
    "float": "eine Zahl",
    "str": "ein Text",
    "bool": "True oder False",
    "None": "None",
    "list": "eine Liste",
    "dict": "ein Verzeichnis (dict)",
}
# A warning names the file a cell was compiled from, and with it a process number that changes with each run.
_CELL_FILE = re.compile(r"[^\s\"'(]*[/\\]ipykernel_\d+[/\\]")
_LONGEST_MESSAGE = 400
_CRASH = "Der Python-Kern ist in dieser Zelle abgestürzt, die folgenden wurden nicht berechnet."


@dataclass(frozen=True)
class Ergebnis:
    """What came of one notebook: `nb` with all outputs, and in `fehler` its first error, or None."""

    name: str
    nb: "NotebookNode"
    fehler: str | None
    sekunden: float


def check_parameters(path: Path | str, werte: dict[str, Any]) -> dict[str, Any]:
    """Return `werte` as the notebook's cell `parameters` wants them; what isn't given keeps its default.

    Raises ParameterFehler for an unknown name or a value of another type than the cell states, and
    NotebookFehler when the notebook or that cell can't be read.
    """
    path = Path(path)
    allowed = _allowed(path, _load(path))
    for name in werte:
        if name not in allowed:
            raise ParameterFehler(_unknown(path.name, name, list(allowed)))
    return {name: _checked(path.name, name, wert, allowed[name]) for name, wert in werte.items()}


def run(
    path: Path | str,
    parameter: dict[str, Any],
    *,
    on_cell: OnCell | None = None,
    kernel: WarmKernel | None = None,
) -> Ergebnis:
    """Return the notebook executed with `parameter`; a failing cell does not keep the next ones from running.

    `on_cell` is told (cells done, cells in all). Without `kernel` it runs on the active one, or on one of its
    own. Raises ParameterFehler and NotebookFehler as `check_parameters` does, and NotebookFehler when no
    kernel comes up; an error inside the notebook is in the `Ergebnis`.
    """
    path = Path(path).resolve()
    parameter = check_parameters(path, parameter)
    kernel = kernel or WarmKernel.active
    if kernel is None:
        with WarmKernel() as kernel:
            return run(path, parameter, on_cell=on_cell, kernel=kernel)
    kernel.start()
    import_jsonschema()
    import papermill.engines  # noqa: F401  # registers the engine before it is asked for

    begin = time.monotonic()
    nb = _prepare(path, parameter)
    nb = engine().execute_notebook(
        nb, "python3", progress_bar=False, input_path=str(path), on_cell=on_cell, warm_kernel=kernel
    )
    fehler = _first_error(path.name, nb)
    _strip(nb)
    return Ergebnis(path.name, nb, fehler, time.monotonic() - begin)


@cache
def engine() -> type:
    """Return papermill's engine `qz`: on the warm kernel where there is one, else papermill's own way."""
    from nbclient.exceptions import CellExecutionError, DeadKernelError
    from nbformat.v4 import new_output
    from papermill.clientwrap import PapermillNotebookClient
    from papermill.engines import NBClientEngine

    # papermill's and nbclient's own messages are English; what they report ends up in the notebook.
    quiet = logging.getLogger("qz_analysis.report.nbclient")
    quiet.addHandler(logging.NullHandler())
    quiet.propagate = False

    class Client(PapermillNotebookClient):
        on_cell: OnCell | None = None

        def papermill_execute_cells(self) -> None:
            cells = self.nb.cells
            for index, cell in enumerate(cells):
                self.nb_man.cell_start(cell, index)
                try:
                    self.execute_cell(cell, index)
                except CellExecutionError as error:
                    self.nb_man.cell_exception(cell, cell_index=index, exception=error)
                except DeadKernelError as error:
                    cell.outputs.append(new_output("error", ename="Absturz", evalue=_CRASH, traceback=[]))
                    self.nb_man.cell_exception(cell, cell_index=index, exception=error)
                    return
                finally:
                    self.nb_man.cell_complete(cell, cell_index=index)
                if self.on_cell:
                    self.on_cell(index + 1, len(cells))

        def execute(self, **_: Any) -> "NotebookNode":
            # The client of the warm kernel is connected already: no set-up, and no tear-down either.
            self.reset_execution_trackers()
            self.papermill_execute_cells()
            self.set_widgets_metadata()
            return self.nb

    class WarmKernelEngine(NBClientEngine):
        @classmethod
        def execute_managed_notebook(  # pyright: ignore[reportIncompatibleMethodOverride]
            cls, nb_man: Any, kernel_name: str, **options: Any
        ) -> Any:
            kernel: WarmKernel | None = options.pop("warm_kernel", WarmKernel.active)
            on_cell = options.pop("on_cell", None)
            if kernel is None:
                return super().execute_managed_notebook(nb_man, kernel_name, **options)
            path = options.get("input_path")
            manager, connected = kernel.clean(Path(path).parent if path else Path.cwd())
            client = Client(nb_man, km=manager, log=quiet, record_timing=False, kernel_name=kernel_name)
            client.kc, client.on_cell = connected, on_cell
            return client.execute()

    return WarmKernelEngine


def _load(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
        cells = data["cells"]
        # An id that nbformat makes up is another one in each run.
        seen: set[str] = set()
        for number, cell in enumerate(cells):
            if not cell.get("id") or cell["id"] in seen:
                cell["id"] = f"zelle-{number}"
            seen.add(cell["id"])
            cell["source"] = "".join(cell["source"])
    except FileNotFoundError:
        raise NotebookFehler(f"Das Notebook „{path}“ gibt es nicht. Bitte den Namen prüfen.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotebookFehler(
            f"„{path}“ ist kein lesbares Notebook ({error}). Bitte in JupyterLab öffnen und neu speichern."
        ) from error
    if data.get("nbformat") != 4:
        raise NotebookFehler(
            f"Das Notebook „{path}“ hat ein altes Format. Bitte in JupyterLab öffnen und neu speichern."
        )
    data["nbformat_minor"] = max(5, data.get("nbformat_minor", 0))
    return data


def _parameter_cell(data: dict[str, Any]) -> dict[str, Any] | None:
    return next((c for c in data["cells"] if "parameters" in c.get("metadata", {}).get("tags", [])), None)


def _allowed(path: Path, data: dict[str, Any]) -> dict[str, set[str]]:
    cell = _parameter_cell(data)
    if cell is None:
        return {}
    try:
        body = ast.parse(cell["source"]).body
    except SyntaxError as error:
        raise NotebookFehler(
            f"Notebook „{path.name}“: Die Zelle „parameters“ enthält in Zeile {error.lineno} kein gültiges "
            "Python. Erlaubt sind dort nur Zeilen wie „jahr: int = 2021“."
        ) from error
    allowed: dict[str, set[str]] = {}
    for line in body:
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            allowed[line.target.id] = _types(line.annotation)
        elif isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            default = line.value.value if isinstance(line.value, ast.Constant) else None
            kind = {ast.List: "list", ast.Dict: "dict"}.get(type(line.value), type(default).__name__)
            allowed[line.targets[0].id] = {kind} & (_NAMES.keys() - {"None"})
    return allowed


def _types(annotation: ast.expr) -> set[str]:
    # An empty set stands for "anything": a type this doesn't know is not a reason to refuse a value.
    text = ast.unparse(annotation).strip("'\"")
    text = re.sub(r"^(?:\w+\.)?Optional\[(.*)\]$", r"\1 | None", text)
    kinds = {part.split("[")[0].strip() for part in re.sub(r"\[[^\[\]]*\]", "", text).split("|")}
    return kinds if kinds <= _NAMES.keys() else set()


def _unknown(notebook: str, name: str, allowed: list[str]) -> str:
    from rapidfuzz import process

    text = f"Notebook „{notebook}“ kennt den Parameter „{name}“ nicht. "
    if not allowed:
        return text + "Es hat keine Zelle mit der Markierung „parameters“, in der er stehen könnte."
    if nearest := process.extractOne(name, allowed, score_cutoff=60):
        text += f"Gemeint ist vielleicht „{nearest[0]}“. "
    return text + f"Erlaubt sind: {', '.join(sorted(allowed))}."


def _checked(notebook: str, name: str, wert: Any, allowed: set[str]) -> Any:
    kind = "None" if wert is None else type(wert).__name__
    if _plain(wert) and (not allowed or kind in allowed):
        return wert
    if type(wert) is int and "float" in allowed:
        return float(wert)
    # What comes from a command line is text; only a number that is written exactly so is taken for one.
    if isinstance(wert, str) and "int" in allowed and re.fullmatch(r"0|-?[1-9][0-9]*", wert):
        return int(wert)
    if isinstance(wert, str) and "float" in allowed and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", wert):
        return float(wert)
    wanted = " oder ".join(label for kind, label in _NAMES.items() if kind in (allowed or _NAMES))
    raise ParameterFehler(
        f"Notebook „{notebook}“: Der Parameter „{name}“ muss {wanted} sein, angegeben ist {wert!r} ({kind})."
    )


def _plain(wert: Any) -> bool:
    # Its repr must be Python that gives the value again: that is how it gets into the notebook.
    if isinstance(wert, list):
        return all(map(_plain, wert))
    if isinstance(wert, dict):
        return all(map(_plain, wert)) and all(map(_plain, wert.values()))
    return wert is None or (
        type(wert) in (bool, int, str, float) and wert == wert and wert not in (math.inf, -math.inf)
    )


def _prepare(path: Path, parameter: dict[str, Any]) -> "NotebookNode":
    import nbformat

    data = _load(path)
    # In the same cell, not in one of its own: the numbers of the cells are then those JupyterLab shows.
    if parameter and (cell := _parameter_cell(data)):
        lines = (f"{name} = {wert!r}" for name, wert in parameter.items())
        cell["source"] += "\n\n# Für diesen Lauf eingesetzt\n" + "\n".join(lines)
    try:
        nb = nbformat.reads(json.dumps(data), as_version=4)
        nbformat.validate(nb)
    except (nbformat.ValidationError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise NotebookFehler(
            f"„{path}“ ist kein gültiges Notebook ({reason}). Bitte in JupyterLab öffnen und neu speichern."
        ) from error
    nb.metadata["papermill"] = {}
    return nb


def _first_error(name: str, nb: "NotebookNode") -> str | None:
    # Counted as JupyterLab numbers them, also where a crashed kernel could no longer say its number.
    cells = (cell for cell in nb.cells if cell.cell_type == "code" and cell.source.strip())
    for number, cell in enumerate(cells, 1):
        if cell.metadata.papermill.get("exception"):
            error = next((o for o in reversed(cell.outputs) if o.output_type == "error"), None)
            what = " ".join(f"{error.ename}: {error.evalue}".split()) if error else "unbekannter Fehler"
            if len(what) > _LONGEST_MESSAGE:
                what = what[:_LONGEST_MESSAGE] + " …"
            return f"Notebook „{name}“, Zelle [{number}]: {what}"
    return None


def _strip(nb: "NotebookNode") -> None:
    for part in (nb, *nb.cells):
        part.metadata.pop("papermill", None)
        part.metadata.pop("execution", None)
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                output.text = _CELL_FILE.sub("", output.text)
            elif output.output_type == "error":
                output.traceback = [_CELL_FILE.sub("", line) for line in output.traceback]
