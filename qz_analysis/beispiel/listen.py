"""The lists kept once a year: Angebote, Partner, Sommerprogramm, Personal and Fortbildung."""

from itertools import pairwise
from typing import Final

from qz_analysis.beispiel.angebot import Angebot, aktionen, angebote, partner
from qz_analysis.beispiel.blatt import Blatt, Datei, Wert, liste
from qz_analysis.beispiel.standort import Standortjahr

_BEREICH: Final = {
    "kj": ("Kinder und Jugendliche", "Kinder und Jugend"),
    "es": ("Erwachsene und Senior*innen", "Angebot für Erwachsene und Senior*innen"),
    "mg": ("Mehrgenerativ", "mehrgenerativ"),
}
_VERANTWORTUNG: Final = {"qt": "Quartiersteam", "tr": "Träger", "pa": "Partner"}
_KENNZEICHEN: Final = {"i": "inklusiv", "e": "Ehrenamt", "d": "Drittmittel", "g": "geschützt"}
_ANDERE_WORTE: Final = {
    "Angebot": "Angebotsformat",
    "Zielgruppe": "Zielgruppen",
    "Kooperationspartner": "Partner",
    "Art": "einmalig / wiederkehrend",
}
_FORTBILDUNGEN: Final = (
    "Brandschutz im Haus", "Erste Hilfe", "Kinderschutz", "Teamsupervision", "Umgang mit Demenz", "Moderation von Konferenzen",
    "Einfache Sprache", "Datenschutz in der offenen Arbeit", "Fachtag Quartiersarbeit", "Fördermittel beantragen",
    "Inklusion im Ehrenamt", "Deeskalation", "Medienpädagogik", "Hygiene in der Küche", "Öffentlichkeitsarbeit",
)  # fmt: skip
_BEZIRKE: Final = ("Kern", "Siedlung", "Neubau")


def angebotsliste(sj: Standortjahr) -> list[Datei]:
    """Return the Angebotsliste: recurring Angebote and single events, by Bereich, with the slips of hand-made lists."""
    ort = sj.standort
    spalten = ["Nr.", "Bereich", "Angebot", "Zielgruppe", "Thema", "Verantwortung", "Kooperationspartner"]
    spalten += ["Rhythmus", "Art", "Ort"]
    spalten += ["Planungsbezirk"] if ort.mit_planungsbezirk else []
    spalten += ["Beginn", "Ende", *_KENNZEICHEN.values(), "Bemerkung"]
    gesamt = [_zeile(sj, angebot) for angebot in angebote(sj)]
    gesamt += [_aktion(sj, aktion) for aktion in aktionen(sj, programm=False)]
    wahl = 1 if ort.andere_worte else 0
    zeilen: list[list[Wert]] = []
    bloecke = []
    for bereich, worte in _BEREICH.items():
        bloecke.append(len(zeilen))
        for eintraege in (z for z in gesamt if z["Bereich"] == bereich):
            eintraege |= {"Nr.": len(zeilen) + 1, "Bereich": worte[wahl]}
            zeilen.append([eintraege.get(spalte) for spalte in spalten])
    zufall = sj.zufall("angebotsliste")
    if zufall.chance(0.6):  # a spelling that the Partner list does not have
        zeilen[zufall.ganz(5, 20)][6] = f"Grundschule {ort.ort}"
    if zufall.chance(0.6):  # a note beside the list
        zeilen[zufall.ganz(5, 20)] += [None, "noch mit dem Team klären"]
    kopf = [_ANDERE_WORTE.get(s, s) if ort.andere_worte else s for s in spalten]
    if ort.nummer % 3 == 0:
        kopf[-1] = "Bemerkng"  # a slip in a header
    blatt = liste("Angebote", f"Angebote {sj.jahr} – {ort.name}", kopf, zeilen)
    if not ort.andere_worte:
        _verbinde_bereiche(blatt, [*bloecke, len(zeilen)])
    return [Datei(f"Angebote {sj.jahr} (Beispieldaten).xlsx", [blatt])]


def _zeile(sj: Standortjahr, angebot: Angebot) -> dict[str, Wert]:
    zufall = sj.auf_dauer("bezirk", angebot.name)
    im_haus = angebot.ort != "im Quartier"
    return {
        "Bereich": angebot.bereich,
        "Angebot": angebot.name,
        "Zielgruppe": _mehrere(sj, angebot.zielgruppe),
        "Thema": _mehrere(sj, angebot.thema),
        "Verantwortung": _VERANTWORTUNG[angebot.verantwortung],
        "Kooperationspartner": _partner(sj, angebot.partner),
        "Rhythmus": angebot.rhythmus(andere_worte=sj.standort.andere_worte),
        "Art": "regelmäßig" if sj.standort.andere_worte else "wiederkehrend",
        "Ort": angebot.ort,
        "Planungsbezirk": f"{sj.standort.ort}-{_BEZIRKE[0] if im_haus else zufall.wahl(_BEZIRKE)}",
        "Beginn": f"2. Quartal {sj.jahr}" if angebot.phase == "neu" else None,
        "Ende": f"31.07.{sj.jahr}" if angebot.phase == "letztes Jahr" else None,
        **{name: "ja" for kurz, name in _KENNZEICHEN.items() if kurz in angebot.kennzeichen},
        "Bemerkung": {"neu": "neu", "letztes Jahr": "endet im Sommer"}.get(angebot.phase),
    }


def _aktion(sj: Standortjahr, aktion: dict[str, str]) -> dict[str, Wert]:
    zufall = sj.zufall("aktionszeile", aktion["aktion"])
    return {
        "Bereich": aktion["bereich"],
        "Angebot": aktion["aktion"],
        "Zielgruppe": _mehrere(sj, aktion["zielgruppe"]),
        "Thema": _mehrere(sj, aktion["thema"]),
        "Verantwortung": _VERANTWORTUNG["pa" if aktion["partner"] else "qt"],
        "Kooperationspartner": _partner(sj, aktion["partner"]),
        "Rhythmus": "einmalig",
        "Art": "einmalig",
        "Ort": aktion["ort"] or None,
        "Planungsbezirk": f"{sj.standort.ort}-{_BEZIRKE[0]}",
        "Beginn": f"{zufall.ganz(1, 20):02d}.{int(aktion['monat']):02d}.{sj.jahr}",
        "Ehrenamt": "ja" if zufall.chance(0.3) else None,
        "Bemerkung": "ausgefallen (Wetter)" if zufall.chance(0.08) else None,
    }


def _mehrere(sj: Standortjahr, text: str) -> str:
    return text.replace("; ", " / " if sj.standort.andere_worte else ", ")


def _partner(sj: Standortjahr, kurz: str) -> str | None:
    return partner(sj)[kurz]["partner"] if kurz else None


def _verbinde_bereiche(blatt: Blatt, grenzen: list[int]) -> None:
    """Merge the cells of each Bereich, which then stands once beside all its rows."""
    erste = blatt.kopf + 1
    for von, bis in pairwise(grenzen):
        for nummer in range(von + 1, bis):
            zeile = blatt.zeilen[blatt.kopf + nummer]
            blatt.zeilen[blatt.kopf + nummer] = [zeile[0], None, *zeile[2:]]
        blatt.verbinde(erste + von, 2, erste + bis - 1, 2)


def partnerliste(sj: Standortjahr) -> list[Datei]:
    """Return the list of the organisations that work with the site."""
    zeilen: list[list[Wert]] = [[traeger, None, "Träger"] for traeger in sj.standort.traeger]
    zeilen += [[p["partner"], p["uebergeordnet"] or None, p["typ"]] for p in partner(sj).values()]
    endung = "csv" if sj.standort.partner_als_csv else "xlsx"
    blatt = liste("Partner", f"Kooperationspartner {sj.jahr}", ["Partner", "gehört zu", "Typ"], zeilen)
    return [Datei(f"Kooperationspartner {sj.jahr} (Beispieldaten).{endung}", [blatt])]


def sommerprogramm(sj: Standortjahr) -> list[Datei]:
    """Return the Sommerprogramm: events of its own, one Angebot that the other list has too, and figures below."""
    spalten = ["Nr.", "Angebot", "Art", "Zielgruppe", "Thema", "Ort", "Kooperationspartner"]
    eintraege = [_aktion(sj, aktion) for aktion in aktionen(sj, programm=True)]
    eintraege.append(_zeile(sj, angebote(sj)[0]))
    zeilen: list[list[Wert]] = [
        [nummer, *(eintrag.get(spalte) for spalte in spalten[1:])]
        for nummer, eintrag in enumerate(eintraege, 1)
    ]
    teilnehmende = sj.zufall("programm").ganz(15, 30) * 10
    zeilen += [
        [],
        ["Teilnehmende gesamt", f"über {teilnehmende} Personen"],
        ["Einzelaktionen", len(eintraege) - 1],
        ["wiederkehrende Formate", 1],
        ["Zeitraum", "Sommerferien"],
    ]
    titel = f"Sommerprogramm {sj.jahr}"
    blatt = liste("Sommerprogramm", titel, spalten, zeilen, "Bereich: Mehrgenerativ")
    return [Datei(f"Sommerprogramm {sj.jahr} (Beispieldaten).xlsx", [blatt])]


def personal(sj: Standortjahr) -> list[Datei]:
    """Return staff shares in % VK and the trainings of the year."""
    zufall = sj.zufall("personal")
    team = 200 + sj.auf_dauer("personal").ganz(0, 8) * 25 + max(min(sj.jahr - 2021, 8), -8) * 10
    posten: list[list[Wert]] = [
        ["Hauptamtliches Team", team],
        ["davon über Drittmittel", zufall.ganz(2, 6) * 20],
        ["davon vakant", zufall.ganz(0, 4) * 25],
        ["Freiwilligendienst (1 Person)", None],
    ]
    besucht = [name for name in _FORTBILDUNGEN if zufall.chance(0.6)]
    zeilen: list[list[Wert]] = [[nummer, name] for nummer, name in enumerate(besucht, 1)]
    zeilen.append(["Summe", len(besucht)])
    blaetter = [
        liste("Personal", f"Personal {sj.jahr}", ["Posten", "% VK"], posten),
        liste("Fortbildung", f"Fort- und Weiterbildung {sj.jahr}", ["Nr.", "Fortbildung"], zeilen),
    ]
    return [Datei(f"Personal und Fortbildung {sj.jahr} (Beispieldaten).xlsx", blaetter)]
