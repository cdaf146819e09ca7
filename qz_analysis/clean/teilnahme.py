"""Attendance lists -> termin and teilnahme."""

from collections.abc import Mapping

import polars as pl

from qz_analysis.clean.eintrag import Eintrag, deute_eintrag, erhebung
from qz_analysis.clean.farbe import bedeutung
from qz_analysis.clean.kopf import ALTER
from qz_analysis.clean.lesung import IGNORIERT, UEBERNOMMEN, ZURUECKGEWIESEN, Lesung
from qz_analysis.clean.liste import Liste, finde_jahr, kopfangaben
from qz_analysis.clean.sammlung import Sammlung
from qz_analysis.clean.schreibweise import kurzname
from qz_analysis.clean.summe import pruefe_summen
from qz_analysis.clean.tafel import Tafel, Tafelspalte
from qz_analysis.clean.zahl import lies_zahlspalte
from qz_analysis.clean.zeit import lies_datumsspalte, parse_zeitspanne
from qz_analysis.model.anzahl import Anzahl
from qz_analysis.model.teilnahme import Teilnahme
from qz_analysis.model.termin import Termin
from qz_analysis.model.werte import ERHEBUNG, GENAUIGKEIT, NICHT_STATTGEFUNDEN
from qz_analysis.read.blatt import Zelle

_GESCHLECHT = {
    "weiblich": {"geschlecht": "w"},
    "maennlich": {"geschlecht": "m"},
    "divers": {"geschlecht": "d"},
}
ALLE = pl.Series([True])
_MAPPEN = (".xlsx", ".xlsm", ".xls", ".ods")


def clean_teilnahme(lesung: Lesung, liste: Liste, sammlung: Sammlung) -> None:
    """Add one Termin and its counts per row: a total, and one count per Geschlecht where given.

    A row without a readable date is rejected whole. Words such as "ausgefallen" make the Termin so and
    are never a zero. The same date twice for one Angebot is a Befund and counts once.
    """
    tafel = Tafel(liste)
    _weise_zeilen_zurueck(tafel, sammlung)
    datum = tafel.spalte("datum")
    if datum is None or not tafel.zeilen:
        return
    wann = {"angebot_id": _angebote(tafel), "datum": _daten(tafel, datum, sammlung.jahr)}
    tafel.merke(datum, UEBERNOMMEN)
    tafel.merke(tafel.spalte("angebot"), UEBERNOMMEN)
    for name in ("wochentag", "bemerkung"):
        tafel.merke(tafel.spalte(name), IGNORIERT)
    besuche = tafel.spalte("besuche")
    eintraege = _lies_eintraege(tafel, besuche, sammlung.erklaerung.zeichen) if besuche else []
    status, grund = _status(tafel, datum, besuche, eintraege, sammlung.erklaerung.farben)
    beginn, ende = _oeffnung(tafel)
    sammlung.rahmen["termin"].append(
        tafel.rahmen(Termin, datum.nummer, **wann, status=status, grund=grund, beginn=beginn, ende=ende)
    )
    zaehlbar = ~status.is_in(NICHT_STATTGEFUNDEN)
    if besuche:
        zahlen = [e.zahl for e in eintraege]
        _trage_ein(tafel, sammlung, besuche, zahlen, wann, zaehlbar, ALLE, {})
        ohne_summe = besuche.je_zeile([z is None for z in zahlen], pl.Boolean)
        gelesen = besuche.je_zeile([z and float(z.nennwert) for z in zahlen], pl.Float64).to_list()
        if liste.summen:
            summanden = {z: n for z, n in zip(tafel.zeilen, gelesen, strict=True) if n is not None}
            pruefe_summen(liste, "besuche", summanden, "Besuche")
    else:
        leer = Tafelspalte(datum.nummer, [None], pl.Series([0] * len(tafel.zeilen), dtype=pl.UInt32))
        _trage_ein(tafel, sammlung, leer, [None], wann, zaehlbar, ALLE, {})
        ohne_summe = ALLE.new_from_index(0, len(tafel.zeilen))
    ohne_summe = _nimm_gruppen(
        tafel, sammlung, wann, besuche, eintraege, _GESCHLECHT, "Geschlecht", ohne_summe
    )
    alter = {
        n: {"altersgruppe": n.removeprefix(ALTER)} for n in liste.kopf.spalten.values() if n.startswith(ALTER)
    }
    _nimm_gruppen(tafel, sammlung, wann, besuche, eintraege, alter, "Alter", ohne_summe)


def _angebote(tafel: Tafel) -> pl.Series:
    spalte, sonst = tafel.spalte("angebot"), angebot_id(tafel.liste)
    if spalte is None:
        return pl.Series([sonst], dtype=pl.String).new_from_index(0, len(tafel.zeilen))
    return spalte.je_zeile(spalte.deute(lambda w: sonst if w is None else kurzname(str(w))), pl.String)


def _daten(tafel: Tafel, datum: Tafelspalte, jahr: int) -> pl.Series:
    """Return the days of the date column by the one rule that holds for all of it."""
    werte = [wert for wert in datum.werte if wert is not None]
    regel = lies_datumsspalte(werte, finde_jahr(tafel.lesung, jahr, tafel.liste.kopf.zeile - 1))
    if regel.widerspruch or regel.mehrdeutig:
        tafel.lesung.melde_einmal("warnung", "datum_mehrdeutig", regel.erklaerung, tafel.kopfzelle(datum))
    return datum.je_zeile(datum.deute(lambda w: None if w is None else regel.lies(w).datum), pl.Date)


def _weise_zeilen_zurueck(tafel: Tafel, sammlung: Sammlung) -> None:
    """Reject the rows without a readable date, and those whose Termin was there before."""
    datum = tafel.spalte("datum")
    if datum is None or not tafel.zeilen:
        return
    termine = pl.DataFrame({"angebot_id": _angebote(tafel), "datum": _daten(tafel, datum, sammlung.jahr)})
    bekannt = sammlung.termine()
    da = pl.Series([False]).new_from_index(0, termine.height)
    if not bekannt.is_empty():
        da = termine.join(
            bekannt.with_columns(da=True), how="left", on=["angebot_id", "datum"], maintain_order="left"
        )["da"].fill_null(value=False)
    ohne = termine["datum"].is_null()
    doppelt = ~ohne & (da | ~termine.to_struct().is_first_distinct())
    for stelle in ohne.arg_true():
        _weise_zeile_zurueck(tafel, datum.nummer, stelle, "kein_datum", "ist kein Datum")
    for stelle in doppelt.arg_true():
        _weise_zeile_zurueck(tafel, datum.nummer, stelle, "termin_doppelt", "steht schon weiter oben")
    tafel.behalte(~ohne & ~doppelt)


def _weise_zeile_zurueck(tafel: Tafel, spalte: int, stelle: int, regel: str, was: str) -> None:
    lesung, zeile = tafel.lesung, tafel.zeilen[stelle]
    zellen = [z for z in lesung.blatt.zeile(zeile) if z.spalte in tafel.liste.kopf.spalten]
    if not zellen:
        return
    grund = next((z for z in zellen if z.spalte == spalte), zellen[0])
    lesung.weise_zurueck(
        grund, regel, f"„{grund.text}“ {was}. Die Zeile wurde nicht gezählt. Bitte in der Datei berichtigen."
    )
    for zelle in zellen:
        lesung.merke_spalte(zelle.spalte, [zeile], ZURUECKGEWIESEN)


def _lies_eintraege(tafel: Tafel, besuche: Tafelspalte, erklaert: Mapping[str, str]) -> list[Eintrag]:
    """Return what each distinct value of the count column says, by the one number rule that holds for all of it."""
    regel = lies_zahlspalte([wert for wert in besuche.werte if wert is not None], ganze=True)
    if regel.widerspruch or regel.mehrdeutig:
        tafel.lesung.melde_einmal("warnung", "zahl_mehrdeutig", regel.erklaerung, tafel.kopfzelle(besuche))
    eintraege = besuche.deute(lambda wert: deute_eintrag(wert, erklaert, regel.dezimal or ","))
    tafel.merke(besuche, UEBERNOMMEN)
    _melde_zahlen_als_text(tafel, besuche)
    for stelle in besuche.stellen(not e.lesbar for e in eintraege):
        _keine_anzahl(tafel, tafel.zelle(besuche, stelle), "„n.e.“ oder „ausgefallen“")
    return eintraege


def _melde_zahlen_als_text(tafel: Tafel, spalte: Tafelspalte) -> None:
    """Report numbers that a workbook keeps as text: they count here, but not in a sum of Excel's."""
    als_text = spalte.stellen(isinstance(w, str) and w.isdecimal() for w in spalte.werte)
    if als_text and tafel.lesung.blatt.datei.lower().endswith(_MAPPEN):
        tafel.lesung.melde(
            "hinweis",
            "zahl_als_text",
            f"{len(als_text)} Zahlen dieser Spalte sind als Text gespeichert. Gelesen wurden sie als Zahlen; eine Summe in "
            "Excel zählt sie nicht mit.",
            tafel.zelle(spalte, als_text[0]),
        )


def _keine_anzahl(tafel: Tafel, zelle: Zelle, sonst: str) -> None:
    tafel.lesung.weise_zurueck(
        zelle,
        "keine_anzahl",
        f"„{zelle.text}“ ist keine Anzahl. Bitte eine ganze Zahl, {sonst} eintragen.",
    )


def _status(
    tafel: Tafel,
    datum: Tafelspalte,
    besuche: Tafelspalte | None,
    eintraege: list[Eintrag],
    farben: Mapping[str, str],
) -> tuple[pl.Series, pl.Series]:
    """Return status and reason of each Termin: by its entry, or by the colour of its cell where one was declared."""
    if besuche is None:
        status = pl.Series(["unbekannt"], dtype=pl.String).new_from_index(0, len(tafel.zeilen))
        grund = pl.Series([None], dtype=pl.String).new_from_index(0, len(tafel.zeilen))
    else:
        status = besuche.je_zeile([e.status for e in eintraege], pl.String)
        grund = besuche.je_zeile([e.grund for e in eintraege], pl.String)
    gefaerbt = tafel.lesung.blatt.farben
    if not farben or not gefaerbt:
        return status, grund
    werte, gruende = status.to_list(), grund.to_list()
    for stelle, zeile in enumerate(tafel.zeilen):
        for spalte in (besuche, datum):
            wort = bedeutung(gefaerbt.get((zeile, spalte.nummer)), farben) if spalte else None
            eintrag = deute_eintrag(wort) if wort else None
            if eintrag and eintrag.lesbar and eintrag.zahl is None:
                werte[stelle], gruende[stelle] = eintrag.status, eintrag.grund
                break
    return pl.Series(werte, dtype=pl.String), pl.Series(gruende, dtype=pl.String)


def _oeffnung(tafel: Tafel) -> tuple[pl.Series | None, pl.Series | None]:
    spalte = tafel.spalte("zeit")
    if spalte is None:
        return None, None
    spannen = spalte.deute(lambda wert: None if wert is None else parse_zeitspanne(wert))
    tafel.merke(spalte, UEBERNOMMEN)
    for stelle in spalte.stellen(
        wert is not None and spanne is None for wert, spanne in zip(spalte.werte, spannen, strict=True)
    ):
        zelle = tafel.zelle(spalte, stelle)
        tafel.lesung.weise_zurueck(
            zelle, "keine_zeit", f"„{zelle.text}“ ist keine Zeitspanne wie 14-17 Uhr. Bitte berichtigen."
        )
    beginn, ende = ([s and s[n] for s in spannen] for n in (0, 1))
    return spalte.je_zeile(beginn, pl.Time), spalte.je_zeile(ende, pl.Time)


def _nimm_gruppen(
    tafel: Tafel,
    sammlung: Sammlung,
    wann: dict[str, pl.Series],
    besuche: Tafelspalte | None,
    eintraege: list[Eintrag],
    gruppen: Mapping[str, dict[str, str]],
    wonach: str,
    ohne_summe: pl.Series,
) -> pl.Series:
    """Add the counts of groups that together make the total, and compare them with it.

    `gruppen` is column -> the group columns of `teilnahme` it fills, `wonach` the word for what they are groups by.
    `ohne_summe` marks the rows without a total: there the groups are what counts. Returns those that still lack one.
    """
    summe: pl.Series | None = None
    noch_ohne = ohne_summe
    for name, gruppe in gruppen.items():
        spalte = tafel.spalte(name)
        if spalte is None:
            continue
        gelesen = spalte.deute(deute_eintrag)
        tafel.merke(spalte, UEBERNOMMEN)
        for stelle in spalte.stellen(not e.lesbar for e in gelesen):
            _keine_anzahl(tafel, tafel.zelle(spalte, stelle), "oder nichts")
        zahlen = [e.zahl for e in gelesen]
        gezaehlt = spalte.je_zeile([z is not None for z in zahlen], pl.Boolean)
        _trage_ein(tafel, sammlung, spalte, zahlen, wann, gezaehlt, ohne_summe, gruppe)
        noch_ohne = noch_ohne & ~gezaehlt
        teil = spalte.je_zeile([z and float(z.nennwert) for z in zahlen], pl.Float64)
        summe = (
            teil
            if summe is None
            else pl.select(pl.sum_horizontal(summe, teil, ignore_nulls=True)).to_series()
        )
    if summe is None or besuche is None:
        return noch_ohne
    genau = [e.zahl.min if e.zahl and e.zahl.genauigkeit == "genau" else None for e in eintraege]
    gesamt = besuche.je_zeile(genau, pl.Float64)
    for stelle in ((summe != gesamt) & (summe > 0)).fill_null(value=False).arg_true():
        tafel.lesung.melde(
            "warnung",
            "teile_ergeben_nicht_die_summe",
            f"Die Aufteilung nach {wonach} ergibt {summe[stelle]:g}, als Besuche stehen {gesamt[stelle]:g}. Gezählt "
            "wird die Zahl der Besuche.",
            tafel.zelle(besuche, stelle),
        )
    return noch_ohne


def _trage_ein(
    tafel: Tafel,
    sammlung: Sammlung,
    spalte: Tafelspalte,
    zahlen: list[Anzahl | None],
    wann: dict[str, pl.Series],
    zeilen: pl.Series,
    summand: pl.Series,
    gruppe: Mapping[str, str],
) -> None:
    """Add one count per row that `zeilen` marks; those that `summand` marks too count towards the total."""
    alle = tafel.rahmen(
        Teilnahme,
        spalte.nummer,
        **wann,
        zaehlart="besuche",
        summand=summand if len(summand) > 1 else summand.new_from_index(0, len(tafel.zeilen)),
        **gruppe,
        anzahl=spalte.je_zeile(
            [None if z is None or z.wert is None else int(z.wert) for z in zahlen], pl.Int64
        ),
        anzahl_min=spalte.je_zeile([None if z is None else int(z.min) for z in zahlen], pl.Int64),
        anzahl_max=spalte.je_zeile(
            [None if z is None or z.max is None else int(z.max) for z in zahlen], pl.Int64
        ),
        genauigkeit=spalte.je_zeile([z and z.genauigkeit for z in zahlen], pl.Enum(list(GENAUIGKEIT))),
        erhebung=spalte.je_zeile([erhebung(z) for z in zahlen], pl.Enum(list(ERHEBUNG))),
    )
    sammlung.rahmen["teilnahme"].append(alle if zeilen.all() else alle.filter(zeilen))


def angebot_id(liste: Liste) -> str:
    """Return the Angebot a list is about: its head line, else the name of its sheet."""
    zelle = kopfangaben(liste.lesung, liste.kopf.zeile).get("Angebot")
    return kurzname(zelle.text if zelle else liste.lesung.blatt.name)
