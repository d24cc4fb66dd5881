"""Whole figures: an amount with what compares it, or a change, from the first word to the last."""

from fractions import Fraction

from api.core.wordings.amount_pieces import Amount
from api.core.wordings.amounts import Amounts
from api.core.wordings.changes import changed, read_change
from api.core.wordings.cursor import Cursor
from api.core.wordings.measures import COUNT, counted
from api.core.wordings.modifiers import WITHIN, modified, modifiers_after, modifiers_before
from api.core.wordings.worded_figures import WordedFigure
from api.core.wordings.worded_numbers import NotUnderstoodError, WordedNumber, exactly

_YEARS = range(1800, 2100)
"""Ends of ranges that are dates rather than durations."""


def read_figure(cursor: Cursor, amounts: Amounts) -> WordedFigure | None:
    """Consume a figure; None where no amount and no change is next.

    Raises:
        NotUnderstoodError: its words do not fit each other.
    """
    before = modifiers_before(cursor)
    if change := read_change(cursor, amounts):
        return WordedFigure(_changed_so(change.number, [*before, *modifiers_after(cursor)]), change.measure)
    by = cursor.says("by")
    if cursor.at("article") and cursor.ahead(1).kind in {"number", "small", "tens"}:
        cursor.take("article")
    amount = amounts.read()
    if amount is None:
        return None
    modifiers = [*before, *modifiers_after(cursor)]
    if amount.measure is None and (token := cursor.take("counted")):
        amount = Amount(amount.number, counted(token.value))  # 20 or more firms
    if noun := cursor.take("change"):
        return changed(noun.value, modified(amount.scaled(), modifiers), amount)
    if by and (amount.measure is None or amount.measure.role != "points"):
        message = "by how much, but not whether more or less"
        raise NotUnderstoodError(message)
    number = modified(amount.scaled(), _timed(modifiers, amount))
    if amount.number.comparator == "range" and amount.number.lower in _YEARS and _in_years(amount):
        message = "years, or numbers of years"
        raise NotUnderstoodError(message)
    if amount.measure is None and number.exact is not None and number.exact.denominator != 1:
        message = "a number with decimals, of which nothing is said"
        raise NotUnderstoodError(message)
    return WordedFigure(number, amount.measure or COUNT)


def _in_years(amount: Amount) -> bool:
    return amount.measure is not None and amount.measure.unit == "a"


def _changed_so(number: WordedNumber, modifiers: list[str]) -> WordedNumber:
    """Return what modifiers make of a factor: `more than halved` is a fall by more than half, to less than half."""
    if number.exact is None or number.exact >= 1:
        return modified(number, modifiers)
    fall = modified(exactly(1 - number.exact), modifiers)
    return fall.times(Fraction(-1)).plus(Fraction(1)).noting(*number.rules)


def _timed(modifiers: list[str], amount: Amount) -> list[str]:
    """Return modifiers with `within` as at most, which it is of a time."""
    if WITHIN in modifiers and (amount.measure is None or amount.measure.quantity != "duration"):
        message = "'within' of what is no time"
        raise NotUnderstoodError(message)
    return ["le" if item == WITHIN else item for item in modifiers]
