"""Numbers become charts, tables and German text. Computes nothing."""

from qz_analysis.show.anliegen import anliegen
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
from qz_analysis.show.jahresvergleich import (
    erklaerungen,
    jahrestabellen,
    partnerwechsel,
    standorttabellen,
    ueberblick,
)
from qz_analysis.show.kalender import kalender
from qz_analysis.show.tabelle import definitionen, kennwerte, tabelle
from qz_analysis.show.vergleich import urteile, veroeffentlicht_und_berechnet, widersprueche
from qz_analysis.show.vergleichbarkeit import beispiel_hinweis, listentabelle, nicht_vergleichbar
from qz_analysis.show.vergleichsdiagramm import gruppenvergleiche, verlauf
from qz_analysis.show.verknuepft import verknuepft
from qz_analysis.show.zielbilder import zielfristen, zielstatus, zielverlaeufe
from qz_analysis.show.zielerreichung import zieleinklang, zielmessungen, zielwidersprueche
from qz_analysis.show.ziellinie import schwerpunkte
from qz_analysis.show.zielmatrix import zielmatrizen
from qz_analysis.show.zielschritt import zielschritt
from qz_analysis.show.zielskala import wirkungstreppe, zielskalen

__all__ = [
    "anliegen",
    "balken",
    "befunde",
    "beispiel_hinweis",
    "beispieldaten_hinweis",
    "belegungsplan",
    "bilanz_kennwerte",
    "definitionen",
    "erklaerungen",
    "gruppenvergleiche",
    "herkunft",
    "jahrestabellen",
    "kalender",
    "kennwerte",
    "listentabelle",
    "nicht_vergleichbar",
    "partnerwechsel",
    "saeulen",
    "schwerpunkte",
    "standorttabellen",
    "tabelle",
    "ueberblick",
    "unsicher_hinweis",
    "urteile",
    "verknuepft",
    "verlauf",
    "veroeffentlicht_und_berechnet",
    "widersprueche",
    "wirkungstreppe",
    "zeige",
    "zellbilanz",
    "zieleinklang",
    "zielfristen",
    "zielmatrizen",
    "zielmessungen",
    "zielschritt",
    "zielskalen",
    "zielstatus",
    "zielverlaeufe",
    "zielwidersprueche",
]
