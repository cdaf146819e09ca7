"""What this program itself puts into a workbook that comes back filled in: explanations and notes are no data."""

from qz_analysis.read.blatt import Blatt

ERKLAERUNGEN = "Erklärungen zur Vorlage"  # how the first cell of the sheet begins
BEFUNDE = "Befunde zu „"
NOTIZ = "So ausfüllen: "  # how our notes begin, so that a colleague's own can be told from them
BEFUND = "Befund: "


def ist_eigenes_blatt(blatt: Blatt) -> bool:
    """Return whether a sheet is the explanations of a Vorlage, or the list of Befunde in a marked copy."""
    zelle = blatt.hier(1, 1)
    return (
        zelle is not None and isinstance(zelle.wert, str) and zelle.wert.startswith((ERKLAERUNGEN, BEFUNDE))
    )


def ist_eigene_notiz(text: str) -> bool:
    """Return whether a comment on a cell is one of ours and nothing else."""
    return text.startswith((NOTIZ, BEFUND))
