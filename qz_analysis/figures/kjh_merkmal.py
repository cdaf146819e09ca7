"""The Merkmale of one Angebot for the KJH-Statistik: each with a value, or with the reason why it has none."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from importlib import resources
from operator import add
from typing import Any, Final

import polars as pl

from qz_analysis.clean.schreibweise import werteliste
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.geheimhaltung_netz import OFFEN, Zelle
from qz_analysis.figures.kennzahl import KENNZAHLEN
from qz_analysis.figures.kjh_alter import KLASSEN, altersklassen, geschlechtercode
from qz_analysis.figures.wert import Wert
from qz_analysis.model import werte
from qz_analysis.model.anzahl import Anzahl

DAUER: Final = ((1, 1), (2, 5), (6, 10), (11, 20), (21, None))
HOECHSTENS_THEMEN: Final = 3
RECHTSFORMEN: Final = ("e.V.", "gGmbH", "GmbH", "K.d.ö.R.")
LESARTEN_DER_ZAHL: Final = {
    "stammbesuchende": "Die Schwelle, ab der jemand Stammbesuchende*r ist, ist unsere (qz.toml), keine amtliche.",
    "kerngruppe": "Vom Team geschätzt, nicht gezählt.",
    "personen": "Personen, wie die Liste sie nennt.",
    "personen_verschieden": "Verschiedene Pseudonyme der Anwesenheitslisten.",
    "besuche": "Es gab einen einzigen Termin: dort ist jeder Besuch eine Person.",
}
ZAEHLART: Final = {"kerngruppe": "stammbesuchende", "personen": "personen", "besuche": "besuche"}
JE_ANGEBOT: Final = (*LESARTEN_DER_ZAHL, "oeffnungstage", "oeffnungsstunden", "ehrenamtliche")

Zahlen = Mapping[str, Mapping[str, Wert]]


@dataclass(frozen=True)
class Merkmal:
    """One thing the statistics asks for. Without a `wert` (and not `geheim`) `grund` says why it can't be derived.

    `pruefen` says what to check before handing it in; empty where the list itself says so.
    """

    name: str
    wert: Anzahl | str | None = None
    pruefen: str = ""
    grund: str = ""
    geheim: bool = False


@cache
def _liste(name: str) -> tuple[dict[str, str], ...]:
    with resources.files("qz_analysis.figures").joinpath(f"{name}.csv").open(encoding="utf-8") as datei:
        return tuple(csv.DictReader(datei))


def zahlen_je_angebot(b: Bestand) -> Zahlen:
    """Return the values of the Kennzahlen that are needed, by id and name of the Angebot; small ones are secret."""
    return {
        id: {w.schluessel[0]: w for w in KENNZAHLEN[id](b, je="angebot").werte if w.schluessel[0] is not None}
        for id in JE_ANGEBOT
    }


def merkmale(
    b: Bestand, a: Mapping[str, Any], themen: Sequence[str], traeger: Sequence[str], zahlen: Zahlen
) -> tuple[Merkmal, ...]:
    """Return the Merkmale of an Angebot (a row of `angebot`) in the order of the form."""
    namen = _namen(b, a, traeger)
    art = a["kjh_art"]
    return (
        Merkmal("Art des Angebots", werte.KJH_ART[art])
        if art
        else Merkmal("Art des Angebots", grund="Die Spalte „KJH-Art“ der Angebotsliste ist leer."),
        _traegerart(namen),
        _rechtsform(namen),
        _schwerpunkte(themen),
        *_dauer(b, a, zahlen),
        Merkmal("Ort laut Liste", a["ort"])
        if a["ort"]
        else Merkmal("Ort laut Liste", grund="Die Angebotsliste nennt keinen Ort."),
        *_teilnehmende(b, a, zahlen),
        _schule(a),
        _ehrenamtliche(a, zahlen),
    )


def _namen(b: Bestand, a: Mapping[str, Any], traeger: Sequence[str]) -> list[str]:
    """Return the names of those who run an Angebot."""
    if a["verantwortung"] != "partner":
        return list(traeger) if a["verantwortung"] else []
    links = b.tabelle("angebot_partner").filter(pl.col("angebot_id") == a["angebot_id"])
    return sorted(links.join(b.tabelle("partner"), on="partner_id")["partner"].unique())


def _traegerart(namen: Sequence[str]) -> Merkmal:
    arten = {
        next(
            (z["traegerart"] for z in _liste("kjh_traegerart") if z["wort"].casefold() in name.casefold()),
            None,
        )
        for name in namen
    }
    if len(arten) == 1 and (art := arten.pop()):
        return Merkmal("Trägerart", art, f"Aus dem Namen geschlossen: {'; '.join(namen)}.")
    wer = "; ".join(namen)
    return Merkmal(
        "Trägerart",
        grund=f"Aus den Namen nicht eindeutig: {wer}." if wer else "Wer verantwortet, ist nicht bekannt.",
    )


def _rechtsform(namen: Sequence[str]) -> Merkmal:
    formen = {next((f for f in RECHTSFORMEN if name.endswith(f)), None) for name in namen}
    if len(formen) == 1 and (form := formen.pop()):
        return Merkmal("Rechtsform", form, "Aus dem Namen gelesen.")
    return Merkmal("Rechtsform", grund="Die Namen der Träger nennen keine oder nicht dieselbe Rechtsform.")


def _schwerpunkte(themen: Sequence[str]) -> Merkmal:
    name = "Themenschwerpunkte (höchstens 3)"
    zuordnung = {z["thema"]: z for z in _liste("kjh_thema")}
    getroffen = [zuordnung[t] for t in themen if zuordnung[t]["schwerpunkt"]]
    schwerpunkte = list(dict.fromkeys(z["schwerpunkt"] for z in getroffen))
    bezeichnet = ", ".join(werteliste("thema")[t] for t in themen)
    if not schwerpunkte:
        return Merkmal(
            name, grund=f"Kein Schwerpunkt der Liste entspricht: {bezeichnet or 'kein Thema angegeben'}."
        )
    if len(schwerpunkte) > HOECHSTENS_THEMEN:
        return Merkmal(
            name, grund=f"Mehr als drei kommen infrage, bitte auswählen: {'; '.join(schwerpunkte)}."
        )
    unbelegt = [z["schwerpunkt"] for z in getroffen if z["gesehen"] == "nein"]
    zusatz = f" Nicht im Formular gesehen: {', '.join(unbelegt)}." if unbelegt else ""
    return Merkmal(name, "; ".join(schwerpunkte), f"Von uns zugeordnet aus: {bezeichnet}.{zusatz}")


def _dauer(b: Bestand, a: Mapping[str, Any], zahlen: Zahlen) -> list[Merkmal]:
    if a["kjh_art"] == "veranstaltung_projekt":
        return _veranstaltungstage(b, a)
    if a["kjh_art"] is None:
        return [Merkmal("Dauer und Häufigkeit", grund="Hängt von der Art des Angebots ab.")]
    pruefen = "Gezählt sind Termine, die laut Liste stattfanden. Wie das Formular fragt, ist nicht bekannt."
    felder = [("oeffnungstage", "Termine im Jahr" if a["kjh_art"] == "gruppe" else "Öffnungstage im Jahr")]
    felder += [("oeffnungsstunden", "Öffnungsstunden im Jahr")] if a["kjh_art"] == "offen" else []
    return [
        _aus_wert(
            name, zahlen[id].get(a["angebot"]), pruefen, "Keine Liste sagt, welche Termine stattfanden."
        )
        for id, name in felder
    ]


def _aus_wert(name: str, wert: Wert | None, pruefen: str, grund: str) -> Merkmal:
    if wert is not None and wert.geheim:
        return Merkmal(name, geheim=True)
    if wert is None or wert.anzahl is None:
        return Merkmal(name, grund=grund)
    beispiel = " Beispieldaten, künstlich erzeugt." if wert.beispiel else ""
    return Merkmal(name, wert.anzahl, f"{pruefen}{beispiel}")


def _veranstaltungstage(b: Bestand, a: Mapping[str, Any]) -> list[Merkmal]:
    """Return duration class and days: days of the lists, or one for what begins and ends on the same day."""
    fanden_statt = (pl.col("angebot_id") == a["angebot_id"]) & (pl.col("status") == "stattgefunden")
    tage = b.tabelle("termin").filter(fanden_statt).height
    ein_tag = a["von"] is not None and a["von"] == a["bis"]
    mehrtaegig = a["von"] is not None and a["bis"] is not None and not ein_tag
    if (tage == 0 and not ein_tag) or (mehrtaegig and tage < DAUER[1][0]):
        grund = "Keine Liste nennt die einzelnen Tage."
        return [Merkmal("Dauer (Klasse)", grund=grund), Merkmal("Veranstaltungstage", grund=grund)]
    tage = max(tage, 1)
    von, bis = next((von, bis) for von, bis in DAUER if bis is None or tage <= bis)
    klasse = f"{von} und mehr" if bis is None else str(von) if von == bis else f"{von} bis {bis}"
    pruefen = "Tage laut Listen. Ob das Formular Tage oder Klassen will, ist nicht bekannt."
    return [
        Merkmal("Dauer (Klasse)", klasse, pruefen),
        Merkmal("Veranstaltungstage", Anzahl.genau(tage), pruefen),
    ]


def _teilnehmende(b: Bestand, a: Mapping[str, Any], zahlen: Zahlen) -> list[Merkmal]:
    offen = a["kjh_art"] == "offen"
    name = "Stammbesuchende" if offen else "Teilnehmende"
    moeglich = ("stammbesuchende", "kerngruppe") if offen else ("personen", "personen_verschieden")
    if a["kjh_art"] == "veranstaltung_projekt" and _ein_termin(b, a):
        moeglich = (*moeglich, "besuche")
    gefunden = ((id, zahlen[id].get(a["angebot"])) for id in moeglich)
    quelle, wert = next(((id, w) for id, w in gefunden if w and (w.geheim or w.anzahl)), ("", None))
    grund = "Weder pseudonyme Anwesenheitslisten noch eine Zahl der Personen; aus Besuchen folgt sie nicht."
    gesamt = _aus_wert(name, wert, LESARTEN_DER_ZAHL.get(quelle, ""), grund)
    return [
        gesamt,
        *_alter(b, a, ZAEHLART.get(quelle), gesamt, beispiel=bool(wert and wert.beispiel)),
        _geschlecht(b, a, ZAEHLART.get(quelle), gesamt),
    ]


def _ein_termin(b: Bestand, a: Mapping[str, Any]) -> bool:
    tage = b.tabelle("teilnahme").filter(
        pl.col("angebot_id") == a["angebot_id"],
        pl.col("zaehlart") == "besuche",
        pl.col("datum_bis").is_null(),
    )
    return tage["datum"].n_unique() == 1


def _anzahlen(
    b: Bestand, a: Mapping[str, Any], zaehlart: str | None, spalte: str
) -> list[tuple[str, Anzahl]]:
    """Return what was counted by a column alone, group by group."""
    andere = "geschlecht" if spalte == "altersgruppe" else "altersgruppe"
    zeilen = b.tabelle("teilnahme").filter(
        pl.col("angebot_id") == a["angebot_id"],
        pl.col("zaehlart").cast(pl.String) == (zaehlart or ""),
        pl.col(spalte).is_not_null(),
        pl.col(andere).is_null(),
        pl.col("anzahl_min").is_not_null(),
    )
    return [
        (z[spalte], Anzahl(z["anzahl"], z["anzahl_min"], z["anzahl_max"], z["genauigkeit"]))
        for z in zeilen.sort(spalte, "anzahl_min").to_dicts()
    ]


def _alter(
    b: Bestand, a: Mapping[str, Any], zaehlart: str | None, gesamt: Merkmal, *, beispiel: bool
) -> list[Merkmal]:
    """Return the number in each age class.

    Where any number by age is small, none is shown but zeros: the report shows age groups over all Angebote, perhaps
    merged, and what one Angebot has would tell of the others, or of the parts of what was merged.
    """
    if gesamt.geheim:
        return [Merkmal(f"Alter: {klasse}", geheim=True) for klasse in KLASSEN]
    zahl = gesamt.wert if isinstance(gesamt.wert, Anzahl) else None
    klein = b.einmal(_hat_kleine, "altersgruppe")
    return [
        Merkmal(f"Alter: {klasse}", geheim=True)
        if klein and isinstance(z, Anzahl) and z.max != 0
        else _aus_wert(
            f"Alter: {klasse}",
            Wert(z if isinstance(z, Anzahl) else None, beispiel=beispiel),
            "Mittlere Klassengrenzen erschlossen.",
            z if isinstance(z, str) else "",
        )
        for klasse, z in altersklassen(_anzahlen(b, a, zaehlart, "altersgruppe"), zahl).items()
    ]


def _hat_kleine(b: Bestand, spalte: str) -> bool:
    """Return whether any number by a column counts someone and fewer than k, at whatever Angebot."""
    zeilen = b.tabelle("teilnahme").filter(pl.col(spalte).is_not_null(), pl.col("anzahl_min").is_not_null())
    summen = zeilen.group_by("angebot_id", "zaehlart", spalte).agg(
        pl.col("anzahl_min").sum(),
        pl.when(pl.col("anzahl_max").is_null().any()).then(OFFEN).otherwise(pl.col("anzahl_max").sum()),
    )
    return any(Zelle((), unten, oben).ist_klein(b.einstellungen.k) for _, _, _, unten, oben in summen.rows())


def _geschlecht(b: Bestand, a: Mapping[str, Any], zaehlart: str | None, gesamt: Merkmal) -> Merkmal:
    name = "Geschlecht (Verteilung)"
    if gesamt.geheim or b.einmal(_hat_kleine, "geschlecht"):
        return Merkmal(name, geheim=True)
    if gesamt.wert is None:
        return Merkmal(name, grund="Ohne Zahl der Personen keine Verteilung.")
    schnitt = "Ab wann es „ungefähr gleich viele“ sind (40 bis 60 % Mädchen), ist unsere Festlegung."
    eigene = _anzahlen(b, a, zaehlart, "geschlecht")
    aus_besuchen = not eigene
    gezaehlt = eigene or _anzahlen(b, a, "besuche", "geschlecht")
    w, m = ([zahl for g, zahl in gezaehlt if g == geschlecht] for geschlecht in ("w", "m"))
    if not w or not m:
        return Merkmal(name, grund="Das Geschlecht wurde nicht erhoben.")
    code = geschlechtercode(reduce(add, w), reduce(add, m))
    if code is None:
        return Merkmal(name, grund="Die Zahlen sind zu ungenau oder null.")
    return Merkmal(name, code, f"{'Aus Besuchen, nicht aus Personen. ' if aus_besuchen else ''}{schnitt}")


def _schule(a: Mapping[str, Any]) -> Merkmal:
    if a["schulkooperation"]:
        return Merkmal("Schulkooperation", f"ja: {a['schulkooperation']}")
    return Merkmal("Schulkooperation", grund="Die Spalte „Schulart“ ist leer: keine oder nicht gesagt.")


def _ehrenamtliche(a: Mapping[str, Any], zahlen: Zahlen) -> Merkmal:
    return _aus_wert(
        "tätige Personen: ehrenamtlich",
        zahlen["ehrenamtliche"].get(a["angebot"]),
        "Nur die Zahl; Alter, Geschlecht und Tätigkeit stehen in keiner Liste.",
        "Die Liste der Ehrenamtlichen nennt das Angebot nicht.",
    )
