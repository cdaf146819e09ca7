"""A known table, laid out in any of the ways an office lays tables out, is the same table again."""

import datetime as dt
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from zeichnen import tabellen

from qz_analysis.read.blatt import Blatt

TAGE = st.lists(st.dates(dt.date(2021, 1, 1), dt.date(2021, 12, 31)), min_size=2, max_size=12, unique=True)
# What may stand above a list without meaning anything: no header, no date, no head line.
TITEL = st.lists(
    st.sampled_from(["Besuche", "Stadtteilbüro", "bitte monatlich abgeben", "Stand: Mai"]), max_size=3
)


def schreibe(datum: dt.date, art: str) -> Any:
    """Return a day as a colleague may write it."""
    match art:
        case "excel":
            return dt.datetime.combine(datum, dt.time())
        case "lang":
            return datum.strftime("%d.%m.%Y")
        case "kurz":
            return f"{datum.day}.{datum.month}.{datum:%y}"
        case "wochentag":
            return f"{['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'][datum.weekday()]} {datum:%d.%m.%y}"
        case _:
            return datum.isoformat()


SCHREIBWEISE = st.sampled_from(["excel", "lang", "kurz", "wochentag", "iso"])


def blatt(zeilen: list[list[Any]], rechts: int) -> Blatt:
    """Return a sheet with these rows, moved `rechts` columns to the right."""
    spalten: dict[int, list[Any]] = {}
    for nummer, zeile in enumerate(zeilen):
        for stelle, wert in enumerate(zeile, 1 + rechts):
            if wert is not None:
                spalte = spalten.setdefault(stelle, [])
                spalte += [None] * (nummer - len(spalte)) + [wert]
    return Blatt("qz/2021/liste.xlsx", "Blatt", "0" * 64, spalten)


@settings(deadline=None, max_examples=60)
@given(
    tage=TAGE,
    titel=TITEL,
    leer=st.integers(0, 3),
    rechts=st.integers(0, 4),
    art=SCHREIBWEISE,
    als_text=st.booleans(),
    summe=st.booleans(),
    fussnote=st.booleans(),
    luecken=st.sets(st.integers(0, 11), max_size=3),
    zwischen=st.booleans(),
)
def test_a_list_of_visits_comes_back_from_any_layout(
    tage, titel, leer, rechts, art, als_text, summe, fussnote, luecken, zwischen
):
    zahlen = [7 + 3 * n for n in range(len(tage))]
    kopf = ["Datum", *([None] if zwischen else []), "Besuche"]
    zeilen: list[list[Any]] = [[text] for text in titel] + [[None]] * leer + [kopf]
    for nummer, (tag, zahl) in enumerate(zip(tage, zahlen, strict=True)):
        zeilen += [[None]] * (nummer in luecken)
        zeilen.append([schreibe(tag, art), *([None] if zwischen else []), str(zahl) if als_text else zahl])
    if summe:
        zeilen.append(["Summe", *([None] if zwischen else []), sum(zahlen)])
    if fussnote:
        zeilen += [[None], ["* ohne Feiertage"]]
    t = tabellen(blatt(zeilen, rechts))
    assert dict(t.teilnahme.select("datum", "anzahl").rows()) == dict(zip(tage, zahlen, strict=True))
    assert set(t.befund["regel"]) <= {"zahl_als_text"}
    q = t.quelle.row(0, named=True)
    assert q["zellen_gelesen"] == sum(wert is not None for zeile in zeilen for wert in zeile)


@settings(deadline=None, max_examples=40)
@given(
    tage=st.lists(st.dates(dt.date(2021, 1, 1), dt.date(2021, 12, 31)), min_size=3, max_size=8, unique=True),
    angebote=st.lists(
        st.sampled_from(["Café", "Chor", "Stricktreff", "Bö-Ki"]), min_size=1, max_size=4, unique=True
    ),
    titel=TITEL,
    rechts=st.integers(0, 3),
    art=SCHREIBWEISE,
    quer=st.booleans(),
    daten=st.data(),
)
def test_a_calendar_comes_back_across_or_down(tage, angebote, titel, rechts, art, quer, daten):
    zahlen = {(a, t): daten.draw(st.integers(0, 60)) for a in angebote for t in sorted(tage)}
    if quer:
        kopf = ["Angebot", *(schreibe(t, art) for t in sorted(tage))]
        rumpf = [[a, *(zahlen[a, t] for t in sorted(tage))] for a in angebote]
    else:
        kopf = ["Datum", *angebote]
        rumpf = [[schreibe(t, art), *(zahlen[a, t] for a in angebote)] for t in sorted(tage)]
    t = tabellen(blatt([*([text] for text in titel), kopf, *rumpf], rechts))
    ids = dict(zip(angebote, ["".join(c for c in a.lower()) for a in angebote], strict=True))
    gelesen = sorted((z["datum"], z["anzahl"]) for z in t.teilnahme.iter_rows(named=True))
    assert gelesen == sorted((tag, zahl) for (_, tag), zahl in zahlen.items())
    assert t.teilnahme["angebot_id"].n_unique() == len(ids)
    assert t.befund.is_empty()
