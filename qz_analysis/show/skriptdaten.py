"""What the script of a page draws of a chart, as JSON that may stand in HTML."""

import json
import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from qz_analysis.show.baustein import WERTE, Ansicht, text_von


def skriptdaten(
    spec: Mapping[str, Any], alt: str, sichten: Mapping[tuple[tuple[str, str], ...], Ansicht]
) -> Markup:
    """Return a chart and what it shows for each choice of the page's filters."""
    inhalt = {
        "spec": spec,
        "alt": alt,
        "sichten": [
            {"auswahl": dict(wahl), **_abweichend(ansicht, spec)} for wahl, ansicht in sichten.items()
        ],
    }
    text = json.dumps(inhalt, ensure_ascii=False, separators=(",", ":"))
    # Nothing in a string may end the element the JSON stands in, or begin a comment in it.
    return Markup(re.sub("[<>&\u2028\u2029]", lambda z: f"\\u{ord(z[0]):04x}", text))


def _abweichend(ansicht: Ansicht, ganzes: Mapping[str, Any]) -> dict[str, Any]:
    """Return an Ansicht as JSON data; of its specification only the numbers, where the rest is that of the whole chart."""
    worte = {"titel": ansicht.titel, "untertitel": ansicht.untertitel, "alt": ansicht.alt}
    t = ansicht.tabelle
    tabelle = {
        "spalten": [[s.titel, s.ausrichtung] for s in t.spalten],
        "zeilen": [[text_von(zelle) for zelle in zeile] for zeile in t.zeilen],
        "anmerkung": t.anmerkung,
    }
    eigenes = {"datasets": None, "height": None}
    if WERTE in ganzes.get("datasets", {}) and ansicht.spec | eigenes == {**ganzes, **eigenes}:
        gezeichnet = {"werte": ansicht.spec["datasets"][WERTE], "hoehe": ansicht.spec["height"]}
        return worte | gezeichnet | {"tabelle": tabelle}
    return worte | {"spec": ansicht.spec, "tabelle": tabelle}
