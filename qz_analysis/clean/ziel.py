"""Zielmatrizen -> ziel: what was meant, how it is measured, what came of it."""

from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import Liste, Zeile
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.schreibweise import deute, teile
from qz_analysis.clean.zahl import parse_anzahl
from qz_analysis.clean.zielbezug import SPRUNG, bezuege, fuehrt_weiter
from qz_analysis.clean.zielskala import lies_wirkungsstufe, lies_zielskala
from qz_analysis.clean.zielzeitraum import parse_zielzeitraum
from qz_analysis.model import werte
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.model.zielbezug import schreibe_bezuege, zielnummer

_TEXT = (
    "orientierungsziel",
    "handlungsziel",
    "frist",
    "kennzahl",
    "bedingung",
    "umsetzung",
    "unsicher",
    "kapitel",
)


# "mind. 5" in Soll says how to compare, too.
_VERGLEICH = {
    "genau": None,
    "mindestens": "mindestens",
    "mehr_als": "mehr_als",
    "bis_zu": "hoechstens",
}
STUFEN = range(1, 8)


def clean_ziel(lesung: Lesung, liste: Liste, sammlung: Sammlung) -> None:
    """Add the Handlungsziele of a Zielmatrix to `ziel`; numbers that Excel made a float are mended."""
    for zeile in liste.zeilen:
        nummer = lesung.nimm(zeile.felder["ziel_id"])
        for spalte in _TEXT:
            if spalte in zeile.felder:
                lesung.nimm(zeile.felder[spalte])
        vermerkt = zeile.felder.get("folgeziel_vermerkt")
        sammlung.zeilen["ziel"].append(
            {
                "ziel_id": zielnummer(nummer.text),
                **{spalte: zeile.text(spalte) for spalte in _TEXT},
                **_kriterium(lesung, zeile, sammlung.jahr),
                **{spalte: _bezug(lesung, liste, zeile, spalte, sammlung.jahr) for spalte in SPRUNG},
                "status": _status(lesung, zeile),
                "grund": _gruende(lesung, zeile),
                "folgeziel_vermerkt": lesung.nimm(vermerkt).text.casefold() == "ja" if vermerkt else None,
                "wirkungsstufe": lies_wirkungsstufe(lesung, zeile),
                **lies_zielskala(lesung, zeile, sammlung.jahr),
                **lesung.beleg(zeile.felder["handlungsziel"]),
            }
        )


def _kriterium(lesung: Lesung, zeile: Zeile, jahr: int) -> dict[str, object]:
    """Return how the goal is measured, as far as a list can tell; that there is such a Kennzahl shows later."""
    zellen = {
        name: zeile.felder.get(name) for name in ("kennzahl", "bedingung", "vergleich", "soll", "zeitraum")
    }
    if zellen["kennzahl"] is None:
        for zelle in filter(None, zellen.values()):
            lesung.weise_zurueck(
                zelle,
                "kennzahl_fehlt",
                f"„{zelle.text}“ gehört zu einem Kriterium, doch in der Spalte „Kennzahl“ steht nichts. Bitte dort die "
                "Kennzahl eintragen oder die Zelle leeren.",
            )
        return {}
    zahl = _soll(lesung, zeile)
    vergleich = zellen["vergleich"] and deute(
        lesung, lesung.nimm(zellen["vergleich"]), zellen["vergleich"].text, "vergleich", werte.ZIEL_VERGLEICH
    )
    return {
        "kennzahl_zelle": zellen["kennzahl"].adresse,
        "bedingung_zelle": zellen["bedingung"].adresse if zellen["bedingung"] else None,
        "vergleich": vergleich or (_VERGLEICH[zahl.genauigkeit] if zahl else None),
        "soll": _genannt(zahl),
        "zeitraum": _zeitraum(lesung, zeile, jahr),
    }


def _soll(lesung: Lesung, zeile: Zeile) -> Anzahl | None:
    zelle = zeile.felder.get("soll")
    if zelle is None:
        return None
    zahl = parse_anzahl(zelle.wert)
    if zahl is None or zahl.genauigkeit not in _VERGLEICH:
        lesung.weise_zurueck(
            zelle,
            "kein_soll",
            f"„{zelle.text}“ ist keine Zahl, die sich vergleichen lässt. Bitte zum Beispiel „5“ oder „50 %“ eintragen und in "
            "„Vergleich“, ob der Wert mindestens oder höchstens so groß sein soll.",
        )
        return None
    lesung.nimm(zelle)
    return zahl * 0.01 if zelle.text.endswith("%") else zahl


def _genannt(zahl: Anzahl | None) -> float | None:
    if zahl is None:
        return None
    return float(zahl.max if zahl.genauigkeit == "bis_zu" and zahl.max is not None else zahl.nennwert)


def _zeitraum(lesung: Lesung, zeile: Zeile, jahr: int) -> str | None:
    zelle = zeile.felder.get("zeitraum")
    if zelle is None:
        return None
    if parse_zielzeitraum(zelle.text, jahr) is None:
        lesung.weise_zurueck(
            zelle,
            "kein_zielzeitraum",
            f"„{zelle.text}“ sagt nicht, bis wann oder wie oft. Bitte zum Beispiel „bis Ende Q3“, „bis 30.09.“, „ab Q2 "
            "mindestens 14-täglich“, „einmal pro Quartal“ oder „im Jahr“ eintragen.",
        )
        return None
    return lesung.nimm(zelle).text


def _bezug(lesung: Lesung, liste: Liste, zeile: Zeile, spalte: str, jahr: int) -> str | None:
    """Return the goals a row names as its Folgeziele or as those it follows, without any that would lead in a circle."""
    zelle = zeile.felder.get(spalte)
    if zelle is None:
        return None
    lesung.nimm(zelle)
    richtig = []
    for bezug in bezuege(liste, zeile, spalte, jahr):
        if fuehrt_weiter(bezug, spalte, jahr):
            richtig.append(bezug)
        elif bezug.jahr == jahr and bezug.ziel_id == zielnummer(zeile.felder["ziel_id"].text):
            lesung.weise_zurueck(
                zelle,
                f"{spalte}_ist_es_selbst",
                f"Ziel {bezug.ziel_id} verweist auf sich selbst: „{zelle.text}“ meint hier das Jahr {jahr}. Der Verweis wurde "
                "nicht übernommen. Bitte die Nummer oder das Jahr berichtigen, auch in der Überschrift.",
            )
        else:
            richtung = "späteren" if SPRUNG[spalte] > 0 else "früheren"
            lesung.weise_zurueck(
                zelle,
                f"{spalte}_im_kreis",
                f"„{zelle.text}“ verweist auf Ziel {bezug.ziel_id} im Jahr {bezug.jahr}; hier muss es eines aus einem {richtung} "
                f"Jahr als {jahr} sein, sonst führten die Ziele im Kreis. Der Verweis wurde nicht übernommen. Bitte die Nummer "
                "oder das Jahr berichtigen, auch in der Überschrift.",
            )
    return schreibe_bezuege(tuple(richtig), jahr + SPRUNG[spalte])


def _status(lesung: Lesung, zeile: Zeile) -> str | None:
    zelle = zeile.felder.get("status")
    return deute(lesung, lesung.nimm(zelle), zelle.text, "status", werte.ZIEL_STATUS) if zelle else None


def _gruende(lesung: Lesung, zeile: Zeile) -> list[str] | None:
    zelle = zeile.felder.get("grund")
    if zelle is None:
        return None
    lesung.nimm(zelle)
    gruende = [
        deute(lesung, zelle, text, "grund", werte.ZIEL_GRUND) for text in teile(str(zelle.wert), ",;/")
    ]
    return [grund for grund in gruende if grund] or None
