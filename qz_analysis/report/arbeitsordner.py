"""Folders of a process for what it needs while it runs, in the system's folder for such things."""

import shutil
import tempfile
from functools import cache
from os import getpid
from pathlib import Path
from typing import Final

_NAME: Final = "qz-"


def arbeitsordner() -> Path:
    """Return a new folder that nobody else can read. What killed processes have left of theirs is removed first."""
    _raeume_auf()
    return Path(tempfile.mkdtemp(prefix=f"{_NAME}{getpid()}-"))


@cache  # once in a process
def _raeume_auf() -> None:
    reste = [
        (ordner, int(nummer))
        for ordner in Path(tempfile.gettempdir()).glob(f"{_NAME}*-*")
        if (nummer := ordner.name.split("-")[1]).isdecimal()
    ]
    if not reste:
        return
    import psutil

    for ordner, prozess in reste:
        if not psutil.pid_exists(prozess):
            shutil.rmtree(ordner, ignore_errors=True)
