"""Builds an xlsx file from its XML, for what no library writes."""

import io
import zipfile

RAUM = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BEZUG = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paket(blatt: str, mappe: str = "", **teile: str) -> bytes:
    """Return an xlsx file whose one sheet is this XML; other parts by name."""
    rels = "".join(
        f'<Relationship Id="r{n}" Type="{BEZUG}/{art}" Target="{ziel}"/>'
        for n, (art, ziel) in enumerate(
            [
                ("worksheet", "worksheets/sheet1.xml"),
                ("sharedStrings", "sharedStrings.xml"),
                ("styles", "styles.xml"),
            ]
        )
    )
    alle = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook {RAUM} xmlns:r="{BEZUG}">{mappe}<sheets>'
        '<sheet name="Liste" sheetId="1" r:id="r0"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{rels}</Relationships>",
        "xl/worksheets/sheet1.xml": blatt,
        **teile,
    }
    ablage = io.BytesIO()
    with zipfile.ZipFile(ablage, "w", zipfile.ZIP_DEFLATED) as datei:
        for name, inhalt in alle.items():
            datei.writestr(name, inhalt)
    return ablage.getvalue()
