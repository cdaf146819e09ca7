"""JupyterLab on the workspace: in its folder, and without a request that leaves the machine.

The launcher's entry is an extension of JupyterLab (`labextensions/`), which the package puts where JupyterLab looks for it.
"""

import os
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from qz_analysis.errors import EingabeFehler
from qz_analysis.paths import Arbeitsbereich

STARTSEITE: Final = "00_jahresauswertung.ipynb"
# News, updates and the list of extensions are what JupyterLab asks the network for by itself.
OHNE_NETZ: Final = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)


def befehl(bereich: Arbeitsbereich, *, port: int | None = None, browser: bool = True) -> list[str]:
    """Return the command that starts JupyterLab on a workspace; the user's own settings of JupyterLab stay as they are.

    Raises EingabeFehler where JupyterLab is not installed.
    """
    if find_spec("jupyterlab") is None:
        raise EingabeFehler(
            "JupyterLab ist in dieser Umgebung nicht installiert. Bitte die Einrichtung aus der README.md wiederholen."
        )
    start = "/lab/tree/notebooks/" + STARTSEITE if (bereich.notebooks / STARTSEITE).is_file() else "/lab"
    return [
        sys.executable, "-m", "jupyterlab",
        f"--ServerApp.root_dir={bereich.wurzel}",
        f"--LabApp.default_url={start}",
        # An installed copy may be of an older version of the package.
        f"--LabApp.extra_labextensions_path={Path(__file__).parent / 'labextensions'}",
        *OHNE_NETZ,
        *([f"--ServerApp.port={port}"] if port else []),
        *([] if browser else ["--no-browser"]),
    ]  # fmt: skip


def starte(bereich: Arbeitsbereich, *, port: int | None = None, browser: bool = True) -> int:
    """Run JupyterLab until it is ended, and return its exit code."""
    # Our defaults come before those of the machine; what the user has set for themselves wins over both.
    eigene = str(Path(__file__).parent / "konfiguration")
    pfade = os.pathsep.join(filter(None, (os.environ.get("JUPYTER_CONFIG_PATH"), eigene)))
    umgebung = os.environ | {"QZ_ARBEITSBEREICH": str(bereich.wurzel), "JUPYTER_CONFIG_PATH": pfade}
    prozess = subprocess.Popen(befehl(bereich, port=port, browser=browser), env=umgebung)
    while True:
        # Ctrl-C reaches JupyterLab too, which asks whether to end: its answer is waited for.
        with suppress(KeyboardInterrupt):
            return prozess.wait()
