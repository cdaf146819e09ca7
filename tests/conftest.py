"""What every test runs under."""

import os
from collections.abc import Iterator

import pytest

from qz_analysis.kern import POLARS

os.environ.update(
    POLARS | os.environ
)  # before anything imports it: sums come out to the last digit as in a report


@pytest.fixture(scope="session", autouse=True)
def schluessel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A key for pseudonyms that is the same in every test run and not the user's own."""
    datei = tmp_path_factory.mktemp("schluessel") / "pseudonyme.schluessel"
    datei.write_text("ab" * 32, encoding="ascii")
    vorher = os.environ.get("QZ_SCHLUESSEL")
    os.environ["QZ_SCHLUESSEL"] = str(datei)
    yield
    if vorher is None:
        del os.environ["QZ_SCHLUESSEL"]
    else:
        os.environ["QZ_SCHLUESSEL"] = vorher
