"""Recomputing what an essay computes: interval arithmetic over its inputs, rounded outward.

A formula is an arithmetic expression over the letters a, b, c…, which stand for the inputs in order,
each in base units. Every step rounds the lower end down and the upper end up, to 40 digits, so the
result contains every value that the inputs allow (Moore, Interval Analysis, 1966).
"""

import ast
from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from string import ascii_lowercase

from seed.frozen.decimals import MAX_DIGITS, plain
from seed.frozen.intervals import Interval

_DOWN = Context(prec=MAX_DIGITS, rounding=ROUND_FLOOR)
_UP = Context(prec=MAX_DIGITS, rounding=ROUND_CEILING)

_End = tuple[Decimal, bool]
_Operation = Callable[[Context, Decimal, Decimal], Decimal]
_OPERATIONS: dict[type[ast.operator], _Operation] = {
    ast.Add: Context.add,
    ast.Sub: Context.subtract,
    ast.Mult: Context.multiply,
    ast.Div: Context.divide,
}


def recompute(formula: str, inputs: Sequence[Interval]) -> Interval:
    """Evaluate a formula over bounded intervals.

    Raises:
        ValueError: the formula is not arithmetic over its letters, an input is unbounded, or a
            divisor may come to zero, or near it without end.
    """
    try:
        tree = ast.parse(formula, mode="eval").body
    except SyntaxError as error:
        message = f"{formula!r} is not a formula such as `a * b`"
        raise ValueError(message) from error
    for interval in inputs:
        _ends(interval)
    return _evaluate(tree, dict(zip(ascii_lowercase, inputs, strict=False)))


def overlap(one: Interval, other: Interval) -> bool:
    """Tell whether two intervals have a number in common."""
    return one.lower_key <= other.upper_key and other.lower_key <= one.upper_key


def _evaluate(node: ast.expr, inputs: dict[str, Interval]) -> Interval:
    if isinstance(node, ast.Name) and node.id in inputs:
        return inputs[node.id]
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return Interval(str(node.value), True, str(node.value), True)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        left, right = _evaluate(node.left, inputs), _evaluate(node.right, inputs)
        return _combine(node.op, left, right)
    message = f"{ast.unparse(node)!r} is not arithmetic over {', '.join(inputs)}"
    raise ValueError(message)


def _combine(operator: ast.operator, left: Interval, right: Interval) -> Interval:
    operation = _OPERATIONS[type(operator)]
    pairs = [(one, other) for one in _ends(left) for other in _ends(right)]
    if isinstance(operator, ast.Div) and min(y[0] for _, y in pairs) <= 0 <= max(y[0] for _, y in pairs):
        message = "a divisor may be zero, or as near to it as one likes"
        raise ValueError(message)
    lows = [(operation(_DOWN, x[0], y[0]), _attained(operator, x, y)) for x, y in pairs]
    highs = [(operation(_UP, x[0], y[0]), _attained(operator, x, y)) for x, y in pairs]
    # Where two corners tie, the end belongs to the result if it does at either.
    low = min(lows, key=lambda end: (end[0], not end[1]))
    high = max(highs, key=lambda end: (end[0], end[1]))
    return Interval(plain(low[0]), low[1], plain(high[0]), high[1])


def _attained(operator: ast.operator, one: _End, other: _End) -> bool:
    """Tell whether the result at a corner belongs to the result's interval."""
    if isinstance(operator, ast.Mult | ast.Div) and (Decimal(0), True) in (one, other):
        return True  # zero times, or divided by, any number of the other interval
    return one[1] and other[1]


def _ends(interval: Interval) -> tuple[_End, _End]:
    if interval.lower is None or interval.upper is None:
        message = "an input is unbounded"
        raise ValueError(message)
    lower, upper = Decimal(interval.lower), Decimal(interval.upper)
    return (lower, interval.lower_closed), (upper, interval.upper_closed)
