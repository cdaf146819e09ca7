"""Numbers become charts, tables and German text. Computes nothing."""

from qz_analysis.show.aufbereitung import (
    befunde,
    beispieldaten_hinweis,
    bilanz_kennwerte,
    herkunft,
    unsicher_hinweis,
    zellbilanz,
)
from qz_analysis.show.baustein import zeige
from qz_analysis.show.belegungsplan import belegungsplan
from qz_analysis.show.diagramm import balken, saeulen
from qz_analysis.show.kalender import kalender
from qz_analysis.show.tabelle import definitionen, kennwerte, tabelle
from qz_analysis.show.vergleich import urteile, veroeffentlicht_und_berechnet, widersprueche
from qz_analysis.show.zielbilder import zielfristen, zielstatus, zielverlaeufe
from qz_analysis.show.zielerreichung import zieleinklang, zielmessungen, zielwidersprueche
from qz_analysis.show.ziellinie import schwerpunkte
from qz_analysis.show.zielmatrix import zielmatrizen
from qz_analysis.show.zielschritt import zielschritt

__all__ = [
    "balken",
    "befunde",
    "beispieldaten_hinweis",
    "belegungsplan",
    "bilanz_kennwerte",
    "definitionen",
    "herkunft",
    "kalender",
    "kennwerte",
    "saeulen",
    "schwerpunkte",
    "tabelle",
    "unsicher_hinweis",
    "urteile",
    "veroeffentlicht_und_berechnet",
    "widersprueche",
    "zeige",
    "zellbilanz",
    "zieleinklang",
    "zielfristen",
    "zielmatrizen",
    "zielmessungen",
    "zielschritt",
    "zielstatus",
    "zielverlaeufe",
    "zielwidersprueche",
]
