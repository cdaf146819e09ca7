"""What was made before is taken from where it is kept, as long as it is whole."""

import os

import pytest

from qz_analysis.report.grafik import png
from qz_analysis.vorrat import BILDER, aus_vorrat, beschraenke

KREIS = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="{}" cx="4" cy="4"/></svg>'


def nie() -> bytes:
    raise AssertionError("was to be taken from where it is kept")


def test_what_is_kept_is_not_made_again(tmp_path):
    assert aus_vorrat(tmp_path / "neu", "a", lambda: b"eins") == b"eins"
    assert aus_vorrat(tmp_path / "neu", "a", nie) == b"eins"
    assert aus_vorrat(tmp_path / "neu", "b", lambda: b"zwei") == b"zwei"


@pytest.mark.parametrize("schaden", [b"", b"kurz", b"x" * 500])
def test_a_damaged_file_is_made_again(tmp_path, schaden):
    aus_vorrat(tmp_path, "a", lambda: b"eins")
    (tmp_path / "a").write_bytes(schaden)
    assert aus_vorrat(tmp_path, "a", lambda: b"neu") == b"neu"
    assert aus_vorrat(tmp_path, "a", nie) == b"neu"


def test_a_folder_that_cannot_be_written_keeps_nothing_and_harms_nobody(tmp_path):
    (tmp_path / "datei").write_text("")
    assert aus_vorrat(tmp_path / "datei", "a", lambda: b"eins") == b"eins"
    assert aus_vorrat(None, "a", lambda: b"eins") == b"eins"


def test_a_picture_that_was_drawn_is_the_picture_that_would_be_drawn(tmp_path, monkeypatch):
    ohne = [png(KREIS.format(r)) for r in (3, 4)]
    png.cache_clear()
    monkeypatch.setenv(BILDER, str(tmp_path))
    erste = [png(KREIS.format(r)) for r in (3, 4)]
    png.cache_clear()
    assert [png(KREIS.format(r)) for r in (3, 4)] == erste == ohne
    assert len(list(tmp_path.iterdir())) == 2
    assert ohne[0] != ohne[1]


def test_of_too_much_what_was_used_last_stays(tmp_path):
    for n, name in enumerate("abc"):
        aus_vorrat(tmp_path, name, lambda: b"x" * 1000)
        os.utime(tmp_path / name, (n, n))
    aus_vorrat(tmp_path, "a", nie)  # used again, so it is newer than the others
    beschraenke(tmp_path, 2 * (1000 + 32))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "c"]
