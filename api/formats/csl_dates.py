"""Dates of items: from EDTF level 1, and back to it, as far as CSL-JSON holds it.

EDTF counts a year 0, before which -0001 comes; CSL-JSON, as its processors read it, has none: -1 is the
year before 1.
"""

import re
from typing import Final

from api.formats.item import Date

_PARTS: Final = re.compile(r"Y?(-?\d{2,}X{0,2}|-?\d+)(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T.*)?([~?%]?)")
_FIRST_SEASON: Final = 21
_LAST_SEASON: Final = 24
_YEAR_DIGITS: Final = 4


def from_edtf(text: str | None) -> Date | None:
    """Return a date of EDTF level 1 as CSL-JSON has it; None for None.

    What is uncertain or approximate (`?`, `~`, `%`) is `circa`. A decade or a century is the span of its
    years, `circa`, since only one of them is meant. An interval that is open has words instead, as no
    number of CSL-JSON says so.
    """
    if text is None:
        return None
    start, slash, end = text.partition("/")
    if slash and {start, end} & {"", ".."}:
        return {"literal": f"{start.removesuffix('..')}–{end.removesuffix('..')}"}
    first, last = _read(start), _read(end) if slash else None
    date: Date = {"date-parts": [*first["date-parts"][:1], *(last or first)["date-parts"][-1:]]}
    if len(date["date-parts"]) > 1 and date["date-parts"][0] == date["date-parts"][1]:
        del date["date-parts"][1]
    if last is None and "season" in first:
        date["season"] = first["season"]
    if first.get("circa") or (last or {}).get("circa"):
        date["circa"] = True
    return date


def day(timestamp: str) -> Date:
    """Return the day of an instant (RFC 3339)."""
    return {"date-parts": [[int(part) for part in timestamp[:10].split("-")]]}


def to_edtf(date: Date) -> str | None:
    """Return a date in EDTF level 1, which is what ISO 8601 has for a plain date; None if it is words."""
    if "date-parts" not in date:
        return None
    ends = []
    for year, *within in date["date-parts"]:
        parts = within or ([_FIRST_SEASON - 1 + date["season"]] if "season" in date else [])
        ends.append("-".join([_year(year), *(f"{part:02}" for part in parts)]) + "~" * date.get("circa", False))
    return "/".join(ends)


def year_in_words(counted: int) -> str:
    """Return a year of an item as it is said: `44 BC` for the one that CSL-JSON counts as -44."""
    return str(counted) if counted > 0 else f"{-counted} BC"


def _read(text: str) -> Date:
    match = _PARTS.fullmatch(text)
    if match is None:
        message = f"{text!r} is not a date in EDTF level 1"
        raise ValueError(message)
    year, month, day_of_month, qualified = match.groups()
    years = sorted({_counted(year.replace("X", digit)) for digit in "09"})
    date: Date = {"date-parts": [[year] for year in years]}
    if qualified or len(years) > 1:
        date["circa"] = True
    if month and month != "XX":
        if _FIRST_SEASON <= int(month) <= _LAST_SEASON:
            date["season"] = int(month) - _FIRST_SEASON + 1
        else:
            date["date-parts"][0].append(int(month))
            if day_of_month and day_of_month != "XX":
                date["date-parts"][0].append(int(day_of_month))
    return date


def _counted(year: str) -> int:
    number = int(year)
    return number if number > 0 else number - 1


def _year(counted: int) -> str:
    year = counted if counted > 0 else counted + 1
    digits = f"{abs(year):0{_YEAR_DIGITS}}"
    return ("Y" if len(digits) > _YEAR_DIGITS else "") + ("-" if year < 0 else "") + digits
