"""Colours, font and the Altair theme: one look for all charts, legible in greyscale."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

import platformdirs

from qz_analysis.vorrat import aus_vorrat, bild

# The newest one JupyterLab 4.6 draws by itself, without a network; what our charts say is the same in Vega-Lite 6.
VEGALITE: Final = "application/vnd.vegalite.v5+json"
SCHRIFT: Final = "IBM Plex Sans"
SCHRIFT_ORDNER: Final = Path(__file__).parent / "schrift"

DUNKEL: Final = "#1f3a5f"
HELL: Final = "#9db4d0"
TEXT: Final = "#222222"
GRAU: Final = "#8a94a0"
GITTER: Final = "#d8dde3"
# Bereich -> fill of the week plan; they differ in lightness and each has its own pattern.
BEREICH_FARBE: Final = {
    "kinder_jugend": "#bcd4ec",
    "erwachsene_senioren": "#f7d9b8",
    "mehrgenerativ": "#cfe5c3",
}

BREITE: Final = 620


def theme() -> dict[str, Any]:
    """Return the Altair theme `qz`."""
    schrift = {"font": SCHRIFT, "labelFont": SCHRIFT, "titleFont": SCHRIFT}
    return {
        "config": {
            "font": SCHRIFT,
            "background": "white",
            "view": {"stroke": None},
            "axis": {
                **schrift,
                "labelColor": TEXT,
                "titleColor": TEXT,
                "labelFontSize": 12,
                "titleFontSize": 12,
                "titleFontWeight": "normal",
                "gridColor": GITTER,
                "domainColor": GRAU,
                "ticks": False,
                "labelLimit": 360,
                "labelPadding": 6,
            },
            "bar": {"color": DUNKEL},
            "text": {"font": SCHRIFT, "fontSize": 12, "color": TEXT},
            "legend": {**schrift, "labelFontSize": 12, "titleFontSize": 12, "orient": "top", "title": None},
        }
    }


@cache
def _vl_convert() -> Any:
    import vl_convert

    vl: Any = vl_convert  # comes without types
    vl.register_font_directory(str(SCHRIFT_ORDNER))
    return vl


def spezifikation(chart: Any) -> dict[str, Any]:
    """Return an Altair chart as Vega-Lite in our look."""
    return chart.to_dict(validate=False) | theme()  # what is drawn is looked at in tests


def zeichne(spec: dict[str, Any]) -> str:
    """Return a Vega-Lite specification as SVG, drawn with the shipped font and German number formats."""
    return bild("svg", json.dumps(spec, sort_keys=True), lambda: _svg(spec).encode()).decode()


def _svg(spec: dict[str, Any]) -> str:
    return _vl_convert().vegalite_to_svg(spec, format_locale="de-DE", time_format_locale="de-DE")


def gezeichnet(chart: Any) -> dict[str, Any]:
    """Return the `spec` and the `svg` of a Diagramm."""
    spec = spezifikation(chart)
    return {"spec": spec, "svg": zeichne(spec)}


def fuer_jupyterlab(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a Vega-Lite specification as the MIME bundle that JupyterLab draws by itself, without a network."""
    # JupyterLab does not have the report's font, and writes numbers in English unless told otherwise.
    mit_ersatz = json.loads(json.dumps(spec).replace(f'"{SCHRIFT}"', f'"{SCHRIFT}, sans-serif"'))
    eigenes = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.20.1.json",
        "usermeta": {"embedOptions": zahlformate()},
    }
    return {VEGALITE: mit_ersatz | eigenes}


def darstellung(spec: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Return what Jupyter shows of an Altair chart where `altair.renderers.enable("qz")` stands.

    Paper and other exporters take the SVG.
    """
    text = str(spec.get("description") or spec.get("title") or "Diagramm")
    return fuer_jupyterlab(spec) | {"image/svg+xml": zeichne(spec), "text/plain": text}


def warmlaufen() -> None:
    """Draw a first chart: what draws them takes a second to start, which is well spent while others read spreadsheets."""
    import altair as alt

    punkt = alt.Chart(alt.Data(values=[{"x": 1}])).mark_bar().encode(x="x:Q", y="x:N")
    _svg(spezifikation(alt.layer(punkt, punkt)))


def skriptbuendel() -> str:
    """Return what draws Vega-Lite in a browser, as one script that asks for nothing and evaluates no text as code.

    Making it takes seconds, and with one version of vl-convert it is always the same: the user's cache keeps it.
    """
    vl = _vl_convert()

    def mache() -> bytes:
        return vl.javascript_bundle("window.qzVegaEmbed = vegaEmbed;").encode()

    ablage = platformdirs.user_cache_path("qz_analysis")
    return aus_vorrat(ablage, f"vega-{vl.__version__}.js", mache).decode()


def zahlformate() -> dict[str, Any]:
    """Return how numbers and dates are written in German, as Vega wants it."""
    vl = _vl_convert()
    return {
        "formatLocale": vl.get_format_locale("de-DE"),
        "timeFormatLocale": vl.get_time_format_locale("de-DE"),
    }
