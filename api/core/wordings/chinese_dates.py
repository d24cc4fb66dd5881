"""Dates in Chinese: `2019年3月7日`, `二十世纪九十年代以来`, `2019年至2024年`, `三年前`."""

from api.core.wordings.chinese_numbers import read_chinese
from api.core.wordings.cursor import Cursor
from api.core.wordings.dates import Point, century, dated, decade, needed
from api.core.wordings.worded_figures import WordedFigure
from api.core.wordings.worded_numbers import AmbiguousError, NotUnderstoodError
from seed.frozen.intervals import Comparator

_YEARS = range(1000, 2200)
_LIKELY = range(1800, 2100)
_BEFORE: dict[str, Comparator] = {"到": "le", "至": "le", "截至": "le", "截止": "le", "截止到": "le", "直到": "le"}
_AFTER: dict[str, Comparator] = {
    "以来": "ge",
    "至今": "ge",
    "起至今": "ge",
    "开始": "ge",
    "起": "ge",
    "以后": "gt",
    "之后": "gt",
    "后": "gt",
    "以前": "lt",
    "之前": "lt",
    "前": "lt",
}
_ASSUMED = range(30, 100, 10)
"""Decades that are those of the last century where none is said: of the twenties there are two."""


def read_chinese_date(cursor: Cursor, written: int | None) -> WordedFigure | None:
    """Consume a date; None where none is next.

    Args:
        cursor: where the grammar is.
        written: the year in which the words were written, on which some depend.
    """
    start = cursor.place
    if found := _ago(cursor, written):
        return found
    cursor.move(start)
    _refuse_compared_year(cursor)
    cursor.move(start)
    comparator: Comparator = "eq"
    if token := cursor.says(*_BEFORE):
        comparator = _BEFORE[token.text]
    elif cursor.at("before", "about") and cursor.take("before"):
        comparator = "approx"
    cursor.says("在", "于", "从", "自", "自从")
    point = _point(cursor, written, bare=False) or _point(cursor, written, bare=True)
    if point is None:
        return None
    if comparator == "eq" and cursor.take("range") and (other := _point(cursor, written, bare=False)):
        cursor.says("间", "之间", "期间")
        return dated(Point(f"{point.period}/{other.period}"), "eq")
    comparator = _after(cursor, comparator)
    if cursor.before().kind in {"number", "range"}:
        return None
    cursor.says("间", "之间", "期间")
    if comparator == "approx" and point.year and point.year % 100 == 0:
        message = "a year, or so many years"
        raise AmbiguousError(message)
    return dated(point, comparator)


def _after(cursor: Cursor, comparator: Comparator) -> Comparator:
    """Consume what follows a date: 以来, 前后, 底前."""
    if cursor.says("底前", "底之前", "底以前") or (comparator == "le" and cursor.says("底", "末")):
        return "le"
    if comparator != "eq":
        return comparator
    if token := cursor.says(*_AFTER):
        return _AFTER[token.text]
    return "approx" if cursor.at("after", "about") and cursor.take("after") else "eq"


def _refuse_compared_year(cursor: Cursor) -> None:
    """Refuse 不到2025年, which may be before a year, or so many years; who counts in those says 不到2000年."""
    compared = False
    while token := cursor.take("before"):
        compared = compared or token.value not in {"about", "plain"}
    year = _number(cursor)
    if compared and year and year in _LIKELY and year % 100 and cursor.says("年") and cursor.done:
        message = "a year, or so many years"
        raise AmbiguousError(message)


def _ago(cursor: Cursor, written: int | None) -> WordedFigure | None:
    """Read `三年前`: about so many years before the words were written."""
    read = read_chinese(cursor)
    years = read.number.exact if read and cursor.says("年") else None
    if years is None or years in _YEARS or not cursor.says("前", "之前", "以前"):
        return None
    return dated(Point(str(needed(written) - int(years))), "approx")


def _point(cursor: Cursor, written: int | None, *, bare: bool) -> Point | None:
    start = cursor.place
    for rule in (_iso, _decade, _era, _day):
        if point := rule(cursor, written):
            return point
        cursor.move(start)
    if bare and (year := _number(cursor)) and year in _YEARS and cursor.at("range", "to"):
        return Point(str(year), year)
    cursor.move(start)
    return None


def _iso(cursor: Cursor, _: int | None) -> Point | None:
    token = cursor.take("date")
    if token and cursor.says("/") and (other := cursor.take("date")):
        return Point(f"{token.value}/{other.value}")
    return Point(token.value) if token else None


def _number(cursor: Cursor) -> int | None:
    read = read_chinese(cursor)
    exact = read.number.exact if read else None
    return int(exact) if exact is not None and exact.denominator == 1 else None


def _decade(cursor: Cursor, _: int | None) -> Point | None:
    """Read `二十世纪九十年代`, `80年代中期`, `1990年代`."""
    number = _number(cursor)
    if number is not None and cursor.says("世纪"):
        inner = cursor.place
        ten = _number(cursor)
        if ten is None or not cursor.take("mark", "decade"):
            cursor.move(inner)
            return None if cursor.take("thirds") else century(number, None)
        first = (number - 1) * 100 + ten
    elif number is not None and cursor.take("mark", "decade"):
        first = number if number in _YEARS else 1900 + number
        if number not in _YEARS and number not in _ASSUMED:
            message = "the century is not said"
            raise NotUnderstoodError(message)
    else:
        return None
    third = cursor.take("thirds")
    return decade(first, third.value if third else None)


def _era(cursor: Cursor, written: int | None) -> Point | None:
    """Read `本世纪初`, `上世纪末`, `上世纪90年代`: the first years, or the last decade, of a century."""
    token = cursor.take("era")
    if token is None:
        return None
    first = needed(written) // 100 * 100 + token.value * 100
    if third := cursor.take("thirds"):
        return {0: decade(first, 0), 2: Point(f"{first + 90}/{first + 99}")}.get(third.value)
    ten = _number(cursor)
    if ten is None or not cursor.take("mark", "decade"):
        return None
    third = cursor.take("thirds")
    return decade(first + ten, third.value if third else None)


def _day(cursor: Cursor, _: int | None) -> Point | None:
    """Read `2019年`, `2019年3月`, `2019年3月7日`, `2025年夏季`."""
    year = _number(cursor)
    if year is not None and cursor.take("mark", "month"):
        message = "the year is not said"
        raise NotUnderstoodError(message)
    if year is None or year not in _YEARS or not cursor.says("年"):
        return None
    if year not in _LIKELY and cursor.done:
        message = "a year, or so many years"
        raise AmbiguousError(message)
    if season := cursor.take("season"):
        return Point(f"{year}-{season.value}")
    start = cursor.place
    month = _number(cursor)
    if month is None or not cursor.take("mark", "month"):
        cursor.move(start)
        return Point(str(year), year)
    start = cursor.place
    day = _number(cursor)
    if day is None or not cursor.says("日", "号"):
        cursor.move(start)
        return Point(f"{year}-{month:02}")
    return Point(f"{year}-{month:02}-{day:02}")
