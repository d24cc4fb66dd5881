"""Dates of items, as the styles print them."""

from collections.abc import Callable
from itertools import zip_longest

from api.formats.item import Date
from api.formats.styles.terms import Terms

_SHORT_YEAR = 500
"""Years below it say of which era they are."""


def year(date: Date, eras: tuple[str, str], between: str) -> str:
    """Return the year, or the years, of a date; or its words."""
    return _ends(date, lambda parts: era(parts[0], eras), between)


def month_and_day(date: Date, terms: Terms) -> str:
    """Return the months, or the season, and the days of a date, as far as it has any."""
    if "season" in date:
        return terms.seasons[date["season"] - 1]
    return _ends(
        {"date-parts": date.get("date-parts", [])},
        lambda parts: " ".join([*(terms.months[month - 1] for month in parts[1:2]), *map(str, parts[2:])]),
        "–",
    )


def in_words(date: Date, terms: Terms) -> str:
    """Return a date in words."""
    if "season" in date:
        return f"{terms.seasons[date['season'] - 1]} {date['date-parts'][0][0]}"
    return _ends(date, lambda parts: _day(parts, terms), terms.between)


def numeric(date: Date, terms: Terms) -> str:
    """Return a date in numbers; of two, the second without what they share."""
    if "date-parts" not in date:
        return date.get("literal", "")
    first, *last = (
        [era(parts[0], terms.anno_domini), *(f"{part:02}" for part in parts[1:])] for parts in date["date-parts"]
    )
    if "season" in date:
        first.append(terms.seasons[date["season"] - 1])
    written = "-".join(first)
    for end in last:
        shared = next((n for n, (one, other) in enumerate(zip_longest(first, end)) if one != other), 0)
        written += "/" + "-".join(end[shared:])
    return written


def era(number: int, eras: tuple[str, str]) -> str:
    """Return a year, with its era if that is not plain."""
    before, after = eras
    if number < 0:
        return f"{-number}{before}"
    return f"{number}{after if number < _SHORT_YEAR else ''}"


def _day(parts: list[int], terms: Terms) -> str:
    year, month, day = [*parts, 1, 1][:3]
    written = terms.in_words[len(parts) - 1]
    return written.format(year=era(year, terms.common_era), number=month, month=terms.months[month - 1], day=day)


def _ends(date: Date, part: Callable[[list[int]], str], between: str) -> str:
    if "date-parts" not in date:
        return date.get("literal", "")
    return between.join(dict.fromkeys(filter(None, map(part, date["date-parts"]))))
