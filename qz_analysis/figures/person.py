"""How many people came: Personen, Stammbesuchende and the Kerngruppe. None of them follows from Besuche."""

import narwhals.stable.v2 as nw

from qz_analysis.figures.bestand import ANGEBOT, ORT, QUELLE, Bestand
from qz_analysis.figures.kennzahl import kennzahl
from qz_analysis.figures.mass import Summe, Verschiedene
from qz_analysis.figures.messung import Messung
from qz_analysis.figures.streuung import Altersspanne, Quote
from qz_analysis.figures.teilnahme import gezaehlt


@kennzahl(
    "Personen laut Listen",
    "Personen",
    "Personen, wie die Listen sie nennen (etwa die Teilnehmenden eines Programms). Aus Besuchen lassen sie sich nicht "
    "berechnen.",
    thema="Teilnahme",
    zaehler="Personen, wie sie in den Listen stehen",
    gruppen=("angebot", "altersgruppe", "geschlecht", "planungsbezirk"),
    geheimhaltung="personen",
    quelle="Sachbericht 2021, Kapitel 3.4",
)
def personen(b: Bestand) -> Messung:
    """Persons as lists name them."""
    return Messung(gezaehlt(b, "personen"), Summe(), lesart=None, aufgeschluesselt=True)


def _person() -> nw.Expr:
    """Return one text per person: a Pseudonym is one of its Standort and Jahr."""
    return nw.concat_str(
        nw.col("standort"), nw.col("jahr").cast(nw.String), nw.col("pseudonym"), separator="|"
    ).alias("person")


@kennzahl(
    "verschiedene Personen",
    "Personen",
    "Verschiedene Pseudonyme in den Anwesenheitslisten; nur wo pseudonyme Listen geführt werden.",
    thema="Teilnahme",
    zaehler="verschiedene Pseudonyme",
    gruppen=("angebot", "bereich", "monat", "quartal"),
    geheimhaltung="personen",
    quelle="Besucher*innen (Personen, jede einmal)",
)
def personen_verschieden(b: Bestand) -> Messung:
    """Distinct persons on pseudonymous sign-in lists."""
    zeilen = b["anwesenheit"].with_columns(_person())
    return Messung(zeilen, Verschiedene("person", erhoben=False), lesart=None, flaechig=True)


@kennzahl(
    "Stammbesuchende laut Anwesenheitslisten",
    "Personen",
    "Pseudonyme, die ein Angebot im Jahr mindestens so oft besuchten, wie in qz.toml als Schwelle gesetzt ist. Die Schwelle "
    "ist unsere, keine amtliche.",
    thema="Teilnahme",
    zaehler="Pseudonyme ab der Schwelle",
    gruppen=("angebot", "bereich"),
    geheimhaltung="personen",
    quelle="Stammbesuchende der KJH-Statistik Teil II; Schwelle eigene Festlegung",
)
def stammbesuchende(b: Bestand) -> Messung:
    """Persons who came to an Angebot as often as the declared threshold or more."""
    besucht = b["anwesenheit"].group_by(*ANGEBOT, "pseudonym").agg(
        nw.len().alias("besuche"), *(nw.col(q).min() for q in QUELLE)
    )  # fmt: skip
    oft = nw.col("besuche") >= b.einstellungen.stamm_min_besuche
    dabei = b["anwesenheit"].join(besucht.filter(oft), on=[*ANGEBOT, "pseudonym"], how="semi")
    mass = Verschiedene("person", erhoben=False)
    gezaehlt = besucht.with_columns(nw.when(oft).then(_person()).alias("person"))
    return Messung(gezaehlt, mass, lesart=None, belegt=dabei, flaechig=True)


@kennzahl(
    "Kerngruppe nach Einschätzung des Teams",
    "Personen",
    "Vom Team geschätzte Zahl der Menschen, die regelmäßig kommen. Personen, nicht Besuche; aus Besuchszahlen lässt sie sich "
    "nicht berechnen.",
    thema="Teilnahme",
    zaehler="geschätzte Personen",
    gruppen=("angebot", "altersgruppe"),
    geheimhaltung="personen",
    quelle="Sachbericht 2021, Kapitel 3.2.1",
)
def kerngruppe(b: Bestand) -> Messung:
    """Regulars as the team estimates them."""
    return Messung(gezaehlt(b, "stammbesuchende"), Summe(), lesart=None)


@kennzahl(
    "Alter der Kerngruppe",
    "Jahre",
    "Kleinstes und größtes Alter in den Altersgruppen der Kerngruppe.",
    thema="Teilnahme",
    zaehler="genannte Altersgruppen",
    gruppen=("angebot",),
    quelle="Sachbericht 2021, Kapitel 3.2.1",
)
def kerngruppe_alter(b: Bestand) -> Messung:
    """Youngest and oldest age named."""
    return Messung(gezaehlt(b, "stammbesuchende"), Altersspanne(), lesart=None)


@kennzahl(
    "Reichweite",
    "Anteil",
    "Personen aus einem Planungsbezirk geteilt durch seine Einwohnerinnen und Einwohner. Besuche ergeben keine Reichweite.",
    thema="Teilnahme",
    zaehler="Personen mit bekanntem Planungsbezirk",
    nenner="Einwohnerinnen und Einwohner derselben Planungsbezirke",
    gruppen=("planungsbezirk",),
    geheimhaltung="personen",
    quelle="Reichweite: Personen durch Einwohner desselben Gebiets",
)
def reichweite(b: Bestand) -> Messung:
    """Persons of a district against its inhabitants; districts without persons or inhabitants are left out."""
    spalten = (*ORT, *QUELLE, "planungsbezirk")
    leute = gezaehlt(b, "personen").filter(~nw.col("planungsbezirk").is_null())
    einwohner = b["bevoelkerung"].filter(nw.col("altersgruppe").is_null())
    bezirk = [*ORT, "planungsbezirk"]
    leute_mit, einwohner_mit = (
        leute.join(einwohner.select(*bezirk), on=bezirk, how="semi"),
        einwohner.join(leute.select(*bezirk), on=bezirk, how="semi"),
    )
    zeilen = nw.concat(
        [
            leute_mit.select(
                *spalten,
                nw.col("anzahl_min").cast(nw.Int64).alias("teil_min"),
                nw.col("anzahl_max").cast(nw.Int64).alias("teil_max"),
                nw.lit(None, dtype=nw.Int64).alias("ganzes"),
            ),
            einwohner_mit.select(
                *spalten,
                nw.lit(None, dtype=nw.Int64).alias("teil_min"),
                nw.lit(None, dtype=nw.Int64).alias("teil_max"),
                nw.col("einwohner").cast(nw.Int64).alias("ganzes"),
            ),
        ]
    )
    return Messung(zeilen, Quote(), lesart=None)
