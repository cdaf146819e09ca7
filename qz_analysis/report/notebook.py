"""Runs one notebook on the warm kernel: parameters checked before, errors told in German after."""

import json
import logging
import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from qz_analysis.errors import NotebookFehler
from qz_analysis.report.grenzen import bewacht
from qz_analysis.report.kernel import WarmKernel, import_jsonschema
from qz_analysis.report.parameter import check_parameters, load, parameter_cell
from qz_analysis.show.baustein import MIME, ausfaelle

if TYPE_CHECKING:
    from jupyter_client.asynchronous.client import AsyncKernelClient
    from nbformat import NotebookNode

OnCell = Callable[[int, int], object]

# A warning names the file a cell was compiled from, and with it a process number that changes with each run.
_CELL_FILE = re.compile(r"[^\s\"'(]*[/\\]ipykernel_\d+[/\\]")
_LONGEST_MESSAGE = 400
_CELLS_AHEAD = 3  # not all: what a kernel tells is lost where a thousand messages wait to be read
_CRASH = "Der Python-Kern ist in dieser Zelle abgestürzt, die folgenden wurden nicht berechnet."


@dataclass(frozen=True)
class Ergebnis:
    """What came of one notebook: `nb` with all outputs, and in `fehler` what in it could not be computed."""

    name: str
    nb: "NotebookNode"
    fehler: tuple[str, ...]
    sekunden: float


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
    prepare()
    begin = time.monotonic()
    nb = _prepare(path, parameter)
    nb = engine().execute_notebook(
        nb, "python3", progress_bar=False, input_path=str(path), on_cell=on_cell, warm_kernel=kernel
    )
    fehler = tuple(_errors(path.name, nb))
    _strip(nb)
    return Ergebnis(path.name, nb, fehler, time.monotonic() - begin)


def prepare() -> None:
    """Load what runs notebooks: with papermill that takes a while, in which a warm kernel waits."""
    import_jsonschema()
    import papermill.engines  # noqa: F401  # registers the engine before it is asked for

    engine()


@cache
def engine() -> type:
    """Return papermill's engine `qz`: on the warm kernel where there is one, else papermill's own way.

    A notebook whose kernel crashes is run once more on a new one, to learn in which cell.
    """
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
        verstoesse: list[str] | None = None
        ahead = 1

        def papermill_execute_cells(self) -> None:
            cells = self.nb.cells
            for index, cell in enumerate(cells):
                self.nb_man.cell_start(cell, index)
                try:
                    self.execute_cell(cell, index)
                except CellExecutionError as error:
                    self.nb_man.cell_exception(cell, cell_index=index, exception=error)
                except DeadKernelError as error:
                    if self.ahead > 1 and not self.verstoesse:
                        raise
                    name, reason = ("Grenze", self.verstoesse[0]) if self.verstoesse else ("Absturz", _CRASH)
                    cell.outputs.append(new_output("error", ename=name, evalue=reason, traceback=[]))
                    self.nb_man.cell_exception(cell, cell_index=index, exception=error)
                    return
                finally:
                    self.nb_man.cell_complete(cell, cell_index=index)
                if self.on_cell:
                    self.on_cell(index + 1, len(cells))

        def output(self, outs: Any, msg: Any, display_id: str | None, cell_index: int) -> Any:
            _name_json_as_such(msg["content"].get("data", {}))
            return super().output(outs, msg, display_id, cell_index)

        def execute(self, **_: Any) -> "NotebookNode":
            # The client of the warm kernel is connected already: no set-up, and no tear-down either.
            self.reset_execution_trackers()
            skipped = self.skip_cells_with_tag
            self.kc = cast(
                "AsyncKernelClient", _Ahead(self.kc, _runnable(self.nb.cells, skipped), self.ahead)
            )
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
            folder = Path(path).parent if path else Path.cwd()
            try:
                return cls._attempt(nb_man, kernel, kernel_name, folder, on_cell, _CELLS_AHEAD)
            except DeadKernelError:
                # What it had told of earlier cells may have died with it. One cell at a time, it is the one waited for.
                nb_man.notebook_start()
                return cls._attempt(nb_man, kernel, kernel_name, folder, on_cell, 1)

        @staticmethod
        def _attempt(
            nb_man: Any, kernel: WarmKernel, name: str, folder: Path, on_cell: OnCell | None, ahead: int
        ) -> "NotebookNode":
            manager, connected = kernel.clean(folder)
            client = Client(nb_man, km=manager, log=quiet, record_timing=False, kernel_name=name)
            client.kc, client.on_cell, client.ahead = connected, on_cell, ahead
            with bewacht(kernel.pid, kernel.grenzen, kernel.kill) as client.verstoesse:
                return client.execute()

    return WarmKernelEngine


class _Ahead:
    """A kernel's client that has sent the next cells already, so that the kernel waits for nobody between two cells.

    `code` yields the cells that will be asked for, in order; `ahead` of them are sent at a time.
    """

    def __init__(self, client: Any, code: Iterator[str], ahead: int) -> None:
        self._client, self._code, self._ahead = client, code, ahead
        self._sent: deque[str] = deque()

    def execute(self, _: str, **options: Any) -> str:
        """Return the number of the request for the next cell. One that fails does not keep the others from running."""
        for source in islice(self._code, self._ahead - len(self._sent)):
            self._sent.append(self._client.execute(source, **options | {"stop_on_error": False}))
        return self._sent.popleft()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)


def _runnable(cells: "Iterable[NotebookNode]", skipped: str) -> Iterator[str]:
    """Yield the code of the cells that nbclient asks to be run."""
    for cell in cells:
        if cell.cell_type == "code" and cell.source.strip() and skipped not in cell.metadata.get("tags", []):
            yield cell.source


def _prepare(path: Path, parameter: dict[str, Any]) -> "NotebookNode":
    import nbformat

    data = load(path)
    # In the same cell, not in one of its own: the numbers of the cells are then those JupyterLab shows.
    if parameter and (cell := parameter_cell(data)):
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


def _errors(name: str, nb: "NotebookNode") -> Iterator[str]:
    """Yield a sentence for the first cell that failed, and for each block that stands for a figure that did."""
    # Counted as JupyterLab numbers them, also where a crashed kernel could no longer say its number.
    cells = [cell for cell in nb.cells if cell.cell_type == "code" and cell.source.strip()]
    failed = False
    for number, cell in enumerate(cells, 1):
        where = f"Notebook „{name}“, Zelle [{number}]"
        if cell.metadata.papermill.get("exception") and not failed:
            failed = True
            error = next((o for o in reversed(cell.outputs) if o.output_type == "error"), None)
            yield f"{where}: {_shortened(f'{error.ename}: {error.evalue}' if error else 'unbekannter Fehler')}"
        for output in cell.outputs:
            for reason in ausfaelle(output.get("data", {}).get(MIME, {})):
                yield f"{where}: {_shortened(reason)}"


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_MESSAGE else text[:_LONGEST_MESSAGE] + " …"


def _name_json_as_such(data: dict[str, Any]) -> None:
    """Rename what a notebook could not hold: JSON whose MIME type does not say so, as Altair's `mimetype` names its charts."""
    for mime in [
        m for m, value in data.items() if isinstance(value, dict) and not m.endswith(("/json", "+json"))
    ]:
        data[f"{mime.removesuffix('.json')}+json"] = data.pop(mime)


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
