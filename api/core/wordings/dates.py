"""Dates: points and spans of time, as periods of EDTF level 1."""

from collections.abc import Callable
from dataclasses import dataclass

from api.core.wordings.cursor import Cursor
from api.core.wordings.english_numbers import read_english
from api.core.wordings.measures import WordedMeasure
from api.core.wordings.worded_figures import WordedFigure
from api.core.wordings.worded_numbers import NotUnderstoodError, WordedNumber
from seed.frozen.edtf import period_keys
from seed.frozen.intervals import Comparator

DATE = WordedMeasure("date", None)
_LIKELY = range(1800, 2100)
"""Numbers that are years where nothing else is said."""
_THIRDS = ((0, 3), (4, 6), (7, 9))
"""Which years of a decade are early, in the middle, and late."""
_THIRDS_OF_CENTURY = ((1, 33), (34, 66), (67, 100))


@dataclass(frozen=True, slots=True)
class Point:
    """A point or a span of time.

    Attributes:
        period: it, in EDTF.
        year: the year, where it is one and no more.
    """

    period: str
    year: int | None = None


def read_english_date(cursor: Cursor, written: int | None) -> WordedFigure | None:
    """Consume a date; None where none is next.

    Args:
        cursor: where the grammar is.
        written: the year in which the words were written, on which some depend.
    """
    start = cursor.place
    if found := _ago(cursor, written):
        return found
    cursor.move(start)
    if cursor.take("range", "between") or cursor.take("range", "from"):
        return _range(_english_point(cursor), cursor, _english_point)
    when = cursor.take("when")
    about = bool(cursor.at("before", "about") and cursor.take("before"))
    told = bool(cursor.says("in", "on", "at", "during")) or bool(when)
    point = _english_point(cursor)
    if point and point.year and not told and point.year not in _LIKELY:
        return None
    if point and cursor.at("range") and not when:
        return _range(point, cursor, _english_point)
    return dated(point, when.value if when else "approx" if about else "eq") if point else None


def _ago(cursor: Cursor, written: int | None) -> WordedFigure | None:
    """Read `three years ago`: about so many years before the words were written."""
    read = read_english(cursor)
    years = read.number.exact if read and cursor.says("years", "year") else None
    if years is None or not cursor.take("ago"):
        return None
    return dated(Point(str(needed(written) - int(years))), "approx")


def needed(written: int | None) -> int:
    """Return the year in which the words were written.

    Raises:
        NotUnderstoodError: it is not known.
    """
    if written is None:
        message = "it depends on when it was written, which is not said"
        raise NotUnderstoodError(message)
    return written


def dated(point: Point, comparator: Comparator) -> WordedFigure:
    """Return a date, or what is before or after one.

    Raises:
        NotUnderstoodError: which day is before it, or after, depends on more.
    """
    period = point.period
    if comparator == "approx":
        period = f"{period}~"
    elif comparator in {"lt", "gt"}:
        if point.year is None:
            message = "before or after what is no year"
            raise NotUnderstoodError(message)
        period = f"../{point.year - 1}" if comparator == "lt" else f"{point.year + 1}/.."
    elif comparator in {"le", "ge"}:
        if "/" in period:
            first, last = period.split("/")
            period = first if comparator == "ge" else last
        period = f"../{period}" if comparator == "le" else f"{period}/.."
    spans = "range" if comparator == "eq" and "/" in period else comparator
    try:
        period_keys(period)
    except ValueError as error:
        message = f"{period} is no date"
        raise NotUnderstoodError(message) from error
    return WordedFigure(WordedNumber(spans, None, None, False, None, False), DATE, period)


def _range(first: Point | None, cursor: Cursor, read: Callable[[Cursor], Point | None]) -> WordedFigure | None:
    if first is None or not cursor.take("range"):
        return None
    second = read(cursor)
    if second is None or "/" in first.period + second.period:
        return None
    if first.year and second.year and not {first.year, second.year} <= set(_LIKELY):
        return None
    return dated(Point(f"{first.period}/{second.period}"), "eq")


def _english_point(cursor: Cursor) -> Point | None:
    cursor.says("the")
    third = cursor.take("thirds")
    if token := cursor.take("decade"):
        return decade(token.value, third.value if third else None)
    start = cursor.place
    if (token := cursor.take("ordinal")) and cursor.says("century"):
        return century(token.value, third.value if third else None)
    cursor.move(start)
    if third:
        return None
    if token := cursor.take("date"):
        if cursor.says("/") and (other := cursor.take("date")):
            return Point(f"{token.value}/{other.value}")
        return Point(token.value)
    return _english_day(cursor)


def _english_day(cursor: Cursor) -> Point | None:
    """Read `14 July 2024`, `July 14, 2024`, `July 2024`, `summer of 2025`, `2019`."""
    start = cursor.place
    season = cursor.take("season") or cursor.says("fall")
    if season:
        cursor.says("of", ",")
        year = _year(cursor)
        return Point(f"{year}-{season.value if season.kind == 'season' else 23}") if year else None
    day = _small(cursor, 31)
    cursor.says("of")
    month = cursor.take("month")
    if month is None:
        cursor.move(start)
        year = _year(cursor)
        return Point(str(year), year) if year else None
    day = day or (_small(cursor, 31) if not _is_year(cursor) else None)
    cursor.says(",", "of")
    year = _year(cursor)
    if year is None:
        message = "the year is not said"
        raise NotUnderstoodError(message)
    return Point(f"{year}-{month.value:02}" + (f"-{day:02}" if day else ""))


def _small(cursor: Cursor, most: int) -> int | None:
    token = cursor.ahead()
    if token.kind not in {"number", "ordinal"} or not 1 <= token.value <= most:
        return None
    cursor.move(cursor.place + 1)
    return int(token.value)


def _is_year(cursor: Cursor) -> bool:
    text = cursor.ahead().text
    return len(text) == len("2024") and text.isdigit() and cursor.at("number")


def _year(cursor: Cursor) -> int | None:
    if not _is_year(cursor):
        return None
    token = cursor.take("number")
    return int(token.value) if token and token.value >= 1000 else None  # noqa: PLR2004 - what has four digits


def decade(first: int, third: int | None) -> Point:
    """Return a decade, or a third of it."""
    if third is None:
        return Point(f"{first // 10:03}X")
    begin, end = _THIRDS[third]
    return Point(f"{first + begin}/{first + end}")


def century(number: int, third: int | None) -> Point:
    """Return a century, which begins with its year 1, or a third of it."""
    begin, end = _THIRDS_OF_CENTURY[third] if third is not None else (1, 100)
    return Point(f"{(number - 1) * 100 + begin:04}/{(number - 1) * 100 + end:04}")
