"""How many organisations took part, with and without the carriers, and which are new."""

from typing import Final

import narwhals.stable.v2 as nw

from qz_analysis.figures.angebot import KAPITEL_4, umgesetzt
from qz_analysis.figures.bestand import ANGEBOT, ORT, Bestand
from qz_analysis.figures.kennzahl import kennzahl
from qz_analysis.figures.mass import Verschiedene, Wertsumme, Zeilenzahl
from qz_analysis.figures.messung import Messung

SCHLUESSEL: Final = (*ORT, "partner_id")


def beteiligt(b: Bestand) -> nw.LazyFrame:
    """Return the partners named with an Angebot that took place, or as taking part in a programme."""
    links = b["angebot_partner"].join(umgesetzt(b).select(*ANGEBOT), on=list(ANGEBOT), how="semi")
    mit_angebot = links.select(*SCHLUESSEL).unique().with_columns(nw.lit(value=True).alias("mit_angebot"))
    partner = b["partner"].join(mit_angebot, on=list(SCHLUESSEL), how="left")
    dabei = ~nw.col("mit_angebot").is_null() | ~nw.col("programm").is_null()
    return partner.filter(dabei).drop("mit_angebot")


def ohne_traeger(b: Bestand) -> nw.LazyFrame:
    """Return the partners that are neither a carrier nor belong to one."""
    traeger = b["partner"].filter(nw.col("typ") == "Träger").select(*ORT, nw.col("partner").alias("traeger"))
    fremd = beteiligt(b)
    for spalte in ("partner", "uebergeordnet"):
        fremd = fremd.join(traeger, left_on=[*ORT, spalte], right_on=[*ORT, "traeger"], how="anti")
    return fremd


@kennzahl(
    "verschiedene Kooperationspartner",
    "Partner",
    "Organisationen, die bei einem umgesetzten Angebot oder einem Programm als Partner genannt sind. Eine Stelle, die "
    "zu einer anderen Organisation gehört, zählt als eigener Partner.",
    thema="Partner",
    zaehler="Partner mit einem umgesetzten Angebot oder Programm",
    gruppen=("typ", "programm", "partner"),
    quelle=KAPITEL_4,
)
def partner(b: Bestand) -> Messung:
    """Distinct partners."""
    return Messung(beteiligt(b), Zeilenzahl())


@kennzahl(
    "Kooperationspartner, zusammengehörige einmal gezählt",
    "Partner",
    "Wie „verschiedene Kooperationspartner“, doch zählen Stellen einer Organisation zusammen mit ihr als ein Partner.",
    thema="Partner",
    zaehler="Organisationen samt ihren Stellen",
    gruppen=("typ", "programm"),
)
def partner_zusammengefasst(b: Bestand) -> Messung:
    """Distinct partners, a part of an organisation being the organisation."""
    zeilen = beteiligt(b).with_columns(
        nw.concat_str(
            nw.col("standort"), nw.col("jahr").cast(nw.String), nw.coalesce("uebergeordnet", "partner"), separator="|"
        ).alias("organisation")
    )  # fmt: skip
    return Messung(zeilen, Verschiedene("organisation"))


@kennzahl(
    "weitere Kooperationspartner",
    "Partner",
    "Kooperationspartner ohne die Träger und die Stellen, die zu ihnen gehören.",
    thema="Partner",
    zaehler="Partner, die weder Träger sind noch zu einem gehören",
    gruppen=("typ", "programm"),
    quelle=KAPITEL_4,
)
def partner_ohne_traeger(b: Bestand) -> Messung:
    """Distinct partners other than the carriers."""
    return Messung(ohne_traeger(b), Zeilenzahl())


@kennzahl(
    "neue Kooperationspartner",
    "Partner",
    "Kooperationspartner, die im Vorjahr noch nicht beteiligt waren. Ohne Vorjahr in den Daten: keine Angabe.",
    thema="Partner",
    zaehler="Partner, die im Vorjahr fehlten",
    gruppen=("typ", "programm"),
)
def partner_neu(b: Bestand) -> Messung:
    """Partners that took no part the year before; years whose year before is not there are left out."""
    alle = beteiligt(b)
    vorjahr = alle.select("standort", (nw.col("jahr") + 1).alias("jahr"), "partner_id")
    mit_vorjahr = vorjahr.select(*ORT).unique()
    schon_da = vorjahr.with_columns(nw.lit(0).alias("neu"))
    vergleichbar = alle.join(mit_vorjahr, on=list(ORT), how="semi").join(
        schon_da, on=list(SCHLUESSEL), how="left"
    )
    neu = vergleichbar.with_columns(nw.col("neu").fill_null(1))
    return Messung(neu, Wertsumme("neu"), belegt=neu.filter(nw.col("neu") == 1))
