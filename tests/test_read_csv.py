import pytest

from qz_analysis.read import spalten
from qz_analysis.read.ordner import read_datei, read_ordner


def lies(tmp_path, inhalt: bytes | str, name: str = "a.csv"):
    roh = inhalt.encode() if isinstance(inhalt, str) else inhalt
    (tmp_path / name).write_bytes(roh)
    (blatt,) = read_datei(tmp_path / name, tmp_path)
    return blatt


def zellen(blatt):
    return {z.adresse: z.wert for z in blatt.zellen.values()}


def fehler(tmp_path, inhalt: bytes, name: str = "a.csv") -> str:
    (tmp_path / name).write_bytes(inhalt)
    (meldung,) = read_ordner(tmp_path, tmp_path)[1]
    return str(meldung)


@pytest.mark.parametrize("kodierung", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_csv_is_read_in_the_encodings_that_programs_write(tmp_path, kodierung):
    blatt = lies(tmp_path, "Träger;Größe\r\nBöckinger Ring;5\r\n".encode(kodierung))
    assert zellen(blatt) == {"A1": "Träger", "B1": "Größe", "A2": "Böckinger Ring", "B2": "5"}
    assert blatt.name == "a"


@pytest.mark.parametrize("trenner", [";", ",", "\t"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt"])
def test_a_csv_is_read_with_the_separator_it_uses(tmp_path, trenner, name):
    assert zellen(lies(tmp_path, f"Partner{trenner}Typ\nVHS{trenner}Bildung\n", name))["B2"] == "Bildung"


@pytest.mark.parametrize("kopf", ["PKW;Anzahl", "BM;Anzahl"])
def test_a_csv_may_begin_like_another_format(tmp_path, kopf):
    assert lies(tmp_path, f"{kopf}\n1;2\n").spalten[2] == ["Anzahl", "2"]


def test_a_decimal_comma_is_no_separator(tmp_path):
    assert zellen(lies(tmp_path, "Jahr;Anteil\n2021;12,5\n2022;13,5\n"))["B2"] == "12,5"


def test_commas_inside_quotation_marks_are_no_separators(tmp_path):
    assert zellen(lies(tmp_path, '"Mo, Di, Mi"\tA\n"Do, Fr"\tB\n'))["B2"] == "B"


def test_a_first_line_may_name_the_separator_and_is_no_row_as_in_excel(tmp_path):
    assert zellen(lies(tmp_path, "sep=,\nPartner,Typ;Art\n")) == {"A1": "Partner", "B1": "Typ;Art"}


def test_a_quoted_field_may_hold_the_separator_and_a_line_break(tmp_path):
    blatt = lies(tmp_path, 'Partner;Typ\n"AWO; Kreis\r\nverband";Träger\n"ein ""Wort""";x\n')
    assert zellen(blatt)["A2"] == "AWO; Kreis\nverband"
    assert zellen(blatt)["A3"] == 'ein "Wort"'


def test_a_quotation_mark_that_is_never_closed_swallows_nothing_in_silence(tmp_path):
    meldung = fehler(tmp_path, b'Partner;Typ\nVHS;x\n"AWO;y\nDRK;z\n')
    assert "ab Zeile 3" in meldung
    assert "Anführungszeichen" in meldung


def test_blank_lines_and_short_lines_keep_the_addresses_right(tmp_path):
    assert zellen(lies(tmp_path, "\n\nPartner;;Typ\nVHS\n")) == {"A3": "Partner", "C3": "Typ", "A4": "VHS"}


def test_decomposed_umlauts_and_invisible_characters_do_not_make_another_word(tmp_path):
    assert zellen(lies(tmp_path, "Tra\u0308ger;Teil\u00adnahme\u200b\n")) == {
        "A1": "Träger",
        "B1": "Teilnahme",
    }


def test_a_file_with_nothing_but_blanks_is_a_sheet_without_columns(tmp_path):
    assert lies(tmp_path, " ; ;\n;;\n").spalten == {}


def test_equal_texts_in_a_long_list_are_one_object(tmp_path):
    spalte = lies(tmp_path, "Ort;n\n" + "".join(f"Bürgerhaus;{n}\n" for n in range(12_000))).spalten[1]
    assert len(spalte) == 12_001
    assert len({id(wert) for wert in spalte[1:]}) == 1


def test_one_very_wide_row_is_no_wide_table(tmp_path):
    blatt = lies(tmp_path, "a;b\n" * 3 + ";" * 16_383 + "x\n" + "c;d\n")
    assert blatt.spalten[16_384] == [None, None, None, "x"]
    assert blatt.spalten[1] == ["a", "a", "a", None, "c"]


def test_a_row_wider_than_any_sheet_is_one_sentence(tmp_path):
    assert "gibt es in keiner Tabelle" in fehler(tmp_path, b"a;b\n" + b"x;" * 20_000)


def test_bytes_that_are_no_text_are_one_sentence(tmp_path):
    assert "keine lesbare Textdatei" in fehler(tmp_path, b"a;b\n\x01\x02\x03\x81\x8d" * 50)


def test_true_and_one_are_different_values():
    gelesen = spalten.lies_zeilen([[1.0, True], [True, 1.0]], lambda wert: wert, spalten.Vorrat())
    assert [[type(wert) for wert in werte] for werte in gelesen.values()] == [[float, bool], [bool, float]]
