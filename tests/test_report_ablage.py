import pytest

from qz_analysis.report.ablage import ersetze_ordner, write_atomic


def test_a_failed_run_leaves_the_old_outputs_whole(tmp_path):
    ziel = tmp_path / "2021"
    ziel.mkdir()
    (ziel / "bericht.html").write_text("alt")
    with pytest.raises(RuntimeError), ersetze_ordner(ziel) as neu:
        (neu / "bericht.html").write_text("halb")
        raise RuntimeError
    assert (ziel / "bericht.html").read_text() == "alt"
    assert [p.name for p in tmp_path.iterdir()] == ["2021"]


def test_a_finished_run_replaces_the_old_outputs_whole(tmp_path):
    ziel = tmp_path / "2021"
    ziel.mkdir()
    (ziel / "von_gestern.html").write_text("alt")
    with ersetze_ordner(ziel) as neu:
        (neu / "bericht.html").write_text("neu")
    assert [p.name for p in ziel.iterdir()] == ["bericht.html"]
    assert [p.name for p in tmp_path.iterdir()] == ["2021"]


def test_a_file_that_can_not_be_written_leaves_no_rest(tmp_path):
    ordner = tmp_path / "bericht.html"
    ordner.mkdir()
    with pytest.raises(OSError, match=r"bericht\.html"):
        write_atomic(ordner, "neu")
    assert [p.name for p in tmp_path.iterdir()] == ["bericht.html"]
