"""The Zielmatrix: goals that go on over years, each step pointing to the goal that follows from it."""

from typing import Final

from qz_analysis.beispiel.angebot import katalog
from qz_analysis.beispiel.blatt import Datei, Wert, liste
from qz_analysis.beispiel.standort import Standortjahr

_SCHRITTE: Final = ("schritt_1", "schritt_2", "schritt_3")
_UNTERWEGS: Final = (
    "erreicht", "teilweise erreicht", "teilweise erreicht", "verspätet erreicht", "nicht erreicht", "zurückgestellt",
)  # fmt: skip
_AM_ENDE: Final = ("erreicht", "erreicht", "verspätet erreicht", "teilweise erreicht", "verworfen")
_GRUND: Final = ("Vakanz", "keine Nachfrage", "Ressourcen", "andere")
_UMSETZUNG: Final = {
    "erreicht": "Wie geplant umgesetzt.",
    "verspätet erreicht": "Umgesetzt, ein Quartal später als geplant.",
    "teilweise erreicht": "Begonnen; ein Teil steht noch aus.",
    "nicht erreicht": "Im Jahr nicht begonnen.",
    "zurückgestellt": "Auf das nächste Jahr verschoben.",
    "verworfen": "Nach Beratung im Team aufgegeben.",
}
_FRIST: Final = ("Ende Q1 {}", "Ende Q2 {}", "Ende Q3 {}", "bis Q4 {}", "31.12.{}", "halbjährlich")


def zielmatrix(sj: Standortjahr) -> list[Datei]:
    """Return the goals of the year with status, reason, the goal before and the goal that follows."""
    jetzt, davor, danach = (_nummern(sj, sj.jahr + n) for n in (0, -1, 1))
    zeilen: list[list[Wert]] = []
    bloecke: dict[str, list[int]] = {}
    for (vorhaben, schritt), nummer in jetzt.items():
        zeile = katalog("ziele")[vorhaben]
        orientierungsziel = zeile["orientierungsziel"]
        zufall = sj.zufall("ziel", vorhaben)
        folge = danach.get((vorhaben, schritt + 1))
        status = zufall.wahl(_UNTERWEGS if folge else _AM_ENDE)
        grund = None
        if status not in ("erreicht", "verworfen"):
            grund = "Corona" if sj.jahr in (2020, 2021) and zufall.chance(0.6) else zufall.wahl(_GRUND)
        bloecke.setdefault(orientierungsziel, []).append(len(zeilen))
        zeilen.append(
            [
                nummer,
                None if orientierungsziel in {z[1] for z in zeilen} else orientierungsziel,
                zeile[_SCHRITTE[schritt]],
                zufall.wahl(_FRIST).format(sj.jahr),
                status,
                _UMSETZUNG[status],
                grund,
                "ja" if folge else "nein",
                folge,
                davor.get((vorhaben, schritt - 1)),
            ]
        )
    # The version of the matrix names the year that follows, in those versions that are known.
    folgeziel = f"Folgeziel {sj.jahr + 1}" if sj.jahr in (2021, 2022) else "Folgeziel"
    spalten = ["Nr.", "Orientierungsziel", "Handlungsziel", "Frist", "Status", "Umsetzung", "Grund"]
    spalten += ["Folgeziel vermerkt", folgeziel, "Folgeziel von"]
    blatt = liste("Zielmatrix", f"Zielmatrix {sj.jahr} – {sj.standort.name}", spalten, zeilen)
    for stellen in bloecke.values():
        blatt.verbinde(blatt.kopf + 1 + stellen[0], 2, blatt.kopf + 1 + stellen[-1], 2)
    return [Datei(f"Ziele {sj.jahr} (Beispieldaten).xlsx", [blatt])]


def _nummern(sj: Standortjahr, jahr: int) -> dict[tuple[int, int], str]:
    """Return (Vorhaben, step) -> number of its goal in a year, known without drawing the years between.

    A Vorhaben takes one step a year and rests for a year after its last one.
    """
    nummern: dict[tuple[int, int], str] = {}
    gezaehlt: dict[str, int] = {}
    for vorhaben, zeile in enumerate(katalog("ziele")):
        ziel = zeile["orientierungsziel"]
        schritte = sum(bool(zeile[name]) for name in _SCHRITTE)
        schritt = (jahr + sj.auf_dauer("vorhaben", vorhaben).ganz(0, schritte)) % (schritte + 1)
        hauptnummer = list(dict.fromkeys(z["orientierungsziel"] for z in katalog("ziele"))).index(ziel) + 1
        if schritt < schritte:
            gezaehlt[ziel] = gezaehlt.get(ziel, 0) + 1
            nummern[vorhaben, schritt] = f"{hauptnummer}.{gezaehlt[ziel]}"
    return nummern
