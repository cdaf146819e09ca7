"""Runs inside the warm kernel: `serve` once, `restore` before each notebook, so none sees another."""

import builtins
import decimal
import gc
import locale
import logging
import os
import random
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from qz_analysis.report.kernel import import_jsonschema

_steps: list[Callable[[], object]] = []


def serve(preload: str) -> None:
    """Run `preload`, then note the state that `restore` brings back. Runs in the kernel, once."""
    import_jsonschema()
    # A failing import is no reason not to start: the notebook that needs it says so itself.
    with suppress(Exception):
        exec(preload, {})
    import altair
    import polars
    from altair.vegalite.v6.theme import themes
    from IPython.core.getipython import get_ipython

    shell: Any = get_ipython()
    for held in (os.environ, vars(builtins), sys.argv, sys.path, warnings.filters, shell.ast_transformers):
        _keep(held)
    for held in (*shell.magics_manager.magics.values(), *shell.events.callbacks.values()):
        _keep(held)
    for formatter in shell.display_formatter.formatters.values():
        for held in (formatter.singleton_printers, formatter.type_printers, formatter.deferred_printers):
            _keep(held)
    for owner, name in (
        *((shell, name) for name in (*shell.trait_names(config=True), "CustomTB", "custom_exceptions")),
        *((sys, name) for name in ("stdout", "stderr", "displayhook", "excepthook")),
        (warnings, "showwarning"),
    ):
        _steps.append(partial(setattr, owner, name, getattr(owner, name)))
    registries = (altair.renderers, altair.data_transformers, themes)
    _steps.extend(partial(_restore_registry, registry, registry._get_state()) for registry in registries)
    _steps.append(partial(locale.setlocale, locale.LC_ALL, locale.setlocale(locale.LC_ALL)))
    _steps.append(partial(_restore_log, logging.root.level, list(logging.root.handlers)))
    _steps.append(partial(_forget_modules, {name.partition(".")[0] for name in sys.modules}, set(sys.path)))
    # polars keeps part of its options in the environment: after that, so that both agree.
    polars_options = polars.Config.save()
    _steps.append(lambda: polars.Config.restore_defaults().load(polars_options))
    gc.freeze()
    gc.enable()


def restore(folder: str) -> None:
    """Empty the namespace and undo what a notebook has set, then work in `folder`. Runs in the kernel.

    Imported libraries stay, and so does what a notebook has patched into a library's own classes. What a
    library sets up while it is imported is kept for those of the preload only.
    """
    from IPython.core.getipython import get_ipython

    shell: Any = get_ipython()
    shell.reset(new_session=False)
    shell.execution_count = 1
    # The reset leaves what was typed: In, _i, _ii and so on.
    history = shell.history_manager
    history.input_hist_parsed[:] = history.input_hist_raw[:] = [""]
    history._i = history._ii = history._iii = history._i00 = ""
    warnings.resetwarnings()  # lets a warning already shown in one notebook be shown in the next
    for step in _steps:
        step()
    if pandas := sys.modules.get("pandas"):
        with warnings.catch_warnings(action="ignore"):
            pandas.reset_option("^(?!plotting)")  # resetting those asks for matplotlib
    decimal.setcontext(decimal.Context())
    random.seed()
    os.chdir(folder)


def _keep(held: Any) -> None:
    saved = held.copy()

    def back() -> None:
        if isinstance(held, list):
            held[:] = saved
            return
        for name in set(held) - set(saved):
            del held[name]
        held.update(saved)

    _steps.append(back)


def _restore_registry(registry: Any, state: dict[str, Any]) -> None:
    registry._set_state({k: dict(v) if isinstance(v, dict) else v for k, v in state.items()})


def _restore_log(level: int, handlers: list[logging.Handler]) -> None:
    logging.disable(logging.NOTSET)
    logging.root.setLevel(level)
    logging.root.handlers[:] = handlers


def _forget_modules(known: set[str], paths: set[str]) -> None:
    # A helper beside one notebook must not be taken for the helper of the same name beside the next one.
    helpers = set()
    for name, module in sys.modules.items():
        origin = getattr(module, "__file__", None)
        if name not in known and "." not in name and origin:
            folder = Path(origin).parent
            if not paths & {str(folder), str(folder.parent)}:
                helpers.add(name)
    for name in list(sys.modules):
        if name.partition(".")[0] in helpers:
            del sys.modules[name]
