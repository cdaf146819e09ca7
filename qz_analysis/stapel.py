"""Many reports at once: on the cores of this machine, or wherever an Executor takes them."""

import os
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from qz_analysis.config import lade_konfiguration
from qz_analysis.errors import EingabeFehler, ParameterFehler, QzFehler
from qz_analysis.paths import Arbeitsbereich, arbeitsbereich
from qz_analysis.vorrat import beschraenke

Stand = Literal["wartet", "läuft", "fertig", "unverändert", "unvollständig", "gescheitert"]
GESCHRIEBEN: Final = ("fertig", "unvollständig")
VERSUCHE: Final = 2  # a worker that died takes its report along: it is tried once more
BLICK: Final = 0.2  # seconds between looks at what runs
# A report among others takes one core; numeric libraries that each take all cores would only wait for each other.
EIN_FADEN: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS")


@dataclass(frozen=True)
class Posten:
    """One report of a batch, and what became of it. `hinweis` says in German what went wrong."""

    standort: str
    jahr: int
    stand: Stand = "wartet"
    hinweis: str = ""

    @property
    def ort(self) -> tuple[str, int]:
        """What tells it from the others."""
        return self.standort, self.jahr

    @property
    def gelungen(self) -> bool:
        """Whether there is a whole report."""
        return self.stand in ("fertig", "unverändert")


Melde = Callable[[Posten], object]


def alle_orte(bereich: Arbeitsbereich) -> list[tuple[str, int]]:
    """Return every Standort and Jahr that has a folder of lists."""
    ordner = (p for p in bereich.raw.glob("*/*") if p.is_dir() and p.name.isdecimal())
    return sorted((p.parent.name, int(p.name)) for p in ordner)


def berichte(
    orte: Iterable[tuple[str, int]],
    *,
    executor: Executor | None = None,
    arbeiter: int | None = None,
    neu: bool = False,
    melde: Melde = lambda posten: None,
) -> list[Posten]:
    """Make the reports of some Standorte and Jahre, and return what became of each, in their order.

    One that fails stops no other. `executor` is any of `concurrent.futures` or one that behaves like it, such as that of
    a Dask cluster, whose workers see the same folder; without it there are `arbeiter` processes here, as many as cores
    by default. `melde` is told each change. A worker that dies costs its report a second try. Raises ParameterFehler
    where there is nothing to do.
    """
    liste = list(dict.fromkeys(orte))
    if not liste:
        raise ParameterFehler(
            "Es gibt nichts zu berichten: unter data/raw liegt kein Ordner <standort>/<jahr>."
        )
    bereich = arbeitsbereich()
    stand = {ort: Posten(*ort) for ort in liste}

    def setze(posten: Posten) -> None:
        if stand[posten.ort] != posten:
            stand[posten.ort] = posten
            melde(posten)

    offen = liste
    for _ in range(VERSUCHE):
        with _executor(executor, arbeiter, len(offen), bereich) as hier:
            offen = _reiche_ein(hier, offen, bereich, neu=neu, setze=setze)
        if not offen:
            break
    for ort in offen:
        setze(Posten(*ort, "gescheitert", "Der Prozess, der daran arbeitete, ist zweimal abgestürzt."))
    if any(posten.stand in GESCHRIEBEN for posten in stand.values()):
        from qz_analysis.uebersicht import schreibe_uebersicht

        schreibe_uebersicht(bereich, lade_konfiguration(bereich.konfiguration))
        beschraenke(bereich.bilder)
    return [stand[ort] for ort in liste]


def _reiche_ein(
    executor: Executor,
    orte: Sequence[tuple[str, int]],
    bereich: Arbeitsbereich,
    *,
    neu: bool,
    setze: Callable[[Posten], None],
) -> list[tuple[str, int]]:
    """Submit reports, follow them, and return those whose worker has died."""
    laufend: dict[Future[Posten], tuple[str, int]] = {}
    verloren: list[tuple[str, int]] = []
    for ort in orte:
        try:
            laufend[executor.submit(_ein_bericht, str(bereich.wurzel), *ort, neu)] = ort
        except BrokenProcessPool:
            verloren.append(ort)
    while laufend:
        fertig, _ = wait(laufend, timeout=BLICK, return_when=FIRST_COMPLETED)
        for zukunft, ort in laufend.items():
            if zukunft not in fertig and zukunft.running():
                setze(Posten(*ort, "läuft"))
        for zukunft in fertig:
            ort = laufend.pop(zukunft)
            try:
                setze(zukunft.result())
            except BrokenProcessPool:
                verloren.append(ort)
            except Exception as fehler:
                if type(fehler).__name__ != "KilledWorker":  # of Dask, which has retried by itself
                    setze(Posten(*ort, "gescheitert", _satz(fehler)))
                else:
                    verloren.append(ort)
    return verloren


def _ein_bericht(wurzel: str, standort: str, jahr: int, neu: bool) -> Posten:
    """Make one report in this process and return what became of it. Errors become sentences: they have to travel."""
    os.environ["QZ_ARBEITSBEREICH"] = wurzel
    from qz_analysis.pipeline import bericht

    _waerme(wurzel, neu)
    try:
        ergebnis = bericht(jahr, standort, neu=neu, im_stapel=True)
    except Exception as fehler:
        return Posten(standort, jahr, "gescheitert", _satz(fehler))
    if ergebnis.fehler:
        return Posten(standort, jahr, "unvollständig", "; ".join(ergebnis.fehler))
    gelaufen = any(schritt.gelaufen for schritt in ergebnis.schritte)
    return Posten(standort, jahr, "fertig" if gelaufen else "unverändert")


def _waerme(wurzel: str, neu: bool) -> None:
    """Keep one kernel for all reports of this process; it ends with it."""
    from qz_analysis.kern import kern
    from qz_analysis.report.kernel import WarmKernel

    if WarmKernel.active is None:
        _KERNE.append(kern(Arbeitsbereich(Path(wurzel)), neu=neu))
        _KERNE[-1].__enter__()


_KERNE: Final[list[Any]] = []  # held, since a generator that is forgotten ends its kernel


def _satz(fehler: Exception) -> str:
    if isinstance(fehler, QzFehler):
        return str(fehler)
    ort = traceback.extract_tb(fehler.__traceback__)[-1:] if fehler.__traceback__ else []
    stelle = f" ({Path(ort[0].filename).name}, Zeile {ort[0].lineno})" if ort else ""
    return f"Unerwarteter Fehler {type(fehler).__name__}{stelle}: {fehler}"


def _ohne_strg_c() -> None:
    """Leave Ctrl-C, which a terminal sends to all processes, to the one that knows what is to end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _executor(
    gegeben: Executor | None, arbeiter: int | None, auftraege: int, bereich: Arbeitsbereich
) -> Iterator[Executor]:
    if gegeben is not None:
        yield gegeben
        return
    from multiprocessing import active_children, get_context

    anzahl = max(1, min(arbeiter or os.cpu_count() or 1, auftraege))
    vorher = {name: os.environ.get(name) for name in EIN_FADEN}
    if anzahl > 1:
        os.environ.update({name: "1" for name in EIN_FADEN if name not in os.environ})
    try:
        # A process that starts empty: one that is a copy of this one would share its threads' locks.
        fremde = set(active_children())
        with ProcessPoolExecutor(anzahl, mp_context=get_context("spawn"), initializer=_ohne_strg_c) as pool:
            try:
                yield pool
            except BaseException:
                # Ctrl-C: what has begun would otherwise be brought to its end first. A kernel ends with its process.
                pool.shutdown(wait=False, cancel_futures=True)
                for prozess in set(active_children()) - fremde:
                    prozess.terminate()
                raise
    finally:
        for name, wert in vorher.items():
            if wert is None:
                os.environ.pop(name, None)


@contextmanager
def dask_executor(adresse: str) -> Iterator[Executor]:
    """Give the Executor of a running Dask cluster, whose workers have this package and see the same folder.

    Raises EingabeFehler where Dask is not installed, or nobody answers there.
    """
    try:
        from distributed import Client  # pyright: ignore[reportMissingImports]  # in an extra
    except ImportError as fehler:
        raise EingabeFehler(
            "Zum Verteilen fehlt Dask. Bitte installieren: uv pip install -r requirements-verteilt.lock"
        ) from fehler
    try:
        client = Client(adresse, timeout="10s")
    except (OSError, ValueError) as fehler:
        raise EingabeFehler(
            f"Unter „{adresse}“ antwortet kein Dask-Scheduler. Bitte die Adresse prüfen, zum Beispiel tcp://127.0.0.1:8786."
        ) from fehler
    with client:
        yield client.get_executor(pure=False, retries=VERSUCHE)
