"""The headings of a page: levels without a gap, stable anchors, numbers, and the contents made of them."""

import re
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag

UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def nummeriere(soup: BeautifulSoup, verzeichnis: list[dict[str, Any]]) -> None:
    """Number what the contents name, there and above the text: 2.1 is the same chapter as in the PDF."""
    for n, kapitel in enumerate(verzeichnis, 1):
        for m, eintrag in enumerate([kapitel, *kapitel["unter"]]):
            eintrag["nummer"] = f"{n}.{m}" if m else str(n)
            kopf = soup.find(id=eintrag["id"])
            if isinstance(kopf, Tag):
                zahl = soup.new_tag("span", attrs={"class": "nummer"})
                zahl.string = eintrag["nummer"]
                kopf.insert(0, zahl, " ")


def freie_kennung(wunsch: str, vergeben: set[str]) -> str:
    """Return an id like the one wished for that nothing on the page has, and note it in `vergeben`."""
    kandidat, nummer = wunsch, 1
    while kandidat in vergeben:
        nummer += 1
        kandidat = f"{wunsch}-{nummer}"
    vergeben.add(kandidat)
    return kandidat


def _slug(text: str) -> str:
    ascii_text = normalize("NFKD", text.lower().translate(UMLAUTE)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-") or "abschnitt"


def _text(element: Tag) -> str:
    return " ".join(element.get_text().split())


def nimm_titel(soup: BeautifulSoup, titel: str | None) -> str | None:
    """Return the page's title; the heading that says the same leaves the text, as the page head has it."""
    for kopf in soup.find_all("h1"):
        if titel is None or _text(kopf) == " ".join(titel.split()):
            titel = _text(kopf)
            kopf.decompose()
            break
    return titel


def gliedere(soup: BeautifulSoup, vergeben: set[str]) -> list[dict[str, Any]]:
    """Give headings levels without a gap and a stable anchor; return the contents, two levels deep."""
    verzeichnis: list[dict[str, Any]] = []
    offen: list[int] = []
    anker: dict[str, str] = {}
    for kopf in soup.find_all(re.compile(r"^h[1-6]$")):
        stufe = int(kopf.name[1])
        while offen and offen[-1] >= stufe:
            offen.pop()
        offen.append(stufe)
        kopf.name = f"h{min(len(offen) + 1, 6)}"
        text = _text(kopf)
        kopf["id"] = kennung = freie_kennung(_slug(text), vergeben)
        anker.setdefault(text.replace(" ", "-"), kennung)  # what a link inside Jupyter names
        eintrag = {"text": text, "id": kennung, "unter": []}
        if len(offen) == 1:
            verzeichnis.append(eintrag)
        elif len(offen) == 2:
            verzeichnis[-1]["unter"].append(eintrag)
    for verweis in soup.find_all("a", href=re.compile("^#")):
        ziel = unquote(str(verweis["href"])[1:])
        verweis["href"] = "#" + anker.get(ziel, ziel)
    return verzeichnis
