"""A Kennzahl through time: which rows counted on a day for sure, which may have, and what that makes of the value."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

import narwhals.stable.v2 as nw
import polars as pl

from qz_analysis.clean.zielzeitraum import Takt
from qz_analysis.figures.bedingung import lies_bedingungen
from qz_analysis.figures.belegstelle import Belegstelle, fasse_zusammen
from qz_analysis.figures.bestand import QUELLE, Bestand
from qz_analysis.figures.gruppierung import ORTE
from qz_analysis.figures.kennzahl import Rechnung
from qz_analysis.figures.mass import Groesster, Summe, Verschiedene, Wertsumme, Zeilenzahl
from qz_analysis.figures.messung import Messung, berechne, waehle
from qz_analysis.figures.stand import Stand
from qz_analysis.figures.streuung import Hoechstwert, Mittel
from qz_analysis.figures.wert import Wert
from qz_analysis.figures.zeiten import AB, BIS, NIE, OHNE_TAG, OHNE_TAKT, SICHER_AB, im_takt, mit_tagen
from qz_analysis.model.anzahl import Anzahl

Offen = Literal["ohne_tag", "im_zeitraum", "ohne_takt", "termine_offen"]


class Zeitreihe:
    """The rows of one Kennzahl of one Standort and Jahr under some conditions, each with its days.

    A row without a day is one of its Jahr: it may count from the first day of it on, and does on the last. An Angebot
    that recurs goes on until its Ende or the end of the Jahr (`laufend`); with `takt` only one counts that recurs as
    often as that, and one whose rhythm nobody knows may. `tagebuch`: rows are kept day by day, so that days before the
    first row are no zeros but unknown.
    """

    def __init__(
        self, b: Bestand, rechnung: Rechnung, wo: str, ort: tuple[str, int], takt: Takt | None = None
    ) -> None:
        self.rechnung, self.jahr = rechnung, ort[1]
        self._b = b
        self.bedingungen = lies_bedingungen(wo, (*rechnung.kennzahl.gruppen, *ORTE))
        self.wo = "; ".join(map(str, self.bedingungen))
        self._messung = _mit_zeitangaben(b.einmal(rechnung.funktion), takt)
        self._hier = hier = (nw.col("standort") == ort[0]) & (nw.col("jahr") == ort[1])
        self._zeilen = self._lies(self._messung.zeilen.filter(hier), takt)
        belegt = self._messung.belegt
        self._belegt = self._zeilen if belegt is None else self._lies(belegt.filter(hier), takt)
        termine = self._messung.termine
        self._termine = None if termine is None else self._nach_bedingung(b.einmal(termine), hier)
        self.laufend = "von" in self._zeilen.columns
        self.tagebuch = not self.laufend and {"angebot_id", "datum"} <= set(self._zeilen.columns)
        self._offen = self._offene_termine(hier)
        mass = self._messung.mass
        self._zaehlt = isinstance(mass, Zeilenzahl | Verschiedene | Summe | Wertsumme) and not isinstance(
            mass, Mittel
        )
        self.waechst = self._zaehlt or isinstance(mass, Groesster | Hoechstwert)
        self._werte: dict[tuple[bytes, bytes], Wert] = {}

    def _lies(self, rahmen: nw.LazyFrame, takt: Takt | None) -> pl.DataFrame:
        gewaehlt = waehle(
            self._b, rahmen, (), self.bedingungen, aufgeschluesselt=self._messung.aufgeschluesselt
        )
        zeilen = mit_tagen(gewaehlt.collect(backend="polars").to_native(), self.jahr)
        return im_takt(zeilen, takt) if takt else zeilen

    def _nach_bedingung(self, termine: nw.LazyFrame, hier: nw.Expr) -> pl.DataFrame:
        """Return Termine under the conditions; of those about persons a Termin knows nothing."""
        von_allen = [bed for bed in self.bedingungen if not bed.gruppierung.personen]
        gewaehlt = waehle(self._b, termine.filter(hier), (), von_allen)
        # What the conditions were told by goes: they are asked again where coverage is reckoned.
        return gewaehlt.select(*termine.collect_schema().names()).collect(backend="polars").to_native()

    def _offene_termine(self, hier: nw.Expr) -> pl.DataFrame | None:
        """Return the Termine of which nobody says whether they took place, for a Kennzahl of those that did."""
        if "planmaessig" not in self._zeilen.columns:
            return None
        if (self._zeilen["status"].cast(pl.String) == "unbekannt").any():
            return None
        unbekannt = self._b["termin"].filter(nw.col("status") == "unbekannt")
        return mit_tagen(self._nach_bedingung(unbekannt, hier), self.jahr)

    @property
    def leer(self) -> bool:
        """Whether no list says anything the Kennzahl could be made from."""
        if not self._zeilen.is_empty():
            return False
        return not isinstance(self._messung.mass, Zeilenzahl | Verschiedene) or self._ohne_termine

    @property
    def _ohne_termine(self) -> bool:
        """Whether Termine are asked for of an Angebot that took place, and no list or rhythm has any."""
        namen = [w for bed in self.bedingungen if bed.gruppierung.name == "angebot" for w in bed.werte]
        if not self.tagebuch or not namen:
            return False
        angebote = self._b["angebot"].filter(
            nw.col("angebot").is_in(namen),
            nw.col("durchfuehrung") != "ausgefallen",
            nw.col("jahr") == self.jahr,
        )
        ids = [z[0] for z in angebote.select("angebot_id").collect().rows()]
        return bool(ids) and (self._offen is None or self._offen.is_empty())

    @property
    def erster_tag(self) -> dt.date | None:
        """The first day of any row, None where there is no row."""
        tag = self._zeilen[AB].min()
        return tag if isinstance(tag, dt.date) else None

    def ausgefallen(self) -> tuple[Belegstelle, ...]:
        """Return the cells of what the conditions name and a list says was called off."""
        tabelle = "angebot" if self.laufend else "aktivitaet"
        if not self.bedingungen or (not self.laufend and tabelle not in self._zeilen.columns):
            return ()
        fiel_aus = self._b[tabelle].filter(self._hier, nw.col("durchfuehrung") == "ausgefallen")
        gewaehlt = waehle(self._b, fiel_aus, (), self.bedingungen)
        return _zellen(gewaehlt.collect(backend="polars").to_native())

    @property
    def dauert(self) -> bool:
        """Whether all rows are Angebote that recur, so that the value may fall again."""
        return self.laufend and not self._zeilen.is_empty() and self._zeilen[BIS].null_count() == 0

    def wechsel(self, von: dt.date, bis: dt.date) -> list[dt.date]:
        """Return the days within on which the value may change, `von` the first."""
        tage = {von}
        for spalte in (AB, SICHER_AB):
            tage |= set(self._zeilen[spalte])
        tage |= {tag + dt.timedelta(days=1) for tag in self._zeilen[BIS].drop_nulls() if tag < NIE}
        return sorted(tag for tag in tage if von <= tag <= bis)

    def ereignisse(self, von: dt.date, bis: dt.date) -> tuple[list[dt.date], int]:
        """Return the days within on which something happened for sure, and how many rows may lie within as well."""
        genau = self._zeilen.filter(pl.col(AB) == pl.col(SICHER_AB), pl.col(AB).is_between(von, bis))
        offen = self._zeilen.filter(
            pl.col(AB) < pl.col(SICHER_AB), pl.col(AB) <= bis, pl.col(SICHER_AB) >= von
        )
        termine = 0 if self._offen is None else self._offen.filter(pl.col(AB).is_between(von, bis)).height
        return sorted(set(genau[AB])), offen.height + termine

    def bis(self, tag: dt.date, von: dt.date | None = None) -> Stand:
        """Return the value of what had begun or happened by the end of a day, from `von` on or from ever."""
        sicher, moeglich = pl.col(SICHER_AB) <= tag, pl.col(AB) <= tag
        if von:
            sicher, moeglich = sicher & (pl.col(AB) >= von), moeglich & (pl.col(SICHER_AB) >= von)
        return self._stand(sicher, moeglich, von or dt.date(self.jahr, 1, 1), tag)

    def am(self, tag: dt.date) -> Stand:
        """Return the value of what went on, or happened, on a day."""
        return self.im(tag, tag)

    def im(self, von: dt.date, bis: dt.date) -> Stand:
        """Return the value of what happened within two days, or went on at some time within."""
        einzeln = pl.col(BIS).is_null()
        geschah = (pl.col(AB) >= von) & (pl.col(SICHER_AB) <= bis)
        lief = (pl.col(SICHER_AB) <= bis) & (pl.col(BIS) >= von)
        kann_geschehen = (pl.col(AB) <= bis) & (pl.col(SICHER_AB) >= von)
        kann_laufen = (pl.col(AB) <= bis) & (pl.col(BIS) >= von)
        sicher = pl.when(einzeln).then(geschah).otherwise(lief)
        moeglich = pl.when(einzeln).then(kann_geschehen).otherwise(kann_laufen)
        return self._stand(sicher, moeglich, von, bis)

    def _stand(self, sicher: pl.Expr, moeglich: pl.Expr, von: dt.date, bis: dt.date) -> Stand:
        kann = _welche(self._zeilen, moeglich)
        muss = kann & _welche(self._zeilen, sicher)
        offen = 0 if self._offen is None else self._offen.filter(pl.col(AB).is_between(von, bis)).height
        wert_sicher, wert_moeglich = self._wert(muss, von, bis), self._wert(kann, von, bis)
        exakt = bool((muss == kann).all()) and not offen
        lueckenhaft = wert_sicher.abdeckung is not None and wert_sicher.abdeckung < 1
        if offen or (lueckenhaft and self.waechst):
            # What took place uncounted adds to a sum, nobody knows how much.
            exakt = False
            zahl = wert_moeglich.anzahl or Anzahl.genau(0)
            oben = (
                zahl.max + offen if zahl.max is not None and not lueckenhaft and self._zaehlt_zeilen else None
            )
            wert_moeglich = replace(
                wert_moeglich,
                anzahl=Anzahl(None, zahl.min, oben, "mindestens" if oben is None else "von_bis"),
            )
        return Stand(wert_sicher, wert_moeglich, exakt, self._zaehlt, self.waechst)

    @property
    def _zaehlt_zeilen(self) -> bool:
        return isinstance(self._messung.mass, Zeilenzahl)

    def _wert(self, welche: pl.Series, von: dt.date, bis: dt.date) -> Wert:
        """Return the value of some rows, with the coverage of two days: many days have the rows of the day before."""
        messung, dabei = self._messung, pl.Series(dtype=pl.Boolean)
        if self._termine is not None:
            dabei = _welche(self._termine, pl.col("datum").is_between(von, bis))
            termine = nw.from_native(self._termine.filter(dabei).lazy())
            messung = replace(messung, termine=lambda _: termine)
        frage = bytes(welche), bytes(dabei)
        if frage not in self._werte:
            zeilen = nw.from_native(self._zeilen.filter(welche).lazy())
            self._werte[frage] = berechne(self._b, messung, zeilen, (), self.bedingungen)[0]
        return self._werte[frage]

    def belege(self, bis: dt.date, von: dt.date | None = None) -> tuple[Belegstelle, ...]:
        """Return the source cells of what had begun or happened by a day, or may have."""
        dabei = self._belegt.filter(pl.col(AB) <= bis)
        if von:
            dabei = dabei.filter(pl.coalesce(BIS, SICHER_AB) >= von)
        return _zellen(dabei)

    def offene(
        self, bis: dt.date, von: dt.date | None = None
    ) -> dict[Offen, tuple[int, tuple[Belegstelle, ...]]]:
        """Return by kind of gap how many rows may count and need not, with their cells."""
        unklar = self._zeilen.filter(pl.col(AB) <= bis, pl.col(SICHER_AB) > bis)
        if von:
            schon = self._zeilen.filter(pl.col(AB) < von, pl.col(SICHER_AB).is_between(von, bis))
            unklar = pl.concat([unklar, schon])
        teile: dict[Offen, pl.Expr] = {
            "ohne_takt": pl.col(OHNE_TAKT),
            "ohne_tag": ~pl.col(OHNE_TAKT) & pl.col(OHNE_TAG),
            "im_zeitraum": ~pl.col(OHNE_TAKT) & ~pl.col(OHNE_TAG),
        }
        funde: dict[Offen, tuple[int, tuple[Belegstelle, ...]]] = {}
        for art, wo in teile.items():
            if (teil := unklar.filter(wo)).height:
                funde[art] = (teil.height, _zellen(teil))
        if self._offen is not None:
            termine = self._offen.filter(pl.col(AB).is_between(von or dt.date(self.jahr, 1, 1), bis))
            if termine.height:
                funde["termine_offen"] = (termine.height, _zellen(termine))
        return funde


def _mit_zeitangaben(messung: Messung, takt: Takt | None) -> Messung:
    """Return a Messung for which the doubt about days matters too, and about the rhythm where it is asked for."""
    if messung.lesart is None:
        return messung
    return replace(
        messung, lesart=(*messung.lesart, "Beginn", "Ende", "Datum", *(("Rhythmus",) if takt else ()))
    )


def _welche(zeilen: pl.DataFrame, bedingung: pl.Expr) -> pl.Series:
    """Return for each row whether a condition holds."""
    return zeilen.select(bedingung.fill_null(value=False).alias("dabei"))["dabei"]


def _zellen(zeilen: pl.DataFrame) -> tuple[Belegstelle, ...]:
    if not set(QUELLE) <= set(zeilen.columns):
        return ()
    alle: Iterable[Any] = zeilen.select(QUELLE).unique().iter_rows()
    return fasse_zusammen(alle)
