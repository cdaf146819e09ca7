from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import Liste, Zeile
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.schreibweise import deute, teile
from qz_analysis.clean.zielskala import lies_wirkungsstufe, lies_zielskala
from qz_analysis.model import werte

_TEXT = (
    "orientierungsziel",
    "handlungsziel",
    "frist",
    "umsetzung",
    "folgeziel",
    "folgeziel_von",
    "unsicher",
    "kapitel",
)


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
                "ziel_id": nummer.text,
                **{spalte: zeile.text(spalte) for spalte in _TEXT},
                "status": _status(lesung, zeile),
                "grund": _gruende(lesung, zeile),
                "folgeziel_vermerkt": lesung.nimm(vermerkt).text.casefold() == "ja" if vermerkt else None,
                "wirkungsstufe": lies_wirkungsstufe(lesung, zeile),
                **lies_zielskala(lesung, zeile, sammlung.jahr),
                **lesung.beleg(zeile.felder["handlungsziel"]),
            }
        )


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
