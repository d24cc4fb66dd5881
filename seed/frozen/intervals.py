"""What a worded figure denotes: the published rules from wording to interval."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from types import MappingProxyType
from typing import Literal

from seed.frozen.decimals import MAX_DIGITS, bound_key, multiply, plain

Quantity = Literal[
    "count",
    "share",
    "share-difference",
    "ratio",
    "money",
    "duration",
    "rate",
    "rank",
    "ordinal",
    "data-size",
    "temperature",
    "temperature-difference",
    "computation",
    "mass",
    "length",
    "energy",
    "date",
]
Comparator = Literal["eq", "approx", "lt", "le", "gt", "ge", "range"]
Reading = Literal["about", "just-over", "approaching", "several", "remainder", "magnitude", "fraction", "emphasis"]
BoundBasis = Literal["stated", "domain", "reading"]

EXACT: frozenset[Reading | None] = frozenset({None, "fraction", "emphasis"})
"""Readings that leave a wording as exact as it is."""
MULTIPLES: Mapping[Reading, tuple[str, bool, str, bool]] = MappingProxyType(
    {
        "about": ("0.9", True, "1.1", True),
        "just-over": ("1", False, "1.1", True),
        "approaching": ("0.9", True, "1", False),
        "several": ("2", True, "10", False),
        "magnitude": ("1", True, "10", False),
    }
)
"""Readings whose ends are multiples of the worded number, and whether each belongs to the interval."""

NON_NEGATIVE = frozenset(
    {"count", "share", "duration", "data-size", "computation", "temperature", "mass", "length", "energy"}
)
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
    if reading in EXACT and (reading != "fraction" or comparator != "eq"):
        worded = _compare(comparator, value)
    else:
        worded = _read(reading, of if reading == "several" else value)
    denotation = within(quantity, worded, zero)
    interval = denotation.interval
    if interval.lower_key > interval.upper_key:
        message = f"no number is what {comparator} {value} says of the quantity {quantity}"
        raise ValueError(message)
    return Denotation(interval, denotation.basis if reading in EXACT else "reading")


def within(quantity: str, worded: Interval, zero: str = "0") -> Denotation:
    """Return what the nature of a quantity leaves of a worded interval; it is empty where nothing is left.

    Args:
        quantity: what kind of figure it is.
        worded: the interval, as the wording alone has it.
        zero: the absolute zero in the figure's unit.
    """
    low = "1" if quantity in FROM_ONE else "0" if quantity in NON_NEGATIVE else None
    low = zero if quantity == "temperature" else low
    high = "1" if quantity == "share" else None
    interval = _common(worded, Interval(low, low is not None, high, high is not None))
    return Denotation(interval, "stated" if interval == worded else "domain")


def last_place(value: str) -> str:
    """Return what one in the last place is worth that a number names: 1000 of 35000, 0.1 of 0.3."""
    digits = Decimal(value).normalize(Context(prec=MAX_DIGITS))
    return plain(Decimal(1).scaleb(int(digits.as_tuple().exponent)))


def next_above(value: str) -> str:
    """Return the next number of 40 digits above a positive one, which a fraction lies below that has no end."""
    return plain(Decimal(value).next_plus(Context(prec=MAX_DIGITS)))


def _compare(comparator: Comparator, value: str | None) -> Interval:
    if value is None or comparator in {"approx", "range"}:
        message = f"{comparator} without a reading needs its ends stated"
        raise ValueError(message)
    if comparator == "eq":
        return Interval(value, True, value, True)
    if comparator in {"lt", "le"}:
        return Interval(None, False, value, comparator == "le")
    return Interval(value, comparator == "ge", None, False)


def _read(reading: Reading | None, value: str | None) -> Interval:
    if value is None:
        message = f"the reading `{reading}` needs {'its `of`: several of what' if reading == 'several' else 'a value'}"
        raise ValueError(message)
    if reading == "remainder":
        exact = Context(prec=4 * MAX_DIGITS)
        return Interval(value, False, plain(exact.add(Decimal(value), Decimal(last_place(value)))), False)
    if reading == "fraction":
        return Interval(value, True, next_above(value), True)
    low, low_closed, high, high_closed = MULTIPLES[reading]  # type: ignore[index] # the others were told apart
    return Interval(multiply(value, low), low_closed, multiply(value, high), high_closed)


def _common(one: Interval, other: Interval) -> Interval:
    lower = max(one, other, key=lambda interval: interval.lower_key)
    upper = min(one, other, key=lambda interval: interval.upper_key)
    return Interval(lower.lower, lower.lower_closed, upper.upper, upper.upper_closed)
