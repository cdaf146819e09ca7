import struct
from pathlib import Path

import pytest

from qz_analysis.errors import EingabeFehler
from qz_analysis.read.biff import Textleser
from qz_analysis.read.ordner import read_datei
from qz_analysis.read.xls import read_xls

LISTE = Path(__file__).parent / "dateien" / "liste.xls"


def text(inhalt: str, art: int = 0, danach: bytes = b"", kopf: bytes = b"") -> bytes:
    roh = inhalt.encode("utf-16-le" if art & 1 else "latin-1")
    return struct.pack("<HB", len(inhalt), art) + kopf + roh + danach


def test_texts_follow_each_other_in_one_or_two_bytes_a_letter():
    leser = Textleser([text("Träger") + text("Łódź", 1) + text("") + text("Ende")])
    assert [leser.text() for _ in range(4)] == ["Träger", "Łódź", "", "Ende"]


def test_formatting_and_phonetic_reading_are_passed_over():
    formatiert = text("fett", 8 | 4, b"\1" * 4 * 2 + b"\2" * 5, struct.pack("<HI", 2, 5))
    leser = Textleser([formatiert + text("danach")])
    assert [leser.text(), leser.text()] == ["fett", "danach"]


def test_a_text_may_go_over_into_the_next_piece_and_change_its_width_there():
    erstes = struct.pack("<HB", 8, 0) + b"Quar"
    leser = Textleser([erstes, b"\1" + "tier".encode("utf-16-le") + text("danach")])
    assert [leser.text(), leser.text()] == ["Quartier", "danach"]


def test_the_next_text_may_begin_with_the_next_piece():
    leser = Textleser([text("eins"), text("zwei")])
    assert [leser.text(), leser.text()] == ["eins", "zwei"]


def test_a_text_that_ends_too_early_is_noticed():
    with pytest.raises(IndexError):
        Textleser([struct.pack("<HB", 8, 0) + b"Quar"]).text()


@pytest.mark.parametrize("laenge", [600, 2000, 5000, 7000])
def test_a_file_that_was_cut_off_is_one_sentence(tmp_path, laenge):
    (tmp_path / "a.xls").write_bytes(LISTE.read_bytes()[:laenge])
    with pytest.raises(EingabeFehler, match=r"„a\.xls“ ist beschädigt"):
        read_datei(tmp_path / "a.xls", tmp_path)


def test_a_file_read_twice_gives_the_same():
    roh = LISTE.read_bytes()
    assert read_xls(roh, "a.xls", "0") == read_xls(roh, "a.xls", "0")
