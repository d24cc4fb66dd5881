"""Places: ranks, and what comes how manyth."""

from fractions import Fraction

from api.core.wordings.amount_pieces import NumberReader
from api.core.wordings.cursor import Cursor
from api.core.wordings.measures import WordedMeasure
from api.core.wordings.worded_figures import WordedFigure
from api.core.wordings.worded_numbers import exactly

_RANK = WordedMeasure("rank", None)
_ORDINAL = WordedMeasure("ordinal", None)
_PLACES = ("名", "位", "大", "强", "高", "快", "多", "长")
"""After 第三, what makes it a rank; other words for what is counted make it an ordinal."""

_TRAITS = tuple("大快高多强长好小低慢早富佳优热冷新重贵少差")
"""After 最, what somebody is first by."""


def read_rank(cursor: Cursor, read_number: NumberReader) -> WordedFigure | None:
    """Consume a rank or an ordinal; None where none is next."""
    start = cursor.place
    for rule in (_superlative, _first, _nth, _top, _placed):
        among = cursor.take("around_whom")
        if found := rule(cursor, read_number):
            among = cursor.take("around_whom") or among
            return WordedFigure(found.number.noting("ranked-among"), found.measure) if among else found
        cursor.move(start)
    return None


def _superlative(cursor: Cursor, _: NumberReader) -> WordedFigure | None:
    """Read `second hottest`, `the third-largest`, `最快`; without an ordinal it is the first."""
    if cursor.take("most"):
        return _most(cursor) if cursor.says(*_TRAITS) else None
    if cursor.says(*(f"最{trait}" for trait in _TRAITS)):  # some of which are words of their own: at most
        return _most(cursor)
    cursor.says("the", "a")
    token = cursor.take("ordinal")
    if not cursor.take("superlative"):
        return None
    cursor.take("counted")
    return WordedFigure(exactly(token.value if token else 1), _RANK)


def _most(cursor: Cursor) -> WordedFigure:
    cursor.says("的")
    return WordedFigure(exactly(1), _RANK)


def _first(cursor: Cursor, _: NumberReader) -> WordedFigure | None:
    """Read `the first`, `for the first time`, `20th`, `首次`; what `first` counts may follow."""
    if cursor.take("first"):
        is_place = cursor.ahead().text == "位"
        return WordedFigure(exactly(1), _RANK if is_place else _ORDINAL) if cursor.take("classifier") else None
    cursor.says("for")
    cursor.says("the")
    token = cursor.take("ordinal")
    if token is None:
        return None
    if cursor.says("place"):
        return WordedFigure(exactly(token.value), _RANK)
    while cursor.take("time"):
        pass
    return WordedFigure(exactly(token.value), _ORDINAL)


def _nth(cursor: Cursor, read_number: NumberReader) -> WordedFigure | None:
    """Read `第三`, `第1颗`, `排名第三位`: places, unless what is counted comes in an order of its own."""
    placed = cursor.take("ranked")
    among = cursor.take("around_whom")
    if not cursor.take("nth"):
        return None
    number = _whole(cursor, read_number)
    if number is None:
        return None
    is_place = cursor.says(*_PLACES) or not cursor.take("classifier")
    nth = exactly(number).noting("ranked-among") if among else exactly(number)
    return WordedFigure(nth, _RANK if placed or is_place else _ORDINAL)


def _top(cursor: Cursor, read_number: NumberReader) -> WordedFigure | None:
    """Read `the top five`, `前五名`: places from the first to that one."""
    cursor.take("ranked")
    cursor.says("the", "in")
    cursor.says("the")
    if not (cursor.take("front") or cursor.take("rank", "top")):
        return None
    number = _whole(cursor, read_number)
    if number is None or number < 1:
        return None
    _ = cursor.says(*_PLACES) or cursor.take("classifier") or cursor.take("counted")
    return WordedFigure(exactly(number).compared("le"), _RANK)


def _placed(cursor: Cursor, read_number: NumberReader) -> WordedFigure | None:
    """Read `ranked third`, `No. 3`, `in second place`."""
    if cursor.take("rank", "ranked"):
        cursor.says("in")
        token = cursor.take("ordinal")
        cursor.says("place")
        return WordedFigure(exactly(token.value), _RANK) if token else None
    if not cursor.take("rank", "number"):
        return None
    number = _whole(cursor, read_number)
    return WordedFigure(exactly(number), _RANK) if number else None


def _whole(cursor: Cursor, read_number: NumberReader) -> Fraction | None:
    read = read_number(cursor)
    number = read.number.exact if read else None
    return number if number is not None and number.denominator == 1 and number >= 1 else None
