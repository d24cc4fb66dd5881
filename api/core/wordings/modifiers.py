"""What stands before an amount, or after it, and compares it: `at least`, `nearly`, 左右, 以上."""

from typing import get_args

from api.core.wordings.cursor import Cursor
from api.core.wordings.worded_numbers import NotUnderstoodError, WordedNumber
from seed.frozen.intervals import Reading

WITHIN = "within"
_READINGS = frozenset(get_args(Reading))
_UNTOLD = frozenset({"plain", "eq", "emphasis"})


def modifiers_before(cursor: Cursor) -> list[str]:
    """Consume the comparators and readings that come next, and words that say nothing of a number."""
    found = []
    while token := cursor.take("before") or cursor.take(WITHIN):
        found.append(token.value or WITHIN)
    return found


def modifiers_after(cursor: Cursor) -> list[str]:
    """Consume those that follow an amount."""
    found = []
    while token := cursor.take("after"):
        found.append(token.value)
    return found


def modified(number: WordedNumber, modifiers: list[str]) -> WordedNumber:
    """Return what modifiers make of a number: at most one of them tells something.

    Raises:
        NotUnderstoodError: two do, or one does not fit the number.
    """
    telling = list(dict.fromkeys(item for item in modifiers if item not in _UNTOLD))
    if len(telling) > 1:
        message = f"'{telling[0]}' and '{telling[1]}' at once"
        raise NotUnderstoodError(message)
    if not telling:
        return number.read("emphasis") if "emphasis" in modifiers and number.reading is None else number
    if telling[0] in _READINGS:
        return number.read(telling[0])  # type: ignore[arg-type] # it is a reading
    return number.compared(telling[0])  # type: ignore[arg-type] # it is a comparator
