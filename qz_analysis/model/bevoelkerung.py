import dataframely as dy

from qz_analysis.model.beleg import Beleg


class Bevoelkerung(Beleg):
    """One row is the inhabitants of one Planungsbezirk in one Altersgruppe at one date.

    A null `altersgruppe` is all ages together: never add it to the rows of single Altersgruppen.
    """

    planungsbezirk = dy.String(description="Planungsbezirk, in dem sie wohnen")
    altersgruppe = dy.String(nullable=True, description="Altersgruppe; leer: alle zusammen")
    einwohner = dy.Int64(min=0, description="Einwohnerinnen und Einwohner")
    stand = dy.Date(nullable=True, description="Stichtag")
