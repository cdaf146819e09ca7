"""The claims of a text at a terminal: what is contradicted first, then what is confirmed, then what can't be checked."""

from collections import Counter

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from qz_analysis.anzeige import EINZUG, gesaeubert
from qz_analysis.figures.textpruefung import Aussage, Textbefund
from qz_analysis.figures.textsumme import Textsumme
from qz_analysis.pruefetext import Textpruefung, berechnet
from qz_analysis.show import text
from qz_analysis.show.angabe import quellzellen

_STIL: dict[Textbefund, str] = {
    "widersprochen": "bold red",
    "bestätigt": "green",
    "nicht prüfbar": "yellow",
}


def zeige_text(pruefung: Textpruefung, konsole: Console | None = None) -> None:
    """Print the claims by verdict, each with its sentence, the computed value and its cells; then the sums."""
    konsole = konsole or Console(highlight=False)
    konsole.print(gesaeubert(f"{pruefung.datei}: Aussagen über das Jahr {pruefung.jahr}", "bold"))
    zahlen = Counter(a.befund for a in pruefung.aussagen)
    je_befund = ", ".join(f"{zahlen[befund]} {befund}" for befund in _STIL)
    konsole.print(gesaeubert(f"Zahlen im Text: {len(pruefung.aussagen)} ({je_befund})"))
    for befund, stil in _STIL.items():
        gefunden = [a for a in pruefung.aussagen if a.befund == befund]
        if gefunden:
            konsole.print()
            konsole.print(gesaeubert(befund.upper(), stil))
        for a in gefunden:
            _zeige(a, pruefung.einheit, konsole)
    if pruefung.summen:
        konsole.print()
        konsole.print(gesaeubert("SUMMEN, DIE EINANDER WIDERSPRECHEN", "bold red"))
    for summe in pruefung.summen:
        _schreibe(konsole, gesaeubert(_satz(summe, pruefung.einheit)))


def _zeige(a: Aussage, einheit: str, konsole: Console) -> None:
    kapitel = f", „{a.satz.ueberschriften[-1]}“" if a.satz.ueberschriften else ""
    _schreibe(konsole, gesaeubert(f"{einheit} {a.zeile}{kapitel}", "dim"))
    von, bis = a.angabe.von, a.angabe.von + len(a.angabe.text)
    satz = gesaeubert(a.satz.text)
    satz.stylize("bold underline", von, bis)
    # Bold alone does not survive a pipe: the number is named as well.
    _schreibe(konsole, gesaeubert(f"„{a.angabe.text}“ in: ") + satz, 2)
    if a.ergebnis and (zahl := berechnet(a)):
        _schreibe(konsole, gesaeubert(f"{a.ergebnis.bezeichnung}: {zahl}"), 2)
    if a.grund:
        _schreibe(konsole, gesaeubert(a.grund), 2)
    if a.ergebnis and a.wert and a.wert.anzahl:
        for zellen in quellzellen(a.ergebnis, a.wert).splitlines():
            _schreibe(konsole, gesaeubert(f"Zellen: {zellen}", "dim"), 2)


def _schreibe(konsole: Console, inhalt: Text, stufe: int = 1) -> None:
    konsole.print(Padding(inhalt, (0, 0, 0, stufe * EINZUG)))


def _satz(summe: Textsumme, einheit: str) -> str:
    def summanden(teile: tuple[Aussage, ...]) -> str:
        return " + ".join(text.zahl(t.angabe.anzahl.nennwert) for t in teile)

    gesamt = summe.gesamt
    orte = text.aufzaehlung(list(dict.fromkeys(str(a.zeile) for a in (gesamt, *summe.teile))))
    rat = "Überschneiden sich die Teile, sollte der Text es sagen; sonst stimmt eine Zahl nicht."
    passend = f" Zusammen passen {summanden(summe.passend)}." if summe.passend else ""
    return (
        f"{einheit} {orte}: {summanden(summe.teile)} = {text.zahl(summe.summe)}, genannt sind „{gesamt.angabe.text} "
        f"{gesamt.angabe.gezaehlt}“.{passend} {rat}"
    )
