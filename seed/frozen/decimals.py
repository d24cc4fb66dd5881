"""Exact decimals as text: plain notation to show, and keys that sort as the numbers do.

Fields of this kind are `DecimalText` in `api/core/db/columns.py`; filters that compare such keys are in
`api/resources/statistics/value_filters.py`.
"""

import re
from decimal import Context, Decimal
from typing import Literal

MAX_DIGITS = 40
DECIMAL_PATTERN = r"^(0|-?[1-9][0-9]*|-?(0|[1-9][0-9]*)\.[0-9]*[1-9])$"
"""Plain notation: no exponent, no leading or trailing zeros, no negative zero."""

Side = Literal["lower", "upper"]

BELOW_ALL = " "
ABOVE_ALL = "~"
"""The keys of an unbounded lower and upper end."""

_EXPONENT_BIAS = 50_000
_COMPLEMENT = str.maketrans("0123456789", "9876543210")


def parse(text: str) -> Decimal:
    """Read a decimal in plain notation.

    Raises:
        ValueError: it is in another notation, or has more than 40 significant digits.
    """
    if not re.fullmatch(DECIMAL_PATTERN, text):
        message = f"{text!r} is not a decimal in plain notation, such as 100000000 or -0.5"
        raise ValueError(message)
    value = Decimal(text)
    if len(value.as_tuple().digits) > MAX_DIGITS:
        message = f"{text!r} has more than {MAX_DIGITS} significant digits"
        raise ValueError(message)
    return value


def plain(value: Decimal) -> str:
    """Return a decimal in plain notation, every digit of it, none to spare."""
    if not value:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def bound_key(bound: str | None, *, closed: bool, side: Side) -> str:
    """Return a text that sorts, by code point, as this end of an interval does among all ends.

    An open end sorts just beyond its number: `(v` just above v, `v)` just below it. So an interval
    is empty exactly when its lower key exceeds its upper key, and two intervals overlap exactly
    when each one's lower key is at most the other's upper key.

    Args:
        bound: the number in plain notation; None is unbounded.
        closed: whether the number itself belongs to the interval.
        side: which end this is.
    """
    if bound is None:
        return BELOW_ALL if side == "lower" else ABOVE_ALL
    step = 0 if closed else (1 if side == "lower" else -1)
    value = Decimal(bound)
    if not value:
        return "1" + "-./"[step + 1]
    digits = "".join(map(str, value.as_tuple().digits)).rstrip("0")
    exponent = f"{value.adjusted() + _EXPONENT_BIAS:05d}"
    # A mark ends the digits. It must sort before any digit (of a longer, larger number), and for
    # negative numbers, whose digits are complemented, after any.
    if value > 0:
        return f"2{exponent}{digits}{'-./'[step + 1]}"
    return f"0{(exponent + digits).translate(_COMPLEMENT)}{':;<'[step + 1]}"


def multiply(bound: str | None, factor: str) -> str | None:
    """Return a bound in base units; the product of decimals is exact, and None stays unbounded."""
    if bound is None:
        return None
    exact = Context(prec=4 * MAX_DIGITS)
    return plain(exact.multiply(Decimal(bound), Decimal(factor)))
