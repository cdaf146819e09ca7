"""One Jupyter kernel kept warm for all notebooks of a report.

It imports nothing heavy, so that the kernel's process is under way before the caller loads papermill.
`namensraum` is what runs inside the kernel.
"""

import atexit
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING, Any, ClassVar

from qz_analysis.errors import NotebookFehler
from qz_analysis.report.arbeitsordner import arbeitsordner

if TYPE_CHECKING:
    from jupyter_client.asynchronous.client import AsyncKernelClient
    from jupyter_client.manager import AsyncKernelManager

    from qz_analysis.report.grenzen import Grenzen

_INSIDE = "qz_analysis.report.namensraum"
PRELOAD = "import altair, polars"
# ipykernel does without the debugger where there is none; it would cost a third of a second and warn.
# Nor does it look for garbage among what is only just imported.
_BOOT = (
    "import gc, runpy, sys; gc.disable(); sys.modules['debugpy'] = None; "
    "runpy.run_module('ipykernel_launcher', run_name='__main__')"
)
# A socket's path may not be longer than about 104 characters on macOS, 108 on Linux.
_LONGEST_SOCKET = 100
_START_SECONDS = 60.0
_PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")


def import_jsonschema() -> None:
    """Import jsonschema without its check of IRIs, whose grammar takes longer to build than all the rest.

    nbformat and altair both import jsonschema; neither asks for an IRI.
    """
    if "jsonschema" in sys.modules or "rfc3987_syntax" in sys.modules:
        return
    sys.modules["rfc3987_syntax"] = None  # pyright: ignore[reportArgumentType]
    try:
        import jsonschema  # noqa: F401
    finally:
        del sys.modules["rfc3987_syntax"]


class WarmKernel:
    """A Python kernel in a process of its own, ready for one notebook after the other.

    As a context manager it starts the kernel, is the one the papermill engine `qz` uses, and stops the
    kernel however the block ends. Use it from one thread. A notebook runs in its own folder, as in
    JupyterLab, unless `cwd` says where. `preload` is code the kernel runs while the caller still does other
    things; what it imports stays imported. `grenzen` is what each notebook may take.
    """

    active: ClassVar["WarmKernel | None"] = None

    def __init__(
        self,
        *,
        cwd: Path | str | None = None,
        env: dict[str, str] | None = None,
        preload: str = PRELOAD,
        grenzen: "Grenzen | None" = None,
    ) -> None:
        self.grenzen = grenzen
        self.cwd = None if cwd is None else Path(cwd).resolve()
        self._env = env or {}
        self._preload = preload
        self._process: subprocess.Popen[Any] | None = None
        self._folder: Path | None = None
        self._wire: tuple[AsyncKernelManager, AsyncKernelClient] | None = None

    def __enter__(self) -> "WarmKernel":
        self._outer, WarmKernel.active = WarmKernel.active, self
        return self.start()

    def __exit__(self, *_: object) -> None:
        WarmKernel.active = self._outer
        self.stop()

    @property
    def alive(self) -> bool:
        """Whether the kernel's process runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """The number of the kernel's process, None before `start` and after `stop`."""
        return self._process.pid if self._process else None

    def start(self) -> "WarmKernel":
        """Start the kernel's process and return at once."""
        if self.alive:
            return self
        self.stop()
        atexit.register(self.stop)
        self._folder = arbeitsordner()
        connection = self._folder / "k.json"
        connection.write_text(json.dumps(_connection(self._folder)), encoding="ascii")
        first = f"__import__({_INSIDE!r}, fromlist='*').serve({self._preload!r})"
        command = [sys.executable, "-c", _BOOT, "-f", str(connection)]
        command += ["--HistoryManager.enabled=False", f"--IPKernelApp.exec_lines={first}"]
        env = {**os.environ, **self._env}
        # The user's own IPython profile and startup file would make a report differ from machine to machine.
        env.pop("PYTHONSTARTUP", None)
        env["IPYTHONDIR"] = str(self._folder / "ipython")
        with (self._folder / "meldungen.txt").open("wb") as log:
            self._process = _launch(command, env=env, cwd=str(self.cwd or Path.cwd()), stdout=log, stderr=log)
        return self

    def ready(self) -> None:
        """Wait until the kernel answers; start it, or a new one where it has died.

        Raises NotebookFehler when no kernel comes up.
        """
        if not self.alive:
            self.start()
        if self._wire is not None:
            return
        import_jsonschema()
        from jupyter_client.manager import AsyncKernelManager
        from jupyter_client.provisioning.local_provisioner import LocalProvisioner

        assert self._folder is not None
        manager = AsyncKernelManager(connection_file=str(self._folder / "k.json"))
        manager.load_connection_file()
        manager.provisioner = LocalProvisioner(parent=manager)
        manager.provisioner.process = self._process  # pyright: ignore[reportAttributeAccessIssue]
        client = manager.client()
        client.start_channels(stdin=False, hb=False)
        self._wire = manager, client
        if not _wait(self._handshake(client)):
            last = self._last_words()
            self.stop()
            raise NotebookFehler(
                f"Der Python-Kern für die Notebooks startet nicht: {last} "
                "Bitte prüfen, ob ipykernel in derselben Umgebung installiert ist."
            )

    async def _handshake(self, client: "AsyncKernelClient") -> bool:
        # jupyter_client's own wait_for_ready does this too, but then listens another 0.2 s for more.
        deadline = time.monotonic() + _START_SECONDS
        while self.alive and time.monotonic() < deadline:
            client.kernel_info()
            with suppress(Empty):
                await client.get_shell_msg(timeout=0.5)
                # The iopub socket hears nothing until the kernel knows of it; an output would be lost.
                await client.get_iopub_msg(timeout=0.1)
                return True
        return False

    def _last_words(self) -> str:
        assert self._folder is not None
        lines = (self._folder / "meldungen.txt").read_text("utf-8", "replace").splitlines()
        return next((line.strip() for line in reversed(lines) if line.strip()), "Er meldet nichts.")

    def clean(self, folder: Path) -> tuple["AsyncKernelManager", "AsyncKernelClient"]:
        """Return manager and client of the kernel, ready and empty, its working directory `folder`.

        Raises NotebookFehler when no kernel comes up.
        """
        folder = self.cwd or folder
        code = f"__import__({_INSIDE!r}, fromlist='*').restore({str(folder)!r})"
        for _ in range(2):  # what a notebook has broken beyond cleaning, a new kernel mends
            self.ready()
            assert self._wire is not None
            if _wait(self._run(self._wire[1], code)):
                return self._wire
            self.stop()
        raise NotebookFehler(
            f"Der Python-Kern für die Notebooks lässt sich im Ordner „{folder}“ nicht zurücksetzen. "
            "Bitte prüfen, ob es den Ordner noch gibt, und neu starten."
        )

    async def _run(self, client: "AsyncKernelClient", code: str) -> bool:
        number = client.execute(code, silent=True, store_history=False)
        while self.alive:
            with suppress(Empty):
                reply = await client.get_shell_msg(timeout=0.5)
                if reply["parent_header"].get("msg_id") == number:
                    return reply["content"]["status"] == "ok"
        return False

    def kill(self) -> None:
        """End the kernel's process at once, and all it has started; may be called from another thread."""
        if self._process is not None:
            _kill(self._process)

    def stop(self) -> None:
        """End the kernel and all it has started, and remove its files. May be called twice."""
        atexit.unregister(self.stop)
        process, self._process = self._process, None
        if process is not None:
            _kill(process)
        if self._wire is not None:
            manager, client = self._wire
            client.stop_channels()
            manager.context.destroy(linger=0)
            self._wire = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _wait(coroutine: Coroutine[Any, Any, Any]) -> Any:
    from jupyter_core.utils import ensure_event_loop, run_sync

    # Where it has to choose, Windows needs the loop that zmq can use. It stays this thread's loop.
    ensure_event_loop(prefer_selector_loop=True)

    async def given() -> Any:
        return await coroutine

    return run_sync(given)()


def _connection(folder: Path) -> dict[str, str | int]:
    common: dict[str, str | int] = {"key": secrets.token_hex(16), "signature_scheme": "hmac-sha256"}
    address = folder / "k"
    if os.name == "posix" and len(str(address)) < _LONGEST_SOCKET:
        numbers = {name: number for number, name in enumerate(_PORTS, 1)}
        return common | {"transport": "ipc", "ip": str(address)} | numbers
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in _PORTS]
    ports = {name: s.getsockname()[1] for name, s in zip(_PORTS, sockets, strict=True)}
    for s in sockets:
        s.close()
    return common | {"transport": "tcp", "ip": "127.0.0.1"} | ports


def _launch(command: list[str], *, env: dict[str, str], **options: Any) -> subprocess.Popen[Any]:
    if sys.platform == "win32":
        from jupyter_client.launcher import launch_kernel  # knows how to tie a child to its parent there

        return launch_kernel(command, env=env, **options)
    env["JPY_PARENT_PID"] = str(os.getpid())  # the kernel ends itself when this process is gone
    # A session of its own: Ctrl-C reaches the caller, who ends the kernel, and not the kernel first.
    return subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, start_new_session=True, **options)


def _kill(process: subprocess.Popen[Any]) -> None:
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # and whatever a notebook has started
    else:
        process.kill()
    process.wait()


def __getattr__(name: str) -> Any:
    # papermill asks for its engine here, by the entry point. It needs papermill, which this module may not.
    if name == "WarmKernelEngine":
        import papermill.engines  # noqa: F401  # first: while it loads, it comes back here

        from qz_analysis.report.notebook import engine

        return engine()
    raise AttributeError(name)
