from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import Liste, Zeile
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.schreibweise import deute, teile
from qz_analysis.clean.zielbezug import SPRUNG, bezuege, fuehrt_weiter
from qz_analysis.clean.zielskala import lies_wirkungsstufe, lies_zielskala
from qz_analysis.model import werte
from qz_analysis.model.zielbezug import schreibe_bezuege, zielnummer

_TEXT = (
    "orientierungsziel",
    "handlungsziel",
    "frist",
    "umsetzung",
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
                "ziel_id": zielnummer(nummer.text),
                **{spalte: zeile.text(spalte) for spalte in _TEXT},
                **{spalte: _bezug(lesung, liste, zeile, spalte, sammlung.jahr) for spalte in SPRUNG},
                "status": _status(lesung, zeile),
                "grund": _gruende(lesung, zeile),
                "folgeziel_vermerkt": lesung.nimm(vermerkt).text.casefold() == "ja" if vermerkt else None,
                "wirkungsstufe": lies_wirkungsstufe(lesung, zeile),
                **lies_zielskala(lesung, zeile, sammlung.jahr),
                **lesung.beleg(zeile.felder["handlungsziel"]),
            }
        )


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
