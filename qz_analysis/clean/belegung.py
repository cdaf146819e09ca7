"""The week plan on the wall: a coloured grid of half hours -> one row per booking."""

import datetime as dt

from qz_analysis.clean.lesung import Lesung
from qz_analysis.clean.liste import KOPFZEILEN, Liste, kopfangaben
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.schreibweise import deute, kurzname
from qz_analysis.clean.zeit import parse_uhrzeit
from qz_analysis.model import werte
from qz_analysis.read.blatt import Bereich, Zelle

MINDESTENS_TAGE = 5  # a row with this many weekdays is the header of a plan


def ist_belegungsplan(lesung: Lesung) -> bool:
    """Return whether a row of the sheet names at least five weekdays, with times of day below it."""
    kopf = _kopfzeile(lesung)
    return kopf is not None and bool(_zeiten(lesung, kopf))


def _kopfzeile(lesung: Lesung) -> int | None:
    for nummer, zellen in lesung.blatt.zeilen(bis=KOPFZEILEN):
        if sum(z.text.casefold() in werte.WOCHENTAG for z in zellen) >= MINDESTENS_TAGE:
            return nummer
    return None


def clean_belegung(lesung: Lesung, sammlung: Sammlung) -> None:
    """Add the bookings of a week plan to `belegung` and its half hours to `planraster`.

    A booking lasts as long as its merged cell is high. Its Bereich is the legend entry of the same fill; a fill
    the legend does not name is a Befund.
    """
    lesung.art = "belegungsplan"
    kopf = _kopfzeile(lesung)
    if kopf is None:
        raise ValueError("not a week plan")
    raum = _raum(lesung, kopf)
    raeume = _raeume(lesung, kopf)
    legende = _legende(lesung, kopf)
    lesung.ignoriere(z for _, zeile in lesung.blatt.zeilen(bis=kopf) for z in zeile)
    zeiten = _zeiten(lesung, kopf)
    for zeile, (zelle, zeit) in zeiten.items():
        lesung.nimm(zelle)
        for name in sorted(set(raeume.values())) or [raum]:
            if sammlung.finde("planraster", raum=name, zeit=zeit) is None:
                sammlung.zeilen["planraster"].append({"raum": name, "zeit": zeit, **lesung.beleg(zelle)})
        for tag in _tage(lesung, kopf):
            for spur, spalte in enumerate(range(tag.links, tag.rechts + 1), 1):
                if block := lesung.blatt.hier(zeile, spalte):
                    ort = raeume.get(spalte, raum)
                    _trage_ein(lesung, block, zeiten, ort, _wochentag(lesung, tag), spur, legende, sammlung)


def _trage_ein(
    lesung: Lesung,
    block: Zelle,
    zeiten: dict[int, tuple[Zelle, dt.time]],
    raum: str,
    wochentag: str,
    spur: int,
    legende: dict[str, str],
    sammlung: Sammlung,
) -> None:
    bereich = lesung.blatt.bereich(block.zeile, block.spalte)
    letzte = max(zeile for zeile in zeiten if block.zeile <= zeile <= bereich.unten)
    beginn, ende = zeiten[block.zeile][1], _plus_halbe_stunde(zeiten[letzte][1])
    if block.farbe and block.farbe not in legende:
        lesung.melde(
            "warnung",
            "farbe_nicht_in_legende",
            f"Die Farbe {block.farbe} kommt in der Legende nicht vor; die Belegung bleibt ohne Bereich.",
            block,
        )
    lesung.nimm(block)
    sammlung.zeilen["belegung"].append(
        {
            "raum": raum,
            "wochentag": wochentag,
            "beginn": beginn,
            "ende": ende,
            "angebot": block.text,
            "angebot_id": None,
            "bereich": legende.get(block.farbe or ""),
            "spur": spur,
            "unsicher": None,
            "kapitel": None,
            **lesung.beleg(block),
        }
    )


def _plus_halbe_stunde(zeit: dt.time) -> dt.time:
    minuten = min(zeit.hour * 60 + zeit.minute + 30, 24 * 60 - 1)  # a day has no 24:00
    return dt.time(minuten // 60, minuten % 60)


def _raum(lesung: Lesung, kopf: int) -> str:
    zelle = kopfangaben(lesung, kopf).get("Raum")
    return zelle.text if zelle else "nicht angegeben"


def _raeume(lesung: Lesung, kopf: int) -> dict[int, str]:
    """Return column -> room where the row below the weekdays names rooms; its cells are counted as ignored."""
    zeile = lesung.blatt.zeile(kopf + 1)
    tage = _tage(lesung, kopf)
    namen = [z for z in zeile if any(tag.links <= z.spalte <= tag.rechts for tag in tage)]
    if not namen or (zeile and parse_uhrzeit(zeile[0].wert) is not None):
        return {}
    lesung.ignoriere(zeile)
    return {z.spalte: z.text for z in namen}


def _legende(lesung: Lesung, kopf: int) -> dict[str, str]:
    """Return fill -> Bereich of the coloured cells above the plan."""
    legende = {}
    for _, zeile in lesung.blatt.zeilen(bis=kopf - 1):
        for zelle in zeile:
            if zelle.farbe:
                bereich = deute(lesung, zelle, zelle.text, "bereich", werte.BEREICH)
                if bereich:
                    legende[zelle.farbe] = bereich
    return legende


def _zeiten(lesung: Lesung, kopf: int) -> dict[int, tuple[Zelle, dt.time]]:
    """Return row -> time of the rows below the header whose first cell is a time."""
    zeiten = {}
    for nummer, zeile in lesung.blatt.zeilen():
        if nummer > kopf and (zeit := parse_uhrzeit(zeile[0].wert)) is not None:
            zeiten[nummer] = (zeile[0], zeit)
    return zeiten


def _tage(lesung: Lesung, kopf: int) -> list[Bereich]:
    return [
        lesung.blatt.bereich(zelle.zeile, zelle.spalte)
        for zelle in lesung.blatt.zeile(kopf)
        if zelle.text.casefold() in werte.WOCHENTAG
    ]


def _wochentag(lesung: Lesung, tag: Bereich) -> str:
    zelle = lesung.blatt.hier(tag.oben, tag.links)
    return zelle.text.casefold() if zelle else ""


def clean_anmerkung(lesung: Lesung, liste: Liste, sammlung: Sammlung) -> None:
    """Add what a sheet of remarks says about single cells of the plan in the same file: which Angebot, what is open."""
    for zeile in liste.zeilen:
        for zelle in zeile.felder.values():
            lesung.nimm(zelle)
        ort = zeile.felder["zelle"]
        belegung = sammlung.finde("belegung", quelle_datei=lesung.blatt.datei, quelle_zelle=ort.text)
        if belegung is None:
            lesung.weise_zurueck(
                ort,
                "anmerkung_ohne_belegung",
                f"Im Plan derselben Datei steht in Zelle {ort.text} keine Belegung. Bitte die Zelle berichtigen.",
            )
            continue
        if angebot := zeile.text("angebot"):
            belegung["angebot_id"] = kurzname(angebot)
        belegung["unsicher"] = zeile.text("unsicher")
        belegung["kapitel"] = zeile.text("kapitel")
