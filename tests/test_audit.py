"""`make audit` never calls clean what it has not looked at."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SKRIPT = Path(__file__).parents[1] / ".ci" / "audit.py"
SAUBER = {"name": "a", "version": "1", "vulns": []}
OFFEN = {"name": "b", "skip_reason": "not found"}
LUECKE = {"name": "c", "version": "2", "vulns": [{"id": "X-1", "fix_versions": ["3"]}]}


@pytest.mark.parametrize(
    ("eingabe", "code", "satz"),
    [
        ([SAUBER], 0, "1 von 1 Paketen geprüft."),
        ([SAUBER, OFFEN], 2, "Nicht geprüft, weil die Datenbank nicht zu erreichen war oder sie nicht kennt: b."),
        ([SAUBER, OFFEN, LUECKE], 1, "c 2: X-1, behoben in 3"),
        (None, 2, "die Datenbank der Schwachstellen war nicht zu erreichen"),
    ],
)  # fmt: skip
def test_what_was_not_looked_up_is_not_called_clean(eingabe, code, satz):
    text = "" if eingabe is None else json.dumps({"dependencies": eingabe})
    lauf = subprocess.run(
        [sys.executable, str(SKRIPT)], input=text, capture_output=True, encoding="utf-8", check=False
    )
    assert (lauf.returncode, satz in lauf.stdout) == (code, True)
