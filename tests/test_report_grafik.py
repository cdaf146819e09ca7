"""Pictures of charts as PNG."""

import io

import pytest
from PIL import Image

from qz_analysis.report.grafik import png
from qz_analysis.report.satz import BildFehler

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><text y="30" font-family="IBM Plex Sans">{}</text></svg>'


def test_a_picture_has_two_pixels_for_each_unit_and_leaves_the_ground_as_it_is():
    bild = Image.open(io.BytesIO(png(SVG.format("Café ✓"))))
    assert bild.size == (180, 120)
    assert bild.convert("RGBA").getpixel((179, 119))[3] == 0
    assert bild.convert("RGBA").getbbox() is not None


def test_what_is_no_picture_is_said_in_a_sentence():
    with pytest.raises(BildFehler, match=r"Ein Bild .SVG. lässt sich nicht zeichnen.*Prüfen Sie die Zelle"):
        png("<svg")
