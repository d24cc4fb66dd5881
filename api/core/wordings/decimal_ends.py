"""From exact rationals to the decimals that figures are stored as: what has no end is rounded outwards."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction

from api.core.wordings.measures import WordedMeasure
from api.core.wordings.proposals import Proposal
from api.core.wordings.worded_figures import WordedFigure
from api.core.wordings.worded_numbers import NotUnderstoodError
from seed.frozen.decimals import MAX_DIGITS, plain
from seed.frozen.intervals import EXACT, Interval, Reading, within

_DOWN = Context(prec=MAX_DIGITS, rounding=ROUND_FLOOR)
_UP = Context(prec=MAX_DIGITS, rounding=ROUND_CEILING)
_LARGEST = Fraction(10) ** 60


def decimals(figure: WordedFigure) -> Proposal:
    """Return what a figure proposes; ends that have no end as decimals are moved outwards, in the fortieth digit.

    Raises:
        NotUnderstoodError: no such quantity can be so much.
    """
    number, measure = figure.number, _kind(figure)
    if figure.period is not None:
        return Proposal(
            "date", number.comparator, None, None, None, False, None, False, None, None, figure.period, None, ()
        )
    if any(end is not None and abs(end) > _LARGEST for end in (number.value, number.lower, number.upper)):
        message = "the number is beyond all that is counted"
        raise NotUnderstoodError(message)
    worded = Interval(
        _decimal(number.lower, _DOWN), number.lower_closed, _decimal(number.upper, _UP), number.upper_closed
    )
    denotation = within(measure.quantity, worded, measure.zero)
    ends = denotation.interval
    if ends.lower_key > ends.upper_key:
        message = f"no {measure.quantity} can be so much"
        raise NotUnderstoodError(message)
    value = _decimal(number.value, _UP if number.comparator in {"lt", "le"} else _DOWN)
    endless = number.value is not None and value is not None and Fraction(value) != number.value
    reading: Reading | None = "fraction" if endless and number.comparator == "eq" else number.reading
    return Proposal(
        quantity=measure.quantity,
        comparator=number.comparator,
        value=value,
        reading=reading,
        lower=ends.lower,
        lower_closed=ends.lower_closed,
        upper=ends.upper,
        upper_closed=ends.upper_closed,
        bound_basis=denotation.basis if reading in EXACT else "reading",
        unit=measure.unit,
        period=None,
        ratio=str(number.value) if endless else None,
        rules=number.rules,
    )


def _kind(figure: WordedFigure) -> WordedMeasure:
    """Return what a figure is of: what is over the whole is no share of it, but a ratio to it."""
    number, measure = figure.number, figure.measure
    known = [end for end in (number.value, number.upper if number.comparator == "range" else None) if end is not None]
    over = any(end > 1 for end in known) or (number.value == 1 and number.comparator == "gt")
    return WordedMeasure("ratio", measure.unit) if measure.quantity == "share" and over else measure


def _decimal(number: Fraction | None, context: Context) -> str | None:
    if number is None:
        return None
    return plain(context.divide(Decimal(number.numerator), Decimal(number.denominator)))
