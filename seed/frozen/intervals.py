"""What a worded figure denotes: the published rules from wording to interval."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from seed.frozen.decimals import plain

Comparator = Literal["eq", "approx", "lt", "le", "gt", "ge", "range"]
Reading = Literal["about", "just-over", "approaching", "several", "emphasis"]
BoundBasis = Literal["stated", "domain", "reading"]

NON_NEGATIVE = frozenset({"count", "share", "duration", "data-size", "computation", "temperature"})
"""Quantities whose nature bounds them at zero."""
FROM_ONE = frozenset({"rank", "ordinal"})
"""Quantities whose nature bounds them at one."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of numbers between two ends, in plain decimal notation; None is unbounded."""

    lower: str | None
    lower_closed: bool
    upper: str | None
    upper_closed: bool


@dataclass(frozen=True, slots=True)
class Denotation:
    """An interval, and whether its ends are stated, set by a domain, or by a reading."""

    interval: Interval
    basis: BoundBasis


def denote(
    quantity: str, comparator: Comparator, value: str | None, reading: Reading | None, of: str | None
) -> Denotation:
    """Return the interval that a figure denotes.

    Args:
        quantity: what kind of figure it is; its nature may bound it.
        comparator: how the wording compares the figure with the value.
        value: the worded number, multipliers folded in; None where only a reading gives one.
        reading: the rule for vague wording, None where the wording is exact.
        of: the X of "several X" (the reading `several`), None otherwise.

    Raises:
        ValueError: the parts do not fit one another.
    """
    if reading and reading != "emphasis":
        return Denotation(_read(reading, value, of), "reading")
    if value is None or comparator in {"approx", "range"}:
        message = f"{comparator} without a reading needs its ends stated"
        raise ValueError(message)
    low = "1" if quantity in FROM_ONE else "0" if quantity in NON_NEGATIVE else None
    high = "1" if quantity == "share" else None
    if comparator == "eq":
        return Denotation(Interval(value, True, value, True), "stated")
    if comparator in {"lt", "le"}:
        interval = Interval(low, low is not None, value, comparator == "le")
        return Denotation(interval, "stated" if low is None else "domain")
    interval = Interval(value, comparator == "ge", high, high is not None)
    return Denotation(interval, "stated" if high is None else "domain")


def _read(reading: Reading, value: str | None, of: str | None) -> Interval:
    if reading == "several":
        if of is None:
            message = "the reading `several` needs its `of`: several of what"
            raise ValueError(message)
        return Interval(_times(of, "2"), True, _times(of, "10"), False)
    if value is None:
        message = f"the reading `{reading}` needs a value"
        raise ValueError(message)
    if reading == "about":
        return Interval(_times(value, "0.9"), True, _times(value, "1.1"), True)
    if reading == "just-over":
        return Interval(value, False, _times(value, "1.1"), True)
    return Interval(_times(value, "0.9"), True, value, False)


def _times(value: str, factor: str) -> str:
    return plain(Decimal(value) * Decimal(factor))
