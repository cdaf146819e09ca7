"""The kernel that all notebooks of a report run on. Loads nothing heavy, so that it is under way before anything else."""

import atexit
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

from qz_analysis.config import lade_konfiguration
from qz_analysis.paths import Arbeitsbereich
from qz_analysis.report.arbeitsordner import arbeitsordner
from qz_analysis.report.grenzen import Grenzen
from qz_analysis.report.kernel import WarmKernel
from qz_analysis.report.schritte import programm
from qz_analysis.vorrat import BILDER

# In a report one figure that fails leaves the others standing.
VORGELADEN: Final = (
    "import altair, polars, vl_convert, qz_analysis.daten, qz_analysis.show.ausfall; "
    "qz_analysis.show.ausfall.erlaube_im_kern(); qz_analysis.show.gestaltung.warmlaufen()"
)
# The lists of a year are small: to spread them over threads, or to stream them, takes longer than to work through them.
POLARS: Final = {"POLARS_MAX_THREADS": "1", "POLARS_ENGINE_AFFINITY": "in-memory"}
PROTOKOLL: Final = "QZ_PROTOKOLL"  # as `daten.PROTOKOLL`, which takes polars to import


@contextmanager
def kern(bereich: Arbeitsbereich, *, neu: bool = False) -> Iterator[WarmKernel]:
    """Give the kernel that is warm already, or a new one that notes which tables it is asked for.

    Both processes take pictures that are drawn already from where they are kept, unless all is to be made anew.
    """
    konfiguration = lade_konfiguration(bereich.konfiguration)
    grenzen = Grenzen(konfiguration.notebook_sekunden, konfiguration.notebook_megabyte)
    if WarmKernel.active is not None:
        WarmKernel.active.cwd, WarmKernel.active.grenzen = bereich.wurzel, grenzen
        yield WarmKernel.active
        return
    bilder = {} if neu else {BILDER: str(bereich.bilder / programm())}
    os.environ.update(POLARS | os.environ | bilder)
    umgebung = {PROTOKOLL: str(protokoll())}
    try:
        with WarmKernel(cwd=bereich.wurzel, preload=VORGELADEN, env=umgebung, grenzen=grenzen) as kernel:
            yield kernel
    finally:
        for name in bilder:
            os.environ.pop(name, None)


@cache
def protokoll() -> Path:
    """Return the file this process and its kernel share; it goes with the process."""
    ordner = arbeitsordner()
    atexit.register(shutil.rmtree, ordner, ignore_errors=True)
    return ordner / "gefragt.txt"
