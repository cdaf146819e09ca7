import dataframely as dy

from qz_analysis.model import werte
from qz_analysis.model.beleg import Beleg


class Angebot(Beleg):
    """One row is one Angebotsformat of a Standort in a Jahr, not one Termin of it."""

    angebot_id = dy.String(primary_key=True, description="Kurzname, aus dem Namen gebildet")
    angebot = dy.String(description="Name des Angebotsformats")
    art = dy.Enum(werte.ART, nullable=True, description="einmalig oder wiederkehrend")
    rhythmus = dy.String(nullable=True, description="Rhythmus, wie er in der Liste steht")
    rhythmus_regel = dy.String(nullable=True, description="Rhythmus als Regel nach RFC 5545, eine je Zeile")
    tage_je_woche = dy.Int32(nullable=True, min=1, max=7, description="Wochentage je Woche, ohne 14-tägliche")
    verantwortung = dy.Enum(werte.VERANTWORTUNG, nullable=True, description="wer das Angebot verantwortet")
    bereich = dy.Enum(werte.BEREICH, nullable=True, description="Bereich")
    ort = dy.String(nullable=True, description="Ort")
    planungsbezirk = dy.String(nullable=True, description="Planungsbezirk")
    inklusiv = dy.Bool(nullable=True, description="inklusiv; leer: danach fragt die Liste nicht")
    ehrenamtlich = dy.Bool(
        nullable=True,
        description="von Ehrenamtlichen durchgeführt oder getragen; leer: danach fragt die Liste nicht",
    )
    drittmittel = dy.Bool(
        nullable=True, description="über Drittmittel finanziert; leer: danach fragt die Liste nicht"
    )
    geschuetzt = dy.Bool(description="Beratung: nur Monatssummen")
    kjh_art = dy.Enum(
        werte.KJH_ART, nullable=True, description="Art des Angebots in der Kinder- und Jugendhilfestatistik"
    )
    kjh_relevant = dy.Bool(
        nullable=True, description="gehört in die Kinder- und Jugendhilfestatistik; leer: nicht entschieden"
    )
    schulkooperation = dy.String(
        nullable=True, description="Schulart, mit der es in Kooperation läuft; leer: keine oder nicht gesagt"
    )
    durchfuehrung = dy.Enum(werte.DURCHFUEHRUNG, description="ob es stattgefunden hat")
    programm = dy.String(nullable=True, description="Programm, zu dem es gehört (Sommerprogramm)")
    beginn = dy.String(nullable=True, description="Beginn, wie er in der Liste steht")
    ende = dy.String(nullable=True, description="Ende, wie es in der Liste steht")
    von = dy.Date(
        nullable=True, description="erster Tag von Beginn, wo er Tag, Monat, Quartal oder Jahr nennt"
    )
    von_spaetestens = dy.Date(nullable=True, description="letzter Tag von Beginn: da hatte es begonnen")
    bis = dy.Date(nullable=True, description="letzter Tag von Ende; einmalig ohne Ende: von Beginn")
    abstand_tage = dy.Int32(
        nullable=True, min=1, description="Tage von einem Termin zum nächsten laut Rhythmus"
    )
    termine_je_monat = dy.Float64(
        nullable=True, min=0, description="Termine je Monat laut monatlichem Rhythmus"
    )
    termine_unbestimmt = dy.String(
        nullable=True, description="warum die Liste nicht alle erwarteten Termine bestimmt"
    )
    unsicher = dy.String(nullable=True, description="Spalten, die der Bericht nicht entscheidet")
    kapitel = dy.String(nullable=True, description="Kapitel des Sachberichts")
    bemerkung = dy.String(nullable=True, description="Bemerkung")


class AngebotPartner(Beleg):
    """One row is one Kooperationspartner of one Angebot."""

    angebot_id = dy.String(primary_key=True, description="Angebot")
    partner_id = dy.String(primary_key=True, description="Partner")


class AngebotZielgruppe(Beleg):
    """One row is one Zielgruppe of one Angebot."""

    angebot_id = dy.String(primary_key=True, description="Angebot")
    zielgruppe = dy.String(primary_key=True, description="Zielgruppe")


class AngebotThema(Beleg):
    """One row is one Thema of one Angebot."""

    angebot_id = dy.String(primary_key=True, description="Angebot")
    thema = dy.String(primary_key=True, description="Thema")
