"""What a sign-in list calls a person by: a pseudonym may pass, what could be somebody may not."""

import re
from typing import Final

from qz_analysis.read.schluessel import pseudonym

PSEUDONYMKOPF: Final = frozenset({"kürzel", "pseudonym", "code", "kennung"})
_WORT = re.compile(r"\b[A-ZÄÖÜ][^\W\d_]+")
_KOMMA = re.compile(r"[^\W\d_]\s*,\s*[^\W\d_]")
_MASKE = re.compile(
    r"\[(?:Name(?: p-[0-9a-f]+)?|E-Mail-Adresse|Telefonnummer|Geburtsdatum|Adresse|Kontonummer)\]"
)  # of `read.personen`
_MAIL = re.compile(r"\S@\S")
# A number alone, which may also be a date of birth, or one that begins as telephone numbers do: "0176 123456 (Mama)".
_NUMMERN = (
    re.compile(r"\+?\d[\d\s():/.-]+"),
    re.compile(r"(?<!\S)(?:\+|\(?0)\d[\d\s()/.-]+"),
)
MINDESTENS_ZIFFERN: Final = 6  # of such a number; a code is shorter


def ist_personenangabe(text: str) -> bool:
    """Return whether a text looks like a name of several words, an e-mail address, a telephone number or a date of birth.

    A first name alone can't be told from a pseudonym.
    """
    if _MASKE.search(text) or _MAIL.search(text) or _KOMMA.search(text):
        return True
    if " " in text and len(_WORT.findall(text)) > 1:
        return True
    allein, vorn = _NUMMERN
    treffer = allein.fullmatch(text) or vorn.search(text)
    return treffer is not None and sum(z.isdigit() for z in treffer[0]) >= MINDESTENS_ZIFFERN


_NAME_MIT_PSEUDONYM: Final = re.compile(r"\[Name (p-[0-9a-f]+)\]")


def pseudonym_von(name: str) -> str:
    """Return what stands for a name on a sign-in list: what was put there when it was read, else what the key makes of it.

    Raises EingabeFehler where there is no key and none can be made.
    """
    gelesen = _NAME_MIT_PSEUDONYM.fullmatch(name)
    return gelesen[1] if gelesen else pseudonym(name)
