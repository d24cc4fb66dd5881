"""Dates of items, as the styles print them."""

from collections.abc import Callable
from itertools import zip_longest

from api.formats.item import Date
from api.formats.styles.csl_terms import Terms

_SHORT_YEAR = 500
"""Years below it say of which era they are."""
_MONTH_AND_YEAR = 2
_WHOLE = 3


def year(date: Date, eras: tuple[str, str], between: str) -> str:
    """Return the year, or the years, of a date; or its words."""
    first, *last = [parts[0] for parts in date.get("date-parts", [])] or [0]
    if last and first != last[0] and _of_one_era(date):  # two of one era say it once
        return f"{abs(first)}{between}{era(last[0], eras)}"
    return _ends(date, lambda parts: era(parts[0], eras), between)


def month_and_day(date: Date, terms: Terms) -> str:
    """Return the months, or the season, and the days of a date, as far as it has any."""
    if "season" in date:
        return terms.seasons[date["season"] - 1]
    first, *last = date.get("date-parts") or [[]]
    if last and first != last[0] and len(first) == len(last[0]) == _WHOLE and first[:2] == last[0][:2]:
        return f"{terms.months[first[1] - 1]} {first[2]}–{last[0][2]}"
    return _ends(
        {"date-parts": date.get("date-parts", [])},
        lambda parts: " ".join([*(terms.months[month - 1] for month in parts[1:2]), *map(str, parts[2:])]),
        "–",
    )


def in_words(date: Date, terms: Terms) -> str:
    """Return a date in words; of two, what they share once."""
    if "date-parts" not in date:
        return date.get("literal", "")
    if "season" in date:
        return f"{terms.seasons[date['season'] - 1]} {date['date-parts'][0][0]}"
    first, *last = date["date-parts"]
    write = _month_first if terms.language == "en" else _year_first
    return write(first, last[0] if last else None, terms)


def _month_first(first: list[int], last: list[int] | None, terms: Terms) -> str:
    """Return a date as month, day and year, or two of them."""

    def within(parts: list[int]) -> str:
        return " ".join([*(terms.months[month - 1] for month in parts[1:2]), *map(str, parts[2:])])

    def whole(parts: list[int], said: str) -> str:
        between = ", " if len(parts) > _MONTH_AND_YEAR else " "
        return f"{said}{between * bool(said)}{era(parts[0], terms.common_era)}"

    if last is None or last == first:
        return whole(first, within(first))
    if first[0] != last[0]:
        start = str(abs(first[0])) if len(first) == 1 and first[0] * last[0] > 0 else whole(first, within(first))
        return f"{start}{terms.between}{whole(last, within(last))}"
    same_month = first[1:2] == last[1:2]
    return whole(last, f"{within(first)}{terms.between}{last[2] if same_month else within(last)}")


def _year_first(first: list[int], last: list[int] | None, terms: Terms) -> str:
    """Return a date as year, month and day, each with its unit, or two of them."""

    def said(parts: list[int], shared: int = 0) -> str:
        units = ("年", "月", "日")
        written = [f"{abs(part)}{unit}" for part, unit in zip(parts, units, strict=False)]
        before, after = terms.common_era
        written[0] += before if parts[0] < 0 else after if parts[0] < _SHORT_YEAR else ""
        return "".join(written[shared:])

    if last is None or last == first:
        return said(first)
    shared = next((n for n, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    start = str(abs(first[0])) if len(first) == 1 else said(first)[:-1]
    return f"{start}—{said(last, shared)}"


def numeric(date: Date, terms: Terms) -> str:
    """Return a date in numbers; of two, the second without what they share."""
    if "date-parts" not in date:
        return date.get("literal", "")
    first, *last = (
        [era(parts[0], terms.anno_domini), *(f"{part:02}" for part in parts[1:])] for parts in date["date-parts"]
    )
    if "season" in date:
        first.append(terms.seasons[date["season"] - 1])
    if last and len(first) == 1 and first != last[0] and _of_one_era(date):
        first = [str(abs(date["date-parts"][0][0]))]
    written = "-".join(first)
    for end in last:
        shared = next((n for n, (one, other) in enumerate(zip_longest(first, end)) if one != other), 0)
        written += "/" + "-".join(end[shared:])
    return written


def _of_one_era(date: Date) -> bool:
    return date["date-parts"][0][0] * date["date-parts"][-1][0] > 0


def era(number: int, eras: tuple[str, str]) -> str:
    """Return a year, with its era if that is not plain."""
    before, after = eras
    if number < 0:
        return f"{-number}{before}"
    return f"{number}{after if number < _SHORT_YEAR else ''}"


def _ends(date: Date, part: Callable[[list[int]], str], between: str) -> str:
    if "date-parts" not in date:
        return date.get("literal", "")
    return between.join(dict.fromkeys(filter(None, map(part, date["date-parts"]))))
