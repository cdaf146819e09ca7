"""Pictures of charts as PNG."""

import struct

import pytest

from qz_analysis.report.grafik import png
from qz_analysis.report.satz import BildFehler

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><text y="30" font-family="IBM Plex Sans">{}</text></svg>'


def test_a_picture_has_two_pixels_for_each_unit_and_shows_what_is_drawn():
    leer, cafe = png(SVG.format("")), png(SVG.format("Café ✓"))
    assert [struct.unpack(">II", bild[16:24]) for bild in (leer, cafe)] == [
        (180, 120)
    ] * 2  # of the header of a PNG
    assert len(cafe) > len(leer)


def test_what_is_no_picture_is_said_in_a_sentence():
    with pytest.raises(BildFehler, match=r"Ein Bild .SVG. lässt sich nicht zeichnen.*Prüfen Sie die Zelle"):
        png("<svg")
