"""A figure that fails: in a report it takes nothing else with it, and it never passes for one that nobody counted."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook, writes
from zeichnen import bestand, blatt

from qz_analysis import show
from qz_analysis.errors import EingabeFehler
from qz_analysis.figures import angebot
from qz_analysis.figures.ausfall import nachsicht
from qz_analysis.figures.kennzahl import Rechnung
from qz_analysis.kern import VORGELADEN
from qz_analysis.report.kernel import WarmKernel
from qz_analysis.report.notebook import run
from qz_analysis.show import text
from qz_analysis.show.baustein import MIME, Diagramm, Hinweis, Tabelle

ANGEBOTE = """
Angebot | Thema    | Art           | Bereich                | Zielgruppe
A       | Beratung | wiederkehrend | Kinder und Jugendliche | Kinder
B       | Beratung | wiederkehrend | mehrgenerativ          | Eltern
"""


ZIELE = """
Nr.  | Orientierungsziel | Handlungsziel | Status   | Kennzahl                  | Filter | Vergleich  | Soll | Zeitraum
1.1  | O                 | Viele         | erreicht | Angebotsformate           |        | mindestens | 1    | bis Ende Q4
1.2  | O                 | Alle          | erreicht | Anteil inklusiver Formate |        | mindestens | 1    | bis Ende Q4
"""


def bricht(fehler: Exception) -> Rechnung:
    def funktion(_):
        raise fehler

    return Rechnung(angebot.anteil_inklusiv.kennzahl, funktion)


KAPUTT = bricht(ZeroDivisionError("division by zero"))
GRUND = (
    "„Anteil inklusiver Formate“ konnte nicht berechnet werden. "
    "Im Programm trat ein Fehler auf (ZeroDivisionError: division by zero)."
)


def test_one_failing_figure_leaves_the_others_in_its_row():
    b = bestand(blatt(ANGEBOTE))
    with nachsicht() as gruende:
        reihe = show.kennwerte("Reihe", angebot.angebote(b), KAPUTT(b), angebot.anteil_mehrgenerativ(b))
    assert [(w.bezeichnung, w.wert == "nicht berechnet") for w in reihe.werte] == [
        ("Angebotsformate", False),
        ("Anteil inklusiver Formate", True),
        ("Anteil mehrgenerativer Formate", False),
    ]
    assert reihe.werte[1].zusatz == GRUND
    assert reihe.ausfaelle == (GRUND,)
    assert gruende == [GRUND]


@pytest.mark.parametrize("zeige", [show.tabelle, show.balken, show.saeulen, show.verknuepft])
def test_a_box_with_the_reason_stands_for_a_chart_or_a_table(zeige):
    with nachsicht():
        kasten = zeige(KAPUTT(bestand(blatt(ANGEBOTE)), je="bereich"))
    assert isinstance(kasten, Hinweis)
    assert kasten.titel == "Anteil inklusiver Formate nach Bereich"
    assert kasten.text.startswith("„Anteil inklusiver Formate nach Bereich“ konnte nicht berechnet werden.")


def test_what_a_user_can_mend_is_said_as_it_is():
    with nachsicht() as gruende:
        bricht(EingabeFehler("Der Liste fehlt eine Spalte."))(bestand(blatt(ANGEBOTE)))
    assert gruende == [
        "„Anteil inklusiver Formate“ konnte nicht berechnet werden. Der Liste fehlt eine Spalte."
    ]


def test_a_failed_figure_is_not_one_that_nobody_counted():
    with nachsicht():
        ergebnis = KAPUTT(bestand(blatt(ANGEBOTE)))
    assert text.wert(ergebnis.wert) == "nicht berechnet"


def test_a_chart_stands_though_the_number_in_its_subtitle_has_failed():
    b = bestand(blatt(ANGEBOTE))
    with nachsicht():
        bild = show.balken(angebot.angebote(b, je="zielgruppe"), n=KAPUTT(b))
    assert isinstance(bild, Diagramm)


def test_outside_a_report_the_error_is_the_one_that_happened():
    with pytest.raises(ZeroDivisionError):
        KAPUTT(bestand(blatt(ANGEBOTE)))
    assert isinstance(show.tabelle(angebot.angebote(bestand(blatt(ANGEBOTE)))), Tabelle)


def test_a_goal_that_cannot_be_judged_leaves_the_other_goals(monkeypatch):
    from qz_analysis.figures import zielerreichung

    monkeypatch.setattr(
        zielerreichung,
        "lies_kriterium",
        lambda ziel, jahr, ganz=zielerreichung.lies_kriterium: (
            1 / 0 if ziel["ziel_id"] == "1.2" else ganz(ziel, jahr)
        ),
    )
    b = bestand(blatt(ANGEBOTE, name="Angebote"), blatt(ZIELE, name="Ziele"))
    with nachsicht() as gruende:
        viele, alle = zielerreichung.zielstaende(b)
    assert viele.bewertung.ergebnis == "erreicht"
    assert alle.bewertung.ergebnis == "nicht_entscheidbar"
    assert len(gruende) == 1
    assert gruende[0] in alle.bewertung.luecken[0].text


ZELLEN = """
from qz_analysis.figures import angebot
from qz_analysis.figures.bestand import Bestand
from qz_analysis.figures.kennzahl import Rechnung
def bricht(_): 1 / 0
kaputt = Rechnung(angebot.anteil_inklusiv.kennzahl, bricht)
---
kaputt({}).wert.anzahl
---
kaputt({}).wert.anzahl
---
print("weiter")
"""


def test_what_no_block_of_a_notebook_names_gets_a_box_of_its_own_once(tmp_path):
    pfad = tmp_path / "kaputt.ipynb"
    zellen = [new_code_cell("jahr: int = 2021", metadata={"tags": ["parameters"]})]
    pfad.write_text(
        writes(new_notebook(cells=zellen + [new_code_cell(z.strip()) for z in ZELLEN.split("---")]))
    )
    with WarmKernel(preload=VORGELADEN) as kernel:
        ergebnisse = [run(pfad, {}, kernel=kernel) for _ in range(2)]
    for ergebnis in ergebnisse:  # the second run of a kernel says it again
        kaesten = [
            [a.data[MIME]["text"] for a in z.outputs if MIME in a.get("data", {})] for z in ergebnis.nb.cells
        ]
        assert kaesten == [[], [], [GRUND], [], []]
        assert ergebnis.fehler == (f"Notebook „kaputt.ipynb“, Zelle [3]: {GRUND}",)
        assert ergebnis.nb.cells[-1].outputs[0].text == "weiter\n"
