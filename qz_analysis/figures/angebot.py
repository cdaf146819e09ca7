"""How many Angebotsformate there were: by partner, target group, theme and who is responsible."""

import polars as pl

from qz_analysis.clean.schreibweise import werteliste
from qz_analysis.figures.kennzahl import kennzahl, zaehle, zaehle_je
from qz_analysis.figures.wert import Wert
from qz_analysis.model import werte
from qz_analysis.model.tabellen import Tabellen

MEHRFACH = (
    "Mehrfachnennungen: ein Format kann zu mehreren Zeilen gehören, die Zeilen ergeben mehr als die Summe."
)


def umgesetzt(t: Tabellen) -> pl.DataFrame:
    """Return the Angebote that took place: what was called off is not counted."""
    return t.angebot.filter(pl.col("durchfuehrung") != "ausgefallen").sort("angebot_id")


def _umgesetzt_mit(t: Tabellen, links: pl.DataFrame) -> pl.DataFrame:
    """Return one row per link of an Angebot that took place; without any link the linked column is null.

    The row keeps the cell of the link, or of the Angebot where it has none: that is the evidence.
    """
    formate = umgesetzt(t)
    verknuepft = formate.select("angebot_id", "unsicher").join(links, on="angebot_id", how="inner")
    ohne = formate.join(links, on="angebot_id", how="anti")
    return pl.concat(
        [verknuepft, ohne.select(c for c in verknuepft.columns if c in ohne.columns)], how="diagonal"
    ).sort("angebot_id", "quelle_datei", "quelle_zelle", verknuepft.columns[2])


@kennzahl(
    "Angebotsformate",
    "Formate",
    "Verschiedene Angebotsformate, einmalig und wiederkehrend, die im Jahr stattfanden. Gezählt wird das Format, "
    "nicht der einzelne Termin.",
)
def angebote(t: Tabellen) -> Wert:
    """Formats that took place."""
    return zaehle(umgesetzt(t))


@kennzahl("ausgefallene Angebotsformate", "Formate", "Geplante Formate, die nicht stattfinden konnten.")
def angebote_ausgefallen(t: Tabellen) -> Wert:
    """Formats that were planned and called off."""
    return zaehle(t.angebot.filter(pl.col("durchfuehrung") == "ausgefallen").sort("angebot_id"))


@kennzahl(
    "Angebotsformate mit unsicheren Angaben",
    "Formate",
    "Formate, bei denen der Bericht mindestens eine Spalte nicht entscheidet und eine Lesart eingetragen ist.",
)
def angebote_unsicher(t: Tabellen) -> Wert:
    """Formats with at least one column that the source does not decide."""
    return zaehle(t.angebot.filter(pl.col("unsicher").is_not_null()).sort("angebot_id"))


@kennzahl("Angebotsformate nach Art", "Formate", "Angebotsformate, einmalig oder wiederkehrend.")
def angebote_nach_art(t: Tabellen) -> list[Wert]:
    """Formats by one-off or recurring."""
    return zaehle_je(umgesetzt(t), "art", werte.ART, unsicher="Art")


@kennzahl(
    "Angebotsformate nach Verantwortung",
    "Formate",
    "Angebotsformate nach dem, der sie verantwortet; jedes Format zählt einmal.",
)
def angebote_nach_verantwortung(t: Tabellen) -> list[Wert]:
    """Formats by who is responsible."""
    return zaehle_je(umgesetzt(t), "verantwortung", werte.VERANTWORTUNG, unsicher="Verantwortung")


@kennzahl(
    "Angebotsformate nach Bereich", "Formate", "Angebotsformate nach Bereich; jedes Format zählt einmal."
)
def angebote_nach_bereich(t: Tabellen) -> list[Wert]:
    """Formats by Bereich."""
    return zaehle_je(umgesetzt(t), "bereich", werte.BEREICH, unsicher="Bereich")


@kennzahl(
    "Formate in Verantwortung der Trägerkooperation",
    "Formate",
    "Angebotsformate, die das Quartiersteam oder einer der Träger verantwortet.",
)
def angebote_traeger(t: Tabellen) -> Wert:
    """Formats run by the team or by one of its carriers."""
    eigene = umgesetzt(t).filter(pl.col("verantwortung").is_in(["traeger", "quartiersteam"]))
    return zaehle(eigene, unsicher=["Verantwortung"])


@kennzahl(
    "Formate des Quartiersteams allein",
    "Formate",
    "Angebotsformate, die das Quartiersteam allein verantwortet.",
)
def angebote_quartiersteam(t: Tabellen) -> Wert:
    """Formats run by the team alone."""
    eigene = umgesetzt(t).filter(pl.col("verantwortung") == "quartiersteam")
    return zaehle(eigene, unsicher=["Verantwortung"])


@kennzahl(
    "Formate mit weiteren Kooperationspartnern",
    "Formate",
    "Angebotsformate, die weitere Kooperationspartner als die Träger verantworten.",
)
def angebote_partner(t: Tabellen) -> Wert:
    """Formats run by partners other than the carriers."""
    fremde = umgesetzt(t).filter(pl.col("verantwortung") == "partner")
    return zaehle(fremde, unsicher=["Verantwortung"])


@kennzahl(
    "Angebotsformate nach Kooperationspartner",
    "Formate",
    f"Angebotsformate je Kooperationspartner. {MEHRFACH}",
    mehrfach=True,
)
def angebote_nach_partner(t: Tabellen) -> list[Wert]:
    """Formats by partner."""
    namen = dict(t.partner.select("partner_id", "partner").iter_rows())
    zeilen = _umgesetzt_mit(t, t.angebot_partner)
    return zaehle_je(
        zeilen, "partner_id", namen, unsicher="Kooperationspartner", ohne="ohne Kooperationspartner"
    )


@kennzahl(
    "Angebotsformate nach Zielgruppe", "Formate", f"Angebotsformate je Zielgruppe. {MEHRFACH}", mehrfach=True
)
def angebote_nach_zielgruppe(t: Tabellen) -> list[Wert]:
    """Formats by target group."""
    zeilen = _umgesetzt_mit(t, t.angebot_zielgruppe)
    return zaehle_je(zeilen, "zielgruppe", werteliste("zielgruppe"), unsicher="Zielgruppe")


@kennzahl("Angebotsformate nach Thema", "Formate", f"Angebotsformate je Thema. {MEHRFACH}", mehrfach=True)
def angebote_nach_thema(t: Tabellen) -> list[Wert]:
    """Formats by theme."""
    return zaehle_je(_umgesetzt_mit(t, t.angebot_thema), "thema", werteliste("thema"), unsicher="Thema")
