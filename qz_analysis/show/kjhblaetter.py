"""The workbook for the KJH-Statistik Teil II: what is to be reported, what is not known, and who decides it."""

from collections.abc import Sequence
from typing import Final

from qz_analysis.figures.kjh import KjhStatistik, Meldung
from qz_analysis.figures.kjh_merkmal import Merkmal
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.show import text
from qz_analysis.show.arbeitsblaetter import Mappe, umbrochen
from qz_analysis.show.baustein_blatt import Arbeitsblatt, Blattspalte, Blattzeile, Gesperrt, Verweis, Zelle
from qz_analysis.show.themenblatt import zahl

PRUEFEN: Final = "vor Abgabe prüfen"
NICHT_ABLEITBAR: Final = "nicht ableitbar"
HOCH, QUER = 95, 140  # characters that fit across
# What no list of ours says of any Angebot: (Merkmal, for which kinds, why)
IMMER_OFFEN: Final = (
    ("Typ des Angebots", "alle", "Die Liste der Typen (zum Beispiel Jugendtreff, Freizeit, Fest) bitte dem Formular entnehmen."),
    ("Gemeinde (AGS)", "alle", "Der Gemeindeschlüssel steht in keiner Liste."),
    ("Inland, Ausland, mehrere Orte, digital", "Veranstaltung oder Projekt", "Die Listen nennen nur einen Ort als Text."),
    ("tätige Personen: hauptberuflich", "alle", "Personal wird für den Standort geführt, nicht je Angebot."),
    ("tätige Personen: Alter, Geschlecht, Tätigkeit", "alle", "Nicht erhoben; die Schlüssel des Formulars sind nicht bekannt."),
    ("internationale Jugendarbeit, Partnerländer", "Veranstaltung oder Projekt", "Steht in keiner Liste."),
    ("öffentliche Förderung", "alle", "Steht in keiner Liste."),
    ("Name, Anschrift, Kenn-Nummer, Kontaktperson", "alle", "Hilfsmerkmale; sie gehören nicht in die Auswertung."),
)  # fmt: skip
AUSFUELLEN: Final = (
    "In der Angebotsliste drei Spalten ausfüllen und die Auswertung neu starten: „KJH-relevant“ (ja oder nein), „KJH-Art“ "
    "(offen, Gruppe, Veranstaltung oder Projekt) und „Schulart“ (wenn mit einer Schule kooperiert wird)."
)


def kjh_blaetter(
    statistik: KjhStatistik, mappe: Mappe, k: int, *, vertraulich: bool = False
) -> list[Arbeitsblatt]:
    """Return the sheets of `kjh_statistik.xlsx`. `k` is the smallest number of persons that is shown.

    `vertraulich` says that nothing was suppressed, and every sheet warns of it.
    """
    warnung = (
        ("VERTRAULICH: enthält kleine Zahlen. Nur für die Meldung an das Statistische Landesamt.",)
        if vertraulich
        else ()
    )
    blaetter = [
        *([_meldungen(statistik.meldungen, warnung), _tabelle(statistik.meldungen, warnung)] if statistik.meldungen else []),
        _nicht_ableitbar(statistik.meldungen, warnung),
        _unentschieden(statistik),
        _nicht_gemeldet(statistik),
    ]  # fmt: skip
    return [_ueberblick(statistik, mappe, k, blaetter, warnung), *blaetter]


def _ueberblick(
    s: KjhStatistik, mappe: Mappe, k: int, blaetter: Sequence[Arbeitsblatt], warnung: tuple[str, ...]
) -> Arbeitsblatt:
    n, offen = len(s.meldungen), len(s.unentschieden)
    schutz = (
        "Nichts ist geheim gehalten."
        if warnung
        else f"Zahlen über weniger als {k} Personen sind geheim. Ins Formular gehören die wahren Zahlen: Sie stehen in den "
        "Listen, oder „qz kjh“ schreibt sie mit „--vertraulich“ in eine eigene Datei."
    )
    angaben: list[tuple[Zelle, Zelle]] = [
        ("Inhalt", "Was die Listen zur KJH-Statistik Teil II „Angebote der Jugendarbeit“ sagen: eine Vorlage für das "
                   "Formular des Statistischen Landesamts (IDEV), keine fertige Meldung."),
        ("Standort", mappe.standort),
        ("Jahr", str(s.jahr)),
        ("Träger", "; ".join(mappe.traeger) or text.KEINE_ANGABE),
        ("Frist", f"31. Januar {s.jahr + 1}; gemeldet wird, was im Jahr {s.jahr} abgeschlossen wurde."),
        ("Angebote", f"{n} zu melden, {offen} für junge Menschen und nicht entschieden, {len(s.andere)} andere nicht "
                     f"entschieden, {len(s.ausgelassen)} nicht zu melden."),
        *([] if n else [("Zu tun", f"Noch ist kein Angebot als KJH-relevant gekennzeichnet. {AUSFUELLEN}")]),
        ("Geheimhaltung", schutz),
        ("Datenstand", f"Prüfsumme aller Listen: {mappe.datenstand}"),
    ]  # fmt: skip
    zeichen: list[tuple[Zelle, Zelle]] = [
        (PRUEFEN, "beruht auf einer Lesart von uns, nicht auf dem Formular: Das Blatt sagt, worauf"),
        (NICHT_ABLEITBAR, "steht in keiner Liste; erfunden wird nichts. Gründe: Blatt „Nicht ableitbar“"),
        (text.NULL, "genau null"),
        (Gesperrt(text.GEHEIM), "geheim, weil zu klein"),
        ("über, rund, bis", "keine genaue Zahl"),
    ]
    return Arbeitsblatt(
        "Überblick",
        f"KJH-Statistik Teil II: {mappe.standort} {s.jahr}",
        (Blattspalte("Angabe", 22), Blattspalte("Bedeutung", HOCH - 22)),
        (
            *map(Blattzeile, angaben),
            Blattzeile(("Zeichen", None), "block"),
            *map(Blattzeile, zeichen),
            Blattzeile(("Blätter", None), "block"),
            *(Blattzeile((Verweis(b.name, b.name), b.titel)) for b in blaetter),
        ),
        warnung,
        hochformat=True,
    )


def _meldungen(meldungen: Sequence[Meldung], warnung: tuple[str, ...]) -> Arbeitsblatt:
    """Return one block per Angebot, as the form asks for it."""
    zeilen: list[Blattzeile] = []
    for m in meldungen:
        zeilen.append(Blattzeile((m.angebot, None, None, None), "block"))
        for merkmal in m.merkmale:
            pruefen = PRUEFEN if merkmal.pruefen else ""
            zeilen.append(
                Blattzeile((merkmal.name, _wert(merkmal), pruefen, merkmal.pruefen or merkmal.grund))
            )
        for p in m.pruefungen:
            pruefen = "" if p.ausgang == "erfüllt" else PRUEFEN
            zeilen.append(Blattzeile((f"Prüfung: {p.frage}", p.ausgang, pruefen, p.grund)))
    return Arbeitsblatt(
        "Meldungen",
        "Je Angebot, was ins Formular gehört",
        (Blattspalte("Angebot, Merkmal", 34), Blattspalte("Angabe", 38), Blattspalte("Prüfvermerk", 18),
         Blattspalte("Grundlage oder Grund", 50)),
        tuple(zeilen),
        warnung,
    )  # fmt: skip


def _tabelle(meldungen: Sequence[Meldung], warnung: tuple[str, ...]) -> Arbeitsblatt:
    """Return one row per Angebot and Merkmal, to filter and to go on with."""
    return Arbeitsblatt(
        "Tabelle",
        "Dieselben Angaben, eine je Zeile",
        (Blattspalte("Angebot", 34), Blattspalte("Merkmal", 32), Blattspalte("Angabe", 38),
         Blattspalte("mindestens", 12, rechts=True), Blattspalte("höchstens", 12, rechts=True), Blattspalte("Prüfvermerk", 18)),
        tuple(
            Blattzeile(
                (m.angebot, merkmal.name, _wert(merkmal), *_grenzen(merkmal), PRUEFEN if merkmal.pruefen else "")
            )
            for m in meldungen
            for merkmal in m.merkmale
        ),
        warnung,
        filter=True,
    )  # fmt: skip


def _wert(merkmal: Merkmal) -> Zelle:
    wert = merkmal.wert
    if merkmal.geheim:
        return Gesperrt(text.GEHEIM)
    if isinstance(wert, Anzahl):
        return zahl(wert.min) if wert.min == wert.max and wert.genauigkeit != "rund" else text.anzahl(wert)
    return wert or NICHT_ABLEITBAR


def _grenzen(merkmal: Merkmal) -> tuple[Zelle, Zelle]:
    wert = merkmal.wert
    if merkmal.geheim:
        return Gesperrt(), Gesperrt()
    if not isinstance(wert, Anzahl):
        return None, None
    return zahl(wert.min), None if wert.max is None else zahl(wert.max)


def _nicht_ableitbar(meldungen: Sequence[Meldung], warnung: tuple[str, ...]) -> Arbeitsblatt:
    je_angebot = [
        Blattzeile((m.angebot, merkmal.name, merkmal.grund))
        for m in meldungen
        for merkmal in m.merkmale
        if merkmal.wert is None and not merkmal.geheim
    ]
    immer = [
        Blattzeile((f"alle ({fuer})" if fuer != "alle" else "alle", name, grund))
        for name, fuer, grund in IMMER_OFFEN
    ]
    return Arbeitsblatt(
        "Nicht ableitbar",
        "Was das Formular fragt und keine Liste sagt",
        (Blattspalte("Angebot", 36), Blattspalte("Merkmal", 42), Blattspalte("Grund", 62)),
        (*immer, *je_angebot),
        warnung,
        filter=True,
    )


def _unentschieden(s: KjhStatistik) -> Arbeitsblatt:
    return Arbeitsblatt(
        "Nicht entschieden",
        "Angebote für junge Menschen, zu denen die Liste nicht sagt, ob sie KJH-relevant sind",
        (Blattspalte("Angebot", 34), Blattspalte("warum hier", 22), Blattspalte("Art", 14), Blattspalte("Rhythmus", 26),
         Blattspalte("Zielgruppen", 22), Blattspalte("Hinweis", 24)),
        tuple(
            Blattzeile((u.angebot, u.warum, u.art, u.rhythmus, u.zielgruppen, u.hinweis)) for u in s.unentschieden
        ),
        umbrochen(AUSFUELLEN, QUER),
        filter=True,
    )  # fmt: skip


def _nicht_gemeldet(s: KjhStatistik) -> Arbeitsblatt:
    andere = [(angebot, "nicht entschieden; nicht für Kinder oder Jugendliche") for angebot in s.andere]
    return Arbeitsblatt(
        "Nicht gemeldet",
        "Angebote, die hier nicht zu melden sind, und warum",
        (Blattspalte("Angebot", 38), Blattspalte("Grund", HOCH - 38)),
        tuple(map(Blattzeile, (*s.ausgelassen, *andere))),
        filter=True,
        hochformat=True,
    )
