"""From a unit to the base unit of its dimension, exactly.

A number is worth (number + offset) × factor, as QUDT defines `conversionOffset`: the offset is counted in the unit
itself, so that 273.15 is that of `Cel`, and 459.67 that of `[degF]`, whatever the base unit is.
"""

import re
from decimal import Context, Decimal
from fractions import Fraction
from typing import NamedTuple

from seed.frozen.decimals import DECIMAL_PATTERN, parse, plain

FACTOR_PATTERN = DECIMAL_PATTERN.removesuffix("$").removeprefix("^")
FACTOR_PATTERN = rf"^({FACTOR_PATTERN}|[1-9][0-9]{{0,8}}/[1-9][0-9]{{0,8}})$"
"""A decimal, or where that has no end a ratio, such as `5/9`."""

_ENDLESS_DIGITS = 100
_MOST_DIGITS = 80


class Scale(NamedTuple):
    """How numbers of a unit become numbers of the base unit."""

    factor: str = "1"
    offset: str = "0"

    @property
    def zero(self) -> str:
        """The number of the unit that is nought in base units."""
        return plain(-Decimal(self.offset))


BASE = Scale()
"""The scale of a base unit, and of what has no unit."""


def parse_factor(text: str) -> Fraction:
    """Read a factor: a decimal of up to 40 digits, or a ratio in lowest terms that is no decimal.

    Raises:
        ValueError: it is neither.
    """
    if not re.fullmatch(FACTOR_PATTERN, text):
        message = f"{text!r} is neither a decimal in plain notation, such as 0.3048, nor a ratio such as 5/9"
        raise ValueError(message)
    if "/" not in text:
        return Fraction(parse(text))
    ratio = Fraction(text)
    one_way = _decimal(ratio) or f"{ratio.numerator}/{ratio.denominator}"
    if one_way != text:
        message = f"{text!r} is to be written {one_way!r}"
        raise ValueError(message)
    return ratio


def in_base_units(number: str | None, scale: Scale) -> str | None:
    """Return a number of a unit in base units; None, which is unbounded, stays so.

    It is exact. What has no end as a decimal, as a third has none, is kept to 100 digits: as many as tell it from every
    other number that 40 digits and a factor can make.

    Raises:
        ValueError: it has no end, and so many digits that 100 do not tell it from others.
    """
    if number is None:
        return None
    exact = (Fraction(number) + Fraction(scale.offset)) * Fraction(scale.factor)
    if (text := _decimal(exact)) is not None:
        return text
    if len(str(exact.numerator)) > _MOST_DIGITS:
        message = f"{number[:60]} has too many digits to be told from others in base units"
        raise ValueError(message)
    return plain(Context(prec=_ENDLESS_DIGITS).divide(Decimal(exact.numerator), Decimal(exact.denominator)))


def _decimal(exact: Fraction) -> str | None:
    """Return a ratio as a decimal, every digit of it; None where it has no end."""
    rest, twos, fives = exact.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    digits = exact.numerator * (10**places // exact.denominator)
    return plain(Decimal(digits).scaleb(-places, Context(prec=max(1, len(str(digits))))))
