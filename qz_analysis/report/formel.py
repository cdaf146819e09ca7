"""LaTeX formulas as pictures: drawn and never run, so that a formula from anywhere is safe."""

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

GROESSE: Final = 16.0  # px an em is drawn at
LAENGSTE: Final = 2000  # characters; a longer one is printed as it was typed
# What ziamath draws around a formula by itself is not part of the formula.
_HUELLE: Final = re.compile(
    r"\s*(?:\$\$?|\\\[|\\\(|\\begin\{(equation|displaymath|math)\*?\})(?P<formel>.*?)(?:\$\$?|\\\]|\\\)|\\end\{\1\*?\})\s*",
    re.DOTALL,
)
_AUSGERICHTET: Final = re.compile(r"\\(begin|end)\{(?:align|gather|eqnarray|multline)\*?\}")
_NUMMER: Final = re.compile(r"\\(?:label|tag)\{[^{}]*\}|\\nonumber\b|\\notag\b")


@dataclass(frozen=True)
class Formel:
    """A formula as SVG: how high it is in em, and how much of that hangs below the line it stands on."""

    svg: bytes
    hoehe: float
    tiefe: float


@lru_cache(maxsize=512)
def male(latex: str, *, im_text: bool) -> Formel | None:
    """Return a LaTeX formula as a picture, or None where it can't be read: then its source says more than a wrong picture.

    Delimiters such as `$` or `\\begin{equation}` around it are left out, `align` is set as `aligned`.
    """
    huelle = _HUELLE.fullmatch(latex)
    formel = (huelle["formel"] if huelle else latex).strip()
    formel = _NUMMER.sub("", _AUSGERICHTET.sub(r"\\\1{aligned}", formel))
    if not formel or len(formel) > LAENGSTE:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # how its parser reads its own tables
        from ziamath.config import config
        from ziamath.zmath import Latex

    config.svg2 = False  # plain paths: no symbol that another picture could share
    try:
        bild = Latex(formel, size=GROESSE, inline=im_text)
        svg = bild.svg()
    except Exception:  # whatever its parser stumbles over: half-typed formulas raise all kinds of errors
        return None
    kopf = re.search(r'viewBox="\S+ (\S+) (\S+) (\S+)"', svg)
    if kopf is None or not all(0 < float(kopf[n]) < 10_000 for n in (2, 3)):
        return None
    oben, hoehe = float(kopf[1]), float(kopf[3])
    return Formel(svg.encode(), hoehe / GROESSE, max(0.0, oben + hoehe) / GROESSE)
