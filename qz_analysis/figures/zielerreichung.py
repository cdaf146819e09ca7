"""What the data say of each goal on the day it was due, beside what the team says."""

from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from qz_analysis.clean.zielzeitraum import Frist, Zusage
from qz_analysis.errors import ParameterFehler
from qz_analysis.figures.ausfall import versuche
from qz_analysis.figures.belegstelle import Belegstelle, fasse_zusammen
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.bewertung import Bewertung, Luecke
from qz_analysis.figures.frist import bewerte_frist
from qz_analysis.figures.geheimhaltung import schuetze
from qz_analysis.figures.geheimhaltung_plan import hat_geheimes
from qz_analysis.figures.kriterium import lies_kriterium
from qz_analysis.figures.zeitreihe import Zeitreihe
from qz_analysis.figures.zusage import bewerte_zusage
from qz_analysis.model.zielbezug import nummernfolge

Einklang = Literal["gleich", "vereinbar", "offen", "verschieden", "ohne Urteil"]
UNENTSCHIEDEN: Final = ("nicht_messbar", "nicht_entscheidbar")
GAB_AUF: Final = ("zurueckgestellt", "verworfen")


@dataclass(frozen=True)
class Zielstand:
    """A Handlungsziel with the team's judgement (`status`, `grund`) and the computed one. Neither overwrites the other."""

    ziel_id: str
    orientierungsziel: str
    handlungsziel: str
    frist: str | None
    status: str | None
    grund: tuple[str, ...]
    umsetzung: str | None
    status_unsicher: bool
    belege: tuple[Belegstelle, ...]
    bewertung: Bewertung

    @property
    def einklang(self) -> Einklang:
        """How the two judgements go together; a goal given up and not reached is no contradiction."""
        if self.status is None:
            return "ohne Urteil"
        if self.bewertung.kriterium is None or self.bewertung.ergebnis in UNENTSCHIEDEN:
            return "offen"
        if self.status == self.bewertung.ergebnis:
            return "gleich"
        if self.status in GAB_AUF and self.bewertung.ergebnis == "nicht_erreicht":
            return "vereinbar"
        return "verschieden"


def zielstaende(b: Bestand) -> tuple[Zielstand, ...]:
    """Return all goals with both judgements, in the order of their numbers."""
    return b.einmal(_zielstaende)


def _zielstaende(b: Bestand) -> tuple[Zielstand, ...]:
    zeilen = sorted(b.tabelle("ziel").iter_rows(named=True), key=lambda z: nummernfolge(z["ziel_id"]))
    return tuple(_zielstand(b, z) for z in zeilen)


def _zielstand(b: Bestand, z: dict[str, Any]) -> Zielstand:
    zellen = [z["quelle_zelle"], z["kennzahl_zelle"], z["bedingung_zelle"]]
    return Zielstand(
        z["ziel_id"],
        z["orientierungsziel"],
        z["handlungsziel"],
        z["frist"],
        z["status"],
        tuple(z["grund"] or ()),
        z["umsetzung"],
        "status" in (z["unsicher"] or "").casefold(),
        fasse_zusammen((z["quelle_datei"], z["quelle_blatt"], zelle) for zelle in zellen if zelle),
        versuche(f"Ziel {z['ziel_id']}", lambda: bewerte(b, z), _ohne_bewertung),
    )


def _ohne_bewertung(grund: str) -> Bewertung:
    return Bewertung("nicht_entscheidbar", luecken=(Luecke("kriterium", text=grund),))


def bewerte(b: Bestand, ziel: dict[str, Any]) -> Bewertung:
    """Return what the data say of a row of `ziel`.

    Without a criterion there is nothing to measure; a goal that the team gave up is then just that.
    """
    try:
        kriterium = lies_kriterium(ziel, ziel["jahr"])
        if kriterium is None:
            return Bewertung(ziel["status"] if ziel["status"] in GAB_AUF else "nicht_messbar")
        takt = kriterium.zeitraum.takt if isinstance(kriterium.zeitraum, Zusage) else None
        ort = (ziel["standort"], ziel["jahr"])
        reihe = Zeitreihe(b, kriterium.rechnung, kriterium.filter, ort, takt)
    except ParameterFehler as fehler:
        return _ohne_bewertung(str(fehler))
    if isinstance(kriterium.zeitraum, Frist):
        bewertung = bewerte_frist(reihe, kriterium, kriterium.zeitraum)
    else:
        bewertung = bewerte_zusage(reihe, kriterium, kriterium.zeitraum)
    return _geschuetzt(b, bewertung, ort)


def _geschuetzt(b: Bestand, bewertung: Bewertung, ort: tuple[str, int]) -> Bewertung:
    """Return a Bewertung that gives nothing away: what a secret number decides would tell its size.

    Where a report keeps anything of the same Kennzahl secret, a value until some day could be what is missing to tell it.
    """
    if bewertung.wert is None:
        return bewertung
    k, kennzahl = b.einstellungen.k, bewertung.wert.kennzahl
    wert = schuetze(bewertung.wert, k)
    kleine = any(f.anzahl is not None and 0 < (f.anzahl.max or f.anzahl.min) < k for f in bewertung.fenster)
    if kennzahl.personen and (kleine or hat_geheimes(b, kennzahl.id, ort)):
        wert = wert.mit(tuple(w.geschuetzt() for w in wert.werte))
    if not any(w.geheim for w in wert.werte):
        return replace(bewertung, wert=wert)
    return Bewertung("nicht_entscheidbar", bewertung.kriterium, wert, luecken=(Luecke("geheim"),))
