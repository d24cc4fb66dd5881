"""Numbers in Chinese words and figures: `三千五百万`, `3.5万余`, `十几`, `两三百`, `数十亿`, `百亿级`, `上百`."""

from fractions import Fraction

from api.core.wordings.cursor import Cursor
from api.core.wordings.english_numbers import ReadNumber
from api.core.wordings.worded_numbers import (
    NotUnderstoodError,
    WordedNumber,
    between,
    exactly,
    inside,
    multiples,
)

_TEN = 10
_PAIR = 2
_IDIOM = (3, 5)
"""`三五个` is from three to five; other pairs are neighbours: `两三个`, `七八个`."""


def read_chinese(cursor: Cursor) -> ReadNumber | None:
    """Consume a number; None where none is next."""
    start = cursor.place
    if token := cursor.take("magnitude"):
        low, high = token.value
        return ReadNumber(WordedNumber("range", None, Fraction(low), True, Fraction(high), False, "magnitude"))
    upwards = cursor.at("upwards") and cursor.ahead(1).kind in {"ten", "scale"} and cursor.take("upwards")
    negative = cursor.take("minus") if cursor.ahead(1).kind in {"number", "digit", "ten"} else None
    found = _whole(cursor)
    if found is None:
        cursor.move(start)
        return None
    number = found.number.times(Fraction(-1)) if negative else found.number
    if cursor.take("level"):
        number = _of_level(number)
    return ReadNumber(number.compared("ge") if upwards else number, found.shared, found.bare)


def _of_level(number: WordedNumber) -> WordedNumber:
    if number.exact is None or set(str(number.exact).strip("0")) != {"1"}:
        message = "an order of magnitude is that of a power of ten"
        raise NotUnderstoodError(message)
    return multiples(number.exact, "magnitude")


def _whole(cursor: Cursor) -> ReadNumber | None:
    """Read a number with its 万 and 亿: each section counts in its own, and a lone last digit in the next place."""
    total: WordedNumber | None = None
    least, shared, bare = Fraction(0), Fraction(1), True
    while total is None or total.exact is not None:
        start, gap = cursor.place, bool(total and cursor.take("digit", 0))
        section, last = _section(cursor) if total or not cursor.at("scale") else (exactly(1), Fraction(1))
        if section is None:
            cursor.move(start)
            break
        section = _vague(cursor, section)
        scale = _scale(cursor)
        if total is not None and section.exact is not None and total.exact is not None and scale > least > 1:
            section, total, least = section.plus(total.exact), None, Fraction(1)  # 一万零一亿
        if total is not None and (scale >= least or (scale == 1 and (section.upper or 0) >= least)):
            cursor.move(start)
            break
        if total is not None and scale == 1 and last == 1 and not gap and (section.upper or 0) < _TEN:
            section = section.times(least / _TEN)  # 三万五 is 35000
        shared, bare = (scale, False) if scale > 1 else (last, bare and last == 1)
        part = _vague(cursor, section.times(scale))
        total = part if total is None or total.exact is None else part.plus(total.exact)
        least = scale
        if scale == 1:
            break
    return None if total is None else ReadNumber(total, shared, bare)


def _scale(cursor: Cursor) -> Fraction:
    scale = Fraction(1)
    if cursor.at("scale", steps=1):
        cursor.says("个")  # 3个亿
    while token := cursor.take("scale"):
        scale *= token.value
    return scale


def _vague(cursor: Cursor, number: WordedNumber) -> WordedNumber:
    """Read 余, 多 and 来 after a number: a remainder that is not told, or about so many."""
    if number.exact is None:
        return number
    if cursor.at("remainder") and cursor.take("remainder"):
        return number.read("remainder")
    return number.read("about") if number.exact % _TEN == 0 and cursor.take("around") else number


def _section(cursor: Cursor) -> tuple[WordedNumber | None, Fraction]:
    """Read what stands before 万: figures, or digits with 千, 百 and 十; and the worth of the last of those."""
    token = cursor.take("number") or cursor.take("mixed") or (cursor.take("ratio") if _measured(cursor) else None)
    if token:
        last = _tens(cursor)
        return exactly(token.value * last), last
    if token := cursor.take("several"):
        last = _tens(cursor)
        return multiples(token.value * last, "several"), last
    return _digits(cursor)


def _measured(cursor: Cursor) -> bool:
    return cursor.ahead(1).kind == "measure"


def _tens(cursor: Cursor) -> Fraction:
    worth = Fraction(1)
    while token := cursor.take("ten"):
        worth *= token.value
    return worth


def _ones(cursor: Cursor, run: list[int], least: int) -> Fraction:
    """Return the worth of last digits: 三百五 is 350; digits one by one are no number but that of a year."""
    if len(run) > 1 and cursor.ahead().text != "年":
        message = "digits one by one, which are no number but that of a year"
        raise NotUnderstoodError(message)
    number = Fraction(int("".join(map(str, run))))
    place = Fraction(least, _TEN) if least > _TEN and len(run) == 1 else 1
    return number * place + _decimals(cursor)


def _digits(cursor: Cursor) -> tuple[WordedNumber | None, Fraction]:
    total, worth, least, gap, read = Fraction(0), Fraction(1), 0, False, False
    while True:
        run = _run(cursor)
        if not run and not read and cursor.at("ten"):
            run = [1]
        if run[:1] == [0] and len(run) > 1 and read:
            run, gap = run[1:], True
        if not run:
            if read and least == _TEN and cursor.at("several") and cursor.take("several"):
                return inside(total, total + _TEN), Fraction(1)
            break
        ten = cursor.take("ten")
        read = True
        if len(run) > 1 and (ten or least or len(run) == _PAIR):
            pair = _pair(run)
            return pair.times(Fraction(ten.value if ten else 1)).plus(total), Fraction(ten.value if ten else 1)
        if ten is None:
            total += _ones(cursor, run, 1 if gap else least)
            worth = Fraction(1)
            break
        if least and ten.value >= least:
            message = "the places of the number are out of order"
            raise NotUnderstoodError(message)
        least, gap = ten.value, False
        total += run[0] * ten.value
        worth = Fraction(ten.value)
    return (exactly(total) if read else None), worth


def _run(cursor: Cursor) -> list[int]:
    run = []
    while token := cursor.take("digit"):
        run.append(token.value)
    return run


def _pair(run: list[int]) -> WordedNumber:
    if len(run) != _PAIR or (run[1] != run[0] + 1 and tuple(run) != _IDIOM) or not run[0]:
        message = "digits that are no number and no pair of neighbours"
        raise NotUnderstoodError(message)
    return between(run[0], run[1])


def _decimals(cursor: Cursor) -> Fraction:
    if not (cursor.at("point") and cursor.at("digit", steps=1) and cursor.take("point")):
        return Fraction(0)
    places = _run(cursor)
    return Fraction(int("".join(map(str, places))), 10 ** len(places))
