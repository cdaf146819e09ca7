"""Tells which notebooks always give the same: those that get their data from nowhere but the tables."""

import ast
from collections.abc import Iterator
from typing import Any, Final

# What computes without asking the outside. All else may read files, the clock, or chance: such a notebook always runs.
_ERLAUBT: Final = {
    "altair", "collections", "dataclasses", "decimal", "fractions", "functools", "itertools", "math", "narwhals",
    "operator", "polars", "qz_analysis.figures", "qz_analysis.lade", "qz_analysis.lade_mehrere", "qz_analysis.show",
    "re", "statistics", "string", "textwrap", "typing", "__future__",
}  # fmt: skip
_LIEST: Final = ("read_", "scan_", "sink_", "write_", "from_url", "save", "to_csv", "to_json")
_VERBOTEN: Final = {
    "*", "open", "exec", "eval", "compile", "__import__", "__builtins__", "globals", "locals", "vars", "getattr",
    "get_ipython", "input", "id", "hash", "object", "sql", "SQLContext", "now", "today", "sample", "shuffle",
    "data", "datasets", "importlib", "_repr_mimebundle_", "__globals__", "__class__", "__subclasses__", "__dict__",
}  # fmt: skip


def grund_dagegen(nb: dict[str, Any]) -> str | None:
    """Return in German what in a notebook keeps it from giving the same again; None where nothing does."""
    zellen = [z for z in nb["cells"] if z["cell_type"] == "code" and z["source"].strip()]
    for nummer, zelle in enumerate(zellen, 1):
        try:
            baum = ast.parse(zelle["source"])
        except SyntaxError:  # a magic, or what will fail anyway
            return f"Zelle [{nummer}] ist kein reines Python"
        for name in _fremdes(baum):
            return f"Zelle [{nummer}] benutzt „{name}“, und was darin gelesen wird, ist nicht bekannt"
    return None


def _fremdes(baum: ast.AST) -> Iterator[str]:
    for knoten in ast.walk(baum):
        if isinstance(knoten, ast.Import):
            yield from (alias.name for alias in knoten.names if not _erlaubt(alias.name))
        elif isinstance(knoten, ast.ImportFrom):
            namen = [f"{knoten.module}.{alias.name}" for alias in knoten.names]
            yield from (name for name in namen if knoten.level or not _erlaubt(name) or _liest(name))
        elif isinstance(knoten, ast.Name | ast.Attribute):
            name = knoten.id if isinstance(knoten, ast.Name) else knoten.attr
            if _liest(name):
                yield name


def _liest(name: str) -> bool:
    kurz = name.rpartition(".")[2]
    return kurz in _VERBOTEN or kurz.startswith(_LIEST)


def _erlaubt(name: str) -> bool:
    return any(name == gut or name.startswith(f"{gut}.") for gut in _ERLAUBT)
