"""What a figure means, in words and in symbols."""

from collections.abc import Callable, Mapping
from decimal import ROUND_DOWN, Decimal
from typing import Any

from api.pages.page_context import PageContext

_SCALES: Mapping[str, tuple[tuple[int, str], ...]] = {
    "en": ((12, " trillion"), (9, " billion"), (6, " million")),
    "zh-Hans": ((12, "万亿"), (8, "亿"), (4, "万")),
}
_FEWEST_DIGITS = {"en": 7, "zh-Hans": 5}
"""How many digits a number has before the point, at least, where it is shortened."""
_MOST_DIGITS = 16
"""Beyond which a number is written with a power of ten."""
_MUCH = 3
_HUNDRED = Decimal(100)
_MOST_PLACES = 20
"""Behind the point, beyond which a number is a fraction without an end."""
_CUT = Decimal("0.000001")
_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_COUNTERS = {"mo": "个月"}
"""Units that Chinese counts with another word than their label."""
_UNCOUNTED = frozenset({"%", "dimensionless"})


def number(value: str | Decimal, language: str) -> str:
    """Return an exact decimal as people write it: grouped, shortened by words where it is long."""
    exact = Decimal(value)
    digits = exact.adjusted() + 1
    if digits >= _MOST_DIGITS:
        return power(exact)
    if digits >= _FEWEST_DIGITS[language]:
        for exponent, word in _SCALES[language]:
            if exact.adjusted() >= exponent:
                return f"{plain(exact.scaleb(-exponent), grouped=language == 'en')}{word}"
    return plain(exact)


def plain(value: Decimal, *, grouped: bool = True) -> str:
    """Return a decimal without exponent or idle zeros, its thousands grouped; what goes on for ever, cut."""
    if int(value.normalize().as_tuple().exponent) < -_MOST_PLACES:
        return f"{value.quantize(_CUT, ROUND_DOWN):{',' if grouped else ''}f}…"
    text = f"{value:,f}" if grouped else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def power(value: Decimal) -> str:
    """Return a decimal with a power of ten, in superscripts."""
    exponent = value.adjusted()
    mantissa = plain(value.scaleb(-exponent))
    ten = f"10{str(exponent).translate(_SUPERSCRIPT)}"
    return ten if mantissa == "1" else f"{mantissa} × {ten}"


def quantity(value: str | Decimal, record: Mapping[str, Any], context: PageContext) -> str:
    """Return a number of a figure with its unit; a share in per cent."""
    if record["quantity"] == "share":
        return f"{plain(Decimal(value) * _HUNDRED)}%"
    worded, unit = number(value, context.language), unit_name(record, context)
    if not unit or unit in _UNCOUNTED or record["unit"] == "1":
        return worded
    if context.language == "en":
        return f"{worded} {unit if Decimal(value) == 1 else plural(unit)}"
    return f"{worded}{_COUNTERS.get(record['unit'], unit)}"


def unit_name(record: Mapping[str, Any], context: PageContext) -> str:
    """Return the name of the unit of a figure, or its code where that is all that is known."""
    unit = record.get("_embedded", {}).get("unit")
    return context.plain(unit["label"]) if unit else record["unit"] or ""


def plural(noun: str) -> str:
    """Return the plural of the English name of a unit; of `yuan per US dollar` that of the first word."""
    head, per, rest = noun.partition(" per ")
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        head = f"{head[:-1]}ie"
    return f"{head if head.endswith(('yuan', 's')) else head + 's'}{per}{rest}"


def meant(record: Mapping[str, Any], context: PageContext) -> str:
    """Return the interval of a figure in words: `more than 100 million users`."""
    lower, upper = record["lower"], record["upper"]
    low = "" if lower is None else quantity(lower, record, context)
    high = "" if upper is None else quantity(upper, record, context)
    by_nature = record["bound_basis"] == "domain"
    chinese = context.language != "en"
    if record["quantity"] in {"rank", "ordinal"} and lower == upper and lower is not None:
        return _ordinal(lower, chinese=chinese)
    if not low and not high:
        return "任何数值" if chinese else "any value"
    if lower == upper or record["reading"] == "fraction":
        return low
    if not high or (by_nature and upper == "1" and record["quantity"] == "share" and record["upper_closed"]):
        return _beyond(low, closed=record["lower_closed"], chinese=chinese)
    if not low or (by_nature and Decimal(lower) <= 1):
        return _within(high, closed=record["upper_closed"], chinese=chinese)
    return _between(record, _bare(lower, record, context), high, chinese=chinese)


def _bare(value: str, record: Mapping[str, Any], context: PageContext) -> str:
    """Return the lower of two numbers, whose unit the higher one tells."""
    return quantity(value, record, context) if record["quantity"] == "share" else number(value, context.language)


def _ordinal(value: str, *, chinese: bool) -> str:
    if chinese:
        return f"第{value}"
    ending = "th" if value[-2:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(value[-1], "th")
    return f"{value}{ending}"


def _beyond(low: str, *, closed: bool, chinese: bool) -> str:
    if chinese:
        return f"至少{low}" if closed else f"超过{low}"
    return f"at least {low}" if closed else f"more than {low}"


def _within(high: str, *, closed: bool, chinese: bool) -> str:
    if chinese:
        return f"至多{high}" if closed else f"不足{high}"
    return f"at most {high}" if closed else f"less than {high}"


def _between(record: Mapping[str, Any], low: str, high: str, *, chinese: bool) -> str:
    left, right = record["lower_closed"], record["upper_closed"]
    if chinese:
        until = "到" if left and right else "，至多" if right else "到不足" if left else "，不足"
        return f"{'从' if left else '超过'}{low}{until}{high}"
    until = "to" if left and right else "up to" if right else "to under" if left else "under"
    return f"{'from' if left else 'over'} {low}{'' if left else ','} {until} {high}"


def tick(context: PageContext, *, percent: bool = False) -> Callable[[Decimal], str]:
    """Return what words the number at a mark of an axis; a share in per cent."""
    return lambda value: f"{number(value * 100, context.language)}%" if percent else number(value, context.language)


def symbols(record: Mapping[str, Any]) -> str:
    """Return the interval of a figure as mathematics writes it: `(100,000,000, ∞)`."""
    lower, upper = record["lower"], record["upper"]
    if lower is not None and lower == upper:
        return f"{{{_exactly(lower)}}}"
    left = f"{'[' if record['lower_closed'] else '('}{'−∞' if lower is None else _exactly(lower)}"
    right = f"{'∞' if upper is None else _exactly(upper)}{']' if record['upper_closed'] else ')'}"
    return f"{left}, {right}"


def _exactly(value: str) -> str:
    """Return a decimal by its digits, or by a power of ten where that is much shorter."""
    exact = Decimal(value)
    digits, short = plain(exact), power(exact)
    return short if len(short) + _MUCH < len(digits) else digits
