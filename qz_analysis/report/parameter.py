"""Checks the parameters of a notebook before a kernel starts."""

import ast
import json
import math
import re
from pathlib import Path
from typing import Any

from qz_analysis.errors import NotebookFehler, ParameterFehler

_NAMES = {
    "int": "eine ganze Zahl",
    "float": "eine Zahl",
    "str": "ein Text",
    "bool": "True oder False",
    "None": "None",
    "list": "eine Liste",
    "dict": "ein Verzeichnis (dict)",
}


def check_parameters(path: Path | str, werte: dict[str, Any]) -> dict[str, Any]:
    """Return `werte` as the notebook's cell `parameters` wants them; what isn't given keeps its default.

    Raises ParameterFehler for an unknown name or a value of another type than the cell states, and
    NotebookFehler when the notebook or that cell can't be read.
    """
    path = Path(path)
    allowed = _allowed(path, load(path))
    for name in werte:
        if name not in allowed:
            raise ParameterFehler(_unknown(path.name, name, list(allowed)))
    return {name: _checked(path.name, name, wert, allowed[name]) for name, wert in werte.items()}


def load(path: Path) -> dict[str, Any]:
    """Return the notebook as JSON data, each cell with an id. Raises NotebookFehler where it is none."""
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


def parameter_cell(data: dict[str, Any]) -> dict[str, Any] | None:
    """Return the cell tagged `parameters`, None where there is none."""
    return next((c for c in data["cells"] if "parameters" in c.get("metadata", {}).get("tags", [])), None)


def _allowed(path: Path, data: dict[str, Any]) -> dict[str, set[str]]:
    cell = parameter_cell(data)
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
