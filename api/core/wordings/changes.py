"""Changes: a factor of what is after to what was before, or a difference of shares."""

from fractions import Fraction

from api.core.wordings.amount_pieces import Amount
from api.core.wordings.amounts import Amounts
from api.core.wordings.cursor import Cursor
from api.core.wordings.measures import COUNT, TIMES, WordedMeasure
from api.core.wordings.modifiers import modified, modifiers_after, modifiers_before
from api.core.wordings.worded_figures import WordedFigure
from api.core.wordings.worded_numbers import NotUnderstoodError, WordedNumber, exactly

FACTOR = "after-to-before"
"""The rule by which a change is told as what is after to what was before."""
ADDED = "change-added-to-one"
"""The rule by which a rise by a share, or by so many times, is added to what there was."""
_MOST_DOUBLINGS = 100


def read_change(cursor: Cursor, amounts: Amounts) -> WordedFigure | None:
    """Consume a change; None where none is next.

    Raises:
        NotUnderstoodError: its words do not fit each other, or the model has no such difference.
    """
    start = cursor.place
    for rule in (_multiplied, _doublings, _by_a_factor, _verb):
        if found := rule(cursor, amounts):
            return found
        cursor.move(start)
    return None


def _multiplied(cursor: Cursor, _: Amounts) -> WordedFigure | None:
    """Read `doubled`, `halved`, `a twofold increase`, `fell threefold`, 翻倍."""
    verb = cursor.take("change")
    before = modifiers_before(cursor) if verb else []
    cursor.take("article")
    token = cursor.take("multiplied")
    if token is None:
        return None
    verb = verb or cursor.take("change")
    return _factor(modified(exactly(Fraction(token.value)), before), verb.value if verb else 1)


def _doublings(cursor: Cursor, amounts: Amounts) -> WordedFigure | None:
    """Read 翻两番: two to that power."""
    amount = amounts.read() if cursor.take("doublings") else None
    power = amount.number.exact if amount and not amount.measure and cursor.take("fan") else None
    if power is None or power.denominator != 1 or not 0 < power < _MOST_DOUBLINGS:
        return None
    return _factor(exactly(Fraction(2) ** int(power)), 1)


def _by_a_factor(cursor: Cursor, amounts: Amounts) -> WordedFigure | None:
    verb = cursor.take("change")
    before = modifiers_before(cursor) if verb and cursor.take("factor") else None
    amount = amounts.read() if before is not None else None
    if verb is None or before is None or amount is None or amount.measure:
        return None
    return _factor(modified(amount.number, before), verb.value)


def _verb(cursor: Cursor, amounts: Amounts) -> WordedFigure | None:
    """Read `rose by nearly 20 %`, `fell to 5`, 增长近两倍, `up by half`."""
    verb = cursor.take("change")
    if verb is None:
        return None
    if cursor.take("range", "from"):
        message = "two figures: from what, and to what"
        raise NotUnderstoodError(message)
    level = bool(cursor.says("to"))
    if not level:
        cursor.says("by", "of")
    before = modifiers_before(cursor)
    amount = amounts.read()
    if amount is None:
        return None
    number = modified(amount.scaled(), [*before, *modifiers_after(cursor)])
    return WordedFigure(number, amount.measure or COUNT) if level else changed(verb.value, number, amount)


def changed(direction: int, number: WordedNumber, amount: Amount) -> WordedFigure:
    """Return what a change by an amount is, up (1) or down (-1).

    Args:
        direction: up or down.
        number: by how much, in the unit of the amount, as all the words have it.
        amount: the amount alone.

    Raises:
        NotUnderstoodError: the model has no such difference.
    """
    measure = amount.measure
    if measure and measure.role == "points":
        return WordedFigure(number.times(Fraction(direction)), measure)
    if measure and measure.role == "fold":
        return _factor(number, direction)
    if measure and (measure.role in {"percent", "multiple"} or measure.quantity == "share"):
        after = number.times(Fraction(direction)).plus(Fraction(1))
        if after.lower is not None and after.lower < 0:
            message = "a fall by more than there was"
            raise NotUnderstoodError(message)
        return WordedFigure(after.noting(ADDED), TIMES)
    raise NotUnderstoodError(_no_difference(measure))


def _factor(number: WordedNumber, direction: int) -> WordedFigure:
    if direction < 0:
        if not number.exact:
            message = "a fall to what part is not said"
            raise NotUnderstoodError(message)
        number = exactly(1 / number.exact)
    return WordedFigure(number.noting(FACTOR), TIMES)


def _no_difference(measure: WordedMeasure | None) -> str:
    if measure is None:
        return "a change by what is not said"
    if measure.role == "times":
        return "times more may be times as much, or that and once more"
    return "a difference, of which the model has only those of shares and of temperatures"
