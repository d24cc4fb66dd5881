"""What a worded figure denotes: the published rules from wording to interval."""

from dataclasses import dataclass
from typing import Literal

from seed.frozen.decimals import bound_key, multiply

Comparator = Literal["eq", "approx", "lt", "le", "gt", "ge", "range"]
Reading = Literal["about", "just-over", "approaching", "several", "emphasis"]
BoundBasis = Literal["stated", "domain", "reading"]

NON_NEGATIVE = frozenset({"count", "share", "duration", "data-size", "computation", "temperature"})
"""Quantities whose nature bounds them at zero; temperatures at the absolute one."""
FROM_ONE = frozenset({"rank", "ordinal"})
"""Quantities whose nature bounds them at one."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of numbers between two ends, in plain decimal notation; None is unbounded."""

    lower: str | None
    lower_closed: bool
    upper: str | None
    upper_closed: bool

    @property
    def lower_key(self) -> str:
        """The key of the lower end; it exceeds the upper end's exactly when the interval is empty."""
        return bound_key(self.lower, closed=self.lower_closed, side="lower")

    @property
    def upper_key(self) -> str:
        """The key of the upper end."""
        return bound_key(self.upper, closed=self.upper_closed, side="upper")


@dataclass(frozen=True, slots=True)
class Denotation:
    """An interval, and whether its ends are stated, set by a domain, or by a reading."""

    interval: Interval
    basis: BoundBasis


def denote(
    quantity: str,
    comparator: Comparator,
    value: str | None,
    reading: Reading | None,
    of: str | None,
    zero: str = "0",
) -> Denotation:
    """Return the interval that a figure denotes.

    Args:
        quantity: what kind of figure it is; its nature may bound it.
        comparator: how the wording compares the figure with the value.
        value: the worded number, multipliers folded in; None where only a reading gives one.
        reading: the rule for vague wording, None where the wording is exact.
        of: the X of "several X" (the reading `several`), None otherwise.
        zero: the absolute zero in the figure's unit, below which no temperature is.

    Raises:
        ValueError: the parts do not fit one another, or no number is left.
    """
    worded = _read(reading, value, of) if reading and reading != "emphasis" else _compare(comparator, value)
    low = "1" if quantity in FROM_ONE else "0" if quantity in NON_NEGATIVE else None
    low = zero if quantity == "temperature" else low
    high = "1" if quantity == "share" else None
    interval = _common(worded, Interval(low, low is not None, high, high is not None))
    if interval.lower_key > interval.upper_key:
        message = f"no number is what {comparator} {value} says of the quantity {quantity}"
        raise ValueError(message)
    basis: BoundBasis = "stated" if interval == worded else "domain"
    return Denotation(interval, "reading" if reading and reading != "emphasis" else basis)


def _compare(comparator: Comparator, value: str | None) -> Interval:
    if value is None or comparator in {"approx", "range"}:
        message = f"{comparator} without a reading needs its ends stated"
        raise ValueError(message)
    if comparator == "eq":
        return Interval(value, True, value, True)
    if comparator in {"lt", "le"}:
        return Interval(None, False, value, comparator == "le")
    return Interval(value, comparator == "ge", None, False)


def _read(reading: Reading, value: str | None, of: str | None) -> Interval:
    if reading == "several":
        if of is None:
            message = "the reading `several` needs its `of`: several of what"
            raise ValueError(message)
        return Interval(multiply(of, "2"), True, multiply(of, "10"), False)
    if value is None:
        message = f"the reading `{reading}` needs a value"
        raise ValueError(message)
    if reading == "about":
        return Interval(multiply(value, "0.9"), True, multiply(value, "1.1"), True)
    if reading == "just-over":
        return Interval(value, False, multiply(value, "1.1"), True)
    return Interval(multiply(value, "0.9"), True, value, False)


def _common(one: Interval, other: Interval) -> Interval:
    lower = max(one, other, key=lambda interval: interval.lower_key)
    upper = min(one, other, key=lambda interval: interval.upper_key)
    return Interval(lower.lower, lower.lower_closed, upper.upper, upper.upper_closed)
