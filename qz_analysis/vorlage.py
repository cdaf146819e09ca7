"""The Excel template for a coming year, from what the tables and the known headers declare."""

import csv
from collections.abc import Mapping
from datetime import time
from importlib import resources
from pathlib import Path
from typing import Any

import dataframely as dy

from qz_analysis.clean.eigenes import ERKLAERUNGEN, NOTIZ
from qz_analysis.clean.schreibweise import werteliste
from qz_analysis.clean.zielskala import GAS_SPALTEN
from qz_analysis.config import lade_konfiguration
from qz_analysis.errors import EingabeFehler, ParameterFehler
from qz_analysis.model import werte
from qz_analysis.model.tabellen import Tabellen
from qz_analysis.paths import arbeitsbereich
from qz_analysis.report.ablage import write_atomic
from qz_analysis.report.vorlage_inhalt import JA_NEIN, Art, Listenblatt, Rasterblatt, Spalte, Vorlage
from qz_analysis.report.vorlage_xlsx import vorlage_xlsx
from qz_analysis.vorlage_ziele import Zielzeilen, zielzeilen

# Kind of list -> sheet. The order is the one they are best filled in: Partner before the Angebote that name them.
_BLAETTER = {
    "partner": "Partner",
    "angebot": "Angebote",
    "teilnahme": "Besuche",
    "ziel": "Ziele",
    "anliegen": "Anliegen",
    "personal": "Personal",
    "fortbildung": "Fortbildung",
    "aktivitaet": "Aktivitäten",
    "ehrenamt": "Ehrenamt",
    "bevoelkerung": "Bevölkerung",
}
# Running numbers, what a date says anyway, and what only lists rebuilt from a printed report need.
_OHNE = frozenset({"nr", "wochentag", "unsicher", "kapitel"})
# Where a column of a list is called otherwise in the tables: (table, column).
_IN_TABELLE = {
    ("angebot", "zielgruppe"): ("angebot_zielgruppe", "zielgruppe"),
    ("angebot", "thema"): ("angebot_thema", "thema"),
    ("personal", "anteil"): ("personal", "anteil_vk_prozent"),
    ("teilnahme", "datum"): ("termin", "datum"),
}
_BEDEUTUNG = {
    ("aktivitaet", "datum"): "Wann; ein Tag oder ein Zeitraum",
    ("anliegen", "datum"): "Wann; ein Tag oder ein Zeitraum",
    ("anliegen", "ziel"): "Nummern der Ziele, die darauf antworten",
    ("angebot", "partner"): "Kooperationspartner des Angebots",
    ("teilnahme", "angebot"): "Angebot, dessen Besuche gezählt wurden",
    ("teilnahme", "zeit"): "Öffnungszeit an diesem Tag",
    ("teilnahme", "besuche"): "Zahl der Besuche an diesem Tag",
    ("teilnahme", "weiblich"): "davon weiblich",
    ("teilnahme", "maennlich"): "davon männlich",
    ("teilnahme", "divers"): "davon divers oder keine Angabe",
    ("teilnahme", "bemerkung"): "Bemerkung; wird nicht ausgewertet",
}
_EINGABE = {
    ("angebot", "angebot"): "Jedes Angebot einmal, in jedem Jahr gleich geschrieben.",
    ("angebot", "partner"): "Mehrere mit „;“ trennen, geschrieben wie im Blatt „Partner“.",
    (
        "angebot",
        "rhythmus",
    ): "Zum Beispiel „wöchentlich montags“, „14-täglich“, „jeden 1. Dienstag im Monat“.",
    ("angebot", "beginn"): "Zum Beispiel „01.04.{jahr}“ oder „3. Quartal {jahr}“.",
    ("angebot", "ende"): "Zum Beispiel „31.07.{jahr}“; leer, wenn es weiterläuft.",
    ("angebot", "bemerkung"): "Fiel ein Angebot ganz aus: „ausgefallen“ und der Grund.",
    ("angebot", "schulkooperation"): "Zum Beispiel „Grundschule“.",
    ("aktivitaet", "datum"): "Zum Beispiel „14.03.{jahr}“, „2. Quartal {jahr}“ oder „ab Juli {jahr}“.",
    ("aktivitaet", "anzahl"): "Eine ganze Zahl oder „mind. 4“; leer: nicht gezählt.",
    ("aktivitaet", "betrag_eur"): "Nur die Zahl, ohne „€“.",
    ("aktivitaet", "bemerkung"): "Fiel es aus: „ausgefallen“ und der Grund.",
    ("anliegen", "anliegen_id"): "Zum Beispiel 1; leer: die laufende Nummer.",
    ("anliegen", "anliegen"): "Wenige Worte, worum es geht. Keine Namen.",
    ("anliegen", "datum"): "Zum Beispiel „14.03.{jahr}“ oder „2. Quartal {jahr}“.",
    ("anliegen", "anzahl"): "Eine ganze Zahl oder „mind. 2“; leer: nicht gezählt.",
    ("anliegen", "ziel"): "Zum Beispiel „{jahr}: 2.3; {folgejahr}: 1.1; 2.5“; leer: kein Ziel.",
    (
        "ehrenamt",
        "bereich",
    ): "Ein Angebot, geschrieben wie im Blatt „Angebote“, oder ein Arbeitsbereich. Keine Namen.",
    ("ehrenamt", "personen"): "Eine ganze Zahl oder „ca. 12“; leer: nicht gezählt.",
    ("ehrenamt", "stunden"): "Eine Zahl oder „ca. 120“; leer: nicht erfasst.",
    ("ehrenamt", "zeitraum"): "Zum Beispiel „{jahr}“ oder „2. Halbjahr {jahr}“.",
    ("bevoelkerung", "altersgruppe"): "Zum Beispiel „10-13“.",
    ("bevoelkerung", "stand"): "Der Stichtag, zum Beispiel „31.12.{vorjahr}“.",
    ("ziel", "ziel_id"): "Zum Beispiel 1.1; jede Nummer einmal.",
    ("ziel", "orientierungsziel"): "In jeder Zeile, auch wenn es dasselbe wie darüber ist.",
    ("ziel", "folgeziel"): "Eine Nummer aus dem nächsten Jahr; mehrere mit „;“ trennen.",
    ("ziel", "folgeziel_von"): "Eine Nummer aus {vorjahr}; mehrere mit „;“ trennen; leer: neu.",
    ("ziel", "frist"): "Zum Beispiel „31.12.{jahr}“ oder „Ende Q3 {jahr}“.",
    (
        "ziel",
        "kennzahl",
    ): "Eine Kennzahl aus „qz kennzahlen“, zum Beispiel „Angebotsformate“; leer: wird nicht gemessen.",
    ("ziel", "bedingung"): "Zum Beispiel „mehrgenerativ = ja; Art = wiederkehrend“.",
    ("ziel", "soll"): "Nur die Zahl, zum Beispiel 5 oder 50 %.",
    (
        "ziel",
        "zeitraum",
    ): "Zum Beispiel „bis Ende Q3“, „ab Q2 mindestens 14-täglich“ oder „einmal pro Quartal“.",
    ("ziel", "wirkungsstufe"): "1 bis 3: was das Haus tut und wen es erreicht; 4 bis 7: was sich ändert.",
    ("ziel", "gas_gesetzt_am"): "Der Tag liegt vor dem Beginn des Ziels, sonst gilt die Zielskala nicht.",
    ("ziel", "gas_gewicht"): "Eine Zahl über 0; leer: 1.",
    ("ziel", "gas_erreicht"): "Am Ende des Jahres: −2, −1, 0, 1 oder 2.",
    ("personal", "posten"): "Teile des Gesamtwerts beginnen mit „davon“.",
    ("teilnahme", "angebot"): "Das Angebot steht zuerst im Blatt „Angebote“.",
    ("teilnahme", "zeit"): "Zum Beispiel „14-17 Uhr“.",
    (
        "teilnahme",
        "besuche",
    ): "Eine ganze Zahl; wo nicht gezählt wurde „n.e.“, wo nicht geöffnet war „ausgefallen“, "
    "geschätzt „ca. 14“.",
}
_MEHRERE = frozenset({("angebot", "zielgruppe"), ("angebot", "thema"), ("ziel", "grund")})
_ZAHLEN = frozenset({("teilnahme", "weiblich"), ("teilnahme", "maennlich"), ("teilnahme", "divers")})
_ZAHL_ODER_WORT = frozenset(
    {
        ("teilnahme", "besuche"),
        ("aktivitaet", "anzahl"),
        ("anliegen", "anzahl"),
        ("ehrenamt", "personen"),
        ("ehrenamt", "stunden"),
    }
)
# Dates that need not lie in the year of the template, or need not be a day.
_FREI = frozenset({("aktivitaet", "datum"), ("anliegen", "datum"), ("bevoelkerung", "stand")})
_BREITE = {"angebot": 34, "handlungsziel": 46, "orientierungsziel": 38, "umsetzung": 46, "partner": 36, "fortbildung": 84,
           "bemerkung": 34, "posten": 60, "zielgruppe": 26, "thema": 26, "rhythmus": 26, "verantwortung": 24,
           "bereich": 26, "uebergeordnet": 36, "frist": 20, "grund": 26, "status": 20, "typ": 24,
           "aktivitaet": 40, "anliegen": 46, "kanal": 20, "geber": 28, "kjh_art": 16, "schulkooperation": 18, "altersgruppe": 16,
           "planungsbezirk": 18, "zeitraum": 18,
           "inklusiv": 11, "ehrenamtlich": 11, "drittmittel": 11, "geschuetzt": 11}  # fmt: skip
_FARBEN = {"kinder_jugend": "FF9BC2E6", "erwachsene_senioren": "FFF4B084", "mehrgenerativ": "FFA9D08E"}
_ANLEITUNG = (
    "Jedes Blatt ist eine Liste: eine Zeile je Eintrag, ohne Leerzeilen dazwischen. Ausgefüllt wird ab Zeile 6; Titel und "
    "Überschriften sind gesperrt, damit die Liste später erkannt wird. Ein Kennwort gibt es nicht.",
    "Zuerst „Partner“, dann „Angebote“, dann „Besuche“: Die Auswahl der Angebote im Blatt „Besuche“ kommt aus dem Blatt "
    "„Angebote“.",
    "Leer heißt „keine Angabe“, nicht null. Was nicht gezählt wurde, bleibt leer oder heißt „n.e.“.",
    "Namen von Besucherinnen und Besuchern, Telefonnummern und E-Mail-Adressen gehören nicht in die Listen. Beratungen "
    "stehen nur als Angebot darin, nicht mit einzelnen Besuchen.",
    "Im Belegungsplan dauert eine Belegung so lange, wie ihr verbundenes Feld hoch ist; die Füllfarbe aus der Legende sagt "
    "den Bereich. Dieses Blatt ist nicht gesperrt, weil Excel sonst keine Felder verbinden lässt.",
    "Geprüft wird die ausgefüllte Datei mit „qz pruefen“.",
)


_HINWEIS = "Ausfüllen ab Zeile 6. Was eine Spalte bedeutet, steht in der Notiz an ihrer Überschrift."


def schreibe_vorlage(
    jahr: int, standort: str | None = None, nach: Path | None = None, *, mit_zielen: bool = True
) -> Path:
    """Write the template of a Jahr and return where to: `nach`, or "Vorlage JAHR.xlsx" in this folder.

    `mit_zielen`: the sheet of the goals starts with those the year before left open, where the workspace has them.
    Raises ParameterFehler where another file is there already: it may be a template somebody has filled in.
    """
    try:
        bereich = arbeitsbereich()
    except EingabeFehler:  # no workspace: a template needs none
        name, ziele, gas = standort, None, False
    else:
        konfiguration = lade_konfiguration(bereich.konfiguration)
        ort = standort or konfiguration.standort
        name, gas = konfiguration.zu(ort).name, konfiguration.gas
        ziele = zielzeilen(jahr, ort, bereich, konfiguration) if mit_zielen else None
    ziel = nach or Path(f"Vorlage {jahr}.xlsx")
    inhalt = vorlage_xlsx(vorlage(jahr, name, ziele, gas=gas))
    if ziel.is_dir() or (ziel.exists() and ziel.read_bytes() != inhalt):
        raise ParameterFehler(
            f"„{ziel.name}“ gibt es schon und wird nicht überschrieben, denn darin könnte schon etwas ausgefüllt sein. Bitte "
            "mit --nach eine andere Datei angeben."
        )
    write_atomic(ziel, inhalt)
    return ziel


def vorlage(
    jahr: int, standort: str | None = None, ziele: Zielzeilen | None = None, *, gas: bool = False
) -> Vorlage:
    """Return what the template of a Jahr holds; `standort` is the name in the titles, `ziele` the goals it starts with.

    The columns of Goal Attainment Scaling are in it only with `gas`.
    """
    zusatz = f" – {standort}" if standort else ""
    spalten = _spalten(jahr, ohne=_OHNE if gas else _OHNE | frozenset(GAS_SPALTEN))
    listen = tuple(
        Listenblatt(
            name=name,
            titel=f"{name} {jahr}{zusatz}",
            hinweis=f"{ziele.hinweis} {_HINWEIS}" if ziele and art == "ziel" else _HINWEIS,
            spalten=tuple(_spalte(art, spalte, titel, jahr) for spalte, titel, _ in spalten[art]),
            fest=1 + next(n for n, (_, _, pflicht) in enumerate(spalten[art]) if pflicht),
            zeilen=tuple(
                {titel: zeile[spalte] for spalte, titel, _ in spalten[art] if spalte in zeile}
                for zeile in (ziele.zeilen if ziele and art == "ziel" else ())
            ),
        )
        for art, name in _BLAETTER.items()
    )
    plan = Rasterblatt(
        name="Belegungsplan",
        titel=f"Belegungsplan {jahr}{zusatz}",
        hinweis="Felder einer Belegung verbinden und wie in der Legende füllen. Für jeden Raum dieses Blatt kopieren.",
        angaben=("Raum: nicht angegeben",),
        legende={werte.BEREICH[bereich]: farbe for bereich, farbe in _FARBEN.items()},
        tage=tuple(werte.WOCHENTAG.values()),
        zeiten=tuple(time(stunde, minute) for stunde in range(8, 22) for minute in (0, 30)),
    )
    return Vorlage(
        jahr=jahr,
        erklaerungen=ERKLAERUNGEN,
        herkunft="Herkunft: Liste des Standorts",
        anleitung=_ANLEITUNG,
        notiz=NOTIZ,
        listen=listen,
        raster=(plan,),
    )


def _spalten(jahr: int, ohne: frozenset[str]) -> dict[str, list[tuple[str, str, bool]]]:
    """Return kind of list -> (column, header, needed) in the Abfragematrix of a Jahr.

    A column that this version calls by a name of its own has that one, any other the first it has in every version.
    """
    gefunden: dict[str, dict[str, tuple[str, str, bool]]] = {}
    with resources.files("qz_analysis.clean").joinpath("spalten.csv").open(encoding="utf-8") as datei:
        for zeile in csv.DictReader(datei):
            spalte, pflicht = zeile["spalte"], bool(zeile["pflicht"])
            titel = (zeile.get(str(jahr)) or zeile["jede Fassung"]).split("|")[0].strip()
            if not titel or (spalte in ohne and not pflicht):
                continue
            gefunden.setdefault(zeile["liste"], {}).setdefault(spalte, (spalte, titel, pflicht))
    return {art: list(spalten.values()) for art, spalten in gefunden.items()}


def _spalte(art: str, spalte: str, titel: str, jahr: int) -> Spalte:
    ort = (art, spalte)
    deklaration = _deklaration(art, spalte)
    bedeutung = _BEDEUTUNG.get(ort) or (deklaration.description if deklaration else None) or titel
    pruefung, moeglich = _pruefung(ort, deklaration)
    offen = isinstance(deklaration, dy.Bool) and deklaration.nullable
    eingabe = _EINGABE.get(ort, "").format(jahr=jahr, vorjahr=jahr - 1, folgejahr=jahr + 1) or _standardsatz(
        ort, pruefung, () if offen else moeglich
    )
    return Spalte(
        titel=titel,
        bedeutung=bedeutung[0].upper() + bedeutung[1:],
        eingabe=eingabe,
        art=pruefung,
        breite=_BREITE.get(spalte, 14),
        werte=moeglich,
        aus=(_BLAETTER["angebot"], "Angebot") if ort == ("teilnahme", "angebot") else None,
    )


def _deklaration(art: str, spalte: str) -> Any:
    """Return how the tables declare a column of a list, None where no table has it."""
    tabelle, name = _IN_TABELLE.get((art, spalte), (art, spalte))
    return Tabellen.member_schemas()[tabelle].columns().get(name)


def _pruefung(ort: tuple[str, str], deklaration: Any) -> tuple[Art, tuple[str, ...]]:
    """Return how a column is checked, and the labels that may stand in it."""
    if ort in _ZAHL_ODER_WORT:
        return "zahl_oder_wort", ()
    if ort in _FREI:
        return "text", ()
    if ort == ("teilnahme", "angebot"):
        return "auswahl", ()
    if ort in _MEHRERE:
        # Excel's dropdowns take one entry each: what may hold several gets its choices in the note.
        innen = deklaration.inner if isinstance(deklaration, dy.List) else None
        return "text", tuple(_bezeichnungen(innen).values() if innen else werteliste(ort[1]).values())
    if isinstance(deklaration, dy.Enum):
        return "auswahl", tuple(_bezeichnungen(deklaration).values())
    if isinstance(deklaration, dy.Bool):
        return "auswahl", JA_NEIN
    if isinstance(deklaration, dy.Date):
        return "datum", ()
    if isinstance(deklaration, dy.Float64):
        return "zahl", ()
    if isinstance(deklaration, dy.Integer | dy.Int32 | dy.Int64) or ort in _ZAHLEN:
        return "ganzzahl", ()
    return "text", ()


def _bezeichnungen(deklaration: Any) -> Mapping[str, str]:
    """Return value -> label of a coded column."""
    listen = (liste for liste in vars(werte).values() if isinstance(liste, dict))
    return next(liste for liste in listen if list(liste) == list(deklaration.categories))


def _standardsatz(ort: tuple[str, str], art: Art, moeglich: tuple[str, ...]) -> str:
    if ort in _MEHRERE:
        return "Mehrere mit „;“ trennen."
    saetze = {
        "auswahl": "Bitte aus der Liste wählen; leer: keine Angabe.",
        "datum": "Ein Datum.",
        "ganzzahl": "Eine ganze Zahl.",
        "zahl": "Eine Zahl.",
    }
    return "„ja“ oder leer." if moeglich == JA_NEIN else saetze.get(art, "Text.")
