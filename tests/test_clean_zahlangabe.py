"""Numbers in prose: which of them count something, with what hedge, and what they count."""

import pytest

from qz_analysis.clean.zahlangabe import zahlangaben


def gelesen(satz: str) -> list[tuple[str, float, float | None, str, str]]:
    return [(z.text, z.anzahl.min, z.anzahl.max, z.einheit, z.gezaehlt) for z in zahlangaben(satz)]


@pytest.mark.parametrize(
    ("satz", "angaben"),
    [
        ("Es gab über 70 Formate.", [("über 70", 71, None, "", "Formate")]),
        ("Rund 35 verschiedene Partner halfen.", [("Rund 35", 32, 38, "", "verschiedene Partner")]),
        ("Bis zu 40 Gäste kamen.", [("Bis zu 40", 0, 40, "", "Gäste")]),
        ("Wir zählten ca. 50 - 60 Kinder.", [("ca. 50 - 60", 50, 60, "", "Kinder")]),
        ("Es kamen zwischen neun und zwölf Kinder.", [("zwischen neun und zwölf", 9, 12, "", "Kinder")]),
        ("Im Schnitt waren es durchschnittlich 14 Besucher*innen.", [("durchschnittlich 14", 14, 14, "", "Besucher*innen")]),
        ("Mindestens fünf ehrenamtlich geführte Formate liefen.",
         [("Mindestens fünf", 5, None, "", "ehrenamtlich geführte Formate")]),
        ("Das Team hat 390%VK.", [("390%", 390, 390, "%", "VK")]),
        ("Das sind 12,5 Prozent.", [("12,5 Prozent", 12.5, 12.5, "%", "")]),
        ("Die Zahl der Besuche lag bei 1.234.", [("1.234", 1234, 1234, "", "Besuche")]),
        ("Besuche: 560", [("560", 560, 560, "", "Besuche")]),
        ("Zwei Dutzend Helfende backten.", [("Zwei Dutzend", 22, 26, "", "Helfende")]),
        ("Das Team verfügt über drei Räume.", [("drei", 3, 3, "", "Räume")]),
        ("Die beiden Räume sind hell.", [("beiden", 2, 2, "", "Räume")]),
        ("An zwei von drei Tagen wurde gekocht.", [("zwei", 2, 2, "", "von drei Tagen")]),
        ("Mindestens eine Kita je Bezirk macht mit.", [("Mindestens eine", 1, None, "", "Kita")]),
        ("Eine fünftägige Reihe fand statt.", [("fünftägige", 5, 5, "Dauer", "fünftägige")]),
        ("Davon waren 20 einmalig und 30 regelmäßig.", [("20", 20, 20, "", "einmalig"), ("30", 30, 30, "", "regelmäßig")]),
        ("Es kamen 15 Jugendliche, an einem Abend bis zu 40.",
         [("15", 15, 15, "", "Jugendliche"), ("bis zu 40", 0, 40, "", "Jugendliche")]),
    ],
)  # fmt: skip
def test_a_number_is_read_with_its_hedge_and_what_it_counts(satz, angaben):
    assert gelesen(satz) == angaben


@pytest.mark.parametrize(
    ("satz", "text", "wert", "einheit"),
    [
        ("An drei Tagen wöchentlich ist offen.", "An drei Tagen wöchentlich", 3, "Tage/Woche"),
        ("An drei Wochentagen ist offen.", "An drei Wochentagen", 3, "Tage/Woche"),
        ("Zweimal pro Woche wird gekocht.", "Zweimal pro Woche", 2, "Tage/Woche"),
        ("Es findet wöchentlich samstags statt.", "wöchentlich", 1, "Tage/Woche"),
        ("Offen ist dienstags bis donnerstags.", "dienstags bis donnerstags", 3, "Tage/Woche"),
        ("Das Café öffnet 14-täglich.", "14-täglich", 14, "Tage Abstand"),
        ("Alle drei Wochen wird gespielt.", "Alle drei Wochen", 21, "Tage Abstand"),
        ("Einmal im Monat wird gefrühstückt.", "Einmal im Monat", 1, "Mal je Monat"),
        ("Der Brief erscheint quartalsweise.", "quartalsweise", 1, "Mal je Quartal"),
        ("Halbjährlich wird getagt.", "Halbjährlich", 1, "Mal je Halbjahr"),
        ("Zweimal jährlich wird berichtet.", "Zweimal jährlich", 2, "Mal je Jahr"),
    ],
)
def test_how_often_is_a_number_with_a_unit(satz, text, wert, einheit):
    (angabe,) = zahlangaben(satz)
    assert (angabe.text, angabe.anzahl.nennwert, angabe.einheit) == (text, wert, einheit)


def test_at_least_every_fortnight_is_at_most_fourteen_days_apart():
    (angabe,) = zahlangaben("Es trifft sich mindestens 14-täglich.")
    assert (angabe.anzahl.min, angabe.anzahl.max) == (0, 14)


@pytest.mark.parametrize(
    "satz",
    [
        "Im Jahr 2021 und bis 2025 ging es weiter.",
        "Am 3. Mai 2021 und am 12.06. war Fest.",
        "Geöffnet ist von 12:00 - 17:00 Uhr und ab 14 Uhr.",
        "Im 3. Quartal und in der 4. Klasse wurde gelesen.",
        "Siehe Kapitel 3.2.1, „5. Schwerpunkte“ und Seite 7.",
        "Hauptstraße 5, 74080 Heilbronn, Telefon 07131 12345.",
        "Der SV Union 08 und die TG 1890 e.V. halfen.",
        "Die Buslinie zwei fährt zur B5 und zum 3D-Druck.",
        "Eine Gruppe und ein Kurs begannen.",
        "Mail an info7@example.org oder www.haus24.example.",
        "Nach § 11 SGB VIII trotz COVID-19.",
    ],
)
def test_digits_that_count_nothing_are_no_claim(satz):
    assert zahlangaben(satz) == []
