"""What every Kennzahl can be asked for; which numbers come out stands in `faelle`."""

from datetime import date

import polars as pl
import pytest
from zeichnen import bestand, blatt, tabellen

from qz_analysis.errors import ParameterFehler
from qz_analysis.figures import KENNZAHLEN, Bestand, Einstellungen, belege
from qz_analysis.figures.belegstelle import fasse_zusammen
from qz_analysis.figures.gruppierung import GRUPPIERUNGEN
from qz_analysis.model.tabellen import Tabellen
from qz_analysis.show import text
from qz_analysis.show.angabe import angabe

ANGEBOTE = blatt("""
Angebot | Thema    | Art           | Zielgruppe          | unsicher
Café    | Beratung | wiederkehrend | Kinder, Jugendliche | Art; Zielgruppe
Chor    | Kultur   | einmalig      | Kinder              |
Tanz    | Sport    | einmalig      |                     |
""")


@pytest.fixture(scope="module")
def b() -> Bestand:
    return bestand(ANGEBOTE)


def angebote(b, **wonach):
    return KENNZAHLEN["angebote"](b, **wonach)


def zahlen(ergebnis):
    return {w.gruppe: w.anzahl.min for w in ergebnis.werte if w.anzahl}


@pytest.mark.parametrize(
    ("wo", "anzahl"),
    [
        ("", 3),
        ("art = einmalig", 2),
        ("Art = wiederkehrend | einmalig", 3),
        ("ART=einmalig;thema=Kultur und Kreatives", 1),
        ("thema = kultur_kreatives", 1),
        ("Jahr = 2021", 3),
        ("Jahr = 2020", 0),
        ({"jahr": [2020, 2021]}, 3),
        ({"art": "einmalig", "zielgruppe": "Kinder"}, 1),
        (" ; ", 3),
    ],
)
def test_conditions_are_read_as_colleagues_write_them(wo, anzahl, b):
    assert angebote(b, wo=wo).wert.anzahl.min == anzahl


@pytest.mark.parametrize(
    ("wonach", "satz"),
    [
        ({"wo": "Artt = einmalig"}, "Nach „Artt“ lässt sich hier nicht aufteilen. Am nächsten liegt „art“."),
        ({"je": "Zielgruppen"}, "Nach „Zielgruppen“ lässt sich hier nicht aufteilen. Am nächsten liegt „zielgruppe“."),
        ({"je": "monat"}, "Nach „monat“ lässt sich hier nicht aufteilen."),
        ({"wo": "art = einmahlig"}, "„einmahlig“ ist keine Angabe für Art. Am nächsten liegt „einmalig“."),
        ({"wo": "einmalig"}, "„einmalig“ ist keine Bedingung. Bitte schreiben wie „art = wiederkehrend“"),
        ({"wo": "art = "}, "„art =“ ist keine Bedingung."),
        ({"wo": "jahr = heuer"}, "„heuer“ ist kein Jahr. Bitte eine Zahl wie 2021 schreiben."),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_what_may_be_meant(wonach, satz, b):
    with pytest.raises(ParameterFehler) as fehler:
        angebote(b, **wonach)
    assert str(fehler.value).startswith(satz)


def test_an_ergebnis_is_called_by_what_it_is_grouped_by_and_limited_to(b):
    e = angebote(b, je=("zielgruppe", "Art"), wo="Zielgruppe = Kinder | Jugendliche")
    assert e.id.startswith("angebote_je_zielgruppe_je_art")
    assert e.bezeichnung == "Angebotsformate nach Zielgruppe und Art (Zielgruppe: Kinder oder Jugendliche)"
    assert e.mehrfach
    assert "Mehrfachnennungen" in e.definition


def test_a_row_counts_as_doubtful_once_and_only_for_what_it_is_grouped_by(b):
    def unsicher(**wonach):
        return sum(w.unsicher for w in angebote(b, **wonach).werte)

    assert (unsicher(), unsicher(je="art"), unsicher(je="thema")) == (0, 1, 0)
    assert (unsicher(je=("art", "zielgruppe")), unsicher(wo="art = wiederkehrend")) == (2, 1)


def test_the_only_value_of_groups_is_an_error_of_ours(b):
    with pytest.raises(ValueError, match="has 3 values"):
        _ = angebote(b, je="thema").wert


def test_cells_can_be_asked_for_by_the_group_as_readers_see_it(b):
    assert [str(s) for s in belege(b, "angebote", "kinder", je="zielgruppe")] == [
        "liste.xlsx › Liste: D2:D3 (2 Zellen)"
    ]
    assert [str(s) for s in belege(b, "angebote")] == ["liste.xlsx › Liste: A2:A4 (3 Zellen)"]


@pytest.mark.parametrize(
    ("kennung", "gruppe", "satz"),
    [
        ("angebot", None, "Die Kennzahl „angebot“ gibt es nicht. Am nächsten liegt „angebote“."),
        ("angebote", "Kindern", "Die Gruppe „Kindern“ gibt es hier nicht. Am nächsten liegt „Kinder“."),
    ],
)
def test_cells_of_what_there_is_not_are_asked_for_in_vain(kennung, gruppe, satz, b):
    with pytest.raises(ParameterFehler) as fehler:
        belege(b, kennung, gruppe, je="zielgruppe")
    assert str(fehler.value) == satz


def test_cells_below_each_other_become_a_range_and_columns_stand_in_their_order():
    zellen = ["B2", "B3", "B10", "AA1", "C4", "B2", "B11", "D1:E2"]
    (eins, zwei) = fasse_zusammen([*(("b/liste.xlsx", "Blatt", z) for z in zellen), ("a.xlsx", "A", "A1")])
    assert str(eins) == "a.xlsx › A: A1 (1 Zelle)"
    assert str(zwei) == "liste.xlsx › Blatt: B2:B3, B10:B11, C4, AA1, D1:E2 (7 Zellen)"


def test_a_figure_says_where_it_comes_from():
    e = KENNZAHLEN["besuche_je_oeffnungstag"](
        bestand(blatt("Datum | Angebot | Besuche\n02.03.2021 | Chor | 10\n09.03.2021 | Chor | n.e.")), wo="Monat = 3"
    )  # fmt: skip
    genannt = dict(angabe(e, e.wert).herkunft)
    assert genannt["Kennzahl"] == "Besuche je gezähltem Öffnungstag (besuche_je_oeffnungstag)"
    assert (genannt["nur"], genannt["Grundlage"]) == ("Monat: März", "10 / 1")
    assert genannt["Abdeckung"] == "50 % der erwarteten Termine"
    assert genannt["Quellzellen"] == "liste.xlsx › Liste: C2 (1 Zelle)"
    assert list(genannt)[-1] == "Quelle der Definition"


def test_a_table_that_is_missing_is_named_with_those_there_are():
    with pytest.raises(ParameterFehler) as fehler:
        KENNZAHLEN["besuche"]({"termin": tabellen().termin})
    assert str(fehler.value).startswith(
        "Diese Kennzahl braucht die Tabelle „teilnahme“. Vorhanden sind: termin."
    )


def test_tables_without_settings_are_enough():
    assert text.wert(angebote(tabellen(ANGEBOTE)).wert) == "3"


def test_every_grouping_of_a_kennzahl_exists():
    assert {g for r in KENNZAHLEN.values() for g in r.kennzahl.gruppen} <= GRUPPIERUNGEN.keys()


def test_reach_is_persons_by_inhabitants_of_the_districts_that_have_both():
    leer = {name: getattr(tabellen(), name) for name in Tabellen.members()}
    ort = {"standort": "qz", "jahr": 2021, "quelle_datei": "l", "quelle_blatt": "B", "quelle_zelle": "A1"}

    def gefuellt(name, zeilen):
        schema = leer[name].schema
        return pl.DataFrame([{**dict.fromkeys(schema), **ort, **z} for z in zeilen], schema=schema)

    person = {
        "angebot_id": "a",
        "datum": date(2021, 1, 1),
        "zaehlart": "personen",
        "genauigkeit": "genau",
        "summand": True,
    }
    leute = [
        person | {"planungsbezirk": bezirk, "anzahl": n, "anzahl_min": n, "anzahl_max": n}
        for bezirk, n in (("Nord", 30), ("Süd", 20), ("Fern", 50))
    ]
    einwohner = [
        {"planungsbezirk": bezirk, "einwohner": n}
        for bezirk, n in (("Nord", 200), ("Süd", 300), ("West", 900))
    ]
    b = Bestand(leer | {"teilnahme": gefuellt("teilnahme", leute), "bevoelkerung": gefuellt("bevoelkerung", einwohner)},
                Einstellungen(k=5))  # fmt: skip
    e = KENNZAHLEN["reichweite"](b, je="planungsbezirk")
    assert {w.gruppe: text.wert(w, "Anteil") for w in e.werte} == {"Nord": "15 %", "Süd": "7 %"}
    gesamt = KENNZAHLEN["reichweite"](b).wert
    assert (gesamt.zaehler, gesamt.nenner) == (50, 500)


def test_what_is_estimated_from_sample_data_says_so_when_another_file_plans_the_days():
    geplant = blatt("""
Datum      | Angebot | Besuche
15.03.2021 | Treff   | n.e.
16.03.2021 | Tanz    | n.e.
""", datei="qz/2021/a.xlsx")  # fmt: skip
    gezaehlt = blatt("""
Herkunft: Beispieldaten |         |
Datum                   | Angebot | Besuche
01.03.2021              | Treff   | 10
08.03.2021              | Treff   | 12
""", datei="qz/2021/b.xlsx")  # fmt: skip
    e = KENNZAHLEN["besuche_hochrechnung"](bestand(geplant, gezaehlt), je="angebot")
    assert {w.gruppe: (w.anzahl is not None, w.beispiel) for w in e.werte} == {
        "treff": (True, True),
        "tanz": (False, False),
    }
