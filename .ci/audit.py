"""Known vulnerabilities of what is locked, from pip-audit's JSON on standard input; says what could not be looked up.

Exit code 1: one was found. 2: some packages were not checked, so that none found says nothing of them.
"""

import json
import sys
from collections.abc import Iterator

OFFEN_GENANNT = 5


def zeilen(pakete: list[dict]) -> Iterator[str]:
    """Yield a line for each vulnerability, and at most one for all packages that were not checked."""
    for paket in pakete:
        for luecke in paket.get("vulns", ()):
            behoben = ", ".join(luecke["fix_versions"]) or "noch keiner Version"
            yield f"{paket['name']} {paket['version']}: {luecke['id']}, behoben in {behoben}"
    if offen := [p["name"] for p in pakete if "skip_reason" in p]:
        weitere = f" und {len(offen) - OFFEN_GENANNT} weitere" if len(offen) > OFFEN_GENANNT else ""
        yield (
            f"Nicht geprüft, weil die Datenbank nicht zu erreichen war oder sie nicht kennt: {', '.join(offen[:OFFEN_GENANNT])}"
            f"{weitere}. Bitte mit Internet noch einmal starten."
        )


def main() -> int:
    """Print what there is to say and return the exit code."""
    try:
        pakete = json.load(sys.stdin)["dependencies"]
    except ValueError:
        print(
            "Nicht geprüft: die Datenbank der Schwachstellen war nicht zu erreichen. Bitte mit Internet noch einmal starten."
        )
        return 2
    geprueft = sum("skip_reason" not in p for p in pakete)
    print(*zeilen(pakete), f"{geprueft} von {len(pakete)} Paketen geprüft.", sep="\n")
    if any(p.get("vulns") for p in pakete):
        return 1
    return 0 if geprueft == len(pakete) else 2


if __name__ == "__main__":
    sys.exit(main())
