"""KJH-Statistik Teil II (Angebote der Jugendarbeit, § 98 Abs. 1 Nr. 10 and § 99 Abs. 8 SGB VIII): what the lists say for it.

It is due for odd years (§ 101). What can't be derived has a reason and no value. What rests on a reading of ours says what
has to be checked before it is handed in.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import polars as pl

from qz_analysis.clean.schreibweise import werteliste
from qz_analysis.errors import ParameterFehler
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.kjh_merkmal import Merkmal, merkmale, zahlen_je_angebot
from qz_analysis.model import werte

JUNG: Final = frozenset({"kinder", "jugendliche", "junge_erwachsene"})
MONATLICH: Final = 31  # days between two Termine of what takes place "at least monthly"

Ausgang = Literal["erfüllt", "fraglich", "offen"]


@dataclass(frozen=True)
class Pruefung:
    """One test whether an Angebot belongs into the statistics, and as what: the outcome and its reason."""

    frage: str
    ausgang: Ausgang
    grund: str


@dataclass(frozen=True)
class Meldung:
    """One Angebot that is to be reported: its Merkmale and what speaks for and against reporting it."""

    angebot: str
    merkmale: tuple[Merkmal, ...]
    pruefungen: tuple[Pruefung, ...]


@dataclass(frozen=True)
class Unentschieden:
    """One Angebot for young people of which the list doesn't say whether it is relevant."""

    angebot: str
    warum: str
    art: str
    rhythmus: str
    zielgruppen: str
    hinweis: str


@dataclass(frozen=True)
class KjhStatistik:
    """Every Angebot of a Jahr once: reported, undecided, undecided and not for young people (`andere`), or left out."""

    jahr: int
    meldungen: tuple[Meldung, ...]
    unentschieden: tuple[Unentschieden, ...]
    andere: tuple[str, ...]
    ausgelassen: tuple[tuple[str, str], ...]


def pruefe_kjh_jahr(jahr: int) -> None:
    """Raise ParameterFehler for an even year."""
    if jahr % 2 == 0:  # § 101 SGB VIII: every two years, first for 2015
        raise ParameterFehler(
            f"Die KJH-Statistik Teil II wird nur für ungerade Jahre erhoben, {jahr} ist gerade. Bitte {jahr - 1} oder {jahr + 1} "
            "angeben."
        )


def kjh_statistik(b: Bestand, jahr: int, traeger: Sequence[str] = ()) -> KjhStatistik:
    """Return what the lists of one Standort say for the KJH-Statistik of `jahr`. `traeger` run the Standort.

    Numbers of persons below k are secret here too. Raises ParameterFehler for an even year.
    """
    pruefe_kjh_jahr(jahr)
    angebote = b.tabelle("angebot").filter(pl.col("jahr") == jahr).sort("angebot").to_dicts()
    zielgruppen = _je_angebot(b, "angebot_zielgruppe", "zielgruppe")
    themen = _je_angebot(b, "angebot_thema", "thema")
    zahlen = zahlen_je_angebot(b) if hat_meldungen(b) else {}
    meldungen, unentschieden, andere, ausgelassen = [], [], [], []
    for a in angebote:
        jung = JUNG.intersection(zielgruppen.get(a["angebot_id"], ()))
        eigene = {
            "zielgruppen": zielgruppen.get(a["angebot_id"], []),
            "themen": themen.get(a["angebot_id"], []),
        }
        if a["kjh_relevant"] is False:
            ausgelassen.append((a["angebot"], "laut Angebotsliste nicht KJH-relevant"))
        elif a["durchfuehrung"] == "ausgefallen":
            ausgelassen.append((a["angebot"], "fand nicht statt"))
        elif a["kjh_relevant"]:
            meldungen.append(
                Meldung(
                    a["angebot"], merkmale(b, a, eigene["themen"], traeger, zahlen), _pruefungen(a, **eigene)
                )
            )
        elif a["bereich"] == "kinder_jugend" or jung:
            unentschieden.append(_unentschieden(a, eigene["zielgruppen"]))
        else:
            andere.append(a["angebot"])
    return KjhStatistik(jahr, tuple(meldungen), tuple(unentschieden), tuple(andere), tuple(ausgelassen))


def hat_meldungen(b: Bestand) -> bool:
    """Return whether the list names any Angebot as relevant."""
    return bool(b.tabelle("angebot")["kjh_relevant"].fill_null(value=False).any())


def _je_angebot(b: Bestand, tabelle: str, spalte: str) -> Mapping[str, list[str]]:
    links = (
        b.tabelle(tabelle).sort("angebot_id", spalte).group_by("angebot_id", maintain_order=True).agg(spalte)
    )
    return dict(links.iter_rows())


def _unentschieden(a: Mapping[str, Any], zielgruppen: Sequence[str]) -> Unentschieden:
    im_bereich = a["bereich"] == "kinder_jugend"
    return Unentschieden(
        a["angebot"],
        "Bereich Kinder und Jugendliche" if im_bereich else "Zielgruppe Kinder oder Jugendliche",
        a["art"] or "",
        a["rhythmus"] or "",
        ", ".join(werteliste("zielgruppe")[z] for z in zielgruppen),
        "Beratung: gehört meist nicht dazu (§ 13 SGB VIII)" if a["geschuetzt"] else "",
    )


def _pruefungen(
    a: Mapping[str, Any], zielgruppen: Sequence[str], themen: Sequence[str]
) -> tuple[Pruefung, ...]:
    return (
        _traegerstatus(a),
        Pruefung(
            "Öffentliche Förderung",
            "offen",
            "Steht in keiner Liste: gefördert sein muss das Angebot oder sein Träger (§ 99 Abs. 8 SGB VIII).",
        ),
        _inhalt(a, zielgruppen, themen),
        _art(a),
        _abgeschlossen(a),
    )


def _traegerstatus(a: Mapping[str, Any]) -> Pruefung:
    if a["verantwortung"] == "partner":
        grund = "Ein Partner verantwortet das Angebot: bitte klären, ob er selbst meldet, damit es nicht zweimal geschieht."
        return Pruefung("Trägerstatus", "fraglich", grund)
    if a["verantwortung"] is None:
        return Pruefung("Trägerstatus", "offen", "Die Angebotsliste nennt keine Verantwortung.")
    grund = (
        "Träger des Standorts; die Anerkennung (§ 75 SGB VIII) bitte bestätigen, und welcher Träger meldet."
    )
    return Pruefung("Trägerstatus", "offen", grund)


def _inhalt(a: Mapping[str, Any], zielgruppen: Sequence[str], themen: Sequence[str]) -> Pruefung:
    frage = "Inhalt nach § 11 SGB VIII"
    if a["geschuetzt"]:
        return Pruefung(
            frage, "fraglich", "Beratung ist meist Jugendsozialarbeit (§ 13) und wird nicht gemeldet."
        )
    if a["bereich"] != "kinder_jugend" and not JUNG.intersection(zielgruppen):
        return Pruefung(frage, "fraglich", "Weder Bereich noch Zielgruppe nennen Kinder oder Jugendliche.")
    if set(themen) in ({"sport_bewegung"}, {"kultur_kreatives"}):
        return Pruefung(frage, "fraglich", "Reine Sport- oder Kulturausübung wird nicht gemeldet.")
    return Pruefung(frage, "erfüllt", "Laut Angebotsliste KJH-relevant; Bereich oder Zielgruppe passen dazu.")


def _art(a: Mapping[str, Any]) -> Pruefung:
    """Check the kind of Angebot against its Rhythmus."""
    frage, art = "Art des Angebots", a["kjh_art"]
    if art is None:
        return Pruefung(frage, "offen", "Die Spalte „KJH-Art“ ist leer.")
    if art == "veranstaltung_projekt" and a["art"] == "wiederkehrend":
        return Pruefung(
            frage,
            "fraglich",
            "Eine Veranstaltung oder ein Projekt ist befristet, die Liste sagt „wiederkehrend“.",
        )
    if art != "veranstaltung_projekt" and a["art"] == "einmalig":
        return Pruefung(frage, "fraglich", "Auf Dauer angelegt, die Liste sagt „einmalig“.")
    regelmaessig = (
        a["tage_je_woche"]
        or (a["termine_je_monat"] or 0) >= 1
        or (a["abstand_tage"] or MONATLICH + 1) <= MONATLICH
    )
    if art == "gruppe" and not regelmaessig:
        return Pruefung(
            frage, "fraglich", "Eine Gruppe trifft sich mindestens monatlich; der Rhythmus sagt das nicht."
        )
    return Pruefung(frage, "erfüllt", f"„{werte.KJH_ART[art]}“ passt zu Art und Rhythmus.")


def _abgeschlossen(a: Mapping[str, Any]) -> Pruefung:
    ende = a["bis"]
    if ende is not None and ende > dt.date(a["jahr"], 12, 31):
        return Pruefung(
            "Im Jahr abgeschlossen",
            "fraglich",
            f"Endet am {ende:%d.%m.%Y}: gemeldet wird, was im Jahr abgeschlossen ist.",
        )
    if ende is None and a["kjh_art"] == "veranstaltung_projekt":
        return Pruefung("Im Jahr abgeschlossen", "offen", "Das Ende steht nicht in der Angebotsliste.")
    return Pruefung("Im Jahr abgeschlossen", "erfüllt", "Kein Ende nach dem Jahr.")
