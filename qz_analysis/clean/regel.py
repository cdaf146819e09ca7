"""One recurrence rule (RFC 5545, section 3.3.10) as the days it determines, or why it determines none."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from qz_analysis.clean.wochentage import FOLGE


@dataclass(frozen=True)
class Regel:
    """The parts of a rule that this module asks for; `text` is the rule itself."""

    text: str
    freq: str
    abstand: int
    tage: tuple[str, ...]
    monatstag: bool

    @classmethod
    def lies(cls, text: str) -> Self:
        """Return a rule as `rhythmus.parse_rhythmus` writes it."""
        teile = dict(teil.split("=", 1) for teil in text.split(";"))
        tage = tuple(teile["BYDAY"].split(",")) if "BYDAY" in teile else ()
        return cls(text, teile["FREQ"], int(teile.get("INTERVAL", 1)), tage, "BYMONTHDAY" in teile)

    def abstand_tage(self, tage_je_woche: int | None) -> int | None:
        """Return the days from one Termin to the next, None where they differ or nobody says how often a week."""
        if self.freq == "DAILY":
            return self.abstand
        einer = len(self.tage) <= 1 and (self.abstand > 1 or tage_je_woche == 1)
        return 7 * self.abstand if self.freq == "WEEKLY" and einer else None

    @property
    def termine_je_monat(self) -> float | None:
        """Termine a month of a monthly rule, None for others."""
        return max(len(self.tage), 1) / self.abstand if self.freq == "MONTHLY" else None

    @property
    def braucht_anker(self) -> bool:
        """Whether only a first Termin says which of the days it is."""
        return self.abstand > 1

    def unbestimmt(self) -> str | None:
        """Return why the rule itself leaves its days open, None where it does not."""
        if self.freq == "YEARLY":
            return "Tag im Jahr nicht genannt"
        if self.freq == "WEEKLY" and not self.tage:
            return "Wochentag nicht genannt"
        if self.freq == "MONTHLY" and not self.tage and not self.monatstag:
            return "Tag im Monat nicht genannt"
        if self.braucht_anker and len(self.tage) > 1:
            return "welcher der Wochentage in welcher Woche gilt, ist nicht genannt"
        return None

    def anker(self, gelistet: Sequence[dt.date], beginn: dt.date | None) -> tuple[dt.date | None, str | None]:
        """Return a day from which to count the interval, or why there is none.

        That is a Termin of the lists on a day the rule can mean, else Beginn. Lists that contradict the interval, as
        after a shift, leave open which of their days hold for the rest of the year.
        """
        moeglich = [tag for tag in sorted(gelistet) if self._kann_sein(tag)]
        if not moeglich and beginn and self._kann_sein(beginn):
            moeglich = [beginn]
        if not moeglich:
            return None, "erster Termin nicht genannt"
        if len({self._phase(tag) for tag in moeglich}) > 1:
            return None, "Termine der Liste passen nicht zum Abstand des Rhythmus"
        return moeglich[0], None

    def tage_von_bis(self, von: dt.date, bis: dt.date, anker: dt.date | None = None) -> tuple[dt.date, ...]:
        """Return the days from `von` to `bis`, both included, that the rule gives; it must not be `unbestimmt`."""
        return _tage(self.text, self._start(von, anker), von, bis)

    def _start(self, von: dt.date, anker: dt.date | None) -> dt.date:
        """Return the last day up to `von` on which a period of the rule begins."""
        if anker is None:
            return von
        if self.freq == "MONTHLY":
            monate = (von.year - anker.year) * 12 + von.month - anker.month
            return anker.replace(day=1) + relativedelta(months=monate // self.abstand * self.abstand)
        schritt = self.abstand * (7 if self.freq == "WEEKLY" else 1)
        return anker + dt.timedelta((von - anker).days // schritt * schritt)

    def _kann_sein(self, tag: dt.date) -> bool:
        if self.freq == "WEEKLY":
            return FOLGE[tag.weekday()] in self.tage
        return self.freq == "DAILY" or tag in _tage(_ohne_abstand(self.text), tag, tag, tag)

    def _phase(self, tag: dt.date) -> int:
        if self.freq == "MONTHLY":
            return (tag.year * 12 + tag.month) % self.abstand
        return tag.toordinal() % (self.abstand * (7 if self.freq == "WEEKLY" else 1))


def _ohne_abstand(regel: str) -> str:
    return ";".join(teil for teil in regel.split(";") if not teil.startswith("INTERVAL="))


@lru_cache(maxsize=1024)
def _tage(regel: str, start: dt.date, von: dt.date, bis: dt.date) -> tuple[dt.date, ...]:
    um_null = dt.time()
    folge = rrulestr(regel, dtstart=dt.datetime.combine(start, um_null))
    zwischen = folge.between(dt.datetime.combine(von, um_null), dt.datetime.combine(bis, um_null), inc=True)
    return tuple(tag.date() for tag in zwischen)
