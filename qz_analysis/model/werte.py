"""Allowed values of coded columns: the value as stored, and its label as a reader sees it."""

from typing import Final

ART: Final = {"einmalig": "einmalig", "wiederkehrend": "wiederkehrend"}

VERANTWORTUNG: Final = {
    "quartiersteam": "Quartiersteam",
    "traeger": "Träger (AWO, Diakonie)",
    "partner": "weitere Partner",
}

BEREICH: Final = {
    "kinder_jugend": "Kinder und Jugendliche",
    "erwachsene_senioren": "Erwachsene und Senior*innen",
    "mehrgenerativ": "Mehrgenerativ",
}

DURCHFUEHRUNG: Final = {
    "stattgefunden": "stattgefunden",
    "ausgefallen": "ausgefallen",
    "unbekannt": "unbekannt",
}

# The three kinds of Angebot that the official statistics of Kinder- und Jugendhilfe, part II, tells apart.
KJH_ART: Final = {
    "offen": "offen",
    "gruppe": "Gruppe",
    "veranstaltung_projekt": "Veranstaltung oder Projekt",
}

AKTIVITAET_ART: Final = {
    "konferenz": "Konferenz",
    "beteiligungsprojekt": "Beteiligungsprojekt",
    "newsletter": "Newsletter",
    "beitrag": "Beitrag",
    "gremium": "Gremium",
    "austausch": "Austausch",
    "foerderung": "Förderung",
}

ANLIEGEN_KANAL: Final = {
    "quartierskonferenz": "Quartierskonferenz",
    "einzelgespraech": "Einzelgespräch",
    "aufsuchend": "aufsuchend",
    "online": "online",
    "schriftlich": "schriftlich",
    "andere": "anderer Weg",
}

TERMIN_STATUS: Final = {
    "stattgefunden": "stattgefunden",
    "ausgefallen": "ausgefallen",
    "geschlossen": "geschlossen",
    "unbekannt": "unbekannt",
}
NICHT_STATTGEFUNDEN: Final = ("ausgefallen", "geschlossen")  # of TERMIN_STATUS

GENAUIGKEIT: Final = {
    "genau": "",
    "rund": "rund",
    "durchschnittlich": "durchschnittlich",
    "mehr_als": "über",
    "mindestens": "mindestens",
    "bis_zu": "bis zu",
    "von_bis": "bis",
}

ERHEBUNG: Final = {
    "gezaehlt": "gezählt",
    "geschaetzt": "geschätzt",
    "nicht_erhoben": "nicht erhoben",
    "geschuetzt": "geschützt",
}

ZAEHLART: Final = {
    "besuche": "Besuche",
    "personen": "Personen",
    "stammbesuchende": "Stammbesuchende",
}

ZIEL_STATUS: Final = {
    "erreicht": "erreicht",
    "verspaetet_erreicht": "verspätet erreicht",
    "teilweise": "teilweise erreicht",
    "nicht_erreicht": "nicht erreicht",
    "zurueckgestellt": "zurückgestellt",
    "verworfen": "verworfen",
}

# What the computation makes of a goal; the team's own judgement is ZIEL_STATUS.
ZIEL_ERGEBNIS: Final = {
    "erreicht": "erreicht",
    "verspaetet_erreicht": "verspätet erreicht",
    "teilweise": "teilweise erreicht",
    "nicht_erreicht": "nicht erreicht",
    "nicht_messbar": "nicht messbar",
    "nicht_entscheidbar": "nicht entscheidbar",
    "zurueckgestellt": "zurückgestellt",
    "verworfen": "verworfen",
}

ZIEL_VERGLEICH: Final = {
    "mindestens": "mindestens",
    "hoechstens": "höchstens",
    "genau": "genau",
    "mehr_als": "mehr als",
    "weniger_als": "weniger als",
}

ZIEL_GRUND: Final = {
    "corona": "Corona",
    "keine_nachfrage": "keine Nachfrage",
    "vakanz": "Vakanz",
    "ressourcen": "Ressourcen",
    "doppelstruktur_vermieden": "Doppelstruktur vermieden",
    "andere": "andere",
}

WOCHENTAG: Final = {
    "montag": "Montag",
    "dienstag": "Dienstag",
    "mittwoch": "Mittwoch",
    "donnerstag": "Donnerstag",
    "freitag": "Freitag",
    "samstag": "Samstag",
    "sonntag": "Sonntag",
}

STUFE: Final = {"fehler": "Fehler", "warnung": "Warnung", "hinweis": "Hinweis"}

# What becomes of a goal in the following years.
ZIEL_VERBLEIB: Final = {
    "weitergefuehrt": "weitergeführt",
    "geaendert": "geändert weitergeführt",
    "zusammengefuehrt": "mit anderen zusammengeführt",
    "aufgeteilt": "aufgeteilt",
    "abgeschlossen": "abgeschlossen",
    "fallengelassen": "nicht weitergeführt",
}

# Where a goal comes from.
ZIEL_HERKUNFT: Final = {
    "weitergefuehrt": "weitergeführt",
    "geaendert": "geändert weitergeführt",
    "zusammengefuehrt": "aus mehreren zusammengeführt",
    "aufgeteilt": "Teil eines aufgeteilten Ziels",
    "neu": "neu",
}
