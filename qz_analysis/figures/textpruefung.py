"""Claims in prose against computed Kennzahlen: bestätigt, widersprochen or nicht prüfbar, each with its reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final, Literal

from qz_analysis.clean.haeufigkeit import ABSTAND, IM_JAHR, JE_MONAT, JE_WOCHE
from qz_analysis.clean.satz import Satz
from qz_analysis.clean.zahlangabe import Zahlangabe, zahlangaben
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.kennzahl import KENNZAHLEN
from qz_analysis.figures.textname import finde_name, schreibungen
from qz_analysis.figures.textrede import andere_rede, verneint, zeitraum
from qz_analysis.figures.textregel import Bedingungen, Regel, Umfeld, regeln
from qz_analysis.figures.vergleich import abweichung, offen, passt
from qz_analysis.figures.wert import Ergebnis, Wert
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.model.werte import WOCHENTAG

Textbefund = Literal["bestätigt", "widersprochen", "nicht prüfbar"]

_WOCHENTAGE: Final = frozenset(tag.casefold() for tag in WOCHENTAG.values())
RHYTHMEN: Final = {"tage_je_woche": JE_WOCHE, "termine_je_monat": JE_MONAT, "abstand_tage": ABSTAND}
RHYTHMUS_SPIELRAUM: Final = 0.25  # every four weeks and once a month are 13 and 12 a year: no contradiction
# "Einmal wöchentlich im Rahmen des offenen Cafés" says where something takes place, not what.
_IM_RAHMEN: Final = re.compile(r"\bim rahmen (?:des|der|von)(?: [a-zäöüß]\S*)* \S+", re.IGNORECASE)


@dataclass(frozen=True)
class Aussage:
    """One number in a text with what was found about it.

    `umfeld` are the words around it. `ergebnis` and `wert` are the Kennzahl it was held against, None where there is none.
    """

    satz: Satz
    angabe: Zahlangabe
    umfeld: Umfeld
    befund: Textbefund
    grund: str
    ergebnis: Ergebnis | None = None
    wert: Wert | None = None

    @property
    def zeile(self) -> int:
        """The line, in Word the paragraph, that the number stands on."""
        return self.satz.zeile(self.angabe.von)


def pruefe_aussagen(b: Bestand, saetze: Sequence[Satz], jahr: int) -> list[Aussage]:
    """Return the claims of a text about a Jahr, in their order."""
    pruefer = _Pruefer(b, jahr)
    aussagen = []
    for n, satz in enumerate(saetze):
        if satz.spalte.casefold() in _WOCHENTAGE:
            continue  # a cell of a week plan is no prose: the Belegung has lists of its own
        angaben = zahlangaben(satz.text)
        davor = [s.text for s in saetze[max(n - 3, 0) : n] if s.absatz == satz.absatz][::-1]
        aussagen += [pruefer.pruefe(satz, angaben, i, davor) for i in range(len(angaben))]
    return aussagen


def _umfeld(satz: str, angaben: Sequence[Zahlangabe], i: int) -> Umfeld:
    angabe = angaben[i]
    ab = angaben[i - 1].von + len(angaben[i - 1].text) if i else 0
    bis = angaben[i + 1].von if i + 1 < len(angaben) else len(satz)
    return Umfeld(satz[ab : angabe.von].lower(), satz[angabe.von + len(angabe.text) : bis].lower())


class _Pruefer:
    def __init__(self, b: Bestand, jahr: int) -> None:
        self.b, self.jahr = b, jahr
        self.rechne = lru_cache(None)(lambda kennzahl, wo: KENNZAHLEN[kennzahl](b, wo=dict(wo)))
        self._namen = lru_cache(None)(self._lies_namen)

    def pruefe(self, satz: Satz, angaben: Sequence[Zahlangabe], i: int, davor: Sequence[str]) -> Aussage:
        angabe = angaben[i]
        umfeld = _umfeld(satz.text, angaben, i)

        def nicht(grund: str) -> Aussage:
            return Aussage(satz, angabe, umfeld, "nicht prüfbar", grund)

        if grund := andere_rede(satz, self.jahr):
            return nicht(grund)
        if verneint(umfeld.ganz):
            return nicht("Der Satz verneint etwas.")
        kandidaten = sorted(
            ((wert, -n, regel) for n, regel in enumerate(regeln()) if (wert := regel.passt(angabe, umfeld))),
            reverse=True,
            key=lambda k: k[:2],
        )
        bewertet: list[tuple[float, int, Regel, Bedingungen]] = []
        for wert, rang, regel in kandidaten:
            wo = self._bedingung(regel, satz, umfeld, davor)
            if wo is not None:
                bewertet.append((wert + wo[1], rang, regel, wo[0]))
        if not bewertet:
            return nicht(
                "Es ist nicht klar, welches Angebot oder Programm gemeint ist."
                if kandidaten
                else "Dazu gibt es keine Kennzahl."
            )
        _, _, regel, wo = max(bewertet, key=lambda k: k[:2])
        kennzahl = KENNZAHLEN[regel.kennzahl].kennzahl
        immer = regel.kennzahl in RHYTHMEN or kennzahl.thema in ("Personal", "Ziele")
        zeiten = [] if immer else zeitraum(umfeld.ganz)
        if any(name not in kennzahl.gruppen for name, _ in zeiten):
            return nicht(f"Für diesen Teil des Jahres lässt sich „{kennzahl.bezeichnung}“ nicht berechnen.")
        wo = (*wo, *((name, (wert,)) for name, wert in zeiten))
        ergebnis = self.rechne(regel.kennzahl, wo)
        allein = sum(a.einheit in IM_JAHR or a.einheit == ABSTAND for a in angaben) == 1
        return self._urteile(Aussage(satz, angabe, umfeld, "nicht prüfbar", "", ergebnis), wo, allein=allein)

    def _lies_namen(self, kennzahl: str, gruppierung: str) -> dict[str, str]:
        werte = KENNZAHLEN[kennzahl](self.b, je=gruppierung).werte
        namen = [w.gruppe for w in werte if w.gruppe and None not in w.schluessel]
        if kennzahl in RHYTHMEN:
            namen = self._angebote  # all: one of which the rhythm isn't known must not be taken for another
        return schreibungen(gruppierung, namen)

    @cached_property
    def _angebote(self) -> list[str]:
        return sorted(self.b.tabelle("angebot")["angebot"].drop_nulls().unique())

    def _bedingung(
        self, regel: Regel, satz: Satz, umfeld: Umfeld, davor: Sequence[str]
    ) -> tuple[Bedingungen, float] | None:
        """Return the condition with the names the text gives, and what they weigh; None where it gives none."""
        wo, gewicht = dict(regel.bedingungen), 0.0
        for gruppierung in regel.gesucht:
            if gruppierung == "zielgruppe":
                fuer = umfeld.danach.partition("für ")[2]
                texte = [re.split(r"[.,;()]| in | im | an | am | wurde| mit ", fuer)[0]] if fuer else []
            else:
                texte = [umfeld.ganz, satz.text, *davor, *reversed(satz.ueberschriften)]
            if regel.kennzahl in RHYTHMEN:
                texte = [_IM_RAHMEN.sub(" ", text) for text in texte]
            fund = finde_name(texte, self._namen(regel.kennzahl, gruppierung))
            if fund is None:
                return None
            wo[gruppierung] = (fund[0],)
            gewicht += 1 if fund[1] < 2 else 0.5
        return tuple(wo.items()), gewicht

    def _urteile(self, aussage: Aussage, wo: Bedingungen, *, allein: bool) -> Aussage:
        """Return a claim, held against its `ergebnis`, with the verdict."""
        angabe, ergebnis = aussage.angabe, aussage.ergebnis
        if ergebnis is None or not ergebnis.werte:
            return replace(aussage, grund="Dazu steht nichts in den Listen.")
        wert = ergebnis.wert
        aussage = replace(aussage, wert=wert)
        if wert.geheim:
            return replace(aussage, grund="Die Zahl ist geheim.")
        if wert.anzahl is None:
            anderer = self._anderer_rhythmus(aussage, wo) if allein else None
            keine = "Die Listen enthalten keine Zeile, aus der sich das berechnen ließe."
            return anderer or replace(aussage, grund=keine)
        gesagt, gerechnet = _vergleichbar(
            angabe, wert.anzahl, ergebnis.kennzahl.einheit, ergebnis.kennzahl.id
        )
        befund, grund = _befinde(gesagt, gerechnet)
        if wert.beispiel:
            passen = "passen dazu" if befund == "bestätigt" else "passen nicht dazu"
            return replace(aussage, grund=f"Beispieldaten {passen}; sie beweisen nichts.")
        if wert.unsicher:
            beruhen = "beruht 1 Zeile" if wert.unsicher == 1 else f"beruhen {wert.unsicher} Zeilen"
            grund = f"{grund} Davon {beruhen} auf einer Lesart.".strip()
        return replace(aussage, befund=befund, grund=grund)

    def _anderer_rhythmus(self, aussage: Aussage, wo: Bedingungen) -> Aussage | None:
        """Return the verdict by another way in which the list states the rhythm of the same Angebot."""
        if aussage.ergebnis is None or aussage.ergebnis.kennzahl.id not in RHYTHMEN:
            return None
        gesagt = _im_jahr(aussage.angabe.anzahl, aussage.angabe.einheit)
        for name, einheit in RHYTHMEN.items():
            ergebnis = self.rechne(name, wo)
            wert = ergebnis.wert
            if wert.anzahl is None:
                continue
            ist = _im_jahr(wert.anzahl, einheit).nennwert
            zu_wenig = ist < gesagt.min * (1 - RHYTHMUS_SPIELRAUM)
            zu_viel = gesagt.max is not None and ist > gesagt.max * (1 + RHYTHMUS_SPIELRAUM)
            befund: Textbefund = "widersprochen" if zu_wenig or zu_viel else "bestätigt"
            grund = (
                "Die Liste nennt einen anderen Rhythmus."
                if befund == "widersprochen"
                else "Die Liste nennt ihn anders."
            )
            return replace(aussage, befund=befund, grund=grund, ergebnis=ergebnis, wert=wert)
        return None


def _im_jahr(anzahl: Anzahl, einheit: str) -> Anzahl:
    """Return how often in a year."""
    if einheit != ABSTAND:
        return anzahl * IM_JAHR[einheit]
    oben = 365 / anzahl.min if anzahl.min else None
    return Anzahl(None, 365 / (anzahl.max or 365), oben, "von_bis" if oben else "mindestens")


def _vergleichbar(
    angabe: Zahlangabe, gerechnet: Anzahl, einheit: str, kennzahl: str
) -> tuple[Anzahl, Anzahl]:
    """Return said and computed number in the same unit: shares as whole percent, how often as how often a year."""
    if angabe.einheit == "%" and einheit == "Anteil":
        return angabe.anzahl, Anzahl.genau(round(gerechnet.nennwert * 100))
    if angabe.einheit in IM_JAHR and kennzahl not in RHYTHMEN:
        return angabe.anzahl * IM_JAHR[angabe.einheit], gerechnet
    return angabe.anzahl, gerechnet


def _befinde(gesagt: Anzahl, gerechnet: Anzahl) -> tuple[Textbefund, str]:
    if passt(gesagt, gerechnet) != "nicht reproduziert":
        return "bestätigt", ""
    if offen(gesagt, gerechnet):
        return "nicht prüfbar", "Nicht entscheidbar: die Listen nennen selbst keine genaue Zahl."
    fehlt = abweichung(gesagt, gerechnet)
    betrag = f"{abs(fehlt):g}".replace(".", ",")
    return "widersprochen", f"Berechnet sind es {betrag} {'weniger' if fehlt < 0 else 'mehr'}."
