"""How many organisations took part, with and without the carriers."""

import polars as pl

from qz_analysis.figures.angebot import umgesetzt
from qz_analysis.figures.kennzahl import kennzahl, zaehle, zaehle_je
from qz_analysis.figures.wert import Wert
from qz_analysis.model.tabellen import Tabellen


def beteiligt(t: Tabellen) -> pl.DataFrame:
    """Return the partners named with an Angebot that took place, or as taking part in a programme."""
    mit_angebot = t.angebot_partner.join(umgesetzt(t), on="angebot_id", how="semi")
    return t.partner.filter(
        pl.col("partner_id").is_in(mit_angebot["partner_id"].to_list()) | pl.col("programm").is_not_null()
    ).sort("partner_id")


def _ohne_traeger(t: Tabellen) -> pl.DataFrame:
    """Return the partners that are neither a carrier nor belong to one."""
    traeger = t.partner.filter(pl.col("typ") == "Träger")["partner"].to_list()
    return beteiligt(t).filter(
        ~pl.col("partner").is_in(traeger) & ~pl.col("uebergeordnet").is_in(traeger).fill_null(value=False)
    )


@kennzahl(
    "verschiedene Kooperationspartner",
    "Partner",
    "Organisationen, die bei einem umgesetzten Angebot oder einem Programm als Partner genannt sind. Eine Stelle, die "
    "zu einer anderen Organisation gehört, zählt als eigener Partner.",
)
def partner(t: Tabellen) -> Wert:
    """Distinct partners."""
    return zaehle(beteiligt(t))


@kennzahl(
    "weitere Kooperationspartner",
    "Partner",
    "Kooperationspartner ohne die Träger und die Stellen, die zu ihnen gehören.",
)
def partner_ohne_traeger(t: Tabellen) -> Wert:
    """Distinct partners other than the carriers."""
    return zaehle(_ohne_traeger(t))


@kennzahl("Kooperationspartner nach Typ", "Partner", "Kooperationspartner nach Art der Organisation.")
def partner_nach_typ(t: Tabellen) -> list[Wert]:
    """Partners by kind of organisation."""
    return zaehle_je(beteiligt(t), "typ", {}, unsicher="Typ")


@kennzahl(
    "Kooperationspartner des Sommerprogramms",
    "Partner",
    "Organisationen, die als Beteiligte des Programms genannt sind.",
)
def programm_partner(t: Tabellen) -> Wert:
    """Partners named as taking part in the programme."""
    return zaehle(t.partner.filter(pl.col("programm").is_not_null()).sort("partner_id"))


@kennzahl("Formate des Sommerprogramms", "Formate", "Angebotsformate, die zum Sommerprogramm gehören.")
def programm_angebote(t: Tabellen) -> Wert:
    """Formats of the programme."""
    return zaehle(_programm(t), unsicher=["Art"])


@kennzahl("Einzelaktionen des Sommerprogramms", "Formate", "Einmalige Angebotsformate des Sommerprogramms.")
def programm_einmalig(t: Tabellen) -> Wert:
    """One-off formats of the programme."""
    return zaehle(_programm(t).filter(pl.col("art") == "einmalig"), unsicher=["Art"])


@kennzahl(
    "wiederkehrende Formate des Sommerprogramms",
    "Formate",
    "Wiederkehrende Angebotsformate des Sommerprogramms.",
)
def programm_wiederkehrend(t: Tabellen) -> Wert:
    """Recurring formats of the programme."""
    return zaehle(_programm(t).filter(pl.col("art") == "wiederkehrend"), unsicher=["Art"])


def _programm(t: Tabellen) -> pl.DataFrame:
    return umgesetzt(t).filter(pl.col("programm").is_not_null())
