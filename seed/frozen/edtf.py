"""Dates and periods in EDTF level 1 (ISO 8601-2:2019), and the days that they cover.

The specification: https://www.loc.gov/standards/datetime/ . Two things that it leaves open are read
here so: the seasons are those of the north, in whole months, so that winter runs from December into
the next year; and an end that is not known (`2020/`) may be anywhere, as one that is open (`2020/..`).
What qualifies a date (`~`, `?`, `%`) does not widen it.

Fields of this kind are `Edtf` in `api/core/db/columns.py`; filters by the days are in
`api/core/query/period_filters.py`.
"""

import re
from calendar import isleap
from typing import NamedTuple

from seed.frozen.decimals import bound_key

_DAY = "(?:0[1-9]|[12][0-9]|3[01])"
_MONTH = "(?:0[1-9]|1[0-2])"
_IN_YEAR = f"(?:XX(?:-XX)?|2[1-4]|{_MONTH}(?:-(?:{_DAY}|XX))?)"
_DATE = f"(?:-?[0-9]{{4}}(?:-{_IN_YEAR})?|-?[0-9]{{2}}(?:[0-9]X|XX)|Y-?[1-9][0-9]{{4,}})[~?%]?"
_HOUR, _MINUTE = "(?:[01][0-9]|2[0-3])", "[0-5][0-9]"
_TIME = f"T{_HOUR}:{_MINUTE}:{_MINUTE}(?:Z|[+-]{_HOUR}(?::{_MINUTE})?)?"
EDTF_PATTERN = rf"^(?:{_DATE}|-?[0-9]{{4}}-{_MONTH}-{_DAY}{_TIME}|{_DATE}/(?:{_DATE}|\.\.)?|(?:\.\.)?/{_DATE})$"
"""The notation, but for what a pattern cannot say: how long a month is, and that a period ends after it begins."""

_OPEN = frozenset({"", ".."})
_FEBRUARY = 2
_SEASONS = {"21": 3, "22": 6, "23": 9, "24": 12}
"""The month in which each season begins."""


class Day(NamedTuple):
    """A day of the proleptic Gregorian calendar; the year 0 comes before the year 1."""

    year: int
    month: int
    day: int


class Span(NamedTuple):
    """The days from the first to the last; None is open."""

    first: Day | None
    last: Day | None


def span(text: str) -> Span:
    """Return the days that a date or a period covers, at most.

    Raises:
        ValueError: it is not EDTF of level 1, or no such day exists; the message says what would be right.
    """
    if not re.fullmatch(EDTF_PATTERN, text):
        message = (
            f"{text!r} is not a date in EDTF level 1: write a year as 2023, a month as 2023-04, a day as 2023-04-05, a "
            "season as 2023-21 (spring) to 2023-24 (winter), a decade as 197X, a century as 19XX, a period as "
            "2019/2021, ../2021 or 2019/.., each date with ~, ? or % after it where it is not sure"
        )
        raise ValueError(message)
    start, slash, end = text.partition("/")
    if not slash:
        return _covered(start)
    first = None if start in _OPEN else _covered(start).first
    last = None if end in _OPEN else _covered(end).last
    if first and last and first > last:
        message = f"{text!r} ends before it begins: write {end}/{start}"
        raise ValueError(message)
    return Span(first, last)


def period_keys(text: str) -> tuple[str, str]:
    """Return texts that sort, by code point, as the first and the last day of a date or a period do.

    They are keys of the numbers yyyymmdd, as those of a closed interval of numbers.

    Raises:
        ValueError: the text is not EDTF of level 1.
    """
    first, last = span(text)
    return (
        bound_key(_number(first), closed=True, side="lower"),
        bound_key(_number(last), closed=True, side="upper"),
    )


def _number(day: Day | None) -> str | None:
    return None if day is None else str((day.year * 100 + day.month) * 100 + day.day)


def _covered(date: str) -> Span:
    year, *within = re.split("(?<=.)-", date.rstrip("~?%").partition("T")[0].removeprefix("Y"))
    if year == "-0000":
        message = f"{date!r}: there is no year -0000; the year before 0001 is 0000"
        raise ValueError(message)
    first, last = sorted((int(year.replace("X", "0")), int(year.replace("X", "9"))))
    month, day = [*within, "XX", "XX"][:2]
    if month == "XX":
        return Span(Day(first, 1, 1), Day(last, 12, 31))
    if month in _SEASONS:
        begins = _SEASONS[month]
        after, ends = divmod(begins + 1, 12)
        return Span(Day(first, begins, 1), _month_end(last + after, ends + 1))
    end = _month_end(last, int(month))
    if day == "XX":
        return Span(Day(first, int(month), 1), end)
    if int(day) > end.day:
        message = f"{date!r}: the last day of that month is the {end.day}th"
        raise ValueError(message)
    return Span(Day(first, int(month), int(day)), Day(last, int(month), int(day)))


def _month_end(year: int, month: int) -> Day:
    if month == _FEBRUARY:
        return Day(year, month, 29 if isleap(year) else 28)
    return Day(year, month, 30 if month in {4, 6, 9, 11} else 31)
