"""The template: what it lets people type, and that it reads back what they typed."""

import datetime as dt
import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from qz_analysis.clean.kopf import listenarten, schluessel
from qz_analysis.clean.schreibweise import werteliste
from qz_analysis.einlesen import clean, pruefe
from qz_analysis.errors import ParameterFehler
from qz_analysis.model import werte
from qz_analysis.report.vorlage_inhalt import KOPFZEILE
from qz_analysis.report.vorlage_xlsx import vorlage_xlsx
from qz_analysis.vorlage import schreibe_vorlage, vorlage

JAHR = 2027
LISTEN = {
    "partner": "Partner",
    "angebot": "Angebote",
    "teilnahme": "Besuche",
    "ziel": "Ziele",
    "anliegen": "Anliegen",
    "personal": "Personal",
    "fortbildung": "Fortbildung",
    "aktivitaet": "Aktivitäten",
    "ehrenamt": "Ehrenamt",
    "bevoelkerung": "Bevölkerung",
}


@pytest.fixture(scope="module")
def inhalt() -> bytes:
    return vorlage_xlsx(vorlage(JAHR, "Quartierszentrum"))


@pytest.fixture
def mappe(inhalt) -> Workbook:
    return load_workbook(io.BytesIO(inhalt))


def koepfe(blatt) -> dict[str, int]:
    return {zelle.value: zelle.column for zelle in blatt[KOPFZEILE]}


def pruefung(blatt, titel: str):
    """Return the validation of a column, None where it has none."""
    ort = f"{get_column_letter(koepfe(blatt)[titel])}{KOPFZEILE + 1}"
    return next((p for p in blatt.data_validations.dataValidation if ort in p.sqref), None)


def auswahl(mappe: Workbook, blatt, titel: str) -> list[str]:
    """Return what the dropdown of a column offers, as a spreadsheet finds it."""
    formel = pruefung(blatt, titel).formula1
    if formel.startswith('"'):
        return formel.strip('"').split(",")
    name, bereich = formel.replace("'", "").split("!")
    links, oben, rechts, unten = range_boundaries(bereich.replace("$", ""))
    zellen = mappe[name].iter_rows(oben, unten, links, rechts)
    return [zelle.value for (zelle,) in zellen if zelle.value is not None]


def fuelle(blatt, zeilen: list[dict]) -> None:
    for nummer, zeile in enumerate(zeilen, KOPFZEILE + 1):
        for titel, wert in zeile.items():
            blatt.cell(nummer, koepfe(blatt)[titel], wert)


def ausgefuellt(mappe: Workbook) -> None:
    """Fill in each list with several rows, so that every choice of every dropdown is taken."""
    angebote = mappe["Angebote"]
    choices = {
        t: auswahl(mappe, angebote, t)
        for t in ("Bereich", "Art", "Verantwortung", "inklusiv", "KJH-Art", "KJH-relevant")
    }
    fuelle(
        mappe["Partner"],
        [{"Partner": "VHS", "Typ": "Bildungseinrichtung"}, {"Partner": "AWO Kreisverband Heilbronn e.V."}],
    )
    themen, gruppen = list(werteliste("thema").values()), list(werteliste("zielgruppe").values())
    fuelle(
        angebote,
        [
            {
                "Angebot": f"Angebot {n + 1}",
                "Thema": thema,
                "Zielgruppe": "; ".join(gruppen[n : n + 2]),
                "Kooperationspartner": "VHS; AWO Kreisverband Heilbronn e.V." if n == 0 else None,
                "Rhythmus": "wöchentlich montags",
                "Beginn": f"01.04.{JAHR}",
                **{titel: moeglich[n % len(moeglich)] for titel, moeglich in choices.items()},
                "Ehrenamt": choices["inklusiv"][n % 2],
            }
            for n, thema in enumerate(themen)
        ],
    )
    fuelle(
        mappe["Besuche"],
        [
            {
                "Datum": dt.date(JAHR, 3, 14 + n),
                "Angebot": "Angebot 1",
                "Öffnung": "14-17 Uhr",
                "Besuche": besuche,
            }
            | ({"weiblich": 4, "männlich": 5, "divers / k. A.": 1} if besuche == 10 else {})
            for n, besuche in enumerate([10, "ca. 14", "n.e.", "ausgefallen", 0])
        ],
    )
    fuelle(
        mappe["Ziele"],
        [
            {
                "Nr.": f"1.{n + 1}",
                "Orientierungsziel": "Begegnung",
                "Handlungsziel": f"Ziel {n + 1}",
                "Frist": f"31.12.{JAHR}",
                "Status": status,
                "Grund": "; ".join(werte.ZIEL_GRUND.values()) if n == 0 else None,
                "Wirkungsstufe": n % 7 + 1,
                "Folgeziel vermerkt": ["ja", "nein"][n % 2],
            }
            for n, status in enumerate([*auswahl(mappe, mappe["Ziele"], "Status")] * 2)
        ],
    )
    fuelle(
        mappe["Anliegen"],
        [
            {
                "Nr.": n + 1,
                "Anliegen": f"Anliegen {n + 1}",
                "Thema": "Jugend",
                "Kanal": kanal,
                "Datum": f"2. Quartal {JAHR}",
                "Anzahl": "mind. 2",
                "Ziel": f"{JAHR}: 1.1; {JAHR + 1}: 2.3; 2.5",
            }
            for n, kanal in enumerate(auswahl(mappe, mappe["Anliegen"], "Kanal"))
        ],
    )
    fuelle(mappe["Personal"], [{"Posten": "Team", "% VK": 390}, {"Posten": "davon vakant", "% VK": 75}])
    fuelle(mappe["Fortbildung"], [{"Fortbildung": "Erste Hilfe"}, {"Fortbildung": "Moderation"}])
    fuelle(
        mappe["Aktivitäten"],
        [
            {
                "Aktivität": f"Aktivität {n + 1}",
                "Art": art,
                "Datum": f"ab {n + 1}. Quartal {JAHR}" if n < 4 else f"14.03.{JAHR}",
                "Anzahl": "mind. 4" if n == 0 else n,
                "Betrag (€)": 1500.5 if n == 1 else None,
                "Geber": "Stiftung",
            }
            for n, art in enumerate(auswahl(mappe, mappe["Aktivitäten"], "Art"))
        ],
    )
    fuelle(
        mappe["Ehrenamt"],
        [
            {"Ehrenamt": "Angebot 1", "Personen": "ca. 12", "Stunden": 120.5, "Zeitraum": str(JAHR)},
            {"Ehrenamt": "Hausmeisterei", "Personen": 3},
        ],
    )
    fuelle(
        mappe["Bevölkerung"],
        [
            {"Planungsbezirk": "Mitte", "Altersgruppe": alter, "Einwohner": 900, "Stand": f"31.12.{JAHR - 1}"}
            for alter in ("10-13", None)
        ],
    )
    plan = mappe["Belegungsplan"]
    kopf = next(zeile for zeile in range(1, 12) if plan.cell(zeile, 1).value == "Zeit")
    legende = [zelle for zelle in plan[kopf - 2] if zelle.value]
    for n, farbe in enumerate(legende):
        feld = plan.cell(kopf + 1 + 4 * n, 2, f"Belegung {n + 1}")
        feld._style = farbe._style
        plan.merge_cells(start_row=feld.row, end_row=feld.row + 1, start_column=2, end_column=2)


def test_a_filled_template_reads_back_without_a_finding_and_with_the_same_values(tmp_path, mappe):
    ausgefuellt(mappe)
    mappe.save(tmp_path / "Liste 2027.xlsx")
    t = clean(tmp_path / "Liste 2027.xlsx")
    assert t.befund["meldung"].to_list() == []
    assert t.angebot["angebot"].to_list() == [f"Angebot {n}" for n in range(1, 13)]
    assert set(t.angebot["bereich"]) == set(werte.BEREICH)
    assert set(t.angebot["art"]) == set(werte.ART)
    assert set(t.angebot["verantwortung"]) == set(werte.VERANTWORTUNG)
    assert set(t.angebot["inklusiv"]) == {True, False}
    assert set(t.angebot["kjh_art"]) == set(werte.KJH_ART)
    assert set(t.angebot["kjh_relevant"]) == {True, False}
    assert set(t.angebot["jahr"]) == {JAHR}
    assert t.angebot["beginn"][0] == f"01.04.{JAHR}"
    assert set(t.angebot_thema["thema"]) == set(werteliste("thema"))
    assert set(t.angebot_zielgruppe["zielgruppe"]) == set(werteliste("zielgruppe"))
    assert t.angebot_partner.height == t.partner.height == 2
    assert t.ziel["ziel_id"].to_list() == [f"1.{n}" for n in range(1, 13)]
    assert set(t.ziel["status"]) == set(werte.ZIEL_STATUS)
    assert t.ziel["grund"][0].to_list() == list(werte.ZIEL_GRUND)
    assert t.personal["anteil_vk_prozent"].to_list() == [390, 75]
    assert t.fortbildung["fortbildung"].to_list() == ["Erste Hilfe", "Moderation"]
    assert set(t.aktivitaet["art"]) == set(werte.AKTIVITAET_ART)
    assert t.aktivitaet.row(0, named=True)["anzahl_min"] == 4
    assert t.aktivitaet["betrag_eur"].drop_nulls().to_list() == [1500.5]
    assert t.anliegen["kanal"].to_list() == list(werte.ANLIEGEN_KANAL)
    assert t.anliegen.select("anliegen_id", "ziel", "ziel_folgejahr").row(1) == ("2", "1.1", "2.3; 2.5")
    assert set(t.ziel["wirkungsstufe"]) == set(range(1, 8))
    assert t.ehrenamt.select("angebot_id", "personen", "stunden").rows() == [
        ("angebot_1", 12, 120.5),
        (None, 3, None),
    ]
    assert t.bevoelkerung["altersgruppe"].to_list() == ["10-13", None]
    assert set(t.bevoelkerung["stand"]) == {dt.date(JAHR - 1, 12, 31)}
    gelistet = t.termin.filter(t.termin["quelle_blatt"] == "Besuche")
    assert gelistet["datum"].to_list() == [dt.date(JAHR, 3, 14 + n) for n in range(5)]
    assert set(gelistet["angebot_id"]) == {"angebot_1"}
    assert t.teilnahme.filter(t.teilnahme["geschlecht"].is_null())["anzahl"].to_list() == [10, 14, None, 0]
    assert t.belegung["bereich"].to_list() == list(werte.BEREICH)
    assert t.belegung["ende"][0] == dt.time(9)
    assert set(t.quelle["herkunft"]) == {"Liste des Standorts", None}


def test_an_empty_template_is_no_finding_either(tmp_path, inhalt):
    (tmp_path / "Vorlage 2027.xlsx").write_bytes(inhalt)
    t = clean(tmp_path / "Vorlage 2027.xlsx")
    assert t.befund["meldung"].to_list() == []
    assert t.angebot.is_empty()


def test_there_is_a_sheet_for_each_list_the_plan_and_the_explanations(mappe):
    assert mappe.sheetnames == [*LISTEN.values(), "Belegungsplan", "Erklärungen"]


def test_every_list_has_the_columns_that_cleaning_can_not_do_without(mappe):
    arten = {art.name: art for art in listenarten()}
    for art, name in LISTEN.items():
        gefunden = {arten[art].bekannt[schluessel(titel)] for titel in koepfe(mappe[name])}
        assert arten[art].pflicht <= gefunden, name


@pytest.mark.parametrize(
    ("name", "titel", "werte_"),
    [
        ("Angebote", "Bereich", werte.BEREICH),
        ("Angebote", "Art", werte.ART),
        ("Angebote", "Verantwortung", werte.VERANTWORTUNG),
        ("Angebote", "KJH-Art", werte.KJH_ART),
        ("Aktivitäten", "Art", werte.AKTIVITAET_ART),
        ("Ziele", "Status", werte.ZIEL_STATUS),
        ("Anliegen", "Kanal", werte.ANLIEGEN_KANAL),
    ],
)
def test_a_dropdown_offers_the_values_the_table_allows(mappe, name, titel, werte_):
    assert auswahl(mappe, mappe[name], titel) == list(werte_.values())


def test_the_dropdown_of_the_visits_offers_what_the_list_of_angebote_holds(mappe):
    fuelle(mappe["Angebote"], [{"Angebot": "Chor"}, {"Angebot": "Tanz"}])
    assert auswahl(mappe, mappe["Besuche"], "Angebot") == ["Chor", "Tanz"]


def test_a_date_outside_the_year_and_a_number_that_is_not_whole_are_refused(mappe):
    datum = pruefung(mappe["Besuche"], "Datum")
    tage = [dt.date(1899, 12, 30) + dt.timedelta(int(f)) for f in (datum.formula1, datum.formula2)]
    assert (datum.type, tage) == ("date", [dt.date(JAHR, 1, 1), dt.date(JAHR, 12, 31)])
    anteil = pruefung(mappe["Personal"], "% VK")
    assert (anteil.type, anteil.operator, anteil.formula1) == ("whole", "greaterThanOrEqual", "0")
    betrag = pruefung(mappe["Aktivitäten"], "Betrag (€)")
    assert (betrag.type, betrag.operator, betrag.formula1) == ("decimal", "greaterThanOrEqual", "0")


def test_a_count_may_be_a_word_after_a_question(mappe):
    besuche = pruefung(mappe["Besuche"], "Besuche")
    assert (besuche.type, besuche.errorStyle) == ("whole", "warning")
    assert "n.e." in besuche.error


def test_a_note_at_a_header_names_the_choices_of_a_column_that_may_hold_several(mappe):
    for name, titel, eines in (("Angebote", "Thema", "Familie"), ("Ziele", "Grund", "Corona")):
        blatt = mappe[name]
        notiz = blatt.cell(KOPFZEILE, koepfe(blatt)[titel]).comment.text
        assert eines in notiz
        assert "„;“" in notiz
        assert pruefung(blatt, titel) is None


def test_titles_and_headers_are_locked_and_what_is_below_them_is_not(mappe):
    for name in LISTEN.values():
        blatt = mappe[name]
        assert blatt.protection.sheet
        assert not blatt.protection.password
        for spalte in koepfe(blatt).values():
            assert all(blatt.cell(zeile, spalte).protection.locked for zeile in range(1, KOPFZEILE + 1))
            assert blatt.column_dimensions[get_column_letter(spalte)].protection.locked is False
    assert mappe["Erklärungen"].protection.sheet


def test_the_week_plan_is_open_because_excel_merges_nothing_on_a_protected_sheet(mappe):
    assert not mappe["Belegungsplan"].protection.sheet


def test_every_column_is_explained(mappe):
    erklaert = {(z[0].value, z[1].value) for z in mappe["Erklärungen"].iter_rows() if z[1].value}
    assert {(name, titel) for name in LISTEN.values() for titel in koepfe(mappe[name])} <= erklaert


def test_a_number_of_a_goal_stays_as_it_was_typed(mappe):
    blatt = mappe["Ziele"]
    assert blatt.column_dimensions[get_column_letter(koepfe(blatt)["Nr."])].number_format == "@"


def test_the_same_year_gives_the_same_bytes(inhalt):
    assert vorlage_xlsx(vorlage(JAHR, "Quartierszentrum")) == inhalt


def test_the_site_is_called_by_its_name_in_the_settings(tmp_path, monkeypatch):
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "qz.toml").write_text('[standorte.mitte]\nname = "Treff Mitte"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QZ_ARBEITSBEREICH", raising=False)
    pfad = schreibe_vorlage(JAHR, "mitte")
    assert pfad.name == "Vorlage 2027.xlsx"
    assert load_workbook(pfad)["Ziele"]["A1"].value == "Ziele 2027 – Treff Mitte"


def test_without_a_workspace_there_is_a_template_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QZ_ARBEITSBEREICH", raising=False)
    assert load_workbook(schreibe_vorlage(JAHR))["Ziele"]["A1"].value == "Ziele 2027"


def test_a_folder_is_no_target(tmp_path):
    with pytest.raises(ParameterFehler, match="--nach"):
        schreibe_vorlage(JAHR, nach=tmp_path)


ZIELE_2026 = """Nr.;Orientierungsziel;Handlungsziel;Status;Folgeziel
1.1;Räume;Café;erreicht;
1.2;Räume;Lounge;teilweise erreicht;2.1
1.3;Räume;Küche;verworfen;
2.1;Vielfalt;Chor;zurückgestellt;
2.2;Vielfalt;Tanz;nicht erreicht;2.1
2.3;Vielfalt;Fest;;
"""


@pytest.fixture
def bereich(tmp_path, monkeypatch):
    """A workspace with the goals of the year before."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QZ_ARBEITSBEREICH", raising=False)
    ordner = tmp_path / f"data/raw/boeckingen/{JAHR - 1}"
    ordner.mkdir(parents=True)
    (ordner / "Ziele.csv").write_text(ZIELE_2026, encoding="utf-8")
    return tmp_path


def vorausgefuellt(pfad):
    blatt = load_workbook(pfad)["Ziele"]
    spalten = [
        koepfe(blatt)[t] for t in ("Nr.", "Orientierungsziel", "Handlungsziel", "Folgeziel von", "Status")
    ]
    zeilen = ([blatt.cell(z, s).value for s in spalten] for z in range(KOPFZEILE + 1, blatt.max_row + 1))
    return [tuple(zeile) for zeile in zeilen if zeile[0]]


def test_the_goals_of_a_template_are_those_the_year_before_left_open(bereich):
    assert vorausgefuellt(schreibe_vorlage(JAHR)) == [
        ("2.1", "Vielfalt", "Lounge / Tanz", "1.2; 2.2", None),  # the number both have as their Folgeziel
        ("2.2", "Vielfalt", "Chor", "2.1", None),  # its own number is taken
        ("2.3", "Vielfalt", "Fest", "2.3", None),
    ]


def test_a_note_says_where_the_goals_of_a_template_come_from(bereich):
    hinweis = load_workbook(schreibe_vorlage(JAHR))["Ziele"]["A3"].value
    assert "aus der Zielmatrix 2026: 2 Ziele mit Folgeziel, 2 weitere noch offene" in hinweis


def test_a_template_with_goals_reads_back_without_a_finding_and_fits_the_year_before(bereich):
    ordner = bereich / f"data/raw/boeckingen/{JAHR}"
    ordner.mkdir()
    schreibe_vorlage(JAHR, nach=ordner / "Liste.xlsx")
    einlesung = pruefe([bereich / "data/raw"])
    assert [b for b in einlesung.befunde if "vorjahr" not in b["regel"]] == []
    assert einlesung.laeufe[-1].tabellen.ziel["folgeziel_von"].to_list() == ["1.2; 2.2", "2.1", "2.3"]


def test_a_row_that_is_filled_in_can_be_changed(bereich):
    blatt = load_workbook(schreibe_vorlage(JAHR))["Ziele"]
    gefuellt = [zelle for zelle in blatt[KOPFZEILE + 1] if zelle.value]
    assert gefuellt
    assert not any(zelle.protection.locked for zelle in gefuellt)


def test_goals_are_left_out_where_nobody_wants_them(bereich):
    assert vorausgefuellt(schreibe_vorlage(JAHR, mit_zielen=False)) == []


def test_a_year_that_has_its_goals_already_gets_none(bereich):
    ordner = bereich / f"data/raw/boeckingen/{JAHR}"
    ordner.mkdir()
    (ordner / "Ziele.csv").write_text(
        "Nr.;Orientierungsziel;Handlungsziel\n1.1;Räume;Hof\n", encoding="utf-8"
    )
    assert vorausgefuellt(schreibe_vorlage(JAHR)) == []


def test_goals_come_from_the_processed_tables_where_the_lists_are_gone(bereich):
    liste = bereich / f"data/raw/boeckingen/{JAHR - 1}/Ziele.csv"
    ziel = clean(liste).ziel
    liste.unlink()
    ordner = bereich / f"data/processed/boeckingen/{JAHR - 1}"
    ordner.mkdir(parents=True)
    ziel.write_parquet(ordner / "ziel.parquet")
    assert [zeile[0] for zeile in vorausgefuellt(schreibe_vorlage(JAHR))] == ["2.1", "2.2", "2.3"]


def test_a_goal_that_looks_like_a_formula_is_text(bereich):
    (bereich / f"data/raw/boeckingen/{JAHR - 1}/Ziele.csv").write_text(
        "Nr.;Orientierungsziel;Handlungsziel\n1.1;Räume;=1+1\n", encoding="utf-8"
    )
    pfad = schreibe_vorlage(JAHR)
    zelle = load_workbook(pfad)["Ziele"].cell(KOPFZEILE + 1, 3)
    assert (zelle.value, zelle.data_type) == ("=1+1", "s")


def test_the_scales_set_in_advance_are_asked_for_only_where_the_settings_turn_them_on():
    gas = {"GAS -2", "GAS -1", "GAS 0", "GAS +1", "GAS +2", "GAS gesetzt am", "GAS Gewicht", "GAS erreicht"}
    for an in (True, False):
        ziele = next(blatt for blatt in vorlage(JAHR, gas=an).listen if blatt.name == "Ziele")
        assert gas & {spalte.titel for spalte in ziele.spalten} == (gas if an else set())
