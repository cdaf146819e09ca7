"""The words and numbers of the calendar in German: month names, weekdays, two-digit years."""

import datetime as dt

from qz_analysis.model.werte import WOCHENTAG

MONAT = {
    name: nummer
    for nummer, namen in enumerate(
        (
            "januar jänner jan jän",
            "februar febr feb",
            "märz maerz mär mrz",
            "april apr",
            "mai",
            "juni jun",
            "juli jul",
            "august aug",
            "september sept sep",
            "oktober okt",
            "november nov",
            "dezember dez",
        ),
        1,
    )
    for name in namen.split()
}
# To be put into patterns over lower-case text. No month begins as a weekday does, so neither takes the other's words.
MONATSNAME = "(?:" + "|".join(sorted(MONAT, key=len, reverse=True)) + r")\b\.?"
TAGESNAME = r"(?:mo|di|mi|do|fr|sa|so)[a-z]*\.?"


def monat(name: str) -> int:
    """Return the number of a month named in full or short, with or without a point. KeyError for other words."""
    return MONAT[name.lower().rstrip(".")]


def wochentag(name: str) -> int | None:
    """Return 0 (Monday) to 6 for "Mi", "Mi.", "Mittwoch" or "mittwochs", None for other words."""
    wort = name.lower().rstrip(".")
    if len(wort) > 1:
        for nummer, tag in enumerate([*WOCHENTAG]):
            if f"{tag}s".startswith(wort):
                return nummer
        if "sonnabends".startswith(wort):
            return 5
    return None


def volles_jahr(ziffern: str) -> int:
    """Return the year some digits stand for: "21" is 2021, "70" to "99" are 1970 to 1999, "2021" is 2021."""
    jahr = int(ziffern)
    if len(ziffern) > 2:
        return jahr
    return jahr + (2000 if jahr < 70 else 1900)


def datum(jahr: int, monat: int, tag: int) -> dt.date | None:
    """Return the day, None where the calendar doesn't have it or the year (21, 20021) is a slip."""
    if not 1900 <= jahr <= 2100:
        return None
    try:
        return dt.date(jahr, monat, tag)
    except ValueError:
        return None
