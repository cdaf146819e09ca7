"""The key that makes pseudonyms of names: one per user, outside of every project, made when it is first needed."""

import hashlib
import hmac
import os
import secrets
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

import platformdirs

from qz_analysis.errors import EingabeFehler

ORT: Final = "QZ_SCHLUESSEL"  # environment: the file of the key, for those who share one
LAENGE: Final = 32  # bytes
ZEICHEN: Final = 10  # of a pseudonym: with 10,000 persons the odds that two share one are 1 in 20,000


def pseudonym(name: str) -> str:
    """Return what stands for a name: the same for the same name, however it is spaced or capitalised, and no way back.

    Raises EingabeFehler where there is no key and none can be made.
    """
    gefaltet = " ".join(unicodedata.normalize("NFKC", name).split()).casefold()
    return f"p-{hmac.new(_schluessel(), gefaltet.encode(), hashlib.sha256).hexdigest()[:ZEICHEN]}"


def datei() -> Path:
    """Return where the key lies."""
    return Path(os.environ.get(ORT) or platformdirs.user_config_path("qz_analysis") / "pseudonyme.schluessel")


@cache
def _schluessel() -> bytes:
    pfad = datei()
    try:
        pfad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            # Only its owner may read it, from the first moment on.
            with os.fdopen(
                os.open(pfad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
            ) as neu:
                neu.write(secrets.token_hex(LAENGE))
        except FileExistsError:
            pass
        inhalt = bytes.fromhex(pfad.read_text("ascii").strip())
    except (OSError, ValueError) as fehler:
        raise EingabeFehler(
            f"Der Schlüssel für Pseudonyme „{pfad}“ lässt sich nicht lesen oder anlegen. Bitte die Rechte am Ordner prüfen, "
            f"oder mit der Umgebungsvariable {ORT} eine andere Datei nennen."
        ) from fehler
    if len(inhalt) < LAENGE:
        raise EingabeFehler(
            f"Der Schlüssel für Pseudonyme „{pfad}“ ist zu kurz. Bitte die Datei löschen; sie entsteht neu."
        )
    return inhalt
