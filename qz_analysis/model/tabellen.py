"""All tidy tables of one Standort and Jahr, declared once."""

import dataframely as dy

from qz_analysis.model.aktivitaet import Aktivitaet
from qz_analysis.model.angebot import Angebot, AngebotPartner, AngebotThema, AngebotZielgruppe
from qz_analysis.model.anliegen import Anliegen
from qz_analysis.model.befund import Befund, Quelle
from qz_analysis.model.belegung import Belegung, Planraster
from qz_analysis.model.bevoelkerung import Bevoelkerung
from qz_analysis.model.ehrenamt import Ehrenamt
from qz_analysis.model.partner import Partner
from qz_analysis.model.personal import Fortbildung, Personal
from qz_analysis.model.teilnahme import Anwesenheit, Teilnahme
from qz_analysis.model.termin import Termin
from qz_analysis.model.veroeffentlicht import Veroeffentlicht
from qz_analysis.model.ziel import Ziel


class Tabellen(dy.Collection):
    """One member is one table; `ziel_folgejahr` is empty where the next Jahr has no goals yet."""

    angebot: dy.DataFrame[Angebot]
    angebot_partner: dy.DataFrame[AngebotPartner]
    angebot_zielgruppe: dy.DataFrame[AngebotZielgruppe]
    angebot_thema: dy.DataFrame[AngebotThema]
    partner: dy.DataFrame[Partner]
    termin: dy.DataFrame[Termin]
    teilnahme: dy.DataFrame[Teilnahme]
    anwesenheit: dy.DataFrame[Anwesenheit]
    ziel: dy.DataFrame[Ziel]
    ziel_folgejahr: dy.DataFrame[Ziel]
    anliegen: dy.DataFrame[Anliegen]
    belegung: dy.DataFrame[Belegung]
    planraster: dy.DataFrame[Planraster]
    personal: dy.DataFrame[Personal]
    fortbildung: dy.DataFrame[Fortbildung]
    aktivitaet: dy.DataFrame[Aktivitaet]
    ehrenamt: dy.DataFrame[Ehrenamt]
    bevoelkerung: dy.DataFrame[Bevoelkerung]
    veroeffentlicht: dy.DataFrame[Veroeffentlicht]
    befund: dy.DataFrame[Befund]
    quelle: dy.DataFrame[Quelle]
