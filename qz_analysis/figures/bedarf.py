"""What a Kennzahl needs of the lists. Without it a Standort and Jahr says nothing about it, and nothing is not zero."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from qz_analysis.clean.kopf import listenarten
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.wert import Kennzahl

LISTEN: Final = {
    "angebot": "die Angebotsliste",
    "partner": "die Partnerliste",
    "ziel": "die Zielmatrix",
    "personal": "die Personalliste",
    "fortbildung": "die Fortbildungsliste",
    "teilnahme": "die Besuchsliste",
    "stammgruppe": "die Liste der Kerngruppe",
    "kalender": "der Kalender mit Zahlen",
    "anwesenheitsliste": "die Anwesenheitsliste",
    "belegungsplan": "der Belegungsplan",
    "aktivitaet": "die Liste der Aktivitäten",
    "ehrenamt": "die Ehrenamtsliste",
    "bevoelkerung": "die Bevölkerungstabelle",
}
"""Kind of list, as `quelle.art` has it -> its name."""

# A need is a list or a column of one ("ziel.status"); any of those parted by a bar will do. All needs have to be met.
_GEZAEHLT: Final = "teilnahme|kalender|anwesenheitsliste"
_TERMINE: Final = f"angebot.rhythmus|{_GEZAEHLT}"
_JE_THEMA: Final = {
    "Angebote": ("angebot",),
    "Rhythmus": ("angebot.rhythmus",),
    "Teilnahme": (_GEZAEHLT,),
    "Abdeckung": (_TERMINE,),
    "Partner": ("angebot.partner|partner",),
    "Ehrenamt": ("ehrenamt",),
    "Ziele": ("ziel",),
    "Beteiligung": ("aktivitaet",),
    "Öffentlichkeitsarbeit": ("aktivitaet",),
    "Belegung": ("belegungsplan",),
    "Personal": ("personal",),
    "Drittmittel": ("aktivitaet",),
}
THEMEN: Final = tuple(_JE_THEMA)
"""The themes of the Kennzahlen in the order they are shown in."""
_EIGENER: Final = {
    "anteil_ehrenamtlich": ("angebot.ehrenamtlich",),
    "anteil_inklusiv": ("angebot.inklusiv",),
    "anteil_mehrgenerativ": ("angebot.bereich",),
    "anteil_drittmittel": ("angebot.drittmittel",),
    "angebote_ohne_termine": ("angebot.rhythmus",),
    "plan_ohne_angebot": ("belegungsplan", "angebot"),
    "angebote_ohne_belegung": ("belegungsplan", "angebot"),
    "fortbildungen": ("fortbildung",),
    "ehrenamtliche": ("ehrenamt.personen",),
    "ehrenamt_stunden": ("ehrenamt.stunden",),
    "foerdersumme": ("aktivitaet.betrag_eur",),
    "personen": ("angebot",),
    "personen_verschieden": ("anwesenheitsliste",),
    "stammbesuchende": ("anwesenheitsliste",),
    "kerngruppe": ("stammgruppe",),
    "kerngruppe_alter": ("stammgruppe",),
    "reichweite": (_GEZAEHLT, "bevoelkerung"),
    "handlungsziele_mit_folgeziel": ("ziel.folgeziel_vermerkt",),
}


def bedarf(kennzahl: Kennzahl) -> tuple[str, ...]:
    """Return what a Kennzahl needs, such as ("angebot.bereich",)."""
    return _EIGENER.get(kennzahl.id) or _JE_THEMA[kennzahl.thema]


class Standortjahr(NamedTuple):
    """A Standort, as its folder is called, and a Jahr."""

    standort: str
    jahr: int


@dataclass(frozen=True)
class Listen:
    """The lists of a Standort and Jahr: their columns, and the versions of the Abfragematrix they may be of."""

    spalten: Mapping[str, frozenset[str]]
    fassungen: Mapping[str, frozenset[str]]

    def fehlend(self, bedarf: Iterable[str]) -> str:
        """Return what of a need is missing, as half a German sentence; "" where nothing is."""
        for eines in bedarf:
            orte = [ort.partition(".") for ort in eines.split("|")]
            if any(art in self.spalten and (not s or s in self.spalten[art]) for art, _, s in orte):
                continue
            ohne_spalte = [(art, spalte) for art, _, spalte in orte if art in self.spalten]
            if ohne_spalte:
                return " und ".join(
                    f"{LISTEN[art]} hat keine Spalte „{_titel(art, spalte)}“" for art, spalte in ohne_spalte
                )
            namen = [LISTEN[art].split(" ", 1) for art in dict.fromkeys(art for art, _, _ in orte)]
            if len(namen) > 1:
                return f"es gibt weder {' noch '.join(name for _, name in namen)}"
            ((artikel, name),) = namen
            return f"es gibt {'keine' if artikel == 'die' else 'keinen'} {name}"
        return ""

    def andere_fassung(self, andere: "Listen", bedarf: Iterable[str]) -> str:
        """Return in which versions the lists of a need differ, as half a German sentence; "" where they agree.

        A list whose headers every version has is of any version.
        """
        for art in dict.fromkeys(ort.partition(".")[0] for eines in bedarf for ort in eines.split("|")):
            unsere, ihre = self.fassungen.get(art), andere.fassungen.get(art)
            if unsere and ihre and not unsere & ihre:
                jahre = " und ".join("/".join(sorted(f)) for f in (unsere, ihre))
                return f"{LISTEN[art]} folgt verschiedenen Fassungen der Abfragematrix ({jahre})"
        return ""


def _titel(art: str, spalte: str) -> str:
    return next(liste.titel[spalte] for liste in listenarten() if liste.name == art)


def listen(b: Bestand) -> dict[Standortjahr, Listen]:
    """Return the lists of each Standort and Jahr that has any sheet."""
    spalten: dict[Standortjahr, dict[str, set[str]]] = {}
    fassungen: dict[Standortjahr, dict[str, set[str]]] = {}
    for z in b.tabelle("quelle").iter_rows(named=True):
        ort = Standortjahr(z["standort"], z["jahr"])
        genannt = set(filter(None, str(z["spalten"] or "").split(",")))
        for art in _arten(z["art"], genannt):
            spalten.setdefault(ort, {}).setdefault(art, set()).update(genannt)
            je_art = fassungen.setdefault(ort, {}).setdefault(art, set())
            je_art.update(filter(None, str(z["fassung"] or "").split(",")))
        spalten.setdefault(ort, {})
    return {
        ort: Listen(
            {art: frozenset(s) for art, s in je_art.items()},
            {art: frozenset(f) for art, f in fassungen.get(ort, {}).items()},
        )
        for ort, je_art in spalten.items()
    }


def _arten(art: str | None, spalten: set[str]) -> list[str]:
    """Return the kinds of list on a sheet; a sheet with several says no more than their columns."""
    if art == "mehrere":
        return [a.name for a in listenarten() if a.pflicht <= spalten]
    return [art] if art else []
