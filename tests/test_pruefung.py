import json
from dataclasses import replace
from pathlib import Path

import pytest
from geheim_ziehen import BESTAND, K, ergebnisse, veroeffentliche
from zeichnen import bestand, blatt

from qz_analysis.figures import KENNZAHLEN, Bestand
from qz_analysis.figures.wert import Ergebnis
from qz_analysis.pruefung.ordner import GeheimhaltungFehler, lies, pruefe, sichere
from qz_analysis.show.tabelle import tabelle


def saetze(ordner: Path) -> list[str]:
    return [str(f) for f in pruefe(ordner, K).funde]


def offen(b: Bestand, je: str) -> Ergebnis:
    """Return the figure as if nothing were secret."""
    return KENNZAHLEN["besuche"](Bestand(b._rahmen, replace(b.einstellungen, k=1)), je=je)


def seite(*bloecke: str) -> str:
    return f"<html lang='de'><body>{''.join(bloecke)}</body></html>"


def test_a_protected_report_gives_nothing_away(tmp_path):
    veroeffentliche(ergebnisse(BESTAND, sekundaer=True), tmp_path)
    pruefung = pruefe(tmp_path, K)
    assert (pruefung.funde, pruefung.geheim > 0) == ((), True)


def test_a_single_secret_group_beside_its_total_is_found_with_its_bounds(tmp_path):
    veroeffentliche(ergebnisse(BESTAND, sekundaer=False), tmp_path)
    assert "besuche je monat: Januar: Sie lässt sich berechnen: mindestens 3, höchstens 3." in saetze(
        tmp_path
    )


def test_hedged_numbers_are_taken_apart_as_well(tmp_path):
    b = bestand(
        blatt(
            "Datum | Angebot | Besuche\n04.01.2021 | Café | 3\n01.02.2021 | Chor | 38-42\n02.02.2021 | Fest | 20"
        )
    )
    veroeffentliche(ergebnisse(b, sekundaer=False), tmp_path)
    assert "besuche je angebot: cafe: Sie lässt sich berechnen: mindestens 3, höchstens 3." in saetze(
        tmp_path
    )


def test_a_small_number_that_is_shown_is_found(tmp_path):
    veroeffentliche([offen(BESTAND, "monat")], tmp_path)
    assert saetze(tmp_path) == ["besuche je monat: Januar: In kennzahlen.parquet steht eine Zahl unter 5."]


def test_what_is_secret_in_one_file_may_not_stand_in_another(tmp_path):
    veroeffentliche(ergebnisse(BESTAND, sekundaer=True), tmp_path)
    (tmp_path / "bericht.html").write_text(seite(tabelle(offen(BESTAND, "monat")).html()), encoding="utf-8")
    gefunden = saetze(tmp_path)
    assert (
        "besuche je monat: Januar: In kennzahlen.parquet ist die Zahl geheim, in bericht.html steht sie."
        in gefunden
    )


def test_the_data_of_a_chart_are_read(tmp_path):
    veroeffentliche(ergebnisse(BESTAND, sekundaer=True), tmp_path)
    daten = json.dumps({"spec": {"datasets": {"werte": [{"gruppe": "Januar", "text": "3", "wert": 3}]}}})
    figur = (
        "<figure class='qz-diagramm' id='besuche_je_monat'><figcaption><strong>Besuche nach Monat</strong></figcaption>"
        f'<script type="application/json" class="qz-spec">{daten}</script></figure>'
    )
    (tmp_path / "bericht.html").write_text(seite(figur), encoding="utf-8")
    assert any("bericht.html steht" in satz for satz in saetze(tmp_path))


def test_the_labels_of_an_exported_chart_are_read(tmp_path):
    veroeffentliche(ergebnisse(BESTAND, sekundaer=True), tmp_path)
    (tmp_path / "diagramme").mkdir()
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><path aria-label="gruppe: Januar; Besuche: 3"/></svg>'
    (tmp_path / "diagramme" / "besuche_je_monat.svg").write_text(svg, encoding="utf-8")
    assert any("diagramme/besuche_je_monat.svg steht" in satz for satz in saetze(tmp_path))


def test_a_word_file_is_read(tmp_path):
    from docx import Document

    veroeffentliche(ergebnisse(BESTAND, sekundaer=True), tmp_path)
    dokument = Document()
    dokument.add_paragraph("Tabelle 3: Besuche nach Monat")
    tafel = dokument.add_table(2, 2)
    for zelle, text in zip(
        [z for r in tafel.rows for z in r.cells], ("Monat", "Besuche", "Januar", "3"), strict=True
    ):
        zelle.text = text
    dokument.save(str(tmp_path / "bericht.docx"))
    assert any("bericht.docx steht" in satz for satz in saetze(tmp_path))


def test_a_pdf_is_read(tmp_path):
    import typst

    veroeffentliche(ergebnisse(BESTAND, sekundaer=True), tmp_path)
    (tmp_path / "b.typ").write_text(
        "Tabelle 3: Besuche nach Monat\n\n#table(columns: 2, [Monat], [Besuche], [Januar], [3])",
        encoding="utf-8",
    )
    typst.compile(tmp_path / "b.typ", output=tmp_path / "bericht.pdf")
    assert any("bericht.pdf steht" in satz for satz in saetze(tmp_path))


def test_a_workbook_is_read(tmp_path):
    from qz_analysis.report.xlsx import xlsx
    from qz_analysis.show.baustein_blatt import Arbeitsblatt, Blattspalte, Blattzeile

    veroeffentliche(ergebnisse(BESTAND, sekundaer=True), tmp_path)
    kopf = ("Nr.", "Kennzahl, Gruppe", "Wert", "Einheit")
    zeilen = (("3.4", "Besuche nach Monat", None, None), (None, "Januar", 3, "Besuche"))
    mappe = Arbeitsblatt(
        "Teilnahme", "Teilnahme", tuple(Blattspalte(t, 9) for t in kopf), tuple(map(Blattzeile, zeilen))
    )
    (tmp_path / "kennzahlen.xlsx").write_bytes(xlsx([mappe]))
    assert any("kennzahlen.xlsx › Teilnahme steht" in satz for satz in saetze(tmp_path))


def test_a_median_of_secret_visits_is_found(tmp_path):
    b = bestand(
        blatt(
            "Datum | Angebot | Besuche\n01.03.2021 | Café | 1\n08.03.2021 | Café | 2\n15.03.2021 | Café | 1"
        )
    )
    ohne_schutz = Bestand(b._rahmen, replace(b.einstellungen, k=1))
    veroeffentliche(
        [
            KENNZAHLEN["besuche_je_oeffnungstag"](b, je="angebot"),
            KENNZAHLEN["besuche_median"](ohne_schutz, je="angebot"),
        ],
        tmp_path,
    )
    assert any("obwohl die Besuche dahinter geheim sind" in satz for satz in saetze(tmp_path))


def test_rows_about_persons_are_found(tmp_path):
    import polars as pl

    pl.DataFrame({"angebot_id": ["chor"], "pseudonym": ["Sonne"]}).write_parquet(
        tmp_path / "anwesenheit.parquet"
    )
    assert saetze(tmp_path) == [
        "zeilen: anwesenheit.parquet enthält Zeilen über Personen (Feld „pseudonym“)."
    ]


def test_what_gives_somebody_away_is_an_error_that_says_which_number_and_what_to_do(tmp_path):
    veroeffentliche(ergebnisse(BESTAND, sekundaer=False), tmp_path)
    with pytest.raises(GeheimhaltungFehler) as fehler:
        sichere([lies(p.name, p.read_bytes()) for p in tmp_path.iterdir()], K)
    assert "Der Bericht verriete Zahlen über weniger als 5 Personen" in str(fehler.value)
    assert "besuche je monat: Januar" in str(fehler.value)
    assert "Bitte die Notebooks prüfen" in str(fehler.value)


def test_the_same_group_in_two_years_is_two_counts(tmp_path):
    kopf = "<tr><th scope='col'>Monat</th><th scope='col'>2021</th><th scope='col'>2022</th></tr>"
    zeile = "<tr><th scope='row'>Januar</th><td>•</td><td>20</td></tr>"
    figur = (
        "<figure class='qz-tabelle'><table><caption>Besuche nach Monat</caption>"
        f"<thead>{kopf}</thead><tbody>{zeile}</tbody></table></figure>"
    )
    (tmp_path / "vergleich.html").write_text(seite(figur), encoding="utf-8")
    assert (saetze(tmp_path), pruefe(tmp_path, K).geheim) == ([], 1)


def test_shown_numbers_that_do_not_add_up_hide_no_leak(tmp_path):
    def tafel(titel: str, **werte: str) -> str:
        zeilen = "".join(f"<tr><th scope='row'>{g}</th><td>{w}</td></tr>" for g, w in werte.items())
        kopf = f"<tr><th scope='col'>{titel}</th><th scope='col'>Besuche</th></tr>"
        return (
            f"<figure class='qz-tabelle'><table><caption>Besuche nach {titel}</caption>"
            f"<thead>{kopf}</thead><tbody>{zeilen}</tbody></table></figure>"
        )

    summe = "<dl><div class='kennwert'><dt>Besuche</dt><dd>60</dd></div></dl>"
    monate, angebote = tafel("Monat", Januar="•", Februar="57"), tafel("Angebot", Chor="30", Café="20")
    (tmp_path / "a.html").write_text(seite(summe, monate, angebote), encoding="utf-8")
    assert saetze(tmp_path) == [
        "besuche je monat: Januar: Sie lässt sich berechnen: mindestens 3, höchstens 3."
    ]


def test_what_opens_behind_a_figure_is_of_the_place_that_it_names(tmp_path):
    def figur(zahl: str, ort: str) -> str:
        return (
            f"<div class='qz-herkunft'><strong>{zahl}</strong><dl><dt>Kennzahl</dt><dd>Besuche (besuche)</dd>"
            f"<dt>Angebot</dt><dd>Chor</dd><dt>Standort und Jahr</dt><dd>{ort}</dd></dl></div>"
        )

    (tmp_path / "a.html").write_text(
        seite(figur("•", "Nord 2021"), figur("41", "Nord 2022")), encoding="utf-8"
    )
    assert saetze(tmp_path) == []
    (tmp_path / "b.html").write_text(seite(figur("12", "Nord 2021")), encoding="utf-8")
    assert saetze(tmp_path) == [
        "besuche je angebot: Chor [Nord 2021]: In a.html ist die Zahl geheim, in b.html steht sie."
    ]
