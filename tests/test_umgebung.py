"""pyproject.toml says what is needed; the lock and the conda environment say the same."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

WURZEL = Path(__file__).parent.parent
PROJEKT = tomllib.loads((WURZEL / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (WURZEL / "requirements.lock").read_text(encoding="utf-8")
LOCK_SPARK = (WURZEL / "requirements-spark.lock").read_text(encoding="utf-8")
LOCK_VERTEILT = (WURZEL / "requirements-verteilt.lock").read_text(encoding="utf-8")
UMGEBUNG = yaml.safe_load((WURZEL / "environment.yml").read_text(encoding="utf-8"))

NICHT_IMPORTIERT = {
    "ipykernel": "the notebooks' process is started by name",
    "jupyterlab": "what the analyst works in",
    "pandas": "for the analyst's own cells",
    "pyarrow": "what pandas, DuckDB and Spark hand frames to polars in",
}


def anforderungen(texte: list[str]) -> dict[str, Requirement]:
    return {canonicalize_name(r.name): r for r in map(Requirement, texte)}


GEBRAUCHT = anforderungen(PROJEKT["project"]["dependencies"])
ENTWICKLUNG = anforderungen(PROJEKT["project"]["optional-dependencies"]["dev"])
SPARK = anforderungen(PROJEKT["project"]["optional-dependencies"]["spark"])
VERTEILT = anforderungen(PROJEKT["project"]["optional-dependencies"]["verteilt"])
BAU = anforderungen(PROJEKT["build-system"]["requires"])


def importe(ordner: Path) -> set[str]:
    """Return the distributions whose modules are imported anywhere below a folder, also inside functions."""
    module = set()
    for datei in ordner.rglob("*.py"):
        for knoten in ast.walk(ast.parse(datei.read_text(encoding="utf-8"))):
            if isinstance(knoten, ast.Import):
                module |= {name.name.split(".")[0] for name in knoten.names}
            elif isinstance(knoten, ast.ImportFrom) and knoten.module and not knoten.level:
                module.add(knoten.module.split(".")[0])
    eigene = {"qz_analysis", *(datei.stem for datei in (WURZEL / "tests").glob("*.py"))}
    verteilungen = packages_distributions()
    return {
        canonicalize_name(verteilungen.get(m, [m])[0]) for m in module - set(sys.stdlib_module_names) - eigene
    }


def gelockt(lock: str = LOCK) -> dict[str, list[Version]]:
    """Return the locked versions by name; a name has several where Python versions differ."""
    versionen: dict[str, list[Version]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", lock, re.MULTILINE):
        versionen.setdefault(canonicalize_name(name), []).append(Version(version))
    return versionen


def test_the_package_declares_exactly_what_it_imports():
    assert importe(WURZEL / "qz_analysis") == set(GEBRAUCHT) - set(NICHT_IMPORTIERT) | set(VERTEILT)


def test_the_tests_declare_what_they_import():
    assert importe(WURZEL / "tests") <= set(GEBRAUCHT) | set(ENTWICKLUNG) | set(SPARK)


@pytest.mark.parametrize("name", [*GEBRAUCHT, *ENTWICKLUNG, *BAU])
def test_every_dependency_is_locked_to_a_version_pyproject_allows(name):
    erlaubt = (GEBRAUCHT | ENTWICKLUNG | BAU)[name].specifier
    versionen = gelockt().get(name)
    assert versionen, f"{name} is missing from requirements.lock: make lock"
    assert [v for v in versionen if v not in erlaubt] == []


@pytest.mark.parametrize(
    ("extra", "lock"), [(SPARK, LOCK_SPARK), (VERTEILT, LOCK_VERTEILT)], ids=["spark", "verteilt"]
)
def test_an_extra_is_locked_to_versions_pyproject_allows(extra, lock):
    assert [(n, v) for n in extra for v in gelockt(lock)[n] if v not in extra[n].specifier] == []


@pytest.mark.parametrize("lock", [LOCK_SPARK, LOCK_VERTEILT], ids=["spark", "verteilt"])
def test_an_extra_changes_no_version_of_the_main_lock(lock):
    gemeinsam = gelockt().keys() & gelockt(lock).keys()
    assert {n: gelockt(lock)[n] for n in gemeinsam} == {n: gelockt()[n] for n in gemeinsam}


@pytest.mark.parametrize("lock", [LOCK, LOCK_SPARK, LOCK_VERTEILT], ids=["main", "spark", "verteilt"])
def test_every_locked_package_has_a_hash(lock):
    eintraege = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)[1:]
    assert [e.splitlines()[0] for e in eintraege if "--hash=sha256:" not in e] == []


@pytest.mark.parametrize("lock", [LOCK, LOCK_SPARK, LOCK_VERTEILT], ids=["main", "spark", "verteilt"])
def test_the_lock_holds_no_address_and_no_path(lock):
    ohne_hashes = re.sub(r"sha256:[0-9a-f]{64}", "", lock)
    assert re.findall(r"\w+://\S+|^-.*|file:.*|(?:^|\s)/\S+|[A-Za-z]:\\\S+", ohne_hashes, re.MULTILINE) == []


def test_conda_asks_for_the_same_packages_with_the_same_bounds():
    conda = [eintrag for eintrag in UMGEBUNG["dependencies"] if isinstance(eintrag, str)]
    pip = next(eintrag["pip"] for eintrag in UMGEBUNG["dependencies"] if isinstance(eintrag, dict))
    genannt = anforderungen([*conda, *(eintrag for eintrag in pip if not eintrag.startswith("-"))])
    assert str(genannt.pop("python").specifier) == PROJEKT["project"]["requires-python"]
    genannt.pop("pip")
    erwartet = GEBRAUCHT | BAU
    assert {n: str(r.specifier) for n, r in genannt.items()} == {
        n: str(r.specifier) for n, r in erwartet.items()
    }


def test_every_direct_dependency_is_named_with_its_reason():
    zeilen = (WURZEL / "docs/abhaengigkeiten.md").read_text(encoding="utf-8").splitlines()
    genannt = {
        name.strip(): wozu.strip() for _, name, wozu, _ in (z.split("|") for z in zeilen if z.count("|") == 3)
    }
    del genannt["Paket"], genannt["---"]
    assert set(genannt) == {*GEBRAUCHT, *ENTWICKLUNG, *SPARK, *VERTEILT}
    assert all(genannt.values())
